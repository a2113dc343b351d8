"""Every number, code and address that can be read in the file can also be seen on the page."""

from __future__ import annotations

from math import ceil, floor
from statistics import median
from typing import TYPE_CHECKING

from lamplight.model import FactKind, Finding
from lamplight.preflight import reading
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.model import Fact
    from lamplight.preflight.proof import Proof
    from lamplight.preflight.reading import Ink, Span

MUST_BE_SEEN = frozenset({*reading.NUMBERS, FactKind.KEYWORD, FactKind.URL})
# Of the difference between black and white. WCAG 2.2, 1.4.3 wants 4.5:1, which is at least 0.4 on any ground.
LEAST_CONTRAST = 0.35
LEAST_SHARE = 0.9
WHITE = 255
MARGIN = 2


def run(proof: Proof) -> Verdict:
    """Compare each character of these facts, as rendered, with its picture in a copy that can hide no word."""
    facts = {fact.shown: fact for fact in proof.facts if fact.kind in MUST_BE_SEEN}
    spans = [(fact, span) for shown, fact in facts.items() for span in proof.claims.spans[shown]]
    findings = (_unseen(fact, span, proof) for fact, span in spans)
    return Verdict(len(spans), tuple(finding for finding in findings if finding))


def _unseen(fact: Fact, span: Span, proof: Proof) -> Finding | None:
    if all(_seen(ink, span.page, proof) for ink in _inks(span, proof)):
        return None
    return Finding(
        "fact-unseen",
        f"“{fact.shown}” is in the file's text on page {span.page}, but not wholly visible there",
        "look for a box drawn over it, a frame that cuts it off, a colour too close to its ground, or a place "
        "outside the page",
        where=fact.where,
    )


def _inks(span: Span, proof: Proof) -> Iterator[Ink]:
    return reading.inks(proof.document[span.page - 1], span)


def _seen(ink: Ink, page: int, proof: Proof) -> bool:
    bare, real = proof.bare_pictures[page - 1], proof.pictures[page - 1]
    left, top = floor(ink.left * proof.scale), floor(ink.top * proof.scale)
    right, bottom = ceil(ink.right * proof.scale), ceil(ink.bottom * proof.scale)
    if left < 0 or top < 0 or right > real.width or bottom > real.height:
        return False
    around = (max(left - MARGIN, 0), max(top - MARGIN, 0), right + MARGIN, bottom + MARGIN)
    return share_seen(bare.crop(around).tobytes(), real.crop(around).tobytes()) >= LEAST_SHARE


def share_seen(expected: bytes, real: bytes) -> float:
    """How much of a character's expected ink, from 0 to 1, stands out from the ground around it.

    Both are grey pixels of the same place, `expected` black on white. An underline or a photograph may change the
    ground here and there, so its median counts; at a soft edge only as much contrast is wanted as there is ink.
    """
    ground = [seen for ink, seen in zip(expected, real, strict=True) if ink == WHITE]
    half = (min(expected) + WHITE) / 2
    inked = [(WHITE - ink, seen) for ink, seen in zip(expected, real, strict=True) if ink < half]
    if not ground or not inked:
        return 0.0
    middle = median(ground)
    return sum(abs(seen - middle) >= LEAST_CONTRAST * ink for ink, seen in inked) / len(inked)


CHECK = Check(
    codes=("fact-unseen",),
    reason="A number can be in the text layer without ink: covered, clipped, off the page, or in the ground's colour.",
    run=run,
    may_be_empty="a material may print no number, code or address",
)
