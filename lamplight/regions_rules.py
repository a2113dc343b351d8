"""Rules of `regions.yaml` that no single value can break: lines at odds with each other, regions without a parent."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from lamplight.model import Channel, Confidence, Finding, Line, Severity
from lamplight.phones import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from lamplight.gazetteer import Place
    from lamplight.model import Contact
    from lamplight.regions_schema import RegionsFile
    from lamplight.sources import Located

SPOKEN = frozenset({Channel.CALL, Channel.TTY, Channel.TEXT})
TWO = 2


def of_regions(located: Located[RegionsFile], places: Mapping[str, Place]) -> Iterator[Finding]:
    """Every region has a parent and a name, and says something."""
    paths = located.keys("regions")
    known = {*places, *paths}
    for path in paths:
        where = located.where("regions", path)
        parent = path.rpartition("/")[0]
        if path not in places and parent not in known:
            message = f"{path} has no parent: there is no region {parent or 'beside `us`'}"
            yield Finding("no-parent", message, nearest(path, known - {path}), where=where)
        entry = located.value.regions.get(path)
        if entry and not entry.name and path not in places:
            remedy = f"Add `name: …`, if it is a new place. {nearest(path, places)}"
            yield Finding("no-name", f"{path} is in no gazetteer, so it needs a name", remedy, where=where)
        if entry and not entry.model_fields_set and not located.keys("regions", path):
            yield Finding("empty-region", f"{path} says nothing", "Delete it, or add a contact.", where=where)


def nearest(path: str, known: Iterable[str]) -> str:
    """What to do about a path that is not known."""
    close = get_close_matches(path, sorted(known), n=1)
    return f"Did you mean {close[0]}?" if close else "Look it up with `python generate.py list regions`."


def of_contacts(revised: date, contacts: Mapping[tuple[str, str], Contact]) -> Iterator[Finding]:
    """Every line is known as it claims, and none is there twice or withdrawn beside it."""
    withdrawn = {(path, _name(line)): line for path, line in _all(contacts) if not line.printable}
    for path, line in _all(contacts):
        yield from _of_line(line, revised)
        other = withdrawn.get((path, _name(line)))
        if line.printable and other:
            message = f"{line.shown} is printed here, but {other.where} records it as withdrawn or unconfirmed"
            remedy = "Find out which is right, and delete the other."
            yield Finding("number-withdrawn", message, remedy, where=line.where)
    for contact in contacts.values():
        yield from _twice(contact)


def _all(contacts: Mapping[tuple[str, str], Contact]) -> Iterator[tuple[str, Line]]:
    for (path, _), contact in contacts.items():
        for line in contact.lines:
            yield path, line


def _name(line: Line) -> tuple[Channel, str, str | None]:
    return line.channel, line.value, line.keyword


def _of_line(line: Line, revised: date) -> Iterator[Finding]:
    if line.printable and not line.sources:
        yield Finding("no-source", f"{line.shown} has no source", "Add `source:`: who says so?", where=line.where)
    if line.confidence is Confidence.TWO_SOURCES and len(set(line.sources)) < TWO:
        message = f"{line.shown} claims two sources and lists {len(set(line.sources))}"
        yield Finding("two-sources", message, "List both, or write `confidence: one source`.", where=line.where)
    if line.dated and line.dated > revised.isoformat()[: len(line.dated)]:
        message = f"{line.shown} is dated {line.dated}, after the file was last revised ({revised})"
        yield Finding("date-in-future", message, "Correct `dated:`, or `revised:` at the top.", where=line.where)
    if line.channel in SPOKEN and parse(line.value).fictional:
        message = f"{line.shown} is a number for films and tests: nobody answers it"
        yield Finding("fictional-number", message, "Write the real one.", Severity.WARNING, line.where)


def _twice(contact: Contact) -> Iterator[Finding]:
    first: dict[tuple[Channel, str, str | None], Line] = {}
    for line in contact.lines:
        if (other := first.setdefault(_name(line), line)) is not line:
            message = f"{line.shown} is there twice; it is also at {other.where}"
            yield Finding("number-twice", message, "Keep one of them.", where=line.where)
