"""Barriers per gebied and subgroep: how many people are shut out anywhere near them, each of them counted once.

`barriers.barrier_table` tells the story of one initiatief: adding its rows up would count someone who is shut out by three
initiatieven three times. Here a cel × groep counts once, however many doors are closed to it. People are those of the
cellen (inhabitants of the gebied), not of the postcode file.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from mapping.analysis.barriers import Doors, doors, nearest_that_admits
from mapping.analysis.disclosure import too_small
from mapping.analysis.gaps import UNIT_KEYS, units
from mapping.analysis.model_run import ModelRun
from mapping.analysis.need import STEPS
from mapping.analysis.publish import sensitive, shown_people, too_fine
from mapping.analysis.rules import FALSE, person_rule, place_rule
from mapping.model import Gebiedsniveau, Merk, Soort

RULES = ("postcode", "gemeentegrens", "leeftijd", "palliatief", "taal")
"""The rules that can bar; a verwijzing never does."""

BY_RULE = {rule: f"door_{rule}" for rule in RULES}
"""Rule → column of the people whom it keeps out somewhere; someone may be kept out by several."""

IN_GROUP = (
    "mensen", "mensen_laag", "mensen_hoog", "nergens_anders", "nergens_anders_laag", "nergens_anders_hoog", *BY_RULE.values()
)  # fmt: skip
WANTING = ("willen_steun", "uitgesloten")
COUNTS = ("initiatieven", "nagevraagd")
ALTERNATIVE = ("alternatief", "alternatief_in_bereik", "alternatief_km", "wachttijd_weken")


def barriers_per_gebied(
    run: ModelRun,
    tables: Mapping[str, pd.DataFrame],
    niveau: Gebiedsniveau = Gebiedsniveau.WIJK,
    *,
    known: Doors | None = None,
) -> pd.DataFrame:
    """Return who is shut out per unit of a level × subgroep, exact and with nothing hidden; `known` are its doors.

    One row per unit × subgroep, 18 and older, in the order of the codes and of the table `subgroep`:
    gebiedcode, gebiednaam, regio, subgroep; basis (inhabitants of 18 and older);
    mensen, _laag, _hoog: people of the subgroep whom at least one initiatief in reach that is meant for them does not
    admit, once however many do not; nergens_anders, _laag, _hoog: of them, those whom nothing in reach admits;
    door_<regel>: of mensen, those whom this rule keeps out somewhere (the columns overlap);
    willen_steun: of mensen, those who want support in a year; uitgesloten: of nergens_anders the same, which is the part
    of that name in the gap table;
    initiatieven: how many keep somebody out here; nagevraagd: of how many of these the rule was checked;
    alternatief (missing where none), alternatief_in_bereik, alternatief_km (missing by phone and online) and
    wachttijd_weken: the nearest that admits, for the largest cel × groep that is shut out, first of those with
    something in reach;
    soort (weakest of the omvang), merk (te_klein where no gebied of the unit can be estimated, onbekend where its
    inhabitants or a share are): there the numbers are missing. 0 is nobody, and known.
    """
    open_ = known or doors(run)
    where = units(run, tables, niveau)
    at = where.set_index("gebiedcode").index.get_indexer(run.people.cellen[UNIT_KEYS[niveau]])
    kinds = list(tables["subgroep"]["subgroep"])
    barred = (open_.meant_in_reach > open_.admitted) & (run.people.omvang["hoog"] > 0)
    add = _Adder(at, len(where), run.people.groepen["subgroep"].map(kinds.index).to_numpy(), len(kinds))
    columns = _people(run, open_, barred, _barred_by(run, tables, open_), add)
    columns |= _closing(run, open_, barred, add)
    columns["soort"] = np.array([kind.value for kind in Soort], dtype=object)[_weakest(run, add)]
    frame = where.loc[where.index.repeat(len(kinds)), ["gebiedcode", "gebiednaam", "regio"]].reset_index(drop=True)
    frame["subgroep"] = np.tile(kinds, len(where))
    adults = np.bincount(at, weights=run.people.people.sum(axis=1), minlength=len(where))
    frame["basis"] = np.repeat(adults, len(kinds))
    frame = frame.assign(**{name: values.ravel() for name, values in columns.items()})
    frame = frame.assign(**_alternatives(run, open_, barred, add))
    return _marked(frame, _merk(run, where, add))


class _Adder:
    """Adds cells × groups up to units × subgroepen."""

    def __init__(self, unit_of_cell: np.ndarray, n_units: int, kind_of_group: np.ndarray, n_kinds: int) -> None:
        self.unit_of_cell, self.kind_of_group = unit_of_cell, kind_of_group
        self.shape = (n_units, n_kinds)
        self._kinds = np.eye(n_kinds)[kind_of_group]

    def sum(self, values: np.ndarray) -> np.ndarray:
        """Return the sums (units × subgroepen)."""
        total = np.zeros(self.shape)
        np.add.at(total, self.unit_of_cell, values @ self._kinds)
        return total

    def any(self, values: np.ndarray) -> np.ndarray:
        """Tell where any is true (units × subgroepen)."""
        return self.sum(values.astype(float)) > 0

    def slot(self, cells: np.ndarray, groups: np.ndarray) -> np.ndarray:
        """Return the row of the table for each (cel, groep)."""
        return self.unit_of_cell[cells] * self.shape[1] + self.kind_of_group[groups]


def _barred_by(run: ModelRun, tables: Mapping[str, pd.DataFrame], open_: Doors) -> dict[str, np.ndarray]:
    """Return per rule whom it bars from at least one initiatief in reach that is meant for them (cells × groups)."""
    names = list(run.initiatief["initiatief"])
    place = np.array([place_rule(name, tables["werkgebied"]) for name in names], dtype=object)
    person = np.array(
        [person_rule(name, tables["toegangsregel"], language_bars=False, age_bars=True)[0] for name in names],
        dtype=object,
    )
    by_age = open_.meant & (run.personal.alternatives == FALSE)
    by_language = open_.meant & (run.personal.language == FALSE)
    shut = open_.reach & ~open_.place
    found = {rule: _some(shut[:, place == rule], open_.meant[place == rule]) for rule in ("postcode", "gemeentegrens")}
    found |= {
        rule: _some(open_.reach[:, person == rule], by_age[person == rule]) for rule in ("leeftijd", "palliatief")
    }
    return found | {"taal": _some(open_.reach, by_language)}


def _some(cells: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Tell for which (cel, groep) any initiatief is true in both (cells × initiatieven, initiatieven × groups)."""
    return cells.astype(float) @ groups.astype(float) > 0


