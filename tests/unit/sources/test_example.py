"""The embedded example: real facts, schematic outlines, an invented offer that says so, and never stale."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from scipy.spatial import cKDTree

from mapping import __main__ as command_line
from mapping.analysis.barriers import barrier_table
from mapping.analysis.gaps import gap_table
from mapping.analysis.model_run import ModelRun, run
from mapping.analysis.need import with_vraag
from mapping.analysis.settings import Settings
from mapping.errors import TableError
from mapping.model import DELEN, RD_NEW, UITGESLOTEN_DELEN, UNIEK, Gebiedsniveau, Stand, WerkgebiedStand
from mapping.sources.example import EXAMPLE_FILE, EXAMPLE_FOLDER, read_example
from mapping.store.geopackage import GeoPackage
from mapping.views.barrier_rows import RULE_NAMES
from tests.conftest import TODAY

Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def stored() -> Tables:
    """The file in the repository."""
    return GeoPackage(EXAMPLE_FILE).read()


@pytest.fixture(scope="module")
def made_twice(tmp_path_factory) -> tuple[Tables, Tables]:
    """What `python -m mapping example` makes, twice, in a folder of its own."""
    results = []
    for turn in ("first", "second"):
        path = tmp_path_factory.mktemp(turn) / "voorbeeld.gpkg"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(command_line, "EXAMPLE_FILE", path)
            assert command_line.main(["example"]) == 0
        results.append(GeoPackage(path).read())
    return results[0], results[1]


@pytest.fixture(scope="module")
def with_need(stored) -> Tables:
    return with_vraag(stored)[0]


@pytest.fixture(scope="module")
def outcome(with_need) -> ModelRun:
    return run(with_need, with_need["vraag"], Settings(on=TODAY))


@pytest.fixture(scope="module")
def barriers(outcome, with_need) -> pd.DataFrame:
    return barrier_table(outcome, with_need)


def assert_same(one: Tables, other: Tables) -> None:
    assert list(one) == list(other)
    for name, table in one.items():
        pd.testing.assert_frame_equal(pd.DataFrame(table), pd.DataFrame(other[name]), obj=name)


def test_making_it_twice_gives_the_same_tables(made_twice):
    assert_same(*made_twice)


def test_file_in_the_repository_is_what_the_sources_make(made_twice, stored):
    # differs? run `python -m mapping example` and commit data/voorbeeld.gpkg
    assert_same(made_twice[0], stored)


def test_file_passes_its_own_check():
    assert GeoPackage(EXAMPLE_FILE).check() == []


def test_every_name_of_the_offer_begins_with_voorbeeld(stored):
    for name in ("organisatie", "initiatief", "vindplaats"):
        assert stored[name]["naam"].str.startswith("Voorbeeld:").all(), name
    assert stored["initiatief"]["voorbeeld"].all()
    assert stored["vindplaats"]["voorbeeld"].all()
    assert stored["inventaris"]["door"].dropna().str.startswith("Voorbeeld:").all()


def test_offer_says_in_its_bron_that_it_is_invented(stored):
    for name in ("organisatie", "initiatief", "initiatief_subgroep", "toegangsregel", "werkgebied", "vindplaats"):
        assert stored[name]["bron"].str.contains("verzonnen").all(), name


def test_meta_says_that_it_is_an_example_with_schematic_outlines(stored):
    (meta,) = stored["meta"].to_dict("records")
    assert meta["voorbeeld"]
    assert meta["schematisch"]


def test_all_three_regions_are_there_with_the_facts_of_cbs(stored):
    gebied = stored["gebied"]
    assert gebied.groupby("regio").size().to_dict() == {
        "Rotterdam e.o.": 115,
        "West-Brabant en Tholen": 73,
        "Zuid-Hollandse eilanden": 82,
    }
    assert gebied["bron"].str.startswith("CBS").all()
    assert stored["postcode"]["bron"].str.startswith("CBS").all()
    assert gebied.set_index("gebiedcode").at["WK048901", "gebiednaam"] == "Wijk 01 Centrum"


def test_every_region_has_offer_and_vindplaatsen(stored):
    regio = stored["gebied"].set_index("gebiedcode")["regio"]
    for name in ("initiatief", "vindplaats"):
        assert set(stored[name]["gebiedcode"].map(regio).dropna()) == set(regio)
    assert 50 <= len(stored["initiatief"]) <= 70
    assert 70 <= len(stored["vindplaats"]) <= 100


@pytest.mark.parametrize("kind", ["gebied", "postcode"])
def test_outlines_are_a_coverage(stored, kind):
    shapes = stored[kind].geometry
    assert shapes.crs == RD_NEW
    assert shapes.is_valid.all()
    assert shapely.coverage_is_valid(shapes.to_numpy())


@pytest.mark.parametrize("kind", ["gebied", "postcode"])
def test_outlines_are_the_nearest_pieces_around_the_points_and_no_real_borders(stored, kind):
    facts = pd.read_csv(EXAMPLE_FOLDER / f"{kind}.csv", dtype={"pc4": str})
    code = facts.columns[0]
    shapes = stored[kind].set_index(code).geometry.loc[facts[code]]
    points = gpd.points_from_xy(facts["x"], facts["y"])
    assert shapely.contains(shapes.to_numpy(), np.asarray(points)).all()
    # a few metres inside its outline every place is nearest to the point of that outline (Voronoi)
    inside = shapely.buffer(shapes.to_numpy(), -5.0)
    corners, owner = shapely.get_coordinates(inside, return_index=True)
    _distance, nearest = cKDTree(facts[["x", "y"]].to_numpy(dtype=float)).query(corners)
    assert len(corners) > 5 * len(facts)
    assert (nearest == owner).all()


def test_points_and_inhabitants_are_rounded(stored):
    facts = pd.read_csv(EXAMPLE_FOLDER / "gebied.csv")
    assert (facts[["x", "y"]] % 100 == 0).all(axis=None)
    assert (stored["gebied"]["inwoners"].dropna() % 5 == 0).all()


def test_every_kind_of_barrier_occurs(barriers):
    kinds = {part for rule in barriers["regel"].unique() for part in rule.split(" + ")}
    assert kinds == set(RULE_NAMES)
    assert any(" + " in rule for rule in barriers["regel"])


def test_variants_of_the_barrier_sentence_occur(barriers):
    for column in ("wachttijd_weken", "nagevraagd_op"):
        assert set(barriers[column].isna()) == {True, False}, column
    assert (barriers["extra_km"] < 0).any()
    assert (barriers["extra_km"] > 0).any()
    assert (barriers["nergens_anders"] > 0).any()
    assert (barriers["nergens_anders"] == 0).any()


@pytest.mark.parametrize("regio", ["Rotterdam e.o.", "West-Brabant en Tholen", "Zuid-Hollandse eilanden"])
def test_every_part_of_the_split_occurs_in_every_region(outcome, with_need, regio):
    rows = gap_table(outcome, with_need, Gebiedsniveau.REGIO, together=True)
    row = rows[(rows["gebiedcode"] == regio) & (rows["subgroep"] == UNIEK)].iloc[0]
    assert all(row[part] > 1 for part in DELEN), row[list(DELEN)].to_dict()


def test_every_part_of_uitgesloten_occurs(outcome, with_need):
    rows = gap_table(outcome, with_need, Gebiedsniveau.REGIO, together=True)
    assert (rows.loc[rows["subgroep"] == UNIEK, list(UITGESLOTEN_DELEN)].sum() > 1).all()


def test_unknown_capacity_unknown_werkgebied_and_unknown_place_occur(stored):
    offer = stored["initiatief"]
    assert offer["capaciteit_pj"].isna().any()
    assert offer["capaciteit_pj"].notna().any()
    assert set(offer["werkgebied_stand"]) == set(WerkgebiedStand)
    assert offer.geometry.isna().any()
    assert set(offer["abc"]) == {"A", "B", "C"}


def test_inventaris_is_complete_in_some_gebieden_and_not_in_others(stored):
    stand = stored["inventaris"].set_index("gebiedcode")["stand"].reindex(stored["gebied"]["gebiedcode"])
    assert {Stand.VOLLEDIG, Stand.DEELS} <= set(stand.dropna())
    assert stand.isna().any() or Stand.NIET in set(stand)


def test_fault_in_a_source_file_is_named(tmp_path):
    for name in ("gebied", "postcode", "postcode_leeftijd"):
        (tmp_path / f"{name}.csv").write_bytes((EXAMPLE_FOLDER / f"{name}.csv").read_bytes())
    table = pd.read_csv(tmp_path / "gebied.csv", dtype=str)
    table.loc[0, "x"] = "hier"
    table.to_csv(tmp_path / "gebied.csv", index=False)
    with pytest.raises(TableError, match="x, y: geen getal"):
        read_example(tmp_path)
    (tmp_path / "gebied.csv").write_bytes(b"")
    with pytest.raises(TableError, match=r"gebied\.csv"):
        read_example(tmp_path)
