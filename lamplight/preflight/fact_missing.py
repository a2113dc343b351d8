"""Every fact can be read in the file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lamplight.model import Finding
from lamplight.preflight.check import Check, Verdict
from lamplight.preflight.reading import DRAWN_AS_PICTURE

if TYPE_CHECKING:
    from lamplight.model import Fact
    from lamplight.preflight.proof import Proof


def run(proof: Proof) -> Verdict:
    """Count each fact's wording in the text of the pages."""
    facts = [fact for fact in proof.facts if fact.kind not in DRAWN_AS_PICTURE]
    wanted = Counter(fact.shown for fact in facts)
    first = {fact.shown: fact for fact in reversed(facts)}
    findings = (_compare(first[shown], times, proof) for shown, times in wanted.items())
    return Verdict(len(facts), tuple(finding for finding in findings if finding))


def _compare(fact: Fact, wanted: int, proof: Proof) -> Finding | None:
    found = len(proof.claims.spans[fact.shown])
    if found >= wanted:
        return None
    return Finding(
        "fact-missing",
        f"“{fact.shown}” ({fact.kind}) must stand {wanted} times in the file and can be read {found} times",
        "look at the page: the text may be cut off, broken over two lines or changed on its way; make its box wider "
        "or its wording shorter",
        where=fact.where,
    )


CHECK = Check(
    codes=("fact-missing",),
    reason="Text can vanish without a warning; a handout without its number helps nobody.",
    run=run,
)
