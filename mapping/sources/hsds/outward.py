"""From the tables of a region to HSDS: rows per entity, the same ones that the JSON and the CSV form are written from.

What HSDS cannot hold travels in `attribute`: one per filled cell (term `table.column`) and one per row of a list (term
`table` or `table:code`, value JSON). Reading back gives the same tables; other systems see names, places, costs and
areas in the fields that they know.
"""

import json
from collections.abc import Iterator, Mapping

import geopandas as gpd
import pandas as pd
import shapely

from mapping.model import WGS84
from mapping.schema import TABLES
from mapping.sources.hsds.terms import ENTITY, LISTS, NATIVE, STATUS, TAXONOMY, TERM_JOINT, identifier

Entities = dict[str, list[dict]]

DEGREES_DECIMALS = 7
"""Decimals of a latitude: a centimetre; the exact point in RD New travels as an attribute."""

AGES = {"min_leeftijd": "minimum_age", "max_leeftijd": "maximum_age"}


def entities(tables: Mapping[str, pd.DataFrame]) -> Entities:
    """Return HSDS rows per entity (organization, service, …) for the open tables of a region; nothing is changed.

    Tables that were not checked may miss values, but not their keys: what misses is left out.
    """
    made: Entities = {}
    terms: dict[str, dict] = {}
    for name in ENTITY:
        for row in _rows(tables, name):
            _add(made, ENTITY[name], _thing(name, row))
            for column, text in _attributes_of(name, row):
                _attribute(made, terms, name, row[name], f"{name}.{column}", column, text)
    _services(made, tables)
    _places(made, tables)
    for name, column in LISTS.items():
        for row in _rows(tables, name):
            term = f"{name}{TERM_JOINT}{row[column]}" if column else name
            rest = {key: value for key, value in row.items() if key not in ("initiatief", column)}
            _attribute(made, terms, "initiatief", row["initiatief"], term, row.get(column) or name, _json(rest))
    made["taxonomy"] = [_taxonomy()] if terms else []
    made["taxonomy_term"] = list(terms.values())
    return {name: rows for name, rows in made.items() if rows}


def _rows(tables: Mapping[str, pd.DataFrame], name: str) -> Iterator[dict]:
    """Yield the rows of a table as text per filled column; shapes become WKT with every decimal."""
    table = tables.get(name)
    if table is None:
        return
    plain = pd.DataFrame(table.drop(columns="geometry", errors="ignore"))
    for column in plain.columns:
        if plain[column].dtype == "boolean":
            plain[column] = plain[column].map({True: "ja", False: "nee"})
    if isinstance(table, gpd.GeoDataFrame):
        plain["geometry"] = [
            None if shape is None else shapely.to_wkt(shape, rounding_precision=-1) for shape in table.geometry
        ]
    for row in plain.astype(object).to_dict("records"):
        yield {key: _text(value) for key, value in row.items() if not pd.isna(value)}


def _text(value: object) -> str:
    """Write a value so that it reads back the same."""
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else repr(value)
    return str(value)


def _json(row: Mapping[str, str]) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def _add(made: Entities, entity: str, row: dict) -> None:
    made.setdefault(entity, []).append({key: value for key, value in row.items() if value is not None})


def _thing(name: str, row: Mapping[str, str]) -> dict:
    """Return the HSDS row of one organisatie, initiatief or vindplaats."""
    thing = {"id": identifier(name, row[name]), "name": row.get("naam")}
    if name == "organisatie":
        return thing | {"description": row.get("naam"), "website": row.get("website")}
    if name == "vindplaats":
        return thing | {"location_type": "physical", "description": row.get("type")}
    return thing | {
        "organization_id": identifier("organisatie", row["organisatie"]) if "organisatie" in row else None,
        "status": STATUS.get(row.get("status", "")),
        "assured_date": row.get("laatst_gecontroleerd"),
        "wait_time": f"{row['wachttijd_weken']} weken" if "wachttijd_weken" in row else None,
        "application_process": row.get("verwijzing_nodig"),
    }


