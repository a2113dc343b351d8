"""Small finished files for the checks: each test breaks one and expects the code."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import segno

from lamplight.model import Edition, Fact, FactKind, Job, Material, Paper, Placement, Where
from lamplight.preflight import CHECKS, Proof, examine
from lamplight.typeset import Typesetter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROOT = Path(__file__).resolve().parents[2]
HERE = Where("regions.yaml", 7, 5)
TITLE = "Somebody can help"
SIDE = 360.0


def fact(kind: FactKind, shown: str, value: str = "") -> Fact:
    return Fact(kind, value or shown, shown, "us/ca/placer", HERE)


CALL = fact(FactKind.CALL, "1-800-555-0142", "+18005550142")
SHORT = fact(FactKind.CALL, "988")
CODE = fact(FactKind.TEXT, "555011")
SITE = fact(FactKind.URL, "example.org/help", "https://example.org/help")
NAME = fact(FactKind.NAME, "Placer County, California")
QR = fact(FactKind.QR, "https://example.org/qr")
EVERYTHING = (CALL, SHORT, CODE, SITE, NAME, QR)


def link(target: str, fact: Fact, purpose: str) -> str:
    return f'<a href="{target}" title="{purpose} {fact.shown}">{fact.shown}</a>'


GOOD = f"""<h1>Somebody can help in Placer County, California</h1>
<p>Call {link("tel:+18005550142", CALL, "Call")} or {link("tel:988", SHORT, "Call")}, day or night.
Text HELP to {link("sms:555011", CODE, "Text HELP to")}.</p>
<p>See {link("https://example.org/help", SITE, "Read")}. One child in 6, ages 12–17; 22 U.S.C. 7102 (2000).</p>
{{qr}}"""
WORDS = frozenset({"6", "12", "17", "22", "7102", "2000"})


def qr(payload: str, size: str = "60pt") -> str:
    drawing = segno.make(payload, error="m", micro=False).svg_inline(border=4, scale=1, omitsize=True, title="QR code")
    return drawing.replace("<svg", f'<svg style="width:{size};height:{size}"', 1)


@lru_cache
def typesetter() -> Typesetter:
    return Typesetter(ROOT)


def proof(
    body: str = GOOD,
    facts: Iterable[Fact] = EVERYTHING,
    style: str = "",
    edition: Edition = Edition.SCREEN,
    size: tuple[float, float] = (SIDE, SIDE),
) -> Proof:
    width, height = size
    css = f"@page {{size:{width}pt {height}pt; margin:24pt}} body {{font:11pt 'Lamplight Sans'}} {style}"
    html = f'<html lang="en"><head><title>{TITLE}</title><style>{css}</style></head><body>{body}</body></html>'
    setting = typesetter().set(html.replace("{qr}", qr(QR.value)), [], edition)
    return Proof(
        job=Job("us/ca/placer", "sample", ("en",), "square", edition),
        material=MATERIAL,
        paper=Paper("square", "Square", width, height),
        sheet_pages=1,
        facts=tuple(facts),
        word_numbers=WORDS,
        title=TITLE,
        pages=setting.pages,
        pdf=setting.pdf,
        fonts=ROOT / "fonts",
        piece=Paper("square", "Square", width, height),
        placements=tuple(Placement(number, number, 0, 0) for number in range(len(setting.pages))),
    )


MATERIAL = Material(
    name="sample",
    title="Sample",
    audience="testers",
    readers="",
    purpose="to be broken",
    papers=("square",),
    pages=1,
    smallest_type=9.0,
    type_sizes=4,
    requires=(),
    reading_grade=6.0,
    where=Where("templates/sample/material.yaml", 1, 1),
)


def codes(proof: Proof, name: str) -> list[str]:
    """The codes that one check, named by one of its codes, finds."""
    (check,) = (check for check in CHECKS if name in check.codes)
    return [finding.code for finding in examine(proof, [check])]


@lru_cache
def good() -> Proof:
    """A sound file, set once for all that break it."""
    return proof()


def changed(change: Callable[[pikepdf.Pdf], None], sample: Proof | None = None) -> Proof:
    """A file in which something was changed after it was set."""
    sample = sample or good()
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return replace(sample, pdf=out.getvalue())


def tagged(pdf: pikepdf.Pdf, kind: str) -> Iterator[pikepdf.Object]:
    """Every structure element of a kind."""
    dictionaries = (thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary))
    return (thing for thing in dictionaries if thing.get("/S") == f"/{kind}")
