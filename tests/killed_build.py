"""A build of tiny files in a process of its own, made to be killed at any moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_house import house

from lamplight import batch, gallery, publish
from lamplight.plan import Selection, plan

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

HOUSE = house()
JOBS = plan(Selection(regions=("us/*", "us/*/*")), HOUSE)


def build(root: Path, folder: Path, workers: int, started: Connection | None = None) -> None:
    """Build all of JOBS into `folder`, publishing often."""
    publish._SHORTEST_WAIT = publish._SHARE = 0.001  # type: ignore[misc]  # noqa: SLF001
    with publish.output(folder, page) as output:
        if started:
            started.send("go")
        batch.run(JOBS, root, workers, output.take, "fake_workshop")


def page(output: publish.Output) -> bytes:
    return gallery.page(output.entries.values(), output.pictures(), HOUSE)
