"""The pages Bijdragen and Redactie: off until the owner opens it; then a bijdrage comes in, and becomes a version."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mapping.store import history
from mapping.store.address import EXAMPLE_FILE
from mapping.store.contribution_limits import PER_SESSION
from mapping.store.contributions import ContributionQueue, contribution_file, now_utc
from mapping.store.editor_name import keep_name
from mapping.store.geopackage import GeoPackage
from mapping.store.history import Author
from mapping.views.bijdrage.form import SENT_AT
from mapping.views.bijdrage.where import MARK, POINT, Spot
from tests.pages.test_every_page import all_text, assert_sound

FORM, DESK = "pages/presentatie/bijdragen.py", "pages/beheer/redactie.py"
WIJK, NAME = "WK059901", "Koffie <img src=x onerror=alert(1)>"
MISSING = {
    "soort": "ontbreekt",
    "wat": "initiatief",
    "naam": NAME,
    "type": "vrijwilligers",
    "gebiedcode": WIJK,
    "voorbeeld": True,
}
STOPPED = {"soort": "gestopt", "initiatief": "maatje-noord", "voorbeeld": True}


@pytest.fixture
def region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Serve a copy of the example where bijdragen are open and somebody may decide."""
    path = Path(shutil.copy(EXAMPLE_FILE, tmp_path / "regio.gpkg"))
    monkeypatch.setenv("MAPPING_DATA", str(path))
    monkeypatch.setenv("MAPPING_BIJDRAGEN", "1")
    monkeypatch.setenv("MAPPING_BEWERKEN", "1")
    keep_name("Planner")
    return path


