"""Notices that laws ask for: what `notices/` says, and a law's words with this region's numbers in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lamplight import notices, pipeline, preflight
from lamplight.errors import SourceError
from lamplight.model import (
    Channel,
    Confidence,
    Contact,
    Edition,
    FactKind,
    Job,
    Law,
    Line,
    NoticeBlock,
    Region,
    Sentence,
    When,
    Where,
)
from lamplight.posted import Posted
from lamplight.printed import Record
from own_project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from lamplight.house import House

PLACE = Where("regions.yaml", 1)
RULE = """\
ca-law:
  title: A law
  region: us/ca
  posted: at the door
  inches: [8.5, 11]
  points: 16
  languages: [en, es]
  source: a page
  checked: read
"""


def project(root: Path, **texts: str) -> Path:
    folder = root / "notices"
    folder.mkdir()
    (folder / "rules.yaml").write_text(RULE, encoding="utf-8")
    for language, text in texts.items():
        (folder / "ca-law").mkdir(exist_ok=True)
        (folder / "ca-law" / f"{language}.md").write_text(text, encoding="utf-8")
    return root


def test_every_rule_names_its_law_its_source_and_how_far_to_trust_it() -> None:
    laws = notices.load(ROOT)
    assert len(laws) > 10
    assert all(law.source and law.title for law in laws.values())
    assert all("re-check" in law.checked or "bill" in law.checked for law in laws.values())
    assert laws["ca-civil-52.6"].type_size == 16
    assert (laws["tx-1tac-54.103"].width, laws["tx-1tac-54.103"].height) == (11 * 72, 17 * 72)


def test_no_law_s_words_are_brought_along() -> None:
    assert not [name for name, law in notices.load(ROOT).items() if law.texts]


def test_a_text_is_headings_items_and_paragraphs_each_with_its_line(tmp_path: Path) -> None:
    text = "# A heading\nOne\nparagraph - and no item.\n\n- one\n- two\n  goes on\nand on\n\n\nThe end"
    (law,) = notices.load(project(tmp_path, en=text)).values()
    assert [(block.kind, block.text, block.text.where.line) for block in law.texts["en"]] == [
        ("heading", "A heading", 1),
        ("paragraph", "One paragraph - and no item.", 2),
        ("item", "one", 5),
        ("item", "two goes on and on", 6),
        ("paragraph", "The end", 11),
    ]


def test_every_word_of_a_text_is_kept(tmp_path: Path) -> None:
    text = "#no heading\n-no item\n\n  indented\n\n#\n\n1 — “quoted”\n## deeper"
    (law,) = notices.load(project(tmp_path, en=text)).values()
    kept = " ".join(block.text for block in law.texts["en"]).split()
    assert kept == ["#no", "heading", "-no", "item", "indented", "#", "1", "—", "“quoted”", "##", "deeper"]


def test_a_folder_of_an_unknown_law_is_an_error(tmp_path: Path) -> None:
    root = project(tmp_path, en="words")
    (root / "notices" / "ca-lwa").mkdir()
    with pytest.raises(SourceError, match=r"law-unknown.*ca-lwa"):
        notices.load(root)


def line(channel: Channel, value: str, shown: str, **rest: object) -> Line:
    return Line(channel, value, shown, ("a", "b"), Confidence.TWO_SOURCES, PLACE, **rest)  # type: ignore[arg-type]


def region(*more: Line) -> Region:
    help_line = Contact(
        "trafficking",
        "A line",
        (
            line(Channel.CALL, "+18005550199", "1-800-555-0199"),
            line(Channel.TEXT, "233733", "233733", keyword="HELP"),
        ),
        PLACE,
    )
    county = Contact("child_welfare", "A county", more, PLACE)
    nation = Region("us", "The nation", PLACE, contacts={"trafficking": help_line})
    return Region("us/ca", "A state", PLACE, nation, contacts={"child_welfare": county} if more else {})


def posted(*texts: str, where: Region | None = None) -> Posted:
    record = Record(where or region(), "en", Edition.OFFICE, imprints=1)
    blocks = tuple(NoticeBlock("paragraph", Sentence.of(text, Where("en.md", 7))) for text in texts)
    law = Law("ca-law", "A law", "us/ca", "at the door", "a page", "read", PLACE, texts={"en": blocks})
    moments = {"day": Sentence.of("by day", PLACE), "night": Sentence.of("at night", PLACE)}
    return Posted(law, blocks, record, moments)


def said(notice: Posted) -> str:
    """What stands there, without its markup."""
    return " ".join(words.striptags() for _, words in notice.blocks())


def test_a_placeholder_prints_the_number_and_records_it() -> None:
    notice = posted("Text {trafficking.keyword} to {trafficking.text} or call {trafficking.call}.")
    assert said(notice) == "Text HELP to 233733 or call 1-800-555-0199."
    assert [fact.kind for fact in notice.record.facts] == [FactKind.KEYWORD, FactKind.TEXT, FactKind.CALL]
    assert not notice.record.findings


def test_a_number_of_the_day_never_goes_without_that_of_the_night() -> None:
    day = line(Channel.CALL, "+19165550142", "916-555-0142", when=When.DAY)
    night = line(Channel.CALL, "+19165550143", "916-555-0143", when=When.NIGHT)
    assert said(posted("Call {child_welfare.call}!", where=region(day, night))) == (
        "Call 916-555-0142 (by day), 916-555-0143 (at night)!"
    )


@pytest.mark.parametrize(
    "written",
    ["1-800-555-0199", "(800) 555-0199", "1 (800) 555 0199", "800.555.0199", "1-800-KKK-01WZ(ONE)", "233-733"],
)
def test_a_law_may_spell_a_number_of_the_region_in_its_own_way(written: str) -> None:
    notice = posted(f"Call {written} now.")
    assert said(notice) == f"Call {written} now."
    assert [fact.shown for fact in notice.record.facts] == [written]
    assert notice.record.facts[0].value in {"+18005550199", "233733"}
    assert not notice.record.findings


@pytest.mark.parametrize(
    "written", ["1-800-555-0198", "916-555-0142", "911", "988", "233734", "1233733", "1-800-555-01991"]
)
def test_any_other_number_is_an_error_at_its_line(written: str) -> None:
    notice = posted(f"Call {written} now.")
    said(notice)
    (finding,) = notice.record.findings
    assert (finding.code, str(finding.where)) == ("notice-number-unknown", "en.md:7")
    assert "placeholder" in finding.remedy


@pytest.mark.parametrize("text", ["in 160 languages", "Civil Code 52.6 of 2012", "under 18, at 24 hours a day, 7 days"])
def test_other_numbers_are_words(text: str) -> None:
    notice = posted(text)
    assert said(notice) == text
    assert not notice.record.facts
    assert not notice.record.findings


def test_a_placeholder_without_its_contact_is_an_error() -> None:
    notice = posted("Call {child_welfare.call}.")
    said(notice)
    assert [finding.code for finding in notice.record.findings] == ["notice-number-unknown"]


def test_what_a_law_says_is_no_markup() -> None:
    (kind, words), *_ = posted("<b>Call</b> & {trafficking.call}").blocks()
    assert kind == "paragraph"
    assert words.startswith("&lt;b&gt;Call&lt;/b&gt; &amp; <bdi")


def test_words_are_set_as_large_as_they_fit() -> None:
    short, long = posted("Call."), posted(*["Some forty letters are in this sentence."] * 16)
    assert short.size(500, 600) == 60
    assert 12 < long.size(500, 600) < 30
    assert long.size(500, 600) <= long.size(700, 1000) <= short.size(700, 1000)


@pytest.mark.parametrize(
    ("kinds", "structure"),
    [
        (("heading", "paragraph", "item", "item", "paragraph"), ["H1", "P", "L", "LI", "LI", "P"]),
        (("heading", "heading", "item"), ["H1", "H2", "L", "LI"]),
        (("paragraph", "item", "heading", "item"), ["H1", "L", "LI", "H2", "L", "LI"]),
    ],
)
def test_a_screen_reader_finds_the_heading_and_the_lists_of_a_law(
    house: House, monkeypatch: pytest.MonkeyPatch, kinds: tuple[str, ...], structure: list[str]
) -> None:
    here = Where("en.md", 1)
    numbers = "Call {trafficking.call} or {emergency.call}, or text {trafficking.keyword} to {trafficking.text}."
    told = (numbers, *("Somebody will answer." for _ in kinds[1:]))
    blocks = tuple(NoticeBlock(kind, Sentence.of(text, here)) for kind, text in zip(kinds, told, strict=True))
    law = Law("ca-law", "A law", "us/ca", "everywhere", "a page", "read", here, texts={"en": blocks})
    monkeypatch.setattr(type(house), "law", lambda *_: law)
    with pipeline.draft(Job("us/ca/placer", "poster-notice", ("en",), "letter", Edition.SCREEN), house) as proof:
        found = [element.kind for element in proof.tags.walk()]
        assert [kind for kind in found if kind in {"H1", "H2", "P", "L", "LI"}][: len(structure)] == structure
    assert preflight.examine(proof, [check for check in preflight.CHECKS if check.editions == (Edition.SCREEN,)]) == ()
