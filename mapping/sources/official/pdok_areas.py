"""Outlines of gemeenten, wijken and buurten: PDOK OGC API Features, one data set per year, paged by `next` links.

`{pdok}/wijken-en-buurten-<jaar>/ogc/v1/collections/<gemeenten|wijken|buurten>/items`. We ask for RD New; a service
that answers in degrees all the same is converted. Water (property `water` other than NEE) is no gebied.
"""

from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from mapping.errors import Finding, SourceError, TableError
from mapping.model import RD_NEW, WGS84, Gebiedsniveau
from mapping.sources.official.archive import Archive
from mapping.sources.official.services import PDOK
from mapping.words import _

RD_URI = "http://www.opengis.net/def/crs/EPSG/0/28992"
PAGE_ROWS = 200
"""Features asked per page: outlines are long, and a page must stay a few megabytes. PDOK allows 1,000."""

M_PER_KM = 1000.0
ALL_BOX = (0, 300_000, 300_000, 630_000)
"""The Netherlands in RD New, metres: west, south, east, north."""

COLLECTIONS = {
    Gebiedsniveau.GEMEENTE: ("gemeenten", "gemeentecode", "gemeentenaam"),
    Gebiedsniveau.WIJK: ("wijken", "wijkcode", "wijknaam"),
    Gebiedsniveau.BUURT: ("buurten", "buurtcode", "buurtnaam"),
}
"""Per level: collection, and the properties that hold code and name."""


def features(archive: Archive, path: str, params: dict[str, str], what: str) -> gpd.GeoDataFrame:
    """Return every feature of a collection as a table in RD New; properties are columns, rows as they came.

    Raises SourceError where a page is no FeatureCollection.
    """
    asked = {"f": "json", "limit": str(PAGE_ROWS), "crs": RD_URI, **params}
    rows, shapes = [], []
    for page in archive.pages(PDOK, path, asked, what):
        found = page.get("features")
        if not isinstance(found, list):
            raise SourceError(_("{what}: het antwoord heeft een andere vorm dan verwacht.").format(what=what))
        for feature in found:
            rows.append(feature.get("properties") or {})
            shapes.append(_shape(feature.get("geometry"), what))
    outlines = np.array(shapes, dtype=object)
    in_degrees = bool(len(outlines)) and _in_degrees(outlines)
    table = gpd.GeoDataFrame(pd.DataFrame(rows), geometry=outlines, crs=WGS84 if in_degrees else RD_NEW)
    return table.to_crs(RD_NEW) if in_degrees else table


def _shape(geometry: dict | None, what: str) -> shapely.Geometry:
    """Return a valid outline of polygons only; raises SourceError for a geometry that is none."""
    try:
        shape = shapely.geometry.shape(geometry) if geometry else shapely.MultiPolygon()
    except (AttributeError, KeyError, TypeError, ValueError, shapely.errors.ShapelyError) as error:
        raise SourceError(_("{what}: een omtrek is niet te lezen.").format(what=what)) from error
    if not shape.is_valid:
        shape = shapely.make_valid(shape)
    parts = [part for part in shapely.get_parts(shapely.get_parts(shape)) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)


def _in_degrees(outlines: np.ndarray) -> bool:
    """Tell whether coordinates are degrees: those of RD New are never this small on land."""
    west, south, east, north = shapely.total_bounds(outlines)
    return bool(max(abs(west), abs(east)) <= 180 and max(abs(south), abs(north)) <= 90)


def read_areas(
    archive: Archive, jaar: str, niveau: Gebiedsniveau, boxes: Iterable[tuple[float, ...]] = (ALL_BOX,)
) -> gpd.GeoDataFrame:
    """Return the gebieden of a level in these boxes (RD New, metres), water left out, each code once.

    Columns wijkcode (the code, whatever the level), wijknaam, gemeentecode, water-free geometry, and what PDOK gives
    beside. Raises TableError where a column that we need has another name, SourceError where the year is not there.
    """
    collection, code, name = COLLECTIONS[niveau]
    path = f"wijken-en-buurten-{jaar}/ogc/v1/collections/{collection}/items"
    what = _("PDOK, {collection} {year}").format(collection=collection, year=jaar)
    found = []
    for box in boxes:
        params = {} if tuple(box) == ALL_BOX else {"bbox": ",".join(f"{edge:.0f}" for edge in box), "bbox-crs": RD_URI}
        found.append(features(archive, path, params, what))
    table = pd.concat(found, ignore_index=True)
    needed = [code, name] if niveau == Gebiedsniveau.GEMEENTE else [code, name, "gemeentecode"]
    _refuse_other_columns(table, needed, what)
    if "water" in table:
        table = table[table["water"].fillna("NEE").astype("str").str.strip().str.upper().isin(["NEE", "FALSE"])]
    table = table.assign(**{column: table[column].astype("str").str.strip() for column in needed})
    once = table.drop_duplicates(code).sort_values(code, ignore_index=True)
    once = once.assign(wijkcode=once[code], wijknaam=once[name])
    return gpd.GeoDataFrame(once, geometry="geometry", crs=RD_NEW)


def _refuse_other_columns(table: pd.DataFrame, needed: list[str], what: str) -> None:
    """Raise TableError where properties that we need are not in the answer."""
    gone = [name for name in needed if name not in table.columns] if len(table) else []
    if gone:
        cure = _(
            "Misschien heeft de bron kolommen hernoemd. Gebruik bestanden (‘--uit-bestanden’) tot wij dat inbouwen"
        )
        raise TableError(what, [Finding(_("De kolom ontbreekt"), what, column=name, cure=cure) for name in gone])


def boxes_around(outlines: gpd.GeoSeries, buffer_km: float) -> list[tuple[float, ...]]:
    """Return the boxes to ask for: one around all outlines and their rand, or one each where that is much less.

    In RD New, whole metres outward; together they hold everything within `buffer_km` of the outlines.
    """
    margin = buffer_km * M_PER_KM
    each = [shapely.box(*shape.bounds).buffer(margin, join_style="mitre") for shape in outlines]
    around = shapely.box(*shapely.total_bounds(np.array(each, dtype=object)))
    chosen = [around] if around.area <= sum(box.area for box in each) else each
    return [
        (np.floor(box.bounds[0]), np.floor(box.bounds[1]), np.ceil(box.bounds[2]), np.ceil(box.bounds[3]))
        for box in chosen
    ]
