"""Every character is drawn with a glyph of its own."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from lamplight.model import Finding
from lamplight.preflight import typefaces
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.preflight.proof import Proof
    from lamplight.preflight.typefaces import Embedded

# General categories (Unicode 4.5) of what leaves no ink: separators, controls and formats.
INKLESS = ("Z", "Cc", "Cf")


def run(proof: Proof) -> Verdict:
    """Look at every code that the pages draw, in the font that draws it."""
    own = typefaces.own(proof.fonts)
    parts = {name: program.parts for name, program in own.items()}
    findings = tuple(
        finding
        for font in proof.fonts_inside
        for finding in _missing(font, parts.get(font.program.name, frozenset()) if font.program else frozenset())
    )
    return Verdict(sum(len(font.drawn) for font in proof.fonts_inside), findings)


def _missing(font: Embedded, parts: frozenset[int]) -> Iterator[Finding]:
    """Of what may be `parts` of a letter, another part may have the meaning."""
    for code, page in font.drawn.items():
        meaning = font.meanings.get(code, "")
        if not meaning and code in font.spelled and font.glyph(code) not in parts:
            yield _finding(f"on page {page}, {font.name} draws glyph {code}, which no reader can turn into text")
        elif font.program and code not in font.spelled and font.glyph(code):
            continue  # a part of a cluster, which may be without ink: what it is part of says what it means
        elif font.program and not font.program.draws(font.glyph(code)) and not _is_inkless(meaning):
            names = ", ".join(f"U+{ord(letter):04X}" for letter in meaning)
            yield _finding(f"on page {page}, {font.name} has no glyph for “{meaning}” ({names})")


def _is_inkless(meaning: str) -> bool:
    return all(unicodedata.category(letter).startswith(INKLESS) for letter in meaning)


def _finding(message: str) -> Finding:
    return Finding(
        "glyph-missing",
        message,
        "write the text with letters that the fonts in fonts/ have, or add a font that has them",
    )


CHECK = Check(
    codes=("glyph-missing",),
    reason="A character without a glyph is printed as an empty box or as nothing.",
    run=run,
)
