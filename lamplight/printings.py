"""The ways in which a material can be printed, and which of them are asked for. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lamplight import names
from lamplight.model import Edition, Finding
from lamplight.names import ALL
from lamplight.selection import named, not_offered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lamplight.model import Material, Sheet
from lamplight.selection import Offer, Selection


@dataclass(frozen=True, slots=True)
class Printing:
    """One way to print a material: on its own paper, ganged on a sheet or, for a press, single.

    A card that is smaller than the cells of its sheet is not `snug` there: it is printed so if that sheet is named.
    """

    material: str
    paper: str
    edition: Edition
    sheet: str | None = None
    single: bool = False
    snug: bool = field(default=True, compare=False)


def of(material: Material, sheets: Iterable[Sheet]) -> Iterator[Printing]:
    """Every way to print a material.

    A card is ganged on sheets for an office printer, and made with and without marks for a press.
    """
    stocks = list(sheets)
    for paper in material.papers:
        ganged = [sheet for sheet in stocks if sheet.piece.name == paper]
        yield Printing(material.name, paper, Edition.SCREEN)
        for sheet in ganged:
            yield Printing(material.name, paper, Edition.OFFICE, sheet.name, snug=sheet.snug)
        if not ganged:
            yield Printing(material.name, paper, Edition.OFFICE)
        yield Printing(material.name, paper, Edition.PRESS)
        if ganged:
            yield Printing(material.name, paper, Edition.PRESS, single=True)


def chosen(selection: Selection, offer: Offer, wrong: list[Finding]) -> list[Printing]:
    """The ways that are asked for; what can be done with sheets alone leaves those on sheets."""
    before = len(wrong)
    materials = _materials(selection, offer, wrong)
    editions = names.chosen("edition", selection.editions, names.untitled(Edition), wrong)
    papers = frozenset(_papers(selection.papers, offer, wrong))
    offered = [one for material in materials for one in of(material, offer.sheets.values())]
    if selection.on_sheets:
        offered = [one for one in offered if one.sheet]
    asked = [one for one in offered if one.edition in editions and papers & {one.paper, one.sheet}]
    wanted = [one for one in asked if one.snug or (one.sheet in papers and ALL not in selection.papers)]
    if len(wrong) > before:
        return []
    if not wanted:
        wrong.append(_no_such_paper(offered, selection, offer))
    if selection.on_sheets:
        wrong.extend(_not_on_sheets(wanted, selection, offer))
    return wanted


def _not_on_sheets(wanted: Iterable[Printing], selection: Selection, offer: Offer) -> Iterator[Finding]:
    """What of a run through a printer cannot be done: it is loaded with one stock, whose sheets have so many places."""
    sheets = {one.sheet: offer.sheets[f"{one.paper}/{one.sheet}"] for one in wanted}
    if len(sheets) > 1:
        message = f"{' and '.join(map(str, sheets))} can be meant, and a printer is loaded with one of them"
        yield Finding("stock-not-named", message, "name it, such as -p avery-5371")
        return
    for sheet in sheets.values():
        places = sheet.columns * sheet.rows
        if selection.run.start_at > places:
            message = f"--start-at {selection.run.start_at}: a sheet of {sheet.name} has {places} places"
            remedy = f"count them row by row: `python generate.py sheets --preview {sheet.name}` numbers them"
            yield Finding("place-unknown", message, remedy)


def _materials(selection: Selection, offer: Offer, wrong: list[Finding]) -> list[Material]:
    """The materials asked for; in large print, of `all` those that have one."""
    chosen = names.chosen("material", selection.materials, names.untitled(offer.materials), wrong)
    if not selection.large:
        return [offer.materials[name] for name in chosen]
    large = [name for name, material in offer.materials.items() if material.large_pages]
    wrong.extend(not_offered(name, "in large print", large) for name in named(selection, offer, large))
    return [offer.materials[name] for name in chosen if name in large]


def _papers(wanted: Iterable[str], offer: Offer, wrong: list[Finding]) -> tuple[str, ...]:
    titles = {paper.name: paper.title for paper in offer.papers.values()}
    titles |= {sheet.name: sheet.title for sheet in offer.sheets.values() if sheet.name not in titles}
    also = {other: sheet for sheet in offer.sheets.values() for other in sheet.also}
    known = titles | {other: sheet.title for other, sheet in also.items()}
    chosen = names.chosen("paper", wanted, known, wrong)
    return tuple(also[name].name if name in also else name for name in chosen)


def _cards(offer: Offer) -> list[str]:
    """The materials that are ganged on sheets."""
    pieces = {sheet.piece.name for sheet in offer.sheets.values()}
    return [name for name, material in offer.materials.items() if pieces & set(material.papers)]


def _no_such_paper(offered: Iterable[Printing], selection: Selection, offer: Offer) -> Finding:
    ways: dict[str, list[str]] = {}
    for one in offered:
        ways.setdefault(one.material, []).append(f"{one.sheet or one.paper} ({one.edition})")
    listed = "; ".join(f"{material}: {', '.join(dict.fromkeys(papers))}" for material, papers in ways.items())
    what = f"nothing selected comes on {' or '.join(selection.papers)} as {' or '.join(selection.editions)} edition"
    if not ways:
        remedy = f"choose what is ganged on sheets, such as {', '.join(_cards(offer))}"
        return Finding("paper-not-offered", "nothing selected is a card that is ganged on sheets", remedy)
    return Finding("paper-not-offered", what, f"choose one of these: {listed}")
