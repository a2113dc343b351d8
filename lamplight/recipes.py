"""Which inks a thing is printed with: the recipe of its colour, unless it is too small or too thin for several plates.

Each recipe comes with whether it goes over what is below it (overprint, ISO 32000-2, 8.6.7) or clears that away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from lamplight.palette import Colour
from lamplight.profiles import conversion, limited

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lamplight.model import Inks, Profile

# A colour as `#rrggbb`, or inks that were given as such.
Wanted: TypeAlias = "str | Inks"
NO_INK: Inks = (0.0, 0.0, 0.0, 0.0)
BLACK: Inks = (0.0, 0.0, 0.0, 1.0)
# Black and white stand out from such a colour alike (WCAG 2.2, contrast ratio): what is darker stands on light grounds.
MIDDLE = 0.179
# In a line so thin, nobody sees which colour such a dark one is. Skin is lighter, and keeps its colour.
NEARLY_BLACK = 0.05


class Recipes:
    """The inks of colours, at most 300 % together; each is looked up once."""

    def __init__(self, inks: Mapping[str, Inks], profile: Profile) -> None:
        self._conversion = conversion(profile)
        self._inks: dict[Wanted, Inks] = {colour: limited(recipe) for colour, recipe in inks.items()}
        self._inks |= {"#ffffff": NO_INK, "#000000": BLACK}
        self._light: dict[Wanted, float] = {}

    def inks(self, colour: Wanted) -> Inks:
        """What a large thing of this colour is printed with: greys with black alone."""
        if colour not in self._inks:
            self._inks[colour] = self._made(colour) if isinstance(colour, str) else limited(colour)
        return self._inks[colour]

    def _made(self, colour: str) -> Inks:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        if red == green == blue:
            return 0.0, 0.0, 0.0, self._conversion.black(red)
        return self._conversion.inks(red, green, blue)

    def light(self, colour: Wanted) -> float:
        """Its relative luminance, 0 to 1 (WCAG 2.2); of inks, what it is about."""
        if colour not in self._light:
            if isinstance(colour, str):
                self._light[colour] = Colour.parse(colour).luminance
            else:
                cyan, magenta, yellow, black = colour
                self._light[colour] = (1 - black) * max(0.0, 1 - 0.5 * cyan - 0.4 * magenta - 0.1 * yellow) ** 2
        return self._light[colour]

    def letters(self, colour: Wanted, *, small: bool) -> tuple[Inks, bool]:
        """Small letters are black over what is below, or cleared from it; so are large ones of black or grey ink."""
        dark = self.light(colour) < MIDDLE
        if small:
            return (BLACK, True) if dark else (NO_INK, False)
        inks = self.inks(colour)
        return inks, dark and not any(inks[:3])

    def thin(self, colour: Wanted) -> tuple[Inks, bool]:
        """A thin line of a drawing: black where its colour is nearly that."""
        return (BLACK, True) if self.light(colour) < NEARLY_BLACK else (self.inks(colour), False)

    def rule(self, colour: Wanted) -> tuple[Inks, bool, float]:
        """A thin rule is black, and the lighter its colour, the thinner: also how much of its thickness is left.

        Dots of a tint would make it a dotted one.
        """
        if not any(self.inks(colour)):
            return NO_INK, False, 1.0
        light = self.light(colour)
        return BLACK, True, 1.0 if light < MIDDLE else 1 - light
