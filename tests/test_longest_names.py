"""Nothing is cut off anywhere in the country: the longest names of places and agencies fit on every material."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from lamplight import pipeline, preflight
from lamplight.preflight import page_geometry, text_overflows
from own_project import ROOT, job, shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lamplight.model import Material, Paper, Region
    from lamplight.pipeline import House

MOST = 2
LANGUAGES = ("en", "es")
ALIKE = 0.05
# Other checks do not depend on how long a name is.
ROOM = (page_geometry.CHECK, text_overflows.CHECK)


def _agency(region: Region) -> str:
    found = region.find("child_welfare")
    return (found[0].agency or "") if found else ""


@cache
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


def _least_room(material: Material, papers: Mapping[str, Paper]) -> list[str]:
    """Of its papers of each shape the smallest: on the others of that shape, all is as much larger as they are."""
    kept: dict[str, float] = {}
    for name in sorted(material.papers, key=lambda name: papers[name].width * papers[name].height):
        shape = papers[name].height / papers[name].width
        if all(abs(shape - other) > ALIKE for other in kept.values()):
            kept[name] = shape
    return list(kept)


def test_of_each_shape_of_paper_the_smallest_has_least_room(house: House) -> None:
    def of(*papers: str) -> list[str]:
        return _least_room(replace(house.materials["poster-signs"], papers=papers), house.papers)

    assert of("18x24", "tabloid", "letter") == ["letter", "tabloid"]
    assert of("a3", "letter", "a4") == ["letter", "a4"]
    assert of("2.5-round", "4x2") == ["2.5-round", "4x2"]


@pytest.mark.parametrize("material", shipped())
def test_a_box_for_what_is_local_is_as_large_whatever_it_holds(house: House, material: str) -> None:
    paper = _least_room(house.materials[material], house.papers)[0]

    def imprints(region: str, language: str) -> list[tuple[object, ...]]:
        composition = pipeline._compose(job(material, region, language, paper=paper), house)
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


@pytest.mark.parametrize("turn", range(len(_longest())), ids=_longest())
@pytest.mark.parametrize("material", shipped())
def test_the_longest_names_fit(house: House, turn: int, material: str) -> None:
    """From one region to the next each material changes its language, then its paper."""
    region, papers = _longest()[turn], _least_room(house.materials[material], house.papers)
    language, paper = LANGUAGES[turn % 2], papers[turn // 2 % len(papers)]
    proof = pipeline.draft(job(material, region, language, paper=paper), house)
    assert [str(finding) for finding in preflight.examine(proof, ROOM)] == []


def test_every_paper_and_language_has_its_turn(house: House) -> None:
    """With enough regions for each pair."""
    pairs = {len(_least_room(material, house.papers)) * len(LANGUAGES) for material in house.materials.values()}
    assert len(_longest()) >= max(pairs)
