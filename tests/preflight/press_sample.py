"""A small, good file for a print shop, made as real ones are: each test breaks it and expects the code."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pikepdf

from lamplight import press, profiles, trims
from lamplight.model import Edition, Paper, Placement
from lamplight.preflight import examine
from lamplight.separate import separate
from preflight.samples import EVERYTHING, GOOD, ROOT, TITLE, proof, typesetter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lamplight.model import Fact, Profile
    from lamplight.preflight import Proof

# A coloured ground to the edge, a headline in colour, small text, a line, small light text on black, a code.
GROUND = "@page {background:#cfe3f0} h1 {color:#17324d; font-size:26pt} hr {border:0; border-top:.5pt solid #000}"
BODY = f"{GOOD}<hr><p style='background:#000;color:#fff;font-size:9pt'>Call us, day or night</p>"
SIDE = 432.0


@lru_cache
def profile() -> Profile:
    return profiles.read(ROOT / profiles.DEFAULT)


@lru_cache
def slug() -> bytes:
    style = "@page {size:400pt 18pt; margin:0} body {font:6pt 'Lamplight Sans'; margin:0}"
    html = f"<html><head><style>{style}</style></head><body>Sample, page 1</body></html>"
    return separate(typesetter().set(html, [], Edition.PRESS).pdf, {}, profile())


@lru_cache
def good() -> Proof:
    return press_proof()


def press_proof(
    body: str = BODY,
    style: str = GROUND,
    facts: Iterable[Fact] = EVERYTHING,
    size: tuple[float, float] = (SIDE, SIDE),
    *,
    single: bool = False,
) -> Proof:
    piece = proof(body, facts, style, Edition.PRESS, size)
    boxes, pages = trims.boxes(piece.piece, single=single), len(piece.pages)
    around = press.Around(trims.crop_marks(boxes, pages), trims.targets(boxes, pages), slug())
    inked = separate(_dated(piece.pdf), {}, profile())
    return replace(
        piece,
        pdf=press.lay_out(inked, boxes, None if single else around, profile(), TITLE),
        paper=Paper("square", "Square", boxes.width, boxes.height),
        placements=tuple(Placement(page, page, boxes.left, boxes.top) for page in range(pages)),
        boxes=boxes,
    )


def _dated(pdf: bytes) -> bytes:
    """As the composed page says when its numbers are from."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.docinfo["/CreationDate"] = opened.docinfo["/ModDate"] = "D:20261125"
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


def changed(change: Callable[[pikepdf.Pdf], object], sample: Proof | None = None, **saving: object) -> Proof:
    """The sample, its file changed."""
    before = sample or good()
    with pikepdf.open(io.BytesIO(before.pdf)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, **({"deterministic_id": True, "force_version": "1.6"} | saving))  # type: ignore[arg-type]
    return replace(before, pdf=out.getvalue())


def without(held: pikepdf.Object, key: str) -> None:
    """Take an entry out of a dictionary."""
    del held[key]


def drawn(operators: str, sample: Proof | None = None, **resources: Any) -> Proof:  # noqa: ANN401 - dictionaries, or what makes them for a file
    """The sample with more drawn on its first page; `resources` by kind: `XObject={"/X": …}`."""

    def draw(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        for kind, named in resources.items():
            made = named(pdf) if callable(named) else named
            held = page.obj.Resources.get(f"/{kind}", pikepdf.Dictionary())
            held.update(pikepdf.Dictionary(dict(made)))
            page.obj.Resources[f"/{kind}"] = held
        page.contents_add(f"q {operators} Q".encode())

    return changed(draw, sample)


def all_codes(sample: Proof) -> set[str]:
    return {finding.code for finding in examine(sample)}


__all__ = ["BODY", "GROUND", "SIDE", "all_codes", "changed", "drawn", "good", "press_proof", "profile", "without"]
