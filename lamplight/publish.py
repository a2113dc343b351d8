"""The output folder: each file whole or absent, and known to the manifest before it is there."""

from __future__ import annotations

import fcntl
import shutil
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from lamplight import atomic, manifest
from lamplight.errors import LamplightError
from lamplight.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lamplight.manifest import Entry
    from lamplight.model import Made

INDEX = "index.html"
_PICTURES = "pictures"
_STAGING = ".staging"
_LOCK = ".lock"
_SHORTEST_WAIT = 0.5
# Writing the manifest may take this part of the time, at most.
_SHARE = 0.1


def strict(made: Made) -> Made:
    """The same, with each warning an error: what has one is not published."""
    findings = tuple(replace(finding, severity=Severity.ERROR) for finding in made.findings)
    return replace(made, findings=findings, pdf=None if findings else made.pdf)


@contextmanager
def output(folder: Path, index: Callable[[Output], bytes]) -> Iterator[Output]:
    """The folder, for this process alone; what was taken is in place when it ends, however it ends.

    `index` makes the page that shows it all, `index.html`, which is written at the end.
    Raises LamplightError if another build is using it, it cannot be written, or its manifest is damaged.
    """
    with _alone(folder):
        shutil.rmtree(folder / _STAGING, ignore_errors=True)
        opened = Output(folder)
        try:
            yield opened
        finally:
            opened.flush()
            opened.put(INDEX, index(opened))
            shutil.rmtree(folder / _STAGING, ignore_errors=True)


class Output:
    """What is in the output folder. Open it with `output`.

    A file that is not as the manifest says is taken away: an interrupted build or somebody's hand left it so,
    and neither may be handed out.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.entries = manifest.read(folder / manifest.NAME)
        self._lines = {file: manifest.line_of(entry) for file, entry in self.entries.items()}
        self._waiting: dict[str, tuple[Made, Entry]] = {}
        self._flushed = time.monotonic()
        self._patience = _SHORTEST_WAIT
        self.keep_only(self._is_as_told)

    def keep_only(self, wanted: Callable[[Entry], bool]) -> tuple[str, ...]:
        """Take away every file that is not wanted; returns their paths."""
        unwanted = tuple(file for file, entry in self.entries.items() if not wanted(entry))
        for file in unwanted:
            self._take_away(file)
        return unwanted

    def take(self, made: Made) -> Entry:
        """Publish a file soon or, if it must not be, take an older one of that name away at once.

        Returns what the manifest says of it, or would say.
        """
        entry = manifest.entry_of(made)
        self._waiting.pop(made.job.file, None)
        if made.pdf is None:
            self._take_away(made.job.file)
        else:
            self._waiting[made.job.file] = made, entry
        if time.monotonic() - self._flushed > self._patience:
            self.flush()
        return entry

    def flush(self) -> None:
        """Put what is waiting in place.

        First what was different goes, then the manifest tells of the new, then the new comes: wherever this is
        interrupted, each file that is there is whole and is the one that the manifest tells of.
        """
        started = time.monotonic()
        for file, (made, entry) in self._waiting.items():
            self._announce(file, made, entry)
        self.put(manifest.NAME, manifest.render(self._lines[file] for file in sorted(self._lines)))
        self._flushed = time.monotonic()
        self._patience = max(_SHORTEST_WAIT, (self._flushed - started) / _SHARE)
        for file, (made, _) in self._waiting.items():
            for path, data in self._contents(file, made).items():
                if not path.exists():
                    atomic.write(path, data, self._folder / _STAGING)
        self._waiting.clear()

    def put(self, name: str, data: bytes) -> None:
        """Write a file of this folder, in place of an older one."""
        atomic.write(self._folder / name, data, self._folder / _STAGING)

    def pictures(self) -> dict[str, list[str]]:
        """The pictures of each file, in the order of its pages; paths below the folder."""
        found: dict[str, list[str]] = {}
        for picture in sorted((self._folder / _PICTURES).rglob("*-[0-9].*")):
            file = picture.relative_to(self._folder / _PICTURES).as_posix().rpartition("-")[0] + ".pdf"
            found.setdefault(file, []).append(picture.relative_to(self._folder).as_posix())
        return found

    def _announce(self, file: str, made: Made, entry: Entry) -> None:
        if file not in self.entries or self.entries[file]["sha256"] != entry["sha256"]:
            self._take_away(file)
        for picture in self._pictures_of(file):
            if picture.read_bytes() != self._contents(file, made).get(picture):
                picture.unlink()
        self.entries[file] = entry
        self._lines[file] = manifest.line_of(entry)

    def _contents(self, file: str, made: Made) -> dict[Path, bytes]:
        stem = self._folder / _PICTURES / file.removesuffix(".pdf")
        pictures = {
            stem.with_name(f"{stem.name}-{number}.{_kind(picture)}"): picture
            for number, picture in enumerate(made.pictures, start=1)
        }
        return {self._folder / file: made.pdf or b"", **pictures}

    def _pictures_of(self, file: str) -> list[Path]:
        stem = self._folder / _PICTURES / file.removesuffix(".pdf")
        return list(stem.parent.glob(f"{stem.name}-[0-9].*"))

    def _is_as_told(self, entry: Entry) -> bool:
        try:
            return manifest.digest((self._folder / entry["file"]).read_bytes()) == entry["sha256"]
        except OSError:
            return False

    def _take_away(self, file: str) -> None:
        for path in (self._folder / file, *self._pictures_of(file)):
            path.unlink(missing_ok=True)
            _remove_empty(path.parent, self._folder)
        self.entries.pop(file, None)
        self._lines.pop(file, None)


def _kind(picture: bytes) -> str:
    return "png" if picture.startswith(b"\x89PNG") else "webp"


def _remove_empty(folder: Path, top: Path) -> None:
    """Remove folders that hold nothing any more, up to `top`, which stays."""
    with suppress(OSError):
        while folder != top:
            folder.rmdir()
            folder = folder.parent


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / _LOCK).open("wb")
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror}"
        raise LamplightError([Finding("output-unusable", message, "choose another folder with -o")]) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            message = f"another build is writing to {folder}"
            remedy = "wait until it has ended, or choose another folder with -o"
            raise LamplightError([Finding("output-busy", message, remedy)]) from error
        yield
