"""A code export that is taken over counts: in the gesprek itself, not only in what coders said."""

import pandas as pd

from mapping.analysis.gesprek.counts import gesprek_counts
from mapping.schema import TABLES, cast
from mapping.sources.qualitative.codes import read_codes
from mapping.views.gesprek.upload import proposed

NAMES = {
    "subgroep": {"verlies": "Mensen die iemand of iets verloren"},
    "vraagtype": {"gesprek": "Gesprek of luisterend oor"},
    "uitingsvorm": {"emotie": "Emotie"},
    "barriere": {"bereik": "Te ver weg"},
}
COLUMN_VALUES = {"subgroepen": "verlies", "vraagtype": "gesprek", "uitingsvorm": "emotie", "barrieres": "bereik"}
CODES = "MENSEN DIE IEMAND OF IETS VERLOREN\ngesprek\nEmotie\nBarrière: te ver weg"
ABOUT = {"regio": "A", "respondentsoort": "burger", "jaar": 2026}


def region(*rows: dict) -> dict[str, pd.DataFrame]:
    """Return the two tables of a region with these gesprekken."""
    empty = {name: pd.DataFrame(columns=list(TABLES[name].columns)) for name in ("gesprek", "gesprek_code")}
    own = pd.DataFrame([{**ABOUT, "toestemming": False, **row} for row in rows]).reindex(
        columns=empty["gesprek"].columns
    )
    return {"gesprek": cast(own, "gesprek"), "gesprek_code": cast(empty["gesprek_code"], "gesprek_code")}


def taken(now: dict[str, pd.DataFrame], documents: list[str]) -> dict[str, pd.DataFrame]:
    """Read an export with the same codes for each document, and return the tables that change."""
    cells = pd.DataFrame({"Document": documents, "Codes": CODES})
    found = read_codes(cells, NAMES, list(now["gesprek"]["gesprek"]), file="export.csv", first_row=2)
    assert not found.findings
    about = {**ABOUT, "new": found.new} if found.new else {}
    return proposed(now, found.rows, about, today="2026-11-01", example=False)


def test_imported_code_counts_by_its_code_and_by_its_name_in_any_case():
    made = taken(region(), [f"doc {number}.docx" for number in range(12)])

    counts = gesprek_counts(made["gesprek"], [])
    for kenmerk, code in zip(("subgroep", "vraagtype", "uitingsvorm", "barriere"), COLUMN_VALUES.values(), strict=True):
        table = counts.table(kenmerk).set_index("code")
        assert list(table.index) == [code]
        assert table.at[code, "aantal"] == 10  # 12 to the nearest 5


def test_gesprek_that_is_there_gets_only_what_was_empty():
    now = region({"gesprek": "een", "vraagtype": "stilte"}, {"gesprek": "twee", **COLUMN_VALUES})

    made = taken(now, ["een", "twee"])

    row = made["gesprek"].set_index("gesprek").loc["een"]
    assert dict(row[list(COLUMN_VALUES)]) == {**COLUMN_VALUES, "vraagtype": "stilte"}
    assert len(made["gesprek"]) == 2
    assert len(made["gesprek_code"]) == 8
    assert now["gesprek"]["uitingsvorm"].isna().tolist() == [True, False]  # what was given is not changed


def test_gesprekken_with_all_columns_filled_in_stay_out_of_the_change():
    assert "gesprek" not in taken(region({"gesprek": "twee", **COLUMN_VALUES}), ["twee"])
