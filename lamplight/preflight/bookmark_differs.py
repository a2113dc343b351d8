"""A file of several pages has bookmarks, and they are its headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.model import Edition, Finding
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

    from lamplight.preflight.proof import Proof


def run(proof: Proof) -> Verdict:
    """Compare the bookmarks with the headings, in their order (ISO 32000-2, 12.3.3): page and words of each."""
    pages = {page.obj.objgen[0]: number for number, page in enumerate(proof.objects.pages, 1)}
    outlines = proof.objects.Root.get("/Outlines")
    bookmarks = () if outlines is None else tuple(_below(outlines))
    marked = [(pages.get(one.Dest[0].objgen[0]), _bare(one.Title)) for one in bookmarks]
    headed = [(page, _bare(text)) for _, page, text in proof.heard.headings]
    findings = tuple(_finding(message) for message in _wrong(marked, headed, len(pages)))
    return Verdict(len(marked) + len(headed), findings)


def _wrong(marked: list[tuple[int | None, str]], headed: list[tuple[int, str]], pages: int) -> Iterator[str]:
    if not marked and pages > 1:
        yield f"the file has {pages} pages and no bookmarks"
    elif marked and marked != headed:
        first = next((pair for pair in zip(marked, headed, strict=False) if pair[0] != pair[1]), None)
        yield (
            f"the bookmark “{first[0][1]}” stands where the heading “{first[1][1]}” of page {first[1][0]} should be"
            if first
            else f"the file has {len(marked)} bookmarks and {len(headed)} headings"
        )


def _below(outline: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every bookmark below one, in the order of reading."""
    one = outline.get("/First")
    while one is not None:
        yield one
        yield from _below(one)
        one = one.get("/Next")


def _bare(text: object) -> str:
    return "".join(str(text).split())


def _finding(message: str) -> Finding:
    return Finding("bookmark-differs", message, "leave bookmarks to the headings: the page's style takes none away")


CHECK = Check(
    codes=("bookmark-differs",),
    reason="On a telephone the bookmarks are the table of contents, and lead past four pages to the number.",
    run=run,
    editions=(Edition.SCREEN,),
)
