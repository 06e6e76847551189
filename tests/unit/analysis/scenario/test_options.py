"""What one could change, from the data: who is shut out by postcode, and suggestions that fit."""

import pytest

from mapping.analysis.scenario.apply import apply
from mapping.analysis.scenario.changes import Add, AdmitPostcodes, Scenario, SetCapacity
from mapping.analysis.scenario.options import free_identifier, shut_out_by_postcode, suggestions
from tests.unit.analysis.small_region import areas, calculate, initiatief, offered, small_region

PER_ADULT = 1 - 0.98 * 0.99
"""Share of the adults with a vraag, each once (see test_scenario_effect)."""


def village(*others: dict, places: float | None = 5):
    """Return the region with `dorp`, which admits 1001 only."""
    offer = offered(initiatief("dorp", x=0, capaciteit_pj=places, werkgebied_stand="lijst"), *others)
    return small_region(**offer, werkgebied=areas(("dorp", "pc4", "1001")))


def test_postcodes_in_reach_that_are_not_admitted_with_those_whom_it_would_help():
    found = shut_out_by_postcode(calculate(village()), "dorp")

    assert found.to_dict() == {"1002": pytest.approx(658 * PER_ADULT)}


def test_people_who_can_go_elsewhere_are_not_counted_but_their_postcode_is_named():
    found = shut_out_by_postcode(calculate(village(initiatief("open", x=2000, capaciteit_pj=3))), "dorp")

    assert found.to_dict() == {"1002": 0}


def test_regio_leaves_its_own_postcodes():
    assert shut_out_by_postcode(calculate(village()), "dorp", regio="West").empty


def test_unknown_initiatief_shuts_nobody_out():
    assert shut_out_by_postcode(calculate(village()), "weg").empty


def test_suggestions_are_to_admit_and_to_double_and_they_fit():
    tables = village()
    found = suggestions(calculate(tables), tables)

    assert found == [AdmitPostcodes("dorp", ("1002",)), SetCapacity("dorp", 10.0)]
    for change in found:
        assert calculate(apply(tables, Scenario("", (change,)))).split is not None


def test_region_without_offer_gets_a_place_to_begin_where_most_people_live():
    tables = small_region()
    (found,) = suggestions(calculate(tables), tables)

    assert isinstance(found, Add)
    assert found.place == "WK000101"
    assert found.people_pj is None
    assert calculate(apply(tables, Scenario("", (found,)))).split.unknown.sum() > 0


def test_places_that_are_not_known_are_not_doubled():
    tables = village(places=None)

    assert not any(isinstance(change, SetCapacity) for change in suggestions(calculate(tables), tables))


def test_identifier_of_an_addition_is_free():
    assert free_identifier({"nieuw-1", "nieuw-2", "huis"}) == "nieuw-3"
