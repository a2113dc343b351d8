"""Real files on real stocks, as one sees them: the ink of each card is in the middle of its cell, to a hair.

The outline is the stock's own, as its file has it: what placed the cards has no part in it.
"""

from __future__ import annotations

from functools import cache
from math import ceil
from typing import TYPE_CHECKING, TypeAlias

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw

from lamplight import pipeline, stocks
from lamplight.model import POINTS_PER_MM, Edition, Flip, Run, Shift, Stock
from own_project import ROOT, job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lamplight.model import Paper
    from lamplight.pipeline import House

PAPERS = stocks.load_papers(ROOT)
STOCKS = stocks.load(ROOT, PAPERS)
# Each stock with the cards that are made for it, and one with a smaller card.
CARDS = [
    ("avery-5371", "3.5x2", "card-help"),
    ("avery-5163", "4x2", "sticker"),
    ("avery-5163", "3.5x2", "card-help"),
    ("avery-22830", "2.5-round", "sticker"),
    ("avery-5395", "85x54", "card-help"),
    ("avery-c32011", "85x54", "card-signs"),
    ("tear-off", "2x6", "bookmark"),
    ("tear-off-a4", "2x6", "bookmark"),
]
BOTH_SIDES = [CARDS[0], CARDS[5]]
SCALE = 220 / 72
# No cut is in its place to more than this, in points; a feed that is out by more is to be noticed.
HAIR, OUT = 0.2 * POINTS_PER_MM, 0.5 * POINTS_PER_MM
# The lines between strips are no ink of theirs.
RIM = 1.0 * POINTS_PER_MM
INK = 250
Box: TypeAlias = tuple[float, float, float, float]
Inked: TypeAlias = "Callable[[str, str], tuple[Box, ...]]"


def seen(pdf: bytes) -> list[Image.Image]:
    """What has ink on each page, in white on black.

    The reader stretches a page to whole pixels, which is more than a hair: so it gets pages that have such.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            _, top = page.get_size()
            width, height = (ceil(round(side * SCALE, 3)) / SCALE for side in page.get_size())
            page.set_mediabox(0, top - height, width, top)
            page.set_cropbox(0, top - height, width, top)
        pictures = [page.render(scale=SCALE, grayscale=True).to_pil().convert("L") for page in document]
    return [picture.point([255 if grey < INK else 0 for grey in range(256)]) for picture in pictures]


@pytest.fixture(scope="module")
def inked(house: House) -> Inked:
    """Where the ink of each side of a card is, when it is alone on its page; in points."""

    @cache
    def alone(material: str, paper: str) -> tuple[Box, ...]:
        pages = seen(pipeline.draft(job(material, paper=paper), house).pdf)
        return tuple(in_points(page.getbbox(), (0, 0)) for page in pages)

    return alone


def in_points(box: tuple[int, int, int, int] | None, corner: tuple[int, int]) -> Box:
    """A box of a picture that was cut out at this corner."""
    assert box is not None
    left, top, right, bottom = box
    return (
        (left + corner[0]) / SCALE,
        (top + corner[1]) / SCALE,
        (right + corner[0]) / SCALE,
        (bottom + corner[1]) / SCALE,
    )


def cells(stock: Stock, page: int, flip: Flip | None) -> Iterator[tuple[float, float]]:
    """The corner of each cell on the front or, as the paper is turned over, on the back."""
    cell, upright = stock.cell, stock.paper.height > stock.paper.width
    assert cell is not None
    for number in range(stock.columns * stock.rows):
        row, column = divmod(number, stock.columns)
        x = stock.left + column * (cell.width + stock.column_gutter)
        y = stock.top + row * (cell.height + stock.row_gutter)
        if page and (flip is None or (flip is Flip.LONG) == upright):
            x = stock.paper.width - x - cell.width
        elif page:
            y = stock.paper.height - y - cell.height
        yield x, y


def outside(stock: Stock, page: int, size: tuple[int, int], flip: Flip | None) -> Image.Image:
    """All but the stock's cells, in white; lines that say where to cut strips stand there."""
    mask = Image.new("L", size, 0 if stock.tear else 255)
    draw, cell = ImageDraw.Draw(mask), stock.cell
    assert cell is not None
    for x, y in cells(stock, page, flip):
        right, bottom = x + cell.width + HAIR, y + cell.height + HAIR
        around = [edge * SCALE for edge in (x - HAIR, y - HAIR, right, bottom)]
        (draw.ellipse if cell.round else draw.rectangle)(around, fill=0)
    return mask


