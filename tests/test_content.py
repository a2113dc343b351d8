"""The words: nothing to dial in them, translations that keep what they must, and a refresh that loses nothing."""

from __future__ import annotations

import re
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from lamplight import content
from lamplight.errors import SourceError
from lamplight.model import State
from own_project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from lamplight.model import Finding

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


def test_shipped_words_load_in_every_language() -> None:
    english = content.load(ROOT, "en")
    tags = content.languages(ROOT)
    assert tags[0] == "en"
    assert "es" in tags
    for tag in tags:
        words = content.load(ROOT, tag)
        assert words.language == tag
        assert shape(words.topics) == shape(english.topics)
        assert not [sentence for sentence in words.sentences() if sentence.state is State.MISSING]


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
    ("english", "spanish"),
    [
        ("Call {number} in {place}", "Llama en {place}"),
        ("Call {number} in {place}", "Llama al {numero} en {place}"),
        ("Call {number} in {place}", "Llama al {number} en {place} {place}"),
        ("Call {number} in {place}", "Llama al {number} en {place"),
        ("Call {number} in {place}", "Llama al {number!r} en {place}"),
        ("Under 18", "Menos de 81"),
        ("Under 18", "Menor"),
        ("Listen", "Llama al 5550142"),
        ("Listen", "Escuchar 1 2"),
    ],
)
def test_a_translation_keeps_placeholders_and_numbers(root: Path, english: str, spanish: str) -> None:
    content.refresh(root, "es", TODAY)
    translate(root, english, spanish)
    findings = mistakes(root, "es")
    assert {finding.code for finding in findings} == {"translation-differs"}
    assert all(finding.where and finding.where.file == "content/es.po" and finding.where.line for finding in findings)


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


def test_refresh_of_shipped_words_loses_nothing(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    before = content.load(tmp_path, "es")
    content.refresh(tmp_path, "es", TODAY)
    after = content.load(tmp_path, "es")
    assert [(one, one.state) for one in after.sentences()] == [(one, one.state) for one in before.sentences()]
    written = po(tmp_path).read_bytes()
    content.refresh(tmp_path, "es", TODAY)
    assert po(tmp_path).read_bytes() == written


def test_shipped_po_file_is_as_babel_reads_it() -> None:
    with po(ROOT).open("rb") as file:
        catalog = read_po(file, locale="es", abort_invalid=True)
    assert len(catalog) == len({(message.id, message.context) for message in catalog if message.id})


def test_a_file_named_after_no_language_is_told(root: Path) -> None:
    (root / "content" / "hmn.po").write_bytes(b"")
    (finding,) = mistakes(root, "hmn")
    assert (finding.code, finding.where and finding.where.file) == ("language-unknown", "content/hmn.po")
