"""The page Bewerken: closed it only shows; open it changes rows in a draft, says what is wrong, and saves a version."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mapping.reports.codebook import undescribed
from mapping.store import history
from mapping.store.address import EXAMPLE_FILE
from mapping.store.editor_name import keep_name
from mapping.store.geopackage import GeoPackage
from mapping.store.history import Author
from mapping.views.edit.records import RECORDS
from mapping.words import use_language
from tests.pages.test_every_page import all_text, assert_sound

PAGE = "pages/beheer/bewerken.py"
OTHER_PAGE = "pages/over/privacy.py"
TODAY = date.today().isoformat()
HOSTILE = '=HYPERLINK("http://x") <img src=x onerror=alert(1)> [klik](javascript:alert(1)) ${alert(2)} {{7*7}} $x^2$'
MAATJE = "Voorbeeld: Maatje in Noord"


@pytest.fixture(autouse=True)
def _closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAPPING_BEWERKEN", raising=False)


@pytest.fixture
def region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Open a copy of the example for editing, by somebody whose name is known."""
    path = Path(shutil.copy(EXAMPLE_FILE, tmp_path / "regio.gpkg"))
    monkeypatch.setenv("MAPPING_DATA", str(path))
    monkeypatch.setenv("MAPPING_BEWERKEN", "1")
    keep_name("Planner")
    return path


@pytest.fixture
def one(open_page, region):
    """Return a function that opens one row of a table in its form."""

    def opened(table: str, row: str) -> AppTest:
        app = open_page(PAGE, query={"tabel": table, "werkwijze": "een", "rij": row})
        assert_sound(app)
        return app

    return opened


def widget(app: AppTest, kind: str, label: str):
    return next(found for found in getattr(app.main, kind) if found.label.replace("\\", "") == label)


def press(app: AppTest, label: str) -> AppTest:
    return widget(app, "button", label).click().run()


def take_over(app: AppTest) -> AppTest:
    return press(app, "Neem over")


def saved(app: AppTest, why: str = "Nagevraagd bij de coördinator") -> AppTest:
    app.text_input(key="waarom").set_value(why).run()
    return press(app, "Bewaar")


def pending(app: AppTest) -> list[tuple]:
    """Return row, what changes, old and new value of the differences on the page."""
    rows = [table.value for table in app.table if "Wat verandert" in table.value.columns]
    return [tuple(text.replace("\\", "") for text in row[1:]) for row in rows[0].to_numpy()] if rows else []


def table_of(path: Path, name: str):
    return GeoPackage(path).read([name])[name]


@pytest.mark.parametrize("table", RECORDS)
def test_closed_page_shows_every_table_with_the_reason_and_nothing_to_change(open_page, table):
    app = open_page(PAGE, query={"tabel": table})

    assert_sound(app)
    assert any("Bewerken staat uit" in info.value for info in app.info)
    assert len(app.dataframe) == 1
    use_language("nl")
    assert undescribed(app.dataframe[0].value.columns) == []
    assert not [button for button in app.main.button if button.label in ("Bewaar", "Neem over")]


def test_closed_page_does_not_tell_where_a_sheltered_place_is(open_page, tmp_path, monkeypatch):
    path = Path(shutil.copy(EXAMPLE_FILE, tmp_path / "regio.gpkg"))
    rows = table_of(path, "vindplaats")
    history.change(GeoPackage(path), {"vindplaats": rows.assign(adres="Geheimweg 1", pc4="3011")}, Author("x", "test"))
    monkeypatch.setenv("MAPPING_DATA", str(path))

    app = open_page(PAGE, query={"tabel": "vindplaats"})

    shown = app.dataframe[0].value
    sheltered = shown["Soort plaats"].isin(["Maatschappelijke opvang of vrouwenopvang", "Asielzoekerscentrum"])
    assert sheltered.sum() == 5
    assert shown.loc[sheltered, ["Adres", "Postcode"]].isna().all(axis=None)
    assert (shown.loc[~sheltered & (shown["Hoe precies op de kaart"] != "Wijk"), "Adres"] == "Geheimweg 1").all()


def test_page_counts_what_nobody_checked_for_a_year_and_the_switch_shows_just_those(open_page):
    app = open_page(PAGE, query={"tabel": "organisatie"})
    label = next(toggle.label for toggle in app.toggle if "12 maanden" in toggle.label)
    count = int(label.rpartition("(")[2].rstrip(")"))

    assert f"{count} organisaties" in all_text(app)
    assert 0 < count < len(app.dataframe[0].value)

    app = open_page(PAGE, query={"tabel": "organisatie", "te-lang": "ja"})
    assert len(app.dataframe[0].value) == count


