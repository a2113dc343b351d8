"""The letters of a page, each with its colour, and the page without them: the ground that they are read against."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor
from typing import TYPE_CHECKING, cast

import pypdfium2.raw as pdfium

from lamplight.palette import Colour
from lamplight.preflight.reading import Ink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pypdfium2
    from PIL.Image import Image

FULL = 255
FORMS_WITHIN_FORMS = 15
# How much of a letter's ground may be worse than the rest: an underline that a descender meets covers less.
LEAST_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Letter:
    """One drawn character, the box of its ink, and its red, green, blue and opacity, each 0 to 255."""

    text: str
    ink: Ink
    paint: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring letters of one colour on one line of a page, which counts from 1."""

    page: int
    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        """What it says, without its spaces: those are not drawn."""
        return "".join(letter.text for letter in self.letters)

    @property
    def colour(self) -> Colour:
        """Its colour as it is set, before what lies below it shines through."""
        red, green, blue, _ = self.letters[0].paint
        return Colour(red / FULL, green / FULL, blue / FULL)

    def upon(self, ground: Colour) -> Colour:
        """Its colour as it is seen on this ground."""
        return ground.mix(self.colour, self.letters[0].paint[3] / FULL)

    @property
    def ink(self) -> Ink:
        """The box of all its ink."""
        inks = [letter.ink for letter in self.letters]
        return Ink(
            min(ink.left for ink in inks),
            min(ink.top for ink in inks),
            max(ink.right for ink in inks),
            max(ink.bottom for ink in inks),
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """A page without its words, in colour, `scale` pixels a point."""

    picture: Image
    scale: float

    def colours(self, ink: Ink) -> dict[Colour, int]:
        """The colours below a box, with the number of pixels of each; none where it lies outside the page."""
        left, top = max(floor(ink.left * self.scale), 0), max(floor(ink.top * self.scale), 0)
        right = min(ceil(ink.right * self.scale), self.picture.width)
        bottom = min(ceil(ink.bottom * self.scale), self.picture.height)
        if left >= right or top >= bottom:
            return {}
        part = self.picture.crop((left, top, right, bottom))
        found = cast("list[tuple[int, tuple[int, int, int]]]", part.getcolors(part.width * part.height))
        return {Colour(red / FULL, green / FULL, blue / FULL): count for count, (red, green, blue) in found}

    def worst(self, run: Run, score: Callable[[Colour], float]) -> tuple[float, Colour] | None:
        """The lowest score that a quarter of some letter's ground has, and that ground. None outside the page.

        One colour below the whole run, which is usual, needs no look at each letter.
        """
        below = self.colours(run.ink)
        grounds = [below] if len(below) == 1 else [self.colours(letter.ink) for letter in run.letters]
        found = [_low(ground, score) for ground in grounds if ground]
        return min(found, key=lambda pair: pair[0]) if found else None


def _low(ground: dict[Colour, int], score: Callable[[Colour], float]) -> tuple[float, Colour]:
    """The score of the colour at which, from the lowest score on, more than the least share of the ground is met."""
    scored = sorted(((score(colour), count, colour) for colour, count in ground.items()), key=lambda item: item[0])
    wanted, met = LEAST_SHARE * sum(ground.values()), 0
    for value, count, colour in scored:
        met += count
        if met > wanted:
            return value, colour
    return scored[-1][0], scored[-1][2]


def runs(
    page: pypdfium2.PdfTextPage,
    corner: tuple[float, float],
    number: int,
    told: tuple[float, float] | None = (0.0, 0.0),
) -> Iterator[Run]:
    """The runs of page `number`, in the file's order. `corner` is the page's top left, in its own points.

    What an ActualText tells, pdfium places within its form and not on the page: `told` is where that form stands, to
    the right and up. Where there are many (None) it is left out, and looked at on the card itself, in another edition.
    """
    for paint, letters in groupby(_letters(page, corner, told), key=lambda letter: letter and letter.paint):
        if paint:
            yield Run(number, tuple(letter for letter in letters if letter))


def _is_told(page: pypdfium2.PdfTextPage, index: int) -> bool:
    """Does an ActualText (ISO 32000-2, 14.9.4) say what this character is?"""
    thing = pdfium.FPDFText_GetTextObject(page.raw, index)
    marks = (pdfium.FPDFPageObj_GetMark(thing, mark) for mark in range(pdfium.FPDFPageObj_CountMarks(thing)))
    return any(pdfium.FPDFPageObjMark_GetParamValueType(mark, b"ActualText") for mark in marks)


def _letters(
    page: pypdfium2.PdfTextPage, corner: tuple[float, float], told: tuple[float, float] | None
) -> Iterator[Letter | None]:
    """Each letter that has ink; None where a line ends."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    paint = tuple(ctypes.c_uint() for _ in range(4))
    for index in range(page.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(page.raw, index))
        place = (0.0, 0.0) if told == (0.0, 0.0) or not _is_told(page, index) else told
        if letter in "\r\n":
            yield None
        elif not letter.isspace() and place is not None:
            pdfium.FPDFText_GetCharBox(page.raw, index, left, right, bottom, top)
            pdfium.FPDFText_GetFillColor(page.raw, index, *paint)
            red, green, blue, opacity = (channel.value for channel in paint)
            x, y = corner[0] - place[0], corner[1] - place[1]
            ink = Ink(left.value - x, y - top.value, right.value - x, y - bottom.value)
            yield Letter(letter, ink, (red, green, blue, opacity))


def ground(page: pypdfium2.PdfPage, scale: float) -> Ground:
    """The page in colour, `scale` pixels a point, its words left out; those are gone from it afterwards."""
    for text in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=FORMS_WITHIN_FORMS):
        pdfium.FPDFPageObj_SetIsActive(text.raw, 0)
    return Ground(page.render(scale=scale).to_pil().convert("RGB"), scale)
