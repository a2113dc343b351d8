"""No text is set smaller than the material allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.model import Finding
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from lamplight.preflight.proof import Proof

ROUNDING = 0.01
# American Council of the Blind, best practices and guidelines for large print documents.
LARGE_PRINT = 18.0


def run(proof: Proof) -> Verdict:
    """Look at the type size of each laid-out run of text, and report the smallest of each page."""
    runs = [(number, box) for number, page in enumerate(proof.pages, 1) for box in page.boxes if box.text.strip()]
    least = _least(proof)
    small: dict[int, tuple[float, str]] = {}
    for number, box in runs:
        if box.type_size < least - ROUNDING:
            small[number] = min(small.get(number, (box.type_size, box.text)), (box.type_size, box.text))
    return Verdict(len(runs), tuple(_finding(number, *found, proof) for number, found in small.items()))


def _least(proof: Proof) -> float:
    return LARGE_PRINT if proof.job.large else proof.material.smallest_type


def _finding(number: int, size: float, text: str, proof: Proof) -> Finding:
    return Finding(
        "type-small",
        f"on page {number}, “{text.strip()}” is set in {size:.1f} pt; {proof.material.name} allows no text below "
        f"{_least(proof):g} pt",
        "set it larger and shorten the words around it",
        where=proof.material.where,
    )


CHECK = Check(
    codes=("type-small",),
    reason="Small print shuts out tired, old and partially sighted readers, and fails first on a poor printer.",
    run=run,
)
