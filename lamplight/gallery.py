"""The page that shows everything that was made: one file that needs no server and nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Protocol

from lamplight.manifest import job_of
from lamplight.model import Edition, Ink
from lamplight.selection import Offer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from lamplight.manifest import Entry, FindingEntry
    from lamplight.model import Job, Paper, Sheet, Words

_Note = tuple[str, str, str]
_EDITIONS = {
    Edition.SCREEN.value: "For screens",
    Edition.OFFICE.value: "To print",
    Edition.PRESS.value: "For a print shop",
}
_INKS = {Ink.COLOR.value: "Color", Ink.GREY.value: "One ink"}
_PRINTS = {False: "Usual", True: "Large print"}
_OWN_BRAND = "own"
# JSON can spell these otherwise; as they are, they could end the script element that holds it.
_SPELT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class House(Offer, Protocol):
    """What there is, and the words that name it."""

    @property
    def root(self) -> Path:
        """The project's folder."""

    @property
    def words(self) -> Mapping[str, Words]:
        """The words of each language, by tag."""

    def sheet(self, job: Job) -> Sheet | None:
        """The sheet that a job's cards share, if they do."""

    def paper(self, job: Job) -> Paper:
        """The paper of one piece."""


@dataclass(frozen=True, slots=True, order=True)
class _Look:
    """What all files of one card have in common; one that is smaller than a sheet is a piece of its own."""

    region: str
    material: int
    piece: str
    language: str
    large: bool
    brand: str
    ink: str


def page(entries: Iterable[Entry], pictures: Mapping[str, Sequence[str]], house: House) -> bytes:
    """The page as HTML. `pictures` are paths beside it, by file; the same entries give the same bytes."""
    folder = house.root / "templates" / "gallery"
    style, script = ((folder / name).read_text(encoding="utf-8") for name in ("style.css", "script.js"))
    html = (folder / "index.html").read_text(encoding="utf-8")
    html = html.replace("@policy@", _policy(style, script)).replace("@style@", style).replace("@script@", script)
    data = json.dumps(_data(list(entries), pictures, house), ensure_ascii=False, separators=(",", ":"))
    return html.replace("@data@", data.translate(_SPELT)).encode()


def _policy(style: str, script: str) -> str:
    """Nothing runs but our script, nothing loads but pictures from beside the page (W3C CSP 3, 2.3.1)."""
    styles, scripts = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script))
    return f"default-src 'none'; img-src 'self' file:; style-src 'sha256-{styles}'; script-src 'sha256-{scripts}'"


def _data(entries: Sequence[Entry], pictures: Mapping[str, Sequence[str]], house: House) -> dict[str, Any]:
    """All that the page shows: what there is to choose from, key to name, and the cards in order."""
    notes = dict.fromkeys(_said(finding) for entry in entries for finding in entry["findings"])
    numbers = {said: number for number, said in enumerate(notes)}
    ordered = sorted(entries, key=lambda entry: _order(entry, house))
    looks = [(look, list(files)) for look, files in groupby(ordered, key=lambda entry: _look(entry, house))]
    return {
        **_choices(ordered, house),
        "notes": list(notes),
        "cards": [_card(look, files, pictures, house, numbers) for look, files in looks],
    }


def _choices(entries: Sequence[Entry], house: House) -> dict[str, dict[str, str]]:
    """What there is of each kind, key to name."""
    regions = sorted({entry["region"] for entry in entries})
    materials = {entry["material"] for entry in entries}
    papers = {_paper(entry, house) for entry in entries}
    brands = {_OWN_BRAND: "The region’s own", **{name: brand.organisation for name, brand in house.brands.items()}}
    used = {entry["brand"] or _OWN_BRAND for entry in entries}
    return {
        "regions": {path: house.atlas[path].full_name for path in regions},
        "materials": {name: _label(name, house) for name in house.materials if name in materials},
        "languages": {_language(entry): _endonyms(entry, house) for entry in entries},
        "editions": _EDITIONS,
        "papers": {title: title for title in _papers(house) if title in papers},
        "inks": {ink: name for ink, name in _INKS.items() if ink in {entry["ink"] for entry in entries}},
        "brands": {brand: name for brand, name in brands.items() if brand in used},
        "prints": {_PRINTS[large]: _PRINTS[large] for large in sorted({entry["large"] for entry in entries})},
    }


def _card(
    look: _Look,
    entries: Sequence[Entry],
    pictures: Mapping[str, Sequence[str]],
    house: House,
    notes: Mapping[_Note, int],
) -> dict[str, Any]:
    """A look, with all its files; the pictures are those of the first file that has some."""
    first = next((entry for entry in entries if entry["file"] in pictures), entries[0])
    words, job = house.words[first["languages"][0]], job_of(first)
    sheet = house.sheet(job)
    paper = sheet.paper if sheet else house.paper(job)
    return {
        "region": look.region,
        "material": first["material"],
        "language": look.language,
        "ink": look.ink,
        "print": _PRINTS[look.large],
        "brand": look.brand or _OWN_BRAND,
        "piece": house.papers[look.piece].title if _says_which(look, first, house) else "",
        "title": words.at(house.materials[first["material"]].title),
        "pictures": pictures.get(first["file"], []),
        "size": [round(paper.width), round(paper.height)],
        "files": [_file(entry, house, notes) for entry in entries],
    }


def _file(entry: Entry, house: House, notes: Mapping[_Note, int]) -> dict[str, Any]:
    return {
        "file": entry["file"],
        "paper": _paper(entry, house),
        "edition": entry["edition"],
        "pages": entry["pages"],
        "notes": [notes[_said(finding)] for finding in entry["findings"]],
    }


def _look(entry: Entry, house: House) -> _Look:
    return _Look(
        region=entry["region"],
        material=list(house.materials).index(entry["material"]),
        piece=entry["paper"] if _is_piece(entry["paper"], house) else "",
        language=_language(entry),
        large=entry["large"],
        brand=entry["brand"] or "",
        ink=entry["ink"],
    )


def _is_piece(paper: str, house: House) -> bool:
    """Is it cut from a sheet? Two such papers are two things, and not one thing on two papers."""
    return any(sheet.piece.name == paper for sheet in house.sheets.values())


def _says_which(look: _Look, entry: Entry, house: House) -> bool:
    return bool(look.piece) and len(house.materials[entry["material"]].papers) > 1


def _order(entry: Entry, house: House) -> tuple[_Look, int, int]:
    edition, paper = list(_EDITIONS).index(entry["edition"]), _papers(house).index(_paper(entry, house))
    return _look(entry, house), edition, paper


def _papers(house: House) -> list[str]:
    """The titles of papers, then those of sheets, as the sources order them."""
    return [*(paper.title for paper in house.papers.values()), *(sheet.title for sheet in house.sheets.values())]


def _paper(entry: Entry, house: House) -> str:
    """The title of its paper or, of cards that share a page, of that page."""
    sheet = house.sheet(job_of(entry))
    return sheet.title if sheet else house.papers[entry["paper"]].title


def _label(material: str, house: House) -> str:
    """A material's kind and its English title: `Poster: You may be …`."""
    return f"{material.partition('-')[0].capitalize()}: {house.words['en'].at(house.materials[material].title)}"


def _language(entry: Entry) -> str:
    return "+".join(entry["languages"])


def _endonyms(entry: Entry, house: House) -> str:
    return " + ".join(house.languages[tag] for tag in entry["languages"])


def _said(finding: FindingEntry) -> _Note:
    return finding["message"], finding["remedy"], finding["where"] or ""
