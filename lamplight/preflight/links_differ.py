"""A link leads to the number or address that is printed where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.model import FactKind, Finding
from lamplight.preflight import links, reading
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

    from lamplight.model import Fact
    from lamplight.preflight.proof import Proof

SHOWN_AND_LINKED = frozenset({*reading.NUMBERS, FactKind.URL})


def run(proof: Proof) -> Verdict:
    """Read the text under each link and compare what it shows with where the link leads."""
    facts = tuple(fact for fact in proof.facts if fact.kind in SHOWN_AND_LINKED)
    found = list(links.found(proof.objects))
    findings = tuple(
        finding for link in found for finding in _compare(link, _shown(proof.text_pages[link.page - 1], link, facts))
    )
    return Verdict(len(found), findings)


def _shown(page: pypdfium2.PdfTextPage, link: links.Link, facts: tuple[Fact, ...]) -> list[Fact]:
    under = reading.Text(link.page, reading.plain(page.get_text_bounded(*link.area)))
    spans = reading.claim((under,), reading.wordings(facts)).spans
    return [fact for fact in facts if spans[fact.shown]]


def _compare(link: links.Link, shown: list[Fact]) -> Iterator[Finding]:
    if shown and link.target not in links.targets(shown):
        yield Finding(
            "link-differs",
            f"on page {link.page}, “{shown[0].shown}” is printed on a link to “{link.target}”",
            "let contact(...) print the number together with its link",
            where=shown[0].where,
        )


CHECK = Check(
    codes=("link-differs",),
    reason="Who taps a number must reach that number, and who taps an address that address.",
    run=run,
    may_be_empty="on paper nothing needs a link",
)
