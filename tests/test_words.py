"""The words themselves: easy enough for their readers, respectful, and our own."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
import textstat

from lamplight import content, pipeline
from lamplight.model import Sentence
from own_project import ROOT, job

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lamplight.pipeline import House

# Texts on the same subject, when they are kept beside the project: topics may be theirs, sentences may not.
SEEDS = ROOT.parent / "shared" / "seeds"
LONGEST_BORROWED_RUN = 7

# Each with the reason: what one may never read in these materials.
UNWANTED = {
    r"child(?:hood)? prostitut\w*": "a child cannot sell sex: somebody sells the child",
    r"(?:teen|juvenile|underage|minor|young) (?:prostitut\w*|sex worker\w*|hooker\w*|escort\w*)": "as above",
    r"prostitut\w*": "it blames the child for what was done to them",
    r"sex work\w*": "work is something one may choose",
    r"johns?\b": "an exploiter's word that makes the buyer of a child sound harmless",
    r"pimps?\b": "slang that songs and films made sound smart; say: the person who exploits",
    r"child porn\w*": "it is the record of an abuse: say child sexual abuse material",
    r"promiscuous|loose|slut\w*|seductive": "it blames the child",
    r"(?:sexual|sex) relations?(?:hip)?|had sex with": "it is abuse, not a relationship",
    r"sex with (?:a )?(?:child|minor|teen)\w*": "as above",
    r"(?:chose|chooses|choice) to (?:sell|trade)|sell(?:s|ing)? (?:their|her|his) bod(?:y|ies)": "it blames the child",
    r"rescue[ds]?|rescuing|saviou?r": "it makes others the heroes and the child a thing",
    r"modern[- ]day slavery|modern slavery": "an image that hides what happens, and hurts",
    r"Polaris": "it no longer runs the national hotline",
    r"illegals?|illegal aliens?|aliens?": "a person is not illegal",
    r"normal (?:child|kid|teen|famil)\w*": "as if the others were not",
    r"suffers? from|handicapped|retarded": "say that somebody has a disability",
    r"committed suicide|commit suicide": "it is no crime: say died by suicide",
}


def english() -> list[Sentence]:
    return list(sentences(content.load(ROOT, "en").topics))


def sentences(node: Any) -> Iterator[Sentence]:  # noqa: ANN401 - a tree of any depth
    if isinstance(node, Sentence):
        yield node
    else:
        for value in node.values() if isinstance(node, dict) else node:
            yield from sentences(value)


def unwanted(text: str) -> dict[str, str]:
    return {term: why for term, why in UNWANTED.items() if re.search(rf"\b(?:{term})\b", text, re.IGNORECASE)}


def test_no_word_hurts() -> None:
    words = english()
    assert len(words) > 80
    assert {str(sentence.where): found for sentence in words if (found := unwanted(sentence))} == {}


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
    ],
)
def test_a_word_that_hurts_is_noticed(text: str) -> None:
    assert unwanted(text)


@pytest.mark.parametrize(
    "text", ["the victim of a crime", "Johnson County", "a safe choice", "alienated", "sexual abuse"]
)
def test_other_words_are_let_be(text: str) -> None:
    assert not unwanted(text)


class Blocks(HTMLParser):
    """Collects the sentences of a page: each paragraph, heading and list item is one at least."""

    ENDS = frozenset({"p", "li", "h1", "h2", "h3", "div", "section", "header", "footer"})
    UNREAD = frozenset({"title", "style", "svg"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.blocks, self._unread = [""], 0
        self.feed(html)

    def handle_starttag(self, tag: str, _: object) -> None:
        self._unread += tag in self.UNREAD
        if tag in self.ENDS:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in self.UNREAD
        if tag in self.ENDS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.blocks[-1] += data

    @property
    def text(self) -> str:
        said = (" ".join(block.split()) for block in self.blocks)
        return " ".join(block if block[-1] in ".?!:”" else f"{block}." for block in said if block)


def own_words(house: House, material: str) -> str:
    """Read the page without what is local, and without citations, whose names are nobody's to simplify."""
    composition = pipeline._compose(job(material), house)
    text = Blocks(re.sub(r"<footer>.*?</footer>", "", composition.html, flags=re.DOTALL)).text
    for fact in composition.facts:
        text = text.replace(fact.shown, "")
    return text


@pytest.mark.parametrize("material", ["card-help", "factsheet-signs", "poster-signs"])
def test_each_material_is_as_easy_to_read_as_it_promises(house: House, material: str) -> None:
    grade = textstat.flesch_kincaid_grade(own_words(house, material))
    assert grade <= house.materials[material].reading_grade


def test_reading_grade_tells_easy_from_hard() -> None:
    easy = Blocks("<ul><li>You are safe here</li><li>We can talk</li></ul>").text
    assert easy == "You are safe here. We can talk."
    hard = "Commercial exploitation of adolescents necessitates multidisciplinary institutional intervention."
    assert textstat.flesch_kincaid_grade(easy) < 3
    assert textstat.flesch_kincaid_grade(hard) > 12


def runs(text: str, length: int) -> set[str]:
    words = re.findall(r"[a-z0-9’']+", text.lower().replace("’", "'"))
    return {" ".join(words[start : start + length]) for start in range(len(words) - length + 1)}


def borrowed(texts: list[str], seeds: list[str]) -> set[str]:
    theirs = set().union(*(runs(seed, LONGEST_BORROWED_RUN + 1) for seed in seeds))
    return set().union(*(runs(text, LONGEST_BORROWED_RUN + 1) for text in texts)) & theirs


def seed_files() -> list[Path]:
    return sorted(SEEDS.glob("*.txt"))


@pytest.mark.skipif(not seed_files(), reason=f"there are no texts to compare with in {SEEDS.name}/ beside the project")
def test_no_sentence_is_borrowed() -> None:
    seeds = [file.read_text(encoding="utf-8", errors="replace") for file in seed_files()]
    assert min(map(len, seeds)) > 1000
    assert borrowed([*map(str, english()), " ".join(english())], seeds) == set()


def test_a_borrowed_sentence_is_noticed() -> None:
    theirs = "Look for a child who never speaks without asking someone else first, and listen."
    assert borrowed(["A child who never speaks WITHOUT asking  someone else first!"], [theirs])
    assert not borrowed(["A child who never speaks without asking"], [theirs])
