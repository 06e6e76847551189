"""Barriers gathered for a reader: bands added up before rounding, one band's facts, rules in plain words."""

import pandas as pd
import pytest

from mapping.analysis.barriers import barrier_table
from mapping.schema import TABLES as TABLES_BY_NAME
from mapping.views.barrier_rows import (
    REFERRAL_NAMES,
    RULE_NAMES,
    area_words,
    entitled_alone,
    per_postcode,
    rule_words,
    werkgebied_words,
)
from tests.unit.analysis.small_region import (
    areas,
    calculate,
    initiatief,
    offered,
    one_row,
    rules,
    small_region,
    subgroepen,
)

TABLES = small_region(**offered(initiatief("a"), initiatief("b")))
NONE = {"alternatief": None, "extra_km": None, "wachttijd_weken": None}


def barrier(**columns) -> dict:
    """Write one exact row: 14 people of 75+, kept out of a by its postcodes, with b as the alternative."""
    row = {"initiatief": "a", "pc4": "1001", "subgroep": "verlies", "leeftijdsband": "75+", "regel": "postcode"}
    row |= {"mensen": 14.0, "mensen_laag": 7.0, "mensen_hoog": 21.0, "willen_steun": 1.4, "nergens_anders": 0.0}
    row |= {"basis": 120.0, "gebiedcode": "WK000101", "afstand_km": 1.5, "alternatief": "b", "extra_km": 2.0}
    row |= {"wachttijd_weken": 6.0, "nagevraagd_op": None, "nagevraagd_bij": None, "soort": "geschat"}
    return row | columns


def gathered(*rows: dict, groep: str = "verlies", inside: set[str] | None = None, tables=TABLES) -> pd.DataFrame:
    return per_postcode(pd.DataFrame(rows), tables, groep, inside=inside)


def test_bands_are_added_up_before_rounding():
    # 14 + 14 + 14 = 42; each rounded first would have been 3 × 10 = 30 as an aanname
    bands = [barrier(leeftijdsband=band, soort="aanname") for band in ("50-64", "65-74", "75+")]
    (row,) = gathered(*bands).to_dict("records")
    assert (row["mensen"], row["mensen_laag"], row["mensen_hoog"], row["willen_steun"]) == (40, 20, 60, 4)
    assert (row["basis"], row["naam"], row["merk"]) == (360, "a", "")


def test_rows_of_other_groepen_and_postcodes_are_left_out():
    rows = [barrier(), barrier(subgroep="taal"), barrier(pc4="1002")]
    assert gathered(*rows)["pc4"].tolist() == ["1001", "1002"]
    assert gathered(*rows, inside={"1002"})["pc4"].tolist() == ["1002"]
    assert len(gathered(*rows, inside=set())) == 0
    assert len(gathered(*rows, groep="ziekte")) == 0


def test_rules_stay_apart():
    found = gathered(barrier(), barrier(leeftijdsband="18-49", regel="postcode + leeftijd"))
    assert found["regel"].tolist() == ["postcode", "postcode + leeftijd"]


def test_alternative_keeps_its_own_distance_and_waiting_time():
    # the larger band has an alternative of which the waiting time is unknown: that of another is not borrowed
    large = barrier(mensen=40.0, mensen_hoog=60.0, alternatief="b", extra_km=1.0, wachttijd_weken=None)
    small = barrier(leeftijdsband="18-49", alternatief="c", extra_km=9.0, wachttijd_weken=3.0)
    for rows in ((large, small), (small, large)):
        row = gathered(*rows).iloc[0]
        assert (row["alternatief"], row["extra_km"]) == ("b", 1.0)
        assert pd.isna(row["wachttijd_weken"])


def test_alternative_for_some_is_named_though_the_largest_band_has_none():
    large = barrier(mensen=40.0, mensen_hoog=60.0, nergens_anders=40.0, afstand_km=9.9, **NONE)
    row = gathered(large, barrier(leeftijdsband="18-49")).iloc[0]
    assert (row["alternatief"], row["extra_km"], row["wachttijd_weken"], row["afstand_km"]) == ("b", 2.0, 6.0, 1.5)
    assert (row["mensen"], row["nergens_anders"]) == (54, 40)
    assert pd.isna(gathered(large).iloc[0]["alternatief"])


def test_weakest_soort_of_the_bands_holds_and_rounds():
    bands = [barrier(mensen=40.0), barrier(leeftijdsband="18-49", soort="aanname", mensen=14.0)]
    row = gathered(*bands).iloc[0]
    assert (row["soort"], row["mensen"]) == ("aanname", 50)  # one digit of 54


