from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from lamplight.preflight.fact_unseen import LEAST_CONTRAST, LEAST_SHARE, Scene
from preflight.samples import CALL, EVERYTHING, GOOD, QR, codes, proof

CODE = "fact-unseen"
COVER = (
    '<div style="position:relative">{}'
    '<b style="position:absolute;left:{}pt;top:{}pt;width:{}pt;height:{}pt;background:{}"></b></div>'
)
STRIPES = "repeating-linear-gradient(45deg,#000,#fff 3pt)"

HIDDEN = {
    "white on white": '<p style="color:#fff">{}</p>',
    "too pale": '<p style="color:#ccc">{}</p>',
    "transparent": '<p style="color:transparent">{}</p>',
    "no opacity": '<p style="opacity:0">{}</p>',
    "little opacity": '<p style="opacity:.2">{}</p>',
    "covered": COVER.format("{}", 0, 0, 150, 30, "#fff"),
    "covered in black": COVER.format("{}", 0, 0, 150, 30, "#000"),
    "one digit covered": COVER.format("{}", 20, 0, 7, 30, "#fff"),
    "one digit blackened": COVER.format("{}", 20, 0, 7, 30, "#000"),
    "upper half covered": COVER.format("{}", 0, -4, 150, 11, "#fff"),
    "covered by a pattern": COVER.format("{}", 0, 0, 150, 30, STRIPES),
    "clipped at the right": '<div style="width:50pt;overflow:hidden;white-space:nowrap">{}</div>',
    "clipped below": '<div style="height:6pt;overflow:hidden">{}</div>',
    "off the page": '<p style="position:absolute;left:500pt">{}</p>',
    "half off the page": '<p style="position:absolute;left:290pt;white-space:nowrap">{}</p>',
    "above the page": '<p style="position:absolute;top:-60pt">{}</p>',
}
VISIBLE = {
    "plain": "<p>{}</p>",
    "underlined": '<p><a href="tel:+18005550142">{}</a></p>',
    "white on black": '<p style="background:#000;color:#fff">{}</p>',
    "in a brand's colours": '<p style="background:#1a4f8a;color:#ffe9b0">{}</p>',
    "grey enough": '<p style="color:#767676">{}</p>',
    "grey on black": '<p style="background:#000;color:#767676">{}</p>',
    "on a gradient": '<p style="background:linear-gradient(90deg,#fff,#9cf)">{}</p>',
    "small": '<p style="font-size:6pt">{}</p>',
    "large": "<p style=\"font:800 30pt 'Lamplight Display'\">{}</p>",
    "turned": '<p style="transform:rotate(90deg);width:100pt;margin:100pt">{}</p>',
    "over a box": '<div style="position:relative"><b style="position:absolute;inset:0;background:#fe9"></b>'
    '<span style="position:relative">{}</span></div>',
}


@pytest.mark.parametrize("how", HIDDEN)
def test_a_number_that_cannot_be_seen_is_found(how: str) -> None:
    sample = proof(HIDDEN[how].format(CALL.shown), [CALL])
    assert codes(sample, "fact-missing") == [], "it must be in the text, or this test proves nothing"
    assert codes(sample, CODE) == [CODE]


@pytest.mark.parametrize("how", VISIBLE)
def test_a_number_that_can_be_seen_passes(how: str) -> None:
    assert codes(proof(VISIBLE[how].format(CALL.shown), [CALL]), CODE) == []


@pytest.mark.parametrize("size", [(360.0, 360.0), (1296.0, 1728.0)])
def test_addresses_and_codes_are_looked_at_too_on_cards_and_posters(size: tuple[float, float]) -> None:
    assert codes(proof(GOOD.replace("<a ", '<a style="color:#fff" '), size=size), CODE) == [CODE] * 4
    assert codes(proof(size=size), CODE) == []


def test_every_place_where_it_stands_counts() -> None:
    again = f'{GOOD}<p style="color:#fff">{CALL.shown}</p>'
    assert codes(proof(again, EVERYTHING), CODE) == [CODE]


def test_a_file_that_prints_no_number_is_allowed() -> None:
    assert codes(proof("<p>{qr}</p>", [QR]), CODE) == []


def _share(expected: list[int], real: list[int]) -> float:
    bare, seen = (Image.frombytes("L", (len(pixels), 1), bytes(pixels)) for pixels in (expected, real))
    return Scene.of(bare, seen).share_seen()


@given(st.lists(st.integers(0, 255), min_size=9, max_size=60), st.integers(0, 255))
def test_ink_on_an_even_ground_of_its_own_colour_is_never_seen(expected: list[int], shade: int) -> None:
    assert _share(expected, [shade] * len(expected)) == 0


@given(st.integers(0, 255), st.integers(0, 255))
def test_contrast_decides(ink: int, ground: int) -> None:
    seen = _share([0, 0, 255, 255], [ink, ink, ground, ground]) >= LEAST_SHARE
    assert seen == (abs(ink - ground) >= LEAST_SHARE * LEAST_CONTRAST * 255)


@given(st.integers(1, 40))
def test_the_hidden_part_counts_by_its_size(hidden: int) -> None:
    seen = _share([0] * 40 + [255] * 60, [255] * hidden + [0] * (40 - hidden) + [255] * 60)
    assert seen == pytest.approx(1 - hidden / 40)
