"""The only way for a template to print what is local: every call prints one fact and records it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from lamplight import cldr, linked
from lamplight.model import Channel, Confidence, Edition, Fact, FactKind, Finding, Line, Severity, When, Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lamplight.model import Contact, Region, Sentence

ENGLISH = "en"
NAMES = (FactKind.NAME, FactKind.PLACE)
ENGLISH_NAME = Markup('<bdi lang="en" dir="ltr">{}</bdi>')


@dataclass
class Record:
    """The facts and the sentences of one job, as they are printed, and what is wrong with printing them.

    `language` is the one that is spoken at the moment, `labels` are the small words of it that say what a link is for;
    `sentences` are kept by language.
    """

    region: Region
    language: str
    edition: Edition
    labels: Mapping[str, Sentence] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sentences: dict[str, list[Sentence]] = field(default_factory=dict)
    imprints: int = 0

    def note(self, fact: Fact) -> None:
        """Records a fact; one printed outside an imprint box is a mistake of the template."""
        self.facts.append(fact)
        if not self.imprints:
            self.find(
                "fact-outside-imprint",
                f"the template prints “{fact.shown}” outside an imprint box",
                "put it inside {% imprint %} … {% endimprint %}",
                fact.where,
            )

    def utter(self, sentence: Sentence) -> None:
        """Records a sentence."""
        self.sentences.setdefault(self.language, []).append(sentence)

    def find(self, code: str, message: str, remedy: str, where: Where, severity: Severity = Severity.ERROR) -> None:
        """Records a finding, once."""
        finding = Finding(code, message, remedy, severity, where)
        if finding not in self.findings:
            self.findings.append(finding)

    def say(self, kind: FactKind, text: str, where: Where, giver: Region, contact: str | None = None) -> Markup:
        """Prints and records a name, a place, hours, a date or languages. Names stay English, and say so elsewhere."""
        self.note(Fact(kind, text, text, giver.path, where, contact))
        english = kind in NAMES and self.language != ENGLISH
        return ENGLISH_NAME.format(text) if english else escape(text)


@dataclass(frozen=True)
class PrintedLine:
    """A line as a template sees it: attributes to ask, methods that print."""

    line: Line
    contact: Contact
    giver: Region
    record: Record

    @property
    def toll_free(self) -> bool:
        """Does it cost nothing to call?"""
        return self.line.toll_free

    @property
    def when(self) -> When:
        """Which part of the day it answers."""
        return self.line.when

    @property
    def has_hours(self) -> bool:
        """Are its hours known and not simply day and night?"""
        return self.line.hours not in (None, cldr.ROUND_THE_CLOCK)

    @property
    def speaks(self) -> bool:
        """Is it answered in the reader's language, as far as is known?"""
        return self.line.speaks(self.record.language)

    def languages(self) -> Markup:
        """The languages in which it is answered, as the reader calls them: English or Spanish."""
        text = cldr.either(self.line.languages, self.record.language)
        return self.record.say(FactKind.LANGUAGE, text, self.line.where, self.giver, self.contact.key)

    @property
    def always(self) -> bool:
        """Does it answer day and night?"""
        return self.line.hours == cldr.ROUND_THE_CLOCK and self.line.when is When.ALWAYS

    @property
    def has_area(self) -> bool:
        """Is it for a part of the region only?"""
        return self.line.area is not None

    @property
    def has_outside(self) -> bool:
        """Is it for callers from elsewhere?"""
        return self.line.outside is not None

    def number(self) -> Markup:
        """The number, in the order one dials it in any script; on a screen a link that dials it."""
        self._note(FactKind(self.line.channel), self.line.value, self.line.shown)
        return self._linked(linked.SCHEMES[self.line.channel] + self.line.value, self.line.shown)

    def keyword(self) -> Markup:
        """The word to send in a text message."""
        keyword = self.line.keyword or ""
        self._note(FactKind.KEYWORD, keyword, keyword)
        return linked.isolated(keyword)

    def url(self) -> Markup:
        """The address, without what a browser adds by itself; on a screen a link."""
        shown = self.line.value.removeprefix("https://").removeprefix("www.").rstrip("/")
        self._note(FactKind.URL, self.line.value, shown)
        return self._linked(self.line.value, shown)

    def qr(self, title: str) -> Markup:
        """A QR code of the address (level M), with `title` as its alternative text."""
        self._note(FactKind.QR, self.line.value, self.line.value)
        return linked.code(self.line.value, title)

    def hours(self) -> Markup:
        """The hours, as the reader writes them."""
        text = cldr.hours(self.line.hours or "", self.record.language)
        return self.record.say(FactKind.HOURS, text, self.line.where, self.giver, self.contact.key)

    def area(self) -> Markup:
        """The part of the region it is for."""
        return self.record.say(FactKind.PLACE, self.line.area or "", self.line.where, self.giver, self.contact.key)

    def day_and_night(self, said: Sentence) -> Markup:
        """That it answers day and night, in these words."""
        self.record.utter(said)
        key, line = self.contact.key, self.line
        self.record.note(Fact(FactKind.HOURS, line.hours or "", str(said), self.giver.path, line.where, key))
        return escape(str(said))

    def outside(self) -> Markup:
        """The place that its callers call from outside of."""
        return self.record.say(FactKind.PLACE, self.line.outside or "", self.line.where, self.giver, self.contact.key)

    def way(self, said: Sentence) -> Markup:
        """Words that lead to the address, on a screen, where nobody can scan a code."""
        self.record.utter(said)
        on_screen = self.record.edition is Edition.SCREEN
        return linked.link(self.line.value, str(said), str(said)) if on_screen else escape(str(said))

    def _linked(self, target: str, shown: str) -> Markup:
        if self.record.edition is not Edition.SCREEN:
            return linked.isolated(shown)
        purpose = linked.purpose(self.line, shown, self.record.labels, self.record.utter)
        return linked.isolated(linked.link(target, shown, purpose))

    def _note(self, kind: FactKind, value: str, shown: str) -> None:
        line = self.line
        self.record.note(
            Fact(
                kind,
                value,
                shown,
                self.giver.path,
                line.where,
                self.contact.key,
                line.sources,
                line.dated,
                line.confidence,
            )
        )
        if line.confidence is Confidence.ONE_SOURCE:
            self.record.find(
                "number-one-source",
                f"{shown} ({self.contact.key} of {self.giver.name}) rests on one source",
                "find a second, independent page that shows it, and add it to its sources",
                line.where,
                Severity.WARNING,
            )


