from __future__ import annotations

import pytest

from lamplight.preflight.heading_skipped import CHECK
from preflight.samples import codes, proof

CODE = "heading-skipped"


@pytest.mark.parametrize(
    "body",
    [
        "<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2><h2>E</h2>",
        "<h1>A</h1>",
        "<h1>A</h1><h2>B <strong>C</strong></h2><h3>D</h3><p>E</p><h2>F</h2>",
    ],
)
def test_headings_in_order_pass(body: str) -> None:
    assert codes(proof(body, ()), CODE) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<p>A</p>", "has 0 headings of the first rank"),
        ("<h1>A</h1><h1>B</h1>", "has 2 headings of the first rank"),
        ("<h2>A</h2><h1>B</h1>", "the first heading, “A”, has rank 2"),
        ("<h1>A</h1><h3>B <b>C</b></h3>", "“B C” has rank 3, right below one of rank 1"),
        ("<h1>A</h1><h2></h2>", "a heading is empty"),
    ],
)
def test_a_rank_that_is_skipped_twice_or_empty(body: str, message: str) -> None:
    findings = CHECK.run(proof(body, ())).findings
    assert {finding.code for finding in findings} == {CODE}
    assert [finding for finding in findings if message in finding.message]
