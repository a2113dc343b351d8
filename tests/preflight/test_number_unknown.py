from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.model import FactKind
from lamplight.preflight.number_unknown import unknown
from lamplight.preflight.reading import plain
from preflight.samples import CALL, EVERYTHING, GOOD, WORDS, codes, fact, proof

CODE = "number-unknown"

SLIPPED_IN = [
    "1-800-555-0143",
    "(916) 555-0143",
    "916.555.0143",
    "916 555 0143",
    "9165550143",
    "+1 916/555-0143",
    "555-0143",
    "916-555-<br>0143",
    "916<br>555<br>0143",
    "916‑555‑0143",
    "916–555–0143",
    "٩١٦-٥٥٥-٠١٤٣",
    "９１６-５５５-０１４３",
    "⁹¹⁶ ⁵⁵⁵ ⁰¹⁴³",
    "1-800-ABC-DEFG",
    "(800) ABC-DEFG",
    "1-916-FOR-KIDS",
    "911",
    "Text 55501",
    "741741",
    "1 9 1 6 5 5 5 0 1 4 3",
    "+44 20 7946 0143",
    "1-800-555-0142-3",
    "1-800-555-01423",
    "988-555",
]
HARMLESS = ["6 children", "ages 12–17", "24/7", "22 U.S.C. 7102 (2000)", "1 in 6", "§ 7102", "2000–7102"]


@pytest.mark.parametrize("number", SLIPPED_IN)
def test_no_number_slips_in(number: str) -> None:
    text = plain(number.replace("<br>", "\r\n"))
    assert list(unknown(text, WORDS | {"800", "916"})) != []


@pytest.mark.parametrize("number", ["911", "916-555-<br>0143", "1-800-ABC-DEFG", "1-800-555-01423", "741741"])
def test_no_number_slips_into_a_file(number: str) -> None:
    assert set(codes(proof(f"{GOOD}<p>{number}</p>"), CODE)) == {CODE}


@pytest.mark.parametrize("words", HARMLESS)
def test_the_numbers_of_the_words_pass(words: str) -> None:
    assert list(unknown(plain(words), WORDS)) == []


def test_words_do_not_vouch_for_a_telephone_number() -> None:
    assert list(unknown("916-555-0143", frozenset({"916", "555", "0143", "9165550143"}))) == ["916-555-0143"]


def test_a_number_is_found_with_its_neighbours() -> None:
    assert list(unknown("call 916-555-0143 or 916-555-0144, always", frozenset())) == ["916-555-0143", "916-555-0144"]


def test_a_name_cannot_smuggle_a_number() -> None:
    name = fact(FactKind.NAME, "Placer County 916-555-0143")
    assert codes(proof(f"{GOOD}<p>{name.shown}</p>", (*EVERYTHING, name)), CODE) == [CODE]
    room = fact(FactKind.PLACE, "Room 1123, PS 118")
    assert codes(proof(f"{GOOD}<p>{room.shown}</p>", (*EVERYTHING, room)), CODE) == []


def test_what_a_screen_reader_says_counts() -> None:
    said = GOOD.replace("{qr}", '<svg width="9" height="9"><title>Call 916-555-0143</title></svg>{qr}')
    assert codes(proof(said), CODE) == [CODE]
    known = GOOD.replace("{qr}", f'<svg width="9" height="9"><title>Call {CALL.shown}</title></svg>{{qr}}')
    assert codes(proof(known), CODE) == []


def test_the_title_counts() -> None:
    assert set(codes(proof(GOOD + "<h1>Dial 5550</h1>"), CODE)) == {CODE}


digits = st.text("0123456789", min_size=3, max_size=15)
joints = st.sampled_from(["", " ", "-", ".", ") ", "/", "\r\n", "-\r\n", " - "])


@given(digits, st.lists(joints, min_size=14, max_size=14))
def test_three_digits_or_more_are_always_found_however_they_are_written(number: str, between: list[str]) -> None:
    written = "".join(digit + joint for digit, joint in zip(number, between, strict=False))
    loose = len(number) < 7 and all(len(run) < 3 for run in "".join(c if c.isdigit() else " " for c in written).split())
    assert bool(list(unknown(f"a {written} z", frozenset()))) != loose


@given(st.text(st.characters(exclude_categories=["N", "C"]), max_size=60))
def test_text_without_digits_holds_no_number(text: str) -> None:
    assert list(unknown(plain(text), frozenset())) == []
