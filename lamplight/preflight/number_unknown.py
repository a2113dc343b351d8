"""No number stands in the file but the region's facts and those of the material's own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lamplight.model import Finding
from lamplight.preflight import reading
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.preflight.proof import Proof
    from lamplight.preflight.reading import Text

LEAST_DIGITS = 3
PHONE_DIGITS = 7
JOINT = r"[\s().+/·•-]{0,4}"
CANDIDATE = re.compile(rf"[0-9](?:{JOINT}[0-9])*")
# North American numbers (E.164 with country code 1), as people write them: with an area code, or only the local part.
TELEPHONE = re.compile(
    rf"(?<![0-9])(?:(?:1{JOINT})?[2-9][0-9]{{2}}{JOINT}[2-9][0-9]{{2}}{JOINT}[0-9]{{4}}"
    r"|[2-9][0-9]{2}\s?[-.]\s?[0-9]{4})(?![0-9])"
)
# 1-800-ABC-DEFG, (800) ABC-DEFG: seven or more capitals and digits after an area code.
VANITY = re.compile(
    r"(?<!\w)(?:1[-. ]{1,3})?(?:\([0-9]{3}\)\s?|[0-9]{3}[-.]\s?)(?=[0-9-]*[A-Z])[A-Z0-9](?:[-. ]?[A-Z0-9]){6,}"
)


def run(proof: Proof) -> Verdict:
    """Look at every digit that no fact explains: on the pages, in what is read aloud, in the facts that are words."""
    allowed = frozenset(run for words in proof.word_numbers for run in re.findall(r"[0-9]+", reading.plain(words)))
    texts = (*proof.claims.left, *proof.spoken_left)
    findings = tuple(_finding(number, text) for text in texts for number in unknown(text.letters, allowed))
    in_words = tuple(_in_words(proof))
    return Verdict(sum(len(text.letters) for text in texts), findings + in_words)


def unknown(letters: str, allowed: frozenset[str]) -> Iterator[str]:
    """Each number in plain text that is a telephone number, or whose runs of digits are not all allowed."""
    for pattern in (VANITY, TELEPHONE):
        yield from (match[0] for match in pattern.finditer(letters))
        letters = pattern.sub(reading.TAKEN, letters)
    for match in CANDIDATE.finditer(letters):
        if not _explained(match[0], allowed):
            yield match[0]


def _explained(number: str, allowed: frozenset[str]) -> bool:
    runs = re.findall(r"[0-9]+", number)
    least = 1 if len("".join(runs)) >= PHONE_DIGITS else LEAST_DIGITS
    return all(run in allowed for run in runs if len(run) >= least)


def _in_words(proof: Proof) -> Iterator[Finding]:
    """A telephone number inside a name, an address or an hour would be hidden by the fact that holds it."""
    for fact in proof.facts:
        if fact.kind in reading.WORDS and TELEPHONE.search(reading.plain(fact.shown)):
            yield Finding(
                "number-unknown",
                f"the {fact.kind} “{fact.shown}” holds a telephone number",
                "take the number out of it and give it to the contact as a line of its own, with its source",
                where=fact.where,
            )


def _finding(number: str, text: Text) -> Finding:
    return Finding(
        "number-unknown",
        f"“{' '.join(number.split())}” stands {text.place} and is no number of this region",
        "print numbers only through contact(...); if it belongs to the words (a year, a section of a law), write it in "
        "content/, not in the template",
    )


CHECK = Check(
    codes=("number-unknown",),
    reason="The worst failure is a wrong number on a child's card: no number may stand there that nobody vouches for.",
    run=run,
)
