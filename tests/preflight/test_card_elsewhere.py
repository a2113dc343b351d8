from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest

from lamplight import pipeline
from lamplight.model import Card, Edition, Flip, Job, Run, Shift
from preflight.samples import codes, proof

if TYPE_CHECKING:
    from lamplight.pipeline import House
    from lamplight.preflight.proof import Proof

CODE = "card-elsewhere"
CARDS = tuple(Card(f"us/ca/{name}", (tag,)) for name, tag in (("placer", "en"), ("yolo", "ar"), ("glenn", "km")))


@pytest.fixture(scope="module", params=[Run(), Run(4, 3, Flip.SHORT, Shift(1, -2), Shift(3, 0))], ids=["full", "run"])
def gang(house: House, request: pytest.FixtureRequest) -> Proof:
    languages = ("en", "ar", "km")
    job = Job(
        "us/ca", "card-help", languages, "3.5x2", Edition.OFFICE, "avery-5371", run=request.param, gang="g", cards=CARDS
    )
    return pipeline.draft(job, house)


def redrawn(sample: Proof, page: int, change: bytes, to: bytes) -> Proof:
    """Return the same sheet with a piece of one page's own content changed."""
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        content = pdf.pages[page].Contents.read_bytes()
        assert change in content
        pdf.pages[page].Contents = pdf.make_stream(content.replace(change, to, 1))
        target = io.BytesIO()
        pdf.save(target)
    return replace(sample, pdf=target.getvalue())


def test_a_gang_has_each_card_in_its_place(gang: Proof) -> None:
    assert codes(gang, CODE) == []


def test_another_regions_side_in_a_place_is_found(gang: Proof) -> None:
    inside = sorted({place.source_page for place in gang.placements_on(1)})
    one, other = (f"/P{number} Do".encode() for number in inside[:2])
    assert codes(redrawn(gang, 1, one, other), CODE) == [CODE]


def test_a_card_beside_its_place_is_found(gang: Proof) -> None:
    number = gang.placements_on(1)[0].source_page
    moved = b"1 0 0 1 0 -40 cm " + f"/P{number} Do".encode()
    assert set(codes(redrawn(gang, 1, f"/P{number} Do".encode(), moved), CODE)) == {CODE}


def test_a_back_that_is_not_behind_its_front_is_found(gang: Proof) -> None:
    places = list(gang.placements)
    at = next(index for index, place in enumerate(places) if place.sheet_page == 1)
    places[at] = replace(places[at], x=places[at].x + 0.5)
    assert codes(replace(gang, placements=tuple(places)), CODE) == [CODE]


def test_anothers_back_is_found(gang: Proof) -> None:
    swapped = (gang.cards[-1], *gang.cards[1:-1], gang.cards[0])
    assert codes(replace(gang, cards=swapped), CODE) == [CODE]


def test_what_is_no_sheet_is_passed_over() -> None:
    assert codes(proof(), CODE) == []
