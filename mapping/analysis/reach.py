"""Reach: which initiatieven the people of a cel can get to, whatever the rules say (method.md section 2).

Distance is a straight line in RD New × 1.3, or over a bridge where water lies in between (analysis/water.py); inside a
cel it is the mean distance to its middle. Each kanaal has its limit; of several kanalen the best counts. A werkgebied
is a rule, not reach, but where it is *unknown* we do not stretch it: a home visitor then counts in the own gemeente, a
phone in the own regio.
"""

import numpy as np
import pandas as pd
import shapely
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from mapping.analysis.offer import kanalen, landelijk
from mapping.analysis.settings import ReachSettings
from mapping.analysis.water import Waters
from mapping.model import OP_AFSTAND, Kanaal, WerkgebiedStand

OWN_CELL_FACTOR = 0.905
"""Mean distance to the middle of a shape of area a is about 0.905·√(a/π) (method.md section 2)."""

TOWN_CLASSES = (1, 2)
"""CBS stedelijkheid that counts as town; missing counts as country."""

BANDWIDTH_PART = 3.0
"""A gaussian weight has a bandwidth of the limit divided by this."""

M_PER_KM = 1000.0

WIDEST = 1.2
"""Pairs are kept up to this many times the limit: how far reach varies in the uncertainty (method.md section 6, ±20%)."""


def distances_km(
    cellen: pd.DataFrame,
    initiatief: pd.DataFrame,
    *,
    within_km: float | np.ndarray,
    settings: ReachSettings,
    water: Waters | None = None,
) -> csr_array:
    """Return travelled km between cellen and initiatieven (sparse; no entry = further than `within_km` or no place).

    `within_km` is one number or one per initiatief; within its own cel an initiatief is always near enough.
    `cellen` as of population.cell_frame; initiatieven without a point have no entries. Zero never stands for near:
    the least distance is a millimetre. With `water` a pair with water in between travels over its overgangen; within
    one cel nobody does.
    """
    placed = np.flatnonzero(~(initiatief.geometry.isna() | initiatief.geometry.is_empty).to_numpy())
    shape = (len(cellen), len(initiatief))
    if not len(placed):
        return csr_array(shape)
    here = shapely.get_coordinates(cellen.geometry.to_numpy())
    there = shapely.get_coordinates(initiatief.geometry.to_numpy()[placed])
    reach_m = np.broadcast_to(within_km, shape[1])[placed] * M_PER_KM / settings.factor
    pairs = cKDTree(here).sparse_distance_matrix(cKDTree(there), reach_m.max(), output_type="coo_matrix")
    near = pairs.data <= reach_m[pairs.col]
    km, rows, at = pairs.data[near] * settings.factor / M_PER_KM, pairs.row[near], pairs.col[near]
    columns = placed[at]
    own_rows, own_columns = _own_cells(cellen, initiatief, placed)
    own_km = OWN_CELL_FACTOR * np.sqrt(cellen["area_km2"].to_numpy(dtype=float)[own_rows] / np.pi) * settings.factor
    other = ~np.isin(rows * shape[1] + columns, own_rows * shape[1] + own_columns)
    rows, columns, km, at = rows[other], columns[other], km[other], at[other]
    if water is not None:
        metres = water.metres(here, there, (rows, at), within_m=reach_m.max())
        kept = metres <= reach_m[at]
        rows, columns, km = rows[kept], columns[kept], metres[kept] * settings.factor / M_PER_KM
    rows, columns = np.concatenate([rows, own_rows]), np.concatenate([columns, own_columns])
    km = np.maximum(np.concatenate([km, own_km]), 1e-6)
    return csr_array((km, (rows, columns)), shape=shape)


