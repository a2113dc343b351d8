"""A translation goes to its reviewer and comes back: nothing is lost, and who approved what stands beside it."""

from __future__ import annotations

import io
import shutil
import signal
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

import generate
from lamplight import content, review
from lamplight.errors import SourceError
from lamplight.model import State
from own_project import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from babel.messages.catalog import Message

    from lamplight.model import Finding

TODAY, LATER = date(2027, 3, 4), date(2027, 5, 6)
TOPIC = """\
headline: You are not alone.
label: "Call {number} in {place}"
text: "Text {keyword} to {number}"
age: Under 18
same: Listen
list:
  - Listen
  - Stay calm.
"""
SPANISH = {
    "You are not alone.": "No estás solo.",
    "Call {number} in {place}": "Llama al {number} en {place}",
    "Text {keyword} to {number}": "Envía {keyword} al {number}",
    "Under 18": "Menor de 18",
    "Listen": "Escucha",
}
LONG = "You are not by yourself, and whoever says so is wrong, as everybody who knows you well can tell you any day."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Words whose Spanish nobody has approved yet; one sentence has none, one is told back in English."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/topic.yaml").write_text(TOPIC, encoding="utf-8")
    content.refresh(tmp_path, "es", date(2027, 1, 1))
    catalog = content.catalog(tmp_path, "es")
    for message in catalog:
        if message.id in SPANISH:
            message.string = SPANISH[str(message.id)]
            message.flags.add("fuzzy")
    found(catalog, "You are not alone.").user_comments = [f"Back in English: {LONG}"]
    content.save(tmp_path, "es", catalog)
    return tmp_path


def found(catalog: Any, english: str) -> Message:  # noqa: ANN401 - Babel's catalogue
    message: Message = next(message for message in catalog if message.id == english)
    return message


def spanish(root: Path, english: str) -> Message:
    return found(content.catalog(root, "es"), english)


def po(root: Path) -> bytes:
    return (root / "content/es.po").read_bytes()


def sheet(root: Path) -> Path:
    file = root / "es.xlsx"
    review.export(root, "es", file)
    return file


def rows(file: Path) -> list[tuple[object, ...]]:
    return list(load_workbook(file).worksheets[0].iter_rows(values_only=True))


def fill(file: Path, *said: tuple[str, str | None, str | None]) -> None:
    """What a reviewer does: by English sentence another translation, if there is one, and an approval."""
    book = load_workbook(file)
    for english, translation, approved in said:
        row = next(row for row in book.worksheets[0].iter_rows(min_row=2) if row[1].value == english)
        row[2].value = row[2].value if translation is None else translation
        row[4].value = approved
    book.save(file)


def take(root: Path, file: Path, reviewer: str | None = "Ana Ruiz") -> review.Returned:
    return review.take(root, "es", file, reviewer, TODAY)


def mistakes(root: Path, file: Path, reviewer: str | None = "Ana Ruiz") -> list[Finding]:
    """What is wrong with a spreadsheet, of which then nothing is taken."""
    before = po(root)
    with pytest.raises(SourceError) as caught:
        take(root, file, reviewer)
    assert po(root) == before
    assert sorted(path.name for path in (root / "content").iterdir()) == ["es.po", "topic.yaml"]
    assert all(finding.remedy and finding.where for finding in caught.value.findings)
    return list(caught.value.findings)


# To the reviewer


def test_each_sentence_is_exported_with_its_place_and_its_translation(root: Path) -> None:
    heading, *said = rows(sheet(root))
    assert heading == ("Place", "English", "Translation", "Back in English", "Approved")
    assert len(said) == 7
    assert ("topic.headline", "You are not alone.", "No estás solo.", LONG, None) in said
    assert ("topic.list", "Stay calm.", None, None, None) in said
    assert [row[0] for row in said if row[1] == "Listen"] == ["topic.same", "topic.list"]


def test_what_is_to_be_approved_comes_first(root: Path) -> None:
    file = sheet(root)
    fill(file, ("You are not alone.", None, "yes"))
    take(root, file)
    approved = [row[4] for row in rows(sheet(root))[1:]]
    assert approved == [*[None] * 6, "yes"]


