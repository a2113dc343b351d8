"""The fonts: a file for each family, weight and style; renamed as the licences ask; digits that can be dialled.

And none too few: every character of the words has a glyph in the fonts that its language is set in.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from string import ascii_letters, digits
from typing import TYPE_CHECKING

import pikepdf
import pytest
import yaml
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont

from lamplight import scripts
from lamplight.model import Edition
from lamplight.typeset import Typesetter
from own_project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FONTS = ROOT / "fonts"
STYLESHEET = ROOT / "templates" / "shared" / "fonts.css"
LANGUAGE_STYLES = ROOT / "templates" / "shared" / "scripts.css"
FILES = sorted(FONTS.glob("*.ttf"))
COPYRIGHT, FAMILY, FULL, VERSION, POSTSCRIPT, DESCRIPTION, LICENCE, LICENCE_ADDRESS = 0, 1, 4, 5, 6, 10, 13, 14
TYPOGRAPHIC_FAMILY = 16
SANS, DISPLAY = "Lamplight Sans", "Lamplight Display"
LATIN = {SANS, DISPLAY}
# Unicode's block of each script: every letter and mark in it must be there, not only those that the words use today.
BLOCKS = {
    "Lamplight Arabic": (0x0600, 0x06FF),
    "Lamplight Armenian": (0x0530, 0x058F),
    "Lamplight Devanagari": (0x0900, 0x097F),
    "Lamplight Ethiopic": (0x1200, 0x137F),
    "Lamplight Gurmukhi": (0x0A00, 0x0A7F),
    "Lamplight Khmer": (0x1780, 0x17FF),
    "Lamplight Lao": (0x0E80, 0x0EFF),
    "Lamplight Thai": (0x0E00, 0x0E7F),
}
STANDARDS = {
    "Lamplight SC": "gb2312",
    "Lamplight TC": "big5",
    "Lamplight JP": "shift_jis",
    "Lamplight KR": "euc_kr",
}
# Of what a standard holds, the signs that words are written with; and no standard has fewer of them.
WRITTEN = ("CJK UNIFIED IDEOGRAPH", "HIRAGANA LETTER", "KATAKANA LETTER", "HANGUL SYLLABLE")
FEWEST = 6000
# What a source has no glyph for.
LACKING = {"Lamplight KR": {"隙"}}
# Without these features letters do not join, and marks stand beside their letters or on each other.
FEATURES = {
    "Lamplight Arabic": {"init", "medi", "fina", "rlig", "mark", "mkmk"},
    "Lamplight Devanagari": {"nukt", "rphf", "half", "abvm", "blwm"},
    "Lamplight Gurmukhi": {"nukt", "blwf", "pstf", "abvm"},
    "Lamplight Khmer": {"pref", "blwf", "abvf", "pstf", "abvm", "blwm"},
    "Lamplight Lao": {"ccmp", "mark", "mkmk"},
    "Lamplight Thai": {"ccmp", "mark", "mkmk"},
}
REQUIRED = {
    SANS: {(400, "normal"), (600, "normal"), (700, "normal"), (900, "normal"), (400, "italic")},
    DISPLAY: {(600, "normal"), (700, "normal"), (800, "normal")},
    **{family: {(400, "normal"), (700, "normal")} for family in (*BLOCKS, *STANDARDS)},
}
LANGUAGES = ("en", *sorted(path.stem for path in (ROOT / "content").glob("*.po")))
PAGE = '<html lang="{language}"><head><title>Words</title></head><body>{body}</body></html>'


@dataclass(frozen=True)
class Face:
    """What tells one font file from another."""

    file: str
    family: str
    weight: int
    style: str


@dataclass(frozen=True)
class Row:
    """What the table in the README says of a family."""

    weights: str
    origin: str
    version: str
    licence: str


@cache
def face_of(file: Path) -> Face:
    """Read a font file's own account of itself."""
    with TTFont(file) as font:
        names, table = font["name"], font["OS/2"]
        family = names.getDebugName(TYPOGRAPHIC_FAMILY) or names.getDebugName(FAMILY)
        return Face(file.name, family, table.usWeightClass, "italic" if table.fsSelection & 1 else "normal")


