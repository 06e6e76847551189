"""The split of one region made over and over, each time for another draw (method.md sections 3, 4 and 6).

It follows access.py and split.py over the classes and columns of prepared.py; a draw in which nothing varies gives the
split of model_run. The part of an initiatief's places that people of the rand take is that of model_run in every draw:
what we do not know of the vraag holds on both sides of the border.
"""

import numpy as np
from scipy.sparse import csr_array

from mapping.analysis.chance.draws import Chance
from mapping.analysis.chance.prepared import Columns, Prepared
from mapping.model import UNIEK

UNIT_PARTS = ("vraag", "bediend", "onbekend", "uitgesloten", "buiten_bereik")
"""What a draw gives per unit and subgroep; geen_plaats is the rest of vraag."""

CAUSE_PARTS = ("uitgesloten_plaats", "uitgesloten_persoon", "uitgesloten_een_van_beide")
"""What it gives per regio as well; uitgesloten_beide is the rest of uitgesloten."""

OPEN_PART = "buiten_bereik_open"
"""The part of buiten_bereik in gebieden whose offer is not fully looked up."""

REGIO_PARTS = (*UNIT_PARTS, *CAUSE_PARTS, OPEN_PART)


def scales(prepared: Prepared, drawn: Chance) -> tuple[np.ndarray, np.ndarray]:
    """Return the factors on the base for need and for demand (slots × gebieden each) in one draw.

    Nobody counts twice in a subgroep: a drawn share is never above 1. Demand is omega × need, 0 for a kenmerk.
    """
    aandeel, steunvraag = prepared.aandeel, prepared.steunvraag
    share = aandeel.drawn(drawn.aandeel)[aandeel.place]
    if aandeel.tau.any():
        departure = np.repeat(drawn.local, prepared.bands, axis=0)
        share = share * np.exp(aandeel.tau[aandeel.place] * departure)
    share = np.minimum(share, np.maximum(1.0, aandeel.midden)[aandeel.place])
    want = steunvraag.drawn(drawn.steunvraag)[steunvraag.place]
    factor = (share / aandeel.reference[aandeel.place]) * (want / steunvraag.reference[steunvraag.place])
    factor = np.broadcast_to(factor, (len(factor), prepared.gebieden))
    return factor, factor * _omega(prepared, share * want)


def _omega(prepared: Prepared, q: np.ndarray) -> np.ndarray:
    """Return omega per slot × gebied (overlap.omega), 0 for a kenmerk; q: aandeel × steunvraag of each slot."""
    q = np.where(prepared.life[:, None], np.minimum(q, 1.0), 0.0).reshape(-1, prepared.bands, q.shape[1])
    total = q.sum(axis=0)
    factor = np.divide(1 - np.prod(1 - q, axis=0), total, out=np.zeros_like(total), where=total > 0)
    return np.where(prepared.life[:, None], np.tile(factor, (len(q), 1)), 0.0)


def evaluate(prepared: Prepared, drawn: Chance) -> tuple[np.ndarray, np.ndarray]:
    """Split the vraag of one draw.

    Returns people as (units × kinds × UNIT_PARTS) and (regios × kinds × REGIO_PARTS), in the orders of `prepared`.
    """
    need_scale, demand_scale = scales(prepared, drawn)
    weight, back = prepared.pairs.weights(drawn.reach, gaussian=prepared.run.settings.reach.gaussian)
    merged = _by_class(prepared, prepared.demand, demand_scale)
    places = _places(prepared, drawn, back, merged, need_scale)
    score = np.minimum((weight @ (prepared.known * places[:, None])).T, 1.0)
    parts = _per_person(prepared, drawn.reach, score)
    asked = prepared.asked
    need = _merged(_scaled(prepared, asked.columns, need_scale), asked.starts)
    found = np.empty((len(prepared.kinds), parts.shape[1], len(prepared.zone)))
    for number, kind in enumerate(prepared.kinds):
        if kind == UNIEK:
            np.einsum("mc,mpc->pc", merged, parts, out=found[number])
        else:
            own = asked.rows[kind]
            np.einsum("gc,gpc->pc", need[own], parts[asked.klass[own]], out=found[number])
    return _added_up(prepared, found)


def _scaled(prepared: Prepared, columns: Columns, scale: np.ndarray) -> np.ndarray:
    """Return the people of each column in one draw (columns × cells)."""
    return columns.base * scale[columns.slot][:, prepared.zone]


def _by_class(prepared: Prepared, columns: Columns, scale: np.ndarray) -> np.ndarray:
    """Scale the base and add the columns of each class up (classes × cells)."""
    merged = np.zeros((prepared.admitted.shape[1], columns.base.shape[1]))
    if len(columns.slot):
        present, starts = np.unique(columns.klass, return_index=True)
        merged[present] = _merged(_scaled(prepared, columns, scale), starts)
    return merged


def _merged(scaled: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Add neighbouring columns up, from each start to the next (starts × cells); a product is quicker than reduceat."""
    columns = len(scaled)
    return (
        csr_array((np.ones(columns), np.arange(columns), np.append(starts, columns)), shape=(len(starts), columns))
        @ scaled
    )


def _places(
    prepared: Prepared, drawn: Chance, back: csr_array, merged: np.ndarray, need_scale: np.ndarray
) -> np.ndarray:
    """Return the places per person of each initiatief; without any demand its capacity is shared over need."""
    competing = ((back @ merged.T) * prepared.admitted).sum(axis=1)
    idle = (competing == 0) & (back.sum(axis=1) > 0)
    if idle.any():
        columns = prepared.need if np.any(idle & ~prepared.without_life) else prepared.need_without_life
        need = ((back @ _by_class(prepared, columns, need_scale).T) * prepared.admitted).sum(axis=1)
        competing = np.where(idle, need, competing)
    capacity = prepared.run.capacity * drawn.capacity
    usable = np.isfinite(capacity) & (competing > 0)
    return np.divide(capacity, competing, out=np.zeros_like(capacity), where=usable)


def _per_person(prepared: Prepared, widened: float, score: np.ndarray) -> np.ndarray:
    """Return the chance of each part for a person (classes × parts × cells): UNIT_PARTS and then CAUSE_PARTS."""
    fits, admitted, unknown, no_place_rule, no_person_rule = prepared.near * widened >= 1
    barred = fits & ~admitted
    answer = np.empty((len(score), len(UNIT_PARTS) + len(CAUSE_PARTS), score.shape[1]))
    parts = answer.swapaxes(0, 1)
    parts[0] = 1.0
    parts[1] = score
    np.multiply(1 - score, unknown, out=parts[2])
    parts[3] = barred
    parts[4] = ~fits
    parts[5] = barred & no_place_rule & ~no_person_rule
    parts[6] = barred & no_person_rule & ~no_place_rule
    parts[7] = barred & no_place_rule & no_person_rule
    return answer


def _added_up(prepared: Prepared, found: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Add cells up to units and to regios (with what is out of reach where not all offer was looked up)."""
    kinds, _parts, cells = found.shape
    own = found[:, : len(UNIT_PARTS)].reshape(-1, cells)
    outside = found[:, UNIT_PARTS.index("buiten_bereik")] * prepared.open_cells
    wide = np.concatenate([found, outside[:, None]], axis=1).reshape(-1, cells)
    units = (prepared.to_units @ own.T).reshape(-1, kinds, len(UNIT_PARTS))
    return units, (prepared.to_regios @ wide.T).reshape(-1, kinds, len(REGIO_PARTS))
