"""Every font of the file is embedded and is one of the project's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.model import Finding
from lamplight.preflight import typefaces
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lamplight.preflight.proof import Proof
    from lamplight.preflight.typefaces import Embedded, Program


def run(proof: Proof) -> Verdict:
    """Look up each font's own name, which its program carries, among those of fonts/."""
    own = typefaces.own(proof.fonts)
    findings = (finding for font in proof.fonts_inside for finding in _strange(font, own))
    return Verdict(len(proof.fonts_inside), tuple(findings))


def _strange(font: Embedded, own: Mapping[str, Program]) -> Iterator[Finding]:
    if font.program is None:
        yield Finding(
            "font-not-embedded",
            f"the font {font.name} is not embedded as a TrueType font with two-byte codes",
            "use only the font families of templates/shared/fonts.css; in an SVG picture, turn text into paths",
        )
    elif font.program.name not in own:
        yield Finding(
            "font-foreign",
            f"the font {font.program.name or font.name} does not come from fonts/",
            "use only the font families of templates/shared/fonts.css, also in pictures and brands",
        )


CHECK = Check(
    codes=("font-foreign", "font-not-embedded"),
    reason="Only a font that was looked at, and that travels in the file, prints the same everywhere.",
    run=run,
)
