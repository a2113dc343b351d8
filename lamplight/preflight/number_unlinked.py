"""On a screen every number dials itself, and every address opens."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lamplight.model import Edition, FactKind, Finding
from lamplight.preflight import links, reading
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from lamplight.preflight.proof import Proof

LINKED = frozenset({*reading.NUMBERS, FactKind.URL})


def run(proof: Proof) -> Verdict:
    """Count the links to each number or address: as many as it is printed, by tel: (RFC 3966) or sms: (RFC 5724)."""
    facts = [fact for fact in proof.facts if fact.kind in LINKED]
    printed = Counter((fact.kind, fact.value) for fact in facts)
    linked = Counter(link.target for link in links.found(proof.objects))
    findings = tuple(
        Finding(
            "number-unlinked",
            f"“{fact.shown}” is printed {printed[fact.kind, fact.value]} times, with {count} links to it",
            "let contact(...) print it",
            where=fact.where,
        )
        for fact in {(fact.kind, fact.value): fact for fact in facts}.values()
        if (count := sum(linked[target] for target in links.targets((fact,)))) < printed[fact.kind, fact.value]
    )
    return Verdict(len(facts), findings)


CHECK = Check(
    codes=("number-unlinked",),
    reason="Who reads on a telephone taps the number, and must not have to remember it while they type.",
    run=run,
    editions=(Edition.SCREEN,),
    may_be_empty="a cover gives nothing away",
)
