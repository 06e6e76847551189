"""`python -m mapping`: the work without a screen; a fault gives sentences and exit 1, never a traceback."""

import shutil
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from mapping.__main__ import main
from mapping.model import DELEN, UITGESLOTEN_DELEN, UNIEK
from mapping.schema import TABLES
from mapping.sources.example import EXAMPLE_FILE, EXAMPLE_FOLDER
from mapping.store import history
from mapping.store.geopackage import GeoPackage
from tests.conftest import ROOT
from tests.formats import make

NAMES = {
    "wijken": make.WIJKEN, "kerncijfers": make.KERNCIJFERS, "postcodes": make.POSTCODES,
    "leeftijden": make.LEEFTIJDEN, "postcode-gebied": make.POSTCODE_GEBIED, "regios": make.REGIOS,
}  # fmt: skip

GAP_COLUMNS = [
    "gebiedcode", "gebiednaam", "regio", "subgroep", "leeftijdsband", "omvang", "omvang_laag", "omvang_hoog", "vraag",
    "vraag_laag", "vraag_hoog", "bediend", "geen_plaats", "uitgesloten", "buiten_bereik", "onbekend",
    "uitgesloten_plaats", "uitgesloten_persoon", "uitgesloten_een_van_beide", "uitgesloten_beide", "merk", "soort",
    "lokaal", "inventaris", "bron", "peildatum", "versie", "voorbeeld",
]  # fmt: skip
BARRIER_COLUMNS = [
    "initiatief", "pc4", "subgroep", "leeftijdsband", "regel", "mensen", "nergens_anders", "alternatief", "extra_km",
    "wachttijd_weken", "nagevraagd_op", "soort", "merk", "bron", "peildatum", "versie", "voorbeeld",
]  # fmt: skip
"""The columns of architecture.md section 3."""


def build_arguments(out: Path, folder: Path = make.FOLDER, *more: str, **files: Path) -> list[str]:
    given = [text for name, file in NAMES.items() for text in (f"--{name}", str(files.get(name, folder / file)))]
    return ["build", *given, "--out", str(out), *more]


def run_command(*arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "mapping", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=200, check=False)


@pytest.fixture
def folder(tmp_path) -> Path:
    """Return a folder with the made files, to be spoilt."""
    (tmp_path / "in").mkdir()
    for name in NAMES.values():
        shutil.copy(make.FOLDER / name, tmp_path / "in")
    return tmp_path / "in"


def spoil_cell(name: str, column: str, value: object):
    def change(folder):
        table = pd.read_csv(folder / name, dtype=str)
        table.loc[2, column] = value
        table.to_csv(folder / name, index=False)

    return change


def spoil_layer(name: str, change):
    def spoil(folder):
        table = change(gpd.read_file(folder / name))
        (folder / name).unlink()
        table.to_file(folder / name, driver="GPKG", layer="a")

    return spoil


def twice(table):
    return table.assign(wijkcode=table["wijkcode"].where(table.index != 3, table["wijkcode"].iloc[0]))


def crossing(table):
    wrong = "POLYGON ((0 0, 9 9, 9 0, 0 9, 0 0))"
    return table.set_geometry(table.geometry.where(table.index != 3, gpd.GeoSeries.from_wkt([wrong])[0]))


def hollow(table):
    nothing = gpd.GeoSeries.from_wkt(["MULTIPOLYGON EMPTY"])[0]
    return table.set_geometry(table.geometry.where(table.index != 3, nothing))


def put(name: str, content: bytes):
    return lambda folder: (folder / name).write_bytes(content)


def zip_over(name: str):
    def change(folder):
        with zipfile.ZipFile(folder / name, "w") as archive:
            archive.writestr("a.csv", "a,b\n")

    return change


