"""Where pages for a print shop are trimmed, how they bleed and where their marks stand, for any paper."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lamplight import trims
from lamplight.model import POINTS_PER_INCH, POINTS_PER_MM, Boxes, Paper

if TYPE_CHECKING:
    from lamplight.model import Mark

IN = POINTS_PER_INCH
MM = POINTS_PER_MM
PAPERS = some.builds(
    Paper,
    some.just("p"),
    some.just("Paper"),
    some.floats(36, 1500),
    some.floats(36, 1500),
    some.none() | some.floats(1, 30),
)


@pytest.mark.parametrize(
    ("width", "height", "bleed"),
    [
        (3.5 * IN, 2 * IN, 0.125 * IN),
        (11 * IN, 17 * IN, 0.125 * IN),
        (10 * IN, 5 * IN, 0.125 * IN),
        (85 * MM, 54 * MM, 3 * MM),
        (210 * MM, 297 * MM, 3 * MM),
    ],
)
def test_bleed_is_that_of_the_papers_country(width: float, height: float, bleed: float) -> None:
    assert trims.boxes(Paper("p", "P", width, height), single=False).bleed == pytest.approx(bleed)


def test_a_single_card_is_as_online_printers_want_it() -> None:
    boxes = trims.boxes(Paper("3.5x2", "Card", 3.5 * IN, 2 * IN), single=True)
    assert (boxes.width, boxes.height) == pytest.approx((3.75 * IN, 2.25 * IN))
    assert (boxes.left, boxes.top) == pytest.approx((0.125 * IN, 0.125 * IN))
    assert not trims.crop_marks(boxes, 2)
    assert not trims.targets(boxes, 2)


def outside_bleed(boxes: Boxes, x: float, y: float) -> bool:
    left, top = boxes.left - boxes.bleed, boxes.top - boxes.bleed
    right, bottom = boxes.left + boxes.trim.width + boxes.bleed, boxes.top + boxes.trim.height + boxes.bleed
    return not (left <= x <= right and top <= y <= bottom)


def in_line(mark: Mark, boxes: Boxes) -> bool:
    """Does a mark point along an edge of the trim, or along the fold?"""
    columns = boxes.left, boxes.left + boxes.trim.width
    rows = [boxes.top, boxes.top + boxes.trim.height]
    rows += [boxes.top + boxes.trim.fold] if boxes.trim.fold is not None and mark.dashed else []
    upright = mark.x1 == mark.x2 and any(mark.x1 == pytest.approx(x) for x in columns)
    return upright or (mark.y1 == mark.y2 and any(mark.y1 == pytest.approx(y) for y in rows))


@given(PAPERS, some.integers(1, 3))
def test_marks_stand_on_the_page_outside_the_bleed_in_line_with_the_trim(paper: Paper, pages: int) -> None:
    boxes = trims.boxes(paper, single=False)
    marks = trims.crop_marks(boxes, pages)
    assert len(marks) == pages * (8 + 2 * (paper.fold is not None))
    for mark in marks:
        assert in_line(mark, boxes)
        for x, y in ((mark.x1, mark.y1), (mark.x2, mark.y2)):
            assert outside_bleed(boxes, x, y)
            assert 0 <= x <= boxes.width
            assert 0 <= y <= boxes.height - trims.SLUG
    for target in trims.targets(boxes, pages):
        reach = (-trims.TARGET_REACH, 0, trims.TARGET_REACH)
        around = [(target.x + x, target.y + y) for x, y in product(reach, reach)]
        assert all(outside_bleed(boxes, x, y) and 0 <= x <= boxes.width and 0 <= y <= boxes.height for x, y in around)


def drawn(strip: trims.Strip, x: float, y: float) -> bool:
    left, bottom, width, height = strip.clip
    return left <= x <= left + width and bottom <= y <= bottom + height


@given(PAPERS, some.booleans(), some.data())
def test_each_point_of_the_bleed_shows_what_touches_the_trim_nearest_to_it(
    paper: Paper,
    single: bool,  # noqa: FBT001
    data: some.DataObject,
) -> None:
    boxes = trims.boxes(paper, single=single)
    left, bottom = boxes.left, boxes.height - boxes.top - paper.height
    x = data.draw(some.floats(left - boxes.bleed, left + paper.width + boxes.bleed))
    y = data.draw(some.floats(bottom - boxes.bleed, bottom + paper.height + boxes.bleed))
    shown = [strip for strip in trims.strips(boxes) if drawn(strip, x, y)]
    beyond_x, beyond_y = not left < x < left + paper.width, not bottom < y < bottom + paper.height
    assert shown or not (beyond_x or beyond_y)
    for strip in shown[-1:]:
        (across, _, _, down, right, up) = strip.matrix
        source = (x - right) / across, (y - up) / down
        for at, side, beyond in ((source[0], paper.width, beyond_x), (source[1], paper.height, beyond_y)):
            assert -1e-6 <= at <= side + 1e-6
            assert not beyond or min(at, side - at) <= trims.EDGE + 1e-6
