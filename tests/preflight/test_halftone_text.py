from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lamplight.model import Ink
from lamplight.preflight.halftone_text import CHECK
from preflight.press_sample import press_proof
from preflight.samples import codes, proof

if TYPE_CHECKING:
    from lamplight.preflight import Proof

COLOURED, DOTTED = "ink-coloured", "halftone-text"
WORDS = "<p>Somebody can help</p>"
PICTURE = '<svg viewBox="0 0 90 9"><title>Hills</title><path fill="{}" d="M0 9L45 0L90 9Z"/></svg>'

ALLOWED = {
    "black on white": WORDS,
    "white on black": f'<div style="background:#000;color:#fff">{WORDS}</div>',
    "within an edge": f'<div style="border:1pt solid #000;padding:3pt">{WORDS}</div>',
    "greys in a picture": PICTURE.format("#888") + WORDS,
    "underlined": f"<u>{WORDS}</u>",
}
HALFTONES = {
    "grey words": f'<div style="color:#555">{WORDS}</div>',
    "nearly black words": f'<div style="color:#1c1c1c">{WORDS}</div>',
    "on grey": f'<div style="background:#eee">{WORDS}</div>',
    "white on dark grey": f'<div style="background:#333;color:#fff">{WORDS}</div>',
    "half transparent": f'<div style="color:rgba(0,0,0,.8)">{WORDS}</div>',
    "over a picture": f'<div style="position:relative;margin-top:-9pt">{PICTURE.format("#888")}'
    f'<div style="position:absolute;top:5pt;left:120pt">{WORDS}</div></div>',
}
COLOURS = {
    "a picture": PICTURE.format("#f4ab3c") + WORDS,
    "a pale ground": f'<div style="height:9pt;background:#fff8f0"></div>{WORDS}',
    "a hairline": f'<div style="border-top:.25pt solid #00f"></div>{WORDS}',
    "a shading": f'<div style="height:9pt;background:linear-gradient(#fff,#fdd)"></div>{WORDS}',
}


def _grey(body: str) -> Proof:
    sample = proof(body, [])
    return replace(sample, job=replace(sample.job, ink=Ink.GREY))


@pytest.mark.parametrize("how", ALLOWED)
def test_black_and_white_words_and_grey_pictures_pass(how: str) -> None:
    assert codes(_grey(ALLOWED[how]), DOTTED) == []


@pytest.mark.parametrize("how", HALFTONES)
def test_words_made_of_dots_are_found(how: str) -> None:
    assert codes(_grey(HALFTONES[how]), DOTTED) == [DOTTED]


@pytest.mark.parametrize("how", COLOURS)
def test_a_colour_is_found(how: str) -> None:
    assert codes(_grey(COLOURS[how]), COLOURED) == [COLOURED]


def test_coloured_words_are_found_twice_for_they_are_no_solid_ink_either() -> None:
    assert codes(_grey('<p style="color:#003">Help</p>'), COLOURED) == [COLOURED, DOTTED]


def test_the_page_is_named() -> None:
    (finding,) = CHECK.run(_grey(f'{WORDS}<p style="break-before:page;color:#555">pale</p>')).findings
    assert "on page 2, “pale” is grey" in finding.message


def test_a_file_in_colour_is_let_be() -> None:
    assert codes(proof(COLOURS["a picture"], []), COLOURED) == []


def test_an_empty_file_is_no_pass() -> None:
    assert codes(replace(_grey(WORDS), pdf=b""), DOTTED) == ["check-crashed"]


def _pressed(body: str) -> list[str]:
    sample = press_proof(body, "", facts=[])
    return codes(replace(sample, job=replace(sample.job, ink=Ink.GREY)), DOTTED)


@pytest.mark.parametrize("how", ALLOWED)
def test_on_a_press_black_ink_is_black(how: str) -> None:
    assert _pressed(ALLOWED[how]) == []


@pytest.mark.parametrize("how", COLOURS)
def test_on_a_press_a_colour_needs_another_plate(how: str) -> None:
    assert COLOURED in _pressed(COLOURS[how].replace(".25pt", "2pt"))


@pytest.mark.parametrize("how", ["on grey", "white on dark grey", "over a picture"])
def test_on_a_press_a_tint_of_black_is_made_of_dots_too(how: str) -> None:
    assert _pressed(HALFTONES[how]) == [DOTTED]
