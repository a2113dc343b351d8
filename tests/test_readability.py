"""How hard a text is: easy words below hard ones, in both languages, and known figures."""

from __future__ import annotations

import sys

import pytest

from lamplight import readability
from lamplight.errors import LamplightError

EASY = {"en": "You are safe here. We can talk.", "es": "Aquí no hay peligro. Habla con una mamá. Te creo."}
HARD = {
    "en": "Commercial exploitation of adolescents necessitates multidisciplinary institutional intervention.",
    "es": "La explotación comercial de adolescentes requiere intervenciones institucionales multidisciplinarias.",
}


@pytest.mark.parametrize("language", readability.FORMULAS)
def test_easy_is_told_from_hard(language: str) -> None:
    easy, hard = readability.grade(EASY[language], language), readability.grade(HARD[language], language)
    assert easy is not None
    assert hard is not None
    assert easy < 3
    assert hard > 8


def test_flesch_and_kincaid_say_so() -> None:
    """Two sentences, eight words, nine syllables."""
    assert readability.grade("You are safe here. We can talk today.", "en") == pytest.approx(
        0.39 * 4 + 11.8 * 9 / 8 - 15.59, abs=0.1
    )


def test_crawford_says_so() -> None:
    """In 100 words 25 sentences; of 14 syllables 13 are counted, for a word is not broken after one letter (e-lla)."""
    grade = readability.grade("Habla mucho con ella. Llama pronto por favor.", "es")
    assert grade == pytest.approx(-0.205 * 25 + 0.049 * 100 * 13 / 8 - 3.407, abs=0.01)


def test_one_language_does_not_colour_the_other() -> None:
    before = readability.grade(HARD["en"], "en")
    readability.grade(HARD["es"], "es")
    assert readability.grade(HARD["en"], "en") == before


def test_a_language_without_a_formula_has_no_grade() -> None:
    assert readability.grade("Xin chào", "vi") is None


def test_without_textstat_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textstat.textstat", None)
    with pytest.raises(LamplightError) as caught:
        readability.grade("You are safe.", "en")
    assert caught.value.exit_code == 2
    (finding,) = caught.value.findings
    assert "make setup-tests" in finding.remedy
