"""A selection becomes jobs, each once and in a stable order, or all its mistakes are told."""

from __future__ import annotations

from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fake_workshop import made
from lamplight import printings
from lamplight.errors import SelectionError, SourceError
from lamplight.manifest import entry_of
from lamplight.model import Edition, Finding, Ink, Job
from lamplight.names import matching
from lamplight.plan import plan, stands
from lamplight.printings import Printing
from lamplight.selection import Selection
from small_house import A4, HERE, LETTER, PIECE, PLAIN, atlas, contact, house, material

if TYPE_CHECKING:
    from lamplight.model import Paper
    from small_house import SmallHouse

HOUSE = house()
FACTS = {**HOUSE.materials, "facts": material("facts", ("letter",), large_pages=4)}
WITH_FACTS = house(materials=FACTS)
PATHS = HOUSE.atlas.paths


def files(offer: SmallHouse = HOUSE, **selection: Any) -> list[str]:  # noqa: ANN401 - as Selection has it
    return [job.file for job in plan(Selection(**selection), offer)]


def wrong(offer: SmallHouse = HOUSE, **selection: Any) -> list[Finding]:  # noqa: ANN401
    with pytest.raises(SelectionError) as error:
        plan(Selection(**selection), offer)
    return list(error.value.findings)


def test_the_default_is_one_county_in_two_languages() -> None:
    assert files() == [
        f"us/ca/placer/{language}/{piece}.pdf"
        for language in ("en", "es")
        for piece in (
            "card-3.5x2-screen",
            "card-3.5x2-letter-office",
            "card-3.5x2-avery-5371-office",
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


def several(*names: str, least: int = 1) -> some.SearchStrategy[tuple[str, ...]]:
    return some.lists(some.sampled_from(names), min_size=least).map(tuple)


SELECTIONS = some.builds(
    Selection,
    regions=several("us/ca/*", "us/ca/placer", "06061", "us/wa/king"),
    materials=several("all", "card", "poster", "facts"),
    languages=several("all", "en", "es", "county"),
    inks=several("all", "color", "grey"),
    brands=several("all", "lamplight", "river", least=0),
)


@given(SELECTIONS | SELECTIONS.map(lambda one: replace(one, large=True, materials=("all",))))
def test_no_file_is_made_twice(selection: Selection) -> None:
    jobs = plan(selection, WITH_FACTS)
    assert jobs
    assert len({job.file for job in jobs}) == len(jobs)


SIZES = some.sampled_from([LETTER, A4, PIECE])


@given(
    some.lists(SIZES, min_size=1, unique=True), some.lists(some.tuples(SIZES, some.sampled_from("abc")), unique=True)
)
def test_a_small_piece_is_printed_on_every_sheet_that_holds_it_and_others_on_themselves(
    papers: list[Paper], held: list[tuple[Paper, str]]
) -> None:
    sheets = [replace(PLAIN, name=name, piece=piece) for piece, name in held]
    ways = list(printings.of(material("m", tuple(paper.name for paper in papers)), sheets))
    for paper in papers:
        here = {one for one in ways if one.paper == paper.name}
        names = {sheet.name for sheet in sheets if sheet.piece == paper}
        assert {one.sheet or "" for one in here if one.edition is Edition.OFFICE} == (names or {""})
        assert [one for one in here if one.edition is Edition.SCREEN] == [Printing("m", paper.name, Edition.SCREEN)]
    assert len(ways) == len(set(ways))


def test_two_kinds_of_card_may_have_sheets_of_the_same_name() -> None:
    square = replace(PIECE, name="2x2")
    sheets = {"3.5x2/letter": PLAIN, "2x2/letter": replace(PLAIN, piece=square)}
    papers = {**HOUSE.papers, "2x2": square}
    stickers = house(materials={"sticker": material("sticker", ("3.5x2", "2x2"))}, sheets=sheets, papers=papers)
    assert files(stickers, languages=("en",), papers=("letter",)) == [
        "us/ca/placer/en/sticker-3.5x2-letter-office.pdf",
        "us/ca/placer/en/sticker-2x2-letter-office.pdf",
    ]
    assert files(stickers, languages=("en",), papers=("2x2",)) == [
        "us/ca/placer/en/sticker-2x2-screen.pdf",
        "us/ca/placer/en/sticker-2x2-letter-office.pdf",
    ]


def reading(**languages: tuple[str, ...]) -> SmallHouse:
    """Return a house with words in three languages, where the families of these counties of California read these."""
    regions = dict(HOUSE.atlas.regions)
    for county, tags in languages.items():
        regions[f"us/ca/{county}"] = replace(regions[f"us/ca/{county}"], own_languages=tags)
    known = {"en": "English", "es": "Español", "vi": "Tiếng Việt"}
    return house(atlas=replace(HOUSE.atlas, regions=regions), languages=known)


SCREEN: dict[str, Any] = {"materials": ("poster",), "papers": ("letter",), "editions": ("screen",)}


def spoken(files: list[str]) -> list[str]:
    return [file.removesuffix("/poster-letter-screen.pdf") for file in files]


def test_county_stands_for_what_the_families_of_each_region_read() -> None:
    offer = reading(placer=("en", "vi"), yolo=("es",))
    assert spoken(files(offer, languages=("county",), regions=("us/ca/*", "us/wa"), **SCREEN)) == [
        "us/ca/placer/en",
        "us/ca/placer/vi",
        "us/ca/yolo/es",
        "us/wa/en",
    ]


def test_county_may_be_asked_for_beside_other_languages() -> None:
    offer = reading(placer=("en", "vi"))
    assert spoken(files(offer, languages=("vi", "county", "es", "en"), **SCREEN)) == [
        f"us/ca/placer/{tag}" for tag in ("vi", "en", "es")
    ]


def test_a_language_that_a_county_reads_and_nobody_has_words_in_is_told_where_the_county_is() -> None:
    offer = reading(placer=("en", "ko"), yolo=("km", "ko", "vi"))
    findings = wrong(offer, regions=("us/ca/*",), languages=("county", "county"), materials=("postre",))
    assert [finding.code for finding in findings] == [*["language-not-offered"] * 3, "material-unknown"]
    told = [(tag, finding.message) for tag, finding in zip(("ko", "km", "ko"), findings[:3], strict=True)]
    assert all(tag in message for tag, message in told)
    assert ["Placer" in message for _, message in told] == [True, False, False]
    assert "translate ko" in findings[0].remedy
    assert findings[0].where == HERE


def test_county_is_no_language_of_a_pair() -> None:
    assert "language-unknown" in {finding.code for finding in wrong(languages=("county+en",))}


SOME_SPANISH = replace(HOUSE, unsaid=frozenset({("poster", "es")}))


def test_what_does_not_come_in_a_language_is_left_out_of_all() -> None:
    for languages in (("es",), ("all",), ("en", "es")):
        made_in_spanish = [file for file in files(SOME_SPANISH, languages=languages) if "/es/" in file]
        assert made_in_spanish
        assert not [file for file in made_in_spanish if "poster" in file]
    offer = replace(reading(placer=("es",)), unsaid=SOME_SPANISH.unsaid)
    assert {file.partition("-")[0] for file in files(offer, languages=("county",))} == {"us/ca/placer/es/card"}


@pytest.mark.parametrize("languages", [("es",), ("en", "es"), ("es+en",)])
@pytest.mark.parametrize("materials", [("poster",), ("card", "poster"), ("all", "poster")])
def test_what_does_not_come_in_a_language_is_told_if_it_was_named(
    materials: tuple[str, ...], languages: tuple[str, ...]
) -> None:
    able = {name: replace(one, bilingual=True) for name, one in HOUSE.materials.items()}
    (finding,) = wrong(replace(SOME_SPANISH, materials=able), materials=materials, languages=languages)
    assert finding.code == "form-not-offered"
    assert "poster does not come in es" in finding.message
    assert "these do: card" in finding.remedy


def test_a_language_in_which_nothing_comes_is_told_of_each() -> None:
    nothing = replace(HOUSE, unsaid=frozenset((name, "es") for name in HOUSE.materials))
    assert [finding.message for finding in wrong(nothing, languages=("es",))] == [
        "card does not come in es",
        "poster does not come in es",
    ]
    assert {file.split("/")[3] for file in files(nothing, languages=("all",))} == {"en"}


def test_a_pair_is_made_of_what_comes_in_both_languages() -> None:
    both = {name: replace(one, bilingual=True) for name, one in HOUSE.materials.items()}
    offer = replace(SOME_SPANISH, materials=both)
    assert {file.partition("-")[0] for file in files(offer, languages=("en+es", "es+en"))} == {
        "us/ca/placer/en+es/card",
        "us/ca/placer/es+en/card",
    }


def test_only_the_words_that_are_printed_are_read() -> None:
    for languages, learnt in ((("en",), {"en"}), (("en+es",), {"en", "es"}), (("county",), {"en", "vi"})):
        offer = replace(reading(placer=("en", "vi")), learnt=set())
        able = {name: replace(one, bilingual=True) for name, one in HOUSE.materials.items()}
        files(replace(offer, materials=able), languages=languages)
        assert offer.learnt == learnt


def test_mistakes_in_words_stop_only_those_who_would_print_them() -> None:
    mistake = Finding("po-unreadable", "is no line of a .po file", "mend it", where=HERE)
    offer = replace(reading(placer=("en", "vi")), mistakes={"vi": mistake})
    assert files(offer, languages=("en", "es"))
    for languages in (("vi",), ("county",), ("all",), ("en+vi",)):
        with pytest.raises(SourceError, match="po-unreadable"):
            plan(Selection(languages=languages), offer)


@pytest.mark.parametrize("languages", [("es", "vi"), ("vi", "es"), ("all",), ("es+vi",), ("county",)])
def test_mistakes_in_the_words_of_all_languages_are_told_at_once(languages: tuple[str, ...]) -> None:
    mistakes = {tag: Finding("po-unreadable", tag, "mend it", where=HERE) for tag in ("es", "vi")}
    offer = replace(reading(placer=("en", "vi"), yolo=("es",)), mistakes=mistakes)
    with pytest.raises(SourceError) as caught:
        plan(Selection(regions=("us/ca/*",), languages=languages), offer)
    assert {finding.message for finding in caught.value.findings} == {"es", "vi"}


ONE: dict[str, Any] = {"materials": ("poster",), "languages": ("en",), "papers": ("a4",), "editions": ("screen",)}


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        ({}, ["poster-a4-screen"]),
        ({"inks": ("grey",)}, ["poster-a4-grey-screen"]),
        ({"inks": ("all",)}, ["poster-a4-screen", "poster-a4-grey-screen"]),
        ({"brands": ("river",)}, ["poster-a4-river-screen"]),
        ({"brands": ("river",), "inks": ("grey",)}, ["poster-a4-river-grey-screen"]),
        ({"brands": ("all",)}, ["poster-a4-lamplight-screen", "poster-a4-river-screen"]),
    ],
)
def test_a_file_is_named_after_what_is_unusual_in_its_look(look: dict[str, Any], expected: list[str]) -> None:
    assert [file.rpartition("/")[2] for file in files(**ONE, **look)] == [f"{name}.pdf" for name in expected]


