r"""Cuts the project's fonts: static instances of free families, a family a script, renamed as their licences ask.

    pip install --no-deps --target sources fontpkg-source-sans-3==3.52 fontpkg-fraunces==1.0 \
        manimgx-fonts==2026.9.26.post1 justmytype-intl-cjk==0.1.0
    apt-get download fonts-noto-core=20201225-1 && dpkg-deb --extract fonts-noto-core_20201225-1_all.deb sources
    .venv/bin/python fonts/cut.py sources

writes every `*.ttf` beside this file and `templates/shared/fonts.css`. The same sources give the same bytes.
Why static: they are written into a PDF three times faster than variable ones. Why renamed: SIL Open Font License 1.1,
condition 3, forbids a modified font the reserved name 'Source'. No font of another script has Latin letters or digits:
a number has the same shapes in every language.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FONTS = Path(__file__).resolve().parent
STYLESHEET = FONTS.parent / "templates" / "shared" / "fonts.css"

# Latin with Vietnamese, Cyrillic, and the signs that a handout sets beside them.
LATIN = (
    (0x0020, 0x024F),  # Latin, Latin-1, Extended-A and -B
    (0x0259, 0x0259),  # schwa (Azerbaijani)
    (0x02B0, 0x036F),  # modifier letters (the Hawaiian okina), combining accents
    (0x0400, 0x052F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional: Vietnamese
    (0x2000, 0x20CF),  # punctuation, superiors, currency
    (0x2100, 0x22FF),  # letter-like signs, fractions, arrows, mathematics
    (0x25A0, 0x27BF),  # shapes, check marks
)
# The engine sets a space in the font of the word before it.
SPACES = (0x0020, 0x00A0, 0x200B)
# What holds syllables together or apart, and the circle on which a mark without its letter stands.
JOINERS = ((0x200C, 0x200D), (0x25CC, 0x25CC))
ARABIC = (
    (0x0600, 0x06FF),
    (0x0750, 0x077F),
    (0xFB50, 0xFDFF),
    (0xFE70, 0xFEFC),
    (0x00AB, 0x00AB),
    (0x00BB, 0x00BB),
    *JOINERS,
)
ARMENIAN = ((0x0530, 0x058F), (0xFB13, 0xFB17))
DEVANAGARI = ((0x0900, 0x097F), (0xA8E0, 0xA8FF), (0x1CD0, 0x1CFF), *JOINERS)
ETHIOPIC = ((0x1200, 0x139F), (0x2D80, 0x2DDF))
GURMUKHI = ((0x0A00, 0x0A7F), (0x0964, 0x0965), *JOINERS)
KHMER = ((0x1780, 0x17FF), (0x19E0, 0x19FF), *JOINERS)
LAO = ((0x0E80, 0x0EFF), *JOINERS)
THAI = ((0x0E00, 0x0E7F), *JOINERS)
# Chinese, Japanese and Korean, as far as each one's national standard goes: punctuation, kana, ideographs, syllables.
EAST_ASIAN = (
    (0x00B7, 0x00B7),  # middle dot
    (0x2014, 0x201D),  # dashes and quotation marks, as wide as an ideograph
    (0x2026, 0x2026),  # ellipsis
    (0x3000, 0x30FF),  # punctuation, hiragana, katakana
    (0x3400, 0x9FFF),  # ideographs
    (0xAC00, 0xD7A3),  # hangul
    (0xFF01, 0xFF60),  # full-width signs
)
# What Latin text needs, and figures of even or fitted width; no alternates that change how a letter or a digit looks.
LATIN_FEATURES = ("ccmp", "locl", "case", "kern", "mark", "mkmk", "ordn", "sups", "tnum", "pnum")
EAST_ASIAN_FEATURES = ("ccmp", "locl")
ALEF = 0x0627
# Copyright, version, trademark, maker, designer, maker's address, licence and its address stay as they came.
KEPT_NAMES = frozenset({0, 5, 7, 8, 9, 11, 13, 14})
MICROSOFT_UNICODE_ENGLISH = (3, 1, 0x409)
REGULAR, BOLD = 400, 700
WEIGHT_NAMES = {REGULAR: "Regular", 600: "SemiBold", BOLD: "Bold", 800: "ExtraBold", 900: "Black"}


@dataclass(frozen=True, slots=True)
class Cut:
    """One static font: `source` is the file below the sources folder, `axes` the coordinates of a variable one.

    Without `features` it keeps those that its script cannot be written without (fontTools' choice).
    """

    family: str
    origin: str
    source: str
    weight: int
    axes: Mapping[str, float]
    characters: frozenset[int]
    features: tuple[str, ...] | None = None
    italic: bool = False

    @property
    def style(self) -> str:
        """The name of its weight and slope: `Bold`, `Italic`."""
        if not self.italic:
            return WEIGHT_NAMES[self.weight]
        return "Italic" if self.weight == REGULAR else f"{WEIGHT_NAMES[self.weight]} Italic"

    @property
    def postscript(self) -> str:
        """Its PostScript name, which is the file's too: `LamplightSans-Bold`."""
        return f"{self.family}-{self.style}".replace(" ", "")


def _codes(ranges: Iterable[tuple[int, int]], codec: str | None = None) -> frozenset[int]:
    """The code points of these ranges, as far as a national standard has them."""
    codes = (code for first, last in ranges for code in range(first, last + 1))
    return frozenset((*SPACES, *(code for code in codes if codec is None or _has(codec, code))))


def _has(codec: str, code: int) -> bool:
    try:
        return bool(chr(code).encode(codec))
    except UnicodeEncodeError:
        return False


def _sans(weight: int, *, italic: bool = False) -> Cut:
    file = "SourceSans3-Italic[wght].ttf" if italic else "SourceSans3[wght].ttf"
    source = f"fontpkg_source_sans_3/files/{file}"
    return Cut(
        "Lamplight Sans", "Source Sans 3", source, weight, {"wght": weight}, _codes(LATIN), LATIN_FEATURES, italic
    )


def _display(weight: int) -> Cut:
    axes = {"wght": weight, "opsz": 72, "SOFT": 100, "WONK": 0}  # soft corners, letters that stand upright
    source = "fontpkg_fraunces/files/Fraunces[SOFT,WONK,opsz,wght].ttf"
    return Cut("Lamplight Display", "Fraunces", source, weight, axes, _codes(LATIN), LATIN_FEATURES)


def _two(  # noqa: PLR0913, PLR0917 - a row of the table below
    family: str,
    origin: str,
    source: str,
    ranges: Iterable[tuple[int, int]],
    codec: str | None = None,
    features: tuple[str, ...] | None = None,
) -> Iterator[Cut]:
    """Regular and bold of a variable font, for a script that Source Sans 3 does not have."""
    codes = _codes(ranges, codec)
    yield from (Cut(family, origin, source, weight, {"wght": weight}, codes, features) for weight in (REGULAR, BOLD))


def _noto(script: str, ranges: Iterable[tuple[int, int]]) -> Iterator[Cut]:
    return _two(f"Lamplight {script}", f"Noto Sans {script}", f"manimgx_fonts/NotoSans{script}[wght].ttf", ranges)


def _east_asian(place: str, codec: str) -> Iterator[Cut]:
    source = f"justmytype_intl_cjk/fonts/ofl/notosans{place.lower()}/NotoSans{place}[wght].ttf"
    family, origin = f"Lamplight {place}", f"Noto Sans {place}"
    return _two(family, origin, source, EAST_ASIAN, codec, EAST_ASIAN_FEATURES)


def _static(family: str, origin: str, ranges: Iterable[tuple[int, int]]) -> Iterator[Cut]:
    """Regular and bold of a family whose weights are files of their own."""
    for weight in (REGULAR, BOLD):
        source = f"usr/share/fonts/truetype/noto/{origin.replace(' ', '')}-{WEIGHT_NAMES[weight]}.ttf"
        yield Cut(family, origin, source, weight, {}, _codes(ranges))


CUTS = (
    *(_sans(weight) for weight in (400, 600, 700, 900)),
    _sans(400, italic=True),
    *(_display(weight) for weight in (600, 700, 800)),
    *_static("Lamplight Arabic", "Noto Naskh Arabic", ARABIC),
    *_noto("Armenian", ARMENIAN),
    *_noto("Devanagari", DEVANAGARI),
    *_noto("Ethiopic", ETHIOPIC),
    *_noto("Gurmukhi", GURMUKHI),
    *_noto("Khmer", KHMER),
    *_noto("Lao", LAO),
    *_noto("Thai", THAI),
    *_east_asian("SC", "gb2312"),
    *_east_asian("TC", "big5"),
    *_east_asian("JP", "shift_jis"),
    *_east_asian("KR", "euc_kr"),
)


def cut(one: Cut, sources: Path) -> TTFont:
    """The static, subset, renamed font."""
    font = TTFont(sources / one.source, recalcTimestamp=False)
    if one.axes:
        instantiateVariableFont(font, dict(one.axes), inplace=True)
    _subset(font, one)
    _rename(font, one)
    _classify(font, one)
    return font


def _subset(font: TTFont, one: Cut) -> None:
    options = Options()
    if one.features is not None:
        options.layout_features = list(one.features)
    options.hinting = False
    options.notdef_outline = True  # a missing glyph must be seen, not be a gap
    options.drop_tables += ["STAT", "BASE", "gasp", "vhea", "vmtx", "VORG"]
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=one.characters)
    subsetter.subset(font)


