"""Every noun of the project, frozen. Nothing here reads a file, and nothing here knows how a page is made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# On one piece.
MOST_LANGUAGES = 2
POINTS_PER_INCH = 72.0
POINTS_PER_MM = POINTS_PER_INCH / 25.4
# How much of cyan, magenta, yellow and black makes a colour in print, each 0 to 1.
Inks: TypeAlias = tuple[float, float, float, float]


class Severity(StrEnum):
    """How much a finding weighs: an error keeps the file from being published, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a source file; `line` and `column` count from 1."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says: a stable code, what is wrong, what to do, and where."""

    code: str
    message: str
    remedy: str
    severity: Severity = Severity.ERROR
    where: Where | None = None

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.severity} [{self.code}] {self.message} → {self.remedy}"


class Confidence(StrEnum):
    """How well a number is known. Only the first two are ever printed."""

    TWO_SOURCES = "two sources"
    ONE_SOURCE = "one source"
    UNCONFIRMED = "unconfirmed"


class Channel(StrEnum):
    """How one reaches help."""

    CALL = "call"
    TTY = "tty"
    TEXT = "text"
    CHAT = "chat"
    WEB = "web"


class When(StrEnum):
    """Which part of the day a line answers, where one number does not answer always."""

    ALWAYS = "always"
    DAY = "day"
    NIGHT = "night"


@dataclass(frozen=True, slots=True)
class Line:
    """One number or address of a contact, with how we know it.

    `value` is canonical: E.164 (`+19165550142`), a short code's digits, or a URL. `shown` is how it is printed:
    `916-555-0142`. `languages` are those in which it is answered (BCP 47 tags), none where that is not known. `area` is
    the part of the region it is for, `outside` the place that its callers are not in. `dated` is an ISO date, whole or
    partial (`2020`, `2020-04`).
    """

    channel: Channel
    value: str
    shown: str
    sources: tuple[str, ...]
    confidence: Confidence
    where: Where
    dated: str | None = None
    keyword: str | None = None
    languages: tuple[str, ...] = ()
    when: When = When.ALWAYS
    hours: str | None = None
    area: str | None = None
    outside: str | None = None
    toll_free: bool = False
    superseded: bool = False

    @property
    def printable(self) -> bool:
        """A superseded or unconfirmed number is never printed."""
        return not self.superseded and self.confidence is not Confidence.UNCONFIRMED

    def speaks(self, language: str) -> bool:
        """Is it answered in that language, as far as is known?"""
        return not self.languages or language in self.languages


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach help: its lines in the order in which they are to be offered."""

    key: str
    name: str
    lines: tuple[Line, ...]
    where: Where
    agency: str | None = None
    languages: tuple[str, ...] = ()
    interpreter: bool = False
    room: str | None = None

    def printable(self, *channels: Channel) -> tuple[Line, ...]:
        """The lines that may be printed, of these channels, in order."""
        return tuple(line for line in self.lines if line.printable and line.channel in channels)


@dataclass(frozen=True)
class Region:
    """A node of the tree nation → state → county → district → school; `contacts` and the rest are its own only."""

    path: str
    name: str
    where: Where
    parent: Region | None = None
    fips: str | None = None
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    own_languages: tuple[str, ...] = ()
    own_brand: str | None = None
    own_notice: str | None = None

    def lineage(self) -> Iterator[Region]:
        """This region, then its parent, up to the nation."""
        region: Region | None = self
        while region is not None:
            yield region
            region = region.parent

    def find(self, key: str) -> tuple[Contact, Region] | None:
        """The contact of that key that holds here, and the region that gave it."""
        for region in self.lineage():
            if key in region.contacts:
                return region.contacts[key], region
        return None

    @cached_property
    def brand(self) -> str:
        """The brand's name, inherited."""
        return next((region.own_brand for region in self.lineage() if region.own_brand), "lamplight")

    @cached_property
    def notice(self) -> str | None:
        """The law whose notice is posted here, inherited; None for the general notice."""
        return next((region.own_notice for region in self.lineage() if region.own_notice), None)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that families here read (BCP 47 tags), inherited."""
        return next((region.own_languages for region in self.lineage() if region.own_languages), ("en",))

    @cached_property
    def full_name(self) -> str:
        """The name with the names above it, below the nation: `Placer County, California`."""
        return ", ".join(region.name for region in self.lineage() if region.parent or region is self)


class State(StrEnum):
    """How far a sentence is to be trusted in its language."""

    REVIEWED = "reviewed"
    UNREVIEWED = "unreviewed"
    MISSING = "missing"


class Sentence(str):
    """A sentence in the reader's language that remembers where it comes from and whether it was reviewed.

    `english` is the sentence that it says.
    """

    __slots__ = ("english", "state", "where")
    state: State
    where: Where
    english: str

    @classmethod
    def of(cls, text: str, where: Where, state: State = State.REVIEWED, english: str | None = None) -> Sentence:
        """The sentence `text`, which stands at `where`; without `english` it is an English one."""
        sentence = cls(text)
        sentence.where, sentence.state, sentence.english = where, state, text if english is None else english
        return sentence


@dataclass(frozen=True, slots=True)
class Words:
    """All topics in one language: nested mappings and lists whose leaves are sentences."""

    language: str
    topics: Mapping[str, Any]

    def at(self, key: str) -> Sentence:
        """The sentence at a dotted key, such as `poster.headline`; KeyError when there is none."""
        node: Any = self.topics
        for step in key.split("."):
            node = node[step]
        if not isinstance(node, Sentence):
            raise KeyError(key)
        return node

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence, in its order."""
        yield from _leaves(self.topics)

    def begun(self, topic: str) -> bool:
        """Has anybody said anything of this topic in this language?"""
        return any(sentence.state is not State.MISSING for sentence in _leaves(self.topics[topic]))


