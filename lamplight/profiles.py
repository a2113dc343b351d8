"""ICC profiles of printing presses, and colour through them: sRGB → CMYK. The only home of LittleCMS (Pillow)."""

from __future__ import annotations

import io
import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageCms, ImageFilter

from lamplight.errors import SourceError
from lamplight.model import Finding, Profile

if TYPE_CHECKING:
    from pathlib import Path

    from lamplight.model import Inks

# Below the project's root.
DEFAULT = "profiles/ISOcoated_v2_300_bas.icc"
# What a profile's name says of the printing condition that it was measured for, as the ICC's registry calls those.
REGISTRY = "http://www.color.org"
FOGRA = re.compile(r"\bFOGRA ?(\d\d)", re.IGNORECASE)
SAME_AS_FOGRA39 = re.compile(r"\bISO ?coated[ _]v2(?!\d)", re.IGNORECASE)
CUSTOM = "Custom"
# More than 300 % of ink at one place does not dry before the next sheet lies on it.
MOST_INK = 3.0
# Four channels of 8 bits, each rounded up, are nearly 1 % more.
MOST_INK_IN_PICTURES = 2.99
# A cube with 33 colours along each edge, as device links have; between them the change is even.
CUBE = 33
WHITE = 255


def read(path: Path, name: str | None = None) -> Profile:
    """The profile of a press in an ICC file; `name` is what findings call the file.

    SourceError for what is no such file, or is not the output profile (class `prtr`) of a press with four inks.
    """
    try:
        icc = path.read_bytes()
        inside = ImageCms.ImageCmsProfile(io.BytesIO(icc)).profile
    except OSError as error:
        raise _unusable(name or path.name, f"cannot be read ({error.strerror or error})") from error
    space, kind = inside.xcolor_space.strip(), inside.device_class.strip()
    if (space, kind) != ("CMYK", "prtr"):
        raise _unusable(name or path.name, f"is for {space} and of class {kind}, not for CMYK and of class prtr")
    description = (inside.profile_description or path.stem).strip()
    condition = _condition(description)
    return Profile(description, condition, "" if condition == CUSTOM else REGISTRY, icc)


def _condition(description: str) -> str:
    """The registered printing condition that a profile is named for, or `Custom`: then it alone says what it is for."""
    if named := FOGRA.search(description):
        return f"FOGRA{named[1]}"
    return "FOGRA39" if SAME_AS_FOGRA39.search(description) else CUSTOM


def _unusable(name: str, why: str) -> SourceError:
    remedy = "name the profile that the print shop gives you (profiles/README.md), or leave --profile out"
    return SourceError([Finding("profile-unusable", f"{name} {why}", remedy)])


def limited(inks: Inks, most: float = MOST_INK) -> Inks:
    """The inks, together at most so much: what is too much is taken from the colours alike, and none from black."""
    cyan, magenta, yellow, black = inks
    much, room = cyan + magenta + yellow, most - black
    if much <= room:
        return inks
    share = room / much
    return cyan * share, magenta * share, yellow * share, black


@lru_cache(maxsize=4)
def conversion(profile: Profile) -> Conversion:
    """The conversion through a profile, made once a process: that takes 40 ms."""
    return Conversion(profile)


class Conversion:
    """sRGB → CMYK through a profile: relative colorimetric, with black point compensation (ISO 18619)."""

    def __init__(self, profile: Profile) -> None:
        self._press = ImageCms.ImageCmsProfile(io.BytesIO(profile.icc))
        self._screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
        self._to_press = _change(self._screen, self._press, "RGB", "CMYK")

    def inks(self, red: int, green: int, blue: int) -> Inks:
        """The inks of one colour, its channels 0 to 255; at most 300 % together."""
        (colour,) = self._pressed([(red, green, blue)])
        return limited(colour)

    def black(self, grey: int) -> float:
        """How much black alone looks like a grey of 0 to 255: all of it for 0, none for 255."""
        return min(range(WHITE + 1), key=lambda ink: abs(self._greys[ink] - grey)) / WHITE

    def picture(self, picture: Image.Image) -> Image.Image:
        """An RGB picture in CMYK, with at most 300 % of ink anywhere."""
        return picture.filter(self._cube)

    def _pressed(self, colours: list[tuple[int, int, int]]) -> list[Inks]:
        row = Image.frombytes("RGB", (len(colours), 1), bytes(channel for colour in colours for channel in colour))
        inks = [ink / WHITE for ink in _changed(row, self._to_press).tobytes()]
        return list(zip(*[iter(inks)] * 4, strict=True))

    @cached_property
    def _greys(self) -> list[float]:
        """The grey that each amount of black looks like, stretched so that all black is as dark as a screen's."""
        blacks = bytes(ink for black in range(WHITE + 1) for ink in (0, 0, 0, black))
        back = _change(self._press, self._screen, "CMYK", "RGB")
        greens = _changed(Image.frombytes("CMYK", (WHITE + 1, 1), blacks), back).getchannel("G").tobytes()
        return [(green - greens[-1]) / (greens[0] - greens[-1]) * WHITE for green in greens]

    @cached_property
    def _cube(self) -> ImageFilter.Color3DLUT:
        steps = [round(step * WHITE / (CUBE - 1)) for step in range(CUBE)]
        colours = [(red, green, blue) for blue in steps for green in steps for red in steps]
        table = [ink for inks in self._pressed(colours) for ink in limited(inks, MOST_INK_IN_PICTURES)]
        return ImageFilter.Color3DLUT(CUBE, table, channels=4, target_mode="CMYK")


def _change(
    source: ImageCms.ImageCmsProfile, target: ImageCms.ImageCmsProfile, from_mode: str, to_mode: str
) -> ImageCms.ImageCmsTransform:
    intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    return ImageCms.ImageCmsTransform(source, target, from_mode, to_mode, intent=intent, flags=flags)


def _changed(picture: Image.Image, change: ImageCms.ImageCmsTransform) -> Image.Image:
    """The picture through a change; `change.apply` would pack the whole profile with it, 10 ms each time."""
    changed = Image.new(change.output_mode, picture.size)
    change.transform.apply(picture.getim(), changed.getim())
    return changed
