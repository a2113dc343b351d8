"""Cuts the project's fonts: static instances of two variable families, renamed as their licence asks.

    pip install --no-deps --target sources fontpkg-source-sans-3==3.52 fontpkg-fraunces==1.0
    .venv/bin/python fonts/cut.py sources

writes every `*.ttf` beside this file and `templates/shared/fonts.css`. The same sources give the same bytes.
Why static: they are written into a PDF three times faster than variable ones. Why renamed: SIL Open Font License 1.1,
condition 3, forbids a modified font the reserved name 'Source'.
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
    from collections.abc import Iterable, Mapping

FONTS = Path(__file__).resolve().parent
STYLESHEET = FONTS.parent / "templates" / "shared" / "fonts.css"

# Latin with Vietnamese, Cyrillic, and the signs that a handout sets beside them.
CHARACTERS = (
    (0x0020, 0x024F),  # Latin, Latin-1, Extended-A and -B
    (0x0259, 0x0259),  # schwa (Azerbaijani)
    (0x02B0, 0x036F),  # modifier letters (the Hawaiian okina), combining accents
    (0x0400, 0x052F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional: Vietnamese
    (0x2000, 0x20CF),  # punctuation, superiors, currency
    (0x2100, 0x22FF),  # letter-like signs, fractions, arrows, mathematics
    (0x25A0, 0x27BF),  # shapes, check marks
)
# What text needs, and figures of even or fitted width; no alternates that change how a letter or a digit looks.
FEATURES = ("ccmp", "locl", "case", "kern", "mark", "mkmk", "ordn", "sups", "tnum", "pnum")
# Copyright, version, trademark, maker, designer, maker's address, licence and its address stay as they came.
KEPT_NAMES = frozenset({0, 5, 7, 8, 9, 11, 13, 14})
MICROSOFT_UNICODE_ENGLISH = (3, 1, 0x409)
REGULAR = 400
WEIGHT_NAMES = {REGULAR: "Regular", 600: "SemiBold", 700: "Bold", 800: "ExtraBold", 900: "Black"}


@dataclass(frozen=True, slots=True)
class Cut:
    """One static font: `source` is the variable file below the sources folder, `axes` its fixed coordinates."""

    family: str
    origin: str
    source: str
    weight: int
    axes: Mapping[str, float]
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


def _sans(weight: int, *, italic: bool = False) -> Cut:
    file = "SourceSans3-Italic[wght].ttf" if italic else "SourceSans3[wght].ttf"
    source = f"fontpkg_source_sans_3/files/{file}"
    return Cut("Lamplight Sans", "Source Sans 3", source, weight, {"wght": weight}, italic)


def _display(weight: int) -> Cut:
    axes = {"wght": weight, "opsz": 72, "SOFT": 100, "WONK": 0}  # soft corners, letters that stand upright
    source = "fontpkg_fraunces/files/Fraunces[SOFT,WONK,opsz,wght].ttf"
    return Cut("Lamplight Display", "Fraunces", source, weight, axes)


CUTS = (
    *(_sans(weight) for weight in (400, 600, 700, 900)),
    _sans(400, italic=True),
    *(_display(weight) for weight in (600, 700, 800)),
)


def cut(one: Cut, sources: Path) -> TTFont:
    """The static, subset, renamed font."""
    font = TTFont(sources / one.source, recalcTimestamp=False)
    instantiateVariableFont(font, dict(one.axes), inplace=True)
    _subset(font)
    _rename(font, one)
    _classify(font, one)
    return font


def _subset(font: TTFont) -> None:
    options = Options()
    options.layout_features = list(FEATURES)
    options.hinting = False
    options.notdef_outline = True  # a missing glyph must be seen, not be a gap
    options.drop_tables += ["STAT", "BASE", "gasp"]
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in CHARACTERS for code in range(first, last + 1)])
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
    parser.add_argument("sources", type=Path, help="the folder that pip put the two font packages into")
    sources = parser.parse_args().sources
    for one in CUTS:
        cut(one, sources).save(FONTS / f"{one.postscript}.ttf")
    STYLESHEET.write_text(stylesheet(CUTS), encoding="utf-8")


if __name__ == "__main__":
    main()
