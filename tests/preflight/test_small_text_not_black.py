from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from lamplight.preflight import plates
from lamplight.preflight.small_text_not_black import CHECK
from preflight.press_sample import BODY, changed, good, press_proof
from preflight.samples import codes

if TYPE_CHECKING:
    import pikepdf

    from lamplight.preflight import Proof

CODE = "small-text-not-black"


def _rewritten(pattern: bytes, instead: bytes, sample: Proof | None = None) -> Proof:
    """The sample, its artwork's operators changed."""

    def change(pdf: pikepdf.Pdf) -> None:
        art = pdf.pages[0].Resources.XObject["/Art"]
        before = art.read_bytes()
        art.write(re.sub(pattern, instead, before))
        assert art.read_bytes() != before

    return changed(change, sample)


BLACK = rb"(?<![0-9.])0 0 0 1 k"
BROKEN = {
    "a colour": (BLACK, b"1 0.5 0 0.2 k"),
    "a trace of a colour": (BLACK, b"0 0 0.03 1 k"),
    "a tint": (BLACK, b"0 0 0 0.6 k"),
    "a grey of no ink": (BLACK, b"0 g"),
    "knocked out of its ground": (rb"/InkOver gs", b"/InkClear gs"),
    "not painted": (rb"(?<=BT\n)", b"3 Tr "),
}


@pytest.mark.parametrize("how", BROKEN)
def test_small_text_on_another_plate_is_found(how: str) -> None:
    assert codes(_rewritten(*BROKEN[how]), CODE) == [CODE]


@pytest.mark.parametrize("ground", ["#17324d", "#cfe3f0", "linear-gradient(#17324d,#2a6)"])
def test_light_small_text_on_a_ground_of_several_inks_is_found(ground: str) -> None:
    light = f"<p style='background:{ground};color:#fff;font-size:10pt'>Call us</p>"
    assert codes(press_proof(BODY + light), CODE) == [CODE]


def test_what_is_covered_by_a_colour_is_found() -> None:
    cover = "<div style='position:absolute;left:0;top:0;width:300pt;height:300pt;background:#2a6'></div>"
    assert codes(press_proof(BODY + cover), CODE) == [CODE]


def test_dark_text_light_text_on_black_and_large_text_in_colour_pass() -> None:
    assert codes(good(), CODE) == []
    assert codes(press_proof("<p style='font-size:12pt;color:#17324d'>Call us</p>", facts=[]), CODE) == []


def test_the_message_says_which_words_on_which_plates() -> None:
    (finding,) = CHECK.run(_rewritten(*BROKEN["a colour"])).findings
    assert re.search(r"on page 1, “.+” \(\d+\.\d pt\) is seen on the plate of cyan, magenta", finding.message)


def test_it_is_the_plates_that_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lamplight.preflight.small_text_not_black._is_solid", lambda _: True)
    assert codes(_rewritten(*BROKEN["knocked out of its ground"]), CODE) == [CODE]
    assert plates.INKS[plates.BLACK] == "black"
