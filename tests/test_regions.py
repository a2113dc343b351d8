"""Who to call: read, inherited, and refused when anything about it is wrong."""

from __future__ import annotations

import csv
import json
import pickle
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from lamplight import content, regions
from lamplight.errors import SourceError
from lamplight.model import Channel, Confidence, Finding, Severity, When
from lamplight.names import matching
from regions_sample import REGIONS, lay_out

if TYPE_CHECKING:
    from lamplight.regions import Atlas

ROOT = Path(__file__).parents[1]
FICTIONAL = "fictional-number"


@pytest.fixture(scope="module")
def real() -> Atlas:
    return regions.load(ROOT)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    return regions.load(lay_out(tmp_path_factory.mktemp("sample")))


def mistakes(folder: Path, text: str) -> list[Finding]:
    with pytest.raises(SourceError) as error:
        regions.load(lay_out(folder, text))
    assert all(finding.where and finding.where.line and finding.remedy for finding in error.value.findings)
    return list(error.value.findings)


def changed(old: str, new: str) -> str:
    assert REGIONS.count(old) == 1, old
    return REGIONS.replace(old, new)


# What the file that ships says


def test_the_real_file_is_sound_and_compared_with_its_sources(real: Atlas) -> None:
    assert [(finding.code, finding.where and finding.where.file) for finding in real.findings] == [
        ("fictional-number", "regions.yaml")
    ], "the example school's, and no other"
    assert not real.unread


def test_every_place_is_there_once(real: Atlas) -> None:
    depths = [path.count("/") for path in real.paths]
    assert [depths.count(depth) for depth in (0, 1, 2)] == [1, 52, 3144]
    assert len(set(real.paths)) == len(real.paths)


def test_parents_come_before_children(real: Atlas) -> None:
    seen = {""}
    for path in real.paths:
        assert path.rpartition("/")[0] in seen
        seen.add(path)


@pytest.mark.parametrize(
    ("path", "fips", "name"),
    [
        ("us/ca", "06", "California"),
        ("us/ca/placer", "06061", "Placer County, California"),
        ("us/tx/harris", "48201", "Harris County, Texas"),
        ("us/va/fairfax", "51059", "Fairfax County, Virginia"),
        ("us/va/fairfax-city", "51600", "Fairfax City, Virginia"),
        ("us/md/baltimore", "24005", "Baltimore County, Maryland"),
        ("us/md/baltimore-city", "24510", "Baltimore City, Maryland"),
        ("us/mo/st-louis", "29189", "St. Louis County, Missouri"),
        ("us/mo/st-louis-city", "29510", "St. Louis City, Missouri"),
        ("us/nv/carson-city", "32510", "Carson City, Nevada"),
        ("us/nm/dona-ana", "35013", "Doña Ana County, New Mexico"),
        ("us/la/acadia", "22001", "Acadia Parish, Louisiana"),
        ("us/ny/kings", "36047", "Kings County, New York"),
        ("us/ct/capitol", "09110", "Capitol Planning Region, Connecticut"),
        ("us/dc/district-of-columbia", "11001", "Washington, District of Columbia"),
        ("us/pr", "72", "Puerto Rico"),
        ("us/ri", "44", "Rhode Island"),
    ],
)
def test_places_are_known_by_path_and_code(real: Atlas, path: str, fips: str, name: str) -> None:
    assert real.by_fips(fips) == path
    assert real[path].full_name == name


def test_codes_lie_in_their_states(real: Atlas) -> None:
    for path in real.paths:
        parent = real[path].parent
        if path.count("/") == 2 and parent:
            assert (real[path].fips or "")[:2] == parent.fips
    assert real.by_fips("99999") is None


def test_independent_cities_say_so(real: Atlas) -> None:
    cities = [path for path in real.paths if (real[path].fips or "") > "51500" and path.startswith("us/va/")]
    assert len(cities) == 38
    assert all(path.endswith("-city") for path in cities)


