from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.preflight.table_headless import CHECK
from preflight.samples import changed, codes, good, proof, tagged

if TYPE_CHECKING:
    import pikepdf

CODE = "table-headless"
TABLE = (
    "<table><tr><th>Day</th><th>Number</th></tr>"
    '<tr><th scope="row">Monday</th><td>one</td></tr><tr><th scope="row">Friday</th><td>two</td></tr></table>'
)


def _no_scope(pdf: pikepdf.Pdf) -> None:
    for cell in tagged(pdf, "TH"):
        del cell.A["/Scope"]


def test_a_table_with_headers_passes_and_so_does_a_page_without_tables() -> None:
    assert codes(proof(TABLE, ()), CODE) == []
    assert codes(good(), CODE) == []


def test_a_table_without_headers() -> None:
    (finding,) = CHECK.run(proof("<table><tr><td>Monday</td><td>one</td></tr></table>", ())).findings
    assert (finding.code, finding.message) == (CODE, "a table has no header cells")


def test_headers_that_do_not_say_of_what() -> None:
    (finding,) = CHECK.run(changed(_no_scope, proof(TABLE, ()))).findings
    assert "Scope" in finding.message
