from __future__ import annotations

import pytest

from lamplight.model import FactKind
from preflight.samples import CALL, GOOD, SITE, codes, fact, proof
from preflight.samples import CODE as TEXT

CODE = "link-differs"
OTHER = fact(FactKind.CALL, "1-800-555-0177", "+18005550177")
FACTS = (CALL, TEXT, OTHER, SITE)


@pytest.mark.parametrize(
    ("shown", "target"),
    [
        (CALL.shown, "tel:+18005550177"),
        (OTHER.shown, "tel:+18005550142"),
        (CALL.shown, "sms:555011"),
        (TEXT.shown, "tel:555011"),
        (SITE.shown, "tel:+18005550142"),
        (CALL.shown, "https://example.org/help"),
        (f"call {CALL.shown} now", "tel:+18005550177"),
    ],
)
def test_a_link_to_another_fact_than_it_shows(shown: str, target: str) -> None:
    body = f'<p>Call us or <a href="{target}">{shown}</a> or not</p><p>{OTHER.shown}</p>'
    assert codes(proof(body, FACTS), CODE) == [CODE]


@pytest.mark.parametrize(
    ("shown", "target"),
    [
        (CALL.shown, "tel:+18005550142"),
        (OTHER.shown, "tel:+18005550177"),
        (TEXT.shown, "sms:555011?body=HELP"),
        (SITE.shown, "https://example.org/help"),
        ("Call now", "tel:+18005550177"),
        (CALL.shown, "#here"),
    ],
)
def test_a_link_to_what_it_shows_or_without_a_number(shown: str, target: str) -> None:
    body = f'<p id="here">{CALL.shown} <a href="{target}">{shown}</a> {OTHER.shown}</p>'
    assert codes(proof(body, FACTS), CODE) == []


def test_a_file_without_links_is_allowed() -> None:
    assert codes(proof(GOOD.replace("href", "title")), CODE) == []