def _people(
    run: ModelRun, open_: Doors, barred: np.ndarray, by_rule: Mapping[str, np.ndarray], add: _Adder
) -> dict[str, np.ndarray]:
    """Count people per unit × subgroep, each once."""
    people, nowhere = run.people, barred & open_.nowhere
    columns = {}
    for name, who in (("mensen", barred), ("nergens_anders", nowhere)):
        for step, suffix in zip(STEPS, ("_laag", "", "_hoog"), strict=True):
            columns[f"{name}{suffix}"] = add.sum(people.omvang[step] * who)
    for rule, who in by_rule.items():
        columns[BY_RULE[rule]] = add.sum(people.omvang["midden"] * (barred & who))
    columns["willen_steun"] = add.sum(people.vraag["midden"] * barred)
    return columns | {"uitgesloten": add.sum(people.vraag["midden"] * nowhere)}


def _closing(run: ModelRun, open_: Doors, barred: np.ndarray, add: _Adder) -> dict[str, np.ndarray]:
    """Count the initiatieven that keep somebody out, and those of them whose rule was checked."""
    checked = run.initiatief["regel_nagevraagd_op"].notna().to_numpy()
    counts = {name: np.zeros(add.shape) for name in COUNTS}
    for position in range(len(run.initiatief)):
        lets_in = open_.place[:, position][:, None] & open_.admits[position][None, :]
        here = add.any(barred & open_.reach[:, position][:, None] & open_.meant[position][None, :] & ~lets_in)
        counts["initiatieven"] += here
        counts["nagevraagd"] += here & checked[position]
    return counts