def _own_cells(cellen: pd.DataFrame, initiatief: pd.DataFrame, placed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return (cel, initiatief) positions where an initiatief stands in that cel, by gebied and postcode."""
    cells = pd.MultiIndex.from_frame(cellen[["gebiedcode", "pc4"]])
    at = cells.get_indexer(pd.MultiIndex.from_frame(initiatief.iloc[placed][["gebiedcode", "pc4"]]))
    return at[at >= 0], placed[at >= 0]


def reach_weights(
    cellen: pd.DataFrame,
    initiatief: pd.DataFrame,
    werkgebied: pd.DataFrame,
    *,
    settings: ReachSettings,
    water: Waters | None = None,
) -> csr_array:
    """Return the weight of each initiatief for each cel (sparse, in (0, 1]; no entry = out of reach)."""
    near = nearness(cellen, initiatief, werkgebied, settings=settings, water=water)
    return weights_of(near, gaussian=settings.gaussian)


def nearness(
    cellen: pd.DataFrame,
    initiatief: pd.DataFrame,
    werkgebied: pd.DataFrame,
    *,
    settings: ReachSettings,
    water: Waters | None = None,
    gebied: pd.DataFrame | None = None,
) -> csr_array:
    """Return limit / km for the best kanaal of each pair (sparse, cells × initiatieven; infinite without a journey).

    From 1 up is in reach. Pairs down to 1 / WIDEST are kept, so that a reach of up to WIDEST times the limits needs no
    new distances. Offer that is landelijk and only by phone or online is 'alleen op afstand' and reaches nobody by
    default. `gebied` (gebiedcode, gemeentecode, regio; default those of the cellen) says where an initiatief stands;
    give it for cellen outside the region (no regio: no phone or online offer reaches them).
    """
    channels = [kanalen(value) for value in initiatief["kanaal"]]
    visits = np.array([Kanaal.HUISBEZOEK in names for names in channels], dtype=bool)
    on_site = max(settings.town_km, settings.country_km)
    furthest = WIDEST * np.where(visits, max(on_site, settings.home_visit_km), on_site)
    km = distances_km(cellen, initiatief, within_km=furthest, settings=settings, water=water).tocoo()
    places = (cellen if gebied is None else gebied).drop_duplicates("gebiedcode").set_index("gebiedcode")
    unknown_area = (initiatief["werkgebied_stand"] == WerkgebiedStand.ONBEKEND).to_numpy()
    best = csr_array((len(cellen), len(initiatief)))
    for channel, limit in _limits(cellen, settings).items():
        offers = np.array([channel in names for names in channels], dtype=bool)
        kept = offers[km.col] & (km.data <= WIDEST * limit[km.row])
        if channel == Kanaal.HUISBEZOEK:
            kept &= ~unknown_area[km.col] | _same_gemeente(cellen, initiatief, places["gemeentecode"], km.row, km.col)
        near = limit[km.row[kept]] / km.data[kept]
        best = best.maximum(csr_array((near, (km.row[kept], km.col[kept])), shape=best.shape))
    return best.maximum(
        _remote(cellen, initiatief, channels, landelijk(initiatief, werkgebied), places["regio"])
    ).tocsr()


def weights_of(near: csr_array, *, widened: float = 1.0, gaussian: bool = False) -> csr_array:
    """Return the weights that go with `nearness` (sparse, in (0, 1]) when every limit is `widened` times as far.

    Step: 1 within the limit. Gaussian: exp(-½ (km / bandwidth)²) with a bandwidth of a third of the limit. Raises
    ValueError for a factor above WIDEST: those pairs are not there.
    """
    if not 0 < widened <= WIDEST:
        raise ValueError(f"widened must lie in (0, {WIDEST}], not {widened}")
    near = near.tocsr()
    inside = near.data * widened >= 1
    weight = np.exp(-0.5 * (BANDWIDTH_PART / (near.data * widened)) ** 2) if gaussian else np.ones(near.nnz)
    kept = csr_array((np.where(inside, weight, 0.0), near.indices.copy(), near.indptr.copy()), shape=near.shape)
    kept.eliminate_zeros()
    return kept


def _limits(cellen: pd.DataFrame, settings: ReachSettings) -> dict[Kanaal, np.ndarray]:
    """Return the limit in km per cel for each kanaal that needs a journey."""
    town = cellen["stedelijkheid"].isin(TOWN_CLASSES).to_numpy()
    return {
        Kanaal.OP_LOCATIE: np.where(town, settings.town_km, settings.country_km),
        Kanaal.HUISBEZOEK: np.full(len(cellen), settings.home_visit_km),
    }


def _same_gemeente(
    cellen: pd.DataFrame, initiatief: pd.DataFrame, gemeente: pd.Series, rows: np.ndarray, columns: np.ndarray
) -> np.ndarray:
    """Tell for each pair whether cel and initiatief are in one gemeente (`gemeente`: gebiedcode → gemeentecode)."""
    own = initiatief["gebiedcode"].map(gemeente).to_numpy(dtype=object)
    return cellen["gemeentecode"].to_numpy(dtype=object)[rows] == own[columns]


def _remote(
    cellen: pd.DataFrame, initiatief: pd.DataFrame, channels: list[set[str]], national: np.ndarray, regio: pd.Series
) -> csr_array:
    """Return infinity for phone and online offer in its own regio (all with a regio where its place is unknown).

    regio: gebiedcode → regio.
    """
    own = initiatief["gebiedcode"].map(regio)
    remote = np.array([bool(names & set(OP_AFSTAND)) for names in channels], dtype=bool)
    rows, columns = [], []
    for position in np.flatnonzero(remote & ~national):
        alike = cellen["regio"].notna() if pd.isna(own[position]) else cellen["regio"] == own[position]
        inside = alike.to_numpy(dtype=bool)
        rows.append(np.flatnonzero(inside))
        columns.append(np.full(inside.sum(), position))
    if not rows:
        return csr_array((len(cellen), len(initiatief)))
    place = (np.concatenate(rows), np.concatenate(columns))
    return csr_array((np.full(len(place[0]), np.inf), place), shape=(len(cellen), len(initiatief)))
