"""Pages to hold against the stock and to set up a printer with: where each place is, and how far the printer is out.

Both come as HTML, for the typesetter, with all measures in points from the page's top left corner.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, TypeAlias

from lamplight import sheets
from lamplight.lengths import TOLERANCE
from lamplight.model import POINTS_PER_INCH, POINTS_PER_MM, Paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lamplight.model import Sheet

STYLE = "stock/style.css"
Point: TypeAlias = tuple[float, float]
MM = POINTS_PER_MM
BAR = 2.5  # half of the line that ends a measure
LINE = 10.0  # a line of small type
# How far a printer may be out to be measured, and how exactly it is, in millimetres.
FARTHEST, STEP = 5, 0.5
STAIR, GAP = 11.0, 2.5
# The engine takes no style for drawings but their own.
STROKES = {
    "outline": 'stroke-width="0.5"',
    "measure": 'stroke-width="0.35"',
    "mark": 'stroke-width="0.25"',
    "dashed": 'stroke-width="0.25" stroke-dasharray="2 2"',
    "strong": 'stroke-width="0.75"',
}
HOLD = """Print this page at actual size (100 %) on plain paper, lay it on a sheet of the stock and hold both to the
light: every outline must lie on a cut."""
CUT = "Cut along the marks in the margins, fold along the dashed ones."
TEAR = "Cut upwards along the dashed lines and pin the sheet up by its head: the strips are there to be torn off."
COUNT = "Places are counted as <b>--start-at</b> counts them."
ASK = "How far is your printer out?"
STEPS = (
    """Print this page on both sides at actual size (100 %), with the settings that you print cards with, and fold it
    exactly in half, edge on edge: once lengthwise and once across.""",
    """Four stairs of short lines, two on each side, climb across the creases. Find on each the line that the crease
    runs along, and write its number below into the gap that has the letter of the stair.""",
    """Type the line below with your four numbers and a name of your choice. From then on, print with that name:
    <b>--printer NAME</b>.""",
)
BACK = "The back", "Read stairs C and D like A and B on the front."
LYING = """A page that lies goes through the printer another way. For sheets of such pages (bookmarks on plain paper are
some) print a page like this with <b>--landscape</b>, and save what it says by another name."""


@dataclass
class _Page:
    """A page while it is drawn."""

    paper: Paper
    drawing: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def line(self, start: Point, end: Point, kind: str = "outline") -> None:
        (x1, y1), (x2, y2) = start, end
        self.drawing.append(f'<line {STROKES[kind]} x1="{x1:.3f}" y1="{y1:.3f}" x2="{x2:.3f}" y2="{y2:.3f}"/>')

    def box(self, corner: Point, piece: Paper) -> None:
        (x, y), (width, height) = corner, (piece.width, piece.height)
        if piece.round:
            self.drawing.append(f'<circle cx="{x + width / 2:.3f}" cy="{y + height / 2:.3f}" r="{width / 2:.3f}"/>')
        else:
            self.drawing.append(f'<rect x="{x:.3f}" y="{y:.3f}" width="{width:.3f}" height="{height:.3f}"/>')

    def text(self, place: Point, width: float, kind: str, *paragraphs: str) -> None:
        """Text whose box has this top left corner."""
        inner = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        at = f"left:{place[0]:.2f}pt;top:{place[1]:.2f}pt;width:{width:.2f}pt"
        self.texts.append(f'<div class="{kind}" style="{at}">{inner}</div>')

    def label(self, place: Point, text: str, side: str = "start", kind: str = "") -> None:
        """A short text in line with this point: it starts, ends or has its middle there."""
        width = 120.0
        left = place[0] - {"start": 0, "middle": width / 2, "end": width}[side]
        self.text((left, place[1] - LINE / 2), width, f"label {side} {kind}", text)

    def measure(self, start: Point, end: Point) -> None:
        """A line with a bar at either end."""
        self.line(start, end, "measure")
        for x, y in (start, end):
            across = (0.0, BAR) if start[1] == end[1] else (BAR, 0.0)
            self.line((x - across[0], y - across[1]), (x + across[0], y + across[1]), "measure")


def preview(layouts: Sequence[Sheet]) -> str:
    """A page for each of these sheets: its places and their numbers, its measures, and where they are from."""
    return _html(f"{layouts[0].title}: a preview", [_places(sheet) for sheet in layouts])


def _places(sheet: Sheet) -> _Page:
    page = _Page(sheet.paper)
    cards = [(0,)] * sheets.places(sheet)
    corners = [(place.x, place.y) for place in sheets.placements(sheet, cards)]
    for number, corner in enumerate(corners, 1):
        page.box(corner, sheet.piece)
        _number(page, sheet, corner, number)
    for mark in sheets.marks(sheet, cards):
        page.line((mark.x1, mark.y1), (mark.x2, mark.y2), "dashed" if mark.dashed else "mark")
    _margins(page, sheet, corners)
    _gutters(page, sheet, corners)
    _describe(page, sheet, corners)
    return page


def _number(page: _Page, sheet: Sheet, corner: Point, number: int) -> None:
    """In the corner of each place or, of a round one, at its top."""
    x, y = corner
    if sheet.piece.round:
        page.text((x, y + 20), sheet.piece.width, "number middle", str(number))
    else:
        page.text((x + 10, y + 8), 60, "number", str(number))


def _margins(page: _Page, sheet: Sheet, corners: Sequence[Point]) -> None:
    """From each edge of the paper to the nearest place; what they measure stands within that place."""
    paper, piece = sheet.paper, sheet.piece
    (left, top), (right, bottom) = corners[0], (corners[-1][0] + piece.width, corners[-1][1] + piece.height)
    # In the middle the marks of a fold would be in the way.
    across, down = left + piece.width / 2, top + piece.height * 0.6
    far_across, far_down = right - piece.width / 2, bottom - piece.height * 0.4
    page.measure((0, down), (left, down))
    page.label((left + 5, down), _length(left, paper))
    page.measure((across, 0), (across, top))
    page.label((across, top + 8), _length(top, paper), "middle")
    page.measure((right, far_down), (paper.width, far_down))
    page.label((right - 5, far_down), _length(paper.width - right, paper), "end")
    page.measure((far_across, bottom), (far_across, paper.height))
    page.label((far_across, bottom - 8), _length(paper.height - bottom, paper), "middle")


def _gutters(page: _Page, sheet: Sheet, corners: Sequence[Point]) -> None:
    """Between the first two places of the last row, and of the last column, where there is room between them."""
    piece = sheet.piece
    if sheet.columns > 1 and sheet.column_gutter > TOLERANCE:
        x, y = corners[-sheet.columns][0] + piece.width, corners[-1][1] + piece.height / 2
        page.measure((x, y), (x + sheet.column_gutter, y))
        page.label((x - 5, y), _length(sheet.column_gutter, sheet.paper), "end")
    if sheet.rows > 1 and sheet.row_gutter > TOLERANCE:
        x, y = corners[sheet.columns - 1][0] + piece.width / 2, corners[0][1] + piece.height
        page.measure((x, y), (x, y + sheet.row_gutter))
        page.label((x, y - 8), _length(sheet.row_gutter, sheet.paper), "middle")


def _describe(page: _Page, sheet: Sheet, corners: Sequence[Point]) -> None:
    """What it is and, in the next place, where its measures are from: places that no measure stands in."""
    piece = sheet.piece
    what = f"<em>{escape(sheet.title)}</em>", f"{_size(piece, sheet.paper)}, {sheet.columns} × {sheet.rows}"
    first = sheet.columns if sheet.rows > 2 else 1  # noqa: PLR2004 - the last row has the paper's margins
    inset, drop = (piece.width * 0.17, 44.0) if piece.round else (10.0, 32.0)
    for place, said in (
        (first, (*what, CUT if sheet.cut_marks else TEAR if sheet.tear else HOLD, COUNT)),
        (first + 1, (f"Measures: {escape(sheet.source)}.",)),
    ):
        x, y = corners[min(place, len(corners) - 1)]
        kind = f"about {'middle' if piece.round else ''}"
        page.text((x + inset, y + drop), piece.width - 2 * inset, kind, *said)


def calibration(paper: Paper) -> str:
    """Two pages, the front and the back of one sheet, which say how far ink is to be moved on either."""
    front, back = _Page(paper), _Page(paper)
    for page, letters in ((front, "AB"), (back, "CD")):
        _stairs(page, letters)
        _crosses(page)
        _rulers(page)
    left, top, width = 24 * MM, 27 * MM, paper.width - 48 * MM
    front.text((left, top), width, "ask", f"<em>{ASK}</em>")
    steps = (f"<i>{number}</i>{step}" for number, step in enumerate(STEPS, 1))
    front.text((left, top + 32), width / 2 - 22, "steps", *steps)
    back.text((left, top), width / 2 - 22, "ask", f"<em>{BACK[0]}</em>", BACK[1])
    gaps = "/".join(",".join(f"<u>{letter}</u>mm" for letter in letters) for letters in ("AB", "CD"))
    line = f"python generate.py sheets --save-shift NAME --shift={gaps}"
    front.text((left, paper.height * 0.66), width, "command", line)
    if paper.height > paper.width:
        front.text((left, paper.height * 0.66 + 52), width, "", LYING)
    return _html(f"{ASK} {paper.title}", [front, back])


def _stairs(page: _Page, letters: str) -> None:
    """Of each a line for each half millimetre, where the middle of the page would be if ink were moved by so much.

    A sheet folded in half says where its middle is more exactly than a ruler does; and the line that lies there has the
    shift as its number, since what is printed too far to the left has its middle to the right.
    """
    middle_x, middle_y, away = page.paper.width / 2, page.paper.height / 2, 34.0
    steps = round(FARTHEST / STEP)
    first_y, first_x = middle_y - away - (2 * steps + 1) * STAIR, middle_x + away + 12
    page.text((middle_x - 12, first_y - 26), 24, "number middle", letters[0])
    page.text((first_x - 24, middle_y - FARTHEST * MM - 10), 24, "number middle", letters[1])
    for step in range(-steps, steps + 1):
        far, along = step * STEP * MM, (step + steps) * STAIR
        whole = step * STEP == int(step * STEP)
        kind, y, x = "strong" if whole else "outline", first_y + along, first_x + along
        page.line((middle_x + far, y), (middle_x + far, y + STAIR - GAP), kind)
        page.line((x, middle_y + far), (x + STAIR - GAP, middle_y + far), kind)
        if whole:
            text = f"{step * STEP:+g}".replace("-", "−") if step else "<b>0</b>"
            page.label((middle_x + FARTHEST * MM + 8, y + (STAIR - GAP) / 2), text)
            page.label((x + (STAIR - GAP) / 2, middle_y + FARTHEST * MM + 10), text, "middle")


def _crosses(page: _Page) -> None:
    """In the middle and near the corners: held to the light, those of the front and of the back meet."""
    width, height, inset = page.paper.width, page.paper.height, 15 * MM
    near = [(x, y) for x in (inset, width - inset) for y in (inset, height - inset)]
    for x, y in ((width / 2, height / 2), *near):
        page.line((x - 12, y), (x + 12, y), "measure")
        page.line((x, y - 12), (x, y + 12), "measure")
        page.box((x - 6, y - 6), Paper("ring", "Ring", 12, 12, round=True))


def _rulers(page: _Page) -> None:
    """From each edge of the paper, in millimetres: they show how near to it the printer prints."""
    width, height = page.paper.width, page.paper.height
    for number in range(1, 21):
        far, long = number * MM, 9 if number % 5 == 0 else 5
        across, down = width * 0.25, height * 0.62
        page.line((far, down), (far, down - long), "measure")
        page.line((width - far, down), (width - far, down - long), "measure")
        page.line((across, far), (across + long, far), "measure")
        page.line((across, height - far), (across + long, height - far), "measure")
        if number % 5 == 0:
            page.label((far, down - 15), str(number), "middle")
            page.label((width - far, down - 15), str(number), "middle")
            page.label((across + 12, far), str(number))
            page.label((across + 12, height - far), str(number))


def _is_metric(paper: Paper) -> bool:
    """Papers of the other world are whole eighths of an inch."""
    eighths = paper.width / POINTS_PER_INCH * 8
    return abs(eighths - round(eighths)) > 0.01  # noqa: PLR2004 - of an eighth


def _number_of(points: float, paper: Paper) -> str:
    return _short(points / MM, 2) if _is_metric(paper) else _short(points / POINTS_PER_INCH, 4)


def _short(number: float, places: int) -> str:
    return f"{number:.{places}f}".rstrip("0").rstrip(".")


def _length(points: float, paper: Paper) -> str:
    return f"{_number_of(points, paper)} {'mm' if _is_metric(paper) else 'in'}"


def _size(piece: Paper, paper: Paper) -> str:
    return f"{_number_of(piece.width, paper)} × {_length(piece.height, paper)}"


def _html(title: str, pages: Iterable[_Page]) -> str:
    drawn = list(pages)
    sizes = "".join(
        f"@page p{number} {{ size: {page.paper.width:.3f}pt {page.paper.height:.3f}pt; margin: 0 }}"
        f" .p{number} {{ page: p{number} }}"
        for number, page in enumerate(drawn)
    )
    body = "".join(_section(number, page) for number, page in enumerate(drawn))
    head = f"<head><meta charset=utf-8><title>{escape(title)}</title><style>{sizes}</style></head>"
    return f'<html lang="en">{head}<body>{body}</body></html>'


def _section(number: int, page: _Page) -> str:
    size = f'width="{page.paper.width:.3f}pt" height="{page.paper.height:.3f}pt"'
    view = f'viewBox="0 0 {page.paper.width:.3f} {page.paper.height:.3f}"'
    drawing = f'<svg {size} {view} fill="none" stroke="#000" stroke-width="0.5">'
    drawing += f"{''.join(page.drawing)}</svg>"
    return (
        f'<section class="p{number}" style="height:{page.paper.height:.3f}pt">{drawing}{"".join(page.texts)}</section>'
    )
