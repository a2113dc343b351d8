from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from lamplight.preflight.bookmark_differs import CHECK
from preflight.samples import changed, codes, good, proof

if TYPE_CHECKING:
    from collections.abc import Callable

CODE = "bookmark-differs"
PAGES = "<h1>A</h1><h2>B <b>C</b></h2><p>D</p><h2 style='break-before: page'>E</h2><h3>F</h3>"


def _first(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.Outlines.First


def _none(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Outlines"]


def _renamed(pdf: pikepdf.Pdf) -> None:
    _first(pdf).Title = pikepdf.String("Page 1")


def _elsewhere(pdf: pikepdf.Pdf) -> None:
    _first(pdf).Dest[0] = pdf.pages[1].obj


def _fewer(pdf: pikepdf.Pdf) -> None:
    del _first(pdf).Last["/First"]


BROKEN: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "the file has 2 pages and no bookmarks": _none,
    "“Page1” stands where the heading “A” of page 1": _renamed,
    "“A” stands where the heading “A” of page 1": _elsewhere,
    "has 3 bookmarks and 4 headings": _fewer,
}


@pytest.mark.parametrize("message", BROKEN)
def test_bookmarks_that_are_not_the_headings(message: str) -> None:
    (finding,) = CHECK.run(changed(BROKEN[message], proof(PAGES, ()))).findings
    assert finding.code == CODE
    assert message in finding.message


def test_bookmarks_that_are_the_headings_pass() -> None:
    assert codes(proof(PAGES, ()), CODE) == []
    assert codes(proof("<h1>บ้าน&ZeroWidthSpace;เรา</h1>", ()), CODE) == []


def test_one_page_needs_none() -> None:
    assert codes(changed(_none, good()), CODE) == []
