from __future__ import annotations

import pytest

from preflight.press_sample import drawn, good
from preflight.samples import codes

CODE = "line-too-thin"
INK = "0 1 0 0 K 0 1 0 0 k"
THIN = {
    "a hairline": f"{INK} 0 w 200 100 m 300 100 l S",
    "a fifth of a point": f"{INK} 0.2 w 200 100 m 300 100 l S",
    "made thin": f"{INK} 0.1 0 0 0.1 0 0 cm 2 w 2000 1000 m 3000 1000 l S",
    "made thin in one direction": f"{INK} 1 0 0 0.1 0 0 cm 1 w 200 1000 m 300 1000 l S",
    "made thin and turned": f"{INK} 0.1 0.1 -0.1 0.1 200 90 cm 1 w 0 0 m 300 0 l S",
    "by a graphics state": f"{INK} /Thin gs 200 100 m 300 100 l S",
    "a thin bar": f"{INK} 200 100 100 0.2 re f",
    "a thin upright bar": f"{INK} 200 100 0.1 100 re f",
    "a thin polygon": f"{INK} 200 100 m 300 100 l 300 100.1 l 200 100.1 l h f",
    "the edge of a filled thing": f"{INK} 0.1 w 200 100 50 50 re B",
    "cut thin": f"{INK} 200 100 100 0.2 re W n 200 90 100 40 re f",
    "white": "0 0 0 0 K 0.1 w 200 100 m 300 100 l S",
}
THICK = {
    "a quarter of a point": f"{INK} 0.25 w 200 100 m 300 100 l S",
    "made thick": f"{INK} 10 0 0 10 0 0 cm 0.05 w 20 10 m 30 10 l S",
    "a bar": f"{INK} 200 100 100 0.25 re f",
    "a clip": f"{INK} 200 100 100 0.1 re W n",
    "outside of its clip": f"{INK} 0 0 10 10 re W n 200 100 100 0.1 re f",
    "after the clip": f"{INK} q 200 100 100 0.1 re W n Q 200 100 100 10 re f",
    "a move that draws nothing": f"{INK} 0 0 m 200 100 m 300 100 l 300 150 l h f",
}


@pytest.mark.parametrize("how", THIN)
def test_what_no_plate_can_hold_is_found(how: str) -> None:
    assert codes(drawn(THIN[how], None, ExtGState={"/Thin": {"/LW": 0.1}}), CODE) == [CODE]


@pytest.mark.parametrize("how", THICK)
def test_what_is_thick_enough_or_not_seen_passes(how: str) -> None:
    assert codes(drawn(THICK[how]), CODE) == []


def test_marks_and_rules_of_a_sound_file_pass() -> None:
    assert codes(good(), CODE) == []
