"""Profiles of presses: what can be printed through, and what a file says of it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageCms

from lamplight import profiles
from lamplight.errors import SourceError
from own_project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT = ROOT / profiles.DEFAULT


def test_the_one_that_ships_says_what_it_is_for() -> None:
    profile = profiles.read(DEFAULT)
    assert profile.description == "ISO Coated v2 300% (basICColor)"
    assert (profile.condition, profile.registry) == ("FOGRA39", "http://www.color.org")
    assert profile.icc == DEFAULT.read_bytes()


@pytest.mark.parametrize(
    ("description", "condition"),
    [
        ("Coated FOGRA39 (ISO 12647-2:2004)", "FOGRA39"),
        ("PSO Uncoated v3 (FOGRA52)", "FOGRA52"),
        ("ISOcoated_v2_eci.icc", "FOGRA39"),
        ("GRACoL2013_CRPC6.icc", "Custom"),
        ("Our own press", "Custom"),
    ],
)
def test_a_registered_condition_is_named_only_where_the_profile_does(description: str, condition: str) -> None:
    assert profiles._condition(description) == condition


def screen(folder: Path) -> Path:
    path = folder / "screen.icc"
    path.write_bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    return path


def junk(folder: Path) -> Path:
    path = folder / "junk.icc"
    path.write_bytes(b"no profile")
    return path


@pytest.mark.parametrize(
    ("made", "why"),
    [(screen, "is for RGB"), (junk, "cannot be read"), (lambda folder: folder / "none.icc", "cannot be read")],
)
def test_what_no_press_prints_with_is_told(tmp_path: Path, made: object, why: str) -> None:
    with pytest.raises(SourceError, match=why) as caught:
        profiles.read(made(tmp_path), "--profile")  # type: ignore[operator]
    (finding,) = caught.value.findings
    assert finding.code == "profile-unusable"
    assert finding.message.startswith("--profile ")


def test_a_picture_goes_the_way_that_a_colour_goes() -> None:
    conversion = profiles.conversion(profiles.read(DEFAULT))
    for colour in ((27, 58, 87), (244, 171, 60), (128, 128, 128), (255, 255, 255)):
        seen = conversion.picture(Image.new("RGB", (1, 1), colour)).getpixel((0, 0))
        assert isinstance(seen, tuple)
        assert [ink / 255 for ink in seen] == [pytest.approx(ink, abs=0.02) for ink in conversion.inks(*colour)]


def test_grey_looks_alike_in_black_alone() -> None:
    profile = profiles.read(DEFAULT)
    conversion = profiles.conversion(profile)
    assert (conversion.black(0), conversion.black(255)) == (1, 0)
    press = ImageCms.ImageCmsProfile(io.BytesIO(profile.icc))
    back = ImageCms.ImageCmsTransform(
        press,
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
        "CMYK",
        "RGB",
        intent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    for grey in (90, 128, 200):
        printed = back.apply(Image.new("CMYK", (1, 1), (0, 0, 0, round(conversion.black(grey) * 255))))
        seen = printed.getpixel((0, 0))
        assert isinstance(seen, tuple)
        assert seen[1] == pytest.approx(grey, abs=16)
