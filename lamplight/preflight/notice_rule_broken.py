"""A notice that a law asks for is as that law asks: its paper, its type, its languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.model import POINTS_PER_INCH, Finding, Severity
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.model import Box, Law
    from lamplight.preflight.proof import Proof

FRAME = "notice"
ROUNDING = 0.01


def run(proof: Proof) -> Verdict:
    """Compare the paper and the words in the frame of the notice with the rule of the law that holds here."""
    words = [box for page in proof.pages for box in page.boxes if _in_notice(box, page.boxes)]
    if proof.law is None or not words:
        return Verdict(0)
    law = proof.law
    return Verdict(len(words), (*_paper(law, proof), *_type(law, words), *_languages(law), *_unchecked(law)))


def _in_notice(box: Box, boxes: tuple[Box, ...]) -> bool:
    return box.kind == "text" and box.frame is not None and boxes[box.frame].name == FRAME


def _paper(law: Law, proof: Proof) -> Iterator[Finding]:
    if proof.paper.width < law.width - ROUNDING or proof.paper.height < law.height - ROUNDING:
        least = f"{law.width / POINTS_PER_INCH:g} x {law.height / POINTS_PER_INCH:g} in"
        said = f"{proof.paper.title} is smaller than the {least} that it asks for"
        yield _broken(law, said, "print it on larger paper")


def _type(law: Law, words: list[Box]) -> Iterator[Finding]:
    smallest = min(words, key=lambda box: box.type_size)
    if smallest.type_size < law.type_size - ROUNDING:
        said = f"“{smallest.text.strip()}” is set in {smallest.type_size:.1f} pt, and it asks for {law.type_size:g} pt"
        yield _broken(law, said, "print it on larger paper")


def _languages(law: Law) -> Iterator[Finding]:
    """Each sheet is right by itself, and yet the law is kept only when all of them hang there."""
    missing = ", ".join(language for language in law.languages if language not in law.texts)
    if missing:
        said = f"it is to be posted in {missing} as well"
        yield _broken(law, said, f"add its words to notices/{law.name}", Severity.WARNING)


def _unchecked(law: Law) -> Iterator[Finding]:
    also = f" It asks also: {law.also}." if law.also else ""
    yield Finding(
        "notice-rule-unchecked",
        f"{law.title}: how the rule reads here was {law.checked}.{also}",
        f"read the law before you post the notice ({law.source})",
        Severity.WARNING,
        law.where,
    )


def _broken(law: Law, message: str, remedy: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding("notice-rule-broken", f"{law.title}: {message} ({law.source})", remedy, severity, law.where)


CHECK = Check(
    codes=("notice-rule-broken", "notice-rule-unchecked"),
    reason="A notice that a law asks for, and that is not as the law asks, costs the business that posts it a penalty.",
    run=run,
    may_be_empty="only a notice that a law asks for has a rule",
)
