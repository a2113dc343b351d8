"""One job through every stage: what is wrong is a finding of that job, and the sources are read or refused as one."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import pypdf
import pytest

from lamplight import pictures, pipeline, trims
from lamplight.errors import SourceError
from lamplight.model import Edition, Ink, Severity
from lamplight.palette import GREYS
from own_project import ROOT, first, job, shipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lamplight.model import Finding, Made
    from lamplight.pipeline import House

    Lay = Callable[..., Path]


def refused(root: Path) -> list[str]:
    """Load a project that is wrong; returns the files of what is wrong."""
    with pytest.raises(SourceError) as caught:
        pipeline.load(root)
    assert all(finding.remedy and finding.where and finding.where.line for finding in caught.value.findings)
    return [finding.where.file for finding in caught.value.findings if finding.where]


def errors(made: Made) -> list[Finding]:
    return [finding for finding in made.findings if finding.severity is Severity.ERROR]


def edit(root: Path, file: str, pattern: str, replacement: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    changed = re.sub(pattern, replacement, text, count=1, flags=re.MULTILINE)
    assert changed != text
    (root / file).write_text(changed, encoding="utf-8")


def test_the_shipped_sources_make_a_house(house: House) -> None:
    assert set(house.languages) >= {"en", "es"}
    assert house.languages["es"] == "Español"
    assert set(house.materials) >= {"card-help", "factsheet-signs", "poster-signs"}
    assert house.dated == house.atlas.revised


def test_a_laid_out_project_is_right(project: Lay) -> None:
    assert pipeline.load(project()).atlas["us/ca/placer"].name == "Placer County"


def test_mistakes_in_every_kind_of_source_are_told_at_once(project: Lay) -> None:
    root = project()
    edit(root, "regions.yaml", "us/ca/placer", "us/xx/placer")
    edit(root, "brands/lamplight/brand.yaml", "^  accent: .*", "  accent: red")
    edit(root, "sheets/avery-5371.yaml", "^top: .*", "top: 1 ell")
    edit(root, "content/poster.yaml", "^headline: .*", "headline: Call 1-800-555-0142")
    files = set(refused(root))
    assert {"regions.yaml", "brands/lamplight/brand.yaml", "sheets/avery-5371.yaml", "content/poster.yaml"} <= files
    edit(root, "sheets/avery-5371.yaml", "^top: .*", "top: 0.5 in")
    edit(root, "templates/card-help/material.yaml", "^pages: .*", "pages: two")
    edit(root, "templates/poster-signs/material.yaml", "^papers: .*", "papers: [a7]")
    files = set(refused(root))
    assert {"templates/card-help/material.yaml", "templates/poster-signs/material.yaml"} <= files


def test_mistakes_in_the_words_of_every_language_asked_for_are_told_at_once(project: Lay) -> None:
    root = project()
    for tag in ("es", "ru", "vi"):
        edit(root, f"content/{tag}.po", '^msgid "What to do"', 'msgid "What to do')
    house = pipeline.load(root)
    with pytest.raises(SourceError) as caught:
        house.learn(["en", "es", "vi"])
    assert {finding.where.file for finding in caught.value.findings if finding.where} == {
        "content/es.po",
        "content/vi.po",
    }


def test_a_mistake_in_the_words_is_told_once_for_all_languages(project: Lay) -> None:
    root = project()
    edit(root, "content/poster.yaml", "^headline: .*", "headline: See example.org")
    assert refused(root) == ["content/poster.yaml"]


def test_names_that_one_source_takes_from_another_must_be_there(project: Lay) -> None:
    root = project()
    edit(root, "regions.yaml", "^    languages:.*", "    languages: [en, es]\n    brand: nobody")
    edit(root, "templates/poster-signs/material.yaml", "^title: .*", "title: poster.nothing")
    assert sorted(refused(root)) == ["regions.yaml", "templates/poster-signs/material.yaml"]


def test_a_brand_gives_a_region_its_colours(project: Lay) -> None:
    root = project()
    (root / "brands" / "green").mkdir()
    brand = 'organisation: Green\ncolors:\n  primary: "#10502a"\n  accent: "#ffcc00"\n'
    (root / "brands" / "green" / "brand.yaml").write_text(brand, encoding="utf-8")
    edit(root, "regions.yaml", "^  us/ca/placer:", "  us/ca/placer:\n    brand: green")
    house = pipeline.load(root)
    html = pipeline._compose(job(), house).html
    assert "--primary: #10502a" in html
    assert pipeline.make(job(), house).pdf


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("material", shipped())
def test_a_job_becomes_a_file_of_the_right_size(house: House, material: str, edition: Edition) -> None:
    piece = first(material, edition)
    made = pipeline.make(piece, house)
    assert made.pdf is not None, [str(finding) for finding in errors(made)]
    reader = pypdf.PdfReader(io.BytesIO(made.pdf))
    sheet = house.sheet(piece)
    size = sheet.paper if sheet else house.paper(piece)
    if edition is Edition.PRESS:
        around = trims.boxes(size, single=piece.single)
        size = replace(size, width=around.width, height=around.height)
    assert made.pages == len(reader.pages) == house.materials[piece.material].pages
    assert float(reader.pages[0].mediabox.width) == pytest.approx(size.width, abs=0.1)
    assert float(reader.pages[0].mediabox.height) == pytest.approx(size.height, abs=0.1)
    assert len(made.pictures) == min(made.pages, pictures.MOST)
    turned = size.width > size.height
    on_paper = piece.edition is Edition.OFFICE and made.pages > 1
    edge = ("/DuplexFlipShortEdge" if turned else "/DuplexFlipLongEdge") if on_paper else None
    root = cast("dict[str, dict[str, str]]", reader.trailer["/Root"])
    assert root.get("/ViewerPreferences", {}).get("/Duplex") == edge
    assert reader.metadata is not None
    assert reader.metadata.title == made.title
    assert errors(made) == []


def test_a_job_that_fails_keeps_its_file_and_its_pictures(house: House) -> None:
    made = pipeline.make(job(region="us/al/autauga"), house)
    assert (made.pdf, made.pictures) == (None, ())


def test_a_crash_is_a_finding_of_its_job_alone(house: House) -> None:
    class Stumbling:
        def compose(self, *_: Any) -> None:  # noqa: ANN401
            raise ZeroDivisionError

    fallen = replace(house)
    fallen.__dict__["composer"] = Stumbling()
    made = pipeline.make(job(), fallen)
    (finding,) = made.findings
    assert made.pdf is None
    assert (finding.code, finding.severity) == ("job-crashed", Severity.ERROR)
    assert "ZeroDivisionError" in finding.message
    assert job().file in finding.message
    assert pipeline.make(job(), house).pdf


def test_with_a_font_that_cannot_be_read_no_page_is_made(project: Lay) -> None:
    root = project()
    edit(root, "templates/shared/fonts.css", r"LamplightSans-Bold\.ttf", "Lost.ttf")
    made = pipeline.make(job(), pipeline.load(root))
    assert made.pdf is None
    assert {finding.code for finding in errors(made)} == {"engine-complains"}
    assert any("cannot be loaded" in finding.message for finding in errors(made))
    assert len(made.findings) == len(set(made.findings))


def test_a_warning_of_the_sources_is_told_where_its_numbers_are_printed(project: Lay) -> None:
    house = pipeline.load(project())
    placer = pipeline.make(job(), house)
    unread = [finding for finding in placer.findings if finding.code == "number-unread"]
    assert {finding.where.line for finding in unread if finding.where} == {
        finding.where.line for finding in house.atlas.unread.values() if finding.where
    }
    assert placer.pdf is not None


def test_cards_are_ganged_for_the_office_alone(house: House) -> None:
    assert house.sheet(job("card-help", edition=Edition.SCREEN)) is None
    assert house.sheet(job("poster-signs", edition=Edition.OFFICE)) is None
    sheet = house.sheet(job("card-help", edition=Edition.OFFICE, sheet="avery-5371"))
    assert sheet is house.sheets["3.5x2/avery-5371"]


@pytest.mark.parametrize(("epoch", "dated"), [("0", date(1970, 1, 1)), ("1893456000", date(2030, 1, 1)), ("", None)])
def test_the_build_s_date_is_as_asked(monkeypatch: pytest.MonkeyPatch, epoch: str, dated: date | None) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    house = pipeline.load(ROOT)
    assert house.dated == (dated or house.atlas.revised)


@pytest.mark.parametrize("epoch", ["today", "1.5", "99999999999999999999", "-99999999999999"])
def test_a_date_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(SourceError) as caught:
        pipeline.load(ROOT)
    (finding,) = caught.value.findings
    assert epoch in finding.message


def with_material(house: House, name: str, **change: Any) -> House:  # noqa: ANN401 - as Material has it
    changed = replace(house.materials[name], **change)
    return replace(house, materials={**house.materials, name: changed})


def test_a_material_may_lie_on_its_long_side(house: House) -> None:
    lying = with_material(house, "poster-signs", landscape=True)
    paper = lying.paper(job())
    assert (paper.width, paper.height) == (792, 612)
    assert "size: 792.0pt 612.0pt" in pipeline._compose(job(), lying).html


@pytest.mark.parametrize("brand", ["lamplight", "fallowmere", "quillhaven"])
def test_every_look_has_its_colours_and_no_other(house: House, brand: str) -> None:
    for ink in Ink:
        html = pipeline._compose(job(brand=brand, ink=ink), house).html
        tokens = house.brands[brand].tokens if ink is Ink.COLOR else GREYS
        assert dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", html)) == tokens
        assert f'<body class="screen {ink}"' in html


def test_what_a_material_promises_is_held_against_its_file(house: House) -> None:
    for change, code in (({"smallest_type": 60.0}, "type-small"), ({"pages": 3}, "pages-wrong")):
        made = pipeline.make(job(), with_material(house, "poster-signs", **change))
        assert made.pdf is None
        assert code in {finding.code for finding in made.findings}
