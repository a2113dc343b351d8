"""Who to call where: `regions.yaml` over the gazetteer, validated, inherited, with how we know each number."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from lamplight import gazetteer, ledger, regions_rules, sources
from lamplight.errors import SourceError
from lamplight.model import Confidence, Contact, Finding, Line, Region, Severity, Where
from lamplight.phones import Phone
from lamplight.regions_schema import RegionEntry, RegionsFile, Status, schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from lamplight.gazetteer import Place
    from lamplight.regions_schema import ContactEntry
    from lamplight.sources import Located

__all__ = ["FILE", "Atlas", "Confirmed", "confirm", "load", "schema"]

FILE = "regions.yaml"
# A contact lies under regions, path, contacts, key: what is wrong in one does not hide what is wrong in another.
CONTACT_DEPTH = 4


@dataclass(frozen=True)
class Atlas:
    """Every region by its path. `revised` is the date that is printed; `findings` are warnings only.

    `unread` has the warning for each (region, contact key) that nobody has compared with its sources yet.
    """

    revised: date
    regions: Mapping[str, Region]
    findings: tuple[Finding, ...]
    unread: Mapping[ledger.Id, Finding]

    def __getitem__(self, path: str) -> Region:
        """The region of that path. Raises KeyError."""
        return self.regions[path]

    def __contains__(self, path: object) -> bool:
        return path in self.regions

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Every path, sorted, parents before children."""
        return tuple(self.regions)

    def by_fips(self, code: str) -> str | None:
        """The path of the state (2 digits) or county (5 digits) of that FIPS code."""
        return self._paths_by_fips.get(code)

    @cached_property
    def _paths_by_fips(self) -> dict[str, str]:
        return {region.fips: path for path, region in self.regions.items() if region.fips}


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A contact that was accepted, to be read aloud; `contact` is None when it was accepted that it is gone."""

    region: str
    key: str
    contact: Contact | None


@dataclass(frozen=True)
class _Draft:
    """What the file says, before it is compared with the lock."""

    revised: date | None
    regions: dict[str, Region]
    findings: tuple[Finding, ...]
    contacts: dict[ledger.Id, Contact] = field(default_factory=dict)
    places: dict[str, Where] = field(default_factory=dict)


def load(root: Path) -> Atlas:
    """Read `regions.yaml`, `regions.lock` and the gazetteer. Raises SourceError with all that is wrong."""
    draft, (recorded, unreadable) = _draft(root), ledger.read(root)
    errors = [*_errors(draft), *unreadable]
    errors += ledger.changed(recorded, draft.contacts)
    if not errors:
        errors += ledger.gone(recorded, draft.contacts, draft.places, Where(FILE, 1, 1))
    if errors or draft.revised is None:
        raise SourceError(sorted(errors, key=_place))
    unread = ledger.unread(recorded, draft.contacts)
    return Atlas(draft.revised, draft.regions, (*draft.findings, *unread.values()), unread)


def confirm(root: Path, paths: Iterable[str]) -> tuple[Confirmed, ...]:
    """Record these regions' contacts as compared with their sources, and say which of them that changes.

    Raises SourceError when `regions.yaml` is wrong in any other way, or has never heard of a region.
    """
    draft, (recorded, unreadable), chosen = _draft(root), ledger.read(root), frozenset(paths)
    errors = [*_errors(draft), *unreadable]
    errors += _unheard_of(chosen, {path for path, _ in (*draft.contacts, *recorded)})
    if errors:
        raise SourceError(errors)
    digests = {name: said for name, (said, _) in recorded.items() if name[0] not in chosen}
    digests |= {name: ledger.digest(name[0], contact) for name, contact in draft.contacts.items() if name[0] in chosen}
    before = {name: said for name, (said, _) in recorded.items()}
    ledger.write(root, digests)
    news = sorted(name for name in {*before, *digests} if before.get(name) != digests.get(name))
    return tuple(Confirmed(path, key, draft.contacts.get((path, key))) for path, key in news)


def _place(finding: Finding) -> tuple[str, int]:
    return (finding.where.file, finding.where.line or 0) if finding.where else ("", 0)


def _errors(draft: _Draft) -> list[Finding]:
    return [finding for finding in draft.findings if finding.severity is Severity.ERROR]


def _unheard_of(chosen: Iterable[str], known: set[str]) -> Iterator[Finding]:
    for path in sorted(set(chosen) - known):
        yield Finding(
            "no-region",
            f"no contacts of {path} stand here",
            regions_rules.nearest(path, known),
            where=Where(FILE, 1, 1),
        )


def _draft(root: Path) -> _Draft:
    places = gazetteer.read(root)
    located, findings = sources.examine(root / FILE, RegionsFile, root, unit=CONTACT_DEPTH)
    if located is None:
        return _Draft(None, {}, findings)
    contacts = dict(_contacts(located))
    own = {path: located.where("regions", path) for path in located.keys("regions")}
    findings += tuple(regions_rules.of_regions(located, places))
    findings += tuple(regions_rules.of_contacts(located.value.revised, contacts))
    regions = _tree(located.value, contacts, places, own)
    return _Draft(located.value.revised, regions, findings, contacts, own)


def _tree(
    file: RegionsFile, contacts: dict[ledger.Id, Contact], places: Mapping[str, Place], own: Mapping[str, Where]
) -> dict[str, Region]:
    """Every region of the gazetteer and of the file, parents first; those without a parent are left out."""
    contacts_of: dict[str, dict[str, Contact]] = {}
    for (path, key), contact in contacts.items():
        contacts_of.setdefault(path, {})[key] = contact
    regions: dict[str, Region] = {}
    for path in sorted({*places, *file.regions}, key=lambda path: path.split("/")):
        place, entry = places.get(path), file.regions.get(path, RegionEntry())
        parent = regions.get(path.rpartition("/")[0])
        if place or parent:
            regions[path] = Region(
                path=path,
                name=entry.name or (place.name if place else ""),
                where=own[path] if path in own or place is None else place.where,
                parent=parent,
                fips=place.fips if place else None,
                contacts=contacts_of.get(path, {}),
                own_languages=entry.languages,
                own_brand=entry.brand,
                own_notice=entry.notice,
            )
    return regions


def _contacts(located: Located[RegionsFile]) -> Iterator[tuple[ledger.Id, Contact]]:
    for path, region in located.value.regions.items():
        for key, entry in (region.contacts or {}).items():
            here = ("regions", path, "contacts", key)
            yield (
                (path, key),
                Contact(
                    key=key,
                    name=entry.name or entry.agency or "",
                    lines=tuple(_lines(located, here, entry)),
                    where=located.where(*here),
                    agency=entry.agency,
                    languages=entry.languages,
                    interpreter=entry.interpreter,
                    room=entry.room,
                ),
            )


def _lines(located: Located[RegionsFile], here: tuple[str, ...], contact: ContactEntry) -> Iterator[Line]:
    for below, line in contact.written_lines():
        channel = line.channels[0]
        reached = getattr(line, channel)
        yield Line(
            channel=channel,
            value=reached.value if isinstance(reached, Phone) else reached,
            shown=reached.shown if isinstance(reached, Phone) else _shown(reached),
            sources=line.cited or contact.cited,
            confidence=line.confidence or contact.confidence or Confidence.ONE_SOURCE,
            where=located.where(*here, *below, channel),
            dated=line.dated or contact.dated,
            keyword=line.keyword,
            languages=line.languages or contact.languages,
            when=line.when,
            hours=line.hours or contact.hours,
            area=line.area,
            outside=line.outside,
            toll_free=isinstance(reached, Phone) and reached.toll_free,
            superseded=line.status is Status.SUPERSEDED,
        )


def _shown(url: str) -> str:
    """A web address as it is printed: browsers add the scheme by themselves."""
    return url.partition("://")[2].rstrip("/")
