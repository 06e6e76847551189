"""What others exchange in Open Referral is read as far as we have a place for it; the rest is listed, nothing is lost."""

import csv
import io
import json
import zipfile

import pytest

from mapping.errors import MappingError
from mapping.sources.hsds.forms import CSV_FILES
from mapping.sources.hsds.no_place import IDENTITY
from mapping.sources.hsds.package import MOST_DEPTH, read_hsds
from tests.conftest import REAL_FOLDER, TODAY

EXAMPLES = REAL_FOLDER / "hsds" / "examples"
EXAMPLES_CSV = REAL_FOLDER / "hsds" / "examples_csv"
WITH_OFFER = (
    "organization_full", "organization_list", "service_full", "service_list", "service_at_location_full",
    "service_at_location_list", "location", "tabular",
)  # fmt: skip

SERVICE = {
    "id": "s1", "name": "Luisterlijn", "status": "active", "minimum_age": 50, "email": "a@b.example",
    "organization": {"id": "o1", "name": "Stichting Oor", "description": "luistert", "website": "https://oor.example"},
    "languages": [{"id": "l1", "name": "Turks", "code": "tr"}],
    "service_areas": [{"id": "a1", "name": "Heel Schiedam", "description": "en 3119"}],
    "cost_options": [{"id": "c1", "amount": 5, "currency": "eur"}],
    "service_at_locations": [
        {"id": "x1", "location": {"id": "p1", "location_type": "physical", "latitude": 51.9, "longitude": 4.48}}
    ],
}  # fmt: skip


def read(value: object, name: str = "aanbod.json"):
    """Read a document."""
    return read_hsds(json.dumps(value).encode(), name, today=TODAY)


def leaves(value: object) -> set[str]:
    """Return every filled value in a document that is content, as text."""
    if isinstance(value, dict):
        parts = [leaves(one) for key, one in value.items() if key not in IDENTITY and not key.endswith("_id")]
        return set().union(*parts) if parts else set()
    if isinstance(value, list):
        return set().union(*(leaves(one) for one in value)) if value else set()
    return {str(value)} if value not in (None, "") else set()


def kept(result) -> set[str]:
    """Return every value that was taken over or listed."""
    cells = {str(cell) for table in result.tables.values() for cell in table.astype(str).to_numpy().ravel()}
    listed = set(result.no_place["waarde"])
    return cells | listed | {part for cell in cells for part in cell.split("; ")}


@pytest.mark.parametrize("name", WITH_OFFER)
def test_examples_of_the_standard_are_read_and_no_value_is_lost(name):
    path = EXAMPLES / f"{name}.json"
    if not path.exists():
        pytest.skip("the examples of HSDS are not in ../shared/data/hsds")
    document = json.loads(path.read_text(encoding="utf-8"))
    content = document.get("contents", document)

    result = read_hsds(path.read_bytes(), path.name, today=TODAY)

    assert len(result.no_place)
    assert result.no_place["reden"].str.len().min() > 0
    missing = {leaf for leaf in leaves(content) if leaf not in kept(result)} - {"active", "12", "100", "35", "gbp"}
    assert missing == set()


def test_examples_in_csv_are_read_and_no_value_is_lost():
    if not EXAMPLES_CSV.exists():
        pytest.skip("the examples of HSDS are not in ../shared/data/hsds")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for path in EXAMPLES_CSV.iterdir():
            packed.writestr(path.name, path.read_bytes())

    result = read_hsds(content.getvalue(), "voorbeeld.zip", today=TODAY)

    listed = kept(result)
    for path in EXAMPLES_CSV.glob("*.csv"):
        for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))):
            for field, value in row.items():
                if value and field not in IDENTITY and not field.endswith("_id") and value not in ("active", "12"):
                    assert value in listed, (path.name, field)
    assert len(result.tables["organisatie"]) == 1
    assert len(result.tables["initiatief"]) == 1
    assert set(CSV_FILES.values()) == {path.name for path in EXAMPLES_CSV.glob("*.csv")}


