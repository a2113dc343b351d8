"""No line is thinner than a plate can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.model import Edition, Finding
from lamplight.preflight.check import Check, Verdict
from lamplight.preflight.painting import Kind

if TYPE_CHECKING:
    from lamplight.preflight.painting import Painted
    from lamplight.preflight.proof import Proof

# In points, with a little for what the engine rounds.
THINNEST = 0.25
ROUNDING = 0.002


def run(proof: Proof) -> Verdict:
    """Measure each line as it is on the page, and the thin side of each upright shape and of what clips it.

    A line of width 0 is as thin as a device can draw (ISO 32000-2, 8.4.3.2): well seen on a screen, gone on a plate.
    """
    lines = [thing for thing in proof.painted if thing.kind in {Kind.FILL, Kind.STROKE}]
    thin: dict[int, Painted] = {}
    for thing in lines:
        if thing.measure < THINNEST - ROUNDING:
            thin[thing.page] = min(thin.get(thing.page, thing), thing, key=lambda one: one.measure)
    # A page may have no line, but then it has words, and that was seen.
    return Verdict(len(proof.painted), tuple(map(_finding, thin.values())))


def _finding(line: Painted) -> Finding:
    return Finding(
        "line-too-thin",
        f"on page {line.page}, {line.kind} is {line.measure:.2f} pt thin; {THINNEST:g} pt is the least",
        "make the line thicker in the material's style or in its picture",
    )


CHECK = Check(
    codes=("line-too-thin",),
    reason="A hairline is one dot of the plate wide: it breaks, or it is not printed at all.",
    run=run,
    editions=(Edition.PRESS,),
)
