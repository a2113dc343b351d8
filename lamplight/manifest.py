"""What `manifest.json` says of each file: where it came from, what it claims, how that is known."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypedDict

from lamplight import __version__
from lamplight.errors import LamplightError
from lamplight.model import Card, Channel, Edition, Fact, Finding, Flip, Ink, Job, Run, Shift, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from lamplight.model import Made, Region

NAME = "manifest.json"
# What decides the bytes of a file, besides the sources.
_MAKERS = ("weasyprint", "pydyf", "pikepdf", "fonttools", "segno", "pillow", "icu4py", "budoux")
_NUMBERS = frozenset({Channel.CALL, Channel.TTY, Channel.TEXT})


class FactEntry(TypedDict):
    """A printed fact, with how it is known."""

    kind: str
    value: str
    shown: str
    contact: str | None
    region: str
    sources: list[str]
    dated: str | None
    confidence: str | None


class FindingEntry(TypedDict):
    """What a check said; `where` is `file:line`."""

    code: str
    severity: str
    message: str
    remedy: str
    where: str | None


class RunEntry(TypedDict):
    """How cards go through a printer; shifts are two lengths in points, to the right and down."""

    copies: int
    start_at: int
    flip: str | None
    front: list[float]
    back: list[float]


class CardEntry(TypedDict):
    """A card of a gang."""

    region: str
    languages: list[str]
    copies: int


class Entry(TypedDict):
    """One file; `sha256` is None, and `pages` 0, if an error kept it from being published."""

    file: str
    region: str
    material: str
    languages: list[str]
    paper: str
    edition: str
    sheet: str | None
    ink: str
    large: bool
    brand: str | None
    run: RunEntry
    gang: str
    cards: list[CardEntry]
    single: bool
    profile: str | None
    pages: int
    sha256: str | None
    facts: list[FactEntry]
    findings: list[FindingEntry]


def made_with() -> str:
    """The versions that decide the bytes of a file."""
    return ", ".join([f"lamplight {__version__}", *(f"{name} {version(name)}" for name in _MAKERS)])


def entry_of(made: Made) -> Entry:
    """What the manifest says of this file."""
    job = made.job
    return {
        "file": job.file,
        "region": job.region,
        "material": job.material,
        "languages": list(job.languages),
        "paper": job.paper,
        "edition": job.edition.value,
        "sheet": job.sheet,
        "ink": job.ink.value,
        "large": job.large,
        "brand": job.brand,
        "run": _run(job.run),
        "gang": job.gang,
        "cards": [_card(card) for card in job.cards],
        "single": job.single,
        "profile": job.profile,
        "pages": made.pages,
        "sha256": digest(made.pdf) if made.pdf is not None else None,
        "facts": [_fact(fact) for fact in made.facts],
        "findings": [_finding(finding) for finding in made.findings],
    }


def job_of(entry: Entry) -> Job:
    """The job that an entry tells of."""
    return Job(
        entry["region"],
        entry["material"],
        tuple(entry["languages"]),
        entry["paper"],
        Edition(entry["edition"]),
        entry["sheet"],
        Ink(entry["ink"]),
        entry["large"],
        entry["brand"],
        _run_of(entry["run"]),
        entry["gang"],
        tuple(Card(card["region"], tuple(card["languages"]), card["copies"]) for card in entry["cards"]),
        entry["single"],
        entry["profile"],
    )


def digest(data: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def line_of(entry: Entry) -> str:
    """An entry on one line, so that two manifests are easy to compare."""
    return json.dumps(entry, ensure_ascii=False)


def render(lines: Iterable[str]) -> bytes:
    """The whole manifest, one line a file."""
    return (f'{{"made_with": {json.dumps(made_with())}, "files": [\n' + ",\n".join(lines) + "\n]}\n").encode()


def read(file: Path) -> dict[str, Entry]:
    """Every entry by its file; none if there is no manifest yet. Raises LamplightError if it is damaged."""
    try:
        entries = json.loads(file.read_bytes())["files"]
        return {_checked(entry)["file"]: entry for entry in entries}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{file} is not a manifest that this Lamplight can read"
        remedy = "empty that folder, or choose another with -o, and build again"
        raise LamplightError([Finding("manifest-damaged", message, remedy, where=Where(str(file)))]) from error


def still_true(entry: Entry, regions: Sequence[Region]) -> bool:
    """Is every number of this file one that one of its regions gives today?"""
    numbers = (fact for fact in entry["facts"] if fact["kind"] in _NUMBERS and fact["contact"])
    return all(any(_is_given(fact["contact"] or "", fact["value"], region) for region in regions) for fact in numbers)


def _is_given(contact: str, number: str, region: Region) -> bool:
    found = region.find(contact)
    return found is not None and any(line.value == number for line in found[0].printable(*_NUMBERS))


def _run(run: Run) -> RunEntry:
    return {
        "copies": run.copies,
        "start_at": run.start_at,
        "flip": run.flip.value if run.flip else None,
        "front": [run.front.x, run.front.y],
        "back": [run.back.x, run.back.y],
    }


def _run_of(entry: RunEntry) -> Run:
    flip = Flip(entry["flip"]) if entry["flip"] else None
    return Run(entry["copies"], entry["start_at"], flip, Shift(*entry["front"]), Shift(*entry["back"]))


def _card(card: Card) -> CardEntry:
    return {"region": card.region, "languages": list(card.languages), "copies": card.copies}


def _checked(entry: Entry) -> Entry:
    """The same entry; ValueError if its file is not where its job's file would be."""
    file = PurePosixPath(entry["file"])
    if entry["file"] != job_of(entry).file or file.is_absolute() or ".." in file.parts:
        raise ValueError(file)
    return entry


def _fact(fact: Fact) -> FactEntry:
    return {
        "kind": fact.kind.value,
        "value": fact.value,
        "shown": fact.shown,
        "contact": fact.contact,
        "region": fact.region,
        "sources": list(fact.sources),
        "dated": fact.dated,
        "confidence": fact.confidence.value if fact.confidence else None,
    }


def _finding(finding: Finding) -> FindingEntry:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "remedy": finding.remedy,
        "where": str(finding.where) if finding.where else None,
    }
