"""What was typed becomes the names that it stands for, or a finding that guesses what was meant."""

from __future__ import annotations

import difflib
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Protocol

from lamplight.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lamplight.model import Region

ALL = "all"
_SUGGESTIONS = 3
_CLOSE_ENOUGH = 0.7
# Kinds with so few names that a mistake is answered with all of them.
_FEW = ("edition", "ink")


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


def matching(pattern: str, paths: Iterable[str]) -> tuple[str, ...]:
    """The paths that a glob names; `*` stays within one step of the path, so `us/ca/*` names counties alone."""
    steps = pattern.split("/")
    return tuple(path for path in paths if _matches(path.split("/"), steps))


def _matches(path: list[str], steps: list[str]) -> bool:
    return len(path) == len(steps) and all(map(fnmatchcase, path, steps))


def regions(patterns: Iterable[str], atlas: Atlas, wrong: list[Finding]) -> tuple[str, ...]:
    """The paths that paths, globs and FIPS codes name, each once."""
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


def chosen(kind: str, wanted: Iterable[str], known: Mapping[str, str], wrong: list[Finding]) -> tuple[str, ...]:
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


def untitled(known: Iterable[str]) -> dict[str, str]:
    """Names of things that have no titles by which one could mean them."""
    return dict.fromkeys(known, "")


def _unknown(kind: str, name: str, known: Mapping[str, str]) -> Finding:
    called = {key.casefold(): key for key in known} | {title.casefold(): key for key, title in known.items() if title}
    close = list(dict.fromkeys(called[near] for near in _close(name.casefold(), called)))
    remedy = f"the {kind}s are {' and '.join(known)}" if kind in _FEW else _did_you_mean(close, f"{kind}s")
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
