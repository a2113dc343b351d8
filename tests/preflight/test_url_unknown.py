from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest

from lamplight.model import FactKind
from preflight.samples import EVERYTHING, GOOD, SITE, codes, fact, proof

if TYPE_CHECKING:
    from lamplight.preflight import Proof

CODE = "url-unknown"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.net/help",
        "www.example.net",
        "example.net",
        "EXAMPLE.NET",
        "not-example.org/help",
        "help.example.org/help",
        "example.org/help/me",
        "example.org/helpless",
        "example.org.evil.example",
        "someone@example.org",
        "someone@example.org/help",
    ],
)
def test_no_address_slips_in(address: str) -> None:
    assert set(codes(proof(f"{GOOD}<p>See {address}, soon.</p>"), CODE)) == {CODE}


@pytest.mark.parametrize("words", ["e.g. this, i.e. that", "9 a.m.–5 p.m.", "EE.UU.", "EE. UU.", "U.S.C.", "Ph.D."])
def test_abbreviations_are_no_addresses(words: str) -> None:
    assert codes(proof(f"{GOOD}<p>{words}</p>"), CODE) == []


@pytest.mark.parametrize(
    "target",
    [
        "tel:+18005550143",
        "tel:18005550142",
        "sms:+18005550142",
        "sms:555012?body=HELP",
        "https://example.org/",
        "mailto:a@example.org",
    ],
)
def test_a_link_to_anything_but_a_fact_is_found(target: str) -> None:
    assert CODE in codes(proof(f'{GOOD}<p><a href="{target}">this way</a></p>'), CODE)


@pytest.mark.parametrize(
    "target",
    [
        "tel:+18005550142",
        "sms:555011",
        "sms:555011?body=HELP",
        "sms:555011?&amp;body=HELP",
        "https://example.org/help",
        "#here",
    ],
)
def test_links_to_facts_and_within_the_file_pass(target: str) -> None:
    assert codes(proof(f'{GOOD}<p id="here"><a href="{target}">this way</a></p>'), CODE) == []


def test_an_extension_is_part_of_the_number() -> None:
    desk = fact(FactKind.CALL, "1-800-555-0142 ext. 12", "+18005550142;ext=12")
    body = '<p><a href="tel:{}">1-800-555-0142 ext. 12</a></p>'
    assert codes(proof(body.format("+18005550142;ext=12"), [desk]), CODE) == []
    assert CODE in codes(proof(body.format("+18005550142"), [desk]), CODE)


def test_a_mail_address_can_be_a_fact() -> None:
    mail = fact(FactKind.URL, "help@example.org")
    body = f'{GOOD}<p><a href="mailto:help@example.org">{mail.shown}</a></p>'
    assert codes(proof(body, (*EVERYTHING, mail)), CODE) == []


def _with_action(action: pikepdf.Dictionary, subtype: str = "/Link") -> Proof:
    sample = proof()
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(subtype), Rect=[0, 0, 9, 9], A=action)
        pdf.pages[0].obj.Annots.append(pdf.make_indirect(link))
        out = io.BytesIO()
        pdf.save(out)
    return replace(sample, pdf=out.getvalue())


@pytest.mark.parametrize("kind", ["/Launch", "/JavaScript", "/GoToR", "/SubmitForm"])
def test_a_link_that_acts_is_found(kind: str) -> None:
    assert codes(_with_action(pikepdf.Dictionary(S=pikepdf.Name(kind))), CODE) == [CODE]


def test_a_second_action_behind_a_good_one_is_found() -> None:
    second = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.net/")
    good = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=SITE.value, Next=second)
    assert codes(_with_action(good), CODE) == [CODE]


def test_no_annotation_but_a_link() -> None:
    assert codes(_with_action(pikepdf.Dictionary(), "/FreeText"), CODE) == [CODE]
