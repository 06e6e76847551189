"""`python -m mapping fetch`: a region from the services, gone on with where it stopped, refused in sentences."""

import shutil

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from mapping.__main__ import main
from mapping.analysis.gaps import gap_table
from mapping.analysis.model_run import run
from mapping.analysis.settings import Settings
from mapping.errors import MappingError, SourceError, SourceUnreachable, TableError
from mapping.fetch import Wanted, asked_of, fetched, files_in, from_files
from mapping.model import DELEN, Gebiedsniveau
from mapping.schema import TABLES, check
from mapping.sources.official.concordance import concordance, moved
from mapping.store.geopackage import GeoPackage
from tests.conftest import REAL_FOLDER, TODAY, cbs_files
from tests.formats import make
from tests.loopback import Reply
from tests.official_services import add_kerncijfers, kern_rows
from tests.unit.sources.official.made_world import TABLE, YEAR, addresses, archive_of, made_world, served
from tests.unit.sources.official.real_world import OLD_VOORNE, ROTTERDAM, SCHIEDAM, VOORNE, real_world

OOST = Wanted(("GM9001", "GM9002"), YEAR)


def fetch(world, folder, wanted=OOST, **options):
    with served(world) as server:
        return fetched(wanted, archive=archive_of(server, folder, **options))


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    """Return the region of the made services."""
    return fetch(made_world(), tmp_path_factory.mktemp("kept"))


def test_region_from_the_services_meets_every_contract(region):
    assert set(region.tables) == set(TABLES)
    assert check(region.tables, today=pd.Timestamp.today().date()) == []
    assert len(region.tables["gebied"]) == 11
    assert set(region.tables["gebied"]["regio"]) == {"Molendrecht en Wilgenoord"}


def test_region_from_the_services_holds_the_people_of_the_same_files(region, made):
    ours, files = (
        tables["gebied"].set_index("gebiedcode")[["inwoners", "stedelijkheid"]]
        for tables in (region.tables, made.tables)
    )
    pd.testing.assert_frame_equal(ours, files.loc[ours.index])
    people = region.tables["cel"].groupby("gebiedcode")["inwoners"].sum()
    counted = ours["inwoners"].astype("float64").fillna(0.0)
    assert (people.reindex(counted.index, fill_value=0.0) - counted).abs().max() <= 1e-9


def test_rand_is_what_lies_around(region):
    assert set(region.tables["rand"]["gemeentecode"]) == {"GM9003", "GM9004"}


def test_meta_lists_each_service_with_the_day_and_a_hash(region):
    told = region.tables["meta"]["bronnen"].iloc[0]
    for part in ("CBS 85984NED", "PDOK: ", "CBS StatLine: ", "RIVM StatLine", "sha256", "opgehaald 20"):
        assert part in told


def test_modelled_share_decides_the_vraag_of_its_wijk(region):
    vraag = region.tables["vraag"]
    lonely = vraag[(vraag["subgroep"] == "eenzaam") & (vraag["gebiedcode"] == "WK900100")]
    assert set(lonely["lokaal"]) == {"ja"}
    assert set(lonely["omvang_soort"]) == {"gemodelleerd"}
    other = vraag[(vraag["subgroep"] == "naaste") & (vraag["gebiedcode"] == "WK900100")]
    assert set(other["lokaal"]) != {"ja"}


def test_second_time_nothing_is_asked(tmp_path):
    world = made_world()
    with served(world) as server:
        first = fetched(OOST, archive=archive_of(server, tmp_path))
        n = len(server.asked)
        archive = archive_of(server, tmp_path)
        second = fetched(OOST, archive=archive)
        assert len(server.asked) == n
    assert all(used.kept for used in archive.used)
    pd.testing.assert_frame_equal(pd.DataFrame(first.tables["cel"]), pd.DataFrame(second.tables["cel"]))


