"""A selection becomes jobs: pure, and every mistake in it is told at once."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Protocol

from lamplight import manifest
from lamplight.errors import SelectionError
from lamplight.model import Edition, Finding, Job

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lamplight.manifest import Entry
    from lamplight.model import Material, Paper, Region, Sheet

ALL = "all"
_SUGGESTIONS = 3
_CLOSE_ENOUGH = 0.7


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for, as it was typed; `all` stands for everything of its kind, but not for every region."""

    regions: tuple[str, ...] = ("us/ca/placer",)
    materials: tuple[str, ...] = (ALL,)
    languages: tuple[str, ...] = ("en", "es")
    editions: tuple[str, ...] = (ALL,)
    papers: tuple[str, ...] = (ALL,)


class Atlas(Protocol):
    """Every region, by path."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path, parents before children."""

    def __contains__(self, path: object) -> bool:
        """Is there a region of that path?"""

    def __getitem__(self, path: str) -> Region:
        """Its region, or KeyError."""

    def by_fips(self, code: str) -> str | None:
        """The path of a state's two-digit or a county's five-digit code."""


class Offer(Protocol):
    """What there is to select from."""

    @property
    def atlas(self) -> Atlas:
        """Every region."""

    @property
    def materials(self) -> Mapping[str, Material]:
        """Every material by name."""

    @property
    def papers(self) -> Mapping[str, Paper]:
        """Every paper by name."""

    @property
    def sheets(self) -> Mapping[str, Sheet]:
        """Every sheet of cards; two kinds of card may have sheets of the same name."""

    @property
    def languages(self) -> Mapping[str, str]:
        """Every language's name for itself, by tag."""


def plan(selection: Selection, offer: Offer) -> tuple[Job, ...]:
    """The jobs of a selection, each once, by region, language, material, paper, edition.

    Raises SelectionError with every mistake at once.
    """
    wrong: list[Finding] = []
    regions = _regions(selection.regions, offer.atlas, wrong)
    languages = _names("language", selection.languages, dict(offer.languages), wrong)
    materials = _names("material", selection.materials, dict.fromkeys(offer.materials, ""), wrong)
    editions = _names("edition", selection.editions, {edition.value: "" for edition in Edition}, wrong)
    papers = frozenset(_papers(selection.papers, offer, wrong))
    if wrong:
        raise SelectionError(wrong)
    chosen = [offer.materials[name] for name in materials]
    pieces = [
        (material.name, paper, edition)
        for material in chosen
        for paper, edition in _printings(material, [Edition(name) for name in editions])
        if paper in papers
    ]
    if not pieces:
        raise SelectionError([_no_such_paper(chosen, selection)])
    return tuple(
        Job(region, material, (language,), paper, edition)
        for region in regions
        for language in languages
        for material, paper, edition in pieces
    )


def stands(entry: Entry, offer: Offer) -> bool:
    """May this file still be handed out? Its region or its paper may be gone, or a number may have changed."""
    return _is_offered(manifest.job_of(entry), offer) and manifest.still_true(entry, offer.atlas[entry["region"]])


def _is_offered(job: Job, offer: Offer) -> bool:
    material = offer.materials.get(job.material)
    return (
        material is not None
        and job.region in offer.atlas
        and all(language in offer.languages for language in job.languages)
        and job.paper in material.papers_for(job.edition)
    )


def matching(pattern: str, paths: Iterable[str]) -> tuple[str, ...]:
    """The paths that a glob names; `*` stays within one step of the path, so `us/ca/*` names counties alone."""
    steps = pattern.split("/")
    return tuple(path for path in paths if _matches(path.split("/"), steps))


def _matches(path: list[str], steps: list[str]) -> bool:
    return len(path) == len(steps) and all(map(fnmatchcase, path, steps))


def _printings(material: Material, editions: Iterable[Edition]) -> Iterator[tuple[str, Edition]]:
    wanted = tuple(editions)
    papers = dict.fromkeys(paper for edition in wanted for paper in material.papers_for(edition))
    return ((paper, edition) for paper in papers for edition in wanted if paper in material.papers_for(edition))


