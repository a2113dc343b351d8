"""The fonts: one file a family, weight and style; renamed as the licence asks; digits that can be dialled."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[1]
FONTS = ROOT / "fonts"
STYLESHEET = ROOT / "templates" / "shared" / "fonts.css"
FILES = sorted(FONTS.glob("*.ttf"))
LICENCES = {"Lamplight Sans": "OFL-SourceSans3.txt", "Lamplight Display": "OFL-Fraunces.txt"}
FAMILY, STYLE, FULL, POSTSCRIPT, TYPOGRAPHIC_FAMILY, TYPOGRAPHIC_STYLE = 1, 2, 4, 6, 16, 17
REQUIRED = {
    "Lamplight Sans": {(400, "normal"), (600, "normal"), (700, "normal"), (900, "normal"), (400, "italic")},
    "Lamplight Display": {(600, "normal"), (700, "normal")},
}


@dataclass(frozen=True)
class Face:
    """What tells one font file from another."""

    file: str
    family: str
    weight: int
    style: str


def face_of(file: Path) -> Face:
    """Read a font file's own account of itself."""
    with TTFont(file) as font:
        names, table = font["name"], font["OS/2"]
        family = names.getDebugName(TYPOGRAPHIC_FAMILY) or names.getDebugName(FAMILY)
        return Face(file.name, family, table.usWeightClass, "italic" if table.fsSelection & 1 else "normal")


def declared_faces() -> list[Face]:
    """Read what the stylesheet says of each file."""
    rule = re.compile(
        r'@font-face \{\s*font-family: "([^"]+)";\s*font-weight: (\d+);\s*font-style: (\w+);'
        r'\s*src: url\("([^"]+)"\);\s*\}'
    )
    css = STYLESHEET.read_text(encoding="utf-8")
    found = rule.findall(css)
    assert len(found) == css.count("@font-face")
    return [Face(Path(url).name, family, int(weight), style) for family, weight, style, url in found]


def test_there_are_fonts() -> None:
    faces = [face_of(file) for file in FILES]
    for family, wanted in REQUIRED.items():
        assert wanted <= {(face.weight, face.style) for face in faces if face.family == family}


def test_no_two_files_share_family_weight_and_style() -> None:
    faces = [face_of(file) for file in FILES]
    shared = [key for key, times in Counter((f.family, f.weight, f.style) for f in faces).items() if times > 1]
    assert shared == []


def test_stylesheet_says_what_the_files_are() -> None:
    declared = declared_faces()
    assert sorted(declared, key=lambda face: face.file) == [face_of(file) for file in FILES]


def test_stylesheet_reaches_the_files() -> None:
    urls = re.findall(r'url\("([^"]+)"\)', STYLESHEET.read_text(encoding="utf-8"))
    assert {(STYLESHEET.parent / url).resolve() for url in urls} == set(FILES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_file_is_renamed_and_says_where_it_comes_from(file: Path) -> None:
    with TTFont(file) as font:
        names = font["name"]
        presented = [names.getDebugName(name_id) for name_id in (FAMILY, FULL, POSTSCRIPT, TYPOGRAPHIC_FAMILY)]
        assert all(name.startswith("Lamplight") for name in presented if name)
        assert names.getDebugName(POSTSCRIPT) == file.stem
        assert "Copyright" in names.getDebugName(0) or "©" in names.getDebugName(0)
        assert "instance of" in names.getDebugName(10)
        assert "SIL Open Font License, Version 1.1" in names.getDebugName(13)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_licence_stands_beside_the_file(file: Path) -> None:
    text = (FONTS / LICENCES[face_of(file).family]).read_text(encoding="utf-8")
    assert text.startswith("Copyright")
    assert "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007" in text
    assert "PERMISSION & CONDITIONS" in text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_file_is_static_and_may_be_embedded(file: Path) -> None:
    with TTFont(file) as font:
        assert not {"fvar", "gvar", "STAT", "HVAR", "fpgm", "prep", "cvt "} & set(font.keys())
        assert font["OS/2"].fsType == 0


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_digits_are_lining_and_a_sans_has_them_equally_wide(file: Path) -> None:
    with TTFont(file) as font:
        cmap, shapes = font.getBestCmap(), font["glyf"]
        digits = [cmap[ord(digit)] for digit in "0123456789"]
        assert len(set(digits)) == len(digits)
        capital = shapes[cmap[ord("H")]].yMax
        assert all(shapes[name].yMax == pytest.approx(capital, rel=0.08) for name in digits)
        assert all(shapes[name].yMin == pytest.approx(0, abs=0.05 * capital) for name in digits)
        widths = {font["hmtx"][name][0] for name in digits}
        rounding = 1  # font unit: instances of one variable width
        assert max(widths) - min(widths) <= rounding or face_of(file).family == "Lamplight Display"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_file_covers_its_languages(file: Path) -> None:
    with TTFont(file) as font:
        cmap = font.getBestCmap()
    vietnamese, spanish, marks = "ăâđêôơưẠạẰằỆệỖỗỢợỮữỲỳ", "áéíñóúü¿¡ªº", "0123456789+-()./:@–—…“”‘’·•"
    cyrillic = "" if face_of(file).family == "Lamplight Display" else "АБВЯабвяЁёЇїҐґЄє"
    assert [sign for sign in vietnamese + spanish + marks + cyrillic if ord(sign) not in cmap] == []
