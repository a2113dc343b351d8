from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf

from lamplight.preflight import typefaces
from preflight.samples import ROOT, codes, proof

if TYPE_CHECKING:
    from pathlib import Path

FOREIGN, LOOSE = "font-foreign", "font-not-embedded"


def test_a_font_that_is_not_in_the_folder(tmp_path: Path) -> None:
    regular = ROOT / "fonts" / "LamplightSans-Regular.ttf"
    (tmp_path / regular.name).write_bytes(regular.read_bytes())
    assert codes(replace(proof(), fonts=tmp_path), FOREIGN) == [FOREIGN], "the heading's"
    assert codes(proof(), FOREIGN) == []


def test_every_weight_is_known_by_its_own_name() -> None:
    files = {file.stem for file in (ROOT / "fonts").glob("*.ttf")}
    assert set(typefaces.own(ROOT / "fonts")) == files


def test_a_font_that_is_not_embedded() -> None:
    sample = proof()
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        for font in pdf.pages[0].obj.Resources.Font.as_dict().values():
            del font.DescendantFonts[0].FontDescriptor["/FontFile2"]
        out = io.BytesIO()
        pdf.save(out)
    assert set(codes(replace(sample, pdf=out.getvalue()), LOOSE)) == {LOOSE}


def test_a_font_inside_a_form_is_looked_at() -> None:
    sample = proof()
    helvetica = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        form = pdf.make_stream(b"BT /F1 9 Tf (x) Tj ET", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.BBox = pikepdf.Array([0, 0, 9, 9])
        form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=helvetica))
        pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(X1=form)
        out = io.BytesIO()
        pdf.save(out)
    assert codes(replace(sample, pdf=out.getvalue()), LOOSE) == [LOOSE]


def test_a_file_without_fonts_is_no_pass() -> None:
    assert codes(proof("<p>{qr}</p>"), FOREIGN) == ["check-examined-nothing"]
