"""The real CBS files of ../shared/data as answers of the services: Rotterdam, Schiedam and Voorne aan Zee."""

from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from tests.conftest import REAL_FOLDER
from tests.official_services import World, add_ages, add_health, add_kerncijfers, health_rows, kern_rows

ROTTERDAM, SCHIEDAM, VOORNE = "GM0599", "GM0606", "GM1992"
OLD_VOORNE = ("GM0501", "GM0530", "GM0614")
AROUND_M = 15_000
"""Enough of the country around the gemeenten for a rand of 10 km, and little enough to be quick."""


def real_world() -> World:
    """Return services that know the wijken of 2022, and those of 2023 where Schiedam drew others and Voorne aan Zee merged.

    The outlines of Schiedam in 2023 are not among the files, only the list: they are made here, twelve upright strips of
    its ground under the codes and names of that list. Its figures are spread by area. All else is real.
    """
    world = World(page=100)
    old = gpd.read_file(REAL_FOLDER / "cbs_wijken_2022.gpkg")
    gemeenten = gpd.read_file(REAL_FOLDER / "cbs_gemeenten_2022.gpkg")
    near = gemeenten[gemeenten["gemeentecode"].isin([ROTTERDAM, SCHIEDAM, *OLD_VOORNE])].union_all().buffer(AROUND_M)
    old = old[old.intersects(near)].reset_index(drop=True)
    gemeenten = gemeenten[gemeenten["gemeentecode"].isin(old["gemeentecode"])]
    new = _wijken_2023(old)
    for year, table in (("2022", old), ("2023", new)):
        outlines = table[["wijkcode", "wijknaam", "gemeentecode", "geometry"]].assign(water="NEE")
        world.areas[year, "wijken"] = outlines
    merged = gemeenten.assign(
        gemeentecode=gemeenten["gemeentecode"].replace(dict.fromkeys(OLD_VOORNE, VOORNE)),
        gemeentenaam=gemeenten["gemeentenaam"].where(~gemeenten["gemeentecode"].isin(OLD_VOORNE), "Voorne aan Zee"),
    )
    for year, table in (("2022", gemeenten), ("2023", merged.dissolve("gemeentecode", as_index=False))):
        world.areas[year, "gemeenten"] = table[["gemeentecode", "gemeentenaam", "geometry"]].assign(water="NEE")
    add_kerncijfers(world, "85318NED", kern_rows(old))
    add_kerncijfers(world, "85618NED", kern_rows(new))
    pc4 = gpd.read_file(REAL_FOLDER / "cbs_pc4_2020.gpkg")
    pc4 = pc4[pc4.intersects(near)].rename(columns={"pc4": "postcode"})
    world.postcodes["2020"] = pc4[["postcode", "aantal_inwoners", "geometry"]]
    ages = pd.read_csv(REAL_FOLDER / "cbs_inwoners_pc4_leeftijd_2021.csv")
    add_ages(world, ages[ages["pc4"].isin(pc4["postcode"])], "2021")
    add_health(world, health_rows(dict(zip(old["wijkcode"], np.linspace(8, 20, len(old)).round(1), strict=True))))
    return world


def _wijken_2023(old: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the wijken of 2023: the derived ones of the regions, the strips of Schiedam, and the rest as in 2022."""
    table = pd.read_csv(REAL_FOLDER / "wijk_concordantie_2022_2023_regio.csv", dtype=str)
    pairs = table[table["wijkcode_2023"].notna()].set_index("wijkcode_2022")
    renamed = old[old["gemeentecode"] != SCHIEDAM].copy()
    for column, source in (("wijknaam", "wijknaam_2023"), ("gemeentecode", "gemeentecode_2023")):
        known = renamed["wijkcode"].map(pairs[source]) if source in pairs else renamed[column]
        renamed[column] = known.fillna(renamed[column])
    renamed["wijkcode"] = renamed["wijkcode"].map(pairs["wijkcode_2023"]).fillna(renamed["wijkcode"])
    renamed["gemeentecode"] = "GM" + renamed["wijkcode"].str[2:6]
    return pd.concat([renamed, _schiedam_2023(old)], ignore_index=True)


def _schiedam_2023(old: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return twelve strips of the ground of Schiedam under its codes of 2023, with its people spread by area."""
    listed = pd.read_csv(REAL_FOLDER / "cbs_wijken_2023_lijst.csv", dtype=str)
    listed = listed[(listed["gemeentecode"] == SCHIEDAM) & (listed["water"] == "NEE")]
    before = old[old["gemeentecode"] == SCHIEDAM]
    ground = before.union_all()
    west, south, east, north = ground.bounds
    edges = np.linspace(west, east, len(listed) + 1)
    strips = [shapely.intersection(ground, shapely.box(a, south, b, north)) for a, b in pairwise(edges)]
    people = before["aantal_inwoners"].sum()
    return gpd.GeoDataFrame(
        {
            "wijkcode": listed["wijkcode"].to_numpy(), "wijknaam": listed["wijknaam"].to_numpy(),
            "gemeentecode": SCHIEDAM, "gemeentenaam": "Schiedam", "stedelijkheid_klasse": 1,
            "aantal_inwoners": [round(people * strip.area / ground.area / 5) * 5 for strip in strips],
            "percentage_personen_laagste_40_inkomen": 45.0, "percentage_opleidingsniveau_hoog": 25.0,
        },
        geometry=strips, crs=old.crs,
    )  # fmt: skip
