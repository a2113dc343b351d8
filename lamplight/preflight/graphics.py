"""The graphics state of a content stream, operator by operator: what the next thing would be painted with."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from functools import partial
from math import hypot, sqrt
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Matrix = tuple[float, float, float, float, float, float]

STRAIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
CMYK, GREY, RGB, PATTERN = "DeviceCMYK", "DeviceGray", "DeviceRGB", "Pattern"
# What a colour space begins with (ISO 32000-2, 8.6.8).
BEGINNINGS = {CMYK: (0.0, 0.0, 0.0, 1.0), GREY: (0.0,), RGB: (0.0, 0.0, 0.0)}
DIRECT = {"g": GREY, "rg": RGB, "k": CMYK}


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour: its space, its components, and the name of its pattern. One that nothing set is not `told`."""

    space: str
    values: tuple[float, ...] = ()
    pattern: str = ""
    told: bool = True

    @property
    def inks(self) -> tuple[float, float, float, float] | None:
        """How much of cyan, magenta, yellow and black, each 0 to 1; None for a colour of any other kind."""
        if self.space != CMYK or len(self.values) != len(BEGINNINGS[CMYK]):
            return None
        cyan, magenta, yellow, black = self.values
        return cyan, magenta, yellow, black


UNTOLD = Paint(GREY, (0.0,), told=False)


@dataclass(slots=True)
class State:
    """What holds while a stream is drawn (ISO 32000-2, table 51 and 52); lengths in the stream's own units.

    `overprints` are those of fills and of strokes, `overprint_mode` is 1 where an ink of nought is left as it is.
    `type_matrix` has the text's size and slope; where it stands is not followed.
    """

    matrix: Matrix = STRAIGHT
    fill: Paint = UNTOLD
    stroke: Paint = UNTOLD
    width: float = 1.0
    fill_overprints: bool = False
    stroke_overprints: bool = False
    overprint_mode: int = 0
    font: str = ""
    type_size: float = 0.0
    rendering: int = 0
    type_matrix: Matrix = STRAIGHT

    @property
    def overprints_fill(self) -> bool:
        """Whether a fill leaves an ink of which it has none as it is (ISO 32000-2, 8.6.7, mode 1)."""
        return self.fill_overprints and self.overprint_mode == 1

    @property
    def overprints_stroke(self) -> bool:
        """The same of a stroke."""
        return self.stroke_overprints and self.overprint_mode == 1

    @property
    def painting(self) -> tuple[object, ...]:
        """What a form inherits that decides with which colours it is painted."""
        return self.fill, self.stroke, self.fill_overprints, self.stroke_overprints, self.overprint_mode, self.rendering


