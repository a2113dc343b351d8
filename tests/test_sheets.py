"""Where cards stand on sheets, as geometry, for the sheets that ship and for any other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight import sheets, stocks
from lamplight.model import (
    POINTS_PER_INCH,
    POINTS_PER_MM,
    Flip,
    Mark,
    Paper,
    Placement,
    Run,
    Sheet,
    Shift,
    Stock,
    Where,
)
from own_project import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lamplight.pipeline import House

CLOSE = 0.01
PAPERS = stocks.load_papers(ROOT)
STOCKS = stocks.load(ROOT, PAPERS)
SHIPPED = sheets.ganged(STOCKS.values(), PAPERS.values())
PLAIN = [name for name, sheet in SHIPPED.items() if sheet.cut_marks]
CUT = [name for name in SHIPPED if name not in PLAIN]
Point: TypeAlias = tuple[float, float]
Cards: TypeAlias = "Sequence[Sequence[int]]"
BOTH = [(0, 1)]


@st.composite
def any_sheet(draw: st.DrawFn) -> Sheet:
    """Draw a sheet whose cards fit on its paper, its four margins all different."""
    length, gap, margin = st.floats(20, 400), st.floats(0, 40), st.floats(0, 120)
    columns, rows = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    width, height = draw(length), draw(length)
    fold = draw(st.none() | st.floats(0.1, 0.9).map(lambda share: share * height))
    piece = Paper("piece", "Piece", width, height, fold)
    column_gutter, row_gutter, left, top = draw(gap), draw(gap), draw(margin), draw(margin)
    width = left + columns * piece.width + (columns - 1) * column_gutter + draw(margin)
    height = top + rows * piece.height + (rows - 1) * row_gutter + draw(margin)
    paper = Paper("paper", "Paper", width, height)
    gutters = column_gutter, row_gutter
    return Sheet("s", "Sheet", "drawn", paper, piece, columns, rows, left, top, *gutters, draw(st.booleans()))


def any_run(sheet: Sheet, flips: st.SearchStrategy[Flip | None] | None = None) -> st.SearchStrategy[Run]:
    starts = st.integers(1, sheets.places(sheet))
    return st.builds(Run, st.integers(0, 3), starts, flips or st.sampled_from([None, *Flip]))


@st.composite
def any_printing(draw: st.DrawFn) -> tuple[Sheet, Cards, Run]:
    """Draw cards whose sides are all different pages, some of them without a back, and how they are printed."""
    sheet = draw(any_sheet())
    backs = draw(st.lists(st.booleans(), min_size=1, max_size=12))
    cards = [(2 * number, 2 * number + 1)[: 1 + back] for number, back in enumerate(backs)]
    return sheet, cards, draw(any_run(sheet))


def corners(sheet: Sheet, place: Placement) -> tuple[Point, Point]:
    """Where the card's own top left and top right corner are on the page; they say how it is turned, too."""
    left, top = place.x, place.y
    right, bottom = left + sheet.piece.width, top + sheet.piece.height
    return ((right, bottom), (left, bottom)) if place.turned else ((left, top), (right, top))


def through(point: Point, sheet: Sheet, flip: Flip | None) -> Point:
    """The point of the front that lies where this one of the back is, once the paper is turned over that edge."""
    x, y = point
    upright = sheet.paper.height >= sheet.paper.width
    over_upright = flip is None or (flip is Flip.LONG) == upright
    return (sheet.paper.width - x, y) if over_upright else (x, sheet.paper.height - y)


def cut_out(sheet: Sheet, cards: Cards, run: Run) -> dict[int, tuple[Point, ...]]:
    """Of each source page the corners of its card, as both sides of the paper are seen from the front."""
    found = {}
    for place in sheets.placements(sheet, cards, run):
        back = any(len(card) > 1 and card[1] == place.source_page for card in cards)
        seen = corners(sheet, place)
        found[place.source_page] = tuple(through(point, sheet, run.flip) for point in seen) if back else seen
    return found


def near(one: Point, other: Point) -> bool:
    return one == pytest.approx(other, abs=CLOSE)


def overlap(sheet: Sheet, one: Placement, other: Placement) -> bool:
    apart_x = abs(one.x - other.x) >= sheet.piece.width - CLOSE
    apart_y = abs(one.y - other.y) >= sheet.piece.height - CLOSE
    return one.sheet_page == other.sheet_page and not apart_x and not apart_y


