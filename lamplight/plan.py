"""A selection becomes jobs: pure, and every mistake in it is told at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from lamplight import manifest, names
from lamplight.errors import SelectionError
from lamplight.model import Edition, Finding, Ink, Job
from lamplight.names import ALL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lamplight.manifest import Entry
    from lamplight.model import Brand, Material, Paper, Region, Sheet
    from lamplight.names import Atlas


MOST_LANGUAGES = 2
# The languages that families read where it is printed, by regions.yaml.
COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for, as it was typed; `all` stands for everything of its kind, but not for every region.

    A language is a tag or two, as in `en+es`, or `county` for those of each region. Without a brand, each region has
    its own.
    """

    regions: tuple[str, ...] = ("us/ca/placer",)
    materials: tuple[str, ...] = (ALL,)
    languages: tuple[str, ...] = ("en", "es")
    editions: tuple[str, ...] = (ALL,)
    papers: tuple[str, ...] = (ALL,)
    inks: tuple[str, ...] = (Ink.COLOR.value,)
    brands: tuple[str, ...] = ()
    large: bool = False


@dataclass(frozen=True, slots=True)
class Printing:
    """One way to print a material: on its own paper, or ganged on a sheet."""

    material: str
    paper: str
    edition: Edition
    sheet: str | None = None


class Offer(Protocol):
    """What there is to select from."""

    @property
    def atlas(self) -> Atlas:
        """Every region."""

    @property
    def materials(self) -> Mapping[str, Material]:
        """Every material by name."""

    @property
    def papers(self) -> Mapping[str, Paper]:
        """Every paper by name."""

    @property
    def sheets(self) -> Mapping[str, Sheet]:
        """Every sheet of cards; two kinds of card may have sheets of the same name."""

    @property
    def brands(self) -> Mapping[str, Brand]:
        """Every brand by name."""

    @property
    def languages(self) -> Mapping[str, str]:
        """Every language's name for itself, by tag."""

    def learn(self, tags: Iterable[str]) -> None:
        """Reads the words in these languages; SourceError with every mistake."""

    def speaks(self, material: str, tag: str) -> bool:
        """Does that material come in that language?"""


def plan(selection: Selection, offer: Offer) -> tuple[Job, ...]:
    """The jobs of a selection, each once, by region, language, material, paper, edition, brand, ink.

    Raises SelectionError with every mistake at once.
    """
    wrong: list[Finding] = []
    regions = names.regions(selection.regions, offer.atlas, wrong)
    languages = _languages(selection, offer, wrong)
    local = {region: _local(languages, offer.atlas[region], offer, wrong) for region in regions}
    offer.learn(tag for spoken in local.values() for tags in spoken for tag in tags if tag in offer.languages)
    looks = _looks(selection, offer, wrong)
    chosen = _printings(selection, offer, wrong)
    if wrong:
        raise SelectionError(wrong)
    return tuple(
        Job(region, one.material, spoken, one.paper, one.edition, one.sheet, ink, selection.large, brand)
        for region in regions
        for spoken in local[region]
        for one in chosen
        if _comes_in(one.material, spoken, offer)
        for brand, ink in looks
    )


def _local(
    languages: Iterable[tuple[str, ...]], region: Region, offer: Offer, wrong: list[Finding]
) -> tuple[tuple[str, ...], ...]:
    """The languages asked for, with those that are read in this region in place of `county`."""
    spoken: dict[tuple[str, ...], None] = {}
    for tags in languages:
        spoken.update(dict.fromkeys((tag,) for tag in region.languages) if tags == (COUNTY,) else {tags: None})
    unknown = [tag for tags in spoken for tag in tags if tag not in offer.languages]
    wrong.extend(
        Finding(
            "language-not-offered",
            f"{region.full_name} reads {tag}, and there are no words in it",
            f"run `python generate.py translate {tag}` and translate them, or name the languages: -l en -l es",
            where=region.where,
        )
        for tag in dict.fromkeys(unknown)
    )
    return tuple(spoken)


def _comes_in(material: str, spoken: tuple[str, ...], offer: Offer) -> bool:
    bilingual = len(spoken) == 1 or offer.materials[material].bilingual
    return bilingual and all(offer.speaks(material, tag) for tag in spoken)


def _languages(selection: Selection, offer: Offer, wrong: list[Finding]) -> tuple[tuple[str, ...], ...]:
    """The languages of each piece: one or, of a bilingual material, two."""
    spoken: dict[tuple[str, ...], None] = {}
    asked = [typed for typed in selection.languages if typed != COUNTY]
    chosen = {typed: names.chosen("language", typed.split("+"), offer.languages, wrong) for typed in asked}
    offer.learn(tag for tags in chosen.values() for tag in tags)
    for typed in selection.languages:
        if typed == COUNTY:
            spoken[COUNTY,] = None
            continue
        tags = chosen[typed]
        if ALL not in typed.split("+"):
            wrong.extend(_not_said(selection, tags, offer))
        if "+" not in typed:
            spoken.update(dict.fromkeys((tag,) for tag in tags))
        elif len(tags) == typed.count("+") + 1 == MOST_LANGUAGES and ALL not in typed.split("+"):
            spoken[tags] = None
        elif not wrong:
            wrong.append(Finding("languages-wrong", f"{typed} is not two languages", "write two tags, as in en+es"))
    if any(len(tags) > 1 for tags in spoken):
        bilingual = [name for name, material in offer.materials.items() if material.bilingual]
        wrong.extend(_not_offered(name, "in two languages", bilingual) for name in _named(selection, offer, bilingual))
    return tuple(spoken)