def test_rows_can_be_narrowed_by_name_gebied_and_incompleteness(open_page):
    app = open_page(PAGE)
    app.text_input(key="zoek-naam").set_value("MAATJE IN").run()
    assert all("Maatje in" in name for name in app.dataframe[0].value["Naam"])

    per_gebied = len(open_page(PAGE, session={"gebied": "WK059910"}).dataframe[0].value)
    bare = len(open_page(PAGE, query={"onvolledig": "ja"}).dataframe[0].value)
    assert 0 < per_gebied < 65
    assert 0 < bare < 65

    app.text_input(key="zoek-naam").set_value("bestaat niet <b>").run()
    assert_sound(app)
    assert any("niets dat bij deze keuze past" in info.value for info in app.info)


def test_changed_field_is_pending_then_saved_with_who_and_why(one, region):
    app = one("initiatief", "maatje-noord")

    widget(app, "number_input", "Wachttijd (weken)").set_value(3.0)
    take_over(app)

    assert_sound(app)
    assert pending(app) == [(MAATJE, "Wachttijd (weken)", "8", "3")]
    assert table_of(region, "initiatief").set_index("initiatief").at["maatje-noord", "wachttijd_weken"] == 8

    saved(app, "Nagevraagd bij de planner")
    assert_sound(app)
    assert pending(app) == []
    newest = history.versions(GeoPackage(region))[0]
    assert (newest.number, newest.who, newest.why) == (2, "Planner", "Nagevraagd bij de planner")
    found = history.differences(GeoPackage(region), 1, 2)
    assert found[["tabel", "sleutel", "kolom", "oud", "nieuw"]].to_numpy().tolist() == [
        ["initiatief", "maatje-noord", "wachttijd_weken", "8", "3"]
    ]


def test_form_that_nobody_changed_changes_nothing(one):
    for table, row in (
        ("initiatief", "zin-thuis-maas"),
        ("verbinding", "patz-zuid-praktijk"),
        ("vindplaats", "plein-3074"),
    ):
        app = take_over(one(table, row))
        assert_sound(app)
        assert pending(app) == [], table


def test_pending_change_survives_a_page_switch_and_the_menu_says_so(one):
    app = one("initiatief", "maatje-noord")
    widget(app, "number_input", "Wachttijd (weken)").set_value(3.0)
    take_over(app)

    app.switch_page(OTHER_PAGE).run()
    assert any("1 wijziging die nog niet is opgeslagen" in warning.value for warning in app.sidebar.warning)

    app.switch_page(PAGE).run()
    assert_sound(app)
    assert pending(app) == [(MAATJE, "Wachttijd (weken)", "8", "3")]


def test_what_is_thrown_away_is_gone_from_page_and_menu(one):
    app = one("initiatief", "maatje-noord")
    widget(app, "number_input", "Wachttijd (weken)").set_value(3.0)
    take_over(app)

    press(app, "Ja, gooi weg")

    assert pending(app) == []
    assert not app.sidebar.warning
    assert widget(app, "number_input", "Wachttijd (weken)").value == 8


def test_nothing_is_saved_without_a_reason_and_the_work_stays(one, region):
    app = one("initiatief", "maatje-noord")
    widget(app, "number_input", "Wachttijd (weken)").set_value(3.0)
    take_over(app)

    press(app, "Bewaar")

    assert any("waarom" in error.value for error in app.error)
    assert len(pending(app)) == 1
    assert history.current(GeoPackage(region)) == 1


def test_checked_today_is_one_press(one):
    app = press(one("organisatie", "gezond-oost"), "Vandaag gecontroleerd")

    assert_sound(app)
    (change,) = pending(app)
    assert change[:3] == ("Voorbeeld: Gezondheidscentrum De Oosterpoort", "Laatst gecontroleerd", "")
    assert widget(app, "button", "Vandaag gecontroleerd").disabled


def test_inventaris_is_checked_on_its_own_day(one):
    app = press(one("inventaris", "WK048901"), "Vandaag gecontroleerd")

    assert [change[1] for change in pending(app)] == ["Opgezocht op"]


def test_new_initiatief_gets_a_code_its_places_per_year_and_what_its_words_say(open_page, region):
    app = open_page(PAGE, query={"tabel": "initiatief", "werkwijze": "een", "rij": "nieuw"})
    widget(app, "text_input", "Naam *").set_value("Café Zin & Zo")
    widget(app, "selectbox", "Organisatie *").set_value("buurtkamers")
    widget(app, "selectbox", "Soort aanbieder *").set_value("vrijwilligers")
    widget(app, "multiselect", "Hoe *").set_value(["op locatie"])
    widget(app, "selectbox", "Niveau *").set_value("A")
    widget(app, "number_input", "Capaciteit").set_value(40.0)
    widget(app, "selectbox", "Eenheid van de capaciteit").set_value("personen per jaar")
    widget(app, "text_input", "Werkgebied in woorden").set_value("3071 t/m 3073")
    take_over(app)
    assert_sound(app)

    saved(app, "Nieuw")

    row = table_of(region, "initiatief").set_index("initiatief").loc["cafe-zin-zo"]
    assert (row["naam"], row["capaciteit_pj"], row["werkgebied_stand"]) == ("Café Zin & Zo", 40, "lijst")
    assert (row["status"], row["verwijzing_nodig"], row["peildatum"]) == ("actief", "onbekend", TODAY)
    areas = table_of(region, "werkgebied")
    assert set(areas.loc[areas["initiatief"] == "cafe-zin-zo", "code"]) == {"3071", "3072", "3073"}


