"""Colours that can be read: contrast after WCAG 2.2, success criterion 1.4.3 (text at least 4.5:1)."""

from __future__ import annotations

import re
from dataclasses import dataclass

READABLE = 4.5
BLACK_AND_WHITE = ("#ffffff", "#000000")
STEPS = 100


@dataclass(frozen=True, slots=True)
class Colour:
    """An sRGB colour, each channel 0 to 1."""

    red: float
    green: float
    blue: float

    @classmethod
    def parse(cls, text: str) -> Colour:
        """The colour written `#rrggbb`; ValueError for anything else."""
        if not re.fullmatch("#[0-9a-fA-F]{6}", text):
            message = f"“{text}” is no colour: write it as #rrggbb, such as #17324d"
            raise ValueError(message)
        return cls(*(int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)))

    def __str__(self) -> str:
        return "#" + "".join(f"{round(channel * 255):02x}" for channel in (self.red, self.green, self.blue))

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
        linear = map(_linear, (self.red, self.green, self.blue))
        return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    def mix(self, other: Colour, share: float) -> Colour:
        """This colour with `share` (0 to 1) of the other, rounded as it will be written: what is seen is measured."""
        channels = ((self.red, other.red), (self.green, other.green), (self.blue, other.blue))
        return Colour(*(round((a + (b - a) * share) * 255) / 255 for a, b in channels))


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
    black = Colour.parse("#000000")
    white, paper, ink = Colour.parse("#ffffff"), Colour.parse("#fffaf0"), Colour.parse("#1c2733")
    tint, glow = white.mix(primary, 0.07), white.mix(accent, 0.2)
    named = {
        "white": white,
        "paper": paper,
        "ink": ink,
        "primary": primary,
        "accent": accent,
        "tint": tint,
        "glow": glow,
        "on-primary": readable(white, primary),
        "on-accent": readable(ink, accent),
        "on-tint": readable(ink, tint),
        "on-glow": readable(ink, glow),
        "soft": readable(ink.mix(white, 0.25), white, paper),
        "primary-text": readable(primary, white, tint, glow),
        "accent-text": readable(accent, white, paper, tint),
        "accent-on-primary": readable(accent, primary),
        "line": white.mix(primary, 0.25),
        "deep": primary.mix(black, 0.4),
        "near": primary.mix(white, 0.1),
        "far": primary.mix(white, 0.22),
        "lamp": primary.mix(accent, 0.3),
        "moon": white.mix(accent, 0.45),
    }
    return {name: str(colour) for name, colour in named.items()}
