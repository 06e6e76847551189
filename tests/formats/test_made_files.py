"""The made files have the format of CBS, and come out the same each time."""

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest

from tests.conftest import REAL_FOLDER
from tests.formats import make

FILES = (make.WIJKEN, make.KERNCIJFERS, make.POSTCODES, make.LEEFTIJDEN, make.POSTCODE_GEBIED, make.REGIOS)


def test_making_again_gives_what_is_committed(tmp_path):
    make.make(tmp_path)
    for name in FILES:
        if name.endswith(".csv"):
            assert (tmp_path / name).read_bytes() == (make.FOLDER / name).read_bytes()
        else:
            again, kept = gpd.read_file(tmp_path / name), gpd.read_file(make.FOLDER / name)
            pd.testing.assert_frame_equal(again, kept)


def test_twenty_wijken_are_a_coverage_and_thirty_postcodes_do_not_follow_it():
    wijken, postcodes = gpd.read_file(make.FOLDER / make.WIJKEN), gpd.read_file(make.FOLDER / make.POSTCODES)
    assert (len(wijken), len(postcodes)) == (20, 30)
    assert wijken.union_all().area == pytest.approx(wijken.area.sum())
    assert postcodes.is_empty.sum() == 1
    assert len(wijken.overlay(postcodes[["pc4", "geometry"]])) > 50
    assert {30, 0, make.CBS_UNKNOWN} <= set(wijken["aantal_inwoners"])
    assert wijken["wijkcode"].str.contains("[A-Z]", regex=True).all()
    assert make.LETTER_WIJK in set(wijken["wijkcode"])


@pytest.mark.seeds
@pytest.mark.parametrize("name", FILES)
def test_format_is_that_of_the_real_file(name):
    real = REAL_FOLDER / name.replace("regio_indeling.csv", "regio_indeling_voorstel.csv")
    if not real.exists():
        pytest.skip("the real CBS files are not in ../shared/data")
    if name.endswith(".csv"):
        assert pd.read_csv(make.FOLDER / name, nrows=0).columns.tolist() == pd.read_csv(real, nrows=0).columns.tolist()
        return
    ours, theirs = pyogrio.read_info(make.FOLDER / name), pyogrio.read_info(real)
    for fact in ("layer_name", "crs", "geometry_type", "geometry_name", "fid_column"):
        assert ours[fact] == theirs[fact]
    assert list(ours["fields"]) == list(theirs["fields"])
    assert list(ours["dtypes"]) == list(theirs["dtypes"])


@pytest.mark.seeds
def test_nothing_of_the_real_files_is_in_the_made_ones():
    if not (REAL_FOLDER / make.WIJKEN).exists():
        pytest.skip("the real CBS files are not in ../shared/data")
    made, real = (gpd.read_file(folder / make.WIJKEN) for folder in (make.FOLDER, REAL_FOLDER))
    assert not set(made["wijkcode"]) & set(real["wijkcode"])
    assert not set(made.geometry.to_wkb()) & set(real.geometry.to_wkb())
