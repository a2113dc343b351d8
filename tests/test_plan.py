"""A selection becomes jobs, each once and in a stable order, or all its mistakes are told."""

from __future__ import annotations

from dataclasses import replace
from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fake_workshop import made
from lamplight.errors import SelectionError
from lamplight.manifest import entry_of
from lamplight.model import Edition, Finding, Job
from lamplight.plan import Selection, matching, plan, stands
from small_house import atlas, contact, house

HOUSE = house()
PATHS = HOUSE.atlas.paths


def files(**selection: tuple[str, ...]) -> list[str]:
    return [job.file for job in plan(Selection(**selection), HOUSE)]


def wrong(**selection: tuple[str, ...]) -> list[Finding]:
    with pytest.raises(SelectionError) as error:
        plan(Selection(**selection), HOUSE)
    return list(error.value.findings)


def test_the_default_is_one_county_in_two_languages() -> None:
    assert files() == [
        f"us/ca/placer/{language}/{piece}.pdf"
        for language in ("en", "es")
        for piece in (
            "card-3.5x2-screen",
            "card-letter-office",
            "card-avery-5371-office",
            "poster-letter-screen",
            "poster-letter-office",
            "poster-a4-screen",
            "poster-a4-office",
        )
    ]


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (("us/ca/*",), ["us/ca/placer", "us/ca/yolo"]),
        (("us/*/*",), ["us/ca/placer", "us/ca/yolo", "us/wa/king"]),
        (("us/ca/yolo/*",), ["us/ca/yolo/school"]),
        (("us/*",), ["us/ca", "us/wa"]),
        (("us/ca/[p]*",), ["us/ca/placer"]),
        (("06061",), ["us/ca/placer"]),
        (("06",), ["us/ca"]),
        (("us/wa/king", "us/ca/*", "us/wa/*", "53033"), ["us/wa/king", "us/ca/placer", "us/ca/yolo"]),
    ],
)
def test_regions_are_named_by_path_glob_or_code(patterns: tuple[str, ...], expected: list[str]) -> None:
    jobs = plan(Selection(regions=patterns, materials=("poster",), languages=("en",), papers=("a4",)), HOUSE)
    assert list(dict.fromkeys(job.region for job in jobs)) == expected


@given(some.sampled_from(PATHS), some.data())
def test_a_star_never_crosses_a_step(path: str, data: some.DataObject) -> None:
    steps = [data.draw(some.sampled_from([step, "*", step[:1] + "*"])) for step in path.split("/")]
    found = matching("/".join(steps), PATHS)
    assert path in found
    assert all(len(other.split("/")) == len(steps) for other in found)
    assert all(fnmatchcase(other, "/".join(steps)) for other in found)


@given(
    some.lists(some.sampled_from(["us/ca/*", "us/ca/placer", "06061", "us/wa/king"]), min_size=1),
    some.lists(some.sampled_from(["all", "card", "poster"]), min_size=1),
    some.lists(some.sampled_from(["all", "en", "es"]), min_size=1),
)
def test_no_file_is_made_twice(regions: list[str], materials: list[str], languages: list[str]) -> None:
    jobs = plan(Selection(tuple(regions), tuple(materials), tuple(languages)), HOUSE)
    assert jobs
    assert len({job.file for job in jobs}) == len(jobs)


def test_an_edition_takes_its_own_papers() -> None:
    assert files(materials=("card",), languages=("en",), editions=("screen",)) == [
        "us/ca/placer/en/card-3.5x2-screen.pdf"
    ]


def test_a_paper_that_one_material_lacks_is_fine_if_another_has_it() -> None:
    assert files(languages=("en",), papers=("a4",), editions=("office",)) == ["us/ca/placer/en/poster-a4-office.pdf"]


def test_a_sheet_answers_to_its_other_name() -> None:
    assert files(languages=("en",), papers=("avery-8371",)) == ["us/ca/placer/en/card-avery-5371-office.pdf"]


def test_papers_that_nothing_selected_has_are_an_error_that_lists_what_there_is() -> None:
    (finding,) = wrong(materials=("card",), papers=("a4",))
    assert finding.code == "paper-not-offered"
    assert "card: 3.5x2 (screen), letter (office), avery-5371 (office)" in finding.remedy


def test_every_mistake_is_told_at_once() -> None:
    findings = wrong(
        regions=("us/ca/placr", "nowhere", "us/zz/*", "99999"),
        materials=("postre",),
        languages=("en+es",),
        editions=("press",),
        papers=("papyrus",),
    )
    assert [finding.code for finding in findings] == [
        *["region-unknown"] * 4,
        "language-unknown",
        "material-unknown",
        "edition-unknown",
        "paper-unknown",
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("us/ca/placr", "us/ca/placer (Placer County, California)"),
        ("placer", "us/ca/placer (Placer County, California)"),
        ("Placer County", "us/ca/placer (Placer County, California)"),
        ("placer county, california", "us/ca/placer (Placer County, California)"),
        ("US/CA/Placer/", "us/ca/placer (Placer County, California)"),
        ("us/california", "us/ca (California)"),
        ("us/california/*", "us/ca/*"),
        ("us/cal/*", "us/ca/*"),
        ("us/ca/yol/*", "us/ca/yolo/*"),
    ],
)
def test_a_near_miss_is_asked_about(typed: str, meant: str) -> None:
    (finding,) = wrong(regions=(typed,))
    assert f"did you mean {meant}" in finding.remedy


@pytest.mark.parametrize(
    ("selection", "meant"),
    [
        ({"materials": ("postre",)}, "did you mean poster?"),
        ({"languages": ("español",)}, "did you mean es?"),
        ({"papers": ("avery",)}, "did you mean avery-5371 or avery-8371?"),
        ({"editions": ("press",)}, "the editions are screen and office"),
    ],
)
def test_other_near_misses_too(selection: dict[str, tuple[str, ...]], meant: str) -> None:
    (finding,) = wrong(**selection)
    assert meant in finding.remedy


@given(some.text(max_size=12))
def test_no_text_breaks_the_planner(text: str) -> None:
    outcome: tuple[object, ...]
    try:
        outcome = plan(Selection(regions=(text,), materials=(text, "card")), HOUSE)
    except SelectionError as error:
        outcome = error.findings
    assert outcome


def test_a_file_stands_while_its_sources_do() -> None:
    job = Job("us/ca/placer", "card", ("en",), "avery-5371", Edition.OFFICE)
    entry = entry_of(made(job))
    assert stands(entry, HOUSE)
    assert not stands(entry, house(materials={}))
    assert not stands(entry, house(atlas=atlas({"us": ("United States", None)})))
    assert not stands(entry, house(languages={"es": "Español"}))
    assert not stands(entry_of(made(replace(job, paper="a4"))), HOUSE)


def test_a_file_falls_with_a_number_of_its_region() -> None:
    regions = dict(HOUSE.atlas.regions)
    entry = entry_of(made(Job("us/ca/placer", "card", ("en",), "avery-5371", Edition.OFFICE)))
    for contacts in ({"child_welfare": contact("+19165550143")}, {"child_welfare": contact()}):
        regions["us/ca/placer"] = replace(regions["us/ca/placer"], contacts=contacts)
        assert not stands(entry, house(atlas=replace(HOUSE.atlas, regions=regions)))
    regions["us/ca/placer"] = replace(
        regions["us/ca/placer"], contacts={"child_welfare": contact("+19165550143", "+19165550142")}
    )
    assert stands(entry, house(atlas=replace(HOUSE.atlas, regions=regions)))
