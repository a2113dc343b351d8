"""How the handouts speak: which words hurt and what to say instead, and which figures need a source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lamplight.model import Sentence
from lamplight.voice_guide import GUIDE
from lamplight.voice_terms import ENGLISH, SPANISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lamplight.voice_terms import Term

AVOIDED: Mapping[str, tuple[Term, ...]] = {"en": ENGLISH, "es": SPANISH}
# A word of the trade that is quoted as a word, “the life”, and not a sentence that somebody says.
QUOTED = re.compile(r"[“«](?:[^\s”»]+\s?){1,3}[”»]")

NUMBER = r"one|two|three|four|five|six|seven|eight|nine|ten|\d+"
# What claims to have been counted.
FIGURE = re.compile(
    r"\d|per ?cent|%|\b(?:hundreds|thousands|millions|billions)\b|\bhalf of\b|\b(?:a|the|vast) majority\b"
    rf"|\b(?:{NUMBER}) (?:in|out of) (?:every )?(?:{NUMBER})\b"
    r"|\bmost (?:child|kid|victim|young|teen|girl|boy|famil|buyer|survivor|people)\w*"
    r"|\bevery (?:\w+ )?(?:seconds?|minutes?|hours?)\b|\b(?:twice|\w+ times) (?:as|more)\b",
    re.IGNORECASE,
)
# Each with the reason why it claims nothing.
NO_FIGURE = {
    r"\b18\b": "the age of majority, which the law sets",
    r"\b24/7\b": "the hours of a line",
    r"(?<!every )\b\d+ (?:seconds?|minutes?|hours?)\b": "a time to act within, such as “within 5 minutes”",
    r"\{[^}]*\}": "a placeholder: what fills it is a fact with sources of its own",
}
CITATIONS = frozenset({"source", "sources"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A sentence that claims a figure, and the source that stands beside it, if one does."""

    sentence: Sentence
    figure: str
    source: Sentence | None


def avoided(text: str, language: str) -> tuple[Term, ...]:
    """The terms to avoid that `text` uses; none are known of a language that is not in `AVOIDED`."""
    unquoted = QUOTED.sub(" ", text)
    terms = AVOIDED.get(language, ())
    return tuple(term for term in terms if term.found_in(unquoted if term.quotable else text))


def figures(node: Any, source: Sentence | None = None) -> Iterator[Figure]:  # noqa: ANN401 - a tree of any depth
    """Each figure among the English words, with the `source` of its entry or of the nearest one that holds it."""
    if isinstance(node, Sentence):
        if found := FIGURE.search(_claiming(node)):
            yield Figure(node, found[0], source)
    elif isinstance(node, dict):
        source = node.get("source", source)
        for key, entry in node.items():
            if key not in CITATIONS:
                yield from figures(entry, source)
    else:
        for entry in node:
            yield from figures(entry, source)


def _claiming(text: str) -> str:
    for pattern in NO_FIGURE:
        text = re.sub(pattern, " ", text, flags=re.IGNORECASE)
    return text


def guide() -> str:
    """What docs/voice.md says."""
    tables = "\n".join(f"### {name}\n\n{_table(AVOIDED[tag])}" for tag, name in (("en", "English"), ("es", "Spanish")))
    allowed = "\n".join(f"- {why[0].upper()}{why[1:]}." for why in NO_FIGURE.values())
    return GUIDE.format(allowed=allowed, tables=tables)


def _table(terms: tuple[Term, ...]) -> str:
    rows = (f"| {term.said}{' †' if term.quotable else ''} | {term.instead} | {term.why} |" for term in terms)
    return "\n".join(("| not | but | because |", "| --- | --- | --- |", *rows, ""))