GPKG, CSV = (make.FOLDER / make.WIJKEN).read_bytes(), (make.FOLDER / make.KERNCIJFERS).read_bytes()
FAULTS = {
    "wrong CRS": (spoil_layer(make.WIJKEN, lambda t: t.to_crs(4326)), f"{make.WIJKEN}, geometry: De coördinaten"),
    "duplicate code": (spoil_layer(make.WIJKEN, twice), f"{make.WIJKEN}, rij 4, wijkcode: Deze sleutel staat er al"),
    "crossing itself": (
        spoil_layer(make.WIJKEN, crossing),
        f"{make.WIJKEN}, rij 4, geometry: De omtrek kruist zichzelf",
    ),
    "empty geometry": (spoil_layer(make.WIJKEN, hollow), f"{make.WIJKEN}, rij 4, geometry: De vorm is leeg"),
    "column missing": (
        spoil_layer(make.WIJKEN, lambda t: t.drop(columns="wijknaam")),
        f"{make.WIJKEN}, wijknaam: De kolom ontbreekt",
    ),
    "postcode 3O71": (
        spoil_cell(make.LEEFTIJDEN, "pc4", "3O71"),
        f"{make.LEEFTIJDEN}, rij 4, pc4: Deze code heeft niet de goede vorm (‘3O71’). Schrijf zo: 3071",
    ),
    "percentage 130": (
        spoil_cell(make.KERNCIJFERS, "percentage_opleidingsniveau_hoog", "130"),
        f"{make.KERNCIJFERS}, rij 4, percentage_opleidingsniveau_hoog: Dit getal is te hoog (‘130.0’)",
    ),
    "csv named gpkg": (put(make.WIJKEN, CSV), f"{make.WIJKEN}: Dit is geen GeoPackage"),
    "gpkg named csv": (put(make.KERNCIJFERS, GPKG), f"{make.KERNCIJFERS}: Dit is geen CSV maar een GeoPackage"),
    "text garbage": (put(make.POSTCODES, b"hallo " * 99), f"{make.POSTCODES}: Dit is geen GeoPackage"),
    "zip": (zip_over(make.POSTCODES), f"{make.POSTCODES}: Dit is geen GeoPackage"),
    "zip named csv": (zip_over(make.LEEFTIJDEN), f"{make.LEEFTIJDEN}: Dit is geen tekstbestand"),
    "half a gpkg": (put(make.POSTCODES, GPKG[:50_000]), f"{make.POSTCODES}: Dit bestand kan niet worden gelezen"),
    "empty file": (put(make.REGIOS, b""), f"{make.REGIOS}: Dit bestand is leeg"),
    "absent file": (lambda folder: (folder / make.REGIOS).unlink(), f"{make.REGIOS}: Dit bestand is er niet"),
    "far from any postcode": (
        spoil_layer(make.POSTCODES, lambda t: t.set_geometry(t.translate(100_000, 0))),
        "Dit gebied heeft inwoners maar geen postcode",
    ),
}


@pytest.mark.parametrize(("spoil", "sentence"), FAULTS.values(), ids=FAULTS)
def test_fault_gives_its_sentence_and_nothing_is_taken_over(folder, tmp_path, capsys, spoil, sentence):
    spoil(folder)
    out, old = tmp_path / "nieuw.gpkg", tmp_path / "oud.gpkg"
    old.write_bytes(b"wat er stond")
    assert main(build_arguments(out, folder)) == 1
    said = capsys.readouterr().err
    assert main(build_arguments(old, folder)) == 1
    assert sentence in said
    assert "Traceback" not in said
    assert not out.exists()
    assert old.read_bytes() == b"wat er stond"


def test_all_faults_come_at_once_and_without_a_traceback_from_a_shell(folder, tmp_path):
    out = tmp_path / "uit.gpkg"
    for fault in ("postcode 3O71", "percentage 130", "wrong CRS", "text garbage", "empty file"):
        FAULTS[fault][0](folder)
    done = run_command(*build_arguments(out, folder))
    assert done.returncode == 1
    assert not out.exists()
    assert "Traceback" not in done.stderr
    assert "Warning" not in done.stderr
    for fault in ("postcode 3O71", "percentage 130", "wrong CRS", "text garbage", "empty file"):
        assert FAULTS[fault][1] in done.stderr


