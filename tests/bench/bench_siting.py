"""Measure the outreach plan: 300 vindplaatsen × 270 gebieden, made from the embedded example.

Run as `python -m tests.bench.bench_siting [--places N --visits P --spopt]`. Prints seconds; nothing here passes or fails by
time. With --spopt the same covering is solved by PySAL's spopt and CBC as well, and the values are laid side by side.
"""

import argparse
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mapping.analysis.need import STEPS, with_vraag
from mapping.analysis.scenario.effect import runs_of, steunvraag_range
from mapping.analysis.settings import Settings
from mapping.analysis.siting import covering
from mapping.analysis.vindplaats import catchment, shown_places
from mapping.analysis.vindplaats_plan import Asked, Obstacle, plan, problem
from mapping.model import RD_NEW, Rol
from mapping.store.geopackage import GeoPackage
from tests.bench.bench_access import fastest
from tests.bench.bench_flow import EXAMPLE, JITTER_M, SEED, TODAY


def made_places(tables: dict[str, pd.DataFrame], wanted: int) -> dict[str, pd.DataFrame]:
    """Return the tables with vindplaatsen copied elsewhere (seeded), with who comes there, until there are this many."""
    random = np.random.default_rng(SEED)
    places, visits = [tables["vindplaats"]], [tables["vindplaats_subgroep"]]
    for number in range(1, -(-wanted // len(places[0]))):
        copy = places[0].assign(vindplaats=places[0]["vindplaats"] + f"-{number}")
        moved = random.normal(0, JITTER_M, (len(copy), 2))
        points = gpd.points_from_xy(copy.geometry.x + moved[:, 0], copy.geometry.y + moved[:, 1], crs=RD_NEW)
        places.append(copy.set_geometry(gpd.GeoSeries(points, index=copy.index).where(copy.geometry.notna())))
        visits.append(visits[0].assign(vindplaats=visits[0]["vindplaats"] + f"-{number}"))
    joined = gpd.GeoDataFrame(pd.concat(places, ignore_index=True).iloc[:wanted], geometry="geometry", crs=RD_NEW)
    return tables | {"vindplaats": joined, "vindplaats_subgroep": pd.concat(visits, ignore_index=True)}


def measure(wanted: int, p: int, *, spopt: bool, path: Path = EXAMPLE) -> None:
    """Time the catchments, the question and the plan with all that the page says of it."""
    tables, _made_again = with_vraag(GeoPackage(path).read())
    tables = made_places(tables, wanted)
    low, high = steunvraag_range(tables)
    shares = dict(zip(STEPS, (low, None, high), strict=True))
    runs = runs_of(tables, {step: Settings(on=TODAY, steunvraag=share) for step, share in shares.items()})
    places, middle = shown_places(tables), runs["midden"]
    reach = middle.settings.reach
    near_s, inside = fastest(
        lambda: catchment(places, middle.people.cellen, settings=reach, water=middle.water),
        repeats=1,
    )
    groups = tuple(tables["subgroep"].loc[tables["subgroep"]["rol"] == Rol.LEVENSVRAAG, "subgroep"])
    asked = Asked(groups, p)
    found = problem(runs, places, inside, tables["vindplaats_subgroep"], asked)
    if isinstance(found, Obstacle):
        raise SystemExit(f"no plan: {found}")
    plan_s, made = fastest(lambda: plan(found, p), repeats=1)
    print(
        f"{len(places)} vindplaatsen, {len(tables['gebied'])} gebieden, {inside.shape[0]} cellen, {len(groups)} groepen, p = {p}"
    )
    print(f"catchments {near_s:.2f} s, plan with second best, curve and variants {plan_s:.2f} s")
    print(
        f"{made.total[1]:.1f} people, {len(made.curve)} points of the curve, second best {made.second and made.second.value}"
    )
    if spopt:
        _beside_spopt(found.reach[:, found.candidates], found.weights["midden"], p)


def _beside_spopt(reach: csr_array, weights: np.ndarray, p: int) -> None:
    """Solve one covering with both, and print seconds and values."""
    import pulp
    from spopt.locate import MCLP

    some = np.flatnonzero((weights > 0) & (np.asarray(reach.sum(axis=1)).ravel() > 0))
    cost = 1.0 - reach[some].toarray()
    ours_s, ours = fastest(lambda: covering(reach, weights, p))
    theirs_s, theirs = fastest(
        lambda: MCLP.from_cost_matrix(cost, weights[some], service_radius=0.5, p_facilities=p).solve(
            pulp.PULP_CBC_CMD(msg=False, threads=1)
        )
    )
    value = theirs.problem.objective.value()
    print(f"one covering: ours {ours_s:.2f} s, {ours.value:.6f}; spopt {theirs_s:.2f} s, {value:.6f}")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=300)
    parser.add_argument("--visits", type=int, default=10)
    parser.add_argument("--spopt", action="store_true")
    chosen = parser.parse_args()
    measure(chosen.places, chosen.visits, spopt=chosen.spopt)


if __name__ == "__main__":
    main()
