"""The words: nothing to dial in them, translations that keep what they must, and a refresh that loses nothing."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from lamplight import content, pipeline
from lamplight.errors import SourceError
from lamplight.model import Edition, State
from own_project import ROOT, job

if TYPE_CHECKING:
    from pathlib import Path

    from lamplight.model import Finding, Sentence, Words
    from lamplight.pipeline import House

TODAY = date(2027, 3, 4)
TOPIC = """\
# A topic.
headline: You are not alone.
label: "Call {number} in {place}"
age: Under 18
list:
  - first sign
  - second sign
steps:
  - title: Listen
    text: Stay calm.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "topic.yaml").write_text(TOPIC, encoding="utf-8")
    return tmp_path


def write(root: Path, text: str, name: str = "topic") -> None:
    (root / "content" / f"{name}.yaml").write_text(text, encoding="utf-8")


def po(root: Path) -> Path:
    return root / "content" / "es.po"


def translate(root: Path, english: str, spanish: str, *, fuzzy: bool = False) -> None:
    """Fill one empty entry of the Spanish file."""
    text = po(root).read_text(encoding="utf-8")
    entry = f'msgid "{english}"\nmsgstr ""'
    assert entry in text
    text = text.replace(entry, f'msgid "{english}"\nmsgstr "{spanish}"')
    if fuzzy:
        text = re.sub(rf'(msgctxt "[^"]*"\nmsgid "{re.escape(english)}"\n)', r"#, fuzzy\n\1", text)
    po(root).write_text(text, encoding="utf-8")


def mistakes(root: Path, language: str = "en") -> tuple[Finding, ...]:
    with pytest.raises(SourceError) as caught:
        content.load(root, language)
    return caught.value.findings


def shape(node: Any) -> object:  # noqa: ANN401
    if isinstance(node, dict):
        return {key: shape(value) for key, value in node.items()}
    return [shape(value) for value in node] if isinstance(node, list) else None


def test_english_words_remember_their_lines(root: Path) -> None:
    words = content.load(root, "en")
    assert words.at("topic.headline") == "You are not alone."
    assert words.topics["topic"]["steps"][0]["text"] == "Stay calm."
    for sentence in words.sentences():
        assert sentence.state is State.REVIEWED
        assert sentence.where.line is not None
        assert str(sentence) in TOPIC.splitlines()[sentence.where.line - 1]


@pytest.mark.parametrize("key", ["topic", "topic.list", "topic.none", "none.headline", "topic.headline.more"])
def test_what_is_no_sentence_is_not_found(root: Path, key: str) -> None:
    with pytest.raises((KeyError, TypeError)):
        content.load(root, "en").at(key)


TAGS = content.languages(ROOT)


def test_english_comes_first_and_others_by_their_tags() -> None:
    assert TAGS[0] == "en"
    assert len(TAGS) >= 21
    assert list(TAGS[1:]) == sorted(TAGS[1:])


@pytest.mark.parametrize("tag", TAGS)
def test_shipped_words_load_in_every_language(tag: str) -> None:
    """Without a mistake; and of no topic is a part left out, or a material could not be printed."""
    words = content.load(ROOT, tag)
    assert words.language == tag
    assert shape(words.topics) == shape(content.load(ROOT, "en").topics)
    states = {topic: {one.state is State.MISSING for one in said(words.topics[topic])} for topic in words.topics}
    assert [topic for topic, missing in states.items() if len(missing) > 1] == []
    assert {False} in states.values()
    if tag in {"en", "es"}:
        assert {True} not in states.values()


def said(node: Any) -> list[Sentence]:  # noqa: ANN401
    """The sentences below a node."""
    if isinstance(node, dict | list):
        return [one for below in (node.values() if isinstance(node, dict) else node) for one in said(below)]
    return [node]


DIALLABLE = [
    "Call 911 now",
    "Call 1-800-555-0142",
    "Call (916) 555-0142",
    "Call 916.555.0142",
    "Text 55501",
    "Call 5 5 5 0 1 4 2",
    "See https://example.org/help",
    "See example.org",
    "See www.example.net today",
    "Write to help@example.org",
]