@pytest.mark.parametrize("file", ["weg.gpkg", "csv.gpkg", "half.gpkg"])
def test_check_and_gaps_of_a_file_that_is_none_give_one_line_from_a_shell(made_file, tmp_path, file):
    (tmp_path / "csv.gpkg").write_bytes(CSV)
    (tmp_path / "half.gpkg").write_bytes(made_file.read_bytes()[:60_000])
    for command in (["check", file], ["gaps", file, "--out", "gaps.csv"]):
        done = run_command(*(str(tmp_path / text) if "." in text else text for text in command))
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert len((done.stdout + done.stderr).strip().splitlines()) == 1
    assert not (tmp_path / "gaps.csv").exists()


def test_unknown_regio_is_named_with_the_choices(tmp_path, capsys):
    assert main(build_arguments(tmp_path / "uit.gpkg", make.FOLDER, "--regio", "Nergens")) == 1
    assert "Kies uit: Testregio Oost, Testeiland" in capsys.readouterr().err
    assert not (tmp_path / "uit.gpkg").exists()


@pytest.mark.parametrize(("regios", "n"), [(["Testeiland"], 5), (["Testeiland", "Testregio Oost"], 16)])
def test_build_with_regio_once_and_twice_passes_check(tmp_path, capsys, regios, n):
    out = tmp_path / "een" / "map" / "uit.gpkg"
    more = [text for regio in regios for text in ("--regio", regio)]
    assert main(build_arguments(out, make.FOLDER, *more)) == 0
    said = capsys.readouterr()
    assert "Fouten: 0." in said.out
    assert "Let op: " in said.out
    assert "Cellen passend maken" in said.err
    assert len(GeoPackage(out).read(["gebied"])["gebied"]) == n
    assert main(["check", str(out)]) == 0
    assert "is in orde" in capsys.readouterr().out


def test_build_on_a_region_that_is_there_makes_a_version_on_top_and_keeps_its_offer(tmp_path):
    out = tmp_path / "regio.gpkg"
    folder = tmp_path / "aanbod"
    folder.mkdir()
    columns = TABLES["organisatie"].empty().columns
    row = {"organisatie": "proef", "naam": "Stichting Proef", "bron": "test", "peildatum": "2022-01-01"}
    pd.DataFrame([row], columns=columns).to_csv(folder / "organisatie.csv", index=False)
    first = ("--regio", "Testeiland", "--aanbod", str(folder))
    assert main(build_arguments(out, make.FOLDER, *first)) == 0
    assert main(build_arguments(out, make.FOLDER)) == 0
    store = GeoPackage(out)
    newest, oldest = history.versions(store)
    assert (newest.number, oldest.number, newest.stored, oldest.stored) == (2, 1, True, True)
    assert set(store.read()["organisatie"]["organisatie"]) == {"proef"}
    assert len(store.read()["gebied"]) == 16
    assert len(history.at(store, 1)["gebied"]) < 16
    assert store.check() == []


@pytest.fixture
def offer_with_a_person(tmp_path) -> Path:
    """Return a folder with offer in which an organisatie is called after a person, with her number."""
    folder = tmp_path / "aanbod"
    folder.mkdir()
    row = {
        "organisatie": "proef",
        "naam": "Bel mevrouw Jansen 06-12345678, BSN 111222333, jan.jansen@gmail.com",
        "bron": "test",
        "peildatum": "2022-01-01",
    }
    columns = TABLES["organisatie"].empty().columns
    pd.DataFrame([row], columns=columns).to_csv(folder / "organisatie.csv", index=False)
    return folder