def _not_said(selection: Selection, tags: Iterable[str], offer: Offer) -> Iterator[Finding]:
    """Materials that were named, and languages that were, which do not go together; all, where nothing comes in one."""
    for tag in tags:
        able = [name for name in offer.materials if offer.speaks(name, tag)]
        yield from (_not_offered(name, f"in {tag}", able) for name in _named(selection, offer, able))


def _named(selection: Selection, offer: Offer, able: Iterable[str]) -> list[str]:
    """The materials that were asked for by name and are not among these; all of them, where these are none."""
    named = [name for name in selection.materials if name in offer.materials]
    return [name for name in (named if able else offer.materials) if name not in able]


def _looks(selection: Selection, offer: Offer, wrong: list[Finding]) -> list[tuple[str | None, Ink]]:
    """Every brand in every ink."""
    brands = names.chosen("brand", selection.brands, _titles(offer.brands), wrong) or (None,)
    inks = names.chosen("ink", selection.inks, _titles(Ink), wrong)
    return [(brand, Ink(ink)) for brand in brands for ink in inks]


def _printings(selection: Selection, offer: Offer, wrong: list[Finding]) -> list[Printing]:
    before = len(wrong)
    materials = _materials(selection, offer, wrong)
    editions = names.chosen("edition", selection.editions, _titles(Edition), wrong)
    papers = frozenset(_papers(selection.papers, offer, wrong))
    offered = [one for material in materials for one in printings(material, offer.sheets.values())]
    chosen = [one for one in offered if one.edition in editions and papers & {one.paper, one.sheet}]
    if not chosen and len(wrong) == before:
        wrong.append(_no_such_paper(offered, selection))
    return chosen


def _materials(selection: Selection, offer: Offer, wrong: list[Finding]) -> list[Material]:
    """The materials asked for; in large print, of `all` those that have one."""
    chosen = names.chosen("material", selection.materials, _titles(offer.materials), wrong)
    if not selection.large:
        return [offer.materials[name] for name in chosen]
    large = [name for name, material in offer.materials.items() if material.large_pages]
    wrong.extend(_not_offered(name, "in large print", large) for name in _named(selection, offer, large))
    return [offer.materials[name] for name in chosen if name in large]


def _papers(wanted: Iterable[str], offer: Offer, wrong: list[Finding]) -> tuple[str, ...]:
    titles = {paper.name: paper.title for paper in offer.papers.values()}
    titles |= {sheet.name: sheet.title for sheet in offer.sheets.values() if sheet.name not in titles}
    also = {other: sheet for sheet in offer.sheets.values() for other in sheet.also}
    known = titles | {other: sheet.title for other, sheet in also.items()}
    chosen = names.chosen("paper", wanted, known, wrong)
    return tuple(also[name].name if name in also else name for name in chosen)


def _titles(known: Iterable[str]) -> dict[str, str]:
    """Names of things that have no titles by which one could mean them."""
    return dict.fromkeys(known, "")


def printings(material: Material, sheets: Iterable[Sheet]) -> Iterator[Printing]:
    """Every way to print a material; a piece that is ganged on sheets is printed on those by an office printer."""
    stocks = list(sheets)
    for paper in material.papers:
        ganged = [sheet.name for sheet in stocks if sheet.piece.name == paper]
        yield Printing(material.name, paper, Edition.SCREEN)
        yield from (Printing(material.name, paper, Edition.OFFICE, sheet) for sheet in ganged or (None,))


def stands(entry: Entry, offer: Offer) -> bool:
    """May this file still be handed out? Its region or its paper may be gone, or a number may have changed."""
    return _is_offered(manifest.job_of(entry), offer) and manifest.still_true(entry, offer.atlas[entry["region"]])


def _is_offered(job: Job, offer: Offer) -> bool:
    material = offer.materials.get(job.material)
    return (
        material is not None
        and job.region in offer.atlas
        and all(language in offer.languages for language in job.languages)
        and _comes_in(job.material, job.languages, offer)
        and (job.brand is None or job.brand in offer.brands)
        and (material.large_pages > 0 or not job.large)
        and Printing(job.material, job.paper, job.edition, job.sheet) in printings(material, offer.sheets.values())
    )


def _not_offered(material: str, form: str, able: Iterable[str]) -> Finding:
    return Finding("form-not-offered", f"{material} does not come {form}", f"these do: {', '.join(able) or 'none'}")


def _no_such_paper(offered: Iterable[Printing], selection: Selection) -> Finding:
    ways: dict[str, list[str]] = {}
    for one in offered:
        ways.setdefault(one.material, []).append(f"{one.sheet or one.paper} ({one.edition})")
    listed = "; ".join(f"{material}: {', '.join(dict.fromkeys(papers))}" for material, papers in ways.items())
    what = f"nothing selected comes on {' or '.join(selection.papers)} as {' or '.join(selection.editions)} edition"
    return Finding("paper-not-offered", what, f"choose one of these: {listed}")
