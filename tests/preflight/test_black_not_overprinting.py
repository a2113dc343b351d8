from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pikepdf import Dictionary

from preflight.press_sample import changed, drawn, good
from preflight.samples import codes

if TYPE_CHECKING:
    import pikepdf

CODE = "black-not-overprinting"
STATES = {
    "/Over": Dictionary(OP=True, op=True, OPM=1),
    "/Fills": Dictionary(OP=False, op=True, OPM=1),
    "/ModeNought": Dictionary(OP=True, op=True, OPM=0),
    "/Not": Dictionary(OP=False),
}
HOLES = {
    "a line": "0 0 0 1 K 0.5 w 200 100 m 300 100 l S",
    "a bar": "0 0 0 1 k 200 100 100 0.8 re f",
    "text": "BT 0 0 0 1 k {font} 20 Tf 200 100 Td <0001> Tj ET",
    "mode nought": "/ModeNought gs 0 0 0 1 k 200 100 100 0.8 re f",
    "only fills": "/Fills gs 0 0 0 1 K 0.5 w 200 100 m 300 100 l S",
    "set back": "/Over gs /Not gs 0 0 0 1 k 200 100 100 0.8 re f",
    "restored": "q /Over gs Q 0 0 0 1 k 200 100 100 0.8 re f",
}
NONE = {
    "a line": "/Over gs 0 0 0 1 K 0.5 w 200 100 m 300 100 l S",
    "a bar": "/Over gs 0 0 0 1 k 200 100 100 0.8 re f",
    "a fill": "/Fills gs 0 0 0 1 k 200 100 100 0.8 re f",
    "text": "/Over gs BT 0 0 0 1 k {font} 20 Tf 200 100 Td <0001> Tj ET",
    "a large ground": "0 0 0 1 k 200 100 100 40 re f",
    "a tint": "0 0 0 0.5 K 0.5 w 200 100 m 300 100 l S",
    "several inks": "0.3 0 0 1 K 3 w 200 100 m 300 100 l S",
    "a mark beside the bleed": "0 0 0 1 K 0.3 w 2 100 m 20 100 l S",
}


def _font() -> tuple[str, Dictionary]:
    """Some font of the sample."""
    return "/F", Dictionary(Type="/Font", Subtype="/Type1", BaseFont="/Helvetica")


@pytest.mark.parametrize("how", HOLES)
def test_black_that_makes_a_hole_is_found(how: str) -> None:
    name, font = _font()
    assert codes(drawn(HOLES[how].format(font=name), None, ExtGState=STATES, Font={name: font}), CODE) == [CODE]


@pytest.mark.parametrize("how", NONE)
def test_black_that_lies_over_its_ground_and_what_is_no_thin_black_pass(how: str) -> None:
    name, font = _font()
    assert codes(drawn(NONE[how].format(font=name), None, ExtGState=STATES, Font={name: font}), CODE) == []


def test_a_file_whose_black_overprints_no_more_is_found() -> None:
    def cleared(pdf: pikepdf.Pdf) -> None:
        art = pdf.pages[0].Resources.XObject["/Art"]
        art.write(re.sub(rb"/InkOver gs", b"/InkClear gs", art.read_bytes()))

    assert codes(good(), CODE) == []
    assert set(codes(changed(cleared), CODE)) == {CODE}
