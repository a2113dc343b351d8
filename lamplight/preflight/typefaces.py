"""The fonts inside a file, and the project's own that they must be: which outline stands for which character."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import pikepdf
from fontTools.ttLib import TTFont, TTLibError

from lamplight.preflight import contents, drawing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    Outline = tuple[list[tuple[int, int]], list[int], list[int]]

FAMILY, POSTSCRIPT_NAME, TYPOGRAPHIC_FAMILY = 1, 6, 16
SINGLE_SUBSTITUTION = 1
EXTENSION_SUBSTITUTION = 7
MARK = 3
ALEF = 0x0627
# In text from right to left the one stands for the other (Unicode Standard Annex 9, L4).
PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("«", "»"), ("‹", "›"), ("“", "”"), ("‘", "’"))
MIRRORED = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}
COMPOSITE = b"\xff\xff"


class Program:
    """A TrueType font program, read as far as it is asked for."""

    def __init__(self, data: bytes) -> None:
        """TTLibError when `data` is no TrueType font."""
        self._font: Any = TTFont(io.BytesIO(data), lazy=True)
        if "glyf" not in self._font:
            message = "no TrueType outlines"
            raise TTLibError(message)

    @cached_property
    def name(self) -> str:
        """The PostScript name, which tells weights and slopes apart."""
        return self._font["name"].getDebugName(POSTSCRIPT_NAME) or ""

    @cached_property
    def family(self) -> str:
        """The name that styles know it by, whatever its weight and slope."""
        names = self._font["name"]
        return names.getDebugName(TYPOGRAPHIC_FAMILY) or names.getDebugName(FAMILY) or ""

    @cached_property
    def cap_height(self) -> float:
        """How tall its capitals are, of its type size."""
        return float(self._font["OS/2"].sCapHeight / self._font["head"].unitsPerEm)

    @cached_property
    def glyphs(self) -> Mapping[str, frozenset[int]]:
        """The glyphs that may stand for each character: its own, and those that the font puts in its place."""
        alternatives, names = self._substitutions(), self._font.getBestCmap()
        drawn = {
            chr(code): frozenset(map(self._font.getGlyphID, _reached(name, alternatives)))
            for code, name in names.items()
        }
        mirrored = {one: drawn[one] | drawn[other] for one, other in MIRRORED.items() if {one, other} <= drawn.keys()}
        return drawn | mirrored

    @cached_property
    def parts(self) -> frozenset[int]:
        """The glyphs that may be a part of a letter, whose text another part of it has.

        These are its dots and its signs (OpenType GDEF, class 3). In Arabic, which the engine writes from the end, the
        sign comes before the letter and has the text of both: there it may be any glyph.
        """
        if ALEF in self._font.getBestCmap():
            return frozenset(range(1, self.count))
        classes = self._font["GDEF"].table.GlyphClassDef if "GDEF" in self._font else None
        found = classes.classDefs.items() if classes else ()
        return frozenset(self._font.getGlyphID(name) for name, kind in found if kind == MARK)

    @cached_property
    def count(self) -> int:
        """How many glyphs there are."""
        return int(self._font["maxp"].numGlyphs)

    def draws(self, glyph: int) -> bool:
        """Whether the glyph puts ink on the page and is not the box that stands for a missing one."""
        return 0 < glyph < self.count and self._raw(glyph) not in {b"", self._raw(0)}

    def same(self, glyph: int, other: Program, others: int) -> bool:
        """Whether a glyph has the outline of another program's. Equal bytes need no parsing: 10 times faster."""
        if not (glyph < self.count and others < other.count):
            return False
        raw = self._raw(glyph)
        simple = not raw.startswith(COMPOSITE)
        return (simple and raw == other._raw(others)) or self._outline(glyph) == other._outline(others)

    @cached_property
    def _bytes(self) -> bytes:
        return bytes(self._font.reader["glyf"])

    def _raw(self, glyph: int) -> bytes:
        offsets = self._font["loca"]
        return self._bytes[offsets[glyph] : offsets[glyph + 1]].rstrip(b"\0")

    def _outline(self, glyph: int) -> Outline:
        """Points, ends and flags; the project's own fonts are asked for the same few again and again."""
        if glyph not in self._outlines:
            table = self._font["glyf"]
            points, ends, flags = table[self._font.getGlyphName(glyph)].getCoordinates(table)
            self._outlines[glyph] = list(points), list(ends), list(flags)
        return self._outlines[glyph]

    @cached_property
    def _outlines(self) -> dict[int, Outline]:
        return {}

    def _substitutions(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for table in _lookups(self._font):
            for name, instead in getattr(table, "mapping", {}).items():
                found.setdefault(name, set()).add(instead)
        return found


def _lookups(font: Any) -> Iterator[Any]:  # noqa: ANN401 — fontTools has no types
    if "GSUB" not in font or not font["GSUB"].table.LookupList:
        return
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = table.ExtSubTable if lookup.LookupType == EXTENSION_SUBSTITUTION else table
            if inner.LookupType == SINGLE_SUBSTITUTION:
                yield inner


def _reached(name: str, alternatives: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = {name}
    while waiting:
        seen |= waiting
        waiting = {instead for glyph in waiting for instead in alternatives.get(glyph, ())} - seen
    return seen


@lru_cache(maxsize=4)
def own(folder: Path) -> Mapping[str, Program]:
    """The project's fonts by PostScript name."""
    programs = (Program(file.read_bytes()) for file in sorted(folder.glob("*.ttf")))
    return {program.name: program for program in programs}


@dataclass(frozen=True, slots=True)
class Embedded:
    """A font of the file. `program` is None when it is not embedded as a TrueType font with two-byte codes.

    `meanings` says which text each code stands for, `drawn` on which page (from 1) each code is first drawn, `spelled`
    on which it is first drawn where its meaning counts, for no ActualText says what stands there. `places`
    says which glyph a code draws, where that is not the glyph of the same number.
    """

    name: str
    program: Program | None
    meanings: Mapping[int, str]
    drawn: Mapping[int, int]
    spelled: Mapping[int, int]
    places: Mapping[int, int]

    def glyph(self, code: int) -> int:
        """The glyph that a code draws; 0, the missing one, where the font's own encoding has no such code."""
        return self.places.get(code, 0) if self.places else code


def embedded(pdf: pikepdf.Pdf) -> tuple[Embedded, ...]:
    """Every font of the file, drawn with or not."""
    drawn, spelled = drawing.drawn(pdf)
    fonts = (thing for thing in contents.dictionaries(pdf) if _is_font(thing))
    return tuple(_embedded(font, drawn.get(font.objgen, {}), spelled.get(font.objgen, {})) for font in fonts)


def _is_font(thing: pikepdf.Object) -> bool:
    return thing.get("/Type") == "/Font" and not str(thing.get("/Subtype")).startswith("/CIDFont")


def _embedded(font: pikepdf.Object, drawn: Mapping[int, int], spelled: Mapping[int, int]) -> Embedded:
    name = str(font.get("/BaseFont", font.get("/Name", "/nameless"))).lstrip("/")
    return Embedded(re.sub(r"^[A-Z]{6}\+", "", name), _program(font), _meanings(font), drawn, spelled, _places(font))


def _program(font: pikepdf.Object) -> Program | None:
    """The program of a Type 0 font whose character identifiers are its glyphs (ISO 32000-2, 9.7.4.2)."""
    described = font.get("/DescendantFonts", [pikepdf.Dictionary()])[0]
    data = described.get("/FontDescriptor", pikepdf.Dictionary()).get("/FontFile2")
    if data is None or described.get("/CIDToGIDMap") != "/Identity":
        return None
    try:
        return Program(data.read_bytes())
    except TTLibError:
        return None


def _places(font: pikepdf.Object) -> Mapping[int, int]:
    """An encoding of the font's own (ISO 32000-2, 9.7.5.4), which the engine writes where glyphs are missing."""
    encoding = font.get("/Encoding")
    if not isinstance(encoding, pikepdf.Stream):
        return {}
    pairs = _pairs(encoding, b"cidchar", rb"<([0-9A-Fa-f]+)>\s*([0-9]+)")
    return {int(code, 16): int(glyph) for code, glyph in pairs}


def _meanings(font: pikepdf.Object) -> Mapping[int, str]:
    """The ToUnicode map (ISO 32000-2, 9.10.3)."""
    if "/ToUnicode" not in font:
        return {}
    pairs = _pairs(font.ToUnicode, b"bfchar", rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def _pairs(cmap: pikepdf.Object, kind: bytes, pair: bytes) -> list[tuple[bytes, bytes]]:
    """What a CMap maps; ValueError for ranges, which nothing that we use writes."""
    source = cmap.read_bytes()
    if re.search(rb"begin(bf|cid)range", source):
        message = "the character map has ranges"
        raise ValueError(message)
    return re.findall(pair, source.partition(b"begin" + kind)[2])
