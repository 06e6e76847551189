"""The profile of one gebied: who lives there, which offer its people can reach, and whom that offer keeps out."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from mapping.analysis.model_run import ModelRun
from mapping.analysis.reach import distances_km
from mapping.model import LEEFTIJDSBANDEN, Leeftijdsband

FAR_KM = 30.0
"""How far offer is still named in a profile: twice the reach of a home visit."""


def ages(tables: Mapping[str, pd.DataFrame], gebiedcode: str) -> pd.DataFrame:
    """Return inhabitants of a gebied per band of the five, exact: leeftijdsband, inwoners."""
    rows = tables["leeftijd"]
    rows = rows[rows["gebiedcode"] == gebiedcode].groupby("leeftijdsband", sort=False)["inwoners"].sum()
    groups = [(Leeftijdsband.from_label(label), people) for label, people in rows.items()]
    counted = [
        sum(people * max(min(g.stop, b.stop) - max(g.start, b.start), 0) / (g.stop - g.start) for g, people in groups)
        for b in LEEFTIJDSBANDEN
    ]
    return pd.DataFrame({"leeftijdsband": [band.label for band in LEEFTIJDSBANDEN], "inwoners": counted})


def offer_of(run: ModelRun, gebiedcode: str) -> pd.DataFrame:
    """List the initiatieven that the people of a gebied can reach, nearest first.

    Columns: initiatief, naam, afstand_km (from the cel with most people; missing for offer without a journey), in_gebied,
    toegelaten (share of the people, 0 to 1, that live where it may serve), capaciteit_pj, wachttijd_weken, abc, status.
    """
    cells = np.flatnonzero((run.people.cellen["gebiedcode"] == gebiedcode).to_numpy())
    people = run.people.cellen["inwoners"].to_numpy(dtype=float)[cells]
    weights = people / people.sum() if people.sum() > 0 else np.full(len(cells), 1 / max(len(cells), 1))
    near = np.asarray(run.weight[cells].sum(axis=0)).ravel() > 0
    km = distances_km(run.people.cellen, run.initiatief, within_km=FAR_KM, settings=run.settings.reach, water=run.water)
    middle = cells[int(np.argmax(people))] if len(cells) else 0
    distance = km[[middle]].toarray().ravel()
    rows = run.initiatief[["initiatief", "naam", "gebiedcode", "wachttijd_weken", "abc", "status", "verwijzing_nodig"]]
    rows = rows.assign(
        afstand_km=np.where(distance > 0, distance, np.nan),
        in_gebied=(run.initiatief["gebiedcode"] == gebiedcode).to_numpy(),
        toegelaten=weights @ run.place[cells].toarray().astype(float),
        capaciteit_pj=run.capacity,
        voor=_meant_for(run),
    )
    return rows[near].sort_values("afstand_km", na_position="last", kind="stable").reset_index(drop=True)


def _meant_for(run: ModelRun) -> list[tuple[str, ...]]:
    """Return per initiatief the subgroepen it suits."""
    kinds = run.people.groepen["subgroep"].to_numpy(dtype=object)
    return [tuple(dict.fromkeys(kinds[row])) for row in run.suits]
