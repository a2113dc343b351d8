"""A selection becomes jobs: pure, and every mistake in it is told at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lamplight import gangs, manifest, names, printings, selection
from lamplight.errors import SelectionError
from lamplight.model import Edition, Ink, Job
from lamplight.printings import Printing

if TYPE_CHECKING:
    from lamplight.manifest import Entry
    from lamplight.model import Card, Finding
    from lamplight.selection import Offer, Selection


def plan(asked: Selection, offer: Offer) -> tuple[Job, ...]:
    """The jobs of a selection, each once, by region, language, material, paper, edition, brand, ink.

    Raises SelectionError with every mistake at once.
    """
    wrong: list[Finding] = []
    cards = selection.cards(asked, offer, wrong)
    looks = _looks(asked, offer, wrong)
    chosen = printings.chosen(asked, offer, wrong)
    if wrong:
        raise SelectionError(wrong)
    jobs = tuple(
        _job(card, one, look, asked)
        for card in cards
        for one in chosen
        if selection.comes_in(one.material, card.languages, offer)
        for look in looks
    )
    return gangs.ganged(jobs, asked.run, asked.called) if asked.gang or asked.rows else jobs


def _job(card: Card, one: Printing, look: tuple[str | None, Ink], asked: Selection) -> Job:
    return Job(
        card.region,
        one.material,
        card.languages,
        one.paper,
        one.edition,
        one.sheet,
        brand=look[0],
        ink=look[1],
        large=asked.large,
        run=replace(asked.run, copies=card.copies),
        single=one.single,
        profile=asked.profile if one.edition is Edition.PRESS else None,
    )


def _looks(asked: Selection, offer: Offer, wrong: list[Finding]) -> list[tuple[str | None, Ink]]:
    """Every brand in every ink."""
    brands = names.chosen("brand", asked.brands, names.untitled(offer.brands), wrong) or (None,)
    inks = names.chosen("ink", asked.inks, names.untitled(Ink), wrong)
    return [(brand, Ink(ink)) for brand in brands for ink in inks]


def stands(entry: Entry, offer: Offer) -> bool:
    """May this file still be handed out? Its region or its paper may be gone, or a number may have changed."""
    job = manifest.job_of(entry)
    return _is_offered(job, offer) and manifest.still_true(entry, [offer.atlas[one.region] for one in job.pieces()])


def _is_offered(job: Job, offer: Offer) -> bool:
    material = offer.materials.get(job.material)
    printing = Printing(job.material, job.paper, job.edition, job.sheet, job.single)
    return (
        material is not None
        and all(_is_known(one, offer) for one in job.pieces())
        and (job.brand is None or job.brand in offer.brands)
        and (material.large_pages > 0 or not job.large)
        and printing in printings.of(material, offer.sheets.values())
    )


def _is_known(job: Job, offer: Offer) -> bool:
    """Is there a region and are there words for this piece?"""
    return (
        job.region in offer.atlas
        and all(language in offer.languages for language in job.languages)
        and selection.comes_in(job.material, job.languages, offer)
    )
