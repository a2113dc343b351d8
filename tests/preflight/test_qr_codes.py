from __future__ import annotations

from dataclasses import replace

import pytest

from preflight.samples import EVERYTHING, GOOD, QR, codes, proof, qr

UNREADABLE, UNKNOWN = "qr-unreadable", "qr-unknown"
POSTER = (1296.0, 1728.0)


def test_a_code_that_is_not_there_is_found() -> None:
    assert codes(proof(GOOD.replace("{qr}", "")), UNREADABLE) == [UNREADABLE]


@pytest.mark.parametrize("size", ["3pt", "8pt", "35pt"])
def test_a_code_too_small_to_scan_is_found(size: str) -> None:
    assert codes(proof(GOOD.replace("{qr}", qr(QR.value, size))), UNREADABLE) == [UNREADABLE]


def test_a_covered_code_is_found() -> None:
    body = '<div style="position:relative">{qr}<b style="position:absolute;inset:0 0 20pt 0;background:#fff"></b></div>'
    assert codes(proof(body, [QR]), UNREADABLE) == [UNREADABLE]


@pytest.mark.parametrize("payload", ["https://example.org/qs", "https://example.net", "tel:+18005550142"])
def test_a_code_that_leads_elsewhere_is_found(payload: str) -> None:
    assert codes(proof(GOOD.replace("{qr}", qr(payload))), UNKNOWN) == [UNREADABLE, UNKNOWN]
    assert codes(proof(GOOD + qr(payload)), UNKNOWN) == [UNKNOWN]


def test_one_code_too_many_and_one_too_few() -> None:
    assert codes(proof(GOOD + "{qr}"), UNKNOWN) == [UNKNOWN]
    assert codes(proof(GOOD + "{qr}", (*EVERYTHING, QR)), UNKNOWN) == []
    assert codes(proof(facts=(*EVERYTHING, QR)), UNREADABLE) == [UNREADABLE]


def test_ten_copies_are_ten_codes() -> None:
    body = '<div style="display:grid;grid-template-columns:repeat(5,1fr)">' + "{qr}" * 10 + "</div>"
    sample = proof(body, [QR], size=(600.0, 300.0))
    assert codes(replace(sample, facts=sample.facts * 10), UNREADABLE) == []
    assert codes(replace(sample, facts=sample.facts * 9), UNKNOWN) == [UNKNOWN]


@pytest.mark.parametrize("size", ["38pt", "60pt", "400pt"])
def test_codes_of_any_sensible_size_are_read_on_a_poster(size: str) -> None:
    assert codes(proof(qr(QR.value, size), [QR], size=POSTER), UNREADABLE) == []


def test_a_code_where_none_is_expected() -> None:
    assert codes(proof(facts=EVERYTHING[:-1]), UNKNOWN) == [UNKNOWN]
    assert codes(proof("<p>no code</p>", facts=EVERYTHING[:-1]), UNKNOWN) == []
