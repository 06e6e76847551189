"""What rules cost, word for word, in all its cases; and only a tekort is called too few places."""

from dataclasses import replace

import pytest

from mapping.analysis.rule_cost import RegionIdentity, RuleCost
from mapping.reports.rule_sentences import (
    IDENTITY_WORDS,
    chance,
    chance_range,
    cost_sentence,
    identity_sentence,
    people_range,
    rule_people,
)

NAN = float("nan")
COST = RuleCost(
    nowhere=423.0, barred=1260.0, extra=0.0, chance=0.0, chance_without=0.075, initiatieven=3, unknown_places=0
)
REGION = RegionIdentity(
    toegelaten=10_000.0, bediend=1500.0, verdeelverlies=500.0, plaats_onbekend=2000.0, tekort=6000.0
)
BARRED = "Naar schatting 1.000 mensen die steun willen, mogen er door de regel niet heen."
KNOWN = "Hierbij tellen alleen plaatsen die bekend zijn."


def test_a_rule_that_costs_no_places_is_said_with_those_it_shuts_out_and_the_chance_without_it():
    assert cost_sentence(COST, several=False) == (
        f"{BARRED} De regel kost geen plaatsen, maar 400 mensen kunnen nergens terecht. Zonder de regel krijgt iedereen een "
        f"kans van ten minste 7,5%; nu is de laagste kans 0%. {KNOWN}"
    )


def test_a_rule_that_costs_places_says_how_many_people_more():
    assert cost_sentence(replace(COST, extra=88.0), several=False).startswith(
        f"{BARRED} 400 van hen kunnen nergens terecht. Zonder de regel krijgen 90 mensen meer een plaats."
    )


def test_where_all_may_go_elsewhere_that_is_said():
    nobody = replace(COST, nowhere=0.0)
    assert "De regel kost geen plaatsen, en wie hij tegenhoudt mag naar ander aanbod." in cost_sentence(
        nobody, several=False
    )
    assert "Zij mogen allen wel naar ander aanbod. Zonder de regel krijgen 90 mensen meer een plaats." in cost_sentence(
        replace(nobody, extra=88.0), several=False
    )


@pytest.mark.parametrize("changes", [{}, {"extra": 88.0}, {"nowhere": 0.0}, {"nowhere": 0.0, "extra": 88.0}])
def test_rules_of_several_initiatieven_are_rules(changes):
    sentence = cost_sentence(replace(COST, **changes), several=True)
    assert sentence.startswith("Naar schatting 1.000 mensen die steun willen, mogen door een regel ergens niet heen.")
    assert "de regels" in sentence
    assert "de regel " not in sentence


def test_a_rule_that_bars_nobody_is_no_rule_to_speak_of():
    assert cost_sentence(replace(COST, barred=0.2, nowhere=0.2), several=False) == (
        "Wij kennen hier geen regel die mensen die steun willen tegenhoudt."
    )


def test_behind_the_rules_only_unknown_places_nobody_can_say_that_it_costs_none():
    unknown = replace(COST, unknown_places=3, chance=NAN, chance_without=NAN)
    assert cost_sentence(unknown, several=False) == (
        f"{BARRED} 400 van hen kunnen nergens terecht. Of er zonder regel meer mensen een plaats krijgen, weten wij niet. "
        "Hierbij tellen alleen plaatsen die bekend zijn; van 3 initiatieven met zo’n regel is dat niet zo."
    )


def test_one_initiatief_of_unknown_places_is_one():
    assert "van 1 initiatief met zo’n regel" in cost_sentence(replace(COST, unknown_places=1), several=False)


def test_of_a_kenmerk_no_chance_is_told_and_why():
    kenmerk = replace(COST, extra=NAN, chance=NAN, chance_without=NAN)
    sentence = cost_sentence(kenmerk, several=True)
    assert "weten wij niet" in sentence
    assert sentence.endswith(
        "Deze mensen tellen voor plaatsen al mee bij hun levensvraag; daarom staat hier geen kans."
    )


def test_a_chance_that_stays_is_not_called_a_gain():
    same = replace(COST, chance=0.2, chance_without=0.2)
    assert "De laagste kans op een plaats blijft 20%." in cost_sentence(same, several=False)
    nothing = replace(COST, chance_without=0.0)
    assert "Ook zonder regel is er voor een deel van hen geen plaats die bekend is." in cost_sentence(
        nothing, several=False
    )


def test_where_another_steunvraag_says_otherwise_the_sentence_is_worded_as_unsure():
    others = [replace(COST, extra=62.0), COST]
    assert "Dat is onzeker: het hangt af van hoeveel mensen steun willen (tussen 0 en 60)." in cost_sentence(
        COST, several=False, others=others
    )
    assert "onzeker" not in cost_sentence(COST, several=False, others=[COST, COST])


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0%"),
        (0.0004, "minder dan 0,1%"),
        (0.0093, "0,9%"),
        (0.075, "7,5%"),
        (0.48, "48%"),
        (0.9999, "meer dan 99%"),
        (1, "100%"),
        (NAN, "niet bekend"),
    ],
)
def test_a_chance_is_never_rounded_to_none_or_to_certain(share, words):
    assert chance(share) == words


@pytest.mark.parametrize(("amount", "words"), [(0, "0"), (0.4, "0"), (4.4, "4"), (1234, "1.000"), (NAN, "niet bekend")])
def test_people_have_one_digit_as_they_rest_on_an_aanname(amount, words):
    assert rule_people(amount) == words


def test_a_range_is_told_where_its_ends_read_otherwise():
    assert people_range([400, 200, 800]) == "tussen 200 en 800"
    assert people_range([0, 0.1, 0]) == people_range([NAN, NAN]) == chance_range([0.2, 0.201]) == ""
    assert chance_range([0.1, 0.05, NAN]) == "tussen 5,0% en 10%"


def test_the_identity_says_all_four_parts():
    assert identity_sentence(REGION) == (
        "Naar schatting 10.000 mensen die steun willen, mogen ergens heen. Van elke 100 van hen krijgen er ten minste 15 "
        "plaats. Voor 60 van de 100 zijn er te weinig plaatsen. Voor 5 is er wel plaats, maar niet waar zij zoeken: daar "
        "helpt beter verwijzen. Voor 20 is niet bekend of er plaats is."
    )


def test_the_identity_has_ranges_over_the_steunvraag():
    low = RegionIdentity(5000.0, 1500.0, 500.0, 2000.0, 1000.0)
    high = RegionIdentity(20_000.0, 1500.0, 500.0, 4000.0, 14_000.0)
    assert "Voor 60 (tussen 20 en 70) van de 100 zijn er te weinig plaatsen." in identity_sentence(
        REGION, others=[low, high]
    )


def test_parts_without_people_are_left_out_but_not_the_tekort():
    enough = RegionIdentity(100.0, 100.0, 0.0, 0.0, 0.0)
    assert identity_sentence(enough).endswith("Voor 0 van de 100 zijn er te weinig plaatsen.")


def test_where_nobody_may_come_that_is_said():
    assert identity_sentence(RegionIdentity(0.0, 0.0, 0.0, 0.0, 0.0)) == (
        "Wij kennen hier geen passend aanbod dat mensen die steun willen toelaat."
    )


def test_only_the_tekort_is_called_too_few_places():
    assert [name for name, words in IDENTITY_WORDS.items() if "te weinig plaatsen" in words.lower()] == ["tekort"]
