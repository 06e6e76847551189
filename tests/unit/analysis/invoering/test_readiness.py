"""Answers on factoren: what is unknown is counted apart, and asks for nothing."""

from mapping.analysis.invoering.readiness import Subject, answers, counts, trainings
from mapping.reports.readiness_words import factors, groups, rows_of
from tests.unit.analysis.small_region import NOORD, table

ROWS = (
    {"organisatie": "a", "factor": "weet_wat", "stand": "ja", "toelichting": "Gevraagd."},
    {"organisatie": "a", "factor": "durft_niet", "stand": "deels"},
    {"organisatie": "b", "factor": "durft_niet", "stand": "nee"},
    {"gebiedcode": NOORD, "factor": "geen_tijd", "stand": "ja"},
)
RULES = (
    {"factor": "durft_niet", "standen": "ja;deels", "training": "oefenen", "status": "letterlijk", "bron": "x"},
    {"factor": "weet_wat", "standen": "nee;deels", "training": "inspireren", "status": "afgeleid", "bron": "x"},
)


def of(subject: Subject):
    return answers(table("factor", list(ROWS), voorbeeld="nee"), subject, factors())


def test_every_factor_has_an_answer_and_without_a_row_it_is_unknown():
    rows = of(Subject("organisatie", "a")).set_index("factor")

    assert list(rows.index) == list(factors())
    assert rows.at["weet_wat", "stand"] == "ja"
    assert rows.at["weet_wat", "toelichting"] == "Gevraagd."
    assert rows.at["geen_tijd", "stand"] == "onbekend"
    assert of(Subject("gebiedcode", NOORD)).set_index("factor").at["geen_tijd", "stand"] == "ja"


def test_counts_add_up_and_keep_the_unknown():
    counted = counts(of(Subject("organisatie", "a")), groups())

    assert counted["samen"].sum() == len(factors())
    assert (counted[["ja", "deels", "nee", "onbekend"]].sum(axis=1) == counted["samen"]).all()
    first = counted.iloc[0]
    assert (first["onderdeel"], first["teken"], first["ja"], first["onbekend"]) == ("doelgroep", "+", 1, 7)
    assert counted["onbekend"].sum() == len(factors()) - 2


def test_answer_asks_for_its_training_and_an_unknown_one_for_none():
    (match,) = trainings(of(Subject("organisatie", "a")), RULES)

    assert (match.training, match.factor, match.stand, match.literal) == ("oefenen", "durft_niet", "deels", True)
    assert trainings(of(Subject("organisatie", "b")), RULES) == []
    assert trainings(of(Subject("organisatie", "niemand")), rows_of("training_bij_factor")) == []
