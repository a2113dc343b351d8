"""A file for one ink has no colour, and its words are black or white on white or black."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

from PIL import ImageChops

from lamplight.model import Edition, Finding, Ink
from lamplight.preflight import plates
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from lamplight.palette import Colour
    from lamplight.preflight.lettering import Ground, Run
    from lamplight.preflight.proof import Proof

# Of 255, what a renderer may round: neither a tint nor a dot comes of it.
ROUNDING = 2
# Black ink, as pdfium shows it on a screen: not quite black, and not quite neutral.
BLACK_INK = 36
FULL = 255
BEGINNING = 30


def run(proof: Proof) -> Verdict:
    """Look at each page without its words, as it is rendered, and at each run of letters with its ground."""
    if proof.job.ink is not Ink.GREY:
        return Verdict(0)
    coloured = _inked(proof) if proof.job.edition is Edition.PRESS else _coloured(proof)
    findings = (*map(_colour_finding, sorted(coloured), repeat(proof)), *_dotted(proof))
    return Verdict(len(proof.grounds) + len(proof.runs), findings)


def _coloured(proof: Proof) -> set[int]:
    """The pages with a colour in their pictures, their grounds or their words."""
    pages = {number for number, ground in enumerate(proof.grounds, 1) if not _is_neutral(ground)}
    return pages | {letters.page for letters in proof.runs if _spread(letters.colour) > ROUNDING}


def _inked(proof: Proof) -> set[int]:
    """The pages of a file for a print shop that need another plate than that of black."""
    pages = enumerate(proof.plates, 1)
    return {number for number, shown in pages if any(map(_is_used, shown[: plates.BLACK]))}


def _is_used(plate: Image) -> bool:
    return plates.highest(ImageChops.invert(plate)) > ROUNDING


def _colour_finding(number: int, proof: Proof) -> Finding:
    return Finding(
        "ink-coloured",
        f"page {number} has a colour, and is made for black ink alone",
        "take colours from the brand's tokens only: in grey ink they are greys",
        where=proof.material.where,
    )


def _dotted(proof: Proof) -> Iterator[Finding]:
    """One finding for each page with words that a printer would make of dots, or put on dots."""
    is_press = proof.job.edition is Edition.PRESS
    dotted = {
        letters.page: letters
        for letters in reversed(proof.runs)
        if not is_solid(letters, proof.grounds[letters.page - 1], BLACK_INK if is_press else ROUNDING)
    }
    for number, letters in sorted(dotted.items()):
        yield Finding(
            "halftone-text",
            f"on page {number}, “{letters.text[:BEGINNING]}” is grey, or stands on grey",
            "in grey ink set words in pure black or white, on a ground of solid white or black",
            where=proof.material.where,
        )


def is_solid(letters: Run, ground: Ground, black: int = ROUNDING) -> bool:
    """Whether the letters and what lies below them are pure black, which is shown as `black` at most, or white."""

    def purity(below: Colour) -> float:
        return float(_is_pure(below, black) and _is_pure(letters.upon(below), black))

    worst = ground.worst(letters, purity)
    return worst is None or bool(worst[0])


def _is_neutral(ground: Ground) -> bool:
    red, green, blue = ground.picture.split()
    differences = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return not any(any(difference.histogram()[ROUNDING + 1 :]) for difference in differences)


def _spread(colour: Colour) -> float:
    channels = (colour.red, colour.green, colour.blue)
    return (max(channels) - min(channels)) * FULL


def _is_pure(colour: Colour, black: int) -> bool:
    channels = (colour.red * FULL, colour.green * FULL, colour.blue * FULL)
    return max(channels) <= black or min(channels) >= FULL - ROUNDING


CHECK = Check(
    codes=("ink-coloured", "halftone-text"),
    reason="A one-colour printer makes greys of dots, and dots eat small type; a colour becomes any grey it likes.",
    run=run,
    may_be_empty="only files in grey ink are looked at",
)
