"""What there is to print and to print on: `material.yaml`, papers, sheets and brands, read into records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from lamplight.errors import SourceError
from lamplight.model import POINTS_PER_INCH, POINTS_PER_MM, Brand, Finding, Ink, Material, Paper, Sheet
from lamplight.palette import Colour, tokens
from lamplight.sources import Located, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

Noun = TypeVar("Noun")
Source = TypeVar("Source", bound="_Source")
UNITS = {"in": POINTS_PER_INCH, "mm": POINTS_PER_MM, "pt": 1.0}
LENGTH = re.compile(r"(\d*\.?\d+) ?(in|mm|pt)", re.ASCII)
SIZE = re.compile(r"(\d*\.?\d+) x (\d*\.?\d+) (in|mm|pt)", re.ASCII)
# A printer's feed is not more exact than this, in points.
TOLERANCE = 0.5
# What a file's name and the command line say of other things than brands.
NO_BRANDS = ("all", "large", *Ink)


def _points(text: object) -> float:
    if not (match := LENGTH.fullmatch(str(text))):
        message = "is no length: write a number and a unit, such as `0.75 in` or `16.1 mm`"
        raise ValueError(message)
    return float(match[1]) * UNITS[match[2]]


def _size(text: object) -> tuple[float, float]:
    if not (match := SIZE.fullmatch(str(text))):
        message = "is no size: write width x height and a unit, such as `8.5 x 11 in`"
        raise ValueError(message)
    width, height = (float(side) * UNITS[match[3]] for side in match.group(1, 2))
    if not (width and height):
        message = "is no size: neither side can be 0"
        raise ValueError(message)
    return width, height


def _colour(text: str) -> str:
    return str(Colour.parse(text))


Length = Annotated[float, BeforeValidator(_points)]
Size = Annotated[tuple[float, float], BeforeValidator(_size)]
Hex = Annotated[str, AfterValidator(_colour)]


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _PaperSource(_Source):
    title: str
    size: Size
    fold: Length | None = None
    round: bool = False


class _Papers(_Source):
    # The file is one mapping of names to papers.
    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, _PaperSource] = Field(init=False)


class _SheetSource(_Source):
    title: str
    source: str
    paper: str
    landscape: bool = False
    columns: int = Field(ge=1)
    rows: int = Field(ge=1)
    left: Length
    top: Length
    column_gutter: Length = 0.0
    row_gutter: Length = 0.0
    cut_marks: bool = False
    also: tuple[str, ...] = ()


class _LargePrint(_Source):
    pages: int = Field(ge=1)


class _FromAfar(_Source):
    headline: Length
    number: Length


class _MaterialSource(_Source):
    title: str
    audience: Literal["public", "professionals"]
    readers: str = Field(alias="for")
    purpose: str
    papers: tuple[str, ...] = Field(min_length=1)
    landscape: bool = False
    bilingual: bool = False
    pages: int = Field(ge=1)
    smallest_type: float = Field(gt=0)
    type_sizes: int = Field(ge=1)
    requires: tuple[str, ...] = ()
    reading_grade: float = Field(gt=0)
    large_print: _LargePrint | None = None
    from_afar: _FromAfar | None = None


class _Colours(_Source):
    primary: Hex
    accent: Hex


class _BrandSource(_Source):
    organisation: str
    colors: _Colours
    logo: str | None = None
    logo_grey: str | None = None
    partner: str | None = None


def load_papers(root: Path) -> dict[str, Paper]:
    """Every paper of `sheets/papers.yaml`, by name; sizes in points."""
    located = read(root / "sheets" / "papers.yaml", _Papers, root)
    extra: Mapping[str, _PaperSource] = located.value.__pydantic_extra__
    return {
        name: Paper(name, source.title, *source.size, fold=source.fold, round=source.round)
        for name, source in extra.items()
    }


def load_sheets(root: Path, papers: Mapping[str, Paper]) -> dict[str, Sheet]:
    """Every sheet layout, by the paper of its piece and its own name: `3.5x2/avery-5371`."""
    return _all(sorted((root / "sheets").glob("*/*.yaml")), lambda path: _sheet(path, root, papers))


def load_materials(root: Path, papers: Mapping[str, Paper]) -> dict[str, Material]:
    """Every material, by name."""
    found = sorted((root / "templates").glob("*/material.yaml"))
    return _all(found, lambda path: _material(path, root, papers))


def load_brands(root: Path) -> dict[str, Brand]:
    """Every brand, by the name of its folder."""
    return _all(sorted((root / "brands").glob("*/brand.yaml")), lambda path: _brand(path, root))


def _all(paths: Iterable[Path], load: Callable[[Path], tuple[str, Noun]]) -> dict[str, Noun]:
    """Loads each, and only then says what is wrong in any of them."""
    loaded: dict[str, Noun] = {}
    findings: list[Finding] = []
    for path in paths:
        try:
            name, noun = load(path)
            loaded[name] = noun
        except SourceError as error:
            findings.extend(error.findings)
    if findings:
        raise SourceError(findings)
    return loaded


def _sheet(path: Path, root: Path, papers: Mapping[str, Paper]) -> tuple[str, Sheet]:
    located = read(path, _SheetSource, root)
    source = located.value
    _known([source.paper, path.parent.name], papers, located, "paper")
    paper = papers[source.paper]
    sheet = Sheet(
        name=path.stem,
        paper=paper.turned() if source.landscape else paper,
        piece=papers[path.parent.name],
        **source.model_dump(exclude={"paper", "landscape"}),
    )
    _fits("columns", sheet.left, sheet.columns, sheet.piece.width, sheet.column_gutter, sheet.paper.width, located)
    _fits("rows", sheet.top, sheet.rows, sheet.piece.height, sheet.row_gutter, sheet.paper.height, located)
    return f"{path.parent.name}/{path.stem}", sheet


def _fits(  # noqa: PLR0913, PLR0917 - a row of numbers and the paper's side
    key: str, start: float, count: int, size: float, gutter: float, side: float, located: Located[Source]
) -> None:
    end = start + count * size + (count - 1) * gutter
    if end > side + TOLERANCE:
        message = f"{count} {key} end {end - side:.1f} pt outside the paper"
        _wrong(
            located, key, "sheet-too-small", message, f"take fewer {key}, smaller margins or gutters, or larger paper"
        )


def _material(path: Path, root: Path, papers: Mapping[str, Paper]) -> tuple[str, Material]:
    located = read(path, _MaterialSource, root)
    source = located.value
    _known(source.papers, papers, located, "papers")
    return path.parent.name, Material(
        name=path.parent.name,
        where=located.where(),
        large_pages=source.large_print.pages if source.large_print else 0,
        headline=source.from_afar.headline if source.from_afar else 0.0,
        number=source.from_afar.number if source.from_afar else 0.0,
        **source.model_dump(exclude={"large_print", "from_afar"}),
    )


def _brand(path: Path, root: Path) -> tuple[str, Brand]:
    located = read(path, _BrandSource, root)
    source = located.value
    name = path.parent.name
    if name in NO_BRANDS:
        _wrong(located, "organisation", "brand-misnamed", f"no brand can be called {name}", "rename its folder")
    colours = tokens(Colour.parse(source.colors.primary), Colour.parse(source.colors.accent))
    return name, Brand(
        name=name,
        organisation=source.organisation,
        tokens=colours,
        where=located.where("organisation"),
        logo=_beside(path, "logo", source.logo, located),
        partner=source.partner,
        logo_grey=_beside(path, "logo_grey", source.logo_grey, located),
    )


def _beside(path: Path, key: str, file: str | None, located: Located[Source]) -> Path | None:
    found = path.parent / file if file else None
    if found and found not in path.parent.iterdir():
        _wrong(located, key, "logo-missing", f"there is no file {file} beside it", "put the logo there")
    return found


def _known(names: Iterable[str], known: Iterable[str], located: Located[Source], key: str) -> None:
    known = list(known)
    unknown = [name for name in names if name not in known]
    if unknown:
        _wrong(located, key, f"{key}-unknown", f"there is no {', '.join(unknown)}", f"use one of {', '.join(known)}")


def _wrong(located: Located[Source], key: str, code: str, message: str, remedy: str) -> None:
    raise SourceError([Finding(code, message, remedy, where=located.where(key))])
