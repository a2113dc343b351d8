"""A piece has few sizes of type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.model import Finding
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lamplight.model import Page
    from lamplight.preflight.proof import Proof


def run(proof: Proof) -> Verdict:
    """Count the sizes of all laid-out runs of text of each piece, told apart by a tenth of a point.

    Of two languages each may have its own: one script looks as large as the other at another size.
    """
    found = [sizes(piece) for piece in _pieces(proof)]
    most = proof.material.type_sizes * max(len(piece.languages) for piece in proof.job.pieces())
    return Verdict(sum(map(len, found)), tuple(_finding(piece, proof) for piece in found if len(piece) > most))


def _pieces(proof: Proof) -> Iterator[Sequence[Page]]:
    """The pages of each different card, or all pages."""
    for card in dict.fromkeys(proof.cards) or [range(len(proof.pages))]:
        yield [proof.pages[number] for number in card]


def sizes(pages: Iterable[Page]) -> dict[float, str]:
    """Each size of type, in points, the smallest first, with the first words that are set in it."""
    found: dict[float, str] = {}
    for page in pages:
        for box in page.boxes:
            if box.text.strip():
                found.setdefault(round(box.type_size, 1), " ".join(box.text.split()))
    return dict(sorted(found.items()))


def _finding(found: dict[float, str], proof: Proof) -> Finding:
    listed = ", ".join(f"{size:g} pt (“{text[:20]}”)" for size, text in found.items())
    return Finding(
        "type-sizes-many",
        f"{len(found)} sizes of type, and {proof.material.name} has at most {proof.material.type_sizes}: {listed}",
        "set what is alike in one size, and tell it apart by weight, colour or place",
        where=proof.material.where,
    )


CHECK = Check(
    codes=("type-sizes-many",),
    reason="Where everything has its own size, nothing leads; a few sizes say what to read first.",
    run=run,
)
