"""The split as if there were only offer of one kind: of one niveau (abc), or for one vraagtype.

The people and what they want stay the same; only the offer is made smaller. The parts of two kinds are never added up:
the same people can be served by both. Offer of niveau A is no replacement for C, however many places it has.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from mapping.analysis.access import any_in_reach
from mapping.analysis.equity import people_of
from mapping.analysis.gaps import NUMBERS, gap_table
from mapping.analysis.model_run import ModelRun, run
from mapping.analysis.offer import counted
from mapping.analysis.settings import Settings
from mapping.model import Abc, Gebiedsniveau, Niveau, Soort

ALL = "alle"
"""The kind that stands for all offer together."""

AT_LEAST_B = "B+C"

ABC_KINDS = {
    ALL: tuple(Abc),
    Abc.A.value: (Abc.A,),
    Abc.B.value: (Abc.B,),
    Abc.C.value: (Abc.C,),
    AT_LEAST_B: (Abc.B, Abc.C),
}
"""Kind → which niveaus its offer has."""


def by_abc(
    tables: Mapping[str, pd.DataFrame], settings: Settings, groep: str, *, regio: str | None = None
) -> pd.DataFrame:
    """Return the split of one groep in one region (None: all) per kind of ABC_KINDS, exact.

    Columns: kind, initiatieven (that reach somebody there), known (of them, with a known capacity), NUMBERS (people, as
    in the gap table), soort. The choice of a niveau in `settings` is left out: it would leave A and B empty.
    """
    every = replace(settings, niveau=Niveau.ALLE)
    abc = tables["initiatief"]["abc"]
    kinds = {kind: abc.isin(niveaus) for kind, niveaus in ABC_KINDS.items()}
    return _per_kind(tables, every, groep, regio, kinds)


def by_vraagtype(
    tables: Mapping[str, pd.DataFrame], settings: Settings, groep: str, *, regio: str | None = None
) -> pd.DataFrame:
    """Return the split of one groep in one region (None: all) per vraagtype that any initiatief names, exact.

    Columns as of `by_abc`; the first row, kind `alle`, is all offer, that without a vraagtype among it. An initiatief
    without a vraagtype is not known to offer any: it counts in that row alone (`without_vraagtype`).
    """
    named = tables["initiatief_vraagtype"]
    names = tables["initiatief"]["initiatief"]
    kinds = {ALL: pd.Series(True, index=names.index)}
    for kind, rows in named.groupby("vraagtype"):
        kinds[str(kind)] = names.isin(rows["initiatief"])
    return _per_kind(tables, settings, groep, regio, kinds)


def without_vraagtype(tables: Mapping[str, pd.DataFrame], settings: Settings) -> int:
    """Return how many initiatieven count in the calculation but name no vraagtype."""
    running = counted(tables["initiatief"], settings)
    return int((~running["initiatief"].isin(tables["initiatief_vraagtype"]["initiatief"])).sum())


def _per_kind(
    tables: Mapping[str, pd.DataFrame],
    settings: Settings,
    groep: str,
    regio: str | None,
    kinds: Mapping[str, pd.Series],
) -> pd.DataFrame:
    """Calculate once per kind, with the initiatieven that its mask (bool, rows of `initiatief`) keeps."""
    rows = []
    for kind, kept in kinds.items():
        smaller = {**tables, "initiatief": tables["initiatief"][kept.to_numpy(dtype=bool)]}
        outcome = run(smaller, tables["vraag"], settings)
        rows.append({"kind": kind, **_counts(outcome, regio), **_parts(outcome, smaller, groep, regio)})
    return pd.DataFrame(rows)


def _counts(outcome: ModelRun, regio: str | None) -> dict[str, int]:
    """Count the initiatieven that reach a cel of the region, and those of them with a known capacity."""
    inside = _inside(outcome, regio)
    here = np.asarray(outcome.weight[inside].sum(axis=0)).ravel() > 0
    known = np.isfinite(outcome.capacity) & ~outcome.assumed
    return {"initiatieven": int(here.sum()), "known": int((here & known).sum())}


def _inside(outcome: ModelRun, regio: str | None) -> np.ndarray:
    """Tell which cellen lie in the region (bool)."""
    cellen = outcome.people.cellen
    return np.ones(len(cellen), bool) if regio is None else (cellen["regio"] == regio).to_numpy()


def _parts(outcome: ModelRun, tables: Mapping[str, pd.DataFrame], groep: str, regio: str | None) -> dict[str, object]:
    """Return NUMBERS and the weakest soort of a groep in a region; missing where no region has a figure."""
    rows = gap_table(outcome, tables, Gebiedsniveau.REGIO, together=True)
    rows = rows[rows["subgroep"] == groep]
    if regio is not None:
        rows = rows[rows["gebiedcode"] == regio]
    soort = max(rows["soort"], key=list(Soort).index, default=Soort.AANNAME.value)
    return rows[list(NUMBERS)].sum(min_count=1).to_dict() | {"soort": soort}


@dataclass(frozen=True)
class NotReplaced:
    """People of one groep in one region who want support, exact, by what admits them within reach.

    people: all. some_c: something of niveau C does. only_lower: something of A or B does, and nothing of C. only_a:
    something of A does, and nothing of B or C.
    """

    people: float
    some_c: float
    only_lower: float
    only_a: float


def not_replaced(outcome: ModelRun, groep: str, *, regio: str | None = None) -> NotReplaced:
    """Say how many people have offer of a lower niveau within reach that takes them, but none of niveau C.

    `outcome` must be of all niveaus. Places do not count here: a full initiatief is still there.
    """
    people = people_of(outcome, groep)[_inside(outcome, regio)]
    abc = outcome.initiatief["abc"].to_numpy()
    fits = outcome.suits & outcome.personal.admits
    allowed = outcome.weight.multiply(outcome.place).tocsr()
    allowed.eliminate_zeros()

    def admitted(niveau: Abc) -> np.ndarray:
        return any_in_reach(allowed, fits & (abc == niveau)[:, None])[_inside(outcome, regio)]

    a, b, c = (admitted(niveau) for niveau in Abc)
    return NotReplaced(
        people=float(people.sum()),
        some_c=float(people[c].sum()),
        only_lower=float(people[(a | b) & ~c].sum()),
        only_a=float(people[a & ~b & ~c].sum()),
    )
