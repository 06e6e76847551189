"""RIVM, GGD'en and CBS: modelled health figures per wijk and buurt (50120NED), with the bounds of their margin.

`{base}/50120NED/TypedDataSet`, with Marges (value, lower and upper bound), Leeftijd, Perioden and WijkenEnBuurten. The
figures are modelled for small areas (SMAP), never counted there. Their codes are those of one year (indeling): a figure
is only taken over by a gebied whose ground is the same (concordance.py), never by another.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from mapping.contract import Column, Kind, TableContract
from mapping.contract_columns import IDENTIFIER, TEXT
from mapping.errors import SourceError, TableError
from mapping.model import Soort
from mapping.sources.catalogue import CATALOGUE_FOLDER
from mapping.sources.files import read_checked
from mapping.sources.official.archive import Archive
from mapping.sources.official.cbs_odata import (
    REGION_KEY,
    Wanted,
    column_of,
    in_turn,
    keys_of,
    properties,
    starts,
    values,
)
from mapping.sources.official.services import DERDEN
from mapping.words import _

INDICATOR_FILE = CATALOGUE_FOLDER / "indicator.csv"

INDICATOR = TableContract(
    "indicator",
    ("kenmerk",),
    {
        "kenmerk": IDENTIFIER,
        "naam": TEXT,
        "kolommen": Column(many=True),
        "titels": Column(many=True, optional=True),
        "subgroep": Column(optional=True),
        "toelichting": TEXT,
        "bron": TEXT,
        "peildatum": Column(Kind.DATE, past=True),
    },
    may_be_empty=False,
)
"""Which columns of 50120NED we take, under which name, and which subgroep they measure (empty: none)."""

MARGINS = {"MW00000": "", "MOG0095": "_laag", "MBG0095": "_hoog"}
"""Key of Marges → what stands behind our kenmerk: the value, and the lower and upper bound of 95%."""

AGES = {"18 jaar of ouder": "18plus", "18 tot 65 jaar": "18_64", "65 jaar of ouder": "65plus"}
"""Title of Leeftijd → what stands behind our kenmerk."""

BRON = "RIVM, GGD’en en CBS {table}, {year}, indeling {indeling}"

FIGURE_COLUMNS = ["gebiedcode", "kenmerk", "waarde"]


@dataclass(frozen=True)
class HealthFigures:
    """Figures in percent: gebiedcode, kenmerk (indicator_ages, with _laag and _hoog), waarde; and where they come from.

    year: of the figures; indeling: the year of the codes; absent: indicators that the table does not hold.
    """

    table: pd.DataFrame
    year: str
    indeling: str
    bron: str
    absent: list[str] = field(default_factory=list)


def read_indicators(*, today: str, path: Path = INDICATOR_FILE) -> pd.DataFrame:
    """Read which indicators we take; raises TableError with all findings."""
    table, findings = read_checked(path, INDICATOR, today=today)
    if findings:
        raise TableError(path.name, findings)
    return table


def read_health(
    archive: Archive, table: str, gemeenten: list[str], prefix: str, *, jaar: str, indicators: pd.DataFrame
) -> HealthFigures:
    """Read the figures of the last year up to `jaar` for the gebieden of these gemeenten (codes of the indeling).

    Raises SourceError where the table has no such year. Indicators that it does not hold are named in `absent`.
    """
    year, period = _period(archive, table, jaar)
    ages = _ages(archive, table)
    known = properties(archive, DERDEN, table)
    columns = {
        row.kenmerk: key
        for row in indicators.itertuples()
        if (key := column_of(known, Wanted(_list(row.kolommen), _list(row.titels))))
    }
    absent = [name for name in indicators["kenmerk"] if name not in columns]
    select = ",".join([REGION_KEY, "Marges", "Leeftijd", *columns.values()])
    rows: list[dict] = []
    for codes in in_turn([f"{prefix}{code[2:]}" for code in sorted(gemeenten)]) if columns else []:
        asked = f"Perioden eq '{period}' and ({starts(REGION_KEY, codes)})"
        what = _("RIVM {table}: cijfers van {year}").format(table=table, year=year)
        rows += values(archive, DERDEN, f"{table}/TypedDataSet", {"$filter": asked, "$select": select}, what)
    indeling = _indeling(archive, table) or year
    bron = BRON.format(table=table, year=year, indeling=indeling)
    return HealthFigures(_long(rows, columns, ages), year, indeling, bron, absent)


def _list(text: object) -> tuple[str, ...]:
    """Return the values of a cell that holds a list."""
    return tuple(part.strip() for part in str(text).split(";") if part.strip()) if pd.notna(text) else ()


def _period(archive: Archive, table: str, jaar: str) -> tuple[str, str]:
    """Return the last year up to `jaar` that the table holds, and its key; raises SourceError where there is none."""
    keys = keys_of(values(archive, DERDEN, f"{table}/Perioden", {}, _("RIVM {table}: jaren").format(table=table)))
    years = {title[:4]: key for title, key in keys.items() if re.fullmatch(r"\d{4}\*?", title) and title[:4] <= jaar}
    if not years:
        raise SourceError(_("{table} heeft geen cijfers van {year} of eerder.").format(table=table, year=jaar))
    year = max(years)
    return year, years[year]


def _ages(archive: Archive, table: str) -> dict[str, str]:
    """Return key → our ages of the ages that we use; keys without the spaces behind them."""
    keys = keys_of(values(archive, DERDEN, f"{table}/Leeftijd", {}, _("RIVM {table}: leeftijden").format(table=table)))
    return {keys[title].strip(): ages for title, ages in AGES.items() if title in keys}


def _indeling(archive: Archive, table: str) -> str:
    """Return the year of the codes, which the title of the table says as `(indeling 2022)`; empty where it does not."""
    what = _("RIVM {table}: beschrijving").format(table=table)
    for row in values(archive, DERDEN, f"{table}/TableInfos", {}, what):
        years = re.findall(r"indeling (20\d{2})", f"{row.get('Title', '')} {row.get('ShortTitle', '')}")
        if years:
            return max(years)
    return ""


def _long(rows: list[dict], columns: dict[str, str], ages: dict[str, str]) -> pd.DataFrame:
    """Lay the rows out as figures: one row per gebied × indicator × ages × margin that has a value."""
    if not rows or not columns:
        return pd.DataFrame({"gebiedcode": pd.Series(dtype="str"), "kenmerk": pd.Series(dtype="str"), "waarde": []})
    raw = pd.DataFrame(rows).rename(columns={key: name for name, key in columns.items()})
    for name in (REGION_KEY, "Marges", "Leeftijd"):
        raw[name] = raw[name].astype("str").str.strip()
    raw = raw[raw["Marges"].isin(list(MARGINS)) & raw["Leeftijd"].isin(list(ages))]
    figures = raw.melt([REGION_KEY, "Marges", "Leeftijd"], list(columns), var_name="kenmerk", value_name="waarde")
    figures["waarde"] = pd.to_numeric(figures["waarde"], errors="coerce").astype("float64")
    figures = figures[figures["waarde"].between(0, 100)]  # the codes for a missing figure are below zero
    figures["kenmerk"] = (
        figures["kenmerk"] + "_" + figures["Leeftijd"].map(ages) + figures["Marges"].map(MARGINS)
    )  # fmt: skip
    figures = figures.rename(columns={REGION_KEY: "gebiedcode"})[FIGURE_COLUMNS]
    return figures.drop_duplicates(["gebiedcode", "kenmerk"]).reset_index(drop=True)


def as_basis(figures: HealthFigures, same: dict[str, str], kept: pd.Index) -> pd.DataFrame:
    """Return the figures as rows of `basis` for the gebieden `kept`: modelled, with their bron.

    `same` says under which code of now the ground of an old code lies; figures of a ground that changed stay out.
    """
    rows = figures.table.assign(gebiedcode=figures.table["gebiedcode"].map(same))
    rows = rows[rows["gebiedcode"].isin(kept)].sort_values(["gebiedcode", "kenmerk"], ignore_index=True)
    return rows.assign(soort=Soort.GEMODELLEERD.value, bron=figures.bron, peildatum=f"{figures.year}-01-01")


BANDS = (("18-49", "18_64"), ("50-64", "18_64"), ("65-74", "65plus"), ("75+", "65plus"))
"""Band of five → the ages of the figure that holds for it; where that is absent, the one of all adults."""


def modelled_shares(basis: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Return rows of `aandeel` from the figures in `basis` that measure a subgroep: midden with laag and hoog.

    A figure without both bounds around it is left out: it would look more certain than it is. Children have no row: the figures
    are about adults.
    """
    modelled = basis[basis["soort"] == Soort.GEMODELLEERD]
    wide = modelled.pivot(index="gebiedcode", columns="kenmerk", values="waarde")
    noted = modelled.drop_duplicates("gebiedcode").set_index("gebiedcode")
    found = []
    for indicator in indicators[indicators["subgroep"].notna()].itertuples():
        for band, ages in BANDS:
            steps = _steps(wide, indicator.kenmerk, ages)
            if steps is not None:
                found.append(steps.assign(subgroep=indicator.subgroep, leeftijdsband=band, kenmerk=indicator.kenmerk))
    if not found:
        return pd.DataFrame()
    rows = pd.concat(found).rename_axis("gebiedcode").reset_index()
    rows["bron"] = rows["gebiedcode"].map(noted["bron"]) + " " + rows.pop("kenmerk")
    rows["peildatum"] = rows["gebiedcode"].map(noted["peildatum"])
    return rows.assign(wat="aandeel", soort=Soort.GEMODELLEERD.value, lokaal="ja")


def _steps(wide: pd.DataFrame, kenmerk: str, ages: str) -> pd.DataFrame | None:
    """Return laag, midden and hoog (shares) of the gebieden that have all three, for ages or else for all adults."""
    names = {"laag": "_laag", "midden": "", "hoog": "_hoog"}
    of_ages, of_all = (
        pd.DataFrame({step: wide.get(f"{kenmerk}_{group}{mark}", pd.Series(dtype=float)) for step, mark in names.items()})
        for group in (ages, "18plus")
    )  # fmt: skip
    whole = of_ages.dropna().combine_first(of_all.dropna())
    if whole.empty:
        return None
    ordered = (whole["laag"] <= whole["midden"]) & (whole["midden"] <= whole["hoog"])
    return (whole[ordered] / 100)[list(names)]
