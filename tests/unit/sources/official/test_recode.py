"""Codes in the offer of a region that move to another year: what is certain is changed, all else is listed."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from mapping import fetch_onto
from mapping.contract import Kind
from mapping.contract_columns import BUURTCODE, GEMEENTECODE, WIJKCODE
from mapping.model import RD_NEW
from mapping.schema import DERIVED, TABLES, cast
from mapping.sources.official.concordance import concordance
from mapping.sources.official.recode import codes_of, recode, report_sentences

SAME, RENAMED, CUT, CUT_A, CUT_B = "WK000100", "WK000101", "WK000102", "WK990102", "WK990103"
NEW, DRAWN, DRAWN_2 = "WK990101", "WK000104", "WK000105"
OLD_GEMEENTE, NEW_GEMEENTE = "GM0001", "GM9901"
NOTED = {"bron": "b", "peildatum": "2024-01-01"}


def strips(**boxes: tuple[float, float]) -> gpd.GeoDataFrame:
    """Return gebieden that are strips from x to x (m)."""
    shapes = [shapely.box(west, 0, east, 100) for west, east in boxes.values()]
    return gpd.GeoDataFrame({"code": list(boxes), "naam": list(boxes)}, geometry=shapes, crs=RD_NEW)


OLD = strips(**{SAME: (0, 100), RENAMED: (100, 200), CUT: (200, 300), DRAWN: (300, 400), DRAWN_2: (400, 500)})
NOW = strips(
    **{SAME: (0, 100), NEW: (100, 200), CUT_A: (200, 240), CUT_B: (240, 300), DRAWN: (300, 340), DRAWN_2: (340, 500)}
)


def table(name: str, rows: list[dict]) -> pd.DataFrame:
    """Return a table of the contract with these rows."""
    made = cast(pd.DataFrame([{**NOTED, **row} for row in rows]), name) if rows else TABLES[name].empty()
    if TABLES[name].geometry is None:
        return made
    shapes = [row.get("point") for row in rows]
    return gpd.GeoDataFrame(made.drop(columns="geometry", errors="ignore"), geometry=shapes, crs=RD_NEW)


OWN = tuple(name for name in TABLES if name not in (*fetch_onto.FETCHED, *DERIVED))
"""Tables that a region keeps when its wijken are fetched anew."""

PLACES = [
    (name, column)
    for name in OWN
    for column, rule in TABLES[name].columns.items()
    if column.endswith(("gebiedcode", "gemeentecode")) or any(
        code in rule.pattern for code in (WIJKCODE, BUURTCODE, GEMEENTECODE)
    )
]  # fmt: skip
"""Every column of those that holds the code of a gebied or gemeente, by the contracts: a new one is among them."""


def moved(**rows: list[dict]):
    old = OLD.rename(columns={"code": "gebiedcode"}).assign(gemeentecode="GM0001")
    codes = codes_of(concordance(OLD, NOW), old)
    return recode(
        {name: table(name, rows.get(name, [])) for name in OWN}, codes, NOW.rename(columns={"code": "gebiedcode"})
    )


def wijken(recoded) -> list[str]:
    return list(recoded.tables["werkgebied"]["code"])


def area(code: str, soort: str = "wijk") -> dict:
    return {"initiatief": "a", "gebiedsoort": soort, "code": code}


def test_werkgebied_follows_the_same_ground_and_whole_parts():
    found = moved(werkgebied=[area(SAME), area(RENAMED), area(CUT), area("3071", "pc4")])
    assert wijken(found) == [SAME, NEW, CUT_A, CUT_B, "3071"]
    assert found.report["wat"].tolist() == ["omgezet", "omgezet"]


def test_werkgebied_whose_ground_was_redrawn_stays_and_is_listed_though_its_code_lives_on():
    found = moved(werkgebied=[area(DRAWN)])
    assert wijken(found) == [DRAWN]
    (row,) = found.report.to_dict("records")
    assert (row["wat"], row["nieuw"]) == ("nagaan: zelfde code, andere grens", f"{DRAWN}, {DRAWN_2}")


def test_inventaris_is_whole_only_where_all_of_the_old_ground_was():
    full, partly = {"stand": "volledig", "datum": "2024-05-01"}, {"stand": "deels", "datum": "2024-01-01"}
    found = moved(
        inventaris=[{"gebiedcode": DRAWN, **full}, {"gebiedcode": CUT, **full}, {"gebiedcode": RENAMED, **partly}]
    )
    stand = found.tables["inventaris"].set_index("gebiedcode")["stand"].to_dict()
    assert stand == {DRAWN: "volledig", DRAWN_2: "deels", CUT_A: "volledig", CUT_B: "volledig", NEW: "deels"}


def test_place_with_a_point_goes_where_it_lies_and_one_without_only_where_it_is_sure():
    found = moved(vindplaats=[
        {"vindplaats": "a", "gebiedcode": CUT, "point": shapely.Point(250, 50)},
        {"vindplaats": "b", "gebiedcode": CUT},
        {"vindplaats": "c", "gebiedcode": RENAMED},
        {"vindplaats": "d", "gebiedcode": SAME},
    ])  # fmt: skip
    assert list(found.tables["vindplaats"]["gebiedcode"]) == [CUT_B, CUT, NEW, SAME]
    assert found.report["wat"].tolist() == ["geplaatst op zijn punt", "nagaan: blijft staan", "omgezet"]


def test_gebruik_of_redrawn_ground_goes_out_and_is_listed():
    rows = [
        {"initiatief": "a", "jaar": 2024, "gebiedcode": code, "aantal_aangemeld": 1} for code in (SAME, RENAMED, DRAWN)
    ]
    found = moved(gebruik=rows)
    assert list(found.tables["gebruik"]["gebiedcode"]) == [SAME, NEW]
    assert found.report["wat"].tolist() == ["omgezet", "weggelaten"]


def test_gemeente_that_is_gone_becomes_its_gebieden_where_all_of_them_are_sure():
    old = OLD.iloc[:3].rename(columns={"code": "gebiedcode"}).assign(gemeentecode="GM0001")
    now = NOW.iloc[:4].assign(code=["WK990100", NEW, CUT_A, CUT_B])
    codes = codes_of(concordance(OLD.iloc[:3], now), old)
    names = ("inventaris", "initiatief", "vindplaats", "gebruik", "signalering")
    tables = {name: table(name, []) for name in names} | {
        "werkgebied": table("werkgebied", [area("GM0001", "gemeente")])
    }
    found = recode(tables, codes, now.rename(columns={"code": "gebiedcode"}))
    assert wijken(found) == ["WK990100", NEW, CUT_A, CUT_B]
    assert set(found.tables["werkgebied"]["gebiedsoort"]) == {"wijk"}


def merged(**rows: list[dict]):
    """Return what came of a region whose one gemeente got another number, with all of its wijken."""
    old = OLD.iloc[:2].rename(columns={"code": "gebiedcode"}).assign(gemeentecode=OLD_GEMEENTE)
    now = NOW.iloc[:2].assign(code=["WK990100", NEW])
    codes = codes_of(concordance(OLD.iloc[:2], now), old)
    tables = {name: table(name, rows.get(name, [])) for name in OWN}
    return recode(tables, codes, now.rename(columns={"code": "gebiedcode"}))


@pytest.mark.parametrize(("name", "column"), PLACES)
def test_every_code_of_a_gebied_or_gemeente_in_the_contracts_is_followed_and_told(name, column):
    old, new = (OLD_GEMEENTE, NEW_GEMEENTE) if "gemeente" in column else (RENAMED, NEW)
    keys = {key: "a" for key in TABLES[name].key if TABLES[name].columns[key].kind == Kind.TEXT}
    found = merged(**{name: [{**keys, column: old}]})
    if name != "aandeel":  # a share of the region itself stays as it is, but not without a word
        assert list(found.tables[name][column]) == [new]
    assert found.report[["tabel", "oud", "nieuw"]].to_numpy().tolist() == [[name, old, new]]


def test_actie_for_a_gemeente_that_is_gone_is_for_the_gemeente_that_it_became():
    found = merged(actie=[{"actie": "a", "gebiedcode": OLD_GEMEENTE}])
    assert list(found.tables["actie"]["gebiedcode"]) == [NEW_GEMEENTE]


def test_gemeente_that_was_divided_stays_with_an_organisatie_and_is_listed():
    old = OLD.iloc[:2].rename(columns={"code": "gebiedcode"}).assign(gemeentecode=OLD_GEMEENTE)
    now = NOW.iloc[:2].assign(code=["WK770100", NEW])
    tables = {"organisatie": table("organisatie", [{"organisatie": "a", "gemeentecode": OLD_GEMEENTE}])}
    found = recode(tables, codes_of(concordance(OLD.iloc[:2], now), old), now.rename(columns={"code": "gebiedcode"}))
    assert list(found.tables["organisatie"]["gemeentecode"]) == [OLD_GEMEENTE]
    assert found.report[["nieuw", "wat"]].to_numpy().tolist() == [["GM7701, GM9901", "nagaan: blijft staan"]]


def test_factor_of_a_gebied_that_was_cut_up_goes_out_and_is_listed_and_one_of_an_organisatie_stays():
    rows = [{"factor": "klik", "gebiedcode": code} for code in (CUT, RENAMED, DRAWN)]
    found = moved(factor=[*rows, {"factor": "klik", "organisatie": "a"}])
    assert found.tables["factor"]["gebiedcode"].fillna("").tolist() == [NEW, DRAWN, ""]
    assert found.report["wat"].tolist() == ["weggelaten", "omgezet", "nagaan: zelfde code, andere grens"]


def test_code_that_lives_on_for_other_ground_does_not_keep_the_factor_of_its_old_ground():
    now = strips(**{RENAMED: (0, 100), CUT_A: (100, 140), CUT_B: (140, 200)})  # SAME got the code of its neighbour
    old = OLD.iloc[:2].rename(columns={"code": "gebiedcode"}).assign(gemeentecode=OLD_GEMEENTE)
    tables = {"factor": table("factor", [{"factor": "klik", "gebiedcode": code} for code in (SAME, RENAMED)])}
    found = recode(tables, codes_of(concordance(OLD.iloc[:2], now), old), now.rename(columns={"code": "gebiedcode"}))
    assert list(found.tables["factor"]["gebiedcode"]) == [RENAMED]
    assert found.report["wat"].tolist() == ["omgezet", "weggelaten"]


def test_actie_whose_gebied_was_cut_up_stays_without_it_and_says_that_it_is_for_the_whole_file():
    found = moved(actie=[{"actie": "a", "gebiedcode": CUT}, {"actie": "b", "gebiedcode": DRAWN}])
    assert found.tables["actie"]["gebiedcode"].fillna("").tolist() == ["", DRAWN]
    assert found.report["wat"].tolist() == [
        "nagaan: gebied leeggemaakt, gaat nu over het hele bestand",
        "nagaan: zelfde code, andere grens",
    ]


def test_actie_under_another_code_loses_the_version_of_its_begin_where_that_code_measures_nothing():
    rows = [{"actie": code.lower(), "gebiedcode": code, "begin_versie": 1} for code in (RENAMED, SAME)]
    found = moved(actie=rows)
    assert found.tables["actie"]["begin_versie"].isna().tolist() == [True, False]
    assert found.report["wat"].tolist() == ["omgezet, zonder cijfer bij het begin"]


def test_gesprek_and_signalering_whose_gebied_was_cut_up_lose_it_and_are_listed():
    found = moved(gesprek=[{"gesprek": "a", "gebiedcode": CUT}], signalering=[{"signalering": "b", "gebiedcode": CUT}])
    assert found.tables["gesprek"]["gebiedcode"].isna().all()
    assert found.report[["tabel", "rij", "wat"]].to_numpy().tolist() == [
        ["signalering", "b", "gebied leeggemaakt"],
        ["gesprek", "a", "gebied leeggemaakt"],
    ]


def test_shares_of_the_services_are_not_listed():
    row = {"subgroep": "eenzaam", "gebiedcode": RENAMED, "bron": "RIVM 50120NED"}
    assert moved(aandeel=[row]).report.empty


@pytest.mark.parametrize("name", sorted({name for name, _column in PLACES} | {"werkgebied"}))
def test_empty_tables_stay_empty_in_their_dtypes(name):
    found = moved()
    assert found.report.empty
    assert dict(found.tables[name].drop(columns="geometry", errors="ignore").dtypes) == dict(
        TABLES[name].empty().drop(columns="geometry", errors="ignore").dtypes
    )


def test_every_row_that_was_touched_is_told():
    told = report_sentences(moved(werkgebied=[area(RENAMED), area(DRAWN)]).report)
    assert told == [
        f"werkgebied, nagaan: zelfde code, andere grens (1): a: {DRAWN} → {DRAWN}, {DRAWN_2}",
        f"werkgebied, omgezet (1): a: {RENAMED} → {NEW}",
    ]
