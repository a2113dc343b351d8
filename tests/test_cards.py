"""What every card keeps to: a cover that tells nobody anything, a fold that nothing stands on, an edge without ink."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from lamplight import pipeline
from lamplight.model import Ink
from own_project import job, shipped

if TYPE_CHECKING:
    from lamplight.model import Box, Page, Setting
    from lamplight.pipeline import House

CARDS = ("bookmark", "card-fold", "card-help", "card-signs", "sticker")
PIECES = [(name, paper) for name in CARDS for paper in shipped()[name].papers]
WITH_A_COVER = [(name, paper) for name, paper in PIECES if name in {"bookmark", "card-fold", "card-help"}]
FOLDED = [(name, paper) for name, paper in PIECES if name == "card-fold"]
TELLING = re.compile(r"\d|abuse|call|danger|exploit|help|hurt|photo|safe|sex|text|traffick|trouble", re.IGNORECASE)
# A fold by hand is out by as much, in points.
FOLD_IS_OUT = 5.0
# The feed of an office printer is out by 9 pt at most; on round labels, which do not touch, ink may come nearer.
CLEAR = {"2.5-round": 5.0}
PIXELS_A_POINT = 2
WHITE, PAPER = 255, 250


def setting(house: House, material: str, paper: str, ink: Ink = Ink.COLOR, language: str = "en") -> Setting:
    wanted = job(material, "us/ca/placer", language, paper=paper, ink=ink)
    return pipeline._typeset(pipeline._compose(wanted, house), house)


def said(page: Page) -> str:
    return " ".join(box.text for box in page.boxes if box.kind == "text")


def on_the_fold(page: Page, fold: float) -> list[Box]:
    return [
        box
        for box in page.boxes
        if box.kind == "text" and box.y < fold + FOLD_IS_OUT and box.y + box.height > fold - FOLD_IS_OUT
    ]


def inked_margin(pdf: bytes, page: int, clear: float) -> bool:
    """Is anything printed nearer to the edge than that, in points?"""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[page].render(scale=PIXELS_A_POINT, grayscale=True).to_pil().convert("L")
    # Half a point is left to the edge's own softness.
    rim = int((clear - 0.5) * PIXELS_A_POINT)
    picture.paste(WHITE, (rim, rim, picture.width - rim, picture.height - rim))
    darkest, _ = picture.getextrema()
    return bool(darkest < PAPER)


def test_there_are_cards_to_look_at() -> None:
    assert len(PIECES) == 9
    assert len(WITH_A_COVER) == 5
    assert len(FOLDED) == 2


@pytest.mark.parametrize(("material", "paper"), WITH_A_COVER)
def test_the_outside_tells_nobody_what_is_inside(house: House, material: str, paper: str) -> None:
    outside, inside = setting(house, material, paper).pages
    assert said(outside)
    assert not TELLING.search(said(outside))
    assert TELLING.search(said(inside))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("material", "paper"), FOLDED)
def test_nothing_stands_on_the_fold(house: House, material: str, paper: str, language: str) -> None:
    fold = house.papers[paper].fold
    assert fold == house.papers[paper].height / 2
    inside = setting(house, material, paper, language=language).pages[1]
    assert on_the_fold(inside, fold) == []
    assert on_the_fold(inside, next(box.y for box in inside.boxes if box.kind == "text"))


@pytest.mark.parametrize("ink", list(Ink))
@pytest.mark.parametrize(("material", "paper"), PIECES)
def test_no_ink_comes_near_the_edge(house: House, material: str, paper: str, ink: Ink) -> None:
    printed = setting(house, material, paper, ink)
    for page in range(len(printed.pages)):
        assert not inked_margin(printed.pdf, page, CLEAR.get(paper, 9.0))
        assert inked_margin(printed.pdf, page, 40.0)
