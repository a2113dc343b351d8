"""What each printing plate will show: the file's separations, rendered by a reader that did not write it.

No renderer among our libraries knows inks. But a colour of four inks is four greys: on a copy of the file for one ink
each colour becomes the grey that is left of white, and any renderer shows that plate. What overprints has no place on
the plates of the inks that it has none of (ISO 32000-2, 11.7.4.3, overprint mode 1).
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
from PIL import ImageChops

from lamplight.preflight import tints
from lamplight.preflight.graphics import CHANGES, GREY, PATTERN, RGB, Graphics, State
from lamplight.preflight.painting import FILLED, SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pypdfium2
    from PIL.Image import Image

    from lamplight.preflight.graphics import Paint

    Four = tuple[pikepdf.Object, pikepdf.Object, pikepdf.Object, pikepdf.Object]
    Operands = Sequence[pikepdf.Object]

INKS = ("cyan", "magenta", "yellow", "black")
PLATES = range(len(INKS))
BLACK = INKS.index("black")
SETS_COLOUR = frozenset({"g", "rg", "k", "cs", "sc", "scn"})
# Operators without their fill and without their stroke; text rendering modes the same (ISO 32000-2, 8.5.3, 9.3.6).
UNFILLED = {"B": "S", "B*": "S", "b": "s", "b*": "s", "S": "S", "s": "s"}
UNSTROKED = {"B": "f", "B*": "f*", "b": "f", "b*": "f*", "f": "f", "F": "f", "f*": "f*"}
UNFILLED_TEXT, UNSTROKED_TEXT = {0: 3, 2: 1, 4: 7, 6: 5}, {1: 3, 2: 0, 5: 7, 6: 4}
PAINTS = frozenset({*FILLED, *SHOWN, "Do", "sh"})
# The black of a colour that nothing set is no ink of three plates.
BLANK = b"1 g 1 G\n"


def separated(pdf: bytes) -> bytes:
    """A copy of the file that has each page four times, in greys: its plates of cyan, magenta, yellow and black.

    ValueError for a picture, a shading or a pattern of a kind that is not known here.
    """
    with pikepdf.open(io.BytesIO(pdf)) as copy:
        splitter, count = _Splitter(copy), len(copy.pages)
        for page in [page.obj for page in copy.pages]:
            for plate in splitter.page(page):
                copy.pages.append(pikepdf.Page(plate))
        del copy.pages[:count]
        for key in ("/StructTreeRoot", "/Outlines", "/OutputIntents"):
            if key in copy.Root:
                del copy.Root[key]
        out = io.BytesIO()
        copy.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return out.getvalue()


def pictures(pages: Iterable[pypdfium2.PdfPage], scale: float) -> tuple[tuple[Image, ...], ...]:
    """By page, its four plates, `scale` pixels a point, of pages that were `separated`: white is no ink."""
    shown: list[Image] = [page.render(scale=scale, grayscale=True).to_pil() for page in pages]
    return tuple(tuple(shown[first : first + len(INKS)]) for first in range(0, len(shown), len(INKS)))


def total(plates: Sequence[Image]) -> Image:
    """A quarter of all ink at each pixel, 0 to 255: 255 is 400 %."""
    cyan, magenta, yellow, black = map(ImageChops.invert, plates)
    return ImageChops.add(ImageChops.add(cyan, magenta, 2), ImageChops.add(yellow, black, 2), 2)


def highest(picture: Image) -> int:
    """The lightest tone of a picture in grey."""
    return max(tone for tone, count in enumerate(picture.histogram()) if count)


class _Splitter:
    """Makes four of each stream; one that is drawn twice in the same colours is made once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._made: dict[tuple[object, ...], Four] = {}

    def page(self, page: pikepdf.Object) -> Four:
        """A page's four plates."""
        resources = pikepdf.Page(page).resources
        drawn = self._drawn(page, resources, State())
        return tints.four(lambda plate: self._plate(page, *drawn[plate], b"" if plate == BLACK else BLANK))

    def _plate(
        self, page: pikepdf.Object, content: bytes, resources: pikepdf.Object, before: bytes
    ) -> pikepdf.Dictionary:
        left_out = {"/Contents", "/Resources", "/Annots", "/Group", "/StructParents"}
        plate = pikepdf.Dictionary({key: value for key, value in page.items() if key not in left_out})
        plate.Contents, plate.Resources = self._pdf.make_stream(before + content), resources
        if "/Group" in page:
            plate.Group = tints.group(page.Group)
        return plate

    def form(self, form: pikepdf.Object, state: State, resources: pikepdf.Object) -> Four:
        """A form or a tiling pattern, drawn in that state, for each plate."""
        key = (form.objgen, *state.painting)
        if key not in self._made:
            drawn = self._drawn(form, form.get("/Resources", resources), state)
            self._made[key] = tints.four(lambda plate: self._stream(form, *drawn[plate]))
        return self._made[key]

    def _stream(self, form: pikepdf.Object, content: bytes, resources: pikepdf.Object) -> pikepdf.Object:
        stream = self._pdf.make_stream(content)
        for key, value in form.items():
            if key not in {"/Length", "/Filter", "/DecodeParms", "/Resources"}:
                stream[key] = tints.group(value) if key == "/Group" else value
        stream.Resources = resources
        return stream

    def once(self, thing: pikepdf.Object, kind: str) -> Four:
        """A picture or a shading for each plate."""
        key = (thing.objgen, kind)
        if thing.objgen == (0, 0):
            return tints.split(self._pdf, thing, kind)
        if key not in self._made:
            self._made[key] = tints.split(self._pdf, thing, kind)
        return self._made[key]

    def _drawn(
        self, holder: pikepdf.Object, resources: pikepdf.Object, state: State
    ) -> list[tuple[bytes, pikepdf.Object]]:
        """The content of each plate, with the resources that it names."""
        writer = _Writer(self, resources, state)
        for step in pikepdf.parse_content_stream(holder):
            writer.write(step)
        return [(writer.content(plate), writer.resources(plate)) for plate in PLATES]


