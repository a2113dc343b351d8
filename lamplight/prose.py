"""What a composed page says: its sentences, its citations, and what it calls its reader to."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "div", "section", "header", "footer", "td", "th", "figcaption"})
UNREAD = frozenset({"title", "style", "svg"})
# Elements that have no end.
VOID = frozenset({"br", "img", "meta", "link", "hr", "input", "col", "wbr"})
STOPS = tuple(".?!")
LONGEST_LABEL = 2
# Names and titles that are nobody's to simplify.
CITATION = "sources"


@dataclass(slots=True)
class Section:
    """A page of the piece: whether it asks for nothing on purpose, and the words of each of its calls to action."""

    quiet: bool
    calls: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Prose:
    """The paragraphs, headings and list items of a page, its citations apart, and its pages."""

    said: tuple[str, ...]
    cited: tuple[str, ...]
    sections: tuple[Section, ...]

    def without(self, facts: Iterable[str]) -> tuple[str, ...]:
        """What is said, without what is local."""
        blocks = self.said
        for fact in sorted(set(facts), key=len, reverse=True):
            blocks = tuple(block.replace(fact, "") for block in blocks)
        return tuple(said for block in blocks if (said := " ".join(block.split())))


def joined(blocks: Iterable[str]) -> str:
    """One text in which each block is a sentence at least."""
    return " ".join(block if block[-1] in ".?!:”»" else f"{block}." for block in blocks)


def sentences(blocks: Iterable[str]) -> tuple[str, ...]:
    """The blocks that are whole sentences, and no labels or items of a list."""
    return tuple(block for block in blocks if block.rstrip("”»")[-1:] in STOPS and len(block.split()) > LONGEST_LABEL)


def read(html: str) -> Prose:
    """What the page says, in its order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    kinds = [[" ".join(text.split()) for text, cited in reader.blocks if cited is kind] for kind in (False, True)]
    said, cited = (tuple(block for block in blocks if block) for blocks in kinds)
    return Prose(said, cited, tuple(reader.sections))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[str, bool]] = [("", False)]
        self.sections: list[Section] = []
        self._open: list[tuple[str, Mapping[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self._write(" ")
            return
        self._open.append((tag, dict(attrs)))
        if tag in BLOCKS:
            self.blocks.append(("", self._is_cited()))
        if tag == "section" and "page" in self._classes(dict(attrs)):
            self.sections.append(Section("data-quiet" in dict(attrs)))
        if "data-action" in dict(attrs) and self.sections:
            self.sections[-1].calls.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Drawings have such elements, and words do not."""

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag in BLOCKS:
            self.blocks.append(("", self._is_cited()))

    def handle_data(self, data: str) -> None:
        if any(tag in UNREAD for tag, _ in self._open):
            return
        self._write(data)
        if self.sections and any("data-action" in attributes for _, attributes in self._open):
            self.sections[-1].calls[-1] += data

    def _write(self, data: str) -> None:
        text, cited = self.blocks[-1]
        self.blocks[-1] = (text + data, cited)

    def _is_cited(self) -> bool:
        return any(tag == "footer" or CITATION in self._classes(attributes) for tag, attributes in self._open)

    def _classes(self, attributes: Mapping[str, str | None]) -> list[str]:
        return (attributes.get("class") or "").split()