@pytest.mark.parametrize(("mensen", "merk"), [(4.0, "te_klein"), (5.0, "")])
def test_bands_that_are_too_small_alone_may_be_shown_together(mensen, merk):
    found = gathered(barrier(mensen=mensen), barrier(mensen=mensen, leeftijdsband="18-49"))
    assert found["merk"].tolist() == [merk]


def test_groep_that_is_shown_per_gemeente_only_has_no_figure():
    kinds = subgroepen(psychiatrisch="levensvraag")
    found = gathered(barrier(subgroep="psychiatrisch"), groep="psychiatrisch", tables=TABLES | {"subgroep": kinds})
    assert found["merk"].tolist() == ["verborgen"]
    assert found["mensen"].isna().all()


def test_exact_barriers_are_gathered_and_left_alone():
    offer = offered(initiatief("a", x=7000, werkgebied_stand="lijst"), initiatief("b", x=13_000))
    tables = small_region(**offer, werkgebied=areas(("a", "pc4", "1002")))
    exact = barrier_table(calculate(tables), tables)
    before = exact.copy()
    row = one_row(per_postcode(exact, tables, "verlies", inside=None), pc4="1003")
    # 640 people, .94 of them adult, .2 in verlies: 120.32; an aanname has one digit
    assert (row["mensen"], row["soort"], row["naam"], row["alternatief"]) == (100, "aanname", "a", "b")
    pd.testing.assert_frame_equal(exact, before)
    assert len(per_postcode(exact.iloc[:0], tables, "verlies", inside=None)) == 0


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("pc4", "1001")], "postcode 1001"),
        ([("pc4", "1001"), ("pc4", "1002")], "postcode 1001, 1002"),
        ([("wijk", "WK000101")], "wijk Noord"),
        ([("wijk", "WK999999")], "wijk WK999999"),
        ([("gemeente", "GM0001"), ("pc4", "1004")], "gemeente GM0001 en postcode 1004"),
        ([("regio", "Oost")], "regio Oost"),
        ([("landelijk", "NL")], "heel Nederland"),
        ([("pc4", str(1000 + n)) for n in range(8)], "postcode 1000, 1001, 1002, 1003, 1004, 1005 en 2 andere"),
    ],
)
def test_werkgebied_is_said_in_plain_words(rows, words):
    listed = areas(*(("a", *row) for row in rows), ("b", "pc4", "1009"))
    assert werkgebied_words(small_region(werkgebied=listed), "a") == words


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        ([(1, "min_leeftijd", "50")], "mensen van 50 jaar en ouder"),
        ([(1, "max_leeftijd", "27")], "mensen tot en met 27 jaar"),
        (
            [(1, "min_leeftijd", "50"), (2, "palliatief", None), (3, "naaste", None)],
            "mensen van 50 jaar en ouder of mensen die niet meer beter worden of naasten van mensen die niet meer beter worden",
        ),
        (
            [(1, "min_leeftijd", "65"), (1, "max_leeftijd", "74")],
            "mensen van 65 jaar en ouder en mensen tot en met 74 jaar",
        ),
    ],
)
def test_personal_rule_is_said_in_plain_words(conditions, words):
    table = rules(*(("a", *row) for row in conditions), ("b", 1, "min_leeftijd", "99"))
    assert rule_words(small_region(toegangsregel=table), "a", "leeftijd") == words


def test_language_is_a_rule_of_its_own():
    assert rule_words(small_region(), "a", "taal") == "mensen die Nederlands spreken"


@pytest.mark.parametrize(
    ("conditions", "alone"),
    [
        ([(1, "palliatief", None)], "palliatief"),
        ([(1, "min_leeftijd", "50"), (2, "naaste", None)], "naaste"),
        ([(1, "palliatief", None), (2, "naaste", None)], ""),
        ([(1, "min_leeftijd", "50")], ""),
        ([], ""),
    ],
)
def test_a_rule_that_names_only_one_of_palliatief_and_naaste_is_found(conditions, alone):
    table = rules(*(("a", *row) for row in conditions), ("b", 1, "naaste", None))
    assert entitled_alone(small_region(toegangsregel=table), "a") == alone


@pytest.mark.parametrize(
    ("stand", "words"), [("geen beperking", "geen beperking"), ("onbekend", "niet bekend"), ("lijst", "postcode 1001")]
)
def test_where_an_initiatief_works_is_said_also_without_a_rule(stand, words):
    tables = small_region(**offered(initiatief("a", werkgebied_stand=stand)), werkgebied=areas(("a", "pc4", "1001")))
    assert area_words(tables, "a") == words


def test_every_kind_of_verwijzing_has_a_name():
    assert set(REFERRAL_NAMES) == set(TABLES_BY_NAME["initiatief"].columns["verwijzing_nodig"].allowed)


def test_every_rule_has_a_name():
    assert set(RULE_NAMES) == {"postcode", "gemeentegrens", "leeftijd", "palliatief", "taal"}