@pytest.mark.parametrize("text", DIALLABLE)
def test_words_hold_nothing_to_dial_and_no_address(root: Path, text: str) -> None:
    write(root, f'a: fine\nb: "{text}"\n', "other")
    (finding,) = mistakes(root)
    assert finding.code == "words-hold-fact"
    assert finding.where is not None
    assert (finding.where.file, finding.where.line) == ("content/other.yaml", 2)


@given(st.integers(2000000, 9999999), st.text("-. ()", max_size=3))
def test_no_number_passes_however_it_is_written(number: int, joint: str) -> None:
    assert content.DIALLABLE.search(f"Call {joint.join(str(number))} now")
    assert content.DIALLABLE.search(f"Call {str(number)[:3]}{joint}{str(number)[3:]} now")


@pytest.mark.parametrize("text", ["A person under 18", "One in 6, ages 12–17", "Open 24/7", "Grade 10 and up"])
def test_small_numbers_are_words(root: Path, text: str) -> None:
    write(root, f'a: "{text}"\n', "other")
    assert content.load(root, "en").at("other.a") == text


def test_only_citations_hold_years_and_paragraphs(root: Path) -> None:
    citation = 'law: "22 U.S.C. § 7102 (2000)"\n'
    write(root, citation, content.CITATIONS)
    content.load(root, "en")
    write(root, 'law: "see example.org"\n', content.CITATIONS)
    assert [finding.code for finding in mistakes(root)] == ["words-hold-fact"]
    write(root, citation, content.CITATIONS)
    write(root, citation, "other")
    assert [finding.code for finding in mistakes(root)] == ["words-hold-fact"]


def test_all_mistakes_in_words_are_told(root: Path) -> None:
    write(root, "\n".join(f'k{number}: "{text}"' for number, text in enumerate(DIALLABLE)), "other")
    assert len(mistakes(root)) == len(DIALLABLE)


def test_broken_yaml_is_told_with_its_place(root: Path) -> None:
    write(root, "a: b\n\tc: d\n", "other")
    findings = mistakes(root)
    assert all(finding.where and finding.where.file == "content/other.yaml" for finding in findings)


def test_a_translation_stands_in_the_place_of_its_english(root: Path) -> None:
    content.refresh(root, "es", TODAY)
    translate(root, "Listen", "Escuchar")
    translate(root, "first sign", "primera señal", fuzzy=True)
    words = content.load(root, "es")
    said = words.topics["topic"]["steps"][0]["title"]
    assert (said, said.state) == ("Escuchar", State.REVIEWED)
    first, second = words.topics["topic"]["list"]
    assert (first, first.state) == ("primera señal", State.UNREVIEWED)
    assert (second, second.state) == ("second sign", State.MISSING)
    assert said.where.file == "content/es.po"
    assert said.where.line is not None
    lines = po(root).read_text(encoding="utf-8").splitlines()
    assert "Listen" in "".join(lines[said.where.line - 1 : said.where.line + 2])


@pytest.mark.parametrize(
    ("english", "spanish", "code"),
    [
        ("Call {number} in {place}", "Llama en {place}", "placeholder-differs"),
        ("Call {number} in {place}", "Llama al {numero} en {place}", "placeholder-differs"),
        ("Call {number} in {place}", "Llama al {number} en {place} {place}", "placeholder-differs"),
        ("Call {number} in {place}", "Llama al {number} en {place", "placeholder-differs"),
        ("Call {number} in {place}", "Llama al {number!r} en {place}", "placeholder-differs"),
        ("Call {number} in {place}", "Llama al {number} en {place}, {keyword}", "placeholder-differs"),
        ("Text {keyword} to {number}", "Envía AYUDA al {number}", "keyword-translated"),
        ("Text {keyword} to {number}", "Envía {palabra} al {number}", "keyword-translated"),
        ("Text {keyword} to {number}", "Envía AYUDA", "keyword-translated"),
        ("Text {keyword} to {number}", "Envía {keyword}", "placeholder-differs"),
        ("Under 18", "Menos de 81", "translation-differs"),
        ("Under 18", "Menor", "translation-differs"),
        ("Listen", "Llama al 5550142", "translation-differs"),
        ("Listen", "Escuchar 1 2", "translation-differs"),
        ("Listen", "Escuchar {number}", "placeholder-differs"),
    ],
)
def test_a_translation_keeps_placeholders_and_numbers(root: Path, english: str, spanish: str, code: str) -> None:
    write(root, TOPIC + 'text: "Text {keyword} to {number}"\n')
    content.refresh(root, "es", TODAY)
    translate(root, english, spanish)
    (finding,) = mistakes(root, "es")
    assert finding.code == code
    assert spanish in finding.message
    assert finding.where is not None
    assert (finding.where.file, finding.where.line is not None) == ("content/es.po", True)