def test_the_gazetteers_populations_are_numbers() -> None:
    with (ROOT / "gazetteer/us.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert sum(int(row["population"]) for row in rows if len(row["fips"]) == 5) > 330_000_000
    assert [row["path"] for row in rows if not row["population"]] == ["us/pr"]


def shown(atlas: Atlas, path: str, key: str) -> list[str]:
    found = atlas[path].find(key)
    return [line.shown for line in found[0].printable(*Channel)] if found else []


def test_placer_answers_with_its_own_numbers_in_order(real: Atlas) -> None:
    assert shown(real, "us/ca/placer", "child_welfare") == ["1-866-293-1940", "916-872-6549"]
    having = [path for path in real.paths if "1-866-293-1940" in shown(real, path, "child_welfare")]
    assert having == ["us/ca/placer", "us/ca/placer/example-high"]


def test_washingtons_counties_inherit_their_state(real: Atlas) -> None:
    counties = [path for path in real.paths if path.startswith("us/wa/")]
    assert len(counties) == 39
    assert {tuple(shown(real, path, "child_welfare")[:1]) for path in counties} == {("1-866-363-4276",)}


def test_every_county_of_california_has_a_number(real: Atlas) -> None:
    counties = list(matching("us/ca/*", real.paths))
    assert len(counties) == 58
    assert all(shown(real, path, "child_welfare") for path in counties)
    assert all("child_welfare" in real[path].contacts for path in counties)
    assert [path for path in counties if "1-800-344-6000" in shown(real, path, "child_welfare")] == ["us/ca/san-diego"]


def test_states_without_a_line_have_none_to_inherit(real: Atlas) -> None:
    without = {path for path in real.paths if path.count("/") == 1 and not shown(real, path, "child_welfare")}
    assert without == {"us/al", "us/ca", "us/mn", "us/nc", "us/wi", "us/wy"}
    assert shown(real, "us/al/autauga", "child_welfare") == []
    assert shown(real, "us/wi/milwaukee", "child_welfare") == ["414-220-7233"]
    assert shown(real, "us/nv/clark", "child_welfare") == ["702-399-0081"]


@pytest.mark.parametrize("path", ["us/ca/glenn", "us/ca/siskiyou", "us/ca/mariposa", "us/nv"])
def test_day_and_night_are_told_apart(real: Atlas, path: str) -> None:
    lines = real[path].contacts["child_welfare"].printable(Channel.CALL)
    assert [line.when for line in lines] == [When.DAY, When.NIGHT]


def test_everything_printable_rests_on_a_source(real: Atlas) -> None:
    lines = [line for region in real.regions.values() for one in region.contacts.values() for line in one.lines]
    assert len(lines) > 240
    assert all(line.sources for line in lines if line.printable)
    assert sum(not line.printable for line in lines) > 30


def test_a_word_for_one_language_is_that_line_s_alone(real: Atlas) -> None:
    texts = real["us"].contacts["suicide_crisis"].printable(Channel.TEXT)
    assert [(line.keyword, line.languages) for line in texts] == [(None, ("en", "es")), ("AYUDA", ("es",))]


def test_lines_that_are_named_in_other_languages_are_called_there_as_they_are_here(real: Atlas) -> None:
    """Or readers of those languages would see the English name alone."""
    named = content.load(ROOT, "en").topics["contacts"]
    assert named
    assert {key: str(name) for key, name in named.items()} == {key: real["us"].contacts[key].name for key in named}


def test_every_language_that_a_county_reads_has_words(real: Atlas) -> None:
    read = {tag for path in real.paths for tag in real[path].own_languages}
    assert {"en", "es", "zh-Hant", "vi", "ko", "tl", "km"} <= read <= set(content.languages(ROOT))


def test_no_sheet_can_name_a_former_operator() -> None:
    assert "polaris" not in (ROOT / "regions.yaml").read_text(encoding="utf-8").lower()


# What the sample says


def test_a_contact_says_all_it_knows(sample: Atlas) -> None:
    contact, giver = sample["us/ca/yolo"].find("trafficking") or pytest.fail("nobody to call")
    assert giver.path == "us"
    assert (contact.name, contact.languages, contact.interpreter) == ("National Line", ("en", "es"), True)
    call, tty, text, chat, web = contact.lines
    assert (call.value, call.shown, call.toll_free) == ("+18885550188", "1-888-555-0188", True)
    assert (call.hours, call.dated, call.confidence) == ("24/7", "2025-12-19", Confidence.TWO_SOURCES)
    assert str(call.where) == "regions.yaml:15:19"
    assert (tty.channel, tty.value) == (Channel.TTY, "711")
    assert (text.value, text.keyword) == ("233733", "HELP")
    assert (chat.shown, web.value, web.shown) == ("example.org/chat", "https://example.org/", "example.org")


def test_the_short_form_is_a_contact_too(sample: Atlas) -> None:
    contact = sample["us/ca/placer/example-high"].contacts["counselor"]
    (line,) = contact.lines
    assert (contact.name, contact.room) == ("Ms. Rivera", "12")
    assert (line.value, line.shown) == ("+19165550142;ext=7", "916-555-0142 ext. 7")
    assert (line.sources, line.dated) == (("school office",), "2026-11-01")
    assert line.confidence is Confidence.ONE_SOURCE


def test_the_keyword_of_the_short_form_belongs_to_its_text(sample: Atlas) -> None:
    lines = sample["us"].contacts["dating_abuse"].lines
    assert [(line.channel, line.keyword) for line in lines] == [(Channel.CALL, None), (Channel.TEXT, "LOVEIS")]
    assert not any(line.printable for line in lines)


SPANISH_TEXT = """\
            keyword: HELP
          - text: "233733"
            keyword: AYUDA
            languages: [es]
"""


def test_a_line_has_its_contact_s_languages_or_its_own(tmp_path: Path) -> None:
    atlas = regions.load(lay_out(tmp_path, changed("            keyword: HELP\n", SPANISH_TEXT)))
    contact = atlas["us"].contacts["trafficking"]
    own = {line.keyword: line.languages for line in contact.lines}
    assert own == {None: ("en", "es"), "HELP": ("en", "es"), "AYUDA": ("es",)}
    assert contact.languages == ("en", "es")
    assert [line.speaks("es") for line in contact.printable(Channel.TEXT)] == [True, True]
    assert [line.speaks("vi") for line in contact.printable(Channel.TEXT)] == [False, False]
    assert [line.keyword for line in contact.printable(Channel.TEXT) if line.speaks("en")] == ["HELP"]


def test_where_languages_are_not_known_none_is_denied(sample: Atlas) -> None:
    for contact in (sample["us/ca/placer"].contacts["child_welfare"], sample["us"].contacts["dating_abuse"]):
        assert contact.languages == ()
        assert all(line.languages == () and line.speaks("vi") for line in contact.lines)


def test_what_is_superseded_is_never_printable(sample: Atlas) -> None:
    lines = sample["us/ca/placer"].contacts["child_welfare"].lines
    assert [line.printable for line in lines] == [True, True, False]


def test_regions_inherit(sample: Atlas) -> None:
    school = sample["us/ca/placer/example-high"]
    assert [region.path for region in school.lineage()] == ["us/ca/placer/example-high", "us/ca/placer", "us/ca", "us"]
    assert (school.languages, school.brand, sample["us/nv"].brand) == (("en", "es"), "example-high", "lamplight")
    assert sample.revised == date(2026, 11, 22)
    assert "us/ca/mono" not in sample


def test_numbers_for_tests_are_flagged_where_they_stand(sample: Atlas) -> None:
    flagged = [finding for finding in sample.findings if finding.code == FICTIONAL]
    assert len(flagged) == 8
    assert {finding.severity for finding in sample.findings} == {Severity.WARNING}


def test_an_atlas_travels_to_another_process(sample: Atlas) -> None:
    assert pickle.loads(pickle.dumps(sample)).regions == sample.regions  # noqa: S301 - our own bytes


# What is refused


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("1-866-555-0140", "1-866-555-014", "wrong-value", "- call: 1-866-555-014"),
        ("1-866-555-0140", "233733", "wrong-value", "- call: 233733"),
        ("1-866-555-0140", "[1, 2]", "wrong-value", "- call: [1, 2]"),
        ('"22522"', '"2252"', "wrong-value", 'text: "2252"'),
        ("keyword: HELP", "keyword: help", "wrong-value", "keyword: help"),
        ("https://example.org/chat", "example.org/chat", "wrong-value", "- chat:"),
        ("https://example.org/chat", "https://exam ple.org", "wrong-value", "- chat:"),
        ("https://example.com/b", "https://localhost", "wrong-value", "https://localhost"),
        ("https://example.org/chat", "https://[::1", "wrong-value", "- chat:"),
        ("https://example.org/chat", "https://example.org@evil.example/", "wrong-value", "- chat:"),
        ("https://example.org/chat", "https://example.org:99999/", "wrong-value", "- chat:"),
        ("https://example.org/chat", "https://ex\u0430mple.org/", "wrong-value", "- chat:"),
        ("https://example.org/chat", "ftp://example.org/", "wrong-value", "- chat:"),
        ("dated: 2025-12-19", "dated: 2025-13", "wrong-value", "dated: 2025-13"),
        ("dated: 2025-12-19", "dated: 2027", "date-in-future", "call: 1-888-555-0188"),
        ("dated: 2026-11-01", "dated: 2026-11-23", "date-in-future", "counselor"),
        ("revised: 2026-11-22", "revised: 2026-11", "wrong-value", "revised"),
        ("revised: 2026-11-22", "revised: 1700000000", "wrong-value", "revised"),
        ("hours: Mon-Fri 8:00-17:00", "hours: 8 to 5", "wrong-value", "8 to 5"),
        ("when: night", "when: dusk", "wrong-value", "dusk"),
        ("status: superseded", "status: old", "wrong-value", "status: old"),
        ("confidence: unconfirmed", "confidence: sure", "wrong-value", "confidence: sure"),
        ("interpreter: true", "interpreter: perhaps", "wrong-value", "perhaps"),
        ("    languages: [en, es]\n    contacts", "    languages: [en, xx]\n    contacts", "wrong-value", "[en, xx]"),
        (
            "            keyword: HELP\n",
            "            keyword: HELP\n            languages: [xx]\n",
            "wrong-value",
            "languages: [xx]",
        ),
        (
            "            keyword: HELP\n",
            "            keyword: HELP\n            languages: es\n",
            "wrong-kind",
            "languages: es",
        ),
        ("us/ca/yolo", "us/ca/Yolo", "wrong-value", "us/ca/Yolo"),
        ("us/ca/yolo", "us/ca/yollo", "no-name", "us/ca/yollo"),
        ("us/ca/placer/example-high", "us/ca/placr/example-high", "no-parent", "us/ca/placr"),
        ("us/ca/yolo", "yolo", "no-parent", "  yolo:"),
        ("    name: Example High School\n", "", "no-name", "us/ca/placer/example-high"),
        ("brand: example-high", "brand: ../secret", "wrong-value", "../secret"),
        ("dating_abuse", "Dating-Abuse", "wrong-value", "Dating-Abuse"),
        ("        name: Teen Line\n", "", "wrong-value", "dating_abuse"),
        ("name: Example High School", "name: >\n      two\n\n      lines", "wrong-value", "name: >"),
        ("counselor: {", "counselor: {x: 1, ", "unknown-key", "counselor"),
        ('room: "12"', "room 12", "no-value", "counselor"),
        (
            "          - tty: ",
            "          - call: 1-800-555-0100\n            tty: ",
            "wrong-value",
            "- call: 1-800-555-0100",
        ),
        ("            keyword: HELP", "          - keyword: HELP", "wrong-value", "- keyword: HELP"),
        ('        text: "22522"\n', "", "wrong-value", "dating_abuse"),
        ("        call: 1-866-555-0174\n", "        lines: [{call: 1-866-555-0174}]\n", "wrong-value", "dating_abuse"),
        ("- call: 916-555-0149", "- call: 866-555-0140", "number-twice", "- call: 866-555-0140"),
        ("            status: superseded\n            source: school page", "", "no-source", "- call: 1-888-555-0101"),
        ('[county page, "a list, 2017"]', "[county page, county page]", "two-sources", "- call: 916-555-0149"),
        ("confidence: one source", "confidence: two sources", "two-sources", "- call: 1-866-555-0140"),
        ("1-888-555-0101", "1-866-555-0140", "number-withdrawn", "- call: 1-866-555-0140"),
        ("call: 916-555-0142 ext. 7, ", "", "wrong-value", "counselor"),
    ],
)
def test_a_mistake_is_refused_at_its_line(tmp_path: Path, old: str, new: str, code: str, at: str) -> None:
    text = changed(old, new)
    line = next(number for number, line in enumerate(text.splitlines(), start=1) if at in line)
    findings = mistakes(tmp_path, text)
    assert (code, line) in [(finding.code, finding.where and finding.where.line) for finding in findings]


