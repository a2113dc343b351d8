"""An organisation's own look: its name and logo are printed, its colours stay readable, its schools inherit it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pypdf
import pytest

from lamplight import pipeline
from lamplight.errors import SourceError
from lamplight.preflight import contents
from own_project import job, lay_out

if TYPE_CHECKING:
    from pathlib import Path

NAME = "Riverside Families Together"
BRAND = f"""\
organisation: {NAME}
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
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert f"Logo of {NAME}" in list(contents.spoken(pdf))


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
