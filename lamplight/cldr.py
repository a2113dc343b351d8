"""Dates, hours and names of languages as their readers write them, after the Unicode CLDR (through Babel)."""

from __future__ import annotations

import re
from datetime import date, time

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, format_time, get_day_names

ROUND_THE_CLOCK = "24/7"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
HOURS = re.compile(r"(\w{3})(?:-(\w{3}))? (\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")


TAG = re.compile("([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}))?")


def knows(tag: str) -> bool:
    """Whether this is a BCP 47 tag, language, script and territory, whose every part has a name in CLDR."""
    found, english = TAG.fullmatch(tag), Locale("en")
    names = (english.languages, english.scripts, english.territories)
    return found is not None and all(
        not part or part in known for part, known in zip(found.groups(), names, strict=True)
    )


def writes(tag: str) -> bool:
    """Whether CLDR also knows how dates and hours are written in that language."""
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def endonym(language: str) -> str:
    """The language's own name for itself: `es` → Español."""
    name = Locale.parse(language, sep="-").get_display_name()
    return name[:1].upper() + name[1:] if name else language


def _as_written_here(language: str) -> Locale:
    """The language as it is written in the United States: Spanish with a clock of twelve hours."""
    try:
        return Locale.parse(f"{language}-US", sep="-")
    except UnknownLocaleError:
        return Locale.parse(language, sep="-")


def month(day: date, language: str) -> str:
    """Month and year: November 2026, noviembre de 2026."""
    return format_skeleton("yMMMM", day, locale=_as_written_here(language))


def hours(written: str, language: str) -> str:
    """Opening hours such as `Mon-Fri 8:00-17:00`, as the reader writes them: Mon–Fri 8:00 AM–5:00 PM."""
    if not (match := HOURS.fullmatch(written)):
        message = f"no hours: {written!r}"
        raise ValueError(message)
    locale = _as_written_here(language)
    names = get_day_names("abbreviated", context="format", locale=locale)
    days = "–".join(names[DAYS.index(day)] for day in match.groups()[:2] if day)
    opens, closes = (
        format_time(time(int(hour) % 24, int(minute)), "short", locale=locale)
        for hour, minute in (match.group(3, 4), match.group(5, 6))
    )
    return f"{days} {opens}–{closes}".replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")
