"""A small region with offer and a first version, and one with the stamp of an import in many rows: for tests of stores."""

import pandas as pd

from mapping.schema import cast
from tests.unit.analysis.small_region import areas, initiatief, offered, small_region, table

NAMES = ("inloop", "koffie", "rouwgroep", "telefoon", "wandeling")
FIRST = {
    "versie": 1,
    "wie": "test",
    "wanneer": "2026-11-01T00:00:00+00:00",
    "waarom": "gemaakt",
    "bronnen": "test",
    "voorbeeld": "nee",
    "schematisch": "nee",
    "programma": "test",
}


def small_tables() -> dict[str, pd.DataFrame]:
    """Return a region of 3 gebieden with 5 initiatieven, one of which has no place, and one version."""
    rows = [initiatief(name, x=None if name == "telefoon" else 0, capaciteit_pj=10.5) for name in NAMES]
    return small_region(
        **offered(*rows),
        organisatie=table("organisatie", [{"organisatie": "org", "naam": 'Organisatie ‘één’; "twee"'}]),
        werkgebied=areas(("inloop", "pc4", "1001"), ("koffie", "pc4", "1002")),
        meta=cast(pd.DataFrame([FIRST]), "meta"),
    )


def with_value(tables: dict[str, pd.DataFrame], name: str, column: str, value: object) -> pd.DataFrame:
    """Return the initiatieven with one value of one of them replaced."""
    changed = tables["initiatief"].copy()
    changed.loc[changed["initiatief"] == name, column] = value
    return changed


def without(tables: dict[str, pd.DataFrame], name: str) -> pd.DataFrame:
    """Return the initiatieven without one."""
    return tables["initiatief"].loc[tables["initiatief"]["initiatief"] != name].reset_index(drop=True)


def with_new(tables: dict[str, pd.DataFrame], name: str, **columns: object) -> pd.DataFrame:
    """Return the initiatieven with one more at the end."""
    row = table("initiatief", [initiatief(name, **columns)])
    return pd.concat([tables["initiatief"], row], ignore_index=True)


def import_of(count: int, stamp: str) -> dict[str, pd.DataFrame]:
    """Return the tables of an import of `count` initiatieven, with the stamp as bron of every row."""
    rows = [initiatief(f"in-{place}", x=2000) for place in range(count)]
    offer = offered(*rows)
    codes = areas(*((row["initiatief"], "pc4", pc4) for row in rows for pc4 in ("1001", "1002", "1003")))
    tables = {
        **offer,
        "werkgebied": codes,
        "organisatie": table("organisatie", [{"organisatie": "org", "naam": "Organisatie"}]),
    }
    return {name: one.assign(bron=stamp) for name, one in tables.items()}
