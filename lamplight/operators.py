"""The operators of PDF content streams (ISO 32000-2, 7.8.2 and annex A): cut apart, and measured. Plain geometry."""

from __future__ import annotations

import re
from math import hypot, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# Six numbers, as `cm` and `Tm` have them.
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

# Possessive, so that what is no content stream is refused without trying every way to read it.
_BLANK = rb"[\0\t\n\f\r ]"
_NUMBER = rb"[+-]?(?:\d++\.?\d*+|\.\d++)"
_STRING = rb"\((?:[^()\\]|\\.)*+\)"
_HEX = rb"<[0-9A-Fa-f\s]*+>"
_NAME = rb"/[^\0\t\n\f\r ()<>\[\]{}/%]*+"
_ARRAY = rb"\[(?:[^\[\]()]|" + _STRING + rb")*+\]"
_DICTIONARY = rb"<<(?:[^()<>]|" + _STRING + rb"|" + _HEX + rb")*+>>"
_OPERAND = rb"(?:" + rb"|".join((_NUMBER, _NAME, _DICTIONARY, _HEX, _ARRAY, _STRING)) + rb")"
_STEP = rb"(?:(?:" + _NUMBER + _BLANK + rb"++){2,6}+(?:[mlcvy]|re)|h)(?=" + _BLANK + rb")" + _BLANK + rb"*+"
# A path is one operator here, however many steps it has.
_OPERATOR = re.compile(
    rb"(?P<path>(?:" + _STEP + rb")++)"
    rb"|(?P<operands>(?:" + _OPERAND + _BLANK + rb"*+)*+)(?P<operator>[A-Za-z'\"][A-Za-z0-9*]*+)" + _BLANK + rb"*+",
    re.DOTALL,
)
_STEPS = re.compile(rb"((?:" + _NUMBER + _BLANK + rb"++)*+)([mlcvyh]|re)(?=" + _BLANK + rb"|$)")
PATH = b"path"


class Rect(NamedTuple):
    """A box, in whatever space its path was in."""

    left: float
    bottom: float
    right: float
    top: float

    def seen(self, matrix: Matrix) -> tuple[float, float]:
        """How wide and how high it is, in points, where `matrix` puts it on the page."""
        a, b, c, d, *_ = matrix
        width, height = self.right - self.left, self.top - self.bottom
        return abs(a * width) + abs(c * height), abs(b * width) + abs(d * height)

    def resized(self, thickness: float, matrix: Matrix) -> Rect:
        """The same box, its thinner side, about its middle, as many points thick on the page."""
        left, bottom, right, top = self
        width, height = self.seen(matrix)
        upright = width < height
        half = thickness / scale(matrix) / 2
        middle, level = (left + right) / 2, (bottom + top) / 2
        if upright == (abs(matrix[0]) > abs(matrix[1])):
            return Rect(middle - half, bottom, middle + half, top)
        return Rect(left, level - half, right, level + half)


def operators(stream: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Each operator of a content stream: its name, its operands, and both as they stand there.

    A whole path comes as one, `path`. ValueError for what cannot be read, such as a picture within the stream.
    """
    end = len(stream) - len(stream.lstrip())
    for found in _OPERATOR.finditer(stream, end):
        if found.start() != end:
            break
        end = found.end()
        if found["path"]:
            yield PATH, b"", found["path"]
        elif found["operator"] == b"BI":
            break
        else:
            yield found["operator"], found["operands"], found[0]
    if end != len(stream):
        message = f"cannot read “{stream[end : end + 20].decode('latin-1')}” in a content stream"
        raise ValueError(message)


def numbers(operands: bytes) -> tuple[float, ...]:
    """Operands that are numbers."""
    return tuple(map(float, operands.split()))


def times(one: Matrix, other: Matrix) -> Matrix:
    """First one, then the other."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def scale(matrix: Matrix) -> float:
    """How much larger a line is drawn than its own width says."""
    a, b, c, d, *_ = matrix
    return sqrt(abs(a * d - b * c))


def rise(matrix: Matrix) -> float:
    """How much larger letters are than their own size says, from line to line."""
    return hypot(matrix[2], matrix[3])


def bounds(path: bytes) -> Rect | None:
    """The box around a path of straight lines; None for curves, and for a path without length."""
    xs: list[float] = []
    ys: list[float] = []
    start: tuple[float, ...] = ()
    for step in _STEPS.finditer(path):
        name, points = step[2], numbers(step[1])
        if name in b"cvy":
            return None
        if name == b"m":
            start = points
        elif name == b"re":
            x, y, width, height = points
            xs += (x, x + width)
            ys += (y, y + height)
        elif name == b"l":
            xs += (*start[:1], points[0])
            ys += (*start[1:], points[1])
            start = ()
    return Rect(min(xs), min(ys), max(xs), max(ys)) if xs else None


def rectangle(rect: Rect) -> bytes:
    """A path around the box."""
    left, bottom, right, top = rect
    return b"%.4f %.4f %.4f %.4f re\n" % (left, bottom, right - left, top - bottom)
