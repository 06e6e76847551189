"""The waters and overgangen that come with the product: well formed, and where they are on the real map."""

import shutil

import geopandas as gpd
import numpy as np
import pytest
import shapely

from mapping.analysis.water import waters
from mapping.errors import TableError
from mapping.model import RD_NEW
from mapping.sources.catalogue import CATALOGUE_FOLDER
from mapping.sources.water import read_water
from tests.conftest import REAL_FOLDER, TODAY
from tests.formats import make

EVERYWHERE = gpd.GeoDataFrame(geometry=[shapely.box(0, 300_000, 280_000, 620_000)], crs=RD_NEW)
SNAP_M = 10.0
"""Overgangen are rounded to 10 m; further from its water one would be a mistake."""

MANY = 50
"""People; in a smaller cel only the edges of two drawings overlap."""

BANKS = {
    "veer-maassluis-rozenburg": ("Maassluis", "Rotterdam"),
    "maasdeltatunnel": ("Vlaardingen", "Rotterdam"),
    "algerabrug": ("Capelle aan den IJssel", "Krimpen aan den IJssel"),
    "botlekbrug": ("Nissewaard", "Rotterdam"),
    "spijkenisserbrug": ("Nissewaard", "Rotterdam"),
    "rhoons-veer-spijkenisse": ("Albrandswaard", "Nissewaard"),
    "rhoons-veer-oud-beijerland": ("Albrandswaard", "Hoeksche Waard"),
    "heinenoordtunnel": ("Barendrecht", "Hoeksche Waard"),
    "drechttunnel": ("Zwijndrecht", "Dordrecht"),
    "zwijndrechtse-brug": ("Zwijndrecht", "Dordrecht"),
    "veer-zwijndrecht-dordrecht": ("Zwijndrecht", "Dordrecht"),
    "kiltunnel": ("Hoeksche Waard", "Dordrecht"),
    "noordbrug": ("Hendrik-Ido-Ambacht", "Alblasserdam"),
    "noordtunnel": ("Hendrik-Ido-Ambacht", "Alblasserdam"),
    "papendrechtsebrug": ("Papendrecht", "Dordrecht"),
    "veer-papendrecht": ("Papendrecht", "Dordrecht"),
    "driehoeksveer": ("Ridderkerk", "Krimpenerwaard"),
    "driehoeksveer-kinderdijk": ("Ridderkerk", "Molenlanden"),
    "veer-krimpen-kinderdijk": ("Krimpenerwaard", "Molenlanden"),
    "veer-lekkerkerk": ("Krimpenerwaard", "Molenlanden"),
    "veer-bergstoep": ("Krimpenerwaard", "Molenlanden"),
    "veer-kop-van-t-land": ("Dordrecht", "Altena"),
    "moerdijkbrug": ("Dordrecht", "Moerdijk"),
    "veer-nieuw-beijerland": ("Hoeksche Waard", "Nissewaard"),
    "haringvlietdam": ("Westvoorne", "Goeree-Overflakkee"),
    "haringvlietbrug": ("Hoeksche Waard", "Goeree-Overflakkee"),
    "hartelbrug": ("Nissewaard", "Rotterdam"),
    "harmsenbrug": ("Brielle", "Rotterdam"),
    "slaakdam": ("Tholen", "Tholen"),
    "vossemeersebrug": ("Tholen", "Steenbergen"),
    "tholensebrug": ("Tholen", "Bergen op Zoom"),
    "krabbenkreekdam": ("Tholen", "Tholen"),
    "grevelingendam": ("Goeree-Overflakkee", "Schouwen-Duiveland"),
    "beneluxtunnel": ("Vlaardingen", "Rotterdam"),
    "maastunnel": ("Rotterdam", "Rotterdam"),
    "erasmusbrug": ("Rotterdam", "Rotterdam"),
    "willemsbrug": ("Rotterdam", "Rotterdam"),
    "van-brienenoordbrug": ("Rotterdam", "Rotterdam"),
    "baanhoekbrug": ("Sliedrecht", "Dordrecht"),
    "keizersveer": ("Geertruidenberg", "Altena"),
    "suurhoffbrug": ("Westvoorne", "Rotterdam"),
}
"""The gemeenten on the two banks in 2022; a dam or a canal may lie in one. Far out at sea there is nothing to compare."""

