"""Whatever a package holds, reading it gives tables, a list of what had no place, or a sentence; never anything else."""

import csv
import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapping.errors import MappingError
from mapping.sources.hsds.forms import NESTED
from mapping.sources.hsds.package import read_hsds
from mapping.sources.hsds.terms import TAXONOMY, identifier
from mapping.sources.hsds.tidy import INSTEAD
from tests.conftest import TODAY

SERVICE = {"id": "s1", "name": "Oor", "status": "active", "organization": {"id": "o1", "name": "O", "description": "d"}}
UNDER = ("languages", "service_areas", "cost_options", "service_at_locations", "attributes", "taxonomy_terms", "phones")
VALUES = [[1], {"a": 1}, 5, None, True, "", 1e400, "nan", "\x00", "\ud800x", "x" * 20_000, [[[]]], [None], -1, "12;"]
FIELDS = st.sampled_from(["id", "name", "status", "code", "amount", "currency", "value", "latitude", "longitude",
                          "link_type", "link_id", "service_id", "minimum_age", "organization_id", *NESTED])  # fmt: skip


def read(document: object, name: str = "aanbod.json"):
    """Read a document."""
    return read_hsds(json.dumps(document).encode(), name, today=TODAY)


def zipped(**files: bytes) -> bytes:
    """Return a zip with CSV files by name."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name, file in files.items():
            packed.writestr(f"{name}.csv", file)
    return content.getvalue()


def own(term: str, value: object, *, taxonomy: str = TAXONOMY) -> dict:
    """Return a service that is ours by its key, with one attribute more."""
    terms = [{"id": f"t{place}", "code": code, "taxonomy": of, "name": "x", "description": "x"}
             for place, (code, of) in enumerate([("initiatief.initiatief", TAXONOMY), (term, taxonomy)])]  # fmt: skip
    attributes = [
        {"id": "a0", "value": "eigen", "taxonomy_term": terms[0]},
        {"id": "a1", "value": value, "taxonomy_term": terms[1]},
    ]
    return {"contents": [{**SERVICE, "attributes": attributes}]}


@pytest.mark.parametrize("field", ["id", "name", "status", "organization", "organization_id", "minimum_age", *UNDER])
def test_service_with_any_value_in_any_field_is_read(field):
    result = read({"contents": [{**SERVICE, "id": f"s{place}", field: value} for place, value in enumerate(VALUES)]})

    assert len(result.tables["initiatief"]) == len(VALUES)


@pytest.mark.parametrize("member", UNDER)
def test_anything_under_a_service_is_read_with_any_id_and_value(member):
    services = []
    for place, value in enumerate(VALUES):
        where = {"id": value, "latitude": value, "longitude": value}
        under = {"name": "x", "code": value, "amount": value, "currency": "EUR", "value": value, "location": where}
        services.append({**SERVICE, "id": f"met{place}", member: [{**under, "id": value}]})
        services.append({**SERVICE, "id": f"zonder{place}", member: [under]})

    assert len(read({"contents": services}).tables["initiatief"]) == len(services)


@pytest.mark.parametrize(
    "term", ["toegangsregel", "werkgebied", "initiatief_taal:", "initiatief.geometry", "initiatief.kwaad", ["x"]]
)
@pytest.mark.parametrize("value", ["{", "[]", "5", "null", "{}", "POINT (1", "POLYGON EMPTY", '{"kwaad": 1}', ["x"], 5])
def test_attribute_of_ours_that_cannot_be_read_is_listed(term, value):
    result = read(own(term, value))

    assert list(result.tables["initiatief"]["initiatief"]) == ["eigen"]
    assert "attribute" in set(result.no_place["entiteit"])
    assert result.tables["toegangsregel"].empty
    assert result.tables["werkgebied"].empty


def test_number_that_is_none_is_listed_with_its_reason():
    listed = read(own("initiatief.capaciteit", "veel")).no_place.set_index("veld")

    assert listed.loc["initiatief.capaciteit", ["waarde", "reden"]].tolist() == ["veel", "Dit is geen getal"]


def test_row_of_a_list_belongs_to_the_service_it_hangs_under_whatever_it_says():
    row = {"initiatief": "ander", "gebiedsoort": "pc4", "code": "3071"}

    assert list(read(own("werkgebied", json.dumps(row))).tables["werkgebied"]["initiatief"]) == ["eigen"]


def test_term_of_another_taxonomy_is_not_ours_although_it_has_the_same_name():
    result = read(own("initiatief.naam", "kwaad", taxonomy="anders"))

    assert list(result.tables["initiatief"]["naam"]) == ["Oor"]
    assert "kwaad" in set(result.no_place["waarde"])


def test_same_id_in_two_entities_does_not_mix_them():
    document = {
        "organizations.csv": [{"id": "1", "name": "Een"}, {"id": "2", "name": "Twee"}],
        "services.csv": [
            {"id": "1", "name": "A", "status": "active", "organization_id": "2"},
            {"id": "2", "name": "B", "status": "active", "organization_id": "1"},
            {"id": "3", "name": "C", "status": "active", "organization_id": "2"},
        ],
    }

    assert list(read(document).tables["initiatief"]["organisatie"]) == ["twee", "een", "twee"]


def test_same_id_twice_with_other_values_keeps_the_first_and_lists_the_second():
    result = read({"contents": [SERVICE, {**SERVICE, "name": "Anders"}, {**SERVICE, "name": "Nog anders"}]})

    assert list(result.tables["initiatief"]["naam"]) == ["Oor"]
    assert set(result.no_place.loc[result.no_place["reden"].str.contains("twee keer"), "waarde"]) == {
        "Anders",
        "Nog anders",
    }


def test_rows_without_an_id_stay_apart_and_keep_what_hangs_under_them():
    service = {"status": "active", "languages": [{"name": "Turks"}]}
    result = read({"contents": [{**service, "name": "A"}, {**service, "name": "B"}]})

    assert list(result.tables["initiatief"]["naam"]) == ["A", "B"]
    assert list(result.tables["initiatief_taal"]["taal"]) == ["Turks", "Turks"]
    assert set(result.no_place["id"]) <= {""}


def test_organisation_that_is_not_there_is_listed():
    listed = read({"services.csv": [{"id": "s", "name": "A", "status": "active", "organization_id": "weg"}]}).no_place

    assert list(listed[["veld", "waarde"]].itertuples(index=False, name=None)) == [("organization_id", "weg")]


@pytest.mark.parametrize("age", ["x", "inf", "nan", 3.7, "1e400"])
def test_age_that_is_no_whole_number_is_listed(age):
    result = read({"contents": [{**SERVICE, "minimum_age": age}]})

    assert result.tables["toegangsregel"].empty
    assert result.no_place.set_index("veld").loc["minimum_age", "reden"] == "Wij kunnen deze waarde niet lezen"


def test_field_beside_our_attribute_that_somebody_changed_is_listed():
    service = {**own("initiatief.wachttijd_weken", "4")["contents"][0], "id": identifier("initiatief", "eigen")}
    same = read({"contents": [{**service, "wait_time": "4 weken"}]})
    changed = read({"contents": [{**service, "wait_time": "9 weken"}]})

    assert "wait_time" not in set(same.no_place["veld"])
    assert "9 weken" in set(changed.no_place["waarde"])


def test_half_of_a_pair_and_nul_become_a_sign_that_every_format_takes():
    assert (
        read({"contents": [{**SERVICE, "name": "a\x00b\ud800"}]}).tables["initiatief"]["naam"].iloc[0]
        == f"a{INSTEAD}b{INSTEAD}"
    )


def test_what_a_system_puts_in_a_zip_for_itself_is_left_out():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("services.json", json.dumps({"contents": [SERVICE]}))
        packed.writestr("__MACOSX/._services.json", b"\x00\x05")

    assert len(read_hsds(content.getvalue(), "x.zip", today=TODAY).tables["initiatief"]) == 1


def test_csv_with_a_cell_that_is_too_long_gives_a_sentence():
    content = zipped(organizations=b"id,name\n1," + b"a" * (csv.field_size_limit() + 1))

    with pytest.raises(MappingError, match="kan niet worden gelezen"):
        read_hsds(content, "x.zip", today=TODAY)


@pytest.mark.parametrize(
    "rows",
    [
        b"id,name\n1,a,b,c\n2\n",
        b"id,id,name\n1,2,a\n",
        b'id,name\r1,a\r2,"b\rc"\r',
        b"name\na\nb\n",
        b"id,name\n1,a\x00b\n",
    ],
)
def test_crooked_csv_is_read(rows):
    assert len(read_hsds(zipped(organizations=rows), "x.zip", today=TODAY).tables["organisatie"])


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5)
documents = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=5), max_leaves=25
)


@settings(max_examples=40, deadline=None)
@given(document=documents)
def test_no_document_at_all_breaks_the_reading(document):
    try:
        result = read({"contents": [SERVICE, document]}, "services.json")
    except MappingError:
        return
    assert len(result.tables["initiatief"]) >= 1
