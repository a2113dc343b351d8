from __future__ import annotations

from dataclasses import replace

import pytest

from lamplight.preflight.type_sizes_many import CHECK, sizes
from preflight.samples import codes, proof

CODE = "type-sizes-many"


def _paragraphs(*points: float) -> str:
    return "".join(f'<p style="font-size:{size}pt">Set in {size}</p>' for size in points)


@pytest.mark.parametrize("points", [(9,), (9, 12, 15, 18), (9, 9, 9.04, 12, 15, 18)])
def test_few_sizes_pass(points: tuple[float, ...]) -> None:
    assert codes(proof(_paragraphs(*points)), CODE) == []


@pytest.mark.parametrize("points", [(9, 12, 15, 18, 21), (9, 9.2, 9.4, 9.6, 9.8)])
def test_one_size_too_many_is_found(points: tuple[float, ...]) -> None:
    assert codes(proof(_paragraphs(*points)), CODE) == [CODE]


def test_pages_count_together_and_the_message_names_each() -> None:
    sample = proof(f'{_paragraphs(9, 12, 15)}<div style="break-before:page">{_paragraphs(18, 21)}</div>')
    (finding,) = CHECK.run(sample).findings
    assert "5 sizes of type, and sample has at most 4: 9 pt (“Set in 9”), 12 pt" in finding.message
    assert list(sizes(sample.pages)) == [9, 12, 15, 18, 21]


def test_the_material_decides() -> None:
    sample = proof(_paragraphs(9, 12))
    assert codes(replace(sample, material=replace(sample.material, type_sizes=1)), CODE) == [CODE]


def test_no_text_is_no_pass() -> None:
    assert codes(replace(proof(), pages=()), CODE) == ["check-examined-nothing"]
