"""From CBS files to a region: exact gebieden, warnings, and tables that pass their own contracts."""

import shutil
from dataclasses import replace

import pandas as pd
import pytest

from mapping.build import build_region
from mapping.errors import TableError
from mapping.model import DELEN, Gebiedsniveau
from mapping.schema import NEEDED, TABLES, check
from mapping.sources.cbs import read_region
from mapping.sources.example import EXAMPLE_FOLDER
from mapping.words import number
from tests.conftest import NOW, REAL_FOLDER, TODAY, built, cbs_files
from tests.formats import make


def people_per_gebied(region) -> pd.DataFrame:
    """Return counted and fitted inhabitants side by side, by gebiedcode."""
    counted = region.tables["gebied"].set_index("gebiedcode")["inwoners"].astype("float64").fillna(0.0)
    fitted = region.tables["cel"].groupby("gebiedcode")["inwoners"].sum().reindex(counted.index, fill_value=0.0)
    return pd.DataFrame({"counted": counted, "fitted": fitted})


def assert_exact(region) -> None:
    people = people_per_gebied(region)
    assert (people["counted"] - people["fitted"]).abs().max() <= 1e-9
    ages = region.tables["leeftijd"].groupby(["gebiedcode", "pc4"])["inwoners"].sum()
    cells = region.tables["cel"].set_index(["gebiedcode", "pc4"])["inwoners"]
    assert (ages - cells).abs().max() <= 1e-9


def test_cellen_add_up_to_the_gebied_exactly(made):
    assert_exact(made)


def test_wijk_of_thirty_people_keeps_thirty_though_its_postcode_counts_many(made):
    people = people_per_gebied(made)
    assert people.at[make.SMALL_WIJK, "fitted"] == pytest.approx(30, abs=1e-9)
    postcode = made.tables["postcode"].set_index("pc4")
    assert postcode.at[make.CROWDED_PC4, "inwoners"] == make.CROWD


def test_empty_wijk_holds_nobody_and_the_unknown_one_stays_unknown(made):
    gebied = made.tables["gebied"].set_index("gebiedcode")["inwoners"]
    assert gebied[make.EMPTY_WIJK] == 0
    assert pd.isna(gebied[make.UNKNOWN_WIJK])
    assert people_per_gebied(made).loc[[make.EMPTY_WIJK, make.UNKNOWN_WIJK], "fitted"].eq(0).all()


def test_wijk_with_letters_and_names_with_accents_come_through(made):
    names = made.tables["gebied"].set_index("gebiedcode")["gebiednaam"]
    assert names[make.LETTER_WIJK] == "Nieuw-Lindeburg"
    assert {"'t Zand & Co", "Één huis"} <= set(names)


def test_all_warnings_are_given(made):
    warnings = "\n".join(made.warnings)
    for text in ("zonder inwoners", "vallen nergens", "onbekend aantal inwoners", "zonder leeftijden",
                 "peildata verschillen", "wijken meer dan 10% af"):  # fmt: skip
        assert text in warnings
    assert f"{make.CROWDED_PC4} −98%" in warnings


def test_counts_are_the_rows_of_the_tables(made):
    assert made.counts == {name: len(table) for name, table in made.tables.items()}
    assert set(made.counts) == set(TABLES)
    assert all(made.counts[name] for name in NEEDED)


def test_every_point_of_a_cel_lies_in_its_gebied(made):
    areas = made.tables["gebied"].set_index("gebiedcode").geometry
    cel = made.tables["cel"]
    assert areas.loc[cel["gebiedcode"]].reset_index(drop=True).covers(cel.geometry.reset_index(drop=True)).all()


@pytest.mark.parametrize(("regios", "n"), [(("Testregio Oost",), 11), (("Testregio Oost", "Testeiland"), 16)])
def test_chosen_regios_are_exact_and_pass(regios, n):
    region = built(cbs_files(make.FOLDER), *regios)
    assert len(region.tables["gebied"]) == n
    assert_exact(region)
    assert check(region.tables, today=pd.Timestamp(TODAY).date()) == []


def test_postcodes_on_the_border_bring_only_the_people_of_the_region():
    one = built(cbs_files(make.FOLDER), "Testeiland")
    assert one.tables["postcode"]["inwoners"].sum() > one.tables["cel"]["inwoners"].sum()
    assert one.tables["cel"]["inwoners"].sum() == pytest.approx(3105 + 2215 + 985 + 1460 + 70, abs=1e-6)


def test_region_without_a_table_of_shares_is_exact_as_well():
    assert_exact(built(cbs_files(make.FOLDER, postcode_gebied=False)))


