"""A table as bytes that mean the same everywhere and always: what versions keep, and what checksums are taken of.

A content is gzipped CSV (UTF-8, comma, decimal point, one header row) with the columns of the contract, rows in their
order, ISO dates, ja and nee, and shapes as WKB in hexadecimal digits. Anyone can read it with the simplest tools. The
hash is taken of the text, not of its gzip, so that another version of zlib changes nothing.

The hash of a table that was stored must be that of the same table read back, or every reading would look like a change:
what one of the stores cannot keep apart (kinds of line end, a minus before zero) is written in one way here.
"""

import gzip
import hashlib
import io
import zlib

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from mapping.contract import Kind, typed
from mapping.errors import StoreError, TableError
from mapping.model import RD_NEW
from mapping.schema import DERIVED, TABLES, cast
from mapping.words import _

KEPT = tuple(name for name in TABLES if name not in (*DERIVED, "meta"))
"""The tables whose contents are kept per version: not those made from others, and not the list of versions itself."""

UNSTORABLE = {"\r\n": "\n", "\r": "\n", "\0": ""}
"""Signs in text that a store or a CSV does not give back as they were, and what stands in their place."""

LIGHT = 1
"""Level of gzip: the lowest, as shapes and numbers gain little from more."""


def text_of(table: pd.DataFrame, name: str) -> str:
    """Write a table of the contract `name` as the text that its hash is taken of.

    A column that came later and says nothing is left out, so that a file of before keeps its hash.
    """
    contract = TABLES[name]
    columns = [
        column
        for column, rule in contract.columns.items()
        if column in table.columns and not (rule.may_be_absent and table[column].isna().all())
    ]
    plain = pd.DataFrame(table[columns])
    for column in columns:
        if contract.columns[column].is_geometry:
            plain[column] = shapely.to_wkb(table.geometry.to_numpy(), hex=True, byte_order=1)
        elif contract.columns[column].kind == Kind.NUMBER:
            plain[column] = plain[column] + 0.0  # a database gives 0 back for -0
        elif plain[column].dtype == "boolean":
            plain[column] = plain[column].map({True: "ja", False: "nee"}).astype("str")
    text = plain.to_csv(index=False, lineterminator="\n")
    if any(sign in text for sign in UNSTORABLE):
        text = with_plain_text(plain, name).to_csv(index=False, lineterminator="\n")
    return text


def with_plain_text(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a table without the signs in its text that not every store keeps."""
    plain = table.copy()
    for column, rule in TABLES[name].columns.items():
        if column in plain and rule.kind == Kind.TEXT:
            for sign, instead in UNSTORABLE.items():
                plain[column] = plain[column].str.replace(sign, instead, regex=False)
    return plain


def storable(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a table as every store gives it back: dtypes, columns and their order of the contract, plain text.

    One that is like that already is returned itself. Raises TableError where a value cannot be read as its kind, as it
    would be lost; `check` names the other faults.
    """
    clean = with_plain_text(table, name) if len(table) else table
    typed_table, findings = typed(clean, TABLES[name], file=name)
    unread = [finding for finding in findings if finding.row is not None]
    if unread:
        raise TableError(name, unread)
    result = cast(typed_table, name)
    alike = list(result.columns) == list(table.columns) and list(result.dtypes) == list(table.dtypes)
    return table if alike and result.equals(table) else result


def packed(table: pd.DataFrame, name: str) -> tuple[str, bytes]:
    """Return the hash and the gzipped content of a table."""
    text = text_of(table, name).encode()
    return hashlib.sha256(text).hexdigest(), gzip.compress(text, compresslevel=LIGHT, mtime=0)


def digest_of(table: pd.DataFrame, name: str) -> str:
    """Return the hash of a table: equal for equal rows in equal order, in every store."""
    return hashlib.sha256(text_of(table, name).encode()).hexdigest()


def unpacked(content: bytes, digest: str, name: str) -> pd.DataFrame:
    """Return the table that a content holds, in the dtypes of its contract; raises StoreError where it is damaged."""
    try:
        text = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise _damaged(name) from error
    if hashlib.sha256(text).hexdigest() != digest:
        raise _damaged(name)
    raw = pd.read_csv(io.BytesIO(text), dtype="str", keep_default_na=False, na_values=[""])
    for column, rule in TABLES[name].columns.items():
        if (
            column in raw and rule.kind == Kind.NUMBER
        ):  # pandas reads text as a number that may be off in its last digit
            raw[column] = np.array([float(value) for value in raw[column].fillna("nan")], dtype="float64")
    if TABLES[name].geometry is None:
        return cast(raw, name)
    shapes = gpd.GeoSeries(shapely.from_wkb(raw["geometry"].astype(object).where(raw["geometry"].notna(), None)))
    return cast(gpd.GeoDataFrame(raw.drop(columns="geometry"), geometry=shapes, crs=RD_NEW), name)


def _damaged(name: str) -> StoreError:
    return StoreError(_("De oude inhoud van de tabel {table} is beschadigd en kan niet terug.").format(table=name))
