"""A file for a print shop is painted with cyan, magenta, yellow and black, and with nothing else."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lamplight.model import Edition, Finding
from lamplight.preflight.check import Check, Verdict
from lamplight.preflight.graphics import CMYK, GREY

if TYPE_CHECKING:
    from lamplight.preflight.painting import Painted
    from lamplight.preflight.proof import Proof


def run(proof: Proof) -> Verdict:
    """Look at the colour of whatever is painted: pages, forms, patterns, glyphs, pictures, shadings, groups, masks.

    A soft mask is seen through its lightness alone, so there it may be grey (ISO 32000-2, 11.5.3). Elsewhere a grey is
    no less foreign than a red: it would be for the print shop to decide which inks make it. The colour that holds where
    none was set is such a grey.
    """
    strange = Counter((thing.page, _called(thing)) for thing in proof.painted if not _is_right(thing))
    return Verdict(len(proof.painted), tuple(_finding(*where, times) for where, times in strange.items()))


def _is_right(thing: Painted) -> bool:
    if thing.masked and thing.paint.space == GREY:
        return True
    return thing.paint.space == CMYK and thing.paint.told


def _called(thing: Painted) -> str:
    return f"{thing.kind} in {thing.paint.space if thing.paint.told else 'the black that holds where none was set'}"


def _finding(page: int, what: str, times: int) -> Finding:
    return Finding(
        "colour-not-cmyk",
        f"on page {page}, {what} ({times} times) is not made of the four inks",
        "let the separation turn each colour into DeviceCMYK: operators, pictures, shadings and groups",
    )


CHECK = Check(
    codes=("colour-not-cmyk",),
    reason="A print shop makes a colour that is not of its four inks of any of them, and black text of all four.",
    run=run,
    editions=(Edition.PRESS,),
)
