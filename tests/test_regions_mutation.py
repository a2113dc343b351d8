"""Break an excerpt of the real `regions.yaml` in every way we can think of: it never prints a wrong number.

A broken file is either refused, each mistake with its file and line, or it still gives every number as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lamplight import regions
from lamplight.errors import SourceError
from lamplight.model import Channel, Contact

if TYPE_CHECKING:
    from lamplight.regions import Atlas

ROOT = Path(__file__).parents[1]
EXCERPT = (
    *("us", "us/ca", "us/ca/glenn", "us/ca/placer", "us/ca/santa-clara", "us/nv", "us/nv/clark", "us/pr", "us/wa"),
    "us/wa/king",
)
ALSO_KNOWN = ("us/ca/yolo", "us/nv/washoe")
Right = dict[tuple[str, str], list[tuple[object, ...]]]
Breakage = Callable[[str, st.DataObject], str | bytes]


def excerpt() -> str:
    text = (ROOT / "regions.yaml").read_text(encoding="utf-8")
    head, *blocks = re.split(r"^(?=  us[\w/-]*:$)", text, flags=re.MULTILINE)
    chosen = [block for block in blocks if block.split(":")[0].strip() in EXCERPT]
    assert len(chosen) == len(EXCERPT)
    return head + "".join(chosen)


TEXT = excerpt()


def rows_of(name: str, paths: tuple[str, ...], separator: str) -> str:
    rows = (ROOT / name).read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(row for row in rows if row.split(separator)[0] in {*paths, "#", "path"})


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mutation")
    (folder / "gazetteer").mkdir()
    gazetteer = rows_of("gazetteer/us.csv", (*EXCERPT, *ALSO_KNOWN), ",")
    (folder / "gazetteer" / "us.csv").write_text(gazetteer, encoding="utf-8")
    (folder / "regions.lock").write_text(rows_of("regions.lock", EXCERPT, " "), encoding="utf-8")
    return folder


def written(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def loaded(root: Path, content: str | bytes) -> Atlas:
    (root / "regions.yaml").write_bytes(written(content))
    return regions.load(root)


def printed(contact: Contact) -> list[tuple[object, ...]]:
    lines = contact.printable(*Channel)
    return [
        (line.channel, line.value, line.shown.removeprefix("1-"), line.keyword, line.when, line.area) for line in lines
    ]


@pytest.fixture(scope="module")
def right(root: Path) -> Right:
    atlas = loaded(root, TEXT)
    assert not atlas.unread
    return {
        (path, key): printed(contact)
        for path, region in atlas.regions.items()
        for key, contact in region.contacts.items()
    }


def is_refused(root: Path, content: str | bytes, right: Right) -> bool:
    """Whether it is refused as it should be; if it is not, prove that no number is wrong."""
    try:
        atlas = loaded(root, content)
    except SourceError as error:
        refused = error
    else:
        for path, region in atlas.regions.items():
            for key, contact in region.contacts.items():
                assert (path, key) in atlas.unread or printed(contact) == right[path, key]
        assert all(key in atlas[path].contacts for path, key in right)
        return False
    for finding in refused.findings:
        assert finding.where is not None
        assert finding.where.file == "regions.yaml"
        assert finding.where.line is not None
        assert 1 <= finding.where.line <= written(content).count(b"\n") + 1
        assert finding.message
        assert finding.remedy
    return bool(refused.findings)


# Ways to break a file: each takes the text and draws where and how


def spot(pattern: str, text: str, data: st.DataObject) -> re.Match[str]:
    return data.draw(st.sampled_from(list(re.finditer(pattern, text, re.MULTILINE))))


def replaced(pattern: str, *choices: str) -> Breakage:
    def breakage(text: str, data: st.DataObject) -> str:
        found = spot(pattern, text, data)
        return text[: found.start()] + found.expand(data.draw(st.sampled_from(choices))) + text[found.end() :]

    return breakage


def changed_digit(text: str, data: st.DataObject) -> str:
    found = spot(r"\d", text, data)
    return text[: found.start()] + data.draw(st.sampled_from("0123456789".replace(found[0], ""))) + text[found.end() :]


def rearranged(text: str, data: st.DataObject) -> str:
    lines = text.splitlines(keepends=True)
    first, second = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    what = data.draw(st.sampled_from(["swap", "delete", "repeat", "move"]))
    if what == "swap":
        lines[first], lines[second] = lines[second], lines[first]
    elif what == "repeat":
        lines.insert(second, lines[first])
    else:
        line = lines.pop(first)
        lines[second:second] = [line] if what == "move" else []
    return "".join(lines)


def truncated(text: str, data: st.DataObject) -> str:
    return text[: data.draw(st.integers(0, len(text) - 1))]


def not_utf_8(text: str, data: st.DataObject) -> bytes:
    at = data.draw(st.integers(0, len(text)))
    junk = data.draw(st.sampled_from([b"\xff", b"\xc3(", b"\xed\xa0\x80", b"\x00", b"\xfe\xff"]))
    return text[:at].encode() + junk + text[at:].encode()


def inserted(text: str, data: st.DataObject) -> str:
    at = data.draw(st.integers(0, len(text)))
    return text[:at] + data.draw(st.text(max_size=4)) + text[at:]


def twice(text: str, data: st.DataObject) -> str:
    return changed_digit(rearranged(text, data), data)


WAYS: dict[str, Breakage] = {
    "another digit": changed_digit,
    "a digit less": replaced(r"(\d)(\d)", r"\1", r"\2"),
    "a digit more": replaced(r"(\d)", r"\g<1>1", r"\g<1>0", r"7\1"),
    "digits that change places": replaced(r"(\d)(\d)", r"\2\1"),
    "digits of another script": replaced(r"\d", "٣", "३", "３", "²"),
    "letters for digits": replaced(r"[015]", "O", "l", "S"),
    "lines rearranged": rearranged,
    "two mistakes": twice,
    "a key gone": replaced(r"^ +(?:- )?\w+: ", "", "    ", "      - "),
    "a key unknown": replaced(r"^( +(?:- )?)(\w+):", r"\1x\2:", r"\1\g<2>s:", r"\1'\2:'"),
    "an indent off": replaced(r"^( +)", r"\1 ", r"\1  ", "", "  ", "    "),
    "a tab": replaced(r" ", "\t"),
    "another type": replaced(r": (.+)$", ": [\\1]", ": {a: \\1}", ": 7", ": true", ":", ": null", ": ~", ": ''"),
    "cut short": truncated,
    "not UTF-8": not_utf_8,
    "an alias": replaced(r": (.+)$", ": &a \\1", ": *a", ": &a [*a]", ": !!int \\1", "<<: *a", ": {<<: \\1}"),
    "no quotes": replaced(r'"', "", "'", '""'),
    "another standing": replaced(
        "two sources|one source|unconfirmed|superseded", "two sources", "one source", "unconfirmed", "superseded"
    ),
    "no standing": replaced(r"^ +(?:status|confidence|when|area|source): .*\n", ""),
    "a region moved": replaced(r"^  us[\w/-]*:", *(f"  {path}:" for path in (*EXCERPT, *ALSO_KNOWN, "us/zz", "US"))),
    "a contact renamed": replaced(r"^      \w+:$", "      child_welfare:", "      trafficking:", "      other:"),
    "a stranger's text": inserted,
}
SHAKEN = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize("way", WAYS)
def test_a_broken_file_never_gives_a_wrong_number(root: Path, right: Right, way: str) -> None:
    refusals = []

    @SHAKEN
    @given(data=st.data())
    def shake(data: st.DataObject) -> None:
        refusals.append(is_refused(root, WAYS[way](TEXT, data), right))

    shake()
    assert len(refusals) >= 10, "too few files to say anything"
    assert any(refusals), "this way breaks nothing"


@settings(SHAKEN, max_examples=150)
@given(data=st.data())
def test_any_wrong_digit_of_a_number_is_noticed(root: Path, right: Right, data: st.DataObject) -> None:
    number = spot(r"(?:(?<=- call: )|(?<=- text: ))\S+", TEXT, data)
    wrong = changed_digit(number[0], data)
    assert is_refused(root, TEXT[: number.start()] + wrong + TEXT[number.end() :], right)


def test_a_file_that_would_print_a_wrong_number_is_noticed(root: Path, right: Right) -> None:
    """The property itself can fail: without the lock, a changed digit loads."""
    lock = (root / "regions.lock").read_text(encoding="utf-8")
    number = re.search(r"(?<=- call: )1-\S+(?=\d)", TEXT)
    assert number
    digit = str((int(TEXT[number.end()]) + 1) % 10)
    broken = TEXT[: number.end()] + digit + TEXT[number.end() + 1 :]
    try:
        (root / "regions.lock").unlink()
        assert ("us", "trafficking") in loaded(root, broken).unread
        assert printed(loaded(root, broken)["us"].contacts["trafficking"]) != right["us", "trafficking"]
    finally:
        (root / "regions.lock").write_text(lock, encoding="utf-8")
    assert is_refused(root, broken, right)
