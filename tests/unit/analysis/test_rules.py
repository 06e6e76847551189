"""Whom an initiatief suits, which persons it admits and which places."""

import numpy as np
import pytest

from mapping.analysis.model_run import ModelRun
from mapping.analysis.population import cell_frame
from mapping.analysis.rules import admits_place, person_rule, place_rule
from tests.unit.analysis.small_region import (
    MIDDEN,
    areas,
    calculate,
    initiatief,
    languages,
    offered,
    rules,
    shares,
    small_region,
    subgroepen,
    table,
)

YES, NO, MAYBE = "ja", "nee", "niet te zeggen"
THUIS = [("a", 1, "min_leeftijd", "50"), ("a", 2, "palliatief", None), ("a", 3, "naaste", None)]


def ran(*conditions: tuple, spoken=(), named=("iedereen",), **columns) -> ModelRun:
    return calculate(
        small_region(
            **offered(initiatief("a", **columns), a=list(named)),
            toegangsregel=rules(*conditions),
            initiatief_taal=languages(*(("a", taal) for taal in spoken)),
        )
    )


def answer(run: ModelRun, *, age: int, recht: bool = False, subgroep: str = "verlies") -> str:
    """Ask initiatief a for a person: the group that holds this age."""
    groepen = run.people.groepen
    hit = (groepen["subgroep"] == subgroep) & (groepen["start"] <= age) & (age < groepen["stop"])
    (group,) = np.flatnonzero(hit & (groepen["recht_palliatief"] == recht))
    if run.personal.undecided[0, group]:
        assert run.personal.admits[0, group]
        return MAYBE
    return YES if run.personal.admits[0, group] else NO


@pytest.mark.parametrize(
    ("age", "recht", "expected"),
    [(35, False, NO), (49, False, NO), (50, False, YES), (51, False, YES), (35, True, YES), (49, True, YES)],
)
def test_geestelijke_verzorging_thuis_is_for_50_plus_or_palliatief_or_naaste(age, recht, expected):
    assert answer(ran(*THUIS), age=age, recht=recht) == expected


def test_a_naaste_of_35_is_admitted_where_only_naasten_are_an_alternative():
    run = ran(("a", 1, "min_leeftijd", "50"), ("a", 2, "naaste", None))
    assert (answer(run, age=35, recht=True), answer(run, age=35)) == (YES, NO)


@pytest.mark.parametrize(("age", "expected"), [(18, YES), (27, YES), (28, NO), (80, NO)])
def test_a_maximum_admits_its_own_age(age, expected):
    assert answer(ran(("a", 1, "max_leeftijd", "27")), age=age) == expected


def test_conditions_of_one_alternatief_hold_together_and_alternatieven_apart():
    both = ran(("a", 1, "min_leeftijd", "30"), ("a", 1, "max_leeftijd", "60"))
    assert [answer(both, age=age) for age in (29, 30, 60, 61)] == [NO, YES, YES, NO]
    either = ran(("a", 1, "max_leeftijd", "29"), ("a", 2, "min_leeftijd", "61"))
    assert [answer(either, age=age) for age in (29, 30, 60, 61)] == [YES, NO, NO, YES]
    pair = ran(("a", 1, "min_leeftijd", "50"), ("a", 1, "palliatief", None))
    assert [answer(pair, age=60, recht=recht) for recht in (True, False)] == [YES, NO]


@pytest.mark.parametrize("soort", ["geslacht", "levensbeschouwing", "anders"])
def test_a_rule_that_the_data_cannot_decide_admits_with_unknown_places(soort):
    assert answer(ran(("a", 1, soort, "iets")), age=35) == MAYBE
    assert answer(ran(("a", 1, soort, "iets"), ("a", 1, "min_leeftijd", "50")), age=35) == NO
    assert answer(ran(("a", 1, soort, "iets"), ("a", 2, "min_leeftijd", "50")), age=60) == YES


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [(["Nederlands"], NO), ([" nederlands "], NO), (["Nederlands", "Turks"], MAYBE), (["Turks"], MAYBE), ([], MAYBE)],
)
def test_only_dutch_bars_who_speaks_none_and_what_else_is_spoken_cannot_be_decided(spoken, expected):
    run = ran(spoken=spoken)
    assert answer(run, age=35, subgroep="taal") == expected
    assert answer(run, age=35, subgroep="verlies") == YES


