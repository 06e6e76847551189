"""Evaluations: a count and its mean are hidden together, a difference gives neither away, and regio sums hold."""

import numpy as np
import pandas as pd

from mapping.analysis.passendheid.counts import ANTWOORDEN, GEHEEL, INITIATIEF, REDEN, REGIE, evaluations

CODES = {"een": "W1", "twee": "W2", "drie": None}


def tables(answers: list[dict], reasons=(), chosen=()) -> dict[str, pd.DataFrame]:
    """Return the tables that evaluations need: three initiatieven, two in a regio of their own, one without a place."""
    usual = {"subgroep": "iedereen", "jaar": 2025, "telling": True, "bron": "test", "peildatum": "2026-01-01"}
    scale = {"gevraagd": np.nan, "score": 4.0, "schaal": "1-5", "schaal_van": 1.0, "schaal_tot": 5.0}
    return {
        "initiatief": pd.DataFrame(
            {"initiatief": list(CODES), "gebiedcode": list(CODES.values()), "levensbeschouwing": None}
        ),
        "initiatief_subgroep": pd.DataFrame({"initiatief": list(CODES), "subgroep": "verlies"}),
        "subgroep": pd.DataFrame({"subgroep": ["verlies", "ziekte"], "bijzonder": [False, True]}),
        "gebied": pd.DataFrame({"gebiedcode": ["W1", "W2"], "regio": ["A", "B"]}),
        "passendheid": pd.DataFrame([{**usual, **scale, **row} for row in answers]),
        "passendheid_reden": pd.DataFrame(
            [{**usual, **row} for row in reasons], columns=[*usual, "initiatief", "reden", "aantal"]
        ),
        "passendheid_regie": pd.DataFrame(
            [{**usual, **row} for row in chosen], columns=[*usual, "initiatief", "regie", "aantal"]
        ),
    }


def people(found, wat: str, niveau: str, van: str = "", subgroep: str = "iedereen") -> dict[str, float | None]:
    """Return code → people, None where hidden."""
    table = found.table(wat, niveau, van, subgroep)
    return {code: None if n != n else n for code, n in zip(table["code"], table["aantal"], strict=True)}


def mean(found, initiatief: str, subgroep: str = "iedereen") -> tuple[float | None, str]:
    """Return the mean (None where there is none to show) and its mark."""
    row = found.means[(found.means["initiatief"] == initiatief) & (found.means["subgroep"] == subgroep)].iloc[0]
    return None if row["score"] != row["score"] else row["score"], row["merk"]


def test_small_count_and_its_mean_are_hidden_together():
    found = evaluations(tables([{"initiatief": "een", "aantal": 20}, {"initiatief": "twee", "aantal": 4}]))

    assert people(found, ANTWOORDEN, INITIATIEF, "twee") == {"": None}
    assert mean(found, "twee") == (None, "verborgen")


def test_threshold_is_ten_for_a_subgroep_under_article_9():
    rows = [{"initiatief": "een", "aantal": 9, "subgroep": name} for name in ("verlies", "ziekte")]

    found = evaluations(tables(rows))

    assert mean(found, "een", "verlies") == (4.0, "")
    assert mean(found, "een", "ziekte") == (None, "verborgen")


def test_two_groups_that_differ_by_a_few_people_are_not_both_shown():
    rows = [
        {"initiatief": "een", "aantal": 20},
        {"initiatief": "een", "subgroep": "verlies", "aantal": 18, "score": 3.0},
    ]

    found = evaluations(tables(rows))

    shown = [mean(found, "een", name)[0] for name in ("iedereen", "verlies")]
    assert None in shown
    apart = evaluations(tables([rows[0], {**rows[1], "aantal": 10}]))
    assert None not in [mean(apart, "een", name)[0] for name in ("iedereen", "verlies")]


def test_mean_at_the_end_of_its_scale_tells_what_everybody_said_and_is_hidden():
    found = evaluations(
        tables(
            [{"initiatief": "een", "aantal": 20, "score": 5.0}, {"initiatief": "twee", "aantal": 20, "score": np.nan}]
        )
    )

    assert mean(found, "een") == (None, "verborgen")
    assert mean(found, "twee") == (None, "onbekend")
    assert people(found, ANTWOORDEN, INITIATIEF, "een") == {"": 20}


def test_only_the_latest_year_of_each_initiatief_counts_and_sums_hold():
    rows = [
        {"initiatief": "een", "aantal": 40, "jaar": 2023},
        {"initiatief": "een", "aantal": 20},
        {"initiatief": "twee", "aantal": 30},
        {"initiatief": "drie", "aantal": 10, "jaar": 2024},
    ]

    found = evaluations(tables(rows))

    assert found.evaluated == ["drie", "een", "twee"]
    assert people(found, ANTWOORDEN, GEHEEL) == {"": 60}
    assert people(found, ANTWOORDEN, "regio", "onbekend") == {"": 10}


def test_redenen_and_regie_are_counts_and_a_small_one_is_hidden_with_a_second():
    reasons = [{"initiatief": "een", "reden": code, "aantal": n} for code, n in (("afstemming", 12), ("anders", 2))]
    chosen = [
        {"initiatief": "een", "regie": code, "aantal": n}
        for code, n in (("samen", 18), ("professional", 10), ("onbekend", 2))
    ]

    found = evaluations(
        tables([{"initiatief": "een", "aantal": 30}, {"initiatief": "twee", "aantal": 10}], reasons, chosen)
    )

    assert people(found, REDEN, GEHEEL) == {"afstemming": 10, "anders": None}
    assert list(people(found, REGIE, INITIATIEF, "een").values()).count(None) >= 2


def test_no_evaluation_is_unknown_and_no_fault():
    found = evaluations(
        {
            **tables([{"initiatief": "een", "aantal": 1}]),
            "passendheid": tables([{"initiatief": "een", "aantal": 1}])["passendheid"].iloc[:0],
        }
    )

    assert found.evaluated == []
    assert found.table(ANTWOORDEN, GEHEEL).empty
