#!/usr/bin/env python3
"""Print handouts with the numbers that help where you are; `python generate.py --help` says how."""

from __future__ import annotations

import sys

SET_UP = """To set it up:
    make handouts
or, where the Pango library is installed already:
    python3 -m venv .venv && .venv/bin/pip install -r requirements.lock
    .venv/bin/python generate.py
"""

# An older Python can read this file, though no other: it gets a sentence, and no traceback.
if sys.version_info < (3, 11):  # noqa: UP036 - that is the point
    sys.stderr.write("Lamplight needs Python 3.11 or newer.\n" + SET_UP)
    sys.exit(2)

try:
    import argparse
    import json
    import os
    import signal
    from datetime import UTC, datetime
    from pathlib import Path
    from typing import TYPE_CHECKING, Any

    from lamplight import (
        batch,
        catalogue,
        cldr,
        content,
        gallery,
        languages,
        listing,
        pipeline,
        plan,
        progress,
        publish,
        quality,
        regions,
        report,
        review,
    )
    from lamplight.errors import LamplightError
    from lamplight.model import Finding, Severity

    if TYPE_CHECKING:
        from collections.abc import Sequence
        from types import FrameType

        from lamplight.manifest import Entry
        from lamplight.model import Job, Made
except ImportError as missing:
    if (missing.name or "").startswith("lamplight"):
        raise
    sys.stderr.write(f"Lamplight needs {missing.name}, which is not installed here.\n{SET_UP}")
    sys.exit(2)
except OSError as missing:
    sys.stderr.write(f"Lamplight needs a library of the system that is not installed here: {missing}\n{SET_UP}")
    sys.exit(2)
except KeyboardInterrupt:
    sys.exit(130)

ROOT = Path(__file__).resolve().parent
STOPPED = 130
READER_LEFT = 141


def build(asked: argparse.Namespace) -> int:
    """Make what is asked for; 1 if an error kept a file from being published."""
    house = pipeline.load(ROOT)
    jobs = plan.plan(_selection(asked), house)
    built: list[Entry] = []

    def index(output: publish.Output) -> bytes:
        return gallery.page(output.entries.values(), output.pictures(), house)

    with publish.output(asked.output, index) as output:
        outdated = output.keep_only(lambda entry: plan.stands(entry, house))
        with progress.shown(len(jobs), sys.stderr if asked.json else sys.stdout) as done:

            def on_made(made: Made) -> None:
                built.append(output.take(publish.strict(made) if asked.final else made))
                done(made.job.file)

            batch.run(jobs, ROOT, asked.jobs, on_made)
    if asked.json:
        _print_json(report.document(built, asked.output))
    else:
        print(report.summary(built, outdated, asked.output))
    return report.exit_code(built)


def show(asked: argparse.Namespace) -> int:
    """Show what there is to choose from."""
    rows = listing.rows(asked.kind, asked.pattern, pipeline.load(ROOT))
    if asked.json:
        _print_json(rows)
    elif rows:
        print(report.table(rows))
    else:
        sys.stderr.write(f"There are no {asked.kind} that match {asked.pattern!r}.\n")
    return 0 if rows else LamplightError.exit_code


def check(asked: argparse.Namespace) -> int:
    """Read every source and compile every template; with --words, measure what they say and how it looks."""
    house = pipeline.load(ROOT)
    house.learn(house.languages)
    if asked.words:
        return _measure(asked, house)
    if asked.region or asked.material:
        remedy = "add --words, or leave them out"
        raise LamplightError([Finding("option-idle", "-r and -m choose what --words measures", remedy)])
    findings = [finding for material in house.materials.values() for finding in house.composer.check(material)]
    if findings:
        raise LamplightError(findings)
    print(report.sources(house, house.atlas.findings))
    return 0


