"""Page Meenemen: one package of what was chosen."""

import io
import zipfile

from mapping.views.take_page import READY

PAGE = "pages/beheer/meenemen.py"


def button(app, label):
    """Return the button with this label."""
    return next(one for one in app.button if one.label == label)


def package(app) -> zipfile.ZipFile:
    """Return the package that was made."""
    return zipfile.ZipFile(io.BytesIO(app.session_state[READY][1]))


def test_package_holds_what_was_chosen(open_page):
    app = open_page(PAGE, query={"wat": "organisatie,gaten_regio", "vorm": "csv"})
    button(app, "Maak het pakket").click().run()

    assert not app.exception
    assert set(package(app).namelist()) == {"LEESMIJ.txt", "csv/organisatie.csv", "csv/gaten_regio.csv"}


def test_catalogue_comes_with_a_name_and_a_contact(open_page):
    app = open_page(PAGE, query={"wat": "organisatie", "vorm": "csv"})
    app.text_input(key="uitgever").set_value("Gemeente X").run()
    assert any("webadres dat begint met" in one.value for one in app.warning)
    app.text_input(key="uitgever-contact").set_value("data@gemeente.example").run()
    assert not app.warning
    button(app, "Maak het pakket").click().run()

    assert "catalogus.jsonld" in package(app).namelist()


def test_nothing_chosen_says_what_to_do(open_page):
    app = open_page(PAGE, query={"wat": "geen"})

    assert any("Kies minstens één tabel" in one.value for one in app.info)


def test_map_of_a_table_without_places_says_why_there_is_nothing(open_page):
    app = open_page(PAGE, query={"wat": "organisatie", "vorm": "geojson"})
    button(app, "Maak het pakket").click().run()

    assert any("alleen van tabellen met een plek" in one.value for one in app.info)


def test_choice_that_changes_takes_the_old_package_away(open_page):
    app = open_page(PAGE, query={"wat": "organisatie", "vorm": "csv"})
    button(app, "Maak het pakket").click().run()
    assert any("Het pakket is klaar" in one.value for one in app.success)
    app.text_input(key="uitgever").set_value("Gemeente X").run()
    app.text_input(key="uitgever-contact").set_value("https://x.example").run()

    assert not app.success
