from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from lamplight.preflight.glyph_missing import CHECK
from preflight.samples import GOOD, codes, proof

CODE = "glyph-missing"


@pytest.mark.parametrize("letter", ["ש", "ა", "☎", "\N{GRINNING FACE}"])
def test_a_letter_that_no_font_has(letter: str) -> None:
    (finding,) = CHECK.run(proof(f"{GOOD}<p>Call {letter}</p>")).findings
    assert finding.code == CODE
    assert f"“{letter}”" in finding.message
    assert f"U+{ord(letter):04X}" in finding.message


def test_letters_of_english_and_spanish_spaces_and_soft_hyphens_pass() -> None:
    words = "¡Habla! ¿Quién? Señal, pingüino “así” — ‘así’… 100 % <b>Ñandú</b> office &nbsp; &shy; a‑b &zwj; ½ • ×"
    assert codes(proof(f"{GOOD}<p>{words}</p>"), CODE) == []


def test_a_glyph_that_no_reader_can_turn_into_text() -> None:
    sample = proof()
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        for font in pdf.pages[0].obj.Resources.Font.as_dict().values():
            font.ToUnicode.write(b"1 beginbfchar\n<0001> <0020>\nendbfchar")
        out = io.BytesIO()
        pdf.save(out)
    assert set(codes(replace(sample, pdf=out.getvalue()), CODE)) == {CODE}


def test_a_file_without_text_is_no_pass() -> None:
    assert codes(proof("<p>{qr}</p>"), CODE) == ["check-examined-nothing"]
