"""The page Gegevens toevoegen: from a file to a report, and only then to the region."""

import json
import shutil

import pytest

from mapping.reports.codebook import undescribed
from mapping.sources.upload.templates import form_csv, form_xlsx
from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage
from mapping.store.history import current, versions
from tests.pages.test_every_page import all_text, assert_sound

PAGE = "pages/beheer/gegevens_toevoegen.py"
CSV = "text/csv"
ROWS = (
    "Naam initiatief;Naam organisatie;Soort aanbieder;Kanalen;Niveau;Postcodes;Doelgroepen;Opmerking\r\n"
    "Breikring de Draad;Stichting de Draad;vrijwilligers;op locatie;A;3071 t/m 3073;eenzaam;fijn\r\n"
    "Wandelgroep;Stichting de Draad;tovenaars;op locatie;A;onbekend;eenzaam;\r\n"
)
"""One good row and one with a fault, and a column that is not ours."""


@pytest.fixture
def own_file(tmp_path, monkeypatch):
    """Open a copy of the example where editing is allowed, and give the name of who edits."""
    path = tmp_path / "regio.gpkg"
    shutil.copy(EXAMPLE_FILE, path)
    monkeypatch.setenv("MAPPING_DATA", str(path))
    monkeypatch.setenv("MAPPING_BEWERKEN", "1")
    return path


def plain(text: str) -> str:
    return text.replace("\\", "")


def opened_with(open_page, content: bytes, name: str = "lijst.csv", **session):
    app = open_page(PAGE, session=session)
    app.file_uploader(key="toevoegen-bestand").set_value((name, content, CSV)).run()
    return app


def checked(open_page, content: bytes, name: str = "lijst.csv", **session):
    app = opened_with(open_page, content, name, **session)
    app.button(key="toevoegen-controleer").click().run()
    return app


def figures(app) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def test_columns_are_proposed_and_the_one_we_leave_is_named(open_page):
    app = opened_with(open_page, ROWS.encode())

    assert_sound(app)
    chosen = {box.label: box.value for box in app.selectbox if box.label.startswith("Wat is")}
    assert chosen["Wat is ‘Naam organisatie’?"] == "organisatie"
    assert chosen["Wat is ‘Postcodes’?"] == "werkgebied_tekst"
    assert any("nemen wij niet over: ‘Opmerking’" in plain(warning.value) for warning in app.warning)


def test_report_says_what_is_right_what_is_wrong_and_what_would_change(open_page):
    app = checked(open_page, ROWS.encode())

    assert_sound(app)
    assert figures(app) == {
        "Rijen goed": "1", "Rijen met een fout": "1", "Nieuw": "1", "Anders": "0", "Hetzelfde": "0",
        "Staat niet in uw bestand en blijft": "65",
    }  # fmt: skip
    found = next(grid.value for grid in app.dataframe if "Wat er niet klopt" in grid.value.columns)
    assert all(undescribed(grid.value.columns) == [] for grid in app.dataframe)
    assert found["Rij in uw bestand"].tolist() == [3]
    assert found["Kolom in uw bestand"].tolist() == ["Soort aanbieder"]
    assert found["Wat u kunt doen"].str.contains("Kies uit").all()


def test_where_editing_is_closed_everything_is_checked_and_nothing_can_be_stored(open_page):
    app = checked(open_page, ROWS.encode())

    assert any("alleen controleren" in plain(info.value) for info in app.info)
    assert "toevoegen-neem-over" not in {button.key for button in app.button}


def test_only_check_takes_the_button_away(open_page, own_file):
    app = checked(open_page, ROWS.encode(), _editor_name="Coördinator")
    assert "toevoegen-neem-over" in {button.key for button in app.button}

    app.toggle(key="toevoegen-alleen").set_value(True).run()

    assert_sound(app)
    assert "toevoegen-neem-over" not in {button.key for button in app.button}
    assert current(GeoPackage(own_file)) == 1


def test_good_rows_are_taken_over_with_the_reason_and_the_faulty_stay_out(open_page, own_file):
    app = checked(open_page, ROWS.encode(), _editor_name="Coördinator")

    app.text_input(key="toevoegen-waarom").set_value("Lijst van november").run()
    app.button(key="toevoegen-neem-over").click().run()

    assert_sound(app)
    store = GeoPackage(own_file)
    newest = versions(store)[0]
    assert (newest.number, newest.who, newest.why) == (2, "Coördinator", "Lijst van november")
    stored = store.read(["initiatief", "werkgebied", "organisatie"])
    assert "breikring-de-draad" in set(stored["initiatief"]["initiatief"])
    assert "Wandelgroep" not in set(stored["initiatief"]["naam"])
    areas = stored["werkgebied"]
    assert set(areas.loc[areas["initiatief"] == "breikring-de-draad", "code"]) == {"3071", "3072", "3073"}
    assert "stichting-de-draad" in set(stored["organisatie"]["organisatie"])
    assert any("versie 2" in plain(message.value) for message in app.success)


def test_without_a_reason_nothing_is_stored(open_page, own_file):
    app = checked(open_page, ROWS.encode(), _editor_name="Coördinator")

    app.button(key="toevoegen-neem-over").click().run()

    assert [error.value for error in app.exception] == []
    assert current(GeoPackage(own_file)) == 1


def test_what_was_checked_is_checked_again_after_another_choice(open_page):
    app = checked(open_page, ROWS.encode())
    box = next(box for box in app.selectbox if box.label == "Wat is ‘Opmerking’?")

    box.set_value("financiering").run()

    assert_sound(app)
    assert not app.metric
    assert any("Controleer het bestand opnieuw" in plain(info.value) for info in app.info)


