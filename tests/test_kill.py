"""`kill -9` at any moment: each file that is there is whole and told of, and the next build ends clean."""

from __future__ import annotations

import io
import json
import multiprocessing
import random
import signal
import time
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from killed_build import JOBS, build, build_forever
from lamplight import manifest

if TYPE_CHECKING:
    from pathlib import Path

OURS = {"manifest.json", "index.html", ".lock"}


def test_a_build_that_is_killed_again_and_again(tmp_path: Path) -> None:
    moments = random.Random(2026)  # noqa: S311 - any moments will do, if they are the same each time
    folder = tmp_path / "output"
    found = set()
    for turn in range(24):
        kill_a_build(tmp_path, folder, 2 if turn % 6 == 0 else 1, moments.uniform(0, 0.3))
        found.add(len(look(folder)))
    assert len(found) > 3, "each build was killed at the same moment"
    build(tmp_path, folder, 1)
    assert look(folder) == {job.file for job in JOBS}
    assert not (folder / ".staging").exists()


def kill_a_build(root: Path, folder: Path, workers: int, after: float) -> None:
    """Start building, and after so many seconds kill it."""
    context = multiprocessing.get_context("forkserver")
    started, theirs = context.Pipe(duplex=False)
    process = context.Process(target=build_forever, args=(root, folder, workers, theirs))
    process.start()
    theirs.close()
    started.recv()
    time.sleep(after)
    process.kill()
    process.join()
    started.close()
    assert process.exitcode == -signal.SIGKILL


def look(folder: Path) -> set[str]:
    """Prove that each file there is whole and as the manifest says; the PDFs."""
    told = json.loads((folder / "manifest.json").read_text())["files"] if (folder / "manifest.json").exists() else []
    digests = {entry["file"]: entry["sha256"] for entry in told}
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    documents = {name for name in files if name.endswith(".pdf")}
    for name in documents:
        data = files[name].read_bytes()
        assert len(PdfReader(io.BytesIO(data)).pages) == 1
        assert manifest.digest(data) == digests[name]
    pictures = {name for name in files if name.startswith("pictures/") and len(files[name].read_bytes()) == 36}
    # Between two system calls the next manifest waits, whole, to take the place of the last.
    waiting = {name for name in files if name.startswith(".staging/") and whole(files[name])}
    assert set(files) - documents - pictures - waiting - OURS == set()
    return documents


def whole(path: Path) -> bool:
    text = path.read_text()
    return text.endswith("</html>\n") if path.suffix == ".html" else bool(json.loads(text))


@pytest.mark.parametrize("damage", ["half", "stray"])
def test_the_look_would_notice(tmp_path: Path, damage: str) -> None:
    build(tmp_path, tmp_path / "output", 1)
    look(tmp_path / "output")
    victim = tmp_path / "output" / JOBS[0].file
    if damage == "half":
        victim.write_bytes(victim.read_bytes()[:-100])
    else:
        victim.with_suffix(".tmp").touch()
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever the reader says of half a file
        look(tmp_path / "output")
