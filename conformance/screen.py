"""Is every screen file PDF/UA-1 (ISO 14289-1)? Prints them all, has veraPDF judge each, and says what it found.

    python conformance/screen.py PYTHON    PYTHON runs generate.py

Exit code 1 if a file fails or was not made, if nothing was examined, or if veraPDF passes files that are known to be
wrong. It runs in an environment of its own, which `make conformance` sets up.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pikepdf

from verapdf import Validator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from verapdf import Failure

ROOT = Path(__file__).resolve().parent.parent
# Every material on each paper in each language that it comes in; then what else changes how a page is built: other ways
# to call, two languages on one piece (either direction first), large print, one ink, logos.
SELECTIONS = {
    "every material, language and paper": "-r us/ca/placer -l all",
    "other contacts": "-r us/wa/king -r us/ca/placer/example-high -l en -l es",
    "two languages": "-r us/ca/placer -l ar+en -l en+zh-Hant -l fa+ru",
    "each language beside English": "-r us/ca/placer -p letter -p 3.5x2 {pairs}",
    "large print": "-r us/ca/placer -l all --large-print",
    "one ink, each brand": "-r us/ca/placer -l en -b all --ink grey",
}
SAMPLE = "-r us/ca/placer -l en -m factsheet-signs -p letter"
SHOWN = 10


def main(python: str) -> int:
    """Builds and examines everything; the exit code."""
    start = time.perf_counter()
    validator = Validator()
    with TemporaryDirectory() as scratch:
        made = Path(scratch)
        wrong = list(blind(validator, python, made / "broken"))
        tested: dict[Path, int] = {}
        failed: dict[Path, list[Failure]] = {}
        for number, (name, selection) in enumerate(SELECTIONS.items()):
            files, said = build(python, made / str(number), f"{selection.format(pairs=pairs())} -e screen")
            print(f"{name}: {len(files)} files", flush=True)
            wrong += said
            for file in files:
                tested[file.relative_to(made)], failures = validator.examine(file)
                if failures:
                    failed[file.relative_to(made)] = failures
    wrong += unseen(tested)
    print(*summary(tested, failed), sep="\n")
    print(f"{validator.rules} rules of PDF/UA-1, veraPDF, {time.perf_counter() - start:.0f} s")
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong or failed else 0


def pairs() -> str:
    """The options that set each language beside English."""
    return " ".join(f"-l en+{tag}" for tag in languages())


def languages() -> tuple[str, ...]:
    """Every language that there are words in, but English."""
    return tuple(sorted(file.stem for file in (ROOT / "content").glob("*.po")))


def build(python: str, folder: Path, selection: str) -> tuple[list[Path], list[str]]:
    """The files of a selection, and what kept some of them from being published."""
    command = [python, str(ROOT / "generate.py"), "build", *selection.split(), "-o", str(folder)]
    run = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)  # noqa: S603 - our own words
    said = [] if run.returncode == 0 else [f"generate.py build {selection} failed:\n{run.stdout[-2000:]}{run.stderr}"]
    return sorted(folder.rglob("*.pdf")), said


def blind(validator: Validator, python: str, folder: Path) -> Iterator[str]:
    """What veraPDF should notice and does not: the edition without tags, and a file broken in one way at a time."""
    made, said = build(python, folder, f"{SAMPLE} -e screen -e office")
    yield from said
    samples = {file.stem.rpartition("-")[2]: file for file in made}
    cases = {"7.1-11": samples["office"]}
    for rule, spoil in SPOILED.items():
        cases[rule] = folder / f"{rule}.pdf"
        with pikepdf.open(samples["screen"]) as pdf:
            spoil(pdf)
            pdf.save(cases[rule])
    for rule, file in cases.items():
        _, failures = validator.examine(file)
        if rule not in {failure.rule for failure in failures}:
            yield f"veraPDF does not notice a file that breaks {rule}: its verdict on the others counts for nothing"


def _without_alternatives(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing:
            del thing["/Alt"]


def _headings_skip(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/H2":
            thing.S = pikepdf.Name("/H4")


def _links_without_words(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            del annotation["/Contents"]


def _title_unseen(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/ViewerPreferences"]


# By the clause of ISO 14289-1 that is broken, and veraPDF's number of its test.
SPOILED: Mapping[str, Callable[[pikepdf.Pdf], None]] = {
    "7.1-10": _title_unseen,
    "7.3-1": _without_alternatives,
    "7.4.2-1": _headings_skip,
    "7.18.5-2": _links_without_words,
}


def unseen(tested: Mapping[Path, int]) -> Iterator[str]:
    """What should have been examined and was not."""
    if not all(tested.values()) or not tested:
        yield "nothing was examined, or nothing in some file"
    names = [file.name for file in tested]
    for folder in sorted(path.parent for path in (ROOT / "templates").glob("*/material.yaml")):
        if not any(name.startswith(f"{folder.name}-") for name in names):
            yield f"no file of {folder.name} was examined"
    spoken = {tag for file in tested for tag in file.parent.name.split("+")}
    yield from (f"no file in {tag} was examined" for tag in languages() if tag not in spoken)


def summary(tested: Mapping[Path, int], failed: Mapping[Path, Sequence[Failure]]) -> Iterator[str]:
    """How many files were examined and how many failed; each rule that is broken, with its files."""
    spoken = {tag for file in tested for tag in file.parent.name.split("+")}
    yield f"{len(tested)} files in {len(spoken)} languages, {sum(tested.values()):,} tests: {len(failed)} files failed"
    rules = defaultdict(list)
    for file, failures in failed.items():
        for failure in failures:
            rules[failure.rule].append((file, failure))
    for rule, cases in sorted(rules.items()):
        yield f"ISO 14289-1, {rule}, in {len(cases)} files: {cases[0][1].message}"
        yield from (f"    {file} at …{failure.place[-90:]}" for file, failure in cases[:SHOWN])
        if len(cases) > SHOWN:
            yield f"    and {len(cases) - SHOWN} others"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
