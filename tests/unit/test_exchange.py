"""`python -m mapping hsds` and `hsds-in`: out and in again changes nothing; what is wrong is said and stores nothing."""

import json
import shutil

import pandas as pd
import pytest

from mapping.__main__ import main
from mapping.store import history
from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage

WHO = ["--wie", "Ans", "--waarom", "uitwisseling"]


@pytest.fixture
def region(tmp_path):
    """Return a copy of the example that may be changed."""
    return shutil.copy(EXAMPLE_FILE, tmp_path / "regio.gpkg")


@pytest.fixture
def package(region, tmp_path):
    """Return the package of the region."""
    assert main(["hsds", str(region), "--out", str(tmp_path / "aanbod.zip")]) == 0
    return tmp_path / "aanbod.zip"


def take(region, package, *options: str) -> int:
    """Take a file over into a region."""
    return main(["hsds-in", str(package), "--op", str(region), *WHO, *options])


def test_own_package_changes_nothing(region, package, capsys):
    assert take(region, package) == 0
    assert "niets veranderd" in capsys.readouterr().err
    assert history.current(GeoPackage(region)) == 1


def test_row_that_was_gone_comes_back_with_its_lists_and_the_rest_stays(region, package):
    store = GeoPackage(region)
    before = store.read()
    gone = before["initiatief"]["initiatief"].iloc[0]
    tables = {
        name: before[name][before[name]["initiatief"] != gone].reset_index(drop=True)
        for name in (
            "initiatief",
            "initiatief_subgroep",
            "initiatief_taal",
            "initiatief_vraagtype",
            "toegangsregel",
            "werkgebied",
        )
    }
    history.change(store, tables, history.Author("Bob", "weg"))

    assert take(region, package) == 0
    after = store.read()
    for name in tables:
        key = [column for column in after[name].columns if column != "geometry"]
        assert sorted(map(str, after[name][key].to_numpy().tolist())) == sorted(
            map(str, before[name][key].to_numpy().tolist())
        )
    assert history.versions(store)[0].why == "uitwisseling"


def test_only_checking_stores_nothing(region, package, tmp_path):
    before = region.read_bytes()
    assert take(region, package, "--alleen-controleren") == 0
    assert region.read_bytes() == before


def test_foreign_offer_says_what_is_missing_and_where_the_rest_went(region, tmp_path, capsys):
    service = {
        "id": "s",
        "name": "Oor",
        "status": "active",
        "alert": "let op",
        "organization": {"id": "o", "name": "S", "description": "d"},
    }
    (tmp_path / "vreemd.json").write_text(json.dumps({"contents": [service]}), encoding="utf-8")
    before = region.read_bytes()

    assert take(region, tmp_path / "vreemd.json", "--geen-plek", str(tmp_path / "rest.csv")) == 1
    said = capsys.readouterr().err
    for column in ("aanbiederssoort", "abc", "kanaal", "telt_als_plaats"):
        assert f"initiatief, rij 66, {column}: Deze cel mag niet leeg zijn" in said
    assert region.read_bytes() == before
    assert "let op" in set(pd.read_csv(tmp_path / "rest.csv")["waarde"])


@pytest.mark.parametrize("name", ["weg.zip", "."])
def test_file_that_cannot_be_read_gives_a_sentence(region, tmp_path, capsys, name):
    assert take(region, tmp_path / name) == 1
    assert "kan niet worden gelezen" in capsys.readouterr().err
