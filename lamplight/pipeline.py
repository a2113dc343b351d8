"""One job through every stage: compose → typeset → separate → impose → preflight."""

from __future__ import annotations

import hashlib
import re
import traceback
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from lamplight import impose, materials, pictures, preflight, press, separate, sheets, trims
from lamplight.house import House, load
from lamplight.model import Edition, Finding, Ink, Made, Paper, Placement, Run, Severity
from lamplight.preflight.proof import Proof

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lamplight.model import Composition, Job, Setting, Sheet

__all__ = ["House", "composed", "draft", "load", "make"]

# So many sheets of a long run are set, imposed and checked at a time: what is looked up on a page grows with the cards.
SHEETS_AT_ONCE = 5
# What a state of the numbers is called by: no digits, which could be taken for a number, and no vowels, for words.
LETTERS = "bcdfghjkmnpqrstvwxz"


def make(job: Job, house: House) -> Made:
    """The whole way of one file. It never raises: whatever goes wrong is a finding of this job alone."""
    try:
        return _make(job, house)
    except Exception:  # noqa: BLE001 - one job's crash must not stop the others, and is no pass either
        last = traceback.format_exc(limit=-2).strip().replace("\n", " | ")
        finding = Finding("job-crashed", f"{job.file}: {last}", "this is a mistake of the program: please report it")
        return Made(job, None, 0, (), (finding,))


def _make(job: Job, house: House) -> Made:
    cards = [_compose(piece, house) for piece in job.pieces()]
    facts = tuple(dict.fromkeys(fact for card in cards for fact in card.facts)) if job.cards else cards[0].facts
    findings = [finding for card in cards for finding in (*card.findings, *_sources_say(card, house))]
    parts: list[bytes] = []
    if not _has_error(findings):
        for proof, said, times in _proofs(job, cards, house):
            findings += said if proof is None else (*said, *preflight.examine(proof))
            if proof is None or _has_error(findings):
                break
            parts += [proof.pdf] * times
    findings = list(dict.fromkeys(findings))
    title = _title(job, cards, house)
    if _has_error(findings):
        return Made(job, None, 0, facts, tuple(findings), title=title)
    pdf, pages = impose.joined(parts)
    return Made(job, pdf, pages, facts, tuple(findings), pictures.pictures(pdf), title)


def composed(job: Job, house: House) -> Composition:
    """The page of a job before it is set, for whoever reads it."""
    return _compose(job, house)


def draft(job: Job, house: House) -> Proof:
    """The file of a job before anything is held back, for whoever measures it; of a long run the first sheets."""
    cards = [_compose(piece, house) for piece in job.pieces()]
    proof, findings, _ = next(_proofs(job, cards, house))
    if proof is None:
        raise ValueError(*findings)
    return proof


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


def _proofs(
    job: Job, cards: Sequence[Composition], house: House
) -> Iterator[tuple[Proof | None, tuple[Finding, ...], int]]:
    """The file in parts, each with what the typesetter says of it and how often it follows itself.

    There is no proof of what was not set.
    """
    sheet = house.sheet(job)
    if sheet is None:
        yield (*_page(cards[0], house), 1)
        return
    for part, same in groupby(_parts(job, sheet)):
        yield (*_ganged(part, job, cards, sheet, house), len(list(same)))


def _page(composition: Composition, house: House) -> tuple[Proof | None, tuple[Finding, ...]]:
    """A piece on a paper of its own."""
    job = composition.job
    setting = _typeset(composition, house)
    if not setting.pages:
        return None, setting.findings
    if job.edition is Edition.PRESS:
        inked = materials.inks_missing(house.brand(job)) if job.ink is Ink.COLOR else ()
        return _pressed(setting, composition, house), (*setting.findings, *inked)
    paper, pages = house.paper(job), len(setting.pages)
    on_paper = job.edition is Edition.OFFICE and pages > 1
    return Proof(
        **_said(job, [composition], house),
        paper=paper,
        pages=setting.pages,
        pdf=impose.two_sided(setting.pdf, paper) if on_paper else setting.pdf,
        placements=tuple(Placement(page, page, 0, 0) for page in range(pages)),
    ), setting.findings


def _pressed(setting: Setting, composition: Composition, house: House) -> Proof:
    """A page for a print shop."""
    job, pages = composition.job, len(setting.pages)
    profile, boxes = house.profile(job), trims.boxes(house.paper(job), single=job.single)
    what, when = _slug(composition, house)
    inked = separate.separate(setting.pdf, house.brand(job).inks, profile)
    around = None
    if not job.single:
        html = house.composer.slug(what, when, pages, (boxes.width - 2 * trims.SLUG_SIDE, trims.SLUG))
        line = separate.separate(_typeset(replace(composition, html=html), house).pdf, {}, profile)
        around = press.Around(trims.crop_marks(boxes, pages), trims.targets(boxes, pages), line)
    said = _said(job, [composition], house)
    said["word_numbers"] |= {
        number for part in (*what, *when, house.dated.isoformat()) for number in re.findall(r"\d+", part)
    }
    return Proof(
        **said,
        paper=Paper(boxes.trim.name, boxes.trim.title, boxes.width, boxes.height),
        pages=setting.pages,
        pdf=press.lay_out(inked, boxes, around, profile, composition.title),
        placements=tuple(Placement(page, page, boxes.left, boxes.top) for page in range(pages)),
        boxes=boxes,
    )


