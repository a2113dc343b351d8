"""What may stand in `regions.yaml`: the models that check it and that write the JSON Schema for editors."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema, model_validator

from lamplight import cldr, phones
from lamplight.errors import Mistake
from lamplight.model import Channel, Confidence, When
from lamplight.sources import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
TIME = r"(?:[01]?\d|2[0-3]):[0-5]\d"
HOURS = rf"24/7|{DAY}(?:-{DAY})? {TIME}-{TIME}"
PARTIAL_DATE = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
TAG = "[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?"
SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
LAW = r"[a-z0-9]+(?:[.-][a-z0-9]+)*"
REGION_PATH = f"{SLUG}(?:/{SLUG}){{0,7}}"
CONTACT_KEY = "[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
CALLED_SHORT_CODE = 3


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Mistake("a short text belongs here, not a list or a mapping", "Look at the indents, dashes and braces.")
    if "\n" in value or not value.strip():
        raise Mistake("one line of text belongs here", "Write it on one line.")
    return value.strip()


def _matching(pattern: str, message: str, remedy: str) -> BeforeValidator:
    def check(value: object) -> str:
        text = _text(value)
        if not re.fullmatch(pattern, text, re.ASCII):
            raise Mistake(f"{text!r} {message}", remedy)
        return text

    return BeforeValidator(check)


def _called(value: object) -> phones.Phone:
    phone = phones.parse(_text(value))
    if phone.short and len(phone.value) > CALLED_SHORT_CODE:
        raise Mistake(f"{phone.value} is a code for text messages", "Write it as `text:`.")
    return phone


def _texted(value: object) -> phones.Phone:
    return phones.parse(_text(value))


def _url(value: object) -> str:
    text = _text(value)
    wrong = Mistake(f"{text!r} is not a web address", "Write it in full: https://example.org/page.")
    if not re.fullmatch(r"https?://[!#-;=?-\[\]_a-z~]+", text):
        raise wrong
    try:
        parts = urlsplit(text)
        known = parts.hostname and re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}\.?", parts.hostname) and not parts.username
        _ = parts.port
    except ValueError as error:
        raise wrong from error
    if not known:
        raise wrong
    return text


def _source(value: object) -> str:
    text = _text(value)
    return _url(text) if text.startswith("http") and " " not in text else text


def _partial_date(value: object) -> str:
    text = _text(value)
    parts = text.split("-") if re.fullmatch(PARTIAL_DATE, text, re.ASCII) else ["0"]
    try:
        date(*(int(part) for part in [*parts, "1", "1"][:3]))
    except ValueError as error:
        raise Mistake(f"{text!r} is not a date", "Write 2026, 2026-11 or 2026-11-22.") from error
    return text


def _whole_date(value: object) -> date:
    try:
        return date.fromisoformat(_partial_date(value))
    except ValueError as error:
        raise Mistake(f"{value!r} is not a whole date", "Write it as 2026-11-22.") from error


def _tag(value: object) -> str:
    text = _text(value)
    if not cldr.knows(text):
        raise Mistake(f"{text!r} is not a language tag", "Write a BCP 47 tag such as en, es or zh-Hant.")
    return text


def _plain(**schema: object) -> WithJsonSchema:
    """In YAML a number without quotes is no text to an editor; to us it is."""
    return WithJsonSchema({"type": ["string", "integer"], **schema})


Text = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": "string", "minLength": 1})]
Room = Annotated[str, BeforeValidator(_text), _plain(minLength=1)]
Called = Annotated[phones.Phone, PlainValidator(_called), _plain(examples=["916-555-0142", "988"])]
Texted = Annotated[phones.Phone, PlainValidator(_texted), _plain(examples=["916-555-0142", "988"])]
Url = Annotated[str, BeforeValidator(_url), WithJsonSchema({"type": "string", "pattern": "^https?://"})]
Source = Annotated[str, BeforeValidator(_source), WithJsonSchema({"type": "string", "minLength": 1})]
PartialDate = Annotated[str, BeforeValidator(_partial_date), _plain(pattern=f"^{PARTIAL_DATE}$")]
WholeDate = Annotated[date, BeforeValidator(_whole_date), WithJsonSchema({"type": "string", "format": "date"})]
Tag = Annotated[str, BeforeValidator(_tag), WithJsonSchema({"type": "string", "pattern": f"^{TAG}$"})]
Hours = Annotated[
    str,
    _matching(HOURS, "are not hours that can be translated", "Write 24/7, or as Mon-Fri 8:00-17:00."),
    WithJsonSchema({"type": "string", "pattern": f"^(?:{HOURS})$"}),
]
Keyword = Annotated[
    str,
    _matching("[A-Z0-9]{2,20}", "is not a keyword", "Write the one word to send, in capital letters."),
    _plain(pattern="^[A-Z0-9]{2,20}$"),
]
Brand = Annotated[
    str,
    _matching(SLUG, "is not a brand's name", "Write the name of its folder in brands/."),
    _plain(pattern=f"^{SLUG}$"),
]
Notice = Annotated[
    str,
    _matching(LAW, "is not a law's name", "Write the name of a law in notices/rules.yaml."),
    _plain(pattern=f"^{LAW}$"),
]
RegionPath = Annotated[
    str,
    _matching(REGION_PATH, "is not a region's path", "Write lower-case words, as in us/ca/placer/example-high."),
    WithJsonSchema({"type": "string", "pattern": f"^{REGION_PATH}$"}),
]
ContactKey = Annotated[
    str,
    _matching(CONTACT_KEY, "is not a contact's key", "Write lower-case words, as in child_welfare."),
    WithJsonSchema({"type": "string", "pattern": f"^{CONTACT_KEY}$"}),
]


class Status(StrEnum):
    """Why a number is recorded that is not to be printed."""

    SUPERSEDED = "superseded"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Known(_Entry):
    """How we know: on a contact, it holds for all its lines that do not say otherwise."""

    hours: Hours | None = None
    source: Source | None = None
    sources: tuple[Source, ...] = ()
    dated: PartialDate | None = None
    confidence: Confidence | None = None

    @property
    def cited(self) -> tuple[str, ...]:
        """All sources, however they were written."""
        return (self.source, *self.sources) if self.source else self.sources


class _Reach(_Known):
    """A number or an address."""

    call: Called | None = None
    tty: Called | None = None
    text: Texted | None = None
    chat: Url | None = None
    web: Url | None = None
    keyword: Keyword | None = None

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels that are written here."""
        return tuple(channel for channel in Channel if getattr(self, channel) is not None)

    @model_validator(mode="after")
    def _keyword_is_texted(self) -> _Reach:
        if self.keyword and self.text is None:
            raise Mistake("a keyword is sent as a text message, and there is no `text:`", "Add `text:`.")
        return self


