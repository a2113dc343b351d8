"""Pictures made of pixels have enough of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.model import Edition, Finding
from lamplight.preflight.check import Check, Verdict
from lamplight.preflight.painting import Kind

if TYPE_CHECKING:
    from lamplight.preflight.proof import Proof

# Pixels an inch: twice the lines of a fine screen (150 an inch).
LEAST = 300
ROUNDING = 1


def run(proof: Proof) -> Verdict:
    """Measure each picture, and each soft mask of one, at its size on the page."""
    coarse: dict[int, float] = {}
    for thing in proof.painted:
        if thing.kind is Kind.IMAGE and thing.measure < LEAST - ROUNDING:
            coarse[thing.page] = min(coarse.get(thing.page, thing.measure), thing.measure)
    # Most pages have no such picture, but something else, and that was seen.
    return Verdict(len(proof.painted), tuple(_finding(*one) for one in coarse.items()))


def _finding(page: int, pixels: float) -> Finding:
    return Finding(
        "image-too-coarse",
        f"on page {page}, a picture has {pixels:.0f} pixels an inch; a press needs {LEAST}",
        "draw it as SVG, give it more pixels, or print it smaller",
    )


CHECK = Check(
    codes=("image-too-coarse",),
    reason="What looks sharp on a screen has a third of the pixels that a press prints: on paper one sees steps.",
    run=run,
    editions=(Edition.PRESS,),
)
