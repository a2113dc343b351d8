"""The sentences are our own: none is taken from other texts on the same subject."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from lamplight import content
from lamplight.model import Sentence
from own_project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Texts on the same subject, when they are kept beside the project: topics may be theirs, sentences may not.
SEEDS = ROOT.parent / "shared" / "seeds"
LONGEST_BORROWED_RUN = 7


def english() -> list[Sentence]:
    return list(sentences(content.load(ROOT, "en").topics))


def sentences(node: Any) -> Iterator[Sentence]:  # noqa: ANN401 - a tree of any depth
    if isinstance(node, Sentence):
        yield node
    else:
        for value in node.values() if isinstance(node, dict) else node:
            yield from sentences(value)


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
