"""A poster's headline and its number to call are large enough to be read from where people stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.model import POINTS_PER_MM, FactKind, Finding
from lamplight.preflight import typefaces
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lamplight.model import Box
    from lamplight.preflight.proof import Proof

# A material says its cap heights for this paper; on another they grow or shrink with its width.
TABLOID_WIDTH = 792.0
# Of two languages each has half of a poster, and is read from that much of the way.
HALF_A_POSTER = 0.8
DIALLED = (FactKind.CALL, FactKind.TEXT)
# The engine's lengths are rounded; this is less than a hair.
ROUNDING = 0.01


def run(proof: Proof) -> Verdict:
    """Measure the capitals of every piece of the headline, and those of the largest number to dial."""
    boxes = [box for page in proof.pages for box in page.boxes if box.text.strip()]
    shown = {fact.shown for fact in proof.facts if fact.kind in DIALLED}
    headline = _cap_heights((box for box in boxes if box.tag == "h1"), proof)
    numbers = _cap_heights((box for box in boxes if box.text.strip() in shown), proof)
    wanted = (
        ("the headline", min(headline, default=0.0), proof.material.headline),
        ("the number to call", max(numbers, default=0.0), proof.material.number),
    )
    share = HALF_A_POSTER if len(proof.job.languages) > 1 else 1.0
    scale = share * proof.pages[0].width / TABLOID_WIDTH
    asked = [(what, found, least * scale) for what, found, least in wanted if least]
    small = (_finding(*one, proof) for one in asked if one[1] < one[2] - ROUNDING)
    return Verdict(len(asked), tuple(small))


def _cap_heights(boxes: Iterable[Box], proof: Proof) -> list[float]:
    """How tall the capitals of each run are, in points, by its font (OS/2 sCapHeight)."""
    heights = {program.family: program.cap_height for program in typefaces.own(proof.fonts).values()}
    return [box.type_size * heights[box.family] for box in boxes]


def _finding(what: str, found: float, least: float, proof: Proof) -> Finding:
    return Finding(
        "unseen-from-afar",
        f"{what} has capitals of {found / POINTS_PER_MM:.1f} mm; on this paper {proof.material.name} needs "
        f"{least / POINTS_PER_MM:.1f} mm",
        "set it larger, in `rem`, so that it grows with the paper, and shorten the words around it",
        where=proof.material.where,
    )


CHECK = Check(
    codes=("unseen-from-afar",),
    reason="A poster works from across the room: its headline from 3 m, its number from 2 m.",
    run=run,
    may_be_empty="only what hangs on a wall is read from afar",
)
