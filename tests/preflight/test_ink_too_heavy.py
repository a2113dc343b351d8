from __future__ import annotations

import re

import pytest
from pikepdf import Dictionary, Name

from lamplight.preflight.ink_too_heavy import CHECK
from preflight.press_sample import drawn, good
from preflight.samples import codes

CODE = "ink-too-heavy"
OVER = Dictionary(OP=True, op=True, OPM=1)
HEAVY = {
    "320 %": "1 1 0.9 0.3 k 200 100 60 40 re f",
    "400 %": "1 1 1 1 k 200 100 60 40 re f",
    "a square of two millimetres": "1 1 1 1 k 200 100 6 6 re f",
    "black over much colour": "1 1 0.9 0 k 200 100 60 40 re f /Over gs 0 0 0 1 k 210 110 20 20 re f",
    "one colour over another": "0 0 0 0 k 200 100 60 40 re f 1 1 0 0 k 200 100 60 40 re f /Over gs 0 0 1 1 k "
    "200 100 60 40 re f",
    "two times half": "/Multiply gs 0.8 0.8 0.5 0 k 200 100 60 40 re f 0.8 0.8 0.5 0.4 k 200 100 60 40 re f",
}
LIGHT = {
    "300 %": "1 1 1 0 k 200 100 60 40 re f",
    "black that clears what is below": "1 1 1 0 k 200 100 60 40 re f 0 0 0 1 k 210 110 20 20 re f",
    "a thin line": "1 1 1 1 K 1 w 200 100 m 300 100 l S",
    "a speck": "1 1 1 1 k 200 100 1.5 1.5 re f",
}


@pytest.mark.parametrize("how", HEAVY)
def test_too_much_ink_is_found_however_it_comes_about(how: str) -> None:
    states = {"/Over": OVER, "/Multiply": Dictionary(BM=Name.Multiply)}
    assert codes(drawn(HEAVY[how], None, ExtGState=states), CODE) == [CODE]


@pytest.mark.parametrize("how", LIGHT)
def test_as_much_as_paper_holds_passes(how: str) -> None:
    assert codes(drawn(LIGHT[how]), CODE) == []


def test_the_message_says_how_much_and_where() -> None:
    (finding,) = CHECK.run(drawn(HEAVY["320 %"])).findings
    said = re.fullmatch(r"page 1 has about (\d+) % of ink, (\d+) pt from the left and (\d+) pt .*", finding.message)
    assert said is not None
    most, left, top = map(int, said.groups())
    assert 315 <= most <= 320
    # The page is 524 points high.
    assert abs(left - 200) <= 1
    assert abs(top - 384) <= 1


def test_a_sound_file_has_less() -> None:
    assert codes(good(), CODE) == []
