"""The command line: what can be typed after `generate.py`, and what it asks for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lamplight import batch, cldr, content, listing, printers, profiles
from lamplight.errors import SelectionError
from lamplight.model import Edition, Finding, Flip, Run
from lamplight.names import ALL
from lamplight.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lamplight.cardlist import CardList

    Command = Callable[[argparse.Namespace], int]

CHOICES = {
    "region": "a path (us/ca/placer), a pattern ('us/ca/*') or a FIPS code (06061)",
    "material": "what to print, or all",
    "language": "a tag (es), two on one piece (en+es), county for what the region reads, or all",
    "edition": "screen, office, press, or all",
    "paper": "a paper or a sheet of cards, or all",
}


def parser(about: str, output: Path, commands: Mapping[str, Command]) -> argparse.ArgumentParser:
    """Reads the command line; `commands` are the functions that run them, by name, whose docstrings are their help."""
    parser = argparse.ArgumentParser(prog="generate.py", description=about, epilog="Without a command: build.")
    named = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, run in commands.items():
        command = named.add_parser(name, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        if name in OPTIONS:
            OPTIONS[name](command, output)
    return parser


def selection(asked: argparse.Namespace, cards: CardList | None = None) -> Selection:
    """What a build was asked for, `cards` the rows of its spreadsheet.

    Raises LamplightError if a profile, a shift or the file of printers is wrong.
    """
    kinds = ("region", "material", "language", "edition", "paper", "ink", "brand")
    chosen: dict[str, Any] = {f"{kind}s": tuple(getattr(asked, kind)) for kind in kinds if getattr(asked, kind)}
    if cards:
        chosen |= {"rows": cards.rows, "called": asked.rows.stem}
        chosen.setdefault("languages", (content.SOURCE_LANGUAGE,))
    profile = _profile(asked.profile, chosen.get("editions", ())) if asked.profile else None
    return Selection(**chosen, large=asked.large, run=_run(asked), gang=asked.gang, profile=profile)


def _profile(file: Path, editions: Iterable[str]) -> str:
    """The profile's path, once it is known to be one."""
    profiles.read(file, str(file))
    if not {Edition.PRESS.value, ALL} & set(editions):
        message, remedy = "--profile is for the press edition, which is not made", "add -e press, or leave it out"
        raise SelectionError([Finding("option-idle", message, remedy)])
    return str(file.resolve())


def _run(asked: argparse.Namespace) -> Run:
    front, back = printers.correction(asked.shift, asked.printer)
    return Run(asked.copies, asked.start_at, Flip(asked.flip) if asked.flip else None, front, back)


def _add_choices(parser: argparse.ArgumentParser, *kinds: str) -> None:
    usual = Selection()
    for kind in kinds:
        default = " ".join(getattr(usual, f"{kind}s"))
        hint = f"{CHOICES[kind]}; may be repeated (default: {default})"
        parser.add_argument(f"-{kind[0]}", f"--{kind}", action="append", default=[], metavar=kind.upper(), help=hint)


def _build(parser: argparse.ArgumentParser, output: Path) -> None:
    _add_choices(parser, *CHOICES)
    add = parser.add_argument
    look = "an organisation's look, or all (default: the region's own)"
    add("-b", "--brand", action="append", default=[], metavar="BRAND", help=look)
    inks = "for colour printers, for those with one ink, or all (default: color)"
    add("--ink", action="append", default=[], metavar="color|grey|all", help=inks)
    add("--large-print", action="store_true", dest="large", help="the large print of what has one")
    add("-o", "--output", type=Path, default=output, metavar="DIR", help="where to (default: output)")
    add("-j", "--jobs", type=_count, default=batch.processors(), metavar="N", help="processes (default: all cores)")
    add("--final", action="store_true", help="publish nothing that has a warning")
    add("--json", action="store_true", help="say what was made as a JSON document")
    profile = "the ICC profile of your print shop, for the press edition (default: the one in profiles/)"
    add("--profile", type=Path, metavar="FILE.icc", help=profile)
    _add_run(parser)


