"""Where colour touches the cut, it goes on to the edge of the bleed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING

from PIL import Image

from lamplight.model import Edition, Finding
from lamplight.preflight import cut
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.model import Boxes
    from lamplight.preflight.proof import Proof

# Of 255, which is 400 % of ink: less than 3 % of one is paper.
PAPER = 1
# In points: what is shorter along an edge is a speck, or the end of a line.
SHORTEST = 3.0
# How much of a stretch of colour is still there at the bleed's edge: a picture may change on its way.
LEAST_LEFT = 0.5
IS_INK = [0 if ink <= PAPER else 255 for ink in range(256)]
INKED = 255
SIDES = ("top", "right", "bottom", "left")


@dataclass(frozen=True, slots=True)
class Edge:
    """Lines along an edge, from corner to corner of the bleed; of each pixel a byte, 255 where there is ink.

    They lie just `inside` and just `outside` the cut, at the outer edge of the bleed (`farthest`), and as `deep` within
    the page as that is outside. The lines within are as long as the others: at their ends they go on as in a mirror.
    """

    inside: bytes
    outside: bytes
    farthest: bytes
    deep: bytes


def run(proof: Proof) -> Verdict:
    """Compare the plates just inside the trim, just outside it and at the outer edge of the bleed, all around."""
    boxes = cut.known(proof.boxes)
    looked_at, findings = 0, []
    for number, page in enumerate(proof.ink_totals, 1):
        edges = _edges(page.point(IS_INK), boxes, proof.plate_scale)
        looked_at += len(SIDES)
        findings += [
            _finding(number, side) for side, edge in zip(SIDES, edges, strict=True) if _ends(edge, proof.plate_scale)
        ]
    return Verdict(looked_at, tuple(findings))


def _edges(picture: Image.Image, boxes: Boxes, scale: float) -> Iterator[Edge]:
    """The top edge, then, the picture turned each time, the others."""
    right, bottom = (
        boxes.width - boxes.left - boxes.trim.width,
        boxes.height - boxes.top - boxes.trim.height,
    )
    around = [boxes.left, boxes.top, right, bottom]
    for turn in range(len(SIDES)):
        left, top, far, _ = around[turn:] + around[:turn]
        yield _edge(picture, (left * scale, top * scale, picture.width - far * scale), boxes.bleed * scale)
        picture = picture.transpose(Image.Transpose.ROTATE_90)


def _edge(picture: Image.Image, trim: tuple[float, float, float], bleed: float) -> Edge:
    """`trim` is the cut's left, top and right, `bleed` how wide the bleed is, all in pixels of the picture."""
    left, top, right = trim
    start, end = ceil(left - bleed), floor(right + bleed)

    def line(y: float) -> bytes:
        return picture.crop((start, floor(y), end, floor(y) + 1)).tobytes()

    def within(y: float) -> bytes:
        ends = (ceil(left) + 1 - start, floor(right) - 1 - start)
        here = line(y)[slice(*ends)]
        return here[: ends[0]][::-1] + here + here[ends[1] - end + start :][::-1]

    near, far = ceil(top) + 1, floor(top) - 2
    return Edge(within(near), line(far), line(ceil(top - bleed)), within(floor(top + bleed) - 1))


def _ends(edge: Edge, scale: float) -> bool:
    """Whether some colour does not go on as far as it must."""
    gap = re.compile(b"\xff{%d,}" % round(SHORTEST * scale))
    behind, still = _both(edge.inside, edge.outside, 0), _both(edge.inside, edge.deep, INKED)
    if gap.search(behind) or gap.search(_both(still, edge.farthest, 0)):
        return True
    stretches = (found.span() for found in gap.finditer(edge.inside))
    return any(edge.farthest[slice(*span)].count(INKED) < LEAST_LEFT * (span[1] - span[0]) for span in stretches)


def _both(one: bytes, other: bytes, wanted: int) -> bytes:
    """255 where the one is inked and the other as wanted."""
    return bytes(INKED if first and second == wanted else 0 for first, second in zip(one, other, strict=True))


def _finding(number: int, side: str) -> Finding:
    return Finding(
        "bleed-missing",
        f"on page {number}, colour touches the cut at the {side} and ends before the bleed does",
        "let the ground and whatever touches the page's edge run over it, or keep it away from the edge",
    )


CHECK = Check(
    codes=("bleed-missing",),
    reason="No cut is quite in its place: colour that ends at the cut leaves a white sliver along the edge.",
    run=run,
    editions=(Edition.PRESS,),
)
