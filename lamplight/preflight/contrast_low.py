"""Every word can be told from the ground that is really printed below it: a colour, a picture, a shading."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from lamplight.model import Finding
from lamplight.palette import READABLE, Colour, contrast
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.preflight.lettering import Run
    from lamplight.preflight.proof import Proof

# What inks look like is pdfium's estimate: of a brand's colours up to 15 % more contrast than the profile FOGRA39 says.
# A colour is printed in 256 steps, and the brand's are rounded to them: 4.5 is met by what rounds to it.
ROUNDING = 0.005
BEGINNING = 30

_contrast = lru_cache(maxsize=4096)(contrast)


@dataclass(frozen=True, slots=True)
class Contrast:
    """The contrast (1 to 21) of a run's worst letter with what lies below it."""

    ratio: float
    ground: Colour
    letters: Run


def run(proof: Proof) -> Verdict:
    """Compare each letter's colour with the page rendered without its words; report the worst of each page."""
    found = sorted(measured(proof), key=lambda one: one.ratio)
    low = {one.letters.page: one for one in reversed(found) if one.ratio < READABLE - ROUNDING}
    return Verdict(len(found), tuple(map(_finding, low.values())))


def measured(proof: Proof) -> Iterator[Contrast]:
    """The contrast of each run of letters; what lies off the page has none."""
    for letters in proof.runs:
        worst = proof.grounds[letters.page - 1].worst(letters, partial(_ratio, letters))
        if worst:
            yield Contrast(*worst, letters)


def _ratio(letters: Run, ground: Colour) -> float:
    return _contrast(letters.upon(ground), ground)


def _finding(one: Contrast) -> Finding:
    letters, ground = one.letters, one.ground
    return Finding(
        "contrast-low",
        f"on page {letters.page}, “{letters.text[:BEGINNING]}” stands out {one.ratio:.1f}:1 ({letters.upon(ground)} on "
        f"{ground}); text needs {READABLE}:1",
        "take a pair of tokens that belong together (on-primary on primary …), or move the text off the picture",
    )


CHECK = Check(
    codes=("contrast-low",),
    reason="Pale words are lost on tired eyes and poor printers; 4.5:1 is the least (WCAG 2.2, 1.4.3).",
    run=run,
)