def _slug(composition: Composition, house: House) -> tuple[list[str], list[str]]:
    """What a print shop reads beside the page: what this is, for whom, and which state of the numbers it has."""
    job = composition.job
    numbers = "".join(f"{fact.value}\n" for fact in composition.facts)
    version = "".join(LETTERS[byte % len(LETTERS)] for byte in hashlib.sha256(numbers.encode()).digest()[:8])
    region = house.atlas[job.region]
    material = f"{house.brand(job).organisation}: {job.material}, {house.paper(job).title}"
    spoken = "+".join(job.languages)
    return [material, f"{region.full_name} ({job.region})"], [spoken, f"numbers of {house.atlas.revised} ({version})"]


@dataclass(frozen=True)
class _Part:
    """Sheets that are made together: which cards stand on them, in order, and how they go through the printer."""

    cards: tuple[int, ...]
    run: Run


def _parts(job: Job, sheet: Sheet) -> Iterator[_Part]:
    """The run, cut where a sheet is full."""
    cards, run = iter(_row(job, sheet)), job.run
    room = SHEETS_AT_ONCE * sheets.places(sheet) - (run.start_at - 1)
    while here := tuple(islice(cards, room)):
        yield _Part(here, run)
        run, room = replace(run, start_at=1), SHEETS_AT_ONCE * sheets.places(sheet)


def _row(job: Job, sheet: Sheet) -> Iterable[int]:
    """The number of each card that is printed, in order."""
    pieces = range(len(job.pieces()))
    if any(card.copies for card in job.cards):
        return (number for number, card in enumerate(job.cards) for _ in range(card.copies))
    return (number for (number,) in sheets.cards_of(sheet, [[piece] for piece in pieces], job.run))


def _ganged(
    part: _Part, job: Job, cards: Sequence[Composition], sheet: Sheet, house: House
) -> tuple[Proof | None, tuple[Finding, ...]]:
    """Sheets of cards: each different card is set once, all of them together."""
    numbers = list(dict.fromkeys(part.cards))
    here, sides = [cards[number] for number in numbers], house.materials[job.material].pages
    page, pages = here[0], [list(range(sides))]
    if job.cards:
        html, pages = house.composer.together(here, house.paper(job))
        page = replace(here[0], html=html)
    setting = _typeset(page, house)
    most = 1 + max(number for sides_of_one in pages for number in sides_of_one)
    if len(setting.pages) != most or any(len(sides_of_one) != sides for sides_of_one in pages):
        return None, (*setting.findings, _overrun(setting, most, house, job))
    row = [tuple(pages[at]) for at in map(numbers.index, part.cards)]
    placed, marks = sheets.placements(sheet, row, part.run), sheets.marks(sheet, row, part.run)
    flip = sheets.turning(sheet, row, part.run)
    said = _said(job, [cards[number] for number in part.cards], house)
    said["sheet_pages"] = max(placement.sheet_page for placement in placed) + 1
    return Proof(
        **said,
        paper=sheet.paper,
        pages=setting.pages,
        pdf=impose.impose(setting.pdf, sheet.paper, placed, marks, said["title"], flip),
        placements=placed,
        cards=tuple(row),
    ), setting.findings


def _overrun(setting: Setting, wanted: int, house: House, job: Job) -> Finding:
    message = f"the cards fill {len(setting.pages)} pages and must fill {wanted}"
    return Finding("pages-wrong", message, "shorten the words", where=house.materials[job.material].where)


def _said(job: Job, printed: Sequence[Composition], house: House) -> dict[str, Any]:
    """What a proof has to say, all of which is printed on it: each card as often as it is there."""
    material = house.materials[job.material]
    return {
        "job": job,
        "material": material,
        "facts": tuple(fact for card in printed for fact in card.facts),
        "word_numbers": frozenset().union(*(card.word_numbers for card in printed)),
        "title": printed[0].title,
        "fonts": house.root / "fonts",
        "law": house.law(job),
        "sheet_pages": material.most_pages(large=job.large),
        "piece": house.paper(job),
    }


def _title(job: Job, cards: Sequence[Composition], house: House) -> str:
    """A gang is called as its first card is, but for all of its regions."""
    if not job.cards:
        return cards[0].title
    words = house.words[cards[0].job.languages[0]]
    return f"{words.at(house.materials[job.material].title)} · {house.atlas[job.region].full_name}"


def _typeset(composition: Composition, house: House) -> Setting:
    job = composition.job
    templates = house.root / "templates"
    styles = [templates / "shared" / "design.css", templates / job.material / "style.css"]
    if job.large:
        styles.append(templates / "shared" / "large.css")
    return house.typesetter.set(composition.html, styles, job.edition)


def _sources_say(composition: Composition, house: House) -> tuple[Finding, ...]:
    """What the sources warn of, as far as this job prints it."""
    printed = {(fact.region, fact.contact or "") for fact in composition.facts}
    places = {fact.where for fact in composition.facts}
    unread = tuple(finding for key, finding in house.atlas.unread.items() if key in printed)
    return (*unread, *(finding for finding in house.atlas.findings if finding.where in places))


def _has_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
