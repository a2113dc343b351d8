"""On a sheet, each card stands in its place with its own numbers, and its own back is behind its front."""

from __future__ import annotations

from collections import Counter
from math import isclose
from typing import TYPE_CHECKING

from lamplight import scripts
from lamplight.model import Finding
from lamplight.preflight.check import Check, Verdict
from lamplight.preflight.reading import simplify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.model import Placement
    from lamplight.preflight.lettering import Letter
    from lamplight.preflight.proof import Proof

# In points: a place that is a hundredth of a millimetre elsewhere is the same.
CLOSE = 0.03


def run(proof: Proof) -> Verdict:
    """Compare the digits that stand in each place with those of the side that belongs there, and each back's place."""
    if proof.job.sheet is None:
        return Verdict(0)
    seen: dict[Placement, Counter[str]] = {placement: Counter() for placement in proof.placements}
    strays = 0
    for page, letter in _digits(proof):
        if place := _place(page, letter, proof):
            seen[place][simplify(letter.text)] += 1
        else:
            strays += 1
    wanted = {number: _said(number, proof) for number in {placement.source_page for placement in seen}}
    wrong = [place for place, digits in seen.items() if digits != wanted[place.source_page]]
    return Verdict(len(seen), (*map(_mixed, wrong), *_strays(strays), *_backs(proof)))


def _digits(proof: Proof) -> Iterator[tuple[int, Letter]]:
    """Every digit of the sheets, with its page from 0."""
    for found in proof.runs:
        yield from ((found.page - 1, letter) for letter in found.letters if letter.text.isdigit())


def _place(page: int, letter: Letter, proof: Proof) -> Placement | None:
    """Where a letter's middle stands."""
    x, y = (letter.ink.left + letter.ink.right) / 2, (letter.ink.top + letter.ink.bottom) / 2
    width, height = proof.piece.width, proof.piece.height
    return next(
        (
            place
            for place in proof.placements_on(page)
            if place.x <= x <= place.x + width and place.y <= y <= place.y + height
        ),
        None,
    )


def _said(number: int, proof: Proof) -> Counter[str]:
    """The digits of a side as it was laid out, but for those that an ActualText tells and no place can be known of."""
    boxes = proof.pages[number].boxes
    texts = (box.text for box in boxes if not scripts.SHAPED.search(box.text))
    return Counter(simplify(letter) for text in texts for letter in text if letter.isdigit())


def _backs(proof: Proof) -> Iterator[Finding]:
    """Sides stand in the order of the cards; a back is exactly where its front is, seen through the paper."""
    sides = [[place for place in proof.placements if place.sheet_page % 2 == side] for side in (0, 1)]
    if all(len(card) == 1 for card in proof.cards):
        return
    found = list(zip(*sides, strict=False))
    if [(front.source_page, back.source_page) for front, back in found] != list(proof.cards):
        yield _finding("the sides of the sheet do not hold the cards' own backs in their order")
    for front, back in found:
        if back.sheet_page != front.sheet_page + 1 or not _is_behind(front, back, proof):
            yield _finding(
                f"the back at {back.x:.1f}, {back.y:.1f} pt on page {back.sheet_page + 1} is not behind its front"
            )


def _is_behind(front: Placement, back: Placement, proof: Proof) -> bool:
    run_, paper, piece = proof.job.run, proof.paper, proof.piece
    x, y = front.x - run_.front.x, front.y - run_.front.y
    mirrored = paper.width - piece.width - x, y
    if back.turned:
        mirrored = x, paper.height - piece.height - y
    there = back.x - run_.back.x, back.y - run_.back.y
    return all(isclose(one, other, abs_tol=CLOSE) for one, other in zip(mirrored, there, strict=True))


def _mixed(place: Placement) -> Finding:
    return _finding(f"the card {_at(place)} does not hold the digits of the side that belongs there")


def _at(place: Placement) -> str:
    return f"at {place.x:.1f}, {place.y:.1f} pt on page {place.sheet_page + 1}"


def _strays(count: int) -> Iterator[Finding]:
    if count:
        yield _finding(f"{count} digits stand outside every card")


def _finding(message: str) -> Finding:
    remedy = "do not print this sheet: report this message with the sheet's name and how it was asked for"
    return Finding("card-elsewhere", message, remedy)


CHECK = Check(
    codes=("card-elsewhere",),
    reason="On a sheet of many counties' cards a number that stands on the neighbour is a wrong number.",
    run=run,
    may_be_empty="most files are not sheets of cards",
)
