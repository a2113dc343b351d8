"""What there is to print on: `sheets/papers.yaml` and the stocks beside it, one file each, read into records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from lamplight.errors import SourceError
from lamplight.lengths import TOLERANCE, Length, Size
from lamplight.model import Finding, Paper, Stock
from lamplight.sources import Located, read, schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FOLDER, PAPERS = "sheets", "papers.yaml"
GRID = ("columns", "rows", "left", "top")
OF_CELLS = (*GRID, "round", "landscape", "column_gutter", "row_gutter", "tear")


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _PaperSource(_Source):
    title: str
    size: Size
    fold: Length | None = None
    round: bool = False
    card: bool = False


class _Papers(_Source):
    # The file is one mapping of names to papers.
    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, _PaperSource] = Field(init=False)


class StockFile(_Source):
    """A stock: cells that the maker cut or perforated or, without `cell`, plain paper."""

    model_config = ConfigDict(json_schema_extra={
        "dependentRequired": {"cell": list(GRID), **{key: ["cell"] for key in OF_CELLS}},
    })  # fmt: skip

    title: str = Field(description="what it is called where one chooses")
    source: str = Field(description="where the measures are from, and whether they were compared with the stock")
    paper: str = Field(description="a paper of papers.yaml that printers take")
    landscape: bool = Field(default=False, description="the paper lies on its long side")
    cell: Size | None = Field(default=None, description="one label or card; none on plain paper")
    round: bool = Field(default=False, description="the cell is a circle")
    columns: int | None = Field(default=None, ge=1)
    rows: int | None = Field(default=None, ge=1)
    left: Length | None = Field(default=None, description="from the paper's left edge to the first cell")
    top: Length | None = Field(default=None, description="from the paper's top edge to the first cell")
    column_gutter: Length = Field(default=0.0, description="between one cell and the next to its right")
    row_gutter: Length = Field(default=0.0, description="between one cell and the next below it")
    cut_marks: bool = Field(default=False, description="marks in the margins say where to cut")
    tear: bool = Field(default=False, description="one row of strips that are torn off the paper's head")
    also: tuple[str, ...] = Field(default=(), description="the maker's other numbers for the same measures")


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a stock's file, for editors."""
    return schema_of(StockFile)


def load_papers(root: Path) -> dict[str, Paper]:
    """Every paper of `sheets/papers.yaml`, by name; sizes in points."""
    located = read(root / FOLDER / PAPERS, _Papers, root)
    extra: Mapping[str, _PaperSource] = located.value.__pydantic_extra__
    return {
        name: Paper(name, source.title, *source.size, fold=source.fold, round=source.round, card=source.card)
        for name, source in extra.items()
    }


def load(root: Path, papers: Mapping[str, Paper]) -> dict[str, Stock]:
    """Every stock, by the name of its file. SourceError with every mistake in any of them."""
    files = sorted(file for file in (root / FOLDER).glob("*.yaml") if file.name != PAPERS)
    read_in: dict[str, Located[StockFile]] = {}
    wrong: list[Finding] = []
    for file in files:
        try:
            read_in[file.stem] = read(file, StockFile, root)
        except SourceError as error:
            wrong.extend(error.findings)
    for name, located in read_in.items():
        wrong.extend(_mistakes(name, located, papers))
        wrong.extend(_shared_names(name, located, read_in))
    if wrong:
        raise SourceError(wrong)
    return {name: _stock(name, located, papers) for name, located in read_in.items()}


def _stock(name: str, located: Located[StockFile], papers: Mapping[str, Paper]) -> Stock:
    source = located.value
    own = source.model_dump(exclude={"paper", "cell", "round", "landscape"}, exclude_none=True)
    paper = papers[source.paper]
    cell = Paper(name, source.title, *source.cell, round=source.round) if source.cell else None
    return Stock(
        name=name, paper=paper.turned() if source.landscape else paper, cell=cell, where=located.where(), **own
    )


def _mistakes(name: str, located: Located[StockFile], papers: Mapping[str, Paper]) -> Iterator[Finding]:
    source = located.value
    large = [paper for paper in papers if not papers[paper].card]
    if source.paper not in large:
        known = f"use one of {', '.join(large)}"
        yield _wrong(located, "paper", "paper-unknown", f"no printer takes paper called {source.paper}", known)
    elif source.cell:
        paper = papers[source.paper].turned() if source.landscape else papers[source.paper]
        yield from _off_the_paper(located, paper)
    if name in papers and (source.cell or source.paper != name):
        remedy = "give the file the maker's name and number"
        yield _wrong(located, "paper", "stock-misnamed", f"{name} is a paper, and this is something else", remedy)
    yield from _unlike(located) if source.cell else _without_cells(located)


def _without_cells(located: Located[StockFile]) -> Iterator[Finding]:
    for key in OF_CELLS:
        if key in located.value.model_fields_set:
            remedy = f"add the cell's size, such as `cell: 3.5 x 2 in`, or leave out `{key}`"
            yield _wrong(located, key, "cell-missing", f"`{key}` speaks of cells, and there is no `cell`", remedy)


def _unlike(located: Located[StockFile]) -> Iterator[Finding]:
    """Cells that are there without a place, or that are no circles or no row."""
    source = located.value
    for key in GRID:
        if getattr(source, key) is None:
            yield _wrong(located, "cell", "missing-key", f"`{key}` is missing", f"Add `{key}: …`: cells have places.")
    if source.round and source.cell and abs(source.cell[0] - source.cell[1]) > TOLERANCE:
        yield _wrong(located, "cell", "cell-not-round", "a round cell is as wide as it is high", "write both alike")
    if source.tear and source.rows not in {None, 1}:
        remedy = "write `rows: 1`, or leave out `tear`"
        yield _wrong(located, "rows", "strips-not-one-row", "strips hang from the paper's head in one row", remedy)


def _off_the_paper(located: Located[StockFile], paper: Paper) -> Iterator[Finding]:
    source = located.value
    if not source.cell:
        return
    ways = (
        ("columns", source.left, source.columns, source.cell[0], source.column_gutter, paper.width),
        ("rows", source.top, source.rows, source.cell[1], source.row_gutter, paper.height),
    )
    for key, start, count, size, gutter, side in ways:
        end = (start or 0) + (count or 1) * size + ((count or 1) - 1) * gutter
        if end > side + TOLERANCE:
            message = f"the {key} end {end - side:.1f} pt outside the paper"
            remedy = f"take fewer {key}, smaller margins or gutters, or larger paper"
            yield _wrong(located, key, "sheet-too-small", message, remedy)


def _shared_names(
    name: str, located: Located[StockFile], others: Mapping[str, Located[StockFile]]
) -> Iterator[Finding]:
    """A number that two files answer to would print on either."""
    taken = {other for other in others if other != name}
    taken |= {also for other in taken for also in others[other].value.also}
    for also in located.value.also:
        if also in taken or also == name:
            yield _wrong(located, "also", "stock-named-twice", f"{also} is another stock's name", "keep one of them")


def _wrong(located: Located[StockFile], key: str, code: str, message: str, remedy: str) -> Finding:
    return Finding(code, message, remedy, where=located.where(key))
