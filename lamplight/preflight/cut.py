"""Where a page for a print shop is cut, in the file's own points: from the page's bottom left corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lamplight.model import Boxes

    Rectangle = tuple[float, float, float, float]


def known(boxes: Boxes | None) -> Boxes:
    """The boxes that the file must have; ValueError where nothing says them, for then nothing could be compared."""
    if boxes is None:
        message = "nothing says where the file is cut"
        raise ValueError(message)
    return boxes


def trim(boxes: Boxes) -> Rectangle:
    """Left, bottom, right and top of the page as it is after the cut."""
    top = boxes.height - boxes.top
    return boxes.left, top - boxes.trim.height, boxes.left + boxes.trim.width, top


def bleed(boxes: Boxes) -> Rectangle:
    """The same with what its ground goes on beyond the cut."""
    left, bottom, right, top = trim(boxes)
    return left - boxes.bleed, bottom - boxes.bleed, right + boxes.bleed, top + boxes.bleed
