"""What a referral card is asked: a place, a kind of person and a kind of support; and the cellen and groepen it means.

What is not said stays open: without an age every age is meant, and an answer that differs by age is then no yes.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mapping.analysis.model_run import ModelRun


@dataclass(frozen=True)
class Asked:
    """The choices of a card; small and hashable. Empty text, and None, stand for what was not said.

    subgroep: whom it is about. gebied or pc4: where someone lives; with both, their cel. abc: niveau A, B or C.
    vraagtype: kind of support. taal: what someone speaks. leeftijdsband: a cut band of the run. recht: entitled by
    palliatieve zorg, oneself or as naaste.
    """

    subgroep: str
    gebied: str = ""
    pc4: str = ""
    abc: str = ""
    vraagtype: str = ""
    taal: str = ""
    leeftijdsband: str = ""
    recht: bool | None = None


def cells_of(run: ModelRun, asked: Asked) -> np.ndarray:
    """Return the positions of the cellen where someone may live; those without inhabitants only where all are."""
    cellen = run.people.cellen
    inside = np.ones(len(cellen), dtype=bool)
    if asked.pc4:
        inside &= (cellen["pc4"] == asked.pc4).to_numpy()
    if asked.gebied:
        inside &= (cellen["gebiedcode"] == asked.gebied).to_numpy()
    lived_in = inside & (cellen["inwoners"].astype("float64") > 0).to_numpy()
    return np.flatnonzero(lived_in if lived_in.any() else inside)


def groups_of(run: ModelRun, asked: Asked) -> np.ndarray:
    """Return the positions of the groepen that someone may be in; none for a subgroep or band that does not exist."""
    groepen = run.people.groepen
    kept = groepen["subgroep"] == asked.subgroep
    if asked.leeftijdsband:
        kept &= groepen["leeftijdsband"] == asked.leeftijdsband
    if asked.recht is not None:
        kept &= groepen["recht_palliatief"] == asked.recht
    return np.flatnonzero(kept.to_numpy(dtype=bool))


def gebieden_of(run: ModelRun, asked: Asked) -> pd.Series:
    """Return the inhabitants of the place per gebiedcode, most first."""
    cellen = run.people.cellen.iloc[cells_of(run, asked)]
    counted = cellen["inwoners"].astype("float64").groupby(cellen["gebiedcode"]).sum()
    return counted.sort_values(ascending=False, kind="stable")
