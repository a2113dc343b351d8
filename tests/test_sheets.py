"""Where cards stand on sheets, as geometry, for the sheets that ship and for any other."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight import sheets
from lamplight.model import POINTS_PER_INCH, Mark, Paper, Placement, Sheet
from own_project import ROOT

if TYPE_CHECKING:
    from lamplight.pipeline import House

CLOSE = 0.01
SHIPPED = sorted(f"{file.parent.name}/{file.stem}" for file in (ROOT / "sheets").glob("*/*.yaml"))
STOCK = [name for name in SHIPPED if "avery" in name]
PLAIN = [name for name in SHIPPED if "avery" not in name]


@st.composite
def any_sheet(draw: st.DrawFn) -> Sheet:
    """Draw a sheet whose cards fit on its paper, with equal margins left and right."""
    length, gap, margin = st.floats(20, 400), st.floats(0, 40), st.floats(0, 120)
    columns, rows = draw(st.integers(1, 5)), draw(st.integers(1, 8))
    width, height = draw(length), draw(length)
    fold = draw(st.none() | st.floats(0.1, 0.9).map(lambda share: share * height))
    piece = Paper("piece", "Piece", width, height, fold)
    column_gutter, row_gutter, left, top = draw(gap), draw(gap), draw(margin), draw(margin)
    width = 2 * left + columns * piece.width + (columns - 1) * column_gutter
    height = top + rows * piece.height + (rows - 1) * row_gutter + draw(margin)
    paper = Paper("paper", "Paper", width, height)
    gutters = column_gutter, row_gutter
    return Sheet("s", "Sheet", "drawn", paper, piece, columns, rows, left, top, *gutters, draw(st.booleans()))


def overlap(sheet: Sheet, one: Placement, other: Placement) -> bool:
    apart_x = abs(one.x - other.x) >= sheet.piece.width - CLOSE
    apart_y = abs(one.y - other.y) >= sheet.piece.height - CLOSE
    return one.sheet_page == other.sheet_page and not apart_x and not apart_y


def on_paper(sheet: Sheet, place: Placement) -> bool:
    right, bottom = place.x + sheet.piece.width, place.y + sheet.piece.height
    inside = place.x >= -CLOSE and place.y >= -CLOSE
    return inside and right <= sheet.paper.width + CLOSE and bottom <= sheet.paper.height + CLOSE


def behind(sheet: Sheet, front: Placement, back: Placement) -> bool:
    """Does `back` lie on `front` when the sheet is turned over its upright edge, its x mirrored about the middle?"""
    mirrored = sheet.paper.width - back.x - sheet.piece.width
    return mirrored == pytest.approx(front.x, abs=CLOSE) and back.y == pytest.approx(front.y, abs=CLOSE)


def in_margin(sheet: Sheet, mark: Mark) -> bool:
    """Does a mark stand outside the block of cards, and not in a gutter, where it would be cut through?"""
    width = sheet.columns * sheet.piece.width + (sheet.columns - 1) * sheet.column_gutter
    height = sheet.rows * sheet.piece.height + (sheet.rows - 1) * sheet.row_gutter
    across = max(mark.x1, mark.x2) < sheet.left or min(mark.x1, mark.x2) > sheet.left + width
    return across or max(mark.y1, mark.y2) < sheet.top or min(mark.y1, mark.y2) > sheet.top + height


def check_places(sheet: Sheet) -> None:
    check_leaf(sheet, 0)
    check_leaf(sheet, 2)


def check_leaf(sheet: Sheet, leaf: int) -> None:
    """Check one leaf of stock, whose pages are `leaf` and the next."""
    fronts, backs = (
        [place for place in sheets.placements(sheet, 4) if place.sheet_page == page] for page in (leaf, leaf + 1)
    )
    assert len(fronts) == len(backs) == sheets.places(sheet) == sheet.columns * sheet.rows
    assert all(place.source_page == place.sheet_page for place in (*fronts, *backs))
    assert not any(overlap(sheet, *pair) for pair in combinations(fronts, 2))
    assert all(on_paper(sheet, place) for place in (*fronts, *backs))
    # In order, too: should every card differ one day, each front still has its own back.
    assert all(behind(sheet, front, back) for front, back in zip(fronts, backs, strict=True))


@given(any_sheet())
def test_cards_stand_apart_on_the_paper_and_backs_behind_fronts(sheet: Sheet) -> None:
    check_places(sheet)


@pytest.mark.parametrize("name", SHIPPED)
def test_on_shipped_sheets_too(house: House, name: str) -> None:
    check_places(house.sheets[name])


def test_these_are_the_sheets_that_ship(house: House) -> None:
    assert set(house.sheets) == set(SHIPPED)
    assert len(STOCK) >= 3
    for name, sheet in house.sheets.items():
        assert name == f"{sheet.piece.name}/{sheet.name}"


@given(any_sheet(), st.integers(0, 4))
def test_every_page_of_a_card_fills_a_page_of_stock(sheet: Sheet, pages: int) -> None:
    placed = sheets.placements(sheet, pages)
    assert len(placed) == pages * sheets.places(sheet)
    assert {place.sheet_page for place in placed} == set(range(pages))


@given(any_sheet())
def test_marks_keep_to_the_margins_in_line_with_every_edge(sheet: Sheet) -> None:
    marks = [mark for mark in sheets.marks(replace(sheet, cut_marks=True), 2) if not mark.dashed]
    placed = sheets.placements(sheet, 2)
    first = [place for place in placed if place.sheet_page == 0]
    assert all(in_margin(sheet, mark) for mark in marks)
    edges_x = {round(x, 2) for place in first for x in (place.x, place.x + sheet.piece.width)}
    edges_y = {round(y, 2) for place in first for y in (place.y, place.y + sheet.piece.height)}
    for page in (0, 1):
        upright = [mark.x1 for mark in marks if mark.sheet_page == page and mark.x1 == mark.x2]
        level = [mark.y1 for mark in marks if mark.sheet_page == page and mark.y1 == mark.y2]
        assert within(edges_x, upright)
        assert within(edges_y, level)


def within(edges: set[float], lines: list[float]) -> bool:
    """Has each edge a line at either end, and is each line at an edge?"""
    near = [[line for line in lines if abs(line - edge) <= 2 * CLOSE] for edge in edges]
    return all(len(found) >= 2 for found in near) and all(
        any(abs(line - edge) <= 2 * CLOSE for edge in edges) for line in lines
    )


@given(any_sheet())
def test_a_fold_is_marked_left_and_right_of_each_row_in_line_with_it_on_both_sides(sheet: Sheet) -> None:
    folds = [mark for mark in sheets.marks(replace(sheet, cut_marks=True), 2) if mark.dashed]
    assert all(in_margin(sheet, mark) for mark in folds)
    if sheet.piece.fold is None:
        assert folds == []
        return
    tops = sorted({place.y for place in sheets.placements(sheet, 1)})
    wanted = sorted([top + sheet.piece.fold for top in tops] * 2)
    for page in (0, 1):
        here = [mark for mark in folds if mark.sheet_page == page]
        assert sorted(mark.y1 for mark in here) == pytest.approx(wanted)
        assert all(mark.y1 == mark.y2 for mark in here)
        middle = sheet.paper.width / 2
        assert sum(mark.x1 < middle for mark in here) == sum(mark.x1 > middle for mark in here) == sheet.rows


@given(any_sheet())
def test_a_mark_begins_a_little_off_the_cards(sheet: Sheet) -> None:
    left, right = sheet.left, sheet.paper.width - sheet.left
    for mark in sheets.marks(replace(sheet, cut_marks=True), 1):
        if mark.y1 == mark.y2:
            near = min(abs(x - edge) for x in (mark.x1, mark.x2) for edge in (left, right))
            assert near == pytest.approx(sheets.MARK_OFFSET, abs=CLOSE)
            assert abs(mark.x1 - mark.x2) == pytest.approx(sheets.MARK_LENGTH)


@pytest.mark.parametrize("name", PLAIN)
def test_marks_of_shipped_sheets_are_on_the_paper(house: House, name: str) -> None:
    sheet = house.sheets[name]
    marks = sheets.marks(sheet, 2)
    folds = 2 * 2 * sheet.rows if sheet.piece.fold else 0
    assert len(marks) == 2 * 2 * (sheet.columns + 1 + sheet.rows + 1) + folds
    assert sum(mark.dashed for mark in marks) == folds
    assert all(0 <= x <= sheet.paper.width for mark in marks for x in (mark.x1, mark.x2))
    assert all(0 <= y <= sheet.paper.height for mark in marks for y in (mark.y1, mark.y2))


@pytest.mark.parametrize("name", STOCK)
def test_stock_gets_no_marks(house: House, name: str) -> None:
    assert sheets.marks(house.sheets[name], 2) == ()


def test_avery_5371_has_the_makers_measures(house: House) -> None:
    sheet, inch = house.sheets["3.5x2/avery-5371"], POINTS_PER_INCH
    assert (sheet.paper.width, sheet.paper.height) == (8.5 * inch, 11 * inch)
    assert (sheet.piece.width, sheet.piece.height) == (3.5 * inch, 2 * inch)
    assert (sheet.columns, sheet.rows, sheet.column_gutter, sheet.row_gutter) == (2, 5, 0, 0)
    assert (sheet.left, sheet.top) == (0.75 * inch, 0.5 * inch)
    assert "avery-8371" in sheet.also


def test_avery_5163_has_the_makers_measures(house: House) -> None:
    sheet, inch = house.sheets["4x2/avery-5163"], POINTS_PER_INCH
    assert (sheet.piece.width, sheet.piece.height, sheet.columns, sheet.rows) == (4 * inch, 2 * inch, 2, 5)
    assert sheet.top == 0.5 * inch
    assert sheet.left == pytest.approx(0.15625 * inch)
    assert sheet.column_gutter == pytest.approx(0.1875 * inch)
    assert {"avery-5263", "avery-8163"} <= set(sheet.also)


def test_avery_22830_has_nine_circles(house: House) -> None:
    sheet = house.sheets["2.5-round/avery-22830"]
    assert sheet.piece.round
    assert sheets.places(sheet) == 9


@pytest.mark.parametrize("name", SHIPPED)
def test_cards_stand_in_the_middle_of_every_shipped_sheet(house: House, name: str) -> None:
    """In both directions, so that a sheet may go through the printer either way round."""
    sheet = house.sheets[name]
    width = sheet.columns * sheet.piece.width + (sheet.columns - 1) * sheet.column_gutter
    height = sheet.rows * sheet.piece.height + (sheet.rows - 1) * sheet.row_gutter
    assert sheet.paper.width - 2 * sheet.left == pytest.approx(width, abs=CLOSE)
    assert sheet.paper.height - 2 * sheet.top == pytest.approx(height, abs=CLOSE)