def test_a_reviewer_can_change_translations_and_approvals_alone(root: Path) -> None:
    written = load_workbook(sheet(root)).worksheets[0]
    assert written.protection.sheet
    for row in written.iter_rows(min_row=2):
        assert [cell.protection.locked for cell in row] == [True, True, False, True, False]
    (choice,) = written.data_validations.dataValidation
    assert (choice.formula1, str(choice.sqref)) == ('"yes"', "E2:E8")


@pytest.mark.parametrize(("language", "order"), [("es", 1), ("ar", 2), ("fa", 2), ("zh-Hant", 1)])
def test_a_translation_runs_in_its_own_direction(root: Path, language: str, order: int) -> None:
    content.refresh(root, language, TODAY)
    review.export(root, language, root / "words.xlsx")
    written = load_workbook(root / "words.xlsx").worksheets[0]
    assert written.title == language
    assert {row[2].alignment.readingOrder for row in written.iter_rows(min_row=2)} == {order}
    assert {row[1].alignment.readingOrder for row in written.iter_rows(min_row=2)} == {0}


def test_a_language_that_nobody_has_begun_cannot_be_exported(root: Path) -> None:
    with pytest.raises(SourceError, match="translate vi"):
        review.export(root, "vi", root / "vi.xlsx")
    assert not (root / "vi.xlsx").exists()


# And back


def test_what_nobody_touched_changes_nothing(root: Path) -> None:
    before = po(root)
    returned = take(root, sheet(root), None)
    assert (returned.file, returned.changed, returned.approved) == ("es.xlsx", 0, 0)
    assert po(root) == before


@pytest.mark.parametrize("tag", ["vi", "ar", "hmn", "ja"])
def test_shipped_words_come_back_as_they_went(tmp_path: Path, tag: str) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    file = tmp_path / f"content/{tag}.po"
    before = file.read_bytes()
    sentences = review.export(tmp_path, tag, tmp_path / "words.xlsx")
    assert sentences == len([message for message in content.catalog(tmp_path, tag) if message.id])
    review.take(tmp_path, tag, tmp_path / "words.xlsx", None, TODAY)
    assert file.read_bytes() == before


def test_an_approval_says_who_and_when(root: Path) -> None:
    file = sheet(root)
    fill(file, ("You are not alone.", None, "yes"))
    returned = take(root, file)
    assert (returned.changed, returned.approved) == (0, 1)
    message = spanish(root, "You are not alone.")
    assert not message.fuzzy
    assert review._comments(message) == [f"Back in English: {LONG}", "Reviewed by Ana Ruiz, 2027-03-04"]
    written = po(root).decode()
    assert "# Reviewed by Ana Ruiz, 2027-03-04\n#: content/topic.yaml:1\nmsgctxt" in written
    assert '"Last-Translator: Ana Ruiz\\n"' in written
    assert '"PO-Revision-Date: 2027-03-04 12:00+0000\\n"' in written
    assert content.load(root, "es").at("topic.headline").state is State.REVIEWED
    assert content.load(root, "es").at("topic.age").state is State.UNREVIEWED


def test_another_translation_waits_for_approval_and_is_no_longer_told_back(root: Path) -> None:
    file = sheet(root)
    fill(file, ("You are not alone.", "No estás sola.", None), ("Stay calm.", "Con calma.", None))
    returned = take(root, file, None)
    assert (returned.changed, returned.approved) == (2, 0)
    message = spanish(root, "You are not alone.")
    assert (message.string, message.fuzzy, message.user_comments) == ("No estás sola.", True, [])
    assert (spanish(root, "Stay calm.").string, spanish(root, "Stay calm.").fuzzy) == ("Con calma.", True)


def test_another_translation_may_be_approved_at_once(root: Path) -> None:
    file = sheet(root)
    fill(file, ("You are not alone.", "No estás sola.", "yes"))
    returned = take(root, file)
    assert (returned.changed, returned.approved) == (1, 1)
    message = spanish(root, "You are not alone.")
    assert (message.string, message.fuzzy) == ("No estás sola.", False)
    assert message.user_comments == ["Reviewed by Ana Ruiz, 2027-03-04"]