def test_building_twice_gives_equal_tables(made):
    again = built(cbs_files(make.FOLDER))
    assert list(again.tables) == list(made.tables)
    for name, table in made.tables.items():
        pd.testing.assert_frame_equal(again.tables[name], table)


def test_order_of_the_rows_in_a_file_changes_no_cel(made, tmp_path):
    for path in make.FOLDER.iterdir():
        if path.suffix in (".csv", ".gpkg"):
            shutil.copy(path, tmp_path)
    for name in (make.KERNCIJFERS, make.LEEFTIJDEN, make.POSTCODE_GEBIED):
        pd.read_csv(tmp_path / name, dtype=str).iloc[::-1].to_csv(tmp_path / name, index=False)
    again = built(cbs_files(tmp_path))
    pd.testing.assert_frame_equal(again.tables["cel"], made.tables["cel"])


def test_offer_of_the_example_builds_on_another_region_and_marks_it():
    region = built(cbs_files(make.FOLDER), offer=EXAMPLE_FOLDER)
    assert len(region.tables["initiatief"]) > 40
    assert bool(region.tables["meta"]["voorbeeld"].iloc[0])
    assert check(region.tables, today=pd.Timestamp(TODAY).date()) == []


def test_gebruik_from_outside_the_region_is_left_out_and_said():
    region = built(cbs_files(make.FOLDER), offer=EXAMPLE_FOLDER)
    kept, given = region.tables["gebruik"], len(pd.read_csv(EXAMPLE_FOLDER / "gebruik.csv"))
    assert len(kept) < given
    assert set(kept["gebiedcode"].dropna()) <= set(region.tables["gebied"]["gebiedcode"])
    assert set(kept["pc4"].dropna()) <= set(region.tables["postcode"]["pc4"])
    assert any("gebruik" in warning and number(given - len(kept)) in warning for warning in region.warnings)


def test_region_without_offer_is_no_example(made):
    assert not bool(made.tables["meta"]["voorbeeld"].iloc[0])
    assert made.tables["initiatief"].empty


def test_meta_says_who_when_why_and_from_what(made):
    meta = made.tables["meta"].iloc[0]
    assert (meta["versie"], meta["wanneer"], meta["waarom"]) == (1, NOW, "test")
    assert "CBS 85318NED" in meta["bronnen"]
    assert meta["vingerafdruk"]


def test_every_row_has_bron_and_peildatum(made):
    for name, table in made.tables.items():
        if name != "meta":
            assert table[["bron", "peildatum"]].notna().all(axis=None), name


def test_ages_of_other_postcodes_give_a_sentence(tmp_path):
    for path in make.FOLDER.iterdir():
        if path.suffix in (".csv", ".gpkg"):
            shutil.copy(path, tmp_path)
    ages = pd.read_csv(tmp_path / make.LEEFTIJDEN)
    ages.assign(pc4=ages["pc4"] + 5000).to_csv(tmp_path / make.LEEFTIJDEN, index=False)
    with pytest.raises(TableError, match="Van geen postcode van de regio zijn er leeftijden"):
        built(cbs_files(tmp_path))


def test_postcodes_that_cover_only_a_part_give_a_sentence(tmp_path):
    import geopandas as gpd

    for path in make.FOLDER.iterdir():
        if path.suffix in (".csv", ".gpkg"):
            shutil.copy(path, tmp_path)
    outlines = gpd.read_file(tmp_path / make.POSTCODES)
    (tmp_path / make.POSTCODES).unlink()
    outlines.iloc[12:28].to_file(tmp_path / make.POSTCODES, driver="GPKG", layer="pc4_2020")
    with pytest.raises(TableError, match="Dit gebied heeft inwoners maar geen postcode") as caught:
        built(cbs_files(tmp_path))
    assert "WK900100" in [finding.value for finding in caught.value.findings]


def test_progress_is_told_step_by_step():
    told = []
    source = read_region(cbs_files(make.FOLDER), regios=["Testeiland"], today=TODAY)
    build_region(source, today=TODAY, now=NOW, why="test", progress=told.append)
    assert len(told) >= 4
    assert len(set(told)) == len(told)


# --- the real files --------------------------------------------------------------------------------------------------

VOORNE_AAN_ZEE = {"GM0501", "GM0530", "GM0614"}


@pytest.mark.seeds
def test_real_region_has_every_wijk_and_every_inhabitant(real):
    gebied = real.tables["gebied"]
    assert len(gebied) == 270
    assert gebied["inwoners"].sum() == 1_877_230
    assert gebied["regio"].nunique() == 3


