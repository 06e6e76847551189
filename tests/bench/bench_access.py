"""Measure the access core: against PySAL `access`, at the size of the nation, and how time grows with the pairs.

Run as `python -m tests.bench.bench_access [a] [b] [c] [--cellen N --initiatieven N --groepen N --reach-km KM]`; without
letters all three. Prints seconds and ratios; nothing here passes or fails by time, only by unequal results.
"""

import argparse
import logging
import time
import tracemalloc
import warnings
from collections.abc import Callable

import numpy as np
import pandas as pd
from access import Access, weights
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from mapping.analysis.access import two_step_access
from mapping.analysis.split import split_need

NEDERLAND_SIDE_KM = 204
"""Side of a square with the area of the Netherlands, 41,500 km² with water."""

POSTCODE_DISTRICT_KM = 21
"""Side of a square as large as a two-digit postcode district: 90 of them cover the country."""

REPEATS = 3
"""Runs per measurement; the fastest counts, since other work on the machine only adds time."""

BYTES_PER_MB = 2**20
"""Bytes in a MB as memory is counted."""

SUITING = 0.3
"""Share of the pairs initiatief × groep that suit: a guess at how specialised initiatieven are."""


def fastest(run: Callable, *, repeats: int = REPEATS) -> tuple[float, object]:
    """Return the least wall-clock seconds over the repeats, and the last answer."""
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        answer = run()
        seconds.append(time.perf_counter() - start)
    return min(seconds), answer


