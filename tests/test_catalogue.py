"""The catalogue is of today, and each topic really stands where it says."""

from __future__ import annotations

import io
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageStat

from lamplight import catalogue, pictures, pipeline
from lamplight.errors import SourceError
from own_project import ROOT, job

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lamplight.catalogue import Topic
    from lamplight.model import Job
    from lamplight.pipeline import House

HEADINGS = {"h1": 1, "h2": 2, "h3": 3}
FEWEST_WORDS = 8
# Mean difference of grey levels, of 255, between a recorded picture and today's: none on one machine, little from one
# to another, and another language moves it by 2 even on a card.
TOLERANCE = 1.5


class Sections(HTMLParser):
    """What stands below each heading, down to the next of its rank or higher; and in each named box."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.below: dict[str, str] = {}
        self.boxes: dict[str, str] = {}
        self._open: list[tuple[int, str]] = []
        self._heading: tuple[int, str] | None = None
        self._frames: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in HEADINGS:
            self._heading = (HEADINGS[tag], "")
        if tag in {"div", "section"}:
            self._frames.append((tag, dict(attributes).get("data-frame") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in HEADINGS and self._heading:
            rank, title = self._heading
            title = " ".join(title.split())
            self._open = [(above, name) for above, name in self._open if above < rank] + [(rank, title)]
            self.below.setdefault(title, "")
            self._heading = None
        if self._frames and self._frames[-1][0] == tag:
            self._frames.pop()

    def handle_data(self, data: str) -> None:
        for _, name in self._frames:
            self.boxes[name] = self.boxes.get(name, "") + data
        if self._heading:
            self._heading = (self._heading[0], self._heading[1] + data)
            return
        for _, title in self._open:
            self.below[title] += data


def carried(topic: Topic, sections: Sections, house: House) -> str:
    if topic.frame:
        return sections.boxes.get(topic.frame, "")
    return sections.below.get(catalogue.heading(topic, house) or "", "")


def placed(house: House) -> tuple[Topic, ...]:
    return catalogue.topics(ROOT, house)


def test_each_topic_stands_where_the_catalogue_says(house: House) -> None:
    topics = placed(house)
    assert len(topics) > 25
    pages = {name: Sections(pipeline._compose(job(name), house).html) for name in {topic.material for topic in topics}}
    empty = [
        (topic.topic, topic.material, topic.section)
        for topic in topics
        if len(carried(topic, pages[topic.material], house).split()) < (1 if topic.frame else FEWEST_WORDS)
    ]
    assert empty == []


def test_an_empty_section_is_noticed() -> None:
    sections = Sections(
        "<h1>All</h1><h2>One</h2><p>some words</p><h3>Part</h3>more<h2>Two</h2><div data-frame='f'>in</div>"
    )
    assert {title: " ".join(text.split()) for title, text in sections.below.items()} == {
        "All": "some wordsmorein",
        "One": "some wordsmore",
        "Part": "more",
        "Two": "in",
    }
    assert sections.boxes["f"] == "in"
    assert Sections("<h2>One</h2><h2>Two</h2>x").below["One"] == ""


def test_a_topic_that_stands_nowhere_is_told(house: House, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / catalogue.TOPICS).write_text(
        "- {topic: a, from: b, material: nothing, section: risks.title}\n"
        "- {topic: a, from: b, material: card-help}\n"
        "- {topic: a, from: b, material: card-help, section: risks.nothing}\n",
        encoding="utf-8",
    )
    with pytest.raises(SourceError) as caught:
        catalogue.topics(tmp_path, house)
    assert [finding.where.line for finding in caught.value.findings if finding.where] == [1, 2, 3]
    assert {finding.code for finding in caught.value.findings} == {"topic-unplaced"}


def recorded(house: House) -> dict[str, list[str]]:
    names = [file.name for file in (ROOT / catalogue.PICTURES).glob("*.webp")]
    return {
        material: sorted((name for name in names if name.rpartition("-")[0] == material), key=_page)
        for material in house.materials
    }


def _page(name: str) -> int:
    return int(name.rpartition("-")[2].removesuffix(".webp"))


def test_the_catalogue_is_of_today(house: House) -> None:
    pictures = recorded(house)
    assert all(pictures.values())
    written = (ROOT / catalogue.FILE).read_text(encoding="utf-8")
    assert written == catalogue.text(house, placed(house), pictures), "run `python generate.py catalogue`"


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("L")


def outdated(house: House, pieces: Iterable[Job]) -> list[str]:
    """The pictures of the catalogue that are not those of these pieces as they are now."""
    old: list[str] = []
    for piece in pieces:
        now = pictures.pictures(pipeline._typeset(pipeline._compose(piece, house), house).pdf)
        for name, data in zip(recorded(house)[piece.material], now, strict=True):
            before, after = picture((ROOT / catalogue.PICTURES / name).read_bytes()), picture(data)
            same = before.size == after.size
            difference = ImageStat.Stat(ImageChops.difference(before, after)).mean[0] if same else 255
            old += [name] if difference > TOLERANCE else []
    return old


def test_its_pictures_are_of_today(house: House) -> None:
    assert outdated(house, catalogue.shown(house)) == [], "run `python generate.py catalogue`"


def test_a_picture_of_another_day_is_noticed(house: House) -> None:
    spanish = [replace(piece, languages=("es",)) for piece in catalogue.shown(house)]
    assert {name.rpartition("-")[0] for name in outdated(house, spanish)} == set(house.materials)
