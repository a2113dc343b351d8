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
    import json
    import os
    import signal
    from datetime import UTC, datetime
    from pathlib import Path
    from typing import TYPE_CHECKING

    from lamplight import (
        arguments,
        batch,
        cardlist,
        catalogue,
        content,
        gallery,
        languages,
        listing,
        pipeline,
        plan,
        printers,
        progress,
        publish,
        quality,
        regions,
        report,
        review,
        stocks,
        trials,
    )
    from lamplight.errors import LamplightError
    from lamplight.model import Finding, Severity
    from lamplight.selection import Selection

    if TYPE_CHECKING:
        import argparse
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
    cards = cardlist.read(asked.rows) if asked.rows else None
    jobs = plan.plan(arguments.selection(asked, cards), house)
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
        print(report.summary(built, outdated, asked.output, cards))
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
    usual = Selection()
    chosen = Selection(tuple(asked.region) or usual.regions, tuple(asked.material) or usual.materials)
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


def try_out(asked: argparse.Namespace) -> int:
    """Preview a stock of cards, find out how far a printer is out, or keep that for it."""
    if asked.saved is not None:
        if asked.shift is None:
            raise LamplightError([Finding("option-missing", "--save-shift keeps a --shift", "add --shift=0.5mm,-1mm")])
        print(f"Wrote {printers.save(printers.home(), asked.saved, asked.shift)}")
        return 0
    if asked.calibrate:
        name = f"calibration-{asked.paper}{'-landscape' if asked.landscape else ''}"
        made = {name: trials.calibration(ROOT, asked.paper, landscape=asked.landscape)}
    else:
        made = {f"preview-{name}": pdf for name, pdf in trials.previews(ROOT, asked.preview).items()}
    for name, pdf in made.items():
        target = asked.output if asked.output.suffix == ".pdf" and len(made) == 1 else asked.output / f"{name}.pdf"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(pdf)
        print(f"Wrote {target}")
    return 0


def schema(_: argparse.Namespace) -> int:
    """Write what editors need to know to help with regions.yaml and with the stocks of sheets/."""
    for name, known in {"regions": regions.schema(), "sheets": stocks.schema()}.items():
        target = ROOT / "docs" / f"{name}.schema.json"
        target.write_text(json.dumps(known, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
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


COMMANDS = {
    "build": build,
    "list": show,
    "check": check,
    "confirm": confirm,
    "translate": translate,
    "sheets": try_out,
    "schema": schema,
    "catalogue": show_all,
}


def _print_json(document: object) -> None:
    print(json.dumps(document, indent=1, ensure_ascii=False))


def _stop(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt


def main(typed: Sequence[str]) -> int:
    """Run a command, `build` if none is named. Returns the exit code."""
    named = typed and (not typed[0].startswith("-") or typed[0] in {"-h", "--help"})
    parser = arguments.parser(__doc__ or "", ROOT / "output", COMMANDS)
    asked = parser.parse_args(typed if named else ["build", *typed])
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
