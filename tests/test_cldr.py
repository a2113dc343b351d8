"""Dates, hours and names as their readers write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight import cldr

LANGUAGES = ("en", "es", "vi", "ru", "ar", "fa", "zh-Hans", "zh-Hant", "ko", "pa", "km")


@pytest.mark.parametrize("tag", [*LANGUAGES, "pt-BR", "zh-Hant-TW", "fil", "hmn"])
def test_knows_the_tags_of_languages(tag: str) -> None:
    assert cldr.knows(tag)


@pytest.mark.parametrize(
    "tag", ["", "english", "EN", "en_US", "en-us", "xx", "zh-hant", "zh-Abcd", "en-XQ", "es-", "en us"]
)
def test_knows_no_other_tag(tag: str) -> None:
    assert not cldr.knows(tag)


@pytest.mark.parametrize(
    ("tag", "name"), [("en", "English"), ("es", "Español"), ("vi", "Tiếng Việt"), ("ru", "Русский"), ("ko", "한국어")]
)
def test_a_language_is_called_as_its_speakers_call_it(tag: str, name: str) -> None:
    assert cldr.endonym(tag) == name


def test_scripts_of_a_language_are_told_apart() -> None:
    assert cldr.endonym("zh-Hans") != cldr.endonym("zh-Hant")


def test_a_month_is_written_as_its_readers_write_it() -> None:
    assert cldr.month(date(2026, 11, 22), "en") == "November 2026"
    assert cldr.month(date(2026, 11, 22), "es") == "noviembre de 2026"


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(LANGUAGES))
def test_a_month_is_the_same_on_each_of_its_days(day: date, language: str) -> None:
    assert cldr.month(day, language) == cldr.month(day.replace(day=1), language)
    assert cldr.month(day, language) != cldr.month(day.replace(year=day.year + 1, day=1), language)


def test_hours_are_written_as_their_readers_write_them() -> None:
    assert cldr.hours("Mon-Fri 8:00-17:00", "en") == "Mon–Fri 8:00\N{NO-BREAK SPACE}AM–5:00\N{NO-BREAK SPACE}PM"
    assert cldr.hours("Mon-Fri 8:00-17:00", "es") == "lun–vie 8:00\N{NO-BREAK SPACE}a.m.–5:00\N{NO-BREAK SPACE}p.m."
    assert cldr.hours("Sat 9:30-12:00", "en") == "Sat 9:30\N{NO-BREAK SPACE}AM–12:00\N{NO-BREAK SPACE}PM"


DAYS = st.sampled_from(cldr.DAYS)
TIMES = st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda time: f"{time[0]}:{time[1]:02}")


@given(DAYS, st.none() | DAYS, TIMES, TIMES, st.sampled_from(LANGUAGES))
def test_different_hours_are_never_written_alike(
    first: str, last: str | None, opens: str, closes: str, language: str
) -> None:
    days = f"{first}-{last}" if last else first
    said = cldr.hours(f"{days} {opens}-{closes}", language)
    assert "\N{NARROW NO-BREAK SPACE}" not in said
    if opens != closes:
        assert said != cldr.hours(f"{days} {closes}-{opens}", language)
    if last and first != last:
        assert said != cldr.hours(f"{last}-{first} {opens}-{closes}", language)


@pytest.mark.parametrize("wrong", ["", "24/7", "Mon-Fri", "8:00-17:00", "Mo-Fr 8:00-17:00", "Mon 8-17"])
def test_what_are_no_hours_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"hours|list"):
        cldr.hours(wrong, "en")


def test_a_language_without_dates_of_its_own_is_told_apart() -> None:
    assert cldr.writes("es")
    assert cldr.knows("hmn")
    assert not cldr.writes("hmn")
