"""The page Versies: the list, two versions beside one another, and the way back, on a copy of the example."""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from mapping.reports.codebook import undescribed
from mapping.store import history
from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage
from mapping.store.history import Author
from mapping.views.cached import OWN_FILE
from mapping.words import use_language
from tests.pages.test_every_page import all_text, assert_sound
from tests.unit.analysis.small_region import initiatief, offered, table

PAGE = "pages/beheer/versies.py"
HOSTILE = '=HYPERLINK("http://x") <img src=x onerror=alert(1)> [klik](http://x) $1$'


@pytest.fixture(autouse=True)
def _closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAPPING_BEWERKEN", raising=False)


@pytest.fixture
def opened_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch editing on."""
    monkeypatch.setenv("MAPPING_BEWERKEN", "1")


@pytest.fixture(scope="module")
def four_versions(made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the made region with some offer and four versions; nobody may write to it."""
    path = tmp_path_factory.mktemp("versies") / "regio.gpkg"
    store = GeoPackage(path)
    store.write(with_offer(made.tables))
    for who, why, change in (
        ("Marieke", "Wachttijd nagevraagd", with_cell("wachttijd_weken", 6)),
        ("Coördinator", HOSTILE, with_cell("naam", HOSTILE)),
        ("Marieke", "Kosten nagevraagd", with_cell("kosten_euro", 2.5)),
    ):
        old = store.read(["initiatief"])["initiatief"]
        history.change(store, {"initiatief": change(old)}, Author(who, why))
    return path


