"""Black words and thin black lines are printed over what lies below them, not into a hole in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lamplight.model import Edition, Finding
from lamplight.preflight import cut
from lamplight.preflight.check import Check, Verdict
from lamplight.preflight.painting import Kind

if TYPE_CHECKING:
    from lamplight.preflight.painting import Painted, Rectangle
    from lamplight.preflight.proof import Proof

# In points: a thicker line may have a hole below it, since what shines through a plate that is out is thin beside it.
THIN = 1.0
# A tint of black is a grey, which a colour below it would change.
SOLID = 0.995


def run(proof: Proof) -> Verdict:
    """Look at all text of black ink alone, and at its lines and shapes up to a point, on the page and its bleed.

    They must overprint with mode 1, in which an ink of nought leaves what is there (ISO 32000-2, 8.6.7). Marks lie
    outside of the bleed, on paper.
    """
    around = cut.bleed(cut.known(proof.boxes))
    holes = Counter((thing.page, thing.kind) for thing in proof.painted if _makes_a_hole(thing, around))
    return Verdict(len(proof.painted), tuple(_finding(*where, times) for where, times in holes.items()))


def _makes_a_hole(thing: Painted, around: Rectangle) -> bool:
    thin = thing.kind is Kind.TEXT or (thing.kind in {Kind.FILL, Kind.STROKE} and thing.measure <= THIN)
    return thin and is_black(thing) and not thing.overprints and not thing.masked and _meets(thing.area, around)


def is_black(thing: Painted) -> bool:
    """Whether it is of solid black ink and of no other."""
    inks = thing.paint.inks
    return inks is not None and not any(inks[:3]) and inks[3] >= SOLID


def _meets(area: Rectangle, around: Rectangle) -> bool:
    across = area[0] < around[2] and area[2] > around[0]
    return across and area[1] < around[3] and area[3] > around[1]


def _finding(page: int, kind: Kind, times: int) -> Finding:
    return Finding(
        "black-not-overprinting",
        f"on page {page}, {kind} of black ink alone ({times} times) leaves a hole in the colours below it",
        "let the separation set overprinting (OP, op, OPM 1) for black text and thin black lines",
    )


CHECK = Check(
    codes=("black-not-overprinting",),
    reason="Plates never meet exactly: around black that was cut out of its ground, paper shines through.",
    run=run,
    editions=(Edition.PRESS,),
)