def _regions(patterns: Iterable[str], atlas: Atlas, wrong: list[Finding]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for pattern in patterns:
        paths = _region(pattern, atlas)
        if not paths:
            wrong.append(_unknown_region(pattern, atlas))
        found.update(dict.fromkeys(paths))
    return tuple(found)


def _region(pattern: str, atlas: Atlas) -> tuple[str, ...]:
    if pattern in atlas:
        return (pattern,)
    if pattern.isdecimal():
        path = atlas.by_fips(pattern)
        return (path,) if path else ()
    return matching(pattern, atlas.paths) if _is_glob(pattern) else ()


def _is_glob(text: str) -> bool:
    return any(sign in text for sign in "*?[")


def _unknown_region(pattern: str, atlas: Atlas) -> Finding:
    what = f"no region matches {pattern!r}" if _is_glob(pattern) else f"there is no region {pattern!r}"
    close = [f"{near} ({atlas[near].full_name})" if near in atlas else near for near in _regions_like(pattern, atlas)]
    return Finding("region-unknown", what, _did_you_mean(close, "regions"))


def _regions_like(pattern: str, atlas: Atlas) -> list[str]:
    """The paths, or the globs under the right path, that were perhaps meant."""
    steps = pattern.casefold().strip("/").split("/")
    literal = next((at for at, step in enumerate(steps) if _is_glob(step)), len(steps))
    tail = "".join(f"/{step if step == '*' else '*'}" for step in steps[literal:])
    names = _names_of_regions(atlas)
    close = [path + tail for key in _close("/".join(steps[:literal]), names) for path in names[key]]
    return [near for near in dict.fromkeys(close) if not tail or matching(near, atlas.paths)][:_SUGGESTIONS]


def _names_of_regions(atlas: Atlas) -> dict[str, list[str]]:
    """What a person may call a region, in small letters: its path, the path's last step, its name, its full name."""
    names: dict[str, list[str]] = {}
    for path in atlas.paths:
        region = atlas[path]
        above = path.rpartition("/")[0]
        called = (path, path.rpartition("/")[2], region.name, region.full_name, f"{above}/{region.name}")
        for name in dict.fromkeys(name.casefold() for name in called):
            names.setdefault(name, []).append(path)
    return names


def _papers(wanted: Iterable[str], offer: Offer, wrong: list[Finding]) -> tuple[str, ...]:
    titles = {paper.name: paper.title for paper in offer.papers.values()}
    titles |= {sheet.name: sheet.title for sheet in offer.sheets.values() if sheet.name not in titles}
    also = {other: sheet for sheet in offer.sheets.values() for other in sheet.also}
    names = _names("paper", wanted, titles | {other: sheet.title for other, sheet in also.items()}, wrong)
    return tuple(also[name].name if name in also else name for name in names)


def _names(kind: str, wanted: Iterable[str], known: Mapping[str, str], wrong: list[Finding]) -> tuple[str, ...]:
    """The names asked for, `all` written out; `known` maps each name to its title, which may be meant as well."""
    found: dict[str, None] = {}
    for name in wanted:
        if name == ALL:
            found.update(dict.fromkeys(known))
        elif name in known:
            found[name] = None
        else:
            wrong.append(_unknown(kind, name, known))
    return tuple(found)


def _unknown(kind: str, name: str, known: Mapping[str, str]) -> Finding:
    called = {key.casefold(): key for key in known} | {title.casefold(): key for key, title in known.items() if title}
    close = list(dict.fromkeys(called[near] for near in _close(name.casefold(), called)))
    remedy = f"the editions are {' and '.join(known)}" if kind == "edition" else _did_you_mean(close, f"{kind}s")
    return Finding(f"{kind}-unknown", f"there is no {kind} {name!r}", remedy)


def _close(word: str, words: Iterable[str]) -> list[str]:
    """The word itself, or what is spelled alike, or what it begins."""
    known = list(words)
    if word in known:
        return [word]
    alike = difflib.get_close_matches(word, known, n=_SUGGESTIONS, cutoff=_CLOSE_ENOUGH)
    return alike or [other for other in known if word and other.startswith(word)][:_SUGGESTIONS]


def _did_you_mean(close: list[str], kinds: str) -> str:
    question = f"did you mean {' or '.join(close)}? " if close else ""
    return f"{question}`python generate.py list {kinds}` shows them all"


def _no_such_paper(materials: Iterable[Material], selection: Selection) -> Finding:
    offered = "; ".join(
        f"{material.name}: " + ", ".join(f"{paper} ({edition})" for paper, edition in _printings(material, Edition))
        for material in materials
    )
    what = f"nothing selected comes on {' or '.join(selection.papers)} as {' or '.join(selection.editions)} edition"
    return Finding("paper-not-offered", what, f"choose one of these: {offered}")
