"""Small text stands on the black plate alone: dark, it is printed over its ground; light, its ground is black alone."""

from __future__ import annotations

from itertools import chain
from math import ceil, floor
from typing import TYPE_CHECKING

from PIL import ImageChops

from lamplight.model import Edition, Finding
from lamplight.preflight import plates, snippets
from lamplight.preflight.black_not_overprinting import is_black
from lamplight.preflight.check import Check, Verdict
from lamplight.preflight.painting import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL.Image import Image

    from lamplight.preflight.painting import Painted
    from lamplight.preflight.proof import Proof
    from lamplight.preflight.snippets import Snippet

# In points, with a little for what the engine rounds.
SMALL = 12.0
ROUNDING = 0.02
# Of 255: what a plate may differ with and without the text, and what the black plate must, even at a full stop.
SAME, SEEN = 2, 32
BEGINNING = 30


def run(proof: Proof) -> Verdict:
    """Render each plate with and without its small text, and look at what colour it is set in.

    The plates show what is printed whatever the file's operators say; but on them a tint of black is black too, and it
    would be made of dots.
    """
    texts = [thing for thing in proof.painted if thing.kind is Kind.TEXT and is_small(thing.measure)]
    coloured = {thing.page: thing for thing in texts if not _is_solid(thing)}
    found = list(_on_plates(proof))
    shown: dict[int, str] = {}
    for page, _, message in found:
        if message:
            shown.setdefault(page, message)
    said = {page: f"text of {thing.measure:.1f} pt is painted with {_inks(thing)}" for page, thing in coloured.items()}
    findings = tuple(_finding(page, message) for page, message in sorted((said | shown).items()))
    # A piece may have no small text; then it has a large one, and that was measured.
    return Verdict(len(proof.painted), findings)


def is_small(size: float) -> bool:
    """Whether type of so many points is small."""
    return size < SMALL - ROUNDING


def _is_solid(text: Painted) -> bool:
    return is_black(text) or text.paint.inks == (0.0, 0.0, 0.0, 0.0)


def _on_plates(proof: Proof) -> Iterator[tuple[int, Snippet, str]]:
    """Each small snippet with its page, and what is wrong with it, if anything is."""
    # What is left out of a page is left out of this reading of it alone.
    pages, scale = list(proof.open_plates()), proof.plate_scale
    small = [[one for one in snippets.found(page) if is_small(one.size)] for page in pages]
    for snippet in chain.from_iterable(small):
        snippets.hide(snippet)
    for index, (shown, bare) in enumerate(zip(proof.plates, plates.pictures(pages, scale), strict=True)):
        changes = [ImageChops.difference(one, other) for one, other in zip(shown, bare, strict=True)]
        for snippet in small[index * len(plates.INKS)]:
            yield index + 1, snippet, _wrong(snippet, [_change(snippet, plate, scale) for plate in changes])


def _change(snippet: Snippet, plate: Image, scale: float) -> int:
    """How much a plate changes at most where the snippet stands."""
    ink = snippet.ink
    left, top = max(floor(ink.left * scale), 0), max(floor(ink.top * scale), 0)
    right, bottom = min(ceil(ink.right * scale), plate.width), min(ceil(ink.bottom * scale), plate.height)
    if left >= right or top >= bottom:
        return 0
    return plates.highest(plate.crop((left, top, right, bottom)))


def _wrong(snippet: Snippet, changes: Sequence[int]) -> str:
    coloured = [ink for ink, change in zip(plates.INKS[: plates.BLACK], changes, strict=False) if change > SAME]
    text = " ".join(snippet.text.split())[:BEGINNING]
    if coloured:
        return f"“{text}” ({snippet.size:.1f} pt) is seen on the plate of {', '.join(coloured)}"
    if text and changes[plates.BLACK] < SEEN:
        return f"“{text}” ({snippet.size:.1f} pt) is not seen on the plate of black"
    return ""


def _inks(thing: Painted) -> str:
    inks = thing.paint.inks
    if inks is None:
        return f"a colour of {thing.paint.space}"
    return ", ".join(f"{ink * 100:.0f} % {name}" for name, ink in zip(plates.INKS, inks, strict=True) if ink)


def _finding(page: int, message: str) -> Finding:
    return Finding(
        "small-text-not-black",
        f"on page {page}, {message}",
        "set it larger, or let the separation make it solid black that overprints; put light small text on black alone",
    )


CHECK = Check(
    codes=("small-text-not-black",),
    reason="Plates never meet exactly: a small letter of two inks has two edges, and cannot be read.",
    run=run,
    editions=(Edition.PRESS,),
)
