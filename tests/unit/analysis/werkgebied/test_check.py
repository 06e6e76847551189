"""Findings about werkgebieden: dead and newer codes, double rows, lists out of reach, texts, and white spots."""

import pandas as pd
import pytest

from mapping.analysis.werkgebied.check import successors, werkgebied_check, white_spots
from mapping.model import UNIEK
from tests.unit.analysis.small_region import (
    MIDDEN,
    NOORD,
    ZUID,
    areas,
    calculate,
    initiatief,
    offered,
    one_row,
    rules,
    small_region,
)

CHANGES = pd.DataFrame(
    [
        ("GM0900", "Oud", "GM0910", "Tussen", "2013-01-01"),
        ("GM0910", "Tussen", "GM0001", "Nu", "2019-01-01"),
        ("GM0920", "Deel", "GM0001", "Nu", "2014-01-01"),
        ("GM0920", "Deel", "GM0002", "Daar", "2014-01-01"),
        ("GM0001", "Nu", "GM0990", "Straks", "2023-01-01"),
    ],
    columns=["oud", "naam_oud", "nieuw", "naam_nieuw", "datum"],
)
"""The region is of 2022-01-01."""


def found(*listed: tuple, text: str | None = None, stand: str = "lijst", run: bool = False, **columns) -> list[tuple]:
    row = initiatief("a", werkgebied_stand=stand, werkgebied_tekst=text, **columns)
    tables = small_region(**offered(row), werkgebied=areas(*[("a", *area) for area in listed]))
    rows = werkgebied_check(tables, CHANGES, run=calculate(tables) if run else None)
    return list(rows[["kind", "value", "detail", "error"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("area", "kind", "detail", "error"),
    [
        (("gemeente", "GM0900"), "code bestaat niet meer", "Nu (GM0001)", True),
        (("wijk", "WK090003"), "code bestaat niet meer", "Nu (GM0001)", True),
        (("buurt", "BU09200101"), "code bestaat niet meer", "Nu (GM0001), Daar (GM0002)", True),
        (("gemeente", "GM0990"), "code is nieuwer dan dit bestand", "Nu (GM0001)", True),
        (("wijk", "WK099001"), "code is nieuwer dan dit bestand", "Nu (GM0001)", True),
        (("wijk", "WK000199"), "code bestaat niet", "GM0001", True),
        (("regio", "Noord"), "code bestaat niet", "Oost, West", True),
        (("gemeente", "GM0777"), "buiten de regio", "", False),
        (("pc4", "9999"), "buiten de regio", "", False),
    ],
)
def test_code_that_the_region_does_not_have_is_said_with_what_became_of_it(area, kind, detail, error):
    assert found(("pc4", "1001"), area) == [(kind, area[1], detail, error)]


def test_code_that_is_alive_in_this_file_is_no_finding_though_it_is_gone_by_now():
    assert found(("gemeente", "GM0001")) == []
    assert found(("wijk", NOORD), ("buurt", "BU00020199"), ("regio", "West")) == []


def test_successors_are_followed_to_the_end_and_not_beyond_the_day():
    assert successors("GM0900", CHANGES, until="2022-01-01") == {"GM0001": "Nu"}
    assert successors("GM0900", CHANGES, until="2015-01-01") == {"GM0910": "Tussen"}
    assert successors("GM0900", CHANGES, until="2024-01-01") == {"GM0990": "Straks"}
    assert successors("GM0001", CHANGES, until="2022-01-01") == {}


def test_row_inside_another_row_is_double():
    assert found(("gemeente", "GM0001"), ("pc4", "1001"), ("pc4", "1004")) == [("dubbel", "1001", "GM0001", False)]
    assert found(("gemeente", "GM0001"), ("wijk", MIDDEN)) == [("dubbel", "Midden (GM0001)", "GM0001", False)]
    assert found(("regio", "Oost"), ("gemeente", "GM0001")) == [("dubbel", "GM0001", "Oost", False)]
    assert found(("landelijk", "NL"), ("pc4", "1001")) == [("dubbel", "1001", "NL", False)]


def test_many_codes_of_one_kind_are_one_finding():
    assert found(("pc4", "1001"), ("pc4", "9998"), ("pc4", "9999")) == [("buiten de regio", "9998, 9999", "", False)]


def test_unknown_werkgebied_and_unread_text_are_said():
    kinds = [(kind, value, error) for kind, value, _detail, error in found(text="om de hoek", stand="onbekend")]

    assert kinds == [("tekst niet gelezen", "om de hoek", True), ("werkgebied niet bekend", "", False)]


def test_text_that_says_something_else_than_the_list_is_said_and_the_same_is_not():
    assert found(("pc4", "1001"), text="1001") == []
    assert found(("pc4", "1001"), text="1002") == [("tekst en lijst verschillen", "1002", "1002", False)]
    assert found(text="1002", stand="geen beperking") == [("tekst en lijst verschillen", "1002", "1002", False)]
    assert found(text="iedereen", stand="geen beperking") == []


def test_list_that_admits_nobody_here_or_nobody_in_reach_is_said():
    assert ("niemand in deze regio", "", "", True) in found(("pc4", "9999"), run=True)
    assert found(("pc4", "1004"), run=True) == [("lijst buiten bereik", "", "", False)]
    assert found(("pc4", "1001"), run=True) == []


def test_initiatief_without_a_place_is_not_out_of_reach_of_its_list():
    assert found(("pc4", "1001"), run=True, x=None) == []


def test_initiatief_that_has_stopped_is_left_alone():
    assert found(("gemeente", "GM0900"), status="gestopt") == []


def test_white_spots_are_the_people_for_whom_nothing_is_near_and_open():
    tables = small_region(
        **offered(initiatief("a", werkgebied_stand="lijst", capaciteit_pj=5), a=["verlies"]),
        werkgebied=areas(("a", "pc4", "1001")),
        toegangsregel=rules(("a", 1, "min_leeftijd", "75")),
    )
    run = calculate(tables)

    rows = white_spots(run)

    assert set(rows.loc[rows["subgroep"] == "verlies", "pc4"]) == {"1002", "1003", "1004"}  # 1001 is served
    assert set(rows.loc[rows["subgroep"] == "ziekte", "pc4"]) == {"1001", "1002", "1003", "1004"}
    near = one_row(rows, pc4="1002", subgroep="verlies")
    cells = (run.people.cellen["pc4"] == "1002").to_numpy()
    groups = (run.people.groepen["subgroep"] == "verlies").to_numpy()
    assert near["vraag"] == pytest.approx(run.people.need[cells][:, groups].sum())
    assert near["wit_regel"] == near["wit"] == near["vraag"]  # in reach by distance, outside the list
    far = one_row(rows, pc4="1004", subgroep="verlies")
    assert (far["wit"], far["wit_regel"]) == (far["vraag"], 0)


def test_white_spots_of_all_levensvragen_count_each_person_once():
    tables = small_region(**offered(initiatief("a", capaciteit_pj=5), a=["verlies"]))
    run = calculate(tables)

    rows = white_spots(run)

    for pc4 in ("1001", "1004"):
        unique = one_row(rows, pc4=pc4, subgroep=UNIEK)
        parts = rows[(rows["pc4"] == pc4) & rows["subgroep"].isin(["verlies", "ziekte"])]
        assert 0 < unique["wit"] < parts["wit"].sum()
        assert unique["wit"] <= unique["vraag"]


def test_region_without_offer_is_white_and_has_no_findings():
    tables = small_region()

    rows = white_spots(calculate(tables))

    assert werkgebied_check(tables, CHANGES, run=calculate(tables)).empty
    assert (rows["wit"] == rows["vraag"]).all()
    assert (rows["wit_regel"] == 0).all()
    assert ZUID not in set(rows["pc4"])
