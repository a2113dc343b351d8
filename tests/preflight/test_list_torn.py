from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from lamplight.preflight.list_torn import CHECK
from preflight.samples import changed, codes, proof, tagged

if TYPE_CHECKING:
    from collections.abc import Callable

CODE = "list-torn"
NUMBERED = "ol { list-style: none; counter-reset: n } li { counter-increment: n } li::before { content: counter(n) }"
STEPS = "<h1>A</h1><ol><li><p>One</p></li><li>Two</li></ol>"


@pytest.mark.parametrize(
    ("body", "style"),
    [
        ("<ul><li>One</li><li>Two</li></ul>", ""),
        ("<ul><li>One</li><li><p>Two</p></li></ul>", "ul { list-style: none }"),
        ("<ul><li>One</li></ul>", "ul { list-style: none } li::before { content: '' }"),
        ("<ul><li>One</li><li>Two</li></ul>", "li { display: inline-block }"),
        (STEPS, NUMBERED),
        ("<p>“I’m glad you told me.”</p><p>“This is not your fault.”</p>", ""),
        ("<p>– One alone is no list.</p><p>Nor is this.</p>", ""),
        ("<p>22 U.S.C. 7102</p><p>18 U.S.C. 1591</p>", ""),
    ],
)
def test_a_list_is_a_list(body: str, style: str) -> None:
    assert codes(proof(body, (), style), CODE) == []


@pytest.mark.parametrize(
    "body",
    [
        "<p>• One</p><p>• Two</p>",
        "<p>Do:</p><p>– <b>One</b></p><p>– Two</p><p>Thanks</p>",
        "<p>1. One</p><p>2. Two</p>",
        "<div><p>(1) One</p><p>(2) Two</p></div>",
    ],
)
def test_paragraphs_with_bullets_are_none(body: str) -> None:
    (finding,) = CHECK.run(proof(body, ())).findings
    assert finding.code == CODE
    assert "look like a list" in finding.message


def test_a_paragraph_beside_the_engines_own_bullet_is_in_no_body() -> None:
    assert set(codes(proof("<ul><li><p>One</p></li></ul>", ()), CODE)) == {CODE}


def test_an_item_that_its_list_has_lost() -> None:
    findings = CHECK.run(proof('<ul><li><p style="display: table-cell">One</p></li></ul>', ())).findings
    assert [finding for finding in findings if "outside its list" in finding.message]


def _no_items(pdf: pikepdf.Pdf) -> None:
    next(tagged(pdf, "L")).K = pikepdf.Array()


def _no_numbering(pdf: pikepdf.Pdf) -> None:
    del next(tagged(pdf, "L"))["/A"]


def _no_body(pdf: pikepdf.Pdf) -> None:
    item = next(tagged(pdf, "LI"))
    item.K = pikepdf.Array([kid for kid in item.K if kid.S != "/LBody"])


def _a_paragraph(pdf: pikepdf.Pdf) -> None:
    next(tagged(pdf, "LI")).S = pikepdf.Name.P


BROKEN = {
    "has no items": _no_items,
    "do not say so": _no_numbering,
    "says nothing": _no_body,
    "of a list holds P": _a_paragraph,
}


@pytest.mark.parametrize("message", BROKEN)
def test_a_list_that_is_not_whole(message: str) -> None:
    change: Callable[[pikepdf.Pdf], None] = BROKEN[message]
    findings = CHECK.run(changed(change, proof(STEPS, (), NUMBERED))).findings
    assert {finding.code for finding in findings} == {CODE}
    assert [finding for finding in findings if message.replace("do not", "does not") in finding.message]
