from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lamplight import impose, sheets
from lamplight.model import Edition, Paper, Sheet
from lamplight.preflight.outside_round import CHECK
from preflight.press_sample import press_proof
from preflight.samples import QR, codes, proof

if TYPE_CHECKING:
    from lamplight.preflight import Proof

CODE = "outside-round"
SIDE = 180.0
STYLE = "@page{margin:0} p{margin:0;font-size:10pt;line-height:10pt}"
LETTER = Paper("letter", "Letter", 612, 792)


def _label(*places: tuple[float, float], what: str = "Call", width: float = 20) -> Proof:
    """Return a round label of 180 pt, the same thing put with its top left corner at each of these places."""
    body = "".join(f'<p style="position:absolute;left:{x}pt;top:{y}pt;width:{width}pt">{what}</p>' for x, y in places)
    sample = proof(body, [QR], STYLE, Edition.OFFICE, (SIDE, SIDE))
    return replace(sample, piece=replace(sample.piece, round=True))


def _ganged(label: Proof) -> Proof:
    gang = Sheet("round", "Round labels", "a drawing", LETTER, label.piece, 3, 3, 18, 90, 9, 9)
    placed = sheets.placements(gang, [(0,)] * 9)
    pdf = impose.impose(label.pdf, LETTER, placed, (), "labels")
    return replace(label, pdf=pdf, paper=LETTER, placements=placed, job=replace(label.job, sheet="round"))


@pytest.mark.parametrize("place", [(80, 80), (80, 6), (8, 85), (35, 35), (80, 164)])
def test_words_within_the_circle_pass(place: tuple[float, float]) -> None:
    assert codes(_label(place), CODE) == []
    assert codes(_ganged(_label(place)), CODE) == []


@pytest.mark.parametrize("place", [(5, 5), (20, 20), (150, 20), (80, 0), (1, 85), (161, 85), (20, 150)])
def test_words_in_the_corners_and_at_the_edge_are_found(place: tuple[float, float]) -> None:
    assert codes(_label(place), CODE) == [CODE]
    assert codes(_ganged(_label(place)), CODE) == [CODE]


def test_a_code_is_looked_at_too() -> None:
    assert codes(_label((60, 60), what="{qr}", width=60), CODE) == []
    assert codes(_label((14, 14), what="{qr}", width=60), CODE) == [CODE]
    (finding,) = CHECK.run(_label((14, 14), what="{qr}", width=60)).findings
    assert "the QR code" in finding.message


def test_each_line_is_named_once() -> None:
    (finding,) = CHECK.run(_label((0, 0), (80, 80), (150, 0))).findings
    assert "on page 1, “Call”" in finding.message


def test_on_a_paper_with_corners_they_may_be_used() -> None:
    label = _label((0, 0))
    assert codes(replace(label, piece=replace(label.piece, round=False)), CODE) == []


def test_what_a_print_shop_reads_beside_the_label_is_no_part_of_it() -> None:
    middle = '<div style="position:absolute;left:180pt;top:180pt">Call</div>'
    sheet = press_proof(middle, "", facts=[])
    label = replace(sheet, piece=replace(sheet.piece, round=True))
    assert codes(label, CODE) == []
    corner = press_proof(f'{middle}<div style="position:absolute;left:0;top:0">Call</div>', "", facts=[])
    assert codes(replace(corner, piece=replace(corner.piece, round=True)), CODE) == [CODE]
