from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Name

from preflight.press_sample import drawn, good
from preflight.samples import codes

if TYPE_CHECKING:
    from collections.abc import Callable

CODE = "image-too-coarse"
# Square, so many pixels a side; 72 points are an inch.
SIDE = 300


def _picture(pixels: int = SIDE, mask: int = 0, *, stencil: bool = False) -> Callable[[pikepdf.Pdf], dict[str, object]]:
    def made(pdf: pikepdf.Pdf) -> dict[str, object]:
        picture = _square(pdf, pixels, 4, Name.DeviceCMYK)
        if mask:
            picture.SMask = _square(pdf, mask, 1, Name.DeviceGray)
        if stencil:
            del picture.ColorSpace
            picture.ImageMask, picture.BitsPerComponent = True, 1
            picture.write(b"\0" * (pixels * ((pixels + 7) // 8)))
        return {"/P": picture}

    return made


def _square(pdf: pikepdf.Pdf, pixels: int, channels: int, space: pikepdf.Object) -> pikepdf.Stream:
    said = {"Subtype": Name.Image, "Width": pixels, "Height": pixels, "BitsPerComponent": 8, "ColorSpace": space}
    picture = pdf.make_stream(b"\x20" * (pixels * pixels * channels))
    for key, value in said.items():
        picture[f"/{key}"] = value
    return picture


COARSE = {
    "too large": ("80 0 0 80 200 100 cm /P Do", _picture()),
    "too wide": ("80 0 0 40 200 100 cm /P Do", _picture()),
    "turned": ("0 80 -80 0 300 100 cm /P Do", _picture()),
    "scaled twice": ("2 0 0 2 0 0 cm 40 0 0 40 100 50 cm /P Do", _picture()),
    "its mask": ("72 0 0 72 200 100 cm /P Do", _picture(mask=150)),
    "a stencil": ("0 0 1 0 k 80 0 0 80 200 100 cm /P Do", _picture(stencil=True)),
    "within the stream": ("9 0 0 9 200 100 cm BI /W 9 /H 9 /BPC 8 /CS /G ID " + "x" * 81 + " EI", _picture()),
}
FINE = {
    "an inch": ("72 0 0 72 200 100 cm /P Do", _picture()),
    "small": ("20 0 0 20 200 100 cm /P Do", _picture()),
    "with a mask": ("72 0 0 72 200 100 cm /P Do", _picture(mask=300)),
    "a stencil": ("0 0 1 0 k 72 0 0 72 200 100 cm /P Do", _picture(stencil=True)),
}


@pytest.mark.parametrize("how", COARSE)
def test_a_picture_of_too_few_pixels_is_found(how: str) -> None:
    operators, picture = COARSE[how]
    assert codes(drawn(operators, None, XObject=picture), CODE) == [CODE]


@pytest.mark.parametrize("how", FINE)
def test_one_of_enough_passes(how: str) -> None:
    operators, picture = FINE[how]
    assert codes(drawn(operators, None, XObject=picture), CODE) == []


def test_a_file_without_any_passes() -> None:
    assert codes(good(), CODE) == []
