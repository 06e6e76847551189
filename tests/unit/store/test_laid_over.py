"""Rows from a file take the place of those with their key; lists of an owner are replaced as a whole."""

import geopandas as gpd
import pandas as pd

from mapping.model import RD_NEW
from mapping.schema import cast
from mapping.store.laid_over import laid_over


def organisations(*rows: tuple[str, str]) -> pd.DataFrame:
    """Return organisaties by (key, name)."""
    return cast(pd.DataFrame(rows, columns=["organisatie", "naam"]), "organisatie")


def one_initiatief() -> gpd.GeoDataFrame:
    """Return the initiatief x, without a place."""
    rows = {"initiatief": ["x"], "naam": ["X"]}
    return cast(gpd.GeoDataFrame(rows, geometry=[None], crs=RD_NEW), "initiatief")


def test_row_with_the_same_key_is_replaced_where_it_stood_and_a_new_one_comes_last():
    now = {"organisatie": organisations(("a", "A"), ("b", "B"), ("c", "C"))}

    laid = laid_over(now, {"organisatie": organisations(("n", "N"), ("b", "beter"))}, whole={})["organisatie"]

    assert list(zip(laid["organisatie"], laid["naam"], strict=True)) == [
        ("a", "A"),
        ("b", "beter"),
        ("c", "C"),
        ("n", "N"),
    ]


def test_list_of_an_owner_in_the_file_is_replaced_and_that_of_others_stays():
    def languages(*rows):
        return cast(pd.DataFrame(rows, columns=["initiatief", "taal"]), "initiatief_taal")

    offer = one_initiatief()
    now = {"initiatief_taal": languages(("x", "nl"), ("x", "tr"), ("y", "nl"))}
    rows = {"initiatief": offer, "initiatief_taal": languages(("x", "ar"))}

    laid = laid_over(now, rows, whole={"initiatief_taal": "initiatief"})

    assert sorted(zip(laid["initiatief_taal"]["initiatief"], laid["initiatief_taal"]["taal"], strict=True)) == [
        ("x", "ar"),
        ("y", "nl"),
    ]


def test_owner_without_a_list_in_the_file_has_none_after():
    offer = one_initiatief()
    empty = cast(pd.DataFrame({"initiatief": [], "taal": []}), "initiatief_taal")
    now = {"initiatief_taal": cast(pd.DataFrame({"initiatief": ["x"], "taal": ["nl"]}), "initiatief_taal")}

    laid = laid_over(now, {"initiatief": offer, "initiatief_taal": empty}, whole={"initiatief_taal": "initiatief"})

    assert laid["initiatief_taal"].empty


def test_key_that_is_twice_in_the_file_stays_twice_so_that_the_check_finds_it():
    now = {"organisatie": organisations(("a", "A"), ("b", "B"))}

    laid = laid_over(now, {"organisatie": organisations(("a", "een"), ("a", "twee"))}, whole={})["organisatie"]

    assert list(laid["naam"]) == ["een", "twee", "B"]
