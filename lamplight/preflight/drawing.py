"""Which codes of which fonts a file draws, and on which page: its content streams, read operator by operator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    Drawn = dict[tuple[int, int], dict[int, int]]

SHOWN = frozenset({"Tj", "TJ", "'", '"'})
BYTES_A_CODE = 2


def drawn(pdf: pikepdf.Pdf) -> Drawn:
    """By font object: each two-byte code that is drawn, with the first page (from 1) that draws it."""
    found: Drawn = {}
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        for holder in _holders(page.obj, seen):
            for font, code in _codes(holder):
                found.setdefault(font, {}).setdefault(code, number)
    return found


def _holders(holder: pikepdf.Object, seen: set[tuple[int, int]]) -> Iterator[pikepdf.Object]:
    """A page or form and, once each, the forms and patterns that it draws."""
    yield holder
    resources = holder.get("/Resources", pikepdf.Dictionary())
    for kind in ("/XObject", "/Pattern"):
        for thing in resources.get(kind, pikepdf.Dictionary()).as_dict().values():
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image" and thing.objgen not in seen:
                seen.add(thing.objgen)
                yield from _holders(thing, seen)


def _codes(holder: pikepdf.Object) -> Iterator[tuple[tuple[int, int], int]]:
    fonts = holder.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
    font = (0, 0)
    for step in pikepdf.parse_content_stream(holder):
        operator = str(step.operator)
        if operator == "Tf":
            font = fonts[str(step.operands[0])].objgen
        elif operator in SHOWN:
            for code in _shown(step.operands[-1]):
                yield font, code


def _shown(operand: pikepdf.Object) -> Iterator[int]:
    pieces = operand if isinstance(operand, pikepdf.Array) else (operand,)
    for piece in pieces:
        if isinstance(piece, pikepdf.String):
            data = bytes(piece)
            for start in range(0, len(data), BYTES_A_CODE):
                yield int.from_bytes(data[start : start + BYTES_A_CODE])
