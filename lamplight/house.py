"""The printing house: every source read, and the machines that all jobs share."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from lamplight import content, materials, notices, profiles, regions, sheets, stocks
from lamplight.cldr import endonym
from lamplight.compose import Composer
from lamplight.errors import SourceError
from lamplight.model import Edition, Finding, Ink
from lamplight.palette import GREYS, Colour, for_press
from lamplight.typeset import Typesetter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lamplight.model import Brand, Job, Law, Material, Paper, Profile, Region, Sheet, Stock, Words
    from lamplight.regions import Atlas

Loaded = TypeVar("Loaded")


@dataclass(frozen=True)
class House:
    """A printing house: every source read and found right, and the machines that are set up once."""

    root: Path
    atlas: Atlas
    papers: Mapping[str, Paper]
    sheets: Mapping[str, Sheet]
    materials: Mapping[str, Material]
    brands: Mapping[str, Brand]
    words: Mapping[str, Words]
    laws: Mapping[str, Law]
    dated: date

    @property
    def languages(self) -> Mapping[str, str]:
        """Each language's tag and its own name for itself."""
        return {tag: endonym(tag) for tag in self.words}

    def learn(self, tags: Iterable[str]) -> None:
        """Reads the words in these languages. SourceError with every mistake in any of them."""
        wrong: list[Finding] = []
        for tag in tags:
            try:
                self.words[tag]
            except SourceError as error:
                wrong.extend(error.findings)
        if wrong:
            raise SourceError(dict.fromkeys(wrong))

    def speaks(self, material: str, tag: str) -> bool:
        """Does a material come in that language: has somebody begun each of its topics?"""
        return all(map(self.words[tag].begun, self._topics[material]))

    @cached_property
    def _topics(self) -> Mapping[str, frozenset[str]]:
        return {name: self.composer.topics(material) for name, material in self.materials.items()}

    @cached_property
    def composer(self) -> Composer:
        """Composes pages."""
        return Composer(self.root, self.dated)

    @cached_property
    def typesetter(self) -> Typesetter:
        """Sets pages."""
        return Typesetter(self.root)

    def sheet(self, job: Job) -> Sheet | None:
        """The sheet that a job's cards are ganged on, if they are."""
        return self.sheets[f"{job.paper}/{job.sheet}"] if job.sheet else None

    def paper(self, job: Job) -> Paper:
        """The paper of one piece, as the material holds it."""
        paper = self.papers[job.paper]
        return paper.turned() if self.materials[job.material].landscape else paper

    def law(self, job: Job) -> Law | None:
        """The law whose notice is posted where a job is for, if there is one."""
        notice = self.atlas[job.region].notice
        return self.laws[notice] if notice else None

    def profile(self, job: Job) -> Profile:
        """The press that a job's colours are separated for. SourceError for a file that is no profile of one."""
        path = Path(job.profile) if job.profile else self.root / profiles.DEFAULT
        if path not in self._profiles:
            self._profiles[path] = profiles.read(path, job.profile)
        return self._profiles[path]

    @cached_property
    def _profiles(self) -> dict[Path, Profile]:
        return {}

    def brand(self, job: Job) -> Brand:
        """The look of a job: the brand asked for or the region's, in its ink and for its edition."""
        brand = self.brands[job.brand or self.atlas[job.region].brand]
        if job.ink is Ink.GREY:
            return replace(brand, tokens=GREYS, logo=brand.logo_grey)
        if job.edition is Edition.PRESS:
            primary, accent = (Colour.parse(brand.tokens[name]) for name in ("primary", "accent"))
            return replace(brand, tokens=for_press(primary, accent))
        return brand


def load(root: Path) -> House:
    """Reads every source. SourceError with every mistake in any of them.

    SOURCE_DATE_EPOCH, in seconds, dates the files (reproducible-builds.org); without it the numbers' own date does.
    """
    wrong: list[Finding] = []

    def attempt(reader: Callable[[], Loaded], otherwise: Loaded) -> Loaded:
        try:
            return reader()
        except SourceError as error:
            wrong.extend(error.findings)
            return otherwise

    atlas = attempt(lambda: regions.load(root), None)
    papers: dict[str, Paper] = attempt(lambda: stocks.load_papers(root), {})
    shelf: dict[str, Stock] = attempt(lambda: stocks.load(root, papers), {}) if papers else {}
    gangs = sheets.ganged(shelf.values(), papers.values())
    stock: dict[str, Material] = attempt(lambda: materials.load_materials(root, papers), {}) if papers else {}
    brands: dict[str, Brand] = attempt(lambda: materials.load_brands(root), {})
    laws: dict[str, Law] = attempt(lambda: notices.load(root), {})
    words = content.Library(root)
    attempt(lambda: words[content.SOURCE_LANGUAGE], None)
    dated = attempt(_source_date, None)
    if wrong or atlas is None:
        raise SourceError(dict.fromkeys(wrong))
    house = House(root, atlas, papers, gangs, stock, brands, words, laws, dated or atlas.revised)
    if disagreements := tuple(_disagreements(house)):
        raise SourceError(disagreements)
    return house


def _source_date() -> date | None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else None
    except (ValueError, OverflowError, OSError):
        remedy = "set it to seconds since 1970, such as 1793318400, or unset it"
        raise SourceError([Finding("date-wrong", f"SOURCE_DATE_EPOCH is “{epoch}”", remedy)]) from None


def _disagreements(house: House) -> Iterable[Finding]:
    """Names that one source takes from another."""
    for region in house.atlas.regions.values():
        if region.own_brand and region.own_brand not in house.brands:
            known = ", ".join(house.brands)
            yield Finding(
                "brand-unknown", f"there is no brand {region.own_brand}", f"use one of {known}", where=region.where
            )
        yield from _foreign_notice(region, house)
    for material in house.materials.values():
        try:
            house.words["en"].at(material.title)
        except (KeyError, TypeError):
            remedy = "name a sentence of content/, such as poster.headline"
            yield Finding("title-unknown", f"there are no words {material.title}", remedy, where=material.where)


def _foreign_notice(region: Region, house: House) -> Iterable[Finding]:
    """A law holds in its own state alone."""
    law = house.laws.get(region.own_notice or "")
    if region.own_notice and (law is None or not f"{region.path}/".startswith(f"{law.region}/")):
        known = ", ".join(name for name, law in house.laws.items() if f"{region.path}/".startswith(f"{law.region}/"))
        message = f"{region.own_notice} is no law that asks for a notice in {region.full_name}"
        remedy = f"use one of {known}" if known else "add the law to notices/rules.yaml, with its source"
        yield Finding("law-unknown", message, remedy, where=region.where)
