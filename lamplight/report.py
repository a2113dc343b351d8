"""What a run says of itself: text for a window of 80 columns, or the same as one JSON document."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING, Any

from lamplight import manifest
from lamplight.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from lamplight.cardlist import CardList
    from lamplight.content import Refreshed
    from lamplight.manifest import Entry, FindingEntry
    from lamplight.model import Finding
    from lamplight.regions import Confirmed
    from lamplight.review import Returned
    from lamplight.selection import Offer

INDEX = "index.html"
_COLUMNS = 80
_EXAMPLES = 10


def mistakes(findings: Iterable[Finding]) -> str:
    """Each mistake with its place and its remedy, in the order of files and lines."""
    ordered = sorted(findings, key=_place)
    return "\n".join(
        _paragraph(f"{finding.where or finding.severity}: {finding.message}", finding.remedy, finding.code)
        for finding in ordered
    )


def summary(built: Sequence[Entry], outdated: Sequence[str], folder: Path, cards: CardList | None = None) -> str:
    """How many files, what the checks said, each kind of thing once, and where to look."""
    counts = " and ".join(_count(_how_many(built, weight), weight.value) for weight in Severity)
    lines = [*_findings(built), *_outdated(outdated)]
    lines.append(f"{_count(len(built) - _unpublished(built), 'file')} made, with {counts}.")
    if _unpublished(built):
        lines.append(f"{_count(_unpublished(built), 'file')} not published, because of an error.")
    if cards:
        lines += _cards(cards, built)
    return "\n".join([*lines, f"Look through everything: {folder / INDEX}"])


def _cards(cards: CardList, built: Iterable[Entry]) -> Iterator[str]:
    """What became of a spreadsheet's rows."""
    printed = sum(row.copies for row in cards.rows)
    for entry in built:
        if entry["sha256"]:
            yield f"{_count(printed, 'card')} of {_count(len(cards.rows), 'row')} on {_count(entry['pages'], 'page')}."
    if cards.unread:
        yield _wrap(f"Columns that were not read, and are printed nowhere: {', '.join(cards.unread)}.", "", "")


def document(built: Sequence[Entry], folder: Path) -> dict[str, Any]:
    """The same for programs: `files` as in the manifest, but that `sha256` is null of what was not published."""
    return {
        "made_with": manifest.made_with(),
        "files": sorted(built, key=lambda entry: entry["file"]),
        "summary": {
            "files": len(built) - _unpublished(built),
            "unpublished": _unpublished(built),
            "errors": _how_many(built, Severity.ERROR),
            "warnings": _how_many(built, Severity.WARNING),
            "output": str(folder),
            "gallery": str(folder / INDEX),
        },
    }


def exit_code(built: Iterable[Entry]) -> int:
    """0: all made; 1: an error kept some file from being published."""
    return int(_unpublished(built) > 0)


def sources(offer: Offer, findings: Iterable[Finding]) -> str:
    """What was read, with counts, and what is to be said of it."""
    own = sum(bool(offer.atlas[path].contacts) for path in offer.atlas.paths)
    found = {
        "regions": f"{len(offer.atlas.paths):,}, of which {own:,} have contacts of their own",
        "materials": ", ".join(offer.materials),
        "papers": ", ".join(offer.papers),
        "sheets": ", ".join(offer.sheets),
        "languages": ", ".join(f"{tag} ({name})" for tag, name in offer.languages.items()),
    }
    rows = [{"kind": kind, "found": what} for kind, what in found.items()]
    return "\n".join([mistakes(findings), table(rows), "Every source is in order."]).strip()


def measured(rows: Sequence[Mapping[str, str]], legend: Mapping[str, str], findings: Iterable[Finding]) -> str:
    """What each material is like to read and to look at, what its columns mean, and what is over its limit."""
    listed = list(findings)
    meanings = [_wrap(f"{key}: {meaning}", "", "    ") for key, meaning in legend.items()]
    over = sum(finding.severity is Severity.ERROR for finding in listed)
    verdict = f"{_count(over, 'measure')} over the limit." if over else "Every measure is within its limit."
    return "\n".join([mistakes(listed), "", table([_header(rows), *rows]), "", *meanings, verdict]).strip()


def confirmed(news: Sequence[Confirmed]) -> str:
    """What was accepted, to be read aloud."""
    if not news:
        return "Nothing here has changed since it was last confirmed."
    return "\n".join(
        ["Confirmed. Read each aloud against its source:", *(line for one in news for line in _aloud(one))]
    )