WAYS = {
    ("Rotterdam Centrum", "Feijenoord"): {"erasmusbrug", "willemsbrug", "maastunnel"},
    ("Wijk 07 Aalkeetpolder", "Rozenburg"): {"veer-maassluis-rozenburg", "maasdeltatunnel"},
    ("Wijk 01 Taanschuurpolder", "Rozenburg"): {"veer-maassluis-rozenburg"},
    ("Wijk 00 Hellevoet", "Stellendam"): {"haringvlietdam"},
    ("Numansdorp", "Ooltgensplaat"): {"haringvlietbrug"},
    ("Nieuw-Beijerland", "Hekelingen"): {"veer-nieuw-beijerland"},
    ("Tholen", "Wijk 01 Bergen op Zoom-Noord"): {"tholensebrug"},
    ("Numansdorp", "Wijk 09 Willemstad"): {"haringvlietbrug", "volkeraksluizen"},
    ("Oude-Tonge", "Sint Philipsland"): {"philipsdam"},
}
"""Between two wijken on two banks: some of these overgangen are on the shortest way."""


@pytest.fixture(scope="module")
def tables() -> dict[str, gpd.GeoDataFrame]:
    return read_water(EVERYWHERE, today=TODAY)


@pytest.fixture(scope="module")
def wijken() -> gpd.GeoDataFrame:
    path = REAL_FOLDER / make.WIJKEN
    if not path.exists():
        pytest.skip("the real CBS files are not in ../shared/data")
    return gpd.read_file(path, bbox=(30_000, 360_000, 130_000, 470_000))


def on_its_water(tables, overgang: str) -> tuple[shapely.Point, shapely.LineString]:
    row = tables["overgang"].set_index("overgang").loc[overgang]
    return row["geometry"], tables["water"].set_index("water").geometry[row["water"]]


def test_every_overgang_lies_on_its_water(tables):
    for name in tables["overgang"]["overgang"]:
        point, line = on_its_water(tables, name)
        assert point.distance(line) <= SNAP_M, name


def test_every_overgang_leads_across_its_water(tables):
    network = waters(tables)
    for name in tables["overgang"]["overgang"]:
        point, line = on_its_water(tables, name)
        here, there = (np.array([side]) for side in sides(point, line, 40.0))
        assert network.crossed(here, there).all(), name
        way = network.metres(here, there, (np.array([0]), np.array([0])), within_m=1000)[0]
        assert way == pytest.approx(80, abs=25), name


def sides(point: shapely.Point, line: shapely.LineString, metres: float) -> tuple[tuple, tuple]:
    """Return the points on both sides of a line, straight across it."""
    at = line.project(point)
    (x0, y0), (x1, y1) = (line.interpolate(spot).coords[0] for spot in (max(at - 5, 0), at + 5))
    along = np.array([x1 - x0, y1 - y0]) / np.hypot(x1 - x0, y1 - y0)
    across, middle = np.array([-along[1], along[0]]), np.array(line.interpolate(at).coords[0])
    return tuple(middle + metres * across), tuple(middle - metres * across)


def test_waters_that_meet_leave_no_gap(tables):
    """A junction is one and the same point in both lines: nobody slips through."""
    lines = tables["water"].set_index("water").geometry
    for one, other in (("spui", "oude-maas"), ("spui", "haringvliet"), ("noord", "oude-maas"), ("lek", "nieuwe-maas"),
                       ("dordtsche-kil", "hollandsch-diep"), ("volkerak", "haringvliet"), ("zijpe", "grevelingen"),
                       ("oosterschelde", "schelde-rijnkanaal"), ("krabbenkreek", "zijpe"), ("oude-maas", "nieuwe-maas"),
                       ("hartelkanaal", "oude-maas"), ("hollandse-ijssel", "nieuwe-maas")):  # fmt: skip
        vertices = {tuple(point) for point in lines[one].coords} & {tuple(point) for point in lines[other].coords}
        assert vertices, (one, other)


