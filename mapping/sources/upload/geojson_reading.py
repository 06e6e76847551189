"""Read GeoJSON (RFC 7946) as a table with shapes: measured before it is parsed, so that neither depth nor size can hurt."""

import json
import re

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape

from mapping.errors import Finding
from mapping.model import RD_NEW, WGS84
from mapping.sources.upload.grid import cell, check_size
from mapping.sources.upload.limits import Limits
from mapping.sources.upload.refusal import MOST_FINDINGS, UploadRefused, refused
from mapping.sources.upload.shapes import columns_of, crs_of, in_rd_new, looks_like_rd
from mapping.sources.upload.uploaded import Uploaded
from mapping.sources.upload.values import dutch_number
from mapping.words import _, number

STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)
"""A string, or all that follows a quote that stays open: so every quote is looked at once."""

POSITION = re.compile(rb"\[\s*[-0-9]")
"""The begin of a position: a bracket with a number after it."""

STEPS = np.zeros(256, dtype=np.int8)
"""How much deeper each byte of JSON goes: 1 for an opening bracket, -1 for a closing one."""
STEPS[[ord("["), ord("{")]] = 1
STEPS[[ord("]"), ord("}")]] = -1

SHAPE_TYPES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
FIRST_ROW = 1
"""A file without a header: the first feature is number 1."""


def read_geojson(content: bytes, name: str, limits: Limits) -> Uploaded:
    """Read a FeatureCollection or a Feature into one table in RD New. Raises UploadRefused.

    Without a `crs` member the coordinates are WGS84; the member of before RFC 7946 is understood for the systems of
    `shapes.KNOWN_CRS`, and coordinates that can only be RD New are read as RD New, with a note.
    """
    _measure(content, name, limits)
    document = _parsed(content, name)
    features = _features(document, name)
    check_size(name, 1, len(features), limits)
    shapes, findings = _shapes(features, name)
    table = _properties(features, name, limits)
    if findings:
        raise UploadRefused(name, findings)
    crs, notes = _system(document, shapes, name)
    moved, outside = in_rd_new(gpd.GeoDataFrame(table, geometry=list(shapes), crs=crs), name, FIRST_ROW)
    sheet = name.rsplit(".", 1)[0]
    return Uploaded(name, {sheet: moved}, {sheet: FIRST_ROW}, notes, outside)


def depth(content: bytes) -> int:
    """Return how deep the brackets of a JSON text go, without parsing it; those inside strings do not count."""
    marks = np.frombuffer(STRING.sub(b"", content), dtype=np.uint8)
    steps = STEPS[marks]
    return int(np.cumsum(steps[steps != 0], dtype=np.int32).max(initial=0))


def _measure(content: bytes, name: str, limits: Limits) -> None:
    """Raise UploadRefused for more points or deeper nesting than the limits allow, before anything is parsed."""
    points = sum(1 for _found in POSITION.finditer(content))
    if points > limits.points:
        message = _("Dit bestand heeft te veel punten: er mogen er {limit} zijn").format(limit=number(limits.points))
        cure = _("Maak de vormen eenvoudiger (in QGIS: Vereenvoudigen) of verdeel het over meer bestanden")
        raise refused(name, message, cure, value=number(points))
    levels = depth(content)
    if levels > limits.nesting:
        message = _("De haakjes in dit bestand staan te diep in elkaar: er mogen {limit} lagen zijn")
        cure = _("Bewaar de laag opnieuw als GeoJSON, bijvoorbeeld in QGIS")
        raise refused(name, message.format(limit=number(limits.nesting)), cure, value=number(levels))


def _no_number(text: str) -> None:
    """Refuse NaN and Infinity, which JSON does not have and Python's reader takes."""
    raise ValueError(text)


def _parsed(content: bytes, name: str) -> dict:
    """Parse the text. Raises UploadRefused for what is no JSON (RFC 8259) or no object."""
    try:
        document = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except json.JSONDecodeError as error:
        cure = _("Bewaar de laag opnieuw als GeoJSON, bijvoorbeeld in QGIS")
        raise refused(name, _("Dit is geen geldige GeoJSON"), cure, row=error.lineno) from error
    except (ValueError, RecursionError) as error:
        cure = _("Bewaar de laag opnieuw als GeoJSON (UTF-8), met gewone getallen")
        raise refused(name, _("Dit is geen geldige GeoJSON"), cure, value=str(error)[:80]) from error
    if not isinstance(document, dict):
        raise refused(name, _("Dit is geen GeoJSON"), _("Kies een bestand met een FeatureCollection"))
    return document


