"""What stands on a page, read with pdfium, and where each fact stands in it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from lamplight.model import FactKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pypdfium2

    from lamplight.model import Fact

NUMBERS = (FactKind.CALL, FactKind.TTY, FactKind.TEXT)
WORDS = (FactKind.NAME, FactKind.PLACE, FactKind.HOURS, FactKind.DATE, FactKind.LANGUAGE)
TURNED = (FactKind.NAME, FactKind.PLACE, FactKind.DATE)
DRAWN_AS_PICTURE = (FactKind.QR,)
# Stands where a fact stood: no pattern of a number, a word or an address runs across it.
TAKEN = "\0"
# What makes one word with a letter beside it: letters of alphabets that part words by spaces. A name in Latin letters
# may stand right beside a Chinese or Thai word.
LETTER = "[A-Za-z0-9_\u00c0-\u024f\u0370-\u058f\u1e00-\u1eff]"
# Vowel signs of Arabic, which a reader may give back before or after their letter, and joiners, which it may leave out.
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
SIGNS = "\u064b-\u0652\u0670\u200c\u200d"
# Every dash, the soft hyphen, and the two codes that pdfium puts where a word is broken at a line's end.
HYPHENS = "\x02\ufffe\xad\u2010\u2011\u2012\u2013\u2014\u2212\ufe58\ufe63\uff0d"
QUOTES = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"'}


@dataclass(frozen=True, slots=True)
class Text:
    """The characters of a page, one for each that pdfium counts, in plain form.

    `page` counts from 1; text that is not drawn on a page (a title, an alternative text) has page 0.
    """

    page: int
    letters: str

    @property
    def place(self) -> str:
        """Where it stands, for a message."""
        return f"on page {self.page}" if self.page else "in the file's title, bookmarks or alternative texts"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a page's characters. `page` counts from 1, `start` and `end` from 0."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ink:
    """The box of one character's ink, in points from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Claims:
    """Where each wording of the facts stands, and the same texts with those places blanked out."""

    spans: dict[str, tuple[Span, ...]]
    left: tuple[Text, ...]


@lru_cache(maxsize=4096)
def simplify(letter: str) -> str:
    """One character in plain form, again one character: digits of every script as ASCII, every dash as `-`."""
    if letter in HYPHENS:
        return "-"
    if letter.isdigit():
        return str(unicodedata.digit(letter))
    if letter.isspace():
        return letter if letter in "\r\n" else " "
    folded = unicodedata.normalize("NFKC", letter)
    return QUOTES.get(letter, folded if len(folded) == 1 else letter)


def plain(text: str) -> str:
    """`text` in plain form, character by character."""
    return "".join(map(simplify, text))


def read(page: pypdfium2.PdfTextPage, number: int) -> Text:
    """The text of a page, character by character: pdfium's own text skips some, and then no place is right."""
    return Text(number, plain("".join(_letter(page, index) for index in range(page.count_chars()))))


def _letter(page: pypdfium2.PdfTextPage, index: int) -> str:
    return chr(pdfium.FPDFText_GetUnicode(page.raw, index))


def inks(page: pypdfium2.PdfTextPage, corner: tuple[float, float], span: Span) -> Iterator[Ink]:
    """The ink boxes of a span's characters; spaces have none. `corner` is the page's top left, in its own points."""
    edge, top = corner
    for index in range(span.start, span.end):
        if not _letter(page, index).isspace():
            left, lower, right, upper = page.get_charbox(index)
            yield Ink(left - edge, top - upper, right - edge, top - lower)


def claim(texts: Sequence[Text], wordings: Iterable[tuple[FactKind, str]]) -> Claims:
    """Find the wordings of facts in the texts, the longest first, so that 911 is not counted inside a longer one."""
    spans: dict[str, list[Span]] = {}
    left = list(texts)
    for kind, wording in sorted(set(wordings), key=lambda item: (-len(item[1]), item)):
        found = spans.setdefault(wording, [])
        for index, text in enumerate(left):
            pattern = _pattern(kind, plain(wording), turned=bool(RIGHT_TO_LEFT.search(text.letters)))
            found += (Span(text.page, *match.span()) for match in pattern.finditer(text.letters))
            left[index] = Text(text.page, pattern.sub(lambda match: TAKEN * len(match[0]), text.letters))
    return Claims({wording: tuple(found) for wording, found in spans.items()}, tuple(left))


def wordings(facts: Iterable[Fact]) -> set[tuple[FactKind, str]]:
    """What must stand in the text for each fact."""
    return {(fact.kind, fact.shown) for fact in facts if fact.kind not in DRAWN_AS_PICTURE}


def _backwards(words: list[str]) -> Iterator[str]:
    """On one line or two; the words of a line from the last to the first, or as they are if it has no others."""
    for first in range(1, len(words) + 1):
        for last in (words[first:], words[first:][::-1]):
            yield r"[\s(),]*".join(map(re.escape, (*words[:first][::-1], *last)))


@lru_cache(maxsize=1024)
def _pattern(kind: FactKind, wording: str, *, turned: bool) -> re.Pattern[str]:
    """What finds a wording; in text `turned` from right to left, pdfium gives words of names and dates backwards."""
    letters = [re.escape(letter) for letter in wording if not letter.isspace()]
    if kind in NUMBERS:
        # Never across a line's end, and never as a part of a longer number.
        return re.compile(r"(?<![0-9+])(?<![0-9][-.])" + " ?".join(letters) + r"(?![0-9])(?![-.][0-9])")
    if kind is FactKind.KEYWORD:
        return re.compile(f"(?<!{LETTER})" + " ?".join(letters) + f"(?!{LETTER})")
    if kind is FactKind.URL:
        return re.compile(r"(?<![\w@./:-])" + r"\s*".join(letters) + r"(?![\w@-]|[./:?#=&%]\w)", re.IGNORECASE)
    between = rf"[{SIGNS}]*(?:\s*-?\s+)?[{SIGNS}]*"
    said = [between.join(letter for letter in letters if not re.match(f"[{SIGNS}]", letter))]
    if turned and kind in TURNED:
        said += _backwards(wording.replace(",", " ").split())
    return re.compile(f"(?<!{LETTER})(?:{'|'.join(said)})[{SIGNS}]*(?!{LETTER})", re.IGNORECASE)
