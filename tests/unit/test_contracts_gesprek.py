"""The contracts of gesprekken and evaluations: each fault is named, and what is good passes."""

from datetime import date

import pandas as pd
import pytest

from mapping.contracts_gesprek import BARRIERES, REDENEN_NIET_PASSEND, REGIE, UITINGSVORMEN, VRAAGTYPEN
from mapping.contracts_offer import VINDPLAATSTYPEN
from mapping.schema import TABLES, check
from mapping.sources.choices import read_choices
from tests.unit.analysis.small_region import initiatief, offered, small_region

TODAY = date(2026, 11, 22)
NOTED = {"bron": "test", "peildatum": "2026-01-01", "voorbeeld": "nee"}
EVALUATION = {
    "initiatief": "koffie", "subgroep": "iedereen", "jaar": "2025", "gevraagd": "20", "aantal": "12", "score": "4.1",
    "schaal": "1-5", "schaal_van": "1", "schaal_tot": "5", "telling": "ja", **NOTED,
}  # fmt: skip
REDEN = {key: EVALUATION[key] for key in ("initiatief", "subgroep", "jaar", "telling", *NOTED)} | {
    "reden": "afstemming", "aantal": "6",
}  # fmt: skip
CHOSE = {key: value for key, value in REDEN.items() if key != "reden"} | {"regie": "samen", "aantal": "6"}
TALK = {
    "gesprek": "een", "regio": "R", "gebiedcode": None, "jaar": "2026", "respondentsoort": "burger", "subgroepen": None,
    "vraagtype": "gesprek", "uitingsvorm": "emotie", "vindplaatstype": "thuis", "barrieres": "bereik;vorm",
    "herkend": "nee", "passend": "deels", "citaat": "Het was stil.", "toestemming": "ja", **NOTED,
}  # fmt: skip
CODE = {"gesprek": "een", "codeur": "codeur-1", "soort": "barriere", "code": "bereik", "fragment": None, **NOTED}
GOOD = {
    "passendheid": EVALUATION, "passendheid_reden": REDEN, "passendheid_regie": CHOSE, "gesprek": TALK,
    "gesprek_code": CODE,
}  # fmt: skip


def found(name: str, *rows: dict) -> list[tuple]:
    """Return table, row, column and value of the findings when these rows take the place of the good one."""
    region = small_region(**offered(initiatief("koffie")))
    raw = {each: pd.DataFrame([row]) for each, row in GOOD.items()}
    raw["gesprek"]["regio"] = region["gebied"]["regio"].iloc[0]
    if name:
        raw[name] = pd.DataFrame([{**raw[name].iloc[0].to_dict(), **changes} for changes in rows])
    findings = check(region | raw, files={each: f"{each}.csv" for each in raw}, today=TODAY)
    assert all(finding.cure for finding in findings)
    return [
        (f.file.removesuffix(".csv"), f.row, f.column, f.value)
        for f in findings
        if f.file not in ("meta", "initiatief")
    ]


def test_good_rows_have_no_findings():
    assert found("") == []


@pytest.mark.parametrize(
    ("name", "changes", "column"),
    [
        ("passendheid", {"score": "7"}, "score"),
        ("passendheid", {"score": "4", "schaal_van": None}, "schaal_van"),
        ("passendheid", {"schaal_van": "5", "schaal_tot": "1"}, "schaal_tot"),
        ("passendheid", {"gevraagd": "11"}, "aantal"),
        ("passendheid", {"subgroep": "vreemd"}, "subgroep"),
        ("passendheid_reden", {"reden": "geen zin"}, "reden"),
        ("passendheid_reden", {"jaar": "2024"}, "initiatief"),
        ("passendheid_reden", {"aantal": "13"}, "aantal"),
        ("passendheid_regie", {"regie": "de kat"}, "regie"),
        ("gesprek", {"regio": "Atlantis"}, "regio"),
        ("gesprek", {"subgroepen": "eenzaam;vreemd"}, "subgroepen"),
        ("gesprek", {"barrieres": "bereik;muur"}, "barrieres"),
        ("gesprek", {"citaat": None}, "toestemming"),
        ("gesprek", {"toestemming": None}, "toestemming"),
        ("gesprek_code", {"gesprek": "weg"}, "gesprek"),
        ("gesprek_code", {"code": "emotie"}, "code"),
        ("gesprek_code", {"soort": "subgroep", "code": "vreemd"}, "code"),
    ],
)
def test_each_fault_is_named_in_its_own_table(name, changes, column):
    assert (name, 2, column) in [finding[:3] for finding in found(name, changes)]


def test_regie_is_one_per_person_and_redenen_may_be_several():
    many = [{"regie": regie, "aantal": "5"} for regie in ("samen", "professional", "burger zelf")]
    reasons = [{"reden": reden, "aantal": "10"} for reden in ("afstemming", "gespreksvoering", "liever_doen")]

    assert {finding[2] for finding in found("passendheid_regie", *many)} == {"aantal"}
    assert found("passendheid_reden", *reasons) == []


def test_a_score_without_people_is_a_fault():
    assert ("passendheid", 2, "score", "4.1") in found("passendheid", {"aantal": "0"})


def test_codes_are_those_of_the_catalogue():
    lists = read_choices()

    assert list(lists["vraagtype"]) == list(VRAAGTYPEN)
    assert list(lists["uitingsvorm"]) == list(UITINGSVORMEN)
    assert list(lists["barriere"]) == list(BARRIERES)
    assert list(lists["vindplaatstype"]) == list(VINDPLAATSTYPEN)
    assert list(lists["passendheid_reden"]) == list(REDENEN_NIET_PASSEND)
    assert list(lists["regie"]) == list(REGIE)


def test_a_region_of_before_has_none_of_these_tables_and_is_whole():
    region = small_region(**offered(initiatief("koffie")))

    assert [finding for finding in check(region, today=TODAY) if finding.file in GOOD] == []
    assert all(TABLES[name].empty().empty for name in GOOD)
