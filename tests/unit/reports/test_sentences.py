"""The sentences of words.md, word for word: the five of the start page, and a barrier in all its variants."""

from dataclasses import replace

import pytest

from mapping.analysis.summary import RegionSummary
from mapping.analysis.uncertainty import Sureness
from mapping.model import DELEN, Merk, Soort
from mapping.reports.sentences import (
    PART_WORDS,
    REMEDY_WORDS,
    RULE_WORDS,
    SOORT_WORDS,
    barrier_sentence,
    certain_words,
    mark_words,
    of_hundred,
    people,
    range_words,
    sentence_need,
    sentence_places,
    sentence_reach,
    sentence_rules,
    times_words,
)
from mapping.words import use_language

NAN = float("nan")

REGION = RegionSummary(
    volwassenen=1_516_391.05,
    vraag=161_815.9,
    vraag_laag=16_812.9,
    vraag_hoog=527_468.8,
    shares={"bediend": 0.02, "geen_plaats": 0.38, "uitgesloten": 0.22, "buiten_bereik": 0.16, "onbekend": 0.22},
    main_rule="persoon",
    gebieden=1270,
    not_complete=1178,
    initiatieven=56,
    known_capacity=35,
    capacity=3425.57,
)

BARRIER = {
    "naam": "Motto",
    "afstand_km": 2.44,
    "pc4": "3073",
    "plaats": "Rotterdam",
    "regel": "postcode",
    "alleen_voor": "postcode 3071, 3072",
    "mensen": 1200.0,
    "mensen_laag": 800.0,
    "mensen_hoog": 1600.0,
    "groep": "rouw",
    "soort": "geschat",
    "nergens_anders": 300.0,
    "alternatief_naam": "De Kade",
    "alternatief_in_bereik": True,
    "extra_km": 3.06,
    "wachttijd_weken": 5.0,
    "nagevraagd_op": "2026-09-14",
    "nagevraagd_bij": "de coördinator",
    "merk": "",
}
PLACE = "Motto is op 2,4 km van 3073 (Rotterdam), maar is alleen voor postcode 3071, 3072."
PEOPLE = (
    "Naar schatting 1.200 mensen (rouw) in 3073 kunnen er daardoor niet heen (tussen 800 en 1.600, geschat); 300 van hen "
    "kunnen nergens anders terecht."
)
OTHER = "Het dichtstbijzijnde aanbod dat hen wel toelaat is De Kade, 3,1 km verder, wachttijd 5 weken."
ASKED = "Deze regel is op 14-9-2026 nagevraagd bij de coördinator."


@pytest.fixture
def english():
    use_language("en")
    yield
    use_language("nl")


def test_need_says_adults_and_vraag_rounded_with_their_range_and_that_it_is_an_aanname():
    # adults are modelled: two digits; the vraag is an aanname: one
    assert sentence_need(REGION, "Rotterdam e.o.") == (
        "In Rotterdam e.o. wonen 1.500.000 volwassenen. Naar schatting willen ongeveer 200.000 van hen per jaar steun bij "
        "levensvragen (tussen 20.000 en 500.000; dit is een aanname die u kunt aanpassen)."
    )


def test_numbers_in_sentences_are_in_the_language_in_use(english):
    assert "1,500,000" in sentence_need(REGION, "Rotterdam e.o.")


SURE = Sureness(excluded=(0.19, 0.26), out_of_reach=(0.105, 0.23), main_rule=0.8)


def test_rules_say_of_every_hundred_the_rule_and_how_sure_that_is():
    assert sentence_rules(REGION, SURE) == (
        "Van elke 100 mensen die steun willen, hebben er 22 (tussen 19 en 26) wel passend aanbod in de buurt, maar mogen zij "
        "er niet heen; meestal komt dat door een regel over wie iemand is (leeftijd, taal of andere eis) (dit is vrij zeker)."
    )


@pytest.mark.parametrize(
    ("holds", "words"), [(0.799, "dit is onzeker"), (0.8, "dit is vrij zeker"), (1, "dit is vrij zeker")]
)
def test_headline_that_does_not_hold_in_eighty_of_a_hundred_draws_is_worded_as_uncertain(holds, words):
    assert certain_words(holds) == words
    assert sentence_rules(REGION, replace(SURE, main_rule=holds)).endswith(f"({words}).")


def test_while_the_draws_are_made_nothing_is_claimed():
    assert "22 (de ruimte volgt…)" in sentence_rules(REGION)
    assert "(zekerheid volgt…)" in sentence_rules(REGION)
    assert "16 van de 100 (de ruimte volgt…)" in sentence_reach(REGION)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ((0.0, 0.0), "0"),
        ((0.12, 0.12), "12"),
        ((0.001, 0.04), "tussen minder dan 1 en 4"),
        ((0.5, 0.995), "tussen 50 en meer dan 99"),
    ],
)
def test_range_is_written_as_of_every_hundred(span, words):
    assert range_words(span) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (1.0, "in 100 van de 100 berekeningen"),
        (0.999, "in meer dan 99 van de 100 berekeningen"),
        (0.0, "in 0 van de 100 berekeningen"),
        (0.62, "in 62 van de 100 berekeningen"),
        (float("nan"), ""),
    ],
)
def test_times_are_never_rounded_up_to_always(share, words):
    assert times_words(share) == words


