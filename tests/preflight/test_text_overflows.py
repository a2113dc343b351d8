from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.model import Box, Page
from lamplight.preflight.text_overflows import CHECK
from preflight.samples import codes, proof

CODE = "text-overflows"
FRAME = Box("frame", 20, 20, 100, 40, name="help")
SAMPLE = proof()


def _run(x: float, y: float, width: float, *, text: str = "Call", frame: int | None = 0) -> Box:
    return Box("text", x, y, width, 14, text=text, type_size=10, frame=frame)


def _codes(*boxes: Box) -> list[str]:
    return codes(replace(SAMPLE, pages=(Page(200, 100, boxes),)), CODE)


def test_text_within_its_frame_passes() -> None:
    assert _codes(FRAME, _run(20, 20, 100), _run(20, 32, 60), _run(20, 46, 60)) == []


@pytest.mark.parametrize(("x", "y", "width"), [(20, 20, 102), (10, 20, 50), (20, 10, 50), (20, 55, 50), (150, 80, 10)])
def test_text_outside_its_frame(x: float, y: float, width: float) -> None:
    assert _codes(FRAME, _run(x, y, width)) == [CODE]


@pytest.mark.parametrize(("x", "y"), [(-5, 10), (180, 10), (10, -5), (10, 95)])
def test_text_or_a_frame_outside_the_page(x: float, y: float) -> None:
    assert _codes(_run(x, y, 30, frame=None)) == [CODE]
    assert _codes(Box("frame", x, y, 30, 14, name="help"), _run(50, 50, 10, frame=None)) == [CODE]


def test_a_frame_outside_its_frame() -> None:
    inner = Box("frame", 100, 30, 60, 10, name="inner", frame=0)
    assert _codes(FRAME, inner, _run(105, 28, 9, frame=1)) == [CODE]


def test_text_over_text() -> None:
    assert _codes(FRAME, _run(20, 20, 50), _run(60, 24, 50)) == [CODE]
    assert _codes(FRAME, _run(20, 20, 50), _run(70, 20, 50), _run(20, 31, 50)) == []


def test_the_message_names_the_frame_and_the_beginning_of_the_text() -> None:
    long = _run(20, 20, 300, text="Placer County and much more than fits into any frame")
    (finding,) = CHECK.run(replace(SAMPLE, pages=(Page(400, 100, (FRAME, long)),))).findings
    assert "“help”" in finding.message
    assert "“Placer County and much more than fits in…”" in finding.message
    assert "page 1" in finding.message


def test_real_pages_close_lines_and_blank_runs_pass() -> None:
    words = "Call us, <b>day</b> or night, <a>any day</a> of the year, from anywhere."
    body = f'<div data-frame="help" style="width:200pt;height:80pt;line-height:1.05">{words}</div>'
    assert codes(proof(body), CODE) == []


@pytest.mark.parametrize("clip", ["", "overflow:hidden"])
@pytest.mark.parametrize("style", ["white-space:nowrap", "height:20pt"])
def test_real_text_that_does_not_fit_is_found_clipped_or_not(style: str, clip: str) -> None:
    words = "Placer County " * 8
    assert CODE in codes(
        proof(f'<div data-frame="name" style="width:100pt;height:500pt;{style};{clip}">{words}</div>'), CODE
    )


def test_a_name_of_400_characters_is_found() -> None:
    body = f'<h1 data-frame="name" style="height:60pt;width:300pt">{"Abc" * 133} County</h1><p>{{qr}}</p>'
    assert CODE in codes(proof(body), CODE)


def test_no_text_at_all_is_no_pass() -> None:
    assert _codes(FRAME) == ["check-examined-nothing"]


coordinates = st.floats(0, 150)


@given(coordinates, st.floats(0, 80), coordinates, st.floats(0, 80))
def test_overlap_does_not_depend_on_the_order(x: float, y: float, other_x: float, other_y: float) -> None:
    one, two = _run(x, y, 40, frame=None), _run(other_x, other_y, 40, frame=None)
    assert sorted(_codes(one, two)) == sorted(_codes(two, one))


def test_a_line_that_is_read_upwards_fits_lengthwise() -> None:
    strip = Box("frame", 20, 10, 40, 80, name="strip")
    lines = [Box("text", x, 15, 14, 70, text="Call", type_size=10, frame=0, turned=True) for x in (20, 32, 44)]
    assert _codes(strip, *lines) == []
    assert _codes(strip, replace(lines[0], height=90)) == [CODE]
    assert _codes(strip, replace(lines[0], x=10)) == [CODE]
    assert _codes(strip, lines[0], replace(lines[1], x=23)) == [CODE]


def test_text_that_its_style_turns_stands_where_it_is_seen() -> None:
    style = "p { position: absolute; left: 20pt; top: 60pt; width: 100pt; height: 20pt; transform: rotate(-90deg) }"
    strip = "<div data-frame='strip' style='position: relative; width: {width}pt; height: 140pt'><p>Call us</p></div>"
    assert codes(proof(strip.format(width=140), (), style), CODE) == []
    (box,) = (box for box in proof(strip.format(width=140), (), style).pages[0].boxes if box.text)
    assert box.turned
    assert box.height > 1.5 * box.width
    assert codes(proof(strip.format(width=50), (), style), CODE) == [CODE]
