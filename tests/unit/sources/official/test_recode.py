"""Codes in the offer of a region that move to another year: what is certain is changed, all else is listed."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from mapping.model import RD_NEW
from mapping.schema import TABLES, cast
from mapping.sources.official.concordance import concordance
from mapping.sources.official.recode import codes_of, recode, report_sentences

SAME, RENAMED, CUT, CUT_A, CUT_B = "WK000100", "WK000101", "WK000102", "WK990102", "WK990103"
NEW, DRAWN, DRAWN_2 = "WK990101", "WK000104", "WK000105"
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


def moved(**rows: list[dict]):
    names = ("werkgebied", "inventaris", "initiatief", "vindplaats", "gebruik", "signalering")
    old = OLD.rename(columns={"code": "gebiedcode"}).assign(gemeentecode="GM0001")
    codes = codes_of(concordance(OLD, NOW), old)
    return recode(
        {name: table(name, rows.get(name, [])) for name in names}, codes, NOW.rename(columns={"code": "gebiedcode"})
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


@pytest.mark.parametrize("name", ["werkgebied", "inventaris", "initiatief", "vindplaats", "gebruik", "signalering"])
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
