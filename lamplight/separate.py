"""RGB → CMYK: rewrites every colour of a file for the plates of a press (pikepdf), small things for a single one.

What the typesetter writes is known: colours of DeviceRGB, forms, at most a gradient or a picture of a brand's logo.
Anything else is refused: what a press would have to guess must not reach it.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, cast

import pikepdf
from pikepdf import Array, Dictionary, Name

from lamplight.errors import SourceError
from lamplight.inking import CLEAR, LINE_OVER, OVER, Inker, State
from lamplight.model import Finding
from lamplight.operators import IDENTITY, scale
from lamplight.profiles import conversion
from lamplight.recipes import Recipes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lamplight.model import Inks, Profile
    from lamplight.operators import Matrix

# How much two sizes of the same form may differ and still be one, for whatever depends on size.
SAME_SIZE = 0.01
# Both for strokes and for fills (ISO 32000-2, table 57): a plate that has no ink of a thing keeps what is below it.
STATES = {
    OVER: Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1),
    CLEAR: Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=0),
    LINE_OVER: Dictionary(Type=Name.ExtGState, OP=True, op=False, OPM=1),
}
# Colour spaces of pictures that press nothing but black, or inks.
PRESSED = ("/DeviceGray", "/DeviceCMYK")
# Functions between two colours, and in a row of such (ISO 32000-2, 7.10.3 and 7.10.4).
EXPONENTIAL, STITCHED = 2, 3
FULL = 255


def separate(pdf: bytes, inks: Mapping[str, Inks], profile: Profile) -> bytes:
    """The file in CMYK, `inks` the recipes of a brand's colours (`#rrggbb`); other colours go through the profile.

    Letters below 12 pt and lines up to 1 pt are of black alone, over what is below them, or of none; no colour has more
    than 300 % of ink, no line is thinner than 0.25 pt. Annotations, which no press prints, are dropped. The same input
    gives the same bytes. SourceError with a finding `color-inseparable` for what it cannot separate.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        try:
            _Separation(opened, Recipes(inks, profile), profile).run()
        except ValueError as error:
            message = f"the file holds {error}, which cannot be separated into inks"
            remedy = "draw the logo or the picture with plain colours, or with those of sRGB pictures and gradients"
            raise SourceError([Finding("color-inseparable", message, remedy)]) from error
        target = io.BytesIO()
        opened.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return target.getvalue()