def test_who_changes_what_another_approved_takes_the_approval_away(root: Path) -> None:
    review.approve(root, "es", "Ana Ruiz", TODAY)
    file = sheet(root)
    fill(file, ("Under 18", "De menos de 18", None))
    take(root, file, None)
    message = spanish(root, "Under 18")
    assert (message.fuzzy, message.user_comments) == (True, [])
    assert '"Last-Translator: Ana Ruiz\\n"' in po(root).decode()


def test_an_approval_is_recorded_once(root: Path) -> None:
    review.approve(root, "es", "Ana Ruiz", TODAY)
    returned = review.take(root, "es", sheet(root), "Eva Gil", LATER)
    assert returned.approved == 0
    assert spanish(root, "Under 18").user_comments == ["Reviewed by Ana Ruiz, 2027-03-04"]


def test_an_empty_translation_cannot_be_approved(root: Path) -> None:
    file = sheet(root)
    fill(file, ("Stay calm.", None, "yes"), ("You are not alone.", "", "yes"))
    assert take(root, file).approved == 0
    assert content.load(root, "es").at("topic.headline").state is State.MISSING


def test_a_spreadsheet_may_be_sorted_widened_and_shortened(root: Path) -> None:
    file = sheet(root)
    heading, *said = rows(file)
    book = Workbook()
    written = book.worksheets[0]
    order = [4, 2, 0, 1]
    written.append([heading[column] for column in order] + ["My own notes", None])
    for row in said[::-1]:
        written.append([row[column] for column in order] + ["hm", None])
        written.append([])
    written["A2"] = " YES "
    book.save(file)
    assert said[-1][1] == "Stay calm."
    assert take(root, file).approved == 0, "the first row has no translation yet"
    book.worksheets[0]["A4"] = " YES "
    book.save(file)
    returned = take(root, file)
    assert (returned.changed, returned.approved) == (0, 1)


# What is wrong


def test_every_mistake_in_a_spreadsheet_is_told_at_once(root: Path) -> None:
    file = sheet(root)
    fill(
        file,
        ("You are not alone.", None, "yes"),
        ("Call {number} in {place}", "Llama en {place}", None),
        ("Text {keyword} to {number}", "Envía AYUDA al {number}", "yes"),
        ("Under 18", "Menor de 81", None),
        ("Stay calm.", "Escribe a ana@example.org", None),
    )
    book = load_workbook(file)
    book.worksheets[0].append(["topic.headline", "You were never alone.", "Nunca", None, "yes"])
    book.worksheets[0].append(["topic.else", "Listen", "Oye", None, None])
    book.save(file)
    told = [(finding.code, finding.where and finding.where.line) for finding in mistakes(root, file, None)]
    place = {row[1]: number for number, row in enumerate(rows(file), start=1)}
    assert sorted(told, key=str) == sorted(
        [
            ("reviewer-unknown", place["You are not alone."]),
            ("placeholder-differs", place["Call {number} in {place}"]),
            ("keyword-translated", place["Text {keyword} to {number}"]),
            ("reviewer-unknown", place["Text {keyword} to {number}"]),
            ("translation-differs", place["Under 18"]),
            ("translation-differs", place["Stay calm."]),
            ("row-unknown", 9),
            ("row-unknown", 10),
        ],
        key=str,
    )


def test_a_mistake_stands_in_the_spreadsheet(root: Path) -> None:
    file = sheet(root)
    fill(file, ("Under 18", "Menor", "yes"))
    (finding,) = mistakes(root, file)
    assert str(finding.where) == f"es.xlsx:{[row[1] for row in rows(file)].index('Under 18') + 1}"


def test_a_sentence_whose_english_has_changed_since_is_told(root: Path) -> None:
    file = sheet(root)
    (root / "content/topic.yaml").write_text(TOPIC.replace("not alone", "never alone"), encoding="utf-8")
    content.refresh(root, "es", TODAY)
    (finding,) = mistakes(root, file)
    assert (finding.code, "You are not alone." in finding.message) == ("row-unknown", True)
    assert "export it anew" in finding.remedy