@pytest.mark.parametrize("contacts", ["contacts: {}", "contacts: {counselor: {name: Ms. Rivera}}", "{}"])
def test_a_region_or_contact_that_says_nothing_is_refused(tmp_path: Path, contacts: str) -> None:
    mistakes(tmp_path, f"revised: 2026-11-22\nregions:\n  us/nv:\n    {contacts}\n")


def test_a_parent_is_suggested(tmp_path: Path) -> None:
    (finding,) = mistakes(tmp_path, changed("us/ca/placer/example-high", "us/ca/placr/example-high"))
    assert finding.remedy == "Did you mean us/ca/placer?"


def test_one_mistake_does_not_hide_another(tmp_path: Path) -> None:
    text = REGIONS
    for old, new in (
        ("1-888-555-0188", "1-888-555-018"),
        ("dated: 2026-11-01", "dated: 2027-01-01"),
        ("confidence: one source", "confidence: two sources"),
        ("us/ca/yolo", "us/ca/yollo"),
        ("brand: example-high", "brand: example-high\n    phone: 1"),
    ):
        text = text.replace(old, new)
    codes = {finding.code for finding in mistakes(tmp_path, text)}
    assert codes == {"wrong-value", "two-sources", "no-name", "unknown-key", "date-in-future"}


def test_a_gazetteer_that_is_spoilt_is_refused(tmp_path: Path) -> None:
    file = lay_out(tmp_path) / "gazetteer/us.csv"
    rows = file.read_text(encoding="utf-8").splitlines()
    for spoilt in (rows[1:], [*rows, rows[1]], [*rows, "us/xx,1,X,"], [*rows, "", ""], [*rows, "us/zz,99"]):
        file.write_text("\n".join(spoilt), encoding="utf-8")
        with pytest.raises(SourceError, match=r"gazetteer/us\.csv:\d"):
            regions.load(tmp_path)
    file.unlink()
    with pytest.raises(SourceError, match="cannot be read"):
        regions.load(tmp_path)


