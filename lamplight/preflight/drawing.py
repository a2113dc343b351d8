"""Which codes of which fonts a file draws, and on which page: its content streams, read operator by operator."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    Drawn = dict[tuple[int, int], dict[int, int]]

SHOWN = frozenset({"Tj", "TJ", "'", '"'})
BYTES_A_CODE = 2


def drawn(pdf: pikepdf.Pdf) -> tuple[Drawn, Drawn]:
    """By font object: each two-byte code that is drawn, with the first page (from 1) that draws it.

    First all of them, then those whose own meaning counts: they stand in no span that says what it says as a whole
    (ISO 32000-2, 14.9.4, ActualText).
    """
    found: Drawn = {}
    spelled: Drawn = {}
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        for holder in _holders(page.obj, seen):
            for font, codes, told in _codes(holder):
                for where in (found,) if told else (found, spelled):
                    where[font] = dict.fromkeys(codes, number) | where.get(font, {})
    return found, spelled


def _holders(holder: pikepdf.Object, seen: set[tuple[int, int]]) -> Iterator[pikepdf.Object]:
    """A page or form and, once each, the forms and patterns that it draws."""
    yield holder
    resources = holder.get("/Resources", pikepdf.Dictionary())
    for kind in ("/XObject", "/Pattern"):
        for thing in resources.get(kind, pikepdf.Dictionary()).as_dict().values():
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image" and thing.objgen not in seen:
                seen.add(thing.objgen)
                yield from _holders(thing, seen)


def _codes(holder: pikepdf.Object) -> Iterator[tuple[tuple[int, int], tuple[int, ...], bool]]:
    fonts = holder.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
    font = (0, 0)
    marked: list[bool] = []  # the marked content that is open, and whether it has an ActualText
    for step in pikepdf.parse_content_stream(holder):
        operator = str(step.operator)
        if operator == "Tf":
            font = fonts[str(step.operands[0])].objgen
        elif operator in SHOWN:
            yield font, _shown(step.operands[-1]), any(marked)
        elif operator in {"BDC", "BMC"}:
            marked.append(isinstance(step.operands[-1], pikepdf.Dictionary) and "/ActualText" in step.operands[-1])
        elif operator == "EMC":
            marked.pop()


def _shown(operand: pikepdf.Object) -> tuple[int, ...]:
    """The codes of a string or, in an array, of the strings between the numbers that move them.

    A font with one-byte codes is foreign anyway: that its odd last byte is dropped does no harm.
    """
    pieces = operand if isinstance(operand, pikepdf.Array) else (operand,)
    data = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
    whole = len(data) // BYTES_A_CODE
    return struct.unpack(f">{whole}H", data[: whole * BYTES_A_CODE])
