"""Pieces of text as an independent reader sees them: what one operator shows, how large, and where on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from lamplight.preflight.graphics import at, height, times
from lamplight.preflight.lettering import FORMS_WITHIN_FORMS
from lamplight.preflight.reading import Ink

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

    from lamplight.preflight.graphics import Matrix


@dataclass(frozen=True, slots=True)
class Snippet:
    """What one operator shows. `size` is that of its type in points, `ink` its box from the page's top left corner.

    Its sides are those of its letters' advance, above and below it ends with the tallest letter's ink. `raw` is the
    reader's own object.
    """

    text: str
    size: float
    ink: Ink
    raw: object


def found(page: pypdfium2.PdfPage) -> Iterator[Snippet]:
    """Those of a page and of the forms on it."""
    words = page.get_textpage()
    edge, _, _, head = page.get_cropbox()
    for thing in page.get_objects((pdfium.FPDF_PAGEOBJ_TEXT,), FORMS_WITHIN_FORMS, textpage=words):
        own = _matrix(thing)
        around = thing.container
        place = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        while around is not None:
            place = times(place, _matrix(around))
            around = around.container
        size = abs(thing.get_font_size()) * height(times(own, place))
        yield Snippet(thing.extract(), size, _ink(thing.get_bounds(), place, (edge, head)), thing.raw)


def hide(snippet: Snippet) -> None:
    """Leave it out of its page from now on."""
    pdfium.FPDFPageObj_SetIsActive(snippet.raw, 0)


def _matrix(thing: pypdfium2.PdfObject) -> Matrix:
    a, b, c, d, e, f = thing.get_matrix().get()
    return a, b, c, d, e, f


def _ink(bounds: tuple[float, float, float, float], place: Matrix, corner: tuple[float, float]) -> Ink:
    left, bottom, right, top = bounds
    points = [at(place, x, y) for x in (left, right) for y in (bottom, top)]
    edge, head = corner
    across, down = [x - edge for x, _ in points], [head - y for _, y in points]
    return Ink(min(across), min(down), max(across), max(down))
