"""What follows from a change: codes, places per year, the werkgebied in words, rows that go along, points that may not be."""

import pandas as pd
import pytest

from mapping.model import IEDEREEN
from mapping.schema import TABLES, check
from mapping.sources.choices import read_choices
from mapping.store.address import EXAMPLE_FILE
from mapping.store.content import digest_of
from mapping.store.fields import fields
from mapping.store.geopackage import GeoPackage
from mapping.views.cached import Question
from mapping.views.edit.change import Edit, changed_tables
from mapping.views.edit.options import options_of
from mapping.views.edit.place import point_of, to_degrees, to_metres
from mapping.views.edit.records import DERIVED, RECORDS, beginning, columns_of
from mapping.views.edit.rows import Filter, cells, names_of_rows, places, stored
from mapping.views.filters import Choice
from tests.conftest import TODAY

NOBODY = pd.DataFrame(columns=["oud", "naam_oud", "nieuw", "naam_nieuw", "datum", "soort", "bron"], dtype="str")
ALL = Choice(None, None, "uniek", Question())


@pytest.fixture(scope="module")
def now():
    """Return the tables of the example; nobody may change them."""
    return GeoPackage(EXAMPLE_FILE).read()


def change(now, table, *, changed=None, added=(), gone=()):
    begin = beginning(tuple(fields(table)), today=TODAY, example=True)
    return changed_tables(now, table, Edit(changed or {}, added, gone), begin, lambda: NOBODY)


def place_of(now, table, code):
    return int(now[table].index[now[table][table] == code][0])


@pytest.mark.parametrize("table", RECORDS)
def test_every_column_can_be_edited_in_one_group_or_follows_from_others(table):
    shown = {name for group in RECORDS[table].groups for name in columns_of(table, group)}
    ends = {"van_soort", "naar_soort"} if table == "verbinding" else set()
    own = {table} if table in fields(table) and table not in ("verbinding_",) else set()

    assert shown | ends | own == set(fields(table)) | own
    assert set(RECORDS[table].wanted) <= shown


@pytest.mark.parametrize("table", RECORDS)
def test_what_widgets_hold_is_stored_as_it_was(now, table):
    held = cells(table, now)
    changed = dict(enumerate(held.to_dict("records")))

    fresh = change(now, table, changed=changed)[table]

    assert digest_of(fresh, table) == digest_of(now[table], table)
    assert stored(table, {"onbekende kolom": 1}) == {}


@pytest.mark.parametrize("table", RECORDS)
def test_every_value_of_the_example_can_be_chosen(now, table):
    held = cells(table, now)
    for name in fields(table):
        options = options_of(table, name, now, read_choices())
        if options:
            values = held[name].dropna().explode() if fields(table)[name].many else held[name].dropna()
            assert set(values) <= set(options), name


def test_value_outside_the_lists_stays_possible(now):
    rows = now["initiatief_taal"].assign(taal="Papiaments")

    assert "Papiaments" in options_of("initiatief_taal", "taal", now | {"initiatief_taal": rows}, read_choices())
    assert IEDEREEN in options_of("initiatief_subgroep", "subgroep", now, read_choices())


def test_places_per_year_follow_from_the_capacity_and_an_emptied_one_gives_none(now):
    at = place_of(now, "initiatief", "maatje-noord")

    more = change(now, "initiatief", changed={at: {"capaciteit": 80}})["initiatief"]
    none = change(now, "initiatief", changed={at: {"capaciteit": None}})["initiatief"]
    other = change(now, "initiatief", changed={at: {"naam": "Anders"}})["initiatief"]

    assert more.at[at, "capaciteit_pj"] == 2 * now["initiatief"].at[at, "capaciteit_pj"]
    assert pd.isna(none.at[at, "capaciteit_pj"])
    assert other["capaciteit_pj"].equals(now["initiatief"]["capaciteit_pj"])


def test_werkgebied_in_words_is_read_again_and_rows_that_somebody_typed_stay(now):
    at, code = place_of(now, "initiatief", "maatje-noord"), "maatje-noord"
    assert now["initiatief"].at[at, "werkgebied_stand"] == "lijst"

    fresh = change(now, "initiatief", changed={at: {"werkgebied_tekst": "3071, 3072"}})

    areas = fresh["werkgebied"]
    assert set(areas.loc[areas["initiatief"] == code, "code"]) == {"3071", "3072"}
    assert check(now | fresh) == []

    unread = change(now, "initiatief", changed={at: {"werkgebied_tekst": "een stukje hier en daar"}})
    assert unread["initiatief"].at[at, "werkgebied_stand"] == "onbekend"
    assert code not in set(unread["werkgebied"]["initiatief"])
    assert check(now | unread) == []

    typed = place_of(now, "initiatief", "maatje-feijenoord")
    kept = change(now, "initiatief", changed={typed: {"werkgebied_tekst": "heel Nederland"}})
    before = now["werkgebied"]
    assert (kept["werkgebied"]["initiatief"] == "maatje-feijenoord").sum() == (
        before["initiatief"] == "maatje-feijenoord"
    ).sum()