@pytest.mark.parametrize("command", ["build", "fetch"])
def test_offer_with_a_person_is_refused_masked_and_nothing_is_made(tmp_path, capsys, offer_with_a_person, command):
    out = tmp_path / "regio.gpkg"
    more = ("--aanbod", str(offer_with_a_person))
    fetch = ["fetch", "--uit-bestanden", str(make.FOLDER), "--out", str(out), *more]
    assert main(build_arguments(out, make.FOLDER, *more) if command == "build" else fetch) == 1
    said = capsys.readouterr().err
    assert "organisatie.csv, rij 2, naam: Hier staat een telefoonnummer" in said
    assert "Hier staat een e-mailadres" in said
    assert "Hier staat een burgerservicenummer" in said
    assert not any(secret in said for secret in ("12345678", "111222333", "jan.jansen"))
    assert not out.exists()


def test_person_in_the_regios_is_refused(tmp_path, capsys, folder):
    spoiled = pd.read_csv(folder / make.REGIOS, dtype=str)
    spoiled["regio"] = "Regio van jan.jansen@gmail.com"
    spoiled.to_csv(folder / make.REGIOS, index=False)
    assert main(build_arguments(tmp_path / "regio.gpkg", folder)) == 1
    assert "Hier staat een e-mailadres" in capsys.readouterr().err
    assert not (tmp_path / "regio.gpkg").exists()


def test_check_names_a_person_masked(made, tmp_path, capsys):
    gebied = made.tables["gebied"].copy()
    gebied.loc[0, "gebiednaam"] = "Bel mevrouw Jansen 06-12345678, BSN 111222333, jan.jansen@gmail.com"
    path = tmp_path / "regio.gpkg"
    GeoPackage(path).write({**made.tables, "gebied": gebied})
    assert main(["check", str(path)]) == 1
    said = capsys.readouterr().out
    assert "gebied, rij 1, gebiednaam: Hier staat een telefoonnummer" in said
    assert "3 fouten gevonden" in said
    assert not any(secret in said for secret in ("12345678", "111222333", "jan.jansen"))


def test_check_finds_nobody_in_the_example(capsys):
    assert main(["check", str(EXAMPLE_FILE)]) == 0
    assert "is in orde" in capsys.readouterr().out


def test_build_without_postcode_gebied(tmp_path):
    arguments = build_arguments(tmp_path / "uit.gpkg")
    place = arguments.index("--postcode-gebied")
    assert main(arguments[:place] + arguments[place + 2 :]) == 0


def test_out_that_cannot_be_written_gives_a_sentence(made_file, tmp_path, capsys):
    (tmp_path / "bestand").write_text("x")
    assert main(build_arguments(tmp_path / "bestand" / "uit.gpkg", make.FOLDER, "--regio", "Testeiland")) == 1
    assert "uit.gpkg kan niet worden geschreven" in capsys.readouterr().err
    for out in (tmp_path / "weg" / "gaps.csv", tmp_path):
        assert main(["gaps", str(made_file), "--out", str(out)]) == 1
        assert "kan niet worden geschreven" in capsys.readouterr().err


@pytest.fixture(scope="session")
def offered(tmp_path_factory) -> Path:
    """Return a made region, each postcode counted, with the offer of the example: half of its points on the grid."""
    folder = tmp_path_factory.mktemp("aanbod")
    for path in EXAMPLE_FOLDER.glob("*.csv"):
        shutil.copy(path, folder)
    offer = pd.read_csv(folder / "initiatief.csv", dtype=str)
    near = offer["x"].notna() & (offer.index % 2 == 0)
    offer.loc[near, "x"] = [str(100_500 + 317 * place % 9_000) for place in offer.index[near]]
    offer.loc[near, "y"] = [str(430_500 + 211 * place % 7_000) for place in offer.index[near]]
    offer.to_csv(folder / "initiatief.csv", index=False)
    outlines = gpd.read_file(make.FOLDER / make.POSTCODES).fillna({"aantal_inwoners": 0})
    outlines.loc[outlines["pc4"] == int(make.UNKNOWN_PC4), "aantal_inwoners"] = 480
    outlines.to_file(folder / make.POSTCODES, driver="GPKG", layer="pc4_2020")
    out, postcodes = folder / "regio.gpkg", folder / make.POSTCODES
    assert main(build_arguments(out, make.FOLDER, "--aanbod", str(folder), postcodes=postcodes)) == 0
    return out


