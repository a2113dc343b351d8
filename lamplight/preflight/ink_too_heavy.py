"""Nowhere do the four inks together lie thicker on the paper than it can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import ImageFilter

from lamplight.model import POINTS_PER_MM, Edition, Finding
from lamplight.preflight import plates
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from PIL.Image import Image

    from lamplight.preflight.proof import Proof

# In percent; ISO 12647-2 allows 300 to 350 on coated paper, and less where it is not.
MOST = 300
# In percent: each plate is rendered in 256 steps and rounded, and so are their sums.
ROUNDING = 5
# In millimetres: a speck, or the rim of a shape where a renderer smooths it, dries all the same.
SMALLEST = 1.0
WHOLE = 400 / 255


def run(proof: Proof) -> Verdict:
    """Add up the rendered plates; find each page where a square of a millimetre has too much everywhere."""
    totals = proof.ink_totals
    side = round(SMALLEST * POINTS_PER_MM * proof.plate_scale) | 1
    findings = [
        _finding(number, total, side, proof.plate_scale)
        for number, total in enumerate(totals, 1)
        if plates.highest(total) * WHOLE > MOST + ROUNDING and _worst(total, side)
    ]
    return Verdict(len(totals), tuple(findings))


def _worst(total: Image, side: int) -> tuple[int, tuple[int, int, int, int]] | None:
    """The most ink that fills such a square, of 255, and the box of all that is too much; None where it is enough."""
    least = total.filter(ImageFilter.MinFilter(side))
    heavy = least.point([255 if ink * WHOLE > MOST + ROUNDING else 0 for ink in range(256)])
    box = heavy.getbbox()
    return (plates.highest(least), box) if box else None


def _finding(number: int, total: Image, side: int, scale: float) -> Finding:
    most, box = _worst(total, side) or (0, (0, 0, 0, 0))
    left, top = box[0] / scale, box[1] / scale
    return Finding(
        "ink-too-heavy",
        f"page {number} has about {most * WHOLE:.0f} % of ink, {left:.0f} pt from the left and {top:.0f} pt from the "
        f"top; {MOST} % is the most",
        "let the separation take colour out where black can do its work, or choose a lighter colour",
    )


CHECK = Check(
    codes=("ink-too-heavy",),
    reason="Too much ink does not dry: it comes off on the next sheet, and the job is printed again.",
    run=run,
    editions=(Edition.PRESS,),
)
