"""YAML text to plain values, and the place of each: built from the parser's events, so nothing is read into a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from lamplight.model import Finding, Where

if TYPE_CHECKING:
    from collections.abc import Iterator

Keys: TypeAlias = tuple[str | int, ...]
Places: TypeAlias = dict[Keys, tuple[int, int]]
Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"

# The stubs of PyYAML know neither the tags of events nor the marks of its C parser.
Event: TypeAlias = Any
Mark: TypeAlias = Any

DEEPEST = 20


class _StopError(Exception):
    """Nothing can be read beyond the finding that was made last."""


@dataclass
class Tree:
    """One file while it is read. `places` and `names` map key paths to the (line, column) of a value and of its key.

    A value is text, a list or a dictionary; what has no value is `left_out` of its holder.
    """

    file: str
    value: Value = None
    places: Places = field(default_factory=dict)
    names: Places = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    left_out: set[Keys] = field(default_factory=set)
    _events: Iterator[Event] = field(default_factory=lambda: iter(()))
    _last_line: int = 1

    def read(self, text: str) -> None:
        """Read a document; whatever is wrong with it becomes a finding."""
        self._events = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._last_line = text.count("\n") + 1
        try:
            self._document()
        except yaml.scanner.ScannerError as error:
            # What never ends, such as a quote, is wrong where it begins.
            self._not_yaml(error, error.context_mark or error.problem_mark)
        except yaml.MarkedYAMLError as error:
            self._not_yaml(error, error.problem_mark)
        except yaml.YAMLError as error:
            self._add("not-yaml", f"this is not YAML: {error}", "Delete the character that is named here.", None)
        except _StopError:
            self.value = None

    def _document(self) -> None:
        value: Value = None
        for event in self._events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            if self.places:
                self._add("two-documents", "a second document starts here", "Delete the `---`.", event.start_mark)
                raise _StopError
            first = next(self._events)
            self.places[()] = _place(first.start_mark)
            value = self._node(first, ())
        if not value and not self.findings:
            self._add("empty-file", "the file says nothing", "Write it, or delete the file.", None)
        self.value = value or None

    def _node(self, event: Event, path: Keys) -> Value:
        if isinstance(event, yaml.AliasEvent):
            self._add("alias", "aliases (*) are not used here", "Write the value out.", event.start_mark)
            return None
        self._refuse_extras(event)
        if isinstance(event, yaml.ScalarEvent):
            return event.value if event.value or event.style else None
        if len(path) >= DEEPEST:
            self._add("too-deep", f"more than {DEEPEST} levels deep", "Look at the indents above.", event.start_mark)
            raise _StopError
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path, in_braces=bool(event.flow_style))

    def _refuse_extras(self, event: Event) -> None:
        if event.anchor is not None:
            self._add("anchor", "anchors (&) are not used here", "Delete it.", event.start_mark)
        if event.tag is not None:
            self._add("tag", f"tags such as {event.tag} are not used here", "Delete it.", event.start_mark)

    def _sequence(self, path: Keys) -> list[Value]:
        items: list[Value] = []
        for event in self._until(yaml.SequenceEndEvent):
            here = (*path, len(items))
            self.places[here] = _place(event.start_mark)
            value = self._node(event, here)
            if value is None:
                self._nothing(here, "this item of a list", "Write the value, or delete the `-`.", event)
            items.append(value)
        return items

    def _mapping(self, path: Keys, *, in_braces: bool) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for name in self._until(yaml.MappingEndEvent):
            key = self._key(name, path)
            event = next(self._events)
            if key is None:
                self._node(event, (*path, "?"))
                continue
            here = (*path, key)
            self.names[here] = _place(name.start_mark)
            self.places[here] = _place((event if _is_written(event) else name).start_mark)
            value = self._node(event, here)
            if value is None:
                self._nothing(here, f"`{key}`", _remedy_for_nothing(key, in_braces=in_braces), name)
            else:
                found[key] = value
        return found

    def _key(self, event: Event, path: Keys) -> str | None:
        """The key, or None when it is none that we can use."""
        key = self._node(event, (*path, "?"))
        if not isinstance(key, str) or not key:
            self._add("key", "a key must be a plain word", "Put one word before the colon.", event.start_mark)
        elif key == "<<":
            self._add("merge", "merge keys (<<) are not used here", "Write the values out.", event.start_mark)
        elif (*path, key) in self.names:
            message = f"`{key}` is here again; it is also on line {self.names[(*path, key)][0]}"
            self._add("duplicate-key", message, "Keep one of them.", event.start_mark)
        else:
            return key
        return None

    def _until(self, end: type[yaml.Event]) -> Iterator[Event]:
        while not isinstance(event := next(self._events), end):
            yield event

    def _nothing(self, path: Keys, what: str, remedy: str, event: Event) -> None:
        self.left_out.add(path)
        self._add("no-value", f"{what} has no value", remedy, event.start_mark)

    def _not_yaml(self, error: yaml.MarkedYAMLError, mark: Mark) -> None:
        problem = " ".join(filter(None, (error.problem, error.context)))
        self._add("not-yaml", f"this is not YAML: {problem}", "Look at indents, colons and quotes here.", mark)

    def _add(self, code: str, message: str, remedy: str, mark: Mark) -> None:
        line, column = _place(mark) if mark else (1, 1)
        where = Where(self.file, min(line, self._last_line), column)
        self.findings.append(Finding(code, message, remedy, where=where))


def _place(mark: Mark) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def _is_written(event: Event) -> bool:
    return isinstance(event, yaml.ScalarEvent) and bool(event.value)


def _remedy_for_nothing(key: str, *, in_braces: bool) -> str:
    if in_braces:
        return f"If a comma has cut a value in two before `{key}`, put the whole value in quotes: '…, {key}'."
    return "Write the value, or delete the key."
