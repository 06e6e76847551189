"""Barriers per gebied and subgroep: each person once, in agreement with the split, and public figures that say why not."""

import numpy as np
import pandas as pd
import pytest

from mapping.analysis.barriers import barrier_table
from mapping.analysis.barriers_by_gebied import (
    BY_RULE,
    COUNTS,
    IN_GROUP,
    RULES,
    WANTING,
    barriers_per_gebied,
    public_barriers_per_gebied,
)
from mapping.analysis.gaps import gap_table
from mapping.model import Gebiedsniveau, Merk
from tests.unit.analysis.small_region import (
    MIDDEN,
    NOORD,
    ZUID,
    areas,
    calculate,
    initiatief,
    languages,
    offered,
    one_row,
    rules,
    share,
    shares,
    small_region,
    subgroepen,
    table,
)

WIJK, GEMEENTE, REGIO = Gebiedsniveau.WIJK, Gebiedsniveau.GEMEENTE, Gebiedsniveau.REGIO
VILLAGE = areas(("a", "pc4", "1002"))
IN_1001 = 600 * 0.94 * 0.2
"""People in verlies in the cel NOORD 1001: the only ones near an initiatief at 0 m and outside postcode 1002."""


def only(name: str, x: float = 0, **columns) -> dict:
    return initiatief(name, x=x, werkgebied_stand="lijst", **columns)


def barriers(*rows: dict, niveau: Gebiedsniveau = WIJK, named: dict | None = None, **changes) -> pd.DataFrame:
    tables = small_region(**offered(*rows, **(named or {})) | changes)
    return barriers_per_gebied(calculate(tables), tables, niveau)


def verlies(found: pd.DataFrame, gebiedcode: str = NOORD) -> pd.Series:
    return one_row(found, subgroep="verlies", gebiedcode=gebiedcode)


def mixed() -> dict[str, pd.DataFrame]:
    """Return a region in which every rule bars, alone and together."""
    rows = [
        only("a", capaciteit_pj=20.0, regel_nagevraagd_op="2026-05-01"),
        only("b", 2000),
        initiatief("c", x=4000, wachttijd_weken=3),
        only("d", 7100, kanaal="huisbezoek"),
        initiatief("e", x=10_000),
        initiatief("f", x=13_000),
    ]
    return small_region(
        **offered(*rows, a=["verlies"], c=["ziekte"], f=["ziekte"]),
        werkgebied=areas(("a", "pc4", "1002"), ("b", "gemeente", "GM0002"), ("d", "regio", "West")),
        toegangsregel=rules(
            ("b", 1, "min_leeftijd", "65"), ("c", 1, "max_leeftijd", "64"), ("e", 1, "palliatief", None)
        ),
        initiatief_taal=languages(("a", "Nederlands"), ("e", "nederlands"), ("f", "Turks")),
        aandeel=table("aandeel", shares(right=dict.fromkeys(("verlies", "ziekte", "taal"), 0.1))),
    )


def test_people_are_those_of_the_gebied_with_their_range():
    found = barriers(only("a"), werkgebied=VILLAGE)
    row = verlies(found)
    assert (row["mensen_laag"], row["mensen"], row["mensen_hoog"]) == pytest.approx(
        (IN_1001 / 2, IN_1001, IN_1001 * 1.5)
    )
    assert (row["willen_steun"], row["basis"]) == pytest.approx((IN_1001 * 0.1, 940))
    assert [verlies(found, code)["mensen"] for code in (MIDDEN, ZUID)] == [0, 0]


def test_somebody_shut_out_twice_counts_once():
    offer = only("a"), only("b")
    one = barriers(only("a"), werkgebied=VILLAGE)
    tables = small_region(**offered(*offer), werkgebied=areas(("a", "pc4", "1002"), ("b", "pc4", "1004")))
    run = calculate(tables)
    both = barriers_per_gebied(run, tables)
    row = verlies(both)
    # b bars 1002 too: 400 of NOORD
    assert row["mensen"] == pytest.approx(1000 * 0.94 * 0.2)
    assert row["initiatieven"] == 2
    assert verlies(one)["initiatieven"] == 1
    added = barrier_table(run, tables).query("subgroep == 'verlies' and gebiedcode == @NOORD and pc4 == '1001'")
    assert added["mensen"].sum() == pytest.approx(2 * IN_1001)


def test_who_can_go_elsewhere_is_shut_out_but_not_without_anything():
    row = verlies(barriers(only("a"), initiatief("b", x=2000), werkgebied=VILLAGE))
    assert row["mensen"] == pytest.approx(IN_1001)
    assert (row["nergens_anders"], row["nergens_anders_hoog"], row["uitgesloten"]) == (0, 0, 0)


def test_who_can_go_nowhere_has_a_range_too():
    row = verlies(barriers(only("a"), werkgebied=VILLAGE))
    names = ["nergens_anders_laag", "nergens_anders", "nergens_anders_hoog"]
    assert [row[name] for name in names] == pytest.approx([IN_1001 / 2, IN_1001, IN_1001 * 1.5])


