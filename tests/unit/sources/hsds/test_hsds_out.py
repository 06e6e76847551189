"""What we export for Open Referral meets its schemas and comes back the same."""

import io
import json
import zipfile

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pandas.testing import assert_frame_equal
from referencing import Registry, Resource

from mapping.analysis.open_tables import open_tables
from mapping.schema import TABLES
from mapping.sources.hsds.forms import csv_files, from_csv, json_files
from mapping.sources.hsds.outward import entities
from mapping.sources.hsds.package import hsds_zip, read_hsds
from mapping.sources.hsds.terms import ENTITY, LISTS
from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage
from tests.conftest import REAL_FOLDER, TODAY

SCHEMAS = REAL_FOLDER / "hsds" / "schema"
NAMES = (*ENTITY, *LISTS)
PAGES = {
    "services": "service", "organizations": "organization", "locations": "location", "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}  # fmt: skip


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    """Return the open tables of the example, with the values that are hardest to carry over."""
    found = open_tables(GeoPackage(EXAMPLE_FILE).read())
    offer = found["initiatief"].copy()
    offer.loc[0, ["naam", "levensbeschouwing"]] = ['=HYPERLINK("x")', '\'-1; "a", b\nc']
    offer.loc[1, "capaciteit"] = 0.1 + 0.2
    return {**found, "initiatief": offer}


def in_order(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the rows in the order of their key: HSDS has no order."""
    return table.sort_values(list(TABLES[name].key), ignore_index=True)


def assert_same(read: dict[str, pd.DataFrame], tables: dict[str, pd.DataFrame]) -> None:
    """Fail where a table is not the same, to the last bit."""
    for name in NAMES:
        columns = [column for column in TABLES[name].columns if column in tables[name]]
        assert_frame_equal(in_order(read[name], name)[columns], in_order(tables[name], name)[columns], check_exact=True)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_round_trip_loses_nothing(tables, form):
    with zipfile.ZipFile(io.BytesIO(hsds_zip(tables))) as whole:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as part:
            for name in whole.namelist():
                if name.startswith(form):
                    part.writestr(name, whole.read(name))

    read = read_hsds(content.getvalue(), "aanbod.zip", today=TODAY)

    assert_same(read.tables, tables)
    assert read.no_place.empty


@given(text=st.text(min_size=1).filter(lambda text: text.strip() == text and "\x00" not in text))
def test_any_text_survives_the_csv_form(text):
    rows = {"organization": [{"id": "1", "name": text.replace("\r", ""), "description": "x"}]}
    if not rows["organization"][0]["name"].strip():
        return

    assert from_csv(csv_files(rows))["organization"] == rows["organization"]


@pytest.fixture(scope="module")
def registry() -> Registry:
    """Return the schemas of HSDS 3.0 by file name; skips where they are absent."""
    if not SCHEMAS.exists():
        pytest.skip("the schemas of HSDS are not in ../shared/data/hsds")
    found = {}
    for path in SCHEMAS.glob("*.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        found[path.name] = {**schema, "$schema": "https://json-schema.org/draft/2020-12/schema"}
    return Registry().with_resources([(name, Resource.from_contents(schema)) for name, schema in found.items()])


@pytest.mark.parametrize(("page", "entity"), PAGES.items())
def test_json_meets_the_schema_of_the_standard(tables, registry, page, entity):
    schema = {"$ref": f"{entity}.json", "$schema": "https://json-schema.org/draft/2020-12/schema"}
    validator = Draft202012Validator(schema, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)
    rows = json.loads(json_files(entities(tables))[f"{page}.json"])["contents"]

    faults = [f"{list(error.path)}: {error.message}" for row in rows for error in validator.iter_errors(row)]

    assert rows
    assert faults == []


def test_validation_finds_a_planted_fault(tables, registry):
    schema = {"$ref": "service.json", "$schema": "https://json-schema.org/draft/2020-12/schema"}
    row = json.loads(json_files(entities(tables))["services.json"])["contents"][0]
    row["attributes"][0].pop("id")
    row["status"] = "open"

    assert len(list(Draft202012Validator(schema, registry=registry).iter_errors(row))) == 2


def test_csv_has_the_columns_of_the_data_package_and_all_that_it_requires(tables):
    path = REAL_FOLDER / "hsds" / "examples_csv" / "datapackage.json"
    if not path.exists():
        pytest.skip("the data package of HSDS is not in ../shared/data/hsds")
    known = {one["name"]: one for one in json.loads(path.read_text(encoding="utf-8"))["resources"]}
    files = csv_files(entities(tables))
    ours = json.loads(files["datapackage.json"])["resources"]

    for resource in ours:
        theirs = known[resource["name"]]
        fields = {field["name"]: field for field in theirs["schema"]["fields"]}
        written = pd.read_csv(io.BytesIO(files[resource["path"]]), dtype=str)
        needed = [name for name, field in fields.items() if field.get("constraints", {}).get("required")]
        assert resource["path"] == theirs["path"]
        assert set(written.columns) <= set(fields)
        assert written[needed].notna().all(axis=None), resource["name"]
        assert written["id"].is_unique


def test_every_reference_of_the_csv_points_to_a_row(tables):
    made = entities(tables)
    ids = {entity: {row["id"] for row in rows} for entity, rows in made.items()}

    for entity, rows in made.items():
        for row in rows:
            for column in ("service_id", "organization_id", "location_id", "taxonomy_id", "taxonomy_term_id"):
                if column in row:
                    assert row[column] in ids[column.removesuffix("_id")], (entity, column)
    assert {row["link_id"] for row in made["attribute"]} <= set.union(*(ids[entity] for entity in ENTITY.values()))


def test_identifiers_are_the_same_in_every_export(tables):
    assert entities(tables) == entities(tables)


def test_no_cell_of_the_csv_can_act_as_a_formula(tables):
    for content in csv_files(entities(tables)).values():
        assert b"\n=" not in content
        assert b",=" not in content
        assert b'"=' not in content
