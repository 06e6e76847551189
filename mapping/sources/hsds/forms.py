"""HSDS entities as files: the JSON of its API (nested) and its tabular data package (CSV), written and read."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping

from mapping.model import FORMULA_STARTS
from mapping.sources.hsds.outward import Entities
from mapping.sources.hsds.tidy import as_text, row_id

CSV_FILES = {
    "organization": "organizations.csv", "program": "programs.csv", "service": "services.csv",
    "attribute": "attributes.csv", "service_at_location": "service_at_location.csv", "location": "locations.csv",
    "phone": "phones.csv", "contact": "contacts.csv", "address": "addresses.csv", "schedule": "schedules.csv",
    "funding": "funding.csv", "service_area": "service_areas.csv", "required_document": "required_documents.csv",
    "language": "languages.csv", "accessibility": "accessibility.csv", "taxonomy_term": "taxonomy_terms.csv",
    "metadata": "metadata.csv", "meta_table_description": "meta_table_descriptions.csv",
    "cost_option": "cost_options.csv", "organization_identifier": "organization_identifiers.csv",
    "taxonomy": "taxonomies.csv",
}  # fmt: skip
"""Entity → file of the data package (HSDS 3.0)."""

NESTED = {
    "phones": "phone", "schedules": "schedule", "service_areas": "service_area", "languages": "language",
    "service_at_locations": "service_at_location", "funding": "funding", "cost_options": "cost_option",
    "required_documents": "required_document", "contacts": "contact", "attributes": "attribute", "metadata": "metadata",
    "locations": "location", "programs": "program", "organization_identifiers": "organization_identifier",
    "addresses": "address", "accessibility": "accessibility", "organization": "organization", "program": "program",
    "location": "location", "taxonomy_term": "taxonomy_term", "taxonomy_detail": "taxonomy", "service": "service",
    "services": "service", "organizations": "organization", "taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term",
}  # fmt: skip
"""Member of a nested object → entity of what is inside it."""

ONE = ("organization", "program", "location", "taxonomy_term", "taxonomy_detail", "service")
"""Members that hold one object, to which the object around them points (`<entity>_id`)."""

UNDER = {
    "service": ("schedules", "service_areas", "languages", "funding", "cost_options", "service_at_locations", "attributes"),
    "organization": ("attributes",),
    "location": ("schedules", "attributes"),
}  # fmt: skip
"""What we nest in the JSON of each entity."""

AGAIN = "{field} ({times})"
"""Name of a field that holds what a second row with the same id says instead."""

MEMBERS = {member: entity for member, entity in NESTED.items() if member not in ONE}


def json_files(made: Entities) -> dict[str, bytes]:
    """Write services with all that hangs under them, and beside them organisations, locations and taxonomies, as pages."""
    by_owner = _by_owner(made)
    terms = {row["id"]: row for row in made.get("taxonomy_term", [])}
    lists = {"services": "service", "organizations": "organization", "locations": "location"}
    lists |= {"taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term"}
    things = {}
    for name, entity in lists.items():
        things[name] = [_nested(row, entity, by_owner, terms) for row in made.get(entity, [])]
    owners = {row["id"]: row for row in made.get("organization", [])}
    for service in things["services"]:
        service["organization"] = owners[service["organization_id"]]
    return {f"{name}.json": _page(rows) for name, rows in things.items()}


def _by_owner(made: Entities) -> dict[tuple[str, str], list[dict]]:
    """Return (member, id of the owner) → rows."""
    found: dict[tuple[str, str], list[dict]] = {}
    for member, entity in MEMBERS.items():
        for row in made.get(entity, []):
            for key in ("service_id", "organization_id", "location_id", "link_id"):
                if key in row and not (
                    entity == "service" or (entity == "service_at_location" and key == "location_id")
                ):
                    found.setdefault((member, row[key]), []).append(row)
    return found


def _nested(row: Mapping, entity: str, by_owner: Mapping, terms: Mapping) -> dict:
    """Return a row with what hangs under it; attributes carry their term."""
    whole = dict(row)
    for member in UNDER.get(entity, ()):
        under = by_owner.get((member, row["id"]), [])
        if member == "attributes":
            under = [{**one, "taxonomy_term": terms[one["taxonomy_term_id"]]} for one in under]
        if under:
            whole[member] = under
    return whole


def _page(rows: list[dict]) -> bytes:
    """Return one page with everything, as the API of HSDS gives it."""
    page = {"total_items": len(rows), "total_pages": 1, "page_number": 1, "size": len(rows), "first_page": True}
    page |= {"last_page": True, "empty": not rows, "contents": rows}
    return json.dumps(page, ensure_ascii=False, indent=1, allow_nan=False).encode()


def csv_files(made: Entities) -> dict[str, bytes]:
    """Write the tabular data package: a CSV per entity and datapackage.json."""
    files, resources = {}, []
    for entity, path in CSV_FILES.items():
        rows = made.get(entity)
        if not rows:
            continue
        columns = list(dict.fromkeys(key for row in rows for key in row))
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({key: _quoted(value) for key, value in row.items()} for row in rows)
        files[path] = text.getvalue().encode()
        fields = [{"name": column, "type": _kind(rows, column)} for column in columns]
        schema = {"primaryKey": "id", "fields": fields}
        resources.append({"name": entity, "path": path, "profile": "tabular-data-resource", "schema": schema})
    package = {
        "name": "human_services_data",
        "profile": "tabular-data-package",
        "version": "3.0.0",
        "resources": resources,
    }
    return files | {"datapackage.json": json.dumps(package, ensure_ascii=False, indent=1).encode()}


def _kind(rows: list[dict], column: str) -> str:
    return "number" if all(isinstance(row.get(column, 0), (int, float)) for row in rows) else "string"


def from_json(value: object, *, called: str = "") -> Entities:
    """Return the entities in a JSON document of any HSDS form: one object, a list, a page, or the tabular one.

    `called` is the name of the document (services, taxonomies, …): it says what a page holds that does not say it itself.

    What is nested gets the id of what it hangs under; the same id twice is one row, filled from both. Every value is text.
    """
    hinted = isinstance(value, dict) and "contents" in value and called in NESTED
    return _by_id(_walk(value["contents"] if hinted else value, NESTED[called] if hinted else "", {}))


def _by_id(rows: Iterable[tuple[str, dict]]) -> Entities:
    """Put rows of the same entity and id together: one row, filled from all.

    Where they do not say the same the first holds, and what the others say stands in a field of its own (AGAIN).
    """
    found: dict[str, dict[str, dict]] = {}
    for entity, row in rows:
        kept = found.setdefault(entity, {}).setdefault(row["id"], {})
        for field, value in row.items():
            place, times = field, 1
            while kept.setdefault(place, value) != value:
                times += 1
                place = AGAIN.format(field=field, times=times)
    return {entity: list(things.values()) for entity, things in found.items()}


def _walk(value: object, entity: str, owner: Mapping[str, str]) -> Iterator[tuple[str, dict]]:
    """Yield (entity, flat row) for everything inside a value; `owner` has the ids that it hangs under."""
    if isinstance(value, list):
        for one in value:
            yield from _walk(one, entity, owner)
    if not isinstance(value, dict):
        return
    if "contents" in value and not entity:
        yield from _walk(value["contents"], _guess(value["contents"]), owner)
        return
    tabular = {path: name for name, path in CSV_FILES.items()}
    if not entity and any(key in tabular for key in value):
        for key, rows in value.items():
            yield from _walk(rows, tabular.get(key, ""), {})
        return
    entity = entity or _guess([value])
    yield from _thing(value, entity, owner)


def _thing(value: dict, entity: str, owner: Mapping[str, str]) -> Iterator[tuple[str, dict]]:
    """Yield one object and what is nested in it."""
    own = row_id(value, entity, owner)
    flat = {as_text(key): as_text(one) for key, one in value.items() if not isinstance(one, (dict, list, type(None)))}
    for member in ONE:
        inner = value.get(member)
        if isinstance(inner, dict) and inner:
            flat.setdefault(f"{NESTED[member]}_id", row_id(inner, NESTED[member], {}))
    yield entity, {**owner, **flat, "id": own}
    for member, inner in value.items():
        if not inner or not isinstance(inner, (dict, list)):
            continue
        if member not in NESTED:
            yield entity, {as_text(member): as_text(inner), "id": own}
            continue
        under = {} if member in ONE or NESTED[member] in ("location", "organization") else {f"{entity}_id": own}
        if NESTED[member] == "attribute":
            under = {"link_id": own, "link_entity": entity}
        yield from _walk(inner, NESTED[member], under)


def _guess(rows: object) -> str:
    """Name the entity of objects that do not say it, by the fields that only it has."""
    keys = {key for row in rows if isinstance(row, dict) for key in row} if isinstance(rows, list) else set()
    for entity, own in (
        ("service_at_location", {"service", "location"}), ("service", {"status", "organization"}),
        ("service", {"status", "name"}), ("location", {"location_type"}), ("taxonomy_term", {"term_uri", "taxonomy"}),
        ("taxonomy_term", {"taxonomy", "code"}), ("taxonomy_term", {"parent_id", "code"}), ("taxonomy", {"version", "uri"}),
    ):  # fmt: skip
        if own <= keys:
            return entity
    return "organization" if {"name", "description"} <= keys else "onbekend"


def joined(parts: list[Entities]) -> Entities:
    """Put the entities of several documents together: the same id is one row, filled from all."""
    return _by_id((entity, row) for part in parts for entity, rows in part.items() for row in rows)


def from_csv(files: Mapping[str, bytes]) -> Entities:
    """Return the entities of a data package: file name → bytes; files that HSDS does not know are left out.

    Raises UnicodeDecodeError, and csv.Error where a file is no CSV.
    """
    tabular = {path: name for name, path in CSV_FILES.items()}
    found: list[tuple[str, dict]] = []
    for path, content in files.items():
        entity = tabular.get(path.rsplit("/", 1)[-1])
        if entity is not None:
            reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
            for row in reader:
                filled = {key: as_text(_unquoted(value)) for key, value in row.items() if key and value}
                found.append((entity, {**filled, "id": row_id(filled, entity, {})}))
    return _by_id(found)


QUOTE = "'"
"""Before text that a spreadsheet would run; it is taken off again when we read."""


def _quoted(value: object) -> object:
    return QUOTE + value if isinstance(value, str) and value.lstrip(QUOTE).startswith(FORMULA_STARTS) else value


def _unquoted(text: str) -> str:
    return text[1:] if text.startswith(QUOTE) and text.lstrip(QUOTE).startswith(FORMULA_STARTS) else text
