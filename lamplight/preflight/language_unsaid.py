"""Each passage says in which language it is, so that it is read out in that one's voice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lamplight.model import Edition, FactKind, Finding
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.preflight.proof import Proof

ENGLISH = "en"
NAMES = (FactKind.NAME, FactKind.PLACE)
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# Letters that are written in no other languages of ours than these.
LETTERS = {
    ("am",): "\u1200-\u137f",
    ("ar", "fa"): "\u0621-\u064a\u066e-\u06d3",
    ("hi",): "\u0904-\u0939",
    ("hy",): "\u0531-\u0587",
    ("ja",): "\u3041-\u30ff",
    ("ja", "zh-Hans", "zh-Hant"): HAN,
    ("km",): "\u1780-\u17d3",
    ("ko",): "\uac00-\ud7a3",
    ("lo",): "\u0e81-\u0eae",
    ("pa",): "\u0a05-\u0a39",
    ("ru", "uk"): "\u0410-\u044f\u0404\u0406\u0407\u0454\u0456\u0457\u0490\u0491",
    ("th",): "\u0e01-\u0e2e",
}
PATTERNS = {languages: re.compile(f"[{letters}]") for languages, letters in LETTERS.items()}


def run(proof: Proof) -> Verdict:
    """Compare the language in force (ISO 14289-1, 7.2) with the letters, the names and the languages of the job."""
    spoken = [(run.path[-1].language, run.box.text) for run in proof.read_out if run.box]
    spoken += [(element.language, element.alternative) for element in proof.tags.walk() if element.alternative]
    wrong = dict.fromkeys((*_unheard(proof, spoken), *_letters(spoken), *_names(proof, spoken)))
    remedy = "give the passage its lang attribute; print names with contact(...) and its like, which do"
    return Verdict(len(spoken), tuple(Finding("language-unsaid", message, remedy) for message in wrong))


def _unheard(proof: Proof, spoken: list[tuple[str, str]]) -> Iterator[str]:
    silent = set(proof.job.languages) - {language for language, _ in spoken}
    yield from (f"no passage says that it is in “{language}”" for language in sorted(silent))


def _letters(spoken: list[tuple[str, str]]) -> Iterator[str]:
    for language, text in spoken:
        if any(language not in languages and pattern.search(text) for languages, pattern in PATTERNS.items()):
            yield f"“{text}” says that it is in “{language}”, which has no such letters"


def _names(proof: Proof, spoken: list[tuple[str, str]]) -> Iterator[str]:
    """Names of places and agencies stay English; each time that one is printed, some English passage holds it."""
    english = _bare(" ".join(text for language, text in spoken if language == ENGLISH))
    names = [fact for fact in proof.facts if fact.kind in NAMES]
    for shown in dict.fromkeys(fact.shown for fact in names):
        if english.count(_bare(shown)) < sum(fact.shown == shown for fact in names):
            yield f"“{shown}” does not say that it is English"


def _bare(text: str) -> str:
    return "".join(text.split())


CHECK = Check(
    codes=("language-unsaid",),
    reason="A voice that reads Arabic by English rules, or an English name by Khmer ones, cannot be understood.",
    run=run,
    editions=(Edition.SCREEN,),
)
