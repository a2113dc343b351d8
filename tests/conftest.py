"""What many tests share: the project's own sources, read once, and a copy of them to break."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

import hypothesis
import pytest

from lamplight import pipeline
from own_project import ROOT, lay_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lamplight.pipeline import House


# No test depends on time; and where nobody looks on, the examples are the same each time.
hypothesis.settings.register_profile("lamplight", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("lamplight")


@pytest.fixture(scope="session")
def house() -> House:
    """Read the project's own sources; the files are dated by them, whatever the machine says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        house = pipeline.load(ROOT)
    # As a worker does: what was read stays, and is not looked at again and again.
    gc.freeze()
    return house


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Lay out a copy of the project with regions of its own; see `own_project.lay_out`."""
    return lambda **regions: lay_out(tmp_path / "project", **regions)
