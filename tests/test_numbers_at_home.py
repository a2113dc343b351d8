"""Telephone numbers live in `regions.yaml` and nowhere else, so that a correction there corrects everything."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOMES = {"regions.yaml", "regions.lock"}
# Tests use fictional numbers, and Placer's real one to look for it; a number that a law spells out is compared with the
# region's own, each time it is printed.
ELSEWHERE = {".git", ".venv", ".venv-conformance", "output", "tests", "notices"}
NUMBER = re.compile(r"(?<![\d.])(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?![\d.]*\d)")
FICTIONAL = re.compile(r"555[-.]01\d\d$")


def numbers_in(text: str) -> list[str]:
    """Whatever can be dialled in it, but for the numbers that are kept for examples (555-0100 to 555-0199)."""
    return [number for number in NUMBER.findall(text) if not FICTIONAL.search(number)]


def project_texts() -> dict[str, str]:
    """Every text file of the project that is not a number's home, by its path."""
    texts = {}
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in ELSEWHERE and not name.endswith("_cache")]
        for file in (Path(folder) / name for name in files if name not in HOMES):
            content = file.read_bytes()
            if b"\0" not in content:
                texts[str(file.relative_to(ROOT))] = content.decode(errors="replace")
    return texts


def test_no_number_has_strayed() -> None:
    texts = project_texts()
    assert {"generate.py", "lamplight/model.py", "content/act.yaml"} <= set(texts)
    assert {path: found for path, text in texts.items() if (found := numbers_in(text))} == {}


def test_the_numbers_at_home_would_be_noticed() -> None:
    assert len(numbers_in((ROOT / "regions.yaml").read_text(encoding="utf-8"))) > 100


@pytest.mark.parametrize("text", ["call 1-212-555-2368!", "(212) 555-2368", "212.555.2368", "tel:+1-212-555-2368"])
def test_a_number_is_noticed(text: str) -> None:
    assert numbers_in(text)


@pytest.mark.parametrize("text", ["916-555-0142", "(916) 555-0199", "2026-11-22", "1.212.555.23681"])
def test_what_is_no_number_is_let_be(text: str) -> None:
    assert numbers_in(text) == []
