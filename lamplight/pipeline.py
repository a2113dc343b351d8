"""One job through every stage, and the sources that all jobs share."""

from __future__ import annotations

import os
import traceback
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from lamplight import content, impose, materials, notices, pictures, preflight, regions, sheets, stocks
from lamplight.cldr import endonym
from lamplight.compose import Composer
from lamplight.errors import SourceError
from lamplight.model import Edition, Finding, Ink, Made, Placement, Severity
from lamplight.palette import GREYS
from lamplight.preflight.proof import Proof
from lamplight.typeset import Typesetter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from lamplight.model import Brand, Composition, Job, Law, Material, Paper, Region, Setting, Sheet, Stock, Words
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

    def brand(self, job: Job) -> Brand:
        """The look of a job: the brand asked for or the region's, in its ink."""
        brand = self.brands[job.brand or self.atlas[job.region].brand]
        return replace(brand, tokens=GREYS, logo=brand.logo_grey) if job.ink is Ink.GREY else brand


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


def make(job: Job, house: House) -> Made:
    """The whole way of one file. It never raises: whatever goes wrong is a finding of this job alone."""
    try:
        return _make(job, house)
    except Exception:  # noqa: BLE001 - one job's crash must not stop the others, and is no pass either
        last = traceback.format_exc(limit=-2).strip().replace("\n", " | ")
        finding = Finding("job-crashed", f"{job.file}: {last}", "this is a mistake of the program: please report it")
        return Made(job, None, 0, (), (finding,))


def _make(job: Job, house: House) -> Made:
    composition = _compose(job, house)
    if _has_error(composition.findings):
        return _held_back(composition, composition.findings)
    setting = _typeset(composition, house)
    findings = (*composition.findings, *_sources_say(composition, house), *setting.findings)
    if not setting.pages:
        return _held_back(composition, findings)
    pdf = _impose(setting, composition, house)
    proof = _proof(pdf, setting, composition, house)
    findings = tuple(dict.fromkeys((*findings, *preflight.examine(proof))))
    if _has_error(findings):
        return _held_back(composition, findings)
    shown = pictures.pictures(pdf)
    return Made(job, pdf, len(setting.pages), composition.facts, findings, shown, composition.title)


def composed(job: Job, house: House) -> Composition:
    """The page of a job before it is set, for whoever reads it."""
    return _compose(job, house)


def draft(job: Job, house: House) -> Proof:
    """The file of a job before anything is held back, for whoever measures it."""
    composition = _compose(job, house)
    setting = _typeset(composition, house)
    return _proof(_impose(setting, composition, house), setting, composition, house)


def _held_back(composition: Composition, findings: tuple[Finding, ...]) -> Made:
    return Made(composition.job, None, 0, composition.facts, tuple(dict.fromkeys(findings)), title=composition.title)


def _compose(job: Job, house: House) -> Composition:
    material, region = house.materials[job.material], house.atlas[job.region]
    return house.composer.compose(
        job,
        material,
        region,
        [house.words[language] for language in job.languages],
        house.brand(job),
        house.paper(job),
        house.atlas.revised,
        house.law(job),
    )


def _typeset(composition: Composition, house: House) -> Setting:
    templates = house.root / "templates"
    job = composition.job
    styles = [templates / "shared" / "design.css", templates / job.material / "style.css"]
    if job.large:
        styles.append(templates / "shared" / "large.css")
    return house.typesetter.set(composition.html, styles, job.edition)


def _impose(setting: Setting, composition: Composition, house: House) -> bytes:
    job, pages = composition.job, len(setting.pages)
    sheet = house.sheet(job)
    if sheet is None:
        on_paper = job.edition is Edition.OFFICE and pages > 1
        return impose.two_sided(setting.pdf, house.paper(job)) if on_paper else setting.pdf
    cards = sheets.cards_of(sheet, [range(pages)], sheets.USUAL)
    placed, marks = sheets.placements(sheet, cards), sheets.marks(sheet, cards)
    flip = sheets.turning(sheet, cards)
    return impose.impose(setting.pdf, sheet.paper, placed, marks, composition.title, flip)


def _proof(pdf: bytes, setting: Setting, composition: Composition, house: House) -> Proof:
    job, sheet = composition.job, house.sheet(composition.job)
    material = house.materials[job.material]
    pages = range(len(setting.pages))
    return Proof(
        job=job,
        material=material,
        paper=sheet.paper if sheet else house.paper(job),
        copies=sheets.places(sheet) if sheet else 1,
        sheet_pages=material.most_pages(large=job.large),
        facts=composition.facts,
        word_numbers=composition.word_numbers,
        title=composition.title,
        pages=setting.pages,
        pdf=pdf,
        fonts=house.root / "fonts",
        law=house.law(job),
        piece=house.paper(job),
        placements=sheets.placements(sheet, sheets.cards_of(sheet, [pages], sheets.USUAL))
        if sheet
        else tuple(Placement(n, n, 0, 0) for n in pages),
    )


def _sources_say(composition: Composition, house: House) -> tuple[Finding, ...]:
    """What the sources warn of, as far as this job prints it."""
    printed = {(fact.region, fact.contact or "") for fact in composition.facts}
    places = {fact.where for fact in composition.facts}
    unread = tuple(finding for key, finding in house.atlas.unread.items() if key in printed)
    return (*unread, *(finding for finding in house.atlas.findings if finding.where in places))


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


def _has_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
