"""A house small enough to see whole: some regions, a card, a poster and a sheet of facts, two languages and brands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lamplight.errors import SourceError
from lamplight.model import (
    Brand,
    Channel,
    Confidence,
    Contact,
    Line,
    Material,
    Paper,
    Region,
    Sentence,
    Sheet,
    Where,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lamplight.model import Finding, Job

HERE = Where("regions.yaml", 7)
LETTER = Paper("letter", "Letter", 612, 792)
A4 = Paper("a4", "A4", 595.3, 841.9)
PIECE = Paper("3.5x2", "Wallet card", 252, 144)
AVERY = Sheet("avery-5371", "Avery 5371", "a list", LETTER, PIECE, 2, 5, 54, 36, also=("avery-8371",))
PLAIN = Sheet("letter", "Plain letter", "its middle", LETTER, PIECE, 2, 5, 54, 36)
NEUTRAL = Brand("lamplight", "Lamplight", {}, HERE)
RIVER = Brand("river", "River Families", {}, HERE, partner="a county")


@dataclass(frozen=True)
class SmallAtlas:
    """Every region, by path."""

    regions: Mapping[str, Region]

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(self.regions)

    def __contains__(self, path: object) -> bool:
        return path in self.regions

    def __getitem__(self, path: str) -> Region:
        return self.regions[path]

    def by_fips(self, code: str) -> str | None:
        return next((path for path, region in self.regions.items() if region.fips == code), None)


@dataclass(frozen=True)
class SmallHouse:
    """What there is to select from.

    `unsaid` has each material with a language that it does not come in, `mistakes` what is wrong with the words of a
    language, `learnt` the languages whose words were read so far.
    """

    atlas: SmallAtlas
    materials: Mapping[str, Material]
    words: Mapping[str, Words]
    papers: Mapping[str, Paper] = field(default_factory=lambda: {paper.name: paper for paper in (LETTER, A4, PIECE)})
    sheets: Mapping[str, Sheet] = field(default_factory=lambda: {"3.5x2/letter": PLAIN, "3.5x2/avery-5371": AVERY})
    brands: Mapping[str, Brand] = field(default_factory=lambda: {brand.name: brand for brand in (NEUTRAL, RIVER)})
    languages: Mapping[str, str] = field(default_factory=lambda: {"en": "English", "es": "Español"})
    root: Path = Path(__file__).parent.parent
    unsaid: frozenset[tuple[str, str]] = frozenset()
    mistakes: Mapping[str, Finding] = field(default_factory=dict)
    learnt: set[str] = field(default_factory=set)

    def learn(self, tags: Iterable[str]) -> None:
        asked = tuple(tags)
        self.learnt.update(asked)
        if wrong := [self.mistakes[tag] for tag in asked if tag in self.mistakes]:
            raise SourceError(wrong)

    def speaks(self, material: str, tag: str) -> bool:
        self.learn([tag])
        return (material, tag) not in self.unsaid

    def sheet(self, job: Job) -> Sheet | None:
        return self.sheets[f"{job.paper}/{job.sheet}"] if job.sheet else None

    def paper(self, job: Job) -> Paper:
        return self.papers[job.paper]


def material(name: str, papers: tuple[str, ...], large_pages: int = 0) -> Material:
    """Return a material for everybody."""
    return Material(
        name=name,
        title=f"{name}.title",
        audience="public",
        readers="everybody",
        purpose="Is printed.",
        papers=papers,
        pages=1,
        smallest_type=8,
        type_sizes=3,
        large_pages=large_pages,
        requires=(),
        reading_grade=6,
        where=HERE,
    )


def contact(*numbers: str) -> Contact:
    """Return a contact with these numbers (E.164)."""
    lines = (Line(Channel.CALL, value, value, ("a list",), Confidence.ONE_SOURCE, HERE) for value in numbers)
    return Contact("child_welfare", "Child protection", tuple(lines), HERE)


def atlas(names: Mapping[str, tuple[str, str | None]]) -> SmallAtlas:
    """Return regions from their path, name and code, each with the contact `child_welfare`."""
    regions: dict[str, Region] = {}
    for path, (name, fips) in names.items():
        above = regions.get(path.rpartition("/")[0])
        regions[path] = Region(path, name, HERE, above, fips, {"child_welfare": contact("+19165550142")})
    return SmallAtlas(regions)


def words(language: str, *materials: Material) -> Words:
    """Return words that name these materials."""
    return Words(
        language, {each.name: {"title": Sentence.of(f"{each.name} in {language}", HERE)} for each in materials}
    )


def house(**changes: object) -> SmallHouse:
    """Return the small house, some of it changed."""
    card, poster = material("card", ("3.5x2",)), material("poster", ("letter", "a4"))
    small = SmallHouse(
        atlas(
            {
                "us": ("United States", None),
                "us/ca": ("California", "06"),
                "us/ca/placer": ("Placer County", "06061"),
                "us/ca/yolo": ("Yolo County", "06113"),
                "us/ca/yolo/school": ("A School", None),
                "us/wa": ("Washington", "53"),
                "us/wa/king": ("King County", "53033"),
            }
        ),
        {"card": card, "poster": poster},
        {tag: words(tag, card, poster) for tag in ("en", "es")},
    )
    return replace(small, **changes)  # type: ignore[arg-type]
