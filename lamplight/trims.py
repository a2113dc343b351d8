"""Where a page for a print shop is trimmed, how it bleeds and where its marks stand: pure geometry, in points."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from lamplight.model import POINTS_PER_INCH, POINTS_PER_MM, Boxes, Mark, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.model import Paper

# What print shops ask for, in the country of the paper.
BLEED = 0.125 * POINTS_PER_INCH
METRIC_BLEED = 3 * POINTS_PER_MM
# Marks stand outside the bleed, so that none of them can be seen on a page that is cut a little out.
MARK_OFFSET = 3.0
MARK_LENGTH = 18.0
TARGET_REACH = 6.0
MARGIN = 36.0
# Below the marks some lines that say what this is, the slug: three, since a school's name is long and a label narrow.
SLUG = 20.0
SLUG_SIDE = 6.0
# The bleed goes on below the page by so much, or a hairline of paper would shine through where they meet.
OVERLAP = 1.0
# What is nearer to the trim than this touches it.
EDGE = 0.25

Matrix = tuple[float, float, float, float, float, float]
Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Strip:
    """A copy of a page whose outermost edge is stretched over the bleed, and the part of it that is drawn.

    In the PDF's own space, whose origin is the bottom left: `clip` is left, bottom, width, height.
    """

    matrix: Matrix
    clip: Rectangle


def boxes(paper: Paper, *, single: bool) -> Boxes:
    """The boxes of a page that is trimmed to `paper`: a `single` card has its bleed and nothing around it.

    Online printers want a card so; any other print shop gets marks and a slug line around the bleed.
    """
    bleed = METRIC_BLEED if _is_metric(paper) else BLEED
    around, below = (bleed, 0.0) if single else (MARGIN, SLUG)
    return Boxes(paper.width + 2 * around, paper.height + 2 * around + below, around, around, paper, bleed)


def _is_metric(paper: Paper) -> bool:
    """Is it measured in millimetres rather than in parts of an inch?"""
    sides = (paper.width, paper.height)
    return all(_is_whole(side / POINTS_PER_MM) for side in sides) and not all(
        _is_whole(16 * side / POINTS_PER_INCH) for side in sides
    )


def _is_whole(measure: float) -> bool:
    close_enough = 0.001
    return abs(measure - round(measure)) < close_enough


def crop_marks(boxes: Boxes, pages: int) -> tuple[Mark, ...]:
    """Where each page is to be cut and, dashed, folded; nothing where there is no room around the bleed."""
    if not _has_margin(boxes):
        return ()
    lines = [(*line, False) for line in _corner_lines(boxes)]
    if boxes.trim.fold is not None:
        y = boxes.top + boxes.trim.fold
        lines += [(start, y, end, y, True) for start, end in _ends(boxes.left, boxes.trim.width, boxes.bleed)]
    return tuple(Mark(page, x1, y1, x2, y2, dashed) for page in range(pages) for x1, y1, x2, y2, dashed in lines)


def targets(boxes: Boxes, pages: int) -> tuple[Target, ...]:
    """The registration marks of each page: one in the middle of each side, clear of the bleed."""
    if not _has_margin(boxes):
        return ()
    away = boxes.bleed + MARK_OFFSET + TARGET_REACH
    across, down = boxes.left + boxes.trim.width / 2, boxes.top + boxes.trim.height / 2
    right, bottom = boxes.left + boxes.trim.width + away, boxes.top + boxes.trim.height + away
    middles = ((across, boxes.top - away), (across, bottom), (boxes.left - away, down), (right, down))
    return tuple(Target(page, x, y) for page in range(pages) for x, y in middles)


def strips(boxes: Boxes) -> Iterator[Strip]:
    """The copies that make the bleed of a page: its corners, then its sides, which are drawn over them.

    What touches the edge of a page goes straight on beyond it, and nothing else does: a cut that is a little out shows
    grounds that are whole, and no part of what ends before the edge.
    """
    left, right = boxes.left, boxes.left + boxes.trim.width
    top = boxes.height - boxes.top
    bottom = top - boxes.trim.height
    across, down = _zones(left, right, boxes.bleed), _zones(bottom, top, boxes.bleed)
    for x_zone, y_zone in sorted(product(across, down), key=lambda pair: pair[0].is_middle + pair[1].is_middle):
        if not (x_zone.is_middle and y_zone.is_middle):
            yield Strip(
                (x_zone.scale, 0, 0, y_zone.scale, x_zone.offset, y_zone.offset),
                (x_zone.start, y_zone.start, x_zone.end - x_zone.start, y_zone.end - y_zone.start),
            )


@dataclass(frozen=True, slots=True)
class _Zone:
    """A stretch of one axis: what is drawn there stands at `scale` times its own place, plus `offset`."""

    scale: float
    offset: float
    start: float
    end: float
    is_middle: bool = False


def _zones(start: float, end: float, bleed: float) -> tuple[_Zone, ...]:
    """Before the page, along it, and after it; the outer ones reach a little below it."""
    scale = -(bleed + OVERLAP) / EDGE
    before = _Zone(scale, start + OVERLAP, start - bleed, start + OVERLAP)
    after = _Zone(scale, end - OVERLAP - scale * (end - start), end - OVERLAP, end + bleed)
    return before, _Zone(1, start, start, end, is_middle=True), after


def _has_margin(boxes: Boxes) -> bool:
    return boxes.left > boxes.bleed


def _ends(start: float, length: float, bleed: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """From where to where a mark runs, before the page and after it."""
    near, far = bleed + MARK_OFFSET, bleed + MARK_OFFSET + MARK_LENGTH
    return (start - far, start - near), (start + length + near, start + length + far)


def _corner_lines(boxes: Boxes) -> Iterator[tuple[float, float, float, float]]:
    for x in (boxes.left, boxes.left + boxes.trim.width):
        for start, end in _ends(boxes.top, boxes.trim.height, boxes.bleed):
            yield x, start, x, end
    for y in (boxes.top, boxes.top + boxes.trim.height):
        for start, end in _ends(boxes.left, boxes.trim.width, boxes.bleed):
            yield start, y, end, y
