"""Lengths and sizes as people write them, in points: `0.75 in`, `16.1 mm`, `3.5 x 2 in`."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from lamplight.errors import Mistake
from lamplight.model import POINTS_PER_INCH, POINTS_PER_MM

UNITS = {"in": POINTS_PER_INCH, "mm": POINTS_PER_MM, "pt": 1.0}
NUMBER, UNIT = r"\d*\.?\d+", "(?:in|mm|pt)"
LENGTH = re.compile(rf"({NUMBER}) ?({UNIT})", re.ASCII)
SIZE = re.compile(rf"({NUMBER}) x ({NUMBER}) ({UNIT})", re.ASCII)
# A printer's feed is not more exact than this, in points.
TOLERANCE = 0.5


def points(text: object) -> float:
    """A length. Mistake if it is none."""
    if not (match := LENGTH.fullmatch(str(text))):
        raise Mistake(f"“{text}” is no length", "Write a number and a unit, such as `0.75 in` or `16.1 mm`.")
    return float(match[1]) * UNITS[match[2]]


def size(text: object) -> tuple[float, float]:
    """A width and a height. Mistake if they are none."""
    if not (match := SIZE.fullmatch(str(text))):
        raise Mistake(f"“{text}” is no size", "Write width x height and a unit, such as `8.5 x 11 in`.")
    width, height = (float(side) * UNITS[match[3]] for side in match.group(1, 2))
    if not (width and height):
        raise Mistake(f"“{text}” is no size", "Write two sides, neither of them 0.")
    return width, height


Length = Annotated[
    float,
    BeforeValidator(points),
    WithJsonSchema({"type": "string", "pattern": f"^{NUMBER} ?{UNIT}$", "examples": ["0.75 in", "16.1 mm"]}),
]
Size = Annotated[
    tuple[float, float],
    BeforeValidator(size),
    WithJsonSchema({"type": "string", "pattern": f"^{NUMBER} x {NUMBER} {UNIT}$", "examples": ["3.5 x 2 in"]}),
]