@pytest.mark.parametrize("rule", RULE_WORDS)
def test_every_kind_of_rule_has_words(rule):
    assert RULE_WORDS[rule] in sentence_rules(replace(REGION, main_rule=rule))


def test_where_no_rule_bars_that_is_said():
    nobody = replace(REGION, main_rule="", shares=REGION.shares | {"uitgesloten": 0.0})
    assert sentence_rules(nobody) == "Wij kennen geen regel die mensen buitensluit bij passend aanbod in de buurt."


def test_reach_says_of_the_hundred_and_where_the_offer_is_not_in_map_yet():
    assert sentence_reach(REGION, SURE) == (
        "Voor 16 van de 100 (tussen 10 en 23) kennen wij geen passend aanbod in de buurt. In 1.178 van de 1.270 gebieden is "
        "het aanbod nog niet helemaal in kaart; daar kan het beter zijn dan het lijkt."
    )


def test_where_nobody_wants_support_reach_has_nothing_to_divide():
    nobody = replace(REGION, vraag=0.0, main_rule="", shares=dict.fromkeys(DELEN, NAN))
    assert sentence_reach(nobody) == "Wij kennen hier niemand die steun wil; er is dus niets te verdelen."


def test_places_say_at_least_and_at_most():
    # at most: as if every unknown place were there, 2 + 22
    assert sentence_places(REGION) == (
        "Van 35 van de 56 initiatieven weten we hoeveel mensen zij per jaar kunnen helpen: samen 3.400 mensen, dus ten minste "
        "2 en hoogstens 24 van elke 100 mensen die steun willen."
    )


def test_with_nothing_known_places_ask_to_look_it_up():
    assert sentence_places(replace(REGION, known_capacity=0, capacity=0.0)) == (
        "Van geen van de 56 initiatieven weten we hoeveel plaats er is; vraag het na."
    )


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0"),
        (0.0001, "minder dan 1"),
        (0.005, "minder dan 1"),
        (0.0099, "minder dan 1"),
        (0.01, "1"),
        (0.226, "23"),
        (0.99, "99"),
        (0.996, "meer dan 99"),
        (1 - 1e-12, "100"),
        (1e-12, "0"),
        (1, "100"),
        (NAN, "onbekend"),
    ],
)
def test_of_hundred_keeps_nothing_apart_from_a_little_and_from_unknown(share, words):
    assert of_hundred(share) == words


def test_small_share_is_said_so_in_a_sentence():
    few = replace(REGION, shares=REGION.shares | {"uitgesloten": 0.004, "buiten_bereik": 0.004, "bediend": 0.004})
    assert "hebben er minder dan 1 (" in sentence_rules(few)
    assert "Voor minder dan 1 van de 100" in sentence_reach(few)
    assert "ten minste minder dan 1 en hoogstens 22" in sentence_places(few)


@pytest.mark.parametrize(
    ("value", "soort", "words"),
    [
        (1237, Soort.GEMETEN, "1.235"),
        (1237, Soort.GEMODELLEERD, "1.200"),
        (1237, Soort.GESCHAT, "1.200"),
        (1237, Soort.AANNAME, "1.000"),
        (0, Soort.AANNAME, "0"),
        (NAN, Soort.AANNAME, "onbekend"),
    ],
)
def test_people_are_rounded_by_soort_and_unknown_is_not_0(value, soort, words):
    assert people(value, soort) == words


def test_barrier_says_place_people_alternative_and_when_it_was_checked():
    assert barrier_sentence(BARRIER) == f"{PLACE} {PEOPLE} {OTHER} {ASKED}"


@pytest.mark.parametrize("missing", [None, NAN, ""])
def test_barrier_without_an_alternative(missing):
    row = BARRIER | {"alternatief_naam": missing, "extra_km": NAN, "wachttijd_weken": NAN}
    assert barrier_sentence(row) == f"{PLACE} {PEOPLE} Wij kennen geen aanbod dat hen wel toelaat. {ASKED}"


@pytest.mark.parametrize("missing", [None, NAN, ""])
def test_barrier_that_was_not_checked(missing):
    row = BARRIER | {"nagevraagd_op": missing, "nagevraagd_bij": missing}
    assert barrier_sentence(row) == f"{PLACE} {PEOPLE} {OTHER} Deze regel is niet nagevraagd."


def test_barrier_checked_with_somebody_unknown():
    assert barrier_sentence(BARRIER | {"nagevraagd_bij": None}).endswith("op 14-9-2026 nagevraagd bij onbekend.")


