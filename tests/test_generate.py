"""The command line: what it says, where it says it, and its exit code; never a traceback."""

from __future__ import annotations

import ast
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import fake_workshop
import generate
from fake_workshop import ERROR
from lamplight import batch, pipeline
from lamplight.errors import SourceError
from lamplight.manifest import made_with
from lamplight.model import Finding, Made, Severity, Where
from small_house import house, material

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lamplight.model import Job

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "generate.py"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Let the command line work with the small house and tiny files, in this process."""

    def run(jobs: Iterable[Job], _: Path, __: int, on_made: Callable[[Made], object]) -> None:
        for job in jobs:
            on_made(Made(job, None, 0, (), (ERROR,)) if "king" in job.region else fake_workshop.made(job))

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(pipeline, "load", lambda _: house())
    monkeypatch.setattr(batch, "run", run)
    yield monkeypatch
    signal.signal(signal.SIGTERM, before)


def call(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:  # noqa: ANN401 - as subprocess has it
    """Run the script itself."""
    command = [sys.executable, *options.pop("python", ()), str(SCRIPT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, **options)


def narrow(text: str) -> bool:
    return all(len(line) <= 80 for line in text.splitlines() if "/tmp/" not in line)  # noqa: S108 - a folder's name


@pytest.mark.usefixtures("small")
def test_build_is_the_default(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = tmp_path / "one", tmp_path / "two"
    assert generate.main(["-o", str(folders[0])]) == 0
    assert generate.main(["build", "--output", str(folders[1])]) == 0
    one, two = ((folder / "manifest.json").read_text() for folder in folders)
    assert one == two
    assert len(json.loads(one)["files"]) == 14
    out, err = capsys.readouterr()
    assert "warning [translation-unreviewed], 7 files:\n  nobody has reviewed this\n    → ask a native speaker" in out
    assert "14 files made, with 0 errors and 7 warnings." in out
    assert f"Look through everything: {folders[0] / 'index.html'}" in out
    assert err == ""


@pytest.mark.usefixtures("small")
def test_every_option(tmp_path: Path) -> None:
    short = ["-r", "us/ca/*", "-r", "us/wa", "-m", "poster", "-l", "es", "-e", "office", "-p", "a4", "-j", "1"]
    short += ["-b", "river", "--ink", "grey"]
    long = ["--region", "us/ca/*", "--region", "us/wa", "--material", "poster", "--language", "es"]
    long += ["--edition", "office", "--paper", "a4", "--jobs", "1", "--brand", "river", "--ink", "grey"]
    for folder, options in (("one", short), ("two", long)):
        assert generate.main([*options, "-o", str(tmp_path / folder)]) == 0
        assert sorted(
            path.relative_to(tmp_path / folder).as_posix() for path in tmp_path.rglob(f"{folder}/**/*.pdf")
        ) == [
            "us/ca/placer/es/poster-a4-river-grey-office.pdf",
            "us/ca/yolo/es/poster-a4-river-grey-office.pdf",
            "us/wa/es/poster-a4-river-grey-office.pdf",
        ]


@pytest.mark.parametrize(
    ("options", "looks"),
    [
        ([], [""]),
        (["--ink", "grey"], ["-grey"]),
        (["--ink", "all", "--brand", "all"], ["-lamplight", "-lamplight-grey", "-river", "-river-grey"]),
        (["--ink", "color", "--ink", "grey"], ["", "-grey"]),
        (["--large-print"], ["-large"]),
        (["--large-print", "--ink", "grey", "-b", "river"], ["-large-river-grey"]),
    ],
)
def test_every_look(tmp_path: Path, small: pytest.MonkeyPatch, options: list[str], looks: list[str]) -> None:
    facts = {"poster": material("poster", ("letter",), large_pages=3)}
    small.setattr(pipeline, "load", lambda _: house(materials=facts))
    assert generate.main(["-l", "en", "-e", "screen", *options, "-o", str(tmp_path)]) == 0
    made = sorted(path.name for path in tmp_path.rglob("*.pdf"))
    assert made == sorted(f"poster-letter{look}-screen.pdf" for look in looks)


@pytest.mark.usefixtures("small")
def test_an_error_stops_its_own_file_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["-r", "us/*/*", "-m", "poster", "-l", "en", "-o", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "error [contact-missing], 4 files:" in out
    assert "regions.yaml:7: no child_welfare in this region" in out
    assert "→ add it to regions.yaml" in out
    assert "8 files made, with 4 errors and 0 warnings.\n4 files not published" in out
    assert narrow(out)
    assert len(list(tmp_path.rglob("*.pdf"))) == 8


@pytest.mark.usefixtures("small")
def test_final_turns_warnings_into_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["-l", "es", "-o", str(tmp_path)]) == 0
    assert generate.main(["-l", "es", "-o", str(tmp_path), "--final"]) == 1
    assert "error [translation-unreviewed], 7 files:" in capsys.readouterr().out
    assert list(tmp_path.rglob("*.pdf")) == []


@pytest.mark.usefixtures("small")
def test_json_is_one_document_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["-r", "us/*/*", "-m", "poster", "-l", "en", "-o", str(tmp_path), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    told = json.loads((tmp_path / "manifest.json").read_text())
    assert said["made_with"] == told["made_with"] == made_with()
    assert [entry for entry in said["files"] if entry["sha256"]] == told["files"]
    assert {entry["region"] for entry in said["files"] if not entry["sha256"]} == {"us/wa/king"}
    assert said["summary"] == {
        "files": 8,
        "unpublished": 4,
        "errors": 4,
        "warnings": 0,
        "output": str(tmp_path),
        "gallery": str(tmp_path / "index.html"),
    }


def test_what_the_sources_no_longer_say_is_taken_away(
    tmp_path: Path, small: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    generate.main(["-o", str(tmp_path)])
    poster = {"poster": house().materials["poster"]}
    small.setattr(pipeline, "load", lambda _: house(materials=poster))
    assert generate.main(["-l", "en", "-o", str(tmp_path)]) == 0
    assert "6 older files taken away" in capsys.readouterr().out
    assert {path.name.partition("-")[0] for path in tmp_path.rglob("*.pdf")} == {"poster"}


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-r", "placr", "-m", "postre"], "did you mean us/ca/placer (Placer County, California)?"),
        (["--ink", "gray"], "there is no ink 'gray' [ink-unknown] → the inks are color and grey"),
        (["-b", "rivers"], "did you mean river? `python generate.py list brands` shows them all"),
        (["-m", "poster", "--large-print"], "poster does not come in large print"),
        (["--large-print"], "poster does not come in large print"),
        (["confirm", "us/ca/nowhere"], "us/ca/nowhere"),
        (["list", "regions", "atlantis"], "There are no regions that match 'atlantis'."),
    ],
)
def test_a_wrong_name_is_two_and_a_hint(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in " ".join(err.split())
    assert narrow(err)


@pytest.mark.parametrize(
    "arguments",
    [
        ["-j", "0"],
        ["-j", "many"],
        ["biuld"],
        ["--frobnicate"],
        ["list"],
        ["list", "stars"],
        ["confirm"],
        ["translate", "xx-bogus"],
        ["translate", "en"],
    ],
)
def test_wrong_arguments_are_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        generate.main(arguments)
    assert stop.value.code == 2
    assert "usage: generate.py" in capsys.readouterr().err


def test_every_mistake_of_the_sources_is_told(small: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(_: Path) -> None:
        raise SourceError(
            [
                Finding("later", "two words " * 20, "do this", Severity.ERROR, Where("regions.yaml", 30, 2)),
                Finding("early", "one", "do that", Severity.ERROR, Where("regions.yaml", 4, 1)),
            ]
        )

    small.setattr(pipeline, "load", broken)
    for arguments in ([], ["check"], ["list", "papers"]):
        assert generate.main(arguments) == 2
        err = capsys.readouterr().err
        assert err.startswith("regions.yaml:4:1: one [early]\n    → do that\nregions.yaml:30:2: two words")
        assert narrow(err)


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt(), 130), (OSError(28, "No space left", "x"), 2)])
def test_whatever_stops_it_is_a_sentence(
    error: BaseException, code: int, tmp_path: Path, small: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> None:
        raise error

    small.setattr(batch, "run", stop)
    assert generate.main(["-o", str(tmp_path)]) == code
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (["regions", "us/*/placer"], {"region": "us/ca/placer", "name": "Placer County, California", "fips": "06061"}),
        (["regions", "PLACER"], {"region": "us/ca/placer", "name": "Placer County, California", "fips": "06061"}),
        (["languages"], {"language": "en", "name": "English"}),
        (["papers", "8371"], {"paper": "avery-5371", "title": "Avery 5371", "size": "10 of 3.5x2, avery-8371"}),
        (
            ["sheets", "8371"],
            {"sheet": "avery-5371", "title": "Avery 5371", "holds": "10 of 3.5x2", "also": "avery-8371"},
        ),
        (["brands", "River"], {"brand": "river", "organisation": "River Families", "partner": "a county"}),
        (
            ["materials", "card"],
            {"material": "card", "for": "everybody", "papers": "3.5x2 (letter, avery-5371)", "pages": "1 page"},
        ),
    ],
)
@pytest.mark.usefixtures("small")
def test_lists(arguments: list[str], first: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["list", *arguments, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0] == first
    assert generate.main(["list", *arguments]) == 0
    assert "  ".join(first.values()) in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "lines"), [(["-m", "poster", "-l", "en"], 4), (["-r", "us/*", "-r", "us/*/*", "-r", "us"], 42)]
)
@pytest.mark.usefixtures("small")
def test_progress_is_never_a_flood(
    arguments: Sequence[str], lines: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    generate.main([*arguments, "-o", str(tmp_path)])
    told = [line for line in capsys.readouterr().out.splitlines() if re.match(r" *\d+ of \d+ ", line)]
    assert len(told) == lines
    done, _, total = told[-1].split()[:3]
    assert done == total


def test_the_real_thing(tmp_path: Path) -> None:
    one = ["-r", "06061", "-m", "card-help", "-l", "en", "-p", "3.5x2", "-e", "screen", "-o", str(tmp_path)]
    done = call(*one, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "us/ca/placer/en/card-help-3.5x2-screen.pdf").read_bytes().startswith(b"%PDF")
    assert narrow(done.stdout)
    before = (tmp_path / "manifest.json").read_bytes()
    assert json.loads(call(*one, "--json").stdout)["summary"]["files"] == 1
    assert (tmp_path / "manifest.json").read_bytes() == before


def test_check_reads_everything() -> None:
    done = call("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Every source is in order." in done.stdout
    assert "card-help" in done.stdout


def test_without_its_dependencies_it_says_how_to_set_up() -> None:
    done = call(python=["-S"])
    assert done.returncode == 2
    assert "make handouts" in done.stderr
    assert "pip install -r requirements.lock" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_older_python_can_read_it_and_is_told() -> None:
    ast.parse(SCRIPT.read_text(), feature_version=(3, 7))
    script = f"import runpy, sys; sys.version_info = (3, 10); runpy.run_path({str(SCRIPT)!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("Lamplight needs Python 3.11")


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_stopped_by_hand_it_keeps_what_is_finished(tmp_path: Path, stop: signal.Signals) -> None:
    process = subprocess.Popen(
        [
            sys.executable,
            str(SCRIPT),
            "-r",
            "us/ca/*",
            "-r",
            "us/wa/*",
            "-l",
            "en",
            "-m",
            "card-help",
            "-j",
            "2",
            "-o",
            str(tmp_path),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    if stop == signal.SIGINT:
        os.killpg(process.pid, stop)
    else:
        process.send_signal(stop)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.strip() == f"Stopped; what was finished is in {tmp_path}."
    told = {entry["file"] for entry in json.loads((tmp_path / "manifest.json").read_text())["files"]}
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.pdf")} == told != set()
    assert (tmp_path / "index.html").exists()


def test_a_reader_that_leaves_is_no_mistake() -> None:
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), "list", "regions"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.wait(timeout=60) == 141
    assert process.stderr.read() == ""
    process.stderr.close()
