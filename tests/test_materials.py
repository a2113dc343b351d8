"""Materials, papers, sheets and brands: every mistake in them is told at once, each with its place."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight import materials
from lamplight.errors import SourceError
from lamplight.model import POINTS_PER_INCH, POINTS_PER_MM, Edition
from own_project import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lamplight.model import Finding
    from lamplight.pipeline import House

MATERIAL = "templates/card-help/material.yaml"
AVERY = "sheets/3.5x2/avery-5371.yaml"
BRAND = "brands/lamplight/brand.yaml"
PAPERS = "sheets/papers.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for part in ("brands", "sheets", "templates"):
        shutil.copytree(ROOT / part, tmp_path / part)
    return tmp_path


def load_everything(root: Path) -> None:
    papers = materials.load_papers(root)
    sheets = materials.load_sheets(root, papers)
    materials.load_materials(root, papers, sheets)
    materials.load_brands(root)


def mistakes(loader: Callable[[], object]) -> tuple[Finding, ...]:
    with pytest.raises(SourceError) as caught:
        loader()
    return caught.value.findings


def edit(root: Path, file: str, pattern: str, replacement: str) -> int:
    """Replace one line of a file; returns its number."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    found = re.search(pattern, text, re.MULTILINE)
    assert found, pattern
    path.write_text(text[: found.start()] + replacement + text[found.end() :], encoding="utf-8")
    return text.count("\n", 0, found.start()) + 1


def test_what_ships_is_right(root: Path) -> None:
    load_everything(root)


def test_papers_have_their_sizes(house: House) -> None:
    sizes = {name: (paper.width, paper.height) for name, paper in house.papers.items()}
    assert sizes["letter"] == (8.5 * POINTS_PER_INCH, 11 * POINTS_PER_INCH)
    assert sizes["a4"] == pytest.approx((210 * POINTS_PER_MM, 297 * POINTS_PER_MM))
    assert sizes["18x24"] == (18 * POINTS_PER_INCH, 24 * POINTS_PER_INCH)
    assert sizes["3.5x2"] == (252, 144)


def test_a_card_comes_on_sheets_for_the_office_and_alone_for_the_screen(house: House) -> None:
    card, poster = house.materials["card-help"], house.materials["poster-signs"]
    assert card.papers_for(Edition.SCREEN) == card.papers
    assert card.papers_for(Edition.OFFICE) == card.sheets
    assert poster.papers_for(Edition.OFFICE) == poster.papers_for(Edition.SCREEN) == poster.papers


@given(st.decimals("0.1", "99", places=2), st.sampled_from(sorted(materials.UNITS)))
def test_lengths_are_read_in_points(number: object, unit: str) -> None:
    points = float(str(number)) * materials.UNITS[unit]
    assert materials._points(f"{number} {unit}") == pytest.approx(points)
    assert materials._size(f"{number} x {number} {unit}") == pytest.approx((points, points))


WRONG = [
    (MATERIAL, "^pages: .*", "pages: two"),
    (MATERIAL, "^pages: .*", "pages: 0"),
    (MATERIAL, "^pages: .*", "page: 2"),
    (MATERIAL, "^audience: .*", "audience: everyone"),
    (MATERIAL, "^papers: .*", "papers: [a7]"),
    (MATERIAL, "^papers: .*", "papers: []"),
    (MATERIAL, "^sheets: .*", "sheets: [avery-9999]"),
    (MATERIAL, "^smallest_type: .*", "smallest_type: tiny"),
    (MATERIAL, "^reading_grade: .*", "reading_grade: -1"),
    (AVERY, "^paper: .*", "paper: lettre"),
    (AVERY, "^left: .*", "left: 0.75"),
    (AVERY, "^left: .*", "left: 0.75 inch"),
    (AVERY, "^left: .*", "left: 2 cm"),
    (AVERY, "^left: .*", "left: 1.2.3 in"),
    (AVERY, "^top: .*", "top: . in"),
    (AVERY, "^columns: .*", "columns: 0"),
    (AVERY, "^rows: .*", "rows: many"),
    (AVERY, "^rows: .*", "rows: 5\ncut_marks: perhaps"),
    (PAPERS, "^a4: .*", "a4: {title: A4, size: 210 x 297}"),
    (PAPERS, "^a4: .*", "a4: {title: A4, size: 210mm x 297mm}"),
    (PAPERS, "^a4: .*", "a4: {title: A4, size: 0 x 297 mm}"),
    (PAPERS, "^a4: .*", "a4: {size: 210 x 297 mm}"),
    (PAPERS, "^a4: .*", "a4: 210 x 297 mm"),
    (BRAND, "^  primary: .*", "  primary: blue"),
    (BRAND, "^  primary: .*", '  primary: "#12345"'),
    (BRAND, "^  primary: .*", '  primary: "#1234567"'),
    (BRAND, "^  accent: .*", '  accent: "#f4ab3z"'),
    (BRAND, "^  accent: .*", "  accent: #f4ab3c"),
    (BRAND, "^organisation: .*", "organization: X"),
    (BRAND, "^organisation: .*", "organisation: X\nlogo: missing.svg"),
]


