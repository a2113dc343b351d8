"""The names and codes of the nation, its states and their counties, which ship with the project."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from lamplight.errors import SourceError
from lamplight.model import Finding, Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FILE = "gazetteer/us.csv"
HEADER = ["path", "fips", "name", "population"]
REMEDY = "Restore gazetteer/us.csv as it came with the project."
ROW = re.compile(r"us(?:/[a-z]{2}(?:/[a-z0-9-]+)?)?,(?:\d{2}|\d{5})?,[^,]+,\d*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the gazetteer; `fips` is the 2-digit code of a state or the 5-digit code of a county."""

    path: str
    name: str
    fips: str | None
    where: Where


def read(root: Path) -> Mapping[str, Place]:
    """Every place by its path, parents first. Raises SourceError when the file is not as it should be."""
    file = root / FILE
    try:
        rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError([Finding("gazetteer", f"cannot be read: {error}", REMEDY, where=Where(FILE, 1))]) from error
    findings = tuple(_mistakes(rows))
    if findings:
        raise SourceError(findings)
    return {
        path: Place(path, name, fips or None, Where(FILE, line))
        for line, (path, fips, name, _) in enumerate(rows[1:], start=2)
    }


def _mistakes(rows: list[list[str]]) -> Iterator[Finding]:
    if rows[:1] != [HEADER]:
        yield Finding("gazetteer", f"the first line is not {','.join(HEADER)}", REMEDY, where=Where(FILE, 1))
    for line, row in enumerate(rows[1:], start=2):
        if not ROW.fullmatch(",".join(row)):
            yield Finding("gazetteer", "the line is not path, code, name, population", REMEDY, where=Where(FILE, line))
    for line, (before, after) in enumerate(pairwise([row[0].split("/") if row else [] for row in rows[1:]]), start=3):
        if before >= after:
            yield Finding("gazetteer", "paths are not sorted, or one is there twice", REMEDY, where=Where(FILE, line))
