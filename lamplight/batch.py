"""Many jobs over many processes: a worker that is killed loses nothing, and none outlives its parent."""

from __future__ import annotations

import gc
import importlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import connection, forkserver
from typing import TYPE_CHECKING, Any, Protocol, cast

from lamplight.errors import LamplightError, SourceError
from lamplight.model import Finding, Job, Made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext
    from pathlib import Path


PIPELINE = "lamplight.pipeline"
# A typesetting process grows from 60 to 180 MiB over 400 documents.
_JOBS_OF_A_WORKER = 300
_TRIES = 2


class Workshop(Protocol):
    """A module that makes jobs."""

    def load(self, root: Path) -> Any:  # noqa: ANN401  only its own `make` looks inside
        """All that jobs share; raises SourceError."""

    def make(self, job: Job, house: Any) -> Made:  # noqa: ANN401
        """Make one file; whatever is wrong with the job is a finding."""


def run(
    jobs: Iterable[Job], root: Path, workers: int, on_made: Callable[[Made], object], workshop: str = PIPELINE
) -> None:
    """Make every job and hand each result to `on_made`, in this process, as it comes.

    With one worker everything happens in this process. A job during which its worker dies is tried once more,
    then ends as a `job-crashed` finding. `workshop` names a module with `load` and `make`.
    Raises SourceError when a worker cannot load the sources.
    """
    waiting = deque(_arranged(jobs))
    workers = min(workers, len(waiting))
    if workers > 1:
        _run_in_processes(waiting, workers, _Recipe(root, workshop), on_made)
    elif waiting:
        make = _maker(root, workshop)
        for job in waiting:
            on_made(make(job))


def processors() -> int:
    """How many processes can work at once on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _arranged(jobs: Iterable[Job]) -> list[Job]:
    """What shares templates, styles and sheets lies together, so that what a worker remembers is of use."""
    return sorted(jobs, key=lambda job: (job.material, job.paper, job.large, job.edition, job.languages))


def _maker(root: Path, workshop: str) -> Callable[[Job], Made]:
    module = cast("Workshop", importlib.import_module(workshop))
    house = module.load(root)
    # What was read stays for as long as the process: a tenth of its time went to looking whether it may go.
    gc.freeze()
    return lambda job: module.make(job, house)


@dataclass(frozen=True, slots=True)
class _Recipe:
    root: Path
    workshop: str


def _run_in_processes(waiting: deque[Job], workers: int, recipe: _Recipe, on_made: Callable[[Made], object]) -> None:
    deaths: dict[Job, int] = {}
    with _crew(recipe) as crew:
        while waiting or crew.busy:
            while waiting and len(crew.busy) < workers:
                crew.give(waiting.popleft())
            for job, made in crew.finished():
                if made is not None:
                    on_made(made)
                    continue
                deaths[job] = deaths.get(job, 0) + 1
                if deaths[job] < _TRIES:
                    waiting.appendleft(job)
                else:
                    on_made(_crashed(job))


def _crashed(job: Job) -> Made:
    message = f"the process that made {job.file} died {_TRIES} times"
    remedy = "free some memory and build again with -j 1; if that fails too, report it"
    return Made(job, None, 0, (), (Finding("job-crashed", message, remedy),))


@dataclass(slots=True)
class _Worker:
    process: multiprocessing.process.BaseProcess
    line: Connection
    jobs: int = 0


class _Crew:
    """Processes that wait for a job, and processes that have one."""

    def __init__(self, recipe: _Recipe) -> None:
        self._recipe = recipe
        self._context = _context(recipe.workshop)
        self._idle: list[_Worker] = []
        self.busy: dict[Connection, tuple[_Worker, Job]] = {}

    def give(self, job: Job) -> None:
        """Let some process make this job; a new one if none is idle."""
        worker = self._idle.pop() if self._idle else self._hire()
        worker.jobs += 1
        self.busy[worker.line] = worker, job
        # A worker that died while idle cannot listen; `finished` will see that it is gone.
        with _death_is_seen_later():
            worker.line.send(job)

    def finished(self) -> Iterator[tuple[Job, Made | None]]:
        """Wait, then yield each finished job with what came of it, None if its worker died."""
        for line in connection.wait(list(self.busy)):
            worker, job = self.busy.pop(cast("Connection", line))
            made = _received(worker.line)
            if made is None or worker.jobs >= _JOBS_OF_A_WORKER:
                self._end(worker)
            else:
                self._idle.append(worker)
            yield job, made

    def end(self) -> None:
        """Kill every process: none has anything to lose."""
        for worker in [*self._idle, *(worker for worker, _ in self.busy.values())]:
            self._end(worker)

    def _hire(self) -> _Worker:
        line, their_line = self._context.Pipe()
        process = self._context.Process(target=_work, args=(their_line, self._recipe), daemon=True)
        process.start()
        # Only the worker may hold its end, or its death would not end the line.
        their_line.close()
        return _Worker(process, line)

    @staticmethod
    def _end(worker: _Worker) -> None:
        worker.process.kill()
        worker.process.join()
        worker.line.close()


@contextmanager
def _crew(recipe: _Recipe) -> Iterator[_Crew]:
    crew = _Crew(recipe)
    try:
        yield crew
    finally:
        crew.end()


@contextmanager
def _death_is_seen_later() -> Iterator[None]:
    try:
        yield
    except (BrokenPipeError, ConnectionResetError):
        return


def _received(line: Connection) -> Made | None:
    try:
        answer = line.recv()
    except (EOFError, OSError):
        return None
    if isinstance(answer, Made):
        return answer
    raise SourceError(answer)


def _context(workshop: str) -> ForkServerContext:
    """Where processes come from: a server that has the workshop imported already.

    It starts deaf to Ctrl-C, and so do all its children: the terminal sends it to every process of the
    foreground, but only the parent may decide what becomes of the work.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([workshop])
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        forkserver.ensure_running()
    finally:
        signal.signal(signal.SIGINT, heard)
    return context


def _work(line: Connection, recipe: _Recipe) -> None:
    """Make jobs until the line ends."""
    threading.Thread(target=_die_with_parent, daemon=True).start()
    try:
        make = _maker(recipe.root, recipe.workshop)
    except LamplightError as error:
        line.send(error.findings)
        return
    while True:
        line.send(make(line.recv()))


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
