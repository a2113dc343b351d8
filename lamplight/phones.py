"""Telephone numbers as people write them, read strictly: what cannot be dialled as it stands is refused.

Only numbers of the United States and its territories, and toll-free ones, are known here (ITU E.164, country code 1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumberType, shortnumberinfo

from lamplight.errors import Mistake

EXTENSION = re.compile(r"(?:\s*(?:,\s*)?(?:ext\.?|extension|x)\s*|;ext=)(\d{1,7})$", re.IGNORECASE)
BRACKET = re.compile(r"^(.*\w.*?)\s*\(([A-Z0-9 -]+)\)$")
# Capital letters only: in "555-0142 day" the word is no part of the number.
BODY = re.compile(r"\+?[A-Z0-9(][A-Z0-9 ().-]*")
KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
HOME = frozenset({"US", "PR", "GU", "VI", "AS", "MP"})
SHORT = re.compile(r"\d{3}|\d{5,6}")
SHORTEST_WORD = 3
NATIONAL = 10


@dataclass(frozen=True, slots=True)
class Phone:
    """A number: `value` is E.164 (`+18005550199`, `+19165550142;ext=12`) or a short code's digits (`988`).

    `shown` is digits as one dials them: `1-800-555-0199`, `916-555-0142 ext. 12`, `988`. `fictional` numbers
    (555-0100 to 555-0199) are kept free by the numbering plan for films and tests: nobody answers them.
    """

    value: str
    shown: str
    toll_free: bool = False
    fictional: bool = False

    @property
    def short(self) -> bool:
        """A short code: 911, 988, a code for text messages."""
        return not self.value.startswith("+")


def parse(written: str) -> Phone:
    """Read a number. Raises Mistake (a ValueError), which says what is wrong and what to do."""
    body, extension = _without_extension(written.strip())
    body, again = _without_bracket(body)
    digits = _digits(body, written)
    if again and not digits.endswith(_digits(again, written)):
        message = f"{written!r}: the number in brackets is another one"
        raise Mistake(message, "Find out which is right, and write only that.")
    return _short(digits, written, extension) if SHORT.fullmatch(digits) else _long(body, digits, extension, written)


def _without_extension(text: str) -> tuple[str, str]:
    found = EXTENSION.search(text)
    return (text[: found.start()], found[1]) if found else (text, "")


def _without_bracket(text: str) -> tuple[str, str]:
    found = BRACKET.match(text)
    return (found[1], found[2]) if found else (text, "")


def _digits(text: str, written: str) -> str:
    letters = re.sub("[^A-Z]", "", text)
    if not BODY.fullmatch(text) or 0 < len(letters) < SHORTEST_WORD:
        raise Mistake(f"{written!r} is not a telephone number", "Write it in plain digits, such as 916-555-0142.")
    return re.sub("[^0-9]", "", text.translate(KEYPAD))


def _short(digits: str, written: str, extension: str) -> Phone:
    number = phonenumbers.PhoneNumber(country_code=1, national_number=int(digits))
    known = not digits.startswith("0") and shortnumberinfo.is_valid_short_number_for_region(number, "US")
    if extension or not known:
        raise Mistake(f"{written!r} is not a short code", "Look it up again: short codes are 3, 5 or 6 digits.")
    return Phone(digits, digits)


def _long(body: str, digits: str, extension: str, written: str) -> Phone:
    national, foreign = digits.removeprefix("1"), body.startswith("+") and not digits.startswith("1")
    if foreign or len(national) != NATIONAL:
        message = f"{written!r} has {len(national)} digits, not counting a leading 1"
        raise Mistake(message, "Write the area code and seven digits, with or without a leading 1.")
    toll_free = _checked(national, written)
    with_one = toll_free or (national != digits and not body.startswith("+"))
    dashed = f"{'1-' if with_one else ''}{national[:3]}-{national[3:6]}-{national[6:]}"
    return Phone(
        value=f"+1{national}" + (f";ext={extension}" if extension else ""),
        shown=dashed + (f" ext. {extension}" if extension else ""),
        toll_free=toll_free,
        fictional=national[3:8] == "55501",
    )


def _checked(national: str, written: str) -> bool:
    """Whether the number is toll-free, once it is sure that it can be one of ours at all."""
    number = phonenumbers.PhoneNumber(country_code=1, national_number=int(national))
    kind = phonenumbers.number_type(number)
    if not phonenumbers.is_valid_number(number):
        raise Mistake(f"{written!r} cannot be a number: no such area code or exchange", "Compare it with its source.")
    if kind == PhoneNumberType.TOLL_FREE:
        return True
    region = phonenumbers.region_code_for_number(number)
    if region not in HOME or kind == PhoneNumberType.PREMIUM_RATE:
        raise Mistake(f"{written!r} is a number of {region} or one that costs extra", "Compare it with its source.")
    return False
