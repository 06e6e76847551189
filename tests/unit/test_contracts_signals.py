"""The contract of signalering: roles and reasons of the catalogue, and nothing that contradicts itself."""

from datetime import date

import pandas as pd
import pytest

from mapping.contracts_signals import REDENEN_MISLUKT, ROLLEN, UITINGSVORMEN
from mapping.reports.catalogue_words import names_of
from mapping.schema import TABLES, cast, check
from mapping.sources.example import EXAMPLE_FOLDER
from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage
from tests.unit.analysis.small_region import initiatief, offered, small_region

TODAY = date(2026, 11, 22)
GOOD = {
    "signalering": "rij", "jaar": "2025", "gebiedcode": None, "regio": None, "vindplaats": None, "signaleert": "huisarts",
    "vertaalt": "poh", "interpreteert": "niemand", "initiatief": "koffie", "uitingsvorm": "emotie", "subgroep": "verlies",
    "herkend_door_professional": "ja", "getoetst": "ja", "bekend_niet_verwezen": "nee", "reden_mislukt": None, "aantal": "12",
    "telling": "ja", "voorbeeld": "nee", "bron": "test", "peildatum": "2026-01-01",
}  # fmt: skip


def found(*rows: dict) -> list[tuple]:
    """Return row and column of the findings of these rows in the small region."""
    tables = small_region(**offered(initiatief("koffie")))
    raw = pd.DataFrame([GOOD | changes for changes in rows])
    findings = check(tables | {"signalering": raw}, files={"signalering": "signalering.csv"}, today=TODAY)
    assert all(finding.cure for finding in findings)
    return [(f.row, f.column) for f in findings if f.file == "signalering.csv"]


def test_a_good_row_has_no_findings():
    assert found({}) == []
    assert found({"initiatief": "geen", "getoetst": "onbekend", "bekend_niet_verwezen": "ja"}) == []


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"initiatief": "weg"}, "initiatief"),
        ({"signaleert": "niemand"}, "signaleert"),
        ({"vertaalt": "caissière"}, "vertaalt"),
        ({"initiatief": "geen"}, "getoetst"),
        ({"bekend_niet_verwezen": "ja"}, "bekend_niet_verwezen"),
        ({"reden_mislukt": "zomaar"}, "reden_mislukt"),
        ({"aantal": "-1"}, "aantal"),
        ({"jaar": "2027"}, "jaar"),
        ({"subgroep": "iedereen"}, "subgroep"),
    ],
)
def test_what_cannot_be_is_named_with_its_column(changes, column):
    assert found(changes) == [(2, column)]


def test_codes_are_those_of_the_catalogue_and_each_has_a_bron():
    lists = {"signaleerder": ROLLEN, "reden_mislukt": REDENEN_MISLUKT, "uitingsvorm": UITINGSVORMEN}
    for name, codes in lists.items():
        assert set(names_of(name)) == set(codes)
        table = pd.read_csv(EXAMPLE_FOLDER.parent / "catalogus" / f"{name}.csv")
        assert table["bron"].notna().all()


def test_example_is_marked_and_the_same_in_both_files():
    rows = GeoPackage(EXAMPLE_FILE).read(["signalering"])["signalering"]
    assert rows["voorbeeld"].all()
    assert rows["telling"].all()
    assert {"geen", "onbekend"} < set(rows["initiatief"])
    raw = pd.read_csv(EXAMPLE_FOLDER / "signalering.csv", dtype=str)
    pd.testing.assert_frame_equal(cast(raw, "signalering"), rows)
    assert list(rows.columns) == list(TABLES["signalering"].columns)
