"""Headings are in order: one title, and below each only the next rank."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lamplight.model import Edition, Finding
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.preflight.proof import Proof


def run(proof: Proof) -> Verdict:
    """Walk the headings in the order of reading (ISO 14289-1, 7.4.2)."""
    ranks, texts = [rank for rank, *_ in proof.heard.headings], [text for *_, text in proof.heard.headings]
    findings = tuple(
        Finding("heading-skipped", message, "give the page one h1, and below a heading only the next rank")
        for message in _wrong(ranks, texts)
    )
    return Verdict(len(ranks) + 1, findings)


def _wrong(ranks: list[int], texts: list[str]) -> Iterator[str]:
    if ranks.count(1) != 1:
        yield f"the file has {ranks.count(1)} headings of the first rank, and must have one"
    if ranks and ranks[0] != 1:
        yield f"the first heading, “{texts[0]}”, has rank {ranks[0]}"
    for (before, after), text in zip(pairwise(ranks), texts[1:], strict=True):
        if after > before + 1:
            yield f"the heading “{text}” has rank {after}, right below one of rank {before}"
    yield from ("a heading is empty" for text in texts if not text)


CHECK = Check(
    codes=("heading-skipped",),
    reason="Who cannot see a page goes through it by its headings, and looks in vain for a rank that was skipped.",
    run=run,
    editions=(Edition.SCREEN,),
)