@pytest.mark.parametrize(
    ("merk", "reason"),
    [
        ("verborgen", "deze groep tonen wij alleen per gemeente"),
        ("te_klein", "te weinig inwoners voor een goede schatting"),
        ("onbekend", "niet bekend; dat is iets anders dan nul"),
    ],
)
def test_barrier_without_a_figure_says_why_and_names_no_number(merk, reason):
    blank = dict.fromkeys(("mensen", "mensen_laag", "mensen_hoog", "nergens_anders"), NAN)
    said = barrier_sentence(BARRIER | blank | {"merk": merk})
    assert said == f"{PLACE} Om hoeveel mensen het gaat, tonen wij hier niet: {reason}. {OTHER} {ASKED}"


@pytest.mark.parametrize("missing", [None, NAN])
def test_barrier_with_a_waiting_time_that_is_unknown(missing):
    assert barrier_sentence(BARRIER | {"wachttijd_weken": missing}).count("wachttijd onbekend.") == 1


@pytest.mark.parametrize(("weeks", "words"), [(0.0, "0 weken"), (1.0, "1 week"), (2.0, "2 weken")])
def test_waiting_time_of_one_week_is_singular_and_none_at_all_is_0(weeks, words):
    assert f"wachttijd {words}." in barrier_sentence(BARRIER | {"wachttijd_weken": weeks})


@pytest.mark.parametrize(
    ("extra", "words"),
    [(-1.38, "1,4 km dichterbij"), (0.0, "even ver weg"), (-0.04, "even ver weg"), (0.06, "0,1 km verder")],
)
def test_alternative_may_be_nearer_or_as_far(extra, words):
    assert f"De Kade, {words}, wachttijd" in barrier_sentence(BARRIER | {"extra_km": extra})


def test_verwijzing_is_said_for_both_and_called_no_barrier():
    said = barrier_sentence(BARRIER | {"verwijzing": "huisarts", "verwijzing_alternatief": "via organisatie"})
    own = "Voor Motto geldt: u hebt een verwijzing van de huisarts nodig. Dat tellen wij niet als barrière."
    assert said == f"{PLACE} {own} {PEOPLE} {OTHER} Voor De Kade geldt: een organisatie moet u aanmelden. {ASKED}"


@pytest.mark.parametrize("kind", ["nee", "onbekend", None, NAN])
def test_no_or_unknown_verwijzing_is_not_said(kind):
    said = barrier_sentence(BARRIER | {"verwijzing": kind, "verwijzing_alternatief": kind})
    assert said == f"{PLACE} {PEOPLE} {OTHER} {ASKED}"


def test_verwijzing_of_an_alternative_that_is_not_there_is_not_said():
    none = {"alternatief_naam": None, "extra_km": NAN, "wachttijd_weken": NAN, "verwijzing_alternatief": "huisarts"}
    assert "verwijzing" not in barrier_sentence(BARRIER | none)


@pytest.mark.parametrize(("alone", "who"), [("palliatief", "naasten"), ("naaste", "mensen die niet meer beter worden")])
def test_rule_for_one_of_palliatief_and_naaste_says_that_we_admit_the_other_too(alone, who):
    said = barrier_sentence(BARRIER | {"alleen_recht": alone})
    assert f"In onze berekening mogen {who} er ook heen" in said
    assert "In onze berekening" not in barrier_sentence(BARRIER | {"alleen_recht": ""})


def test_offer_without_a_place_works_from_afar():
    assert barrier_sentence(BARRIER | {"afstand_km": NAN}).startswith(
        "Motto werkt ook op afstand voor 3073 (Rotterdam), maar is alleen voor postcode 3071, 3072."
    )


@pytest.mark.parametrize("missing", [None, NAN, ""])
def test_postcode_of_which_the_plaats_is_unknown_stands_alone(missing):
    assert barrier_sentence(BARRIER | {"plaats": missing}).startswith("Motto is op 2,4 km van 3073, maar")


def test_range_without_width_is_left_out():
    assert "(geschat); 300" in barrier_sentence(BARRIER | {"mensen_laag": 1200.0, "mensen_hoog": 1200.0})


def test_every_part_remedy_soort_and_mark_has_words():
    assert set(PART_WORDS) == set(DELEN)
    assert set(REMEDY_WORDS) == {"regel", "plaats", "nagaan", "verwijskaart"}
    assert set(SOORT_WORDS) == set(Soort)
    texts = [mark_words(merk) for merk in Merk]
    assert mark_words("") == ""
    assert len(set(texts)) == len(Merk)


def test_alternative_out_of_reach_is_said_to_be_too_far_with_its_own_distance():
    far = barrier_sentence(BARRIER | {"alternatief_in_bereik": False, "afstand_km": 2.0, "extra_km": 9.5})
    assert "is De Kade, op 11,5 km. Dat is voor dit soort aanbod te ver weg." in far
    assert "te ver weg" not in barrier_sentence(BARRIER)


def test_alternative_by_phone_has_no_distance():
    assert "De Kade, op afstand (telefoon of online)" in barrier_sentence(BARRIER | {"extra_km": NAN})
