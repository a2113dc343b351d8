"""What one prints before the cards: previews of stocks, and pages that say how far a printer is out, as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight import impose, names, sheets, stock_pages, stocks
from lamplight.errors import LamplightError, SelectionError
from lamplight.model import Edition, Finding, Flip
from lamplight.typeset import Typesetter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from lamplight.model import Paper, Sheet, Stock


def previews(root: Path, wanted: Iterable[str]) -> dict[str, bytes]:
    """A preview of each of these stocks, by name; of plain paper a page for each card.

    SelectionError for names of none, SourceError with every mistake in `sheets/`.
    """
    papers = stocks.load_papers(root)
    shelf = stocks.load(root, papers)
    also = {other: stock.name for stock in shelf.values() for other in stock.also}
    wrong: list[Finding] = []
    titles = {name: stock.title for name, stock in shelf.items()} | dict.fromkeys(also, "")
    chosen = dict.fromkeys(also.get(name, name) for name in names.chosen("sheet", wanted, titles, wrong))
    if wrong:
        raise SelectionError(wrong)
    typesetter = Typesetter(root)
    drawn = {name: stock_pages.preview(_layouts(shelf[name], papers)) for name in chosen}
    return {name: impose.at_actual_size(_set(html, root, typesetter)) for name, html in drawn.items()}


def _layouts(stock: Stock, papers: Mapping[str, Paper]) -> list[Sheet]:
    pieces = [stock.cell] if stock.cell else [paper for paper in papers.values() if paper.card]
    return [sheet for piece in pieces if (sheet := sheets.gang(stock, piece))]


def calibration(root: Path, name: str, *, landscape: bool = False) -> bytes:
    """The two pages that say how far a printer is out on that paper, upright or lying.

    SelectionError if printers take no such paper, SourceError with every mistake in `sheets/papers.yaml`.
    """
    papers = {paper.name: paper for paper in stocks.load_papers(root).values() if not paper.card}
    wrong: list[Finding] = []
    chosen = names.chosen("paper", [name], {paper.name: paper.title for paper in papers.values()}, wrong)
    if wrong or len(chosen) != 1:
        raise SelectionError(wrong or [Finding("paper-unknown", f"{name} is more than one paper", "name one: letter")])
    paper = papers[chosen[0]].turned() if landscape else papers[chosen[0]]
    pdf = _set(stock_pages.calibration(paper), root, Typesetter(root))
    return impose.at_actual_size(pdf, Flip.SHORT if landscape else Flip.LONG)


def _set(html: str, root: Path, typesetter: Typesetter) -> bytes:
    setting = typesetter.set(html, [root / "templates" / stock_pages.STYLE], Edition.OFFICE)
    if setting.findings:
        raise LamplightError(setting.findings)
    return setting.pdf
