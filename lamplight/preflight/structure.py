"""The structure of a file as a screen reader walks it: each element in its order, and where its content stands."""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pypdfium2

    from lamplight.model import Box, Page

HEADING = re.compile(r"H([1-6])")
# Left, bottom, right, top in points.
Area = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content (ISO 32000-2, 14.7.5.1): `page` counts from 1."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element (ISO 32000-2, 14.7.2): `language` is its own or that of what is around it.

    `inside` holds elements, content, and annotations (by their object numbers) in their order.
    """

    kind: str
    language: str = ""
    alternative: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    inside: list[Element | Content | int] = field(default_factory=list)

    @property
    def kids(self) -> tuple[Element, ...]:
        """The elements right in it."""
        return tuple(kid for kid in self.inside if isinstance(kid, Element))

    def walk(self) -> Iterator[Element]:
        """Every element in it, in the order of reading."""
        waiting = [*reversed(self.kids)]
        while waiting:
            yield (element := waiting.pop())
            waiting += reversed(element.kids)

    def contents(self, path: tuple[Element, ...] = ()) -> Iterator[tuple[Content, tuple[Element, ...]]]:
        """All content in it, in the order of reading, each with the elements around it, the outermost first."""
        for kid in self.inside:
            if isinstance(kid, Element):
                yield from kid.contents((*path, kid))
            elif isinstance(kid, Content):
                yield kid, path


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text as it is read out: the elements around it, the outermost first, and where it has its ink.

    `box` is what was laid out in its turn, or None where that stands elsewhere.
    """

    content: Content
    path: tuple[Element, ...]
    area: Area
    box: Box | None


def read(pdf: pikepdf.Pdf) -> Element:
    """The structure of a file; the root of one without tags holds nothing."""
    pages = {page.obj.objgen[0]: number for number, page in enumerate(pdf.pages, 1)}
    root = Element("Root", str(pdf.Root.get("/Lang", "")))
    _fill(root, pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary()), 0, pages)
    return root


def _fill(into: Element, source: pikepdf.Object, page: int, pages: Mapping[int, int]) -> None:
    for kid in _several(source.get("/K")):
        if not isinstance(kid, pikepdf.Dictionary):
            into.inside.append(Content(page, int(kid)))
            continue
        own = pages.get(kid.Pg.objgen[0], page) if "/Pg" in kid else page
        if "/S" in kid:
            element = _element(kid, into.language)
            into.inside.append(element)
            _fill(element, kid, own, pages)
        elif "/MCID" in kid:
            into.inside.append(Content(own, int(kid.MCID)))
        elif "/Obj" in kid:
            into.inside.append(kid.Obj.objgen[0])


def _element(source: pikepdf.Object, language: str) -> Element:
    attributes: dict[str, str] = {}
    for one in _several(source.get("/A")):
        attributes |= {str(key)[1:]: str(value) for key, value in one.items()}
    own = str(source.get("/Lang", language))
    return Element(str(source.S)[1:], own, str(source.get("/Alt", "")).strip(), attributes)


def _several(found: pikepdf.Object | None) -> Iterable[pikepdf.Object]:
    if found is None:
        return ()
    return found if isinstance(found, pikepdf.Array) else (found,)


def areas(document: pypdfium2.PdfDocument) -> dict[Content, Area]:
    """Where each marked content has its ink, as an independent reader sees it; what has none is not there."""
    found: dict[Content, Area] = {}
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for number, page in enumerate(document, 1):
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            thing = pdfium.FPDFPage_GetObject(page, index)
            content = Content(number, pdfium.FPDFPageObj_GetMarkedContentID(thing))
            if content.mcid < 0 or not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
                continue
            area = (left.value, bottom.value, right.value, top.value)
            if area[0] < area[2]:
                found[content] = around((found.get(content, area), area))
    return found


def runs(root: Element, inked: Mapping[Content, Area], pages: Sequence[Page]) -> tuple[Run, ...]:
    """Every run of text in the order of reading, beside what was laid out in the order of the page's source.

    Pictures are left out, and so are page numbers: they stand in the margin, and no reader wants to hear them.
    """
    laid = [(number, box) for number, page in enumerate(pages, 1) for box in texts(page)]
    read_out = [(content, path) for content, path in root.contents() if content in inked and path[-1].kind != "Figure"]
    found = []
    for turn, (content, path) in enumerate(read_out):
        number, box = laid[turn] if turn < len(laid) else (0, None)
        there = box is not None and number == content.page and _stands(inked[content], box, pages[number - 1].height)
        found.append(Run(content, path, inked[content], box if there else None))
    return tuple(found)


class Heard:
    """What is heard at each element of a structure."""

    def __init__(self, root: Element, runs: Iterable[Run]) -> None:
        self._root = root
        self._runs: defaultdict[int, list[Run]] = defaultdict(list)
        for run in runs:
            for element in run.path:
                self._runs[id(element)].append(run)

    def words(self, element: Element) -> str:
        """The words in an element."""
        return " ".join(word for run in self._runs[id(element)] if run.box for word in run.box.text.split())

    @cached_property
    def headings(self) -> tuple[tuple[int, int, str], ...]:
        """The rank, the page (0 without words) and the words of each heading, in the order of reading."""
        found = ((element, HEADING.fullmatch(element.kind)) for element in self._root.walk())
        return tuple((int(match[1]), self._page(element), self.words(element)) for element, match in found if match)

    def _page(self, element: Element) -> int:
        return next((run.content.page for run in self._runs[id(element)]), 0)


def texts(page: Page) -> Iterator[Box]:
    """The runs of text of a page, without what stands in its margin."""
    return (box for box in page.boxes if box.kind == "text" and box.tag)


def _stands(area: Area, box: Box, height: float) -> bool:
    """Is the middle of the ink where the box was laid out? Tall letters reach out of it."""
    left, bottom, right, top = area
    across, down = (left + right) / 2 - box.x, height - (bottom + top) / 2 - box.y
    slack = box.type_size / 2
    return -slack <= across <= box.width + slack and -slack <= down <= box.height + slack


def around(areas: Iterable[Area]) -> Area:
    """The area that holds all of these, of which there is at least one."""
    lefts, bottoms, rights, tops = zip(*areas, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
