"""What running text needs in each script: places where its lines break, and the direction of what is foreign in it.

The typesetter breaks Chinese, Japanese and Korean anywhere and Khmer and Lao nowhere; a reader wants whole words. So
marks that have no width and no ink are put into the text: ZERO WIDTH SPACE where a line may break, WORD JOINER where
it may not (Unicode Standard Annex 14, classes ZW and WJ). Where words end is for dictionaries to say (ICU) and for what
was learnt from readers (BudouX); where both know a language, a line breaks where both agree. (In Thai the typesetter
has a dictionary of its own, and breaks where that says, too.) And in text that runs from right to left a Latin name or
citation keeps its own order, its last sign too (Unicode Standard Annex 9).
"""

from __future__ import annotations

import re
from functools import lru_cache
from html.parser import HTMLParser
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import budoux
from icu4py.breakers import LineBreaker, WordBreaker
from markupsafe import Markup, escape

from lamplight import cldr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

BREAK, JOIN = "\N{ZERO WIDTH SPACE}", "\N{WORD JOINER}"
MARKS = str.maketrans("", "", BREAK + JOIN)
# Scripts whose letters are drawn in another order, or stacked into other shapes, than they are written: from Devanagari
# to Burmese, and Khmer. Not Arabic: readers of PDF expect it in the order of the eye, and turn it round themselves.
SHAPED = re.compile("[\u0900-\u109f\u1780-\u17ff]")
# Where a line may break in each language that puts no spaces between words, or breaks at those alone.
SPACED = ("ko",)
DICTIONARY: dict[str, Callable[[str], Iterable[str]]] = {
    "km": lambda text: LineBreaker(text, "km"),
    "lo": lambda text: LineBreaker(text, "lo"),
    "th": lambda text: LineBreaker(text, "th"),
    "zh-Hans": lambda text: WordBreaker(text, "zh"),
    "zh-Hant": lambda text: WordBreaker(text, "zh"),
}
LEARNT: dict[str, Callable[[], budoux.Parser]] = {
    "ja": budoux.load_default_japanese_parser,
    "th": budoux.load_default_thai_parser,
    "zh-Hans": budoux.load_default_simplified_chinese_parser,
    "zh-Hant": budoux.load_default_traditional_chinese_parser,
}
LANGUAGES = (*SPACED, *DICTIONARY, "ja")
# Those whose letters the typesetter takes for words. Not Thai: its dictionary would take a mark for the end of a word.
JOINED = (*SPACED, "ja", "zh-Hans", "zh-Hant")
# Ideographs, kana and syllables with the signs that stand among them: before and after each, a line could break.
WIDE = re.compile("[\u3001-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff60“”‘’…—·]")
# These and the letters of Thai, Lao and Khmer: beside none of them, as within a citation, no mark belongs.
OWN = re.compile(f"[\u0e00-\u0eff\u1780-\u17ff]|{WIDE.pattern}")
SPACE = re.compile(r"\s+", re.ASCII)  # at which a line may break: at a no-break space it may not
# In text from right to left: a run of Latin letters, digits among them, with what stands between and closes it.
LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
FOREIGN = re.compile(
    rf"[(“]?(?=[^\u0590-\u08ff]*[{LATIN}])[{LATIN}0-9][{LATIN}0-9 .,;:()§&“”’+–/-]*(?<![ .,;:(“§&–/-])"
)
BRACKETS = (("(", ")"), ("“", "”"))
ISOLATED = Markup('<bdi lang="en" dir="ltr">{}</bdi>')
# What these hold is no running text, or is a number that never breaks.
KEPT = frozenset({"title", "style", "svg", "bdi"})
VOID = frozenset({"br", "img", "meta", "link", "hr", "wbr"})


def marked(html: str) -> str:
    """The page with what its texts need, each by the language of its element."""
    spoken = set(re.findall(r'lang="([\w-]+)"', html))
    if not any(tag in LANGUAGES or cldr.direction(tag) == "rtl" for tag in spoken):
        return html
    marker = _Marker()
    marker.feed(html)
    marker.close()
    return "".join(marker.written)


def bare(text: str) -> str:
    """The text without its break marks."""
    return text.translate(MARKS)


@lru_cache(maxsize=4096)
def opened(text: str, language: str) -> str:
    """A text with marks that let its lines break between words and nowhere else; only those of `LANGUAGES` need any."""
    if language not in LANGUAGES:
        return text
    ends = (end for end in sorted(_ends(text, language)) if OWN.search(text[end - 1 : end + 1]) or end == len(text))
    words = [text[start:end] for start, end in pairwise((0, *ends))]
    return re.sub(f"(?<= ){BREAK}", "", BREAK.join(map(_joined, words) if language in JOINED else words))


def _ends(text: str, language: str) -> set[int]:
    """Where lines may break: after so many characters."""
    if language in SPACED:
        return {*_spaces(text), len(text)}
    ends = set(accumulate(map(len, LineBreaker(text, language.partition("-")[0]))))
    if language in DICTIONARY:
        ends &= set(accumulate(map(len, DICTIONARY[language](text))))
    if language in LEARNT:
        ends &= {*accumulate(map(len, _learnt(language).parse(text))), *_spaces(text)}
    return ends


def _spaces(text: str) -> Iterable[int]:
    return (match.end() for match in SPACE.finditer(text))


@lru_cache
def _learnt(language: str) -> budoux.Parser:
    return LEARNT[language]()


def _joined(word: str) -> str:
    joints = (JOIN if _touch(one, other) else "" for one, other in pairwise(word))
    return word[:1] + "".join(joint + letter for joint, letter in zip(joints, word[1:], strict=True))


def _touch(one: str, other: str) -> bool:
    """Could a line break between the two, though a word goes on there?"""
    return bool(WIDE.match(one) or WIDE.match(other)) and not one.isspace() and not other.isspace()


class _Marker(HTMLParser):
    """Writes a page as it was read, but for its texts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []
        self._open: list[tuple[str, str]] = [("", "")]
        self._kept = 0

    def handle_decl(self, decl: str) -> None:
        self.written.append(f"<!{decl}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.written.append(self.get_starttag_text() or "")
        if tag not in VOID:
            self._open.append((tag, dict(attrs).get("lang") or self._open[-1][1]))
            self._kept += tag in KEPT

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag, attrs
        self.written.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.written.append(f"</{tag}>")
        while len(self._open) > 1:
            closed, _ = self._open.pop()
            self._kept -= closed in KEPT
            if closed == tag:
                break

    def handle_data(self, data: str) -> None:
        tag, language = self._open[-1]
        if tag == "style":
            self.written.append(data)
        elif self._kept or not data.strip():
            self.written.append(str(escape(data)))
        else:
            self.written.append(str(_running(data, language)))


def _running(text: str, language: str) -> Markup:
    if not language or cldr.direction(language) == "ltr":
        return escape(opened(text, language))
    parts, end = [], 0
    for match in FOREIGN.finditer(text):
        start, stop = _whole(match[0])
        parts += [escape(text[end : match.start() + start]), ISOLATED.format(match[0][start:stop])]
        end = match.start() + stop
    return Markup().join([*parts, escape(text[end:])])


def _whole(run: str) -> tuple[int, int]:
    """Where it starts and stops without a bracket whose other half stands outside: that one belongs to the sentence."""
    start, stop = 0, len(run)
    for opening, closing in BRACKETS:
        over = run.count(opening) - run.count(closing)
        start += over > 0 and run.startswith(opening)
        stop -= over < 0 and run.endswith(closing)
    return start, stop