def refreshed(news: Refreshed) -> str:
    """What became of a language's file."""
    counts = (
        (news.new, "to translate"),
        (news.unreviewed, "to review (fuzzy): nobody has yet, or their English has changed"),
        (news.reviewed, "translated and reviewed"),
        (news.obsolete, "no longer used, kept at the end of the file"),
    )
    rows = [{"count": f"{count:>6,}", "what": what} for count, what in counts]
    return f"{news.file} is up to date with the English words.\n{table(rows)}"


def returned(news: Returned) -> str:
    """What a reviewer's spreadsheet brought."""
    return f"{news.file}: {news.changed} translations changed, {news.approved} approved."


def approved(count: int, reviewer: str) -> str:
    """What somebody approved."""
    return f"{count} translations approved in the name of {reviewer}."


def exported(count: int, file: Path) -> str:
    """Where the sentences of a language went."""
    return f"Wrote {count} sentences into {file}: mark what you approve with “yes”, and bring it back with --import."


def table(rows: Sequence[Mapping[str, str]]) -> str:
    """Rows of the same keys as columns, each as wide as its longest value."""
    widths = {key: max(len(row[key]) for row in rows) for key in rows[0]} if rows else {}
    return "\n".join("  ".join(row[key].ljust(width) for key, width in widths.items()).rstrip() for row in rows)


def _header(rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    return {key: key for key in rows[0]} if rows else {}


def _place(finding: Finding) -> tuple[str, int, int]:
    where = finding.where
    return (where.file, where.line or 0, where.column or 0) if where else ("", 0, 0)


def _paragraph(message: str, remedy: str, code: str) -> str:
    return _wrap(f"{message} [{code}]", "", "    ") + "\n" + _wrap(remedy, "    → ", "      ")


def _wrap(text: str, first: str, rest: str) -> str:
    """Wrapped between words only: a path, a command or an address stays in one piece."""
    return textwrap.fill(
        text, _COLUMNS, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _findings(built: Sequence[Entry]) -> Iterator[str]:
    """Errors first; of each code some messages with the number of files that have it."""
    found = sorted(
        ((finding, entry["file"]) for entry in built for finding in entry["findings"]),
        key=lambda pair: (pair[0]["severity"], pair[0]["code"], pair[0]["message"]),
    )
    for (severity, code), group in groupby(found, key=lambda pair: (pair[0]["severity"], pair[0]["code"])):
        pairs = list(group)
        yield _wrap(f"{severity} [{code}], {_count(len({file for _, file in pairs}), 'file')}:", "", "  ")
        yield from _examples([finding for finding, _ in pairs], _EXAMPLES if severity == Severity.ERROR else 1)
        yield ""


def _examples(findings: Iterable[FindingEntry], most: int) -> Iterator[str]:
    """Some messages, and below those with the same remedy the remedy."""
    messages = {_said(finding): finding["remedy"] for finding in findings}
    for remedy, group in groupby(list(messages.items())[:most], key=lambda pair: pair[1]):
        yield from (_wrap(message, "  ", "  ") for message, _ in group)
        yield _wrap(remedy, "    → ", "      ")
    if len(messages) > most:
        yield f"  … and {_count(len(messages) - most, 'other')} of this kind: --json tells of each"


def _said(finding: FindingEntry) -> str:
    return f"{finding['where']}: {finding['message']}" if finding["where"] else finding["message"]


def _outdated(files: Sequence[str]) -> Iterator[str]:
    if files:
        yield _wrap(f"{_count(len(files), 'older file')} taken away, because the sources no longer say so:", "", "  ")
        yield from (f"  {file}" for file in files[:_EXAMPLES])
        yield from ["  …"] if len(files) > _EXAMPLES else []
        yield ""


def _aloud(one: Confirmed) -> Iterator[str]:
    if one.contact is None:
        yield f"{one.region}, {one.key}: is gone"
        return
    yield f"{one.region}, {one.key}: {one.contact.name}"
    for line in one.contact.lines:
        keyword = f" ({line.keyword})" if line.keyword else ""
        state = "superseded, never printed" if line.superseded else line.confidence.value
        yield f"    {line.channel} {line.shown}{keyword}, {state}"
        yield from (f"        {source}" for source in line.sources)


def _unpublished(built: Iterable[Entry]) -> int:
    return sum(entry["sha256"] is None for entry in built)


def _how_many(built: Sequence[Entry], severity: Severity) -> int:
    return sum(finding["severity"] == severity for entry in built for finding in entry["findings"])


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
