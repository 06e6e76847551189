"""What the draws say: ranks of the oracle, ranges that hold their figures, and nothing where nothing may be said."""

import numpy as np
import pandas as pd
import pytest

from mapping.analysis.chance.draws import Spread
from mapping.analysis.chance.prepared import prepare
from mapping.analysis.gaps import gap_table
from mapping.analysis.judgement import labels
from mapping.analysis.uncertainty import ALL, Certainty, certainty, simulate, sureness
from mapping.model import DELEN, UNIEK, Gebiedsniveau
from tests.unit.analysis.small_region import (
    GEBIEDEN,
    MIDDEN,
    NOORD,
    TODAY,
    ZUID,
    calculate,
    initiatief,
    offered,
    shares,
    small_region,
    subgroepen,
    table,
)

STILL = Spread(shares=False, local=0, capacity=0, reach=0)
WIJK = Gebiedsniveau.WIJK


def looked_everywhere(*codes: str) -> pd.DataFrame:
    rows = [{"gebiedcode": code, "stand": "volledig", "datum": TODAY, "door": "test", "gevonden_via": "deskresearch"}
            for code in codes or (NOORD, MIDDEN, ZUID)]  # fmt: skip
    return table("inventaris", rows)


def local_shares(lokaal: str = "alleen leeftijd") -> pd.DataFrame:
    return table("aandeel", [row | {"lokaal": lokaal} for row in shares()])


def drawn(tables: dict, *, niveau=WIJK, kinds=None, draws=1000, spread=None, **settings) -> Certainty:
    model = calculate(tables, **settings)
    prepared = prepare(model, tables, niveau, kinds=kinds, spread=spread)
    return certainty(prepared, tables, niveau, simulate(prepared, draws=draws, spread=spread))


def two_gebieden(people: tuple[float, float]) -> dict[str, pd.DataFrame]:
    """Return the region with so many people in NOORD and MIDDEN, nobody in ZUID, and no offer, looked up everywhere."""
    tables = small_region(inventaris=looked_everywhere(), aandeel=local_shares())
    wanted = dict(zip((NOORD, MIDDEN, ZUID), (*people, 100), strict=True))
    for name in ("cel", "leeftijd", "gebied"):
        sums = {code: inwoners for code, _n, _g, _r, inwoners, _s in GEBIEDEN}
        frame = tables[name]
        factor = frame["gebiedcode"].map(wanted) / frame["gebiedcode"].map(sums)
        tables[name] = frame.assign(
            inwoners=(frame["inwoners"].astype("float64") * factor).astype(frame["inwoners"].dtype)
        )
    return tables


def first(found: Certainty, gebied: str, *, by: str = "mensen", subgroep: str = "verlies") -> float:
    rows = found.ranks
    rows = rows[(rows["scope"] == ALL) & (rows["naar"] == by) & (rows["subgroep"] == subgroep)]
    return float(rows.set_index("gebiedcode").loc[gebied, "rang_eerste"])


def test_oracle_of_the_ranks_without_local_departure():
    # everybody has the same share: 1000 people always stand before 900
    found = drawn(two_gebieden((1000, 900)), spread=Spread(local=0), kinds=["verlies"])
    assert first(found, NOORD) == 1.0


def test_oracle_of_the_ranks_with_local_departure():
    # P(1000·exp(.25x) > 900·exp(.25y)) = Φ(ln(1000/900) / (.25·√2)) = 61.715%
    found = drawn(two_gebieden((1000, 900)), kinds=["verlies"])
    assert first(found, NOORD) == pytest.approx(0.61715, abs=0.03)
    assert first(found, MIDDEN) == pytest.approx(1 - first(found, NOORD))


def test_two_gebieden_that_swap_in_four_of_ten_draws_cannot_be_told_apart():
    ranks = drawn(two_gebieden((1000, 900)), kinds=["verlies"]).ranks
    ranks = ranks[(ranks["scope"] == ALL) & (ranks["naar"] == "mensen")].set_index("gebiedcode")
    assert ranks.loc[NOORD, "rang_groep"] == ranks.loc[MIDDEN, "rang_groep"] != ranks.loc[ZUID, "rang_groep"]
    assert ranks.loc[NOORD, ["rang_laag", "rang_hoog"]].tolist() == [1, 2]


def test_without_offer_everybody_lacks_so_all_share_the_first_rank_by_share():
    ranks = drawn(two_gebieden((1000, 900)), kinds=["verlies"]).ranks
    by_share = ranks[ranks["naar"] == "deel"]
    assert by_share["rang_midden"].tolist() == by_share["rang_groep"].tolist() == [1] * 6  # 3 in all; 2 and 1 per regio


