"""Papers and stocks: every mistake in them is told at once, each with its place, and what editors are told is true."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lamplight import lengths, sheets, stocks
from lamplight.errors import Mistake, SourceError
from lamplight.model import POINTS_PER_INCH, POINTS_PER_MM
from own_project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from lamplight.model import Finding
    from lamplight.pipeline import House

AVERY, CIRCLES, TEAR, LETTER = (f"sheets/{name}.yaml" for name in ("avery-5371", "avery-22830", "tear-off", "letter"))
PAPERS = "sheets/papers.yaml"
TEN_LINES = """\
title: A new stock, eight to a page
source: measured with a ruler on a sheet of it
paper: letter
cell: 3.5 x 2.25 in
columns: 2
rows: 4
left: 0.75 in
top: 0.875 in
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "sheets", tmp_path / "sheets")
    return tmp_path


def load(root: Path) -> None:
    stocks.load(root, stocks.load_papers(root))


def mistakes(root: Path) -> tuple[Finding, ...]:
    with pytest.raises(SourceError) as caught:
        load(root)
    return caught.value.findings


def edit(root: Path, file: str, pattern: str, replacement: str) -> int:
    """Replace one line of a file; returns its number."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    found = re.search(pattern, text, re.MULTILINE)
    assert found, pattern
    path.write_text(text[: found.start()] + replacement + text[found.end() :], encoding="utf-8")
    return text.count("\n", 0, found.start()) + 1


def test_papers_have_their_sizes(house: House) -> None:
    sizes = {name: (paper.width, paper.height) for name, paper in house.papers.items()}
    assert sizes["letter"] == (8.5 * POINTS_PER_INCH, 11 * POINTS_PER_INCH)
    assert sizes["a4"] == pytest.approx((210 * POINTS_PER_MM, 297 * POINTS_PER_MM))
    assert sizes["18x24"] == (18 * POINTS_PER_INCH, 24 * POINTS_PER_INCH)
    assert sizes["3.5x2"] == (252, 144)


def test_some_papers_are_folded_some_round_and_some_cards(house: House) -> None:
    folded = {name: paper.fold for name, paper in house.papers.items() if paper.fold}
    assert folded == {"3.5x4": 144, "2x3.5": 126}
    assert all(fold == house.papers[name].height / 2 for name, fold in folded.items())
    (circle,) = (paper for paper in house.papers.values() if paper.round)
    assert circle.width == circle.height == 180
    large = {name for name, paper in house.papers.items() if not paper.card}
    assert large == {"letter", "tabloid", "18x24", "a4", "a3"}


def test_every_card_that_ships_can_be_printed_on_plain_paper_of_both_worlds(house: House) -> None:
    cards = {name for name, paper in house.papers.items() if paper.card}
    assert {f"{card}/{paper}" for card in cards for paper in ("letter", "a4")} <= set(house.sheets)


def test_a_stock_may_lie_on_its_long_side(root: Path) -> None:
    papers = stocks.load_papers(root)
    lying = stocks.load(root, papers)["tear-off"].paper
    assert (lying.name, lying.width, lying.height) == ("letter", papers["letter"].height, papers["letter"].width)
    edit(root, TEAR, "^landscape: true", "landscape: false")
    assert {finding.code for finding in mistakes(root)} == {"sheet-too-small"}


def test_a_new_stock_takes_ten_lines(root: Path) -> None:
    assert len(TEN_LINES.splitlines()) <= 10
    (root / "sheets" / "new.yaml").write_text(TEN_LINES, encoding="utf-8")
    papers = stocks.load_papers(root)
    new = stocks.load(root, papers)["new"]
    assert new.where.file == "sheets/new.yaml"
    gang = sheets.gang(new, papers["3.5x2"])
    assert gang is not None
    assert (sheets.places(gang), gang.snug, gang.row_gutter) == (8, False, 18)


def test_every_stock_says_where_its_measures_are_from(house: House) -> None:
    assert all(sheet.source for sheet in house.sheets.values())


UNITS = st.sampled_from(sorted(lengths.UNITS))


@given(st.decimals("0.1", "99", places=2), UNITS, st.sampled_from(["", " "]))
def test_lengths_are_read_in_points(number: object, unit: str, gap: str) -> None:
    points = float(str(number)) * lengths.UNITS[unit]
    assert lengths.points(f"{number}{gap}{unit}") == pytest.approx(points)
    assert lengths.size(f"{number} x {number} {unit}") == pytest.approx((points, points))


@pytest.mark.parametrize("text", ["", "3", "3 cm", "three in", "-3 mm", "1.2.3 in", ". in", "٣ in"])
def test_other_lengths_are_told(text: str) -> None:
    with pytest.raises(Mistake):
        lengths.points(text)
    with pytest.raises(Mistake):
        lengths.size(f"3 x {text}")


WRONG = [
    (AVERY, "^paper: .*", "paper: lettre", "paper-unknown"),
    (AVERY, "^paper: .*", "paper: 3.5x2", "paper-unknown"),
    (AVERY, "^source: .*", "sauce: a list", "missing-key"),
    (AVERY, "^source: .*", "source: a list\nlandscape: perhaps", "wrong-value"),
    (AVERY, "^cell: .*", "cell: 3.5 by 2 in", "wrong-value"),
    (AVERY, "^cell: .*", "cell: 3.5 x 0 in", "wrong-value"),
    (AVERY, "^cell: .*", "cell: 8 x 2 in", "sheet-too-small"),
    (AVERY, "^cell: .*", "cell: 3.5 x 2 in\nround: true", "cell-not-round"),
    (AVERY, "^cell: .*\n", "", "cell-missing"),
    (AVERY, "^left: .*\n", "", "missing-key"),
    (AVERY, "^rows: .*\n", "", "missing-key"),
    (AVERY, "^left: .*", "left: 0.75", "wrong-value"),
    (AVERY, "^left: .*", "left: 0.75 inch", "wrong-value"),
    (AVERY, "^left: .*", "left: 2 cm", "wrong-value"),
    (AVERY, "^left: .*", "left: -1 in", "wrong-value"),
    (AVERY, "^left: .*", "left: 1 in\ncolumn_gutter: 1 in", "sheet-too-small"),
    (AVERY, "^top: .*", "top: . in", "wrong-value"),
    (AVERY, "^columns: .*", "columns: 0", "wrong-value"),
    (AVERY, "^columns: .*", "column: 2", "unknown-key"),
    (AVERY, "^rows: .*", "rows: many", "wrong-value"),
    (AVERY, "^rows: .*", "rows: 6", "sheet-too-small"),
    (AVERY, "^rows: .*", "rows: 5\ntear: true", "strips-not-one-row"),
    (AVERY, "^rows: .*", "rows: 5\ncut_marks: perhaps", "wrong-value"),
    (AVERY, "^also: .*", "also: [avery-5163]", "stock-named-twice"),
    (AVERY, "^also: .*", "also: [avery-5371]", "stock-named-twice"),
    (LETTER, "^paper: .*", "paper: letter\nrows: 3", "cell-missing"),
    (LETTER, "^paper: .*", "paper: letter\nlandscape: true", "cell-missing"),
    (LETTER, "^paper: .*", "paper: a4", "stock-misnamed"),
    (PAPERS, "^a4: .*", "a4: {title: A4, size: 210 x 297}", "wrong-value"),
    (PAPERS, "^a4: .*", "a4: {title: A4, size: 210mm x 297mm}", "wrong-value"),
    (PAPERS, "^a4: .*", "a4: {title: A4, size: 0 x 297 mm}", "wrong-value"),
    (PAPERS, "^a4: .*", "a4: {size: 210 x 297 mm}", "missing-key"),
    (PAPERS, "^a4: .*", "a4: 210 x 297 mm", "wrong-kind"),
    (PAPERS, "^a4: .*", "a4: {title: A4, size: 210 x 297 mm, fold: 2}", "wrong-value"),
    (PAPERS, "^a4: .*", "a4: {title: A4, size: 210 x 297 mm, round: oval}", "wrong-value"),
    (PAPERS, "^a4: .*", "a4: {title: A4, size: 210 x 297 mm, card: maybe}", "wrong-value"),
]


@pytest.mark.parametrize(("file", "pattern", "wrong", "code"), WRONG, ids=[f"{wrong}" for _, _, wrong, _ in WRONG])
def test_a_mistake_is_told_with_its_place_and_what_to_do(
    root: Path, file: str, pattern: str, wrong: str, code: str
) -> None:
    line = edit(root, file, pattern, wrong)
    findings = mistakes(root)
    assert code in {finding.code for finding in findings}
    assert {finding.where and finding.where.file for finding in findings} == {file}
    for finding in findings:
        assert finding.where
        assert finding.where.line
        assert finding.message
        assert finding.remedy
        # What is there is told at its own line, what is missing or does not go together at what it belongs to.
        assert code in {"cell-missing", "sheet-too-small", "cell-not-round"} or finding.where.line <= line + 1


def test_a_number_that_two_stocks_answer_to_is_told_at_both(root: Path) -> None:
    edit(root, AVERY, "^also: .*", "also: [avery-8163]")
    findings = mistakes(root)
    assert {finding.code for finding in findings} == {"stock-named-twice"}
    assert {finding.where and finding.where.file for finding in findings} == {AVERY, "sheets/avery-5163.yaml"}


def test_mistakes_in_several_stocks_are_all_told(root: Path) -> None:
    for file in (AVERY, CIRCLES, TEAR):
        edit(root, file, "^top: .*", "top: 1 ell")
        edit(root, file, "^left: .*", "left: 1")
    assert sorted(finding.where.file for finding in mistakes(root) if finding.where) == sorted(
        [AVERY, CIRCLES, TEAR] * 2
    )
    shutil.copytree(ROOT / "sheets", root / "sheets", dirs_exist_ok=True)
    for file in (AVERY, CIRCLES, TEAR):
        edit(root, file, "^paper: .*", "paper: lettre")
    assert sorted(finding.where.file for finding in mistakes(root) if finding.where) == sorted([AVERY, CIRCLES, TEAR])


def test_what_is_unknown_is_told_with_what_is_known(root: Path) -> None:
    line = edit(root, AVERY, "^paper: .*", "paper: lettre")
    (finding,) = mistakes(root)
    assert finding.where is not None
    assert (finding.where.file, finding.where.line) == (AVERY, line)
    assert "lettre" in finding.message
    assert "letter" in finding.remedy
    assert "3.5x2" not in finding.remedy


# The schema for editors

STOCK_FILES = sorted(file.name for file in (ROOT / "sheets").glob("*.yaml") if file.name != "papers.yaml")


def as_editors_read_it(text: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(text)
    return read


def test_the_schema_is_current() -> None:
    kept = json.loads((ROOT / "docs/sheets.schema.json").read_text(encoding="utf-8"))
    assert kept == stocks.schema(), "write it anew: `python generate.py schema`"


@pytest.mark.parametrize("name", STOCK_FILES)
def test_the_schema_accepts_the_stocks_that_ship_and_each_names_it(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(stocks.schema())
    text = (ROOT / "sheets" / name).read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../docs/sheets.schema.json\n")
    jsonschema.validate(as_editors_read_it(text), stocks.schema())


@pytest.mark.parametrize(
    ("pattern", "wrong"),
    [
        ("^cell: .*\n", ""),
        ("^left: .*\n", ""),
        ("^left: .*", "left: 0.75"),
        ("^left: .*", "left: 2 cm"),
        ("^left: .*", "left:"),
        ("^cell: .*", "cell: 3.5 by 2 in"),
        ("^rows: .*", "rows: 0"),
        ("^rows: .*", "row: 4"),
        ("^title: .*\n", ""),
        ("^rows: .*", "rows: 4\ntear: perhaps"),
    ],
)
def test_the_schema_refuses_what_we_refuse(pattern: str, wrong: str) -> None:
    jsonschema.validate(as_editors_read_it(TEN_LINES), stocks.schema())
    text = re.sub(pattern, wrong, TEN_LINES, flags=re.MULTILINE)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(as_editors_read_it(text), stocks.schema())
