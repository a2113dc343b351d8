from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium
import pytest

from lamplight.preflight.type_small import CHECK
from preflight.samples import GOOD, codes, proof

if TYPE_CHECKING:
    from lamplight.preflight import Proof

CODE = "type-small"


def _smallest_in_file(sample: Proof) -> float:
    """The smallest type of the first page as pdfium sees it, in points: font size times the text matrix."""
    with sample:
        page = sample.document[0]
        sizes: list[float] = []
        for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,)):
            size = pdfium.c_float()
            pdfium.FPDFTextObj_GetFontSize(item, size)
            sizes.append(abs(size.value * item.get_matrix().d))
        return min(sizes)


@pytest.mark.parametrize("size", [9.0, 10.5, 30.0])
def test_type_that_is_large_enough(size: float) -> None:
    sample = proof(style=f"body{{font-size:{size}pt}}")
    assert codes(sample, CODE) == []


@pytest.mark.parametrize("size", [8.9, 6.0, 0.5])
def test_type_that_is_too_small_even_for_one_word(size: float) -> None:
    sample = proof(f"{GOOD}<p>Call <b style='font-size:{size}pt'>now</b></p>")
    (finding,) = CHECK.run(sample).findings
    assert finding.code == CODE
    assert f"“now” is set in {size:.1f} pt" in finding.message
    assert _smallest_in_file(sample) == pytest.approx(size, abs=0.01), "the layout says what the file holds"


def test_the_material_decides() -> None:
    sample = proof()
    assert codes(replace(sample, material=replace(sample.material, smallest_type=11.0)), CODE) == []
    assert codes(replace(sample, material=replace(sample.material, smallest_type=11.1)), CODE) == [CODE]


def test_no_text_is_no_pass() -> None:
    assert codes(replace(proof(), pages=()), CODE) == ["check-examined-nothing"]


def test_large_print_is_large_throughout() -> None:
    for size, found in ((17.9, [CODE]), (18.0, [])):
        sample = proof(style=f"body{{font-size:{size}pt}} h1{{font-size:24pt}}")
        assert codes(sample, CODE) == []
        assert codes(replace(sample, job=replace(sample.job, large=True)), CODE) == found