@dataclass(frozen=True)
class PrintedContact:
    """A contact as a template sees it."""

    contact: Contact
    giver: Region
    record: Record

    def place(self) -> Markup:
        """The name of the region that gave the contact: the county's own, or the state's."""
        return self.record.say(FactKind.PLACE, self.giver.name, self.giver.where, self.giver, self.contact.key)

    def name(self) -> Markup:
        """Its name."""
        return self.record.say(FactKind.NAME, self.contact.name, self.contact.where, self.giver, self.contact.key)

    def explained(self, said: Sentence | None) -> Markup:
        """Its name in the reader's language, if that is `said`; where a caller hears English, with that after it."""
        if self.record.language == ENGLISH or said is None or said.english != self.contact.name:
            return self.name()
        self.record.utter(said)
        return escape(str(said)) if self.speaks else Markup("{} ({})").format(str(said), self.name())

    @property
    def has_room(self) -> bool:
        """Is it known in which room it is?"""
        return self.contact.room is not None

    def room(self) -> Markup:
        """The room in which it is."""
        contact = self.contact
        return self.record.say(FactKind.PLACE, contact.room or "", contact.where, self.giver, contact.key)

    @property
    def has_agency(self) -> bool:
        """Is the agency that answers known by name?"""
        return self.contact.agency is not None

    @property
    def speaks(self) -> bool:
        """Does somebody answer in the reader's language, as far as is known?"""
        return not self.contact.languages or self.record.language in self.contact.languages

    @property
    def interpreter(self) -> bool:
        """Can a caller ask for an interpreter? Who writes, cannot."""
        return self.contact.interpreter

    def agency(self) -> Markup:
        """The agency that answers."""
        return self.record.say(
            FactKind.NAME, self.contact.agency or "", self.contact.where, self.giver, self.contact.key
        )

    def calls(self, most: int = 9) -> list[PrintedLine]:
        """The numbers to call, the leading ones first, at most so many (but see `lead`)."""
        lead = self._lead()
        others = [line for line in self.contact.printable(Channel.CALL) if line not in lead]
        return [self._printed(line) for line in (*lead, *others)[: max(most, len(lead))]]

    def lead(self) -> list[PrintedLine]:
        """The number to call; where it answers by day only, its number of the night as well, never without it."""
        return [self._printed(line) for line in self._lead()]

    def _lead(self) -> tuple[Line, ...]:
        calls = self.contact.printable(Channel.CALL)
        if not calls or calls[0].when is When.ALWAYS:
            return calls[:1]
        partners = [line for line in calls if line.when not in (calls[0].when, When.ALWAYS)]
        return (calls[0], *partners[:1])

    @property
    def writes(self) -> bool:
        """Is a text message answered in the reader's language? Where it is not, calling comes first."""
        return any(line.speaks for line in self.texts())

    def texts(self) -> list[PrintedLine]:
        """The numbers to text, those first that are answered in the reader's language and in it alone.

        So a line's word for Spanish goes before its word for everybody, and is not shown to others.
        """
        lines = self._lines(Channel.TEXT)
        common = [line for line in lines if line.line.languages == self.contact.languages]
        own = [line for line in lines if line not in common and line.speaks]
        return own + common

    def ttys(self) -> list[PrintedLine]:
        """The numbers for text telephones."""
        return self._lines(Channel.TTY)

    def chat(self) -> PrintedLine | None:
        """The address to chat at."""
        return next(iter(self._lines(Channel.CHAT)), None)

    def web(self) -> PrintedLine | None:
        """The address to read more at."""
        return next(iter(self._lines(Channel.WEB)), None)

    def _lines(self, channel: Channel) -> list[PrintedLine]:
        return [self._printed(line) for line in self.contact.printable(channel)]

    def _printed(self, line: Line) -> PrintedLine:
        return PrintedLine(line, self.contact, self.giver, self.record)
