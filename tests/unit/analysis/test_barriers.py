"""Barriers: who is in reach of what suits them but may not come, by which rule, and where else they can go."""

import numpy as np
import pandas as pd
import pytest

from mapping.analysis.barriers import barrier_table
from mapping.analysis.publish import absent, public_barriers
from tests.unit.analysis.small_region import (
    AGES,
    NOORD,
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
    table,
)

EVERYBODY = {"verlies": (1.0, 1.0, 1.0), "taal": (0.5, 0.5, 0.5)}


def region(*rows: dict, right: float = 0.0, **changes) -> dict[str, pd.DataFrame]:
    """Offer for verlies, in which everybody is, and hence for the half of them who lack Dutch."""
    kinds = small_region()["subgroep"].query("subgroep != 'ziekte'").reset_index(drop=True)
    offer = offered(*rows, **{row["initiatief"]: ["verlies"] for row in rows})
    aandeel = table("aandeel", shares(EVERYBODY, right={"verlies": right}))
    return small_region(**offer | {"subgroep": kinds, "aandeel": aandeel} | changes)


def barriers(*rows: dict, **changes) -> pd.DataFrame:
    tables = region(*rows, **changes)
    return barrier_table(calculate(tables), tables)


def only(name: str, x: float, **columns) -> dict:
    return initiatief(name, x=x, werkgebied_stand="lijst", **columns)


VILLAGE = areas(("a", "pc4", "1002"))


def test_people_come_straight_from_the_postcode_file():
    found = barriers(only("a", 7000), werkgebied=VILLAGE)
    rows = found[(found["subgroep"] == "verlies") & (found["pc4"] == "1003")].set_index("leeftijdsband")
    # CBS counts 640 people: 2/5 of the 64 of 15-19 and 192 of 30-34, and 128 of each older group
    expected = {"18-49": 25.6 + 192, "50-64": 128, "65-74": 128, "75+": 128}
    assert rows["mensen"].to_dict() == pytest.approx(expected)
    assert rows["basis"].to_dict() == pytest.approx(expected)
    assert rows["willen_steun"].to_dict() == pytest.approx({band: 0.1 * n for band, n in expected.items()})


def test_a_postcode_that_cbs_does_not_count_has_no_number_and_says_unknown():
    tables = region(only("a", 0), werkgebied=VILLAGE)
    ages = tables["postcode_leeftijd"]
    tables["postcode_leeftijd"] = ages[ages["pc4"] != "1001"].reset_index(drop=True)
    found = barrier_table(calculate(tables), tables)
    of_pc4 = found[found["pc4"] == "1001"]
    assert len(of_pc4) > 0
    assert of_pc4[["mensen", "mensen_laag", "mensen_hoog", "willen_steun", "nergens_anders"]].isna().all(axis=None)
    assert set(absent(found)[found["pc4"] == "1001"]) == {"onbekend"}
    public = public_barriers(found, tables["subgroep"], tables["postcode"].set_index("pc4")["inwoners"])
    assert set(public.loc[public["pc4"] == "1001", "merk"]) == {"onbekend"}


def test_a_band_that_cbs_counts_as_empty_makes_no_row():
    tables = region(only("a", 0), werkgebied=VILLAGE)
    ages = tables["postcode_leeftijd"].copy()
    ages.loc[(ages["pc4"] == "1001") & (ages["leeftijdsband"] == "75-79"), "inwoners"] = 0
    tables["postcode_leeftijd"] = ages
    found = barrier_table(calculate(tables), tables)
    assert "75+" not in set(found.loc[found["pc4"] == "1001", "leeftijdsband"])
    assert "18-49" in set(found.loc[found["pc4"] == "1001", "leeftijdsband"])


def test_only_postcodes_in_reach_are_barred_and_not_those_that_are_let_in():
    assert set(barriers(only("a", 7000), werkgebied=VILLAGE)["pc4"]) == {"1003", "1004"}  # 1002 is in the list
    assert set(barriers(only("a", 0), werkgebied=VILLAGE)["pc4"]) == {"1001"}  # 7000 and further cannot come anyway


def test_a_subgroep_that_is_not_suited_is_not_barred():
    tables = region(only("a", 0), werkgebied=VILLAGE)
    tables["initiatief_subgroep"]["subgroep"] = "taal"
    assert set(barrier_table(calculate(tables), tables)["subgroep"]) == {"taal"}


