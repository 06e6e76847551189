"""One person may have several levensvragen: omega, the row uniek, kenmerken without demand, and the slider."""

import numpy as np
import pandas as pd
import pytest

from mapping.analysis.gaps import gap_table
from mapping.analysis.need import vraag_table
from mapping.analysis.population import population, unique_by_band
from mapping.model import DELEN, UNIEK, Gebiedsniveau
from tests.unit.analysis.small_region import (
    CELLEN,
    NOORD,
    ZUID,
    areas,
    calculate,
    initiatief,
    offered,
    one_row,
    rules,
    shares,
    small_region,
    subgroepen,
    table,
)

HALF = (0.5, 0.5, 0.5)
KINDS = {"verlies": (0.8,) * 3, "ziekte": (0.4,) * 3, "eenzaam": (0.2,) * 3, "geld": (0.1,) * 3}


def three_levensvragen(**changes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Everybody is 30-34, so that NOORD has 1,000 adults; q is .40, .20 and .10."""
    ages = [{"gebiedcode": code, "pc4": pc4, "leeftijdsband": "30-34", "inwoners": n} for code, pc4, n, _x in CELLEN]
    return small_region(
        leeftijd=table("leeftijd", ages),
        subgroep=subgroepen(verlies="levensvraag", ziekte="levensvraag", eenzaam="levensvraag", geld="kenmerk"),
        aandeel=table("aandeel", shares(KINDS, dict.fromkeys(KINDS, HALF))),
        **changes,
    )


def test_unique_people_are_400_568_and_700_of_a_thousand():
    tables = three_levensvragen()
    people = population(tables, vraag_table(tables))
    noord = (people.cellen["gebiedcode"] == NOORD).to_numpy()
    found = {step: values[noord].sum() for step, values in unique_by_band(people).items()}
    assert found == pytest.approx({"laag": 400, "midden": 568, "hoog": 700})


def test_omega_is_unique_people_over_the_sum_and_0_for_a_kenmerk():
    tables = three_levensvragen()
    people = population(tables, vraag_table(tables))
    young = (people.groepen["leeftijdsband"] == "18-49").to_numpy()
    kenmerk = (people.groepen["subgroep"] == "geld").to_numpy()
    assert people.omega[:, young & ~kenmerk] == pytest.approx(np.full((6, 6), 0.8114285714))  # 568 / 700
    assert not people.omega[:, kenmerk].any()
    assert people.need[:, kenmerk].sum() == pytest.approx(1700 * 0.05)
    assert not people.demand[:, kenmerk].any()


def test_the_row_uniek_is_smaller_than_the_sum_of_the_rows_and_adds_up():
    tables = three_levensvragen(**offered(initiatief("a", capaciteit_pj=100)))
    rows = gap_table(calculate(tables), tables, Gebiedsniveau.WIJK, together=True)
    noord = rows[rows["gebiedcode"] == NOORD].set_index("subgroep")
    assert noord.loc[["verlies", "ziekte", "eenzaam"], "vraag"].tolist() == pytest.approx([400, 200, 100])
    assert noord.loc[UNIEK, ["omvang", "vraag_laag", "vraag", "vraag_hoog"]].tolist() == pytest.approx(
        [1000, 400, 568, 700]
    )
    assert noord.loc[UNIEK, list(DELEN)].sum() == pytest.approx(568)
    # the 100 places reach 1,300 people (NOORD and 300 of MIDDEN): the demand is .568 of each
    assert noord.loc[UNIEK, "bediend"] == pytest.approx(100 * 1000 / 1300)


def test_adding_a_kenmerk_changes_no_other_row():
    offer = offered(initiatief("a", capaciteit_pj=100), initiatief("b", capaciteit_pj=20), b=["verlies", "geld"])
    with_geld = three_levensvragen(**offer)
    without = with_geld | {"subgroep": with_geld["subgroep"].iloc[:3], "aandeel": with_geld["aandeel"].iloc[:9]}
    more = gap_table(calculate(with_geld), with_geld, Gebiedsniveau.WIJK)
    less = gap_table(calculate(without), without, Gebiedsniveau.WIJK)
    rest = more[more["subgroep"] != "geld"].reset_index(drop=True)
    pd.testing.assert_frame_equal(rest, less)


def test_an_initiatief_for_a_kenmerk_alone_shares_its_places_over_those_who_want_support():
    tables = three_levensvragen(**offered(initiatief("formulieren", capaciteit_pj=13), formulieren=["geld"]))
    rows = gap_table(calculate(tables), tables, Gebiedsniveau.REGIO, together=True)
    geld = one_row(rows, gebiedcode="Oost", subgroep="geld")
    assert geld["vraag"] == pytest.approx(75)  # 1,500 × .1 × .5
    assert geld["bediend"] == pytest.approx(13)
    assert geld["geen_plaats"] == pytest.approx(65 - 13)  # 1,300 are in reach
    assert geld["buiten_bereik"] == pytest.approx(10)


def test_a_gebied_under_50_people_counts_0_in_the_engine_and_is_not_known():
    tables = small_region()
    tables["gebied"].loc[2, "inwoners"] = 49
    people = population(tables, vraag_table(tables))
    small = (people.cellen["gebiedcode"] == ZUID).to_numpy()
    assert not people.cellen["estimable"][small].any()
    assert not people.known[small].any()
    assert people.known[~small].all()
    assert people.need[small].sum() == people.people[small].sum() == 0


def test_a_slider_replaces_the_three_steunvragen():
    tables = small_region()
    people = population(tables, vraag_table(tables), steunvraag=0.3)
    for step in ("laag", "midden", "hoog"):
        assert people.vraag[step] == pytest.approx(0.3 * people.omvang[step])


def test_one_common_steunvraag_leaves_the_shares_of_reach_and_rules_alone():
    offer = offered(
        initiatief("a", capaciteit_pj=8, werkgebied_stand="lijst"),
        initiatief("b", x=7000, capaciteit_pj=3),
        initiatief("c", x=2000),
        a=["verlies"],
        b=["ziekte"],
        c=["taal"],
    )
    tables = small_region(
        **offer, werkgebied=areas(("a", "pc4", "1001")), toegangsregel=rules(("b", 1, "min_leeftijd", "50"))
    )
    found = {}
    for steunvraag in (0.05, 0.40):
        rows = gap_table(calculate(tables, steunvraag=steunvraag), tables, Gebiedsniveau.WIJK)
        found[steunvraag] = rows.set_index(["gebiedcode", "subgroep", "leeftijdsband"])
    parts = [
        table_[["buiten_bereik", "uitgesloten", "bediend", "geen_plaats"]].div(table_["vraag"], axis=0)
        for table_ in found.values()
    ]
    change = (parts[1] - parts[0]).abs()
    unique = change.index.get_level_values("subgroep") == UNIEK
    firm = ["buiten_bereik", "uitgesloten"]
    assert change.loc[~unique, firm].to_numpy().max() < 1e-12
    assert change.loc[unique, firm].to_numpy().max() < 0.01
    assert parts[0].loc[~unique, firm].to_numpy().min(axis=0).tolist() == [0, 0]
    assert parts[0].loc[~unique, firm].to_numpy().max(axis=0).tolist() == [1, 1]
    assert change.loc[~unique, "bediend"].max() > 0.5
    assert change.loc[~unique, "geen_plaats"].max() > 0.5


def test_size_of_a_group_scales_its_people_and_vraag_and_no_other_group():
    tables = small_region()
    plain = calculate(tables).people
    larger = calculate(tables, group_size=("verlies", 1.5)).people
    of_group = (plain.groepen["subgroep"] == "verlies").to_numpy()
    for step in ("laag", "midden", "hoog"):
        assert larger.omvang[step][:, of_group] == pytest.approx(plain.omvang[step][:, of_group] * 1.5)
        assert larger.vraag[step][:, of_group] == pytest.approx(plain.vraag[step][:, of_group] * 1.5)
        assert (larger.omvang[step][:, ~of_group] == plain.omvang[step][:, ~of_group]).all()
