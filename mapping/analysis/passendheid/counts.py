"""Published counts and means of evaluations: what may be shown of passendheid, redenen and regie, safe all together.

All of it counts people from a source that is not public. Per initiatief the latest jaar counts. The counts by initiatief
and subgroep, and their sums per regio and over all, are hidden as one system (analysis/disclosure.py). People are in
several subgroepen: a subgroep is a part of `iedereen`, and who is not in it is a count like any other, so that neither
the two numbers nor their two means give away a few people; so it is for who was asked, and for each answer. A reden can
be one of several of a person; regie is one each.

A mean is shown where its count is, and not where everybody gave the lowest or the highest mark: then it would tell what
each of them said. No mean over several initiatieven is made: it would have to leave out those that are hidden.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mapping.analysis.disclosure import ShownCounts, hide_counts, rounded
from mapping.analysis.published_counts import sensitive_initiatieven
from mapping.model import IEDEREEN, Merk, Soort

ANTWOORDEN, GEVRAAGD, REDEN, REGIE = "antwoorden", "gevraagd", "reden", "regie"
"""What is counted: people who answered, people who were asked, and of the answers a reden or who chose."""

INITIATIEF, REGIO, GEHEEL = "initiatief", "regio", "geheel"
"""Of what: one initiatief, those of one regio, or all of them."""

NO_REGIO = "onbekend"
"""The regio of an initiatief whose place is not known."""

COLUMNS = ["wat", "code", "subgroep", "niveau", "van", "aantal", "merk"]
KEY = ["initiatief", "subgroep", "jaar"]

Key = tuple[str, str, str, str, str]
"""wat, code, subgroep, niveau, van: the columns that name a count; a slack or a rest has wat `rest`."""


@dataclass(frozen=True, eq=False)
class Evaluations:
    """What may be shown of evaluations.

    rows: COLUMNS; aantal to the nearest 5, NaN where hidden. means: initiatief, subgroep, jaar, score (one decimal, NaN
    where hidden or not given), merk (verborgen, onbekend where no mean was given, or empty), schaal, schaal_van,
    schaal_tot. home: regio per initiatief.
    """

    rows: pd.DataFrame
    means: pd.DataFrame
    home: pd.Series

    def table(self, wat: str, niveau: str, van: str = "", subgroep: str = IEDEREEN) -> pd.DataFrame:
        """Return code, aantal and merk of what is counted of one initiatief, regio or all; the index is new."""
        rows = self.rows
        chosen = (rows["wat"] == wat) & (rows["niveau"] == niveau) & (rows["van"] == van)
        return rows.loc[chosen & (rows["subgroep"] == subgroep), ["code", "aantal", "merk"]].reset_index(drop=True)

    @property
    def evaluated(self) -> list[str]:
        """Return the initiatieven with an evaluation, of whatever subgroep."""
        return sorted(self.means["initiatief"].unique())


def evaluations(tables: Mapping[str, pd.DataFrame]) -> Evaluations:
    """Return every count and mean of the latest evaluation of each initiatief as it may be shown.

    `tables` are those of a region as stored. The threshold is 10 instead of 5 for a subgroep under article 9 AVG, and
    for an initiatief that is only for such subgroepen or of a levensbeschouwing.
    """
    home = _home(tables["initiatief"], tables["gebied"])
    answers = _latest(tables["passendheid"])
    if not len(answers):
        return Evaluations(pd.DataFrame(columns=COLUMNS), _means(answers, {}), home)
    system = _System()
    for row in answers.to_dict("records"):
        system.evaluation(row, home)
    for wat, name in ((REDEN, "passendheid_reden"), (REGIE, "passendheid_regie")):
        chosen = tables[name].merge(answers[KEY], on=KEY)
        for row in chosen.to_dict("records"):
            system.answer(wat, row, home)
    system.close()
    shown = _shown(system, tables, answers)
    keys = [key for key in system.people if key[0] != "rest"]
    values = dict(zip(system.people, zip(shown.values, shown.hidden, strict=True), strict=True))
    merk = [Merk.VERBORGEN.value if values[key][1] else Merk.GEEN.value for key in keys]
    rows = pd.DataFrame(keys, columns=COLUMNS[:5]).assign(aantal=[values[key][0] for key in keys], merk=merk)
    hidden = {(key[4], key[2]): bool(values[key][1]) for key in keys if key[0] == ANTWOORDEN and key[3] == INITIATIEF}
    return Evaluations(rows, _means(answers, hidden), home)


def _home(offer: pd.DataFrame, gebied: pd.DataFrame) -> pd.Series:
    """Return the regio of each initiatief by its place; NO_REGIO where that is not known."""
    regio = gebied.drop_duplicates("gebiedcode").set_index("gebiedcode")["regio"]
    return pd.Series(offer["gebiedcode"].map(regio).fillna(NO_REGIO).to_numpy(), index=offer["initiatief"].to_numpy())


def _latest(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the latest jaar of each initiatief."""
    return table[table["jaar"] == table.groupby("initiatief")["jaar"].transform("max")].reset_index(drop=True)