def test_required_field_that_is_empty_is_asked_for_and_nothing_is_taken_over(open_page, region):
    app = open_page(PAGE, query={"tabel": "initiatief", "werkwijze": "een", "rij": "nieuw"})

    take_over(app)

    (said,) = [error.value for error in app.error]
    assert "Vul nog in" in said
    assert "Naam" in said
    assert "Organisatie" in said
    assert pending(app) == []


def test_row_that_goes_says_before_what_goes_along_and_takes_it(one, region):
    app = one("initiatief", "zin-thuis-maas")
    told = next(text.value for text in app.markdown if "verdwijnt uit de tabel" in text.value).replace("\\", "")
    assert "rijen die erbij horen gaan weg" in told
    assert "gestopt" in told

    saved(press(app, "Haal weg"), "Bestaat niet meer")

    assert_sound(app)
    for name in ("initiatief", "initiatief_taal", "toegangsregel", "werkgebied", "gebruik"):
        assert "zin-thuis-maas" not in set(table_of(region, name)["initiatief"])
    assert not (table_of(region, "verbinding")[["van", "naar"]] == "zin-thuis-maas").any(axis=None)
    assert GeoPackage(region).check() == []


def test_organisatie_that_is_still_in_use_is_named_and_cannot_go(one, region):
    app = press(one("organisatie", "maatjeshuis"), "Haal weg")

    assert any("kloppen nog" in error.value for error in app.error)
    said = all_text(app).replace("\\", "")
    assert "‘Voorbeeld: Maatje in Noord’" in said
    assert widget(app, "button", "Bewaar").disabled
    assert history.current(GeoPackage(region)) == 1


def test_end_of_a_verbinding_is_chosen_by_name_and_stored_by_kind_and_code(one, region):
    app = one("verbinding", "school-jongerenhuis")
    widget(app, "selectbox", "Naar *").set_value("vindplaats/school-3066")
    take_over(app)
    saved(app)

    row = table_of(region, "verbinding").set_index("verbinding").loc["school-jongerenhuis"]
    assert (row["naar_soort"], row["naar"], row["van_soort"]) == ("vindplaats", "school-3066", "organisatie")


def test_verbinding_with_itself_is_refused_with_a_cure(one):
    app = one("verbinding", "school-jongerenhuis")
    widget(app, "selectbox", "Naar *").set_value("organisatie/school-oever")
    take_over(app)

    assert widget(app, "button", "Bewaar").disabled
    assert "verbinding met zichzelf" in all_text(app)


@pytest.mark.parametrize(
    ("x", "y", "place"),
    [(92_210, 437_280, (92_210, 437_280)), (4.4777, 51.9244, (92_437, 437_714))],
    ids=["metres", "degrees"],
)
def test_typed_coordinates_move_the_point_and_the_gebied_follows(one, region, x, y, place):
    app = one("vindplaats", "huisartsenpraktijk-4691")
    before = table_of(region, "vindplaats").set_index("vindplaats").at["huisartsenpraktijk-4691", "gebiedcode"]
    widget(app, "number_input", "x of lengte").set_value(float(x))
    widget(app, "number_input", "y of breedte").set_value(float(y))
    press(app, "Zet het punt hier")
    assert_sound(app)
    assert {change[1] for change in pending(app)} == {"Punt op de kaart", "Ligt in gebied"}
    saved(app)

    row = table_of(region, "vindplaats").set_index("vindplaats").loc["huisartsenpraktijk-4691"]
    assert (row.geometry.x, row.geometry.y) == pytest.approx(
        place, abs=10
    )  # degrees: by the formula of Schreutelkamp and Strang van Hees
    assert row["gebiedcode"].startswith("WK0599")
    assert row["gebiedcode"] != before


@pytest.mark.parametrize(("x", "y"), [(0.0, 0.0), (1e12, 5.0), (4.5, None), (-92_210.0, 437_280.0)])
def test_coordinates_outside_the_country_are_a_sentence(one, x, y):
    app = one("initiatief", "maatje-noord")
    widget(app, "number_input", "x of lengte").set_value(x)
    widget(app, "number_input", "y of breedte").set_value(y)
    press(app, "Zet het punt hier")

    assert [error.value for error in app.error] == [
        "Dit is geen plaats in Nederland. Vul x en y allebei in, in meters of in graden."
    ]
    assert pending(app) == []


