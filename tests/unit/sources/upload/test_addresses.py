"""Places for rows with an address: which rows are searched, and that nothing of what the file says is overwritten."""

import pandas as pd
import pytest

from mapping.sources.upload.addresses import laid, unplaced
from mapping.sources.upload.profiles import profiles

VINDPLAATS = profiles()["vindplaats"]
MATCHES = {
    "Naam": "naam",
    "Soort": "type",
    "Straat": "adres",
    "PC": "pc4",
    "X": "x",
    "Y": "y",
    "Hoe": "precisie",
    "Wijk": "gebiedcode",
}
ROW = {
    "Naam": "A",
    "Soort": "school",
    "Straat": "Molenstraat 1",
    "PC": "1001",
    "X": "",
    "Y": None,
    "Hoe": "exact",
    "Wijk": "",
}


def cells(*changes: dict) -> pd.DataFrame:
    return pd.DataFrame([ROW | change for change in changes], dtype="object")


@pytest.mark.parametrize(
    ("change", "searched"),
    [
        ({}, True),
        ({"Straat": ""}, True),
        ({"Straat": "", "PC": None}, False),
        ({"X": "93000", "Y": "430000"}, False),
        ({"X": "93000"}, True),
        ({"Soort": "tovenaarshuis"}, False),
        ({"Hoe": "wijk"}, False),
        ({"Soort": "opvang"}, True),
        ({"Soort": "opvang", "Wijk": "WK900100"}, False),
    ],
)
def test_only_rows_with_an_address_and_no_point_are_searched_and_never_one_whose_kind_is_unknown(change, searched):
    assert len(unplaced(cells(change), MATCHES, VINDPLAATS, region())) == searched


def test_name_of_a_sheltered_kind_is_searched_as_its_code():
    found = unplaced(
        cells({"Soort": "Maatschappelijke opvang of vrouwenopvang"}, {"Soort": "OPVANG"}),
        MATCHES,
        VINDPLAATS,
        region(),
    )

    assert found["type"].tolist() == ["opvang", "opvang"]


def test_kind_of_file_without_addresses_has_nothing_to_search():
    frame = pd.DataFrame({"adres": ["Molenstraat 1"]})

    assert unplaced(frame, {"adres": "gebiedcode"}, profiles()["inventaris"], {}).empty


def test_what_was_found_fills_empty_cells_and_says_how_exact_it_is():
    told, matches = laid(cells({}, {"PC": ""}), MATCHES, VINDPLAATS, answers({0: {}, 1: {}}))

    assert told[["X", "Y"]].to_numpy().tolist() == [["93000", "430000"]] * 2
    assert told["Hoe"].tolist() == ["pc4", "pc4"]
    assert told["PC"].tolist() == ["1001", "1002"]
    assert told["Wijk"].tolist() == ["", ""]  # follows from the point
    assert matches == MATCHES


def test_sheltered_place_gets_its_wijk_and_no_point():
    found = answers({0: {"x": None, "y": None, "gebiedcode": "WK900100", "precisie": "wijk", "pc4": None}})

    told, _matches = laid(cells({"Soort": "opvang"}), MATCHES, VINDPLAATS, found)

    assert told.loc[0, ["Wijk", "Hoe"]].tolist() == ["WK900100", "wijk"]
    assert told.loc[0, ["X", "Y"]].isna().tolist() == [False, True]
    assert told.loc[0, "X"] == ""


def test_columns_that_the_file_lacks_are_added_under_a_name_that_is_free():
    frame = pd.DataFrame({"naam": ["A", "B"], "adres": ["Molenstraat 1", "x"], "x": ["iets", "anders"]})
    profile = profiles()["initiatief"]

    told, matches = laid(frame, {"naam": "naam", "adres": "adres", "x": ""}, profile, answers({0: {}}))

    assert matches["x (gezocht)"] == "x"
    assert told["x"].tolist() == ["iets", "anders"]
    assert told.loc[0, "x (gezocht)"] == "93000"
    assert pd.isna(told.loc[1, "x (gezocht)"])
    assert "precisie" not in matches.values()


def test_without_an_answer_nothing_changes():
    frame = cells({})

    told, matches = laid(frame, MATCHES, VINDPLAATS, answers({0: {"x": None, "gebiedcode": None}}))

    pd.testing.assert_frame_equal(told, frame)
    assert matches == MATCHES


def answers(rows: dict[int, dict]) -> pd.DataFrame:
    usual = {"x": 93000.4, "y": 429999.6, "precisie": "pc4", "pc4": "1002", "gebiedcode": "WK900200"}
    return pd.DataFrame([usual | row for row in rows.values()], index=list(rows))


def region() -> dict[str, pd.DataFrame]:
    codes = {"gebiedcode": "WK900100", "gebiednaam": "Wijk 01 Noord", "gemeentecode": "GM9001", "gemeentenaam": "Noord"}
    return {"gebied": pd.DataFrame([codes]), "subgroep": pd.DataFrame([{"subgroep": "verlies", "naam": "Verlies"}])}
