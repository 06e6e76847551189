"""Vindplaatsen: the places where people are found, as they may be shown, and whom they are near.

The *catchment* of a vindplaats are the cellen from which people come to a place on foot or by bus: those within the
reach of offer op locatie (analysis/reach.py): 3 km at stedelijkheid 1-2, 8 km elsewhere, straight × 1.3 and around
water, and its own cel. In reach is in reach: nothing fades with distance.

A place that may be known by wijk only (open_tables.sheltered_places) is nowhere. Whatever point or address the data hold
is not used, so that nothing that follows from a place can give it away. For its catchment and for a route it stands in
the middle of its wijk: the mean point of the inhabitants of its cellen; and all cellen of that wijk are in it.
"""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.sparse import csr_array

from mapping.analysis.open_tables import COARSE_CODES, sheltered_places
from mapping.analysis.reach import nearness, weights_of
from mapping.analysis.settings import ReachSettings
from mapping.analysis.water import Waters
from mapping.model import Kanaal, WerkgebiedStand

SHOWN_COLUMNS = ("adres", "pc4")
"""Columns of a vindplaats that say where it is: empty where it is known by wijk only."""

NO_AREAS = pd.DataFrame({"initiatief": [], "gebiedsoort": [], "code": []}, dtype="str")
"""A vindplaats has no werkgebied: whoever comes is there."""


def shown_places(tables: Mapping[str, pd.DataFrame]) -> gpd.GeoDataFrame:
    """Return the vindplaatsen as they may be shown, in the order of the codes; index 0..n-1.

    Columns: vindplaats, naam, type, adres, pc4, openingstijden, precisie, laatst_gecontroleerd, bron, peildatum,
    gebiedcode (of the gebied it lies in; of a place known by wijk only that of the wijk, missing where the file has finer
    gebieden), gebied (the name of that, or of the gemeente), gemeentecode, regio, by_wijk (bool), geometry (RD New; where
    it is for reach and route, missing where that is not known). Only where `by_wijk` is False may the geometry be shown.
    """
    rows = tables["vindplaats"].sort_values("vindplaats", ignore_index=True)
    hidden = sheltered_places(rows)
    facts = tables["gebied"].drop_duplicates("gebiedcode").set_index("gebiedcode")
    coarse = rows["gebiedcode"].str.startswith(COARSE_CODES, na=False).to_numpy(dtype=bool)
    gemeente = rows["gebiedcode"].map(facts["gemeentecode"])
    name = rows["gebiedcode"].map(_names(facts)).where(~hidden | coarse, rows["gebiedcode"].map(facts["gemeentenaam"]))
    area = rows["gebiedcode"].where(coarse, gemeente)
    points = [
        (_middle(tables["cel"], facts, code) if by_wijk else point)
        for point, by_wijk, code in zip(rows.geometry, hidden, area, strict=True)
    ]
    kept = rows.drop(columns=["voorbeeld", "geometry", "gebiedcode"])
    kept = kept.assign(**{column: rows[column].where(~hidden) for column in SHOWN_COLUMNS})
    kept = kept.assign(
        gebiedcode=rows["gebiedcode"].where(~hidden | coarse),
        gebied=name,
        gemeentecode=gemeente,
        regio=rows["gebiedcode"].map(facts["regio"]),
        by_wijk=hidden,
    )
    return gpd.GeoDataFrame(pd.DataFrame(kept), geometry=gpd.GeoSeries(points, index=rows.index, crs=rows.crs))


def _names(facts: pd.DataFrame) -> pd.Series:
    """Return gebiedcode → name, with the gemeente where that is another name."""
    same = facts["gebiednaam"] == facts["gemeentenaam"]
    return facts["gebiednaam"].where(same, facts["gebiednaam"] + " (" + facts["gemeentenaam"] + ")")


def _of_area(cellen: pd.DataFrame, facts: pd.DataFrame, code: object) -> np.ndarray:
    """Tell which cellen lie in a gebied or a gemeente (bool array)."""
    if not isinstance(code, str):
        return np.zeros(len(cellen), dtype=bool)
    codes = {code, *facts.index[(facts["gemeentecode"] == code).to_numpy(dtype=bool)]}
    return cellen["gebiedcode"].isin(codes).to_numpy(dtype=bool)


def _middle(cel: gpd.GeoDataFrame, facts: pd.DataFrame, code: object) -> shapely.Point | None:
    """Return the mean point of the inhabitants of a gebied or a gemeente; None without cellen."""
    inside = cel[_of_area(cel, facts, code)]
    if inside.empty:
        return None
    people = inside["inwoners"].to_numpy(dtype=float)
    weight = people if people.sum() > 0 else np.ones(len(inside))
    return shapely.Point(np.average(shapely.get_coordinates(inside.geometry.to_numpy()), axis=0, weights=weight))


def catchment(
    places: gpd.GeoDataFrame, cellen: gpd.GeoDataFrame, *, settings: ReachSettings, water: Waters | None = None
) -> csr_array:
    """Return which cellen lie in the catchment of which places: sparse, 1.0 inside (cells × places).

    `places` as of shown_places, `cellen` as of population.cell_frame. A place that is nowhere known has none.
    """
    offer = places.assign(
        initiatief=places["vindplaats"],
        kanaal=Kanaal.OP_LOCATIE.value,
        werkgebied_stand=WerkgebiedStand.GEEN_BEPERKING.value,
    )
    near = nearness(cellen, offer, NO_AREAS, settings=settings, water=water)
    inside = weights_of(near).tocoo()
    facts = cellen.drop_duplicates("gebiedcode").set_index("gebiedcode")
    area = places["gebiedcode"].fillna(places["gemeentecode"])
    own = [
        (np.flatnonzero(_of_area(cellen, facts, area.iloc[place])), place)
        for place in np.flatnonzero(places["by_wijk"].to_numpy(dtype=bool))
    ]
    rows = np.concatenate([inside.row, *(cells for cells, _place in own)])
    columns = np.concatenate([inside.col, *(np.full(len(cells), place) for cells, place in own)])
    found = csr_array((np.ones(len(rows)), (rows.astype(int), columns.astype(int))), shape=near.shape)
    found.sum_duplicates()
    found.data[:] = 1.0
    return found


def where_known(places: gpd.GeoDataFrame) -> np.ndarray:
    """Tell which places have a point to reckon with (bool array): their own, or the middle of their wijk."""
    return ~(places.geometry.isna() | places.geometry.is_empty).to_numpy(dtype=bool)
