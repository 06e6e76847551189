"""A row of ours out of an organisation or service of somebody else, with what stands beside a service in HSDS."""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import shapely

from mapping.model import RD_NEW, WGS84
from mapping.sources.hsds.no_place import NoPlace
from mapping.sources.hsds.outward import AGES, Entities
from mapping.sources.hsds.own import our_word
from mapping.sources.hsds.terms import ENTITY

LONGEST_KEY = 60
SOURCE = "Open Referral (HSDS)"

NETHERLANDS = (3.0, 50.5, 7.5, 53.8)
"""Degrees between which a place lies in the Netherlands: west, south, east, north."""

BESIDE = ("language", "service_area", "cost_option", "service_at_location")
AREA_FIELDS = ("name", "description", "extent")


@dataclass(frozen=True)
class Beside:
    """What stands beside services: (entity, id of the service) → rows; and the locations by id."""

    rows: dict[tuple[str, str], list[dict]]
    places: dict[str, dict]

    @classmethod
    def of(cls, found: Entities) -> "Beside":
        """Gather it from all entities, once."""
        rows: dict[tuple[str, str], list[dict]] = {}
        for entity in BESIDE:
            for one in found.get(entity, []):
                rows.setdefault((entity, one.get("service_id", "")), []).append(one)
        return cls(rows, {one["id"]: one for one in found.get("location", [])})

    def under(self, entity: str, service: str) -> list[dict]:
        """Return the rows of an entity that hang under a service."""
        return self.rows.get((entity, service), [])


def foreign_row(
    thing: Mapping, name: str, beside: Beside, listed: NoPlace, *, owners: Mapping[str, str], used: set[str], today: str
) -> tuple[dict, list[tuple[str, dict]]]:
    """Return the row that we can make of an organisation or service, and (table, row) of its lists.

    `owners` is id of an organisation → our key; `used` are the keys that are taken; `today` is an ISO day.
    """
    entity, own = ENTITY[name], thing["id"]
    row = {name: _key(thing.get("name", ""), used), "naam": thing.get("name"), "bron": SOURCE, "peildatum": today}
    listed.take(entity, own, "name")
    if name == "organisatie":
        listed.take(entity, own, "website")
        return row | {"website": thing.get("website")}, []
    row |= {"status": our_word("status", thing.get("status", "")), "voorbeeld": "nee"}
    row |= {"werkgebied_stand": "onbekend", "verwijzing_nodig": "onbekend"}
    listed.take(entity, own, "status")
    if thing.get("organization_id") in owners:
        row["organisatie"] = owners[thing["organization_id"]]
        listed.take(entity, own, "organization_id")
    noted = {"bron": SOURCE, "peildatum": today}
    lists = [*_languages(own, beside, listed, noted), *_ages(thing, listed, noted)]
    return row | _areas(own, beside, listed) | _costs(own, beside, listed) | _place(own, beside, listed), lists


def _languages(service: str, beside: Beside, listed: NoPlace, noted: Mapping) -> list[tuple[str, dict]]:
    """Return the rows of initiatief_taal: the code of each language, or its name."""
    found: dict[str, tuple[str, dict]] = {}
    for one in beside.under("language", service):
        field = "code" if one.get("code") else "name"
        listed.take("language", one["id"], field, "service_id")
        if one.get(field):
            found.setdefault(one[field], ("initiatief_taal", {**noted, "taal": one[field]}))
    return list(found.values())


def _ages(thing: Mapping, listed: NoPlace, noted: Mapping) -> list[tuple[str, dict]]:
    """Return the rows of toegangsregel for the ages of a service; an age that is no whole number is left."""
    rows = []
    for soort, field in AGES.items():
        age = _number(thing.get(field))
        if age is not None and age == int(age):
            rows.append(("toegangsregel", {**noted, "alternatief": "1", "soort": soort, "waarde": str(int(age))}))
            listed.take("service", thing["id"], field)
    return rows


def _areas(service: str, beside: Beside, listed: NoPlace) -> dict:
    """Return the werkgebied in words."""
    areas = beside.under("service_area", service)
    for one in areas:
        listed.take("service_area", one["id"], "service_id", *AREA_FIELDS)
    said = [one[field] for one in areas for field in AREA_FIELDS if one.get(field)]
    return {"werkgebied_tekst": "; ".join(said)} if said else {}


def _costs(service: str, beside: Beside, listed: NoPlace) -> dict:
    """Return the costs where there is one amount in euro."""
    costs = beside.under("cost_option", service)
    if len(costs) != 1 or costs[0].get("currency", "").upper() != "EUR" or _number(costs[0].get("amount")) is None:
        return {}
    listed.take("cost_option", costs[0]["id"], "amount", "currency", "service_id")
    return {"kosten_euro": costs[0]["amount"]}


def _place(service: str, beside: Beside, listed: NoPlace) -> dict:
    """Return the point of the first location of a service that lies in the Netherlands."""
    west, south, east, north = NETHERLANDS
    for link in beside.under("service_at_location", service):
        place = beside.places.get(link.get("location_id", ""), {})
        x, y = _number(place.get("longitude")), _number(place.get("latitude"))
        if x is None or y is None or not (west <= x <= east and south <= y <= north):
            continue
        listed.take("location", place["id"], "latitude", "longitude")
        listed.take("service_at_location", link["id"], "service_id", "location_id")
        point = gpd.GeoSeries([shapely.Point(x, y)], crs=WGS84).to_crs(RD_NEW).iloc[0]
        return {"geometry": shapely.to_wkt(point, rounding_precision=-1)}
    return {}


def _number(text: str | None) -> float | None:
    """Return a finite number, None where the text is none."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _key(name: str, known: set[str]) -> str:
    """Return a short name for a row: letters, digits and dashes of its name, with a number where it is there already."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_KEY].strip("-") or "zonder-naam"
    key, number = stem, 2
    while key in known:
        key, number = f"{stem}-{number}", number + 1
    return key
