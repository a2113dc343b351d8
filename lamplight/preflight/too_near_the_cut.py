"""Words and QR codes keep clear of the cut."""

from __future__ import annotations

from math import dist
from typing import TYPE_CHECKING

from lamplight.model import Edition, Finding
from lamplight.preflight import cut, qr_codes, snippets
from lamplight.preflight.check import Check, Verdict
from lamplight.preflight.reading import Ink

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.model import Boxes
    from lamplight.preflight.proof import Proof

    Thing = tuple[int, str, Ink]

# In points, 0.125 in: a cut may be out by half of it, and words right at an edge look as if it were.
CLEAR = 9.0
ROUNDING = 0.1
BEGINNING = 30


def run(proof: Proof) -> Verdict:
    """Measure how far the ink of each piece of text and each code is within the trim; the slug stands outside of it."""
    boxes = cut.known(proof.boxes)
    words = _letters(proof) if boxes.trim.round else _words(proof)
    things = [thing for thing in (*words, *_codes(proof)) if _is_on_piece(thing[2], boxes)]
    near: dict[tuple[int, str], float] = {}
    for page, what, ink in things:
        clear = _clear(ink, boxes)
        if clear < CLEAR - ROUNDING:
            near[page, what] = min(near.get((page, what), clear), clear)
    return Verdict(len(things), tuple(_finding(*where, clear) for where, clear in near.items()))


def _words(proof: Proof) -> Iterator[Thing]:
    for number, page in enumerate(proof.document, 1):
        for snippet in snippets.found(page):
            text = " ".join(snippet.text.split())
            yield number, f"“{text[:BEGINNING]}”" if text else "a sign of a letter", snippet.ink


def _letters(proof: Proof) -> Iterator[Thing]:
    """Letter by letter, for a circle may pass by the corner of a word's box."""
    for run_ in proof.runs:
        yield from ((run_.page, f"“{run_.text[:BEGINNING]}”", letter.ink) for letter in run_.letters)


def _codes(proof: Proof) -> Iterator[Thing]:
    for code in qr_codes.decode(proof.pictures, proof.scale):
        across, down = [x for x, _ in code.corners], [y for _, y in code.corners]
        yield code.page, "the QR code", Ink(min(across), min(down), max(across), max(down))


def _is_on_piece(ink: Ink, boxes: Boxes) -> bool:
    right, bottom = boxes.left + boxes.trim.width, boxes.top + boxes.trim.height
    across = ink.right > boxes.left and ink.left < right
    return across and ink.bottom > boxes.top and ink.top < bottom


def _clear(ink: Ink, boxes: Boxes) -> float:
    """The way, in points, from the ink to the nearest cut; negative across it. A round piece is cut along a circle."""
    right, bottom = boxes.left + boxes.trim.width, boxes.top + boxes.trim.height
    sides = min(ink.left - boxes.left, ink.top - boxes.top, right - ink.right, bottom - ink.bottom)
    if not boxes.trim.round:
        return sides
    middle = (boxes.left + boxes.trim.width / 2, boxes.top + boxes.trim.height / 2)
    corners = [(x, y) for x in (ink.left, ink.right) for y in (ink.top, ink.bottom)]
    return boxes.trim.width / 2 - max(dist(corner, middle) for corner in corners)


def _finding(page: int, what: str, clear: float) -> Finding:
    return Finding(
        "too-near-the-cut",
        f"on page {page}, {what} stands {clear:.1f} pt from the cut; {CLEAR:g} pt is the least",
        "move it inwards in the material's style: grounds and pictures may run over the edge, words may not",
    )


CHECK = Check(
    codes=("too-near-the-cut",),
    reason="No cut is quite in its place: a number that stands at the edge loses a digit on a part of the run.",
    run=run,
    editions=(Edition.PRESS,),
)
