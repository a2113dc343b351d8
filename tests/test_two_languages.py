"""Two languages on one piece: one a side, each with its own words and all the numbers."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdf
import pytest

from lamplight import pipeline
from lamplight.errors import SelectionError
from lamplight.model import Edition, FactKind, Job, Sentence, State
from lamplight.plan import plan
from lamplight.selection import Selection
from small_house import house as small_house

if TYPE_CHECKING:
    from lamplight.pipeline import House

SMALL = small_house()
ABLE = replace(SMALL, materials={**SMALL.materials, "card": replace(SMALL.materials["card"], bilingual=True)})


def files(**asked: tuple[str, ...]) -> list[str]:
    return [job.file for job in plan(Selection(editions=("screen",), **asked), ABLE)]  # type: ignore[arg-type]


def wrong(**asked: tuple[str, ...]) -> list[str]:
    with pytest.raises(SelectionError) as caught:
        plan(Selection(**asked), ABLE)  # type: ignore[arg-type]
    return [str(finding) for finding in caught.value.findings]


def test_the_first_language_named_comes_first() -> None:
    assert files(materials=("card",), languages=("en+es", "es+en", "es")) == [
        "us/ca/placer/en+es/card-3.5x2-screen.pdf",
        "us/ca/placer/es+en/card-3.5x2-screen.pdf",
        "us/ca/placer/es/card-3.5x2-screen.pdf",
    ]


def test_of_all_materials_those_that_can_are_in_two_languages() -> None:
    assert {file.partition("placer/")[2] for file in files(languages=("en+es",))} == {"en+es/card-3.5x2-screen.pdf"}


def test_a_material_that_cannot_be_is_told_with_those_that_can() -> None:
    (finding,) = wrong(materials=("poster",), languages=("en+es",))
    assert "poster does not come in two languages" in finding
    assert "these do: card" in finding


@pytest.mark.parametrize("typed", ["en+en", "en+es+en", "en+all", "en+"])
def test_what_is_not_two_languages_is_told(typed: str) -> None:
    (finding, *_) = wrong(materials=("card",), languages=(typed,))
    assert "language" in finding


def test_each_side_is_in_its_language_with_every_number(house: House) -> None:
    for languages in (("en", "es"), ("es", "en")):
        job = Job("us/ca/glenn", "card-help", languages, "3.5x2", Edition.SCREEN)
        made = pipeline.make(job, house)
        assert made.pdf, [str(finding) for finding in made.findings]
        sides = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages]
        assert len(sides) == 2
        for language, side in zip(languages, sides, strict=True):
            assert house.words[language].at("card.headline") in side
            numbers = [fact for fact in made.facts if fact.kind is FactKind.CALL]
            assert all(fact.shown in side for fact in numbers)
        html = pipeline.composed(job, house).html
        assert re.findall(r'<section class="page inside" lang="(\w+)"', html) == list(languages)
        assert html.count("<h1>") == 1
        assert {finding.code for finding in made.findings} >= {"translation-unreviewed"}


def test_what_lacks_words_in_either_language_is_not_printed(house: House) -> None:
    spanish = dict(house.words["es"].topics)
    english = house.words["en"].topics["card"]["headline"]
    spanish["card"] = {**spanish["card"], "headline": Sentence.of(english, english.where, State.MISSING)}
    broken = replace(house, words={**house.words, "es": replace(house.words["es"], topics=spanish)})
    made = pipeline.make(Job("us/ca/placer", "card-help", ("en", "es"), "3.5x2", Edition.SCREEN), broken)
    assert made.pdf is None
    assert "has no words in es" in " ".join(finding.message for finding in made.findings)