@pytest.fixture(scope="session")
def exact(offered, tmp_path_factory) -> dict[str, pd.DataFrame]:
    """Return the gap table with --intern at every level."""
    folder = tmp_path_factory.mktemp("gaten")
    tables = {}
    for level in ("pc4", "wijk", "gemeente", "regio"):
        out = folder / f"{level}.csv"
        assert main(["gaps", str(offered), "--intern", "--gebiedsniveau", level, "--out", str(out)]) == 0
        tables[level] = pd.read_csv(out, dtype={"gebiedcode": str}, keep_default_na=False, na_values=[""])
    return tables


def test_offer_of_the_example_with_points_outside_the_region_builds(tmp_path):
    out = tmp_path / "regio.gpkg"
    assert main(build_arguments(out, make.FOLDER, "--aanbod", str(EXAMPLE_FOLDER))) == 0
    assert main(["check", str(out)]) == 0


@pytest.mark.parametrize("level", ["pc4", "wijk", "gemeente", "regio"])
def test_parts_add_up_to_the_vraag_at_every_level(exact, level):
    rows = exact[level]
    known = rows[rows["vraag"].notna()]
    assert known["bediend"].sum() > 0
    assert known["uitgesloten"].sum() > 0
    assert (known[list(DELEN)].sum(axis=1) - known["vraag"]).abs().max() <= 1e-6
    assert (known[list(UITGESLOTEN_DELEN)].sum(axis=1) - known["uitgesloten"]).abs().max() <= 1e-6
    assert not known.duplicated(["gebiedcode", "subgroep", "leeftijdsband"]).any()


def test_levels_agree_with_one_another(exact):
    sums = {
        level: rows.groupby(["subgroep", "leeftijdsband"])[["vraag", *DELEN, *UITGESLOTEN_DELEN]].sum()
        for level, rows in exact.items()
    }
    for fine, coarse in pairwise(sums):
        assert sums[fine].index.equals(sums[coarse].index)
        assert (sums[fine] - sums[coarse]).abs().max(axis=None) <= 1e-6


def test_postcode_whose_inhabitants_cbs_does_not_know_counts_those_of_its_cellen(made_file, tmp_path):
    out = tmp_path / "pc4.csv"
    assert main(["gaps", str(made_file), "--intern", "--gebiedsniveau", "pc4", "--out", str(out)]) == 0
    rows = pd.read_csv(out, dtype={"gebiedcode": str}, keep_default_na=False, na_values=[""])
    unknown = rows[rows["gebiedcode"] == make.UNKNOWN_PC4]
    cel = GeoPackage(made_file).read(["cel"])["cel"]
    assert cel.loc[cel["pc4"] == make.UNKNOWN_PC4, "inwoners"].sum() > 50
    assert unknown["vraag"].notna().all()


def test_every_gebied_has_every_subgroep_and_the_row_uniek(exact):
    rows = exact["wijk"]
    assert rows["gebiedcode"].nunique() == 16
    assert UNIEK in set(rows["subgroep"])
    assert rows.groupby("gebiedcode").size().nunique() == 1


def test_wijk_under_fifty_people_has_no_estimate_and_says_so(exact):
    small = exact["wijk"].query(f"gebiedcode == '{make.SMALL_WIJK}'")
    assert small["vraag"].isna().all()
    assert (small["merk"] != "").all()
    assert small["merk"].notna().all()


@pytest.mark.parametrize(("command", "columns"), [("gaps", GAP_COLUMNS), ("barriers", BARRIER_COLUMNS)])
@pytest.mark.parametrize("intern", [["--intern"], []])
def test_columns_are_exactly_those_of_the_design(offered, tmp_path, command, columns, intern):
    out = tmp_path / "uit.csv"
    assert main([command, str(offered), *intern, "--out", str(out)]) == 0
    content = out.read_bytes()
    assert content.split(b"\n")[0].decode().split(",") == columns
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content


