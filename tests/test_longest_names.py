"""Nothing is cut off anywhere in the country: the longest names of places and agencies fit on every material."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lamplight import pipeline, plan
from lamplight.model import Edition, Job
from own_project import ROOT

if TYPE_CHECKING:
    from lamplight.model import Region
    from lamplight.pipeline import House

MOST = 4
SHEETS_AND_PAPERS_WITH_LEAST_ROOM = {
    "card-help": ("3.5x2",),
    "factsheet-signs": ("letter", "a4"),
    "poster-signs": ("letter", "tabloid"),
}


def _agency(region: Region) -> str:
    found = region.find("child_welfare")
    return (found[0].agency or "") if found else ""


def _longest() -> list[str]:
    """The places with the longest names, and those whose agencies, or notes beside their numbers, are the longest."""
    atlas = pipeline.load(ROOT).atlas
    printable = [region for region in map(atlas.__getitem__, atlas.paths) if _agency(region)]
    by_name = sorted(printable, key=lambda region: -len(region.full_name))[:MOST]
    own = [region for region in printable if "child_welfare" in region.contacts]
    by_giver = sorted(own, key=lambda region: -len(region.name))[:MOST]
    by_agency = sorted(own, key=lambda region: -len(_agency(region)))[:MOST]
    by_lines = sorted(own, key=lambda region: -len(region.contacts["child_welfare"].lines))[:MOST]
    by_hours = [region for region in own if region.contacts["child_welfare"].lines[0].hours not in (None, "24/7")]
    return sorted({region.path for region in (*by_name, *by_giver, *by_agency, *by_lines, *by_hours[:MOST])})


def test_the_list_says_which_materials_there_are(house: House) -> None:
    assert set(SHEETS_AND_PAPERS_WITH_LEAST_ROOM) == set(house.materials)
    assert all(
        plan.plan(plan.Selection(materials=(material,), papers=papers), house)
        for material, papers in SHEETS_AND_PAPERS_WITH_LEAST_ROOM.items()
    )


@pytest.mark.parametrize("material", SHEETS_AND_PAPERS_WITH_LEAST_ROOM)
def test_a_box_for_what_is_local_is_as_large_whatever_it_holds(house: House, material: str) -> None:
    paper = SHEETS_AND_PAPERS_WITH_LEAST_ROOM[material][0]

    def imprints(region: str, language: str) -> list[tuple[object, ...]]:
        composition = pipeline._compose(Job(region, material, (language,), paper, Edition.SCREEN), house)
        return [
            (number, box.name, *(round(length, 3) for length in (box.x, box.y, box.width, box.height)))
            for number, page in enumerate(pipeline._typeset(composition, house).pages)
            for box in page.boxes
            if box.kind == "frame"
        ]

    usual = imprints("us/ca/placer", "en")
    assert usual
    longest = max(_longest(), key=lambda path: len(house.atlas[path].full_name))
    for region in (longest, "us/ca/glenn", "us/nd/cass"):
        assert imprints(region, "es") == usual


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("region", _longest())
def test_the_longest_names_fit(house: House, region: str, language: str) -> None:
    for material, papers in SHEETS_AND_PAPERS_WITH_LEAST_ROOM.items():
        for paper in papers:
            made = pipeline.make(Job(region, material, (language,), paper, Edition.SCREEN), house)
            assert made.pdf, [str(finding) for finding in made.findings]
