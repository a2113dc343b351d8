"""Several regions' cards become one file, in their order, and what cannot be printed so is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lamplight import gangs
from lamplight.cardlist import Row
from lamplight.errors import SelectionError
from lamplight.manifest import entry_of, job_of
from lamplight.model import Card, Edition, Finding, Flip, Job, Made, Run, Shift, Where
from lamplight.plan import plan, stands
from lamplight.selection import Selection
from small_house import atlas, house

HOUSE = house()
ON_STOCK = {"materials": ("card",), "papers": ("avery-5371",)}


def planned(**selection: Any) -> tuple[Job, ...]:  # noqa: ANN401 - as Selection has it
    return plan(Selection(**{**ON_STOCK, **selection}), HOUSE)


def wrong(**selection: Any) -> list[Finding]:  # noqa: ANN401
    with pytest.raises(SelectionError) as error:
        planned(**selection)
    return list(error.value.findings)


def rows(*typed: tuple[str, str, int]) -> tuple[Row, ...]:
    return tuple(Row(*row, Where("people.csv", line)) for line, row in enumerate(typed, 2))


def test_a_gang_is_one_file_below_the_region_that_its_cards_share() -> None:
    (job,) = planned(regions=("us/ca/*",), gang=True)
    assert job.file == "us/ca/en+es/card-3.5x2-avery-5371-placer+yolo-office.pdf"
    assert job.cards == tuple(Card(f"us/ca/{name}", (tag,)) for name in ("placer", "yolo") for tag in ("en", "es"))


def test_its_pieces_are_jobs_that_know_they_are_ganged() -> None:
    (job,) = planned(regions=("us/ca/placer", "us/wa/king"), languages=("es",), gang=True, run=Run(copies=3))
    assert job.region == "us"
    assert [(one.region, one.languages, one.gang, one.cards) for one in job.pieces()] == [
        ("us/ca/placer", ("es",), job.gang, ()),
        ("us/wa/king", ("es",), job.gang, ()),
    ]


def test_languages_alone_are_ganged_too() -> None:
    (job,) = planned(gang=True)
    assert job.file == "us/ca/placer/en+es/card-3.5x2-avery-5371-gang-office.pdf"


def test_each_row_is_one_card_in_its_order() -> None:
    typed = rows(("06113", "es", 2), ("us/ca/placer", "", 1), ("us/ca/placer", "en", 1), ("us/wa/king", "en+es", 1))
    bilingual = house(materials={"card": replace(HOUSE.materials["card"], bilingual=True)})
    selection = Selection(materials=("card",), papers=("avery-5371",), rows=typed, called="people", languages=("en",))
    (job,) = plan(selection, bilingual)
    assert job.file == "us/es+en/card-3.5x2-avery-5371-people-office.pdf"
    assert job.cards == (
        Card("us/ca/yolo", ("es",), 2),
        # Equal cards that follow each other are one, with both copies.
        Card("us/ca/placer", ("en",), 2),
        Card("us/wa/king", ("en", "es"), 1),
    )


def test_every_mistake_in_rows_is_told_with_its_place() -> None:
    typed = rows(("us/ca/placr", "en", 1), ("us/ca/*", "en", 1), ("us/ca/yolo", "tlh", 1), ("us/ca/yolo", "all", 1))
    found = wrong(rows=typed, languages=("en",))
    assert {(finding.code, finding.where.line if finding.where else 0) for finding in found} == {
        ("region-unknown", 2),
        ("region-unknown", 3),
        ("language-unknown", 4),
        ("languages-wrong", 5),
    }


def test_rows_that_name_no_language_have_one() -> None:
    assert [finding.code for finding in wrong(rows=rows(("us/ca/yolo", "", 1)))] == ["languages-wrong"]


def test_a_printer_is_loaded_with_one_stock() -> None:
    (finding,) = wrong(papers=("all",), gang=True)
    assert finding.code == "stock-not-named"
    assert "avery-5371" in finding.message


def test_what_is_no_card_is_not_ganged() -> None:
    (finding,) = wrong(materials=("poster",), gang=True)
    assert finding.code == "paper-not-offered"
    assert "such as card" in finding.remedy


def test_a_place_that_the_sheet_has_not_is_told() -> None:
    (finding,) = wrong(run=Run(start_at=11))
    assert finding.code == "place-unknown"
    assert planned(run=Run(start_at=10))


def test_a_run_is_in_the_name_of_its_file() -> None:
    run = Run(25, 4, Flip.SHORT, Shift(1, 0))
    (job,) = planned(languages=("en",), run=run)
    assert job.file == "us/ca/placer/en/card-3.5x2-avery-5371-25x-from4-flip-short-shifted-office.pdf"


def made(job: Job) -> Made:
    return Made(job, b"%PDF", 2, (), ())


def test_a_gang_is_in_the_manifest_as_it_is() -> None:
    run = Run(0, 2, Flip.LONG, Shift(1.5, -2), Shift(0, 0.5))
    (job,) = planned(regions=("us/ca/*",), gang=True, run=run)
    assert job_of(entry_of(made(job))) == job


def test_a_gang_stands_while_all_of_its_regions_do() -> None:
    (job,) = planned(regions=("us/ca/*",), gang=True)
    entry = entry_of(made(job))
    assert stands(entry, HOUSE)
    gone = atlas({"us": ("United States", None), "us/ca": ("California", "06"), "us/ca/yolo": ("Yolo County", None)})
    assert not stands(entry, house(atlas=gone))


PATHS = some.lists(some.sampled_from(HOUSE.atlas.paths), min_size=1, max_size=6)


@given(PATHS, some.integers(0, 3))
def test_every_card_is_in_the_gang_as_often_as_it_was_asked_for(paths: list[str], copies: int) -> None:
    jobs = [Job(path, "card", ("en",), "3.5x2", Edition.OFFICE, "avery-5371", run=Run(copies)) for path in paths]
    (gang,) = gangs.ganged(jobs, Run(), "")
    printed = [card.region for card in gang.cards for _ in range(card.copies)]
    assert printed == [path for path in paths for _ in range(copies)]
    assert all(path == gang.region or path.startswith(f"{gang.region}/") for path in paths)
