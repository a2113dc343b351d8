"""A link says where it goes before anybody follows it, and stands where its words do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.model import Edition, Finding
from lamplight.preflight import links
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

    from lamplight.preflight.proof import Proof
    from lamplight.preflight.structure import Element

SAFE = ("tel:", "sms:", "mailto:", "https://")


def run(proof: Proof) -> Verdict:
    """Compare each link's words, place and target with what is read out for it (ISO 14289-1, 7.18.5)."""
    tagged = {
        number: element
        for element in proof.tags.walk()
        if element.kind == "Link"
        for number in element.inside
        if isinstance(number, int)
    }
    notes = [note for _, note in links.annotated(proof.objects) if note.get("/Subtype") == "/Link"]
    wrong = [message for note in notes for message in _wrong(note, tagged.get(note.objgen[0]), proof)]
    remedy = "let contact(...) print the number or the address together with its link, and put no box within a link"
    return Verdict(len(notes), tuple(Finding("link-untold", message, remedy) for message in wrong))


def _wrong(note: pikepdf.Object, element: Element | None, proof: Proof) -> Iterator[str]:
    target, words = links.target_of(note), str(note.get("/Contents", "")).strip()
    if target is not None and not target.startswith(SAFE):
        yield f"a link leads to “{target}”, which is neither a number nor an address that is safe to open"
    if element is None:
        yield f"the link to “{target}” is not tagged as a link"
        return
    shown = proof.heard.words(element)
    if not words or words == target:
        yield f"the link on “{shown}” does not say in words where it goes"
    elif _bare(shown) not in _bare(words):
        yield f"the link on “{shown}” is read out as “{words}”"
    one, low, other, high = map(float, note.Rect)
    left, right, bottom, top = min(one, other), max(one, other), min(low, high), max(low, high)
    for run in proof.read_out:
        across, up = (run.area[0] + run.area[2]) / 2, (run.area[1] + run.area[3]) / 2
        if run.path[-1] is element and not (left <= across <= right and bottom <= up <= top):
            yield f"the link on “{shown}” cannot be tapped where its words stand"


def _bare(text: str) -> str:
    return "".join(text.split())


CHECK = Check(
    codes=("link-untold",),
    reason="Somebody in danger must know before they tap whether they call, write, or open a page.",
    run=run,
    editions=(Edition.SCREEN,),
    may_be_empty="a cover gives nobody away, and has no links",
)