def _leaves(node: Any) -> Iterator[Sentence]:  # noqa: ANN401 - a tree of any depth
    if isinstance(node, Sentence):
        yield node
        return
    for value in node.values() if isinstance(node, dict) else node:
        yield from _leaves(value)


@dataclass(frozen=True, slots=True)
class NoticeBlock:
    """A block of a law's words: a `heading`, an `item` or a `paragraph`."""

    kind: str
    text: Sentence


@dataclass(frozen=True, slots=True)
class Law:
    """A law that asks for a notice, and its words by language, as far as a user gave them.

    `region` is the path of the state whose law it is, `posted` says where the notice belongs. `width` and `height` of
    the smallest paper and the smallest `type_size` are in points, 0 where the law names none. `also` is what it asks
    that no program can check; `checked` says how far the rule itself is to be trusted.
    """

    name: str
    title: str
    region: str
    posted: str
    source: str
    checked: str
    where: Where
    width: float = 0.0
    height: float = 0.0
    type_size: float = 0.0
    languages: tuple[str, ...] = ()
    also: str | None = None
    texts: Mapping[str, tuple[NoticeBlock, ...]] = field(default_factory=dict)


class Edition(StrEnum):
    """What a file is for."""

    SCREEN = "screen"
    OFFICE = "office"
    PRESS = "press"


class Ink(StrEnum):
    """What a file is printed with: a design for colour, or one for a printer that has black alone."""

    COLOR = "color"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Paper:
    """A size to print on, in points, upright unless a material or a sheet turns it.

    `fold` is where it is folded, from its top edge; a `round` one is cut along the circle that its square holds. A
    `card` is smaller than what printers take, and so is ganged on sheets.
    """

    name: str
    title: str
    width: float
    height: float
    fold: float | None = None
    round: bool = False
    card: bool = False

    def turned(self) -> Paper:
        """The same paper, lying on its long side."""
        return replace(self, width=self.height, height=self.width)


