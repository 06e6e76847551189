"""What the tests of uploads share: the example region, its reader of werkgebieden, and a file laid beside it."""

from functools import cache, partial
from pathlib import Path

import pandas as pd

from mapping.analysis.offer import capacity_per_year
from mapping.analysis.werkgebied.known_areas import known_areas
from mapping.analysis.werkgebied.rows import FROM_TEXT
from mapping.sources.codes import read_code_changes
from mapping.sources.upload.asked import Asked
from mapping.sources.upload.fills import harmless
from mapping.sources.upload.matcher import propose
from mapping.sources.upload.profiles import profiles
from mapping.sources.upload.reading import read_upload
from mapping.sources.upload.report import Report, judge
from mapping.store.geopackage import GeoPackage
from mapping.views.upload.area import read_area

EXAMPLE = Path(__file__).resolve().parents[4] / "data" / "voorbeeld.gpkg"
TODAY = "2026-11-22"
ORIGIN = {"bron": "test", "peildatum": "2026-11-01"}
FOR_ALL = {
    "aanbiederssoort": "vrijwilligers",
    "kanaal": "op locatie",
    "abc": "A",
    "status": "actief",
    "telt_als_plaats": "ja",
}
"""What a short list of initiatieven does not say of its rows."""


@cache
def region() -> dict[str, pd.DataFrame]:
    """Return the tables of the example; nobody may change them."""
    return GeoPackage(EXAMPLE).read()


@cache
def known():
    """Return the gebieden that a werkgebied may name."""
    return known_areas(region(), read_code_changes(today=TODAY))


def with_capacity(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Fill capaciteit_pj as the page does."""
    return rows.assign(capaciteit_pj=capacity_per_year(rows)) if name == "initiatief" and len(rows) else rows


def asked(name: str, cells: pd.DataFrame, *, file: str = "lijst.csv", first_row: int = 2, **more: object) -> Asked:
    """Lay a table beside the example with the columns as they are proposed."""
    profile = profiles()[name]
    headers = [header for header in cells.columns if header != "geometry"]
    matches = more.pop("matches", None) or {each.header: each.target for each in propose(headers, profile)}
    fills = {**harmless(profile), **ORIGIN, **more.pop("fills", {})}
    return Asked(
        profile, cells, matches, more.pop("now", None) or region(), file, first_row, TODAY,
        partial(read_area, known=known()), fills=fills, from_text=FROM_TEXT, finish=with_capacity, **more,
    )  # fmt: skip


def judged_file(name: str, content: bytes, file: str, **more: object) -> Report:
    """Read a file and judge its first table."""
    read = read_upload(content, file)
    sheet, cells = next(iter(read.tables.items()))
    return judge(asked(name, cells, file=file, first_row=read.first_rows[sheet], decimal=read.decimal, **more))


def judged(name: str, *rows: dict[str, str], **more: object) -> Report:
    """Judge rows as a user writes them; an empty text is an empty cell."""
    cells = pd.DataFrame(list(rows)).astype("str")
    cells = cells.where(cells.notna() & (cells != ""))
    return judge(asked(name, cells, **more))


def faults(report: Report) -> set[tuple[int | None, str]]:
    """Return where the faults are: (row as the user counts, header)."""
    return {(finding.row, finding.column) for finding in report.findings}