def made_case(cellen: int, initiatieven: int, groepen: int, *, reach_km: float, side_km: float) -> dict:
    """Make a case of random points: demand, capacity, gaussian weight, rules, and the distances as a table of pairs.

    Cellen stand in the order of their postcode, as in a region file, so neighbours stand together; initiatieven do not.
    """
    random = np.random.default_rng(1)
    homes, places = random.random((cellen, 2)) * side_km, random.random((initiatieven, 2)) * side_km
    homes = homes[np.lexsort((homes[:, 0], *(homes // POSTCODE_DISTRICT_KM).T))]
    distance = cKDTree(homes).sparse_distance_matrix(cKDTree(places), reach_km, output_type="coo_matrix")
    weight = csr_array((gaussian(distance.data, reach_km / 3), distance.coords), shape=distance.shape)
    open_pairs = random.random(weight.nnz) < 0.8
    return {
        "demand": random.uniform(1, 50, (cellen, groepen)),
        "capacity": random.uniform(5, 200, initiatieven),
        "weight": weight,
        "suits": random.random((initiatieven, groepen)) < SUITING,
        "admits_person": random.random((initiatieven, groepen)) < 0.9,
        "admits_place": csr_array((open_pairs, weight.indices, weight.indptr), shape=weight.shape),
        "pairs": pd.DataFrame({"origin": distance.row, "dest": distance.col, "cost": distance.data}),
    }


def gaussian(distance, bandwidth):
    return np.exp(-0.5 * (distance / bandwidth) ** 2)


def pysal_access(pairs: pd.DataFrame, demand: np.ndarray, capacity: np.ndarray, *, bandwidth: float) -> np.ndarray:
    """Return the score of PySAL per place of demand, 0 where it gives none; the class, as its documentation uses it."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The inplace keyword")
        tables = Access(
            demand_df=pd.DataFrame({"id": np.arange(demand.size), "people": demand}),
            demand_index="id",
            demand_value="people",
            supply_df=pd.DataFrame({"id": np.arange(capacity.size), "places": capacity}),
            supply_index="id",
            supply_value="places",
            cost_df=pairs,
            cost_origin="origin",
            cost_dest="dest",
            cost_name="cost",
        )
        logging.getLogger("access").setLevel(logging.ERROR)  # after Access, which sets it to talk
        score = tables.enhanced_two_stage_fca(name="score", weight_fn=weights.gaussian(bandwidth)).iloc[:, 0]
    return score.reindex(np.arange(demand.size)).fillna(0).to_numpy()


def pairs_per_groep(case: dict) -> pd.DataFrame:
    """Return the pairs that suit, with each (cel, groep) as an origin of its own: the way to ask PySAL for groepen."""
    pairs, suits = case["pairs"], case["suits"]
    groepen = suits.shape[1]
    row, groep = np.nonzero(suits[pairs["dest"].to_numpy()])
    chosen = pairs.iloc[row].reset_index(drop=True)
    return chosen.assign(origin=chosen["origin"] * groepen + groep)


def compare_with_pysal(cellen: int, initiatieven: int, groepen: int, reach_km: float) -> None:
    """Benchmark a: the same pairs in the same run, once with the same offer for all and once with its own per groep."""
    case = made_case(cellen, initiatieven, groepen, reach_km=reach_km, side_km=NEDERLAND_SIDE_KM)
    demand, capacity, weight = case["demand"], case["capacity"], case["weight"]
    everyone = np.ones_like(case["suits"])
    print(f"a. {cellen} cellen × {initiatieven} initiatieven × {groepen} groepen, {weight.nnz:,} pairs")
    per_groep = pairs_per_groep(case)
    runs = {
        "everything suits": (everyone, case["pairs"], demand.sum(axis=1), lambda score: score[:, :1]),
        "own groepen": (case["suits"], per_groep, demand.ravel(), lambda score: score),
    }
    for name, (suits, pairs, people, comparable) in runs.items():
        ours, score = fastest(lambda suits=suits: two_step_access(demand, capacity, weight, suits=suits))
        theirs, expected = fastest(
            lambda pairs=pairs, people=people: pysal_access(pairs, people, capacity, bandwidth=reach_km / 3)
        )
        apart = np.abs(comparable(score).ravel() - expected).max()
        print(f"   {name}: ours {ours:.4f} s, PySAL {theirs:.2f} s, ratio {theirs / ours:.0f}, apart {apart:.1e}")
        if apart > 1e-9:
            raise SystemExit(f"the scores differ from those of PySAL by {apart}")


def measure_nation(cellen: int, initiatieven: int, groepen: int, reach_km: float) -> None:
    """Benchmark b: seconds and peak memory with all rules, at the size of the nation."""
    case = made_case(cellen, initiatieven, groepen, reach_km=reach_km, side_km=NEDERLAND_SIDE_KM)
    case.pop("pairs")
    pairs = case["weight"].nnz
    print(f"b. {cellen} cellen × {initiatieven} initiatieven × {groepen} groepen, {pairs:,} pairs within {reach_km} km")
    access_s, _ = fastest(lambda: two_step_access(**case))
    access_mb = peak_mb(lambda: two_step_access(**case))
    case["need"] = case.pop("demand")
    split_s, _ = fastest(lambda: split_need(**case))
    split_mb = peak_mb(lambda: split_need(**case))
    print(
        f"   access {access_s:.2f} s, {access_mb:.0f} MB; split {split_s:.2f} s, {split_mb:.0f} MB above its arguments"
    )


def peak_mb(run: Callable) -> float:
    """Return the most memory that a run takes on top of what there is, in MB; numpy and scipy report theirs."""
    tracemalloc.start()
    run()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / BYTES_PER_MB


def measure_growth(cellen: int, initiatieven: int, groepen: int, reach_km: float) -> None:
    """Benchmark c: a country 1, 2, 4 and 8 times as large at the same density, and the exponent of time in pairs."""
    print("c. growth")
    pairs, seconds = [], []
    for times in (1, 2, 4, 8):
        side_km = NEDERLAND_SIDE_KM * np.sqrt(times)
        case = made_case(cellen * times, initiatieven * times, groepen, reach_km=reach_km, side_km=side_km)
        case.pop("pairs")
        took, _ = fastest(lambda case=case: two_step_access(**case), repeats=2 * REPEATS)
        pairs.append(case["weight"].nnz)
        seconds.append(took)
        print(f"   ×{times}: {pairs[-1]:,} pairs, {took:.4f} s")
    exponent = np.polyfit(np.log(pairs), np.log(seconds), 1)[0]
    print(f"   exponent {exponent:.2f}")


SIZES = {"a": (3_340, 5_000, 17, 15.0), "b": (14_500, 20_000, 17, 15.0), "c": (3_340, 5_000, 17, 15.0)}
BENCHMARKS = {"a": compare_with_pysal, "b": measure_nation, "c": measure_growth}


def main() -> None:
    """Run the benchmarks asked for; sizes given as options hold for all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("which", nargs="*", help="a, b or c; all without")
    for name, kind in (("cellen", int), ("initiatieven", int), ("groepen", int), ("reach-km", float)):
        parser.add_argument(f"--{name}", type=kind)
    chosen = parser.parse_args()
    given = (chosen.cellen, chosen.initiatieven, chosen.groepen, chosen.reach_km)
    for letter in chosen.which or BENCHMARKS:
        sizes = [own if own is not None else default for own, default in zip(given, SIZES[letter], strict=True)]
        BENCHMARKS[letter](*sizes)


if __name__ == "__main__":
    main()