class _Separation:
    """One file on its way: whatever a page uses is rewritten once, when it is first met."""

    def __init__(self, pdf: pikepdf.Pdf, recipes: Recipes, profile: Profile) -> None:
        self._pdf, self._recipes, self._profile = pdf, recipes, profile
        self._sizes: dict[tuple[int, int], float] = {}
        self._done: set[tuple[int, int]] = set()
        self._groups: list[pikepdf.Object] = []
        self._transparent = False

    def run(self) -> None:
        """Rewrites all pages. ValueError for what cannot be separated."""
        for page in self._pdf.pages:
            page.contents_coalesce()
            _drop(page.obj, Name.Annots)
            written = self._rewritten(page.obj.Contents.read_bytes(), page.resources, State())
            page.obj.Contents = self._pdf.make_stream(written)
            self._groups.append(page.obj)
        for drawn in self._groups:
            self._settle(drawn)

    def _settle(self, drawn: pikepdf.Object) -> None:
        """Where nothing is transparent a group does nothing, except that black could not go over what is below it."""
        if Name.Group not in drawn:
            return
        if self._transparent:
            drawn.Group.CS = Name.DeviceCMYK
        else:
            del drawn.Group

    def _rewritten(self, stream: bytes, resources: pikepdf.Object, start: State, *, mask: bool = False) -> bytes:
        if any(font.get(Name.Subtype) == Name.Type3 for font in resources.get(Name.Font, Dictionary()).values()):
            message = "letters that are drawings (a Type 3 font)"
            raise ValueError(message)

        met: set[tuple[bytes, str]] = set()

        def meets(operator: bytes, name: str, state: State) -> None:
            if operator == b"Do" or (operator, name) not in met:
                met.add((operator, name))
                self._meet(operator, resources, name, state, start.matrix)

        written = Inker(self._recipes, meets, mask=mask).inked(stream, start)
        for name, value in STATES.items():
            if f"{name} gs".encode() in written:
                resources[Name.ExtGState] = resources.get(Name.ExtGState, Dictionary())
                resources.ExtGState[name] = value
        _drop(resources, Name.ColorSpace)
        return written

    def _meet(self, operator: bytes, resources: pikepdf.Object, name: str, state: State, base: Matrix) -> None:
        if operator == b"Do":
            drawn = resources.XObject[name]
            if drawn.get(Name.Subtype) == Name.Image:
                self._image(drawn)
            else:
                self._form(drawn, resources, state)
        elif operator == b"scn":
            self._pattern(resources.Pattern[name], resources, base)
        elif operator == b"sh":
            self._shading(resources.Shading[name])
        else:
            self._graphics_state(resources.ExtGState[name], resources, state)

    def _form(self, form: pikepdf.Object, around: pikepdf.Object, state: State, *, mask: bool = False) -> None:
        start = state.within(_matrix(form))
        size = scale(start.matrix)
        if abs(self._sizes.setdefault(form.objgen, size) - size) > SAME_SIZE * size:
            message = "a form that is drawn in two sizes"
            raise ValueError(message)
        if form.objgen in self._done:
            return
        self._done.add(form.objgen)
        form.write(self._rewritten(form.read_bytes(), form.get(Name.Resources, around), start, mask=mask))
        if mask:
            form.Group.CS = Name.DeviceGray
        else:
            self._groups.append(form)

    def _pattern(self, pattern: pikepdf.Object, around: pikepdf.Object, base: Matrix) -> None:
        if Name.Shading in pattern:
            self._shading(pattern.Shading)
        else:
            self._form(pattern, around, State(matrix=base))

    def _graphics_state(self, changes: pikepdf.Object, around: pikepdf.Object, state: State) -> None:
        opaque = changes.get(Name.ca, 1) == 1 and changes.get(Name.CA, 1) == 1
        soft, blended = changes.get(Name.SMask, Name("/None")), changes.get(Name.BM, Name.Normal) != Name.Normal
        masked = isinstance(soft, Dictionary)
        self._transparent |= not opaque or blended or masked
        if masked:
            self._form(soft.G, around, state, mask=True)

    def _image(self, image: pikepdf.Object) -> None:
        if image.objgen in self._done or image.get(Name.ImageMask) or image.get(Name.ColorSpace) in PRESSED:
            return
        self._done.add(image.objgen)
        try:
            picture = pikepdf.PdfImage(cast("pikepdf.Stream", image)).as_pil_image().convert("RGB")
        except (pikepdf.PdfError, NotImplementedError) as error:
            message = f"a picture in a format that it cannot read ({error})"
            raise ValueError(message) from error
        _drop(image, Name.Decode, Name.DecodeParms, Name.Intent)
        image.ColorSpace, image.BitsPerComponent = Name.DeviceCMYK, 8
        image.write(conversion(self._profile).picture(picture).tobytes())

    def _shading(self, shading: pikepdf.Object) -> None:
        if shading.ColorSpace in PRESSED:
            return
        if shading.ColorSpace != Name.DeviceRGB or not isinstance(shading.get(Name.Function), Dictionary):
            message = "a gradient that is not between colours of sRGB"
            raise ValueError(message)
        self._function(shading.Function)
        if Name.Background in shading:
            shading.Background = self._inks(shading.Background)
        shading.ColorSpace = Name.DeviceCMYK

    def _function(self, function: pikepdf.Object) -> None:
        """Between inks as between colours: along a straight line, so nowhere is more ink than at its ends."""
        if function.FunctionType == STITCHED:
            for part in function.Functions:
                self._function(part)
        elif function.FunctionType == EXPONENTIAL and len(function.C0) == len("rgb"):
            function.C0, function.C1 = self._inks(function.C0), self._inks(function.C1)
        elif function.FunctionType != EXPONENTIAL:
            message = "a gradient that is not between colours of sRGB"
            raise ValueError(message)

    def _inks(self, colour: pikepdf.Object) -> Array:
        channels = bytes(round(float(channel) * FULL) for channel in colour)
        return Array([round(ink, 4) for ink in self._recipes.inks(f"#{channels.hex()}")])


def _matrix(form: pikepdf.Object) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in form.get(Name.Matrix, IDENTITY))
    return a, b, c, d, e, f


def _drop(dictionary: pikepdf.Object, *keys: Name) -> None:
    for key in keys:
        if key in dictionary:
            del dictionary[key]
