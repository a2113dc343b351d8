from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import ImageCms

from preflight.press_sample import changed, good, profile, without
from preflight.samples import codes

if TYPE_CHECKING:
    from collections.abc import Callable

CODE = "output-intent-wrong"
SCREEN = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _intent(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.OutputIntents[0]


def _embed(data: bytes, colours: int) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        _intent(pdf).DestOutputProfile = pdf.make_stream(data, N=colours)

    return change


def _header(start: int, data: bytes) -> Callable[[pikepdf.Pdf], None]:
    icc = profile().icc
    return _embed(icc[:start] + data + icc[start + len(data) :], 4)


BROKEN: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "none": lambda pdf: without(pdf.Root, "/OutputIntents"),
    "an empty list": lambda pdf: pdf.Root.update(pikepdf.Dictionary(OutputIntents=pikepdf.Array())),
    "two": lambda pdf: pdf.Root.OutputIntents.append(_intent(pdf)),
    "of PDF/A": lambda pdf: _intent(pdf).update(pikepdf.Dictionary(S=pikepdf.Name.GTS_PDFA1)),
    "no condition": lambda pdf: without(_intent(pdf), "/OutputConditionIdentifier"),
    "an empty condition": lambda pdf: _intent(pdf).update(pikepdf.Dictionary(OutputConditionIdentifier=" ")),
    "no profile": lambda pdf: without(_intent(pdf), "/DestOutputProfile"),
    "a profile of a screen": _embed(SCREEN, 3),
    "a screen's that claims four colours": _embed(SCREEN, 4),
    "N is three": _embed(profile().icc, 3),
    "of the class of a device link": _header(12, b"link"),
    "of another space": _header(16, b"RGB "),
    "no profile at all": _embed(b"not a profile" * 20, 4),
    "cut off": _embed(profile().icc[:5000], 4),
    "nothing in it": _embed(b"", 4),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_wrong_intent_is_found(how: str) -> None:
    assert set(codes(changed(BROKEN[how]), CODE)) == {CODE}


def test_a_right_one_passes() -> None:
    assert codes(good(), CODE) == []
