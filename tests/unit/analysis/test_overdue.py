"""What nobody checked for a year: by the day, and never checked counts."""

import pandas as pd
import pytest

from mapping.analysis.overdue import CHECKED_ON, limit, overdue, overdue_counts

TODAY = "2026-11-22"


@pytest.mark.parametrize(
    ("day", "late"), [("2025-11-22", False), ("2025-11-21", True), (None, True), ("2026-11-22", False)]
)
def test_a_row_is_overdue_after_twelve_months_or_when_never_checked(day, late):
    rows = pd.DataFrame({"laatst_gecontroleerd": pd.Series([day], dtype="str")})

    assert list(overdue(rows, "organisatie", today=TODAY)) == [late]


def test_leap_day_has_a_day_a_year_before():
    assert limit("2028-02-29") == "2027-02-28"


def test_list_of_an_initiatief_is_never_overdue():
    assert not overdue(pd.DataFrame({"taal": ["Turks"]}), "initiatief_taal", today=TODAY).any()


def test_counts_are_per_table_and_leave_out_what_stopped():
    checked = {"laatst_gecontroleerd": pd.Series(["2020-01-01", None, "2026-11-01"], dtype="str")}
    tables = {name: pd.DataFrame(checked) for name in CHECKED_ON}
    for name in ("inventaris", "factor"):
        tables[name] = tables[name].rename(columns={"laatst_gecontroleerd": "datum"})
    tables["initiatief"] = tables["initiatief"].assign(status=["gestopt", "actief", "actief"])

    counts = overdue_counts(tables, today=TODAY)

    assert list(counts.index) == list(CHECKED_ON)
    assert counts.loc["initiatief"].tolist() == [2, 1]
    assert counts.drop(index="initiatief")["te_lang"].tolist() == [2] * (len(CHECKED_ON) - 1)
