"""Where cards stand on a sheet, and where its marks are: pure geometry, in points from the sheet's top left.

`cards` are the cards to be printed, in order: of each its source pages, the front or the front and the back. They take
places in the order of reading, on as many leaves as they need. A leaf's front is a page of its own and, where any card
has a back, its back the next one, so that a printer of two sides never puts one leaf on another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from lamplight.lengths import TOLERANCE
from lamplight.model import POINTS_PER_INCH, Flip, Mark, Placement, Run, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lamplight.model import Paper, Stock

Cards: TypeAlias = "Sequence[Sequence[int]]"
Line: TypeAlias = tuple[float, float, float, float, bool]

# Marks keep clear of what is cut off, so that a cut which is a little out shows no ink on a card.
MARK_LENGTH = 0.2 * POINTS_PER_INCH
MARK_OFFSET = 0.08 * POINTS_PER_INCH
USUAL = Run()


def gang(stock: Stock, piece: Paper) -> Sheet | None:
    """That card on a page of that stock, in the middle of each cell; None where it does not fit.

    Strips to tear off are of one size, since the lines between them are.
    """
    if stock.cell is None:
        return _plain(stock, piece)
    spare_x, spare_y = stock.cell.width - piece.width, stock.cell.height - piece.height
    snug = max(abs(spare_x), abs(spare_y)) <= TOLERANCE
    cut_off = stock.cell.round and not piece.round
    if cut_off or min(spare_x, spare_y) < -TOLERANCE or (stock.tear and not snug):
        return None
    return Sheet(
        name=stock.name,
        title=stock.title,
        source=stock.source,
        paper=stock.paper,
        piece=piece,
        columns=stock.columns,
        rows=stock.rows,
        left=stock.left + spare_x / 2,
        top=stock.top + spare_y / 2,
        column_gutter=stock.column_gutter + spare_x,
        row_gutter=stock.row_gutter + spare_y,
        cut_marks=stock.cut_marks,
        also=stock.also,
        tear=stock.tear,
        snug=snug,
    )


def ganged(stocks: Iterable[Stock], papers: Iterable[Paper]) -> dict[str, Sheet]:
    """Every card on every stock that it fits on: `3.5x2/avery-5371`, by card, then by stock."""
    known = list(stocks)
    pairs = ((piece, stock) for piece in papers if piece.card for stock in known)
    found = ((f"{piece.name}/{stock.name}", gang(stock, piece)) for piece, stock in pairs)
    return {name: sheet for name, sheet in found if sheet}


def _plain(stock: Stock, piece: Paper) -> Sheet | None:
    """As many as have room in the middle of the page, upright or lying, whichever holds more."""
    ways = [_centred(stock, paper, piece) for paper in (stock.paper, stock.paper.turned())]
    best = max(ways, key=places)
    return best if places(best) else None


def _centred(stock: Stock, paper: Paper, piece: Paper) -> Sheet:
    margin = MARK_OFFSET + MARK_LENGTH if stock.cut_marks else 0.0
    columns = int((paper.width - 2 * margin) / piece.width)
    rows = int((paper.height - 2 * margin) / piece.height)
    left, top = (paper.width - columns * piece.width) / 2, (paper.height - rows * piece.height) / 2
    names = stock.name, stock.title, stock.source
    return Sheet(*names, paper, piece, columns, rows, left, top, cut_marks=stock.cut_marks, also=stock.also)


def places(sheet: Sheet) -> int:
    """How many cards stand on one page."""
    return sheet.columns * sheet.rows


def cards_of(sheet: Sheet, pieces: Cards, run: Run, own: Sequence[int] = ()) -> tuple[tuple[int, ...], ...]:
    """The cards of a run, same pieces next to each other; `pieces` has the source pages of each.

    Each has as many copies as `own` says or, where that is 0 or nothing, the run. Where the run says 0, those share
    what is left of the first sheet evenly; there is one of each at least, over as many sheets as they need.
    """
    counts = [copies or run.copies for copies in own or [0] * len(pieces)]
    if free := counts.count(0):
        left = places(sheet) - run.start_at + 1 - sum(counts)
        each, over = divmod(max(left, free), free)
        shares = iter([each + 1] * over + [each] * (free - over))
        counts = [count or next(shares) for count in counts]
    return tuple(tuple(piece) for piece, count in zip(pieces, counts, strict=True) for _ in range(count))


def placements(sheet: Sheet, cards: Cards, run: Run = USUAL) -> tuple[Placement, ...]:
    """Every side of every card, by page; each back exactly behind its own front, however the paper is turned over.

    The run's `start_at` is one of the sheet's places.
    """
    placed = [
        Placement(
            source,
            page,
            *_seen(sheet, side, run, _corner(sheet, place), (sheet.piece.width, sheet.piece.height)),
            turned=bool(side) and not _over_upright(sheet, run),
        )
        for source, page, side, place in _sides(sheet, cards, run)
    ]
    return tuple(sorted(placed, key=lambda placement: placement.sheet_page))


def turning(sheet: Sheet, cards: Cards, run: Run = USUAL) -> Flip | None:
    """The edge over which the printer is to turn the paper; None where nothing is on its back."""
    if not _two_sided(cards):
        return None
    return run.flip or (Flip.SHORT if sheet.paper.width > sheet.paper.height else Flip.LONG)


def marks(sheet: Sheet, cards: Cards, run: Run = USUAL) -> tuple[Mark, ...]:
    """The marks of each page that these cards use, in its margins: to cut at every edge of a card and, dashed, to fold.

    Strips to tear off have dashed lines around them instead.
    """
    lines = [*(_cut_lines(sheet) if sheet.cut_marks else ()), *(_tear_lines(sheet) if sheet.tear else ())]
    pages = sorted({(page, side) for _, page, side, _ in _sides(sheet, cards, run)})
    return tuple(
        Mark(page, *_seen(sheet, side, run, (x1, y1)), *_seen(sheet, side, run, (x2, y2)), dashed)
        for page, side in pages
        for x1, y1, x2, y2, dashed in lines
    )


def _two_sided(cards: Cards) -> bool:
    return any(len(card) > 1 for card in cards)


def _sides(sheet: Sheet, cards: Cards, run: Run) -> Iterator[tuple[int, int, int, int]]:
    """Of each side of each card its source page, its page of stock, 1 if it is a back, and its place from 0."""
    step = 2 if _two_sided(cards) else 1
    for number, card in enumerate(cards, run.start_at - 1):
        leaf, place = divmod(number, places(sheet))
        for side, source in enumerate(card):
            yield source, step * leaf + side, side, place


def _over_upright(sheet: Sheet, run: Run) -> bool:
    """Is the paper turned over the edge that stands upright, as one turns the page of a book?"""
    upright = Flip.SHORT if sheet.paper.width > sheet.paper.height else Flip.LONG
    return run.flip in {None, upright}


def _seen(
    sheet: Sheet, side: int, run: Run, corner: tuple[float, float], size: tuple[float, float] = (0.0, 0.0)
) -> tuple[float, float]:
    """The top left corner, as that side's page has it, of what has this corner and size when seen from the front."""
    (x, y), shift = corner, run.back if side else run.front
    if side and _over_upright(sheet, run):
        x = sheet.paper.width - x - size[0]
    elif side:
        y = sheet.paper.height - y - size[1]
    return x + shift.x, y + shift.y


