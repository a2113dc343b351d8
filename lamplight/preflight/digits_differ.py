"""The glyphs that are seen are those of the characters that the file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.model import Finding
from lamplight.preflight import typefaces
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.preflight.proof import Proof
    from lamplight.preflight.typefaces import Embedded, Program


def run(proof: Proof) -> Verdict:
    """Compare the outline of each embedded glyph with those that its font in fonts/ has for that character."""
    own = typefaces.own(proof.fonts)
    pairs = [(font, own[font.program.name]) for font in proof.fonts_inside if font.program and font.program.name in own]
    findings = tuple(_finding(font, wrong) for font, source in pairs if (wrong := "".join(_wrong(font, source))))
    return Verdict(sum(len(font.meanings) for font, _ in pairs), findings)


def _wrong(font: Embedded, source: Program) -> Iterator[str]:
    return (meaning for code, meaning in font.meanings.items() if not _is_drawn_as(meaning, code, font, source))


def _is_drawn_as(meaning: str, code: int, font: Embedded, source: Program) -> bool:
    """Ligatures are not compared, nor shapes of a letter that a span explains as a whole; a digit is neither."""
    if meaning not in source.glyphs or code not in font.spelled:
        return not any(letter.isdigit() for letter in meaning) or _is_own(meaning, code, font, source)
    return _is_own(meaning, code, font, source)


def _is_own(meaning: str, code: int, font: Embedded, source: Program) -> bool:
    if meaning not in source.glyphs:
        return False
    seen = font.glyph(code)
    return font.program is not None and any(font.program.same(seen, source, glyph) for glyph in source.glyphs[meaning])


def _finding(font: Embedded, wrong: str) -> Finding:
    return Finding(
        "digits-differ",
        f"where the file says one of “{wrong}”, the font {font.name} draws another character",
        "give every font file its own family, weight and style in templates/shared/fonts.css",
    )


CHECK = Check(
    codes=("digits-differ",),
    reason="A font mixed up with another prints other digits than the text layer says, and copying the text hides it.",
    run=run,
)