def strayed(house: House, inked: Inked, card: tuple[str, str, str], run: Run) -> Iterator[str]:
    """Say of each card on a sheet whose ink is not in the middle of its cell, or is outside of any."""
    stock, paper, alone = STOCKS[card[0]], PAPERS[card[1]], inked(card[2], card[1])
    sheet = job(card[2], paper=card[1], edition=Edition.OFFICE, sheet=card[0], run=run)
    pages = seen(pipeline.draft(sheet, house).pdf)
    assert len(pages) == len(alone)
    for page, picture in enumerate(pages):
        if ImageChops.multiply(picture, outside(stock, page, picture.size, run.flip)).getbbox():
            yield f"page {page}: ink outside of the cells"
        turned = bool(page) and cells_differ(stock, run.flip)
        wanted = centred(stock, paper, alone[page], turned=turned)
        for number, (x, y) in enumerate(cells(stock, page, run.flip), 1):
            found = ink(picture, stock, x, y)
            if max(abs(one - other) for one, other in zip(found, wanted, strict=True)) > HAIR:
                yield f"page {page}, place {number}: {found} and not {wanted}"


def cells_differ(stock: Stock, flip: Flip | None) -> bool:
    return flip is not None and (flip is Flip.LONG) != (stock.paper.height > stock.paper.width)


def centred(stock: Stock, paper: Paper, box: Box, *, turned: bool) -> Box:
    """Where ink that is there on the card is in a cell that holds the card in its middle."""
    assert stock.cell is not None
    left, top, right, bottom = box
    if turned:
        left, top, right, bottom = paper.width - right, paper.height - bottom, paper.width - left, paper.height - top
    x, y = (stock.cell.width - paper.width) / 2, (stock.cell.height - paper.height) / 2
    return left + x, top + y, right + x, bottom + y


def ink(picture: Image.Image, stock: Stock, x: float, y: float) -> Box:
    """Where there is ink in the cell at this corner, in points from that."""
    assert stock.cell is not None
    corner = round((x + RIM) * SCALE), round((y + RIM) * SCALE)
    opposite = round((x + stock.cell.width - RIM) * SCALE), round((y + stock.cell.height - RIM) * SCALE)
    left, top, right, bottom = in_points(picture.crop((*corner, *opposite)).getbbox(), corner)
    return left - x, top - y, right - x, bottom - y


@pytest.mark.parametrize("card", CARDS, ids="-".join)
def test_the_ink_of_every_card_is_in_its_cell(house: House, inked: Inked, card: tuple[str, str, str]) -> None:
    assert list(strayed(house, inked, card, Run())) == []


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("card", BOTH_SIDES, ids="-".join)
def test_whichever_edge_the_paper_is_turned_over(
    house: House, inked: Inked, card: tuple[str, str, str], flip: Flip
) -> None:
    assert list(strayed(house, inked, card, Run(flip=flip))) == []


@pytest.mark.parametrize("card", [CARDS[0], CARDS[3]], ids="-".join)
@pytest.mark.parametrize("shift", [Shift(OUT, 0), Shift(0, -OUT)], ids=str)
def test_a_sheet_that_is_out_by_half_a_millimetre_is_noticed(
    house: House, inked: Inked, card: tuple[str, str, str], shift: Shift
) -> None:
    stock = STOCKS[card[0]]
    found = list(strayed(house, inked, card, Run(front=shift)))
    assert len(found) >= stock.columns * stock.rows
    assert all("page 0" in one for one in found)


def test_every_stock_with_cells_was_looked_at() -> None:
    assert {name for name, _, _ in CARDS} == {name for name, stock in STOCKS.items() if stock.cell}
