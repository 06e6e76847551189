"""Published counts of gesprekken: every table of them that may be shown, safe all together.

A gesprek is one person, so its counts fall under the rules for counts of people (analysis/disclosure.py): under 5 hidden,
under 10 where the count names a subgroep under article 9 AVG, a second one hidden where a sum would give it away.
Other counts have the threshold of 5 although such gesprekken are among them: they do not say which trait these people
share. All tables by one kenmerk, and those by two that the page offers, are hidden as one system. They are of all gesprekken
as stored, never of a choice: with and without one choice, the difference would be a few people.

Within a value (those of one regio, of one subgroep) gesprekken are counted only where both counts on their own can be
shown; what is left of a total then is a count like any other, and guarded as one.

A cell by two kenmerken is published from the threshold on; the smaller ones of a row are one rest, that is guarded.

Who is quoted with consent is told by what stands beside the citaat (TOLD): that much a reader knows of these people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from types import MappingProxyType

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mapping.analysis.disclosure import MIN_COUNT_BIJZONDER_PEOPLE, MIN_COUNT_PEOPLE, hide_counts
from mapping.model import Merk

ONBEKEND = "onbekend"
"""The code of a kenmerk that is not known of a gesprek."""

ONE = ("regio", "respondentsoort", "vraagtype", "uitingsvorm", "vindplaatstype", "herkend", "passend")
"""Kenmerken of which a gesprek has one value: their counts add up to all gesprekken."""

SEVERAL = ("subgroep", "barriere")
"""Kenmerken of which a gesprek can have several: their counts never add up."""

COLUMN_OF = {"subgroep": "subgroepen", "barriere": "barrieres"}
"""Kenmerk → its column in `gesprek`, where they do not share a name."""

KENMERKEN = (
    "respondentsoort",
    "vraagtype",
    "uitingsvorm",
    "barriere",
    "subgroep",
    "vindplaatstype",
    "herkend",
    "passend",
)
"""What gesprekken are counted by, in the order to choose from; regio is chosen apart."""

WITHIN = ("regio", "subgroep", "vraagtype", "uitingsvorm", "barriere")
"""Kenmerken within which the others are counted."""

BY_TWO = {"subgroep", "vraagtype", "uitingsvorm", "barriere"}
"""Kenmerken that are counted within another; the rest only over all gesprekken and per regio."""

TOLD = ("regio", "respondentsoort", "vraagtype", "uitingsvorm", "barriere")
"""Kenmerken that stand beside a citaat. Never subgroep: health, faith or origin is not told of somebody who is quoted."""

COLUMNS = ["binnen", "waarde", "kenmerk", "code", "aantal", "merk"]
ALL = ("", "")
"""No kenmerk and no value: all gesprekken together."""

Value = tuple[str, str]
"""A kenmerk and one of its codes."""

Key = tuple
"""What an entry counts: () all gesprekken, one Value, or two of them in order; a slack has a key that begins with None."""


@dataclass(frozen=True, eq=False)
class GesprekCounts:
    """All counts of gesprekken that may be shown.

    rows: binnen, waarde, kenmerk, code (empty kenmerk: all of them), aantal (to the nearest 5, NaN where hidden), merk.
    jaren: the first and the last year, None without gesprekken.
    """

    rows: pd.DataFrame
    jaren: tuple[int, int] | None

    def table(self, kenmerk: str, within: Value = ALL) -> pd.DataFrame:
        """Return code, aantal and merk of one kenmerk within a value of another; the index is new."""
        rows = self.rows
        chosen = (rows["binnen"] == within[0]) & (rows["waarde"] == within[1]) & (rows["kenmerk"] == kenmerk)
        return rows.loc[chosen, ["code", "aantal", "merk"]].reset_index(drop=True)

    def total(self, within: Value = ALL) -> float:
        """Return how many gesprekken there are, of all or of one value; NaN where that is hidden or there are none."""
        rows = self.table(*within[:1]) if within != ALL else self.table("")
        found = rows.loc[rows["code"] == within[1], "aantal"]
        return float(found.iloc[0]) if len(found) else float("nan")

    def cross(self, down: str, across: str) -> pd.DataFrame:
        """Return the shown cells of two kenmerken: a row per code of `down`, a column per code of `across`, NaN where hidden.

        A code without any cell that may be shown is left out; the table is empty where there is none at all.
        """
        rows = self.rows
        cells = rows[(rows["binnen"] == across) & (rows["kenmerk"] == down) & rows["aantal"].notna()]
        return cells.pivot(index="code", columns="waarde", values="aantal")


@dataclass(eq=False)
class _System:
    """Entries with who is in each (bool per gesprek), those that are never shown, which add up to which, and the rests
    that are of a value of `strict`."""

    entries: dict[Key, np.ndarray]
    slack: set[Key]
    lines: list[tuple[list[Key], Key]]
    strict: frozenset[Value] = frozenset()
    strict_rests: set[Key] = field(default_factory=set)

    def is_strict(self, key: Key) -> bool:
        """Tell whether an entry is under the threshold of article 9 AVG."""
        return key in self.strict_rests or bool(self.strict & set(key))

    def tie(self, parts: list[Key], whole: Key) -> None:
        """Say that parts add up to a whole, with what is left of it as an entry that counts like any other."""
        rest = self.entries[whole] & ~np.any([self.entries[part] for part in parts], axis=0)
        if rest.any():
            key = (None, "rest", len(self.lines))
            self.entries[key] = rest
            if any(self.is_strict(part) for part in (whole, *parts) if len(part) > 1 or part == whole):
                self.strict_rests.add(key)
            parts = [*parts, key]
        self.lines.append((parts, whole))

    def bound(self, part: Key, whole: Key) -> Key:
        """Say that a part is no more than its whole; returns the entry that nobody sees, who is not in the part."""
        key = (None, "slack", len(self.lines))
        self.entries[key] = self.entries[whole] & ~self.entries[part]
        self.slack.add(key)
        self.lines.append(([part, key], whole))
        return key


def gesprek_counts(
    gesprek: pd.DataFrame, bijzonder: Sequence[str], codes: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> GesprekCounts:
    """Return every count of gesprekken as it may be shown; `bijzonder` are the subgroepen under article 9 AVG.

    `codes` are all codes of a kenmerk: one that no gesprek has is hidden like any other small count.
    """
    if not len(gesprek):
        return GesprekCounts(pd.DataFrame(columns=COLUMNS).astype({"aantal": "float64"}), None)
    marks = {name: _marks(gesprek, name) for name in (*ONE, *SEVERAL)}
    known = {**codes, "subgroep": [*codes.get("subgroep", ()), *bijzonder]}
    marks = {
        name: table.reindex(columns=sorted({*table, *known.get(name, ())}), fill_value=False)
        for name, table in marks.items()
    }
    strict = frozenset(("subgroep", code) for code in bijzonder)
    system = _alone(marks, strict)
    if len(gesprek) < MIN_COUNT_BIJZONDER_PEOPLE:
        return GesprekCounts(_rows(dict.fromkeys(_shown_keys(system), float("nan"))), _years(gesprek))
    first = _hidden(system)
    shown = {key[0] for key, value in first.items() if len(key) == 1 and value == value}
    _pairs(system, shown, strict)
    return GesprekCounts(_rows(_hidden(system)), _years(gesprek))


def _years(gesprek: pd.DataFrame) -> tuple[int, int]:
    years = gesprek["jaar"].astype(int)
    return int(years.min()), int(years.max())


def _marks(gesprek: pd.DataFrame, kenmerk: str) -> pd.DataFrame:
    """Return which gesprekken have which value of a kenmerk: bool, a column per value that occurs."""
    said = gesprek[COLUMN_OF.get(kenmerk, kenmerk)].fillna(ONBEKEND).astype("str")
    parts = said.str.split(";").explode().str.strip()
    return pd.crosstab(parts.index, parts).reindex(gesprek.index, fill_value=0).astype(bool)


def _alone(marks: Mapping[str, pd.DataFrame], strict: frozenset[Value]) -> _System:
    """Return the counts by one kenmerk, with what ties them to all gesprekken."""
    system = _System({(): np.ones(len(next(iter(marks.values()))), dtype=bool)}, set(), [], strict)
    for kenmerk, table in marks.items():
        keys = [((kenmerk, code),) for code in table]
        for key in keys:
            system.entries[key] = table[key[0][1]].to_numpy()
        if kenmerk in ONE:
            system.tie(keys, ())
            continue
        for key in keys:
            system.bound(key, ())
    return system


def _pairs(system: _System, shown: set[Value], strict: frozenset[Value]) -> None:
    """Add the counts by two kenmerken that reach the threshold, of the values that can be shown alone."""
    for first, second in combinations((*ONE, *SEVERAL), 2):
        if not _together(first, second):
            continue
        rows, columns = ([value for value in sorted(shown) if value[0] == name] for name in (first, second))
        cells = [pair for pair in product(rows, columns) if _enough(system, pair, strict)]
        for row, column in cells:
            system.entries[(row, column)] = system.entries[(row,)] & system.entries[(column,)]
        _tie_pairs(system, cells)


def _enough(system: _System, pair: tuple[Value, Value], strict: frozenset[Value]) -> bool:
    """Tell whether two values together have as many gesprekken as their threshold asks."""
    row, column = pair
    people = (system.entries[(row,)] & system.entries[(column,)]).sum()
    return people >= (MIN_COUNT_BIJZONDER_PEOPLE if strict & set(pair) else MIN_COUNT_PEOPLE)


def _tie_pairs(system: _System, cells: list[tuple[Value, Value]]) -> None:
    """Tie cells to the counts of their rows and of their columns."""
    for own, other in ((0, 1), (1, 0)):
        for value in dict.fromkeys(pair[own] for pair in cells):
            parts = [pair for pair in cells if pair[own] == value]
            if parts[0][other][0] in ONE:
                system.tie(parts, (value,))
                continue
            for part in parts:
                system.bound(part, (value,))


def _together(first: str, second: str) -> bool:
    """Tell whether two kenmerken are counted by one another."""
    return {first, second} <= BY_TWO or ("regio" in (first, second) and {first, second} <= {"regio", *KENMERKEN})


def _hidden(system: _System) -> dict[Key, float]:
    """Return each entry that can be shown with its people, NaN where hidden; slacks are left out."""
    members = np.array(list(system.entries.values()))
    unseen = np.array([key in system.slack for key in system.entries])
    shown = hide_counts(
        members.sum(axis=1), sensitive=np.array([system.is_strict(key) for key in system.entries]), unseen=unseen,
        sums=_sparse(system), kept=[not key for key in system.entries],
        zeros=True,
    )  # fmt: skip
    values = dict(zip(system.entries, shown.values, strict=True))
    return {key: values[key] for key in _shown_keys(system)}


def _shown_keys(system: _System) -> list[Key]:
    """Return the entries that are counts of values, not slacks or rests."""
    return [key for key in system.entries if not key or key[0] is not None]


def _sparse(system: _System) -> csr_array:
    """Write the lines of a system as a sparse table."""
    place = {entry: number for number, entry in enumerate(system.entries)}
    lines = system.lines
    rows = [number for number, (parts, _whole) in enumerate(lines) for _each in (*parts, None)]
    columns = [place[entry] for parts, whole in lines for entry in (*parts, whole)]
    values = [value for parts, _whole in lines for value in (*([1.0] * len(parts)), -1.0)]
    return csr_array((values, (rows, columns)), shape=(len(lines), len(place)))


def _rows(shown: Mapping[Key, float]) -> pd.DataFrame:
    """Return the entries as a table; a count by two stands there twice, within either."""
    rows = []
    for key, people in shown.items():
        if len(key) < 2:
            rows.append((*ALL, *(key[0] if key else ALL), people))
            continue
        rows += [(*within, *counted, people) for within, counted in (key, key[::-1])]
    table = pd.DataFrame(rows, columns=COLUMNS[:5])
    merk = np.where(table["aantal"].isna(), Merk.VERBORGEN.value, Merk.GEEN.value)
    return table.assign(merk=merk).sort_values(COLUMNS[:4], ignore_index=True)