@cache
def characters_of(file: Path) -> frozenset[str]:
    """The characters that a file draws: with a glyph, not the box of what is missing, and ink if they have any."""
    with TTFont(file) as font:
        places, number = font["loca"], font.getGlyphID
        glyphs = {chr(code): number(name) for code, name in font.getBestCmap().items()}
        return frozenset(
            sign
            for sign, glyph in glyphs.items()
            if glyph and (places[glyph] < places[glyph + 1] or unicodedata.category(sign)[0] in "ZC")
        )


@cache
def characters_in(family: str) -> frozenset[str]:
    """The characters that each file of a family draws: in bold, too, a text must be whole."""
    return frozenset.intersection(*(characters_of(file) for file in files_of(family)))


def files_of(*families: str) -> list[Path]:
    """The files of these families."""
    return [file for file in FILES if face_of(file).family in families]


def stem(file: Path) -> str:
    """What a test of this file is called."""
    return file.stem


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


@cache
def readme() -> dict[str, Row]:
    """Read the table of families."""
    row = re.compile(
        r"\| (Lamplight [^|]+) \| ([^|]+) \| ([^|]+) \(version ([\d.]+)\) by [^|]+ \| \[SIL OFL 1\.1\]\(([^)]+)\) \|"
    )
    found = row.findall((FONTS / "README.md").read_text(encoding="utf-8"))
    return {family: Row(weights, origin, version, licence) for family, weights, origin, version, licence in found}


@cache
def lists_of(language: str) -> dict[str, list[str]]:
    """The families, in order, that the stylesheet gives a language for text (`--sans`) and headings (`--display`)."""
    css = re.sub(r"/\*.*?\*/", "", LANGUAGE_STYLES.read_text(encoding="utf-8"), flags=re.DOTALL)
    said: dict[str, str] = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        # Both selectors weigh the same, so what is said later counts.
        if {"[lang]", f"[lang={language}]"} & {selector.strip() for selector in selectors.split(",")}:
            said |= dict(re.findall(r"(--[\w-]+):\s*([^;]+)", body))
    resolved = {key: said[key].replace("var(--sans)", said["--sans"]) for key in ("--sans", "--display")}
    return {key: re.findall(r'"([^"]+)"', value) for key, value in resolved.items()}


@cache
def words_of(language: str) -> tuple[str, ...]:
    """Every sentence of a language, approved or not: both print."""
    if language == "en":
        files = sorted((ROOT / "content").glob("*.yaml"))
        return tuple(text for file in files for text in texts(yaml.safe_load(file.read_bytes())))
    with (ROOT / "content" / f"{language}.po").open("rb") as file:
        catalog = read_po(file, locale=language.replace("-", "_"), abort_invalid=True)
    return tuple(text for message in catalog if message.id for text in texts(message.string))


def texts(value: object) -> Iterator[str]:
    """The texts within lists, tuples and dictionaries."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)
    elif value:
        yield str(value)


def telling(texts: Iterable[str]) -> Iterator[str]:
    """The texts that hold a character which none before them does: all that a font has to show, in less time."""
    seen: set[str] = set()
    for text in texts:
        if not seen.issuperset(text):
            seen.update(text)
            yield text


def without_font(language: str, families: Iterable[str]) -> set[str]:
    """The characters of a language's words that none of these families draws."""
    used = {sign for text in words_of(language) for sign in text} - {"\n"}
    return used.difference(*(characters_in(family) for family in families))


def holder(notice: str) -> str:
    """A copyright notice without its years and its sign, which differ between a font and the licence beside it."""
    bare = re.sub(r"Copyright|©|\(c\)|\b\d{4}(?:-\d{4})?\b|https?://", "", notice)
    return bare.replace("‘", "'").replace("’", "'").strip(" .\n")


def test_there_are_fonts() -> None:
    faces = [face_of(file) for file in FILES]
    assert {face.family for face in faces} == set(REQUIRED)
    for family, wanted in REQUIRED.items():
        assert wanted == {(face.weight, face.style) for face in faces if face.family == family}


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


