"""The pages of a file for a print shop have the boxes that they are cut by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.model import POINTS_PER_MM, Edition, Finding
from lamplight.preflight import cut
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

    from lamplight.model import Boxes
    from lamplight.preflight.proof import Proof

    Rectangle = tuple[float, float, float, float]

TOLERANCE = 0.1
# What print shops ask for in millimetres; in inches it is a little more.
LEAST_BLEED = 3 * POINTS_PER_MM


def run(proof: Proof) -> Verdict:
    """Compare MediaBox, CropBox, BleedBox and TrimBox (ISO 32000-2, 14.11.2; ISO 15930-7, 6.13) with the paper's."""
    boxes, pages = cut.known(proof.boxes), proof.objects.pages
    wrong = [*_plan(boxes, proof)]
    for number, page in enumerate(pages, 1):
        wrong += [f"page {number}: {message}" for message in _page(page.obj, page, boxes)]
    return Verdict(len(pages), tuple(map(_finding, wrong)))


def _plan(boxes: Boxes, proof: Proof) -> Iterator[str]:
    """What the file was to have must suit the piece, before the file is compared with it."""
    trim, piece = boxes.trim, proof.piece
    if _differ((trim.width, trim.height), (piece.width, piece.height)):
        yield f"it is trimmed to {trim.title} and the piece is on {piece.title}"
    if boxes.bleed < LEAST_BLEED - TOLERANCE:
        yield f"its bleed is {boxes.bleed:.1f} pt and must be {LEAST_BLEED:.1f} pt"


def _page(own: pikepdf.Object, page: pikepdf.Page, boxes: Boxes) -> Iterator[str]:
    media = (0.0, 0.0, boxes.width, boxes.height)
    wanted = (
        ("/MediaBox", page.mediabox, media),
        ("/CropBox", page.cropbox, media),
        ("/BleedBox", own.get("/BleedBox"), cut.bleed(boxes)),
        ("/TrimBox", own.get("/TrimBox"), cut.trim(boxes)),
    )
    for name, found, right in wanted:
        if found is None:
            yield f"it has no {name[1:]}"
        elif _differ(tuple(map(float, found)), right):
            yield f"its {name[1:]} is {_said(tuple(map(float, found)))} and must be {_said(right)}"
    if "/ArtBox" in own:
        yield "it has an ArtBox beside its TrimBox, and may have only one of them"
    if int(own.get("/Rotate", 0)) or float(own.get("/UserUnit", 1)) != 1:
        yield "it is turned or enlarged (Rotate, UserUnit)"


def _differ(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return len(one) != len(other) or any(abs(a - b) > TOLERANCE for a, b in zip(one, other, strict=True))


def _said(box: tuple[float, ...]) -> str:
    return " ".join(f"{edge:.2f}" for edge in box)


def _finding(message: str) -> Finding:
    return Finding("boxes-wrong", message, "let the press stage set every box from the paper and its bleed")


CHECK = Check(
    codes=("boxes-wrong",),
    reason="A print shop cuts where the TrimBox says; a box that is out cuts through the words or leaves a white edge.",
    run=run,
    editions=(Edition.PRESS,),
)