@dataclass(frozen=True, slots=True)
class Stock:
    """What cards are printed on: labels, perforated or plain paper. Lengths in points, from the page's top left corner.

    `cell` is one label or the like; plain paper has none, and holds as many of any card as have room on it. `source`
    says where the measures are from; `also` are the maker's other numbers for the same measures. Where `tear` is so,
    cards stand side by side at the paper's foot, and dashed lines say where to tear them off its uncut head.
    """

    name: str
    title: str
    source: str
    paper: Paper
    where: Where
    cell: Paper | None = None
    columns: int = 0
    rows: int = 0
    left: float = 0.0
    top: float = 0.0
    column_gutter: float = 0.0
    row_gutter: float = 0.0
    cut_marks: bool = False
    tear: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cards of one size ganged on a page of stock: all lengths in points, from the page's top left corner.

    `piece` is the card's paper; it may be smaller than the stock's cell, and then stands in its middle: `snug` says
    that it is not.
    """

    name: str
    title: str
    source: str
    paper: Paper
    piece: Paper
    columns: int
    rows: int
    left: float
    top: float
    column_gutter: float = 0.0
    row_gutter: float = 0.0
    cut_marks: bool = False
    also: tuple[str, ...] = ()
    tear: bool = False
    snug: bool = True


class Flip(StrEnum):
    """Over which edge of the paper a printer turns it to print the back."""

    LONG = "long"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Shift:
    """How far all ink is to be moved, in points to the right and down, to undo what a printer's feed is out."""

    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """How cards go through a printer.

    `copies` of each card, or 0 to fill the first sheet; `start_at` the first place, counted from 1 in the order of
    reading, that is still on the first sheet; `flip` the edge to turn the paper over, or None for the upright one.
    """

    copies: int = 0
    start_at: int = 1
    flip: Flip | None = None
    front: Shift = Shift()
    back: Shift = Shift()

    def unusual(self) -> Iterator[str]:
        """What of it is not the usual, in the words of a file's name."""
        if self.copies:
            yield f"{self.copies}x"
        if self.start_at > 1:
            yield f"from{self.start_at}"
        if self.flip:
            yield f"flip-{self.flip}"
        if (self.front, self.back) != (Shift(), Shift()):
            yield "shifted"


@dataclass(frozen=True, slots=True)
class Placement:
    """One page of a piece put on a sheet: `x` and `y` of its top left corner, in points from the sheet's top left.

    A `turned` one is upside down, its corner still the one that is at the top left of the sheet.
    """

    source_page: int
    sheet_page: int
    x: float
    y: float
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A cut mark or, dashed, a fold mark: a line from (x1, y1) to (x2, y2), in points from the sheet's top left."""

    sheet_page: int
    x1: float
    y1: float
    x2: float
    y2: float
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A registration mark: a cross in a circle around (x, y), in points from the top left; plates meet in it."""

    sheet_page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of a page for a print shop, in points (ISO 32000-2, 14.11.2): MediaBox, TrimBox, BleedBox.

    `width` and `height` are the MediaBox's, which starts at the origin; `left` and `top` where the trimmed page stands
    on it, from its top left corner; `bleed` how far its ground goes on beyond each of its edges.
    """

    width: float
    height: float
    left: float
    top: float
    trim: Paper
    bleed: float


@dataclass(frozen=True, slots=True)
class Profile:
    """What a press makes of its inks: an ICC profile, and what a file for that press says of it.

    `condition` is the OutputConditionIdentifier (ISO 15930-7, 6.2.2), as `registry` lists it; `Custom`, with an empty
    `registry`, where none is known.
    """

    description: str
    condition: str
    registry: str
    icc: bytes


@dataclass(frozen=True, slots=True)
class Brand:
    """An organisation's look: its name, its logo (a file) and the colours of the design's tokens (`--primary` …).

    `logo_grey` is the logo for one ink, without which such a piece has the name alone; `partner` is whom its credit
    line names beside it; `inks` are what a press prints its colours (`#rrggbb`) with, as far as it gives any.
    """

    name: str
    organisation: str
    tokens: Mapping[str, str]
    where: Where
    logo: Path | None = None
    partner: str | None = None
    logo_grey: Path | None = None
    inks: Mapping[str, Inks] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Material:
    """A thing to print: what `material.yaml` says of it.

    `title` is the key of its title among the words; a `bilingual` one can be in two languages; `smallest_type` is in
    points, `type_sizes` the most different ones that a piece may have; `large_pages` the most pages of its large print,
    0 if it has none; `headline` and `number` the cap height, in points on tabloid, of what a poster says from afar,
    0 if it need not.
    """

    name: str
    title: str
    audience: str
    readers: str
    purpose: str
    papers: tuple[str, ...]
    pages: int
    smallest_type: float
    type_sizes: int
    requires: tuple[str, ...]
    reading_grade: float
    where: Where
    landscape: bool = False
    bilingual: bool = False
    large_pages: int = 0
    headline: float = 0.0
    number: float = 0.0

    def most_pages(self, *, large: bool) -> int:
        """How many pages it may fill: in large print up to so many, otherwise neither more nor fewer."""
        return self.large_pages if large else self.pages