def test_gebieden_where_nobody_lacks_share_one_rank_by_people_too():
    # some places and an initiatief of unknown size: bediend + onbekend is the vraag, but for the last bits of a sum
    offer = offered(
        *(
            initiatief(name, x=4000, capaciteit_pj=size, kanaal="telefonisch")
            for name, size in (("a", 6.1), ("b", None))
        )
    )
    ranks = drawn(small_region(**offer, aandeel=local_shares()), draws=50, kinds=["verlies", UNIEK]).ranks
    ranks = ranks[(ranks["scope"] == ALL) & ranks["gebiedcode"].isin([NOORD, MIDDEN])]
    assert len(ranks) == 8
    assert ranks["rang_eerste"].tolist() == [1.0] * 8
    assert ranks["rang_groep"].tolist() == ranks["rang_hoog"].tolist() == [1] * 8


def test_same_seed_gives_the_same_answer_and_another_seed_another():
    tables = small_region(**offered(initiatief("a", capaciteit_pj=6.0)))
    prepared = prepare(calculate(tables), tables, WIJK, kinds=[UNIEK])
    one, same, other = (simulate(prepared, draws=50, seed=seed).units for seed in (None, 2026, 7))
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other)


def test_without_chance_every_range_is_the_figure_of_the_gap_table():
    tables = small_region(**offered(initiatief("a", capaciteit_pj=6.0)), aandeel=local_shares())
    found = drawn(tables, spread=STILL, draws=5)
    exact = gap_table(calculate(tables), tables, WIJK, together=True).set_index(["gebiedcode", "subgroep"])
    rows = found.rows.set_index(["gebiedcode", "subgroep"]).sort_index()
    shown = rows.index[rows["merk"] == ""]
    for name in ("vraag", *DELEN):
        for column in (f"{name}_gemiddeld", f"{name}_p5", f"{name}_p95"):
            assert rows.loc[shown, column].tolist() == pytest.approx(
                exact.loc[shown, name].tolist(), rel=1e-6, abs=1e-6
            )
    assert set(rows.loc[shown, "keer_oorzaak"].dropna()) == {1.0}


def test_without_chance_the_label_holds_in_all_or_none_of_the_draws():
    tables = small_region(
        **offered(initiatief("a", capaciteit_pj=6.0)), aandeel=local_shares(), inventaris=looked_everywhere()
    )
    found = drawn(tables, spread=STILL, draws=5, kinds=[UNIEK])
    exact = gap_table(calculate(tables), tables, WIJK, together=True)
    exact = exact[exact["subgroep"] == UNIEK].set_index("gebiedcode").loc[found.rows["gebiedcode"]]
    for norm in (0.0, 0.1, 0.25, 0.5, 1.0):
        short = (labels(exact, norm=norm) == "onderbediend").to_numpy()
        assert found.below[:, round(norm * 100)].tolist() == short.astype(float).tolist()


def test_ranges_widen_around_the_figure_and_stay_in_order():
    tables = small_region(**offered(initiatief("a", capaciteit_pj=6.0)))
    found = drawn(tables, draws=400, kinds=[UNIEK])
    row = found.regios.set_index("gebiedcode").loc[ALL]
    for name in ("vraag", *DELEN):
        assert row[f"{name}_p5"] <= row[f"{name}_gemiddeld"] <= row[f"{name}_p95"]
    exact = gap_table(calculate(tables), tables, Gebiedsniveau.REGIO, together=True)
    middle = exact.loc[exact["subgroep"] == UNIEK, "vraag"].sum()
    assert row["vraag_p5"] < middle < row["vraag_p95"]


def test_steunvraag_that_a_user_has_set_narrows_the_range_of_vraag():
    tables = small_region()
    free, fixed = (
        drawn(tables, draws=300, kinds=["verlies"], **settings).regios for settings in ({}, {"steunvraag": 0.1})
    )
    width = [(rows["vraag_p95"] - rows["vraag_p5"]).iloc[-1] for rows in (free, fixed)]
    assert width[1] < width[0]


def test_where_nothing_local_is_known_there_is_no_label_and_no_rank_but_there_are_ranges():
    found = drawn(small_region(inventaris=looked_everywhere()), draws=20, kinds=["verlies"])
    assert np.isnan(found.below).all()
    assert found.rows["keer_achter"].isna().all()
    assert found.ranks.empty
    assert found.rows["vraag_p5"].notna().all()
    assert np.isfinite(found.regios_below).all()  # a regio can fall short all the same


def test_gebied_that_is_hatched_takes_no_part_in_the_ranking():
    tables = small_region(inventaris=looked_everywhere(NOORD, ZUID), aandeel=local_shares())
    ranks = drawn(tables, draws=20, kinds=[UNIEK]).ranks
    assert set(ranks["gebiedcode"]) == {NOORD, ZUID}
    assert set(ranks.loc[ranks["scope"] == ALL, "rang_hoog"]) <= {1, 2}


