"""What translators, and machines more than people, get wrong: words taken in another sense, and words that hurt.

`content/glossary/<tag>.yaml` lists them for each language, as they were found by readers of it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from lamplight.errors import Mistake
from lamplight.model import Finding, Where
from lamplight.sources import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FOLDER = "content/glossary"
# Latin, Greek, Cyrillic and Armenian.
LAST_ALPHABET = "\u058f"
# English words with more than one sense: how they are found, and the sense that they have here.
SENSES = {
    "free": (r"\bfree\b", "that costs nothing"),
    "line": (r"\blines?\b", "a telephone line for help"),
    "text": (r"\btext\b", "to send a text message"),
    "call": (r"\bcalls?\b", "to telephone"),
    "papers": (r"\bpapers\b", "immigration papers"),
    "ride": (r"\brides?\b", "a lift in a car"),
    "report": (r"\breport(?:s|ing|ers?)?\b", "to tell those who protect children"),
    "AIDS": (r"", "nothing that these texts speak of"),
    "trafficking": (r"\btrafficking\b", "trade in people"),
    "child": (r"\bchild(?:ren)?\b", "anybody under 18"),
    "exploits": (r"\bexploit", "to abuse somebody for gain"),
    "runs away": (r"\b(?:runs?|ran) away\b", "to leave home"),
}


def _known(word: str) -> str:
    if word not in SENSES:
        raise Mistake(f"{word!r} is no word that is looked for", f"Write one of {', '.join(SENSES)}.")
    return word


Word = Annotated[str, AfterValidator(_known)]
Stem = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Hurting(_Source):
    terms: tuple[Stem, ...] = Field(alias="not", min_length=1)
    instead: str = Field(alias="but")
    because: str


class Glossary(_Source):
    """The mistakes of one language: by English word the stems that miss its sense; terms that no sentence may use."""

    misread: dict[Word, tuple[Stem, ...]] = {}
    hurting: tuple[_Hurting, ...] = ()


def load(root: Path, language: str) -> Glossary:
    """The glossary of a language, empty where there is none. SourceError for every mistake in it."""
    file = root / FOLDER / f"{language}.yaml"
    return read(file, Glossary, root).value if file.exists() else Glossary()


def mistakes(glossary: Glossary, said: Iterable[tuple[str, str, Where]]) -> Iterator[Finding]:
    """What is wrong with translations: each with its English and its place."""
    for english, text, where in said:
        for word, stem in _misread(glossary, english, text):
            yield Finding(
                "translation-misread",
                f"“{text}” has “{stem}”; in “{english}”, {word} means {SENSES[word][1]}",
                f"say it otherwise, or take the stem out of {FOLDER}, if it is right here",
                where=where,
            )
        for term in glossary.hurting:
            for hurting in term.terms:
                if _holds(text, hurting):
                    message = f"“{text}” has “{hurting}”: {term.because}"
                    yield Finding("translation-hurts", message, f"say “{term.instead}”", where=where)


def _holds(text: str, stem: str) -> bool:
    """Does a word begin with it, whichever way its accents are written (Unicode Standard Annex 15)?

    In scripts of other families, that join or do not part words, it may stand anywhere.
    """
    beginning = r"\b" if unicodedata.normalize("NFD", stem)[0] <= LAST_ALPHABET else ""
    composed, sought = (unicodedata.normalize("NFC", one) for one in (text, stem))
    return re.search(beginning + re.escape(sought), composed, re.IGNORECASE) is not None


def _misread(glossary: Glossary, english: str, text: str) -> Iterator[tuple[str, str]]:
    for word, stems in glossary.misread.items():
        pattern, _ = SENSES[word]
        if re.search(pattern, english, re.IGNORECASE):
            yield from ((word, stem) for stem in stems if _holds(text, stem))
