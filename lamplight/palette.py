"""Colours that can be read: contrast after WCAG 2.2, success criterion 1.4.3 (text at least 4.5:1); and their inks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.model import Inks

READABLE = 4.5
# Small black letters over a tint of two inks: the higher level of WCAG 2.2, 1.4.6.
READABLE_IN_PRINT = 7.0
BLACK_AND_WHITE = ("#ffffff", "#000000")
STEPS = 100
# The same in every brand: paper, ink, and people of many kinds.
NATURAL = {
    "white": "#ffffff",
    "paper": "#fffaf0",
    "ink": "#1c2733",
    "skin-1": "#f3cfb3",
    "skin-2": "#dba57c",
    "skin-3": "#a9714b",
    "skin-4": "#6f4632",
    "hair-1": "#2b2020",
    "hair-2": "#6a4028",
    "hair-3": "#c48d55",
}
# The inks of those, near what they look like (FOGRA39) and as few as can be: the letters' black alone, a skin without
# the little cyan that makes it grey.
NATURAL_INKS: dict[str, Inks] = {
    "#ffffff": (0, 0, 0, 0),
    "#fffaf0": (0, 0, 0.06, 0),
    "#1c2733": (0, 0, 0, 1),
    "#f3cfb3": (0, 0.2, 0.3, 0),
    "#dba57c": (0.15, 0.4, 0.55, 0),
    "#a9714b": (0.3, 0.55, 0.7, 0.15),
    "#6f4632": (0.3, 0.6, 0.65, 0.55),
    "#2b2020": (0.3, 0.4, 0.3, 0.9),
    "#6a4028": (0.25, 0.6, 0.7, 0.6),
    "#c48d55": (0.2, 0.45, 0.7, 0.1),
    "#000000": (0, 0, 0, 1),
}
# A plate loses lighter tints than this here and there.
FAINTEST = 0.02
# In print, small letters cleared from a ground of several inks would fill in: such a ground is black alone. Nor can an
# accent be darkened into letters: yellow with black is a brown, and stands out less than a screen shows.
PRESS = {"bar": "#000000", "on-bar": "#ffffff", "accent-on-bar": "#ffffff", "accent-text": NATURAL["ink"]}
# For one ink, which has no tints but halftone dots, and those eat small type: text is black on white or white on
# black, and only pictures have greys, in steps that an office printer keeps apart.
GREYS = {
    **dict.fromkeys(("white", "paper", "primary", "tint", "glow", "sky", "lit", "moon", "warm"), "#ffffff"),
    **dict.fromkeys(("on-accent", "on-bar", "accent-on-bar"), "#ffffff"),
    **dict.fromkeys(("ink", "accent", "bar", "line", "soft", "primary-text", "accent-text"), "#000000"),
    **dict.fromkeys(("on-primary", "on-tint", "on-glow", "accent-on-primary"), "#000000"),
    "deep": "#2e2e2e",
    "near": "#8a8a8a",
    "far": "#d0d0d0",
    "lamp": "#ececec",
    "ground": "#dcdcdc",
    "figure": "#1a1a1a",
    "skin-1": "#ffffff",
    "skin-2": "#e0e0e0",
    "skin-3": "#b0b0b0",
    "skin-4": "#7d7d7d",
    "hair-1": "#000000",
    "hair-2": "#4a4a4a",
    "hair-3": "#9a9a9a",
    "cloth-1": "#6a6a6a",
    "cloth-2": "#ffffff",
    "cloth-3": "#c8c8c8",
    "cloth-4": "#ececec",
}


@dataclass(frozen=True, slots=True)
class Colour:
    """An sRGB colour, each channel 0 to 1, and the inks that a press prints it with, if that is known."""

    red: float
    green: float
    blue: float
    inks: Inks | None = field(default=None, compare=False)

    @classmethod
    def parse(cls, text: str) -> Colour:
        """The colour written `#rrggbb`, with its inks if it is natural; ValueError for anything else."""
        if not re.fullmatch("#[0-9a-fA-F]{6}", text):
            message = f"“{text}” is no colour: write it as #rrggbb, such as #17324d"
            raise ValueError(message)
        red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return cls(red, green, blue, NATURAL_INKS.get(text.lower()))

    def printed(self, inks: Inks | None) -> Colour:
        """The same colour, printed with these inks."""
        return replace(self, inks=inks)

    def __str__(self) -> str:
        return "#" + "".join(f"{round(channel * 255):02x}" for channel in (self.red, self.green, self.blue))

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
        linear = map(_linear, (self.red, self.green, self.blue))
        return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    def mix(self, other: Colour, share: float) -> Colour:
        """This colour with `share` (0 to 1) of the other, rounded as it will be written: what is seen is measured.

        Its inks are mixed alike: a tint of a colour is a tint of its inks.
        """
        channels = ((self.red, other.red), (self.green, other.green), (self.blue, other.blue))
        red, green, blue = (round((a + (b - a) * share) * 255) / 255 for a, b in channels)
        return Colour(red, green, blue, _mixed(self.inks, other.inks, share))


def _mixed(one: Inks | None, other: Inks | None, share: float) -> Inks | None:
    if one is None or other is None:
        return None
    cyan, magenta, yellow, black = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return cyan, magenta, yellow, black


def _linear(channel: float) -> float:
    darkest = 0.04045
    return channel / 12.92 if channel <= darkest else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    light, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(wanted: Colour, *grounds: Colour) -> Colour:
    """The colour nearest to `wanted` that can be read on all grounds, made darker or lighter as far as it needs.

    On one ground there always is one, for black or white reaches 4.58:1 on any; several must be alike, all light or
    all dark.
    """

    def least(colour: Colour) -> float:
        return min(contrast(colour, ground) for ground in grounds)

    end = max((Colour.parse(end) for end in BLACK_AND_WHITE), key=least)
    mixed = (wanted.mix(end, step / STEPS) for step in range(STEPS + 1))
    return next((colour for colour in mixed if least(colour) >= READABLE), end)


def tokens(primary: Colour, accent: Colour) -> dict[str, str]:
    """The design's colour tokens from a brand's two colours; every pair of text and ground can be read."""
    named = (*_grounds_and_texts(primary, accent), *_of_pictures(primary, accent))
    return NATURAL | {name: str(colour) for name, colour in named}


def for_press(primary: Colour, accent: Colour) -> dict[str, str]:
    """The same tokens for a press, which wants small letters black on light grounds, or white on black alone.

    So an accent is as light as black on it needs; no style sets small letters on the primary colour.
    """
    return tokens(primary, _for_press(accent)) | PRESS


def inks(primary: Colour, accent: Colour) -> dict[str, Inks]:
    """What a press prints every colour of the tokens with, by `#rrggbb`, as far as the two colours' inks say it."""
    named = [
        (str(colour), colour.inks)
        for one in (accent, _for_press(accent))
        for _, colour in (("accent", one), *_grounds_and_texts(primary, one), *_of_pictures(primary, one))
    ]
    return NATURAL_INKS | {colour: _held(recipe) for colour, recipe in reversed(named) if recipe}