def on_paper(sheet: Sheet, place: Placement) -> bool:
    right, bottom = place.x + sheet.piece.width, place.y + sheet.piece.height
    inside = place.x >= -CLOSE and place.y >= -CLOSE
    return inside and right <= sheet.paper.width + CLOSE and bottom <= sheet.paper.height + CLOSE


@given(any_printing())
def test_every_side_is_printed_once_on_the_paper_and_none_on_another(printing: tuple[Sheet, Cards, Run]) -> None:
    sheet, cards, run = printing
    placed = sheets.placements(sheet, cards, run)
    assert Counter(place.source_page for place in placed) == Counter(page for card in cards for page in card)
    assert all(on_paper(sheet, place) for place in placed)
    assert not any(overlap(sheet, *pair) for pair in combinations(placed, 2))
    assert [place.sheet_page for place in placed] == sorted(place.sheet_page for place in placed)


@given(any_printing())
def test_each_back_is_exactly_behind_its_own_front_and_turns_with_it_as_the_page_of_a_book(
    printing: tuple[Sheet, Cards, Run],
) -> None:
    sheet, cards, run = printing
    page = {place.source_page: place.sheet_page for place in sheets.placements(sheet, cards, run)}
    seen = cut_out(sheet, cards, run)
    for front, back in (card for card in cards if len(card) > 1):
        assert page[back] == page[front] + 1
        assert page[front] % 2 == 0
        assert near(seen[back][0], seen[front][1])
        assert near(seen[back][1], seen[front][0])


@given(any_printing())
def test_the_cards_are_the_same_whichever_edge_the_printer_turns_the_paper_over(
    printing: tuple[Sheet, Cards, Run],
) -> None:
    sheet, cards, run = printing
    long, short = (cut_out(sheet, cards, replace(run, flip=flip)) for flip in Flip)
    assert long.keys() == short.keys()
    for page, points in long.items():
        assert all(near(one, other) for one, other in zip(points, short[page], strict=True))
    edges = {sheets.turning(sheet, cards, replace(run, flip=flip)) for flip in Flip}
    assert edges == (set(Flip) if any(len(card) > 1 for card in cards) else {None})


@given(any_printing())
def test_places_are_taken_in_the_order_of_reading_from_the_one_to_start_at(printing: tuple[Sheet, Cards, Run]) -> None:
    sheet, cards, run = printing
    whole = sheets.placements(sheet, [(0,)] * sheets.places(sheet))
    assert [(place.y, place.x) for place in whole] == sorted((place.y, place.x) for place in whole)
    step = 2 if any(len(card) > 1 for card in cards) else 1
    fronts = {place.source_page: place for place in sheets.placements(sheet, cards, run)}
    for number, card in enumerate(cards, run.start_at - 1):
        leaf, place = divmod(number, len(whole))
        assert fronts[card[0]].sheet_page == step * leaf
        assert near((fronts[card[0]].x, fronts[card[0]].y), (whole[place].x, whole[place].y))


@given(any_printing(), st.floats(-9, 9), st.floats(-9, 9))
def test_a_shift_moves_all_that_is_on_its_side(printing: tuple[Sheet, Cards, Run], x: float, y: float) -> None:
    sheet, cards, run = printing
    sheet = replace(sheet, cut_marks=True, tear=True)
    moved = replace(run, front=Shift(x, y), back=Shift(-y, x))
    backs = {card[1] for card in cards if len(card) > 1}
    pairs = zip(sheets.placements(sheet, cards, run), sheets.placements(sheet, cards, moved), strict=True)
    for still, placed in pairs:
        shift = moved.back if still.source_page in backs else moved.front
        assert near((placed.x, placed.y), (still.x + shift.x, still.y + shift.y))
    for mark, shifted in zip(sheets.marks(sheet, cards, run), sheets.marks(sheet, cards, moved), strict=True):
        shift = moved.back if backs and mark.sheet_page % 2 else moved.front
        assert near((shifted.x1, shifted.y1), (mark.x1 + shift.x, mark.y1 + shift.y))
        assert near((shifted.x2, shifted.y2), (mark.x2 + shift.x, mark.y2 + shift.y))