def _measure(asked: argparse.Namespace, house: pipeline.House) -> int:
    usual = plan.Selection()
    chosen = plan.Selection(tuple(asked.region) or usual.regions, tuple(asked.material) or usual.materials)
    pairs = dict.fromkeys((job.region, job.material) for job in plan.plan(chosen, house))
    measured = [quality.measure(region, material, house) for region, material in pairs]
    findings = [finding for one in measured for finding in one.findings]
    print(report.measured([one.row() for one in measured], quality.LEGEND, findings))
    return int(any(finding.severity is Severity.ERROR for finding in findings))


def confirm(asked: argparse.Namespace) -> int:
    """Record that the numbers of these regions were compared with their sources."""
    print(report.confirmed(regions.confirm(ROOT, asked.regions)))
    return 0


def translate(asked: argparse.Namespace) -> int:
    """Bring the words of a language up to date with the English ones, and to its reviewer and back."""
    today = datetime.now(UTC).date()
    if asked.reviewed_by is not None and not asked.reviewed_by.strip():
        raise LamplightError([Finding("reviewer-unknown", "--reviewed-by names nobody", "write who read the words")])
    if asked.taken:
        print(report.returned(review.take(ROOT, asked.language, asked.taken, asked.reviewed_by, today)))
    elif asked.reviewed_by and not asked.exported:
        print(report.approved(review.approve(ROOT, asked.language, asked.reviewed_by, today), asked.reviewed_by))
    refreshed = content.refresh(ROOT, asked.language, today)
    print(report.refreshed(refreshed))
    if asked.exported:
        print(report.exported(review.export(ROOT, asked.language, asked.exported), asked.exported))
    return 0


