"""What there is to select from, as rows of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.model import POINTS_PER_INCH
from lamplight.names import matching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lamplight.model import Material
    from lamplight.selection import Offer

Row = dict[str, str]


def rows(kind: str, pattern: str | None, offer: Offer) -> list[Row]:
    """The rows of one of KINDS; `pattern` is a glob of names (`us/ca/*`) or some letters of any column."""
    found = list(KINDS[kind](offer))
    if pattern is None:
        return found
    names = set(matching(pattern, (_name(row) for row in found)))
    letters = pattern.casefold()
    return [row for row in found if _name(row) in names or any(letters in value.casefold() for value in row.values())]


def _name(row: Row) -> str:
    return next(iter(row.values()))


def _regions(offer: Offer) -> Iterator[Row]:
    for path in offer.atlas.paths:
        region = offer.atlas[path]
        yield {"region": path, "name": region.full_name, "fips": region.fips or ""}


def _materials(offer: Offer) -> Iterator[Row]:
    for name, material in offer.materials.items():
        yield {
            "material": name,
            "for": material.readers,
            "papers": ", ".join(_printed_on(paper, offer) for paper in material.papers),
            "pages": _pages(material),
        }


def _printed_on(paper: str, offer: Offer) -> str:
    """A paper and, of a small one, the sheets that it is ganged on: `3.5x2 (a4, avery-5371, letter)`."""
    sheets = ", ".join(sheet.name for sheet in offer.sheets.values() if sheet.piece.name == paper)
    return f"{paper} ({sheets})" if sheets else paper


def _pages(material: Material) -> str:
    large = f", up to {material.large_pages} in large print" if material.large_pages else ""
    return f"{material.pages} {'page' if material.pages == 1 else 'pages'}{large}"


def _languages(offer: Offer) -> Iterator[Row]:
    for tag, name in offer.languages.items():
        yield {"language": tag, "name": name}


def _papers(offer: Offer) -> Iterator[Row]:
    for paper in offer.papers.values():
        size = f"{paper.width / POINTS_PER_INCH:.4g} x {paper.height / POINTS_PER_INCH:.4g} in"
        yield {"paper": paper.name, "title": paper.title, "size": size}
    for row in _sheets(offer):
        yield {
            "paper": row["sheet"],
            "title": row["title"],
            "size": ", ".join(filter(None, (row["holds"], row["also"]))),
        }


def _sheets(offer: Offer) -> Iterator[Row]:
    """What cards are ganged on, once each, however many cards fit on it."""
    for name in sorted({sheet.name for sheet in offer.sheets.values()}):
        gangs = [sheet for sheet in offer.sheets.values() if sheet.name == name]
        holds = ", ".join(f"{sheet.columns * sheet.rows} of {sheet.piece.name}" for sheet in gangs)
        yield {"sheet": name, "title": gangs[0].title, "holds": holds, "also": ", ".join(gangs[0].also)}


def _brands(offer: Offer) -> Iterator[Row]:
    for name, brand in offer.brands.items():
        yield {"brand": name, "organisation": brand.organisation, "partner": brand.partner or ""}


KINDS: dict[str, Callable[[Offer], Iterator[Row]]] = {
    "regions": _regions,
    "materials": _materials,
    "languages": _languages,
    "papers": _papers,
    "sheets": _sheets,
    "brands": _brands,
}