# How many of each card


@given(any_sheet(), st.data())
def test_pieces_share_what_is_left_of_a_sheet_evenly_or_stand_on_as_many_as_they_need(
    sheet: Sheet, data: st.DataObject
) -> None:
    run = data.draw(any_run(sheet))
    pieces = [(number,) for number in range(data.draw(st.integers(1, 30)))]
    cards = sheets.cards_of(sheet, pieces, run)
    assert list(cards) == sorted(cards)
    times = Counter(cards).values()
    if run.copies:
        assert set(times) == {run.copies}
    else:
        assert len(cards) == max(len(pieces), sheets.places(sheet) - run.start_at + 1)
        assert max(times) - min(times) <= 1
    assert len(times) == len(pieces)


TEN = SHIPPED["3.5x2/avery-5371"]
FOUR = [(0,), (1,), (2,), (3,)]


@pytest.mark.parametrize(
    ("pieces", "run", "own", "times"),
    [
        (FOUR, Run(), (), [3, 3, 2, 2]),
        (FOUR, Run(start_at=4), (), [2, 2, 2, 1]),
        (FOUR, Run(copies=5), (), [5, 5, 5, 5]),
        (FOUR, Run(copies=5), (0, 2, 0, 0), [5, 2, 5, 5]),
        (FOUR, Run(), (4, 0, 0, 0), [4, 2, 2, 2]),
        (FOUR, Run(), (9, 0, 0, 0), [9, 1, 1, 1]),
        (FOUR, Run(), (7, 1, 1, 30), [7, 1, 1, 30]),
        ([(number,) for number in range(11)], Run(), (), [1] * 11),
    ],
)
def test_copies(pieces: Cards, run: Run, own: Sequence[int], times: list[int]) -> None:
    cards = sheets.cards_of(TEN, pieces, run, own)
    assert list(cards) == [tuple(piece) for piece, count in zip(pieces, times, strict=True) for _ in range(count)]


# Marks


def filled(sheet: Sheet, pieces: Cards = BOTH) -> Cards:
    return sheets.cards_of(sheet, pieces, Run())


def in_margin(sheet: Sheet, mark: Mark) -> bool:
    """Does a mark stand outside the block of cards, and not in a gutter, where it would be cut through?"""
    width = sheet.columns * sheet.piece.width + (sheet.columns - 1) * sheet.column_gutter
    height = sheet.rows * sheet.piece.height + (sheet.rows - 1) * sheet.row_gutter
    left = sheet.paper.width - sheet.left - width if mark.sheet_page % 2 else sheet.left
    across = max(mark.x1, mark.x2) < left or min(mark.x1, mark.x2) > left + width
    return across or max(mark.y1, mark.y2) < sheet.top or min(mark.y1, mark.y2) > sheet.top + height


@given(any_sheet(), st.sampled_from([None, *Flip]))
def test_marks_are_in_line_with_every_edge_on_both_sides(sheet: Sheet, flip: Flip | None) -> None:
    sheet, cards, run = replace(sheet, cut_marks=True), filled(sheet), Run(flip=flip)
    marks = [mark for mark in sheets.marks(sheet, cards, run) if not mark.dashed]
    placed = sheets.placements(sheet, cards, run)
    assert {mark.sheet_page for mark in marks} == {0, 1}
    for page in (0, 1):
        here = [place for place in placed if place.sheet_page == page]
        edges_x = {round(x, 2) for place in here for x in (place.x, place.x + sheet.piece.width)}
        edges_y = {round(y, 2) for place in here for y in (place.y, place.y + sheet.piece.height)}
        assert within(edges_x, [mark.x1 for mark in marks if mark.sheet_page == page and mark.x1 == mark.x2])
        assert within(edges_y, [mark.y1 for mark in marks if mark.sheet_page == page and mark.y1 == mark.y2])


def within(edges: set[float], lines: list[float]) -> bool:
    """Has each edge a line at either end, and is each line at an edge?"""
    near = [[line for line in lines if abs(line - edge) <= 2 * CLOSE] for edge in edges]
    return all(len(found) >= 2 for found in near) and all(
        any(abs(line - edge) <= 2 * CLOSE for edge in edges) for line in lines
    )