@pytest.mark.parametrize(
    ("listed", "regel"),
    [(("pc4", "1004"), "postcode"), (("gemeente", "GM0002"), "gemeentegrens"), (("regio", "West"), "gemeentegrens")],
)
def test_a_place_rule_has_a_name(listed, regel):
    found = barriers(only("a", 0), werkgebied=areas(("a", *listed)))
    assert set(found["regel"]) == {regel}


def test_personal_rules_have_names_and_join():
    found = barriers(
        only("a", 0),
        werkgebied=areas(("a", "pc4", "1001")),
        toegangsregel=rules(("a", 1, "min_leeftijd", "50")),
        initiatief_taal=languages(("a", "Nederlands")),
    ).set_index(["pc4", "subgroep", "leeftijdsband"])["regel"]
    assert found["1001", "verlies", "18-49"] == "leeftijd"
    assert found["1001", "taal", "75+"] == "taal"
    assert found["1001", "taal", "18-49"] == "leeftijd + taal"
    assert found["1002", "verlies", "75+"] == "postcode"
    assert found["1002", "taal", "75+"] == "postcode + taal"
    assert found["1002", "taal", "18-49"] == "postcode + leeftijd + taal"
    assert ("1001", "verlies", "75+") not in found.index


def test_a_rule_for_palliative_people_alone_is_named_so_and_counts_the_others():
    found = barriers(initiatief("a"), right=0.25, toegangsregel=rules(("a", 1, "palliatief", None)))
    row = one_row(found, pc4="1001", subgroep="verlies", leeftijdsband="75+")
    assert row["regel"] == "palliatief"
    assert row["mensen"] == pytest.approx(0.75 * 120)


def test_who_can_be_admitted_elsewhere_in_reach_has_somewhere_to_go():
    # b stands in 1002 at 2 km: the people of 1001 reach it, and those of MIDDEN too
    found = barriers(only("a", 0), initiatief("b", x=2000), werkgebied=VILLAGE)
    assert found["mensen"].gt(0).all()
    assert (found["nergens_anders"] == 0).all()


def test_who_is_admitted_nowhere_in_reach_is_counted_in_full():
    found = barriers(only("a", 0), initiatief("b", x=13_000), werkgebied=VILLAGE)
    assert found["nergens_anders"].tolist() == pytest.approx(found["mensen"].tolist())


def test_a_postcode_of_which_a_part_can_go_elsewhere_counts_that_part_alone():
    # a is near all of 1003 and bars it; b at 13 km is near 10 km and 7 km; c at 0 km is near nobody there
    found = barriers(
        only("a", 7000), initiatief("b", x=13_000, kanaal="huisbezoek", werkgebied_stand="onbekend"), werkgebied=VILLAGE
    )
    row = one_row(found, pc4="1003", subgroep="verlies", leeftijdsband="75+")
    # home visits of unknown werkgebied stay in GM0002, where 120 of the 320 people of 1003 live
    assert row["mensen"] == pytest.approx(128)
    assert row["nergens_anders"] == pytest.approx(128 * 200 / 320)
    assert (found["nergens_anders"] <= found["mensen"] + 1e-9).all()


def test_people_without_a_wish_for_support_count_as_people_of_the_group():
    never = table(
        "aandeel",
        [
            *shares({"taal": (0.5,) * 3}),
            share("verlies", "aandeel", (1, 1, 1)),
            share("verlies", "steunvraag", (0, 0, 0)),
        ],
    )
    row = one_row(barriers(only("a", 0), werkgebied=VILLAGE, aandeel=never), subgroep="verlies", leeftijdsband="75+")
    assert (row["mensen"], row["willen_steun"], row["nergens_anders"]) == pytest.approx((120, 0, 120))  # fmt: skip


def test_the_nearest_that_admits_is_named_with_the_extra_distance_and_waiting_time():
    found = barriers(
        only("a", 2000),
        only("c", 4000),
        initiatief("b", x=7000, wachttijd_weken=6),
        initiatief("d", x=13_000),
        werkgebied=areas(("a", "pc4", "1002"), ("c", "pc4", "1002")),
    )
    row = one_row(found, initiatief="a", subgroep="verlies", pc4="1001", leeftijdsband="75+")
    assert (row["alternatief"], row["wachttijd_weken"], row["gebiedcode"]) == ("b", 6, NOORD)
    assert (row["afstand_km"], row["extra_km"]) == pytest.approx((2.6, 9.1 - 2.6))


