"""The gap table: the five parts of the vraag per gebied, subgroep and leeftijdsband, added up from the cellen.

Rows of subgroepen overlap and are never added up; the row `uniek` counts each person once (omega, method.md section 1).
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from mapping.analysis.model_run import ModelRun
from mapping.analysis.need import STEPS, best_local, weakest
from mapping.analysis.population import levensvragen, unique_by_band
from mapping.model import (
    DELEN,
    MIN_BASIS_INWONERS,
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

    Inhabitants of a gebied are those of CBS, of a coarser level their sum, of a postcode those of the CBS postcode file.
    Where the gebieden of a unit differ, its inventaris is deels. The order is that of the codes.
    """
    cellen = run.people.cellen
    key = UNIT_KEYS[niveau]
    gebieden = cellen.drop_duplicates("gebiedcode" if niveau != Gebiedsniveau.PC4 else ["gebiedcode", "pc4"])
    found = tables["inventaris"].set_index("gebiedcode")
    stand = gebieden["gebiedcode"].map(found["stand"]).fillna(Stand.NIET.value)
    datum = gebieden["gebiedcode"].map(found["datum"])
    grouped = gebieden.assign(stand=stand, datum=datum).groupby(key, sort=True)
    frame = pd.DataFrame(
        {
            "gebiednaam": _names(grouped, key, niveau, tables),
            "regio": grouped["regio"].agg(lambda names: names.mode().iloc[0]),
            "inwoners": _inhabitants(cellen, tables, niveau),
            "inventaris": grouped["stand"].agg(_joint_stand),
            "inventaris_datum": grouped["datum"].agg(lambda days: days.dropna().min() if days.notna().any() else None),
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
    """Return inhabitants per unit, missing where one of its gebieden is unknown."""
    if niveau == Gebiedsniveau.PC4:
        return tables["postcode"].set_index("pc4")["inwoners"].astype("float64")
    gebieden = cellen.drop_duplicates("gebiedcode")
    numbers = gebieden["gebied_inwoners"].astype("float64").groupby(gebieden[UNIT_KEYS[niveau]])
    return numbers.sum().where(numbers.count() > 0)


def _joint_stand(standen: pd.Series) -> str:
    """Return the stand of gebieden together: theirs where they agree, else deels."""
    return str(standen.iloc[0]) if standen.nunique() == 1 else Stand.DEELS.value


def gap_table(
    run: ModelRun, tables: Mapping[str, pd.DataFrame], niveau: Gebiedsniveau, *, together: bool = False
) -> pd.DataFrame:
    """Return the gap table of a level, exact and with nothing hidden (the figures of `--intern`).

    Columns: gebiedcode, gebiednaam, regio, inwoners, subgroep, leeftijdsband, NUMBERS, merk, soort, omvang_soort, lokaal,
    inventaris, inventaris_datum. One row per unit × subgroep (and `uniek`) × band of the five, or, `together`, per
    unit × subgroep with leeftijdsband `18+`. The five parts add up to vraag, the four of uitgesloten to it. Where
    a unit is too small for an estimate the numbers are missing and merk says te_klein; without known inhabitants onbekend.
    """
    where = units(run, tables, niveau)
    cells = where.set_index("gebiedcode").index.get_indexer(run.people.cellen[UNIT_KEYS[niveau]])
    groepen = run.people.groepen
    bands = ["18+"] if together else list(dict.fromkeys(groepen["vijf"]))
    band_of = np.zeros(len(groepen), int) if together else groepen["vijf"].map(bands.index).to_numpy()
    kinds = list(dict.fromkeys(groepen["subgroep"]))
    slot = groepen["subgroep"].map(kinds.index).to_numpy() * len(bands) + band_of
    columns = {name: _summed(values, cells, len(where), slot, len(kinds) * len(bands)) for name, values in _values(run)}
    rows = _frame(where, kinds, bands, columns)
    rows = pd.concat([rows, _unique_rows(run, where, cells, bands, band_of)], ignore_index=True)
    rows = rows.merge(_facts(run, bands, together=together), on=["subgroep", "leeftijdsband"], how="left")
    order = {name: place for place, name in enumerate([UNIEK, *kinds])}
    rows = rows.assign(_order=rows["subgroep"].map(order), _band=rows["leeftijdsband"].map(bands.index))
    rows = rows.sort_values(["gebiedcode", "_order", "_band"], kind="stable").drop(columns=["_order", "_band"])
    return _marked(rows.reset_index(drop=True))


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


def _facts(run: ModelRun, bands: list[str], *, together: bool) -> pd.DataFrame:
    """Say per subgroep × band how its figures came about: soort (of vraag), omvang_soort, lokaal."""
    kinds = run.people.kinds
    band = kinds["leeftijdsband"].map(dict(zip(run.people.groepen["leeftijdsband"], run.people.groepen["vijf"])))
    kinds = kinds.assign(leeftijdsband=bands[0] if together else band)
    grouped = kinds.groupby(["subgroep", "leeftijdsband"], sort=False)
    facts = grouped.agg(
        soort=("vraag_soort", weakest), omvang_soort=("omvang_soort", weakest), lokaal=("lokaal", best_local)
    ).reset_index()
    life = set(run.people.groepen.loc[levensvragen(run.people.groepen), "subgroep"])
    unique = facts[facts["subgroep"].isin(life)].groupby("leeftijdsband", sort=False)
    together_facts = unique.agg(soort=("soort", weakest), lokaal=("lokaal", best_local)).reset_index()
    together_facts = together_facts.assign(subgroep=UNIEK, omvang_soort=Soort.GEMODELLEERD.value)
    facts = pd.concat([facts, together_facts], ignore_index=True)
    if run.settings.steunvraag is not None:
        facts["soort"] = Soort.AANNAME.value
    return facts.fillna({"lokaal": Lokaal.NEE.value})


def _marked(rows: pd.DataFrame) -> pd.DataFrame:
    """Blank the numbers of units that are too small or of unknown size, and say which."""
    inwoners = rows["inwoners"].astype("float64")
    merk = np.where(inwoners.isna(), Merk.ONBEKEND, np.where(inwoners < MIN_BASIS_INWONERS, Merk.TE_KLEIN, Merk.GEEN))
    rows["merk"] = pd.Series(merk, index=rows.index).astype("str")
    rows.loc[rows["merk"] != Merk.GEEN, list(NUMBERS)] = np.nan
    return rows