# The schema for editors


class EditorLoader(yaml.SafeLoader):
    """Reads a date as text, as editors do (YAML 1.2)."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":float"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="module")
def as_editors_read_it() -> dict[str, Any]:
    read: dict[str, Any] = yaml.load((ROOT / "regions.yaml").read_text(encoding="utf-8"), EditorLoader)  # noqa: S506 - a safe loader
    return read


def test_the_schema_is_current() -> None:
    kept = json.loads((ROOT / "docs/regions.schema.json").read_text(encoding="utf-8"))
    assert kept == regions.schema(), "write it anew: see CONTRIBUTING.md"


def test_the_schema_accepts_the_real_file(as_editors_read_it: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(regions.schema())
    jsonschema.validate(as_editors_read_it, regions.schema())


@pytest.mark.parametrize(
    "wrong",
    [
        {"regions": {"us/CA": {}}},
        {"regions": {"us": {"phone": "1"}}},
        {"regions": {"us": {"name": None}}},
        {"regions": {"us": {"contacts": {"x": {"hours": "always"}}}}},
        {"regions": {"us": {"contacts": {"x": {"lines": [{"call": 1, "when": "dusk"}]}}}}},
        {"regions": {"us": {"contacts": {"x": {"lines": [{"call": "988", "languages": ["english"]}]}}}}},
        {"regions": {"us": {"contacts": {"x": {"lines": [{"call": "988", "languages": "es"}]}}}}},
        {"revised": 2026},
    ],
)
def test_the_schema_refuses_what_we_refuse(wrong: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"revised": "2026-11-22", "regions": {}, **wrong}, regions.schema())