@pytest.mark.parametrize("file", FILES, ids=stem)
def test_file_is_renamed_and_says_where_it_comes_from(file: Path) -> None:
    with TTFont(file) as font:
        names = font["name"]
        presented = [names.getDebugName(name_id) for name_id in (FAMILY, FULL, POSTSCRIPT, TYPOGRAPHIC_FAMILY)]
        assert all(re.fullmatch(r"Lamplight(?!.*(?:Source|Noto|Fraunces)).+", name) for name in presented if name)
        assert names.getDebugName(POSTSCRIPT) == file.stem
        assert re.match(r"(?:Copyright|©|\(c\)) \d{4}", names.getDebugName(COPYRIGHT))
        assert "instance of" in names.getDebugName(DESCRIPTION)
        assert "SIL Open Font License, Version 1.1" in names.getDebugName(LICENCE)
        assert re.fullmatch(
            r"https?://(?:scripts\.sil\.org/OFL|openfontlicense\.org)", names.getDebugName(LICENCE_ADDRESS)
        )


@pytest.mark.parametrize("file", FILES, ids=stem)
def test_licence_stands_beside_the_file_and_names_whose_it_is(file: Path) -> None:
    text = (FONTS / readme()[face_of(file).family].licence).read_text(encoding="utf-8")
    holders, _, licence = text.partition("This Font Software is licensed under the SIL Open Font License, Version 1.1.")
    assert holders.startswith("Copyright")
    with TTFont(file) as font:
        assert holder(font["name"].getDebugName(COPYRIGHT)) in holder(holders)
    assert "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007" in licence
    parts = ["PREAMBLE", "DEFINITIONS", "PERMISSION & CONDITIONS", "\n5) ", "TERMINATION", "DISCLAIMER"]
    assert [part for part in parts if part not in licence] == []


@pytest.mark.parametrize("file", FILES, ids=stem)
def test_readme_says_what_the_file_is(file: Path) -> None:
    face, row = face_of(file), readme()[face_of(file).family]
    weights = [(int(weight), style or "normal") for weight, style in re.findall(r"(\d+)(?: (italic))?", row.weights)]
    assert (face.weight, face.style) in weights
    assert len(weights) == len(files_of(face.family))
    with TTFont(file) as font:
        assert re.match(rf"(?:Version )?{re.escape(row.version)}\b", font["name"].getDebugName(VERSION))
        assert f"instance of {row.origin}, cut" in font["name"].getDebugName(DESCRIPTION)


def test_every_licence_is_listed_where_licences_are() -> None:
    listed = re.findall(r"\.\./fonts/(OFL-[^)]+)\)", (ROOT / "LICENSES" / "README.md").read_text(encoding="utf-8"))
    beside = {path.name for path in FONTS.glob("OFL-*.txt")}
    assert set(listed) == beside == {row.licence for row in readme().values()}


@pytest.mark.parametrize("file", FILES, ids=stem)
def test_file_is_static_and_may_be_embedded(file: Path) -> None:
    with TTFont(file) as font:
        assert not {"fvar", "gvar", "STAT", "HVAR", "fpgm", "prep", "cvt "} & set(font.keys())
        assert font["OS/2"].fsType == 0


@pytest.mark.parametrize("file", files_of(*LATIN), ids=stem)
def test_digits_are_lining_and_a_sans_has_them_equally_wide(file: Path) -> None:
    with TTFont(file) as font:
        cmap, shapes = font.getBestCmap(), font["glyf"]
        figures = [cmap[ord(digit)] for digit in digits]
        assert len(set(figures)) == len(figures)
        capital = shapes[cmap[ord("H")]].yMax
        assert all(shapes[name].yMax == pytest.approx(capital, rel=0.08) for name in figures)
        assert all(shapes[name].yMin == pytest.approx(0, abs=0.05 * capital) for name in figures)
        widths = {font["hmtx"][name][0] for name in figures}
        rounding = 1  # font unit: instances of one variable width
        assert max(widths) - min(widths) <= rounding or face_of(file).family == DISPLAY


@pytest.mark.parametrize("file", files_of(*LATIN), ids=stem)
def test_latin_file_covers_its_languages(file: Path) -> None:
    vietnamese, spanish, marks = "ăâđêôơưẠạẰằỆệỖỗỢợỮữỲỳ", "áéíñóúü¿¡ªº", "+-()./:@–—…“”‘’·• "
    cyrillic = "" if face_of(file).family == DISPLAY else "АБВЯабвяЁёЇїҐґЄє"
    wanted = ascii_letters + digits + vietnamese + spanish + marks + cyrillic
    assert [sign for sign in wanted if sign not in characters_of(file)] == []


