"""Everything that a file paints, with the colour and the measure that it has on the page."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from enum import StrEnum
from math import hypot, inf
from typing import TYPE_CHECKING

import pikepdf

from lamplight.model import POINTS_PER_INCH
from lamplight.preflight.graphics import PATTERN, Graphics, Paint, State, at, height, matrix, thinnest, times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.preflight.graphics import Matrix

    Rectangle = tuple[float, float, float, float]

FILLED = {"f": "f", "F": "f", "f*": "f", "B": "B", "B*": "B", "b": "B", "b*": "B", "S": "S", "s": "S"}
ENDED = frozenset({*FILLED, "n"})
SHOWN = frozenset({"Tj", "TJ", "'", '"'})
INLINE_IMAGE = "INLINE IMAGE"
# Text rendering modes (ISO 32000-2, table 104) that fill and that stroke.
FILLING, STROKING = frozenset({0, 2, 4, 6}), frozenset({1, 2, 5, 6})
EVERYWHERE: Rectangle = (-inf, -inf, inf, inf)


class Kind(StrEnum):
    """What is painted; `GROUP` is what a transparency group mixes its colours in."""

    FILL = "a ground or a shape"
    STROKE = "a line"
    TEXT = "text"
    IMAGE = "a picture"
    SHADING = "a shading"
    GROUP = "a transparency group"


@dataclass(frozen=True, slots=True)
class Painted:
    """One thing that is painted.

    `measure` is a line's width, the thin side of a shape (or of what clips it), the size of text, all in points, or a
    picture's pixels an inch. What `overprints` leaves an ink of which it has none as it is. `area` is left, bottom,
    right, top in points from the page's origin, of lines and shapes alone. What is `masked` is seen only through its
    lightness, as a soft mask.
    """

    kind: Kind
    page: int
    paint: Paint
    overprints: bool = False
    measure: float = inf
    area: Rectangle = EVERYWHERE
    masked: bool = False


def painted(pdf: pikepdf.Pdf) -> tuple[Painted, ...]:
    """What the pages paint, with their forms, patterns, soft masks and Type 3 glyphs, each once for each size."""
    return tuple(
        thing for number, page in enumerate(pdf.pages, 1) for thing in _Stream(page.obj, number, State(), set()).read()
    )


class _Path:
    """The box of a path under construction, on the page, and that of what clips it."""

    def __init__(self) -> None:
        self.clip = EVERYWHERE
        self.thinnest_clip = inf
        self.clips = False
        self._points: list[tuple[float, float]] = []
        self._start: tuple[float, float] | None = None

    def add(self, operator: str, operands: list[float], place: Matrix) -> None:
        """An operator that constructs paths; a move that draws nothing leaves nothing."""
        if operator == "m":
            self._start = at(place, *operands)
            return
        if operator == "re":
            x, y, wide, high = operands
            corners = [(x, y), (x + wide, y), (x, y + high), (x + wide, y + high)]
        else:
            corners = list(zip(operands[::2], operands[1::2], strict=True))
            self._points += [self._start] if self._start else []
        self._start = None
        self._points += [at(place, *corner) for corner in corners]

    def end(self) -> Rectangle | None:
        """The box of the path, which is over; None where it has no points or lies outside of its clip."""
        area = _around(self._points) if self._points else None
        if self.clips:
            self.clip = _common(self.clip, area) if area else (0.0, 0.0, 0.0, 0.0)
            self.thinnest_clip = min(self.thinnest_clip, _thin(area)) if area else self.thinnest_clip
        self._points, self._start, self.clips = [], None, False
        if area is None or not _is_some(_common(self.clip, area)):
            return None
        return area


class _Stream:
    """One content stream, drawn with a state on a page. `seen` has what was read already."""

    def __init__(
        self, holder: pikepdf.Object, page: int, state: State, seen: set[tuple[object, ...]], *, masked: bool = False
    ) -> None:
        self._holder, self._page, self._seen, self._masked = holder, page, seen, masked
        self._resources = _resources(holder)
        self._graphics = Graphics(self._resources, state)
        self._base = self._graphics.state.matrix
        self._path = _Path()
        self._clips: list[tuple[Rectangle, float]] = []

    def read(self) -> Iterator[Painted]:
        """What it paints."""
        if "/Group" in self._holder and "/CS" in self._holder.Group:
            yield self._of(Kind.GROUP, Paint(self._graphics.space(self._holder.Group.CS)))
        for step in pikepdf.parse_content_stream(self._holder):
            operator = str(step.operator)
            if operator == INLINE_IMAGE:
                yield from self._image(step.iimage.obj)  # type: ignore[union-attr]
                continue
            operands = list(step.operands)
            self._graphics.follow(operator, operands)
            yield from self._step(operator, operands)

    def _step(self, operator: str, operands: list[pikepdf.Object]) -> Iterator[Painted]:
        if operator in {"m", "l", "c", "v", "y", "re"}:
            self._path.add(operator, list(map(float, operands)), self._graphics.state.matrix)
        elif operator in {"W", "W*"}:
            self._path.clips = True
        elif operator in ENDED:
            yield from self._shape(FILLED.get(operator, ""))
        elif operator in SHOWN:
            yield from self._text()
        elif operator == "q":
            self._clips.append((self._path.clip, self._path.thinnest_clip))
        elif operator == "Q" and self._clips:
            self._path.clip, self._path.thinnest_clip = self._clips.pop()
        else:
            yield from self._named(operator, operands)

    def _named(self, operator: str, operands: list[pikepdf.Object]) -> Iterator[Painted]:
        graphics = self._graphics
        if operator == "gs":
            told = graphics.resource("/ExtGState", str(operands[0]))
            mask = None if told is None else told.get("/SMask")
            if isinstance(mask, pikepdf.Dictionary):
                yield from self._inside(mask.G, State(graphics.state.matrix), masked=True)
        elif operator == "sh":
            yield from self._shading(graphics.resource("/Shading", str(operands[0])))
        elif operator == "Do":
            thing = graphics.resource("/XObject", str(operands[0]))
            if thing is not None and thing.get("/Subtype") == "/Image":
                yield from self._image(thing)
            elif thing is not None:
                yield from self._inside(thing, graphics.state)

    def _shape(self, how: str) -> Iterator[Painted]:
        state, area = self._graphics.state, self._path.end()
        if area is None:
            return
        if how in {"f", "B"}:
            thin = min(_thin(area), self._path.thinnest_clip)
            yield from self._with(Kind.FILL, state.fill, state.overprints_fill, thin, area)
        if how in {"S", "B"}:
            wide = state.width * thinnest(state.matrix)
            yield from self._with(Kind.STROKE, state.stroke, state.overprints_stroke, wide, area)

    def _text(self) -> Iterator[Painted]:
        state = self._graphics.state
        size = abs(state.type_size) * height(times(state.type_matrix, state.matrix))
        if state.rendering in FILLING:
            yield from self._with(Kind.TEXT, state.fill, state.overprints_fill, size)
        if state.rendering in STROKING:
            yield from self._with(Kind.TEXT, state.stroke, state.overprints_stroke, size)
        font = self._graphics.resource("/Font", state.font)
        if font is not None and "/CharProcs" in font:
            for glyph in font.CharProcs.as_dict().values():
                yield from self._inside(glyph, state, _resources(font))

    def _with(
        self,
        kind: Kind,
        paint: Paint,
        overprints: bool,  # noqa: FBT001
        measure: float,
        area: Rectangle = EVERYWHERE,
    ) -> Iterator[Painted]:
        """A thing, and what its pattern paints."""
        if paint.space != PATTERN:
            yield Painted(kind, self._page, paint, overprints, measure, area, self._masked)
            return
        pattern = self._graphics.resource("/Pattern", paint.pattern)
        if pattern is None:
            yield self._of(kind, paint)
        elif "/Shading" in pattern:
            yield from self._shading(pattern.Shading)
        else:
            # A pattern hangs on the stream that it is drawn in, wherever that has moved to since (8.7.3.1).
            yield from self._inside(pattern, State(self._base, paint, paint))

    def _inside(
        self,
        form: pikepdf.Object,
        state: State,
        resources: pikepdf.Object | None = None,
        *,
        masked: bool = False,
    ) -> Iterator[Painted]:
        """What a form, a pattern or a glyph paints, unless it was read in this size and these colours already."""
        inner = copy.copy(state)
        inner.matrix = times(matrix(list(form.Matrix.as_list())), state.matrix) if "/Matrix" in form else state.matrix
        size = tuple(round(abs(part), 6) for part in inner.matrix[:4])
        key = (form.objgen, size, state.painting, state.width, masked or self._masked)
        if key in self._seen:
            return
        self._seen.add(key)
        stream = _Stream(form, self._page, inner, self._seen, masked=masked or self._masked)
        if resources is not None and "/Resources" not in form:
            stream.inherit(resources)
        yield from stream.read()

    def inherit(self, resources: pikepdf.Object) -> None:
        """Resources of a Type 3 font, whose glyphs have none of their own."""
        self._graphics = Graphics(resources, self._graphics.state)

    def _image(self, image: pikepdf.Object) -> Iterator[Painted]:
        a, b, c, d = self._graphics.state.matrix[:4]
        inches = hypot(a, b) / POINTS_PER_INCH, hypot(c, d) / POINTS_PER_INCH
        wide, high = int(image.Width), int(image.Height)
        sharp = min(wide / inches[0] if inches[0] else inf, high / inches[1] if inches[1] else inf)
        if image.get("/ImageMask", False):
            state = self._graphics.state
            yield from self._with(Kind.IMAGE, state.fill, state.overprints_fill, sharp)
            return
        space = image.get("/ColorSpace")
        kind = "no colour space" if space is None else self._graphics.space(space)
        yield self._of(Kind.IMAGE, Paint(kind), sharp)
        for mask in ("/SMask", "/Mask"):
            if isinstance(image.get(mask), pikepdf.Stream):
                finer = min(int(image[mask].Width) / wide, int(image[mask].Height) / high)
                yield Painted(Kind.IMAGE, self._page, Paint("DeviceGray"), measure=sharp * finer, masked=True)

    def _shading(self, shading: pikepdf.Object | None) -> Iterator[Painted]:
        yield self._of(Kind.SHADING, Paint("none" if shading is None else self._graphics.space(shading.ColorSpace)))

    def _of(self, kind: Kind, paint: Paint, measure: float = inf) -> Painted:
        return Painted(kind, self._page, paint, measure=measure, masked=self._masked)


def _resources(holder: pikepdf.Object) -> pikepdf.Object:
    """A page may have its own from its parents (ISO 32000-2, 7.7.3.4)."""
    while "/Resources" not in holder and "/Parent" in holder:
        holder = holder.Parent
    return holder.get("/Resources", pikepdf.Dictionary())


def _around(points: list[tuple[float, float]]) -> Rectangle:
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def _common(one: Rectangle, other: Rectangle) -> Rectangle:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _is_some(area: Rectangle) -> bool:
    return area[0] <= area[2] and area[1] <= area[3] and area[:2] != area[2:]


def _thin(area: Rectangle) -> float:
    return min(area[2] - area[0], area[3] - area[1])
