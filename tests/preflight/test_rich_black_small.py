from __future__ import annotations

import pytest
from pikepdf import Dictionary

from preflight.press_sample import drawn, good
from preflight.samples import codes

CODE = "rich-black-small"
TEXT = "BT {inks} k /F {size} Tf 200 100 Td <0001> Tj ET"
RICH = {
    "text": TEXT.format(inks="0.6 0.5 0.4 1", size=18),
    "text of two inks": TEXT.format(inks="0.4 0 0 0.9", size=23.9),
    "scaled text": f"0.5 0 0 0.5 0 0 cm {TEXT.format(inks='0.6 0.5 0.4 1', size=40)}",
    "a line": "0.6 0.5 0.4 0.8 K 0.8 w 200 100 m 300 100 l S",
    "a bar": "0.6 0.5 0.4 1 k 200 100 100 0.9 re f",
}
GOOD = {
    "black alone": TEXT.format(inks="0 0 0 1", size=18),
    "large text": TEXT.format(inks="0.6 0.5 0.4 1", size=24),
    "a colour": TEXT.format(inks="1 0.7 0.3 0.4", size=14),
    "a trace": TEXT.format(inks="0.05 0 0 1", size=14),
    "a thick line": "0.6 0.5 0.4 0.8 K 2 w 200 100 m 300 100 l S",
    "a ground": "0.6 0.5 0.4 1 k 200 100 100 40 re f",
}


def _drawn(operators: str) -> list[str]:
    return codes(drawn(operators, None, Font={"/F": Dictionary(Subtype="/Type1", BaseFont="/Helvetica")}), CODE)


@pytest.mark.parametrize("how", RICH)
def test_a_small_thing_in_a_black_of_several_inks_is_found(how: str) -> None:
    assert _drawn(RICH[how]) == [CODE]


@pytest.mark.parametrize("how", GOOD)
def test_large_things_and_other_colours_pass(how: str) -> None:
    assert _drawn(GOOD[how]) == []


def test_a_sound_file_passes() -> None:
    assert codes(good(), CODE) == []
