"""A file's words alone: the picture to expect where a number stands."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

# State, position and text operators (ISO 32000-2, annex A). Without colour, clipping, opacity, text rendering mode,
# paths and pictures nothing is left that could hide a word.
STATE = ("q", "Q", "cm", "BT", "ET")
TEXT = ("Tf", "Tm", "Td", "TD", "T*", "Tc", "Tw", "Tz", "TL", "Ts", "Tj", "TJ", "'", '"')
KEPT = frozenset({*STATE, *TEXT})
EVERYWHERE = (-20_000, -20_000, 20_000, 20_000)


def words(pdf: bytes) -> bytes:
    """A copy of the file in which only words are left, black on white."""
    with pikepdf.open(io.BytesIO(pdf)) as copy:
        for page in copy.pages:
            page.obj.Contents = copy.make_stream(_only_words(page.obj))
            if "/Annots" in page.obj:
                del page.obj.Annots
        for form in _forms(copy):
            form.write(_only_words(form))
            form.BBox = pikepdf.Array(EVERYWHERE)
            if "/Group" in form:
                del form.Group
        out = io.BytesIO()
        copy.save(out, compress_streams=False)
    return out.getvalue()


def _forms(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    return (thing for thing in pdf.objects if _is_form(thing))


def _is_form(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"


def _only_words(holder: pikepdf.Object) -> bytes:
    drawn = holder.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
    forms = {name for name, thing in drawn.items() if _is_form(thing)}
    return pikepdf.unparse_content_stream(
        [
            step
            for step in pikepdf.parse_content_stream(holder)
            if str(step.operator) in KEPT or (str(step.operator) == "Do" and str(step.operands[0]) in forms)
        ]
    )
