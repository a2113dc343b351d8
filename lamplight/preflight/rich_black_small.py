"""Black of several inks is for large areas: text and lines of a moderate size have no more than black alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.model import Edition, Finding
from lamplight.preflight.check import Check, Verdict
from lamplight.preflight.painting import Kind

if TYPE_CHECKING:
    from lamplight.preflight.painting import Painted
    from lamplight.preflight.proof import Proof

# In points: what is larger has an inside that stays dark when the plates are out.
LARGE_TEXT, THIN_LINE = 24.0, 1.0
ROUNDING = 0.02
# A colour is black where so much of it is black ink; other inks below it matter where they are together more than this.
BLACK, UNDER_IT = 0.75, 0.1


def run(proof: Proof) -> Verdict:
    """Look at the inks of text below 24 pt and of lines and rules up to 1 pt."""
    small: dict[int, Painted] = {}
    for thing in proof.painted:
        if _is_small(thing) and _is_rich(thing):
            small.setdefault(thing.page, thing)
    return Verdict(len(proof.painted), tuple(map(_finding, small.values())))


def _is_small(thing: Painted) -> bool:
    least = {Kind.TEXT: LARGE_TEXT, Kind.FILL: THIN_LINE, Kind.STROKE: THIN_LINE}
    return thing.measure < least.get(thing.kind, 0.0) - ROUNDING


def _is_rich(thing: Painted) -> bool:
    inks = thing.paint.inks
    return inks is not None and inks[3] >= BLACK and sum(inks[:3]) > UNDER_IT


def _finding(thing: Painted) -> Finding:
    inks = thing.paint.inks or ()
    said = ", ".join(f"{ink * 100:.0f}" for ink in inks)
    return Finding(
        "rich-black-small",
        f"on page {thing.page}, {thing.kind} of {thing.measure:.1f} pt is a black of several inks ({said} %)",
        "let the separation make it of black alone, or set it larger",
    )


CHECK = Check(
    codes=("rich-black-small",),
    reason="A black of four inks is deep in a large area; around a letter or a line it has a coloured rim.",
    run=run,
    editions=(Edition.PRESS,),
)