def test_gebied_not_looked_up_is_ranked_where_nothing_is_out_of_reach():
    offer = offered(initiatief("a", x=4000, capaciteit_pj=6.0, kanaal="telefonisch"))
    tables = small_region(**offer, aandeel=local_shares())
    ranks = drawn(tables, draws=20, kinds=[UNIEK]).ranks
    assert set(ranks.loc[ranks["scope"] == ALL, "gebiedcode"]) == {NOORD, MIDDEN}  # ZUID lies in the other regio


def test_row_that_may_not_be_shown_has_no_figure_no_label_and_no_rank():
    kinds = subgroepen(verlies="levensvraag", psychiatrisch="levensvraag")
    sizes = {"verlies": (0.1, 0.2, 0.3), "psychiatrisch": (0.1, 0.2, 0.3)}
    aandeel = table("aandeel", [row | {"lokaal": "alleen leeftijd"} for row in shares(sizes)])
    tables = small_region(subgroep=kinds, aandeel=aandeel, inventaris=looked_everywhere())
    found = drawn(tables, draws=20, kinds=["psychiatrisch"])
    assert set(found.rows["merk"]) == {"verborgen"}
    assert found.rows[[f"{part}_deel_p5" for part in DELEN]].isna().all(axis=None)
    assert np.isnan(found.below).all()
    assert found.ranks.empty


def test_subgroep_without_anybody_gives_no_shares_and_no_warning():
    nobody = table("aandeel", shares({"verlies": (0.0, 0.0, 0.0), "ziekte": (0.1, 0.1, 0.2), "taal": (0.1, 0.1, 0.1)}))
    found = drawn(small_region(aandeel=nobody), draws=20, kinds=["verlies"])
    assert found.regios["bediend_deel_p5"].isna().all()
    assert found.regios["vraag_p95"].tolist() == [0, 0, 0]
    assert (found.regios_below == 0).all()


def test_region_of_one_gebied_has_one_rank():
    tables = small_region(aandeel=local_shares(), inventaris=looked_everywhere())
    for name in ("cel", "leeftijd", "gebied"):
        tables[name] = tables[name][tables[name]["gebiedcode"] == NOORD].reset_index(drop=True)
    ranks = drawn(tables, draws=20, kinds=[UNIEK]).ranks
    assert set(ranks["gebiedcode"]) == {NOORD}
    assert set(ranks["rang_hoog"]) == {1}


@pytest.mark.parametrize("niveau", [Gebiedsniveau.PC4, Gebiedsniveau.GEMEENTE, Gebiedsniveau.REGIO])
def test_every_level_has_a_row_per_unit_and_subgroep(niveau):
    tables = small_region(**offered(initiatief("a", capaciteit_pj=6.0)))
    found = drawn(tables, draws=5, niveau=niveau)
    exact = gap_table(calculate(tables), tables, niveau, together=True)
    keys = ["gebiedcode", "subgroep"]
    assert set(found.rows[keys].itertuples(index=False)) == set(exact[keys].itertuples(index=False))
    assert found.below.shape == (len(exact), 101)


def test_progress_is_told_to_the_end_and_may_stop_the_draws():
    prepared = prepare(calculate(small_region()), small_region(), WIJK, kinds=[UNIEK])
    told = []
    simulate(prepared, draws=100, progress=lambda done, draws: told.append((done, draws)))
    assert told[-1] == (100, 100)
    assert told == sorted(told)

    def stop(_done: int, _draws: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate(prepared, draws=100, progress=stop)


def test_range_on_the_start_page_always_holds_the_figure_it_belongs_to():
    found = drawn(small_region(**offered(initiatief("a", capaciteit_pj=6.0))), draws=50, kinds=[UNIEK])
    row = found.regios.set_index("gebiedcode").loc[ALL]
    sure = sureness(found, UNIEK, None, {"uitgesloten": 0.9, "buiten_bereik": 0.0})
    assert sure.excluded == (row["uitgesloten_deel_p5"], 0.9)
    assert sure.out_of_reach == (0.0, row["buiten_bereik_deel_p95"])
    assert np.isnan(sure.main_rule)  # nobody is kept out by a rule


def test_region_without_cellen_is_refused_by_name():
    tables = small_region()
    empty = calculate(tables | {name: tables[name].iloc[:0] for name in ("cel", "leeftijd", "gebied")})
    with pytest.raises(ValueError, match="without cellen"):
        prepare(empty, tables, WIJK)


def test_region_too_small_for_any_estimate_has_rows_without_figures():
    tables = small_region()
    tables["gebied"] = tables["gebied"].assign(inwoners=10)
    found = drawn(tables, draws=3)
    assert set(found.rows["merk"]) == {"te_klein"}
    assert found.rows["vraag_p95"].isna().all()
    assert found.ranks.empty