@pytest.mark.parametrize(("file", "pattern", "wrong"), WRONG, ids=[f"{wrong}" for _, _, wrong in WRONG])
def test_a_mistake_is_told_with_its_place_and_what_to_do(root: Path, file: str, pattern: str, wrong: str) -> None:
    line = edit(root, file, pattern, wrong)
    findings = mistakes(lambda: load_everything(root))
    places = [finding.where for finding in findings if finding.where]
    assert len(places) == len(findings)
    assert {place.file for place in places} == {file}
    # What is missing is told at the mapping that lacks it, what is there at its own line.
    assert all(place.line is not None and place.line <= line + wrong.count("\n") for place in places)
    assert all(finding.message and finding.remedy for finding in findings)


def test_what_is_unknown_is_told_with_what_is_known(root: Path) -> None:
    line = edit(root, MATERIAL, "^papers: .*", "papers: [a7, letter, a8]")
    (finding,) = mistakes(lambda: load_everything(root))
    assert finding.where is not None
    assert (finding.where.file, finding.where.line) == (MATERIAL, line)
    assert "a7, a8" in finding.message
    assert "letter" in finding.remedy


def test_mistakes_in_several_files_are_all_told(root: Path) -> None:
    files = [f"templates/{name}/material.yaml" for name in ("card-help", "factsheet-signs", "poster-signs")]
    for file in files:
        edit(root, file, "^pages: .*", "pages: none")
        edit(root, file, "^reading_grade: .*", "reading_grade: easy")
    papers = materials.load_papers(root)
    sheets = materials.load_sheets(root, papers)
    findings = mistakes(lambda: materials.load_materials(root, papers, sheets))
    assert sorted(finding.where.file for finding in findings if finding.where) == sorted(files * 2)


def test_mistakes_in_several_brands_and_sheets_are_all_told(root: Path) -> None:
    shutil.copytree(root / "brands" / "lamplight", root / "brands" / "other")
    for name in ("lamplight", "other"):
        edit(root, f"brands/{name}/brand.yaml", "^  accent: .*", "  accent: red")
    assert len(mistakes(lambda: materials.load_brands(root))) == 2
    papers = materials.load_papers(root)
    for name in ("a4", "letter"):
        edit(root, f"sheets/3.5x2/{name}.yaml", "^top: .*", "top: 1 ell")
    assert len(mistakes(lambda: materials.load_sheets(root, papers))) == 2


def test_a_sheet_for_a_card_that_has_no_paper_is_told(root: Path) -> None:
    shutil.copytree(root / "sheets" / "3.5x2", root / "sheets" / "4x3")
    findings = mistakes(lambda: materials.load_sheets(root, materials.load_papers(root)))
    assert {finding.where.file for finding in findings if finding.where} == {
        f"sheets/4x3/{name}.yaml" for name in ("a4", "avery-5371", "letter")
    }


def test_a_logo_is_found_beside_its_brand(root: Path) -> None:
    (root / "brands" / "lamplight" / "logo.svg").write_text("<svg/>", encoding="utf-8")
    edit(root, BRAND, "^organisation: .*", "organisation: X\nlogo: logo.svg")
    assert materials.load_brands(root)["lamplight"].logo == root / "brands" / "lamplight" / "logo.svg"
    edit(root, BRAND, "^logo: .*", "logo: ../../sheets/papers.yaml")
    assert mistakes(lambda: materials.load_brands(root))


def test_cards_that_do_not_fit_on_their_sheet_are_told(root: Path) -> None:
    edit(root, AVERY, "^rows: .*", "rows: 6")
    findings = mistakes(lambda: load_everything(root))
    assert [finding.where.file for finding in findings if finding.where] == [AVERY]
