"""What the typesetter tells a screen reader beyond what its engine does, read from the finished file."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pikepdf
import pytest

from lamplight.model import Edition
from lamplight.preflight import structure
from preflight.samples import tagged, typesetter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.preflight.structure import Element


@contextmanager
def opened(body: str, style: str = "") -> Iterator[pikepdf.Pdf]:
    css = f"@page {{ size: 300pt 200pt; margin: 20pt }} body {{ font: 11pt 'Lamplight Sans'; margin: 0 }} {style}"
    page = f'<html lang="en"><head><title>T</title><style>{css}</style></head><body>{body}</body></html>'
    with pikepdf.open(io.BytesIO(typesetter().set(page, [], Edition.SCREEN).pdf)) as pdf:
        yield pdf


def elements(body: str, style: str = "") -> list[Element]:
    with opened(body, style) as pdf:
        return list(structure.read(pdf).walk())


def kinds(body: str, style: str = "") -> list[str]:
    """The kinds of all elements but the runs of text themselves."""
    return [element.kind for element in elements(body, style) if element.kids]


def test_a_passage_says_its_language_and_what_is_in_it_inherits_that() -> None:
    found = elements('<p>Call <bdi lang="es">Ana</bdi></p><div lang="km"><p>ហៅ <b lang="en">Ana</b></p></div>')
    said = [(element.kind, element.language) for element in found if not element.kids]
    assert said == [("Span", "en"), ("Span", "es"), ("Span", "km"), ("Span", "en")]


def test_names_and_stressed_words_are_spans_and_parts_of_a_page_are_divisions() -> None:
    body = "<header><p><bdi>A</bdi> <strong>B</strong></p></header><footer><p>C</p></footer>"
    assert kinds(body) == ["Document", "Div", "P", "Span", "Span", "Div", "P"]


def test_a_link_says_its_purpose() -> None:
    with opened('<p><a href="tel:988" title="Llame al 988">988</a> <a href="tel:911">911</a></p>') as pdf:
        assert [str(note.Contents) for note in pdf.pages[0].obj.Annots] == ["Llame al 988", "tel:911"]


def test_header_cells_say_what_they_head() -> None:
    table = '<table><tr><th>A</th><th>B</th></tr><tr><th scope="row">C</th><td>D</td></tr></table>'
    scopes = [element.attributes["Scope"] for element in elements(table) if element.kind == "TH"]
    assert scopes == ["/Column", "/Column", "/Row"]


STEPS = "ol { list-style: none; counter-reset: n } li { counter-increment: n } li::before { content: counter(n) }"


@pytest.mark.parametrize("place", ["", "li { position: relative } li::before { position: absolute; left: -9pt }"])
def test_a_number_that_the_style_draws_is_the_label_of_its_item(place: str) -> None:
    (steps,) = [element for element in elements("<ol><li><p>A</p></li></ol>", STEPS + place) if element.kind == "L"]
    assert steps.attributes["ListNumbering"] == "/Decimal"
    (item,) = steps.kids
    assert [kid.kind for kid in item.kids] == ["Lbl", "LBody"]


@pytest.mark.parametrize(("style", "told"), [("", "/Disc"), ("ul { list-style: square }", "/Square")])
def test_bullets_are_told_apart(style: str, told: str) -> None:
    (found,) = [element for element in elements("<ul><li>A</li></ul>", style) if element.kind == "L"]
    assert found.attributes["ListNumbering"] == told


def test_a_list_without_signs_says_none() -> None:
    (found,) = [
        element for element in elements("<ul><li>A</li></ul>", "ul { list-style: none }") if element.kind == "L"
    ]
    assert "ListNumbering" not in found.attributes


def test_a_picture_says_where_it_stands_in_points() -> None:
    drawing = '<svg style="display: block; margin-left: 40pt; width: 30pt; height: 60pt"><title>A</title></svg>'
    with opened(drawing) as pdf:
        (picture,) = tagged(pdf, "Figure")
        assert [round(float(side)) for side in picture.A.BBox] == [60, 120, 90, 180]


def test_what_a_flex_box_places_absolutely_is_read_where_its_source_has_it() -> None:
    style = ".f { display: flex; flex-direction: column; position: relative } svg { position: absolute; bottom: 0 }"
    picture = '<svg width="9" height="9"><title>A</title></svg>'
    assert kinds(f'<div class="f"><p>A</p><p>B</p>{picture}</div>', style) == ["Document", "Div", "P", "P"]
    found = [element.kind for element in elements(f'<div class="f"><p>A</p>{picture}<p>B</p></div>', style)]
    assert found == ["Document", "Div", "P", "Span", "Figure", "P", "Span"]


def test_a_bookmark_has_no_break_marks() -> None:
    with opened("<h1>บ้าน&ZeroWidthSpace;เรา</h1>") as pdf:
        assert str(pdf.Root.Outlines.First.Title) == "บ้านเรา"