def _alternatives(run: ModelRun, open_: Doors, barred: np.ndarray, add: _Adder) -> dict[str, object]:
    """Return the columns of ALTERNATIVE in the rows of the table, for one cel × groep of each row."""
    rows = add.shape[0] * add.shape[1]
    cells, groups = np.nonzero(barred)
    size = run.people.omvang["hoog"][cells, groups]
    order = np.lexsort((-size, open_.nowhere[cells, groups]))
    slots, first = np.unique(add.slot(cells[order], groups[order]), return_index=True)
    chosen = order[first]
    other, km, in_reach = nearest_that_admits(open_, cells[chosen], groups[chosen])
    found = other >= 0
    name = np.full(rows, None, dtype=object)
    name[slots[found]] = run.initiatief["initiatief"].to_numpy(dtype=object)[other[found]]
    distance, weeks, near = np.full(rows, np.nan), np.full(rows, np.nan), np.zeros(rows, dtype=bool)
    distance[slots], near[slots] = km, in_reach
    weeks[slots[found]] = run.initiatief["wachttijd_weken"].to_numpy(dtype=float)[other[found]]
    return dict(zip(ALTERNATIVE, (pd.Series(name, dtype="str"), near, distance, weeks), strict=True))


def _weakest(run: ModelRun, add: _Adder) -> np.ndarray:
    """Return the weakest kind of omvang per unit × subgroep (its rank in Soort); the weakest of all where none is known."""
    found = np.full(add.shape, -1)
    cells, groups = np.indices(run.people.omvang_soort.shape)
    np.maximum.at(found.ravel(), add.slot(cells.ravel(), groups.ravel()), run.people.omvang_soort.ravel())
    return np.where(found < 0, len(Soort) - 1, found)


def _merk(run: ModelRun, where: pd.DataFrame, add: _Adder) -> np.ndarray:
    """Say per unit × subgroep why there is no figure: no known inhabitants, too few, or no share."""
    estimable = run.people.cellen["estimable"].to_numpy(dtype=bool)
    large = add.any(np.repeat(estimable[:, None], len(run.people.groepen), axis=1))
    missing = add.any(estimable[:, None] & ~run.people.known)
    nobody = np.repeat(where["inwoners"].isna().to_numpy()[:, None], add.shape[1], axis=1)
    words = (Merk.ONBEKEND.value, Merk.TE_KLEIN.value, Merk.ONBEKEND.value)
    return np.select([nobody, ~large, missing], words, Merk.GEEN.value).ravel()


def _marked(rows: pd.DataFrame, merk: np.ndarray) -> pd.DataFrame:
    """Add merk and blank the numbers of rows that have one."""
    rows = rows.assign(merk=pd.Series(merk, index=rows.index).astype("str"))
    return _blank(rows, rows["merk"] != Merk.GEEN)


def _blank(rows: pd.DataFrame, which: pd.Series) -> pd.DataFrame:
    """Take the numbers and the alternative out of these rows."""
    rows.loc[which, [*IN_GROUP, *WANTING, *COUNTS, "alternatief_km", "wachttijd_weken"]] = np.nan
    rows["alternatief"] = rows["alternatief"].where(~which)
    return rows


def public_barriers_per_gebied(barriers: pd.DataFrame, subgroep: pd.DataFrame, niveau: Gebiedsniveau) -> pd.DataFrame:
    """Return the rows as they may be shown at this level: rounded by soort; blanked rows say why in merk.

    A row without anybody shut out keeps its zeros: that is known, not too small. Which initiatieven there are and how
    many is public and stays exact, but not where the row is hidden.
    """
    rows = barriers.copy()
    some = rows["mensen"].where(rows["mensen_hoog"] > 0)
    small = too_small(rows["basis"], some, sensitive=sensitive(rows["subgroep"], subgroep))
    rows.loc[(rows["merk"] == Merk.GEEN) & small, "merk"] = Merk.TE_KLEIN.value
    rows.loc[too_fine(rows["subgroep"], subgroep, niveau), "merk"] = Merk.VERBORGEN.value
    rows = _blank(rows, rows["merk"] != Merk.GEEN)
    for kind in rows["soort"].unique():
        which = rows["soort"] == kind
        rows.loc[which, list(IN_GROUP)] = shown_people(rows.loc[which, list(IN_GROUP)].to_numpy(dtype=float), kind)
    rows[list(WANTING)] = shown_people(rows[list(WANTING)].to_numpy(dtype=float), Soort.AANNAME)
    return rows
