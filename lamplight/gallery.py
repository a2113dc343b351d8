"""The page that shows everything that was made: one file that needs no server and nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
from itertools import groupby
from typing import TYPE_CHECKING, Any, Protocol

from lamplight.manifest import job_of
from lamplight.model import Edition
from lamplight.plan import Offer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from lamplight.manifest import Entry, FindingEntry
    from lamplight.model import Job, Sheet, Words

_Note = tuple[str, str, str]
_EDITIONS = {Edition.SCREEN.value: "For screens", Edition.OFFICE.value: "To print"}
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
    regions = sorted({entry["region"] for entry in entries})
    materials = {entry["material"] for entry in entries}
    papers = {_paper(entry, house) for entry in entries}
    notes = dict.fromkeys(_said(finding) for entry in entries for finding in entry["findings"])
    numbers = {said: number for number, said in enumerate(notes)}
    ordered = sorted(entries, key=lambda entry: _order(entry, house))
    return {
        "regions": {path: house.atlas[path].full_name for path in regions},
        "materials": {name: _label(name, house) for name in house.materials if name in materials},
        "languages": {_language(entry): _endonyms(entry, house) for entry in ordered},
        "editions": _EDITIONS,
        "papers": {title: title for title in _papers(house) if title in papers},
        "notes": list(notes),
        "cards": [_card(list(group), pictures, house, numbers) for _, group in groupby(ordered, key=_place)],
    }


def _card(
    entries: Sequence[Entry], pictures: Mapping[str, Sequence[str]], house: House, notes: Mapping[_Note, int]
) -> dict[str, Any]:
    """A material of a region in a language, with all its files; the pictures are those of the first."""
    region, material, language = _place(entries[0])
    words = house.words[entries[0]["languages"][0]]
    return {
        "region": region,
        "material": material,
        "language": language,
        "title": words.at(house.materials[material].title),
        "pictures": next((pictures[entry["file"]] for entry in entries if entry["file"] in pictures), []),
        "files": [
            {
                "file": entry["file"],
                "paper": _paper(entry, house),
                "edition": entry["edition"],
                "pages": entry["pages"],
                "notes": [notes[_said(finding)] for finding in entry["findings"]],
            }
            for entry in entries
        ],
    }


def _place(entry: Entry) -> tuple[str, str, str]:
    return entry["region"], entry["material"], _language(entry)


def _order(entry: Entry, house: House) -> tuple[str, int, str, int, int]:
    material = list(house.materials).index(entry["material"])
    edition, paper = list(_EDITIONS).index(entry["edition"]), _papers(house).index(_paper(entry, house))
    return entry["region"], material, _language(entry), edition, paper


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
