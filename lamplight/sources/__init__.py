"""YAML whose values remember file and line.

Every value is the text that stands in the file: `no` stays `no`, `0911` stays `0911`, and the pydantic model that it is
read into says what it means. What YAML can do beyond that (anchors, merge keys, tags, several documents) is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from lamplight.errors import SourceError
from lamplight.model import Finding, Where
from lamplight.sources.editors import schema_of
from lamplight.sources.tree import Keys, Places, Tree
from lamplight.sources.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pydantic_core import ErrorDetails

__all__ = ["Located", "examine", "read", "schema_of"]

M = TypeVar("M", bound=BaseModel)

# YAML takes some of these for line ends, and the last ones would let a number be seen otherwise than it is read.
UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


@dataclass(frozen=True)
class Located(Generic[M]):
    """What a file says, and where it says it. `places` and `names` map key paths to (line, column) from 1."""

    value: M
    file: str
    places: Places
    names: Places

    def where(self, *path: str | int) -> Where:
        """The place of a text; of a mapping or list its key's; of what is not in the file its nearest holder's."""
        return _where(self.file, self.places, path)

    def keys(self, *path: str | int) -> tuple[str, ...]:
        """The keys that stand directly below a path, in the file's order, the wrong ones too."""
        depth = len(path)
        return tuple(str(name[-1]) for name in self.names if len(name) == depth + 1 and name[:depth] == path)


def read(file: Path, model: type[M], root: Path) -> Located[M]:
    """Read a YAML file into a pydantic model.

    Raises SourceError with everything that is wrong, each with the file (as seen from `root`), line and remedy. A
    model's validators raise `errors.Mistake` to say both what is wrong and what to do.
    """
    located, findings = examine(file, model, root)
    if findings or located is None:
        raise SourceError(findings)
    return located


def examine(file: Path, model: type[M], root: Path, unit: int = 0) -> tuple[Located[M] | None, tuple[Finding, ...]]:
    """Say all that is wrong with a file, and give what is left of it when every wrong part is taken out.

    A part is the entry `unit` keys deep that holds a mistake; with 0, one mistake leaves nothing. So one mistake does
    not hide those that only a look at the whole finds.
    """
    tree = Tree(file.relative_to(root).as_posix())
    text, findings = _text(file, tree.file)
    if text is None:
        return None, findings
    tree.read(text)
    if tree.value is None:
        return None, tuple(tree.findings)
    value, wrong = _validated(tree, model, unit)
    located = None if value is None else Located(value, tree.file, tree.places, tree.names)
    return located, tuple(sorted((*tree.findings, *wrong), key=_line))


def _line(finding: Finding) -> int:
    return (finding.where and finding.where.line) or 0


def _where(file: str, places: Places, path: Keys) -> Where:
    while path and path not in places:
        path = path[:-1]
    return Where(file, *places.get(path, (1, 1)))


def _text(file: Path, name: str) -> tuple[str | None, tuple[Finding, ...]]:
    try:
        content = file.read_bytes()
    except OSError as error:
        why = error.strerror or "cannot be read"
        return None, (Finding("no-file", f"{name}: {why}", "Put the file there.", where=Where(name, 1)),)
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        place = Where(name, content.count(b"\n", 0, error.start) + 1)
        return None, (Finding("not-utf-8", "a character is not UTF-8", "Save the file as UTF-8.", where=place),)
    findings = tuple(_unwanted(text, name))
    return (None if findings else text), findings


def _unwanted(text: str, name: str) -> Iterator[Finding]:
    for character, times in Counter(UNWANTED.findall(text)).items():
        start = text.index(character)
        place = Where(name, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
        title = "a tab" if character == "\t" else f"an invisible {unicodedata.name(character, 'character')}"
        remedy = "Use spaces instead." if character == "\t" else "Delete it."
        message = f"{title} (U+{ord(character):04X}) is here, {times} in the file"
        yield Finding("unwanted-character", message, remedy, where=place)


def _validated(tree: Tree, model: type[M], unit: int) -> tuple[M | None, tuple[Finding, ...]]:
    """The model, of all that can be used, and what is wrong with the rest."""
    findings: tuple[Finding, ...] | None = None
    while True:
        try:
            return model.model_validate(tree.value), findings or ()
        except ValidationError as error:
            errors = error.errors(include_url=False)
        paths = {_path(tree, one) for one in errors}
        if findings is None:
            findings = tuple(_finding(tree, model, one) for one in errors if one["loc"] not in tree.left_out)
        if not unit or () in paths:
            return None, findings
        _take_out(tree.value, {tuple(takewhile(_is_text, path[:unit])) for path in paths})


def _is_text(key: str | int) -> bool:
    return isinstance(key, str)


def _take_out(value: object, paths: Iterable[Keys]) -> None:
    for path in sorted(paths, key=len, reverse=True):
        holder: Any = value
        for key in path[:-1]:
            holder = holder[key]
        del holder[path[-1]]


def _path(tree: Tree, error: ErrorDetails) -> Keys:
    """The part of pydantic's location that stands in the file: it also names union branches and missing keys."""
    path: Keys = ()
    for key in error["loc"][: -1 if error["type"] == "missing" else None]:
        path = (*path, key) if (*path, key) in tree.places else path
    return path


def _finding(tree: Tree, model: type[BaseModel], error: ErrorDetails) -> Finding:
    path = _path(tree, error)
    places = tree.names if error["type"] == "extra_forbidden" else tree.places
    code, message, remedy = words(error, path, model)
    return Finding(code, message, remedy, where=_where(tree.file, places, path))
