"""What a screen reader needs to know and WeasyPrint does not tell it: how we complete the tags of the screen edition.

The engine writes one structure element for each box (ISO 32000-1, 14.7). Added here, from the box's HTML: the language
of a passage, what a link is for, the numbers of a list, which cells a header is for, the true place of a picture. It is
a part of the typesetter, imported by it alone: what is replaced here is the engine's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydyf import Array, Dictionary, String
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import tags as engine

from lamplight.model import POINTS_PER_INCH

if TYPE_CHECKING:
    from collections.abc import Iterator

POINTS_PER_PIXEL = POINTS_PER_INCH / 96
# What the engine calls NonStruct, and is something (ISO 32000-1, 14.8.4.2 and 14.8.4.4).
KINDS = {"bdi": "Span", "strong": "Span", "header": "Div", "footer": "Div"}
BULLETS = {"disc": "/Disc", "circle": "/Circle", "square": "/Square"}
# A numbered item's number, which our styles draw before it: see `.steps` of design.css.
NUMBER = "li::before"


def _kind(tag: str | None) -> str:
    """The structure type of an HTML element."""
    kind: str = KINDS.get(tag or "") or ENGINE_KINDS(tag)
    return kind


def _tree(box: Any, parent: Any, pdf: Any, *rest: Any) -> Iterator[Any]:  # noqa: ANN401 - the engine's types
    """The structure elements of a box, completed; the engine calls this for each box in it, too."""
    box = getattr(box, "_box", box)  # an absolutely positioned box stands behind a placeholder
    if isinstance(box, boxes.FlexContainerBox):
        box.children = _in_order(box)
    for element in ENGINE_TREE(box, parent, pdf, *rest):
        if box.element is not None and box.element_tag not in {"html", "body"}:
            _complete(element, box, pdf)
        yield element


def _in_order(box: Any) -> list[Any]:  # noqa: ANN401
    """The boxes in a flex box as the HTML has them: the engine puts those first that are placed absolutely."""
    places = {element: place for place, element in enumerate(box.element.iter())}
    return sorted(box.children, key=lambda child: places.get(child.element, 0))


def _complete(element: Any, box: Any, pdf: Any) -> None:  # noqa: ANN401
    if language := box.element.get("lang"):
        element["Lang"] = String(language)
    kind = element["S"]
    if kind == "/TH":
        element["A"]["Scope"] = "/Row" if box.element.get("scope") == "row" else "/Column"
    elif kind == "/Figure":
        element["A"]["BBox"] = _place(box, pdf.objects[_number(element["Pg"])]["MediaBox"])
    elif kind == "/L" and (numbering := _numbering(box)):
        element["A"] = Dictionary({"O": "/List", "ListNumbering": numbering})
    elif kind == "/LI":
        _lift_number(element, pdf)
    elif box.element_tag == NUMBER and element["K"]:
        element["S"] = "/Lbl"
    if box.link_annotation and (said := box.element.get("title")):
        box.link_annotation["Contents"] = String(said)


def _numbering(box: Any) -> str | None:  # noqa: ANN401
    """How the items of a list are told apart (ISO 32000-1, 14.8.5.5)."""
    return "/Decimal" if box.element_tag == "ol" else BULLETS.get(box.style["list_style_type"])


def _place(box: Any, media_box: Any) -> Array:  # noqa: ANN401
    """Where a picture stands, in points from the page's lower left corner (ISO 32000-1, 14.8.5.4.3)."""
    left, top = box.content_box_x(), box.content_box_y()
    sides = (left, -top - box.height, left + box.width, -top)
    return Array(side * POINTS_PER_PIXEL + media_box[3] * (n % 2) for n, side in enumerate(sides))


def _lift_number(item: Any, pdf: Any) -> None:  # noqa: ANN401
    """An item's number stands beside its text, not in it (ISO 32000-1, 14.8.4.3.3)."""
    bodies = [kid for _, kid in _kids(item, pdf)]
    wrappers = [kid for body in bodies for _, kid in _kids(body, pdf) if kid["S"] == "/NonStruct"]
    for around in (*bodies, *wrappers):
        for reference, kid in _kids(around, pdf):
            if kid["S"] == "/Lbl":
                around["K"].remove(reference)
                item["K"].insert(0, reference)
                kid["P"] = item.reference


def _kids(element: Any, pdf: Any) -> list[tuple[bytes, Any]]:  # noqa: ANN401
    """The elements right in one, with the references to them; not its content, which is numbers."""
    found = [(kid, pdf.objects[_number(kid)]) for kid in element["K"] if isinstance(kid, bytes)]
    return [(reference, kid) for reference, kid in found if "S" in kid]


def _number(reference: bytes) -> int:
    """The number of the object that is referred to: 12 in `12 0 R`."""
    return int(reference.split()[0])


ENGINE_KINDS, ENGINE_TREE = engine._get_pdf_tag, engine._build_box_tree  # noqa: SLF001
engine._get_pdf_tag, engine._build_box_tree = _kind, _tree  # noqa: SLF001
