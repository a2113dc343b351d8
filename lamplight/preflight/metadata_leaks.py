"""The file says nothing about the machine or the person that made it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lamplight.model import Finding
from lamplight.preflight import contents
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.preflight.proof import Proof

# What a document's information may hold (ISO 32000-2, table 349), and nothing of anybody's own.
KNOWN = frozenset({"/Title", "/Subject", "/Keywords", "/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped"})
MAKERS = re.compile(r"(?:WeasyPrint|Lamplight)(?: [0-9.]+)?")
PATH = re.compile(
    r"file:|\b[A-Z]:\\|\\\\\w|(?<![\w./])/(?:home|root|Users|tmp|var|private|mnt|opt|srv|usr)/", re.IGNORECASE
)


def run(proof: Proof) -> Verdict:
    """Look at the document's information, its XMP metadata, and every string of the file."""
    texts = [*(text for _, text in contents.strings(proof.objects)), _xmp(proof)]
    here = str(proof.fonts.resolve().parent)
    leaks = dict.fromkeys(text for text in texts if PATH.search(text) or here in text)
    return Verdict(len(texts), (*_information(proof), *(_finding(f"it holds “{text[:80]}”") for text in leaks)))


def _xmp(proof: Proof) -> str:
    metadata = proof.objects.Root.get("/Metadata")
    return "" if metadata is None else metadata.read_bytes().decode("utf-8")


def _information(proof: Proof) -> Iterator[Finding]:
    for key, value in proof.objects.docinfo.items():
        if key not in KNOWN:
            yield _finding(f"its information has an entry {key}")
        elif key in {"/Producer", "/Creator"} and not MAKERS.fullmatch(str(value)):
            yield _finding(f"its {key.lstrip('/').lower()} is “{value}”")


def _finding(what: str) -> Finding:
    return Finding(
        "metadata-leaks",
        f"the file says more than it should about how it was made: {what}",
        "take it out of the page's <meta> elements, links and pictures",
    )


CHECK = Check(
    codes=("metadata-leaks",),
    reason="Who prints for victims must not publish a name, a machine or a folder.",
    run=run,
)
