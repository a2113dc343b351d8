"""The sentences are our own, and all are needed: none is taken from other texts, none is kept that nothing prints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from lamplight import content, pipeline, prose
from lamplight.plan import plan
from lamplight.printed import Record
from lamplight.selection import Selection
from own_project import ROOT, job

if TYPE_CHECKING:
    from pathlib import Path

    from lamplight.model import Sentence
    from lamplight.pipeline import House

# Texts on the same subject, when they are kept beside the project: topics may be theirs, sentences may not.
SEEDS = ROOT.parent / "shared" / "seeds"
LONGEST_BORROWED_RUN = 7


def english() -> list[Sentence]:
    return list(content.load(ROOT, "en").sentences())


def runs(text: str, length: int) -> set[str]:
    words = re.findall(r"[a-z0-9’']+", text.lower().replace("’", "'"))
    return {" ".join(words[start : start + length]) for start in range(len(words) - length + 1)}


def borrowed(texts: list[str], seeds: list[str]) -> set[str]:
    theirs = set().union(*(runs(seed, LONGEST_BORROWED_RUN + 1) for seed in seeds))
    return set().union(*(runs(text, LONGEST_BORROWED_RUN + 1) for text in texts)) & theirs


def seed_files() -> list[Path]:
    return sorted(SEEDS.glob("*.txt"))


def printed_at(house: House, *regions: str) -> set[str]:
    """The English sentences that the materials print, whatever the region, the brand and the language."""
    printed: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Record, "utter", lambda _, sentence: printed.add(sentence.english))
        selection = Selection(regions, languages=("en", "vi"), editions=("screen",), brands=("lamplight", "quillhaven"))
        for job in plan(selection, house):
            pipeline._compose(job, house)
    return printed


def test_no_sentence_is_kept_that_nothing_prints(house: House) -> None:
    printed = printed_at(house, "us/ca/placer/example-high", "us/ca/glenn", "us/ca/los-angeles")
    titles = {house.words["en"].at(material.title) for material in house.materials.values()}
    drawings = {one for one in english() if one.where.file == "content/pictures.yaml"}  # a stock to choose from
    kept = [one for one in english() if one not in printed and one not in titles | drawings]
    assert [f"{one.where}: {one}" for one in kept] == []


def test_a_sentence_that_nothing_prints_is_noticed(house: House) -> None:
    assert house.words["en"].at("labels.room") not in printed_at(house, "us/ca/glenn")


@pytest.mark.skipif(not seed_files(), reason=f"there are no texts to compare with in {SEEDS.name}/ beside the project")
def test_no_sentence_is_borrowed(house: House) -> None:
    seeds = [file.read_text(encoding="utf-8", errors="replace") for file in seed_files()]
    assert min(map(len, seeds)) > 1000
    assert borrowed([*map(str, english()), " ".join(english())], seeds) == set()
    pages = [prose.read(pipeline._compose(job(material), house).html) for material in house.materials]
    assert borrowed([prose.joined(page.without(())) for page in pages], seeds) == set()


def test_a_borrowed_sentence_is_noticed() -> None:
    theirs = "Look for a child who never speaks without asking someone else first, and listen."
    assert borrowed(["A child who never speaks WITHOUT asking  someone else first!"], [theirs])
    assert not borrowed(["A child who never speaks without asking"], [theirs])
