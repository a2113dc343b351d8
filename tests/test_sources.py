"""YAML is read as it is written, and everything that is wrong is said at once, with its place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from lamplight.errors import Mistake, SourceError
from lamplight.sources import Located, examine, read

if TYPE_CHECKING:
    from pathlib import Path

    from lamplight.model import Finding


class Size(BaseModel):
    model_config = ConfigDict(extra="forbid")
    width: float
    height: float = 1.0


class Sample(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str = ""
    count: int = 0
    shown: bool = False
    since: date | None = None
    sizes: dict[str, Size] = {}
    tags: tuple[str, ...] = ()
    more: Size | list[Size] | None = None


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "sample.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def said(folder: Path, text: str | bytes) -> Located[Sample]:
    return read(written(folder, text), Sample, folder)


def wrong(folder: Path, text: str | bytes) -> tuple[Finding, ...]:
    with pytest.raises(SourceError) as error:
        said(folder, text)
    for finding in error.value.findings:
        assert finding.where is not None
        assert finding.where.file == "sample.yaml"
        assert finding.where.line
        assert finding.remedy
    return error.value.findings


def places(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.where)) for finding in findings]


@pytest.mark.parametrize("text", ["no", "on", "0911", "60:30", "1e3", "2026-11-22", "null", "~", "0x10", "1_000"])
def test_text_stays_as_it_is_written(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, f"title: {text}").value.title == text


def test_the_model_says_what_a_text_means(tmp_path: Path) -> None:
    value = said(tmp_path, "count: 12\nshown: true\nsince: 2026-11-22\nsizes: {a: {width: 3.5}}\n").value
    assert (value.count, value.shown, value.since) == (12, True, date(2026, 11, 22))
    assert value.sizes["a"].width == 3.5


def test_places_are_remembered(tmp_path: Path) -> None:
    located = said(tmp_path, "title: >\n  long\nsizes:\n  a:\n    width: 1\ntags:\n  - x\n  -   y\n")
    assert str(located.where("sizes", "a", "width")) == "sample.yaml:5:12"
    assert str(located.where("sizes", "a")) == "sample.yaml:4:3"
    assert str(located.where("tags", 1)) == "sample.yaml:8:7"
    assert str(located.where("sizes", "a", "height")) == "sample.yaml:4:3"
    assert located.where() == located.where("nothing")
    assert located.keys() == ("title", "sizes", "tags")
    assert located.keys("sizes") == ("a",)


def test_files_of_every_system_are_read(tmp_path: Path) -> None:
    assert said(tmp_path, b"\xef\xbb\xbf---\r\ntitle: A\r\ncount: 2\r\n").value == Sample(title="A", count=2)


def test_everything_is_said_at_once(tmp_path: Path) -> None:
    text = "titel: A\ncount: many\ncount: 3\nsizes:\n  a: {width: 1, depth: 2}\n  b: {}\n  c: []\nshown:\ntags: one\n"
    assert places(wrong(tmp_path, text)) == [
        ("unknown-key", "sample.yaml:1:1"),
        ("wrong-value", "sample.yaml:2:8"),
        ("duplicate-key", "sample.yaml:3:1"),
        ("unknown-key", "sample.yaml:5:17"),
        ("missing-key", "sample.yaml:6:3"),
        ("wrong-kind", "sample.yaml:7:3"),
        ("no-value", "sample.yaml:8:1"),
        ("wrong-kind", "sample.yaml:9:7"),
    ]


def test_remedies_know_the_way(tmp_path: Path) -> None:
    findings = wrong(tmp_path, "titel: A\nsizes: {a: {width: 1, hieght: 2}}\nmore: [{width: 1, hight: 2}]\n")
    remedies = [finding.remedy for finding in findings if finding.code == "unknown-key"]
    assert remedies == ["Did you mean `title`?", "Did you mean `height`?", "Did you mean `height`?"]
    (far,) = wrong(tmp_path, "qqqq: A")
    assert far.remedy.startswith("Known here: count, more, shown")


def test_a_comma_that_cuts_a_value_is_recognised(tmp_path: Path) -> None:
    (finding, *_) = wrong(tmp_path, "sizes: {title: Ms. Rivera, room 12}")
    assert finding.code == "no-value"
    assert "`room 12`" in finding.message
    assert "in quotes" in finding.remedy


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("title: &a A\n", "anchor", "1:8"),
        ("title: A\ntags: &t\n  - *t\n", "alias", "3:5"),
        ("sizes:\n  a: {<<: {width: 1}}\n", "merge", "2:7"),
        ("title: !!python/object:os.system A\n", "tag", "1:8"),
        ("title: !!str 12\n", "tag", "1:8"),
        ("title: A\n---\ntitle: B\n", "two-documents", "2:1"),
        ("title: A\ncount: \t3\n", "unwanted-character", "2:8"),
        ("title: A\x07B\n", "unwanted-character", "1:9"),
        ("title: A\u202e3\n", "unwanted-character", "1:9"),
        ("title: A\u2028count: 3\n", "unwanted-character", "1:9"),
        ("title: A\rcount: 3\n", "unwanted-character", "1:9"),
        (b"title: A\ncount: \xff\n", "not-utf-8", "2"),
        ("title: 'A\n", "not-yaml", "1:8"),
        ("title: A\ncount\nshown: no\n", "not-yaml", "2:1"),
        ("more: {width: 1", "not-yaml", "1:1"),
        ("title: A\n count: 3\n", "not-yaml", "2:7"),
        ("? [a, b]\n: c\n", "key", "1:3"),
        ("? {a: b}\n: c\n", "key", "1:3"),
        ("'': c\n", "key", "1:1"),
        ("tags:\n  - a\n  -\n", "no-value", "3:4"),
        ("", "empty-file", "1:1"),
        ("# nothing\n", "empty-file", "1:1"),
        ("---\n", "empty-file", "1:1"),
        ("just words\n", "wrong-kind", "1:1"),
        ("- a\n", "wrong-kind", "1:1"),
        ("more: " + "[" * 5000, "too-deep", "1:26"),
        ("more: " + "{a: " * 5000, "too-deep", "1:83"),
        ("? " * 500, "too-deep", "1:41"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str | bytes, code: str, place: str) -> None:
    assert (code, f"sample.yaml:{place}") in places(wrong(tmp_path, text))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no-file"):
        read(tmp_path / "sample.yaml", Sample, tmp_path)


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").mkdir()
    with pytest.raises(SourceError, match="no-file"):
        read(tmp_path / "sample.yaml", Sample, tmp_path)


def test_what_is_sound_is_left_when_the_wrong_parts_are_out(tmp_path: Path) -> None:
    file = written(tmp_path, "title: A\nsizes:\n  a: {width: 1}\n  b: {width: wide}\n  c: {width: 1, x: 2}\nq: 1\n")
    located, findings = examine(file, Sample, tmp_path, unit=2)
    assert located is not None
    assert located.value == Sample(title="A", sizes={"a": Size(width=1)})
    assert [str(finding.where) for finding in findings] == ["sample.yaml:4:14", "sample.yaml:5:17", "sample.yaml:6:1"]
    assert examine(file, Sample, tmp_path) == (None, findings)


def test_a_list_where_a_mapping_belongs_takes_out_its_holder(tmp_path: Path) -> None:
    located, findings = examine(
        written(tmp_path, "title: A\nsizes: [1, 2]\ntags: [a, {}, {}]\n"), Sample, tmp_path, unit=2
    )
    assert located is not None
    assert located.value == Sample(title="A")
    assert len(findings) == 3


def test_nothing_is_left_when_what_every_file_needs_is_wrong(tmp_path: Path) -> None:
    located, findings = examine(written(tmp_path, "width: wide\nheight: 2\n"), Size, tmp_path, unit=4)
    assert located is None
    assert places(findings) == [("wrong-value", "sample.yaml:1:8")]


def test_a_validators_mistake_keeps_its_remedy(tmp_path: Path) -> None:
    class Strict(BaseModel):
        title: str

        def model_post_init(self, _context: object) -> None:
            raise Mistake("no good", "Write it better.")

    with pytest.raises(SourceError) as error:
        read(written(tmp_path, "title: A"), Strict, tmp_path)
    assert [(one.message, one.remedy) for one in error.value.findings] == [("the file: no good", "Write it better.")]


@settings(max_examples=300)
@given(
    st.one_of(
        st.binary(max_size=60),
        st.text(st.sampled_from("titlesizes: {}[]&*!|>-?,'\"#%@\n\t~\u2028é\x00"), max_size=60).map(str.encode),
    )
)
def test_nothing_but_a_source_error_comes_out(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = written(tmp_path_factory.getbasetemp(), content)
    located, findings = examine(file, Sample, file.parent)
    assert (located is None) == bool(findings)
    for finding in findings:
        assert finding.where is not None
        assert finding.where.line is not None
        assert 1 <= finding.where.line <= content.count(b"\n") + 1