def test_whoever_puts_a_word_in_place_of_the_keyword_is_told_where_it_belongs(root: Path) -> None:
    write(root, TOPIC + 'text: "Text {keyword} to {number}"\n')
    content.refresh(root, "es", TODAY)
    translate(root, "Text {keyword} to {number}", "Envía AYUDA al {number}")
    (finding,) = mistakes(root, "es")
    assert "regions.yaml" in finding.remedy


def test_all_mistakes_of_a_translation_are_told(root: Path) -> None:
    content.refresh(root, "es", TODAY)
    translate(root, "Call {number} in {place}", "Llama al 5 en example.org")
    translate(root, "Under 18", "Menor")
    findings = mistakes(root, "es")
    assert [finding.code for finding in findings].count("translation-differs") == 3
    assert {finding.code for finding in findings} == {"placeholder-differs", "translation-differs"}
    assert len({finding.where for finding in findings}) == 2


def test_a_translation_holds_no_address_either(root: Path) -> None:
    content.refresh(root, "es", TODAY)
    translate(root, "Listen", "Ver example.org")
    (finding,) = mistakes(root, "es")
    assert finding.where is not None
    assert finding.where.file == "content/es.po"


def test_digits_of_any_script_are_the_same_numbers(root: Path) -> None:
    content.refresh(root, "es", TODAY)
    translate(root, "Under 18", "Menos de ١٨")
    content.load(root, "es")
    translate_again = po(root).read_text(encoding="utf-8").replace("١٨", "٨١")
    po(root).write_text(translate_again, encoding="utf-8")
    assert [finding.code for finding in mistakes(root, "es")] == ["translation-differs"]


@pytest.mark.parametrize(
    "broken",
    [
        b'msgid "Listen"\nmsgstr "Escuchar\n',
        b'msgid "Listen"\nmsgstr Escuchar"\n',
        b'msgid "Listen"\nmsgstr "Escu"char"\n',
        b'msgid ""\nmsgstr "POT-Creation-Date: soon\\n"\n',
        b'"Listen"\n',
        b'msgid "Listen"\nmsgstr "\xff\xfe"\n',
        b"nothing of the kind\n",
        b'msgid "a" msgstr\n',
    ],
)
def test_a_file_that_is_no_po_file_is_told_with_its_place(root: Path, broken: bytes) -> None:
    po(root).write_bytes(broken)
    findings = mistakes(root, "es")
    assert {finding.code for finding in findings} == {"po-unreadable"}
    assert all(finding.where and finding.where.file == "content/es.po" and finding.where.line for finding in findings)
    with pytest.raises(SourceError):
        content.refresh(root, "es", TODAY)
    assert po(root).read_bytes() == broken


