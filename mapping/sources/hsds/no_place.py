"""What of a package had no place with us, value by value: everything that was not read, with why."""

from dataclasses import dataclass, field

import pandas as pd

from mapping.sources.hsds.outward import Entities
from mapping.sources.hsds.tidy import NO_ID
from mapping.words import N_, _

NO_PLACE_COLUMNS = ("entiteit", "id", "veld", "waarde", "reden")

IDENTITY = ("id", "link_id", "link_entity", "link_type", "taxonomy_term_id")
"""Fields that only tie rows together; taking them over is no matter of content."""

REASONS = {
    "field": N_("Wij hebben geen plek voor dit veld"),
    "attribute": N_("Wij kunnen deze waarde niet lezen"),
    "abroad": N_("Deze plek ligt niet in Nederland"),
    "money": N_("Wij kennen alleen één bedrag in euro"),
    "person": N_("Namen, telefoonnummers en e-mailadressen nemen wij niet over"),
    "again": N_("Dit kenmerk staat twee keer in het pakket, met verschillende waarden"),
}

PERSONAL = ("contact", "phone")
NUMBERS = ("minimum_age", "maximum_age")
DEGREES = ("latitude", "longitude")

SAME_DEGREES = 1e-6
"""Degrees that a place may differ from our own export and still be the same: 0.1 m, more than two programs differ by."""


@dataclass
class NoPlace:
    """Keeps which fields were read, and which values of them could not be: then lists the rest."""

    taken: set[tuple[str, str, str]] = field(default_factory=set)
    rows: list[tuple[str, str, str, str, str]] = field(default_factory=list)

    def take(self, entity: str, key: str, *fields: str) -> None:
        """Note that fields of a row were read."""
        self.taken |= {(entity, key, one) for one in fields}

    def unread(self, entity: str, key: str, column: str, value: str, why: str) -> None:
        """Note a value that was read but that our table cannot hold."""
        self.rows.append((entity, _shown(key), column, value, why))

    def table(self, found: Entities, said: Entities) -> pd.DataFrame:
        """List every filled field that was not read; `said` is what our own export says in fields for others."""
        follows = {(entity, row["id"]): row for entity, rows in said.items() for row in rows}
        rows = list(self.rows)
        for entity, things in found.items():
            for thing in things:
                twin = follows.get((entity, thing["id"]), {})
                for name, value in thing.items():
                    if value and name not in IDENTITY and not self._known(entity, thing["id"], name, value, twin):
                        rows.append((entity, _shown(thing["id"]), name, value, _reason(entity, name)))
        return pd.DataFrame(rows, columns=list(NO_PLACE_COLUMNS))

    def _known(self, entity: str, key: str, name: str, value: str, twin: dict) -> bool:
        """Tell whether a field was read, or says what our own export says."""
        if (entity, key, name) in self.taken:
            return True
        if name not in twin:
            return False
        if name in DEGREES and value.replace(".", "", 1).lstrip("-").isdecimal():
            return abs(float(value) - twin[name]) <= SAME_DEGREES
        return value == str(twin[name])


def _shown(key: str) -> str:
    """Return the id that the package itself gives; empty where it gives none."""
    return "" if key.startswith(NO_ID) else key


def _reason(entity: str, name: str) -> str:
    """Say why a value had no place."""
    why = "field"
    if entity in PERSONAL or "email" in name:
        why = "person"
    elif name.endswith(")"):
        why = "again"
    elif name in NUMBERS:
        why = "attribute"
    elif entity == "cost_option":
        why = "money"
    elif entity == "location" and name in DEGREES:
        why = "abroad"
    message = REASONS[why]
    return _(message)
