"""The file has the pages that the material says, of the size that the paper says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.model import POINTS_PER_INCH, Edition, Finding
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

    from lamplight.preflight.proof import Proof

# Half a point: less than any printer's feed is exact to.
TOLERANCE = 0.5


def run(proof: Proof) -> Verdict:
    """Count the pages and measure each; what a page for a print shop must measure is more (`boxes_wrong`)."""
    pages = proof.objects.pages
    measured = [] if proof.job.edition is Edition.PRESS else list(enumerate(pages, 1))
    sizes = (finding for number, page in measured for finding in _size(number, page, proof))
    return Verdict(len(pages), (*_count(len(pages), proof), *sizes))


def _count(found: int, proof: Proof) -> Iterator[Finding]:
    """A short text in large print needs fewer pages than a long one."""
    most = proof.sheet_pages
    if found > most or (found < most and not proof.job.large):
        yield Finding(
            "pages-wrong",
            f"the file has {found} pages and must have {'at most ' if proof.job.large else ''}{most}",
            "shorten the words or make them smaller; if the material has truly changed, say so in its material.yaml",
            where=proof.material.where,
        )


def _size(number: int, page: pikepdf.Page, proof: Proof) -> Iterator[Finding]:
    """MediaBox and TrimBox (ISO 32000-2, 14.11.2) of a page that is neither turned nor enlarged."""
    for name, box in (("MediaBox", page.mediabox), ("TrimBox", page.trimbox)):
        left, bottom, right, top = map(float, box)
        width, height = right - left, top - bottom
        turned = int(page.obj.get("/Rotate", 0)) or float(page.obj.get("/UserUnit", 1)) != 1
        if turned or max(abs(width - proof.paper.width), abs(height - proof.paper.height)) > TOLERANCE:
            yield Finding(
                "page-size-wrong",
                f"page {number} measures {_inches(width, height)} ({name}{', turned or enlarged' if turned else ''}), "
                f"and {proof.paper.title} {_inches(proof.paper.width, proof.paper.height)}",
                "let the material's style take its page size from the paper",
                where=proof.material.where,
            )


def _inches(width: float, height: float) -> str:
    return f"{width / POINTS_PER_INCH:.2f} × {height / POINTS_PER_INCH:.2f} in"


CHECK = Check(
    codes=("pages-wrong", "page-size-wrong"),
    reason="An extra page is text without room; a wrong size is scaled by the printer, and cards miss their cuts.",
    run=run,
)
