"""Dates, hours, names and directions of languages as their readers write them, after the Unicode CLDR (by Babel)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, format_time, get_day_names
from babel.lists import format_list

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROUND_THE_CLOCK = "24/7"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
HOURS = re.compile(r"(\w{3})(?:-(\w{3}))? (\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
TAG = re.compile("([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}))?")
# What a caller says to get an interpreter, where that is not the name in CLDR: readers of these two scripts speak, for
# the most part, these languages (California DHCS, Language Access), and interpreters list Persian as Farsi.
SPOKEN = {"zh-Hant": "Cantonese", "zh-Hans": "Mandarin", "fa": "Farsi"}


@dataclass(frozen=True, slots=True)
class Customs:
    """What CLDR would say of a language that it does not have; `names` are those of other languages."""

    endonym: str
    months: tuple[str, ...]
    days: tuple[str, ...]
    names: Mapping[str, str]
    either: str


# Romanized Hmong as California's agencies write it: CLDR has Hmong Njua in its own script alone.
HMONG = Customs(
    "Hmoob",
    ("Lub Ib Hlis Ntuj", "Lub Ob Hlis Ntuj", "Lub Peb Hlis Ntuj", "Lub Plaub Hlis Ntuj", "Lub Tsib Hlis Ntuj",
     "Lub Rau Hli Ntuj", "Lub Xya Hli Ntuj", "Lub Yim Hli Ntuj", "Lub Cuaj Hlis Ntuj", "Lub Kaum Hli Ntuj",
     "Lub Kaum Ib Hlis Ntuj", "Lub Kaum Ob Hlis Ntuj"),
    ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    {"en": "lus Askiv", "es": "lus Mev"},
    "los sis",
)  # fmt: skip
UNLISTED = {"hmn": HMONG}


def knows(tag: str) -> bool:
    """Whether this is a BCP 47 tag, language, script and territory, whose every part has a name in CLDR."""
    found, english = TAG.fullmatch(tag), Locale("en")
    names = (english.languages, english.scripts, english.territories)
    return found is not None and all(
        not part or part in known for part, known in zip(found.groups(), names, strict=True)
    )


def writes(tag: str) -> bool:
    """Whether it is also known how dates and hours are written in that language."""
    try:
        _locale(tag)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _locale(language: str) -> Locale:
    """The language's customs in CLDR; English ones for a language that has its own here."""
    return Locale.parse("en" if language in UNLISTED else language, sep="-")


def endonym(language: str) -> str:
    """The language's own name for itself: `es` → Español."""
    if language in UNLISTED:
        return UNLISTED[language].endonym
    locale = Locale.parse(language, sep="-")
    # `tl` is Tagalog, not the Filipino of the locale that stands in for it; 繁體中文 is one name, not two.
    name = locale.languages.get(language.replace("-", "_")) or locale.get_display_name() or language
    return name[:1].upper() + name[1:]


def spoken(language: str) -> str:
    """Its name in English, as somebody says it who asks for an interpreter: `zh-Hant` → Cantonese."""
    return SPOKEN.get(language) or Locale("en").languages[language.partition("-")[0]]


def direction(language: str) -> str:
    """`rtl` where lines run from right to left, else `ltr`."""
    return _locale(language).text_direction


def either(languages: Sequence[str], reader: str) -> str:
    """These languages, as the reader calls them: English or Spanish."""
    if reader in UNLISTED:
        customs = UNLISTED[reader]
        return f" {customs.either} ".join(customs.names.get(tag, spoken(tag)) for tag in languages)
    locale = _locale(reader)
    return format_list([locale.languages.get(tag, spoken(tag)) for tag in languages], "or", locale)


def _as_written_here(language: str) -> Locale:
    """The language as it is written in the United States: Spanish with a clock of twelve hours."""
    try:
        return Locale.parse(f"{language}-US", sep="-")
    except UnknownLocaleError:
        return _locale(language)


def month(day: date, language: str) -> str:
    """Month and year: November 2026, noviembre de 2026; by the calendar and in the digits of the United States."""
    if language in UNLISTED:
        return f"{UNLISTED[language].months[day.month - 1]} {day.year}"
    said = format_skeleton("yMMMM", day, locale=_as_written_here(language))
    return said.replace("\N{ONE DOT LEADER}", ".")  # Armenian's abbreviating dot, which looks the same


def hours(written: str, language: str) -> str:
    """Opening hours such as `Mon-Fri 8:00-17:00`, as the reader writes them: Mon–Fri 8:00 AM–5:00 PM."""
    if not (match := HOURS.fullmatch(written)):
        message = f"no hours: {written!r}"
        raise ValueError(message)
    locale = _as_written_here(language)
    names = (
        UNLISTED[language].days
        if language in UNLISTED
        else get_day_names("abbreviated", context="format", locale=locale)
    )
    days = "–".join(names[DAYS.index(day)] for day in match.groups()[:2] if day)
    opens, closes = (
        format_time(time(int(hour) % 24, int(minute)), "short", locale=locale)
        for hour, minute in (match.group(3, 4), match.group(5, 6))
    )
    return f"{days} {opens}–{closes}".replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")