@pytest.fixture(autouse=True)
def _closed(monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in ("MAPPING_BIJDRAGEN", "MAPPING_BEWERKEN", "MAPPING_BIJDRAGEN_ADRES"):
        monkeypatch.delenv(setting, raising=False)


def queue_of(region: Path) -> ContributionQueue:
    return ContributionQueue(contribution_file(region))


def sent(region: Path, row: dict, token: str = "a") -> str:
    return queue_of(region).submit(row, token, now=now_utc())


def widget(app: AppTest, kind: str, label: str):
    return next(found for found in getattr(app.main, kind) if found.label == label)


def press(app: AppTest, label: str) -> AppTest:
    return widget(app, "button", label).click().run()


def why(app: AppTest, text: str) -> AppTest:
    widget(app, "text_input", "Waarom verandert u dit?").set_value(text)
    return app


def test_off_by_default_nothing_of_it_can_be_reached(open_page, tmp_path):
    for page, query in ((FORM, {}), (FORM, {"weergave": "zaal"}), (DESK, {})):
        app = open_page(page, query=query)
        assert_sound(app)
        assert "Bijdragen staat uit. De eigenaar zet het aan" in all_text(app)
        assert not app.main.button
        assert not app.main.selectbox
        assert not app.main.text_area
    assert not list(tmp_path.rglob("*.bijdragen.sqlite"))


def test_room_may_contribute_but_only_who_may_edit_reads_and_decides(open_page, region, monkeypatch):
    sent(region, MISSING)
    monkeypatch.delenv("MAPPING_BEWERKEN")

    form, room, desk = open_page(FORM), open_page(FORM, query={"weergave": "zaal"}), open_page(DESK)

    assert widget(form, "button", "Verstuur")
    assert "Bewerken staat uit" in all_text(desk)
    assert not desk.main.button
    for app in (form, room, desk):
        assert_sound(app)
        assert "Koffie" not in all_text(app) + "".join(table.value.to_csv() for table in app.main.table)


def test_sent_form_waits_in_the_queue_and_the_form_is_empty_again(open_page, region):
    app = open_page(FORM, query={"gebied": WIJK})
    widget(app, "text_input", "Hoe heet het?").set_value(NAME)
    widget(app, "selectbox", "Wie geeft de steun?").set_value("vrijwilligers")
    widget(app, "text_area", "Wilt u er iets bij zeggen? (mag u overslaan)").set_value("Bel 06-12345678")
    press(app, "Verstuur")

    told = all_text(app)
    assert "Er is niets bewaard" in told
    assert "12345678" not in told
    assert queue_of(region).all().empty
    assert widget(app, "text_input", "Hoe heet het?").value == NAME, "what was filled in stays"

    widget(app, "text_area", "Wilt u er iets bij zeggen? (mag u overslaan)").set_value("Elke dinsdag")
    press(app, "Verstuur")

    assert_sound(app)
    row = queue_of(region).all().iloc[0]
    assert (row["naam"], row["gebiedcode"], row["stand"]) == (NAME, WIJK, "nieuw")
    assert row["bijdrage"].replace("-", "\\-") in app.success[0].value
    assert widget(app, "text_input", "Hoe heet het?").value == ""


def test_page_that_sends_too_much_is_told_and_loses_nothing(open_page, region):
    now = now_utc().timestamp()
    app = open_page(FORM, query={"bijdrage": "gestopt"}, session={SENT_AT: [now] * PER_SESSION})
    widget(app, "selectbox", "Welk initiatief is gestopt?").set_value("maatje-noord")
    press(app, "Verstuur")

    assert any("minuten opnieuw" in error.value for error in app.error)
    assert queue_of(region).all().empty
    assert widget(app, "selectbox", "Welk initiatief is gestopt?").value == "maatje-noord"


@pytest.mark.parametrize(
    ("kind", "table", "label"),
    [
        ("gestopt", "initiatief", "Welk initiatief is gestopt?"),
        ("vindplaats_groep", "vindplaats", "Welke plaats?"),
        ("verbinding", "initiatief", "De ander"),
    ],
)
def test_tap_puts_the_nearest_first_keeps_the_choice_and_sends_no_point(open_page, region, kind, table, label):
    rows = GeoPackage(region).read([table])[table]
    row = rows[rows.geometry.notna()].iloc[-1]
    code = rows[table].iloc[3]
    app = open_page(FORM, query={"bijdrage": kind})
    before = list(widget(app, "selectbox", label).options)
    first = "De een" if kind == "verbinding" else label
    chosen = f"{table}/{code}" if kind == "verbinding" else code
    widget(app, "selectbox", first).set_value(chosen).run()

    app.session_state[MARK] = f"{kind}-0"
    app.session_state[POINT] = Spot(row["gebiedcode"], row.geometry.x, row.geometry.y)
    app.run()

    assert_sound(app)
    listed = list(widget(app, "selectbox", label).options)
    assert "Het dichtst bij uw punt staat bovenaan" in all_text(app)
    assert row["naam"] in listed[1 if kind == "vindplaats_groep" else 0]
    assert sorted(listed) == sorted(before), "everything can still be chosen"
    assert widget(app, "selectbox", first).value == chosen
    if kind == "gestopt":
        press(app, "Verstuur")
        kept = queue_of(region).all().iloc[0]
        assert (kept["initiatief"], kept[["x", "y"]].isna().all()) == (chosen, True)


def test_accepted_bijdrage_is_a_row_and_a_version_with_its_origin_and_can_be_taken_back(open_page, region):
    code = sent(region, MISSING)
    app = open_page(DESK)
    widget(app, "multiselect", "Hoe").set_value(["op locatie"])
    widget(app, "selectbox", "Niveau").set_value("A")
    press(app, "Neem op in de tabellen")
    assert "Schrijf eerst waarom" in all_text(app)
    press(why(app, "Nagebeld met de organisatie"), "Neem op in de tabellen")

    assert_sound(app)
    offer = GeoPackage(region).read(["initiatief"])["initiatief"]
    version = history.versions(GeoPackage(region))[0]
    row = queue_of(region).all().iloc[0]
    assert offer.loc[offer["naam"] == NAME, "bron"].str.startswith(f"bijdrage {code}").tolist() == [True]
    assert (version.who, version.why) == ("Planner", f"Bijdrage {code} aanvaard: Nagebeld met de organisatie")
    assert (row["stand"], row["versie"], row["besloten_door"]) == ("aanvaard", version.number, "Planner")

    press(why(app, "Toch dubbel"), "Neem terug")

    assert_sound(app)
    assert NAME not in set(GeoPackage(region).read(["initiatief"])["initiatief"]["naam"])
    assert history.versions(GeoPackage(region))[0].why == f"Bijdrage {code} teruggenomen: Toch dubbel"
    assert queue_of(region).all()["stand"].tolist() == ["nieuw"]


def test_second_redacteur_is_told_and_makes_no_second_row(open_page, region):
    sent(region, STOPPED)
    one, two = open_page(DESK), open_page(DESK)
    press(why(one, "Gebeld"), "Neem op in de tabellen")
    number = history.current(GeoPackage(region))

    press(why(two, "Ook gebeld"), "Neem op in de tabellen")

    assert_sound(one)
    assert any("besliste Planner al" in warning.value for warning in two.warning)
    assert history.current(GeoPackage(region)) == number
    offer = GeoPackage(region).read(["initiatief"])["initiatief"].set_index("initiatief")
    assert offer.at["maatje-noord", "status"] == "gestopt"


def test_decision_of_a_killed_program_is_finished_without_a_second_version(open_page, region):
    code = sent(region, STOPPED)
    rows = GeoPackage(region).read(["initiatief"])["initiatief"].copy()
    rows.loc[rows["initiatief"] == "maatje-noord", "status"] = "gestopt"
    history.change(GeoPackage(region), {"initiatief": rows}, Author("Ander", f"Bijdrage {code} aanvaard: gebeld"))
    number = history.current(GeoPackage(region))
    app = open_page(DESK)

    press(why(app, "Gebeld"), "Neem op in de tabellen")

    assert_sound(app)
    assert history.current(GeoPackage(region)) == number
    row = queue_of(region).all().iloc[0]
    assert (row["stand"], row["versie"], row["besloten_door"]) == ("aanvaard", number, "Ander")


def test_merge_changes_the_chosen_field_of_the_row_that_is_there(open_page, region):
    code = sent(region, {**MISSING, "naam": "Maatje in Noord", "adres": "Noordkade 3"})
    app = open_page(DESK)
    beside = "".join(table.value.to_csv() for table in app.main.table).replace("\\", "")
    assert "Voorbeeld: Maatje in Noord" in beside
    widget(app, "button_group", "Wat doet u ermee?").set_value("samenvoegen").run()
    assert widget(app, "selectbox", "Met welke rij?").value == "maatje-noord", "what is most alike stands first"
    widget(app, "checkbox", "Adres").check()
    press(why(app, "Zelfde maatje"), "Voeg samen")

    assert_sound(app)
    offer = GeoPackage(region).read(["initiatief"])["initiatief"].set_index("initiatief")
    assert offer.at["maatje-noord", "adres"] == "Noordkade 3"
    assert offer.at["maatje-noord", "naam"] == "Voorbeeld: Maatje in Noord"
    assert history.versions(GeoPackage(region))[0].why == f"Bijdrage {code} samengevoegd: Zelfde maatje"
    assert queue_of(region).all()["stand"].tolist() == ["samengevoegd"]


def test_refused_bijdrage_needs_a_reason_without_a_person_and_makes_no_version(open_page, region):
    sent(region, {"soort": "anders", "toelichting": "De bus stopt niet meer", "voorbeeld": True})
    number = history.current(GeoPackage(region))
    app = open_page(DESK)
    widget(app, "button_group", "Wat doet u ermee?").set_value("afwijzen").run()
    for reason, expected in (("", "nieuw"), ("Gebeld met 06-12345678", "nieuw"), ("Gaat niet over steun", "afgewezen")):
        widget(app, "text_input", "Waarom?").set_value(reason)
        press(app, "Wijs af")
        assert queue_of(region).all()["stand"].tolist() == [expected]

    assert_sound(app)
    assert history.current(GeoPackage(region)) == number
    assert "Gaat niet over steun" in "".join(table.value.to_csv() for table in app.main.table)
