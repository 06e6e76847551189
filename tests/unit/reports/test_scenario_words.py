"""What a scenario changes and does, in words: names not codes, ranges, and honest where the direction is not sure."""

import pandas as pd
import pytest

from mapping.analysis.scenario.changes import Add, AdmitPostcodes, Close, LiftRules, SetCapacity
from mapping.analysis.scenario.effect import Effect, Span, ThreeNumbers
from mapping.reports.scenario_words import (
    between_words,
    chance_words,
    change_words,
    cost_words,
    doubt_words,
    fair_share_words,
    headline,
    signed_people,
)
from tests.unit.analysis.small_region import NOORD, initiatief, offered, small_region

TABLES = small_region(**offered(initiatief("dorp", capaciteit_pj=12.5, naam="Huis van ’t Dorp"), initiatief("vaag")))
NAMES = {"dorp": "Huis van ’t Dorp", "vaag": "Vaag", "nieuw-1": "Nieuw huis"}
NAN = float("nan")
NO_NUMBERS = ThreeNumbers((10, 10), (5, 5), (NAN, NAN))


def effect(served=(0, 0, 0), shut_out=(0, 0, 0), *, numbers=NO_NUMBERS, cost=NAN, priced=0, priceable=0) -> Effect:
    """Return an effect with these differences at laag, midden and hoog."""
    rows = [
        {"gebiedcode": "x", "regio": "R", "stap": step, "bediend_voor": 100.0, "bediend_na": 100.0 + more,
         "uitgesloten_voor": 100.0, "uitgesloten_na": 100.0 + out}
        for step, more, out in zip(("laag", "midden", "hoog"), served, shut_out, strict=True)
    ]  # fmt: skip
    empty = pd.DataFrame()
    return Effect(empty, empty, pd.DataFrame(rows), (0.05, 0.2), numbers, cost, priced, priceable)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (AdmitPostcodes("dorp", ("3071",)), "Laat mensen uit postcode 3071 toe bij Huis van ’t Dorp."),
        (AdmitPostcodes("dorp", ("3071", "3072")), "Laat mensen uit de postcodes 3071, 3072 toe bij Huis van ’t Dorp."),
        (LiftRules("dorp", place=True), "Schrap bij Huis van ’t Dorp de regel over woonplaats: iedereen in de buurt mag komen."),
        (LiftRules("dorp", person=True), "Schrap bij Huis van ’t Dorp de regels over de persoon, zoals leeftijd."),
        (LiftRules("dorp", place=True, person=True), "Schrap bij Huis van ’t Dorp de regels over woonplaats en over de persoon."),
        (SetCapacity("dorp", 1500.0, 12000.0),
         "Help bij Huis van ’t Dorp 1.500 mensen per jaar (nu: 12), voor € 12.000 per jaar extra."),
        (SetCapacity("vaag", 5.0), "Help bij Vaag 5 mensen per jaar (nu: onbekend)."),
        (Close("dorp"), "Sluit Huis van ’t Dorp."),
        (Close("weg"), "Sluit weg."),
        (Add("nieuw-1", "Nieuw huis", NOORD, ("op locatie", "online"), "C", ("verlies", "iedereen"), 20.0, "gemeente", 500.0),
         "Begin Nieuw huis in Noord: geestelijk verzorger (C), op locatie, online, voor mensen uit deze gemeente, voor verlies, "
         "alle groepen; 20 mensen per jaar, voor € 500 per jaar."),
        (Add("nieuw-1", "Nieuw huis", "1002", ("online",), "A", ("iedereen",)),
         "Begin Nieuw huis in 1002 Dorp: aandacht (A), online, voor iedereen in de buurt, voor alle groepen; aantal plaatsen "
         "onbekend."),
    ],
)  # fmt: skip
def test_change_is_said_with_names(change, sentence):
    assert change_words(change, NAMES, TABLES) == sentence


def test_many_postcodes_are_cut_with_how_many_more():
    codes = tuple(str(code) for code in range(3000, 3040))

    assert "3011 en 28 andere toe bij" in change_words(AdmitPostcodes("dorp", codes), NAMES, TABLES)