@dataclass(frozen=True, slots=True)
class Card:
    """One of several cards that are ganged: where it is handed out, in which languages, how many; 0 as the run says."""

    region: str
    languages: tuple[str, ...]
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """Exactly one file: material × region × languages × paper × edition, and how it is printed.

    `paper` is the piece's own; `sheet` what it is ganged on, if it is. Without a `brand` the region's own holds.
    A `gang` is the name of a file that has other `cards` than one: its region is the nearest that they have in common,
    its languages are all of theirs. In the press edition a `single` card has its bleed and no marks, and `profile` is
    the ICC file, if it is not ours, that colours are separated for.
    """

    region: str
    material: str
    languages: tuple[str, ...]
    paper: str
    edition: Edition
    sheet: str | None = None
    ink: Ink = Ink.COLOR
    large: bool = False
    brand: str | None = None
    run: Run = Run()
    gang: str = ""
    cards: tuple[Card, ...] = ()
    single: bool = False
    profile: str | None = None

    @property
    def file(self) -> str:
        """Its path below the output folder: what is usual is not said."""
        look = ("large" if self.large else None, self.brand, self.ink if self.ink is not Ink.COLOR else None)
        press = ("single" if self.single else None, PurePath(self.profile).stem if self.profile else None)
        parts = (self.material, self.paper, self.sheet, self.gang, *self.run.unusual(), *look, *press, self.edition)
        spoken = "+".join(self.languages) if len(self.languages) <= MOST_LANGUAGES else "languages"
        return f"{self.region}/{spoken}/{'-'.join(part for part in parts if part)}.pdf"

    def pieces(self) -> tuple[Job, ...]:
        """The cards of a gang, each as a job of its own that knows it is one of them; otherwise itself."""
        alone = replace(self, run=Run(), cards=())
        return tuple(replace(alone, region=card.region, languages=card.languages) for card in self.cards) or (self,)


class FactKind(StrEnum):
    """What kind of local truth is printed."""

    CALL = "call"
    TTY = "tty"
    TEXT = "text"
    KEYWORD = "keyword"
    URL = "url"
    QR = "qr"
    NAME = "name"
    PLACE = "place"
    HOURS = "hours"
    DATE = "date"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something printed that must be true of this region, once for each time it is printed.

    `value` is canonical (E.164, digits, URL, text); `shown` is exactly what stands on the page.
    `region` is the path of the region that gave it.
    """

    kind: FactKind
    value: str
    shown: str
    region: str
    where: Where
    contact: str | None = None
    sources: tuple[str, ...] = ()
    dated: str | None = None
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Composition:
    """A page before it is set: its HTML, the facts it prints, and the other numbers its own words hold."""

    job: Job
    title: str
    html: str
    facts: tuple[Fact, ...]
    word_numbers: frozenset[str]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A laid-out run of text or a frame that holds some; lengths in points from the page's top left corner.

    `frame` is the index, in the page's `boxes`, of the nearest frame that must hold it, or None for the page itself.
    Of a run of text, `color` is `#rrggbb`, `tag` its element, `family` the first family that its style names;
    a `turned` one is read upwards or downwards.
    """

    kind: str
    x: float
    y: float
    width: float
    height: float
    text: str = ""
    type_size: float = 0.0
    name: str = ""
    frame: int | None = None
    color: str = ""
    tag: str = ""
    family: str = ""
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One laid-out page, in points."""

    width: float
    height: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What came of typesetting: the file, where everything stands on it, and what the engine said."""

    pdf: bytes
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a job. `pdf` is None when an error finding keeps the file from being published.

    `pictures` are PNG or WebP images of its first pages, for the gallery.
    """

    job: Job
    pdf: bytes | None
    pages: int
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    pictures: tuple[bytes, ...] = ()
    title: str = ""
