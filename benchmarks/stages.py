"""How long each stage takes for each material: medians over several jobs, in milliseconds, in one process.

python benchmarks/stages.py [RUNS]
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lamplight import compose, impose, pictures, pipeline, plan, preflight, press, selection, separate, typeset  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

STAGES: dict[str, tuple[tuple[Any, str], ...]] = {
    "compose": ((compose.Composer, "compose"), (compose.Composer, "together")),
    "typeset": ((typeset.Typesetter, "set"),),
    "separate": ((separate, "separate"),),
    "impose": ((impose, "impose"), (impose, "two_sided"), (impose, "joined"), (press, "lay_out")),
    "preflight": ((preflight, "examine"),),
    "pictures": ((pictures, "pictures"),),
}


def clocked(run: Callable[..., Any], stage: str, spent: Counter[str]) -> Callable[..., Any]:
    """The same function, whose time is added to its stage."""

    def timed(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever it takes
        start = time.perf_counter()
        try:
            return run(*given, **named)
        finally:
            spent[stage] += time.perf_counter() - start  # type: ignore[assignment] - a counter of seconds

    return timed


def main(runs: int, editions: tuple[str, ...]) -> None:
    """Prints a row for each material, paper and edition."""
    start = time.perf_counter()
    house = pipeline.load(ROOT)
    print(f"sources read in {(time.perf_counter() - start) * 1e3:.0f} ms")
    spent: Counter[str] = Counter()
    for stage, functions in STAGES.items():
        for home, name in functions:
            setattr(home, name, clocked(getattr(home, name), stage, spent))
    counties = [path for path in house.atlas.paths if path.startswith("us/ca/")][:runs]
    print(f"{'':44}" + "".join(f"{stage:>10}" for stage in STAGES) + f"{'all':>10}")
    asked = selection.Selection(regions=("us/ca/placer",), languages=("en",), editions=editions)
    for job in plan.plan(asked, house):
        pipeline.make(job, house)
        laps = []
        for region in counties:
            spent.clear()
            pipeline.make(replace(job, region=region), house)
            laps.append(dict(spent))
        medians = [statistics.median(lap.get(stage, 0) for lap in laps) * 1e3 for stage in STAGES]
        name = job.file.rpartition("/")[2].removesuffix(".pdf")
        print(f"{name:44}" + "".join(f"{ms:10.1f}" for ms in (*medians, sum(medians))))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10, tuple(sys.argv[2:]) or selection.Selection().editions)
