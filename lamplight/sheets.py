"""Where cards stand on a sheet, and where its cut marks are: pure geometry, in points from the sheet's top left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.model import POINTS_PER_INCH, Mark, Placement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lamplight.model import Sheet

# Marks keep clear of what is cut off, so that a cut which is a little out shows no ink on a card.
MARK_LENGTH = 0.2 * POINTS_PER_INCH
MARK_OFFSET = 0.08 * POINTS_PER_INCH


def places(sheet: Sheet) -> int:
    """How many cards stand on one page."""
    return sheet.columns * sheet.rows


def placements(sheet: Sheet, pages: int) -> tuple[Placement, ...]:
    """Every place of every page of a card: its front fills the first page of stock, its back the second.

    The sheet is turned over along its upright edge, so a back stands where its front is seen from behind.
    """
    return tuple(
        Placement(page, page, *_corner(sheet, column, row, page))
        for page in range(pages)
        for row in range(sheet.rows)
        for column in range(sheet.columns)
    )


def marks(sheet: Sheet, pages: int) -> tuple[Mark, ...]:
    """The marks of each page, in its margins: to cut at every edge of a card and, dashed, to fold it."""
    if not sheet.cut_marks:
        return ()
    lines = [(*line, False) for line in (*_upright_marks(sheet), *_level_marks(sheet, _cuts(sheet)))]
    lines += [(*line, True) for line in _level_marks(sheet, _folds(sheet))]
    return tuple(
        Mark(page, _seen(sheet, page, x1), y1, _seen(sheet, page, x2), y2, dashed)
        for page in range(pages)
        for x1, y1, x2, y2, dashed in lines
    )


def _seen(sheet: Sheet, page: int, x: float, width: float = 0.0) -> float:
    """The left edge of what stands at `x` on the front, as it is seen on this page."""
    return sheet.paper.width - x - width if page % 2 else x


def _corner(sheet: Sheet, column: int, row: int, page: int = 0) -> tuple[float, float]:
    return (
        _seen(sheet, page, sheet.left + column * (sheet.piece.width + sheet.column_gutter), sheet.piece.width),
        sheet.top + row * (sheet.piece.height + sheet.row_gutter),
    )


def _edges(start: float, size: float, gutter: float, count: int) -> list[float]:
    """Both edges of each card in a row or column; cards that touch share one."""
    starts = [start + index * (size + gutter) for index in range(count)]
    return sorted({round(edge, 4) for begin in starts for edge in (begin, begin + size)})


def _upright_marks(sheet: Sheet) -> Iterator[tuple[float, float, float, float]]:
    top = sheet.top
    bottom = _corner(sheet, 0, sheet.rows - 1)[1] + sheet.piece.height
    for x in _edges(sheet.left, sheet.piece.width, sheet.column_gutter, sheet.columns):
        yield x, top - MARK_OFFSET - MARK_LENGTH, x, top - MARK_OFFSET
        yield x, bottom + MARK_OFFSET, x, bottom + MARK_OFFSET + MARK_LENGTH


def _cuts(sheet: Sheet) -> list[float]:
    return _edges(sheet.top, sheet.piece.height, sheet.row_gutter, sheet.rows)


def _folds(sheet: Sheet) -> list[float]:
    if sheet.piece.fold is None:
        return []
    return [_corner(sheet, 0, row)[1] + sheet.piece.fold for row in range(sheet.rows)]


def _level_marks(sheet: Sheet, levels: Iterable[float]) -> Iterator[tuple[float, float, float, float]]:
    left = sheet.left
    right = _corner(sheet, sheet.columns - 1, 0)[0] + sheet.piece.width
    for y in levels:
        yield left - MARK_OFFSET - MARK_LENGTH, y, left - MARK_OFFSET, y
        yield right + MARK_OFFSET, y, right + MARK_OFFSET + MARK_LENGTH, y