def test_emptied_words_leave_no_list_behind(now):
    at = place_of(now, "initiatief", "maatje-noord")

    fresh = change(now, "initiatief", changed={at: {"werkgebied_tekst": None}})

    assert fresh["initiatief"].at[at, "werkgebied_stand"] == "onbekend"
    assert check(now | fresh) == []


def test_added_rows_get_codes_of_their_own(now):
    row = {"naam": "Zelfde naam"}

    fresh = change(now, "organisatie", added=[row, row])["organisatie"]

    assert list(fresh["organisatie"].tail(2)) == ["zelfde-naam", "zelfde-naam-2"]
    assert list(fresh["peildatum"].tail(2)) == [TODAY, TODAY]


def test_added_verbinding_is_called_after_its_ends(now):
    row = {"van": "organisatie/taalhuis", "naar": "vindplaats/school-3066", "soort": "overleg"}

    fresh = change(now, "verbinding", added=[row])

    last = fresh["verbinding"].iloc[-1]
    assert last[["verbinding", "van_soort", "van", "naar_soort", "naar", "frequentie"]].tolist() == [
        "taalhuis-school-3066", "organisatie", "taalhuis", "vindplaats", "school-3066", "onbekend",
    ]  # fmt: skip
    assert check(now | fresh) == []


def test_row_that_goes_and_comes_back_in_one_edit_keeps_its_lists(now):
    at = place_of(now, "initiatief", "maatje-noord")
    row = now["initiatief"].loc[at].drop("geometry").to_dict() | {"initiatief": None, "kanaal": ["huisbezoek"]}

    fresh = change(now, "initiatief", added=[{**row, "naam": "Maatje noord"}], gone=[at])

    assert "maatje-noord" not in set(fresh["initiatief"]["initiatief"]) or "initiatief_taal" not in fresh


def test_vindplaats_of_a_kind_where_people_must_be_safe_loses_its_point_and_keeps_its_gebied(now):
    at = place_of(now, "vindplaats", "huisartsenpraktijk-3031")

    for values in ({"type": "azc"}, {"precisie": "wijk"}):
        fresh = change(now, "vindplaats", changed={at: values})["vindplaats"]
        assert fresh.geometry.iloc[at] is None
        assert fresh.at[at, "gebiedcode"] == now["vindplaats"].at[at, "gebiedcode"]
        assert fresh.geometry.notna().sum() == now["vindplaats"].geometry.notna().sum() - 1


@pytest.mark.parametrize("table", RECORDS)
def test_every_row_has_a_name_that_is_not_empty(now, table):
    names = names_of_rows(table, now, read_choices())

    assert len(names) == len(now[table])
    assert all(names.str.strip() != "")


def test_filter_by_name_takes_signs_of_a_pattern_for_what_they_are(now):
    names = names_of_rows("initiatief", now, read_choices())

    assert places("initiatief", now, ALL, Filter("(.*"), names, today=TODAY) == []
    assert len(places("initiatief", now, ALL, Filter(""), names, today=TODAY)) == len(now["initiatief"])


@pytest.mark.parametrize("table", RECORDS)
def test_each_gebied_shows_a_part_of_the_rows_and_all_regios_together_show_all(now, table):
    names = names_of_rows(table, now, read_choices())
    regios = now["gebied"]["regio"].unique()

    seen = set()
    for regio in regios:
        seen |= set(places(table, now, Choice(regio, None, "uniek", Question()), Filter(), names, today=TODAY))

    assert seen == set(range(len(now[table])))


def test_point_goes_to_degrees_and_back_within_a_metre():
    point = point_of(92_210, 437_280)

    assert to_metres(*to_degrees(point)).distance(point) <= 1
    assert point_of(float("nan"), 5) is None
    assert point_of(4.5, 51.9).distance(to_metres(4.5, 51.9)) == 0


def test_derived_columns_are_columns_of_the_contract():
    assert set(DERIVED) <= set(TABLES["initiatief"].columns)
