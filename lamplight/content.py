"""The words, in one language: English from `content/*.yaml`, every other language from `content/<tag>.po`.

A sentence is looked up by its English text within its topic (gettext's `msgctxt`), so one that changes in English
has no translation until somebody says it anew; `refresh` then keeps the old one and flags it as fuzzy. Fuzzy means,
here as everywhere, that no native speaker has approved it yet: it prints, and every job that prints it says so.
"""

from __future__ import annotations

import difflib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po
from pydantic import RootModel

from lamplight import __version__, glossary
from lamplight.cldr import endonym, writes
from lamplight.errors import SourceError
from lamplight.model import Finding, Sentence, State, Where, Words
from lamplight.sources import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

FOLDER = "content"
SOURCE_LANGUAGE = "en"
# The one topic that may hold years and paragraphs of laws; no other sentence may look like something to dial.
CITATIONS = "sources"
DIALLABLE = re.compile(r"\d(?:[\s.()-]*\d){2,}")
ADDRESS = re.compile(r"https?:|www\.|\b[\w-]+\.(?:org|com|gov|net|us|edu)\b|@", re.IGNORECASE)
KEYWORD = "{keyword}"
PLACEHOLDER = re.compile(r"\{[^{}]*\}|[{}]")
# Babel drops the last letter of a text whose quotation mark is missing, and says nothing.
PO_LINE = re.compile(r'\s*(?:#.*|(?:msg(?:ctxt|id|id_plural|str(?:\[\d\])?)\s*)?"(?:[^"\\]|\\.)*"\s*)?')


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence of the English source: its context (topic and keys), its text and its place."""

    context: str
    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What `refresh` found: how many entries are new (untranslated), unreviewed (fuzzy), reviewed and obsolete."""

    file: str
    new: int
    unreviewed: int
    reviewed: int
    obsolete: int


class _Topic(RootModel[dict[str, Any]]):
    """One file of `content/`."""


def languages(root: Path) -> tuple[str, ...]:
    """The tags of all languages there are words in, English first."""
    return (SOURCE_LANGUAGE, *sorted(path.stem for path in (root / FOLDER).glob("*.po")))


def load(root: Path, language: str) -> Words:
    """The words in that language. SourceError with every mistake of the English files or of the .po file."""
    topics = {path.stem: _read_topic(path, root) for path in sorted((root / FOLDER).glob("*.yaml"))}
    entries = tuple(_entries(topics))
    findings = list(_unprintable(entries))
    if language != SOURCE_LANGUAGE:
        catalog = _read_catalog(root / FOLDER / f"{language}.po", root, language)
        findings.extend(_mistranslated(catalog, entries, language))
        findings.extend(glossary.mistakes(glossary.load(root, language), _said(catalog, entries, language)))
        topics = _translate(topics, catalog, language)
    if findings:
        raise SourceError(findings)
    return Words(language, topics)


class Library(Mapping[str, Words]):
    """The words in every language, each read when it is first asked for: most runs print one or two of twenty."""

    def __init__(self, root: Path) -> None:
        self._root, self._tags = root, languages(root)
        self._read: dict[str, Words] = {}

    def __getitem__(self, tag: str) -> Words:
        """The words in that language. SourceError with every mistake in them."""
        if tag in self._tags and tag not in self._read:
            self._read[tag] = load(self._root, tag)
        return self._read[tag]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tags)

    def __len__(self) -> int:
        return len(self._tags)


def refresh(root: Path, language: str, today: date) -> Refreshed:
    """Brings `content/<language>.po` up to date with the English words, keeping every translation it can.

    A sentence whose English changed keeps its old translation, flagged fuzzy (Babel's update).
    """
    path = root / FOLDER / f"{language}.po"
    template = _template(root, language, today)
    catalog = _read_catalog(path, root, language) if path.exists() else template
    if catalog is not template:
        for message in catalog.obsolete.values():  # what is said again finds the translation that it had
            catalog[message.id] = message
        catalog.update(template, no_fuzzy_matching=True)
        _carry_over(catalog)
    save(root, language, catalog)
    messages = [message for message in catalog if message.id]
    new = sum(not message.string for message in messages)
    fuzzy = sum(bool(message.string) and message.fuzzy for message in messages)
    name = str(path.relative_to(root))
    return Refreshed(name, new, fuzzy, len(messages) - new - fuzzy, len(catalog.obsolete))


