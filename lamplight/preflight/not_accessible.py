"""The screen edition can be read by a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from lamplight.model import Edition, Finding
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.preflight.proof import Proof


def run(proof: Proof) -> Verdict:
    """Look at the file's title, language, tags and alternative texts (ISO 14289-1, 7.1 to 7.3, 7.18)."""
    elements = tuple(_elements(proof.objects.Root.get("/StructTreeRoot")))
    wrong = (*_document(proof), *_tags(elements), *_lists(elements), *_figures(elements), *_links(proof, elements))
    return Verdict(len(elements) + 1, tuple(_finding(message) for message in wrong))


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


def _tags(elements: tuple[pikepdf.Object, ...]) -> Iterator[str]:
    if not any(_holds_content(element) for element in elements):
        yield "no text of the file is tagged"


def _lists(elements: tuple[pikepdf.Object, ...]) -> Iterator[str]:
    """An item that no list holds is read out as a list of its own (ISO 14289-1, 7.2; ISO 32000-2, table 371)."""
    lost = [one for one in elements if one.get("/S") == "/LI" and one.get("/P", pikepdf.Dictionary()).get("/S") != "/L"]
    if lost:
        yield f"{len(lost)} items stand outside their list: a table cell within an item does that"


def _figures(elements: tuple[pikepdf.Object, ...]) -> Iterator[str]:
    for element in elements:
        if element.get("/S") == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield "a picture has no alternative text"


def _links(proof: Proof, elements: tuple[pikepdf.Object, ...]) -> Iterator[str]:
    """A link that no Link element holds is not announced (ISO 14289-1, 7.18.5)."""
    tagged = [kid for element in elements if element.get("/S") == "/Link" for kid in _inside(element) if _refers(kid)]
    links = [
        note for page in proof.objects.pages for note in page.get("/Annots", ()) if note.get("/Subtype") == "/Link"
    ]
    if len(tagged) != len(links):
        yield f"{len(links) - len(tagged)} of {len(links)} links are not tagged as links"


def _refers(kid: object) -> bool:
    """Whether it is a reference to an annotation (ISO 32000-2, 14.7.5.3)."""
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def _elements(root: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    """Every element of the structure tree (ISO 32000-2, 14.7.2)."""
    waiting = [] if root is None else list(_kids(root))
    while waiting:
        element = waiting.pop()
        yield element
        waiting += _kids(element)


def _kids(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in _inside(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid


def _holds_content(element: pikepdf.Object) -> bool:
    """Whether it holds a marked-content identifier, as a number or in a reference (ISO 32000-2, 14.7.5.1)."""
    return any(
        isinstance(kid, int) or (isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid) for kid in _inside(element)
    )


def _inside(element: pikepdf.Object) -> Iterator[object]:
    inside = element.get("/K", ())
    yield from inside if isinstance(inside, pikepdf.Array) else (inside,)


def _finding(message: str) -> Finding:
    return Finding(
        "not-accessible",
        message,
        "give the page a title, a language, and every picture an alt text that says what it shows; make decoration a "
        "CSS background; keep tables out of lists",
    )


CHECK = Check(
    codes=("not-accessible",),
    reason="Websites of public bodies must be accessible (28 CFR 35.200), and blind parents have children too.",
    run=run,
    editions=(Edition.SCREEN,),
)
