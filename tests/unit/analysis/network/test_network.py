"""Nodes, ties, isolation, overleg, links worth making and places, on a region that can be counted by hand."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point

from mapping.analysis.network.isolation import standing
from mapping.analysis.network.layout import positions
from mapping.analysis.network.links import first_to_meet, links_worth_making
from mapping.analysis.network.meetings import meetings, without_gv
from mapping.analysis.network.nodes import nodes
from mapping.analysis.network.places import places
from mapping.analysis.network.summary import network_summary
from mapping.analysis.network.ties import asked_pairs, circles, in_area, pairs, ties
from mapping.reports.network_words import link_reason
from mapping.store.contributions import origin_of
from tests.unit.analysis.network.network_region import region, tie
from tests.unit.analysis.small_region import calculate

MEET = {"soort": "overleg", "overlegvorm": "mdo", "overleg": "mdo-noord", "bekend_niet_verwezen": None}


def read(*rows: dict) -> tuple[dict, pd.DataFrame, pd.DataFrame]:
    """Return tables, nodes and ties of a region with these verbindingen."""
    tables = region(*rows)
    known = nodes(tables)
    return tables, known, ties(tables, known)


def test_an_end_takes_after_its_table_and_then_after_what_a_row_says():
    _tables, known, _found = read(tie("v:praktijk", "i:koffie", van_werkkring="zorg", naar_werkkring="gemeente"))
    assert known.at["initiatief/koffie", "werkkring"] == "welzijn"
    assert known.at["vindplaats/praktijk", "werkkring"] == "zorg"
    assert known.at["initiatief/rouw", "levensbeschouwing"] == "protestants"
    assert known.at["initiatief/koffie", "regio"] == "Oost"
    assert known["gv"].to_dict()["organisatie/steunpunt"]


def test_rows_that_contradict_each_other_leave_an_end_unknown():
    _tables, known, _found = read(
        tie("v:praktijk", "i:koffie", van_werkkring="zorg"), tie("v:praktijk", "i:rouw", van_werkkring="gemeente")
    )
    assert pd.isna(known.at["vindplaats/praktijk", "werkkring"])


def test_a_referral_is_inside_on_one_axis_and_two_without_faith_are_no_circle():
    none = {"van_levensbeschouwing": "geen", "naar_levensbeschouwing": "geen"}
    _tables, _known, found = read(
        tie("v:praktijk", "i:koffie", **none),
        tie("i:koffie", "i:praten", **none),
        tie("i:rouw", "i:praten", frequentie="nooit"),
    )
    counted = circles(found)
    assert counted["verwijzingen"] == 2
    assert counted["binnen"] == 1  # praktijk and koffie share a gemeente
    assert counted["levensbeschouwing_geen"] == 2
    assert (counted["gemeentecode_binnen"], counted["gemeentecode_buiten"]) == (1, 1)


def test_not_known_and_asked_and_none_are_two_things():
    tables, known, found = read(tie("v:praktijk", "i:koffie"), tie("i:rouw", "i:praten", frequentie="nooit"))
    stand = standing(tables["initiatief"], known, found).set_index("naam")["stand"]
    assert "stil" not in stand.index
    assert stand.to_dict() == {"koffie": "verbonden", "rouw": "gevraagd geen", "praten": "gevraagd geen"}
    tables, known, found = read(tie("o:welzijn", "o:kerk"))
    stand = standing(tables["initiatief"], known, found).set_index("naam")["stand"]
    assert stand.to_dict() == {"koffie": "via organisatie", "rouw": "via organisatie", "praten": "niet bekend"}


PROPOSED = {"frequentie": "nooit", "bron": origin_of("b-bcdfghjk", "2026-03-01T10:00:00")}


def test_a_pair_that_somebody_proposed_was_not_asked():
    tables, known, found = read(tie("i:rouw", "i:praten", **PROPOSED))
    assert (asked_pairs(found), pairs(found)) == (set(), set())
    stand = standing(tables["initiatief"], known, found).set_index("naam")["stand"]
    assert stand.to_dict() == {"koffie": "niet bekend", "rouw": "niet bekend", "praten": "niet bekend"}
    assert without_gv(*read(tie("v:praktijk", "i:praten", **PROPOSED))[:0:-1])["stand"].tolist() == ["niet bekend"]


def test_a_proposed_pair_is_the_first_link_worth_making_and_is_told_once():
    tables, known, found = read(
        tie("v:praktijk", "i:praten", frequentie="nooit", bekend_niet_verwezen="ja"),
        tie("i:rouw", "i:koffie", **PROPOSED),
        tie("i:praten", "i:rouw", **PROPOSED),
    )
    links = links_worth_making(calculate(tables), tables, known, found)
    assert links[["van_naam", "naar_naam", "stand"]].to_numpy().tolist() == [
        ["koffie", "rouw", "voorgesteld"], ["praten", "rouw", "voorgesteld"], ["Praktijk", "praten", "bekend"],
    ]  # fmt: skip
    assert "Iemand stelde voor" in link_reason(links.iloc[0], {})
    assert first_to_meet(links)["stand"] == "voorgesteld"


def test_a_proposed_pair_that_is_connected_now_is_no_link_to_make():
    tables, known, found = read(tie("i:koffie", "i:rouw", **PROPOSED), tie("i:rouw", "i:koffie"))
    assert links_worth_making(calculate(tables), tables, known, found).empty


def test_who_share_an_overleg_know_each_other():
    rows = (tie("o:welzijn", "o:kerk", **MEET), tie("o:welzijn", "v:praktijk", **MEET))
    _tables, known, found = read(*rows)
    assert frozenset(("organisatie/kerk", "vindplaats/praktijk")) in pairs(found)
    (row,) = meetings(found, known).to_dict("records")
    assert (row["overlegvorm"], row["agenda"], row["gv"], len(row["nodes"])) == ("mdo", "onbekend", False, 3)


def test_agenda_that_rows_tell_differently_is_unknown_and_one_answer_stands():
    yes, no = ({**MEET, "zingeving_op_agenda": word} for word in ("ja", "nee"))
    _tables, known, found = read(tie("o:welzijn", "o:kerk", **yes), tie("o:welzijn", "o:steunpunt", **MEET))
    assert meetings(found, known)["agenda"].tolist() == ["ja"]
    _tables, known, found = read(tie("o:welzijn", "o:kerk", **yes), tie("o:welzijn", "o:steunpunt", **no))
    assert meetings(found, known)["agenda"].tolist() == ["onbekend"]


@pytest.mark.parametrize(
    ("row", "stand"),
    [
        (tie("v:praktijk", "i:praten"), "verbonden"),
        (tie("v:praktijk", "o:steunpunt"), "verbonden"),
        (tie("v:praktijk", "i:praten", frequentie="nooit", bekend_niet_verwezen="ja"), "bekend maar niet verwezen"),
        (tie("v:praktijk", "i:praten", frequentie="nooit"), "gevraagd geen"),
        (tie("v:praktijk", "i:koffie"), "niet bekend"),
    ],
)
def test_how_a_practice_stands_to_a_geestelijk_verzorger(row, stand):
    _tables, known, found = read(row)
    assert without_gv(found, known).set_index("naam")["stand"].to_dict() == {"Praktijk": stand}


def test_links_are_near_and_alike_and_bekend_comes_first():
    tables, known, found = read(tie("v:praktijk", "i:praten", frequentie="nooit", bekend_niet_verwezen="ja"))
    links = links_worth_making(calculate(tables), tables, known, found)
    assert links[["van_naam", "naar_naam", "stand"]].to_numpy().tolist() == [
        ["Praktijk", "praten", "bekend"], ["koffie", "rouw", "niet bekend"],
    ]  # fmt: skip
    assert links["zelfde_gebied"].tolist() == [False, True]
    assert links["mensen"].iloc[1] > 0
    assert first_to_meet(links)["naar_organisatie"] == "Kerk"


def test_no_link_is_asked_where_the_organisaties_know_each_other():
    tables, known, found = read(tie("o:welzijn", "o:kerk"))
    assert links_worth_making(calculate(tables), tables, known, found).empty


def test_order_of_the_rows_changes_no_link():
    tables, known, found = read(tie("v:praktijk", "i:praten"))
    turned = tables | {"initiatief": tables["initiatief"].iloc[::-1].reset_index(drop=True)}
    one = links_worth_making(calculate(tables), tables, known, found)
    other = links_worth_making(calculate(turned), turned, nodes(turned), ties(turned))
    pd.testing.assert_frame_equal(one, other)


def test_summary_of_a_regio_counts_what_touches_it():
    tables = region(tie("v:praktijk", "i:koffie"), tie("i:praten", "o:steunpunt"))
    east, west = (network_summary(calculate(tables), tables, regio) for regio in ("Oost", "West"))
    assert (east.verbindingen, east.initiatieven, east.alone) == (1, 2, 1)
    assert (west.verbindingen, west.initiatieven, west.alone) == (1, 1, 0)
    assert east.organisaties == ("Welzijn", "Kerk")
    assert network_summary(calculate(region()), region(), None).verbindingen == 0


def test_a_tie_of_two_regios_is_of_both():
    _tables, known, found = read(tie("i:koffie", "i:praten"))
    assert [len(in_area(found, known, regio=regio)) for regio in ("Oost", "West", "Elders")] == [1, 1, 0]


def test_a_sheltered_place_is_never_a_point_not_even_at_the_centre_of_its_wijk():
    tables = region(tie("v:opvang", "i:koffie"))
    hidden = tables["vindplaats"].assign(precisie="exact")  # even with a point: the kind decides
    hidden = hidden.set_geometry(gpd.GeoSeries([Point(100, 0), Point(777, 7)], crs=hidden.crs))
    found = places(tables | {"vindplaats": hidden}, nodes(tables | {"vindplaats": hidden}))
    assert found.at["vindplaats/opvang", "how"] == "alleen de wijk"
    assert found.geometry["vindplaats/opvang"] is None
    assert found.at["vindplaats/praktijk", "how"] == "eigen plaats"
    assert found.geometry["organisatie/kerk"] == Point(500, 0)


def test_a_network_is_always_drawn_the_same():
    pairs_ = [("a", "b"), ("b", "c"), ("d", "e")]
    one, width, height = positions(pairs_)
    other, *_size = positions([pair[::-1] for pair in reversed(pairs_)])
    assert one == other
    assert set(one) == set("abcde")
    assert all(0 <= x <= width and 0 <= y <= height for x, y in one.values())
    assert positions([]) == ({}, 0.0, 0.0)
