"""Measure what rules cost: a region of 270 gebieden with every groep and 300 initiatieven, made from the embedded example.

Run as `python -m tests.bench.bench_flow [--initiatieven N --capacity FACTOR --file REGION.gpkg]`. Prints seconds; nothing
here passes or fails by time.
"""

import argparse
import time
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from mapping.analysis.model_run import run
from mapping.analysis.need import with_vraag
from mapping.analysis.rule_cost import Lift, RuleFlows, region_identity, rule_cost
from mapping.analysis.settings import Settings
from mapping.model import RD_NEW
from mapping.store.geopackage import GeoPackage
from tests.bench.bench_access import fastest

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "voorbeeld.gpkg"

JITTER_M = 2500.0
"""How far, as a standard deviation per axis, a copy of an initiatief lies from the one it was copied from."""

SEED = 1

TODAY = "2026-11-22"
"""The day of the calculation, so that every run has the same offer."""

LISTS = ("initiatief_subgroep", "initiatief_taal", "initiatief_vraagtype", "toegangsregel", "werkgebied")
"""The tables with rows per initiatief."""


def made_region(path: Path, initiatieven: int, *, capacity: float) -> dict[str, pd.DataFrame]:
    """Return the tables of a region whose initiatieven were copied, with their rules, until at least this many count.

    The first copy stands where it stood, later ones are moved at random (seeded). capacity: what places are multiplied by.
    """
    tables, _made_again = with_vraag(GeoPackage(path).read())
    random = np.random.default_rng(SEED)
    counting = len(run(tables, tables["vraag"], Settings(on=TODAY)).initiatief)
    copies = [_copy(tables, number, random) for number in range(-(-initiatieven // counting))]
    joined = {name: pd.concat([copy[name] for copy in copies], ignore_index=True) for name in copies[0]}
    offer = joined["initiatief"]
    offer["capaciteit_pj"] *= capacity
    return tables | joined | {"initiatief": gpd.GeoDataFrame(offer, geometry="geometry", crs=RD_NEW)}


def _copy(tables: dict[str, pd.DataFrame], number: int, random: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Return the offer once more under other names and, but for the first, elsewhere."""
    suffix = f"-{number}" if number else ""
    copies = {name: tables[name].assign(initiatief=tables[name]["initiatief"] + suffix) for name in LISTS}
    offer = tables["initiatief"].assign(initiatief=tables["initiatief"]["initiatief"] + suffix)
    if number:
        moved = random.normal(0, JITTER_M, (len(offer), 2))
        points = gpd.points_from_xy(offer.geometry.x + moved[:, 0], offer.geometry.y + moved[:, 1], crs=RD_NEW)
        offer = offer.set_geometry(gpd.GeoSeries(points, index=offer.index).where(offer.geometry.notna()))
    return copies | {"initiatief": offer}


def measure(path: Path, initiatieven: int, capacity: float) -> None:
    """Time the identity, the three numbers of the region and of each initiatief, each from a calculation that is ready."""
    tables = made_region(path, initiatieven, capacity=capacity)
    run_s, chosen = fastest(lambda: run(tables, tables["vraag"], Settings(on=TODAY)))
    gebieden, shape = len(tables["gebied"]), chosen.people.demand.shape
    print(f"{gebieden} gebieden, {shape[0]} cellen, {shape[1]} groepen, {len(chosen.initiatief)} initiatieven")
    regios = sorted(tables["gebied"]["regio"].unique())
    identity_s, _ = fastest(lambda: region_identity(RuleFlows(chosen)))
    cost_s, cost = fastest(lambda: rule_cost(RuleFlows(chosen), Lift()))
    print(f"run {run_s:.2f} s, identity {identity_s:.2f} s, three numbers of all rules {cost_s:.2f} s: {cost}")
    regio_s, _ = fastest(lambda: [_regio(RuleFlows(chosen), regio) for regio in regios])
    print(f"identity and three numbers of each of {len(regios)} regio's: {regio_s:.2f} s")
    flows = RuleFlows(chosen)
    start = time.perf_counter()
    for name in chosen.initiatief["initiatief"]:
        rule_cost(flows, Lift(initiatief=name))
    each_s = (time.perf_counter() - start) / len(chosen.initiatief)
    print(f"three numbers of one initiatief: {each_s:.3f} s, mean over all")
    together_s = identity_s + cost_s
    print(
        f"identity + region: {together_s:.2f} s; at three steunvragen, with their runs: {3 * (run_s + together_s):.2f} s"
    )


def _regio(flows: RuleFlows, regio: str) -> None:
    region_identity(flows, regio)
    rule_cost(flows, Lift(regio=regio))


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--initiatieven", type=int, default=300)
    parser.add_argument("--capacity", type=float, default=1.0)
    parser.add_argument("--file", type=Path, default=EXAMPLE)
    chosen = parser.parse_args()
    measure(chosen.file, chosen.initiatieven, chosen.capacity)


if __name__ == "__main__":
    main()
