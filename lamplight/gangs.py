"""Several cards on common sheets: one job for all of them. Pure."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from lamplight.model import Card, Job

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lamplight.model import Run

FEW = 3


def ganged(jobs: Iterable[Job], run: Run, name: str) -> tuple[Job, ...]:
    """One job for each way to print these cards, in place of one for each card; their order stays.

    The copies of each are those of its own run. `name` is what the files are called by, or else the regions are.
    """
    ways: dict[Job, list[Card]] = {}
    for job in jobs:
        way = replace(job, region="", languages=(), run=run)
        ways.setdefault(way, []).append(Card(job.region, job.languages, job.run.copies))
    return tuple(_gang(way, cards, name) for way, cards in ways.items())


def _gang(way: Job, cards: Sequence[Card], name: str) -> Job:
    region = _common([card.region for card in cards])
    languages = tuple(dict.fromkeys(tag for card in cards for tag in card.languages))
    called = name or _called(cards, region)
    return replace(way, region=region, languages=languages, gang=called, cards=_in_a_row(cards))


def _in_a_row(cards: Iterable[Card]) -> tuple[Card, ...]:
    """The same cards; those that are equal and follow each other as one, with all their copies."""
    rows = ((card, list(same)) for card, same in groupby(cards))
    return tuple(replace(card, copies=card.copies * len(same)) for card, same in rows)


def _common(paths: Sequence[str]) -> str:
    """The nearest region that all of these stand below, or the one that they all are."""
    steps = zip(*(path.split("/") for path in paths), strict=False)
    return "/".join(step[0] for step in _while_equal(steps))


def _while_equal(steps: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    for step in steps:
        if len(set(step)) > 1:
            return
        yield step


def _called(cards: Iterable[Card], region: str) -> str:
    places = list(dict.fromkeys(card.region for card in cards))
    if len(places) == 1:
        return "gang"
    if len(places) > FEW:
        return f"{len(places)}-places"
    return "+".join(place.removeprefix(f"{region}/").replace("/", "-") for place in places)