def test_fetch_that_broke_off_goes_on_where_it_stopped(tmp_path):
    world = made_world()
    world.page = 4
    with served(world) as server:
        sound, seen = server.script["/cbs/83502NED/TypedDataSet"], len(server.asked)
        server.script["/cbs/83502NED/TypedDataSet"] = Reply(status=500)
        with pytest.raises(SourceUnreachable, match=r"CBS StatLine is nu niet bereikbaar"):
            fetched(OOST, archive=archive_of(server, tmp_path))
        before = {
            (one.path, tuple(sorted(one.params.items()))) for one in server.asked if "83502NED/Typed" not in one.path
        }
        assert len(before) > seen + 10
        server.script["/cbs/83502NED/TypedDataSet"] = sound
        server.asked.clear()
        region = fetched(OOST, archive=archive_of(server, tmp_path))
        again = {(one.path, tuple(sorted(one.params.items()))) for one in server.asked}
    assert not before & again
    assert len(region.tables["gebied"]) == 11


def test_kept_answer_that_was_cut_off_is_asked_again(tmp_path):
    with served(made_world()) as server:
        fetched(OOST, archive=archive_of(server, tmp_path))
        spoilt = max((tmp_path / "pdok").iterdir(), key=lambda path: path.stat().st_size)
        spoilt.write_bytes(spoilt.read_bytes()[:-40])
        server.asked.clear()
        fetched(OOST, archive=archive_of(server, tmp_path))
        assert len(server.asked) == 1


def test_service_that_never_answers_is_a_sentence(tmp_path):
    world = made_world()
    with served(world) as server:
        server.script[f"/cbs/{TABLE}/DataProperties"] = Reply(silent=True)
        with pytest.raises(SourceUnreachable, match="niet op tijd"):
            fetched(OOST, archive=archive_of(server, tmp_path, timeout_s=(0.2, 0.2), attempts=2))


def test_all_unknown_gemeenten_are_named_with_what_may_be_meant(tmp_path):
    with pytest.raises(TableError) as caught:
        fetch(made_world(), tmp_path, Wanted(("GM9001", "GM9011", "GM0501"), YEAR))
    told = str(caught.value)
    assert "GM9011" in told
    assert "Bedoelt u" in told
    assert "opgegaan in GM1992 Voorne aan Zee" in told
    assert len(caught.value.findings) == 2


def test_year_without_outlines_is_a_sentence(tmp_path):
    with pytest.raises(SourceError, match=r"gemeenten 2023.*Kies een ander jaar"):
        fetch(made_world(), tmp_path, Wanted(("GM9001",), "2023"))


def test_without_health_figures_the_region_is_whole_and_says_so(tmp_path):
    world = made_world()
    for path in [path for path in world.lists if path.startswith("derden/")]:
        del world.lists[path]
    region = fetch(world, tmp_path)
    assert any(text.startswith("Zonder cijfers van RIVM") for text in region.warnings)
    assert "gemodelleerd" not in set(region.tables["aandeel"]["soort"])


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Wanted((), YEAR), "ten minste één gemeente"),
        (Wanted(("0599",), YEAR), "geen gemeentecode: 0599"),
        (Wanted(("GM0599')) or (1 eq 1",), YEAR), "geen gemeentecode"),
        (Wanted(("GM0599",), "24"), "geen jaar"),
        (Wanted(("GM0599",), "2011"), "--tabel-kerncijfers"),
        (Wanted(("GM0599",), YEAR, buffer_km=300), "0 tot 25"),
        (Wanted(("GM0599",), YEAR, kerncijfers="../x"), "geen nummer van een CBS-tabel"),
    ],
)
def test_question_that_cannot_be_is_refused_before_anything_is_asked(wanted, told):
    with pytest.raises(MappingError, match=told):
        asked_of(wanted)


def test_codes_are_taken_as_people_write_them():
    assert asked_of(Wanted((" gm0599", "GM0599", "GM0606 "), YEAR)).gemeenten == ("GM0599", "GM0606")