def test_service_of_somebody_else_becomes_an_initiatief_with_what_we_have_a_place_for():
    result = read({"contents": [SERVICE]})
    offer = result.tables["initiatief"].iloc[0]

    assert (offer["initiatief"], offer["naam"], offer["status"]) == ("luisterlijn", "Luisterlijn", "actief")
    assert offer["organisatie"] == result.tables["organisatie"].iloc[0]["organisatie"] == "stichting-oor"
    assert offer["werkgebied_tekst"] == "Heel Schiedam; en 3119"
    assert (offer["werkgebied_stand"], offer["kosten_euro"]) == ("onbekend", 5)
    assert list(result.tables["initiatief_taal"]["taal"]) == ["tr"]
    assert list(result.tables["toegangsregel"][["soort", "waarde"]].itertuples(index=False, name=None)) == [
        ("min_leeftijd", "50")
    ]
    assert offer["geometry"].distance(offer["geometry"].__class__(91_700, 434_600)) < 2_000


def test_what_only_the_maker_knows_stays_empty_so_that_the_check_asks():
    offer = read({"contents": [SERVICE]}).tables["initiatief"].iloc[0]

    assert offer[["aanbiederssoort", "kanaal", "abc", "telt_als_plaats", "capaciteit"]].isna().all()


def test_names_and_mail_addresses_are_not_taken_over_and_that_is_said():
    contact = {
        "id": "k1",
        "name": "Ann Persona",
        "email": "ann@b.example",
        "phones": [{"id": "t1", "number": "010-1234567"}],
    }
    result = read({"contents": [{**SERVICE, "contacts": [contact]}]})
    why = result.no_place.set_index("waarde")["reden"]

    for value in ("Ann Persona", "ann@b.example", "010-1234567", "a@b.example"):
        assert why[value] == "Namen, telefoonnummers en e-mailadressen nemen wij niet over"


def test_place_outside_the_country_and_other_money_are_listed():
    abroad = {"id": "p1", "location_type": "physical", "latitude": 40.7, "longitude": -74.0}
    service = {**SERVICE, "cost_options": [{"id": "c1", "amount": 35, "currency": "gbp"}]}
    service["service_at_locations"] = [{"id": "x1", "location": abroad}]
    result = read({"contents": [service]})
    why = result.no_place.set_index(["entiteit", "veld"])["reden"]

    assert result.tables["initiatief"].iloc[0]["geometry"] is None
    assert why["location", "latitude"] == "Deze plek ligt niet in Nederland"
    assert why["cost_option", "amount"] == "Wij kennen alleen één bedrag in euro"


def test_two_of_the_same_name_get_two_keys():
    twice = [SERVICE, {**SERVICE, "id": "s2", "languages": []}]

    assert list(read({"contents": twice}).tables["initiatief"]["initiatief"]) == ["luisterlijn", "luisterlijn-2"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "geen geldige JSON"),
        (b"\xff\xfe", "geen geldige JSON"),
        (b"[" * (MOST_DEPTH + 1) + b"]" * (MOST_DEPTH + 1), "dieper genest"),
        (b"[" * 100_000, "dieper genest"),
        (b'{"contents": []}', "geen organisaties, diensten of plekken"),
        (b"[1, 2]", "geen organisaties, diensten of plekken"),
        (b"PK\x03\x04kapot", "geen geldige JSON"),
    ],
)
def test_broken_document_gives_a_sentence(content, said):
    with pytest.raises(MappingError, match=said):
        read_hsds(content, "aanbod.json", today=TODAY)


def test_zip_that_unpacks_to_too_much_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in range(3):
            packed.writestr(f"services{part}.json", b"0" * 90_000_000)

    with pytest.raises(MappingError, match="uitgepakt te groot"):
        read_hsds(content.getvalue(), "bom.zip", today=TODAY)
