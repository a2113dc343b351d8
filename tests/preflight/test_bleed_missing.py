from __future__ import annotations

import pytest

from preflight.press_sample import BODY, GROUND, drawn, good, press_proof
from preflight.samples import codes

CODE = "bleed-missing"
# In the file's points: the trim is 36 56 468 488, the bleed 9 points more.
PAPER = "0 0 0 0 k"
SHORT = {
    "no bleed at the bottom": f"{PAPER} 0 40 504 16 re f",
    "no bleed at the right": f"{PAPER} 468 0 20 524 re f",
    "a bleed of a sixteenth": f"{PAPER} 0 40 504 11.5 re f",
    "no bleed along a part": f"{PAPER} 200 480 100 20 re f 0.5 0 0 0 k 200 480 100 8 re f",
    "a bar in black alone": f"{PAPER} 20 47 470 60 re f 0 0 0 1 k 36 56 100 20 re f",
    "no corner": f"{PAPER} 468 488 9 9 re f 456 488 12 9 re f",
}


@pytest.mark.parametrize("how", SHORT)
def test_colour_that_ends_at_the_cut_is_found(how: str) -> None:
    assert set(codes(drawn(SHORT[how]), CODE)) == {CODE}


def test_all_sides_are_looked_at() -> None:
    frame = f"{PAPER} 0 0 504 524 re 36 56 432 432 re f*"
    assert codes(drawn(frame), CODE) == [CODE] * 4


def test_a_ground_that_goes_on_and_one_that_keeps_away_pass() -> None:
    assert codes(good(), CODE) == []
    assert codes(press_proof(BODY, "h1 {color:#17324d}"), CODE) == []
    away = f"{GROUND} @page {{background:#fff}} body {{background:#cfe3f0}}"
    assert codes(press_proof(BODY, away), CODE) == []


def test_a_drawing_that_changes_towards_the_cut_passes() -> None:
    hills = (
        '<svg viewBox="0 0 100 20" preserveAspectRatio="none" '
        'style="position:absolute;left:-24pt;bottom:-24pt;width:432pt;height:86pt">'
        '<title>Hills</title><path fill="#2a6" d="M0 20L0 12C30 2 50 18 100 6L100 20Z"/></svg>'
    )
    assert codes(press_proof(BODY + hills, "h1 {color:#17324d}"), CODE) == []


def test_a_speck_at_the_edge_is_let_be() -> None:
    assert codes(drawn("0 1 0 0 k 200 54 2 4 re f", press_proof(BODY, "h1 {color:#17324d}")), CODE) == []
