"""On a round paper every word and every QR code keeps clear of the cut."""

from __future__ import annotations

from math import dist
from typing import TYPE_CHECKING

from lamplight.model import Finding
from lamplight.preflight import qr_codes
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.preflight.proof import Proof

    Point = tuple[float, float]
    Thing = tuple[str, int, tuple[Point, ...]]

# In points: a round label's cut may be out by this much.
MARGIN = 4.0
BEGINNING = 30


def run(proof: Proof) -> Verdict:
    """Measure how far the corners of each letter's ink and each code are from the middle of the nearest piece."""
    if not proof.piece.round:
        return Verdict(0)
    room = proof.piece.width / 2 - MARGIN
    middles = {page: tuple(_middles(page, proof)) for page in range(1, len(proof.text_pages) + 1)}
    things = [
        thing for thing in (*_words(proof), *_codes(proof)) if proof.boxes is None or _is_on(thing, middles, proof)
    ]
    outside = {
        (what, page): None
        for what, page, corners in things
        if min(_reach(corners, middle) for middle in middles[page]) > room
    }
    return Verdict(len(things), tuple(_finding(what, page) for what, page in outside))


def _middles(page: int, proof: Proof) -> Iterator[Point]:
    for placement in proof.placements:
        if placement.sheet_page == page - 1:
            yield placement.x + proof.piece.width / 2, placement.y + proof.piece.height / 2


def _is_on(thing: Thing, middles: dict[int, tuple[Point, ...]], proof: Proof) -> bool:
    """Whether any of it stands on the square of the piece: what a print shop reads stands beside it."""
    _, page, corners = thing
    reach = proof.piece.width / 2
    return any(abs(x - mid_x) < reach and abs(y - mid_y) < reach for mid_x, mid_y in middles[page] for x, y in corners)


def _reach(corners: tuple[Point, ...], middle: Point) -> float:
    return max(dist(corner, middle) for corner in corners)


def _words(proof: Proof) -> Iterator[Thing]:
    """Each letter, named by the run that it stands in."""
    for run_ in proof.runs:
        for letter in run_.letters:
            ink = letter.ink
            across, down = (ink.left, ink.right), (ink.top, ink.bottom)
            yield f"“{run_.text[:BEGINNING]}”", run_.page, tuple((x, y) for x in across for y in down)


def _codes(proof: Proof) -> Iterator[Thing]:
    for code in qr_codes.decode(proof.pictures, proof.scale):
        yield "the QR code", code.page, code.corners


def _finding(what: str, page: int) -> Finding:
    return Finding(
        "outside-round",
        f"on page {page}, {what} comes nearer to the round edge than {MARGIN:g} pt",
        "draw it towards the middle, or shorten or narrow its line",
    )


CHECK = Check(
    codes=("outside-round",),
    reason="What stands in the corners of a round label's square is cut away, and the cut is never quite in its place.",
    run=run,
    may_be_empty="most papers have corners",
)
