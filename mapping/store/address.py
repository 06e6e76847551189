"""Where the region lives that the product opens, and the store behind any address: a file, or a schema in PostGIS.

An address is the path of a GeoPackage, or `postgresql://naam:wachtwoord@computer/database?schema=regio`. An address may
hold a password, so it is never shown: what a user sees is `name_of`.
"""

import hashlib
import os
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from mapping.errors import StoreError
from mapping.store.geopackage import GeoPackage
from mapping.store.protocol import Store
from mapping.words import _

SETTING = "MAPPING_DATA"
EXAMPLE_FILE = Path(__file__).resolve().parents[2] / "data" / "voorbeeld.gpkg"
DATABASE_STARTS = ("postgresql://", "postgres://")

DEFAULT_SCHEMA = "zin_in_kaart"
"""The schema of an address that names none."""

SCHEMA_NAME = re.compile(r"(?!pg_)[a-z][a-z0-9_]{0,47}")
"""Names that a schema may have: those that mean the same quoted and not; `pg_…` is of the database itself."""

TAKEN_SCHEMAS = ("public", "information_schema")
"""Schemas that hold tables of PostGIS or of the database itself: a region there could not be told from those."""

HASH_DIGITS = 12
"""Digits of the hash that tells two databases with equal schemas apart."""


def region_address() -> str:
    """Return the address of the region of this installation: the setting MAPPING_DATA, else the embedded example."""
    return os.environ.get(SETTING, "").strip() or str(EXAMPLE_FILE)


def is_database(address: str) -> bool:
    """Tell whether an address is that of a database; any other one is a path."""
    return address.lower().startswith(DATABASE_STARTS)


def opened(address: str) -> Store:
    """Return the store at an address, without asking it anything; raises StoreError for an address that cannot be one."""
    if not is_database(address):
        return GeoPackage(address)
    from mapping.store.postgis import PostGIS  # takes half a second, and a file does not need it

    return PostGIS(*parts_of(address))


def name_of(address: str) -> str:
    """Return what a user knows the region by: the name of the file, or of the schema; never a password."""
    return parts_of(address)[1] if is_database(address) else Path(address).name


def slug_of(address: str) -> str:
    """Return a name for files that belong to the region in a database: its schema and a hash of the address.

    Another password is the same region; another computer, database or user is another one.
    """
    url, schema = parts_of(address)
    split = urlsplit(url)
    place = f"{split.username}@{split.hostname}:{split.port or ''}{split.path}"
    return f"{schema}-{hashlib.sha256(place.encode()).hexdigest()[:HASH_DIGITS]}"


def parts_of(address: str) -> tuple[str, str]:
    """Return the URL of a database without `schema=`, and the schema; raises StoreError where either cannot be."""
    try:
        split = urlsplit(address)
        split.port  # noqa: B018 - reading it checks it
        asked = parse_qsl(split.query, keep_blank_values=True, strict_parsing=bool(split.query))
    except ValueError:
        raise StoreError(  # without the cause: its text may hold the password
            _(
                "Dit adres van een database klopt niet. Schrijf het als"
                " postgresql://naam:wachtwoord@computer/database?schema=regio."
            )
        ) from None
    schema = dict(asked).get("schema", DEFAULT_SCHEMA)
    if not SCHEMA_NAME.fullmatch(schema) or schema in TAKEN_SCHEMAS:
        raise StoreError(
            _(
                "Deze naam kan een schema niet hebben. Gebruik kleine letters, cijfers en _, te beginnen met een letter,"
                " bijvoorbeeld ?schema=zin_in_kaart."
            )
        )
    rest = urlencode([(key, value) for key, value in asked if key != "schema"])
    return f"postgresql://{split.netloc}{split.path}{'?' if rest else ''}{rest}", schema
