from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest

from lamplight.preflight.reading_order import CHECK
from preflight.samples import changed, codes, good, proof, tagged

CODE = "reading-order"
PLACED = "p { position: absolute; margin: 0; width: 90pt } body { position: relative }"


def _placed(*places: tuple[int, int], direction: str = "ltr", language: str = "en") -> str:
    """Paragraphs in their order, each at so many points from the left and from the top."""
    texts = (f'<p style="left: {left}pt; top: {top}pt">Text {left} {top}</p>' for left, top in places)
    return f'<div lang="{language}" dir="{direction}">{"".join(texts)}</div>'


@pytest.mark.parametrize(
    "places",
    [
        [(0, 0), (0, 40), (0, 80)],  # down
        [(0, 0), (120, 0), (0, 40), (120, 40)],  # line by line
        [(0, 0), (0, 40), (120, 0), (120, 40)],  # column by column
        [(0, 0), (60, 40)],  # down and in
        [(120, 0), (0, 40)],  # down and out
    ],
)
def test_down_and_onward_is_the_order_of_reading(places: list[tuple[int, int]]) -> None:
    assert codes(proof(_placed(*places), (), PLACED), CODE) == []
    mirrored = [(240 - left, top) for left, top in places]
    assert codes(proof(_placed(*mirrored, direction="rtl", language="ar"), (), PLACED), CODE) == []


@pytest.mark.parametrize(
    ("places", "where"),
    [
        ([(0, 40), (0, 0)], "below"),
        ([(0, 0), (0, 80), (0, 40)], "below"),
        ([(120, 0), (0, 0)], "past"),
        ([(120, 40), (0, 0)], "below"),
    ],
)
def test_up_and_back_is_not(places: list[tuple[int, int]], where: str) -> None:
    (finding,) = CHECK.run(proof(_placed(*places), (), PLACED)).findings
    assert finding.code == CODE
    assert f"which stands {where} it" in finding.message
    mirrored = [(240 - left, top) for left, top in places]
    assert codes(proof(_placed(*mirrored, direction="rtl", language="ar"), (), PLACED), CODE) == [CODE]


def test_frames_languages_and_turned_text_have_an_order_of_their_own() -> None:
    frames = '<div data-frame="b"><p style="top: 40pt">B</p></div><div data-frame="a"><p style="top: 0">A</p></div>'
    languages = '<p style="left: 120pt">Call</p><p lang="es" style="left: 0">Llame</p>'
    turned = '<p style="top: 90pt; transform: rotate(90deg)">Call us</p><p style="top: 0">Call</p>'
    assert [codes(proof(body, (), PLACED), CODE) for body in (frames, languages, turned)] == [[], [], []]


def test_the_number_of_a_step_stands_where_the_style_puts_it() -> None:
    style = "ol { counter-reset: n; list-style: none } li { counter-increment: n; position: relative } "
    style += "li::before { content: counter(n); position: absolute; left: 90pt; top: 20pt }"
    assert codes(proof("<ol><li><p>One</p></li><li><p>Two</p></li></ol>", (), style), CODE) == []


def _swapped(pdf: pikepdf.Pdf) -> None:
    holder = next(one for one in tagged(pdf, "P")).P
    holder.K = pikepdf.Array(reversed(list(holder.K)))


def _silenced(pdf: pikepdf.Pdf) -> None:
    next(tagged(pdf, "H1")).K = pikepdf.Array()


@pytest.mark.parametrize(("change", "message"), [(_swapped, "order of the page's source"), (_silenced, "are read out")])
def test_tags_that_do_not_follow_the_page(change: object, message: str) -> None:
    assert callable(change)
    (finding,) = CHECK.run(changed(change)).findings
    assert message in finding.message


def test_a_sound_file_passes_and_page_numbers_are_not_read_out() -> None:
    assert codes(good(), CODE) == []
    numbered = proof("<p>One</p>", (), "@page { @bottom-center { content: counter(page) } }")
    assert codes(numbered, CODE) == []
    assert codes(replace(numbered, pages=numbered.pages * 2), CODE) == [CODE]