class _Writer:
    """Writes one stream four times over."""

    def __init__(self, splitter: _Splitter, resources: pikepdf.Object, state: State) -> None:
        self._splitter, self._own = splitter, resources
        self._graphics = Graphics(resources, state)
        self._pieces: list[bytes | list[bytes]] = []
        self._same: list[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage] = []
        self._instead: dict[tuple[str, str], Four] = {}

    def write(self, step: pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage) -> None:
        """One operator: what has to do with colour differs from plate to plate."""
        operator = str(step.operator)
        if isinstance(step, pikepdf.ContentStreamInlineImage):
            if "CMYK" in str(step.iimage.obj.get("/ColorSpace", "")):
                message = "a picture within a content stream"
                raise ValueError(message)
            self._same.append(step)
            return
        if operator in CHANGES:
            self._graphics.follow(operator, list(step.operands))
        if operator.lower() in SETS_COLOUR:
            self._colour(step, operator)
        elif operator in PAINTS:
            self._paint(step, operator)
        else:
            self._same.append(step)

    def content(self, plate: int) -> bytes:
        """The stream of one plate."""
        self._flush()
        return b"\n".join(piece if isinstance(piece, bytes) else piece[plate] for piece in self._pieces)

    def resources(self, plate: int) -> pikepdf.Object:
        """Its resources: those of the stream, with the forms, pictures, patterns and shadings of this plate."""
        made = pikepdf.Dictionary(dict(self._own.items()))
        for kind in {kind for kind, _ in self._instead}:
            made[kind] = pikepdf.Dictionary(dict(self._own[kind].items()))
        for (kind, name), four in self._instead.items():
            made[kind][name] = four[plate]
        return made

    def _flush(self) -> None:
        if self._same:
            self._pieces.append(pikepdf.unparse_content_stream(self._same))
            self._same = []

    def _differ(self, four: list[bytes]) -> None:
        self._flush()
        self._pieces.append(four)

    def _colour(self, step: pikepdf.ContentStreamInstruction, operator: str) -> None:
        """A device's colour becomes a grey; patterns and other spaces stay as they are."""
        state = self._graphics.state
        paint = state.fill if operator.islower() else state.stroke
        if paint.space == PATTERN and paint.pattern:
            if paint.values:
                message = "a pattern without colours of its own"
                raise ValueError(message)
            self._pattern(paint.pattern)
        greys = _greys(paint)
        if greys is None:
            self._same.append(step)
            return
        setter = "g" if operator.islower() else "G"
        self._differ([f"{grey:.5f} {setter}".encode() for grey in greys])

    def _paint(self, step: pikepdf.ContentStreamInstruction, operator: str) -> None:
        fills, strokes = self._hidden()
        if operator in SHOWN:
            self._text(step, fills, strokes)
        elif operator == "Do":
            self._draw(step, fills)
        elif operator == "sh":
            self._shade(str(step.operands[0]))
            self._same.append(step)
        elif any(fills) or any(strokes):
            self._differ([_without(operator, fills[plate], strokes[plate]).encode() for plate in PLATES])
        else:
            self._same.append(step)

    def _hidden(self) -> tuple[list[bool], list[bool]]:
        """Of each plate, whether fills and whether strokes leave it as it is."""
        state = self._graphics.state
        return (
            _left_alone(state.fill, state.overprints_fill),
            _left_alone(state.stroke, state.overprints_stroke),
        )

    def _text(self, step: pikepdf.ContentStreamInstruction, fills: list[bool], strokes: list[bool]) -> None:
        mode = self._graphics.state.rendering
        modes = [_text_without(mode, fills[plate], strokes[plate]) for plate in PLATES]
        if set(modes) == {mode}:
            self._same.append(step)
            return
        self._differ([f"{new} Tr".encode() for new in modes])
        self._pieces.append(pikepdf.unparse_content_stream([step]))
        self._pieces.append(f"{mode} Tr".encode())

    def _draw(self, step: pikepdf.ContentStreamInstruction, fills: list[bool]) -> None:
        name = str(step.operands[0])
        thing = self._graphics.resource("/XObject", name)
        if thing is None:
            return
        if thing.get("/Subtype") != "/Image":
            named = self._form("/XObject", name, thing, self._graphics.state)
            step = pikepdf.ContentStreamInstruction([pikepdf.Name(named)], pikepdf.Operator("Do"))
        elif not thing.get("/ImageMask", False):
            self._instead["/XObject", name] = self._splitter.once(thing, "/Image")
        elif any(fills):
            drawn = pikepdf.unparse_content_stream([step])
            self._differ([b"" if fills[plate] else drawn for plate in PLATES])
            return
        self._same.append(step)

    def _form(self, kind: str, name: str, thing: pikepdf.Object, state: State) -> str:
        """Its name on the plates: another one where it is drawn again, with other colours of its surroundings."""
        made = self._splitter.form(thing, state, self._own)
        while self._instead.setdefault((kind, name), made) is not made:
            name += "."
        return name

    def _pattern(self, name: str) -> None:
        pattern = self._graphics.resource("/Pattern", name)
        if pattern is not None and "/Shading" in pattern:
            self._instead["/Pattern", name] = self._splitter.once(pattern, "/Pattern")
        elif pattern is not None:
            self._form("/Pattern", name, pattern, State())

    def _shade(self, name: str) -> None:
        shading = self._graphics.resource("/Shading", name)
        if shading is not None:
            self._instead["/Shading", name] = self._splitter.once(shading, "/Shading")


def _greys(paint: Paint) -> list[float] | None:
    """What is left of white on each plate; None for a colour of no device."""
    if paint.inks:
        return [1 - ink for ink in paint.inks]
    if paint.space == GREY and paint.values:
        return [1.0, 1.0, 1.0, paint.values[0]]
    if paint.space == RGB and paint.values:
        return [*paint.values, 1.0]
    return None


def _left_alone(paint: Paint, overprints: bool) -> list[bool]:  # noqa: FBT001
    inks = paint.inks if overprints else None
    return [not ink for ink in inks] if inks else [False] * len(INKS)


def _without(operator: str, no_fill: bool, no_stroke: bool) -> str:  # noqa: FBT001
    painted = UNFILLED.get(operator, "n") if no_fill else operator
    return UNSTROKED.get(painted, "n") if no_stroke else painted


def _text_without(mode: int, no_fill: bool, no_stroke: bool) -> int:  # noqa: FBT001
    painted = UNFILLED_TEXT.get(mode, mode) if no_fill else mode
    return UNSTROKED_TEXT.get(painted, painted) if no_stroke else painted
