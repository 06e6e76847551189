"""One file in or out: a zip with the JSON and the CSV form of HSDS, or a single JSON document of somebody else."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from mapping.errors import MappingError
from mapping.sources.hsds.forms import csv_files, from_csv, from_json, joined, json_files
from mapping.sources.hsds.inward import HsdsRead, region_tables
from mapping.sources.hsds.outward import Entities, entities
from mapping.sources.upload.geojson_reading import depth
from mapping.words import _

JSON_FOLDER, CSV_FOLDER = "json", "csv"

MOST_BYTES = 200_000_000
"""Bytes that a package may be when it is unpacked: 2,000 initiatieven take about 60 MB."""

MOST_FILES = 500
MOST_DEPTH = 60
"""Nesting of a JSON document: HSDS itself goes about 8 deep."""


def hsds_zip(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """Return a zip with both forms of the open tables of a region."""
    made = entities(tables)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for folder, files in ((JSON_FOLDER, json_files(made)), (CSV_FOLDER, csv_files(made))):
            for name, file in files.items():
                packed.writestr(f"{folder}/{name}", file)
    return content.getvalue()


def read_hsds(content: bytes, name: str, *, today: str) -> HsdsRead:
    """Read a zip (JSON or CSV form; the JSON where it has both) or a JSON document.

    Raises MappingError with a sentence where it is neither, too large, nested too deep, or holds nothing of HSDS.
    """
    found = (
        _from_zip(content, name)
        if zipfile.is_zipfile(io.BytesIO(content))
        else from_json(_document(content, name), called=Path(name).stem)
    )
    if not any(found.get(entity) for entity in ("organization", "service", "location")):
        raise MappingError(
            _("In {file} staan geen organisaties, diensten of plekken in de vorm van Open Referral (HSDS 3).").format(
                file=name
            )
        )
    return region_tables(found, today=today)


def _from_zip(content: bytes, name: str) -> Entities:
    """Return the entities in a zip, with limits on what it unpacks to."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            inside = [one for one in packed.infolist() if not one.is_dir() and not _left_by_system(one.filename)]
            if len(inside) > MOST_FILES or sum(one.file_size for one in inside) > MOST_BYTES:
                raise MappingError(_("{file} is uitgepakt te groot. Kies een kleiner bestand.").format(file=name))
            files = {one.filename: _unpacked(packed, one, name) for one in inside}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise MappingError(
            _("{file} kan niet worden uitgepakt. Download of bewaar het opnieuw.").format(file=name)
        ) from error
    documents = {
        path: file for path, file in files.items() if path.endswith(".json") and not path.endswith("datapackage.json")
    }
    if documents:
        return joined([from_json(_document(file, path), called=Path(path).stem) for path, file in documents.items()])
    try:
        return from_csv(files)
    except UnicodeDecodeError as error:
        raise MappingError(
            _("De CSV in {file} is geen UTF-8. Bewaar haar opnieuw als UTF-8.").format(file=name)
        ) from error
    except csv.Error as error:
        raise MappingError(
            _("De CSV in {file} kan niet worden gelezen. Bewaar haar opnieuw als CSV.").format(file=name)
        ) from error


def _left_by_system(path: str) -> bool:
    """Tell whether a system put a file in the zip for itself: no part of the package."""
    return path.startswith("__MACOSX/") or path.rsplit("/", 1)[-1].startswith(".")


def _unpacked(packed: zipfile.ZipFile, one: zipfile.ZipInfo, name: str) -> bytes:
    """Unpack one file, no further than it said that it goes."""
    with packed.open(one) as source:
        content = source.read(one.file_size + 1)
    if len(content) > one.file_size:
        raise MappingError(_("{file} is uitgepakt te groot. Kies een kleiner bestand.").format(file=name))
    return content


def _document(content: bytes, name: str) -> object:
    """Return a JSON document, with a limit on its nesting."""
    if len(content) > MOST_BYTES:
        raise MappingError(_("{file} is te groot. Kies een kleiner bestand.").format(file=name))
    if depth(content) > MOST_DEPTH:
        raise MappingError(
            _("{file} is dieper genest dan Open Referral ooit is. Er is niets gelezen.").format(file=name)
        )
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise MappingError(
            _("{file} is geen geldige JSON. Download of bewaar het opnieuw.").format(file=name)
        ) from error
