"""An organisation's own look: its name and logo are printed, its colours stay readable, its schools inherit it."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pypdf
import pytest

from lamplight import materials, pipeline
from lamplight.errors import SourceError
from lamplight.model import Edition, Ink, Severity
from lamplight.palette import GREYS
from lamplight.preflight import contents
from own_project import job, lay_out

if TYPE_CHECKING:
    from pathlib import Path

NAME, PARTNER = "Riverside Families Together", "Hillside Schools"
BRAND = f"""\
organisation: {NAME}
partner: {PARTNER}
logo: logo.svg
colors:
  primary: "#2f6b4f"
  accent: "#f2c14e"
"""
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="18" fill="#2f6b4f"/></svg>'
)
SCHOOL = """\
  us/ca/placer/school:
    name: A School
"""


@pytest.fixture
def branded(tmp_path: Path) -> pipeline.House:
    """A project whose county has a brand, and a school below it that says nothing of brands."""
    root = lay_out(tmp_path)
    folder = root / "brands" / "river"
    folder.mkdir()
    (folder / "brand.yaml").write_text(BRAND, encoding="utf-8")
    (folder / "logo.svg").write_text(LOGO, encoding="utf-8")
    regions = root / "regions.yaml"
    county = regions.read_text(encoding="utf-8").replace("  us/ca/placer:\n", "  us/ca/placer:\n    brand: river\n")
    regions.write_text(county + SCHOOL, encoding="utf-8")
    return pipeline.load(root)


@pytest.mark.parametrize("region", ["us/ca/placer", "us/ca/placer/school"])
@pytest.mark.parametrize("material", ["poster-signs", "factsheet-signs"])
def test_name_and_logo_are_printed(branded: pipeline.House, region: str, material: str) -> None:
    made = pipeline.make(job(material, region=region), branded)
    assert made.pdf, [str(finding) for finding in made.findings]
    assert NAME in pypdf.PdfReader(io.BytesIO(made.pdf)).pages[-1].extract_text()
    assert f"Logo of {NAME}" in spoken(made.pdf)


def spoken(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return list(contents.spoken(opened))


def test_a_partner_is_named_and_is_a_fact_like_any_other(branded: pipeline.House) -> None:
    made = pipeline.make(job("factsheet-signs"), branded)
    assert made.pdf, [str(finding) for finding in made.findings]
    assert PARTNER in pypdf.PdfReader(io.BytesIO(made.pdf)).pages[-1].extract_text()
    assert [fact.where.file for fact in made.facts if fact.shown == PARTNER] == ["brands/river/brand.yaml"]


def test_a_brand_may_be_asked_for_where_it_is_not_the_region_s(branded: pipeline.House) -> None:
    other = job(region="us", brand="river")
    assert branded.brand(other).organisation == NAME
    assert branded.brand(job(region="us")).organisation == "Lamplight"
    assert branded.brand(job(region="us/ca/placer", brand="lamplight")).organisation == "Lamplight"


def test_for_one_ink_a_brand_has_greys_and_a_logo_of_its_own_or_none(branded: pipeline.House) -> None:
    grey = job("factsheet-signs", ink=Ink.GREY)
    assert branded.brand(grey).tokens == GREYS
    assert branded.brand(grey).logo is None
    with_logo = replace(branded.brands["river"], logo_grey=branded.brands["river"].logo)
    house = replace(branded, brands={**branded.brands, "river": with_logo})
    for one, said in ((branded, False), (house, True)):
        html = pipeline._compose(grey, one).html
        assert (f"Logo of {NAME}" in html) is said
        assert NAME in html


def test_for_a_press_a_brand_has_its_own_inks_or_a_warning_says_that_it_has_none(branded: pipeline.House) -> None:
    house = branded.brand(job("card-help", edition=Edition.PRESS, brand="lamplight"))
    assert house.inks[house.tokens["primary"]] == (0.85, 0.55, 0.3, 0.45)
    assert materials.inks_missing(house) == ()
    (warning,) = materials.inks_missing(branded.brand(job("card-help", edition=Edition.PRESS)))
    assert (warning.code, warning.severity) == ("brand-inks-converted", Severity.WARNING)
    assert str(warning.where) == "brands/river/brand.yaml:1:15"
    grey = branded.brand(job("card-help", edition=Edition.PRESS, ink=Ink.GREY))
    assert grey.tokens == GREYS
    assert materials.inks_missing(grey) == ()


@pytest.mark.parametrize(
    ("primary", "said"),
    [
        ("85 55 30 145", "each 0 to 100"),
        ("85 55 30", "percent of cyan, magenta, yellow and black"),
        ("85 -55 30 45", "is no ink"),
        ("0.85 0.55 0.3 0.45", "is no ink"),
        ("[85, 55, 30, 45]", "is no ink"),
        ("90 90 90 90", "360 % of ink"),
    ],
)
def test_inks_that_no_press_prints_are_told_with_their_line(tmp_path: Path, primary: str, said: str) -> None:
    folder = tmp_path / "brands" / "river"
    folder.mkdir(parents=True)
    text = BRAND.replace("logo: logo.svg\n", "") + f"inks:\n  primary: {primary}\n  accent: 0 38 80 0\n"
    (folder / "brand.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=said) as caught:
        materials.load_brands(tmp_path)
    assert [finding.where and finding.where.line for finding in caught.value.findings] == [7]


def test_the_card_s_outside_says_nothing_of_who_gave_it(branded: pipeline.House) -> None:
    made = pipeline.make(job("card-help"), branded)
    assert made.pdf
    assert NAME not in [fact.shown for fact in made.facts]


def test_a_brand_that_nobody_made_is_told(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    regions = root / "regions.yaml"
    text = regions.read_text(encoding="utf-8").replace("  us/ca/placer:\n", "  us/ca/placer:\n    brand: nobody\n")
    regions.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        pipeline.load(root)
    assert [(finding.code, finding.where and finding.where.file) for finding in caught.value.findings] == [
        ("brand-unknown", "regions.yaml")
    ]