def catalog(root: Path, language: str) -> Catalog:
    """The sentences of `content/<language>.po`. SourceError when it is missing or unreadable."""
    return _read_catalog(root / FOLDER / f"{language}.po", root, language)


def save(root: Path, language: str, catalog: Catalog) -> None:
    """Writes `content/<language>.po`, whole or not at all."""
    path = root / FOLDER / f"{language}.po"
    written = io.BytesIO()
    write_po(written, catalog, width=110, sort_by_file=True)
    path.with_suffix(".po.new").write_bytes(written.getvalue())
    path.with_suffix(".po.new").replace(path)


def _carry_over(catalog: Catalog) -> None:
    """A sentence that was changed in its place keeps its translation, to be reviewed.

    Babel's own fuzzy matching looks everywhere: it gave “You deserve to be safe.” the words of “You do not have to be
    sure. Call.”
    """
    for message in [message for message in catalog if message.id and not message.string]:
        obsolete = [old for old in catalog.obsolete.values() if old.context == message.context and old.string]
        former = {str(old.id): old for old in obsolete}
        for match in difflib.get_close_matches(str(message.id), former, n=1):
            message.string = former[match].string
            message.flags.add("fuzzy")
            catalog.obsolete = {key: old for key, old in catalog.obsolete.items() if old is not former[match]}


def _read_topic(path: Path, root: Path) -> Any:  # noqa: ANN401 - a tree of any depth
    located = read(path, _Topic, root)

    def grow(node: object, *keys: str | int) -> object:
        if isinstance(node, dict):
            return {key: grow(value, *keys, key) for key, value in node.items()}
        if isinstance(node, list):
            return [grow(value, *keys, index) for index, value in enumerate(node)]
        return Sentence.of(str(node), located.where(*keys))

    return grow(located.value.root)


