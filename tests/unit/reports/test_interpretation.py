"""The duiding of a regio: five sentences, each with the figures that it was rounded from and how sure it is."""

import re

import pytest

from mapping.analysis.chance.prepared import prepare
from mapping.analysis.rule_cost import Lift, RuleFlows, region_identity, rule_cost
from mapping.analysis.summary import region_summary
from mapping.analysis.uncertainty import certainty, simulate
from mapping.model import UNIEK, Gebiedsniveau
from mapping.reports.interpretation import STEPS, interpretation
from mapping.words import number
from tests.unit.analysis.small_region import calculate, initiatief, offered, rules, small_region, table

STEUNVRAAG = {"midden": None, "laag": 0.05, "hoog": 0.2}
SECTION = re.compile(r"^## \d\. ", re.MULTILINE)


@pytest.fixture(scope="module")
def region():
    offer = offered(
        initiatief("open", capaciteit_pj=4.0),
        initiatief("oud", capaciteit_pj=3.0, x=4000),
        open=["ziekte"],
        oud=["verlies"],
    )
    return small_region(**offer, toegangsregel=rules(("oud", 1, "min_leeftijd", "65")))


@pytest.fixture(scope="module")
def runs(region):
    return {step: calculate(region, steunvraag=STEUNVRAAG[step]) for step in STEPS}


@pytest.fixture(scope="module")
def certain(region, runs):
    prepared = prepare(runs["midden"], region, Gebiedsniveau.WIJK, kinds=[UNIEK])
    return certainty(prepared, region, Gebiedsniveau.WIJK, simulate(prepared, draws=50))


@pytest.fixture
def text(region, runs, certain):
    return interpretation(runs, with_meta(region), certain, "Oost")


def with_meta(region):
    row = {"versie": 1, "wie": "x", "wanneer": "x", "waarom": "x", "bronnen": "x", "voorbeeld": True, "programma": "x"}
    return {**region, "meta": table("meta", [row | {"schematisch": False}])}


def test_there_are_five_sentences_each_with_figures_formula_kind_and_sureness(text):
    sections = SECTION.split(text)[1:]
    assert len(sections) == 5
    for section in sections:
        assert section.count("\n> ") == 1
        assert "| --- | ---: |" in section
        for part in ("**Zo rekenen wij**: ", "**Soort cijfer**: ", "**Hoe zeker**: "):
            assert part in section


def test_every_figure_is_that_of_the_calculation(text, region, runs):
    summary = region_summary(runs["midden"], region, "Oost")
    cost = rule_cost(RuleFlows(runs["midden"]), Lift(regio="Oost"))
    identity = region_identity(RuleFlows(runs["midden"]), "Oost")
    assert cost.nowhere > 0
    for name, value in {
        "willen steun, midden": summary.vraag,
        "van hen: mogen er niet heen": summary.shares["uitgesloten"] * summary.vraag,
        "van hen: geen aanbod bekend in de buurt": summary.shares["buiten_bereik"] * summary.vraag,
        "mogen ergens heen": identity.toegelaten,
        "kunnen nergens terecht": cost.nowhere,
    }.items():
        assert f"| {name} | {number(value, decimals=1)} |" in text


def test_an_invented_offer_is_said_before_the_first_sentence(text):
    assert text.index("verzonnen") < text.index("## 1.")


def test_every_regio_stands_in_the_comparison(text):
    assert "| deel | Oost | West |" in text


def test_an_unknown_regio_is_refused(region, runs, certain):
    with pytest.raises(KeyError):
        interpretation(runs, with_meta(region), certain, "Noord")


def test_how_sure_begins_as_a_sentence(text):
    for line in re.findall(r"\*\*Hoe zeker\*\*: (.)", text):
        assert line.isupper()
