"""The offer in a folder of CSV files: organisaties, initiatieven with lists and rules, vindplaatsen, inventaris."""

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd

from mapping.contract import TableContract
from mapping.errors import Finding, TableError
from mapping.model import RD_NEW
from mapping.persons import with_persons
from mapping.schema import TABLES, cast, check
from mapping.sources.files import read_raw
from mapping.words import _

OFFER_TABLES = (
    "organisatie", "initiatief", "initiatief_subgroep", "initiatief_taal", "initiatief_vraagtype", "toegangsregel",
    "werkgebied", "vindplaats", "vindplaats_subgroep", "inventaris", "gebruik", "verbinding",
    "bewijs", "factor", "actie",
    "passendheid", "passendheid_reden", "passendheid_regie", "gesprek", "gesprek_code",
    "signalering",
)  # fmt: skip
"""What a folder of offer may hold, one CSV per table; any other file in it is left alone."""


Understand = Callable[[pd.DataFrame, pd.DataFrame], tuple[pd.DataFrame, pd.DataFrame]]
"""Turns (initiatief, werkgebied) as read into the same with the werkgebieden that were described in words."""


def read_offer(
    folder: Path,
    gebied: gpd.GeoDataFrame,
    subgroep: pd.DataFrame,
    *,
    today: str,
    understand: Understand = lambda initiatief, werkgebied: (initiatief, werkgebied),
) -> dict[str, pd.DataFrame]:
    """Read the offer and place each point in its gebied; raises TableError with all findings, persons among them.

    Points are columns x and y in RD New, in metres; both empty means: no known place. Inventaris, factoren and
    acties of gebieden outside `gebied` are dropped. A table without a file is empty. `understand` reads the column
    werkgebied_tekst; without it a text is kept as it stands.
    """
    if not folder.is_dir():
        cure = _("Controleer de naam van de map")
        raise TableError(str(folder), [Finding(_("Deze map is er niet"), str(folder), cure=cure)])
    raw, files, findings = {"subgroep": subgroep}, {}, []
    as_read: dict[str, pd.DataFrame] = {}  # with x and y, and columns that we do not know: they may name a person
    for name in OFFER_TABLES:
        path = folder / f"{name}.csv"
        if not path.exists():
            raw[name] = TABLES[name].empty()
            continue
        table, found = read_raw(path)
        findings += found
        if not found:
            raw[name], misplaced = _with_points(table, TABLES[name], path.name)
            files[name], as_read[name] = path.name, table
            findings += misplaced
    if "initiatief" in raw and "werkgebied" in raw:
        raw["initiatief"], raw["werkgebied"] = understand(raw["initiatief"], raw["werkgebied"])
    findings += check(raw, files=files, today=pd.Timestamp(today).date())
    findings = with_persons(findings, as_read, files=files)
    if findings:
        raise TableError(str(folder), findings)
    return _placed({name: raw[name] for name in OFFER_TABLES}, gebied)


def _with_points(table: pd.DataFrame, contract: TableContract, file: str) -> tuple[pd.DataFrame, list[Finding]]:
    """Turn the columns x and y into points; one without the other, or no number, gives a finding."""
    if contract.geometry is None:
        return table, []
    absent = [name for name in ("x", "y") if name not in table.columns]
    if absent:
        add = _("Voeg de kolom toe; zo nodig met lege cellen")
        found = [Finding(_("De kolom ontbreekt"), file, column=name, cure=add) for name in absent]
        plain = table.drop(columns=["x", "y", "geometry"], errors="ignore")
        return gpd.GeoDataFrame(plain, geometry=[None] * len(table), crs=RD_NEW), found
    numbers = table[["x", "y"]].apply(pd.to_numeric, errors="coerce")
    wrong = (numbers.isna() & table[["x", "y"]].notna()).any(axis=1) | (numbers["x"].isna() != numbers["y"].isna())
    cure = _("Vul x en y allebei in, in meters (RD New), of laat allebei leeg")
    findings = [
        Finding(
            _("Dit is geen plaats"),
            file,
            int(place) + 2,
            "x, y",
            f"{table.at[place, 'x']}, {table.at[place, 'y']}",
            cure,
        )
        for place in table.index[wrong]
    ]
    points = gpd.GeoSeries(gpd.points_from_xy(numbers["x"], numbers["y"]), index=table.index, crs=RD_NEW)
    points = points.where(numbers.notna().all(axis=1))
    return gpd.GeoDataFrame(table.drop(columns=["x", "y"]), geometry=points, crs=RD_NEW), findings


def _placed(raw: dict[str, pd.DataFrame], gebied: gpd.GeoDataFrame) -> dict[str, pd.DataFrame]:
    """Type the tables and give each point the gebied it lies in."""
    tables = {name: cast(table, name) for name, table in raw.items()}
    for name in ("initiatief", "vindplaats"):
        tables[name] = tables[name].assign(gebiedcode=gebied_of(tables[name], gebied))
    for name in ("inventaris", "factor", "actie"):
        inside = _inside(tables[name], gebied)
        tables[name] = tables[name][inside.to_numpy(dtype=bool)].reset_index(drop=True)
    return tables | _talks(tables, gebied)


def _talks(tables: dict[str, pd.DataFrame], gebied: gpd.GeoDataFrame) -> dict[str, pd.DataFrame]:
    """Return the gesprekken of these regios with their codes; a gebied that is not in its regio here is not known."""
    rows = tables["gesprek"]
    rows = rows[rows["regio"].isin(gebied["regio"])].reset_index(drop=True)
    regio = gebied.drop_duplicates("gebiedcode").set_index("gebiedcode")["regio"]
    there = (rows["gebiedcode"].map(regio) == rows["regio"]).fillna(False).to_numpy(dtype=bool)
    codes = tables["gesprek_code"]
    codes = codes[codes["gesprek"].isin(rows["gesprek"])].reset_index(drop=True)
    return {"gesprek": rows.assign(gebiedcode=rows["gebiedcode"].where(there)), "gesprek_code": codes}


def _inside(rows: pd.DataFrame, gebied: pd.DataFrame) -> pd.Series:
    """Tell which rows are about the region, or about no place; a gebiedcode may be that of a gemeente."""
    codes = {*gebied["gebiedcode"], *gebied["gemeentecode"]}
    inside = rows["gebiedcode"].isna() | rows["gebiedcode"].isin(codes)
    if "regio" in rows:
        inside &= rows["regio"].isna() | rows["regio"].isin(set(gebied["regio"]))
    return inside.astype(bool)


def gebied_of(points: gpd.GeoDataFrame, gebied: gpd.GeoDataFrame) -> pd.Series:
    """Return the gebiedcode each point lies in; what was filled in stays only where there is no point.

    A point on a border falls in the first gebied; one outside every gebied has none.
    """
    joined = points[["geometry"]].sjoin(gebied[["gebiedcode", "geometry"]], predicate="intersects", how="left")
    found = joined["gebiedcode"][~joined.index.duplicated()]
    no_point = points.geometry.isna() | points.geometry.is_empty
    known = points["gebiedcode"].isin(gebied["gebiedcode"])
    return found.where(~no_point, points["gebiedcode"].where(known)).astype("str")
