"""A build of tiny files in a process of its own, made to be killed at any moment."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from lamplight import batch, gallery, publish
from lamplight.plan import plan
from lamplight.selection import Selection
from small_house import house

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

HOUSE = house()
JOBS = plan(Selection(regions=("us/*/*",)), HOUSE)


def build(root: Path, folder: Path, workers: int) -> None:
    """Build all of JOBS into `folder`, publishing often."""
    publish._SHORTEST_WAIT, publish._SHARE = 0.0, 1.0
    with publish.output(folder, page) as output:
        batch.run(JOBS, root, workers, output.take, "fake_workshop")


def build_forever(root: Path, folder: Path, workers: int, started: Connection) -> None:
    """Build again and again, each time with other words, so that files are replaced and not only added."""
    started.send("go")
    for turn in count():
        (root / "words").write_text(f"words {turn}")
        build(root, folder, workers)


def page(output: publish.Output) -> bytes:
    return gallery.page(output.entries.values(), output.pictures(), HOUSE)
