from __future__ import annotations

import io
import string
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from lamplight.preflight import typefaces
from lamplight.preflight.digits_differ import CHECK
from preflight.samples import CALL, ROOT, codes, proof

if TYPE_CHECKING:
    from pathlib import Path

    from lamplight.preflight import Proof

CODE = "digits-differ"
LETTERS = string.digits + string.ascii_letters
REGULAR = ROOT / "fonts" / "LamplightSans-Regular.ttf"


def _cut(letters: str, folder: Path) -> str:
    font = TTFont(REGULAR)
    cutter = subset.Subsetter(subset.Options(name_IDs=["*"]))
    cutter.populate(text=letters)
    cutter.subset(font)
    file = folder / f"{len(letters)}.ttf"
    font.save(file)
    return f"@font-face{{font-family:'Lamplight Sans';src:url(file://{file})}}"


def test_two_files_of_one_family_weight_and_style_print_other_digits(tmp_path: Path) -> None:
    faces = _cut(string.digits + "-", tmp_path) + _cut(string.ascii_letters + " ", tmp_path)
    fonts = FontConfiguration()
    sheet = CSS(string=faces + "body{font-family:'Lamplight Sans'}", font_config=fonts)
    pdf = HTML(string=f"<p>Call {CALL.shown}</p>").write_pdf(stylesheets=[sheet], font_config=fonts)
    mixed = replace(proof(facts=[CALL]), pdf=pdf)
    assert codes(mixed, "fact-missing") == [], "the text layer says the right number"
    assert codes(mixed, CODE) == [CODE]


def _with_font(change: dict[str, str], body: str = f"<p>{CALL.shown}</p>") -> Proof:
    """A file in whose embedded font each character of `change` has the outline of another."""
    sample = proof(body, [CALL])
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        (font,) = pdf.pages[0].obj.Resources.Font.as_dict().values()
        stream = font.DescendantFonts[0].FontDescriptor.FontFile2
        inner, source = TTFont(io.BytesIO(stream.read_bytes())), TTFont(REGULAR)
        for letter, other in change.items():
            glyph = inner.getGlyphName(source.getGlyphID(source.getBestCmap()[ord(letter)]))
            inner["glyf"][glyph] = source["glyf"][source.getBestCmap()[ord(other)]]
        data, out = io.BytesIO(), io.BytesIO()
        inner.save(data)
        stream.write(data.getvalue())
        pdf.save(out)
    return replace(sample, pdf=out.getvalue())


@pytest.mark.parametrize("change", [{"0": "8"}, {"8": "0", "0": "8"}, {"1": "7"}, {"-": "5"}])
def test_one_glyph_put_in_place_of_another(change: dict[str, str]) -> None:
    sample = _with_font(change)
    assert codes(sample, "fact-missing") == []
    (finding,) = CHECK.run(sample).findings
    assert finding.code == CODE
    assert all(letter in finding.message for letter in change)


def test_a_font_saved_anew_is_still_the_same() -> None:
    assert codes(_with_font({}), CODE) == []


def test_a_text_layer_that_says_other_digits() -> None:
    sample = proof(f"<p>{CALL.shown}</p>", [CALL])
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        (font,) = pdf.pages[0].obj.Resources.Font.as_dict().values()
        font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<0032>", b"<0033>"))
        out = io.BytesIO()
        pdf.save(out)
    assert codes(replace(sample, pdf=out.getvalue()), CODE) == [CODE]


@pytest.mark.parametrize("feature", ["tnum", "lnum", "onum", "pnum", "smcp", "c2sc", "case", "frac", "sups", "zero"])
def test_other_forms_of_a_character_are_the_same_character(feature: str) -> None:
    body = f"<p style=\"font-feature-settings:'{feature}'\">{CALL.shown} ABC abc ¿é? (1/2) office</p>"
    assert codes(proof(body, [CALL]), CODE) == []


@pytest.mark.parametrize("font", ["Lamplight Sans", "Lamplight Display"])
@pytest.mark.parametrize("weight", [400, 600, 700, 800, 900])
def test_every_letter_of_every_weight(font: str, weight: int) -> None:
    body = f"<p style=\"font:{weight} 9pt '{font}'\">{LETTERS} ÁÉÍÑÓÚÜáéíñóúü ¿¡«»“”‘’–—·•()+-./,:;!?</p>"
    assert codes(proof(body), CODE) == []


def test_substitutions_are_followed_to_their_end() -> None:
    font = typefaces.Program(REGULAR.read_bytes())
    assert len(font.glyphs["1"]) > 1
    assert font.glyphs["1"].isdisjoint(font.glyphs["7"])
    assert font.glyphs["0"].isdisjoint(font.glyphs["O"])


def test_no_glyph_to_compare_is_no_pass(tmp_path: Path) -> None:
    assert codes(replace(proof(), fonts=tmp_path), CODE) == ["check-examined-nothing"]