@given(any_sheet())
def test_marks_keep_to_the_margins_a_little_off_the_cards(sheet: Sheet) -> None:
    marks = sheets.marks(replace(sheet, cut_marks=True), filled(sheet))
    assert all(in_margin(sheet, mark) for mark in marks)
    width = sheet.columns * sheet.piece.width + (sheet.columns - 1) * sheet.column_gutter
    for mark in marks:
        if mark.y1 == mark.y2 and mark.sheet_page == 0:
            off = min(abs(x - edge) for x in (mark.x1, mark.x2) for edge in (sheet.left, sheet.left + width))
            assert off == pytest.approx(sheets.MARK_OFFSET, abs=CLOSE)
            assert abs(mark.x1 - mark.x2) == pytest.approx(sheets.MARK_LENGTH)


@given(any_sheet(), st.sampled_from([None, *Flip]))
def test_a_fold_is_marked_left_and_right_of_each_row_in_line_with_it_on_both_sides(
    sheet: Sheet, flip: Flip | None
) -> None:
    cards, run = filled(sheet), Run(flip=flip)
    folds = [mark for mark in sheets.marks(replace(sheet, cut_marks=True), cards, run) if mark.dashed]
    if sheet.piece.fold is None:
        assert folds == []
        return
    for page in (0, 1):
        here = [mark for mark in folds if mark.sheet_page == page]
        tops = {place.y: place.turned for place in sheets.placements(sheet, cards, run) if place.sheet_page == page}
        wanted = [
            y + (sheet.piece.height - sheet.piece.fold if turned else sheet.piece.fold) for y, turned in tops.items()
        ]
        assert sorted(mark.y1 for mark in here) == pytest.approx(sorted(wanted * 2))
        assert all(mark.y1 == mark.y2 for mark in here)


@given(any_sheet(), st.integers(1, 9))
def test_only_pages_that_are_used_have_marks(sheet: Sheet, copies: int) -> None:
    sheet, run = replace(sheet, cut_marks=True), Run(copies, sheets.places(sheet))
    for pieces in ([(0,)], BOTH):
        cards = sheets.cards_of(sheet, pieces, run)
        used = {place.sheet_page for place in sheets.placements(sheet, cards, run)}
        assert {mark.sheet_page for mark in sheets.marks(sheet, cards, run)} == used


@given(any_sheet())
def test_strips_hang_between_dashed_lines_down_to_the_foot(sheet: Sheet) -> None:
    sheet = replace(sheet, rows=1, tear=True, cut_marks=False)
    lines = sheets.marks(sheet, filled(sheet, [(0,)]))
    assert all(line.dashed for line in lines)
    upright = [line for line in lines if line.x1 == line.x2]
    placed = sheets.placements(sheet, filled(sheet, [(0,)]))
    edges = {round(x, 2) for place in placed for x in (place.x, place.x + sheet.piece.width)}
    assert within(edges, [line.x1 for line in upright] * 2)
    assert {(line.y1, line.y2) for line in upright} == {(sheet.top, sheet.paper.height)}
    (head,) = (line for line in lines if line.y1 == line.y2 == sheet.top)
    assert (head.x1, head.x2) == pytest.approx((min(edges), max(edges)), abs=2 * CLOSE)


# Cards on stocks


def stock(width: float, height: float, *, round: bool = False, **more: object) -> Stock:  # noqa: A002 - as papers say it
    """Return a stock of 2 x 3 such cells on letter paper."""
    cell = Paper("s", "A stock", width, height, round=round)
    given = {"columns": 2, "rows": 3, "left": 20.0, "top": 30.0, "column_gutter": 5.0, "row_gutter": 7.0, **more}
    return Stock("s", "A stock", "a drawing", PAPERS["letter"], Where("sheets/s.yaml", 1), cell, **given)  # type: ignore[arg-type]


SIZES = st.tuples(st.floats(50, 200), st.floats(50, 200), st.booleans())