@pytest.mark.seeds
def test_real_region_has_no_fault_and_its_cellen_are_exact(real):
    assert check(real.tables, today=pd.Timestamp(TODAY).date()) == []
    assert_exact(real)


@pytest.mark.seeds
def test_waalhaven_eemhaven_keeps_its_thirty_people(real):
    assert people_per_gebied(real).at["WK059921", "fitted"] == pytest.approx(30, abs=1e-9)


@pytest.mark.seeds
def test_old_codes_of_voorne_aan_zee_are_there(real):
    assert set(real.tables["gebied"]["gemeentecode"]) >= VOORNE_AAN_ZEE


@pytest.mark.seeds
def test_one_postcode_of_rotterdam_is_more_than_ten_percent_off(real):
    region = built(cbs_files(REAL_FOLDER, regios="regio_indeling_voorstel.csv"), "Rotterdam e.o.")
    (warning,) = [text for text in region.warnings if "wijken meer dan" in text]
    assert warning.startswith("1 van de ")


@pytest.mark.seeds
@pytest.mark.parametrize("niveau", [Gebiedsniveau.WIJK, Gebiedsniveau.REGIO])
def test_parts_of_the_real_region_add_up_to_the_vraag(real, niveau):
    from mapping.analysis.model_run import run
    from mapping.analysis.settings import Settings
    from mapping.reports import exports

    rows = exports.gaps(run(real.tables, real.tables["vraag"], Settings(on=TODAY)), real.tables, niveau, intern=True)
    known = rows[rows["vraag"].notna()]
    assert len(known) > 0
    assert (known[list(DELEN)].sum(axis=1) - known["vraag"]).abs().max() <= 1e-6


def test_all_regions_together_leave_the_wijken_outside_as_the_rand(made):
    rand = made.tables["rand"]
    assert set(rand["gebiedcode"].str[2:6]) == {"9004"}  # the gemeente that no regio holds, all within 10 km
    assert not set(rand["gebiedcode"]) & set(made.tables["gebied"]["gebiedcode"])
    held = rand.groupby("gebiedcode")[["inwoners", "gebied_inwoners"]].agg(
        {"inwoners": "sum", "gebied_inwoners": "first"}
    )
    assert (held["inwoners"] - held["gebied_inwoners"].astype(float)).abs().max() <= 1e-9


def test_one_region_has_the_others_as_its_rand_with_their_regio():
    region = built(cbs_files(make.FOLDER), "Testeiland")
    rand = region.tables["rand"]
    assert "GM9003" not in set(rand["gemeentecode"])
    named = rand.groupby("gemeentecode")["regio"].first()
    assert named["GM9001"] == named["GM9002"] == "Testregio Oost"
    assert pd.isna(named["GM9004"])
    assert check(region.tables) == []


def test_ages_of_the_rand_add_up_to_its_cellen(made):
    ages = made.tables["rand_leeftijd"].groupby(["gebiedcode", "pc4"])["inwoners"].sum()
    cells = made.tables["rand"].set_index(["gebiedcode", "pc4"])["inwoners"]
    assert (ages - cells).abs().max() <= 1e-9
    assert len(ages) == len(cells)


def test_the_rand_leaves_the_region_itself_as_it_was(made):
    outside = {"rand", "rand_leeftijd"}
    source = read_region(cbs_files(make.FOLDER), regios=(), today=TODAY)
    alone = build_region(replace(source, rand=None), today=TODAY, now=NOW, why="test")
    assert all(alone.tables[name].empty for name in outside)
    for name in set(TABLES) - outside:
        pd.testing.assert_frame_equal(pd.DataFrame(alone.tables[name]), pd.DataFrame(made.tables[name]))


def test_a_gebied_of_the_region_in_the_rand_is_a_fault(made):
    rand = made.tables["rand"].copy()
    rand.loc[0, "gebiedcode"] = make.SMALL_WIJK
    (finding,) = check(made.tables | {"rand": rand})
    assert (finding.file, finding.column, finding.value) == ("rand", "gebiedcode", make.SMALL_WIJK)


def test_the_real_regions_have_a_rand_of_ten_km_and_all_their_water(real):
    rand, gebied = real.tables["rand"], real.tables["gebied"]
    assert not set(rand["gebiedcode"]) & set(gebied["gebiedcode"])
    far = gebied.union_all().buffer(25_000)
    assert rand.within(far).all()
    assert {"GM0505", "GM0503", "GM0758"} <= set(rand["gemeentecode"])  # Dordrecht, Delft, Breda
    assert len(real.tables["water"]) == 21
