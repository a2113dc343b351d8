"""How far a run is: a bar on a terminal, some plain lines elsewhere."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# More lines than this tell nobody anything.
_MOST_LINES = 50


@contextmanager
def shown(total: int, stream: TextIO) -> Iterator[Callable[[str], None]]:
    """Give a function that is called with each file's name when it is done."""
    if stream.isatty():
        with _bar(stream) as bar:
            task = bar.add_task("", total=total)
            yield lambda name: bar.update(task, advance=1, description=name)
            bar.update(task, description="done")
    else:
        yield _Lines(total, stream).say


def _bar(stream: TextIO) -> Progress:
    # The name is shown as it is: a bracket in it is no colour.
    columns = BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False)
    return Progress(*columns, console=Console(file=stream))


class _Lines:
    """Each file of a small run, some of a large one."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total, self._stream = total, stream
        self._step = -(-total // _MOST_LINES)
        self._done = 0

    def say(self, name: str) -> None:
        self._done += 1
        if self._done % self._step == 0 or self._done == self._total:
            self._stream.write(f"{self._done:>{len(str(self._total))}} of {self._total}  {name}\n")
            self._stream.flush()
