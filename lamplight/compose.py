"""Job → HTML and the facts it prints. The only module that knows Jinja2.

Whatever is local comes through `contact(...)` and its like, inside an `{% imprint %}` box; each call records a fact.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, meta, nodes, pass_context
from jinja2.ext import Extension
from markupsafe import Markup, escape

from lamplight import cldr, lacking, scripts
from lamplight.model import Channel, Composition, FactKind, Finding, Sentence, Where
from lamplight.posted import Posted
from lamplight.printed import ENGLISH_NAME, PrintedContact, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from jinja2.parser import Parser
    from jinja2.runtime import Context

    from lamplight.model import Brand, Job, Law, Material, Paper, Region, Words

DIALLED = (Channel.CALL, Channel.TEXT)


class Imprint(Extension):
    """`{% imprint "call-panel" %}…{% endimprint %}`: a box for what is local, whose size the style alone decides."""

    tags = {"imprint"}  # noqa: RUF012 - as Jinja's own extensions have it

    def parse(self, parser: Parser) -> nodes.Node:
        """The box, around whatever stands between its two tags."""
        line = next(parser.stream).lineno
        name = parser.parse_expression()
        body = parser.parse_statements(("name:endimprint",), drop_needle=True)
        call = self.call_method("box", [nodes.ContextReference(), name])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def box(self, context: Context, name: str, caller: Callable[[], str]) -> Markup:
        """The box as HTML; facts may be printed while it is open."""
        record: Record = context["record"]
        record.imprints += 1
        try:
            inside = caller()
        finally:
            record.imprints -= 1
        return Markup('<div class="imprint {0}" data-frame="{0}">{1}</div>').format(name, inside)


@pass_context
def _finalize(context: Context, value: object) -> object:
    if isinstance(value, Sentence):
        context["record"].utter(value)
    return value


@pass_context
def _fill(context: Context, sentence: Sentence, **values: object) -> Markup:
    """The sentence with its placeholders filled; what fills them is escaped unless it is markup already."""
    context["record"].utter(sentence)
    return Markup(escape(str(sentence)).format(**{key: escape(value) for key, value in values.items()}))  # noqa: S704


class Composer:
    """Composes pages from the project's templates, each compiled once; `dated` stands in each file's properties."""

    def __init__(self, root: Path, dated: date) -> None:
        self._dated = dated
        self._environment = Environment(
            loader=FileSystemLoader(root / lacking.FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_finalize,
            extensions=[Imprint],
        )
        self._environment.filters["fill"] = _fill
        self._mentioned: dict[str, tuple[set[str], list[str]]] = {}

    def check(self, material: Material) -> tuple[Finding, ...]:
        """Does the material's template compile?"""
        try:
            self._environment.get_template(f"{material.name}/page.html.j2")
        except TemplateError as error:
            return (lacking.template(error, material),)
        return ()

    def topics(self, material: Material) -> frozenset[str]:
        """The topics whose words the material's templates print, and that of its title."""
        found, waiting = {material.title.partition(".")[0]}, [f"{material.name}/page.html.j2"]
        for name in waiting:
            topics, others = self._mentions(name)
            found |= topics
            waiting += [other for other in others if other not in waiting]
        return frozenset(found)

    def _mentions(self, name: str) -> tuple[set[str], list[str]]:
        """The topics and the templates that one template names itself; each is read once, since many share some."""
        if name not in self._mentioned:
            source, *_ = self._environment.loader.get_source(self._environment, name)  # type: ignore[union-attr]
            tree = self._environment.parse(source)
            topics = {
                node.attr
                for node in tree.find_all(nodes.Getattr)
                if isinstance(node.node, nodes.Name) and node.node.name == "words"
            }
            self._mentioned[name] = topics, [other for other in meta.find_referenced_templates(tree) if other]
        return self._mentioned[name]

    def compose(  # noqa: PLR0913, PLR0917 - this is all that a page is made of
        self,
        job: Job,
        material: Material,
        region: Region,
        sides: Sequence[Words],
        brand: Brand,
        paper: Paper,
        revised: date,
        law: Law | None = None,
    ) -> Composition:
        """The page of a job, `sides` its words in each of its languages.

        What is missing or wrong comes back as findings, and then the HTML may be empty. That of a card which is ganged
        is a part of the page that `together` makes.
        """
        words = sides[0]
        record = Record(region, words.language, job.edition, words.topics["labels"])
        title = f"{words.at(material.title)} · {region.full_name}"
        uncallable = [key for key in material.requires if not _callable(key, region)]
        if missing := tuple(lacking.contact(key, region, material) for key in uncallable):
            return Composition(job, title, "", (), frozenset(), missing)
        html, wrong = self._render(
            material,
            **_local(region, brand, revised, record),
            posted=lambda: _posted(law, words, record),
            sides=sides,
            words=words.topics,
            language=words.language,
            **_printed(job),
            paper=paper,
            brand=brand,
            title=title,
            date=self._dated,
        )
        findings = (*wrong, *record.findings, *lacking.translations(record.sentences))
        said = [sentence for sentences in record.sentences.values() for sentence in sentences]
        return Composition(job, title, html, tuple(record.facts), _numbers(said), findings)

    def together(self, cards: Sequence[Composition], paper: Paper) -> tuple[str, list[list[int]]]:
        """The HTML of several cards that are ganged, and which of its pages are those of each, counted from 0.

        A page that is the same on several cards, as covers are, is there once.
        """
        known: dict[str, int] = {}
        pages = [[known.setdefault(page, len(known)) for page in _sides(card.html)] for card in cards]
        shell, first = self._environment.get_template("shared/gang.html.j2"), cards[0]
        html = shell.render(
            pages=[Markup(page) for page in known],  # noqa: S704 - they were made here
            edition=first.job.edition,
            ink=first.job.ink.value,
            title=first.title,
            paper=paper,
            date=self._dated,
        )
        return html, pages

    def slug(self, what: Sequence[str], when: Sequence[str], pages: int, size: tuple[float, float]) -> str:
        """The HTML of the two lines outside the bleed of each page, `size` their width and height in points."""
        page = self._environment.get_template("shared/slug.html.j2")
        dated = (*when, self._dated.isoformat())
        return page.render(what=what, when=dated, pages=pages, width=size[0], height=size[1], title=what[0])

    def _render(self, material: Material, **said: object) -> tuple[str, tuple[Finding, ...]]:
        """The HTML of a material's template, or what is wrong with that."""
        try:
            template = self._environment.get_template(f"{material.name}/page.html.j2")
            return scripts.marked(template.render(material=material, **said)), ()
        except TemplateError as error:
            return "", (lacking.template(error, material),)


