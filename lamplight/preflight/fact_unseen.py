"""Every number, code and address that can be read in the file can also be seen on the page."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, floor
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from lamplight.model import FactKind, Finding
from lamplight.preflight import reading
from lamplight.preflight.check import Check, Verdict
from lamplight.preflight.proof import render

if TYPE_CHECKING:
    from lamplight.model import Fact
    from lamplight.preflight.proof import Proof
    from lamplight.preflight.reading import Ink, Span

MUST_BE_SEEN = frozenset({*reading.NUMBERS, FactKind.KEYWORD, FactKind.URL})
# Of the difference between black and white. WCAG 2.2, 1.4.3 wants 4.5:1, which is at least this on any ground.
LEAST_CONTRAST = 0.4
LEAST_SHARE = 0.9
MARGIN = 2
WHITE = 255
# For each grey of the expected picture: is it ground, and how much must the real one differ from the ground there?
BLANK = [*([0] * WHITE), WHITE]
WANTED = [ceil(LEAST_CONTRAST * (WHITE - grey)) for grey in range(256)]


@dataclass(frozen=True, slots=True)
class Scene:
    """A page or a part of it: the contrast that is wanted at each pixel, a mask of the ground, and what is seen."""

    wanted: Image.Image
    ground: Image.Image
    real: Image.Image

    @classmethod
    def of(cls, bare: Image.Image, real: Image.Image) -> Scene:
        """`bare` is the page's words, black on white, and `real` the page as it is seen, both in grey."""
        return cls(bare.point(WANTED), bare.point(BLANK), real)

    def crop(self, box: tuple[int, int, int, int]) -> Scene:
        """A part of it: left, top, right and bottom in pixels."""
        return Scene(self.wanted.crop(box), self.ground.crop(box), self.real.crop(box))

    def share_seen(self) -> float:
        """How much of the wanted contrast is there, from 0 to 1.

        An underline or a photograph may change the ground here and there, so its median counts.
        """
        ground = list(accumulate(self.real.histogram(self.ground)))
        wanted = sum(self.wanted.tobytes())
        if not wanted or not ground[-1]:
            return 0.0
        middle = Image.new("L", self.real.size, bisect(ground, ground[-1] // 2))
        lacking = ImageChops.subtract(self.wanted, ImageChops.difference(self.real, middle))
        return 1 - sum(lacking.tobytes()) / wanted


def run(proof: Proof) -> Verdict:
    """Compare each character of these facts, as rendered, with its picture in a copy that can hide no word."""
    facts = {fact.shown: fact for fact in proof.facts if fact.kind in MUST_BE_SEEN}
    spans = [(fact, span) for shown, fact in facts.items() for span in proof.claims.spans[shown]]
    scenes = {page: _scene(page, proof) for page in {span.page for _, span in spans}}
    unseen = (_unseen(fact, span) for fact, span in spans if not _seen(span, scenes[span.page], proof))
    return Verdict(len(spans), tuple(unseen))


def _scene(page: int, proof: Proof) -> Scene:
    return Scene.of(render(proof.bare[page - 1], proof.scale), proof.pictures[page - 1])


def _seen(span: Span, scene: Scene, proof: Proof) -> bool:
    inks = reading.inks(proof.text_pages[span.page - 1], proof.corners[span.page - 1], span)
    return all(_stands_out(ink, scene, proof.scale) for ink in inks)


def _stands_out(ink: Ink, scene: Scene, scale: float) -> bool:
    left, top = floor(ink.left * scale), floor(ink.top * scale)
    right, bottom = ceil(ink.right * scale), ceil(ink.bottom * scale)
    if left < 0 or top < 0 or right > scene.real.width or bottom > scene.real.height:
        return False
    around = (max(left - MARGIN, 0), max(top - MARGIN, 0), right + MARGIN, bottom + MARGIN)
    return scene.crop(around).share_seen() >= LEAST_SHARE


def _unseen(fact: Fact, span: Span) -> Finding:
    return Finding(
        "fact-unseen",
        f"“{fact.shown}” is in the file's text on page {span.page}, but not wholly visible there",
        "look for a box drawn over it, a frame that cuts it off, a colour too close to its ground, or a place "
        "outside the page",
        where=fact.where,
    )


CHECK = Check(
    codes=("fact-unseen",),
    reason="A number can be in the text layer without ink: covered, clipped, off the page, or in the ground's colour.",
    run=run,
    may_be_empty="a material may print no number, code or address",
)
