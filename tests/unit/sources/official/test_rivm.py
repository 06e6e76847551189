"""RIVM figures: columns whose numbers move, margins as laag and hoog, ages, and shares of the subgroepen they measure."""

import pandas as pd
import pytest

from mapping.errors import SourceError
from mapping.sources.official.rivm import as_basis, modelled_shares, read_health, read_indicators
from tests.conftest import TODAY
from tests.official_services import HEALTH_COLUMNS, add_health, columns, health_rows
from tests.unit.sources.official.made_world import LONELY, archive_of, made_world, served

ROWS = "derden/50120NED/TypedDataSet"


def read(world, folder, jaar="2024"):
    with served(world) as server:
        archive = archive_of(server, folder)
        return read_health(
            archive, "50120NED", ["GM9001"], "WK", jaar=jaar, indicators=read_indicators(today=TODAY)
        )  # fmt: skip


def of_wijk(table: pd.DataFrame, code: str = "WK900100") -> dict[str, float]:
    return table[table["gebiedcode"] == code].set_index("kenmerk")["waarde"].to_dict()


def test_figures_come_with_bounds_per_age_and_bare_codes(tmp_path):
    found = read(made_world(), tmp_path)
    figures = of_wijk(found.table)
    assert (found.year, found.indeling, found.absent) == ("2022", "2022", [])
    assert figures["sterk_eenzaam_18plus"] == LONELY
    assert (figures["sterk_eenzaam_65plus_laag"], figures["sterk_eenzaam_65plus_hoog"]) == (LONELY - 1, LONELY + 6)
    assert len(figures) == 4 * 3 * 3


def test_another_revision_with_other_numbers_gives_the_same(tmp_path):
    world = made_world()
    moved = {key: f"{key.split('_')[0]}_{int(key.split('_')[1]) + 40}" for key in HEALTH_COLUMNS}
    world.lists[ROWS] = [{moved.get(key, key): value for key, value in row.items()} for row in world.lists[ROWS]]
    world.lists["derden/50120NED/DataProperties"] = columns(
        {moved[key]: value for key, value in HEALTH_COLUMNS.items()}
    )
    usual = read(made_world(), tmp_path / "a").table
    pd.testing.assert_frame_equal(read(world, tmp_path / "b").table, usual)


def test_column_that_is_gone_is_named_and_the_others_stay(tmp_path):
    world = made_world()
    known = {key: value for key, value in HEALTH_COLUMNS.items() if "Regie" not in key}
    world.lists["derden/50120NED/DataProperties"] = columns(known)
    found = read(world, tmp_path)
    assert found.absent == ["regie"]
    assert "mantelzorger_18plus" in of_wijk(found.table)


def test_codes_for_missing_are_no_figures(tmp_path):
    world = made_world()
    world.lists[ROWS][0]["ErnstigZeerErnstigEenzaam_28"] = -99997
    world.lists[ROWS][0]["Mantelzorger_31"] = None
    figures = of_wijk(read(world, tmp_path).table)
    assert "sterk_eenzaam_18plus" not in figures
    assert "mantelzorger_18plus" not in figures
    assert "eenzaam_18plus" in figures


def test_year_before_the_first_is_refused(tmp_path):
    with pytest.raises(SourceError, match="geen cijfers van 2015"):
        read(made_world(), tmp_path, jaar="2015")


def test_shares_are_modelled_local_and_bounded_for_adults_only(tmp_path):
    found = read(made_world(), tmp_path)
    basis = as_basis(found, {"WK900100": "WK900100"}, pd.Index(["WK900100"]))
    assert set(basis["soort"]) == {"gemodelleerd"}
    rows = modelled_shares(basis, read_indicators(today=TODAY))
    assert set(rows["subgroep"]) == {"eenzaam", "mantelzorg"}
    assert set(rows["leeftijdsband"]) == {"18-49", "50-64", "65-74", "75+"}
    old = rows[(rows["subgroep"] == "eenzaam") & (rows["leeftijdsband"] == "75+")].iloc[0]
    assert (old["laag"], old["midden"], old["hoog"]) == pytest.approx(
        ((LONELY - 1) / 100, (LONELY + 2) / 100, (LONELY + 6) / 100)
    )
    assert (old["soort"], old["lokaal"], old["wat"]) == ("gemodelleerd", "ja", "aandeel")


def test_ages_without_a_figure_take_that_of_all_adults(tmp_path):
    world = made_world()
    world.lists[ROWS] = [row for row in world.lists[ROWS] if row["Leeftijd"] == "20300"]
    basis = as_basis(read(world, tmp_path), {"WK900100": "WK900100"}, pd.Index(["WK900100"]))
    rows = modelled_shares(basis, read_indicators(today=TODAY))
    assert set(rows.loc[rows["subgroep"] == "eenzaam", "midden"]) == {LONELY / 100}


def test_figure_without_bounds_or_outside_them_is_no_share(tmp_path):
    world = made_world()
    world.lists[ROWS] = [row for row in world.lists[ROWS] if row["Marges"] != "MOG0095"]
    basis = as_basis(read(world, tmp_path / "a"), {"WK900100": "WK900100"}, pd.Index(["WK900100"]))
    assert modelled_shares(basis, read_indicators(today=TODAY)).empty
    crossed = pd.DataFrame(
        {"gebiedcode": "WK900100", "kenmerk": ["mantelzorger_18plus", "mantelzorger_18plus_laag", "mantelzorger_18plus_hoog"],
         "waarde": [10.0, 12.0, 14.0], "soort": "gemodelleerd", "bron": "b", "peildatum": "2022-01-01"}
    )  # fmt: skip
    assert modelled_shares(crossed, read_indicators(today=TODAY)).empty


def test_figure_of_ground_that_changed_stays_out_and_one_under_a_new_code_comes_along(tmp_path):
    found = read(made_world(), tmp_path)
    rows = as_basis(found, {"WK900101": "WK999901"}, pd.Index(["WK900100", "WK999901"]))
    assert set(rows["gebiedcode"]) == {"WK999901"}


def test_indeling_is_what_the_title_says(tmp_path):
    world = made_world()
    add_health(world, health_rows({"WK900100": 9.0}), indeling="2021")
    assert read(world, tmp_path).indeling == "2021"


def test_region_without_these_figures_has_no_modelled_shares():
    empty = pd.DataFrame(columns=["gebiedcode", "kenmerk", "waarde", "soort", "bron", "peildatum"])
    assert modelled_shares(empty, read_indicators(today=TODAY)).empty
