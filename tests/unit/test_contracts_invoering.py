"""The contracts of factor and actie: about one thing, in one place, and nothing that contradicts itself."""

from datetime import date

import pandas as pd
import pytest

from mapping.contracts_invoering import FACTOREN, REGEL, STANDEN, STATUSSEN, VERANDERRICHTINGEN
from mapping.contracts_offer import ORGANISATIESOORTEN
from mapping.model import DELEN
from mapping.reports.catalogue_words import names_of
from mapping.reports.readiness_words import HELPS, HINDERS, ONDERDELEN, factors, rows_of
from mapping.schema import TABLES, cast, check
from mapping.sources.example import EXAMPLE_FOLDER
from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage
from mapping.store.proposal import proposal_findings
from tests.unit.analysis.small_region import NOORD, initiatief, offered, small_region, table

TODAY = date(2026, 11, 22)
NOTED = {"voorbeeld": "nee", "bron": "test", "peildatum": "2026-01-01"}
FACTOR = {
    "organisatie": "org", "gebiedcode": None, "factor": "weet_wat", "stand": "ja", "toelichting": None,
    "datum": "2026-01-01", "door": "coördinator", **NOTED,
}  # fmt: skip
ACTIE = {
    "actie": "koffie-open", "naam": "Koffie open", "omschrijving": None, "veranderrichting": "1", "gebiedcode": NOORD,
    "regio": None, "subgroep": "verlies", "doel_deel": "uitgesloten", "initiatief": None, "eigenaar": "org",
    "status": "loopt", "startdatum": "2026-01-01", "streefdatum": "2026-12-31", "begin_versie": 1,
    "laatst_gecontroleerd": "2026-01-01", **NOTED,
}  # fmt: skip


def region() -> dict[str, pd.DataFrame]:
    organisatie = table("organisatie", [{"organisatie": "org", "naam": "x"}])
    return small_region(**offered(initiatief("koffie")), organisatie=organisatie)


def found(name: str, *rows: dict) -> list[tuple]:
    """Return row, column and value of the findings of these rows in the small region."""
    raw = pd.DataFrame([(FACTOR if name == "factor" else ACTIE) | changes for changes in rows])
    findings = check(region() | {name: raw}, files={name: f"{name}.csv"}, today=TODAY)
    assert all(finding.cure for finding in findings)
    return [(f.row, f.column, f.value) for f in findings if f.file == f"{name}.csv"]


def test_good_rows_have_no_findings():
    assert found("factor", {}, {"organisatie": None, "gebiedcode": NOORD}) == []
    assert (
        found("actie", {}, {"actie": "b", "gebiedcode": "GM0001"}, {"actie": "c", "gebiedcode": None, "regio": "Oost"})
        == []
    )
    assert found("actie", {"gebiedcode": None, "subgroep": None, "doel_deel": REGEL, "initiatief": "koffie"}) == []


@pytest.mark.parametrize(
    ("changes", "row"),
    [
        ({"gebiedcode": NOORD}, (2, "organisatie, gebiedcode", f"org, {NOORD}")),
        ({"organisatie": None}, (2, "organisatie, gebiedcode", "")),
        ({"factor": "humor"}, (2, "factor", "humor")),
        ({"stand": "misschien"}, (2, "stand", "misschien")),
        ({"organisatie": "weg"}, (2, "organisatie", "weg")),
        ({"datum": "2027-01-01"}, (2, "datum", "2027-01-01")),
    ],
)
def test_fault_in_a_factor_is_named(changes, row):
    assert found("factor", changes) == [row]


def test_factor_of_one_organisatie_stands_once():
    assert found("factor", {}, {"stand": "nee"}) == [(3, "factor", "org, weet_wat")]


