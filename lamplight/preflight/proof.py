"""A finished file with everything the checks compare it to. What several checks need is read once, when first asked."""

from __future__ import annotations

import io
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING, Self

import pikepdf
import pypdfium2

from lamplight.model import FactKind
from lamplight.preflight import bare, contents, cut, lettering, links, painting, plates, reading, structure, typefaces

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from PIL.Image import Image

    from lamplight.model import Boxes, Fact, Job, Law, Material, Page, Paper, Placement

MOST_PIXELS = 3_000_000
SHARPEST = 3.0
# A ground has no details that matter: a third of the pixels will do.
MOST_GROUND_PIXELS = 1_000_000
SHARPEST_GROUND = 1.5
# Plates are looked at for areas and letters: 100 dots an inch.
SHARPEST_PLATE = 100 / 72


@dataclass(frozen=True)
class Proof:
    """One finished file and what it should be.

    `paper` is the size its pages must have, `sheet_pages` their number (which large print need not reach). `facts` are
    all that is printed, of each copy its own; `pages` (layout boxes) are those of each different piece, before it is
    put on a sheet; `piece` is its paper, and `placements` say where each of its copies stands, and `cards` which of the
    pages are the sides of each, in the order in which they are printed. `law` is the one whose notice is posted in the
    region, `boxes` those of a page for a print shop. `word_numbers` holds every run of digits in the material's own
    words, short ones too. Used as a context manager, it closes the documents it opened.
    """

    job: Job
    material: Material
    paper: Paper
    sheet_pages: int
    facts: tuple[Fact, ...]
    word_numbers: frozenset[str]
    title: str
    pages: tuple[Page, ...]
    pdf: bytes = field(repr=False)
    fonts: Path
    piece: Paper
    placements: tuple[Placement, ...]
    law: Law | None = None
    boxes: Boxes | None = None
    cards: tuple[tuple[int, ...], ...] = ()
    _open: ExitStack = field(default_factory=ExitStack, init=False, repr=False, compare=False)

    def __enter__(self) -> Self:
        """Nothing is opened before it is needed."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close what was opened, to be opened again when it is asked for again; what was read from it stays."""
        self._open.close()
        for name in ("objects", "document", "text_pages", "bare"):
            self.__dict__.pop(name, None)

    def placements_on(self, page: int) -> tuple[Placement, ...]:
        """What stands on a page, counted from 0."""
        return self._placed.get(page, ())

    @cached_property
    def _placed(self) -> dict[int, tuple[Placement, ...]]:
        pages = {placement.sheet_page for placement in self.placements}
        return {page: tuple(one for one in self.placements if one.sheet_page == page) for page in pages}

    @cached_property
    def objects(self) -> pikepdf.Pdf:
        """The file's objects."""
        return self._open.enter_context(pikepdf.open(io.BytesIO(self.pdf)))

    @cached_property
    def document(self) -> pypdfium2.PdfDocument:
        """The file as an independent reader sees it, which did not write it."""
        return self._opened(self.pdf)

    @cached_property
    def text_pages(self) -> tuple[pypdfium2.PdfTextPage, ...]:
        """Each page's text with its places, as that reader sees it."""
        return tuple(page.get_textpage() for page in self.document)

    @cached_property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """The top left corner of each page that is seen, in the page's own points."""
        boxes = (page.get_cropbox() for page in self.document)
        return tuple((left, top) for left, _, _, top in boxes)

    @cached_property
    def texts(self) -> tuple[reading.Text, ...]:
        """What stands on each page."""
        return tuple(reading.read(page, number) for number, page in enumerate(self.text_pages, 1))

    @cached_property
    def spoken_left(self) -> tuple[reading.Text, ...]:
        """What a reader says or shows without drawing it (titles, alternative texts), the facts blanked out."""
        texts = [reading.Text(0, reading.plain(text)) for text in contents.spoken(self.objects)]
        also = {(FactKind.URL, target) for target in links.targets(self.facts)}
        return reading.claim(texts, reading.wordings(self.facts) | also).left

    @cached_property
    def claims(self) -> reading.Claims:
        """Where on the pages each fact stands, and what is left of the text without them."""
        return reading.claim(self.texts, reading.wordings(self.facts))

    @cached_property
    def tags(self) -> structure.Element:
        """The file's structure, as a screen reader walks it."""
        return structure.read(self.objects)

    @cached_property
    def read_out(self) -> tuple[structure.Run, ...]:
        """Each run of text in the order in which it is read out, beside what was laid out in its turn."""
        return structure.runs(self.tags, structure.areas(self.document), self.pages)

    @cached_property
    def heard(self) -> structure.Heard:
        """The same by element."""
        return structure.Heard(self.tags, self.read_out)

    @cached_property
    def fonts_inside(self) -> tuple[typefaces.Embedded, ...]:
        """Every font of the file, with the codes that the pages draw with it."""
        return typefaces.embedded(self.objects)

    @cached_property
    def scale(self) -> float:
        """Pixels a point at which a page of this size is rendered: fine, but affordable for a poster too."""
        return min(SHARPEST, sqrt(MOST_PIXELS / (self.paper.width * self.paper.height)))

    @cached_property
    def pictures(self) -> tuple[Image, ...]:
        """Each page as it is seen, in grey."""
        return tuple(render(page, self.scale) for page in self.document)

    @cached_property
    def bare(self) -> pypdfium2.PdfDocument:
        """The words of each page alone, black on white, as if nothing coloured, covered or clipped them."""
        return self._opened(bare.words(self.pdf))

    @cached_property
    def runs(self) -> tuple[lettering.Run, ...]:
        """The letters of all pages, as an independent reader sees them, with their places and colours."""
        pages = enumerate(zip(self.text_pages, self.corners, strict=True), 1)
        alone = cut.trim(self.boxes)[:2] if self.boxes else (0.0, 0.0)
        told = None if self.job.sheet else alone
        return tuple(run for number, (page, corner) in pages for run in lettering.runs(page, corner, number, told))

    @cached_property
    def grounds(self) -> tuple[lettering.Ground, ...]:
        """Each page in colour without its words."""
        scale = min(SHARPEST_GROUND, sqrt(MOST_GROUND_PIXELS / (self.paper.width * self.paper.height)))
        return tuple(lettering.ground(page, scale) for page in self._opened(self.pdf))

    @cached_property
    def painted(self) -> tuple[painting.Painted, ...]:
        """Everything that the pages paint, with its colour and its measure."""
        return painting.painted(self.objects)

    @cached_property
    def plate_scale(self) -> float:
        """Pixels a point at which plates are rendered."""
        return min(SHARPEST_PLATE, sqrt(MOST_PIXELS / (self.paper.width * self.paper.height)))

    @cached_property
    def plates(self) -> tuple[tuple[Image, ...], ...]:
        """Of each page of a file for a print shop, its plates of cyan, magenta, yellow and black: white is no ink."""
        return plates.pictures(self.open_plates(), self.plate_scale)

    @cached_property
    def ink_totals(self) -> tuple[Image, ...]:
        """Of each page, all ink together: 255 is 400 %."""
        return tuple(map(plates.total, self.plates))

    def open_plates(self) -> pypdfium2.PdfDocument:
        """The plates as a document of four pages a page, opened anew for whoever takes things out of it."""
        return self._opened(self._separated)

    @cached_property
    def _separated(self) -> bytes:
        return plates.separated(self.pdf)

    def _opened(self, pdf: bytes) -> pypdfium2.PdfDocument:
        document = pypdfium2.PdfDocument(pdf)
        self._open.callback(document.close)
        return document


def render(page: pypdfium2.PdfPage, scale: float) -> Image:
    """One page in grey, `scale` pixels a point."""
    picture: Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture
