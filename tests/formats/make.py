"""Make the small files in the exact CBS formats that the tests build a region from: `python -m tests.formats.make`.

Everything is invented: a grid of wijken, a coarser grid of postcodes that does not follow it, made-up names and counts.
Column names, order, types and layer names are those of the real files. The same files come out each time.
"""

from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from mapping.model import RD_NEW, VIJFJAARSGROEPEN

FOLDER = Path(__file__).parent

WIJKEN = "cbs_wijken_2022.gpkg"
KERNCIJFERS = "cbs_kerncijfers_wijken_2022.csv"
POSTCODES = "cbs_pc4_2020.gpkg"
LEEFTIJDEN = "cbs_inwoners_pc4_leeftijd_2021.csv"
POSTCODE_GEBIED = "pc4_wijk_2022_oppervlakte.csv"
REGIOS = "regio_indeling.csv"

ORIGIN_M = (100_000, 430_000)
WIJK_COLUMNS_M = (0, 1_500, 3_500, 6_000, 8_000, 10_000)
WIJK_ROWS_M = (0, 1_800, 4_000, 6_000, 8_000)
PC4_COLUMNS_M = (-400, 1_100, 2_900, 4_700, 6_900, 8_700, 10_400)
PC4_ROWS_M = (-300, 1_200, 2_600, 4_600, 6_500, 8_200)

CBS_UNKNOWN = -99_997
SMALL_WIJK, EMPTY_WIJK, UNKNOWN_WIJK, LETTER_WIJK = "WK900104", "WK900105", "WK900203", "WK9001A1"
UNKNOWN_PC4, HOLLOW_PC4, OUTLINELESS_PC4, AGELESS_PC4 = "1016", "1030", "1099", "1012"
CROWDED_PC4, CROWD = "1006", 1_500
"""A postcode with many people that lies in the wijk with 30: the two CBS files contradict one another here."""

REGIONS = {"GM9001": "Testregio Oost", "GM9002": "Testregio Oost", "GM9003": "Testeiland"}
GEMEENTEN = {"GM9001": "Molendrecht", "GM9002": "Wilgenoord", "GM9003": "Schorreland", "GM9004": "Buitenveen"}

WIJK_FACTS = (
    ("WK900100", "Wijk 00 Centrum", 12_340, 1), ("WK900101", "Wijk 01 Havenzicht", 8_765, 1),
    ("WK9001A1", "Nieuw-Lindeburg", 6_020, 2), ("WK900103", "'t Zand & Co", 4_415, 2),
    ("WK900104", "Kadeplas", 30, 4), ("WK900105", "Dokkenpolder", 0, 5),
    ("WK900200", "Wijk 00 Dorp", 5_205, 3), ("WK900201", "Wijk 01 Weiland", 2_330, 4),
    ("WK900202", "Wijk 02 Dijkzicht", 1_755, 4), ("WK900203", "Wijk 03 Haven", CBS_UNKNOWN, 5),
    ("WK900204", "Wijk 04 Bos", 640, 5), ("WK900300", "Schor-Noord", 3_105, 4),
    ("WK900301", "Schor-Zuid", 2_215, 4), ("WK900302", "Kreekoever", 985, 5),
    ("WK900303", "Duinrand", 1_460, 5), ("WK900304", "Één huis", 70, 5),
    ("WK900400", "Wijk 00 Veen", 7_100, 2), ("WK900401", "Wijk 01 Veen", 3_345, 3),
    ("WK900402", "Wijk 02 Veen", 1_280, 4), ("WK900403", "Wijk 03 Veen", 905, 5),
)  # fmt: skip
"""wijkcode, wijknaam, inhabitants, stedelijkheid, in the order of the grid: west to east, then north."""


def rectangles(columns_m: tuple[int, ...], rows_m: tuple[int, ...]) -> list[shapely.Geometry]:
    """Return the rectangles of a grid, west to east and then north, in RD New metres."""
    x, y = ORIGIN_M
    return [
        shapely.MultiPolygon([shapely.box(x + west, y + south, x + east, y + north)])
        for south, north in pairwise(rows_m)
        for west, east in pairwise(columns_m)
    ]


def wijken() -> gpd.GeoDataFrame:
    """Return the 20 wijken with the columns of CBS 85318NED as PDOK names them."""
    shapes = rectangles(WIJK_COLUMNS_M, WIJK_ROWS_M)
    rows = [_wijk(place, *facts) for place, facts in enumerate(WIJK_FACTS)]
    table = gpd.GeoDataFrame(rows, geometry=shapes, crs=RD_NEW)
    table.insert(5, "oppervlakte_totaal_km2", (table.area / 1e6).round(2))
    return table


def _wijk(place: int, code: str, name: str, inwoners: int, stedelijkheid: int) -> dict[str, object]:
    """Return one wijk; near-empty wijken have the nonsense percentages that CBS gives there."""
    gemeente = f"GM{code[2:6]}"
    few = inwoners < 50
    educated = np.nan if few else 20.0 + place
    return {
        "wijkcode": code, "wijknaam": name, "gemeentecode": gemeente, "gemeentenaam": GEMEENTEN[gemeente],
        "provincie": "Testland", "stedelijkheid_klasse": stedelijkheid, "aantal_inwoners": inwoners,
        "percentage_personen_0_tot_15_jaar": np.nan if few else 14.0 + place % 4,
        "percentage_personen_15_tot_25_jaar": np.nan if few else 12.0,
        "percentage_personen_25_tot_45_jaar": 100.0 if few else 26.0 - place % 4,
        "percentage_personen_45_tot_65_jaar": np.nan if few else 27.0,
        "percentage_personen_65_jaar_en_ouder": 50.0 if few else 21.0,
        "woningvoorraad": max(inwoners, 0) // 2,
        "gemiddelde_woningwaarde_x1000_euro": 200 + 10 * place,
        "percentage_koopwoningen": np.nan if few else 40.0 + place,
        "nettoarbeidsparticipatie_percentage": np.nan if few else 60.0 + place % 7,
        "percentage_personen_laagste_40_inkomen": np.nan if few else 30.5 + place,
        "percentage_personen_hoogste_20_inkomen": np.nan if few else 15.5,
        "percentage_opleidingsniveau_hoog": float(CBS_UNKNOWN) if code == "WK900204" else educated,
    }  # fmt: skip