@pytest.mark.parametrize("column", ["Place", "English", "Translation", "Approved"])
def test_a_missing_column_is_told(root: Path, column: str) -> None:
    file = sheet(root)
    book = load_workbook(file)
    (cell,) = (cell for cell in next(book.worksheets[0].iter_rows()) if cell.value == column)
    cell.value = column.lower()
    book.save(file)
    (finding,) = mistakes(root, file)
    assert (finding.code, str(finding.where)) == ("column-missing", "es.xlsx:1")
    assert column in finding.message


def test_what_was_told_back_may_be_missing(root: Path) -> None:
    file = sheet(root)
    book = load_workbook(file)
    book.worksheets[0].delete_cols(4)
    book.save(file)
    assert take(root, file, None).changed == 0


def test_an_empty_spreadsheet_has_no_column(root: Path) -> None:
    file = root / "es.xlsx"
    Workbook().save(file)
    (finding,) = mistakes(root, file)
    assert (finding.code, finding.message) == (
        "column-missing",
        "there is no column Place, English, Translation, Approved",
    )


def without(part: str) -> Callable[[bytes], bytes]:
    return lambda good: rewritten(good, lambda name, data: None if name == part else data)


def cut(part: str) -> Callable[[bytes], bytes]:
    return lambda good: rewritten(good, lambda name, data: data[:-20] if name == part else data)


def rewritten(good: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A workbook with one of its parts changed or left out."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            if (data := change(name, old.read(name))) is not None:
                new.writestr(name, data)
    return written.getvalue()


def blot(good: bytes) -> bytes:
    """A workbook whose first sheet cannot be unpacked."""
    start = good.index(b"xl/worksheets/sheet1.xml") + 40
    return good[:start] + bytes(40) + good[start + 40 :]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda _: b"Place,English,Translation,Approved\n",
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        lambda good: good[: len(good) // 2],
        blot,
        without("xl/workbook.xml"),
        without("[Content_Types].xml"),
        without("xl/worksheets/sheet1.xml"),
        cut("xl/workbook.xml"),
        cut("xl/worksheets/sheet1.xml"),
        cut("xl/styles.xml"),
    ],
)
def test_what_is_no_spreadsheet_is_told(root: Path, spoil: Callable[[bytes], bytes]) -> None:
    file = sheet(root)
    file.write_bytes(spoil(file.read_bytes()))
    (finding,) = mistakes(root, file)
    assert finding.code == "spreadsheet-unreadable"
    assert ".xlsx" in finding.remedy


def test_a_spreadsheet_that_is_not_there_is_the_system_s_to_tell(root: Path) -> None:
    with pytest.raises(FileNotFoundError):
        take(root, root / "none.xlsx")


# Where it stands


def test_all_that_is_translated_is_approved_at_once(root: Path) -> None:
    assert review.approve(root, "es", "Ana Ruiz", TODAY) == 6
    states = [sentence.state for sentence in content.load(root, "es").sentences()]
    assert (states.count(State.REVIEWED), states.count(State.MISSING)) == (6, 1)
    assert po(root).count(b"# Reviewed by Ana Ruiz, 2027-03-04\n") == 6
    assert b"fuzzy" not in po(root).partition(b"\nmsgctxt")[2]


def test_a_second_approval_approves_what_is_new(root: Path) -> None:
    review.approve(root, "es", "Ana Ruiz", TODAY)
    assert review.approve(root, "es", "Eva Gil", LATER) == 0
    file = sheet(root)
    fill(file, ("Stay calm.", "Con calma.", None))
    take(root, file, None)
    assert review.approve(root, "es", "Eva Gil", LATER) == 1
    assert spanish(root, "Under 18").user_comments == ["Reviewed by Ana Ruiz, 2027-03-04"]
    assert spanish(root, "Stay calm.").user_comments == ["Reviewed by Eva Gil, 2027-05-06"]
    assert b"Last-Translator: Eva Gil" in po(root)