@pytest.mark.parametrize(
    ("changes", "row"),
    [
        ({"regio": "Oost"}, (2, "gebiedcode, regio", f"{NOORD}, Oost")),
        ({"gebiedcode": "WK999999"}, (2, "gebiedcode", "WK999999")),
        ({"gebiedcode": None, "regio": "Elders"}, (2, "regio", "Elders")),
        ({"subgroep": "iedereen"}, (2, "subgroep", "iedereen")),
        ({"doel_deel": REGEL}, (2, "initiatief", "")),
        ({"initiatief": "koffie"}, (2, "initiatief", "koffie")),
        ({"eigenaar": "iemand"}, (2, "eigenaar", "iemand")),
        ({"veranderrichting": "4"}, (2, "veranderrichting", "4")),
        ({"streefdatum": "2025-12-31"}, (2, "streefdatum", "2025-12-31")),
        ({"begin_versie": 0}, (2, "begin_versie", "0")),
        ({"status": "ooit"}, (2, "status", "ooit")),
    ],
)
def test_fault_in_an_actie_is_named(changes, row):
    assert found("actie", changes) == [row]


def test_person_in_a_toelichting_is_refused():
    rows = cast(pd.DataFrame([FACTOR | {"toelichting": "Bel mevrouw Jansen, 06-12345678"}]), "factor")

    findings = proposal_findings(region(), {"factor": rows})

    assert {finding.column for finding in findings} == {"toelichting"}
    assert "12345678" not in "".join(finding.value for finding in findings)


def test_gebied_that_an_actie_is_for_cannot_go():
    tables = region() | {"actie": cast(pd.DataFrame([ACTIE]), "actie")}
    gone = tables["gebied"][tables["gebied"]["gebiedcode"] != NOORD]

    assert ("actie", "gebiedcode") in {(f.file, f.column) for f in proposal_findings(tables, {"gebied": gone})}


def test_catalogues_have_the_codes_of_the_contracts():
    known = factors()
    signs = pd.Series([(factor.onderdeel, factor.teken) for factor in known.values()]).value_counts().to_dict()

    assert tuple(known) == FACTOREN
    assert tuple(names_of("veranderrichting")) == VERANDERRICHTINGEN
    assert {part for part, _teken in signs} == set(ONDERDELEN)
    assert signs == {
        ("doelgroep", HELPS): 8, ("doelgroep", HINDERS): 4, ("draagvlak", HELPS): 4, ("draagvlak", HINDERS): 3,
        ("duurzaam", HELPS): 7, ("duurzaam", HINDERS): 3,
    }  # fmt: skip
    assert all("PLOEG 3" in factor.bron and factor.naam for factor in known.values())


def test_rules_of_training_name_what_there_is():
    trainings = {row["code"] for row in rows_of("trainingsonderdeel")}

    for rule in rows_of("training_bij_factor"):
        assert rule["factor"] in FACTOREN
        assert rule["training"] in trainings
        assert set(rule["standen"].split(";")) <= set(STANDEN) - {"onbekend"}
        assert rule["status"] in ("letterlijk", "afgeleid")
    assert {rule["training"] for rule in rows_of("training_bij_factor")} == trainings


@pytest.mark.parametrize("name", ["factor", "actie"])
def test_example_is_invented_and_reads_back_the_same(name):
    rows = GeoPackage(EXAMPLE_FILE).read([name])[name]

    assert rows["voorbeeld"].all()
    raw = pd.read_csv(EXAMPLE_FOLDER / f"{name}.csv", dtype=str)
    pd.testing.assert_frame_equal(cast(raw, name), rows)


def test_example_has_every_kind_of_actie_and_answer():
    rows = GeoPackage(EXAMPLE_FILE).read(["actie", "factor", "organisatie"])

    assert set(rows["actie"]["status"]) == set(STATUSSEN)
    assert set(rows["actie"]["veranderrichting"]) == set(VERANDERRICHTINGEN)
    assert set(rows["actie"]["doel_deel"]) <= {*DELEN, REGEL}
    assert REGEL in set(rows["actie"]["doel_deel"])
    assert set(rows["factor"]["stand"]) == set(STANDEN)
    assert set(rows["organisatie"]["organisatiesoort"].dropna()) == set(ORGANISATIESOORTEN)


def test_region_of_before_is_whole_without_them(made, tmp_path):
    path = tmp_path / "ouder.gpkg"
    GeoPackage(path).write({name: rows for name, rows in made.tables.items() if name not in ("factor", "actie")})

    assert GeoPackage(path).check() == []
    assert list(GeoPackage(path).read(["actie"])["actie"].columns) == list(TABLES["actie"].columns)