def test_change_of_something_unknown_in_a_link_is_said_all_the_same():
    odd = Add("nieuw-1", "Huis", "WK999999", ("vliegtuig",), "Q", ("elfen",), 3.0, "maan")

    assert "WK999999: Q, vliegtuig, maan, voor elfen" in change_words(odd, NAMES, TABLES)


def test_headline_says_places_and_people_shut_out_with_their_range():
    said = headline(effect((210, 300, 420), (-400, -800, -1600)))

    assert said == (
        "Naar schatting krijgen per jaar 300 mensen extra plaats (tussen 200 en 400). Het aantal mensen dat door een regel "
        "nergens heen mag, daalt met ongeveer 800 (tussen 400 en 2.000)."
    )


def test_headline_of_a_loss_and_of_more_rules():
    said = headline(effect((-30, -30, -30), (10, 20, 40)))

    assert "verliezen per jaar 30 mensen hun plaats." in said
    assert "stijgt met ongeveer 20 (tussen 10 en 40)." in said


def test_headline_without_a_sure_direction_says_so_and_gives_no_number():
    said = headline(effect((-20, 5, 40)))

    assert said.startswith("Het is onzeker of meer of minder mensen plaats krijgen (tussen −20 en +40).")


def test_headline_of_nothing_says_nothing_changes():
    assert "verandert bijna niets" in headline(effect((0.2, 0.1, -0.2)))


def test_range_whose_ends_are_written_the_same_is_left_out():
    assert between_words(Span(300, 299, 301)) == ""


def test_difference_has_its_sign():
    assert [signed_people(value) for value in (12.0, -12.0, 0.3, -0.3, NAN)] == ["+10", "−10", "0", "0", ""]


def test_chance_that_is_nearly_nothing_is_not_nothing():
    assert [chance_words(value) for value in (0.0, 0.0004, 0.034, 0.5, NAN)] == [
        "0%",
        "minder dan 0,1%",
        "3,4%",
        "50%",
        "onbekend",
    ]


def test_rule_that_costs_no_places_gets_the_sentence_of_the_chance():
    numbers = ThreeNumbers((1000, 200), (50, 50), (0, 0.075))

    assert "gaat van een kans van 0% naar 7,5%" in fair_share_words(effect(numbers=numbers).numbers)
    assert fair_share_words(ThreeNumbers((1000, 200), (50, 60), (0, 0.075))) == ""
    assert fair_share_words(ThreeNumbers((200, 200), (50, 50), (0, 0.075))) == ""
    assert fair_share_words(ThreeNumbers((1000, 200), (50, 50), (NAN, NAN))) == ""


def test_cost_per_person_with_its_range():
    said = cost_words(effect((80, 100, 125), cost=10000.0, priced=1, priceable=2))

    assert said == (
        "Ongeveer € 100 per jaar voor ieder die extra plaats krijgt (tussen € 80 en € 120). Let op: van 1 wijziging zijn de "
        "kosten niet ingevuld."
    )


def test_cost_per_person_says_that_it_does_not_follow_the_regio():
    found = effect((100, 100, 100), cost=10000.0, priced=1, priceable=1)

    assert cost_words(found, regio="R") == (
        "Ongeveer € 100 per jaar voor ieder die extra plaats krijgt. Het bedrag per extra geholpen mens gaat over alle "
        "regio’s van het bestand samen."
    )


def test_cost_that_cannot_be_said_says_why():
    assert cost_words(effect((5, 5, 5))) == ""
    assert "geen bedrag per persoon" in cost_words(effect((5, 5, 5), priceable=1))
    assert "niet meer mensen plaats" in cost_words(effect((-5, -5, -5), cost=10.0, priced=1, priceable=1))
    assert "en € onbekend veel" in cost_words(effect((0, 5, 10), cost=100.0, priced=1, priceable=1))


def test_doubt_names_the_assumption_the_inventory_and_a_direction_that_is_not_sure():
    said = doubt_words(effect((-20, 5, 40)), regio=None, not_complete=3, gebieden=9)

    assert "Wij rekenden ook met 5% en 20%" in said[0]
    assert "draait de uitkomst om" in said[1]
    assert "In 3 van de 9 gebieden" in said[2]
    assert not any("draait" in text for text in doubt_words(effect(), regio=None, not_complete=0, gebieden=9))