def test_large_print_is_of_those_that_have_it() -> None:
    en = {"languages": ("en",), "large": True}
    expected = ["us/ca/placer/en/facts-letter-large-screen.pdf", "us/ca/placer/en/facts-letter-large-office.pdf"]
    assert files(WITH_FACTS, **en) == expected
    assert files(WITH_FACTS, materials=("facts", "all"), **en) == expected


@pytest.mark.parametrize("materials", [("poster",), ("facts", "poster"), ("all", "poster")])
def test_who_has_no_large_print_is_told_with_those_who_have(materials: tuple[str, ...]) -> None:
    (finding,) = wrong(WITH_FACTS, materials=materials, large=True)
    assert finding.code == "form-not-offered"
    assert "poster" in finding.message
    assert "facts" in finding.remedy


def test_where_nothing_has_large_print_it_is_told_of_each() -> None:
    assert {finding.code for finding in wrong(large=True)} == {"form-not-offered"}


def test_a_job_is_color_and_its_region_s_brand_unless_asked_otherwise() -> None:
    (job, *_) = plan(Selection(), HOUSE)
    assert (job.ink, job.brand, job.large, job.sheet) == (Ink.COLOR, None, False, None)


def test_an_edition_takes_its_own_papers() -> None:
    assert files(materials=("card",), languages=("en",), editions=("screen",)) == [
        "us/ca/placer/en/card-3.5x2-screen.pdf"
    ]


