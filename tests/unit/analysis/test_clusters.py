"""Moran's I and LISA: the oracle of method.md section 8, when we refuse, and that a seed gives one answer."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import box

from mapping.analysis.clusters import (
    MIN_GEBIEDEN,
    Cluster,
    Clusters,
    Refusal,
    find_clusters,
    local_rows,
    queen,
    refusal,
)
from mapping.model import RD_NEW


def lattice(side: int) -> gpd.GeoSeries:
    """Make side × side squares of 1 km, in rows from the south west."""
    squares = [box(x, y, x + 1000, y + 1000) for y in range(0, side * 1000, 1000) for x in range(0, side * 1000, 1000)]
    return gpd.GeoSeries(squares, index=[f"g{n}" for n in range(side**2)], crs=RD_NEW)


def morans_i(values, graph) -> float:
    from esda.moran import Moran

    return Moran(np.asarray(values, dtype=float), graph, permutations=0, transformation=graph.transformation).I


def test_moran_of_one_to_nine_on_three_by_three():
    from libpysal.graph import Graph

    rook = Graph.build_contiguity(lattice(3), rook=True).transform("B")
    nine = range(1, 10)
    assert morans_i(nine, rook) == pytest.approx(0.5)
    assert morans_i(nine, rook.transform("r")) == pytest.approx(0.5555556, abs=1e-7)
    assert morans_i(nine, queen(lattice(3)).transform("B")) == pytest.approx(0.3)


def test_neighbours_need_no_shared_vertices():
    wide = gpd.GeoSeries([box(0, 0, 2000, 1000), box(0, 1000, 700, 2000)], index=["a", "b"], crs=RD_NEW)
    assert queen(wide)["a"].index.tolist() == ["b"]


def halves() -> pd.Series:
    """Give 7 × 7 squares 10 in the west and 0 in the east, with the same small ripple everywhere."""
    return pd.Series([10.0 * (n % 7 < 3) + (n * 7 % 5) / 10 for n in range(49)], index=lattice(7).index)


def test_west_against_east_is_two_clusters():
    found = find_clusters(halves(), lattice(7), seed=1)
    firm = found.rows[found.rows["cluster"] != Cluster.NONE]
    west = firm["gebiedcode"].str.removeprefix("g").astype(int) % 7 < 3
    assert found.moran > 0.6
    assert found.expected == pytest.approx(-1 / 48)
    assert found.p == pytest.approx(1 / 10_000)
    assert found.p_analytic < 1e-9
    assert set(firm.loc[west, "cluster"]) == {Cluster.HIGH}
    assert set(firm.loc[~west, "cluster"]) == {Cluster.LOW}
    assert (firm["p"] < found.limit).all()
    assert found.islands == ()


def test_global_moran_is_the_row_standardised_one_of_esda():
    expected = morans_i(halves(), queen(lattice(7)).transform("r"))
    assert find_clusters(halves(), lattice(7), seed=1).moran == pytest.approx(expected)


def test_noise_is_no_cluster():
    noise = pd.Series(np.random.default_rng(5).normal(size=49), index=lattice(7).index)
    found = find_clusters(noise, lattice(7), seed=1)
    assert found.p > 0.05
    assert set(found.rows["cluster"]) == {Cluster.NONE.value}


def test_shuffled_p_is_near_the_analytic_one():
    noise = pd.Series(np.random.default_rng(8).normal(size=49), index=lattice(7).index)
    found = find_clusters(noise, lattice(7), seed=1)
    assert found.p == pytest.approx(found.p_analytic, abs=0.03)


def test_same_seed_gives_the_same_answer_and_leaves_the_shared_generator_alone():
    np.random.seed(3)
    expected = np.random.random()
    np.random.seed(3)
    first, again = (find_clusters(halves(), lattice(7), seed=9) for _n in range(2))
    assert np.random.random() == expected
    assert first.p == again.p
    pd.testing.assert_frame_equal(first.rows, again.rows)


def test_island_is_left_out_and_named():
    outlines = pd.concat([lattice(7), gpd.GeoSeries([box(90_000, 0, 91_000, 1000)], index=["eiland"], crs=RD_NEW)])
    found = find_clusters(pd.concat([halves(), pd.Series({"eiland": 99.0})]), outlines, seed=1)
    alone = find_clusters(halves(), lattice(7), seed=1)
    assert found.islands == ("eiland",)
    assert "eiland" not in set(found.rows["gebiedcode"])
    assert found.moran == pytest.approx(alone.moran)


def test_missing_figure_is_left_out_never_zero():
    some = halves()
    some.iloc[3] = np.nan
    found = find_clusters(some, lattice(7), seed=1)
    assert len(found.rows) == 48


def test_too_few_gebieden_or_no_differences_give_no_answer():
    few = lattice(5)
    assert len(few) < MIN_GEBIEDEN
    assert find_clusters(pd.Series(range(25), index=few.index, dtype=float), few, seed=1) == Refusal.TOO_FEW
    same = pd.Series(0.3, index=lattice(7).index)
    assert find_clusters(same, lattice(7), seed=1) == Refusal.SAME_EVERYWHERE


def gap_rows(n: int, **changes) -> pd.DataFrame:
    rows = pd.DataFrame({"gebiedcode": [f"g{i}" for i in range(n)], "lokaal": "ja", "merk": "", "vraag": 10.0})
    return rows.assign(**changes)


def test_clusters_are_asked_only_where_something_local_is_known_of_thirty_gebieden():
    assert refusal(gap_rows(30), schematic=False) is None
    assert refusal(gap_rows(29), schematic=False) == Refusal.TOO_FEW
    assert refusal(gap_rows(90, lokaal="alleen leeftijd"), schematic=False) == Refusal.NOT_LOCAL
    assert refusal(gap_rows(90, lokaal="nee"), schematic=True) == Refusal.NOT_LOCAL
    assert refusal(gap_rows(90, merk="te_klein"), schematic=False) == Refusal.NOT_LOCAL
    assert refusal(gap_rows(0), schematic=False) == Refusal.NOT_LOCAL


def test_drawn_outlines_have_no_real_neighbours():
    assert refusal(gap_rows(30), schematic=True) == Refusal.SCHEMATIC


def test_row_without_a_figure_or_without_vraag_is_no_local_row():
    rows = gap_rows(3, merk=["", "verborgen", ""], vraag=[5.0, 5.0, 0.0])
    assert local_rows(rows)["gebiedcode"].tolist() == ["g0"]


@pytest.mark.seeds
def test_real_region_answers_for_the_only_groep_that_is_counted_per_wijk(real):
    outlines = real.tables["gebied"].set_index("gebiedcode").geometry
    measured = real.tables["aandeel"]
    measured = measured[(measured["lokaal"] == "ja") & (measured["gebiedcode"] != "NL")]
    assert set(measured["subgroep"]) == {"opleiding_hoog"}
    found = find_clusters(measured.set_index("gebiedcode")["midden"], outlines, seed=1)
    assert isinstance(found, Clusters)
    assert len(found.rows) + len(found.islands) == len(measured)
    assert found.moran > 0