def _rename(font: TTFont, one: Cut) -> None:
    table = font["name"]
    kept = {name_id: text for name_id in KEPT_NAMES if (text := table.getDebugName(name_id))}
    table.names = []
    for name_id, text in sorted((kept | _names(one)).items()):
        table.setName(text, name_id, *MICROSOFT_UNICODE_ENGLISH)


def _names(one: Cut) -> dict[int, str]:
    """Name records by their OpenType number; 1 and 2 know only regular, bold and italic, 16 and 17 know every style."""
    four_styles = one.style in {"Regular", "Bold", "Italic"}
    names = {
        1: one.family if four_styles else f"{one.family} {one.style}",
        2: one.style if four_styles else "Regular",
        3: f"{one.postscript}; derived from {one.origin}",
        4: f"{one.family} {one.style}",
        6: one.postscript,
        10: f"A static instance of {one.origin}, cut to fewer characters and renamed by the Lamplight project.",
    }
    return names if four_styles else names | {16: one.family, 17: one.style}


def _classify(font: TTFont, one: Cut) -> None:
    """Set weight and style flags (OpenType `OS/2.usWeightClass`, `fsSelection`, `head.macStyle`) to what was cut."""
    italic, bold = one.italic, one.style == "Bold"
    table = font["OS/2"]
    table.usWeightClass, table.achVendID = one.weight, "NONE"
    if not table.sCapHeight:  # a font without capitals: as tall as its tallest letter that stands on the line
        table.sCapHeight = font["glyf"][font.getBestCmap()[ALEF]].yMax
    use_typographic_metrics = table.fsSelection & 0x80
    table.fsSelection = use_typographic_metrics | italic | bold << 5 | (not italic and not bold) << 6
    font["head"].macStyle = bold | italic << 1


def stylesheet(cuts: Iterable[Cut]) -> str:
    """One `@font-face` a file; two of the same family, weight and style would print wrong digits, silently."""
    return "/* Written by fonts/cut.py. */\n" + "".join(
        f"""
@font-face {{
  font-family: "{one.family}";
  font-weight: {one.weight};
  font-style: {"italic" if one.italic else "normal"};
  src: url("../../fonts/{one.postscript}.ttf");
}}
"""
        for one in cuts
    )


def main() -> None:
    """Write every font and the stylesheet."""
    parser = argparse.ArgumentParser(description="Cut the project's fonts from their variable sources.")
    parser.add_argument("sources", type=Path, help="the folder that the font packages were put into")
    sources = parser.parse_args().sources
    for one in CUTS:
        cut(one, sources).save(FONTS / f"{one.postscript}.ttf")
    STYLESHEET.write_text(stylesheet(CUTS), encoding="utf-8")


if __name__ == "__main__":
    main()
