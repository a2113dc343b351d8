from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest

from preflight.samples import GOOD, SIDE, codes, proof

if TYPE_CHECKING:
    from lamplight.preflight import Proof

COUNT, SIZE = "pages-wrong", "page-size-wrong"


def test_a_page_too_many_and_a_page_too_few() -> None:
    more = proof(GOOD + '<p style="break-before:page">and more</p>')
    assert codes(more, COUNT) == [COUNT]
    assert codes(replace(more, sheet_pages=2), COUNT) == []
    assert codes(replace(proof(), sheet_pages=2), COUNT) == [COUNT]


def test_large_print_may_have_fewer_pages_and_never_more() -> None:
    one = proof()
    large = replace(one, job=replace(one.job, large=True))
    assert codes(replace(large, sheet_pages=3), COUNT) == []
    assert codes(large, COUNT) == []
    assert codes(replace(large, sheet_pages=0), COUNT) == [COUNT]


@pytest.mark.parametrize(("width", "height"), [(SIDE + 2, SIDE), (SIDE, SIDE - 2), (SIDE / 2, SIDE * 2)])
def test_a_wrong_size(width: float, height: float) -> None:
    sample = proof()
    wrong = replace(sample, paper=replace(sample.paper, width=width, height=height))
    assert set(codes(wrong, SIZE)) == {SIZE}


def _changed(key: str, value: object) -> Proof:
    sample = proof()
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        pdf.pages[0].obj[key] = value
        out = io.BytesIO()
        pdf.save(out)
    return replace(sample, pdf=out.getvalue())


@pytest.mark.parametrize(
    ("key", "value"), [("/Rotate", 90), ("/UserUnit", 2), ("/TrimBox", pikepdf.Array([9, 9, 300, 300]))]
)
def test_a_page_turned_enlarged_or_trimmed(key: str, value: object) -> None:
    assert set(codes(_changed(key, value), SIZE)) == {SIZE}


def test_a_box_that_starts_elsewhere_has_its_size_all_the_same() -> None:
    assert codes(_changed("/TrimBox", pikepdf.Array([0, 0, SIDE, SIDE])), SIZE) == []
