"""Large print is a design of its own: large enough, in its margins, as many pages as it takes, no stranded heading."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from lamplight import materials, pipeline, stocks
from lamplight.model import POINTS_PER_INCH, Edition, Job
from own_project import ROOT

if TYPE_CHECKING:
    from lamplight.model import Box, Page
    from lamplight.pipeline import House

MARGIN = 0.75 * POINTS_PER_INCH
# American Council of the Blind, best practices and guidelines for large print documents.
SMALLEST = 18.0
HEADINGS = {"h1", "h2", "h3"}
MATERIALS = [
    name for name, material in materials.load_materials(ROOT, stocks.load_papers(ROOT)).items() if material.large_pages
]


@cache
def pages(material: str, paper: str) -> tuple[Page, ...]:
    """The pages of the large print, as they are laid out for a county with two numbers, day and night."""
    house = pipeline.load(ROOT)
    job = Job("us/ca/glenn", material, ("en",), paper, Edition.SCREEN, large=True)
    return pipeline._typeset(pipeline._compose(job, house), house).pages


def texts(page: Page) -> list[Box]:
    """What is written on a page but for its number, from top to bottom."""
    written = [box for box in page.boxes if box.kind == "text" and box.frame is not None]
    return sorted(written, key=lambda box: box.y)


def test_the_fact_sheets_and_the_checklist_have_it() -> None:
    assert {"checklist-disclosure", "factsheet-signs", "factsheet-what-is-csec"} <= set(MATERIALS)


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("material", MATERIALS)
def test_it_is_large_and_within_its_margins(house: House, material: str, paper: str) -> None:
    assert 1 < len(pages(material, paper)) <= house.materials[material].large_pages
    for page in pages(material, paper):
        assert texts(page)
        assert min(box.type_size for box in texts(page)) >= SMALLEST - 0.01
        assert min(box.x for box in texts(page)) >= MARGIN - 0.5
        assert max(box.x + box.width for box in texts(page)) <= page.width - MARGIN + 0.5


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("material", MATERIALS)
def test_no_heading_is_left_alone_at_the_foot_of_a_page(material: str, paper: str) -> None:
    assert {box.tag for page in pages(material, paper) for box in texts(page)} >= {"h1", "h2"}
    assert [texts(page)[-1].text for page in pages(material, paper) if texts(page)[-1].tag in HEADINGS] == []
