"""Many jobs over many processes: nothing is lost, nothing outlives its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lamplight import batch
from lamplight.errors import SourceError
from lamplight.model import Edition, Job, Made

if TYPE_CHECKING:
    from collections.abc import Callable

WORKSHOP = "fake_workshop"
ROOT = Path(__file__).parent.parent


def jobs(count: int, material: str = "card") -> list[Job]:
    """Return one job a region."""
    return [Job(f"us/ca/r{number}", material, ("en",), "letter", Edition.SCREEN) for number in range(count)]


def run(wanted: list[Job], root: Path, workers: int) -> dict[Job, Made]:
    """Run them, proving that each comes back once."""
    made: list[Made] = []
    batch.run(wanted, root, workers, made.append, WORKSHOP)
    by_job = {one.job: one for one in made}
    assert len(made) == len(by_job)
    return by_job


@pytest.mark.parametrize("workers", [1, 3])
def test_every_job_comes_back_once(tmp_path: Path, workers: int) -> None:
    wanted = jobs(20)
    made = run(wanted, tmp_path, workers)
    assert set(made) == set(wanted)
    assert all(one.pdf for one in made.values())


def test_processes_make_the_same_bytes_as_one(tmp_path: Path) -> None:
    wanted = jobs(6)
    assert run(wanted, tmp_path, 1) == run(wanted, tmp_path, 2)


def test_nothing_to_do_starts_nothing(tmp_path: Path) -> None:
    assert run([], tmp_path / "missing", 2) == {}


def test_a_killed_worker_loses_no_job(tmp_path: Path) -> None:
    wanted = [*jobs(8), *jobs(2, "victim")]
    made = run(wanted, tmp_path, 2)
    assert len(list(tmp_path.glob("died-*"))) == 2
    assert all(made[job].pdf for job in wanted)


def test_a_job_that_kills_twice_becomes_its_finding(tmp_path: Path) -> None:
    wanted = [*jobs(8), *jobs(1, "murderer")]
    made = run(wanted, tmp_path, 2)
    crashed = made[wanted[-1]]
    assert crashed.pdf is None
    assert [finding.code for finding in crashed.findings] == ["job-crashed"]
    assert all(made[job].pdf for job in wanted[:-1])


def test_workers_are_replaced_before_they_grow_fat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_JOBS_OF_A_WORKER", 3)
    assert len(run(jobs(20), tmp_path, 2)) == 20


@pytest.mark.parametrize("workers", [1, 2])
def test_sources_that_broke_meanwhile_stop_the_run(tmp_path: Path, workers: int) -> None:
    (tmp_path / "broken").touch()
    with pytest.raises(SourceError) as error:
        run(jobs(4), tmp_path, workers)
    assert [finding.code for finding in error.value.findings] == ["yaml-wrong"]


def test_an_error_in_the_parent_ends_the_workers(tmp_path: Path) -> None:
    def refuse(_: Made) -> None:
        message = "the disk is full"
        raise OSError(message)

    with pytest.raises(OSError, match="full"):
        batch.run([*jobs(1), *jobs(1, "sleeper")], tmp_path, 2, refuse, WORKSHOP)
    assert all(not alive(worker) for worker in sleepers(tmp_path))


PARENT = """
import sys; sys.path[:0] = [{root!r}, {tests!r}]
from pathlib import Path
from lamplight import batch
from test_batch import jobs
try:
    batch.run(jobs(4, "sleeper"), Path({house!r}), 2, print, "fake_workshop")
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.parametrize(("ending", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_workers_end_with_their_parent(tmp_path: Path, ending: signal.Signals, code: int) -> None:
    script = PARENT.format(root=str(ROOT), tests=str(ROOT / "tests"), house=str(tmp_path))
    parent = subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE, text=True, start_new_session=True)
    wait_until(lambda: len(sleepers(tmp_path)) == 2)
    workers = sleepers(tmp_path)
    # A terminal sends Ctrl-C to the whole group; `kill -9` hits one process.
    if ending == signal.SIGINT:
        os.killpg(parent.pid, ending)
    else:
        os.kill(parent.pid, ending)
    complaints = parent.communicate(timeout=20)[1]
    assert parent.returncode == code
    assert complaints == ""
    wait_until(lambda: not any(map(alive, workers)))


def sleepers(folder: Path) -> list[int]:
    """Return the processes that said they sleep."""
    return [int(mark.name.removeprefix("asleep-")) for mark in folder.glob("asleep-*")]


def alive(process: int) -> bool:
    """Is it there, and not only waiting to be reaped?"""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until(it_is_so: Callable[[], bool]) -> None:
    """Look again and again, at most 20 seconds."""
    for _ in range(400):
        if it_is_so():
            return
        time.sleep(0.05)
    pytest.fail("waited in vain")
