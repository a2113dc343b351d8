"""Draws placements: the pages of a card onto pages of stock. The only module that writes PDF itself (pikepdf)."""

from __future__ import annotations

import io
from contextlib import ExitStack
from itertools import groupby
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

from lamplight.model import Flip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lamplight.model import Mark, Paper, Placement

# Black of the grey colour space, so that no printer makes a mark from several inks that may not meet.
MARK_STROKE = "0 G 0.25 w"


def impose(  # noqa: PLR0913, PLR0917 - what is drawn, on what, and how the printer is to take it
    pdf: bytes,
    paper: Paper,
    placements: Sequence[Placement],
    marks: Iterable[Mark],
    title: str,
    flip: Flip | None = None,
) -> bytes:
    """The pages of `pdf` placed on sheets of `paper`; each page is stored once, however often it is placed.

    `flip` is the edge over which the printer is to turn each sheet; without one nothing is printed on its back. A page
    on which nothing stands is blank, so that each back stays behind its front. The same input gives the same bytes.
    """
    with pikepdf.open(io.BytesIO(pdf)) as piece, pikepdf.new() as sheets:
        forms = [sheets.copy_foreign(page.as_form_xobject()) for page in piece.pages]
        marked = {page: list(lines) for page, lines in groupby(marks, key=lambda mark: mark.sheet_page)}
        placed = {page: list(here) for page, here in groupby(placements, key=lambda placement: placement.sheet_page)}
        for number in range(max(placed) + 1):
            here = placed.get(number, [])
            used = sorted({placement.source_page for placement in here})
            page = sheets.add_blank_page(page_size=(paper.width, paper.height))
            page.obj.Resources = Dictionary(XObject=Dictionary({f"/P{index}": forms[index] for index in used}))
            drawing = [_placed(placement, forms, paper) for placement in here]
            drawing += [_marked(mark, paper) for mark in marked.get(number, ())]
            page.obj.Contents = sheets.make_stream("\n".join(drawing).encode())
            page.obj.TrimBox = Array([0, 0, paper.width, paper.height])
        _describe(sheets, piece, title)
        # Cards on a page that a printer shrank would miss their cuts.
        sheets.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"))
        _turn_over(sheets, flip)
        return _saved(sheets)


def two_sided(pdf: bytes, paper: Paper) -> bytes:
    """The same pages of `paper`, for a printer that turns each sheet over its upright edge; nothing else is changed."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        _turn_over(opened, Flip.SHORT if paper.width > paper.height else Flip.LONG)
        return _saved(opened)


def joined(parts: Sequence[bytes]) -> tuple[bytes, int]:
    """The sheets of all parts as one file, and how many pages it has; a part that comes again is stored once."""
    if len(parts) == 1:
        with pikepdf.open(io.BytesIO(parts[0])) as whole:
            return parts[0], len(whole.pages)
    with pikepdf.open(io.BytesIO(parts[0])) as whole, ExitStack() as opened:
        pages = {parts[0]: list(whole.pages)}
        for part in parts[1:]:
            if part not in pages:
                pages[part] = list(opened.enter_context(pikepdf.open(io.BytesIO(part))).pages)
            whole.pages.extend(pages[part])
        return _saved(whole), len(whole.pages)


def at_actual_size(pdf: bytes, flip: Flip | None = None) -> bytes:
    """The same pages, for a printer that does not shrink them, and that turns them over that edge if it is to."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"))
        _turn_over(opened, flip)
        return _saved(opened)


def _turn_over(pdf: pikepdf.Pdf, flip: Flip | None) -> None:
    """Tells the printer's dialog over which edge to turn each sheet, if it is to (ISO 32000-2, table 147)."""
    edges = {None: Name.Simplex, Flip.LONG: Name.DuplexFlipLongEdge, Flip.SHORT: Name.DuplexFlipShortEdge}
    if len(pdf.pages) > 1:
        wishes = pdf.Root.get(Name.ViewerPreferences, Dictionary())
        wishes.Duplex = edges[flip]
        pdf.Root.ViewerPreferences = wishes


def _saved(pdf: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _placed(placement: Placement, forms: Sequence[pikepdf.Object], paper: Paper) -> str:
    """PDF measures from the bottom left; a form's box may start anywhere. A turned one ends where it would start."""
    left, bottom, right, top = (float(edge) for edge in forms[placement.source_page].BBox)
    x, foot = placement.x, paper.height - placement.y - (top - bottom)
    matrix = (
        f"-1 0 0 -1 {x + right:.4f} {foot + top:.4f}"
        if placement.turned
        else f"1 0 0 1 {x - left:.4f} {foot - bottom:.4f}"
    )
    return f"q {matrix} cm /P{placement.source_page} Do Q"


def _marked(mark: Mark, paper: Paper) -> str:
    start, end = paper.height - mark.y1, paper.height - mark.y2
    dash = " [2 2] 0 d" if mark.dashed else ""
    return f"q {MARK_STROKE}{dash} {mark.x1:.4f} {start:.4f} m {mark.x2:.4f} {end:.4f} l S Q"


def _describe(sheets: pikepdf.Pdf, piece: pikepdf.Pdf, title: str) -> None:
    sheets.docinfo[Name.Title] = title
    for key in (Name.Producer, Name.CreationDate, Name.ModDate):
        if key in piece.docinfo:
            sheets.docinfo[key] = str(piece.docinfo[key])
    if Name.Lang in piece.Root:
        sheets.Root.Lang = str(piece.Root.Lang)
