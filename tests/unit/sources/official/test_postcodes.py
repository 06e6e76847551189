"""Postcodes: the last year with outlines, ages in groups of five years, totals, and what CBS does not give."""

import geopandas as gpd
import pandas as pd
import pytest

from mapping.errors import SourceError
from mapping.model import VIJFJAARSGROEPEN
from mapping.sources.official.postcodes import read_ages, read_outlines
from tests.formats import make
from tests.official_services import AGE_TITLES, codes
from tests.unit.sources.official.made_world import archive_of, made_world, served

BOX = [(0.0, 300_000.0, 300_000.0, 630_000.0)]
AGES = "cbs/83502NED/Leeftijd"


def ages_of(world, folder, year="2024", pc4=("1001", "1002", "1099")):
    with served(world) as server:
        return read_ages(archive_of(server, folder), "83502NED", year, list(pc4))


def test_outlines_are_those_of_the_last_year_that_there_is(tmp_path):
    with served(made_world()) as server:
        table, year = read_outlines(archive_of(server, tmp_path), "2025", BOX)
    drawn = gpd.read_file(make.FOLDER / make.POSTCODES)
    assert year == "2023"
    assert set(table["pc4"]) == set(drawn.loc[~drawn.geometry.is_empty, "pc4"].astype(str))


def test_years_without_outlines_are_a_sentence(tmp_path):
    with served(made_world()) as server, pytest.raises(SourceError, match="geen omtrekken van postcodes van 2035"):
        read_outlines(archive_of(server, tmp_path), "2035", BOX)


def test_ages_are_those_of_the_file_both_sexes_together(tmp_path):
    fine, totals, year, warnings = ages_of(made_world(), tmp_path)
    file = pd.read_csv(make.FOLDER / make.LEEFTIJDEN, dtype={"pc4": str})
    wanted = file[file["pc4"].isin(["1001", "1002", "1099"])].set_index(["pc4", "leeftijd"])["aantal_inwoners"]
    found = fine.set_index(["pc4", "leeftijd"])["aantal_inwoners"]
    assert (year, warnings) == ("2023", [])
    assert found.sort_index().to_numpy() == pytest.approx(wanted.sort_index().to_numpy(dtype=float))
    assert totals["1001"] == wanted["1001"].sum()


def test_postcode_that_cbs_does_not_know_is_missing(tmp_path):
    _fine, totals, *_rest = ages_of(made_world(), tmp_path, pc4=("1001", "9999"))
    assert pd.isna(totals["9999"])
    assert totals["1001"] > 0


def test_many_postcodes_go_in_more_questions(tmp_path):
    with served(made_world()) as server:
        read_ages(archive_of(server, tmp_path), "83502NED", "2024", [str(1001 + n) for n in range(29)])
        asked = [one for one in server.asked if one.path.endswith("TypedDataSet")]
    assert [one.params["$filter"].count("Postcode eq") for one in asked] == [20, 8]  # 1012 has no ages


def test_open_group_from_90_is_put_at_90_and_said(tmp_path):
    world = made_world()
    titles = {key: title for key, title in AGE_TITLES.items() if title not in ("90 tot 95 jaar", "95 jaar of ouder")}
    old = next(key for key, title in AGE_TITLES.items() if title == "90 tot 95 jaar")
    world.lists[AGES] = codes({**titles, old: "90 jaar of ouder"})
    fine, _totals, _year, warnings = ages_of(world, tmp_path)
    assert "90-94" in set(fine["leeftijd"])
    assert "95+" not in set(fine["leeftijd"])
    assert "90 jaar en ouder" in warnings[0]


def test_other_groups_than_five_years_are_refused(tmp_path):
    world = made_world()
    world.lists[AGES] = codes({"1   ": "0 tot 20 jaar", "2   ": "20 jaar of ouder"})
    with pytest.raises(SourceError, match="leeftijdsgroepen"):
        ages_of(world, tmp_path)


def test_year_without_ages_is_refused(tmp_path):
    with pytest.raises(SourceError, match="geen leeftijden van 2040"):
        ages_of(made_world(), tmp_path, year="2040")


def test_all_twenty_groups_come(tmp_path):
    fine, *_rest = ages_of(made_world(), tmp_path)
    assert set(fine["leeftijd"]) == {band.label for band in VIJFJAARSGROEPEN}