def test_when_its_english_changes_a_sentence_is_to_be_reviewed_again(root: Path) -> None:
    review.approve(root, "es", "Ana Ruiz", TODAY)
    (root / "content/topic.yaml").write_text(TOPIC.replace("You are not", "You are never"), encoding="utf-8")
    refreshed = content.refresh(root, "es", LATER)
    assert (refreshed.unreviewed, refreshed.reviewed) == (1, 5)
    sentence = content.load(root, "es").at("topic.headline")
    assert (sentence, sentence.state) == ("No estás solo.", State.UNREVIEWED)
    message = spanish(root, "You are never alone.")
    assert (message.fuzzy, message.user_comments) == (True, [])
    assert spanish(root, "Under 18").user_comments == ["Reviewed by Ana Ruiz, 2027-03-04"]
    assert review.approve(root, "es", "Eva Gil", LATER) == 1
    assert spanish(root, "You are never alone.").user_comments == ["Reviewed by Eva Gil, 2027-05-06"]


def test_a_record_outlives_a_refresh(root: Path) -> None:
    review.approve(root, "es", "Ana Ruiz", TODAY)
    content.refresh(root, "es", LATER)
    before = po(root)
    content.refresh(root, "es", LATER)
    assert po(root) == before
    assert po(root).count(b"# Reviewed by Ana Ruiz, 2027-03-04\n") == 6
    assert b'"PO-Revision-Date: 2027-03-04' in po(root)


NAMES = st.text(st.characters(categories=["L", "M", "N", "P", "Zs"], include_characters=" "), min_size=1, max_size=40)


@given(NAMES.map(lambda name: " ".join(name.split())).filter(bool))
def test_any_name_is_kept_as_it_was_given(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    root = tmp_path_factory.getbasetemp() / "names"
    (root / "content").mkdir(parents=True, exist_ok=True)
    (root / "content/topic.yaml").write_text("a: Hello\n", encoding="utf-8")
    (root / "content/es.po").unlink(missing_ok=True)
    content.refresh(root, "es", TODAY)
    catalog = content.catalog(root, "es")
    found(catalog, "Hello").string = "Hola"
    found(catalog, "Hello").flags.add("fuzzy")
    content.save(root, "es", catalog)
    assert review.approve(root, "es", name, TODAY) == 1
    assert content.catalog(root, "es").last_translator == name
    assert review._comments(spanish(root, "Hello")) == [f"Reviewed by {name}, 2027-03-04"]


# By command


@pytest.fixture
def command(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., int]]:
    """Work on these words by the command line."""
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(generate, "ROOT", root)
    yield lambda *arguments: generate.main(["translate", "es", *map(str, arguments)])
    signal.signal(signal.SIGTERM, before)


def test_there_and_back_by_command(root: Path, command: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    file = root / "words.xlsx"
    assert command("--export", file) == 0
    assert f"Wrote 7 sentences into {file}" in capsys.readouterr().out
    fill(file, ("You are not alone.", "No estás sola.", "yes"))
    before = po(root)
    assert command("--import", file) == 2
    assert "reviewer-unknown" in capsys.readouterr().err
    assert po(root) == before
    assert command("--import", file, "--reviewed-by", "Ana Ruiz") == 0
    assert "words.xlsx: 1 translations changed, 1 approved." in capsys.readouterr().out
    assert not spanish(root, "You are not alone.").fuzzy
    assert spanish(root, "Under 18").fuzzy


def test_all_are_approved_by_command(
    root: Path, command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("--reviewed-by", "Ana Ruiz") == 0
    assert "6 translations approved in the name of Ana Ruiz." in capsys.readouterr().out
    assert b"# Reviewed by Ana Ruiz, " in po(root)


@pytest.mark.parametrize("nobody", ["", " "])
def test_nobody_approves_nothing(
    root: Path, command: Callable[..., int], capsys: pytest.CaptureFixture[str], nobody: str
) -> None:
    before = po(root)
    assert command("--reviewed-by", nobody) == 2
    assert "reviewer-unknown" in capsys.readouterr().err
    assert po(root) == before


def test_to_export_is_not_to_approve(root: Path, command: Callable[..., int]) -> None:
    assert command("--export", root / "words.xlsx", "--reviewed-by", "Ana Ruiz") == 0
    assert spanish(root, "Under 18").fuzzy


def test_one_way_at_a_time(root: Path, command: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        command("--export", root / "a.xlsx", "--import", root / "b.xlsx")
    assert stopped.value.code == 2
    assert "not allowed with" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told_by_command(
    root: Path, command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("--import", root / "none.xlsx") == 2
    assert "none.xlsx: No such file" in capsys.readouterr().err
