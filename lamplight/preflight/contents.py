"""Everything in a file, page or not: its strings (titles, bookmarks, alternative texts, metadata) and dictionaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

# Read aloud by a screen reader or shown beside the page (ISO 32000-2, 12.3.3, 12.5.2, 14.9).
SPOKEN = frozenset({"/Alt", "/ActualText", "/E", "/Contents", "/TU", "/Title"})

# Digests and classes, whose bytes spell a word or a path only by chance (ISO 32000-2, 14.4, 9.8.3.2, 7.11.4).
BINARY = frozenset({"/ID", "/Panose", "/CheckSum"})


def spoken(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Each text that a reader shows or says without drawing it on a page."""
    return (text for key, text in strings(pdf) if key in SPOKEN)


def strings(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """Each string of the file that is text, with the key that holds it."""
    found = ((key, thing) for key, thing in _everything(pdf) if isinstance(thing, pikepdf.String))
    return ((key, str(thing)) for key, thing in found if key not in BINARY)


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Each dictionary of the file, also one that is written inside another object."""
    return (thing for _, thing in _everything(pdf) if isinstance(thing, pikepdf.Dictionary))


def _everything(pdf: pikepdf.Pdf) -> Iterator[tuple[str, object]]:
    for thing in (pdf.trailer, *pdf.objects):
        yield from _inside("", thing)


def _inside(key: str, thing: object) -> Iterator[tuple[str, object]]:
    """A thing and what is written inside it, by key; an indirect object in it has its own turn."""
    yield key, thing
    inner: list[tuple[str, object]] = []
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        inner = [(str(name), value) for name, value in thing.items()]
    elif isinstance(thing, pikepdf.Array):
        inner = [(key, value) for value in thing]
    for name, value in inner:
        if not (isinstance(value, pikepdf.Object) and value.is_indirect):
            yield from _inside(name, value)