def _held(recipe: Inks) -> Inks:
    """In whole percent, without what no plate holds evenly."""
    cyan, magenta, yellow, black = (round(ink, 2) if ink >= FAINTEST else 0.0 for ink in recipe)
    return cyan, magenta, yellow, black


def _for_press(accent: Colour) -> Colour:
    black, white = Colour.parse("#000000"), Colour.parse("#ffffff")
    lighter = (accent.mix(white, step / STEPS) for step in range(STEPS + 1))
    return next(colour for colour in lighter if contrast(colour, black) >= READABLE_IN_PRINT)


def _grounds_and_texts(primary: Colour, accent: Colour) -> Iterator[tuple[str, Colour]]:
    white, paper, ink = (Colour.parse(NATURAL[name]) for name in ("white", "paper", "ink"))
    tint, glow = white.mix(primary, 0.07), white.mix(accent, 0.2)
    yield from (("primary", primary), ("bar", primary), ("accent", accent), ("tint", tint), ("glow", glow))
    yield from (("on-primary", readable(white, primary)), ("on-bar", readable(white, primary)))
    yield from (("accent-on-primary", readable(accent, primary)), ("accent-on-bar", readable(accent, primary)))
    yield "on-accent", readable(ink, accent)
    yield "on-tint", readable(ink, tint)
    yield "on-glow", readable(ink, glow)
    yield "soft", readable(ink.mix(white, 0.25), white, paper)
    yield "primary-text", readable(primary, white, tint, glow, white.mix(accent, 0.3))
    yield "accent-text", readable(accent, white, paper, tint)
    yield "line", white.mix(primary, 0.25)


def _of_pictures(primary: Colour, accent: Colour) -> Iterator[tuple[str, Colour]]:
    black, white = (Colour.parse(end) for end in ("#000000", "#ffffff"))
    moon = white.mix(accent, 0.45)
    yield from (("sky", primary), ("lit", accent), ("moon", moon), ("figure", moon))
    yield from (("deep", primary.mix(black, 0.4)), ("near", primary.mix(white, 0.1)), ("far", primary.mix(white, 0.22)))
    yield "lamp", primary.mix(accent, 0.45)
    yield from (("ground", white.mix(primary, 0.16)), ("warm", white.mix(accent, 0.3)))
    yield from (("cloth-1", primary.mix(white, 0.28)), ("cloth-2", accent))
    yield from (("cloth-3", white.mix(primary, 0.32)), ("cloth-4", white.mix(accent, 0.5)))