@pytest.mark.parametrize("file", files_of(*BLOCKS, *STANDARDS), ids=stem)
def test_file_of_another_script_has_no_letter_or_digit_of_the_latin_fonts(file: Path) -> None:
    # A number must look alike in every language, and the order of a list may decide nothing but punctuation.
    latin = set(ascii_letters + digits).union(*(characters_in(family) for family in LATIN))
    shared = characters_of(file) & latin
    assert sorted(sign for sign in shared if unicodedata.category(sign)[0] in "LMN") == []


@pytest.mark.parametrize("file", files_of(*BLOCKS), ids=stem)
def test_file_covers_the_letters_and_marks_of_its_script(file: Path) -> None:
    first, last = BLOCKS[face_of(file).family]
    script = [sign for sign in map(chr, range(first, last + 1)) if unicodedata.category(sign)[0] in "LM"]
    assert [sign for sign in script if sign not in characters_of(file)] == []


@pytest.mark.parametrize("file", files_of(*FEATURES), ids=stem)
def test_file_joins_letters_and_places_marks(file: Path) -> None:
    with TTFont(file) as font:
        features = {
            record.FeatureTag for key in ("GSUB", "GPOS") for record in font[key].table.FeatureList.FeatureRecord
        }
    assert FEATURES[face_of(file).family] - features == set()


def in_standard(sign: str, codec: str) -> bool:
    try:
        return bool(sign.encode(codec))
    except UnicodeEncodeError:
        return False


@pytest.mark.parametrize("file", files_of(*STANDARDS), ids=stem)
def test_file_covers_its_national_standard(file: Path) -> None:
    written = (sign for sign in map(chr, range(0x3000, 0xE000)) if unicodedata.name(sign, "").startswith(WRITTEN))
    family = face_of(file).family
    standard = {sign for sign in written if in_standard(sign, STANDARDS[family])}
    assert len(standard) > FEWEST
    assert standard - characters_of(file) == LACKING.get(family, set())


@pytest.mark.parametrize("file", FILES, ids=stem)
def test_file_has_the_space(file: Path) -> None:
    # The engine sets a space in the font of the word before it.
    with TTFont(file) as font:
        cmap, widths = font.getBestCmap(), font["hmtx"]
        assert all(widths[cmap[ord(space)]][0] > 0 for space in " \N{NO-BREAK SPACE}")


@pytest.mark.parametrize("file", files_of(*FEATURES), ids=stem)
def test_file_has_the_marks_that_hold_syllables_together_or_apart(file: Path) -> None:
    marks = "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
    assert [sign for sign in marks if sign not in characters_of(file)] == []


def test_every_family_sets_a_language_and_every_language_has_families() -> None:
    named = {family for language in LANGUAGES for families in lists_of(language).values() for family in families}
    assert named == {face_of(file).family for file in FILES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_of_the_words_is_in_the_fonts_of_the_language(language: str) -> None:
    assert words_of(language)
    assert {key: without_font(language, families) for key, families in lists_of(language).items()} == {
        "--sans": set(),
        "--display": set(),
    }


@pytest.mark.parametrize(
    "language", [language for language in LANGUAGES if not LATIN.issuperset(lists_of(language)["--sans"])]
)
def test_without_the_family_of_its_script_a_language_has_letters_without_a_font(language: str) -> None:
    for families in lists_of(language).values():
        lacking = without_font(language, LATIN.intersection(families))
        assert len([sign for sign in lacking if sign.isalpha()]) > 20


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(ROOT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_engine_sets_the_words_in_the_fonts_of_their_language_alone(language: str, typesetter: Typesetter) -> None:
    # For a character that no font of a list has, the engine takes any other of ours, and says nothing. And break marks
    # (U+200B, U+2060), which not every font has, must not bring in another one, nor be seen.
    body = "".join(f"<p>{escape(text).replace(' ', ' ' + scripts.BREAK)}</p>" for text in telling(words_of(language)))
    page = scripts.marked(PAGE.format(language=language, body=body))
    setting = typesetter.set(page, [STYLESHEET, LANGUAGE_STYLES], Edition.OFFICE)
    assert setting.findings == ()
    with pikepdf.open(io.BytesIO(setting.pdf)) as opened:
        named = [
            thing.FontName for thing in opened.objects if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing
        ]
    assert {str(font).partition("+")[2].replace("-", " ") for font in named} == set(lists_of(language)["--sans"])
