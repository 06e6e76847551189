"""Aanbod: the initiatieven that count in a calculation, and how many people each can help in a year."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from mapping.analysis.capacity import assumed_capacity, people_per_year, regional_share
from mapping.analysis.settings import Settings
from mapping.model import INWONERS_NEDERLAND, OP_AFSTAND, Abc, Gebiedsoort, Niveau

LIST_MARK = ";"
"""What stands between the values of a column that holds a list."""

NOT_NOW = ("gepland", "gestopt")
"""A status with which an initiatief helps nobody today."""

FULL = "vol"
"""The status of an initiatief that runs and takes nobody new."""

ALWAYS, NEVER = "", "9999-12-31"
"""Stand for an empty first and last day; every ISO date lies between them."""


FACTORS = {
    "duration_weeks": "duur_weken",
    "weeks_per_year": "weken_per_jaar",
    "hours_per_gesprek": "uren_per_gesprek",
    "gesprekken_per_person": "gesprekken_per_persoon",
    "series_per_year": "reeksen_per_jaar",
    "visits_per_person": "bezoeken_per_persoon",
}
"""Factor of capacity.people_per_year → the column that holds it."""

CAPACITY_COLUMNS = ("capaciteit", "capaciteit_eenheid", "capaciteit_pj", *FACTORS.values())


def kanalen(kanaal: str) -> set[str]:
    """Split the column `kanaal` into its values."""
    return {part.strip() for part in str(kanaal).split(LIST_MARK) if part.strip()}


def capacity_per_year(initiatief: pd.DataFrame) -> pd.Series:
    """Derive capaciteit_pj from the raw figure, its unit and its factors; NaN where one of them is missing.

    Takes the columns of the contract; the result has the index of the table. An initiatief without a raw figure
    keeps the capaciteit_pj it came with.
    """
    rows = initiatief[list(CAPACITY_COLUMNS)].astype("object").to_dict("records")
    return pd.Series([_people(row) for row in rows], index=initiatief.index, dtype="float64")


def _people(row: dict) -> float:
    """Convert one row; see capacity.people_per_year."""
    if pd.isna(row["capaciteit"]) or pd.isna(row["capaciteit_eenheid"]):
        return row["capaciteit_pj"]
    known = {name: float(row[column]) for name, column in FACTORS.items() if pd.notna(row[column])}
    return people_per_year(float(row["capaciteit"]), row["capaciteit_eenheid"], **known)


def gives_places(initiatief: pd.DataFrame) -> np.ndarray:
    """Tell which initiatieven give places (bool per row, for the caller to change): who says nothing of it does.

    A copy: pandas may hand out the values of the column itself, and the tables of a region are shared by all.
    """
    return initiatief["telt_als_plaats"].fillna(True).to_numpy(dtype=bool, copy=True)


def counted(initiatief: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Keep the initiatieven that count: they give places, are running on the date, and are of the level asked for.

    With `day_view` the end of the money counts as an end (see `last_day`), and what is planned runs from geldig_van on;
    without it a whole year is asked for, and money that is not sure to the end of it is no reason to leave offer out.
    Rows keep their order; the index becomes 0..n-1.
    """
    stopped = initiatief["status"].isin(NOT_NOW)
    last = initiatief["geldig_tot"].fillna(NEVER)
    if settings.day_view:
        stopped &= (initiatief["status"] != "gepland") | initiatief["geldig_van"].isna()
        last = last_day(initiatief).fillna(NEVER)
    running = ~stopped & (initiatief["geldig_van"].fillna(ALWAYS) <= settings.on) & (last >= settings.on)
    kept = running & gives_places(initiatief)
    if settings.niveau == Niveau.C:
        kept &= initiatief["abc"] == Abc.C
    return initiatief[kept.to_numpy(dtype=bool)].reset_index(drop=True)


def last_day(initiatief: pd.DataFrame) -> pd.Series:
    """Return the last day of each initiatief, ISO text: geldig_tot or einddatum, whichever comes first; missing is open."""
    ends = initiatief[["geldig_tot", "einddatum"]].fillna(NEVER).min(axis=1)
    return ends.where(ends < NEVER)


