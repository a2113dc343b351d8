"""What is read out comes in the order in which a person reads the page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from lamplight import cldr
from lamplight.model import Edition, Finding
from lamplight.preflight import structure
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lamplight.preflight.proof import Proof
    from lamplight.preflight.structure import Area, Element, Run

# What stands within a line, and a number beside its item.
WITHIN = frozenset({"Span", "Link", "NonStruct", "Lbl"})
# Points by which two blocks may overlap and still count as one after the other.
SLACK = 1.0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or item on a page: the elements around it, where it stands, and the frame that holds it."""

    path: tuple[Element, ...]
    page: int
    frame: int | None
    area: Area
    text: str


def run(proof: Proof) -> Verdict:
    """Compare the order of the structure with that of the page's source, and with the places of its blocks.

    From one block to the next, reading goes down, or on to what stands beside it in the direction of the language:
    never up the same column, never back along a line. Two frames may be two leaves of a fold, two languages two halves
    of a poster, and turned text has lines of its own: between those, only the source's order counts.
    """
    laid = sum(1 for page in proof.pages for _ in structure.texts(page))
    wrong = []
    if laid != len(proof.read_out):
        wrong.append(f"{laid} runs of text are laid out, and {len(proof.read_out)} are read out")
    elif lost := next((run for run in proof.read_out if run.box is None), None):
        wrong.append(f"what stands on page {lost.content.page} is not read out in the order of the page's source")
    wrong += [
        f"on page {after.page}, “{after.text}” is read after “{before.text}”, which stands {where} it"
        for before, after in pairwise(_blocks(proof.read_out))
        if (where := _against(before, after))
    ]
    remedy = "put the blocks into the order of reading in the template; the style can place them anywhere"
    return Verdict(laid, tuple(Finding("reading-order", message, remedy) for message in wrong))


def _blocks(runs: Iterable[Run]) -> Iterator[Block]:
    upright = (run for run in runs if run.box and not run.box.turned and not _is_number(run))
    for (page, _), some in groupby(upright, key=lambda run: (run.content.page, id(_block(run)))):
        own = list(some)
        path = own[0].path[: own[0].path.index(_block(own[0])) + 1]
        text = " ".join(run.box.text for run in own if run.box)
        frame = own[0].box.frame if own[0].box else None
        yield Block(path, page, frame, structure.around(run.area for run in own), text)


def _is_number(run: Run) -> bool:
    """The number of an item, which stands beside it where the style puts it."""
    return any(element.kind == "Lbl" for element in run.path)


def _block(run: Run) -> Element:
    return next((element for element in reversed(run.path) if element.kind not in WITHIN), run.path[0])


def _against(before: Block, after: Block) -> str:
    """How the second block stands against the order of reading; nothing where it does not."""
    language = before.path[-1].language
    if (before.page, before.frame, language) != (after.page, after.frame, after.path[-1].language):
        return ""
    left, bottom, right, top = after.area
    on_the_left, on_the_right = right <= before.area[0] + SLACK, left >= before.area[2] - SLACK
    onward, back = (on_the_left, on_the_right) if cldr.direction(language) == "rtl" else (on_the_right, on_the_left)
    if bottom >= before.area[3] - SLACK:
        return "" if onward else "below"
    return "past" if back and top > before.area[1] + SLACK else ""


CHECK = Check(
    codes=("reading-order",),
    reason="Who hears a page hears one thing after another: a number must not come before whose number it is.",
    run=run,
    editions=(Edition.SCREEN,),
)
