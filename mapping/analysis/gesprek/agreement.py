"""How far two coders agree on the codes of gesprekken: Cohen's kappa per code group.

Kappa compares the agreement that is seen with what chance would give: (Po − Pe) / (1 − Pe) (Cohen 1960, Educational and
Psychological Measurement 20, 37-46). Where a gesprek can have several codes of a group, each code is a yes or no of its
own, and the group has the pooled kappa: (mean Po − mean Pe) / (1 − mean Pe) over its codes (De Vries, Elliott, Kanouse &
Teleki 2008, Field Methods 20, 272-282). A gesprek is one unit. Only gesprekken that both coders coded count.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from mapping.analysis.disclosure import MIN_COUNT_BIJZONDER_PEOPLE

GEEN = "geen"
"""The code of a coder who looked and found nothing."""

MIN_GESPREKKEN = MIN_COUNT_BIJZONDER_PEOPLE
"""Gesprekken that both coders coded, from which kappa is told: of fewer it says little, and could be traced to a person."""

ONE_CODE, POOLED = "een code", "gemiddeld over codes"
"""How a group was compared: one code per gesprek, or a yes or no per code."""


@dataclass(frozen=True)
class Agreement:
    """Agreement of two coders: units compared, share seen (Po), share by chance (Pe), and kappa.

    kappa is None where it is not defined: chance alone gives full agreement, as both coders used one code throughout.
    """

    units: int
    seen: float
    chance: float
    kappa: float | None


def cohen_kappa(first: np.ndarray, second: np.ndarray) -> Agreement:
    """Return Cohen's kappa of two coders who gave each unit one code. Raises ValueError without units, or of other length."""
    first, second = np.asarray(first), np.asarray(second)
    if first.shape != second.shape or not first.size:
        raise ValueError("both coders must code the same units, at least one")
    codes = np.unique(np.concatenate([first, second]))
    seen = float((first == second).mean())
    chance = float(sum((first == code).mean() * (second == code).mean() for code in codes))
    return _agreement(first.size, seen, chance)


def pooled_kappa(first: np.ndarray, second: np.ndarray) -> Agreement:
    """Return the pooled kappa of two coders: bool tables (units × codes), the same units and codes in both."""
    first, second = np.asarray(first, dtype=bool), np.asarray(second, dtype=bool)
    if first.shape != second.shape or not first.size:
        raise ValueError("both coders must code the same units, at least one")
    seen = (first == second).mean(axis=0)
    one, other = first.mean(axis=0), second.mean(axis=0)
    chance = one * other + (1 - one) * (1 - other)
    return _agreement(len(first), float(seen.mean()), float(chance.mean()))


def _agreement(units: int, seen: float, chance: float) -> Agreement:
    undefined = np.isclose(chance, 1)
    return Agreement(units, seen, chance, None if undefined else (seen - chance) / (1 - chance))


def agreements(codes: pd.DataFrame, soorten: tuple[str, ...]) -> pd.DataFrame:
    """Return how far each pair of coders agrees per code group.

    `codes` is gesprek_code. Columns: soort, een, ander (coders), gesprekken (that both coded), gezien, toeval (shares,
    NaN under MIN_GESPREKKEN), kappa (NaN where hidden or not defined), merk (`te_weinig`, `niet_bepaald` or empty), how.
    A coder who has any row of a gesprek has coded it for each soort that this coder uses.
    """
    rows = []
    for een, ander in combinations(sorted(codes["codeur"].dropna().unique()), 2):
        own = {name: codes[codes["codeur"] == name] for name in (een, ander)}
        both = sorted(set(own[een]["gesprek"]) & set(own[ander]["gesprek"]))
        for soort in soorten:
            said = {name: table[table["soort"] == soort] for name, table in own.items()}
            if both and all(len(table) for table in said.values()):
                rows.append((soort, een, ander, *_compared(said[een], said[ander], both)))
    return pd.DataFrame(
        rows, columns=["soort", "een", "ander", "gesprekken", "gezien", "toeval", "kappa", "merk", "how"]
    )


def _compared(first: pd.DataFrame, second: pd.DataFrame, both: list[str]) -> tuple:
    """Compare two coders on one code group over the gesprekken that both coded."""
    tables = [_table(each, both) for each in (first, second)]
    codes = sorted({*tables[0], *tables[1]})
    one, other = (table.reindex(columns=codes, fill_value=False) for table in tables)
    single = (one.sum(axis=1).max() <= 1) and (other.sum(axis=1).max() <= 1)
    how = ONE_CODE if single else POOLED
    if len(both) < MIN_GESPREKKEN:
        return len(both), np.nan, np.nan, np.nan, "te_weinig", how
    if not codes:
        return len(both), 1.0, 1.0, np.nan, "niet_bepaald", how
    found = cohen_kappa(_named(one), _named(other)) if single else pooled_kappa(one.to_numpy(), other.to_numpy())
    merk = "niet_bepaald" if found.kappa is None else ""
    return found.units, found.seen, found.chance, np.nan if found.kappa is None else found.kappa, merk, how


def _table(rows: pd.DataFrame, units: list[str]) -> pd.DataFrame:
    """Return which unit has which code, bool (units × codes); `geen` is no code."""
    said = rows[rows["gesprek"].isin(units) & (rows["code"] != GEEN)]
    return pd.crosstab(said["gesprek"], said["code"]).reindex(units, fill_value=0).astype(bool)


def _named(table: pd.DataFrame) -> np.ndarray:
    """Return the one code of each unit, GEEN where it has none."""
    return np.array([next((code for code in table if row[code]), GEEN) for _unit, row in table.iterrows()])
