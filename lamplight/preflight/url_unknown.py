"""No address stands in the file, and no link leads anywhere, but to the region's facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf

from lamplight.model import Finding
from lamplight.preflight import links
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.preflight.proof import Proof

ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.)[^\s\0]+"  # https://…, www.…
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)*"  # e-mail
    r"|(?<![\w.])(?:[a-z0-9-]{2,}\.)+[a-z]{2,}(?![\w.]\w)(?:/[^\s\0]*)?",  # a bare domain
    re.IGNORECASE,
)
# EE. UU., CC. OO.: Spanish doubles the letters of a plural.
DOUBLED = re.compile(r"(?:([A-Z])\1\.?)+")


def run(proof: Proof) -> Verdict:
    """Look at every address in the text and at every annotation."""
    texts = (*proof.claims.left, *proof.spoken_left)
    annotations = list(links.annotated(proof.objects))
    allowed = links.targets(proof.facts)
    addresses = ((match[0], text.place) for text in texts for match in ADDRESS.finditer(text.letters))
    actions = ((what, f"on page {number}") for number, thing in annotations for what in _not_allowed(thing, allowed))
    strange = (*(found for found in addresses if not DOUBLED.fullmatch(found[0])), *actions)
    return Verdict(sum(len(text.letters) for text in texts) + len(annotations), tuple(map(_finding, strange)))


def _not_allowed(annotation: pikepdf.Object, allowed: frozenset[str]) -> Iterator[str]:
    """A link may lead to a fact or to a place in the file; no other annotation and no other action is ever needed."""
    action = annotation.get("/A", pikepdf.Dictionary(S=pikepdf.Name.GoTo))
    kind, target = action.get("/S"), links.target_of(annotation)
    if annotation.get("/Subtype") != "/Link":
        yield f"an annotation of the kind {annotation.get('/Subtype')}"
    elif kind == "/URI" and target not in allowed:
        yield str(target)
    elif kind not in {"/URI", "/GoTo"} or "/Next" in action or "/AA" in annotation:
        yield f"an action of the kind {action.get('/Next', action).get('/S')}"


def _finding(strange: tuple[str, str]) -> Finding:
    what, place = strange
    return Finding(
        "url-unknown",
        f"“{what}” stands {place} and is no address or number of this region",
        "print addresses and links only through contact(...), and give the contact that address in regions.yaml",
    )


CHECK = Check(
    codes=("url-unknown",),
    reason="A link or an address that nobody vouches for can lead a child to a stranger.",
    run=run,
)
