from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lamplight.model import FactKind
from preflight.samples import CALL, EVERYTHING, GOOD, NAME, SHORT, codes, fact, proof

if TYPE_CHECKING:
    from lamplight.preflight.proof import Proof

CODE = "fact-missing"


@pytest.mark.parametrize("shown", ["1-800-555-0142", "988", "555011", "example.org/help", "Placer"])
def test_each_kind_of_fact_must_be_there(shown: str) -> None:
    assert codes(proof(GOOD.replace(shown, "…")), CODE) == [CODE]


@pytest.mark.parametrize("digit", range(10))
def test_one_changed_digit_is_found(digit: int) -> None:
    body = GOOD.replace(CALL.shown, f"1-800-555-014{digit}")
    assert codes(proof(body), CODE) == ([] if digit == 2 else [CODE])


def test_a_fact_printed_twice_must_be_there_twice() -> None:
    assert codes(proof(facts=(*EVERYTHING, CALL)), CODE) == [CODE]
    assert codes(proof(GOOD + CALL.shown, facts=(*EVERYTHING, CALL)), CODE) == []


def twice(one: Proof) -> Proof:
    return replace(one, facts=one.facts * 2)


def test_each_copy_on_a_sheet_has_its_facts() -> None:
    assert codes(twice(proof()), CODE) == [CODE] * 5
    assert codes(twice(proof(GOOD + GOOD)), CODE) == []


def test_a_short_number_is_not_found_in_a_longer_one() -> None:
    assert codes(proof("<p>1-988-555-0142 and 19881 and 988-5</p>", [SHORT]), CODE) == [CODE]


def test_a_name_may_be_broken_and_hyphenated_but_a_number_not() -> None:
    assert codes(proof("<p style='width:30pt'>Placer County, Cali&shy;fornia</p>", [NAME]), CODE) == []
    broken = CALL.shown.replace("555", "555<br>")
    assert codes(proof(f"<p>{broken}</p>", [CALL]), CODE) == [CODE]


def test_case_spaces_dashes_and_apostrophes_do_not_matter_in_a_name() -> None:
    name = fact(FactKind.NAME, "O'Brien-Smith Hall")
    assert codes(proof("<p style='text-transform:uppercase'>O’Brien‑Smith&nbsp;Hall</p>", [name]), CODE) == []


def test_a_keyword_is_a_whole_word_as_written() -> None:
    keyword = fact(FactKind.KEYWORD, "HELP")
    assert codes(proof("<p>Text HELP to us</p>", [keyword]), CODE) == []
    assert codes(proof("<p>Text HELPER to us, we help</p>", [keyword]), CODE) == [CODE]


def test_a_file_without_facts_is_no_pass() -> None:
    assert codes(proof(facts=()), CODE) == ["check-examined-nothing"]