def with_offer(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return a region with two initiatieven, a row of inventaris and three of gebruik."""
    place = tables["gebied"]["gebiedcode"].iloc[1]
    counted = {"initiatief": "inloop", "jaar": 2025, "telling": "ja", "peildatum": "2026-01-01", "verwijzer": "zelf"}
    usage = [{**counted, "leeftijdsband": band, "aantal": 1} for band in ("18-49", "50-64", "75+")]
    offer = offered(*(initiatief(name, gebiedcode=place) for name in ("inloop", "koffie")))
    return {
        **tables,
        **offer,
        "organisatie": table("organisatie", [{"organisatie": "org", "naam": "Organisatie"}]),
        "inventaris": table("inventaris", [{"gebiedcode": place, "stand": "deels", "datum": "2026-11-01"}]),
        "gebruik": table("gebruik", usage),
    }


@pytest.fixture
def region(four_versions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Open a copy of the region with four versions."""
    path = Path(shutil.copy(four_versions, tmp_path / "regio.gpkg"))
    monkeypatch.setenv("MAPPING_DATA", str(path))
    return path


def with_cell(column: str, value: object):
    """Return what puts a value in one column of the first initiatief."""

    def change(table):
        changed = table.copy()
        changed.loc[0, column] = value
        return changed

    return change


def first(path: Path):
    """Return the first initiatief as it stands."""
    return GeoPackage(path).read(["initiatief"])["initiatief"].iloc[0]


def cells(app: AppTest) -> pd.DataFrame:
    """Return the list of versions as it is read."""
    return app.table[0].value.map(lambda cell: str(cell).replace("\\", ""))


def said(app: AppTest) -> str:
    """Return what the page says, as it is read."""
    return "\n".join([all_text(app), *(success.value for success in app.success)]).replace("\\", "")


def press(app: AppTest, label: str) -> AppTest:
    """Press the button with this label."""
    return next(button for button in app.button if button.label == label).click().run()


def go_back(app: AppTest, label: str, *, why: str = "Was een vergissing", seen: bool = True) -> AppTest:
    """Fill in why, tick that it was seen, and press the button."""
    app.text_input(key="terug_waarom").set_value(why)
    app.checkbox[0].set_value(seen)
    return press(app, label)


def test_example_has_one_version_and_nothing_to_compare(open_page):
    app = open_page(PAGE)

    assert_sound(app)
    assert "1 versie" in all_text(app)
    assert "nog maar één versie" in all_text(app)
    assert "MAPPING_BEWERKEN=1 make run" in said(app)


def test_list_says_number_who_why_and_what_changed(open_page, region):
    app = open_page(PAGE)

    assert_sound(app)
    rows = cells(app)
    assert rows["Versie"].tolist() == ["4", "3", "2", "1"]
    assert rows["Wie"].tolist()[:3] == ["Marieke", "Coördinator", "Marieke"]
    assert rows["Wat veranderde"].tolist() == ["initiatief: 1 rij"] * 3 + ["het begin"]


def test_text_of_a_version_is_shown_as_text(open_page, region):
    app = open_page(PAGE, query={"van": "2", "naar": "3"})

    assert_sound(app)
    assert "<img" not in all_text(app)
    assert cells(app)["Waarom"].iloc[1].startswith("'=HYPERLINK")
    assert app.dataframe[0].value["Nieuw"].iloc[0].startswith("'=HYPERLINK")


def test_newest_change_is_compared_first_and_a_link_chooses_others(open_page, region):
    app = open_page(PAGE)
    assert app.dataframe[0].value[["Kolom", "Nieuw"]].to_numpy().tolist() == [["kosten_euro", "2.5"]]

    app = open_page(PAGE, query={"van": "1", "naar": "2"})
    assert app.dataframe[0].value[["Kolom", "Nieuw"]].to_numpy().tolist() == [["wachttijd_weken", "6"]]

    app = open_page(PAGE, query={"van": "1", "naar": "4"})
    assert app.dataframe[0].value["Kolom"].tolist() == ["kosten_euro", "naam", "wachttijd_weken"]


def test_columns_of_the_grid_stand_in_the_codebook(open_page, region):
    app = open_page(PAGE)

    assert undescribed(app.dataframe[0].value.columns) == []


def test_page_speaks_english(open_page, region):
    try:
        app = open_page(PAGE, query={"taal": "en"})
    finally:
        use_language("nl")

    assert_sound(app)
    assert app.title[0].value == "What has changed?"
    assert "4 versions" in all_text(app)


def test_link_to_a_version_that_is_not_there_gets_a_sentence(open_page, region):
    app = open_page(PAGE, query={"van": "17"})

    assert_sound(app)
    assert any("17" in warning.value for warning in app.warning)


def test_version_beside_itself_gets_a_sentence(open_page, region):
    app = open_page(PAGE, query={"van": "4", "naar": "4"})

    assert_sound(app)
    assert "met zichzelf" in all_text(app)


def test_version_that_is_not_recorded_is_listed_but_cannot_be_chosen(open_page, region):
    with closing(sqlite3.connect(region)) as file, file:
        file.execute("DELETE FROM versie_tabel WHERE versie = 2")

    app = open_page(PAGE)

    assert_sound(app)
    assert cells(app)["Wat veranderde"].tolist() == [
        "initiatief: 1 rij",
        "niet bekend",
        "niet bekend",
        "het begin",
    ]
    assert len(app.selectbox(key="van").options) == 3
    assert "Van 1 versie" in all_text(app)


def test_change_by_another_program_is_told_and_can_be_compared(open_page, region, opened_gate):
    with closing(sqlite3.connect(region)) as file, file:
        file.execute("UPDATE inventaris SET stand = 'volledig', datum = '2026-11-02' WHERE fid = 1")

    app = open_page(PAGE, session={"_editor_name": "Marieke"})

    assert_sound(app)
    assert "buiten dit programma om veranderd: inventaris" in said(app)
    assert set(app.dataframe[0].value["Tabel"]) == {"inventaris"}

    app.segmented_control(key="terug").set_value("terug").run()
    assert app.selectbox(key="terug_versie").value == "4"
    go_back(app, "Zet terug naar versie 4")

    assert_sound(app)
    assert history.differences(GeoPackage(region), 4, history.current(GeoPackage(region))).empty
    assert [version.who for version in history.versions(GeoPackage(region))][:2] == ["Marieke", "onbekend"]


def test_counts_of_people_are_hidden_from_readers_and_shown_to_the_owner(open_page, region, monkeypatch):
    store = GeoPackage(region)
    usage = store.read(["gebruik"])["gebruik"].iloc[1:]
    history.change(store, {"gebruik": usage}, Author("Marieke", "Rij weg"))

    app = open_page(PAGE)
    assert cells(app)["Wat veranderde"].iloc[0] == "gebruik: verborgen"
    assert app.dataframe[0].value.iloc[0].tolist()[1:] == ["verborgen", "anders", "verborgen", "verborgen", "verborgen"]
    assert "Verborgen" in all_text(app)

    monkeypatch.setenv("MAPPING_BEWERKEN", "1")
    app = open_page(PAGE)
    assert cells(app)["Wat veranderde"].iloc[0] == "gebruik: 1 rij"
    assert "Deel dit niet" in all_text(app)


def test_way_back_is_closed_unless_editing_is_on(open_page, region):
    app = open_page(PAGE)

    assert [button.label for button in app.main.button] == []
    assert any("Bewerken staat uit" in info.value for info in app.info)


def test_example_stays_as_it_is_and_a_copy_of_it_can_be_made(open_page, opened_gate, tmp_path):
    before = EXAMPLE_FILE.read_bytes()
    app = open_page(PAGE)

    press(app, "Maak een eigen kopie van het voorbeeld")

    assert_sound(app)
    copy = tmp_path / "state" / "mijn-regio.gpkg"
    assert app.session_state[OWN_FILE] == str(copy)
    assert copy.read_bytes() == before == EXAMPLE_FILE.read_bytes()
    assert "Uw eigen kopie staat in" in said(app)
    assert any("verzonnen" in info.value for info in app.info)
    assert app.text_input(key="_editor_name_field").label == "Uw naam of functie"


def test_copy_that_was_made_before_can_be_opened_again(open_page, opened_gate, tmp_path):
    (tmp_path / "state").mkdir()
    shutil.copy(EXAMPLE_FILE, tmp_path / "state" / "mijn-regio.gpkg")
    app = open_page(PAGE)

    press(app, "Open deze kopie")

    assert_sound(app)
    assert app.session_state[OWN_FILE] == str(tmp_path / "state" / "mijn-regio.gpkg")


def test_name_is_asked_once_and_kept(open_page, region, opened_gate):
    app = open_page(PAGE)
    app.text_input(key="_editor_name_field").set_value("marieke@example.org")
    press(app, "Ga verder")
    assert "geen e-mailadres" in app.error[0].value

    app.text_input(key="_editor_name_field").set_value("Marieke")
    press(app, "Ga verder")

    assert_sound(app)
    assert "U bewerkt als: Marieke" in said(app)
    again = open_page(PAGE)
    assert "U bewerkt als: Marieke" in said(again)
    press(again, "Andere naam")
    assert again.text_input(key="_editor_name_field").value == "Marieke"


def test_undo_takes_one_version_back_and_keeps_what_came_after_it(open_page, region, opened_gate):
    name = history.at(GeoPackage(region), 1, ["initiatief"])["initiatief"]["naam"].iloc[0]
    app = open_page(PAGE, session={"_editor_name": "Marieke"}, query={"ongedaan_versie": "3"})
    assert_sound(app)
    assert app.dataframe[1].value[["Kolom", "Nieuw"]].to_numpy().tolist() == [["naam", name]]

    go_back(app, "Maak versie 3 ongedaan")

    assert_sound(app)
    assert first(region)["naam"] == name
    assert first(region)["kosten_euro"] == 2.5
    assert any("Opgeslagen als versie 5" in success.value for success in app.success)
    assert not any("Intussen" in success.value for success in app.success)
    assert cells(app)["Waarom"].iloc[0] == "Was een vergissing"


def test_cell_that_a_later_version_changed_too_stays_at_an_undo_and_is_named(open_page, region, opened_gate):
    store = GeoPackage(region)
    table = store.read(["initiatief"])["initiatief"]
    history.change(store, {"initiatief": with_cell("wachttijd_weken", 9)(table)}, Author("Ander", "Langer"))

    app = open_page(PAGE, session={"_editor_name": "Marieke"}, query={"ongedaan_versie": "2"})

    assert_sound(app)
    assert any("latere versie veranderde ook deze 1 cel" in warning.value for warning in app.warning)
    assert "Er verandert niets" in all_text(app)
    assert first(region)["wachttijd_weken"] == 9


def test_restore_makes_a_version_that_equals_the_older_one(open_page, region, opened_gate):
    app = open_page(PAGE, session={"_editor_name": "Marieke"}, query={"terug": "terug", "terug_versie": "1"})

    go_back(app, "Zet terug naar versie 1")

    assert_sound(app)
    assert history.differences(GeoPackage(region), 1, 5).empty
    assert history.differences(GeoPackage(region), 4, 5)["kolom"].tolist() == ["kosten_euro", "naam", "wachttijd_weken"]


@pytest.mark.parametrize(
    ("why", "seen", "sentence"), [("", True, "waarom u dit verandert"), ("Daarom", False, "zet het vinkje")]
)
def test_nothing_goes_back_without_a_reason_and_a_yes(open_page, region, opened_gate, why, seen, sentence):
    before = region.read_bytes()
    app = open_page(PAGE, session={"_editor_name": "Marieke"})

    go_back(app, "Maak versie 4 ongedaan", why=why, seen=seen)

    assert any(sentence in error.value for error in app.error)
    assert region.read_bytes() == before


def test_undo_that_would_leave_a_name_that_points_nowhere_is_refused_with_the_fault(open_page, region, opened_gate):
    store = GeoPackage(region)
    tables = store.read(["organisatie", "initiatief"])
    organisatie = tables["organisatie"]
    new = organisatie.iloc[[0]].assign(organisatie="nieuw", naam="Nieuwe organisatie")
    grown = pd.concat([organisatie, new], ignore_index=True)
    history.change(store, {"organisatie": grown}, Author("Ander", "Organisatie erbij"))
    history.change(store, {"initiatief": with_cell("organisatie", "nieuw")(tables["initiatief"])}, Author("Ander", "x"))
    before = region.read_bytes()

    app = open_page(PAGE, session={"_editor_name": "Marieke"}, query={"ongedaan_versie": "5"})
    go_back(app, "Maak versie 5 ongedaan")

    assert any("Er is niets opgeslagen" in error.value for error in app.error)
    assert "nieuw" in all_text(app)
    assert region.read_bytes() == before


def test_file_that_cannot_be_written_gives_a_sentence(open_page, region, opened_gate, monkeypatch):
    app = open_page(PAGE, session={"_editor_name": "Marieke"})

    def full(*_names):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mapping.store.geopackage.os.replace", full)
    go_back(app, "Maak versie 4 ongedaan")
    monkeypatch.undo()

    assert len(app.exception) == 0
    assert any("de schijf is vol" in error.value for error in app.error)
    assert history.current(GeoPackage(region)) == 4


def test_reader_is_told_of_a_version_made_meanwhile_and_has_to_look_again(open_page, region, opened_gate):
    app = open_page(PAGE, session={"_editor_name": "Marieke"}, query={"ongedaan_versie": "3"})
    app.text_input(key="terug_waarom").set_value("Daarom")
    app.checkbox[0].set_value(True).run()
    store = GeoPackage(region)
    table_now = store.read(["initiatief"])["initiatief"]
    history.change(store, {"initiatief": with_cell("wachttijd_weken", 9)(table_now)}, Author("Ander", "Langer"))

    press(app, "Maak versie 3 ongedaan")

    assert "Intussen is dit bestand veranderd. De laatste versie is 5: Langer (Ander" in said(app)
    assert any("zet het vinkje" in error.value for error in app.error)
    assert history.current(store) == 5
