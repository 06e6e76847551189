"""What a bijdrage becomes: rows that the contracts accept, with their origin, and nothing but what was chosen."""

import pandas as pd
import pytest
import shapely

from mapping.analysis.network.ties import ties
from mapping.contract import typed
from mapping.contracts_bijdrage import BIJDRAGE
from mapping.store.difference import difference
from mapping.store.proposal import proposal_findings
from mapping.views.bijdrage.become import GROUP, NEW_ORGANISATIE, PLACE, Context, accepted, merged
from mapping.views.bijdrage.compare import alike, same_in_queue, verbinding_is_there
from tests.unit.store.contributed import MISSING, PAIR, STOPPED, TODAY, whole
from tests.unit.store.region import small_tables

NO_CHANGES = pd.DataFrame(columns=["oud", "naam_oud", "nieuw", "naam_nieuw", "datum", "soort", "bron"], dtype="str")
GIVEN = {"organisatie": "org", "kanaal": ["op locatie"], "abc": "A"}
AT = {"x": 1200.0, "y": 300.0}


@pytest.fixture(scope="module")
def now():
    return small_tables()


@pytest.fixture(scope="module")
def context(now):
    return Context(now, TODAY, lambda: NO_CHANGES)


@pytest.fixture(scope="module")
def place(now):
    row = now["gebied"].iloc[0]
    return {"gebiedcode": row["gebiedcode"], "subgroep": now["subgroep"]["subgroep"].iloc[0]}


def bijdrage(row, **others):
    table = pd.DataFrame([whole(row, **others)], columns=list(BIJDRAGE.columns), dtype=object)
    return typed(table, BIJDRAGE, file="")[0].iloc[0]


def changes(now, made):
    assert proposal_findings(now, made) == []
    found = difference({name: now[name] for name in made}, made)
    return {(row.tabel, row.sleutel, row.soort, row.kolom) for row in found.itertuples(index=False)}


def test_missing_initiatief_becomes_a_row_with_its_group_point_and_origin(now, context, place):
    row = bijdrage(MISSING, **place, **AT)
    made = accepted(row, GIVEN, context)
    new = made["initiatief"].iloc[-1]

    assert changes(now, made) == {
        ("initiatief", "koffie-aan-de-maas", "erbij", ""),
        ("initiatief_subgroep", f"koffie-aan-de-maas · {place['subgroep']}", "erbij", ""),
    }
    assert (new["naam"], new["aanbiederssoort"], new["status"]) == ("Koffie aan de Maas", "vrijwilligers", "actief")
    assert new["bron"] == "bijdrage b-bcdfghjk, ingediend op 2026-11-29"
    assert (new["gebiedcode"], new.geometry) == (place["gebiedcode"], shapely.Point(1200, 300))
    assert new["werkgebied_stand"] == "onbekend"
    assert pd.isna(new["capaciteit"])


def test_initiatief_of_an_unknown_organisatie_brings_one_of_the_same_name(now, context, place):
    made = accepted(bijdrage(MISSING, **place), GIVEN | {"organisatie": NEW_ORGANISATIE}, context)

    assert changes(now, made) >= {("organisatie", "koffie-aan-de-maas", "erbij", "")}
    assert made["initiatief"].iloc[-1]["organisatie"] == "koffie-aan-de-maas"
    assert made["initiatief"].iloc[-1].geometry is None


def test_stopped_initiatief_gets_that_status_and_nothing_else(now, context):
    made = accepted(bijdrage(STOPPED), {}, context)

    assert changes(now, made) == {("initiatief", "inloop", "anders", "status")}
    assert made["initiatief"].set_index("initiatief").at["inloop", "status"] == "gestopt"


@pytest.mark.parametrize(("known", "often"), [(True, "onbekend"), (False, "nooit")])
def test_two_who_know_or_should_know_each_other_become_a_verbinding(now, context, known, often):
    made = accepted(bijdrage(PAIR, kennen_elkaar=known), {"soort": "overleg"}, context)
    new = made["verbinding"].iloc[-1]

    assert changes(now, made) == {("verbinding", new["verbinding"], "erbij", "")}
    assert (new["van"], new["naar"], new["soort"], new["frequentie"]) == ("inloop", "org", "overleg", often)
    found = ties(now | made).iloc[-1]
    assert (found["exists"], found["proposed"]) == (known, not known), "proposed is not asked"


@pytest.mark.parametrize(("kind", "point"), [("winkel", True), ("opvang", False)])
def test_group_at_a_new_place_becomes_both_and_shelter_gets_no_point(now, context, place, kind, point):
    row = bijdrage({"soort": "vindplaats_groep", "naam": "De Kapper", "type": kind, "voorbeeld": False}, **place, **AT)
    made = accepted(row, {"precisie": "straat" if point else "wijk"}, context)
    new = made["vindplaats"].iloc[-1]

    assert {name for name, *_rest in changes(now, made)} == {"vindplaats", "vindplaats_subgroep"}
    assert (new.geometry is not None) == point
    assert new["gebiedcode"] == place["gebiedcode"]
    assert pd.isna(made["vindplaats_subgroep"].iloc[-1]["bereik_personen"]), "nobody counted"


def test_merge_takes_the_chosen_fields_only(now, context, place):
    row = bijdrage(MISSING, adres="Kade 1", **place, **AT)

    made = merged(row, "inloop", ("adres", PLACE, GROUP), context)
    found = changes(now, made)

    assert ("initiatief", "inloop", "anders", "adres") in found
    assert ("initiatief", "inloop", "anders", "geometry") in found
    assert not any(column == "naam" for *_rest, column in found)
    assert {key for _table, key, *_rest in found} <= {"inloop", f"inloop · {place['subgroep']}"}
    assert merged(row, "inloop", (), context) == {}


def test_alike_are_rows_of_the_table_and_other_bijdragen(now, place):
    name = now["initiatief"]["naam"].iloc[0]
    row = bijdrage(MISSING, naam=name, **place)
    twin = bijdrage(MISSING, naam=name, bijdrage="b-zzzzzzzz", **place)
    waiting = pd.DataFrame([row, twin])

    found = alike(row, now, waiting)

    assert set(zip(found["tabel"], found["code"], strict=True)) >= {
        ("initiatief", now["initiatief"]["initiatief"].iloc[0]),
        ("bijdrage", "b-zzzzzzzz"),
    }
    assert "b-bcdfghjk" not in set(found["code"]), "a bijdrage is not its own duplicate"


def test_same_pair_in_the_other_direction_is_the_same(now):
    row = bijdrage(PAIR)
    back = bijdrage(
        PAIR, bijdrage="b-zzzzzzzz", van_soort="organisatie", van="org", naar_soort="initiatief", naar="inloop"
    )
    waiting = pd.DataFrame([row, back, bijdrage(STOPPED, bijdrage="b-xxxxxxxx")])

    assert same_in_queue(row, waiting)["bijdrage"].tolist() == ["b-zzzzzzzz"]
    assert not verbinding_is_there(row, now)
    assert same_in_queue(bijdrage(STOPPED), waiting)["bijdrage"].tolist() == ["b-xxxxxxxx"]