def test_the_banks_of_each_overgang_are_those_of_the_real_map(tables, wijken):
    index, places = wijken.sindex, wijken["gemeentenaam"].to_numpy()
    for name, expected in BANKS.items():
        point, line = on_its_water(tables, name)
        found = {bank(point, line, side, index, places) for side in (0, 1)}
        assert found == set(expected), (name, found)


def bank(point, line, side, index, places) -> str:
    """Return the first gemeente on one side of an overgang, from 150 m off the middle of the water on."""
    for metres in range(150, 4000, 50):
        hit = index.query(shapely.Point(sides(point, line, metres)[side]), predicate="within")
        if len(hit):
            return places[hit[0]]
    return "nowhere"


@pytest.mark.parametrize("pair", WAYS, ids="–".join)
def test_known_pairs_travel_over_the_overgang_that_people_take(tables, wijken, pair):
    here, there = (np.array([middle(wijken, name)]) for name in pair)
    one = (np.array([0]), np.array([0]))
    network = waters(tables)
    assert network.crossed(here, there).all()
    with_all = network.metres(here, there, one, within_m=1e6)[0]
    assert np.isfinite(with_all)
    fewer = tables["overgang"][~tables["overgang"]["overgang"].isin(WAYS[pair])]
    assert waters(tables | {"overgang": fewer}).metres(here, there, one, within_m=1e6)[0] > with_all + 1


def middle(wijken: gpd.GeoDataFrame, name: str) -> tuple[float, float]:
    """Return a point of the wijk with this name, without its number."""
    bare = wijken["wijknaam"].str.replace(r"^Wijk \d\d ", "", regex=True)
    found = wijken[(bare == name.removeprefix("Wijk ").lstrip("0123456789 ")) | (wijken["wijknaam"] == name)]
    assert len(found) == 1, (name, len(found))
    return found.geometry.representative_point().iloc[0].coords[0]


def test_no_water_parts_the_people_of_a_wijk(tables, real):
    """Within a wijk nobody needs an overgang: round a bend it is hardly further than straight on."""
    bends = waters(tables | {"overgang": tables["overgang"].iloc[:0]})
    crowded = real.tables["cel"][real.tables["cel"]["inwoners"] >= MANY]
    points, codes = shapely.get_coordinates(crowded.geometry.to_numpy()), crowded["gebiedcode"].to_numpy()
    pairs = np.nonzero(np.triu(codes[:, None] == codes[None, :], k=1))
    straight = np.hypot(*(points[pairs[0]] - points[pairs[1]]).T)
    assert (bends.metres(points, points, pairs, within_m=1e6) <= 1.05 * straight).all()


def test_a_region_far_from_all_water_has_none():
    inland = gpd.GeoDataFrame(geometry=[shapely.box(250_000, 570_000, 260_000, 580_000)], crs=RD_NEW)
    found = read_water(inland, today=TODAY)
    assert len(found["water"]) == len(found["overgang"]) == 0
    assert waters(found) is None


def test_a_water_that_comes_near_is_kept_whole_with_its_overgangen(tables):
    town = gpd.GeoDataFrame(geometry=[shapely.box(60_000, 426_000, 70_000, 430_000)], crs=RD_NEW)
    near = read_water(town, today=TODAY)
    assert "westerschelde" not in set(near["water"]["water"])
    kept = tables["overgang"][tables["overgang"]["water"].isin(near["water"]["water"])]
    assert near["overgang"]["overgang"].tolist() == kept["overgang"].tolist()


@pytest.mark.parametrize("spoilt", ["102150 noord", "102150"])
def test_a_coordinate_that_is_no_number_is_named(tmp_path, spoilt):
    for name in ("water.csv", "overgang.csv"):
        shutil.copy(CATALOGUE_FOLDER / name, tmp_path / name)
    text = (tmp_path / "water.csv").read_text(encoding="utf-8")
    assert "102150 433720" in text
    (tmp_path / "water.csv").write_text(text.replace("102150 433720", spoilt, 1), encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_water(EVERYWHERE, today=TODAY, folder=tmp_path)
    (finding,) = caught.value.findings
    assert (finding.column, finding.file) == ("geometry", "water.csv")
    assert finding.cure
