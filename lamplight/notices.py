"""What laws ask of a notice that a business must post, from `notices/rules.yaml`, and their words as users gave them.

A law's words are a file a language, `notices/<law>/<language>.md`: a line that begins with `# ` is a heading, one that
begins with `- ` an item, and every other run of lines a paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from lamplight.errors import SourceError
from lamplight.model import POINTS_PER_INCH, Finding, Law, NoticeBlock, Sentence, Where
from lamplight.sources import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lamplight.sources import Located

FOLDER = "notices"
MARKS = {"# ": "heading", "- ": "item"}


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    region: str
    posted: str
    inches: tuple[float, float] | None = None
    points: float = Field(default=0.0, ge=0)
    languages: tuple[str, ...] = ()
    also: str | None = None
    source: str
    checked: str


class _Rules(BaseModel):
    # The file is one mapping of names to laws.
    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, _Rule] = Field(init=False)


def load(root: Path) -> dict[str, Law]:
    """Every law of `notices/rules.yaml`, by name. SourceError also for a folder of a law that nobody knows."""
    located = read(root / FOLDER / "rules.yaml", _Rules, root)
    rules = located.value.__pydantic_extra__
    if unknown := tuple(_unknown(root, rules)):
        raise SourceError(unknown)
    return {name: _law(name, rule, located, root) for name, rule in rules.items()}


def _unknown(root: Path, rules: dict[str, _Rule]) -> Iterator[Finding]:
    for folder in sorted(path for path in (root / FOLDER).iterdir() if path.is_dir() and path.name not in rules):
        yield Finding(
            "law-unknown",
            f"there is no law {folder.name} in {FOLDER}/rules.yaml",
            "name the folder after one of its laws, or add the law with its source",
            where=Where(f"{FOLDER}/{folder.name}"),
        )


def _law(name: str, rule: _Rule, located: Located[_Rules], root: Path) -> Law:
    width, height = (POINTS_PER_INCH * side for side in rule.inches or (0.0, 0.0))
    files = sorted((root / FOLDER / name).glob("*.md"))
    return Law(
        name=name,
        width=width,
        height=height,
        type_size=rule.points,
        where=located.where(name),
        texts={file.stem: tuple(_blocks(file, root)) for file in files},
        **rule.model_dump(exclude={"inches", "points"}),
    )


def _blocks(file: Path, root: Path) -> Iterator[NoticeBlock]:
    """The blocks of a text, each with the line on which it begins."""
    found: list[tuple[str, int, list[str]]] = []
    goes_on = False
    for number, row in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        mark = next((mark for mark in MARKS if row.startswith(mark)), "")
        if row.strip() and (mark or not goes_on):
            found.append((MARKS.get(mark, "paragraph"), number, []))
        if row.strip():
            found[-1][2].append(row.removeprefix(mark).strip())
        goes_on = bool(row.strip()) and MARKS.get(mark) != "heading"
    name = str(file.relative_to(root))
    for kind, number, rows in found:
        yield NoticeBlock(kind, Sentence.of(" ".join(rows), Where(name, number)))