def _features(document: dict, name: str) -> list[dict]:
    """Return the features. Raises UploadRefused where there are none, or something else stands among them."""
    features = [document] if document.get("type") == "Feature" else document.get("features")
    if document.get("type") not in ("Feature", "FeatureCollection") or not isinstance(features, list):
        raise refused(name, _("Dit is geen GeoJSON"), _("Kies een bestand met een FeatureCollection"))
    if not features:
        raise refused(name, _("Dit bestand is leeg"), _("Download of bewaar het opnieuw"))
    wrong = [
        Finding(_("Dit is geen Feature"), name, FIRST_ROW + place, cure=_("Haal het weg, of bewaar de laag opnieuw"))
        for place, feature in enumerate(features)
        if not isinstance(feature, dict) or not isinstance(feature.get("properties") or {}, dict)
    ]
    if wrong:
        raise UploadRefused(name, wrong[:MOST_FINDINGS])
    return features


def _shapes(features: list[dict], name: str) -> tuple[np.ndarray, list[Finding]]:
    """Make the shapes; one that is absent is None, and one that cannot be made gives a finding."""
    shapes = np.full(len(features), None, dtype=object)
    findings = []
    for place, feature in enumerate(features):
        geometry = feature.get("geometry")
        if geometry is None:
            continue
        try:
            if not isinstance(geometry, dict) or geometry.get("type") not in SHAPE_TYPES:
                raise ValueError(geometry.get("type") if isinstance(geometry, dict) else geometry)
            shapes[place] = shapely.force_2d(shape(geometry))
        except (
            ValueError,
            TypeError,
            KeyError,
            IndexError,
            AttributeError,
            OverflowError,
            shapely.errors.ShapelyError,
        ) as error:
            cure = _("Geef een punt, lijn of vlak met gewone getallen, of laat geometry leeg (null)")
            value = str(error)[:80]
            findings.append(
                Finding(_("Deze vorm kan niet worden gelezen"), name, FIRST_ROW + place, "geometry", value, cure)
            )
            if len(findings) >= MOST_FINDINGS:
                break
    return shapes, findings


def _properties(features: list[dict], name: str, limits: Limits) -> pd.DataFrame:
    """Make the table of text of the properties. Raises UploadRefused for too many columns or a giant cell."""
    names: dict[str, None] = {}
    for feature in features:
        names.update(dict.fromkeys(feature.get("properties") or {}))
        if len(names) > limits.columns:
            break
    names.pop("geometry", None)
    check_size(name, len(names), len(features), limits)
    rows = [[property_text((feature.get("properties") or {}).get(each)) for each in names] for feature in features]
    giant = [
        Finding(
            _("Deze cel heeft te veel tekens: er mogen er {limit} in staan").format(limit=number(limits.cell_characters)),
            name, FIRST_ROW + place, each[:80], text[:100], _("Maak de tekst korter"),
        )
        for place, row in enumerate(rows)
        for each, text in zip(names, row, strict=True)
        if text and len(text) > limits.cell_characters
    ]  # fmt: skip
    if giant:
        raise UploadRefused(name, giant[:MOST_FINDINGS])
    columns = [" ".join(each.split())[: limits.cell_characters] or "?" for each in names]
    table = {each: pd.Series([row[place] for row in rows], dtype="str") for place, each in enumerate(columns)}
    return pd.DataFrame(table, index=range(len(features)))


def property_text(value: object) -> str | None:
    """Write a value as text, as a sheet would: a number with a decimal comma, a flag as ja or nee; null is missing."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return dutch_number(value)
    return cell(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _system(document: dict, shapes: np.ndarray, name: str) -> tuple[str, list[str]]:
    """Return the coordinate system of the file, and how it was known."""
    member = document.get("crs")
    if member:
        told = member.get("properties") if isinstance(member, dict) else None
        text = told.get("name") if isinstance(told, dict) else None
        code = columns_of(crs_of(str(text), name))
        return code, [_("Coördinaten gelezen als {crs}, zoals het bestand zegt.").format(crs=code)]
    if looks_like_rd(shapes):
        return RD_NEW, [
            _("Het bestand noemt geen coördinatenstelsel; de getallen passen bij RD New en zijn zo gelezen.")
        ]
    return WGS84, [_("Coördinaten gelezen als WGS84, lengte en breedte.")]