def postcodes(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the 30 postcodes: 29 on a grid of their own, one without outline; people follow the wijken."""
    shapes = rectangles(PC4_COLUMNS_M, PC4_ROWS_M)
    shapes = [*shapes[:28], shapely.MultiPolygon([shapely.union_all(shapes[28:])]), shapely.MultiPolygon()]
    codes = [str(code) for code in range(1001, 1031)]
    people = dict(zip(codes, _people(shapes, areas), strict=True))
    people[CROWDED_PC4] = CROWD
    people[UNKNOWN_PC4] = people[HOLLOW_PC4] = np.nan
    inwoners = pd.Series(people).div(5).round().mul(5)
    half = inwoners.mul(0.1).round().mul(5).to_numpy()
    table = pd.DataFrame(
        {
            "pc4": [int(code) for code in codes],
            "plaats": [None if code in (UNKNOWN_PC4, HOLLOW_PC4) else f"Plaats {code}" for code in codes],
            "gemeentenaam": "Molendrecht", "provincie": "Testland", "corop": "Testcorop", "ggd_regio": "GGD Testland",
            "aantal_inwoners": inwoners.to_numpy(),
            "mannen": half, "vrouwen": half,
            "oppervlakte_km2": [round(shape.area / 1e6, 4) or 0.0001 for shape in shapes],
        }
    )  # fmt: skip
    return gpd.GeoDataFrame(table, geometry=shapes, crs=RD_NEW)


def _people(shapes: list[shapely.Geometry], areas: gpd.GeoDataFrame) -> list[float]:
    """Return the people of each shape when those of a wijk live evenly in it."""
    density = areas["aantal_inwoners"].clip(lower=0) / areas.area
    return [float((areas.intersection(shape).area * density).sum()) for shape in shapes]


def leeftijden(outlines: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return inhabitants per postcode and five years: older to the east; one postcode more and one less than drawn."""
    rows = []
    totals = dict(zip(outlines["pc4"].astype(str), outlines["aantal_inwoners"], strict=True))
    totals[OUTLINELESS_PC4] = 300.0
    del totals[HOLLOW_PC4], totals[AGELESS_PC4]
    for code, total in totals.items():
        weights = np.array([20.0 - abs(age - 8 - int(code) % 6) for age in range(len(VIJFJAARSGROEPEN))])
        people = np.round(total * weights / weights.sum() / 5) * 5
        rows += [
            (int(code), band.label, n, n // 2, n - n // 2) for band, n in zip(VIJFJAARSGROEPEN, people, strict=True)
        ]
    return pd.DataFrame(rows, columns=["pc4", "leeftijd", "aantal_inwoners", "mannen", "vrouwen"])


def postcode_gebied(areas: gpd.GeoDataFrame, outlines: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return which part of each postcode lies in which wijk; pairs under 0.5% of both are left out."""
    shapes = outlines[["pc4", "geometry"]][~outlines.is_empty]
    pairs = areas[["wijkcode", "wijknaam", "gemeentecode", "gemeentenaam", "geometry"]].overlay(shapes)
    of_pc4 = pairs.area / pairs["pc4"].map(shapes.set_index("pc4").area)
    of_wijk = pairs.area / pairs["wijkcode"].map(areas.set_index("wijkcode").area)
    pairs = pd.DataFrame(pairs.drop(columns="geometry")).assign(
        aandeel_pc4_oppervlakte=of_pc4.round(4), aandeel_wijk_oppervlakte=of_wijk.round(4)
    )
    pairs = pairs[(of_pc4 >= 0.005) | (of_wijk >= 0.005)].sort_values(["pc4", "wijkcode"])
    largest = pairs.groupby("pc4")["aandeel_pc4_oppervlakte"].idxmax()
    columns = ["pc4", "wijkcode", "wijknaam", "gemeentecode", "gemeentenaam", "aandeel_pc4_oppervlakte",
               "aandeel_wijk_oppervlakte"]  # fmt: skip
    return pairs[columns].assign(hoofdwijk=pairs.index.isin(largest))


def regios(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return which gemeente belongs to which of the two regions; the fourth gemeente belongs to none."""
    people = areas.assign(n=areas["aantal_inwoners"].clip(lower=0)).groupby("gemeentecode")["n"].agg(["sum", "size"])
    rows = [
        (regio, regio, code, GEMEENTEN[code], "Testland", people.at[code, "sum"], code, GEMEENTEN[code],
         people.at[code, "size"])
        for code, regio in REGIONS.items()
    ]  # fmt: skip
    columns = ["regio", "deelregio", "gemeentecode_2022", "gemeentenaam_2022", "provincie", "aantal_inwoners_2022",
               "gemeentecode_2023", "gemeentenaam_2023", "aantal_wijken_2022"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def make(folder: Path = FOLDER) -> None:
    """Write the six files; GeoPackages carry a fixed time, so that the same bytes come out."""
    areas = wijken()
    outlines = postcodes(areas)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2022-01-01T00:00:00.000Z"})
    try:
        for name, layer, table in ((WIJKEN, "wijken_2022", areas), (POSTCODES, "pc4_2020", _whole(outlines))):
            (folder / name).unlink(missing_ok=True)
            pyogrio.write_dataframe(table, folder / name, layer=layer, driver="GPKG", geometry_type="MultiPolygon")
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    tables = {
        KERNCIJFERS: pd.DataFrame(areas.drop(columns="geometry")),
        LEEFTIJDEN: leeftijden(outlines),
        POSTCODE_GEBIED: postcode_gebied(areas, outlines),
        REGIOS: regios(areas),
    }
    for name, table in tables.items():
        table.to_csv(folder / name, index=False, lineterminator="\n")


def _whole(outlines: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the postcodes with whole numbers, as CBS stores them."""
    return outlines.astype(dict.fromkeys(("aantal_inwoners", "mannen", "vrouwen"), "Int64"))


if __name__ == "__main__":
    make()
