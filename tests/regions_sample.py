"""A small world to break: a nation, two states, two counties and a school, with fictional numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight import regions

if TYPE_CHECKING:
    from pathlib import Path

GAZETTEER = """\
path,fips,name,population
us,,United States,
us/ca,06,California,39000000
us/ca/placer,06061,Placer County,417772
us/ca/yolo,06113,Yolo County,222115
us/nv,32,Nevada,
"""

REGIONS = """\
revised: 2026-11-22
regions:
  us:
    languages: [en, es]
    contacts:
      trafficking:
        name: National Line
        hours: 24/7
        languages: [en, es]
        interpreter: true
        sources: [https://example.org/a, https://example.com/b]
        dated: 2025-12-19
        confidence: two sources
        lines:
          - call: 1-888-555-0188
          - tty: "711"
          - text: "233733"
            keyword: HELP
          - chat: https://example.org/chat
          - web: https://example.org/
      dating_abuse:
        name: Teen Line
        confidence: unconfirmed
        call: 1-866-555-0174
        text: "22522"
        keyword: LOVEIS
  us/ca/placer:
    contacts:
      child_welfare:
        agency: Placer County Children's System of Care
        lines:
          - call: 1-866-555-0140
            source: county page
            confidence: one source
          - call: 916-555-0149
            sources: [county page, "a list, 2017"]
            confidence: two sources
          - call: 1-888-555-0101
            status: superseded
            source: school page
  us/ca/yolo:
    contacts:
      child_welfare:
        agency: Yolo County
        source: county page
        lines:
          - call: 530-555-0145
            when: day
            hours: Mon-Fri 8:00-17:00
          - call: 530-555-0199
            when: night
            area: Woodland
  us/ca/placer/example-high:
    name: Example High School
    brand: example-high
    contacts:
      counselor: {name: Ms. Rivera, room: "12", call: 916-555-0142 ext. 7, source: school office, dated: 2026-11-01}
"""


def lay_out(folder: Path, text: str | bytes = REGIONS, *, confirmed: bool = False) -> Path:
    """Write a project's sources into a folder, with a lock if the text is to count as compared with its sources."""
    (folder / "gazetteer").mkdir(exist_ok=True)
    (folder / "gazetteer" / "us.csv").write_text(GAZETTEER, encoding="utf-8")
    (folder / "regions.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    if confirmed:
        regions.confirm(folder, {path for path, _ in regions.load(folder).unread})
    return folder
