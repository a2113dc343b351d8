"""Materials and brands: every mistake in them is told at once, each with its place."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from lamplight import materials, stocks
from lamplight.errors import SourceError
from lamplight.model import POINTS_PER_MM
from own_project import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lamplight.model import Brand, Finding

MATERIAL = "templates/card-help/material.yaml"
BRAND = "brands/lamplight/brand.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for part in ("brands", "sheets", "templates"):
        shutil.copytree(ROOT / part, tmp_path / part)
    return tmp_path


def load_everything(root: Path) -> None:
    materials.load_materials(root, stocks.load_papers(root))
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


LARGE_AND_FAR = "pages: 2\nlarge_print: {pages: 7}\nfrom_afar: {headline: 15 mm, number: 10 mm}\nlandscape: true"


def test_large_print_and_what_is_read_from_afar_are_told_if_there_is_such(root: Path) -> None:
    card = materials.load_materials(root, stocks.load_papers(root))["card-help"]
    assert (card.large_pages, card.headline, card.number, card.landscape) == (0, 0, 0, False)
    assert card.most_pages(large=False) == card.pages
    edit(root, MATERIAL, "^pages: .*", LARGE_AND_FAR)
    card = materials.load_materials(root, stocks.load_papers(root))["card-help"]
    assert (card.pages, card.large_pages, card.landscape) == (2, 7, True)
    assert (card.headline, card.number) == pytest.approx((15 * POINTS_PER_MM, 10 * POINTS_PER_MM))
    assert (card.most_pages(large=True), card.most_pages(large=False)) == (7, 2)


WRONG = [
    (MATERIAL, "^pages: .*", "pages: two"),
    (MATERIAL, "^pages: .*", "pages: 0"),
    (MATERIAL, "^pages: .*", "page: 2"),
    (MATERIAL, "^audience: .*", "audience: everyone"),
    (MATERIAL, "^papers: .*", "papers: [a7]"),
    (MATERIAL, "^papers: .*", "papers: []"),
    (MATERIAL, "^pages: .*", "pages: 2\nsheets: [avery-5371]"),
    (MATERIAL, "^pages: .*", "pages: 2\nlandscape: sideways"),
    (MATERIAL, "^pages: .*", "pages: 2\nlarge_print: 4"),
    (MATERIAL, "^pages: .*", "pages: 2\nlarge_print: {pages: 0}"),
    (MATERIAL, "^pages: .*", "pages: 2\nfrom_afar: {headline: 15 mm}"),
    (MATERIAL, "^pages: .*", "pages: 2\nfrom_afar: {headline: 15, number: 10 mm}"),
    (MATERIAL, "^type_sizes: .*", "type_sizes: few"),
    (MATERIAL, "^type_sizes: .*", "type_sizes: 0"),
    (MATERIAL, "^smallest_type: .*", "smallest_type: tiny"),
    (MATERIAL, "^reading_grade: .*", "reading_grade: -1"),
    (BRAND, "^  primary: .*", "  primary: blue"),
    (BRAND, "^  primary: .*", '  primary: "#12345"'),
    (BRAND, "^  primary: .*", '  primary: "#1234567"'),
    (BRAND, "^  accent: .*", '  accent: "#f4ab3z"'),
    (BRAND, "^  accent: .*", "  accent: #f4ab3c"),
    (BRAND, "^organisation: .*", "organization: X"),
    (BRAND, "^logo: .*", "logo: missing.svg"),
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
    papers = stocks.load_papers(root)
    findings = mistakes(lambda: materials.load_materials(root, papers))
    assert sorted(finding.where.file for finding in findings if finding.where) == sorted(files * 2)


def test_mistakes_in_several_brands_are_all_told(root: Path) -> None:
    shutil.copytree(root / "brands" / "lamplight", root / "brands" / "other")
    for name in ("lamplight", "other"):
        edit(root, f"brands/{name}/brand.yaml", "^  accent: .*", "  accent: red")
    assert len(mistakes(lambda: materials.load_brands(root))) == 2


def brand(root: Path, more: str = "") -> Brand:
    """Load a brand that says this, too; beside it is a logo."""
    folder = root / "brands" / "river"
    folder.mkdir(exist_ok=True)
    (folder / "logo.svg").write_text("<svg/>", encoding="utf-8")
    own = 'organisation: River\ncolors: {primary: "#10502a", accent: "#ffcc00"}\n'
    (folder / "brand.yaml").write_text(own + more, encoding="utf-8")
    return materials.load_brands(root)["river"]


def test_a_logo_is_found_beside_its_brand(root: Path) -> None:
    assert brand(root).logo is None
    assert brand(root, "logo: logo.svg").logo == root / "brands" / "river" / "logo.svg"
    assert brand(root, "logo_grey: logo.svg").logo_grey == root / "brands" / "river" / "logo.svg"
    for logo in ("logo: ../../sheets/papers.yaml", "logo: missing.svg", "logo_grey: missing.svg"):
        (finding,) = mistakes(lambda logo=logo: brand(root, logo))  # type: ignore[misc]
        assert finding.code == "logo-missing"


def test_a_brand_may_name_whom_it_works_with(root: Path) -> None:
    assert brand(root).partner is None
    assert brand(root, "partner: A County").partner == "A County"


@pytest.mark.parametrize("name", ["all", "large", "color", "grey"])
def test_a_brand_whose_name_means_something_else_is_told(root: Path, name: str) -> None:
    shutil.copytree(root / "brands" / "lamplight", root / "brands" / name)
    (finding,) = mistakes(lambda: materials.load_brands(root))
    assert finding.code == "brand-misnamed"
    assert finding.where is not None
    assert finding.where.file == f"brands/{name}/brand.yaml"
