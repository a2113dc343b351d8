"""What is asked for and what there is: which regions, in which languages. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from lamplight import names
from lamplight.model import MOST_LANGUAGES, Card, Edition, Finding, Ink, Run
from lamplight.names import ALL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lamplight.cardlist import Row
    from lamplight.model import Brand, Material, Paper, Region, Sheet
    from lamplight.names import Atlas

# The languages that families read where it is printed, by regions.yaml.
COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for, as it was typed; `all` stands for everything of its kind, but not for every region.

    A language is a tag or two, as in `en+es`, or `county` for those of each region. Without a brand, each region has
    its own. `run` says how cards go through a printer; to `gang` puts all cards on common sheets, and so do `rows`,
    which stand for regions and languages; `called` is the name of their file. `profile` is the ICC file of a press.
    """

    regions: tuple[str, ...] = ("us/ca/placer",)
    materials: tuple[str, ...] = (ALL,)
    languages: tuple[str, ...] = ("en", "es")
    editions: tuple[str, ...] = (Edition.SCREEN.value, Edition.OFFICE.value)
    papers: tuple[str, ...] = (ALL,)
    inks: tuple[str, ...] = (Ink.COLOR.value,)
    brands: tuple[str, ...] = ()
    large: bool = False
    run: Run = field(default_factory=Run)
    gang: bool = False
    rows: tuple[Row, ...] = ()
    called: str = ""
    profile: str | None = None

    @property
    def on_sheets(self) -> bool:
        """Is something asked for that is done with sheets of cards alone?"""
        return self.gang or bool(self.rows) or self.run != Run()


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


def cards(selection: Selection, offer: Offer, wrong: list[Finding]) -> list[Card]:
    """What is made: for each region in each language, or the card of each row of a spreadsheet."""
    if selection.rows:
        return list(_of_rows(selection, offer, wrong))
    regions = names.regions(selection.regions, offer.atlas, wrong)
    languages = _languages(selection, offer, wrong)
    local = {region: _local(languages, offer.atlas[region], offer, wrong) for region in regions}
    offer.learn(tag for spoken in local.values() for tags in spoken for tag in tags if tag in offer.languages)
    return [Card(region, tags, selection.run.copies) for region, spoken in local.items() for tags in spoken]


def _of_rows(selection: Selection, offer: Offer, wrong: list[Finding]) -> Iterator[Card]:
    """A row that names no language is in the one asked for; whatever is wrong with a row is told with its place."""
    usual = selection.languages[0]
    if len(selection.languages) > 1:
        remedy = "name one with -l, for the rows that name none"
        wrong.append(Finding("languages-wrong", "a row is one card, in one language or in two", remedy))
    first = {row.language or usual: row for row in reversed(selection.rows)}
    spoken = {typed: _in_row(typed, first[typed], selection, offer, wrong) for typed in reversed(first)}
    found = {row.region: row for row in reversed(selection.rows)}
    regions = {typed: _one_region(row, offer, wrong) for typed, row in found.items()}
    for row in selection.rows:
        tags, region = spoken[row.language or usual], regions[row.region]
        if tags and region:
            yield Card(region, tags, row.copies)


def _in_row(typed: str, row: Row, selection: Selection, offer: Offer, wrong: list[Finding]) -> tuple[str, ...] | None:
    """The languages that a row names, or None."""
    mistakes: list[Finding] = []
    spoken = _languages(replace(selection, languages=(typed,)), offer, mistakes)
    if not mistakes and (len(spoken) > 1 or spoken == ((COUNTY,),)):
        remedy = "write one tag, such as es, or two: en+es"
        mistakes.append(Finding("languages-wrong", f"“{typed}” is more than one card", remedy))
    wrong.extend(replace(mistake, where=row.where) for mistake in mistakes)
    return spoken[0] if spoken and not mistakes else None


def _one_region(row: Row, offer: Offer, wrong: list[Finding]) -> str | None:
    """The region that a row names, or None."""
    mistakes: list[Finding] = []
    found = names.regions([row.region], offer.atlas, mistakes)
    if len(found) > 1:
        remedy = "write one region to a row: its path or its FIPS code"
        mistakes.append(Finding("region-unknown", f"{row.region} is {len(found)} regions", remedy))
    wrong.extend(replace(mistake, where=row.where) for mistake in mistakes)
    return found[0] if len(found) == 1 else None


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


def comes_in(material: str, spoken: tuple[str, ...], offer: Offer) -> bool:
    """Does a material come in these languages, one or two on a piece?"""
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
        wrong.extend(not_offered(name, "in two languages", bilingual) for name in named(selection, offer, bilingual))
    return tuple(spoken)


def _not_said(selection: Selection, tags: Iterable[str], offer: Offer) -> Iterator[Finding]:
    """Materials that were named, and languages that were, which do not go together; all, where nothing comes in one."""
    for tag in tags:
        able = [name for name in offer.materials if offer.speaks(name, tag)]
        yield from (not_offered(name, f"in {tag}", able) for name in named(selection, offer, able))


def named(selection: Selection, offer: Offer, able: Iterable[str]) -> list[str]:
    """The materials that were asked for by name and are not among these; all of them, where these are none."""
    named = [name for name in selection.materials if name in offer.materials]
    return [name for name in (named if able else offer.materials) if name not in able]


def not_offered(material: str, form: str, able: Iterable[str]) -> Finding:
    """A material that does not come as it was asked for, and those that do."""
    return Finding("form-not-offered", f"{material} does not come {form}", f"these do: {', '.join(able) or 'none'}")