def _attributes_of(name: str, row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the filled columns that travel as attributes: all but those that HSDS has a field for."""
    for column in TABLES[name].columns:
        if column in row and column not in NATIVE[name]:
            yield column, row[column]


def _attribute(made: Entities, terms: dict[str, dict], name: str, key: str, term: str, label: str, value: str) -> None:
    """Add one attribute, and its term where it is new."""
    if term not in terms:
        terms[term] = {
            "id": identifier("term", term), "code": term, "name": label, "description": term, "taxonomy": TAXONOMY,
            "taxonomy_id": identifier("taxonomy", TAXONOMY), "language": "nld",
        }  # fmt: skip
    row = {
        "id": identifier("attribute", name, key, term, value), "link_id": identifier(name, key),
        "taxonomy_term_id": terms[term]["id"], "link_entity": ENTITY[name], "link_type": term, "value": value,
    }  # fmt: skip
    _add(made, "attribute", row)


def _taxonomy() -> dict:
    about = "Kolommen en lijsten van Zin in kaart waarvoor HSDS geen veld heeft."
    return {"id": identifier("taxonomy", TAXONOMY), "name": TAXONOMY, "description": about}


def _services(made: Entities, tables: Mapping[str, pd.DataFrame]) -> None:
    """Add what readers of HSDS look for beside a service: costs, funding, languages, areas, ages."""
    for row in _rows(tables, "initiatief"):
        own = {"service_id": identifier("initiatief", row["initiatief"])}
        if "kosten_euro" in row:
            cost = {"amount": float(row["kosten_euro"]), "currency": "EUR", **_day_span(row)}
            _add(made, "cost_option", {"id": identifier("kosten", row["initiatief"]), **own, **cost})
        if "financiering" in row:
            _add(
                made,
                "funding",
                {"id": identifier("financiering", row["initiatief"]), **own, "source": row["financiering"]},
            )
    for row in _rows(tables, "initiatief_taal"):
        own = {"service_id": identifier("initiatief", row["initiatief"])}
        _add(made, "language", {"id": identifier("taal", row["initiatief"], row["taal"]), **own, "name": row["taal"]})
    for row in _rows(tables, "werkgebied"):
        key = (row["initiatief"], row["gebiedsoort"], row["code"])
        area = {"name": f"{row['gebiedsoort']} {row['code']}", "extent": row["code"], "extent_type": row["gebiedsoort"]}
        _add(
            made,
            "service_area",
            {"id": identifier("werkgebied", *key), "service_id": identifier("initiatief", key[0]), **area},
        )
    _ages(made, tables)


def _day_span(row: Mapping[str, str]) -> dict:
    return {"valid_from": row.get("geldig_van"), "valid_to": row.get("geldig_tot")}


def _ages(made: Entities, tables: Mapping[str, pd.DataFrame]) -> None:
    """Fill the ages of a service where one rule says them; where there is a choice of rules HSDS cannot say it."""
    alternatives: dict[str, list[dict]] = {}
    for row in _rows(tables, "toegangsregel"):
        alternatives.setdefault(row["initiatief"], []).append(row)
    services = {row["id"]: row for row in made.get("service", [])}
    for key, own in alternatives.items():
        service = services.get(identifier("initiatief", key), {})
        if len({rule.get("alternatief") for rule in own}) == 1:
            for rule in own:
                if rule.get("soort") in AGES and rule.get("waarde", "").isdecimal():
                    service[AGES[rule["soort"]]] = int(rule["waarde"])


def _places(made: Entities, tables: Mapping[str, pd.DataFrame]) -> None:
    """Add the locations of initiatieven, with the link to their service; and where each known place is in degrees."""
    initiatief, vindplaats = tables.get("initiatief"), tables.get("vindplaats")
    for name, table in (("initiatief", initiatief), ("vindplaats", vindplaats)):
        if table is None:
            continue
        known = {row["id"]: row for row in made.get("location", [])}
        degrees = table.geometry.to_crs(WGS84)
        for key, label, point in zip(table[name], table["naam"], degrees, strict=True):
            if point is None or point.is_empty:
                continue
            where = {"latitude": round(point.y, DEGREES_DECIMALS), "longitude": round(point.x, DEGREES_DECIMALS)}
            if name == "vindplaats":
                known[identifier(name, key)].update(where)
                continue
            place = identifier("plek", key)
            _add(made, "location", {"id": place, "name": label, "location_type": "physical", **where})
            link = {"service_id": identifier(name, key), "location_id": place}
            _add(made, "service_at_location", {"id": identifier("service_at_location", key), **link})
    for row in _rows(tables, "vindplaats"):
        if "openingstijden" in row:
            own = {
                "id": identifier("openingstijden", row["vindplaats"]),
                "location_id": identifier("vindplaats", row["vindplaats"]),
            }
            _add(made, "schedule", {**own, "description": row["openingstijden"]})
