"""The output folder: whole or absent, never a file that the manifest does not tell of."""

from __future__ import annotations

import errno
import json
import os
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from fake_workshop import ERROR, WARNING, made
from lamplight import atomic, manifest, publish
from lamplight.errors import LamplightError
from lamplight.model import Edition, Ink, Job, Made, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Anything = ParamSpec("Anything")
Result = TypeVar("Result")


def job(region: str = "us/ca/placer", language: str = "en") -> Job:
    return Job(region, "card", (language,), "letter", Edition.SCREEN)


def failed(of: Job) -> Made:
    return Made(of, None, 0, (), (ERROR,))


def build(folder: Path, *results: Made, wanted: Callable[[manifest.Entry], bool] | None = None) -> tuple[str, ...]:
    """Publish these; returns what was no longer wanted."""
    return build_each(folder, results, wanted)


def build_each(
    folder: Path, results: Iterable[Made], wanted: Callable[[manifest.Entry], bool] | None = None
) -> tuple[str, ...]:
    with publish.output(folder, lambda output: json.dumps(output.pictures()).encode()) as output:
        unwanted = output.keep_only(wanted) if wanted else ()
        for one in results:
            output.take(one)
    return unwanted


def told(folder: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((folder / manifest.NAME).read_text())["files"]
    return entries


def kept(folder: Path) -> dict[str, bytes]:
    """Everything in the folder but the lock."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files if path.name != ".lock"}


def honest(folder: Path) -> bool:
    """Is each PDF the one that the manifest tells of?"""
    digests = {entry["file"]: entry["sha256"] for entry in told(folder)} if (folder / manifest.NAME).exists() else {}
    found = {name: manifest.digest(data) for name, data in kept(folder).items() if name.endswith(".pdf")}
    return all(digests.get(name) == digest for name, digest in found.items())


def test_a_file_its_picture_and_its_entry(tmp_path: Path) -> None:
    one = made(job(language="es"))
    build(tmp_path, one)
    files = kept(tmp_path)
    assert sorted(files) == [
        "index.html",
        "manifest.json",
        "pictures/us/ca/placer/es/card-letter-screen-1.webp",
        "us/ca/placer/es/card-letter-screen.pdf",
    ]
    assert files["us/ca/placer/es/card-letter-screen.pdf"] == one.pdf
    assert told(tmp_path) == [
        {
            "file": "us/ca/placer/es/card-letter-screen.pdf",
            "region": "us/ca/placer",
            "material": "card",
            "languages": ["es"],
            "paper": "letter",
            "edition": "screen",
            "sheet": None,
            "ink": "color",
            "large": False,
            "brand": None,
            "run": {"copies": 0, "start_at": 1, "flip": None, "front": [0.0, 0.0], "back": [0.0, 0.0]},
            "gang": "",
            "cards": [],
            "single": False,
            "profile": None,
            "pages": 1,
            "sha256": manifest.digest(one.pdf or b""),
            "facts": [
                {
                    "kind": "call",
                    "value": "+19165550142",
                    "shown": "916-555-0142",
                    "contact": "child_welfare",
                    "region": "us/ca/placer",
                    "sources": ["a list"],
                    "dated": "2020",
                    "confidence": "one source",
                }
            ],
            "findings": [
                {
                    "code": "translation-unreviewed",
                    "severity": "warning",
                    "message": "nobody has reviewed this",
                    "remedy": "ask a native speaker",
                    "where": None,
                }
            ],
        }
    ]


LOOKS = some.builds(
    Job,
    region=some.just("us/ca/placer"),
    material=some.just("card"),
    languages=some.sampled_from([("en",), ("es",), ("en", "es")]),
    paper=some.sampled_from(["letter", "3.5x2"]),
    edition=some.sampled_from(Edition),
    sheet=some.sampled_from([None, "letter", "avery-5371"]),
    ink=some.sampled_from(Ink),
    large=some.booleans(),
    brand=some.sampled_from([None, "river"]),
)


@given(LOOKS)
def test_an_entry_tells_all_of_its_job(one: Job) -> None:
    entry = json.loads(manifest.line_of(manifest.entry_of(made(one))))
    assert manifest.job_of(entry) == one
    assert entry["file"] == one.file


@given(LOOKS, LOOKS)
def test_two_jobs_never_have_one_file(one: Job, other: Job) -> None:
    assert (one.file == other.file) == (one == other)


@pytest.mark.parametrize(("key", "value"), [("brand", "../river"), ("sheet", "../../letter"), ("ink", "../grey")])
def test_no_look_reaches_outside_the_folder(tmp_path: Path, key: str, value: str) -> None:
    entry = json.loads(manifest.line_of(manifest.entry_of(made(job()))))
    (tmp_path / manifest.NAME).write_text(json.dumps({"files": [{**entry, key: value}]}))
    with pytest.raises(LamplightError):
        build(tmp_path)


def test_a_manifest_that_says_nothing_of_looks_is_of_another_lamplight(tmp_path: Path) -> None:
    entry = json.loads(manifest.line_of(manifest.entry_of(made(job()))))
    del entry["ink"]
    (tmp_path / manifest.NAME).write_text(json.dumps({"files": [entry]}))
    with pytest.raises(LamplightError) as error:
        build(tmp_path)
    assert [finding.code for finding in error.value.findings] == ["manifest-damaged"]


def test_the_manifest_says_what_made_it(tmp_path: Path) -> None:
    build(tmp_path)
    text = (tmp_path / manifest.NAME).read_text()
    assert re.match(r'\{"made_with": "lamplight [\d.]+, weasyprint [\d.]+, ', text)
    assert list(json.loads(text)) == ["made_with", "files"]


def test_a_build_adds_and_sorts_and_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    king, placer = made(job("us/wa/king")), made(job())
    build(tmp_path / "one", king)
    build(tmp_path / "one", placer)
    build(tmp_path / "two", placer, king)
    assert [entry["region"] for entry in told(tmp_path / "one")] == ["us/ca/placer", "us/wa/king"]
    assert kept(tmp_path / "one") == kept(tmp_path / "two")


def test_what_did_not_change_is_not_touched(tmp_path: Path) -> None:
    build(tmp_path, made(job()))
    before = {path: path.stat().st_ino for path in tmp_path.rglob("*.[pw]*") if path.is_file()}
    build(tmp_path, made(job()))
    assert len(before) == 2
    assert before == {path: path.stat().st_ino for path in before}


def test_what_changed_is_replaced_with_its_pictures(tmp_path: Path) -> None:
    first, second = made(job()), made(job(), "other words")
    build(tmp_path, replace(first, pictures=(*first.pictures, b"\x89PNG back")))
    build(tmp_path, second)
    files = kept(tmp_path)
    assert files[job().file] == second.pdf
    assert [name for name in files if name.startswith("pictures")] == [
        "pictures/us/ca/placer/en/card-letter-screen-1.webp"
    ]
    assert files["pictures/us/ca/placer/en/card-letter-screen-1.webp"] == second.pictures[0]
    assert honest(tmp_path)


def test_an_error_takes_the_older_file_away(tmp_path: Path) -> None:
    build(tmp_path, made(job()), made(job("us/wa/king")))
    with publish.output(tmp_path, lambda _: b"") as output:
        output.take(failed(job()))
        assert not (tmp_path / job().file).exists(), "at once, not at the end"
    assert list(kept(tmp_path)) == ["index.html", *[n for n in kept(tmp_path) if "king" in n or n == manifest.NAME]]
    assert [entry["region"] for entry in told(tmp_path)] == ["us/wa/king"]
    assert not (tmp_path / "us" / "ca").exists()


def test_of_two_results_for_one_file_the_last_counts(tmp_path: Path) -> None:
    build(tmp_path, made(job()), failed(job()))
    assert told(tmp_path) == []
    assert job().file not in kept(tmp_path)


def test_a_file_that_differs_from_its_entry_goes(tmp_path: Path) -> None:
    build(tmp_path, made(job()), made(job("us/wa/king")), made(job("us/wa/grant")))
    (tmp_path / job().file).write_bytes(b"changed by hand")
    (tmp_path / job("us/wa/king").file).unlink()
    build(tmp_path)
    assert [entry["region"] for entry in told(tmp_path)] == ["us/wa/grant"]
    assert [name for name in kept(tmp_path) if name.endswith((".pdf", ".webp"))] == [
        name for name in kept(tmp_path) if "grant" in name
    ]


def test_what_is_no_longer_wanted_goes_and_is_named(tmp_path: Path) -> None:
    build(tmp_path, made(job()), made(job("us/wa/king")))
    assert build(tmp_path, wanted=lambda entry: entry["region"] == "us/ca/placer") == (job("us/wa/king").file,)
    assert [entry["region"] for entry in told(tmp_path)] == ["us/ca/placer"]


def test_a_stranger_in_the_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "us").mkdir()
    (tmp_path / "us" / "mine.pdf").write_bytes(b"mine")
    build(tmp_path, made(job()))
    build(tmp_path, failed(job()))
    assert kept(tmp_path)["us/mine.pdf"] == b"mine"


def test_a_file_in_our_place_that_nobody_told_of_is_replaced(tmp_path: Path) -> None:
    (tmp_path / job().file).parent.mkdir(parents=True)
    (tmp_path / job().file).write_bytes(b"whose?")
    build(tmp_path, made(job()))
    assert honest(tmp_path)


def test_an_interrupted_build_keeps_what_was_finished(tmp_path: Path) -> None:
    def interrupted() -> Iterator[Made]:
        yield made(job())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_each(tmp_path, interrupted())
    assert [entry["file"] for entry in told(tmp_path)] == [job().file]
    assert honest(tmp_path)


def test_two_builds_at_once_are_told_apart(tmp_path: Path) -> None:
    with publish.output(tmp_path, lambda _: b""), pytest.raises(LamplightError) as error:
        build(tmp_path)
    assert error.value.findings[0].code == "output-busy"
    build(tmp_path)


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "[]",
        "{}",
        '{"files": 3}',
        '{"files": [{"file": "../../other.pdf"}]}',
        '{"files": [{"file": "x", "region": "x", "material": "x", "languages": [], "paper": "", "edition": "gold"}]}',
    ],
)
def test_a_damaged_manifest_stops_the_build(tmp_path: Path, damage: str) -> None:
    (tmp_path / manifest.NAME).write_text(damage)
    with pytest.raises(LamplightError) as error:
        build(tmp_path, made(job()))
    assert error.value.findings[0].code == "manifest-damaged"
    assert (tmp_path / manifest.NAME).read_text() == damage


def test_a_manifest_cannot_reach_outside(tmp_path: Path) -> None:
    outside = tmp_path / "outside" / "en" / "card-letter-screen.pdf"
    outside.parent.mkdir(parents=True)
    outside.write_bytes(b"precious")
    folder = tmp_path / "output"
    folder.mkdir()
    entry = manifest.entry_of(made(job("../outside")))
    (folder / manifest.NAME).write_bytes(manifest.render([manifest.line_of(entry)]))
    with pytest.raises(LamplightError):
        build(folder)
    assert outside.read_bytes() == b"precious"


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LamplightError) as error:
        build(tmp_path / "file" / "output")
    assert error.value.findings[0].code == "output-unusable"


def test_a_strict_build_publishes_nothing_with_a_warning() -> None:
    fine, warned = made(job()), made(job(language="es"))
    assert publish.strict(fine) == fine
    strict = publish.strict(warned)
    assert strict.pdf is None
    assert [finding.severity for finding in strict.findings] == [Severity.ERROR]
    assert WARNING.severity is Severity.WARNING


STEPS = some.lists(
    some.tuples(some.sampled_from(["us/ca/placer", "us/wa/king"]), some.sampled_from(["words", "others", None])),
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(STEPS, some.integers(0, 40))
def test_wherever_it_stops_each_file_is_told_of(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str | None]], stop: int
) -> None:
    folder = tmp_path_factory.mktemp("output")
    build(folder, made(job(), "older"), made(job("us/wa/king"), "older"))
    results = [made(job(region), words) if words else failed(job(region)) for region, words in steps]
    with pytest.MonkeyPatch.context() as patch, suppress(Stopped):
        stop_after(patch, stop)
        build(folder, *results)
    assert honest(folder)
    build(folder, *results)
    assert honest(folder)
    last = dict(steps)
    for region in ("us/ca/placer", "us/wa/king"):
        assert (folder / job(region).file).exists() == (last.get(region, "older") is not None)


class Stopped(BaseException):
    """Nothing of ours runs any more, as after `kill -9`."""


def stop_after(patch: pytest.MonkeyPatch, changes: int) -> None:
    """Let so many changes of the folder happen, and none after."""
    left = [changes]

    def counted(real: Callable[Anything, Result]) -> Callable[Anything, Result]:
        def change(*arguments: Anything.args, **options: Anything.kwargs) -> Result:
            if left[0] == 0:
                raise Stopped
            left[0] -= 1
            return real(*arguments, **options)

        return change

    patch.setattr(os, "link", counted(os.link))
    for name in ("unlink", "rmdir", "replace", "mkdir"):
        patch.setattr(Path, name, counted(getattr(Path, name)))


@pytest.mark.parametrize("nameless", [True, False])
def test_a_file_is_written_whole_with_or_without_nameless_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, nameless: bool
) -> None:
    if not nameless:
        monkeypatch.delattr(os, "O_TMPFILE")
    target, staging = tmp_path / "deep" / "file", tmp_path / "staging"
    for data in (b"first", b"second" * 100_000, b""):
        atomic.write(target, data, staging)
        assert target.read_bytes() == data
    assert target.stat().st_mode & 0o777 == 0o666 & ~umask()
    assert list(staging.iterdir()) == []


@pytest.mark.parametrize(("code", "known"), [(errno.EOPNOTSUPP, True), (errno.ENOSPC, False)])
def test_a_file_system_without_nameless_files_will_do_but_a_full_one_will_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, *, known: bool
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "link", refuse)
    with suppress(OSError) if known else pytest.raises(OSError, match="space"):
        atomic.write(tmp_path / "file", b"data", tmp_path / "staging")
    assert (tmp_path / "file").exists() == known


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
