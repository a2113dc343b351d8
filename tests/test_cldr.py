"""Dates, hours and names as their readers write them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight import cldr, content
from own_project import ROOT

# What each language is called by its speakers and by who asks for an interpreter, and November 2026 in it.
SHIPPED = {
    "am": ("አማርኛ", "Amharic", "ኖቬምበር 2026"),
    "ar": ("العربية", "Arabic", "نوفمبر 2026"),
    "en": ("English", "English", "November 2026"),
    "es": ("Español", "Spanish", "noviembre de 2026"),
    "fa": ("فارسی", "Farsi", "نوامبر 2026"),
    "hi": ("हिन्दी", "Hindi", "नवंबर 2026"),
    "hmn": ("Hmoob", "Hmong", "Lub Kaum Ib Hlis Ntuj 2026"),
    "hy": ("Հայերեն", "Armenian", "2026 թ. նոյեմբեր"),
    "ja": ("日本語", "Japanese", "2026年11月"),
    "km": ("ខ្មែរ", "Khmer", "វិច្ឆិកា 2026"),
    "ko": ("한국어", "Korean", "2026년 11월"),
    "lo": ("ລາວ", "Lao", "ພະຈິກ 2026"),
    "pa": ("ਪੰਜਾਬੀ", "Punjabi", "ਨਵੰਬਰ 2026"),
    "ru": ("Русский", "Russian", "ноябрь 2026\N{NARROW NO-BREAK SPACE}г."),
    "so": ("Soomaali", "Somali", "Noofeembar 2026"),
    "th": ("ไทย", "Thai", "พฤศจิกายน 2026"),
    "tl": ("Tagalog", "Tagalog", "Nobyembre 2026"),
    "uk": ("Українська", "Ukrainian", "листопад 2026\N{NARROW NO-BREAK SPACE}р."),
    "vi": ("Tiếng Việt", "Vietnamese", "tháng 11 năm 2026"),
    "zh-Hans": ("简体中文", "Mandarin", "2026年11月"),
    "zh-Hant": ("繁體中文", "Cantonese", "2026年11月"),
}
LANGUAGES = tuple(SHIPPED)
MONTHS = [date(2026, month, 1) for month in range(1, 13)]


def test_every_language_that_ships_is_looked_at_here() -> None:
    assert set(content.languages(ROOT)) == set(LANGUAGES), "say in SHIPPED what its readers call things"


@pytest.mark.parametrize("tag", [*LANGUAGES, "pt-BR", "zh-Hant-TW", "fil", "lus"])
def test_knows_the_tags_of_languages(tag: str) -> None:
    assert cldr.knows(tag)


@pytest.mark.parametrize(
    "tag", ["", "english", "EN", "en_US", "en-us", "xx", "zh-hant", "zh-Abcd", "en-XQ", "es-", "en us"]
)
def test_knows_no_other_tag(tag: str) -> None:
    assert not cldr.knows(tag)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_language_is_called_as_its_speakers_call_it(tag: str) -> None:
    assert cldr.endonym(tag) == SHIPPED[tag][0]


def test_no_two_languages_are_called_alike() -> None:
    assert len({cldr.endonym(tag) for tag in LANGUAGES}) == len({cldr.spoken(tag) for tag in LANGUAGES}) == len(SHIPPED)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_caller_says_its_name_in_english_letters(tag: str) -> None:
    assert cldr.spoken(tag) == SHIPPED[tag][1]
    assert cldr.spoken(tag).isascii()


def test_only_arabic_and_persian_run_from_right_to_left() -> None:
    assert [tag for tag in LANGUAGES if cldr.direction(tag) == "rtl"] == ["ar", "fa"]
    assert {cldr.direction(tag) for tag in LANGUAGES} == {"ltr", "rtl"}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_month_is_written_as_its_readers_write_it(tag: str) -> None:
    assert cldr.month(date(2026, 11, 22), tag) == SHIPPED[tag][2]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_months_are_told_apart_in_western_digits_by_our_calendar(tag: str) -> None:
    said = [cldr.month(month, tag) for month in MONTHS]
    assert len(set(said)) == len(MONTHS)
    for month in said:
        assert "2026" in month
        assert all(digit.isascii() for digit in month if digit.isdigit())


@pytest.mark.parametrize("tag", LANGUAGES)
def test_hours_are_in_western_digits(tag: str) -> None:
    said = cldr.hours("Mon-Fri 8:30-17:00", tag)
    assert re.search(r"8:30.*(5:00|17:00)", said)
    assert all(digit.isascii() for digit in said if digit.isdigit())


def test_hmong_months_are_its_own() -> None:
    assert [cldr.month(month, "hmn") for month in MONTHS[:2]] == ["Lub Ib Hlis Ntuj 2026", "Lub Ob Hlis Ntuj 2026"]
    assert cldr.month(MONTHS[6], "hmn") == "Lub Xya Hli Ntuj 2026"
    assert cldr.hours("Sat 9:00-12:00", "hmn") == "Sat 9:00\N{NO-BREAK SPACE}AM–12:00\N{NO-BREAK SPACE}PM"


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        ("en", "English or Spanish"),
        ("es", "inglés o español"),
        ("vi", "Tiếng Anh hoặc Tiếng Tây Ban Nha"),
        ("ar", "الإنجليزية أو الإسبانية"),
        ("ja", "英語またはスペイン語"),
        ("zh-Hant", "英文或西班牙文"),
        ("hmn", "lus Askiv los sis lus Mev"),
    ],
)
def test_languages_to_choose_from_are_named_in_the_reader_s_own(reader: str, said: str) -> None:
    assert cldr.either(("en", "es"), reader) == said


@pytest.mark.parametrize("reader", LANGUAGES)
def test_one_language_is_named_alone_and_each_of_two_is_named(reader: str) -> None:
    one, other = cldr.either(("en",), reader), cldr.either(("es",), reader)
    assert one != other
    assert cldr.either(("en", "es"), reader).startswith(one)
    assert cldr.either(("en", "es"), reader).endswith(other)


def test_a_language_that_the_reader_s_has_no_name_for_is_named_in_english() -> None:
    assert cldr.either(("zh-Hant",), "vi") == "Cantonese"
    assert cldr.either(("en", "vi"), "hmn") == "lus Askiv los sis Vietnamese"


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
    assert all(map(cldr.writes, LANGUAGES))
    assert cldr.knows("lus")
    assert not cldr.writes("lus")