def test_sheltered_place_can_have_no_point_and_loses_one_when_it_becomes_sheltered(one, region):
    app = one("vindplaats", "opvang-wk059901")
    assert not [found for found in app.main.number_input if found.label == "x of lengte"]
    assert any("nooit een punt" in info.value for info in app.info)

    app = one("vindplaats", "huisartsenpraktijk-3031")
    widget(app, "selectbox", "Soort plaats *").set_value("opvang")
    take_over(app)
    assert {change[1] for change in pending(app)} == {"Soort plaats", "Punt op de kaart"}
    saved(app)
    row = table_of(region, "vindplaats").set_index("vindplaats").loc["huisartsenpraktijk-3031"]
    assert row.geometry is None
    assert isinstance(row["gebiedcode"], str)


def test_change_of_others_meanwhile_is_said_and_both_changes_stay(one, region):
    app = one("initiatief", "maatje-noord")
    widget(app, "number_input", "Wachttijd (weken)").set_value(3.0)
    take_over(app)
    rows = table_of(region, "initiatief")
    theirs = rows["initiatief"] == "koffie-feijenoord"
    rows.loc[theirs, "kosten_euro"] = 1.5
    history.change(GeoPackage(region), {"initiatief": rows}, Author("Ander", "Prijs nagevraagd"))

    app.run()
    assert any("Iemand anders bewaarde intussen" in info.value for info in app.info)
    saved(app)

    assert_sound(app)
    now = table_of(region, "initiatief").set_index("initiatief")
    assert now.at["maatje-noord", "wachttijd_weken"] == 3
    assert now.at["koffie-feijenoord", "kosten_euro"] == 1.5
    assert history.current(GeoPackage(region)) == 3


def test_capacity_that_changes_gives_other_places_per_year_and_an_emptied_one_none(one):
    app = one("initiatief", "maatje-noord")
    widget(app, "number_input", "Capaciteit").set_value(80.0)
    take_over(app)
    changes = {change[1]: change[3] for change in pending(app)}
    assert set(changes) == {"Capaciteit", "Plaatsen per jaar"}

    widget(app, "number_input", "Capaciteit").set_value(None)
    take_over(app)
    assert {change[1]: change[3] for change in pending(app)} == {"Capaciteit": "", "Plaatsen per jaar": ""}


def test_hostile_text_stays_text(one, region):
    app = one("initiatief", "maatje-noord")
    widget(app, "text_input", "Naam *").set_value(HOSTILE)
    widget(app, "text_input", "Adres").set_value(HOSTILE)
    take_over(app)

    assert_sound(app)
    (name, _address) = next(table.value for table in app.table if "Wordt" in table.value.columns)["Wordt"]
    assert "\\[klik\\]" in name
    assert "\\<img" in name
    saved(app, HOSTILE)
    assert table_of(region, "initiatief").set_index("initiatief").at["maatje-noord", "naam"] == HOSTILE
    assert_sound(one("initiatief", "maatje-noord"))
    assert_sound(one("verbinding", "maatje-noord-zin-thuis"))


@pytest.mark.parametrize("query", [{"rij": "weg"}, {"tabel": "meta"}, {"werkwijze": "x"}, {"kolommen": "9"}])
def test_link_to_what_is_not_there_is_said_and_the_page_stands(open_page, region, query):
    app = open_page(PAGE, query={"tabel": "initiatief", "werkwijze": "een"} | query)

    assert_sound(app)


def test_empty_region_can_get_its_first_rows(open_page, made_file, tmp_path, monkeypatch):
    path = Path(shutil.copy(made_file, tmp_path / "leeg.gpkg"))
    monkeypatch.setenv("MAPPING_DATA", str(path))
    monkeypatch.setenv("MAPPING_BEWERKEN", "1")
    keep_name("Planner")
    for table in RECORDS:
        for way in ("tabel", "een"):
            assert_sound(open_page(PAGE, query={"tabel": table, "werkwijze": way}))

    app = open_page(PAGE, query={"tabel": "organisatie", "werkwijze": "een"})
    widget(app, "text_input", "Naam *").set_value("Eerste organisatie")
    saved(take_over(app), "Begin")

    rows = table_of(path, "organisatie")
    assert rows[["organisatie", "naam"]].to_numpy().tolist() == [["eerste-organisatie", "Eerste organisatie"]]


def test_page_reads_in_english(open_page, region):
    app = open_page(PAGE, query={"taal": "en", "werkwijze": "een"})

    assert_sound(app)
    assert "Edit" in [title.value for title in app.title]
    assert not [found for found in app.main.selectbox if found.label == "Wat wilt u bewerken?"]
