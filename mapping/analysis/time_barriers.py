"""Time as a barrier: offer that would suit someone, but that one cannot go to on a day, and why."""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
import pandas as pd

from mapping.analysis.model_run import ModelRun
from mapping.analysis.offer import ALWAYS, FULL, NEVER, gives_places
from mapping.analysis.reach import reach_weights
from mapping.analysis.rules import suits
from mapping.model import Abc, Niveau


class NotOpen(StrEnum):
    """Why an initiatief takes nobody on a day; its date, where there is one, is that from or until which that holds."""

    STOPPED = "gestopt"
    PLANNED = "gepland"
    NOT_YET = "nog_niet"
    NO_LONGER = "niet_meer"
    FUNDING_ENDED = "geld_op"
    CEILING = "plafond"
    NO_HOURS = "uren_op"
    FULL = "vol"


COLUMNS = ["initiatief", "reden", "datum"]


def time_barriers(initiatief: pd.DataFrame, on: str) -> pd.DataFrame:
    """List the initiatieven that take nobody on the ISO date `on`, with every reason.

    One row per initiatief × reden (NotOpen), in the order of the table and of NotOpen; datum is ISO text, missing where
    the data name none: for nog_niet and gepland the first day, for niet_meer, gestopt and geld_op the last, for plafond
    the day on which it was reached, for uren_op the day on which that was so. Ceiling and hours hold to the end of their
    calendar year (see offer.full_on). Missing hours or dates are no reason: not known is not closed.
    """
    status, none = initiatief["status"], pd.Series(None, index=initiatief.index, dtype="object")
    start, end, funded = initiatief["geldig_van"], initiatief["geldig_tot"], initiatief["einddatum"]
    ceiling, said = initiatief["plafond_bereikt_op"], initiatief["laatst_gecontroleerd"].fillna(initiatief["peildatum"])
    not_yet, planned = start.fillna(ALWAYS) > on, status == "gepland"
    cases = {
        NotOpen.STOPPED: (status == "gestopt", end),
        NotOpen.PLANNED: (planned & (not_yet | start.isna()), start),
        NotOpen.NOT_YET: (not_yet & ~planned, start),
        NotOpen.NO_LONGER: ((end.fillna(NEVER) < on) & (status != "gestopt"), end),
        NotOpen.FUNDING_ENDED: (funded.fillna(NEVER) < on, funded),
        NotOpen.CEILING: (_since_in_year(ceiling, on), ceiling),
        NotOpen.NO_HOURS: ((initiatief["uren_over"] == 0) & _since_in_year(said, on), said),
        NotOpen.FULL: (status == FULL, none),
    }
    order = np.arange(len(initiatief))
    frames = [
        pd.DataFrame({"initiatief": initiatief["initiatief"], "reden": reason.value, "datum": day, "_row": order})[
            holds.to_numpy(dtype=bool)
        ]
        for reason, (holds, day) in cases.items()
    ]
    rows = pd.concat(frames).sort_values("_row", kind="stable")
    return rows[COLUMNS].astype({"reden": "str"}).reset_index(drop=True)


def _since_in_year(since: pd.Series, on: str) -> pd.Series:
    """Tell where a date lies on the day or before it, in its calendar year; a missing date never does."""
    known = since.fillna(NEVER)
    return (known <= on) & (known.str[:4] == on[:4])


def closed_to(
    run: ModelRun, tables: Mapping[str, pd.DataFrame], subgroep: str, on: str, *, cells: np.ndarray | None = None
) -> pd.DataFrame:
    """Keep of `time_barriers` what is meant for a subgroep, of the level of the run, and in reach of these cellen.

    cells: bool per cel, None for all. Raises nothing for a subgroep that does not exist: nothing is meant for it.
    """
    found = time_barriers(tables["initiatief"], on)
    offer = tables["initiatief"][tables["initiatief"]["initiatief"].isin(found["initiatief"])].reset_index(drop=True)
    kept = gives_places(offer)
    if run.settings.niveau == Niveau.C:
        kept &= (offer["abc"] == Abc.C).to_numpy()
    groepen = run.people.groepen[run.people.groepen["subgroep"] == subgroep]
    kept &= suits(offer, tables["initiatief_subgroep"], groepen).any(axis=1)
    reach = reach_weights(run.people.cellen, offer, tables["werkgebied"], settings=run.settings.reach, water=run.water)
    inside = np.ones(reach.shape[0], dtype=bool) if cells is None else cells
    kept &= np.asarray(reach[inside].sum(axis=0)).ravel() > 0
    return found[found["initiatief"].isin(offer.loc[kept, "initiatief"])].reset_index(drop=True)
