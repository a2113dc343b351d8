"""What there is to print, for people: docs/catalogue.md, written from the materials themselves.

It also says which topic is carried by which section of which material (docs/topics.yaml).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pydantic import BaseModel, ConfigDict, Field, RootModel

from lamplight import printings
from lamplight.errors import SourceError
from lamplight.model import Edition, Finding
from lamplight.plan import plan
from lamplight.selection import Offer, Selection
from lamplight.sources import Located, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from lamplight.model import Job, Made, Material, Words

FILE = "docs/catalogue.md"
PICTURES = "docs/pictures/catalogue"
TOPICS = "docs/topics.yaml"
AUDIENCES = {"public": "the public", "professionals": "professionals"}
HEAD = """\
# What there is to print

Written by `python generate.py catalogue`. Each picture is the English one for Placer County, California; each material
comes in every language and for every county that has a number to call.
"""
TOPICS_HEAD = """\
## Which topic is where

What three public documents on the subject cover, and the section that says it here, in our own words.

| topic | from | material | section |
|---|---|---|---|
"""


class House(Offer, Protocol):
    """What there is, and the words that name it."""

    @property
    def words(self) -> Mapping[str, Words]:
        """The words of each language, by tag."""


class Topic(BaseModel):
    """A topic and where it is carried: `section` is the key of a heading's words, `frame` a box without a heading."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    topic: str
    document: str = Field(alias="from")
    material: str
    section: str | None = None
    frame: str | None = None


class _Topics(RootModel[tuple[Topic, ...]]):
    pass


def topics(root: Path, house: House) -> tuple[Topic, ...]:
    """Every topic; SourceError with each that names no material, or no section of it."""
    located = read(root / TOPICS, _Topics, root)
    found = located.value.root
    if wrong := [finding for number, topic in enumerate(found) for finding in _wrong(number, topic, located, house)]:
        raise SourceError(wrong)
    return found


def _wrong(number: int, topic: Topic, located: Located[_Topics], house: House) -> Iterator[Finding]:
    where = located.where(number)
    if topic.material not in house.materials:
        yield Finding("topic-unplaced", f"there is no material {topic.material}", "name one that there is", where=where)
    if (topic.section is None) == (topic.frame is None):
        yield Finding("topic-unplaced", f"“{topic.topic}” stands nowhere", "give it a section or a frame", where=where)
    if topic.section and heading(topic, house) is None:
        remedy = "name a sentence of content/, such as risks.title"
        yield Finding("topic-unplaced", f"there are no words {topic.section}", remedy, where=where)


def heading(topic: Topic, house: House) -> str | None:
    """The English heading of its section."""
    try:
        return house.words["en"].at(topic.section or "")
    except (KeyError, TypeError, ValueError, IndexError):
        return None


def shown(house: House) -> tuple[Job, ...]:
    """What its pictures show: each material once, in English, on its first paper, as a screen shows it."""
    jobs = plan(Selection(languages=("en",), editions=(Edition.SCREEN.value,)), house)
    return tuple({job.material: job for job in reversed(jobs)}.values())[::-1]


def draw(root: Path, made: Iterable[Made]) -> dict[str, list[str]]:
    """Writes the pictures of what was made and takes away all others; their names, by material."""
    folder = root / PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    drawn = {
        one.job.material: {f"{one.job.material}-{page}.webp": data for page, data in enumerate(one.pictures, 1)}
        for one in made
    }
    files = {name: data for pictures in drawn.values() for name, data in pictures.items()}
    for file in folder.glob("*.webp"):
        if file.name not in files:
            file.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return {material: list(pictures) for material, pictures in drawn.items()}


def text(house: House, placed: Iterable[Topic], pictures: Mapping[str, Sequence[str]]) -> str:
    """The catalogue in Markdown; `pictures` are the names of the files in PICTURES, by material."""
    rows = "".join(f"| {_row(topic, house)} |\n" for topic in placed)
    entries = "".join(_entry(material, house, pictures[material.name]) for material in house.materials.values())
    return f"{HEAD}\n{_contents(house)}\n{entries}{TOPICS_HEAD}{rows}"


def _contents(house: House) -> str:
    rows = (f"| [`{one.name}`](#{one.name}) | {one.readers} | {one.purpose} |\n" for one in house.materials.values())
    return "| material | for | what it does |\n|---|---|---|\n" + "".join(rows)


def _entry(material: Material, house: House, pictures: Sequence[str]) -> str:
    facts = "".join(f"- {name}: {value}\n" for name, value in _facts(material, house))
    width = 720 // max(2, len(pictures))
    folder = PICTURES.removeprefix("docs/")
    shown = "\n".join(
        f'<img src="{folder}/{name}" width="{width}" alt="{material.name}, page {page}">'
        for page, name in enumerate(pictures, 1)
    )
    title = house.words["en"].at(material.title)
    return f"## {material.name}\n\n**{title}**\n\n{material.purpose}\n\n{shown}\n\n{facts}\n"


def _facts(material: Material, house: House) -> Iterator[tuple[str, str]]:
    yield "For", f"{material.readers} ({AUDIENCES[material.audience]})"
    yield "Reading grade", f"{material.reading_grade:g} at most"
    papers = ", ".join(house.papers[paper].title for paper in material.papers)
    yield "Paper", f"{papers}{' (landscape)' if material.landscape else ''}; {_pages(material.pages)}"
    stocks = [f"{one.paper}/{one.sheet}" for one in printings.of(material, house.sheets.values()) if one.sheet]
    if stocks:
        yield "On an office printer", "; ".join(dict.fromkeys(house.sheets[stock].title for stock in stocks))
    yield "Type", f"{material.smallest_type:g} pt or larger, at most {material.type_sizes} sizes"
    if material.large_pages:
        yield "Large print", f"18 pt, up to {_pages(material.large_pages)}"
    yield "Needs", ", ".join(f"`{key}`" for key in material.requires) or "no contact"
    yield "Print it", f"`python generate.py -r us/ca/placer -m {material.name}`"


def _pages(count: int) -> str:
    return f"{count} {'page' if count == 1 else 'pages'}"


def _row(topic: Topic, house: House) -> str:
    section = heading(topic, house) or f"the {topic.frame} line"
    return " | ".join((topic.topic, topic.document, f"[`{topic.material}`](#{topic.material})", section))
