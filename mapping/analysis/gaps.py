"""The gap table: the five parts of the vraag per gebied, subgroep and leeftijdsband, added up from the cellen.

Rows of subgroepen overlap and are never added up; the row `uniek` counts each person once (omega, method.md section 1).
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from mapping.analysis.edge import at_the_edge
from mapping.analysis.model_run import ModelRun
from mapping.analysis.need import STEPS
from mapping.analysis.population import NO_RANK, levensvragen, unique_by_band
from mapping.model import (
    DELEN,
    UITGESLOTEN_DELEN,
    UNIEK,
    Gebiedsniveau,
    Lokaal,
    Merk,
    Soort,
    Stand,
)

PARTS = {
    "bediend": "served",
    "geen_plaats": "no_capacity",
    "uitgesloten": "excluded",
    "buiten_bereik": "out_of_reach",
    "onbekend": "unknown",
    "uitgesloten_plaats": "excluded_by_place",
    "uitgesloten_persoon": "excluded_by_person",
    "uitgesloten_een_van_beide": "excluded_by_either",
    "uitgesloten_beide": "excluded_by_both",
}
"""Column → field of NeedSplit."""

NUMBERS = ("omvang", "omvang_laag", "omvang_hoog", "vraag", "vraag_laag", "vraag_hoog", *DELEN, *UITGESLOTEN_DELEN)
"""The columns of a gap table that hold people."""

UNIT_KEYS = {
    Gebiedsniveau.PC4: "pc4",
    Gebiedsniveau.WIJK: "gebiedcode",
    Gebiedsniveau.BUURT: "gebiedcode",
    Gebiedsniveau.GEMEENTE: "gemeentecode",
    Gebiedsniveau.REGIO: "regio",
}
"""Which column of the cellen names the unit of each level."""


def units(run: ModelRun, tables: Mapping[str, pd.DataFrame], niveau: Gebiedsniveau) -> pd.DataFrame:
    """List the units of a level: gebiedcode, gebiednaam, regio, inwoners, inventaris (stand), inventaris_datum.

    Inhabitants of a gebied are those of CBS, of a coarser level their sum, of a postcode those of the CBS postcode
    file. Where the gebieden of a unit differ, its inventaris is deels. The order is that of the codes.
    """
    cellen = run.people.cellen
    key = UNIT_KEYS[niveau]
    gebieden = cellen.drop_duplicates("gebiedcode" if niveau != Gebiedsniveau.PC4 else ["gebiedcode", "pc4"])
    found = tables["inventaris"].set_index("gebiedcode")[["stand", "datum"]].reindex(gebieden["gebiedcode"])
    stand = found["stand"].fillna(Stand.NIET.value).to_numpy()
    facts = gebieden.assign(stand=stand, datum=found["datum"].to_numpy(), unit=gebieden[key])
    grouped = facts.groupby("unit", sort=True)
    frame = pd.DataFrame(
        {
            "gebiednaam": _names(grouped, key, niveau, tables),
            "regio": _most_common(facts, "regio"),
            "inwoners": _inhabitants(cellen, tables, niveau).reindex(list(grouped.groups)),
            "inventaris": grouped["stand"].first().where(grouped["stand"].nunique() == 1, Stand.DEELS.value),
            "inventaris_datum": facts.dropna(subset=["datum"]).sort_values("datum").groupby("unit")["datum"].first(),
        }
    )
    return frame.rename_axis("gebiedcode").reset_index()


def _names(grouped, key: str, niveau: Gebiedsniveau, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Return what people call each unit."""
    if niveau == Gebiedsniveau.PC4:
        plaats = tables["postcode"].set_index("pc4")["plaats"]
        codes = pd.Series(list(grouped.groups), index=list(grouped.groups))
        return (codes + " " + codes.map(plaats).fillna("").astype("str")).str.strip()
    column = {"gemeentecode": "gemeentenaam", "regio": "regio"}.get(key, "gebiednaam")
    return grouped[column].first() if column != key else pd.Series({name: name for name in grouped.groups})


def _inhabitants(cellen: pd.DataFrame, tables: Mapping[str, pd.DataFrame], niveau: Gebiedsniveau) -> pd.Series:
    """Return inhabitants per unit, over the gebieden of which they are known; missing where none is.

    A postcode has those of the CBS postcode file or, where that does not know, those of its cellen.
    """
    if niveau == Gebiedsniveau.PC4:
        counted = tables["postcode"].set_index("pc4")["inwoners"].astype("float64")
        return counted.fillna(cellen.groupby("pc4")["inwoners"].sum())
    gebieden = cellen.drop_duplicates("gebiedcode")
    numbers = gebieden["gebied_inwoners"].astype("float64").groupby(gebieden[UNIT_KEYS[niveau]])
    return numbers.sum().where(numbers.count() > 0)


