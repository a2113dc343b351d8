"""How far each printer is out, as people type it and as they saved it: `0.5mm,-1mm/0.2mm,0mm`.

The first length moves all ink to the right, the second down, as one sees that side of the paper; what stands behind the
stroke is for the back, which without it is moved like the front.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from lamplight.errors import Mistake, SelectionError, SourceError
from lamplight.lengths import NUMBER, UNIT, UNITS
from lamplight.model import POINTS_PER_MM, Finding, Shift, Where
from lamplight.sources import read

if TYPE_CHECKING:
    from collections.abc import Mapping

Sides: TypeAlias = tuple[Shift, Shift]

FILE = Path("lamplight", "printers.yaml")
HEAD = "# How far the ink of each printer is to be moved; written by `python generate.py sheets --save-shift`.\n"
MOVED = re.compile(rf"([+-]?{NUMBER}) ?({UNIT})|([+-]?0)", re.ASCII)
# No printer is out by more: somebody has taken one unit for another.
MOST = 25 * POINTS_PER_MM
EXAMPLE = "Write how far to the right and down, as in 0.5mm,-1mm; or the front and the back, as in 0.5mm,0mm/0mm,1mm."


def shift(text: str) -> Sides:
    """How far the front and the back are to be moved. Mistake if it says neither."""
    sides = [_side(side, text) for side in text.split("/")]
    if len(sides) not in {1, 2}:
        raise Mistake(f"“{text}” has more than two sides", EXAMPLE)
    return sides[0], sides[-1]


def _side(side: str, text: str) -> Shift:
    lengths = [MOVED.fullmatch(length.strip()) for length in side.split(",")]
    moved = [float(found[1] or 0) * UNITS[found[2] or "pt"] for found in lengths if found]
    if len(moved) != len(lengths) or len(moved) != len(("x", "y")):
        raise Mistake(f"“{text}” is no shift", EXAMPLE)
    if max(map(abs, moved)) > MOST:
        raise Mistake(f"“{text}” is farther than any printer is out", "Look at the units: mm, in or pt.")
    return Shift(*moved)


def _saved(value: object) -> Sides:
    return shift(str(value))


class _Printers(BaseModel):
    # The file is one mapping of names to shifts.
    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Annotated[Sides, BeforeValidator(_saved)]] = Field(init=False)


def home(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder for what a user has set (XDG Base Directory Specification: a relative one counts for nothing)."""
    given = Path(environment.get("XDG_CONFIG_HOME", ""))
    return given if given.is_absolute() else Path.home() / ".config"


def load(folder: Path) -> Mapping[str, Sides]:
    """The saved shifts, by printer; none where none was saved. SourceError with every mistake in the file."""
    if not (folder / FILE).exists():
        return {}
    try:
        located = read(folder / FILE, _Printers, folder)
    except SourceError as error:
        raise SourceError(_in_full(finding, folder) for finding in error.findings) from None
    found: Mapping[str, Sides] = located.value.__pydantic_extra__
    return found


def _in_full(finding: Finding, folder: Path) -> Finding:
    """The file is none of the project's: its whole path says where it is."""
    place = finding.where or Where("", 1)
    where = Where(str(folder / FILE), place.line, place.column)
    return Finding(finding.code, finding.message, finding.remedy, finding.severity, where)


def save(folder: Path, name: str, text: str) -> Path:
    """Enters a printer's shift, in place of an older one. Returns the file.

    SelectionError if the shift or the name is none, SourceError with every mistake that the file has already.
    """
    if not name.strip() or not name.isprintable():
        raise SelectionError([Finding("printer-unnamed", "--save-shift names no printer", "write what you call it")])
    saved = {**load(folder), name: _typed(text)}
    lines = (f"{json.dumps(name, ensure_ascii=False)}: {written(sides)}\n" for name, sides in saved.items())
    file = folder / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    whole = file.with_suffix(".part")
    whole.write_text(HEAD + "".join(lines), encoding="utf-8")
    whole.replace(file)
    return file


def written(sides: Sides) -> str:
    """A shift as one types it, in millimetres: `0.5mm,-1mm/0mm,0mm`."""
    return "/".join(f"{_millimetres(side.x)},{_millimetres(side.y)}" for side in dict.fromkeys(sides))


def _millimetres(points: float) -> str:
    return f"{round(points / POINTS_PER_MM, 3) + 0:g}mm"


def correction(typed: str | None, printer: str | None, folder: Path | None = None) -> Sides:
    """The shift that was typed, or the one that was saved for a printer, or none at all.

    SelectionError if it is no shift or no such printer, SourceError with every mistake in the file.
    """
    if typed is not None:
        return _typed(typed)
    if printer is None:
        return Shift(), Shift()
    known = load(folder or home())
    if printer not in known:
        remedy = "print `python generate.py sheets --calibrate`, which says how to save it"
        remedy = f"use one of {', '.join(known)}, or {remedy}" if known else remedy
        raise SelectionError([Finding("printer-unknown", f"nothing was saved for a printer called {printer}", remedy)])
    return known[printer]


def _typed(text: str) -> Sides:
    try:
        return shift(text)
    except Mistake as mistake:
        raise SelectionError([Finding("shift-wrong", mistake.message, mistake.remedy)]) from None