@given(SIZES, SIZES)
def test_a_card_stands_in_the_middle_of_each_cell_or_not_at_all(
    card: tuple[float, float, bool], cell: tuple[float, float, bool]
) -> None:
    (width, height, circle), (cell_width, cell_height, cell_circle) = card, cell
    shelf, piece = stock(cell_width, cell_height, round=cell_circle), Paper("p", "P", width, height, round=circle)
    sheet, whole = sheets.gang(shelf, piece), sheets.gang(shelf, Paper("c", "C", cell_width, cell_height, round=True))
    room = width <= cell_width + 0.5 and height <= cell_height + 0.5
    assert (sheet is not None) == (room and (circle or not cell_circle))
    assert whole is not None
    assert whole.snug
    if sheet is None:
        return
    assert sheet.snug == (abs(cell_width - width) <= 0.5 and abs(cell_height - height) <= 0.5)
    cells, cards = (sheets.placements(one, filled(one, [(0,)])) for one in (whole, sheet))
    for around, placed in zip(cells, cards, strict=True):
        middle = around.x + cell_width / 2, around.y + cell_height / 2
        assert near((placed.x + width / 2, placed.y + height / 2), middle)


def test_strips_are_of_one_size() -> None:
    shelf = stock(144, 432, rows=1, tear=True)
    assert sheets.gang(shelf, PAPERS["2x6"]) is not None
    assert sheets.gang(shelf, PAPERS["2x3.5"]) is None


@pytest.mark.parametrize("cut_marks", [True, False])
@given(width=st.floats(20, 900), height=st.floats(20, 900))
def test_plain_paper_holds_as_many_as_can_be_either_way(*, cut_marks: bool, width: float, height: float) -> None:
    paper, piece = PAPERS["letter"], Paper("p", "P", width, height)
    sheet = sheets.gang(Stock("letter", "Letter", "its middle", paper, Where("s"), cut_marks=cut_marks), piece)
    margin = sheets.MARK_OFFSET + sheets.MARK_LENGTH if cut_marks else 0
    upright, lying = (
        int((across - 2 * margin) / width) * int((down - 2 * margin) / height)
        for across, down in ((paper.width, paper.height), (paper.height, paper.width))
    )
    assert (sheets.places(sheet) if sheet else 0) == max(upright, lying)
    if sheet:
        assert (sheet.paper.width > sheet.paper.height) == (lying > upright)
        marks = sheets.marks(sheet, filled(sheet))
        assert bool(marks) == cut_marks
        assert all(-CLOSE <= x <= sheet.paper.width + CLOSE for mark in marks for x in (mark.x1, mark.x2))
        assert all(-CLOSE <= y <= sheet.paper.height + CLOSE for mark in marks for y in (mark.y1, mark.y2))


# What ships