def _most_common(facts: pd.DataFrame, column: str) -> pd.Series:
    """Return per unit the value that most of its rows have; of equals the first in the order of the alphabet."""
    counts = facts.groupby(["unit", column], sort=True).size().rename("rows").reset_index()
    ordered = counts.sort_values("rows", ascending=False, kind="stable").drop_duplicates("unit")
    return ordered.set_index("unit")[column]


def gap_table(
    run: ModelRun, tables: Mapping[str, pd.DataFrame], niveau: Gebiedsniveau, *, together: bool = False
) -> pd.DataFrame:
    """Return the gap table of a level, exact and with nothing hidden (the figures of `--intern`).

    Columns: gebiedcode, gebiednaam, regio, inwoners, subgroep, leeftijdsband, NUMBERS, merk, soort, omvang_soort,
    lokaal, inventaris, inventaris_datum, rand (bool: a good part of the reach lies outside the data; analysis/edge.py).
    One row per unit × subgroep (and `uniek`) × band of the five, or, `together`, per unit × subgroep with leeftijdsband
    `18+`. The five parts add up to vraag, the four of uitgesloten to it. Where
    no gebied of a unit is large enough for an estimate the numbers are missing and merk says te_klein; without known
    inhabitants, or where a share is missing (in `uniek` such a levensvraag counts nobody), onbekend.
    """
    where = units(run, tables, niveau)
    cells = where.set_index("gebiedcode").index.get_indexer(run.people.cellen[UNIT_KEYS[niveau]])
    groepen = run.people.groepen
    bands = ["18+"] if together else list(dict.fromkeys(groepen["vijf"]))
    band_of = np.zeros(len(groepen), int) if together else groepen["vijf"].map(bands.index).to_numpy()
    kinds = list(dict.fromkeys(groepen["subgroep"]))
    slot = groepen["subgroep"].map(kinds.index).to_numpy() * len(bands) + band_of
    columns = {name: _summed(values, cells, len(where), slot, len(kinds) * len(bands)) for name, values in _values(run)}
    columns |= _facts(run, cells, len(where), slot, len(kinds) * len(bands))
    rows = _frame(where, kinds, bands, columns)
    rows = pd.concat([rows, _unique_rows(run, where, cells, bands, band_of)], ignore_index=True)
    estimable = run.people.cellen["estimable"].to_numpy(dtype=bool)
    rows["_estimable"] = rows["gebiedcode"].isin(where["gebiedcode"].iloc[cells[estimable]])
    rows["rand"] = rows["gebiedcode"].map(_edge(run, tables, niveau)).to_numpy(dtype=bool)
    order = {name: place for place, name in enumerate([UNIEK, *kinds])}
    rows = rows.assign(_order=rows["subgroep"].map(order), _band=rows["leeftijdsband"].map(bands.index))
    rows = rows.sort_values(["gebiedcode", "_order", "_band"], kind="stable").drop(columns=["_order", "_band"])
    return _marked(rows.reset_index(drop=True))


def _edge(run: ModelRun, tables: Mapping[str, pd.DataFrame], niveau: Gebiedsniveau) -> pd.Series:
    """Tell which units of a level lie at the edge of the data."""
    cellen = run.people.cellen
    return at_the_edge(tables, cellen, cellen[UNIT_KEYS[niveau]], settings=run.settings.reach)


def _values(run: ModelRun):
    """Yield (column, cells × groups) for each number of the table."""
    for step, suffix in zip(STEPS, ("_laag", "", "_hoog"), strict=True):
        yield f"omvang{suffix}", run.people.omvang[step]
        yield f"vraag{suffix}", run.people.vraag[step]
    for column, field in PARTS.items():
        yield column, getattr(run.split, field)


def _summed(values: np.ndarray, cells: np.ndarray, n_units: int, slot: np.ndarray, n_slots: int) -> np.ndarray:
    """Add cells up to units and groups up to slots; returns (units × slots)."""
    by_slot = np.zeros((len(values), n_slots))
    for position in range(n_slots):
        by_slot[:, position] = values[:, slot == position].sum(axis=1)
    total = np.zeros((n_units, n_slots))
    np.add.at(total, cells, by_slot)
    return total