@pytest.mark.parametrize("niveau", [WIJK, GEMEENTE, REGIO, Gebiedsniveau.PC4])
def test_who_can_go_nowhere_and_wants_support_is_the_part_uitgesloten_of_the_gap_table(niveau):
    tables = mixed()
    run = calculate(tables)
    gaps = gap_table(run, tables, niveau, together=True).set_index(["gebiedcode", "subgroep"])
    found = barriers_per_gebied(run, tables, niveau).set_index(["gebiedcode", "subgroep"])
    assert found["uitgesloten"].sum() > 0
    pd.testing.assert_series_equal(found["uitgesloten"], gaps["uitgesloten"].reindex(found.index))
    assert (found["mensen"] <= gaps["omvang"].reindex(found.index) + 1e-9).all()


def test_each_rule_counts_whom_it_keeps_out_and_together_they_cover_everybody():
    tables = mixed()
    found = barriers_per_gebied(calculate(tables), tables)
    by_rule = found[list(BY_RULE.values())]
    assert (by_rule.sum() > 0).all()
    assert (by_rule.max(axis=1) <= found["mensen"] + 1e-9).all()
    assert (by_rule.sum(axis=1) >= found["mensen"] - 1e-9).all()
    assert (by_rule.sum(axis=1) > found["mensen"] + 1).any()  # somebody is kept out by two rules
    assert (found["nergens_anders"] <= found["mensen"] + 1e-9).all()
    assert (found["willen_steun"] >= found["uitgesloten"] - 1e-9).all()


@pytest.mark.parametrize(
    ("columns", "changes", "subgroep", "rule"),
    [
        ({"werkgebied_stand": "lijst"}, {"werkgebied": areas(("a", "pc4", "1004"))}, "verlies", "postcode"),
        ({"werkgebied_stand": "lijst"}, {"werkgebied": areas(("a", "regio", "West"))}, "verlies", "gemeentegrens"),
        ({}, {"toegangsregel": rules(("a", 1, "min_leeftijd", "65"))}, "verlies", "leeftijd"),
        ({}, {"toegangsregel": rules(("a", 1, "palliatief", None))}, "verlies", "palliatief"),
        ({}, {"initiatief_taal": languages(("a", "Nederlands"))}, "taal", "taal"),
    ],
)
def test_a_rule_alone_has_its_own_column_and_no_other(columns, changes, subgroep, rule):
    row = one_row(barriers(initiatief("a", **columns), **changes), subgroep=subgroep, gebiedcode=NOORD)
    kept_out = {name: row[column] for name, column in BY_RULE.items()}
    assert kept_out.pop(rule) == pytest.approx(row["mensen"])
    assert row["mensen"] > 0
    assert set(kept_out.values()) == {0}


def test_every_rule_that_can_bar_has_a_column():
    tables = mixed()
    named = {part for rule in barrier_table(calculate(tables), tables)["regel"] for part in rule.split(" + ")}
    assert named == set(RULES)


def test_it_counts_the_initiatieven_that_bar_and_those_of_which_the_rule_was_checked():
    checked = {"regel_nagevraagd_op": "2026-05-01"}
    offer = only("a", **checked), only("b"), only("c", 13_000, **checked), initiatief("d", **checked)
    row = verlies(barriers(*offer, werkgebied=areas(("a", "pc4", "1002"), ("b", "pc4", "1002"), ("c", "pc4", "1002"))))
    # c is out of reach of NOORD, d admits everybody
    assert (row["initiatieven"], row["nagevraagd"]) == (2, 1)


def test_nearest_that_admits_is_named_for_the_largest_part_of_those_shut_out():
    offer = only("a"), initiatief("b", x=2000, wachttijd_weken=6), initiatief("c", x=13_000)
    row = verlies(barriers(*offer, werkgebied=VILLAGE))
    assert (row["alternatief"], row["alternatief_in_bereik"], row["wachttijd_weken"]) == ("b", True, 6)
    assert row["alternatief_km"] == pytest.approx(2.6)


def test_without_anything_that_admits_the_alternative_is_missing():
    found = barriers(only("a"), werkgebied=VILLAGE)
    assert found[["alternatief", "alternatief_km", "wachttijd_weken"]].isna().all(axis=None)
    assert not found["alternatief_in_bereik"].any()


def test_gemeenten_and_regios_are_the_sums_of_their_gebieden():
    tables = mixed()
    run = calculate(tables)
    of = {niveau: barriers_per_gebied(run, tables, niveau) for niveau in (WIJK, GEMEENTE, REGIO)}
    added = of[WIJK].assign(gemeente=of[WIJK]["gebiedcode"].str[2:6].radd("GM"))
    columns = [*IN_GROUP, *WANTING]
    for niveau, key in ((GEMEENTE, "gemeente"), (REGIO, "regio")):
        expected = added.groupby([key, "subgroep"])[columns].sum().rename_axis(["gebiedcode", "subgroep"])
        found = of[niveau].set_index(["gebiedcode", "subgroep"])[columns]
        pd.testing.assert_frame_equal(found.sort_index(), expected.sort_index())


