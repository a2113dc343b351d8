"""What there is to print, and in whose look: `material.yaml` and `brand.yaml`, read into records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from lamplight.errors import SourceError
from lamplight.lengths import Length
from lamplight.model import Brand, Finding, Ink, Inks, Material, Severity
from lamplight.palette import Colour, inks, tokens
from lamplight.sources import Located, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from lamplight.model import Paper

Noun = TypeVar("Noun")
Source = TypeVar("Source", bound="_Source")
PERCENTS = re.compile(r"(\d{1,3}) (\d{1,3}) (\d{1,3}) (\d{1,3})", re.ASCII)
# Of each ink, and of all together: more does not dry before the next sheet lies on it.
MOST_OF_ONE, MOST_OF_ALL = 100, 300
# What a file's name and the command line say of other things than brands.
NO_BRANDS = ("all", "large", *Ink)


def _colour(text: str) -> str:
    return str(Colour.parse(text))


def _percents(text: object) -> Inks:
    match = PERCENTS.fullmatch(str(text))
    cyan, magenta, yellow, black = (int(one) for one in match.groups()) if match else (MOST_OF_ALL,) * 4
    if max(cyan, magenta, yellow, black) > MOST_OF_ONE:
        message = "is no ink: write percent of cyan, magenta, yellow and black, each 0 to 100, such as `85 55 30 45`"
        raise ValueError(message)
    if cyan + magenta + yellow + black > MOST_OF_ALL:
        message = f"is {cyan + magenta + yellow + black} % of ink: more than {MOST_OF_ALL} % does not dry in time"
        raise ValueError(message)
    return cyan / 100, magenta / 100, yellow / 100, black / 100


Hex = Annotated[str, AfterValidator(_colour)]
Percents = Annotated[Inks, BeforeValidator(_percents)]


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


class _BrandInks(_Source):
    primary: Percents
    accent: Percents


class _BrandSource(_Source):
    organisation: str
    colors: _Colours
    inks: _BrandInks | None = None
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
    primary, accent = Colour.parse(source.colors.primary), Colour.parse(source.colors.accent)
    if source.inks:
        primary, accent = primary.printed(source.inks.primary), accent.printed(source.inks.accent)
    return name, Brand(
        name=name,
        organisation=source.organisation,
        tokens=tokens(primary, accent),
        where=located.where("organisation"),
        logo=_beside(path, "logo", source.logo, located),
        partner=source.partner,
        logo_grey=_beside(path, "logo_grey", source.logo_grey, located),
        inks=inks(primary, accent),
    )


def inks_missing(brand: Brand) -> tuple[Finding, ...]:
    """What every file for a press says of a brand that does not give its inks."""
    if brand.tokens["primary"] in brand.inks:
        return ()
    message = f"the colors of {brand.name} are printed with the inks that the press's profile makes of them"
    remedy = "give its inks in percent of cyan, magenta, yellow and black, such as inks → primary: 85 55 30 45"
    return (Finding("brand-inks-converted", message, remedy, Severity.WARNING, brand.where),)


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
