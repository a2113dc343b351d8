from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from lamplight import impose, sheets
from lamplight.model import Edition, Paper, Sheet
from lamplight.palette import READABLE, Colour, contrast
from lamplight.preflight.contrast_low import CHECK, measured
from lamplight.preflight.lettering import Ground, Letter, Run
from lamplight.preflight.reading import Ink
from preflight.press_sample import press_proof
from preflight.samples import codes, proof

CODE = "contrast-low"
WORDS = "Somebody can help"
PICTURE = (
    '<svg viewBox="0 0 300 40" style="position:absolute;left:0;top:0;width:300pt;height:40pt"><title>Night</title>'
    '<path fill="#1b3a57" d="M0 0H300V40H0Z"/></svg>'
)
OVER = '<div style="position:relative">{}<p style="position:relative;{}">{}</p></div>'
BLOCK = '<b style="position:absolute;left:{}pt;top:0;width:{}pt;height:20pt;background:{}"></b>'
GANG = Paper("letter", "Letter", 612, 792)

LOW = {
    "nearly grey enough": '<p style="color:#777">{}</p>',
    "white on white": '<p style="color:#fff">{}</p>',
    "white on a brand's yellow": '<p style="background:#f4ab3c;color:#fff">{}</p>',
    "dark on a dark picture": OVER.format(PICTURE, "", "{}"),
    "half transparent": '<p style="color:rgba(0,0,0,.5)">{}</p>',
    "at the dark end of a shading": '<p style="background:linear-gradient(90deg,#fff,#000);width:90pt">{}</p>',
    "one letter on a dark block": OVER.format(BLOCK.format(0, 8, "#000"), "", "{}"),
    "one pale letter": '<p><span style="color:#aaa">O</span> {}</p>',
    "turned": '<p style="transform:rotate(-90deg);width:100pt;margin:100pt;color:#aaa">{}</p>',
    "in a picture": '<svg viewBox="0 0 90 20"><title>S</title><text y="15" font-size="9" fill="#aaa">{}</text></svg>',
}
READABLE_PAGES = {
    "plain": "<p>{}</p>",
    "grey enough": '<p style="color:#767676">{}</p>',
    "white on black": '<p style="background:#000;color:#fff">{}</p>',
    "underlined, with descenders": '<p style="text-decoration:underline">{} gypsum</p>',
    "light on a dark picture": OVER.format(PICTURE, "color:#fff", "{}"),
    "black on a light shading": '<p style="background:linear-gradient(90deg,#fff,#9cf)">{}</p>',
    "turned": '<p style="transform:rotate(-90deg);width:100pt;margin:100pt;background:#000;color:#fff">{}</p>',
    "close to a block": OVER.format(BLOCK.format(100, 50, "#000"), "", "{}"),
}


@pytest.mark.parametrize("how", LOW)
def test_words_that_hardly_stand_out_are_found(how: str) -> None:
    assert codes(proof(LOW[how].format(WORDS)), CODE) == [CODE]


@pytest.mark.parametrize("how", READABLE_PAGES)
def test_words_that_stand_out_pass(how: str) -> None:
    assert codes(proof(READABLE_PAGES[how].format(WORDS)), CODE) == []


@pytest.mark.parametrize("size", [(252.0, 144.0), (1296.0, 1728.0)])
def test_cards_and_posters(size: tuple[float, float]) -> None:
    assert codes(proof(f'<p style="color:#777">{WORDS}</p>', size=size), CODE) == [CODE]
    assert codes(proof(f'<p style="color:#767676">{WORDS}</p>', size=size), CODE) == []


def test_the_message_says_which_words_and_colours_once_a_page_the_worst() -> None:
    pale = '<p style="color:#aaa">pale</p><p style="color:#ccc;background:#eee">paler</p>'
    first, second = CHECK.run(proof(f"<p>{WORDS}</p>{pale}<p style='break-before:page;color:#bbb'>other</p>")).findings
    assert "on page 1, “paler” stands out 1.4:1 (#cccccc on #eeeeee)" in first.message
    assert "on page 2, “other”" in second.message


def test_every_card_of_a_sheet_is_looked_at() -> None:
    card = proof(f'<p>{WORDS}</p><p style="color:#aaa">pale</p>', edition=Edition.OFFICE, size=(252, 144))
    gang = Sheet("letter", "Letter", "a drawing", GANG, card.piece, 2, 5, 54, 36)
    placed = sheets.placements(gang, [(0,)] * 10)
    pdf = impose.impose(card.pdf, GANG, placed, (), "cards")
    sheet = replace(card, pdf=pdf, paper=GANG, placements=placed, job=replace(card.job, sheet="letter"))
    assert codes(sheet, CODE) == [CODE]
    with sheet:
        assert sorted(round(one.ratio, 1) for one in measured(sheet)) == [2.3] * 10 + [21.0] * 10


def test_no_word_is_no_pass() -> None:
    assert codes(proof("<p>{qr}</p>"), CODE) == ["check-examined-nothing"]


def _ground(*pixels: tuple[int, int, int]) -> Ground:
    picture = Image.new("RGB", (len(pixels), 1))
    picture.putdata(pixels)
    return Ground(picture, 1.0)


channels = st.tuples(*[st.integers(0, 255)] * 3)


@given(channels, channels)
def test_on_one_colour_it_is_the_ratio_of_the_standard(
    paint: tuple[int, int, int], below: tuple[int, int, int]
) -> None:
    letters = Run(1, (Letter("a", Ink(0, 0, 4, 1), (*paint, 255)),))
    red, green, blue = (channel / 255 for channel in below)
    ground = Colour(red, green, blue)
    worst = _ground(*[below] * 4).worst(letters, lambda other: contrast(letters.upon(other), other))
    assert worst
    assert worst[0] == pytest.approx(contrast(letters.colour, ground))
    assert worst[1] == ground


@given(st.integers(0, 20))
def test_a_quarter_of_a_letter_decides(dark: int) -> None:
    letters = Run(1, (Letter("a", Ink(0, 0, 20, 1), (0, 0, 0, 255)),))
    ground = _ground(*[(0, 0, 0)] * dark, *[(255, 255, 255)] * (20 - dark))
    worst = ground.worst(letters, lambda below: contrast(letters.colour, below))
    assert worst
    assert (worst[0] < READABLE) == (dark > 5)


def test_what_lies_off_the_page_has_no_ground() -> None:
    letters = Run(1, (Letter("a", Ink(30, 0, 40, 9), (0, 0, 0, 255)),))
    assert _ground((0, 0, 0)).worst(letters, lambda _: 0.0) is None


HINDI = "<p style=\"font-family:'Lamplight Devanagari'\">बच्चों को मदद</p>"


@pytest.mark.parametrize(("style", "found"), [("color:#000", []), ("color:#bbb", [CODE])])
def test_letters_that_an_actual_text_tells_are_looked_at_where_they_stand_on_a_press_page(
    style: str, found: list[str]
) -> None:
    dark = '<div style="position:absolute;left:0;top:100pt;width:300pt;height:120pt;background:#000"></div>'
    words = f'<div style="{style}">{HINDI}</div>'
    assert codes(press_proof(words + dark, "", facts=[]), CODE) == found
