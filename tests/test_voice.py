"""The words of every material: none that hurts, no figure without its source, in English and Spanish."""

from __future__ import annotations

import pytest

from lamplight import content, voice
from lamplight.model import Sentence, State, Where
from own_project import ROOT

HERE = Where("content/sample.yaml", 3)


def said(text: str) -> Sentence:
    return Sentence.of(text, HERE)


@pytest.mark.parametrize("language", voice.AVOIDED)
def test_no_word_hurts(language: str) -> None:
    words = [one for one in content.load(ROOT, language).sentences() if one.state is not State.MISSING]
    assert len(words) > 80
    hurting = {
        str(one.where): [term.said for term in found] for one in words if (found := voice.avoided(one, language))
    }
    assert hurting == {}


@pytest.mark.parametrize(
    "text",
    [
        "a child prostitute",
        "Teen sex workers",
        "johns",
        "She was rescued",
        "Run by Polaris",
        "sex with a minor",
        "a Pimp",
        "modern slavery",
        "lured into slavery",
        "an illegal alien",
        "at-risk youth",
        "from a broken home",
        "a troubled teen",
        "a runaway girl",
        "a victim mentality",
        "consensual sex",
        "promiscuous",
        "online predators",
        "wheelchair-bound",
        "her clients",
        "a “child prostitute”",
        "“A pimp is somebody who sells us, she said.”",
    ],
)
def test_a_word_that_hurts_is_noticed(text: str) -> None:
    assert voice.avoided(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "the victim of a crime",
        "Johnson County",
        "a safe choice",
        "alienated",
        "sexual abuse",
        "ran away from home",
        "It is a risk to a child",
        "the words “pimp” and “john”",
        "“sugar daddy”, an adult who pays",
        "you can ask for it",
        "consent and coercion",
        "a broken phone",
        "rape culture",
        "save the number",
    ],
)
def test_other_words_are_let_be(text: str) -> None:
    assert not voice.avoided(text, "en")


@pytest.mark.parametrize("text", ["la prostitución infantil", "trata de blancas", "un padrote", "la rescataron"])
def test_spanish_words_that_hurt_are_noticed(text: str) -> None:
    assert voice.avoided(text, "es")
    assert not voice.avoided(text, "vi"), "no list is known of this language"


@pytest.mark.parametrize("text", ["trata de personas", "la palabra “padrote”", "la víctima de un delito", "difícil"])
def test_other_spanish_words_are_let_be(text: str) -> None:
    assert not voice.avoided(text, "es")


@pytest.mark.parametrize("language", voice.AVOIDED)
def test_every_term_finds_itself_says_why_and_what_instead(language: str) -> None:
    for term in voice.AVOIDED[language]:
        unnoticed = [said for said in term.said.split(", ") if not voice.avoided(said, language)]
        assert not unnoticed
        assert term.why
        assert not voice.avoided(term.instead, language), f"what to say instead of {term.said}"


def test_every_figure_has_its_source() -> None:
    found = {
        str(one.sentence.where): one.figure for one in voice.figures(content.load(ROOT, "en").topics) if not one.source
    }
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "One in six missing children",
        "1 in 6",
        "40 percent",
        "Most children know them",
        "Every two minutes",
        "every 2 minutes",
        "thousands of children",
        "half of all buyers",
        "between 12 and 14",
        "twice as likely",
        "in 2020",
    ],
)
def test_a_figure_is_noticed(text: str) -> None:
    (figure,) = voice.figures({"topic": [{"text": said(text)}]})
    assert figure.source is None
    assert figure.figure.lower() in text.lower()


@pytest.mark.parametrize(
    "text", ["under 18", "Open 24/7", "within 5 minutes", "{place2}", "one in front of you", "two of us", "every day"]
)
def test_what_claims_nothing_is_let_be(text: str) -> None:
    assert list(voice.figures({"topic": {"text": said(text)}})) == []


def test_a_source_stands_for_its_entry_and_all_within_and_no_other() -> None:
    source = said("Somebody, A Report (2020).")
    entries = {"one": {"text": said("1 in 6"), "source": source, "list": [said("2 in 7")]}, "two": said("3 in 8")}
    assert [(figure.figure, figure.source) for figure in voice.figures(entries)] == [
        ("1", source),
        ("2", source),
        ("3", None),
    ]


def test_citations_are_no_claims() -> None:
    assert list(voice.figures({"sources": {"law": said("22 U.S.C. § 7102")}})) == []


def test_the_guide_is_current() -> None:
    assert (ROOT / "docs" / "voice.md").read_text(encoding="utf-8") == voice.guide(), "write voice.guide() to it"