class _System:
    """Counts with what ties them together: parts and totals, and parts that are no more than a whole."""

    def __init__(self) -> None:
        self.people: dict[Key, int] = {}
        self.unseen: set[Key] = set()
        self.lines: list[tuple[list[Key], Key]] = []
        self.parts: dict[Key, list[Key]] = {}

    def evaluation(self, row: Mapping, home: pd.Series) -> None:
        """Add who answered and who was asked."""
        answered = self._leaf(ANTWOORDEN, "", row, home, int(row["aantal"]))
        if pd.notna(row["gevraagd"]):
            self._bound(answered, self._leaf(GEVRAAGD, "", row, home, int(row["gevraagd"])))

    def answer(self, wat: str, row: Mapping, home: pd.Series) -> None:
        """Add a reden or who chose, of people who answered."""
        key = self._leaf(wat, row[wat], row, home, int(row["aantal"]))
        self._bound(key, (ANTWOORDEN, "", *key[2:]))

    def _leaf(self, wat: str, code: str, row: Mapping, home: pd.Series, people: int) -> Key:
        """Add a count of one initiatief, and to the sums of its regio and of all."""
        own = (wat, code, row["subgroep"], INITIATIEF, row["initiatief"])
        regio = (wat, code, row["subgroep"], REGIO, home.get(row["initiatief"], NO_REGIO))
        whole = (wat, code, row["subgroep"], GEHEEL, "")
        self.people[own] = people
        self.parts.setdefault(regio, []).append(own)
        if regio not in self.parts.setdefault(whole, []):
            self.parts[whole].append(regio)
        return own

    def _bound(self, part: Key, whole: Key) -> None:
        """Say that a part is no more than its whole; nobody sees the others."""
        self.unseen.add(self._rest([part], whole))

    def _rest(self, parts: list[Key], whole: Key) -> Key:
        key = ("rest", str(len(self.lines)), *whole[2:])
        self.people[key] = self.people[whole] - sum(self.people[part] for part in parts)
        self.lines.append(([*parts, key], whole))
        return key

    def close(self) -> None:
        """Add the sums, who of `iedereen` is not in a subgroep, and that regie is one per person."""
        for niveau in (REGIO, GEHEEL):
            for total, parts in self.parts.items():
                if total[3] == niveau:
                    self.people[total] = sum(self.people[part] for part in parts)
                    self.lines.append((parts, total))
        of_one = [key for key in self.people if key[0] != "rest" and key[3] == INITIATIEF]
        for key in of_one:
            self._outside(key)
        for key in (key for key in of_one if key[0] == ANTWOORDEN):
            chose = [each for each in self.people if each[0] == REGIE and each[2:] == key[2:]]
            if chose:
                self._rest(chose, key)

    def _outside(self, key: Key) -> None:
        """Count who of everybody at an initiatief, of those with the same answer too, is not in a subgroep."""
        whole = (*key[:2], IEDEREEN, *key[3:])
        if key == whole or whole not in self.people or self.people[whole] < self.people[key]:
            return
        self._rest([key], whole)

    def sums(self) -> csr_array:
        """Return the lines as a sparse table."""
        place = {key: number for number, key in enumerate(self.people)}
        rows = [number for number, (parts, _whole) in enumerate(self.lines) for _each in (*parts, None)]
        columns = [place[key] for parts, whole in self.lines for key in (*parts, whole)]
        values = [value for parts, _whole in self.lines for value in (*([1.0] * len(parts)), -1.0)]
        return csr_array((values, (rows, columns)), shape=(len(self.lines), len(self.people)))


def _shown(system: _System, tables: Mapping[str, pd.DataFrame], answers: pd.DataFrame) -> ShownCounts:
    """Hide what may not be shown; where no row is a telling (a public source) all is rounded and nothing hidden."""
    people = np.array(list(system.people.values()), dtype=float)
    if not answers["telling"].fillna(True).any():
        return ShownCounts(rounded(people, Soort.GEMETEN), np.zeros(len(people), dtype=bool))
    subgroep = tables["subgroep"]
    bijzonder = set(subgroep.loc[subgroep["bijzonder"].fillna(False).astype(bool), "subgroep"])
    closed = sensitive_initiatieven(tables)
    strict = np.array([key[2] in bijzonder or _with(system, key, closed) for key in system.people])
    return hide_counts(
        people, sensitive=strict, sums=system.sums(), unseen=[key in system.unseen for key in system.people]
    )


def _with(system: _System, key: Key, closed: set[str]) -> bool:
    """Tell whether a count is of an initiatief of `closed`, or a sum with one of them."""
    return key[4] in closed if key[3] == INITIATIEF else any(_with(system, part, closed) for part in system.parts[key])


def _means(answers: pd.DataFrame, hidden: Mapping[tuple[str, str], bool]) -> pd.DataFrame:
    """Return the means with their scale, hidden where their count is or where all gave the same mark."""
    kept = ["initiatief", "subgroep", "jaar", "score", "schaal", "schaal_van", "schaal_tot", "bron", "peildatum"]
    table = answers[kept].copy()
    score = table["score"].astype("float64")
    few = np.array(
        [hidden.get(pair, True) for pair in zip(table["initiatief"], table["subgroep"], strict=True)], dtype=bool
    )
    alike = ((score == table["schaal_van"]) | (score == table["schaal_tot"])).fillna(False).to_numpy(dtype=bool)
    table["score"] = score.round(1).where(~(few | alike))
    merk = np.select([few | alike, score.isna()], [Merk.VERBORGEN.value, Merk.ONBEKEND.value], Merk.GEEN.value)
    return table.assign(merk=merk)