@pytest.mark.parametrize("verwijzing", ["nee", "huisarts", "poh", "via organisatie", "onbekend"])
def test_verwijzing_never_bars(verwijzing):
    run = ran(verwijzing_nodig=verwijzing, wachttijd_weken=8, kosten_euro=20)
    assert run.personal.admits.all()
    assert run.place.toarray().all()


@pytest.mark.parametrize(
    ("named", "suited"),
    [
        (["iedereen"], {"verlies", "ziekte", "taal", "geld"}),
        (["verlies"], {"verlies", "taal", "geld"}),  # any levensvraag suits every kenmerk
        (["taal"], {"taal"}),
        (["ziekte", "taal"], {"ziekte", "taal", "geld"}),
        ([], set()),
    ],
)
def test_a_levensvraag_must_be_named_and_a_kenmerk_is_suited_by_any_levensvraag(named, suited):
    kinds = subgroepen(verlies="levensvraag", ziekte="levensvraag", taal="kenmerk", geld="kenmerk")
    size = dict.fromkeys(kinds["subgroep"], (0.1, 0.1, 0.1))
    tables = small_region(**offered(initiatief("a"), a=named), subgroep=kinds, aandeel=table("aandeel", shares(size)))
    run = calculate(tables)
    assert set(run.people.groepen.loc[run.suits[0], "subgroep"]) == suited


@pytest.mark.parametrize(
    ("stand", "listed", "cellen"),
    [
        ("geen beperking", [], [0, 1, 2, 3, 4, 5]),
        ("onbekend", [], [0, 1, 2, 3, 4, 5]),
        ("lijst", [("pc4", "1002")], [1, 2]),
        ("lijst", [("pc4", "1001"), ("pc4", "1004")], [0, 5]),
        ("lijst", [("wijk", MIDDEN)], [2, 3]),
        ("lijst", [("buurt", "BU00010203")], [2, 3]),  # lies in MIDDEN
        ("lijst", [("gemeente", "GM0002")], [4, 5]),
        ("lijst", [("regio", "Oost")], [0, 1, 2, 3]),
        ("lijst", [("landelijk", "NL")], [0, 1, 2, 3, 4, 5]),
        ("lijst", [("gemeente", "GM0002"), ("pc4", "1001")], [0, 4, 5]),
    ],
)
def test_a_werkgebied_admits_the_cellen_of_its_list(stand, listed, cellen):
    tables = small_region()
    offer = table("initiatief", [initiatief("a", werkgebied_stand=stand), initiatief("b")])
    rows = areas(*(("a", *row) for row in listed))
    found = admits_place(cell_frame(tables["cel"], tables["gebied"]), offer, rows).toarray()
    assert np.flatnonzero(found[:, 0]).tolist() == cellen
    assert found[:, 1].all()


@pytest.mark.parametrize(
    ("listed", "name"),
    [
        ([("gemeente", "GM0001")], "gemeentegrens"),
        ([("regio", "Oost"), ("gemeente", "GM0001")], "gemeentegrens"),
        ([("pc4", "1001")], "postcode"),
        ([("gemeente", "GM0001"), ("pc4", "1004")], "postcode"),
    ],
)
def test_a_place_rule_is_named_after_what_is_listed(listed, name):
    assert place_rule("a", areas(*(("a", *row) for row in listed), ("b", "wijk", MIDDEN))) == name


def test_a_personal_rule_is_named_after_its_conditions():
    conditions = rules(*THUIS, ("b", 1, "naaste", None))
    assert person_rule("a", conditions, language_bars=True, age_bars=True) == ["leeftijd", "taal"]
    assert person_rule("b", conditions, language_bars=False, age_bars=True) == ["palliatief"]
    assert person_rule("a", conditions, language_bars=False, age_bars=False) == []
