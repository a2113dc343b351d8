"""A copy of the project, to break, whose regions have fictional numbers."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lamplight import materials, sheets, stocks
from lamplight import printings as ways_to_print
from lamplight.model import Edition, Job

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lamplight.model import Material
    from lamplight.printings import Printing

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ("brands", "content", "fonts", "gazetteer", "notices", "profiles", "sheets", "templates")

NATION = """\
revised: 2026-11-22
regions:
  us:
    languages: [en, es]
    contacts:
      emergency:
        name: Emergency services
        hours: 24/7
        sources: [a law, another law]
        confidence: two sources
        call: "911"
      trafficking:
        name: National Line
        hours: 24/7
        interpreter: true
        sources: [https://example.org/a, https://example.com/b]
        confidence: two sources
        lines:
          - call: 1-888-555-0188
          - text: "233733"
            keyword: HELP
          - chat: https://example.org/chat
"""
COUNTY = """\
  us/ca/placer:
    name: {name}
    contacts:
      child_welfare:
        name: Child Welfare
        agency: {agency}
        sources: [a county page, a list]
        confidence: two sources
        lines:
{lines}"""
LINES = """\
          - call: 1-866-555-0140
"""
DAY_AND_NIGHT = """\
          - call: 530-555-0145
            when: day
            hours: Mon-Fri 8:00-17:00
          - call: 530-555-0199
            when: night
"""


def lay_out(folder: Path, name: str = "Placer County", agency: str = "Family Services", lines: str = LINES) -> Path:
    """Copy the project's sources to `folder`, with one county whose name, agency and lines are given."""
    for part in SHIPPED:
        shutil.copytree(ROOT / part, folder / part, dirs_exist_ok=True)
    county = COUNTY.format(name=_quoted(name), agency=_quoted(agency), lines=lines)
    (folder / "regions.yaml").write_text(NATION + county, encoding="utf-8")
    return folder


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@cache
def shipped() -> Mapping[str, Material]:
    """Every material that ships, so that a new one is tried by itself wherever all are."""
    return materials.load_materials(ROOT, stocks.load_papers(ROOT))


@cache
def printings() -> tuple[Printing, ...]:
    """Every way to print what ships."""
    papers = stocks.load_papers(ROOT)
    ganged = sheets.ganged(stocks.load(ROOT, papers).values(), papers.values())
    return tuple(one for material in shipped().values() for one in ways_to_print.of(material, ganged.values()))


def first(material: str, edition: Edition, **more: Any) -> Job:  # noqa: ANN401 - as `job` has it
    """A job on the first paper of its material and, for the office, on the first sheet that this is ganged on."""
    way = next(one for one in printings() if (one.material, one.edition) == (material, edition))
    return job(material, edition=edition, paper=way.paper, sheet=way.sheet, **more)


def job(  # noqa: PLR0913, PLR0917 - what a job is made of
    material: str = "poster-signs",
    region: str = "us/ca/placer",
    language: str = "en",
    edition: Edition = Edition.SCREEN,
    paper: str | None = None,
    sheet: str | None = None,
    **look: Any,  # noqa: ANN401 - its ink, brand or size of print
) -> Job:
    """One job; without a paper, on the one that its material is first made for."""
    return Job(region, material, (language,), paper or shipped()[material].papers[0], edition, sheet, **look)