def test_command_writes_a_sound_file_and_says_what_it_asks(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("MAPPING_STATE", str(tmp_path / "state"))
    with served(made_world()) as server:
        for setting, address in addresses(server).items():
            monkeypatch.setenv(setting, address)
        out = tmp_path / "regio.gpkg"
        assert main(["fetch", "--gemeente", "GM9003", "--jaar", YEAR, "--regio", "Eiland", "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert "PDOK, wijken 2024" in said.err
    assert "regio.gpkg is klaar" in said.out
    assert GeoPackage(out).check() == []
    assert set(GeoPackage(out).read(["gebied"])["gebied"]["regio"]) == {"Eiland"}


def test_command_offline_says_to_use_files(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("MAPPING_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("MAPPING_OFFLINE", "1")
    assert main(["fetch", "--gemeente", "GM0599", "--jaar", YEAR, "--out", str(tmp_path / "a.gpkg")]) == 1
    assert "MAPPING_OFFLINE staat op 1" in capsys.readouterr().err
    assert not (tmp_path / "a.gpkg").exists()


def test_folder_with_files_gives_the_region_of_build(made):
    region = from_files(make.FOLDER, offer=None, progress=lambda _text: None)
    pd.testing.assert_frame_equal(pd.DataFrame(region.tables["cel"]), pd.DataFrame(made.tables["cel"]))


def test_folder_that_lacks_a_file_or_holds_two_is_refused(tmp_path):
    for path in vars(cbs_files(make.FOLDER)).values():
        shutil.copy(path, tmp_path)
    assert vars(files_in(tmp_path)).keys() == vars(cbs_files(make.FOLDER)).keys()
    shutil.copy(tmp_path / make.WIJKEN, tmp_path / "andere_wijken.gpkg")
    with pytest.raises(MappingError, match="meer dan één bestand voor wijken"):
        files_in(tmp_path)
    (tmp_path / make.LEEFTIJDEN).unlink()
    (tmp_path / "andere_wijken.gpkg").unlink()
    with pytest.raises(MappingError, match="ontbreekt het bestand voor leeftijden"):
        files_in(tmp_path)


# --- other levels ----------------------------------------------------------------------------------------------------


def halves(wijken, figures):
    """Cut each wijk in two buurten, each with the figures of the wijk."""
    rows, kern = [], []
    for row in wijken.itertuples():
        west, south, east, north = row.geometry.bounds
        for half, edges in enumerate(((west, (west + east) / 2), ((west + east) / 2, east))):
            code, shape = f"BU{row.wijkcode[2:]}0{half}", shapely.box(edges[0], south, edges[1], north)
            rows.append((code, f"{row.wijknaam} {half}", row.gemeentecode, row.geometry.intersection(shape)))
            kern.append({**figures.loc[row.wijkcode].to_dict(), "wijkcode": code})
    columns = ["buurtcode", "buurtnaam", "gemeentecode", "geometry"]
    return gpd.GeoDataFrame(rows, columns=columns, crs=wijken.crs), pd.DataFrame(kern)


@pytest.fixture(scope="module")
def levels():
    """Return services that know buurten and gemeenten with figures as well."""
    world = made_world()
    wijken = world.areas[YEAR, "wijken"]
    figures = pd.read_csv(make.FOLDER / make.KERNCIJFERS).set_index("wijkcode")
    world.areas[YEAR, "buurten"], kern = halves(wijken[wijken["water"] == "NEE"], figures)
    world.areas["2022", "buurten"], world.areas["2022", "gemeenten"] = (
        world.areas[YEAR, "buurten"],
        world.areas[YEAR, "gemeenten"],
    )
    gemeenten = figures.assign(wijkcode="GM" + figures.index.str[2:6]).drop_duplicates("wijkcode")
    add_kerncijfers(world, TABLE, kern_rows(pd.concat([kern, gemeenten])))
    return world


@pytest.mark.parametrize(("niveau", "n"), [(Gebiedsniveau.BUURT, 22), (Gebiedsniveau.GEMEENTE, 2)])
def test_parts_add_up_in_a_file_of_another_level(levels, tmp_path, niveau, n):
    region = fetch(levels, tmp_path, Wanted(("GM9001", "GM9002"), YEAR, niveau=niveau.value))
    tables = region.tables
    assert (len(tables["gebied"]), set(tables["gebied"]["gebiedsniveau"])) == (n, {niveau.value})
    assert check(tables) == []
    rows = gap_table(run(tables, tables["vraag"], Settings(on=TODAY)), tables, Gebiedsniveau.GEMEENTE, together=True)
    known = rows[rows["vraag"].notna()]
    assert len(known) > 0
    assert (known[list(DELEN)].sum(axis=1) - known["vraag"]).abs().max() <= 1e-6
    assert niveau.value in region.warnings[-1]


def test_file_of_buurten_shows_nothing_finer_than_its_subgroep_allows(levels, tmp_path):
    region = fetch(levels, tmp_path, Wanted(("GM9001",), YEAR, niveau="buurt"))
    assert set(region.tables["subgroep"]["minimaal_niveau"]) == {"pc4", "gemeente"}


# --- Rotterdam, Schiedam, Voorne aan Zee -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """Return the region of the three gemeenten in 2023, from the real files; skips where they are absent."""
    if not (REAL_FOLDER / make.WIJKEN).exists():
        pytest.skip("the real CBS files are not in ../shared/data")
    return fetch(real_world(), tmp_path_factory.mktemp("kept"), Wanted((ROTTERDAM, SCHIEDAM, VOORNE), "2023"))


@pytest.mark.seeds
def test_three_gemeenten_have_their_wijken_of_2023_and_their_people(three):
    gebied = three.tables["gebied"]
    assert gebied["gemeentecode"].value_counts().to_dict() == {ROTTERDAM: 21, SCHIEDAM: 12, VOORNE: 17}
    people = gebied.groupby("gemeentecode")["inwoners"].sum()
    assert people[ROTTERDAM] == 655_345
    assert people[VOORNE] == 73_235
    assert check(three.tables) == []


@pytest.mark.seeds
def test_figures_follow_the_ground_and_redrawn_schiedam_gets_none(three):
    shares = three.tables["aandeel"]
    modelled = shares[shares["soort"] == "gemodelleerd"]
    counted = modelled.drop_duplicates("gebiedcode")["gebiedcode"].str[2:6].value_counts().to_dict()
    assert counted == {"0599": 21, "1992": 17}
    assert any("12 van de 50" in text for text in three.warnings)


@pytest.mark.seeds
def test_old_code_of_voorne_in_2023_says_what_to_use(tmp_path):
    if not (REAL_FOLDER / make.WIJKEN).exists():
        pytest.skip("the real CBS files are not in ../shared/data")
    with pytest.raises(TableError, match="opgegaan in GM1992 Voorne aan Zee"):
        fetch(real_world(), tmp_path, Wanted((OLD_VOORNE[0],), "2023"))


@pytest.mark.seeds
def test_concordance_of_the_real_wijken_is_that_of_the_list():
    if not (REAL_FOLDER / make.WIJKEN).exists():
        pytest.skip("the real CBS files are not in ../shared/data")
    world = real_world()
    both = [
        world.areas[year, "wijken"].rename(columns={"wijkcode": "code", "wijknaam": "naam"})
        for year in ("2022", "2023")
    ]
    both = [table[table["gemeentecode"].isin([ROTTERDAM, SCHIEDAM, VOORNE, *OLD_VOORNE])] for table in both]
    table = concordance(*both)
    listed = pd.read_csv(REAL_FOLDER / "wijk_concordantie_2022_2023_regio.csv", dtype=str)
    listed = listed[listed["wijkcode_2023"].notna() & listed["gemeentecode_2023"].isin([ROTTERDAM, VOORNE])]
    same = table[table["soort"].isin(["gelijk", "hernummerd"])]
    assert dict(zip(same["oud"], same["nieuw"], strict=True)) == dict(
        zip(listed["wijkcode_2022"], listed["wijkcode_2023"], strict=True)
    )
    redrawn = moved(table).became
    assert sum(code.startswith("WK0606") for code in redrawn) == 10
    assert sum(len(new) == 1 and new[0].startswith("WK1992") for new in redrawn.values()) == 17


@pytest.mark.seeds
def test_new_code_of_voorne_in_2022_says_what_it_was(tmp_path):
    if not (REAL_FOLDER / make.WIJKEN).exists():
        pytest.skip("the real CBS files are not in ../shared/data")
    with pytest.raises(
        TableError, match=r"In 2022 waren dit nog: GM0501 Brielle, GM0530 Hellevoetsluis, GM0614 Westvoorne"
    ):
        fetch(real_world(), tmp_path, Wanted((VOORNE,), "2022"))
