"""A file for one ink has no colour, and its words are black or white on white or black."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import ImageChops

from lamplight.model import Finding, Ink
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.palette import Colour
    from lamplight.preflight.lettering import Ground, Run
    from lamplight.preflight.proof import Proof

# Of 255, what a renderer may round: neither a tint nor a dot comes of it.
ROUNDING = 2
FULL = 255
BEGINNING = 30


def run(proof: Proof) -> Verdict:
    """Look at each page without its words, as it is rendered, and at each run of letters with its ground."""
    if proof.job.ink is not Ink.GREY:
        return Verdict(0)
    return Verdict(len(proof.grounds) + len(proof.runs), (*_coloured(proof), *_dotted(proof)))


def _coloured(proof: Proof) -> Iterator[Finding]:
    """One finding for each page with a colour in its pictures, its grounds or its words."""
    pages = {number for number, ground in enumerate(proof.grounds, 1) if not _is_neutral(ground)}
    for number in sorted(pages | {letters.page for letters in proof.runs if _spread(letters.colour) > ROUNDING}):
        yield Finding(
            "ink-coloured",
            f"page {number} has a colour, and is made for black ink alone",
            "take colours from the brand's tokens only: in grey ink they are greys",
            where=proof.material.where,
        )


def _dotted(proof: Proof) -> Iterator[Finding]:
    """One finding for each page with words that a printer would make of dots, or put on dots."""
    dotted = {
        letters.page: letters
        for letters in reversed(proof.runs)
        if not is_solid(letters, proof.grounds[letters.page - 1])
    }
    for number, letters in sorted(dotted.items()):
        yield Finding(
            "halftone-text",
            f"on page {number}, “{letters.text[:BEGINNING]}” is grey, or stands on grey",
            "in grey ink set words in pure black or white, on a ground of solid white or black",
            where=proof.material.where,
        )


def is_solid(letters: Run, ground: Ground) -> bool:
    """Whether the letters and what lies below them are pure black or white."""

    def purity(below: Colour) -> float:
        return float(_is_pure(below) and _is_pure(letters.upon(below)))

    worst = ground.worst(letters, purity)
    return worst is None or bool(worst[0])


def _is_neutral(ground: Ground) -> bool:
    red, green, blue = ground.picture.split()
    differences = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return not any(any(difference.histogram()[ROUNDING + 1 :]) for difference in differences)


def _spread(colour: Colour) -> float:
    channels = (colour.red, colour.green, colour.blue)
    return (max(channels) - min(channels)) * FULL


def _is_pure(colour: Colour) -> bool:
    channels = (colour.red * FULL, colour.green * FULL, colour.blue * FULL)
    return max(channels) <= ROUNDING or min(channels) >= FULL - ROUNDING


CHECK = Check(
    codes=("ink-coloured", "halftone-text"),
    reason="A one-colour printer makes greys of dots, and dots eat small type; a colour becomes any grey it likes.",
    run=run,
    may_be_empty="only files in grey ink are looked at",
)
