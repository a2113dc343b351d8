"""Where the links of a file lead, and where they may lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf

from lamplight.model import FactKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lamplight.model import Fact

# How each kind of fact is written in a link: RFC 3966 (tel), RFC 5724 (sms), RFC 6068 (mailto).
SCHEMES = {
    FactKind.CALL: ("tel:",),
    FactKind.TTY: ("tel:",),
    FactKind.TEXT: ("sms:",),
    FactKind.URL: ("", "mailto:"),
    FactKind.QR: ("",),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A link that leads out of the file. `page` counts from 1; `area` is left, bottom, right, top in points."""

    page: int
    target: str
    area: tuple[float, float, float, float]


def targets(facts: Iterable[Fact]) -> frozenset[str]:
    """Every link target that is a fact."""
    return frozenset(scheme + fact.value for fact in facts for scheme in SCHEMES.get(fact.kind, ()))


def annotated(pdf: pikepdf.Pdf) -> Iterator[tuple[int, pikepdf.Object]]:
    """Every annotation with its page, from 1."""
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.obj.get("/Annots", ()):
            yield number, annotation


def found(pdf: pikepdf.Pdf) -> Iterator[Link]:
    """Every link out of the file."""
    for number, annotation in annotated(pdf):
        target = target_of(annotation)
        if target is not None:
            left, bottom, right, top = map(float, annotation.Rect)
            yield Link(number, target, (min(left, right), min(bottom, top), max(left, right), max(bottom, top)))


def target_of(annotation: pikepdf.Object) -> str | None:
    """The target, without the ready-made words of a text message, which are no part of the number."""
    target = annotation.get("/A", pikepdf.Dictionary()).get("/URI")
    if target is None:
        return None
    return str(target).partition("?")[0] if str(target).startswith("sms:") else str(target)
