"""A spreadsheet of cards: each row is a card, with the region it is for, its language and how many of it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lamplight.errors import SourceError
from lamplight.model import Finding, Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

REGION, LANGUAGE, COPIES = "region", "language", "copies"
DELIMITERS = ",;\t"
# Spreadsheets drop the zero that some FIPS codes begin with.
FIPS_LENGTHS = (2, 5)
MOST_COPIES = 10_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row, as it was typed; without a `language` the card is in the one that is asked for."""

    region: str
    language: str
    copies: int
    where: Where


@dataclass(frozen=True, slots=True)
class CardList:
    """The rows of a spreadsheet, and the columns that were not read: nothing of those is ever printed."""

    rows: tuple[Row, ...]
    unread: tuple[str, ...]


def read(file: Path) -> CardList:
    """The rows of a CSV file in UTF-8 whose columns are parted by commas, semicolons or tabs.

    Its first row names the columns: `region` (a path or a FIPS code) and, if it likes, `language` and `copies`. Raises
    SourceError with every mistake in it.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SourceError(
            [_wrong(f"it cannot be read: {error.strerror}", "name a CSV file", Where(str(file)))]
        ) from None
    except UnicodeDecodeError:
        remedy = "save it as “CSV UTF-8”, as spreadsheet programs call it"
        raise SourceError([_wrong("it is not in UTF-8", remedy, Where(str(file)))]) from None
    try:
        return _parsed(text, str(file))
    except csv.Error as error:
        remedy = "save it once more as “CSV UTF-8”, as spreadsheet programs call it"
        raise SourceError([_wrong(f"it is no CSV file: {error}", remedy, Where(str(file)))]) from None


def _parsed(text: str, file: str) -> CardList:
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    table = csv.DictReader(io.StringIO(text, newline=None), delimiter=delimiter, skipinitialspace=True)
    columns = {(name or "").strip().casefold(): name for name in table.fieldnames or ()}
    if REGION not in columns:
        remedy = f"name the columns in the first row: {REGION} and, if you like, {LANGUAGE} and {COPIES}"
        raise SourceError([_wrong(f"it has no column “{REGION}”", remedy, Where(file, 1))])
    wrong: list[Finding] = []
    rows = tuple(_rows(table, columns, file, wrong))
    if not rows and not wrong:
        wrong.append(_wrong("it has no row below the names of the columns", "add a row for each card", Where(file, 1)))
    if wrong:
        raise SourceError(wrong)
    known = (REGION, LANGUAGE, COPIES)
    return CardList(rows, tuple(name for key, name in columns.items() if key not in known and name))


def _rows(table: csv.DictReader[str], columns: Mapping[str, str], file: str, wrong: list[Finding]) -> Iterator[Row]:
    """Rows that are empty are passed over: spreadsheets leave such at their end."""
    for cells in table:
        where = Where(file, table.line_num)
        said = {key: (cells.get(name) or "").strip() for key, name in columns.items()}
        if not any(said.values()):
            continue
        if not said[REGION]:
            wrong.append(_wrong("this row names no region", "write one, such as us/ca/placer or 06061", where))
        copies = said.get(COPIES, "") or "1"
        if not copies.isdecimal() or not 1 <= int(copies) <= MOST_COPIES:
            remedy = f"write a whole number from 1 to {MOST_COPIES:,}"
            wrong.append(_wrong(f"“{copies}” is no number of copies", remedy, where))
            continue
        yield Row(_region(said[REGION]), said.get(LANGUAGE, ""), int(copies), where)


def _region(text: str) -> str:
    """A path as it is typed, or a code with the zero that it begins with."""
    if text.isdecimal():
        return text.zfill(next((length for length in FIPS_LENGTHS if len(text) <= length), len(text)))
    return text


def _wrong(message: str, remedy: str, where: Where) -> Finding:
    return Finding("card-list-wrong", message, remedy, where=where)