def test_choice_of_columns_is_remembered_without_data(open_page, tmp_path, monkeypatch):
    monkeypatch.setenv("MAPPING_STATE", str(tmp_path / "mijn"))
    app = opened_with(open_page, ROWS.encode())
    next(box for box in app.selectbox if box.label == "Wat is ‘Opmerking’?").set_value("financiering").run()
    app.button(key="toevoegen-controleer").click().run()

    again = opened_with(open_page, ROWS.replace("fijn", "heel fijn").encode())

    assert next(box.value for box in again.selectbox if box.label == "Wat is ‘Opmerking’?") == "financiering"
    kept = (tmp_path / "mijn" / "kolommen.json").read_text()
    assert json.loads(kept)
    assert "Breikring" not in kept


def test_one_target_twice_is_said_before_anything_is_checked(open_page):
    app = opened_with(open_page, ROWS.encode())

    next(box for box in app.selectbox if box.label == "Wat is ‘Opmerking’?").set_value("naam").run()

    assert [plain(error.value) for error in app.error] == ["Deze kolom is twee keer gekozen: naam. Kies er één."]
    assert "toevoegen-controleer" not in {button.key for button in app.button}


@pytest.mark.parametrize(("make", "name"), [(form_xlsx, "formulier.xlsx"), (form_csv, "formulier.csv")])
def test_form_that_comes_back_untouched_says_that_its_examples_are_passed_over(open_page, make, name):
    app = checked(open_page, make("gebruik"), name)

    assert_sound(app)
    assert any("Voorbeelden overgeslagen: rij 2, 3." in plain(caption.value) for caption in app.caption)
    assert next(box.value for box in app.selectbox if box.label == "Waar gaat dit bestand over?") == "gebruik"


def test_who_may_not_edit_learns_nothing_of_counts_of_people(open_page):
    rows = "initiatief;jaar;pc4;leeftijdsband;verwijzer;aantal\r\nbuurttuin-maassluis;2024;3141;18-49;zelf;5\r\n"

    app = checked(open_page, rows.encode())

    assert_sound(app)
    assert set(figures(app)) == {"Rijen goed", "Rijen met een fout"}
    assert not any("Oud" in grid.value.columns for grid in app.dataframe)


@pytest.mark.parametrize("n", [1, 100])
def test_fault_beside_a_stored_count_tells_who_may_not_edit_nothing(open_page, n):
    app = opened_with(open_page, f"bewijs;n\r\nvoorbeeld-gestopt-01;{n}\r\n".encode(), "bewijs.csv")
    next(box for box in app.selectbox if box.label == "Waar gaat dit bestand over?").set_value("bewijs").run()
    app.button(key="toevoegen-controleer").click().run()

    assert_sound(app)
    said = all_text(app) + "".join(table.value.to_csv() for table in [*app.table, *app.dataframe])
    assert "Hier ontbreekt het cijfer" in said  # the row is judged as if nothing were stored
    assert "3.0" not in said
    assert "meer mensen dan er antwoordden" not in said


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "leeg.csv"), (b"\x00\x01", "kapot.csv"), (b"PK\x03\x04rommel", "bom.xlsx"), (b"{", "kaart.geojson"),
     (b"a;b\r\n", "kop.csv")],
)  # fmt: skip
def test_file_that_is_refused_gives_sentences_and_the_page_stays(open_page, content, name):
    app = opened_with(open_page, content, name)

    assert [error.value for error in app.exception] == []
    assert app.error or app.warning
    assert "toevoegen-bestand" in {box.key for box in app.file_uploader}
    good = open_page(PAGE)
    assert_sound(good)


def test_hostile_names_stand_as_they_are(open_page):
    name = "<script>alert(1)</script> [x](javascript:alert(1)) =1+1"
    rows = f"Naam;Organisatie;{name}\r\n{name};{name};x\r\n"

    app = checked(open_page, rows.encode())

    assert [error.value for error in app.exception] == []
    assert "<script>" not in all_text(app)
    assert "[x](javascript:" not in all_text(app)


def test_page_reads_in_english(open_page):
    app = open_page(PAGE, query={"taal": "en"})

    assert_sound(app)
    assert "Choose a file" in [header.value for header in app.header]


def test_rows_with_an_address_get_the_point_of_their_postcode_where_nothing_may_be_asked(
    open_page, own_file, monkeypatch
):
    monkeypatch.setenv("MAPPING_OFFLINE", "1")
    rows = (
        "Naam initiatief;Naam organisatie;Soort aanbieder;Kanalen;Niveau;Werkgebied;Doelgroepen;Adres;Postcode\r\n"
        "Breikring de Draad;Stichting de Draad;vrijwilligers;op locatie;A;geen beperking;eenzaam;Draadweg 1;3071\r\n"
        "Leesclub;Stichting de Draad;vrijwilligers;op locatie;A;geen beperking;eenzaam;Verweg 2;1011\r\n"
    )
    app = opened_with(open_page, rows.encode(), _editor_name="Coördinator")

    app.button(key="toevoegen-zoek-plaatsen").click().run()

    assert_sound(app)
    assert any("niet gevonden: 1" in plain(message.value) for message in app.success)
    app.button(key="toevoegen-controleer").click().run()
    assert figures(app)["Rijen goed"] == "2"
    app.text_input(key="toevoegen-waarom").set_value("Lijst met adressen").run()
    app.button(key="toevoegen-neem-over").click().run()
    stored = GeoPackage(own_file).read(["initiatief"])["initiatief"].set_index("initiatief")
    placed = stored.loc["breikring-de-draad"]
    assert (placed["pc4"], placed["gebiedcode"]) == ("3071", "WK059910")
    assert stored.loc["leesclub"].geometry is None