def _frame(where: pd.DataFrame, kinds: list[str], bands: list[str], columns: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """Lay units × slots out in rows."""
    repeated = where.loc[where.index.repeat(len(kinds) * len(bands))].reset_index(drop=True)
    repeated["subgroep"] = np.tile(np.repeat(kinds, len(bands)), len(where))
    repeated["leeftijdsband"] = np.tile(bands, len(where) * len(kinds))
    return repeated.assign(**{name: values.ravel() for name, values in columns.items()})


def _unique_rows(
    run: ModelRun, where: pd.DataFrame, cells: np.ndarray, bands: list[str], band_of: np.ndarray
) -> pd.DataFrame:
    """Make the rows `uniek`: omega × the parts over the levensvragen; omvang is the inhabitants."""
    life = levensvragen(run.people.groepen)
    columns = {
        name: _summed((run.people.omega * values)[:, life], cells, len(where), band_of[life], len(bands))
        for name, values in _values(run)
        if name in PARTS
    }
    columns |= _facts(run, cells, len(where), np.where(life, band_of, NO_RANK), len(bands))
    columns["omvang_soort"] = np.full_like(columns["soort"], Soort.GEMODELLEERD.value)
    columns["_missing"] = np.zeros(columns["soort"].shape, dtype=bool)
    cut_slot = np.array([bands.index(_label(run, number, bands)) for number in range(len(run.people.bands))])
    for step, suffix in zip(STEPS, ("_laag", "", "_hoog"), strict=True):
        unique = unique_by_band(run.people)[step]
        columns[f"vraag{suffix}"] = _summed(unique, cells, len(where), cut_slot, len(bands))
        columns[f"omvang{suffix}"] = _summed(run.people.people, cells, len(where), cut_slot, len(bands))
    return _frame(where, [UNIEK], bands, columns)


def _label(run: ModelRun, number: int, bands: list[str]) -> str:
    """Return the band of the report that a cut band belongs to."""
    if len(bands) == 1:
        return bands[0]
    groepen = run.people.groepen
    return groepen.loc[groepen["band"] == number, "vijf"].iloc[0]


def _facts(run: ModelRun, cells: np.ndarray, n_units: int, slot: np.ndarray, n_slots: int) -> dict[str, np.ndarray]:
    """Say per unit × slot how its figures came about: soort (of vraag), omvang_soort, lokaal, and if any is missing.

    The weakest soort wins. lokaal is the weakest over the gebieden and then the best over the groups of the slot; a
    slot of NO_RANK is left out. Where nothing is known, the weakest stands.
    """
    people = run.people
    used = np.flatnonzero(slot != NO_RANK)

    def over_cells(values: np.ndarray) -> np.ndarray:
        found = np.full((n_units, len(used)), NO_RANK)
        np.maximum.at(found, cells, values[:, used])
        return found

    def over_groups(values: np.ndarray, join: np.ufunc, start: int) -> np.ndarray:
        found = np.full((n_units, n_slots), start)
        join.at(found.T, slot[used], values.T)
        return found

    weakest_soort, weakest_lokaal = len(Soort) - 1, len(Lokaal) - 1
    soort = {
        name: over_groups(over_cells(ranks), np.maximum, NO_RANK)
        for name, ranks in (("soort", people.vraag_soort), ("omvang_soort", people.omvang_soort))
    }
    if run.settings.steunvraag is not None:
        soort["soort"][:] = weakest_soort
    local = over_cells(people.lokaal)
    lokaal = over_groups(np.where(local == NO_RANK, weakest_lokaal, local), np.minimum, weakest_lokaal)
    estimable = people.cellen["estimable"].to_numpy(dtype=bool)
    missing = over_groups(over_cells((estimable[:, None] & ~people.known).astype(int)), np.maximum, 0)
    facts = {name: _words(Soort)[np.where(ranks == NO_RANK, weakest_soort, ranks)] for name, ranks in soort.items()}
    return facts | {"lokaal": _words(Lokaal)[lokaal], "_missing": missing == 1}


def _words(scale: type[Soort] | type[Lokaal]) -> np.ndarray:
    """Return the values of an enumeration, so that a rank finds its word."""
    return np.array([member.value for member in scale], dtype=object)


def _marked(rows: pd.DataFrame) -> pd.DataFrame:
    """Blank the numbers of units that are too small or of unknown size, or without a share, and say which."""
    tests = [rows["inwoners"].isna(), ~rows["_estimable"], rows["_missing"].astype(bool)]
    merk = np.select(tests, [Merk.ONBEKEND.value, Merk.TE_KLEIN.value, Merk.ONBEKEND.value], Merk.GEEN.value)
    rows = rows.drop(columns=["_estimable", "_missing"]).assign(merk=pd.Series(merk, index=rows.index).astype("str"))
    rows.loc[rows["merk"] != Merk.GEEN, list(NUMBERS)] = np.nan
    return rows