def test_an_alternative_in_reach_goes_before_a_nearer_one_out_of_reach():
    near = initiatief("b", x=3000)  # 3.9 km from 1001 where 3 km is the limit
    visits = initiatief("c", x=7000, kanaal="huisbezoek")  # 9.1 km, within the 15 km of a home visit
    barred = {"werkgebied": areas(("a", "pc4", "1004"))}
    far = barriers(only("a", 0), near, **barred)
    both = barriers(only("a", 0), near, visits, **barred)
    keys = {"initiatief": "a", "subgroep": "verlies", "pc4": "1001", "leeftijdsband": "75+"}
    alone, chosen = one_row(far, **keys), one_row(both, **keys)
    assert (alone["alternatief"], alone["alternatief_in_bereik"]) == ("b", False)
    assert (chosen["alternatief"], chosen["alternatief_in_bereik"]) == ("c", True)
    assert (alone["nergens_anders"], chosen["nergens_anders"]) == (alone["mensen"], 0)


def test_an_alternative_by_phone_has_no_distance():
    found = barriers(
        only("a", 0), initiatief("b", x=13_000, kanaal="telefonisch"), werkgebied=areas(("a", "pc4", "1004"))
    )
    row = one_row(found, initiatief="a", subgroep="verlies", pc4="1001", leeftijdsband="75+")
    assert row["alternatief"] == "b"
    assert np.isnan(row["extra_km"])


def test_without_an_alternative_it_is_missing():
    found = barriers(only("a", 0), werkgebied=VILLAGE)
    assert found[["alternatief", "extra_km", "wachttijd_weken"]].isna().all(axis=None)


def test_an_initiatief_without_a_place_has_no_distance_but_may_bar():
    found = barriers(only("a", None, kanaal="telefonisch"), initiatief("b"), werkgebied=VILLAGE)
    row = one_row(found, subgroep="verlies", pc4="1004", leeftijdsband="75+")
    assert np.isnan(row["afstand_km"])
    assert row["extra_km"] == pytest.approx(16.9)


def test_it_says_when_and_with_whom_the_rule_was_checked():
    asked = {"regel_nagevraagd_op": "2026-05-01", "regel_nagevraagd_bij": "de coördinator"}
    found = barriers(only("a", 0, **asked), werkgebied=VILLAGE)
    assert set(found["nagevraagd_op"]) == {"2026-05-01"}
    assert set(found["nagevraagd_bij"]) == {"de coördinator"}


def test_the_weakest_soort_of_the_cellen_holds():
    local = share("verlies", "aandeel", (1, 1, 1), gebiedcode=NOORD, soort="gemodelleerd", lokaal="ja")
    aandeel = table("aandeel", [*shares(EVERYBODY), local])
    found = barriers(only("a", 2000), werkgebied=areas(("a", "pc4", "1004")), aandeel=aandeel)
    soort = found[found["subgroep"] == "verlies"].groupby("pc4")["soort"].first()
    # 1002 lies in MIDDEN too, 1003 does not lie in NOORD
    assert soort.to_dict() == {"1001": "gemodelleerd", "1002": "aanname", "1003": "aanname"}


def test_a_gebied_too_small_for_estimates_makes_no_row():
    tables = region(only("a", 13_000), werkgebied=VILLAGE)
    tables["gebied"].loc[2, "inwoners"] = 49
    found = barrier_table(calculate(tables), tables)
    assert set(found["pc4"]) == {"1003"}
    assert set(found["gebiedcode"]) == {"WK000102"}


def test_a_rule_that_cannot_be_decided_bars_nobody():
    assert len(barriers(initiatief("a"), toegangsregel=rules(("a", 1, "geslacht", "vrouw")))) == 0


@pytest.mark.parametrize("rows", [[], [initiatief("a")]])
def test_where_nobody_is_barred_the_table_is_empty_and_has_every_column(rows):
    tables = region(*rows)
    none = barrier_table(calculate(tables), tables)
    some = barriers(only("a", 0), werkgebied=VILLAGE)
    assert len(none) == 0
    assert none.columns.tolist() == some.columns.tolist()
    inwoners = tables["postcode"].set_index("pc4")["inwoners"]
    assert len(public_barriers(none, tables["subgroep"], inwoners)) == 0


def test_rows_are_one_per_key_and_sorted():
    found = barriers(only("b", 0), only("a", 2000), werkgebied=areas(("b", "pc4", "1002"), ("a", "pc4", "1001")))
    keys = found[["initiatief", "pc4", "subgroep", "leeftijdsband", "regel"]]
    assert not keys.duplicated().any()
    assert keys.equals(keys.sort_values(keys.columns.tolist(), ignore_index=True))
    assert set(found["leeftijdsband"]) == {"18-49", "50-64", "65-74", "75+"}
    assert sum(AGES.values()) == pytest.approx(1)