def _entries(node: object, *keys: str) -> Iterator[Entry]:
    """Every sentence below `node`; its context leaves out list positions, so that reordering a list costs nothing."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _entries(value, *keys, key)
    elif isinstance(node, list):
        for value in node:
            yield from _entries(value, *keys)
    elif isinstance(node, Sentence):
        yield Entry(".".join(keys), str(node), node.where)


def _translate(node: Any, catalog: Catalog, language: str, *keys: str) -> Any:  # noqa: ANN401
    if isinstance(node, dict):
        return {key: _translate(value, catalog, language, *keys, key) for key, value in node.items()}
    if isinstance(node, list):
        return [_translate(value, catalog, language, *keys) for value in node]
    message = catalog.get(str(node), ".".join(keys))
    where = Where(f"{FOLDER}/{language}.po", message.lineno if message else None)
    if message is None or not message.string:
        return Sentence.of(str(node), node.where, State.MISSING)
    state = State.UNREVIEWED if message.fuzzy else State.REVIEWED
    return Sentence.of(str(message.string), where, state, str(node))


def _template(root: Path, language: str, today: date) -> Catalog:
    noon = datetime.combine(today, time(12), UTC)
    catalog = Catalog(
        locale=language.replace("-", "_"),
        project="Lamplight",
        version=__version__,
        msgid_bugs_address="CONTRIBUTING.md",
        last_translator="Lamplight",
        language_team=endonym(language),
        header_comment=f"# {endonym(language)}. Words: CC BY 4.0. Fuzzy: awaits a native reviewer.",
        creation_date=noon,
        revision_date=noon,
        fuzzy=False,
    )
    topics = {path.stem: _read_topic(path, root) for path in sorted((root / FOLDER).glob("*.yaml"))}
    for entry in _entries(topics):
        catalog.add(entry.text, locations=[(entry.where.file, entry.where.line or 0)], context=entry.context)
    return catalog


def _read_catalog(path: Path, root: Path, language: str) -> Catalog:
    name = str(path.relative_to(root))
    if not writes(language):
        remedy = "name the file after a language that Unicode's CLDR knows, such as es.po or zh-Hant.po"
        raise SourceError([Finding("language-unknown", f"{language} is no known language", remedy, where=Where(name))])
    remedy = f"run `python generate.py translate {language}`, or mend the file in Poedit"
    try:
        text = path.read_bytes().decode()
        wrong = [number for number, line in enumerate(text.split("\n"), start=1) if not PO_LINE.fullmatch(line)]
        findings = [Finding("po-unreadable", "is no line of a .po file", remedy, where=Where(name, n)) for n in wrong]
        if not findings:
            return read_po(io.StringIO(text), locale=language.replace("-", "_"), abort_invalid=True)
    except FileNotFoundError:
        findings = [Finding("po-unreadable", f"there are no words in {language}", remedy, where=Where(name))]
    except PoFileError as error:  # it counts lines from 0
        place = Where(name, error.lineno + 1)
        findings = [Finding("po-unreadable", f"is not a readable .po file: {error}", remedy, where=place)]
    except (ValueError, LookupError) as error:  # not UTF-8, or a header that says what cannot be
        findings = [Finding("po-unreadable", f"is not a readable .po file: {error}", remedy, where=Where(name, 1))]
    raise SourceError(findings)


def _unprintable(entries: tuple[Entry, ...]) -> Iterator[Finding]:
    """Words hold no number to dial and no address: those are facts, and facts stand in regions.yaml alone."""
    for entry in entries:
        citation = entry.context.split(".")[0] == CITATIONS
        if (DIALLABLE.search(entry.text) and not citation) or ADDRESS.search(entry.text):
            yield Finding(
                "words-hold-fact",
                f"“{entry.text}” holds a number or an address",
                "put it into regions.yaml and print it with contact(...)",
                where=entry.where,
            )


def _mistranslated(catalog: Catalog, entries: tuple[Entry, ...], language: str) -> Iterator[Finding]:
    """A translation keeps the placeholders and the numbers of its English, and adds no address.

    The word to send comes in through its placeholder: whoever answers knows that word and no translation of it.
    """
    for sentence in _said(catalog, entries, language):
        yield from kept(sentence)


def kept(sentence: tuple[str, str, Where]) -> Iterator[Finding]:
    """What a translation has lost: its English, itself, its place."""
    english, text, where = sentence
    if KEYWORD in english and KEYWORD not in text:
        message = f"“{text}” has a word of its own in place of {KEYWORD}, which the line may not answer to"
        remedy = f"write {KEYWORD}; a word in another language stands in regions.yaml, with its source"
        yield Finding("keyword-translated", message, remedy, where=where)
        return
    for code, found_in, what in KEPT:
        said, meant = found_in(text), found_in(english)
        if said != meant:
            message = f"“{text}” has not {what} of “{english}”: {said} instead of {meant}"
            yield Finding(code, message, "copy them from the English unchanged", where=where)


def _said(catalog: Catalog, entries: Iterable[Entry], language: str) -> Iterator[tuple[str, str, Where]]:
    """Each sentence that has a translation, with it and its place."""
    for entry in entries:
        message = catalog.get(entry.text, entry.context)
        if message is not None and message.string:
            yield entry.text, str(message.string), Where(f"{FOLDER}/{language}.po", message.lineno)


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def _numbers(text: str) -> list[int]:
    return sorted(map(int, re.findall(r"\d+", text)))


def _addresses(text: str) -> list[str]:
    return sorted(ADDRESS.findall(text))


KEPT = (
    ("placeholder-differs", _placeholders, "the placeholders"),
    ("translation-differs", _numbers, "the numbers"),
    ("translation-differs", _addresses, "the addresses"),
)