def full_on(initiatief: pd.DataFrame, day: str) -> np.ndarray:
    """Tell which initiatieven have no place left on a day (bool array): that is known, it is not "unknown".

    `vol` is full until somebody says otherwise. A ceiling that was reached, or hours of which none are left, hold from
    that day to the end of the calendar year: on 1 January the new subsidy starts. uren_over is as of
    laatst_gecontroleerd or, without it, the peildatum of the row.
    """
    spent = _from_then_that_year(initiatief["plafond_bereikt_op"], day)
    spent |= (initiatief["uren_over"] == 0) & hours_hold(initiatief, day)
    return (spent | (initiatief["status"] == FULL)).to_numpy(dtype=bool)


def hours_hold(initiatief: pd.DataFrame, day: str) -> pd.Series:
    """Tell whose uren_over say something about a day (bool): told on it or before it, in the same calendar year."""
    return _from_then_that_year(initiatief["laatst_gecontroleerd"].fillna(initiatief["peildatum"]), day)


def _from_then_that_year(since: pd.Series, day: str) -> pd.Series:
    """Tell where a date lies in the calendar year of the day, on it or before it; a missing date never does."""
    return since.notna() & (since.fillna(NEVER) <= day) & (since.fillna(NEVER).str[:4] == day[:4])


def people_for_hours(initiatief: pd.DataFrame) -> pd.Series:
    """Return how many more people the hours left can help: uren_over / (uren_per_gesprek · gesprekken_per_persoon).

    Missing where one of the three is. It is shown and does not change capaciteit_pj: that is a whole year, in which
    people who ask after the hours are gone wait for the next one; on a day only "some left" or "none" decides.
    """
    return initiatief["uren_over"] / (initiatief["uren_per_gesprek"] * initiatief["gesprekken_per_persoon"])


def capacities(
    initiatief: pd.DataFrame, werkgebied: pd.DataFrame, inwoners: float, settings: Settings
) -> tuple[np.ndarray, np.ndarray]:
    """Return people per year for the region per initiatief (NaN unknown), and which of them are assumed.

    `inwoners` are those of the region: a landelijk initiatief counts for its share of the country. With `day_view` an
    initiatief that is full on the day has capacity 0: people there find no place, nothing is unknown about it.
    """
    capacity = initiatief["capaciteit_pj"].to_numpy(dtype=float).copy()
    assumed = np.zeros(len(capacity), dtype=bool)
    national = landelijk(initiatief, werkgebied)
    capacity[national] = regional_share(capacity[national], inwoners, INWONERS_NEDERLAND)
    if settings.assume_capacity:
        order = np.argsort(
            initiatief["initiatief"].to_numpy(dtype=str)
        )  # the draw must not depend on the order of rows
        kinds = initiatief["aanbiederssoort"].to_numpy()[order]
        capacity[order], assumed[order] = assumed_capacity(capacity[order], kinds, seed=settings.seed)
    if settings.day_view:
        full = full_on(initiatief, settings.on)
        capacity[full], assumed[full] = 0.0, False
    return capacity, assumed


def landelijk(initiatief: pd.DataFrame, werkgebied: pd.DataFrame) -> np.ndarray:
    """Tell which initiatieven work for the whole country (bool array)."""
    codes = werkgebied.loc[werkgebied["gebiedsoort"] == Gebiedsoort.LANDELIJK, "initiatief"]
    return initiatief["initiatief"].isin(codes).to_numpy()


def only_remote(initiatief: pd.DataFrame) -> np.ndarray:
    """Tell which initiatieven never meet people in person (bool array)."""
    remote = {channel.value for channel in OP_AFSTAND}
    return np.array([kanalen(value) <= remote for value in initiatief["kanaal"]], dtype=bool)


def by_initiatief(table: pd.DataFrame, column: str, initiatief: pd.DataFrame) -> Mapping[str, list]:
    """Collect the values of a list table per initiatief; an initiatief without rows has an empty list."""
    known = {name: [] for name in initiatief["initiatief"]}
    for name, value in zip(table["initiatief"], table[column], strict=True):
        if name in known:
            known[name].append(value)
    return known
