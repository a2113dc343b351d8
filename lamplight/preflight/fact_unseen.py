"""Every number, code and address that can be read in the file can also be seen on the page."""

from __future__ import annotations

from bisect import bisect
from functools import lru_cache
from itertools import accumulate
from math import ceil, floor
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from lamplight.model import FactKind, Finding
from lamplight.preflight import reading
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from lamplight.model import Fact
    from lamplight.preflight.proof import Proof
    from lamplight.preflight.reading import Ink, Span

MUST_BE_SEEN = frozenset({*reading.NUMBERS, FactKind.KEYWORD, FactKind.URL})
# Of the difference between black and white. WCAG 2.2, 1.4.3 wants 4.5:1, which is at least 0.4 on any ground.
LEAST_CONTRAST = 0.35
LEAST_SHARE = 0.9
MARGIN = 2
WHITE = 255
# For each grey of the expected picture: is it ground, and how much must the real one differ from the ground there?
BLANK = [*([0] * WHITE), WHITE]
WANTED = [ceil(LEAST_CONTRAST * (WHITE - grey)) for grey in range(256)]


def run(proof: Proof) -> Verdict:
    """Compare each character of these facts, as rendered, with its picture in a copy that can hide no word."""
    facts = {fact.shown: fact for fact in proof.facts if fact.kind in MUST_BE_SEEN}
    spans = [(fact, span) for shown, fact in facts.items() for span in proof.claims.spans[shown]]
    findings = (_unseen(fact, span, proof) for fact, span in spans)
    return Verdict(len(spans), tuple(finding for finding in findings if finding))


def _unseen(fact: Fact, span: Span, proof: Proof) -> Finding | None:
    inks = reading.inks(proof.text_pages[span.page - 1], proof.corners[span.page - 1], span)
    if all(_seen(ink, span.page, proof) for ink in inks):
        return None
    return Finding(
        "fact-unseen",
        f"“{fact.shown}” is in the file's text on page {span.page}, but not wholly visible there",
        "look for a box drawn over it, a frame that cuts it off, a colour too close to its ground, or a place "
        "outside the page",
        where=fact.where,
    )


def _seen(ink: Ink, page: int, proof: Proof) -> bool:
    bare, real = proof.bare_pictures[page - 1], proof.pictures[page - 1]
    left, top = floor(ink.left * proof.scale), floor(ink.top * proof.scale)
    right, bottom = ceil(ink.right * proof.scale), ceil(ink.bottom * proof.scale)
    if left < 0 or top < 0 or right > real.width or bottom > real.height:
        return False
    around = (max(left - MARGIN, 0), max(top - MARGIN, 0), right + MARGIN, bottom + MARGIN)
    return share_seen(bare.crop(around), real.crop(around)) >= LEAST_SHARE


def share_seen(expected: Image.Image, real: Image.Image) -> float:
    """How much of a character's expected ink, from 0 to 1, stands out from the ground around it.

    Both are grey pictures of the same place, `expected` black on white. An underline or a photograph may change the
    ground here and there, so its median counts; at a soft edge only as much contrast is wanted as there is ink.
    """
    darkest = int(expected.getextrema()[0])  # type: ignore[arg-type]
    ground = list(accumulate(real.histogram(expected.point(BLANK))))
    if darkest == WHITE or not ground[-1]:
        return 0.0
    middle = Image.new("L", real.size, bisect(ground, ground[-1] // 2))
    lacking = ImageChops.subtract(expected.point(WANTED), ImageChops.difference(real, middle))
    inked = lacking.histogram(expected.point(_darker_than((darkest + WHITE) // 2)))
    return inked[0] / sum(inked)


@lru_cache(maxsize=256)
def _darker_than(limit: int) -> list[int]:
    return [WHITE * (value <= limit) for value in range(256)]


CHECK = Check(
    codes=("fact-unseen",),
    reason="A number can be in the text layer without ink: covered, clipped, off the page, or in the ground's colour.",
    run=run,
    may_be_empty="a material may print no number, code or address",
)
