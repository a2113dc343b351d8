"""The second reader of `regions.yaml`: a digest of every contact as somebody has compared it with its sources.

A mistyped digit gives another well-formed number, which no rule of syntax can see; against `regions.lock` it shows.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from typing import TYPE_CHECKING

from lamplight.model import Finding, Severity, Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lamplight.model import Contact

FILE = "regions.lock"
HEADING = """\
# One line a contact of regions.yaml, as it was when somebody last compared it with its sources: region, key, digest.
# Written by `python generate.py confirm REGION`, never by hand.
"""
ENTRY = re.compile(r"([a-z0-9/-]+) ([a-z0-9_]+) ([0-9a-f]{12})")
RESTORE = "Restore regions.lock from your version control."

Id = tuple[str, str]
Ledger = dict[Id, tuple[str, int]]


def digest(region: str, contact: Contact) -> str:
    """12 hexadecimal digits that change when anything does that decides which number is printed."""
    lines = [
        (
            *(line.channel, line.value, line.keyword, line.when, line.area, line.outside),
            *(line.confidence, line.superseded, *line.languages),
        )
        for line in contact.lines
    ]
    said = json.dumps([region, contact.key, lines], ensure_ascii=True)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def read(root: Path) -> tuple[Ledger, tuple[Finding, ...]]:
    """Digest and line of every contact recorded (none, when there is no file), and what is wrong with the file."""
    try:
        lines = (root / FILE).read_bytes().decode("ascii").splitlines()
    except FileNotFoundError:
        return {}, ()
    except (OSError, UnicodeDecodeError) as error:
        return {}, (Finding("lock-malformed", f"cannot be read: {error}", RESTORE, where=Where(FILE, 1)),)
    entries = [(number, line) for number, line in enumerate(lines, start=1) if not line.startswith("#")]
    findings = tuple(_mistakes(entries))
    if findings:
        return {}, findings
    return {(path, key): (said, number) for number, line in entries for path, key, said in [line.split(" ")]}, ()


def _mistakes(entries: list[tuple[int, str]]) -> Iterator[Finding]:
    before = ""
    for number, line in entries:
        if not ENTRY.fullmatch(line):
            yield Finding("lock-malformed", "this is not `region key digest`", RESTORE, where=Where(FILE, number))
        elif line.rsplit(" ", 1)[0] <= before:
            message = "the lines are not sorted, or one is there twice"
            yield Finding("lock-malformed", message, RESTORE, where=Where(FILE, number))
        before = line.rsplit(" ", 1)[0]


def changed(recorded: Ledger, contacts: Mapping[Id, Contact]) -> Iterator[Finding]:
    """An error for each contact that is no longer as it was recorded."""
    for (path, key), contact in contacts.items():
        if (path, key) in recorded and recorded[path, key][0] != digest(path, contact):
            message = f"{path}: `{key}` is not as it was when its numbers were last compared with their sources"
            remedy = f"Compare each number with its source, then run `python generate.py confirm {path}`."
            yield Finding("number-changed", message, remedy, where=contact.where)


def gone(
    recorded: Ledger, contacts: Mapping[Id, Contact], places: Mapping[str, Where], top: Where
) -> Iterator[Finding]:
    """An error for each contact that was recorded and is no longer there, at its region's place or at `top`."""
    for path, key in recorded:
        if (path, key) not in contacts:
            message = f"{path}: `{key}` was here and is gone ({FILE}:{recorded[path, key][1]})"
            remedy = f"Put it back, or, if it is to go, run `python generate.py confirm {path}`."
            yield Finding("number-gone", message, remedy, where=places.get(path, top))


def unread(recorded: Ledger, contacts: Mapping[Id, Contact]) -> dict[Id, Finding]:
    """A warning for each contact that only one person has read so far."""
    return {
        (path, key): Finding(
            "number-unread",
            f"{path}: nobody has compared `{key}` with its sources yet",
            f"Compare each number with its source, then run `python generate.py confirm {path}`.",
            Severity.WARNING,
            contact.where,
        )
        for (path, key), contact in contacts.items()
        if (path, key) not in recorded
    }


def write(root: Path, digests: Mapping[Id, str]) -> None:
    """Replace the file whole: it is never seen half-written."""
    lines = sorted(f"{path} {key} {said}\n" for (path, key), said in digests.items())
    fresh = root / f".{FILE}.new"
    try:
        with fresh.open("w", encoding="ascii", newline="\n") as stream:
            stream.write(HEADING + "".join(lines))
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(root / FILE)
    finally:
        fresh.unlink(missing_ok=True)