def test_order_of_the_initiatieven_does_not_matter():
    tables = mixed()
    one = barriers_per_gebied(calculate(tables), tables)
    tables["initiatief"] = tables["initiatief"].iloc[::-1].reset_index(drop=True)
    pd.testing.assert_frame_equal(barriers_per_gebied(calculate(tables), tables), one)


def test_gebied_too_small_and_of_unknown_size_have_no_numbers_and_say_which():
    tables = mixed()
    tables["gebied"]["inwoners"] = tables["gebied"]["inwoners"].mask(tables["gebied"]["gebiedcode"] == ZUID, 49)
    tables["gebied"]["inwoners"] = tables["gebied"]["inwoners"].mask(tables["gebied"]["gebiedcode"] == MIDDEN)
    found = barriers_per_gebied(calculate(tables), tables)
    merk = found.groupby("gebiedcode")["merk"].agg(set).to_dict()
    assert merk == {NOORD: {""}, MIDDEN: {"onbekend"}, ZUID: {"te_klein"}}
    blank = found[found["merk"] != ""]
    assert blank[[*IN_GROUP, *WANTING, *COUNTS, "alternatief"]].isna().all(axis=None)


def test_subgroep_without_a_share_is_unknown_not_zero():
    known = [row for row in shares() if (row["subgroep"], row["wat"]) != ("ziekte", "aandeel")]
    found = barriers(only("a"), werkgebied=VILLAGE, aandeel=table("aandeel", known))
    assert found.groupby("subgroep")["merk"].agg(set).to_dict() == {
        "verlies": {""},
        "ziekte": {"onbekend"},
        "taal": {""},
    }


@pytest.mark.parametrize("rows", [(), (initiatief("a"),)])
def test_without_barriers_everybody_counts_0_and_every_column_is_there(rows):
    found = barriers(*rows)
    assert (found[[*IN_GROUP, *WANTING, *COUNTS]] == 0).all(axis=None)
    assert found.columns.tolist() == barriers(only("a"), werkgebied=VILLAGE).columns.tolist()
    assert len(found) == 9
    assert set(found["merk"]) == {""}


def test_weakest_soort_holds():
    local = share("verlies", "aandeel", (0.2,) * 3, gebiedcode=NOORD, soort="gemodelleerd", lokaal="ja")
    changes = {"aandeel": table("aandeel", [*shares(), local]), "werkgebied": VILLAGE}
    found = barriers(only("a"), **changes)
    assert [verlies(found, code)["soort"] for code in (NOORD, MIDDEN)] == ["gemodelleerd", "aanname"]
    of_gemeente = barriers(only("a"), niveau=GEMEENTE, **changes)
    assert verlies(of_gemeente, "GM0001")["soort"] == "aanname"


def public(found: pd.DataFrame, niveau: Gebiedsniveau = WIJK, subgroep: pd.DataFrame | None = None) -> pd.DataFrame:
    return public_barriers_per_gebied(found, small_region()["subgroep"] if subgroep is None else subgroep, niveau)


def test_public_figures_are_rounded_by_soort_and_the_exact_ones_left_alone():
    exact = barriers(only("a"), werkgebied=VILLAGE)
    before = exact.copy()
    row = verlies(public(exact))
    # 112.8 people, an aanname: one digit; 11.28 who want support
    assert [row[name] for name in ("mensen_laag", "mensen", "mensen_hoog", "willen_steun")] == [60, 100, 200, 10]
    assert (row["initiatieven"], row["merk"]) == (1, "")
    pd.testing.assert_frame_equal(exact, before)


def test_public_zero_stays_zero_and_few_people_are_too_small():
    few = {"verlies": (0.01,) * 3, "ziekte": (0.1,) * 3, "taal": (0.1,) * 3}
    found = public(barriers(only("a"), werkgebied=VILLAGE, aandeel=table("aandeel", shares(few))))
    assert verlies(found)["merk"] == Merk.TE_KLEIN  # 5.6 people
    assert np.isnan(verlies(found)["mensen"])
    assert np.isnan(verlies(found)["initiatieven"])
    assert (verlies(found, ZUID)["merk"], verlies(found, ZUID)["mensen"]) == ("", 0)


def test_subgroep_that_is_shown_per_gemeente_only_is_hidden_per_wijk():
    kinds = subgroepen(psychiatrisch="levensvraag")
    size = {"psychiatrisch": (0.2,) * 3}
    changes = {"subgroep": kinds, "aandeel": table("aandeel", shares(size)), "werkgebied": VILLAGE}
    per_wijk = public(barriers(only("a"), **changes), subgroep=kinds)
    assert set(per_wijk["merk"]) == {"verborgen"}
    assert per_wijk[[*IN_GROUP, *WANTING, *COUNTS, "alternatief"]].isna().all(axis=None)
    per_gemeente = public(barriers(only("a"), niveau=GEMEENTE, **changes), GEMEENTE, kinds)
    assert one_row(per_gemeente, gebiedcode="GM0001")["mensen"] == 100
