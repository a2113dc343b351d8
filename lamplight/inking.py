"""Rewrites one content stream from RGB to inks: what is wanted is kept, and written when something is painted with it.

Only then is it known how large the letters and how thick the lines are, on which their inks depend.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from lamplight.operators import IDENTITY, PATH, bounds, numbers, operators, rectangle, rise, scale, times

if TYPE_CHECKING:
    from collections.abc import Callable

    from lamplight.model import Inks
    from lamplight.operators import Matrix, Rect
    from lamplight.recipes import Recipes, Wanted

# In points. Plates do not meet to a hair: letters smaller and lines thinner than these have one ink.
SMALL_TYPE, THIN = 12.0, 1.0
# A plate holds no thinner line.
THINNEST = 0.25
ROUNDING = 0.005
# Graphics states: to paint over what is below, or to clear it away in every plate, or only what is below a fill.
OVER, CLEAR, LINE_OVER = "/InkOver", "/InkClear", "/InkLineOver"
FILL, STROKE = 0, 1
PAINTS = {
    **dict.fromkeys((b"f", b"F", b"f*"), (FILL,)),
    **dict.fromkeys((b"S", b"s"), (STROKE,)),
    **dict.fromkeys((b"B", b"B*", b"b", b"b*"), (FILL, STROKE)),
}
# Text render modes, clipping or not (ISO 32000-2, 9.3.6).
LETTERS = ((FILL,), (STROKE,), (FILL, STROKE), ())
SHOWS = (b"Tj", b"TJ", b"'", b'"')
# Operators of colour: what they set, and in which space; those of any space say none.
COLOURS = {
    b"g": (FILL, b"/DeviceGray"),
    b"G": (STROKE, b"/DeviceGray"),
    b"rg": (FILL, b"/DeviceRGB"),
    b"RG": (STROKE, b"/DeviceRGB"),
    b"k": (FILL, b"/DeviceCMYK"),
    b"K": (STROKE, b"/DeviceCMYK"),
    **dict.fromkeys((b"sc", b"scn"), (FILL, b"")),
    **dict.fromkeys((b"SC", b"SCN"), (STROKE, b"")),
}
PATTERN = b"/Pattern"
INITIAL = {b"/DeviceGray": b"0", b"/DeviceRGB": b"0 0 0", b"/DeviceCMYK": b"0 0 0 1"}
WRITTEN_LATER = (b"w", b"cs", b"CS")
RESOURCES = (b"Do", b"gs", b"sh")
FULL = 255
Item = TypeVar("Item")


@dataclass(slots=True)
class State:
    """The graphics state: what the stream wants, and what was written of it.

    Of each pair the first is for fills, the second for strokes. A colour in bytes names a pattern. `clip` is the box,
    in the space of `clip_matrix`, of a clip so thin that what is filled in it is a rule.
    """

    matrix: Matrix = IDENTITY
    colours: tuple[Wanted | bytes, Wanted | bytes] = ("#000000", "#000000")
    spaces: tuple[bytes, bytes] = (b"/DeviceGray", b"/DeviceGray")
    width: float = 1.0
    size: float = 0.0
    mode: int = 0
    clip: Rect | None = None
    clip_matrix: Matrix = IDENTITY
    inks: tuple[bytes, bytes] = (b"", b"")
    drawn_width: float = 1.0
    over: str = CLEAR

    def within(self, matrix: Matrix) -> State:
        """The state in which a form that is drawn now begins."""
        return replace(self, matrix=times(matrix, self.matrix), inks=(b"", b""), drawn_width=-1.0, clip=None)


class Inker:
    """Rewrites a stream. `meets` is told each resource that it uses: the operator, the resource's name, the state.

    A stream for a soft mask (`mask`) is not printed: it keeps how light its colours are (ISO 32000-2, 11.5.3).
    """

    def __init__(self, recipes: Recipes, meets: Callable[[bytes, str, State], None], *, mask: bool = False) -> None:
        self._recipes, self._meets, self._mask = recipes, meets, mask
        self._state = State()
        self._stack: list[State] = []
        self._text, self._written = IDENTITY, (self._state.inks, self._state.over)
        self._out: list[bytes] = []
        # Where the path begins that is not painted yet, if there is one.
        self._path, self._open = 0, False
        self._clips = False

    def inked(self, stream: bytes, state: State) -> bytes:
        """The stream in inks. ValueError for what no press can print, or what cannot be read."""
        self._state = state
        for name, operands, source in operators(stream):
            if name == PATH:
                self._path, self._open = len(self._out), True
            elif name in COLOURS:
                self._set_colour(*COLOURS[name], operands)
                continue
            elif name in PAINTS:
                if not self._open:
                    continue
                self._paint(PAINTS[name])
            elif name in SHOWS:
                self._letter()
            elif name in RESOURCES:
                self._meet(name, operands.strip().decode())
            else:
                self._set(name, operands)
                if name in WRITTEN_LATER:
                    continue
            self._out.append(source)
        return b"".join(self._out)

    def _set(self, name: bytes, operands: bytes) -> None:
        """Takes in what an operator says of the graphics state."""
        state = self._state
        if name == b"q":
            self._stack.append(copy(state))
        elif name == b"Q":
            self._state = self._stack.pop()
        elif name == b"cm":
            state.matrix = times(_matrix(operands), state.matrix)
        elif name == b"w":
            state.width = float(operands)
        elif name in {b"W", b"W*"}:
            self._clips = True
        elif name == b"n":
            self._clip()
        elif name in {b"cs", b"CS"}:
            self._set_space(FILL if name == b"cs" else STROKE, operands.strip())
        else:
            self._set_text(name, operands)

    def _set_text(self, name: bytes, operands: bytes) -> None:
        state = self._state
        if name == b"BT":
            self._text, self._written = IDENTITY, (state.inks, state.over)
        elif name == b"Tm":
            self._text = _matrix(operands)
        elif name == b"Tf":
            state.size = float(operands.split()[1])
        elif name == b"Tr":
            state.mode = int(operands)
        elif name == b"ET" and self._written != (state.inks, state.over):
            # What follows does not rest on what was written for the text: a bleed repeats a page without its words.
            state.inks, state.over = (b"", b""), ""

    def _set_space(self, use: int, space: bytes) -> None:
        self._state.spaces = _put(self._state.spaces, use, space)
        if space in INITIAL:
            self._set_colour(use, space, INITIAL[space])
        elif space != PATTERN:
            message = f"the colour space {space.decode()}"
            raise ValueError(message)

    def _set_colour(self, use: int, space: bytes, operands: bytes) -> None:
        state, space = self._state, space or self._state.spaces[use]
        colour: Wanted | bytes
        if space == PATTERN:
            colour = operands.strip()
            self._meets(b"scn", colour.decode(), state)
        elif space == b"/DeviceCMYK":
            cyan, magenta, yellow, black = numbers(operands)
            colour = (cyan, magenta, yellow, black)
        else:
            given = numbers(operands)
            channels = [round(min(max(channel, 0), 1) * FULL) for channel in given]
            colour = "#" + bytes(channels * (3 // len(channels))).hex()
        state.spaces, state.colours = _put(state.spaces, use, space), _put(state.colours, use, colour)

    def _meet(self, name: bytes, resource: str) -> None:
        if name != b"gs":
            self._write(len(self._out), {}, CLEAR)
        self._meets(name, resource, self._state)

    def _clip(self) -> None:
        """Remembers a clip that is as thin as a rule, and makes it as thick as a plate can hold."""
        state, clips, self._clips = self._state, self._clips, False
        box = bounds(self._out[self._path]) if clips and self._open else None
        self._open = False
        thickness = min(box.seen(state.matrix)) if box else THIN * 2
        if box and thickness < THIN + ROUNDING:
            if thickness < THINNEST - ROUNDING:
                box = box.resized(THINNEST, state.matrix)
                self._out[self._path] = rectangle(box)
            state.clip, state.clip_matrix = box, state.matrix

    def _paint(self, uses: tuple[int, ...]) -> None:
        chosen: dict[int, Inks | bytes] = {}
        overs = [False]
        for use in uses:
            overs.append(False)
            if isinstance(colour := self._state.colours[use], bytes):
                chosen[use] = colour
            else:
                make = self._stroked if use == STROKE else self._filled
                chosen[use], overs[-1] = make(colour)
        self._write(self._path, chosen, CLEAR if not overs[-1] else OVER if overs[1] else LINE_OVER)
        self._open = False

    def _stroked(self, colour: Wanted) -> tuple[Inks, bool]:
        state, drawn = self._state, scale(self._state.matrix)
        width = max(state.width, THINNEST / drawn) if drawn else state.width
        if width != state.drawn_width:
            self._out.insert(self._path, b"%.5f w\n" % width)
            self._path += 1
            state.drawn_width = width
        thin = width * drawn < THIN + ROUNDING
        return self._recipes.thin(colour) if thin else (self._recipes.inks(colour), False)

    def _filled(self, colour: Wanted) -> tuple[Inks, bool]:
        state = self._state
        box = state.clip if state.clip_matrix == state.matrix and state.clip else bounds(self._out[self._path])
        thickness = min(box.seen(state.matrix)) if box else THIN * 2
        if self._mask or box is None or thickness > THIN + ROUNDING:
            return self._recipes.inks(colour), False
        inks, over, share = self._recipes.rule(colour)
        wanted = max(thickness * share, THINNEST)
        if abs(wanted - thickness) > ROUNDING:
            self._out[self._path] = rectangle(box.resized(wanted, state.matrix))
        return inks, over

    def _letter(self) -> None:
        state, overs = self._state, [True]
        chosen: dict[int, Inks | bytes] = {}
        small = abs(state.size) * rise(times(self._text, state.matrix)) < SMALL_TYPE - ROUNDING * 4
        for use in LETTERS[state.mode % len(LETTERS)]:
            over = False
            if isinstance(colour := state.colours[use], bytes):
                chosen[use] = colour
            else:
                chosen[use], over = self._recipes.letters(colour, small=small)
            overs.append(over)
        self._write(len(self._out), chosen, OVER if all(overs) else CLEAR)

    def _write(self, at: int, chosen: dict[int, Inks | bytes], over: str) -> None:
        """Writes the inks before what is painted with them, where they are not those that were written last."""
        state, new = self._state, []
        for use, inks in chosen.items():
            written = self._operator(use, inks)
            if written != state.inks[use]:
                new.append(written)
                state.inks = _put(state.inks, use, written)
        if over != state.over and not self._mask:
            new.append(b"%s gs\n" % over.encode())
            state.over = over
        if new:
            self._out.insert(at, b"\n" + b"".join(new))

    def _operator(self, use: int, inks: Inks | bytes) -> bytes:
        if isinstance(inks, bytes):
            return b"/Pattern %s %s %s\n" % (b"CS" if use else b"cs", inks, b"SCN" if use else b"scn")
        if self._mask:
            return b"%s %s\n" % (_number(1 - min(1.0, sum(inks))), b"G" if use else b"g")
        return b"%s %s\n" % (b" ".join(map(_number, inks)), b"K" if use else b"k")


def _number(ink: float) -> bytes:
    return (b"%.4f" % ink).rstrip(b"0").rstrip(b".")


def _matrix(operands: bytes) -> Matrix:
    a, b, c, d, e, f = numbers(operands)
    return a, b, c, d, e, f


def _put(pair: tuple[Item, Item], place: int, item: Item) -> tuple[Item, Item]:
    return (item, pair[1]) if place == 0 else (pair[0], item)