def test_public_gaps_have_whole_people_and_hide_what_they_must(offered, exact, tmp_path):
    out = tmp_path / "uit.csv"
    assert main(["gaps", str(offered), "--out", str(out)]) == 0
    rows = pd.read_csv(out, keep_default_na=False, na_values=[""])
    numbers = rows[["omvang", "omvang_laag", "omvang_hoog", "vraag", "vraag_laag", "vraag_hoog", *DELEN]]
    assert (numbers.dropna(how="all") % 1).fillna(0).eq(0).all(axis=None)
    marked = rows["merk"].notna()
    assert marked.any()
    assert not marked.all()
    assert numbers[marked].isna().all(axis=None)
    assert (
        rows.loc[rows["subgroep"].isin(["psychiatrisch", "vluchteling", "vluchtelingen", "cultuur"]), "merk"]
        .eq("verborgen")
        .all()
    )
    assert len(rows) <= len(exact["wijk"])


def test_public_gaps_per_gemeente_show_what_is_hidden_per_wijk(offered, tmp_path):
    out = tmp_path / "uit.csv"
    assert main(["gaps", str(offered), "--gebiedsniveau", "gemeente", "--out", str(out)]) == 0
    assert "verborgen" not in set(pd.read_csv(out)["merk"])


def test_example_offer_is_marked_in_every_row(exact):
    assert all((rows["voorbeeld"] == "ja").all() for rows in exact.values())


def test_check_names_all_faults_of_a_file(made, tmp_path, capsys):
    tables = {name: table.copy() for name, table in made.tables.items()}
    tables["gebied"].loc[2, "stedelijkheid"] = 9
    tables["cel"].loc[1, "inwoners"] = -1.0
    del tables["leeftijd"]
    GeoPackage(tmp_path / "fout.gpkg").write(tables)
    assert main(["check", str(tmp_path / "fout.gpkg")]) == 1
    said = capsys.readouterr().out
    for text in ("gebied, rij 3, stedelijkheid: ", "cel, rij 2, inwoners: ", "‘leeftijd’", "3 fouten gevonden"):
        assert text in said


@pytest.mark.parametrize("command", ["gaps", "barriers", "werkgebied", "duiding"])
@pytest.mark.parametrize("spoilt", ["meta", "gebied", "cel"])
def test_file_that_fails_its_check_gives_no_figures_but_sentences(made, tmp_path, capsys, command, spoilt):
    tables = dict(made.tables)
    tables[spoilt] = (
        tables[spoilt].iloc[:0] if spoilt != "cel" else pd.concat([tables["cel"], tables["cel"].iloc[:1]])
    )  # a table without rows; a cel that is there twice
    bad, out = tmp_path / "bad.gpkg", tmp_path / "out"
    GeoPackage(bad).write(tables)
    more = {"werkgebied": [], "duiding": ["--regio", "R", "--out", str(out)]}.get(command, ["--out", str(out)])

    assert main([command, str(bad), *more]) == 1
    said = capsys.readouterr().err
    assert spoilt in said
    assert "bad.gpkg is niet gebruikt" in said
    assert not out.exists()


def test_formula_in_a_name_leaves_the_product_harmless(made, tmp_path):
    tables = {name: table.copy() for name, table in made.tables.items()}
    tables["gebied"].loc[0, "gebiednaam"] = '=HYPERLINK("http://x")'
    GeoPackage(tmp_path / "regio.gpkg").write(tables)
    assert main(["gaps", str(tmp_path / "regio.gpkg"), "--out", str(tmp_path / "uit.csv")]) == 0
    assert "'=HYPERLINK" in pd.read_csv(tmp_path / "uit.csv")["gebiednaam"].iloc[0]


def test_command_that_is_unknown_or_incomplete_ends_with_usage():
    for arguments in (["bouw"], ["build"], []):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2
