"""The words of the reality check: which sentence for which kind of difference, and the order of the rows."""

import numpy as np
import pandas as pd

from mapping.analysis.usage import Verdict
from mapping.views.usage_rows import VERDICT_WORDS, compared_rows, off_sentence, reasons


def row(echt: float, berekend: float, oordeel: Verdict, *, code: str = "a", merk: str = "") -> dict:
    """Make one row of the comparison."""
    ratio = echt / berekend if berekend and merk == "" else np.nan
    return {"tabel": "initiatief", "code": code, "echt": echt, "merk": merk, "berekend": berekend,
            "verhouding": ratio, "oordeel": oordeel.value}  # fmt: skip


def test_every_verdict_has_words():
    assert set(VERDICT_WORDS) == set(Verdict)


def test_more_people_than_calculated_is_said_as_a_multiple_of_the_calculation():
    sentence = off_sentence(row(60, 21.4, Verdict.MORE), "Koffie")
    assert sentence == "Koffie: in het echt 60, volgens de berekening 20: in het echt ongeveer 3 keer zo veel."


def test_fewer_people_than_calculated_is_said_as_a_multiple_of_reality():
    sentence = off_sentence(row(20, 61.0, Verdict.LESS), "Koffie")
    assert sentence == "Koffie: in het echt 20, volgens de berekening 60: de berekening telt ongeveer 3 keer zo veel."


def test_nobody_has_no_multiple():
    assert off_sentence(row(0, 40, Verdict.LESS), "Koffie") == "Koffie: in het echt 0, volgens de berekening 40."
    assert off_sentence(row(40, 0, Verdict.MORE), "Koffie") == "Koffie: in het echt 40, volgens de berekening 0."


def test_only_causes_of_what_is_there_are_named():
    more, less = row(60, 20, Verdict.MORE), row(20, 60, Verdict.LESS)
    assert "elders" in reasons(pd.DataFrame([more]))
    assert "elders" not in reasons(pd.DataFrame([less]))
    assert reasons(pd.DataFrame([more]).iloc[:0]) == ""


def test_what_does_not_hold_comes_first_and_hidden_rows_tell_nothing_by_their_order():
    rows = pd.DataFrame(
        [
            row(np.nan, 3, Verdict.HIDDEN, code="a", merk="verborgen"),
            row(np.nan, 900, Verdict.HIDDEN, code="b", merk="verborgen"),
            row(50, 50, Verdict.AGREES, code="c"),
            row(60, 20, Verdict.MORE, code="d"),
        ]
    )
    shown = compared_rows(rows, "initiatief", {})
    assert shown["Initiatief"].tolist() == ["d", "c", "a", "b"]
    assert shown["Geen cijfer, want"].tolist() == ["", "", "verborgen", "verborgen"]
    assert shown["Volgens de berekening"].tolist() == [20, 50, 3, 900]
