"""Saving from a page: a new version, what others did meanwhile, contradictions, faults; nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from mapping.store import history
from mapping.store.geopackage import GeoPackage
from mapping.store.history import Author
from mapping.store.lock import locked
from mapping.views import own_region
from tests.pages.conftest import TIMEOUT_S
from tests.unit.store.region import small_tables, with_value, without


def edit_page() -> None:
    """Edit the cost and the name of the first initiatief, as a page would."""
    import streamlit as st

    from mapping.views import cached, editing, url_state

    url_state.start_run()
    where = cached.region()
    if "base" not in st.session_state:
        st.session_state["base"] = editing.base_of(where)
        st.session_state["table"] = editing.tables_at(where, st.session_state["base"], ("initiatief",))["initiatief"]
    st.caption(f"basis {st.session_state['base']}")
    if editing.draw_gate(where):
        cost = st.number_input("kosten", value=None, key="kosten")
        name = st.text_input("naam", key="naam")
        address = st.text_input("adres", key="adres")
        why = editing.ask_why("waarom")
        if st.button("Opslaan"):
            table = st.session_state["table"].copy()
            table.loc[0, "kosten_euro"] = cost
            if name:
                table.loc[1, "naam"] = name
            if address:
                table.loc[1, "adres"] = address

            def done() -> None:
                del st.session_state["base"]

            if editing.save(where, {"initiatief": table}, why, base=st.session_state["base"], done=done):
                done()
                st.rerun()


@pytest.fixture
def region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GeoPackage:
    """Open a small region for editing, and return its store."""
    path = tmp_path / "regio.gpkg"
    GeoPackage(path).write(small_tables())
    monkeypatch.setenv("MAPPING_DATA", str(path))
    monkeypatch.setenv("MAPPING_BEWERKEN", "1")
    monkeypatch.setattr("streamlit.page_link", lambda *_given, **_named: None)  # this app has one page
    return GeoPackage(path)


@pytest.fixture
def session(region: GeoPackage) -> Callable[[str], AppTest]:
    """Return a function that opens the page in a new session under a name."""

    def opened(name: str) -> AppTest:
        app = AppTest.from_function(edit_page, default_timeout=TIMEOUT_S)
        app.session_state["_editor_name"] = name
        return app.run()

    return opened


def fill(app: AppTest, *, cost: float | None = None, name: str = "", address: str = "", why: str = "Daarom") -> AppTest:
    """Fill in the page and press save."""
    app.number_input(key="kosten").set_value(cost)
    app.text_input(key="naam").set_value(name)
    app.text_input(key="adres").set_value(address)
    app.text_input(key="waarom").set_value(why)
    return press(app, "Opslaan")


def press(app: AppTest, label: str) -> AppTest:
    """Press the button with this label."""
    return next(button for button in app.button if button.label == label).click().run()


def said(app: AppTest) -> str:
    """Return what the page says, as it is read."""
    kinds = (app.success, app.error, app.warning, app.info, app.caption, app.markdown)
    return "\n".join(str(element.value) for kind in kinds for element in kind).replace("\\", "")


def row(store: GeoPackage, place: int) -> pd.Series:
    """Return one initiatief as it stands."""
    return store.read(["initiatief"])["initiatief"].iloc[place]


def by_another(store: GeoPackage, name: str, column: str, value: object) -> None:
    """Change one cell, as somebody elsewhere would."""
    table = with_value({"initiatief": store.read(["initiatief"])["initiatief"]}, name, column, value)
    history.change(store, {"initiatief": table}, Author("Ander", "Intussen"))


def test_save_makes_a_version_with_who_and_why(region, session):
    app = fill(session("Marieke"), cost=2.5, why=" Kosten  nagevraagd ")

    assert "Opgeslagen als versie 2" in said(app)
    assert "basis 2" in said(app)
    assert row(region, 0)["kosten_euro"] == 2.5
    newest = history.versions(region)[0]
    assert (newest.who, newest.why) == ("Marieke", "Kosten nagevraagd")


def test_save_without_a_difference_makes_no_version(region, session):
    app = fill(session("Marieke"))

    assert "niets veranderd" in said(app)
    assert history.current(region) == 1


def test_second_of_two_is_told_what_changed_under_them_and_both_stay(region, session):
    first, second = session("Een"), session("Twee")

    fill(first, cost=2.5)
    fill(second, name="Ander")

    assert "Intussen veranderde iemand anders 1 rij (initiatief)" in said(second)
    assert row(region, 0)["kosten_euro"] == 2.5
    assert row(region, 1)["naam"] == "Ander"
    assert history.current(region) == 3


def test_contradiction_writes_nothing_and_shows_base_theirs_and_ours(region, session):
    first, second = session("Een"), session("Twee")
    fill(first, cost=2.5)
    before = region.path.read_bytes()

    fill(second, cost=5.0, name="Ander")

    assert region.path.read_bytes() == before
    assert "hetzelfde veranderd" in said(second)
    told = second.table[0].value.map(lambda cell: str(cell).replace("\\", ""))
    assert told[["Kolom", "Eerst", "Van anderen", "Van u"]].to_numpy().tolist() == [
        ["kosten_euro", "(leeg)", "2.5", "5"]
    ]
    labels = [button.label for button in second.get("download_button")]
    assert labels == ["Download uw rijen van initiatief"]


def test_rest_of_a_contradicting_save_can_be_saved(region, session):
    first, second = session("Een"), session("Twee")
    fill(first, cost=2.5)
    fill(second, cost=5.0, name="Ander")

    press(second, "Bewaar mijn wijzigingen die niet botsen")

    assert "Opgeslagen als versie 3" in said(second)
    assert "basis 3" in said(second)  # the page was told that its work is stored
    assert row(region, 0)["kosten_euro"] == 2.5
    assert row(region, 1)["naam"] == "Ander"
    assert len(second.table) == 0


def test_contradicting_save_stays_until_it_is_dropped(region, session):
    second = session("Twee")
    by_another(region, "inloop", "kosten_euro", 2.5)
    fill(second, cost=5.0)
    second.run()
    assert len(second.table) == 1

    press(second, "Laat mijn wijzigingen vallen")

    assert len(second.table) == 0
    assert "basis 2" in said(second)  # and starts afresh
    assert row(region, 0)["kosten_euro"] == 2.5


def test_row_that_others_took_away_is_a_contradiction_and_theirs_holds_for_the_rest(region, session):
    second = session("Twee")
    table = region.read(["initiatief"])["initiatief"]
    gone = without({"initiatief": table}, "koffie")
    others = {
        name: part[part["initiatief"] != "koffie"]
        for name, part in region.read(["initiatief_subgroep", "werkgebied"]).items()
    }
    history.change(region, {"initiatief": gone, **others}, Author("Ander", "Gestopt"))

    fill(second, cost=5.0, name="Koffie met taart")
    assert "Van anderen" in second.table[0].value.columns
    press(second, "Bewaar mijn wijzigingen die niet botsen")

    assert row(region, 0)["kosten_euro"] == 5.0
    assert "koffie" not in set(region.read(["initiatief"])["initiatief"]["initiatief"])


def test_merge_that_would_leave_a_name_that_points_nowhere_is_refused(region, session):
    second = session("Twee")
    second.session_state["table"] = with_value(
        {"initiatief": second.session_state["table"]}, "koffie", "organisatie", "org-twee"
    )
    tables = region.read(["organisatie"])
    two = pd.concat([tables["organisatie"], tables["organisatie"].assign(organisatie="org-twee")], ignore_index=True)
    history.change(region, {"organisatie": two}, Author("Ander", "Erbij"))
    second.session_state["base"] = 2
    history.change(region, {"organisatie": tables["organisatie"]}, Author("Ander", "Toch niet"))
    by_another(region, "inloop", "naam", "Inloop!")
    before = region.path.read_bytes()

    fill(second, cost=1.0)

    assert "org-twee" in said(second)
    assert "Er is niets opgeslagen" in said(second)
    assert region.path.read_bytes() == before


def test_row_taken_away_while_another_made_something_point_to_it_is_refused(region, session):
    second = session("Twee")
    table = without({"initiatief": second.session_state["table"]}, "telefoon")
    second.session_state["table"] = table
    areas = region.read(["werkgebied"])["werkgebied"]
    pointing = pd.concat([areas, areas.iloc[[0]].assign(initiatief="telefoon")], ignore_index=True)
    history.change(region, {"werkgebied": pointing}, Author("Ander", "Werkgebied erbij"))
    before = region.path.read_bytes()

    fill(second, cost=1.0)

    assert "Er is niets opgeslagen" in said(second)
    assert "telefoon" in said(second)
    assert region.path.read_bytes() == before


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"cost": -1.0}, "kosten_euro"),
        ({"cost": 1.0, "why": "  "}, "waarom u dit verandert"),
        ({"cost": 1.0, "why": "mail jan@voorbeeld.nl"}, "waarom"),
        ({"address": "Bel mevrouw Jansen, 06-12345678"}, "adres"),
    ],
)
def test_fault_is_told_and_nothing_is_stored(region, session, given, sentence):
    before = region.path.read_bytes()

    app = fill(session("Marieke"), **given)

    assert sentence in said(app)
    assert "12345678" not in said(app)
    assert region.path.read_bytes() == before


def test_page_that_was_open_when_editing_was_switched_off_stores_nothing(region, session, monkeypatch):
    app = session("Marieke")
    before = region.path.read_bytes()
    monkeypatch.setenv("MAPPING_BEWERKEN", "0")

    app.run()

    assert "Bewerken staat uit" in said(app)
    assert [button.label for button in app.button] == []
    assert region.path.read_bytes() == before


def test_opened_file_that_goes_away_is_edited_in_a_copy_that_stays(region, session, tmp_path, monkeypatch):
    monkeypatch.setattr(own_region, "folder", lambda: tmp_path)  # the region is then an opened file
    app = session("Marieke")
    assert "verdwijnt als het programma stopt" in said(app)

    press(app, "Maak een kopie die blijft")
    copy = GeoPackage(tmp_path / "state" / "mijn-regio.gpkg")
    before = region.path.read_bytes()
    fill(app, cost=2.5)

    assert row(copy, 0)["kosten_euro"] == 2.5
    assert region.path.read_bytes() == before


def test_stored_vraag_fits_the_tables_after_a_save(region, session):
    from mapping.analysis.need import fingerprint, with_vraag

    complete, _made = with_vraag(region.read())
    complete["meta"].loc[0, "vingerafdruk"] = fingerprint(complete)
    region.write(complete)
    app = session("Marieke")

    fill(app, cost=2.5)

    tables = region.read()
    assert len(tables["vraag"]) == len(complete["vraag"])
    assert not with_vraag(tables)[1]


def test_page_that_edits_says_that_a_change_was_killed_until_the_next_one(region, session):
    left = region.path.with_name(f".{region.path.name}.nieuw")
    left.mkdir()
    (left / "region.gpkg").write_bytes(b"half")

    app = session("Anna")

    (warning,) = app.warning
    assert "De laatste wijziging is onderbroken op " in warning.value
    assert "u ziet de gegevens van versie 1" in warning.value
    fill(app, cost=3.5)
    assert not app.warning
    assert not left.exists()
    assert history.current(region) == 2


def test_page_that_edits_takes_a_writer_at_work_for_no_killed_one(region, session):
    left = region.path.with_name(f".{region.path.name}.nieuw")
    left.mkdir()
    (left / "region.gpkg").write_bytes(b"half")
    with locked(region.path, failed=lambda error: error):
        assert not session("Anna").warning
