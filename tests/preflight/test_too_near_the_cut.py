from __future__ import annotations

from dataclasses import replace

import pytest

from preflight.press_sample import BODY, GROUND, good, press_proof
from preflight.samples import QR, codes, qr

CODE = "too-near-the-cut"


def _placed(what: str, where: str) -> str:
    return f'<div style="position:absolute;{where}">{what}</div>'


# The text area stands 24 points within the page.
NEAR = {
    "at the left": _placed("Call", "left:-18pt;top:200pt"),
    "at the top": _placed("Call", "left:100pt;top:-23pt"),
    "at the right": _placed("Call", "right:-16pt;top:200pt"),
    "at the bottom": _placed("Call", "left:100pt;bottom:-20pt"),
    "across the cut": _placed("Call", "left:-34pt;top:200pt"),
    "white": _placed("<span style='color:#fff'>Call</span>", "left:-18pt;top:200pt"),
    "turned": _placed("Call us at once", "left:-22pt;top:200pt;transform:rotate(-90deg);transform-origin:0 0"),
}


@pytest.mark.parametrize("how", NEAR)
def test_words_at_the_edge_are_found(how: str) -> None:
    assert codes(press_proof(BODY + NEAR[how]), CODE) == [CODE]


def test_a_code_at_the_edge_is_found() -> None:
    near = _placed(qr(QR.value, "60pt"), "right:-24pt;top:200pt")
    assert codes(press_proof("<p>Call us</p>" + near, facts=[QR]), CODE) == [CODE]
    away = _placed(qr(QR.value, "60pt"), "right:-14pt;top:200pt")
    assert codes(press_proof("<p>Call us</p>" + away, facts=[QR]), CODE) == []


def test_words_within_grounds_that_run_over_and_the_slug_pass() -> None:
    assert codes(good(), CODE) == []
    bar = _placed("", "left:-24pt;right:-24pt;bottom:-24pt;height:60pt;background:#17324d")
    assert codes(press_proof(BODY + bar, GROUND), CODE) == []
    assert codes(press_proof(BODY + _placed("Call", "left:-14pt;top:200pt")), CODE) == []


def test_a_round_piece_is_cut_along_a_circle() -> None:
    sample = good()
    assert sample.boxes is not None
    label = replace(sample, boxes=replace(sample.boxes, trim=replace(sample.boxes.trim, round=True)))
    assert CODE in codes(label, CODE)
    middle = press_proof(_placed("Call", "left:180pt;top:180pt"), facts=[])
    assert middle.boxes is not None
    round_one = replace(middle, boxes=replace(middle.boxes, trim=replace(middle.boxes.trim, round=True)))
    assert codes(round_one, CODE) == []
