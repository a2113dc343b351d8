from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preflight.samples import CALL, CODE, NAME, SITE, codes, good, link, proof

if TYPE_CHECKING:
    from lamplight.model import Fact

UNLINKED = "number-unlinked"
LINKS = {CALL: "tel:+18005550142", CODE: "sms:555011", SITE: "https://example.org/help"}


@pytest.mark.parametrize("fact", LINKS, ids=lambda fact: fact.kind)
def test_what_is_printed_can_be_tapped_each_time(fact: Fact) -> None:
    linked = link(LINKS[fact], fact, "Reach")
    assert codes(proof(f"<p>{linked}</p>", (fact,)), UNLINKED) == []
    assert codes(proof(f"<p>{fact.shown}</p>", (fact,)), UNLINKED) == [UNLINKED]
    assert codes(proof(f"<p>{linked} {fact.shown}</p>", (fact, fact)), UNLINKED) == [UNLINKED]
    assert codes(proof(f"<p>{linked} {linked}</p>", (fact, fact)), UNLINKED) == []


def test_a_text_number_is_not_called() -> None:
    assert codes(proof(f"<p>{link('tel:555011', CODE, 'Call')}</p>", (CODE,)), UNLINKED) == [UNLINKED]


def test_a_name_needs_no_link() -> None:
    assert codes(proof(f"<p>{NAME.shown}</p>", (NAME,)), UNLINKED) == []
    assert codes(good(), UNLINKED) == []
