"""A spreadsheet of cards, read as people save it, and all its mistakes told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lamplight import cardlist
from lamplight.cardlist import CardList, Row
from lamplight.errors import SourceError
from lamplight.model import Where

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, text: str | bytes) -> CardList:
    file = folder / "people.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return cardlist.read(file)


def mistakes(folder: Path, text: str | bytes) -> list[tuple[int | None, str]]:
    with pytest.raises(SourceError) as error:
        read(folder, text)
    return [(finding.where.line if finding.where else None, finding.message) for finding in error.value.findings]


def test_each_row_is_a_card(tmp_path: Path) -> None:
    rows = read(tmp_path, "region,language,copies\nus/ca/placer,es,3\n06113,,\n").rows
    file = str(tmp_path / "people.csv")
    assert rows == (Row("us/ca/placer", "es", 3, Where(file, 2)), Row("06113", "", 1, Where(file, 3)))


def test_columns_may_be_others_in_another_order_and_those_are_never_read(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Region,Phone\nAnn Lee,us/ca/placer,916-555-0142\n")
    assert [(row.region, row.language) for row in found.rows] == [("us/ca/placer", "")]
    assert found.unread == ("Name", "Phone")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_it_is_read_as_spreadsheet_programs_save_it(tmp_path: Path, delimiter: str, end: str, mark: str) -> None:
    lines = (["region", "copies"], ["us/ca/yolo", "2"], ["", ""])
    rows = read(tmp_path, mark + "".join(delimiter.join(line) + end for line in lines)).rows
    assert [(row.region, row.copies) for row in rows] == [("us/ca/yolo", 2)]


@pytest.mark.parametrize(("typed", "meant"), [("6061", "06061"), ("6", "06"), ("06061", "06061"), ("123456", "123456")])
def test_a_code_gets_back_the_zero_that_a_spreadsheet_took(tmp_path: Path, typed: str, meant: str) -> None:
    assert read(tmp_path, f"region\n{typed}\n").rows[0].region == meant


def test_every_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    text = "region,copies\nus/ca/placer,none\n,2\nus/ca/yolo,0\nus/ca/yolo,1\n"
    assert mistakes(tmp_path, text) == [
        (2, "“none” is no number of copies"),
        (3, "this row names no region"),
        (4, "“0” is no number of copies"),
    ]


@pytest.mark.parametrize("text", ["", "county\nus/ca/placer\n", "us/ca/placer,en\n"])
def test_the_first_row_names_the_columns(tmp_path: Path, text: str) -> None:
    assert mistakes(tmp_path, text) == [(1, "it has no column “region”")]


def test_no_row_is_no_list(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "region,language\n\n,\n") == [(1, "it has no row below the names of the columns")]


def test_what_is_no_text_file_is_told(tmp_path: Path) -> None:
    assert mistakes(tmp_path, b"region\nDo\xf1a Ana\n") == [(None, "it is not in UTF-8")]
    with pytest.raises(SourceError, match="cannot be read"):
        cardlist.read(tmp_path / "none.csv")


@given(some.text(max_size=60) | some.text(max_size=60).map("region\n{}".format))
def test_no_text_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_bytes(text.encode(errors="replace"))
    outcome: tuple[object, ...]
    try:
        outcome = cardlist.read(file).rows
    except SourceError as error:
        outcome = error.findings
    assert outcome