@given(st.binary(max_size=200))
def test_no_bytes_make_a_traceback(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    root = tmp_path_factory.getbasetemp() / "bytes"
    (root / "content").mkdir(parents=True, exist_ok=True)
    write(root, TOPIC)
    po(root).write_bytes(b'msgid ""\nmsgstr ""\n' + data)
    try:
        files = {content.load(root, "es").at("topic.headline").where.file}
    except SourceError as error:
        files = {finding.where.file for finding in error.findings if finding.where}
    assert files <= {"content/es.po", "content/topic.yaml"}
    assert files


def test_a_language_without_words_is_told(root: Path) -> None:
    (finding,) = mistakes(root, "vi")
    assert finding.code == "po-unreadable"
    assert "translate vi" in finding.remedy


def test_refresh_begins_a_file_with_every_sentence_untranslated(root: Path) -> None:
    refreshed = content.refresh(root, "es", TODAY)
    expected = len(list(content.load(root, "en").sentences()))
    assert (refreshed.file, refreshed.new, refreshed.unreviewed, refreshed.reviewed) == (
        "content/es.po",
        expected,
        0,
        0,
    )
    assert all(sentence.state is State.MISSING for sentence in content.load(root, "es").sentences())
    assert po(root).read_text(encoding="utf-8").count(f"{TODAY}") == 2


def test_refresh_keeps_translations_and_marks_what_changed(root: Path) -> None:
    content.refresh(root, "es", TODAY)
    translate(root, "Listen", "Escuchar")
    translate(root, "You are not alone.", "No estás solo.")
    write(root, TOPIC.replace("You are not alone.", "You are never alone."))
    refreshed = content.refresh(root, "es", TODAY)
    words = content.load(root, "es")
    kept, changed = words.topics["topic"]["steps"][0]["title"], words.at("topic.headline")
    assert (kept, kept.state) == ("Escuchar", State.REVIEWED)
    assert (changed, changed.state) == ("No estás solo.", State.UNREVIEWED)
    assert (refreshed.unreviewed, refreshed.reviewed) == (1, 1)


def test_a_new_sentence_never_takes_the_words_of_another(root: Path) -> None:
    content.refresh(root, "es", TODAY)
    translate(root, "You are not alone.", "No estás solo.")
    write(root, TOPIC + "other: You are not alone!\n")
    content.refresh(root, "es", TODAY)
    words = content.load(root, "es")
    assert words.at("topic.headline") == "No estás solo."
    assert words.at("topic.other").state is State.MISSING


def test_refresh_keeps_what_is_no_longer_said(root: Path) -> None:
    content.refresh(root, "es", TODAY)
    translate(root, "first sign", "primera señal")
    write(root, TOPIC.replace("  - first sign\n", ""))
    refreshed = content.refresh(root, "es", TODAY)
    assert refreshed.obsolete == 1
    assert "primera señal" in po(root).read_text(encoding="utf-8")
    write(root, TOPIC)
    content.refresh(root, "es", TODAY)
    assert content.load(root, "es").topics["topic"]["list"][0] == "primera señal"


def test_refresh_does_nothing_twice(root: Path) -> None:
    content.refresh(root, "es", TODAY)
    translate(root, "Listen", "Escuchar")
    translate(root, "first sign", "primera señal", fuzzy=True)
    first = content.refresh(root, "es", TODAY)
    text = po(root).read_bytes()
    assert content.refresh(root, "es", TODAY) == first
    assert po(root).read_bytes() == text


@pytest.mark.parametrize("tag", ["es", "vi", "ar", "hmn", "zh-Hant"])
def test_refresh_of_shipped_words_loses_nothing(tmp_path: Path, tag: str) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")

    def written() -> list[tuple[object, ...]]:
        found = content.catalog(tmp_path, tag)
        return [(one.id, one.context, one.string, one.fuzzy, tuple(one.user_comments)) for one in found if one.id]

    before = written()
    assert content.refresh(tmp_path, tag, TODAY).obsolete == 0
    assert written() == before
    once = (tmp_path / f"content/{tag}.po").read_bytes()
    content.refresh(tmp_path, tag, TODAY)
    assert (tmp_path / f"content/{tag}.po").read_bytes() == once


@pytest.mark.parametrize("tag", TAGS[1:])
def test_shipped_po_file_is_as_babel_reads_it(tag: str) -> None:
    with (ROOT / f"content/{tag}.po").open("rb") as file:
        catalog = read_po(file, locale=tag.replace("-", "_"), abort_invalid=True)
    assert len(catalog) == len({(message.id, message.context) for message in catalog if message.id}) > 0


@pytest.mark.parametrize("tag", ["lus", "xx", "english"])
def test_a_file_named_after_no_language_is_told(root: Path, tag: str) -> None:
    (root / "content" / f"{tag}.po").write_bytes(b"")
    (finding,) = mistakes(root, tag)
    assert (finding.code, finding.where and finding.where.file) == ("language-unknown", f"content/{tag}.po")


# All languages together


def test_each_language_is_read_when_it_is_first_asked_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content.refresh(root, "es", TODAY)
    content.refresh(root, "vi", TODAY)
    asked: list[str] = []
    load = content.load

    def noted(root: Path, tag: str) -> Words:
        asked.append(tag)
        return load(root, tag)

    monkeypatch.setattr(content, "load", noted)
    library = content.Library(root)
    assert (list(library), len(library)) == (["en", "es", "vi"], 3)
    assert asked == []
    assert library["es"].at("topic.headline") == "You are not alone."
    assert library["es"] is library["es"]
    assert asked == ["es"]


def test_a_mistake_in_one_language_is_told_to_those_who_ask_for_it(root: Path) -> None:
    po(root).write_bytes(b"nothing of the kind\n")
    library = content.Library(root)
    assert library["en"].language == "en"
    for _ in range(2):
        with pytest.raises(SourceError, match="po-unreadable"):
            library["es"]


@pytest.mark.parametrize("tag", ["vi", "", "../content/es", "EN"])
def test_a_language_that_nobody_has_begun_is_none_of_them(root: Path, tag: str) -> None:
    library = content.Library(root)
    assert tag not in library
    with pytest.raises(KeyError):
        library[tag]


@pytest.fixture
def library(tmp_path: Path) -> content.Library:
    """The words that ship, to be broken in their folder before they are read."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return content.Library(tmp_path)


def say(root: Path, context: str, english: str, vietnamese: str) -> None:
    """Have the Vietnamese file say this of one sentence."""
    catalog = content.catalog(root, "vi")
    message = catalog.get(english, context)
    assert message is not None
    assert message.string
    message.string = vietnamese
    content.save(root, "vi", catalog)


def test_the_mistakes_of_all_languages_asked_for_are_told_at_once(
    house: House, library: content.Library, tmp_path: Path
) -> None:
    for tag in ("es", "vi", "ko"):
        (tmp_path / f"content/{tag}.po").write_bytes(b"nothing of the kind\n")
    broken = replace(house, words=library)
    broken.learn(["en", "ru"])
    with pytest.raises(SourceError) as caught:
        broken.learn(["en", "es", "ru", "vi"])
    assert [finding.where and finding.where.file for finding in caught.value.findings] == [
        "content/es.po",
        "content/vi.po",
    ]


@pytest.mark.parametrize(
    ("sentence", "vietnamese", "code"),
    [
        (("labels.call", "Call {number}"), "Gọi số này", "placeholder-differs"),
        (("card.text_us", "Text {keyword} to {number}"), "Nhắn GIÚP tới {number}", "keyword-translated"),
        (("labels.always", "Day and night"), "Ngày 1 và đêm", "translation-differs"),
        (("labels.free", "Free call"), "Cuộc gọi tự do", "translation-misread"),
        (("card.headline", "You are not in trouble."), "Em không phải là gái gọi.", "translation-hurts"),
    ],
)
def test_each_mistake_of_a_translation_has_a_code_of_its_own(
    library: content.Library, tmp_path: Path, sentence: tuple[str, str], vietnamese: str, code: str
) -> None:
    say(tmp_path, *sentence, vietnamese)
    with pytest.raises(SourceError) as caught:
        library["vi"]
    (finding,) = caught.value.findings
    assert (finding.code, vietnamese in finding.message) == (code, True)
    assert finding.where is not None
    line = (tmp_path / "content/vi.po").read_text(encoding="utf-8").splitlines()[(finding.where.line or 0) - 1]
    assert sentence[1] in line


def test_a_sentence_left_untranslated_keeps_what_would_print_it_from_being_made(
    house: House, library: content.Library, tmp_path: Path
) -> None:
    say(tmp_path, "card.headline", "You are not in trouble.", "")
    made = pipeline.make(job("card-help", language="vi", edition=Edition.OFFICE), replace(house, words=library))
    assert made.pdf is None
    (finding,) = (one for one in made.findings if one.code == "translation-missing")
    assert finding.message == "“You are not in trouble.” has no words in vi"
    assert finding.where is not None
    assert finding.where.file == "content/card.yaml"


def test_a_material_comes_in_a_language_once_each_of_its_topics_is_begun(
    house: House, library: content.Library, tmp_path: Path
) -> None:
    assert house.speaks("card-help", "vi")
    assert not house.speaks("bookmark", "vi")
    assert all(house.speaks(material, tag) for material in house.materials for tag in ("en", "es"))
    catalog = content.catalog(tmp_path, "vi")
    for message in catalog:
        if (message.context or "").startswith("card."):
            message.string = ""
    content.save(tmp_path, "vi", catalog)
    lacking = replace(house, words=library)
    assert not lacking.speaks("card-help", "vi")
    assert lacking.speaks("poster-signs", "vi")
