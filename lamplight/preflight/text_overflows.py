"""All text stays within its frame and its page, and no text runs over other text."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from lamplight.model import Finding
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.model import Box, Page
    from lamplight.preflight.proof import Proof

    Rectangle = tuple[float, float, float, float]

TOLERANCE = 0.5
# Lines set close together share a little of the room above capitals and below the baseline, not more.
CORE = 0.5
BEGINNING = 40


def run(proof: Proof) -> Verdict:
    """Look at the layout boxes of each page."""
    pages = list(enumerate(proof.pages, 1))
    findings = [finding for number, page in pages for finding in (*_outside(page, number), *_overlaps(page, number))]
    return Verdict(sum(len(_texts(page)) for page in proof.pages), tuple(findings))


def _texts(page: Page) -> list[Box]:
    return [box for box in page.boxes if box.kind == "text" and box.text.strip()]


def _outside(page: Page, number: int) -> Iterator[Finding]:
    for box in page.boxes:
        holder = None if box.frame is None else page.boxes[box.frame]
        room = (0.0, 0.0, page.width, page.height) if holder is None else _edges(holder)
        edges = _edges(box, box.type_size) if box.kind == "text" else _edges(box)
        if (box.kind == "frame" or box.text.strip()) and not _within(edges, room):
            where = f"the frame “{holder.name}”" if holder else "the page"
            yield _finding(f"on page {number}, {_called(box)} does not fit into {where}")


def _overlaps(page: Page, number: int) -> Iterator[Finding]:
    """Sweep down the page, so that only neighbours are compared."""
    cores = sorted(((_edges(box, box.type_size * CORE), box) for box in _texts(page)), key=lambda item: item[0][1])
    for index, (upper, box) in enumerate(cores):
        for lower, other in cores[index + 1 :]:
            if lower[1] >= upper[3] - TOLERANCE:
                break
            if min(upper[2], lower[2]) - max(upper[0], lower[0]) > TOLERANCE:
                yield _finding(f"on page {number}, {_called(box)} and {_called(other)} overlap")


def _edges(box: Box, line: float = inf) -> Rectangle:
    """Left, top, right and bottom of the box, its line of text taken no higher than `line` around its middle."""
    wide, high = (min(box.width, line), box.height) if box.turned else (box.width, min(box.height, line))
    across, down = box.x + box.width / 2, box.y + box.height / 2
    return across - wide / 2, down - high / 2, across + wide / 2, down + high / 2


def _within(inner: Rectangle, outer: Rectangle) -> bool:
    return (
        inner[0] >= outer[0] - TOLERANCE
        and inner[1] >= outer[1] - TOLERANCE
        and inner[2] <= outer[2] + TOLERANCE
        and inner[3] <= outer[3] + TOLERANCE
    )


def _called(box: Box) -> str:
    text = " ".join(box.text.split())
    beginning = text if len(text) <= BEGINNING else f"{text[:BEGINNING]}…"
    return f"the text “{beginning}”" if box.kind == "text" else f"the frame “{box.name}”"


def _finding(message: str) -> Finding:
    return Finding(
        "text-overflows",
        message,
        "shorten the name or the words, or give the frame more room in the material's style",
    )


CHECK = Check(
    codes=("text-overflows",),
    reason="Text that does not fit is cut off without a warning, and what is cut off may be the number.",
    run=run,
)