def _add_run(parser: argparse.ArgumentParser) -> None:
    """What is said of sheets of cards alone."""
    add = parser.add_argument_group(
        "sheets of cards", "Name the stock that is in the printer: -p avery-5371"
    ).add_argument
    add("--copies", type=_count, default=0, metavar="N", help="so many of each card (default: a full sheet)")
    add("--start-at", type=_count, default=1, metavar="K", help="the first place that is left on a begun sheet")
    add("--gang", action="store_true", help="all regions and languages on common sheets, each card with its own back")
    rows = "a card for each row of a spreadsheet: region and, if you like, language and copies"
    add("--for", type=Path, dest="rows", metavar="FILE.csv", help=rows)
    flip = "the edge over which the printer turns the paper (default: the upright one)"
    add("--flip", choices=[edge.value for edge in Flip], help=flip)
    shifted = parser.add_mutually_exclusive_group()
    shift = (
        "moves all ink right and down, to undo what the printer is out: 0.5mm,-1mm, or front/back; "
        "to the left: --shift=-0.5mm,0mm"
    )
    shifted.add_argument("--shift", metavar="X,Y", help=shift)
    shifted.add_argument("--printer", metavar="NAME", help="the shift that was saved for this printer")


def _list(parser: argparse.ArgumentParser, _: Path) -> None:
    parser.add_argument("kind", choices=tuple(listing.KINDS))
    pattern = "a pattern such as 'us/ca/*', or part of a name"
    parser.add_argument("pattern", nargs="?", metavar="PATTERN", help=pattern)
    parser.add_argument("--json", action="store_true", help="as a JSON document")


def _check(parser: argparse.ArgumentParser, _: Path) -> None:
    words = "reading grade, contrast, type, wording of each material"
    parser.add_argument("--words", action="store_true", help=words)
    _add_choices(parser, "region", "material")


def _confirm(parser: argparse.ArgumentParser, _: Path) -> None:
    parser.add_argument("regions", nargs="+", metavar="REGION", help="us/ca/placer")


def _translate(parser: argparse.ArgumentParser, _: Path) -> None:
    parser.add_argument("language", type=_translated, metavar="LANGUAGE", help="its tag, such as es")
    by = "who has read the words and approves them: all of them or, with --import, those marked there"
    parser.add_argument("--reviewed-by", metavar="NAME", help=by)
    sheets = parser.add_mutually_exclusive_group()
    sheets.add_argument("--export", type=Path, metavar="FILE.xlsx", dest="exported", help="write them as a spreadsheet")
    sheets.add_argument("--import", type=Path, metavar="FILE.xlsx", dest="taken", help="take such a spreadsheet back")


def _sheets(parser: argparse.ArgumentParser, _: Path) -> None:
    ways = parser.add_mutually_exclusive_group(required=True)
    preview = "its places, numbered and measured, to hold against a sheet; may be repeated"
    ways.add_argument("--preview", action="append", metavar="STOCK|all", help=preview)
    ways.add_argument("--calibrate", action="store_true", help="a page that says how far a printer is out")
    ways.add_argument("--save-shift", metavar="NAME", dest="saved", help="keep the --shift for a printer")
    add = parser.add_argument
    add("--paper", default="letter", metavar="letter|a4", help="what is calibrated (default: letter)")
    add("--landscape", action="store_true", help="calibrate pages that lie on their long side")
    add("--shift", metavar="X,Y", help="how far ink is to be moved: =0.5mm,-1mm, or front/back")
    add("-o", "--output", type=Path, default=Path(), metavar="FILE|DIR", help="where to (default: here)")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)


def _translated(tag: str) -> str:
    if not cldr.knows(tag) or not cldr.writes(tag) or tag == content.SOURCE_LANGUAGE:
        raise argparse.ArgumentTypeError(f"{tag!r} is no language to translate into: write a tag such as es or zh-Hant")
    return tag


OPTIONS: Mapping[str, Callable[[argparse.ArgumentParser, Path], None]] = {
    "build": _build,
    "list": _list,
    "check": _check,
    "confirm": _confirm,
    "translate": _translate,
    "sheets": _sheets,
}
