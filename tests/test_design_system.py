"""The page on the design system says what the style says, and its pictures are of what there is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from own_project import ROOT

if TYPE_CHECKING:
    from lamplight.pipeline import House

PAGE = (ROOT / "docs" / "design-system.md").read_text(encoding="utf-8")
SHARED = ROOT / "templates" / "shared"
COLUMNS = {"title": 1, "number": 2, "head": 3, "lead": 4, "body": 5, "text": 5, "fine": 6}


def scale(family: str) -> dict[str, str]:
    """The sizes of type that a family's style sets."""
    root = re.search(r"^\[lang\] \{([^}]*)\}", (SHARED / f"{family}.css").read_text(encoding="utf-8"), re.MULTILINE)
    assert root
    # In every language but English it is scaled: calc(33pt * var(--size) * …), calc(6.5 * var(--rem) * …).
    return dict(re.findall(r"--(\w+): (?:max\([\d.]+pt, )?(?:calc\()?([\d.]+)(?:pt|rem| \* var\(--rem\))", root[1]))


@pytest.mark.parametrize("family", ["handout", "poster", "card"])
def test_the_scale_of_type_is_that_of_the_style(family: str) -> None:
    (row,) = (line for line in PAGE.splitlines() if line.startswith(f"| {family}"))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    sizes = scale(family)
    assert len(sizes) == {"handout": 6, "poster": 4, "card": 3}[family]
    assert {name: cells[COLUMNS[name]] for name in sizes} == sizes
    assert sum(bool(cell) for cell in cells[1:]) == len(sizes)


def test_every_part_is_listed() -> None:
    text = (SHARED / "parts.html.j2").read_text(encoding="utf-8")
    made = set(re.findall(r"{% macro ([a-z]\w*)\(", text))
    assert made - set(re.findall(r"parts\.(\w+)", PAGE)) == set()


def test_every_picture_is_there_and_shows_every_brand(house: House) -> None:
    pictures = re.findall(r"\((pictures/design-system/[\w-]+\.png)\)", PAGE)
    assert len(pictures) > 5
    assert [picture for picture in pictures if not (ROOT / "docs" / picture).is_file()] == []
    assert {f"pictures/design-system/color-{brand}.png" for brand in house.brands} <= set(pictures)
