"""The contract of verbinding: two ends that exist, and nothing that contradicts itself."""

from datetime import date

import pandas as pd
import pytest

from mapping.contracts_network import FREQUENTIES, OVERLEGVORMEN
from mapping.schema import TABLES, cast, check
from mapping.sources.choices import read_choices
from mapping.sources.example import EXAMPLE_FOLDER
from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage
from tests.unit.analysis.small_region import initiatief, offered, small_region, table

TODAY = date(2026, 11, 22)
GOOD = {
    "verbinding": "koffie-org", "van_soort": "initiatief", "van": "koffie", "naar_soort": "organisatie", "naar": "org",
    "soort": "verwijzing", "richting": "heen", "frequentie": "maandelijks", "bekend_niet_verwezen": "nee",
    "overlegvorm": None, "overleg": None, "zingeving_op_agenda": None, "van_werkkring": None,
    "van_levensbeschouwing": None, "van_gemeentecode": None, "van_formaliteit": None, "naar_werkkring": "zorg",
    "naar_levensbeschouwing": None, "naar_gemeentecode": "GM0599", "naar_formaliteit": "formeel",
    "laatst_gecontroleerd": "2026-01-01", "voorbeeld": "nee", "bron": "test", "peildatum": "2026-01-01",
}  # fmt: skip
MEETING = {"soort": "overleg", "bekend_niet_verwezen": None, "overlegvorm": "patz", "zingeving_op_agenda": "ja"}


def found(*rows: dict) -> list[tuple]:
    """Return row, column and value of the findings of these rows in the small region."""
    tables = small_region(
        **offered(initiatief("koffie")), organisatie=table("organisatie", [{"organisatie": "org", "naam": "x"}])
    )
    raw = pd.DataFrame([GOOD | changes for changes in rows])
    findings = check(tables | {"verbinding": raw}, files={"verbinding": "verbinding.csv"}, today=TODAY)
    assert all(finding.cure for finding in findings)
    return [(f.row, f.column, f.value) for f in findings if f.file == "verbinding.csv"]


def test_a_good_row_has_no_findings():
    assert found({}) == []
    assert found(MEETING) == []


@pytest.mark.parametrize(
    ("changes", "row"),
    [
        ({"van": "weg"}, (2, "van", "weg")),
        ({"van_soort": "vindplaats"}, (2, "van", "koffie")),
        ({"naar": "koffie"}, (2, "naar", "koffie")),
        ({"naar_soort": "initiatief", "naar": "koffie"}, (2, "naar", "koffie")),
        ({"frequentie": "soms"}, (2, "frequentie", "soms")),
        ({"frequentie": None}, (2, "frequentie", "")),
        ({"overlegvorm": "mdo"}, (2, "overlegvorm", "mdo")),
        ({"zingeving_op_agenda": "ja"}, (2, "zingeving_op_agenda", "ja")),
        ({"bekend_niet_verwezen": "ja"}, (2, "bekend_niet_verwezen", "ja")),
        (MEETING | {"frequentie": "nooit", "bekend_niet_verwezen": "ja"}, (2, "bekend_niet_verwezen", "ja")),
        ({"naar_gemeentecode": "Rotterdam"}, (2, "naar_gemeentecode", "Rotterdam")),
        ({"naar_werkkring": "ruimtevaart"}, (2, "naar_werkkring", "ruimtevaart")),
        ({"laatst_gecontroleerd": "2027-01-01"}, (2, "laatst_gecontroleerd", "2027-01-01")),
    ],
)
def test_fault_is_named_with_row_and_column(changes, row):
    assert found(changes) == [row]


def test_known_but_never_referred_is_a_referral_that_never_happens():
    assert found({"frequentie": "nooit", "bekend_niet_verwezen": "ja"}) == []


def test_key_stands_once():
    assert found({}, {}) == [(3, "verbinding", "koffie-org")]


def test_ends_are_not_looked_for_in_tables_that_are_not_there():
    raw = pd.DataFrame([GOOD])

    assert check({"verbinding": raw}, today=TODAY) == []


def test_catalogue_knows_every_overlegvorm_but_the_two_open_ones():
    assert set(OVERLEGVORMEN) - set(read_choices()["overlegvorm"]) == {"anders", "onbekend"}


def test_region_of_before_has_no_verbinding_and_is_whole(made, tmp_path):
    path = tmp_path / "ouder.gpkg"
    GeoPackage(path).write({name: rows for name, rows in made.tables.items() if name != "verbinding"})

    assert GeoPackage(path).check() == []
    assert GeoPackage(path).read(["verbinding"])["verbinding"].empty


def test_example_has_every_kind_of_verbinding_and_frequency():
    rows = GeoPackage(EXAMPLE_FILE).read(["verbinding"])["verbinding"]

    assert 60 <= len(rows) <= 90
    assert set(rows["soort"]) == set(TABLES["verbinding"].columns["soort"].allowed)
    assert set(rows["frequentie"]) == set(FREQUENTIES)
    assert set(rows["overlegvorm"].dropna()) >= {"mdo", "wijkteam", "vlechtwerk", "patz", "armoedeplatform"}
    assert set(rows["zingeving_op_agenda"].dropna()) == {"ja", "nee", "onbekend"}
    assert rows["bekend_niet_verwezen"].fillna(False).any()
    assert rows["voorbeeld"].all()
    raw = pd.read_csv(EXAMPLE_FOLDER / "verbinding.csv", dtype=str)
    pd.testing.assert_frame_equal(cast(raw, "verbinding"), rows)
