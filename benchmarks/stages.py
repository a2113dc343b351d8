"""How long each stage takes for each material: medians over several jobs, in milliseconds, in one process.

python benchmarks/stages.py [RUNS]
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lamplight import pictures, pipeline, plan, preflight, selection  # noqa: E402

if TYPE_CHECKING:
    from lamplight.model import Job

STAGES = ("compose", "typeset", "impose", "preflight", "pictures")


def timed(job: Job, house: pipeline.House) -> list[float]:
    """Seconds of each stage of a job."""
    moments = [time.perf_counter()]

    def lap() -> None:
        moments.append(time.perf_counter())

    composition = pipeline._compose(job, house)  # noqa: SLF001 - the stages, one by one
    lap()
    setting = pipeline._typeset(composition, house)  # noqa: SLF001
    lap()
    pdf = pipeline._impose(setting, composition, house)  # noqa: SLF001
    lap()
    preflight.examine(pipeline._proof(pdf, setting, composition, house))  # noqa: SLF001
    lap()
    pictures.pictures(pdf)
    lap()
    return [after - before for before, after in pairwise(moments)]


def main(runs: int) -> None:
    """Prints a row for each material, paper and edition."""
    start = time.perf_counter()
    house = pipeline.load(ROOT)
    print(f"sources read in {(time.perf_counter() - start) * 1e3:.0f} ms")
    counties = [path for path in house.atlas.paths if path.startswith("us/ca/")][:runs]
    print(f"{'':44}" + "".join(f"{stage:>10}" for stage in STAGES) + f"{'all':>10}")
    for job in plan.plan(selection.Selection(regions=("us/ca/placer",), languages=("en",)), house):
        timed(job, house)
        laps = [timed(replace(job, region=region), house) for region in counties]
        medians = [statistics.median(lap[stage] for lap in laps) * 1e3 for stage in range(len(STAGES))]
        name = job.file.rpartition("/")[2].removesuffix(".pdf")
        print(f"{name:44}" + "".join(f"{ms:10.1f}" for ms in (*medians, sum(medians))))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
