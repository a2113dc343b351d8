from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lamplight.model import POINTS_PER_MM, Edition
from lamplight.preflight import reading
from lamplight.preflight.unseen_from_afar import CHECK
from preflight.samples import CALL, MATERIAL, codes, proof

if TYPE_CHECKING:
    from lamplight.preflight import Proof

CODE = "unseen-from-afar"
TABLOID, POSTER = (792.0, 1224.0), (1296.0, 1728.0)
# Cap heights of 15 mm and 10 mm: of 0.70 em in the display type and 0.66 em in the other.
HEADLINE, NUMBER = 15 * POINTS_PER_MM / 0.70, 10 * POINTS_PER_MM / 0.66
ASKED = replace(MATERIAL, headline=15 * POINTS_PER_MM, number=10 * POINTS_PER_MM)


def _poster(
    headline: float = HEADLINE, number: float = NUMBER, size: tuple[float, float] = TABLOID, more: str = ""
) -> Proof:
    body = (
        f"<h1 style=\"font:800 {headline}pt 'Lamplight Display'\">Help {more}</h1>"
        f'<p>Call <bdi style="font-size:{number}pt">{CALL.shown}</bdi> or, smaller, <bdi>{CALL.shown}</bdi></p>'
    )
    return replace(proof(body, [CALL], edition=Edition.OFFICE, size=size), material=ASKED)


def _codes(sample: Proof) -> list[str]:
    return codes(sample, CODE)


def test_large_enough_passes() -> None:
    assert _codes(_poster()) == []
    assert _codes(_poster(HEADLINE * 1296 / 792, NUMBER * 1296 / 792, POSTER)) == []


def test_what_is_too_small_by_a_fiftieth_is_found() -> None:
    assert _codes(_poster(headline=HEADLINE * 0.98)) == [CODE]
    assert _codes(_poster(number=NUMBER * 0.98)) == [CODE]
    assert _codes(_poster(HEADLINE * 0.9, NUMBER * 0.9)) == [CODE, CODE]
    assert _codes(_poster(size=POSTER)) == [CODE, CODE], "a larger poster is read from farther away"


def test_no_headline_and_no_number_are_found() -> None:
    sample = proof(f"<p style='font-size:90pt'>{CALL.shown}!</p>", [CALL], size=TABLOID)
    assert _codes(replace(sample, material=ASKED)) == [CODE, CODE]


def test_no_word_of_the_headline_may_be_small() -> None:
    small = '<br><span style="font-size:20pt">if you like</span>'
    assert _codes(_poster(more=small)) == [], "a part of its own is no headline"
    assert _codes(_poster(more='</h1><h1 style="font-size:20pt">if you like')) == [CODE]


def test_the_message_tells_millimetres() -> None:
    (finding,) = CHECK.run(_poster(number=NUMBER / 2)).findings
    assert "the number to call has capitals of 5.0 mm; on this paper sample needs 10.0 mm" in finding.message


@pytest.mark.parametrize("family", ["Lamplight Display", "Lamplight Sans"])
def test_the_font_says_how_tall_a_capital_is_drawn(family: str) -> None:
    """Within a fiftieth: pdfium measures the letter H as it stands in the file."""
    with proof(f"<p style=\"font:700 100pt '{family}'\">HHH</p>", [], size=TABLOID) as sample:
        (ink,) = reading.inks(sample.text_pages[0], sample.corners[0], reading.Span(1, 0, 1))
        drawn = ink.bottom - ink.top
    body = f"<h1 style=\"font:700 100pt '{family}'\">HHH</h1>"
    for least, expected in ((drawn * 0.98, []), (drawn * 1.02, [CODE])):
        material = replace(MATERIAL, headline=least)
        assert codes(replace(proof(body, [], size=TABLOID), material=material), CODE) == expected


def test_what_hangs_on_no_wall_is_let_be() -> None:
    assert codes(proof(), CODE) == []
