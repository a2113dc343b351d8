from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lamplight.model import Law, Severity, Where
from lamplight.preflight.notice_rule_broken import CHECK
from preflight.samples import codes, proof

if TYPE_CHECKING:
    from lamplight.model import Finding

BROKEN, UNCHECKED = "notice-rule-broken", "notice-rule-unchecked"
LAW = Law(
    name="a-law",
    title="Code 1.2",
    region="us/ca",
    posted="at the door",
    source="a page on it",
    checked="read once",
    where=Where("notices/rules.yaml", 3),
    width=360,
    height=400,
    type_size=16,
    languages=("en",),
    texts={"en": ()},
)
NOTICE = (
    '<div data-frame="notice"><p style="font-size:{size}pt">Call us</p></div><p data-frame="printed">Printed for us</p>'
)
SIZE = (360.0, 400.0)
SAMPLE = proof(NOTICE.format(size=16), (), size=SIZE)


def _findings(law: Law, size: float = 16) -> list[Finding]:
    sample = SAMPLE if size == 16 else proof(NOTICE.format(size=size), (), size=SIZE)
    return list(CHECK.run(replace(sample, law=law)).findings)


def _broken(law: Law, size: float = 16) -> list[Finding]:
    return [finding for finding in _findings(law, size) if finding.code == BROKEN]


def test_a_notice_as_the_law_asks_is_to_be_compared_with_the_law_and_no_more() -> None:
    (finding,) = _findings(LAW)
    assert (finding.code, finding.severity) == (UNCHECKED, Severity.WARNING)
    assert "read once" in finding.message
    assert "a page on it" in finding.remedy


def test_without_a_law_or_a_notice_there_is_nothing_to_compare() -> None:
    assert codes(SAMPLE, BROKEN) == []
    assert codes(replace(proof(), law=LAW), BROKEN) == []


def test_paper_that_is_too_small_in_one_direction() -> None:
    for law in (replace(LAW, width=361), replace(LAW, height=401)):
        (finding,) = _broken(law)
        assert finding.severity is Severity.ERROR
        assert "Code 1.2: Square is smaller" in finding.message
        assert "(a page on it)" in finding.message


def test_type_that_is_too_small_in_the_notice_alone() -> None:
    assert not _broken(LAW, size=16.2)
    (finding,) = _broken(LAW, size=15.8)
    assert "“Call us” is set in 15.8 pt, and it asks for 16 pt" in finding.message


def test_another_language_that_is_missing_is_a_warning() -> None:
    (finding,) = _broken(replace(LAW, languages=("en", "es", "vi")))
    assert finding.severity is Severity.WARNING
    assert "in es, vi as well" in finding.message


def test_what_no_program_can_check_is_quoted() -> None:
    (finding,) = _findings(replace(LAW, also="the number in bold"))
    assert "It asks also: the number in bold." in finding.message
