"""A file for a print shop, broken in one way, is found by the one check that is for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from lamplight.model import Edition
from lamplight.preflight import CHECKS, Proof
from preflight.press_sample import all_codes, changed, drawn, good, press_proof

if TYPE_CHECKING:
    from collections.abc import Callable


def _no_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0].DestOutputProfile


def _shifted(pdf: pikepdf.Pdf) -> None:
    left, bottom, right, top = map(float, pdf.pages[0].obj.TrimBox)
    pdf.pages[0].obj.TrimBox = pikepdf.Array([left + 2, bottom, right + 2, top])


BROKEN: dict[str, tuple[Callable[[], Proof], str]] = {
    "an RGB rectangle": (lambda: drawn("1 0 0 rg 200 100 60 40 re f"), "colour-not-cmyk"),
    "no profile": (lambda: changed(_no_profile), "output-intent-wrong"),
    "a hairline": (lambda: drawn("0 1 0 0 K 0 w 200 100 m 300 100 l S"), "line-too-thin"),
    "320 % of ink": (lambda: drawn("1 1 0.9 0.3 k 200 100 60 40 re f"), "ink-too-heavy"),
    "a shifted TrimBox": (lambda: changed(_shifted), "boxes-wrong"),
}


def test_a_sound_file_passes_every_check() -> None:
    assert all_codes(good()) == set()
    assert all_codes(press_proof(single=True)) == set()


@pytest.mark.parametrize("how", BROKEN)
def test_what_is_broken_in_one_way_is_found_in_one_way(how: str) -> None:
    breaking, code = BROKEN[how]
    assert all_codes(breaking()) == {code}


def test_each_check_of_a_press_file_examines_something_and_is_for_press_files_alone() -> None:
    checks = [check for check in CHECKS if check.editions == (Edition.PRESS,)]
    assert len(checks) == 12
    with good() as sample:
        assert [check.codes for check in checks if not check.run(sample).examined] == []


def test_a_file_that_draws_nothing_is_never_a_pass() -> None:
    def emptied(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(b"")

    assert "check-examined-nothing" in all_codes(changed(emptied))


def test_a_file_that_nothing_says_the_boxes_of_is_never_a_pass() -> None:
    sample = good()
    lost = Proof(**{name: getattr(sample, name) for name in sample.__dataclass_fields__ if name in _TOLD})
    assert "check-crashed" in all_codes(lost)


_TOLD = set(Proof.__dataclass_fields__) - {"boxes", "_open"}