def _corner(sheet: Sheet, place: int) -> tuple[float, float]:
    row, column = divmod(place, sheet.columns)
    return (
        sheet.left + column * (sheet.piece.width + sheet.column_gutter),
        sheet.top + row * (sheet.piece.height + sheet.row_gutter),
    )


def _edges(start: float, size: float, gutter: float, count: int) -> list[float]:
    """Both edges of each card in a row or column; cards that touch share one."""
    starts = [start + index * (size + gutter) for index in range(count)]
    return sorted({round(edge, 4) for begin in starts for edge in (begin, begin + size)})


def _columns(sheet: Sheet) -> list[float]:
    return _edges(sheet.left, sheet.piece.width, sheet.column_gutter, sheet.columns)


def _cut_lines(sheet: Sheet) -> Iterator[Line]:
    top, bottom = sheet.top, _corner(sheet, places(sheet) - 1)[1] + sheet.piece.height
    for x in _columns(sheet):
        yield x, top - MARK_OFFSET - MARK_LENGTH, x, top - MARK_OFFSET, False
        yield x, bottom + MARK_OFFSET, x, bottom + MARK_OFFSET + MARK_LENGTH, False
    cuts = _edges(sheet.top, sheet.piece.height, sheet.row_gutter, sheet.rows)
    yield from _level_marks(sheet, cuts, dashed=False)
    yield from _level_marks(sheet, _folds(sheet), dashed=True)


def _folds(sheet: Sheet) -> list[float]:
    if sheet.piece.fold is None:
        return []
    return [_corner(sheet, row * sheet.columns)[1] + sheet.piece.fold for row in range(sheet.rows)]


def _level_marks(sheet: Sheet, levels: Iterable[float], *, dashed: bool) -> Iterator[Line]:
    left = sheet.left
    right = _corner(sheet, sheet.columns - 1)[0] + sheet.piece.width
    for y in levels:
        yield left - MARK_OFFSET - MARK_LENGTH, y, left - MARK_OFFSET, y, dashed
        yield right + MARK_OFFSET, y, right + MARK_OFFSET + MARK_LENGTH, y, dashed


def _tear_lines(sheet: Sheet) -> Iterator[Line]:
    """Between the strips, down to the paper's foot, where one cuts; and along their heads, where one tears."""
    columns = _columns(sheet)
    yield from ((x, sheet.top, x, sheet.paper.height, True) for x in columns)
    yield columns[0], sheet.top, columns[-1], sheet.top, True
