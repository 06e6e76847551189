"""The first row of a ranked gap table in words: only a row with a figure and a place in the ranking, with its own cause."""

from pathlib import Path

import pandas as pd
import pytest

from mapping.views.worst_gap import CAUSE_PAGES, first_row, words

ROOT = Path(__file__).parents[3]
FREE = {
    "subgroep": "uniek", "lokaal": "ja", "inventaris": "volledig", "merk": "", "vraag": 1000.0, "bediend": 100.0,
    "onbekend": 100.0, "buiten_bereik": 50.0, "uitgesloten": 150.0, "geen_plaats": 600.0,
}  # fmt: skip


def rows(*changes: dict) -> pd.DataFrame:
    return pd.DataFrame([FREE | change for change in changes], index=range(10, 10 + len(changes)))


def test_first_row_with_a_figure_and_a_place_in_the_ranking_is_taken():
    exact = rows(
        {"lokaal": "nee"},
        {"merk": "verborgen"},
        {"inventaris": "deels"},  # nothing found for some, and not everything looked up
        {"vraag": 0.0},
        {"vraag": 900.0},
        {},
    )

    assert first_row(exact, exact)["vraag"] == 900.0
    assert first_row(exact.iloc[:4], exact.iloc[:4]) is None


def test_row_that_is_hidden_on_the_screen_is_not_told():
    exact = rows({"vraag": 900.0}, {})
    shown = exact.assign(merk=["te klein", ""])

    assert first_row(exact, shown)["vraag"] == 1000.0


def test_words_count_what_is_unknown_as_a_place_and_name_the_largest_cause():
    said = words(rows({}).iloc[0], "Mantelzorgers")

    assert said == (
        "Mantelzorgers: ongeveer 1.000 mensen willen daar steun. Van elke 100 vinden er 80 ook in het gunstigste geval geen "
        "plaats. Grootste oorzaak: er is geen plaats. Wat kan helpen: plaats erbij."
    )


@pytest.mark.parametrize("cause", CAUSE_PAGES)
def test_each_cause_has_its_words_and_a_page_that_exists(cause):
    others = dict.fromkeys(CAUSE_PAGES, 10.0) | {cause: 800.0}
    assert "Grootste oorzaak: " in words(rows(others).iloc[0], "x")
    assert (ROOT / CAUSE_PAGES[cause][0]).is_file()
