"""The screen edition tells a screen reader what it is: its title, its language, and that it has a structure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from lamplight.model import Edition, Finding
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.preflight.proof import Proof


def run(proof: Proof) -> Verdict:
    """Look at the file's title, language and tags (ISO 14289-1, 7.1 and 7.2)."""
    runs = len(proof.read_out)
    wrong = [*_document(proof)]
    if not runs:
        wrong.append("no text of the file is tagged")
    return Verdict(runs + 1, tuple(_finding(message) for message in wrong))


def _document(proof: Proof) -> Iterator[str]:
    root = proof.objects.Root
    title = str(proof.objects.docinfo.get("/Title", ""))
    if title != proof.title or not title.strip():
        yield f"the file's title is “{title}” and must be “{proof.title}”"
    if not root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle", False):
        yield "a reader shows the file's name instead of its title (DisplayDocTitle)"
    language = str(root.get("/Lang", ""))
    if language != proof.job.languages[0]:
        yield f"the file's language is “{language}” and must be “{proof.job.languages[0]}”"
    if not root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False):
        yield "the file does not say that it is tagged (MarkInfo)"


def _finding(message: str) -> Finding:
    return Finding("not-accessible", message, "let shared/base.html.j2 give the page its title and its language")


CHECK = Check(
    codes=("not-accessible",),
    reason="Websites of public bodies must be accessible (28 CFR 35.200), and blind parents have children too.",
    run=run,
    editions=(Edition.SCREEN,),
)
