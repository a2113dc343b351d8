"""What looks like a list is one, whole, with its numbers."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from lamplight.model import Edition, Finding
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.preflight.proof import Proof
    from lamplight.preflight.structure import Element

# What stands in what (ISO 32000-1, 14.8.4.3.3).
INSIDE = {"L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"}}
AROUND = {"LI": {"L"}, "LBody": {"LI"}}
BULLET = re.compile(r"([•◦▪▫‣∙·●○■□✓✔*–—-]|\(?[0-9]{1,2}[.)])\s")


def run(proof: Proof) -> Verdict:
    """Look at what stands in each list, and at paragraphs that only look like the items of one."""
    elements = (proof.tags, *proof.tags.walk())
    wrong = {message for around in elements for element in around.kids for message in _wrong(around, element)}
    wrong |= {message for around in elements for message in _painted(proof, around)}
    remedy = "make it ul or ol with li, keep tables out of its items, and let the style draw its bullets"
    return Verdict(len(elements), tuple(Finding("list-torn", message, remedy) for message in sorted(wrong)))


def _wrong(around: Element, element: Element) -> Iterator[str]:
    if element.kind in AROUND and around.kind not in AROUND[element.kind]:
        yield "an item stands outside its list: a table cell within an item does that"
    if element.kind not in INSIDE:
        return
    kinds = [kid.kind for kid in element.kids]
    if foreign := sorted(set(kinds) - INSIDE[element.kind]):
        yield f"{element.kind} of a list holds {', '.join(foreign)}"
    if element.kind == "L" and not kinds:
        yield "a list has no items"
    if element.kind == "LI" and kinds.count("LBody") != 1:
        yield "an item of a list says nothing, or twice"
    numbered = any(kid.kind == "Lbl" for item in element.kids for kid in item.kids)
    if element.kind == "L" and numbered and element.attributes.get("ListNumbering", "/None") == "/None":
        yield "the items of a list have numbers, and the list does not say so (ListNumbering)"


def _painted(proof: Proof, around: Element) -> Iterator[str]:
    """Paragraphs that follow one another, each with a bullet or a number before its words."""
    told = [proof.heard.words(kid) if kid.kind == "P" else "" for kid in around.kids]
    for bulleted, items in groupby(told, key=lambda text: bool(BULLET.match(text))):
        first, *others = items
        if bulleted and others:
            yield f"“{first}” and the paragraphs after it look like a list, and are none"


CHECK = Check(
    codes=("list-torn",),
    reason="A screen reader says how many steps there are and which one this is, if the list is a list.",
    run=run,
    editions=(Edition.SCREEN,),
)
