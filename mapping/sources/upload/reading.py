"""Read a file that a user hands over, whatever it is, into tables of text; or refuse it with sentences."""

from mapping.sources.upload.csv_reading import read_csv
from mapping.sources.upload.geojson_reading import read_geojson
from mapping.sources.upload.geopackage_reading import read_geopackage
from mapping.sources.upload.kind import check_kind
from mapping.sources.upload.limits import LIMITS, MEGABYTE, Limits
from mapping.sources.upload.refusal import UploadRefused, refused
from mapping.sources.upload.uploaded import Uploaded, plain_name
from mapping.sources.upload.xlsx_reading import read_xlsx
from mapping.words import _

__all__ = ["LIMITS", "Limits", "UploadRefused", "Uploaded", "read_upload"]

READERS = {
    ".csv": read_csv,
    ".txt": read_csv,
    ".tsv": read_csv,
    ".xlsx": read_xlsx,
    ".geojson": read_geojson,
    ".json": read_geojson,
    ".gpkg": read_geopackage,
}
"""Which reader belongs to which ending; the content must fit it, or the reader refuses."""


def read_upload(content: bytes, name: str, limits: Limits = LIMITS) -> Uploaded:
    """Read a CSV, XLSX, GeoJSON or GeoPackage; the ending of its name says which. Keeps nothing and runs nothing.

    `name` may be a path as a browser sends it: only its last part is used. Raises UploadRefused.
    """
    name = plain_name(name)
    if not content:
        raise refused(name, _("Dit bestand is leeg"), _("Download of bewaar het opnieuw"))
    if len(content) > limits.file_bytes:
        message = _("Dit bestand is te groot: het mag {limit} MB zijn").format(limit=limits.file_bytes // MEGABYTE)
        cure = _("Verdeel het over meer bestanden, of laat weg wat u niet nodig hebt")
        raise refused(name, message, cure, value=f"{len(content) / MEGABYTE:.0f} MB")
    ending = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    check_kind(content, name, ending)
    return READERS[ending](content, name, limits)
