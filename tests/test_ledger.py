"""The second reader: no number changes, moves or goes without somebody saying so."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from lamplight import ledger, regions
from lamplight.errors import SourceError
from lamplight.model import Severity
from regions_sample import REGIONS, lay_out

if TYPE_CHECKING:
    from pathlib import Path

PLACER = ("us/ca/placer", "child_welfare")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path, confirmed=True)


def change(root: Path, old: str, new: str) -> None:
    assert REGIONS.count(old) == 1, old
    (root / "regions.yaml").write_text(REGIONS.replace(old, new), encoding="utf-8")


def codes(root: Path) -> list[tuple[str, str]]:
    with pytest.raises(SourceError) as error:
        regions.load(root)
    return [(finding.code, str(finding.where)) for finding in error.value.findings]


def test_what_was_compared_loads_without_a_word(root: Path) -> None:
    atlas = regions.load(root)
    assert not atlas.unread
    assert {finding.code for finding in atlas.findings} == {"fictional-number"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1-866-555-0140", "1-866-555-0141"),
        ("1-866-555-0140", "1-866-555-0140 ext. 1"),
        ("- call: 1-866-555-0140", "- tty: 1-866-555-0140"),
        ("            status: superseded\n            source: school page", "            source: school page"),
        (
            '            sources: [county page, "a list, 2017"]\n            confidence: two sources',
            "            source: x",
        ),
        ("- call: 916-555-0149", "- call: 1-800-555-0100\n            source: x\n          - call: 916-555-0149"),
    ],
)
def test_a_changed_number_is_an_error_at_its_contact(root: Path, old: str, new: str) -> None:
    change(root, old, new)
    assert codes(root) == [("number-changed", "regions.yaml:29:7")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("keyword: HELP", "keyword: HOPE"),
        ("when: night", "when: always"),
        ("area: Woodland", "area: Davis"),
        ("            keyword: HELP\n", "            keyword: HELP\n            languages: [es]\n"),
        ("        languages: [en, es]\n        interpreter", "        languages: [es, en, vi]\n        interpreter"),
        ("        languages: [en, es]\n        interpreter", "        interpreter"),
        ("confidence: unconfirmed", "source: a friend"),
        ("https://example.org/chat", "https://example.org/chats"),
    ],
)
def test_whatever_decides_what_is_printed_is_noticed(root: Path, old: str, new: str) -> None:
    change(root, old, new)
    assert [code for code, _ in codes(root)] == ["number-changed"]


def test_words_around_a_number_may_change(root: Path) -> None:
    change(root, "agency: Yolo County", "agency: Yolo County Health and Human Services")
    assert not regions.load(root).unread


def test_numbers_that_change_places_are_noticed(root: Path) -> None:
    text = REGIONS.replace("1-866-555-0140", "#").replace("916-555-0149", "1-866-555-0140").replace("#", "916-555-0149")
    (root / "regions.yaml").write_text(text, encoding="utf-8")
    assert [code for code, _ in codes(root)] == ["number-changed"]


def test_a_contact_that_is_gone_is_an_error_at_its_region(root: Path) -> None:
    change(root, "      counselor:", "      nurse:")
    assert codes(root) == [("number-gone", "regions.yaml:53:3")]


def test_a_region_that_is_gone_is_an_error_too(root: Path) -> None:
    change(root, "us/ca/yolo", "us/nv")
    assert codes(root) == [("number-gone", "regions.yaml:1:1")]


def test_a_new_contact_is_a_warning_that_says_where(root: Path) -> None:
    change(root, "    brand: example-high\n", "    brand: example-high\n    languages: [en]\n")
    with (root / "regions.yaml").open("a", encoding="utf-8") as file:
        file.write("  us/nv:\n    contacts: {child_welfare: {name: Nevada, call: 775-555-0142, source: x}}\n")
    atlas = regions.load(root)
    (warning,) = atlas.unread.values()
    assert ("us/nv", "child_welfare") in atlas.unread
    assert warning in atlas.findings
    assert (warning.severity, warning.code) == (Severity.WARNING, "number-unread")
    assert warning.remedy.endswith("`python generate.py confirm us/nv`.")


def test_without_a_lock_everything_is_unread(root: Path) -> None:
    (root / "regions.lock").unlink()
    atlas = regions.load(root)
    assert atlas.unread.keys() == {(path, key) for path, region in atlas.regions.items() for key in region.contacts}


def test_the_lock_holds_no_number(root: Path) -> None:
    lock = (root / "regions.lock").read_text(encoding="ascii")
    assert "us/ca/placer child_welfare " in lock
    assert not any(part in lock for part in ("555", "0140", "916"))


def test_confirming_accepts_only_what_was_named(root: Path) -> None:
    before = (root / "regions.lock").read_text(encoding="ascii").splitlines()
    text = REGIONS.replace("1-866-555-0140", "1-866-555-0141").replace("530-555-0145", "530-555-0146")
    (root / "regions.yaml").write_text(text, encoding="utf-8")
    (accepted,) = regions.confirm(root, ["us/ca/placer"])
    assert (accepted.region, accepted.key) == PLACER
    assert accepted.contact is not None
    assert accepted.contact.lines[0].shown == "1-866-555-0141"
    after = (root / "regions.lock").read_text(encoding="ascii").splitlines()
    assert [line.rsplit(" ", 1)[0] for line in before] == [line.rsplit(" ", 1)[0] for line in after]
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1
    assert codes(root) == [("number-changed", "regions.yaml:43:7")]


def test_confirming_that_a_contact_is_gone(root: Path) -> None:
    change(root, "      counselor:", "      nurse:")
    accepted = regions.confirm(root, ["us/ca/placer/example-high"])
    assert [(one.key, one.contact is None) for one in accepted] == [("counselor", True), ("nurse", False)]
    assert not regions.load(root).unread


def test_confirming_what_is_confirmed_changes_nothing(root: Path) -> None:
    before = (root / "regions.lock").read_bytes()
    assert regions.confirm(root, ["us", "us/ca/placer"]) == ()
    assert (root / "regions.lock").read_bytes() == before


@pytest.mark.parametrize("path", ["us/ca/placr", "us/tx"])
def test_confirming_a_region_without_contacts_is_refused(root: Path, path: str) -> None:
    with pytest.raises(SourceError, match="no-region"):
        regions.confirm(root, [path])


def test_a_file_with_mistakes_cannot_be_confirmed(root: Path) -> None:
    change(root, "1-866-555-0140", "1-866-555-014")
    before = (root / "regions.lock").read_bytes()
    with pytest.raises(SourceError, match="wrong-value"):
        regions.confirm(root, ["us/ca/placer"])
    assert (root / "regions.lock").read_bytes() == before


def test_the_lock_is_replaced_whole(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (root / "regions.lock").read_bytes()
    change(root, "1-866-555-0140", "1-866-555-0141")

    def fail(_handle: int) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="full"):
        regions.confirm(root, ["us/ca/placer"])
    assert (root / "regions.lock").read_bytes() == before
    assert sorted(file.name for file in root.iterdir()) == ["gazetteer", "regions.lock", "regions.yaml"]


def spoil(lines: list[str], number: int, line: str) -> str:
    return "\n".join([*lines[: number - 1], line, *lines[number:]]) + "\n"


@pytest.mark.parametrize(
    "line", ["", "us trafficking", "us trafficking 0123456789AB", "us  trafficking 0123456789ab", "é"]
)
def test_a_spoilt_line_of_the_lock_is_an_error_there(root: Path, line: str) -> None:
    lines = (root / "regions.lock").read_text(encoding="ascii").splitlines()
    (root / "regions.lock").write_text(spoil(lines, 4, line), encoding="utf-8")
    ((code, place),) = codes(root)
    assert (code, place) == ("lock-malformed", "regions.lock:1" if line == "é" else "regions.lock:4")


def test_a_line_of_the_lock_that_is_there_twice_is_an_error(root: Path) -> None:
    lock = root / "regions.lock"
    lock.write_text(lock.read_text(encoding="ascii") * 2, encoding="ascii")
    assert codes(root) == [("lock-malformed", "regions.lock:10")]


def test_a_digest_that_was_tampered_with_is_noticed(root: Path) -> None:
    lock = root / "regions.lock"
    recorded, _ = ledger.read(root)
    said = recorded[PLACER][0]
    lock.write_text(lock.read_text(encoding="ascii").replace(said, said[::-1]), encoding="ascii")
    assert codes(root) == [("number-changed", "regions.yaml:29:7")]


def test_mistakes_in_the_lock_and_in_the_file_are_said_together(root: Path) -> None:
    (root / "regions.lock").write_text("?\n", encoding="ascii")
    change(root, "1-866-555-0140", "1-866-555-014")
    assert {code for code, _ in codes(root)} == {"wrong-value", "lock-malformed"}