class LineEntry(_Reach):
    """One line of a contact; `languages` are those of this line alone, where it has others than the contact."""

    languages: tuple[Tag, ...] = ()
    when: When = When.ALWAYS
    area: Text | None = None
    outside: Text | None = None
    status: Status | None = None

    @model_validator(mode="after")
    def _one_channel(self) -> LineEntry:
        if len(self.channels) != 1:
            raise Mistake("a line is exactly one of call, tty, text, chat, web", "Give each its own line (`- `).")
        return self


class ContactEntry(_Reach):
    """A contact; with one number of a kind, its lines may be written without `lines`."""

    name: Text | None = None
    agency: Text | None = None
    languages: tuple[Tag, ...] = ()
    interpreter: bool = False
    room: Room | None = None
    lines: tuple[LineEntry, ...] = ()

    @model_validator(mode="after")
    def _has_name_and_lines(self) -> ContactEntry:
        if not self.name and not self.agency:
            raise Mistake("a contact needs a name", "Add `name:` or `agency:`.")
        if bool(self.lines) == bool(self.channels):
            raise Mistake("a contact has either `lines:` or its own call, tty, text, chat, web", "Write one of them.")
        return self

    def written_lines(self) -> Iterator[tuple[tuple[str | int, ...], LineEntry]]:
        """Its lines, whichever way they were written, each with its path below the contact."""
        yield from ((("lines", number), line) for number, line in enumerate(self.lines))
        for channel in self.channels:
            keyword = self.keyword if channel is Channel.TEXT else None
            yield (), LineEntry.model_construct(**{channel: getattr(self, channel), "keyword": keyword})


class RegionEntry(_Entry):
    """A region; what it leaves out is inherited."""

    name: Text | None = None
    languages: tuple[Tag, ...] = ()
    brand: Brand | None = None
    notice: Notice | None = None
    contacts: dict[ContactKey, ContactEntry] | None = Field(default=None, min_length=1)


class RegionsFile(_Entry):
    """The whole of `regions.yaml`; `revised` is the date that is printed."""

    revised: WholeDate
    regions: dict[RegionPath, RegionEntry]


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `regions.yaml`, for editors."""
    return schema_of(RegionsFile)
