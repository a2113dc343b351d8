"""A law's own words as a template sees them: set as large as they fit, and with this region's numbers in them.

A number stands in the words as a placeholder, `{trafficking.call}`. A law may also spell a number out; then it has
to be one of this region's own contacts, and is printed as the law writes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from lamplight.model import Channel, Sentence, When
from lamplight.printed import PrintedContact, PrintedLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lamplight.model import Law, NoticeBlock
    from lamplight.printed import Record

PLACEHOLDER = re.compile(r"\{([a-z_]+)\.(call|text|keyword)\}")
# Longer runs of digits, and the short codes of every American telephone: no year, no section of a law looks like them.
NUMBER = re.compile(r"\d(?:[ ().-]{0,2}\d){4,}|\b(?:[2-9]11|988)\b")
KEYS = ("", "", "ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ")
NATIONAL = 10
# Largest first, in points; a line of this type holds so much of an em a character, and words break where they may.
SIZES = tuple(half / 2 for half in range(120, 19, -1))
EM_A_CHARACTER, LINE, GAP, HEADING = 0.47, 1.3, 0.5, 1.7


@dataclass(frozen=True)
class Posted:
    """The words of a law in one language; `moments` says `day` and `night` in it."""

    law: Law
    texts: tuple[NoticeBlock, ...]
    record: Record
    moments: Mapping[str, Sentence]

    def blocks(self) -> Iterator[tuple[str, Markup]]:
        """Each block's kind (heading, item, paragraph) and its words, with every number printed."""
        return ((block.kind, self._filled(block.text)) for block in self.texts)

    def size(self, width: float, height: float) -> float:
        """The largest type, in points, in which the words fit a frame of that size, in points."""
        return next((size for size in SIZES if self._height(size, width) <= height), SIZES[-1])

    def _height(self, size: float, width: float) -> float:
        sizes = ((block, size * (HEADING if block.kind == "heading" else 1)) for block in self.texts)
        return sum(own * (LINE * ceil(len(block.text) * EM_A_CHARACTER * own / width) + GAP) for block, own in sizes)

    def _filled(self, text: Sentence) -> Markup:
        parts: list[Markup] = []
        end = 0
        for match in PLACEHOLDER.finditer(text):
            parts += [self._spelled(text[end : match.start()], text), self._number(match, text)]
            end = match.end()
        return Markup().join([*parts, self._spelled(text[end:], text)])

    def _number(self, match: re.Match[str], text: Sentence) -> Markup:
        """What stands for a placeholder; a number of the day with its number of the night."""
        found = self.record.region.find(match[1])
        contact = PrintedContact(*found, self.record) if found else None
        lines = (contact.lead() if match[2] == "call" else contact.texts()[:1]) if contact else []
        if not lines:
            self._refuse(match[0], text, f"add the contact {match[1]} to regions.yaml, or take the placeholder out")
        return Markup(", ").join(line.keyword() if match[2] == "keyword" else self._told(line) for line in lines)

    def _told(self, line: PrintedLine) -> Markup:
        if line.when is When.ALWAYS:
            return line.number()
        return Markup("{} ({})").format(line.number(), self.moments[line.when])

    def _spelled(self, words: str, text: Sentence) -> Markup:
        """Words in which each number of a contact is printed as they write it; no other may stand there."""
        lines = {_spelling(line.line.value): line for line in self._lines()}
        known = re.compile("|".join(f"({pattern})" for pattern in lines) or "$^")
        parts: list[Markup] = []
        end = 0
        for match in known.finditer(words):
            line = list(lines.values())[(match.lastindex or 1) - 1]
            as_written = replace(line, line=replace(line.line, shown=match[0]))
            parts += [self._plain(words[end : match.start()], text), as_written.number()]
            end = match.end()
        return Markup().join([*parts, self._plain(words[end:], text)])

    def _plain(self, words: str, text: Sentence) -> Markup:
        for match in NUMBER.finditer(words):
            self._refuse(match[0], text, "write a placeholder, such as {trafficking.call}, or add the contact first")
        self.record.utter(Sentence.of(words, text.where))
        return escape(words)

    def _lines(self) -> Iterator[PrintedLine]:
        """Every number that may be printed here, the nearest region's first, the longest first among them."""
        keys = dict.fromkeys(key for region in self.record.region.lineage() for key in region.contacts)
        for key in keys:
            contact, giver = self.record.region.find(key) or (None, None)
            if contact and giver:
                lines = contact.printable(Channel.CALL, Channel.TTY, Channel.TEXT)
                yield from (PrintedLine(line, contact, giver, self.record) for line in lines)

    def _refuse(self, number: str, text: Sentence, remedy: str) -> None:
        message = f"“{number}” is no number of {self.record.region.full_name}"
        self.record.find("notice-number-unknown", message, remedy, text.where)


def _spelling(value: str) -> str:
    """A pattern for every way to write a number: spaced or not, and a long one with the letters of its keys as well."""
    digits = re.sub(r"\D", "", value.partition(";")[0])
    long = len(digits) > NATIONAL
    keys = [f"[{digit}{KEYS[int(digit)]}]" if long else digit for digit in digits]
    first = "(?:1[ .-]{0,2})?" if long else ""
    joined = r"[ ().-]{0,2}".join(keys[1:] if long else keys)
    # A word may be longer than the number that it spells.
    rest = r"(?:\([A-Z]+\))?(?![\dA-Z])" if long else r"(?![\d-])"
    return rf"(?<![\dA-Z-]){first}\(?{joined}{rest}"
