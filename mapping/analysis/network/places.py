"""Where a node may be drawn on a map: at its own point, or nowhere.

What is sheltered or known by wijk only is never a point, not even at the centre of its wijk: a mark there reads as a
place. An organisatie has no place of its own: it stands in the middle of its initiatieven, or of its gemeente.
"""

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd

from mapping.analysis.network.nodes import JOINT
from mapping.model import RD_NEW

OWN, WIJK, OFFER, GEMEENTE, NOWHERE = (
    "eigen plaats",
    "alleen de wijk",
    "midden van het aanbod",
    "midden van de gemeente",
    "",
)
"""How a node came by its place; of WIJK only the gebied is known or may be known, so that it has none."""


def places(tables: Mapping[str, gpd.GeoDataFrame], known: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return a point (RD New; None where there is none) and `how` per node, in the order of `known`."""
    points = {**_own(tables, "initiatief"), **_own(tables, "vindplaats")}
    shown = {node: (point, OWN) for node, point in points.items() if not known.at[node, "sheltered"]}
    by_wijk = known.index[(known["soort"] != "organisatie") & (known["gebiedcode"].notna() | known["sheltered"])]
    shown |= {node: (None, WIJK) for node in by_wijk if node not in shown}
    shown |= _organisaties(tables, known, shown)
    found = [shown.get(node, (None, NOWHERE)) for node in known.index]
    return gpd.GeoDataFrame(
        {"how": [how for _point, how in found]},
        geometry=gpd.GeoSeries([point for point, _how in found], index=known.index, crs=RD_NEW),
        index=known.index,
    )


def _own(tables: Mapping[str, gpd.GeoDataFrame], kind: str) -> dict[str, object]:
    table = tables[kind]
    there = ~(table.geometry.isna() | table.geometry.is_empty)
    return {
        f"{kind}{JOINT}{code}": point for code, point in zip(table.loc[there, kind], table.geometry[there], strict=True)
    }


def _organisaties(tables: Mapping[str, gpd.GeoDataFrame], known: pd.DataFrame, shown: Mapping[str, tuple]) -> dict:
    """Return the places of organisaties: the middle of their initiatieven with a place, or of their gemeente."""
    gebied = tables["gebied"]
    of_gemeente = gebied.dissolve(by="gemeentecode").geometry.representative_point()
    offering = known[(known["soort"] == "initiatief") & known["organisatie"].notna()]
    offering = offering[[shown.get(node, (None, NOWHERE))[1] == OWN for node in offering.index]]
    found = {}
    for node, row in known[known["soort"] == "organisatie"].iterrows():
        own = [shown[child][0] for child in offering.index[(offering["organisatie"] == node).to_numpy(dtype=bool)]]
        if own:
            found[node] = (gpd.GeoSeries(own).union_all().centroid, OFFER)
        elif pd.notna(row["gemeentecode"]) and row["gemeentecode"] in of_gemeente.index:
            found[node] = (of_gemeente[row["gemeentecode"]], GEMEENTE)
    return found
