"""The page that shows everything that was made: one file that needs no server and nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
from itertools import groupby
from typing import TYPE_CHECKING, Any, Protocol

from lamplight.model import Edition
from lamplight.plan import Offer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from lamplight.manifest import Entry, FindingEntry
    from lamplight.model import Words

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


def _data(entries: list[Entry], pictures: Mapping[str, Sequence[str]], house: House) -> dict[str, Any]:
    """All that the page shows: tables of names, and cards that refer to their rows by position.

    A card is a material of a region in a language, with all its files.
    """
    tables = _tables(entries, house)
    rows = {kind: {key: row for row, key in enumerate(table)} for kind, table in tables.items()}

    def card(entry: Entry) -> tuple[int, int, int]:
        return (
            rows["regions"][entry["region"]],
            rows["materials"][entry["material"]],
            rows["languages"][_language(entry)],
        )

    def order(entry: Entry) -> tuple[int, ...]:
        return (*card(entry), rows["editions"][entry["edition"]], rows["papers"][entry["paper"]])

    cards = []
    for place, group in groupby(sorted(entries, key=order), key=card):
        files = list(group)
        shown = next((pictures[entry["file"]] for entry in files if entry["file"] in pictures), [])
        cards.append([*place, _title(files[0], house), shown, [_file(entry, rows) for entry in files]])
    return {**{kind: list(table.items()) for kind, table in tables.items()}, "cards": cards}


def _tables(entries: Sequence[Entry], house: House) -> dict[str, dict[Any, str]]:
    """What the page names, in the order in which it is offered: the name shown, by key."""
    regions = sorted({entry["region"] for entry in entries})
    materials = {entry["material"] for entry in entries}
    languages = sorted({_language(entry): _endonyms(entry, house) for entry in entries}.items(), key=lambda it: it[1])
    papers = {sheet.name: sheet.title for sheet in house.sheets.values()}
    papers |= {paper.name: paper.title for paper in house.papers.values()}
    found = {_said(finding): finding["code"] for entry in entries for finding in entry["findings"]}
    return {
        "regions": {path: house.atlas[path].full_name for path in regions},
        "materials": {name: _label(name, house) for name in house.materials if name in materials},
        "languages": dict(languages),
        "editions": _EDITIONS,
        "papers": {name: title for name, title in papers.items() if name in {entry["paper"] for entry in entries}},
        "findings": found,
    }


def _label(material: str, house: House) -> str:
    """A material's kind and its English title: `Poster: You may be …`."""
    return f"{material.partition('-')[0].capitalize()}: {house.words['en'].at(house.materials[material].title)}"


def _title(entry: Entry, house: House) -> str:
    return house.words[entry["languages"][0]].at(house.materials[entry["material"]].title)


def _language(entry: Entry) -> str:
    return "+".join(entry["languages"])


def _endonyms(entry: Entry, house: House) -> str:
    return " + ".join(house.languages[tag] for tag in entry["languages"])


def _file(entry: Entry, rows: Mapping[str, Mapping[Any, int]]) -> list[Any]:
    notes = [rows["findings"][_said(finding)] for finding in entry["findings"]]
    return [entry["file"], rows["papers"][entry["paper"]], rows["editions"][entry["edition"]], entry["pages"], notes]


def _said(finding: FindingEntry) -> tuple[str, str, str]:
    return finding["message"], finding["remedy"], finding["where"] or ""