def _sides(html: str) -> list[str]:
    """The pages of a card that is ganged, each within the element that says its language and its colours."""
    opening, *pages = re.split(r'(?=<section class="page)', html)
    *whole, last = pages
    last, closing, _ = last.rpartition("</div>")
    return [f"{opening}{page}{closing}" for page in (*whole, last)]


def _printed(job: Job) -> dict[str, object]:
    """How it is printed."""
    return {"edition": job.edition, "ganged": bool(job.gang), "ink": job.ink.value, "large": job.large}


def _local(region: Region, brand: Brand, revised: date, record: Record) -> dict[str, object]:
    """Whatever prints a fact, and the record that it goes into."""

    def printed(kind: FactKind, text: str, where: Where = region.where) -> Markup:
        return record.say(kind, text, where, region)

    return {
        "record": record,
        "direction": cldr.direction,
        "speak": lambda side: _speak(side, record),
        "spoken": lambda: _spoken(record),
        "contact": lambda key: _contact(key, region, record),
        "has_contact": lambda key: _reachable(key, region),
        "place": lambda: printed(FactKind.PLACE, region.name),
        "full_place": lambda: printed(FactKind.PLACE, region.full_name),
        "revised": lambda: printed(FactKind.DATE, cldr.month(revised, record.language)),
        "organisation": lambda: printed(FactKind.NAME, brand.organisation, brand.where),
        "partner": lambda: printed(FactKind.NAME, brand.partner or "", brand.where),
    }


def _posted(law: Law | None, words: Words, record: Record) -> Posted | None:
    """The words of the law that holds here, or None for the general notice: never that in place of a law's."""
    if law is None:
        return None
    if words.language not in law.texts:
        record.find(
            "notice-rule-broken",
            f"the words of {law.title} are missing in {words.language} ({law.source})",
            f"copy them from the law into notices/{law.name}/{words.language}.md",
            law.where,
        )
    return Posted(law, law.texts.get(words.language, ()), record, words.topics["labels"])


def _speak(side: Words, record: Record) -> str:
    """From here on the page is in this language; its tag. `{% with words = side.topics, language = speak(side) %}`."""
    record.language, record.labels = side.language, side.topics["labels"]
    return side.language


def _spoken(record: Record) -> Markup:
    """What a caller says to get an interpreter, in the letters in which it is said."""
    return ENGLISH_NAME.format(cldr.spoken(record.language))


def _reachable(key: str, region: Region) -> bool:
    found = region.find(key)
    return found is not None and bool(found[0].printable(*DIALLED))


def _callable(key: str, region: Region) -> bool:
    found = region.find(key)
    return found is not None and bool(found[0].printable(Channel.CALL))


def _contact(key: str, region: Region, record: Record) -> PrintedContact:
    found = region.find(key)
    if found is None:
        message = f"there is no contact {key!r} for {region.path}; ask has_contact(...) first"
        raise TemplateError(message)
    return PrintedContact(*found, record)


def _numbers(used: list[Sentence]) -> frozenset[str]:
    """The digit runs of the words themselves: the years and paragraphs of citations, the age of majority."""
    return frozenset(number for sentence in used for number in re.findall(r"\d+", sentence))
