"""Who comes to a vindplaats: the visits per week that may be shown, and the matrix of subgroepen and places.

Visits are shared between places: who goes to the library goes to the huisarts too. So they are never added up, not to
people and not to a total: over places a matrix gives the smallest and the largest. As nothing is added up no hidden
count can be found by subtraction; each count stands by itself.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mapping.analysis.disclosure import hide_counts, rounded
from mapping.analysis.publish import sensitive
from mapping.model import SHELTERED, Merk, Soort

TELLING_TYPES = (
    *SHELTERED, "ggz", "beschermd wonen", "herstelcentrum", "gebedshuis", "hospice", "verpleeghuis", "ziekenhuis",
    "lotgenotengroep",
)  # fmt: skip
"""Kinds of vindplaats where being there tells of health, faith or origin (article 9 AVG): the stricter threshold."""


def published_visits(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of vindplaats_subgroep as they may be shown: vindplaats, subgroep, bereik, telling, merk.

    bereik: visits per week to the nearest 5, missing where merk says why: `verborgen` (a count of few people, or of a
    sensitive group none) or `onbekend` (nobody counted). Whether a row is a telling is asked of the row; where that is
    not said it is one.
    """
    rows = tables["vindplaats_subgroep"].reset_index(drop=True)
    kind = rows["vindplaats"].map(tables["vindplaats"].drop_duplicates("vindplaats").set_index("vindplaats")["type"])
    strict = sensitive(rows["subgroep"], tables["subgroep"]) | kind.isin(TELLING_TYPES)
    visits = np.round(rows["bereik_personen"].to_numpy(dtype=float))
    known = ~np.isnan(visits)
    counted = rows["telling"].astype("boolean").fillna(True).to_numpy(dtype=bool)
    shown = rounded(visits, Soort.GEMETEN)
    hidden = np.zeros(len(rows), dtype=bool)
    judged = known & counted
    if judged.any():
        alone = csr_array((0, int(judged.sum())))
        safe = hide_counts(visits[judged], sensitive=strict.to_numpy(dtype=bool)[judged], sums=alone)
        shown[judged], hidden[judged] = safe.values, safe.hidden
    merk = np.select([hidden, ~known], [Merk.VERBORGEN.value, Merk.ONBEKEND.value], Merk.GEEN.value)
    return rows[["vindplaats", "subgroep", "telling"]].assign(bereik=shown, merk=merk)


def matrix(visits: pd.DataFrame, places: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Return per subgroep × column (`by`: type, or vindplaats) who comes how often.

    `visits` as of published_visits, `places` the vindplaatsen to count (vindplaats, type). Columns: subgroep, kolom,
    plaatsen (where the group is known to come), bekend, verborgen, onbekend (how many of those), laagst and hoogst
    (visits per week at one place, missing where none is known). A pair without a row: nobody said that they come there.
    """
    rows = visits.merge(places[["vindplaats", "type"]], on="vindplaats", how="inner")
    rows = rows.assign(
        kolom=rows[by],
        bekend=rows["merk"] == Merk.GEEN,
        verborgen=rows["merk"] == Merk.VERBORGEN,
        onbekend=rows["merk"] == Merk.ONBEKEND,
    )
    grouped = rows.groupby(["subgroep", "kolom"], sort=True)
    found = grouped[["bekend", "verborgen", "onbekend"]].sum().astype(int)
    found.insert(0, "plaatsen", grouped.size())
    return found.assign(laagst=grouped["bereik"].min(), hoogst=grouped["bereik"].max()).reset_index()