INCH, MM = POINTS_PER_INCH, POINTS_PER_MM
# Columns, rows, left, top, whether the paper lies.
BY_HAND = {
    "3.5x2/letter": (2, 5, 0.75 * INCH, 0.5 * INCH, False),
    "3.5x2/a4": (2, 5, 16.1 * MM, 21.5 * MM, False),
    "3.5x4/letter": (2, 2, 0.75 * INCH, 1.5 * INCH, False),
    "3.5x4/a4": (2, 2, 16.1 * MM, 46.9 * MM, False),
    "2x3.5/letter": (5, 2, 0.5 * INCH, 0.75 * INCH, True),
    "2x3.5/a4": (5, 2, 21.5 * MM, 16.1 * MM, True),
    "2x6/letter": (5, 1, 0.5 * INCH, 1.25 * INCH, True),
    "2x6/a4": (5, 1, 21.5 * MM, 28.8 * MM, True),
    "2.5-round/letter": (3, 4, 0.5 * INCH, 0.5 * INCH, False),
    "2.5-round/a4": (3, 4, 9.75 * MM, 21.5 * MM, False),
    "4x2/letter": (2, 3, 1.5 * INCH, 1.25 * INCH, True),
    "4x2/a4": (2, 3, 46.9 * MM, 28.8 * MM, True),
    "85x54/a4": (2, 5, 20 * MM, 13.5 * MM, False),
    "85x54/letter": (3, 3, (11 * 25.4 - 255) / 2 * MM, (8.5 * 25.4 - 162) / 2 * MM, True),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_plain_paper_is_laid_out_as_one_does_by_hand(name: str) -> None:
    sheet = SHIPPED[name]
    lying = sheet.paper.width > sheet.paper.height
    assert (sheet.columns, sheet.rows, lying) == (*BY_HAND[name][:2], BY_HAND[name][4])
    assert (sheet.left, sheet.top) == pytest.approx(BY_HAND[name][2:4], abs=1e-6)


def test_these_are_the_sheets_that_ship(house: House) -> None:
    assert dict(house.sheets) == SHIPPED
    assert set(PLAIN) == set(BY_HAND)
    assert set(CUT) == {
        "3.5x2/avery-5371",
        "3.5x2/avery-5163",
        "4x2/avery-5163",
        "85x54/avery-c32011",
        "85x54/avery-5395",
        "2.5-round/avery-22830",
        "2x6/tear-off",
        "2x6/tear-off-a4",
    }
    assert {name for name, sheet in SHIPPED.items() if not sheet.snug} == {"3.5x2/avery-5163", "85x54/avery-5395"}


@pytest.mark.parametrize("name", PLAIN)
def test_marks_of_shipped_sheets_are_on_the_paper(name: str) -> None:
    sheet = SHIPPED[name]
    marks = sheets.marks(sheet, filled(sheet))
    folds = 2 * 2 * sheet.rows if sheet.piece.fold else 0
    assert len(marks) == 2 * 2 * (sheet.columns + 1 + sheet.rows + 1) + folds
    assert sum(mark.dashed for mark in marks) == folds
    assert all(0 <= x <= sheet.paper.width for mark in marks for x in (mark.x1, mark.x2))
    assert all(0 <= y <= sheet.paper.height for mark in marks for y in (mark.y1, mark.y2))


def test_what_the_maker_cut_gets_no_marks() -> None:
    for name in CUT:
        assert bool(sheets.marks(SHIPPED[name], filled(SHIPPED[name]))) == SHIPPED[name].tear


MAKERS = {
    "avery-5371": ("letter", 3.5 * INCH, 2 * INCH, 2, 5, 0.75 * INCH, 0.5 * INCH, 3.5 * INCH, 2 * INCH),
    "avery-5163": ("letter", 4 * INCH, 2 * INCH, 2, 5, 0.15625 * INCH, 0.5 * INCH, 4.1875 * INCH, 2 * INCH),
    "avery-5395": ("letter", 3.375 * INCH, 7 / 3 * INCH, 2, 4, 0.6875 * INCH, 7 / 12 * INCH, 3.75 * INCH, 2.5 * INCH),
    "avery-22830": ("letter", 2.5 * INCH, 2.5 * INCH, 3, 3, 0.3125 * INCH, 1.25 * INCH, 2.6875 * INCH, 3 * INCH),
    "avery-c32011": ("a4", 85 * MM, 54 * MM, 2, 5, 15 * MM, 13.5 * MM, 95 * MM, 54 * MM),
}


@pytest.mark.parametrize("name", MAKERS)
def test_stocks_have_the_makers_measures(name: str) -> None:
    """Cell, columns and rows, where the first cell is and how far the next one is from it, as the templates have it."""
    shelf = STOCKS[name]
    paper, width, height, columns, rows, left, top, right, down = MAKERS[name]
    assert shelf.cell is not None
    assert (shelf.paper.name, shelf.columns, shelf.rows) == (paper, columns, rows)
    assert (shelf.cell.width, shelf.cell.height) == pytest.approx((width, height), abs=CLOSE)
    assert (shelf.left, shelf.top) == pytest.approx((left, top), abs=CLOSE)
    pitch = shelf.cell.width + shelf.column_gutter, shelf.cell.height + shelf.row_gutter
    assert pitch == pytest.approx((right, down), abs=CLOSE)
    assert set(MAKERS) | {"letter", "a4", "tear-off", "tear-off-a4"} == set(STOCKS)


@pytest.mark.parametrize("name", SHIPPED)
def test_cards_stand_in_the_middle_of_every_shipped_sheet(name: str) -> None:
    """In both directions, so that a sheet may go through the printer either way round; strips hang from the head."""
    sheet = SHIPPED[name]
    width = sheet.columns * sheet.piece.width + (sheet.columns - 1) * sheet.column_gutter
    height = sheet.rows * sheet.piece.height + (sheet.rows - 1) * sheet.row_gutter
    assert sheet.paper.width - 2 * sheet.left == pytest.approx(width, abs=CLOSE)
    assert sheet.tear or sheet.paper.height - 2 * sheet.top == pytest.approx(height, abs=CLOSE)
