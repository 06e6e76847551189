"""Old and new codes: what became of each gebied, measured on its ground and not on its code."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from mapping.model import RD_NEW
from mapping.sources.official.concordance import Became, concordance, merged_gemeenten, moved, same_ground


def areas(**boxes: tuple[float, float]) -> gpd.GeoDataFrame:
    """Return gebieden that are strips of 100 m high, from x to x (m)."""
    shapes = [shapely.box(west, 0, east, 100) for west, east in boxes.values()]
    names = [f"Naam {code}" for code in boxes]
    return gpd.GeoDataFrame({"code": list(boxes), "naam": names}, geometry=shapes, crs=RD_NEW)


def kinds(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame) -> dict[tuple, str]:
    pairs = concordance(old, new)[["oud", "nieuw", "soort"]].fillna("-")
    return {(row.oud, row.nieuw): row.soort for row in pairs.itertuples()}


def test_same_ground_is_the_same_under_the_same_code_or_another():
    found = kinds(areas(A=(0, 100), B=(100, 200)), areas(A=(0, 101), C=(101, 200)))
    assert found == {("A", "A"): Became.GELIJK, ("B", "C"): Became.HERNUMMERD}


def test_same_code_on_other_ground_is_not_the_same():
    table = concordance(areas(A=(0, 100), B=(100, 200)), areas(A=(0, 50), B=(50, 200)))
    assert same_ground(table) == {}
    assert set(table["soort"]) == {Became.GESPLITST, Became.HERTEKEND, Became.OPGEGAAN}


def test_merged_split_gone_and_new():
    old = areas(A=(0, 100), B=(100, 200), D=(300, 400), E=(500, 600))
    new = areas(AB=(0, 200), D1=(300, 350), D2=(350, 400), N=(900, 1000))
    assert kinds(old, new) == {
        ("A", "AB"): Became.OPGEGAAN, ("B", "AB"): Became.OPGEGAAN, ("D", "D1"): Became.GESPLITST,
        ("D", "D2"): Became.GESPLITST, ("E", "-"): Became.VERVALLEN, ("-", "N"): Became.NIEUW,
    }  # fmt: skip


def test_shares_of_the_old_ground_add_up_to_it():
    table = concordance(areas(A=(0, 100), B=(100, 200)), areas(X=(0, 30), Y=(30, 170), Z=(170, 200)))
    assert table.groupby("oud")["aandeel_oud"].sum().tolist() == pytest.approx([1.0, 1.0])


def test_a_line_that_moved_a_metre_makes_no_pair():
    assert set(kinds(areas(A=(0, 100), B=(100, 200)), areas(A=(0, 99), B=(99, 200)))) == {("A", "A"), ("B", "B")}


def test_every_old_gebied_that_changed_is_told_once_with_what_it_became():
    old = areas(A=(0, 100), B=(100, 200), E=(500, 600))
    told = moved(concordance(old, areas(A=(0, 40), F=(40, 100), C=(100, 200), N=(900, 950))))
    assert told.became == {"A": ("A", "F"), "B": ("C",), "E": ()}
    text = "\n".join(told.sentences)
    for part in ("A Naam A is hertekend en ligt nu in: F Naam F (60%), A Naam A (40%).", "B Naam B heet nu C Naam C",
                 "E Naam E ligt in geen enkel gebied van nu", "N Naam N is nieuw"):  # fmt: skip
        assert part in text


def test_nothing_is_told_where_nothing_moved():
    told = moved(concordance(areas(A=(0, 100)), areas(A=(0, 100))))
    assert (told.sentences, told.became) == ([], {})


def test_merged_gemeenten_come_with_what_they_became():
    changes = pd.DataFrame(
        [("GM0501", "Brielle", "GM1992", "Voorne aan Zee", "2023-01-01", "opgegaan")],
        columns=["oud", "naam_oud", "nieuw", "naam_nieuw", "datum", "soort"],
    )
    found = merged_gemeenten(changes, {"GM0501", "GM0599"}, {"GM1992", "GM0599"})
    assert found == {"GM0501": "Gemeente GM0501 Brielle is sinds 2023-01-01 GM1992 Voorne aan Zee (opgegaan)."}
