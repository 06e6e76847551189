"""Measure the draws: seconds, the summary and peak memory for a region file, with its own offer and with more.

Run as `python -m tests.bench.bench_uncertainty [FILE] [--draws N] [--initiatieven N]`; FILE is the example unless given.
More initiatieven are copies of those in the file, moved (bench_flow). Prints wall-clock seconds and, in brackets, those of
the processor: on a busy machine only the second says something. Nothing here passes or fails by time.
"""

import argparse
import time
import tracemalloc
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from mapping.analysis.chance.draws import DRAWS
from mapping.analysis.chance.prepared import prepare
from mapping.analysis.model_run import ModelRun, run
from mapping.analysis.need import with_vraag
from mapping.analysis.settings import Settings
from mapping.analysis.uncertainty import certainty, simulate
from mapping.model import UNIEK, Gebiedsniveau
from mapping.store.geopackage import GeoPackage
from tests.bench.bench_flow import made_region

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "voorbeeld.gpkg"
MORE = 300
"""Initiatieven of the goal: 1,000 draws for a region of 270 gebieden with 300 of them in at most 10 seconds."""

MEMORY_DRAWS = 100
"""Draws for the measurement of memory: tracing makes them slow; what they take grows with their number."""

BYTES_PER_MB = 2**20


def measure(model: ModelRun, tables: dict[str, pd.DataFrame], *, draws: int, kinds: list[str] | None) -> None:
    """Print the seconds of preparing, drawing and summing up."""
    times = [(time.perf_counter(), time.process_time())]

    def noted(answer):
        times.append((time.perf_counter(), time.process_time()))
        return answer

    prepared = noted(prepare(model, tables, Gebiedsniveau.WIJK, kinds=kinds))
    drawn = noted(simulate(prepared, draws=draws))
    noted(certainty(prepared, tables, Gebiedsniveau.WIJK, drawn))
    steps = np.diff(times, axis=0)
    words = [f"{wall:.2f} s ({cpu:.2f})" for wall, cpu in (*steps, steps.sum(axis=0))]
    what = "every groep" if kinds is None else ", ".join(kinds)
    print(f"   {what}: prepare {words[0]}, {draws} draws {words[1]}, sum up {words[2]}, all {words[3]}")


def peak_mb(model: ModelRun, tables: dict[str, pd.DataFrame], *, kinds: list[str] | None) -> float:
    """Return the peak memory of MEMORY_DRAWS draws with their summary, in MB."""
    prepared = prepare(model, tables, Gebiedsniveau.WIJK, kinds=kinds)
    tracemalloc.start()
    certainty(prepared, tables, Gebiedsniveau.WIJK, simulate(prepared, draws=MEMORY_DRAWS))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / BYTES_PER_MB


def main() -> None:
    """Run with the offer of the file and with more."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=EXAMPLE)
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--initiatieven", type=int, default=MORE)
    asked = parser.parse_args()
    tables, _made = with_vraag(GeoPackage(asked.file).read())
    for loaded in (tables, made_region(asked.file, asked.initiatieven, capacity=1.0)):
        model = run(loaded, loaded["vraag"], Settings(on=date.today().isoformat()))
        cells, groups = model.people.need.shape
        print(
            f"{len(loaded['gebied'])} gebieden, {cells} cellen × {groups} groepen, {len(model.initiatief)} initiatieven"
        )
        for kinds in ([UNIEK], None):
            measure(model, loaded, draws=asked.draws, kinds=kinds)
            print(f"   peak of {MEMORY_DRAWS} draws: {peak_mb(model, loaded, kinds=kinds):.0f} MB")


if __name__ == "__main__":
    main()