def test_a_paper_that_one_material_lacks_is_fine_if_another_has_it() -> None:
    assert files(languages=("en",), papers=("a4",), editions=("office",)) == ["us/ca/placer/en/poster-a4-office.pdf"]


def test_a_sheet_answers_to_its_other_name() -> None:
    assert files(languages=("en",), papers=("avery-8371",)) == ["us/ca/placer/en/card-3.5x2-avery-5371-office.pdf"]


def test_papers_that_nothing_selected_has_are_an_error_that_lists_what_there_is() -> None:
    (finding,) = wrong(materials=("card",), papers=("a4",))
    assert finding.code == "paper-not-offered"
    assert "card: 3.5x2 (screen), letter (office), avery-5371 (office)" in finding.remedy
    assert "avery" in wrong(materials=("card",), papers=("a4",), editions=("office",))[0].remedy


def test_every_mistake_is_told_at_once() -> None:
    findings = wrong(
        regions=("us/ca/placr", "nowhere", "us/zz/*", "99999"),
        materials=("postre",),
        languages=("enes",),
        editions=("print",),
        papers=("papyrus",),
        inks=("gray",),
        brands=("rivers",),
    )
    assert [finding.code for finding in findings] == [
        *["region-unknown"] * 4,
        "language-unknown",
        "brand-unknown",
        "ink-unknown",
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
        ({"editions": ("print",)}, "the editions are screen and office and press"),
        ({"inks": ("gray",)}, "the inks are color and grey"),
        ({"brands": ("rivers",)}, "did you mean river? `python generate.py list brands`"),
    ],
)
def test_other_near_misses_too(selection: dict[str, Any], meant: str) -> None:
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
    job = Job("us/ca/placer", "card", ("en",), "3.5x2", Edition.OFFICE, "avery-5371", brand="river")
    entry = entry_of(made(job))
    assert stands(entry, HOUSE)
    assert not stands(entry, house(materials={}))
    assert not stands(entry, house(atlas=atlas({"us": ("United States", None)})))
    assert not stands(entry, house(languages={"es": "Español"}))
    assert not stands(entry, house(unsaid=frozenset({("card", "en")})))
    assert not stands(entry, house(brands={}))
    assert not stands(entry, house(sheets={"3.5x2/letter": PLAIN}))
    assert not stands(entry_of(made(replace(job, paper="a4"))), HOUSE)
    assert not stands(entry_of(made(replace(job, sheet=None))), HOUSE)
    assert not stands(entry_of(made(replace(job, large=True))), HOUSE)


def test_large_print_stands_while_its_material_has_it() -> None:
    entry = entry_of(made(Job("us/ca/placer", "facts", ("en",), "letter", Edition.SCREEN, large=True)))
    assert stands(entry, WITH_FACTS)
    assert not stands(entry, house(materials={"facts": material("facts", ("letter",))}))


def test_a_file_falls_with_a_number_of_its_region() -> None:
    regions = dict(HOUSE.atlas.regions)
    entry = entry_of(made(Job("us/ca/placer", "card", ("en",), "3.5x2", Edition.OFFICE, "avery-5371")))
    for contacts in ({"child_welfare": contact("+19165550143")}, {"child_welfare": contact()}):
        regions["us/ca/placer"] = replace(regions["us/ca/placer"], contacts=contacts)
        assert not stands(entry, house(atlas=replace(HOUSE.atlas, regions=regions)))
    regions["us/ca/placer"] = replace(
        regions["us/ca/placer"], contacts={"child_welfare": contact("+19165550143", "+19165550142")}
    )
    assert stands(entry, house(atlas=replace(HOUSE.atlas, regions=regions)))