def schema(_: argparse.Namespace) -> int:
    """Write what editors need to know to help with regions.yaml."""
    target = ROOT / "docs" / "regions.schema.json"
    target.write_text(json.dumps(regions.schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"Wrote {target}")
    return 0


def show_all(_: argparse.Namespace) -> int:
    """Write docs/catalogue.md, which shows every material, and docs/languages.md, which shows every language."""
    house = pipeline.load(ROOT)
    house.learn(house.languages)
    placed = catalogue.topics(ROOT, house)
    shown = _made(catalogue.shown(house), house)
    pictures = catalogue.draw(ROOT, shown)
    (ROOT / catalogue.FILE).write_text(catalogue.text(house, placed, pictures), encoding="utf-8")
    spoken = _made(languages.shown(house), house)
    languages.draw(ROOT, spoken)
    (ROOT / languages.FILE).write_text(languages.text(house, spoken), encoding="utf-8")
    print(f"Wrote {ROOT / catalogue.FILE}\nWrote {ROOT / languages.FILE}")
    return 0


def _made(jobs: Sequence[Job], house: pipeline.House) -> list[Made]:
    """These jobs, all of them: what cannot be shown is told."""
    made = [pipeline.make(job, house) for job in jobs]
    failed = [finding for one in made if one.pdf is None for finding in one.findings]
    if failed:
        raise LamplightError(failed)
    return made


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="generate.py", description=__doc__, epilog="Without a command: build.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_selection(_command(commands, "build", build))
    listed = _command(commands, "list", show)
    listed.add_argument("kind", choices=tuple(listing.KINDS))
    listed.add_argument("pattern", nargs="?", metavar="PATTERN", help="a pattern such as 'us/ca/*', or part of a name")
    listed.add_argument("--json", action="store_true", help="as a JSON document")
    checked = _command(commands, "check", check)
    checked.add_argument("--words", action="store_true", help="reading grade, contrast, type, wording of each material")
    _add_choices(checked, "region", "material")
    _command(commands, "confirm", confirm).add_argument("regions", nargs="+", metavar="REGION", help="us/ca/placer")
    translated = _command(commands, "translate", translate)
    translated.add_argument("language", type=_translated, metavar="LANGUAGE", help="its tag, such as es")
    by = "who has read the words and approves them: all of them or, with --import, those marked there"
    translated.add_argument("--reviewed-by", metavar="NAME", help=by)
    sheets = translated.add_mutually_exclusive_group()
    sheets.add_argument("--export", type=Path, metavar="FILE.xlsx", dest="exported", help="write them as a spreadsheet")
    sheets.add_argument("--import", type=Path, metavar="FILE.xlsx", dest="taken", help="take such a spreadsheet back")
    _command(commands, "schema", schema)
    _command(commands, "catalogue", show_all)
    return parser


def _command(commands: Any, name: str, run: Any) -> argparse.ArgumentParser:  # noqa: ANN401 - argparse names no type
    parser: argparse.ArgumentParser = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
    parser.set_defaults(run=run)
    return parser


CHOICES = {
    "region": "a path (us/ca/placer), a pattern ('us/ca/*') or a FIPS code (06061)",
    "material": "what to print, or all",
    "language": "a tag (es), two on one piece (en+es), county for what the region reads, or all",
    "edition": "screen, office, or all",
    "paper": "a paper or a sheet of cards, or all",
}


def _add_choices(parser: argparse.ArgumentParser, *kinds: str) -> None:
    usual = plan.Selection()
    for kind in kinds:
        default = " ".join(getattr(usual, f"{kind}s"))
        hint = f"{CHOICES[kind]}; may be repeated (default: {default})"
        parser.add_argument(f"-{kind[0]}", f"--{kind}", action="append", default=[], metavar=kind.upper(), help=hint)


def _add_selection(parser: argparse.ArgumentParser) -> None:
    _add_choices(parser, *CHOICES)
    add = parser.add_argument
    look = "an organisation's look, or all (default: the region's own)"
    add("-b", "--brand", action="append", default=[], metavar="BRAND", help=look)
    inks = "for colour printers, for those with one ink, or all (default: color)"
    add("--ink", action="append", default=[], metavar="color|grey|all", help=inks)
    add("--large-print", action="store_true", dest="large", help="the large print of what has one")
    add("-o", "--output", type=Path, default=ROOT / "output", metavar="DIR", help="where to (default: output)")
    add("-j", "--jobs", type=_processes, default=batch.processors(), metavar="N", help="processes (default: all cores)")
    add("--final", action="store_true", help="publish nothing that has a warning")
    add("--json", action="store_true", help="say what was made as a JSON document")


def _processes(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes: write 1 or more")
    return int(text)


def _translated(tag: str) -> str:
    if not cldr.knows(tag) or not cldr.writes(tag) or tag == content.SOURCE_LANGUAGE:
        raise argparse.ArgumentTypeError(f"{tag!r} is no language to translate into: write a tag such as es or zh-Hant")
    return tag


def _selection(asked: argparse.Namespace) -> plan.Selection:
    kinds = ("region", "material", "language", "edition", "paper", "ink", "brand")
    chosen = {f"{kind}s": tuple(getattr(asked, kind)) for kind in kinds if getattr(asked, kind)}
    return plan.Selection(**chosen, large=asked.large)


def _print_json(document: object) -> None:
    print(json.dumps(document, indent=1, ensure_ascii=False))


def _stop(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt


def main(arguments: Sequence[str]) -> int:
    """Run a command, `build` if none is named. Returns the exit code."""
    named = arguments and (not arguments[0].startswith("-") or arguments[0] in {"-h", "--help"})
    asked = _parser().parse_args(arguments if named else ["build", *arguments])
    signal.signal(signal.SIGTERM, _stop)
    try:
        code: int = asked.run(asked)
        sys.stdout.flush()
    except LamplightError as error:
        sys.stderr.write(report.mistakes(error.findings) + "\n")
        return error.exit_code
    except KeyboardInterrupt:
        sys.stderr.write(f"\nStopped; what was finished is in {getattr(asked, 'output', 'its place')}.\n")
        return STOPPED
    except BrokenPipeError:
        # Python flushes once more as it ends, which must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_LEFT
    except OSError as error:
        sys.stderr.write(f"{error.filename or 'The system'}: {error.strerror}\n")
        return LamplightError.exit_code
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
