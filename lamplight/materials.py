"""What there is to print, and in whose look: `material.yaml` and `brand.yaml`, read into records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from lamplight.errors import SourceError
from lamplight.lengths import Length
from lamplight.model import Brand, Finding, Ink, Material
from lamplight.palette import Colour, tokens
from lamplight.sources import Located, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from lamplight.model import Paper

Noun = TypeVar("Noun")
Source = TypeVar("Source", bound="_Source")
# What a file's name and the command line say of other things than brands.
NO_BRANDS = ("all", "large", *Ink)


def _colour(text: str) -> str:
    return str(Colour.parse(text))


Hex = Annotated[str, AfterValidator(_colour)]


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


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
