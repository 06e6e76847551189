"""Measure an upload: a file of 20,000 illustrative initiatieven with 600 faults, beside the embedded example.

Run as `python -m tests.bench.bench_upload [--rows N --file REGION.gpkg]`. As CSV and as XLSX it prints seconds for reading,
judging, the differences that are shown, and checking and taking over the good rows (to a copy of the region); in brackets
those of the processor: on a busy machine only these say something. The goal is 20,000 rows within 10 seconds; nothing here
passes or fails by time, only by faults that were not found or were invented.
"""

import argparse
import shutil
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from mapping.sources.upload.reading import read_upload
from mapping.sources.upload.report import Report, judge
from mapping.store import history
from mapping.store.difference import difference
from mapping.store.geopackage import GeoPackage
from mapping.store.proposal import proposal_findings, typed
from mapping.views.editing import derive
from tests.bench.bench_flow import EXAMPLE
from tests.formats import initiatieven
from tests.unit.sources.upload.beside import ORIGIN, asked

ROWS = 20_000
"""Rows of the goal; of every 2,000, 60 have a fault."""

FILLS = {**ORIGIN, "status": "actief", "telt_als_plaats": "ja", "voorbeeld": "ja"}
BYTES_PER_MB = 10**6
STEPS = ("read", "judge", "difference", "take over", "until the report", "all")
WRITERS = {"csv": initiatieven.write_csv, "xlsx": initiatieven.write_xlsx}


def made_sheet(rows: int) -> initiatieven.Sheet:
    """Return sheets of 2,000 rows below one another, each made from another seed, with its number in every name."""
    blocks, planted = [], {}
    for number in range(-(-rows // initiatieven.ROWS)):
        block = initiatieven.sheet(seed=initiatieven.SEED + number)
        named = block.cells["Naam initiatief"]
        blocks.append(block.cells.assign(**{"Naam initiatief": named.where(named == "", named + f" reeks {number}")}))
        first = number * initiatieven.ROWS
        planted |= {(first + row, header): kind for (row, header), kind in block.planted.items()}
    last = initiatieven.FIRST_ROW + rows
    cells = pd.concat(blocks, ignore_index=True).iloc[:rows]
    return initiatieven.Sheet(cells, {place: kind for place, kind in planted.items() if place[0] < last})


def measure(path: Path, region: Path, made: initiatieven.Sheet) -> None:
    """Print the seconds of each step for one file; stop where a fault was missed or invented."""
    store = GeoPackage(region)
    now = store.read()
    times = [_clocks()]
    read = read_upload(path.read_bytes(), path.name)
    times.append(_clocks())
    sheet, cells = next(iter(read.tables.items()))
    report = judge(
        asked("initiatief", cells, file=path.name, first_row=read.first_rows[sheet], decimal=read.decimal,
              fills=FILLS, now=now)
    )  # fmt: skip
    times.append(_clocks())
    found = difference({name: now[name] for name in report.tables}, report.tables)
    times.append(_clocks())
    _take_over(store, report)
    times.append(_clocks())
    _check(report, made)
    size = path.stat().st_size / BYTES_PER_MB
    print(f"{path.suffix[1:]}, {size:.1f} MB: {report.rows} rows, {report.wrong} wrong, {len(found)} differences")
    steps = np.diff(times, axis=0)
    named = zip(STEPS, (*steps, steps[:3].sum(axis=0), steps.sum(axis=0)), strict=True)
    print("   " + ", ".join(f"{name} {wall:.2f} s ({cpu:.2f})" for name, (wall, cpu) in named), flush=True)


def _clocks() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _take_over(store: GeoPackage, report: Report) -> None:
    """Check the tables as they will stand and store them as the next version, as the page does."""
    if proposal_findings(store.read(), report.tables):
        raise SystemExit("the good rows are refused as a whole")
    author = history.Author("bench", "upload")
    history.change(store, typed(report.tables), author, base=history.current(store), derive=derive)


def _check(report: Report, made: initiatieven.Sheet) -> None:
    """Raise SystemExit where the faults found are not those planted."""
    found = {(finding.row, finding.column) for finding in report.findings}
    if found != set(made.planted):
        raise SystemExit(f"missed {len(set(made.planted) - found)}, invented {len(found - set(made.planted))}")


def main() -> None:
    """Measure both forms, each beside a fresh copy of the region."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--file", type=Path, default=EXAMPLE)
    chosen = parser.parse_args()
    made = made_sheet(chosen.rows)
    print(f"{len(made.cells)} rows, {len(made.planted)} planted faults")
    for ending, write in WRITERS.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"aanbod.{ending}"
            write(made, path)
            measure(path, Path(shutil.copy(chosen.file, folder)), made)


if __name__ == "__main__":
    main()
