"""The cells of a table know what heads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.model import Edition, Finding
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.preflight.proof import Proof
    from lamplight.preflight.structure import Element


def run(proof: Proof) -> Verdict:
    """Look at the header cells of every table (ISO 14289-1, 7.5); what only looks like one is none."""
    elements = tuple(proof.tags.walk())
    remedy = "give the table th cells, those of rows with scope=row, or set what is no table with other elements"
    wrong = (message for element in elements if element.kind == "Table" for message in _wrong(element))
    return Verdict(len(elements) + 1, tuple(Finding("table-headless", message, remedy) for message in wrong))


def _wrong(table: Element) -> Iterator[str]:
    headers = [element for element in table.walk() if element.kind == "TH"]
    if not headers:
        yield "a table has no header cells"
    if any(element.attributes.get("Scope") not in {"/Row", "/Column", "/Both"} for element in headers):
        yield "a header cell of a table does not say what it heads (Scope)"


CHECK = Check(
    codes=("table-headless",),
    reason="A number in a cell means nothing to who does not hear which row and column it stands in.",
    run=run,
    editions=(Edition.SCREEN,),
)
