"""What people write as a telephone number, and what must never pass for one."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lamplight.errors import Mistake
from lamplight.phones import Phone, parse

AREA_CODES = ("202", "206", "212", "307", "415", "530", "787", "800", "808", "833", "888", "907", "916")
DIGITS = "0123456789"


@pytest.mark.parametrize(
    ("written", "value", "shown"),
    [
        ("1-800-555-0142", "+18005550142", "1-800-555-0142"),
        ("800-555-0142", "+18005550142", "1-800-555-0142"),
        ("(916) 555-0142", "+19165550142", "916-555-0142"),
        ("916.555.0142", "+19165550142", "916-555-0142"),
        ("+1 916 555 0142", "+19165550142", "916-555-0142"),
        ("1-916-555-0142", "+19165550142", "1-916-555-0142"),
        ("1 (916) 555-0142", "+19165550142", "1-916-555-0142"),
        ("1-866-END-HARM", "+18663634276", "1-866-363-4276"),
        ("1-800-799-SAFE (7233)", "+18007997233", "1-800-799-7233"),
        ("1-800-799-7233 (SAFE)", "+18007997233", "1-800-799-7233"),
        ("916-555-0142 ext. 12", "+19165550142;ext=12", "916-555-0142 ext. 12"),
        ("916-555-0142, extension 12", "+19165550142;ext=12", "916-555-0142 ext. 12"),
        ("916-555-0142x12", "+19165550142;ext=12", "916-555-0142 ext. 12"),
        ("787-555-0142", "+17875550142", "787-555-0142"),
        ("911", "911", "911"),
        ("988", "988", "988"),
        ("711", "711", "711"),
        ("233733", "233733", "233733"),
        ("66008", "66008", "66008"),
    ],
)
def test_what_people_write_is_understood(written: str, value: str, shown: str) -> None:
    phone = parse(written)
    assert (phone.value, phone.shown) == (value, shown)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "not a telephone number"),
        ("call us", "not a telephone number"),
        ("916-555-014O", "not a telephone number"),
        ("916-555-0142\u200e", "not a telephone number"),
        ("٩١٦-٥٥٥-٠١٤٢", "not a telephone number"),
        ("555-0142 day", "not a telephone number"),
        ("916-555-0142 / 0143", "not a telephone number"),
        ("916-555-014", "9 digits"),
        ("1-916-555-014", "9 digits"),
        ("916-555-01422", "11 digits"),
        ("+9165550142", "10 digits"),
        ("+44 20 7946 0958", "12 digits"),
        ("855-4APARENT", "11 digits"),
        ("0911", "4 digits"),
        ("555-0142", "7 digits"),
        ("1-911", "3 digits"),
        ("999", "not a short code"),
        ("012345", "not a short code"),
        ("911 ext. 5", "not a short code"),
        ("023-555-0142", "cannot be a number"),
        ("916-155-0142", "cannot be a number"),
        ("416-555-0142", "number of CA"),
        ("900-555-0142", "costs extra"),
        ("1-800-799-SAFE (7234)", "another one"),
    ],
)
def test_what_is_no_number_is_refused_with_a_reason_and_a_remedy(written: str, why: str) -> None:
    with pytest.raises(Mistake, match=why) as refused:
        parse(written)
    assert refused.value.remedy.endswith(".")


def numbers() -> st.SearchStrategy[str]:
    exchange = st.from_regex("[2-9][0-9]{2}", fullmatch=True)
    return st.builds(
        "-".join, st.tuples(st.sampled_from(AREA_CODES), exchange, st.text(DIGITS, min_size=4, max_size=4))
    )


@given(number=numbers(), one=st.sampled_from(["", "1-", "+1-"]), extension=st.sampled_from(["", " ext. 12", "x7"]))
def test_what_is_shown_reads_back_as_the_same_number(number: str, one: str, extension: str) -> None:
    phone = _parsed(one + number + extension)
    assume(phone is not None)
    assert phone is not None
    assert parse(phone.shown) == phone
    assert phone.shown.isascii()
    assert number in phone.shown
    assert phone.toll_free == (number[:3] in {"800", "833", "888"})
    assert parse(phone.value).value == phone.value


@given(st.text(st.sampled_from(DIGITS + "()-+. xA٣"), max_size=16))
def test_no_text_gives_digits_that_it_does_not_have(text: str) -> None:
    phone = _parsed(text)
    if phone:
        said = "".join(character for character in text.replace("A", "2") if character in DIGITS)
        seen = "".join(character for character in phone.shown if character in DIGITS)
        assert said == seen or said.endswith(seen) or seen == "1" + said or "(" in text


def test_numbers_for_films_and_tests_are_flagged() -> None:
    assert [parse(number).fictional for number in ("916-555-0100", "800-555-0199", "916-555-0200", "988")] == [
        True,
        True,
        False,
        False,
    ]


def test_short_codes_say_so() -> None:
    assert parse("988").short
    assert not parse("916-555-0142").short


def _parsed(text: str) -> Phone | None:
    try:
        return parse(text)
    except Mistake:
        return None
