"""A sheet folded twice closes flat only when the panel that folds in is narrower than the two that cover it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from lamplight import pipeline
from lamplight.model import POINTS_PER_INCH, Edition, Job

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lamplight.model import Box, Page
    from lamplight.pipeline import House

NARROWER = POINTS_PER_INCH / 16
CLEAR_OF_FOLDS = 0.3 * POINTS_PER_INCH
# The panels of each page from left to right; the first outside and the last inside are the same leaf.
OUTSIDE, INSIDE = ("flap", "back", "cover"), ("left", "middle", "right")


def panels(page: Page) -> Mapping[str, Box]:
    return {box.name: box for box in page.boxes if box.kind == "frame"}


@pytest.fixture(scope="module", params=["letter", "a4"])
def pages(house: House, request: pytest.FixtureRequest) -> tuple[Page, ...]:
    job = Job("us/ca/placer", "brochure-trifold", ("en",), request.param, Edition.SCREEN)
    return pipeline._typeset(pipeline._compose(job, house), house).pages


def test_the_panels_share_the_sheet_without_a_gap(pages: tuple[Page, ...]) -> None:
    for page, names in zip(pages, (OUTSIDE, INSIDE), strict=True):
        edges = [(panels(page)[name].x, panels(page)[name].width) for name in names]
        assert edges[0][0] == 0
        assert sum(width for _, width in edges) == pytest.approx(page.width, abs=0.01)
        for (x, width), (after, _) in pairwise(edges):
            assert x + width == pytest.approx(after, abs=0.01)


def test_the_panel_that_folds_in_is_a_sixteenth_of_an_inch_narrower(pages: tuple[Page, ...]) -> None:
    outside, inside = map(panels, pages)
    for narrow, *wide in ((outside["flap"], outside["back"], outside["cover"]), (inside["right"], inside["left"])):
        for panel in wide:
            assert panel.width - narrow.width == pytest.approx(NARROWER, abs=0.01)


def test_no_text_comes_near_a_fold(pages: tuple[Page, ...]) -> None:
    for page, names in zip(pages, (OUTSIDE, INSIDE), strict=True):
        leaves = [panels(page)[name] for name in names]
        texts = [box for box in page.boxes if box.kind == "text"]
        assert len(texts) > 30
        for text in texts:
            assert any(
                leaf.x + CLEAR_OF_FOLDS <= text.x and text.x + text.width <= leaf.x + leaf.width - CLEAR_OF_FOLDS
                for leaf in leaves
            ), text