class Graphics:
    """Follows a stream's operators; `resources` are the stream's own. Its `state` is the one that holds now."""

    def __init__(self, resources: pikepdf.Object, state: State) -> None:
        self.state = copy.copy(state)
        self._resources = resources
        self._saved: list[State] = []

    def follow(self, operator: str, operands: Sequence[pikepdf.Object]) -> None:
        """Take over what an operator changes; most change nothing."""
        change = CHANGES.get(operator)
        if change:
            change(self, operands)

    def resource(self, kind: str, name: str) -> pikepdf.Object | None:
        """A resource of the stream by its name, such as `/XObject` and `/P0`."""
        return self._resources.get(kind, pikepdf.Dictionary()).get(name)

    def space(self, named: pikepdf.Object) -> str:
        """The kind of a colour space, written as a name or as an array; an indexed one is of its base's kind."""
        if isinstance(named, pikepdf.Array):
            return self.space(named[1]) if named[0] == "/Indexed" else str(named[0]).lstrip("/")
        name = str(named)
        told = self.resource("/ColorSpace", name)
        if told is not None:
            return self.space(told)
        # A default space takes the place of a device's (ISO 32000-2, 8.6.5.6).
        default = name.replace("/Device", "/Default")
        return (name if self.resource("/ColorSpace", default) is None else default).lstrip("/")

    def save(self, _: Sequence[pikepdf.Object]) -> None:
        """`q`."""
        self._saved.append(copy.copy(self.state))

    def restore(self, _: Sequence[pikepdf.Object]) -> None:
        """`Q`; one too many changes nothing."""
        if self._saved:
            self.state = self._saved.pop()

    def concatenate(self, operands: Sequence[pikepdf.Object]) -> None:
        """`cm`."""
        self.state.matrix = times(matrix(operands), self.state.matrix)

    def set_direct(self, operands: Sequence[pikepdf.Object], *, side: str, space: str) -> None:
        """`g`, `rg`, `k` and, for strokes, `G`, `RG`, `K`."""
        kind = self.space(pikepdf.Name(f"/{space}"))
        setattr(self.state, side, Paint(kind, tuple(map(float, operands))))

    def set_space(self, operands: Sequence[pikepdf.Object], *, side: str) -> None:
        """`cs` and `CS`."""
        space = self.space(operands[0])
        setattr(self.state, side, Paint(space, BEGINNINGS.get(space, ())))

    def set_components(self, operands: Sequence[pikepdf.Object], *, side: str) -> None:
        """`sc`, `scn` and, for strokes, `SC`, `SCN`."""
        before: Paint = getattr(self.state, side)
        named = str(operands[-1]) if operands and isinstance(operands[-1], pikepdf.Name) else ""
        values = tuple(float(value) for value in operands[: len(operands) - bool(named)])
        setattr(self.state, side, Paint(PATTERN if named else before.space, values, named))

    def set_extended(self, operands: Sequence[pikepdf.Object]) -> None:
        """`gs`: its overprinting (ISO 32000-2, table 57: without an entry for fills, strokes speak for them)."""
        told = self.resource("/ExtGState", str(operands[0]))
        if told is None:
            return
        state = self.state
        if "/OP" in told:
            state.stroke_overprints = bool(told.OP)
            state.fill_overprints = bool(told.get("/op", told.OP))
        elif "/op" in told:
            state.fill_overprints = bool(told.op)
        state.overprint_mode = int(told.get("/OPM", state.overprint_mode))
        state.width = float(told.get("/LW", state.width))

    def set_width(self, operands: Sequence[pikepdf.Object]) -> None:
        """`w`."""
        self.state.width = float(operands[0])

    def set_font(self, operands: Sequence[pikepdf.Object]) -> None:
        """`Tf`."""
        self.state.font, self.state.type_size = str(operands[0]), float(operands[1])

    def set_rendering(self, operands: Sequence[pikepdf.Object]) -> None:
        """`Tr`."""
        self.state.rendering = int(operands[0])

    def begin_text(self, _: Sequence[pikepdf.Object]) -> None:
        """`BT`."""
        self.state.type_matrix = STRAIGHT

    def set_type_matrix(self, operands: Sequence[pikepdf.Object]) -> None:
        """`Tm`."""
        self.state.type_matrix = matrix(operands)


SIDES = (("fill", str.lower), ("stroke", str.upper))
CHANGES: dict[str, Callable[[Graphics, Sequence[pikepdf.Object]], None]] = {
    "q": Graphics.save,
    "Q": Graphics.restore,
    "cm": Graphics.concatenate,
    "gs": Graphics.set_extended,
    "w": Graphics.set_width,
    "Tf": Graphics.set_font,
    "Tr": Graphics.set_rendering,
    "BT": Graphics.begin_text,
    "Tm": Graphics.set_type_matrix,
}
for _side, _cased in SIDES:
    CHANGES |= {_cased(name): partial(Graphics.set_direct, side=_side, space=space) for name, space in DIRECT.items()}
    CHANGES |= {_cased(name): partial(Graphics.set_components, side=_side) for name in ("sc", "scn")}
    CHANGES[_cased("cs")] = partial(Graphics.set_space, side=_side)


def matrix(operands: Sequence[pikepdf.Object]) -> Matrix:
    """Six numbers of a file."""
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def times(first: Matrix, then: Matrix) -> Matrix:
    """One transformation after another (ISO 32000-2, 8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def at(place: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a transformation puts a point."""
    a, b, c, d, e, f = place
    return a * x + c * y + e, b * x + d * y + f


def thinnest(place: Matrix) -> float:
    """How long the shortest line is that a line of length 1 can become: the lesser singular value."""
    a, b, c, d = place[:4]
    both, apart = a * a + b * b + c * c + d * d, hypot(a * a + b * b - c * c - d * d, 2 * (a * c + b * d))
    return sqrt(max(both - apart, 0.0) / 2)


def height(place: Matrix) -> float:
    """How long an upright line of length 1 becomes, such as that of a letter."""
    return hypot(place[2], place[3])
