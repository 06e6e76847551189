"""The research page, and the codebook of every download: each column of each table on any page has a meaning."""

import pytest
from streamlit.testing.v1 import AppTest

from mapping.analysis.scenario.changes import LiftRules, Scenario, SetCapacity
from mapping.analysis.scenario.text import encode
from mapping.reports import settings_file
from mapping.reports.codebook import undescribed
from mapping.store.geopackage import GeoPackage
from mapping.views import research_cache, research_settings
from mapping.views import tables as screen
from tests.pages.test_every_page import PATHS, ROTTERDAM_CENTRUM, all_text, assert_sound

RESEARCH = "pages/over/onderzoek.py"
MAP = "pages/regio/kaart.py"
BARRIERS, CERTAINTY = "pages/gaten/postcodebarrieres.py", "pages/gaten/zekerheid.py"
SCENARIO_PAGE = "pages/planning/scenario.py"
COUNTED_PER_WIJK = "opleiding_hoog"


@pytest.fixture
def shown(monkeypatch) -> dict[str, list[str]]:
    """Collect the columns that no codebook describes, of every table with a download, by its key."""
    seen: dict[str, list[str]] = {}
    draw = screen.show

    def collect(rows, **options):
        seen[options["key"]] = undescribed(str(name) for name in rows.columns)  # here, in the language of the page
        return draw(rows, **options)

    monkeypatch.setattr(screen, "show", collect)
    return seen


@pytest.mark.parametrize("taal", ["nl", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_every_column_of_every_download_stands_in_the_codebook(open_page, shown, path, taal):
    open_page(path, session={"gebied": ROTTERDAM_CENTRUM, "alle_groepen": True}, query={"taal": taal})

    assert {key: names for key, names in shown.items() if names} == {}


@pytest.mark.parametrize(
    "indicator", ["vraag_per_1000", "aanbod", "buiten_bereik", "uitgesloten", "onbekend", "werkgebied"]
)
def test_every_figure_of_the_map_stands_in_the_codebook(open_page, shown, indicator):
    open_page(MAP, session={"indicator": indicator})

    assert shown
    assert [name for names in shown.values() for name in names] == []


SCENARIO = Scenario("Proef", (SetCapacity("zin-thuis-maas", 600.0, 120_000.0), LiftRules("zin-thuis-maas", True, True)))


@pytest.mark.parametrize("taal", ["nl", "en"])
@pytest.mark.parametrize(
    ("path", "chosen", "key"),
    [
        (BARRIERS, {"tabel": "gebied"}, "barrieres-gebied"),
        (BARRIERS, {"tabel": "gebied", "alle_groepen": True, "gebiedsniveau": "gemeente"}, "barrieres-gebied"),
        (CERTAINTY, {"gebied": ROTTERDAM_CENTRUM}, "zekerheid"),
        (CERTAINTY, {"gebruik_per": "gebied"}, "gebruik-gebied"),
        (CERTAINTY, {"gebruik_per": "verwijzer"}, "gebruik-verwijzer"),
        (CERTAINTY, {"gebruik_per": "leeftijdsband"}, "gebruik-leeftijdsband"),
        (CERTAINTY, {"gebruik_per": "pc4"}, "gebruik-pc4"),
        (CERTAINTY, {"gebruik_per": "reden"}, "gebruik-reden"),
        (SCENARIO_PAGE, {"scenario": encode(SCENARIO)}, "scenario-delen"),
    ],
)
def test_tables_that_appear_after_a_choice_stand_in_the_codebook(open_page, shown, path, chosen, key, taal):
    open_page(path, session=chosen, query={"taal": taal})

    assert key in shown
    assert {name: columns for name, columns in shown.items() if columns} == {}


def test_page_gives_all_blocks_for_the_example(open_page, shown):
    app = open_page(RESEARCH)

    assert_sound(app)
    assert set(shown) == {"onderzoek-abc", "onderzoek-vraagtype", "onderzoek-lorenz", "onderzoek-inkomen"}
    assert [metric.label for metric in app.metric][2:] == ["Gini", "Concentratie-index naar inkomen"]
    assert "niveau A dekt niveau C niet" in all_text(app)


def test_clusters_are_refused_where_nothing_local_is_known(open_page):
    app = open_page(RESEARCH)

    assert any("niets eigens" in info.value for info in app.info)


def test_clusters_are_refused_on_schematic_outlines(open_page):
    app = open_page(RESEARCH, session={"groep": COUNTED_PER_WIJK})

    assert_sound(app)
    assert any("schematisch. Welke gebieden" in info.value for info in app.info)


@pytest.mark.seeds
def test_clusters_are_drawn_on_real_borders(open_page, shown, real, tmp_path, monkeypatch):
    file = tmp_path / "echt.gpkg"
    GeoPackage(file).write(real.tables)
    monkeypatch.setenv("MAPPING_DATA", str(file))
    app = open_page(RESEARCH, session={"groep": COUNTED_PER_WIJK, "clusters": "toegang"})

    assert_sound(app)
    assert any("overal gelijk" in info.value for info in app.info)  # no offer in this file: access is 0 everywhere


def test_access_is_never_told_without_those_who_are_shut_out(open_page):
    app = open_page(RESEARCH)
    labels = [metric.label for metric in app.metric]

    assert "Bekende plaatsen per 100 mensen" in labels
    assert "Mogen er niet heen (tellen mee als 0)" in labels


def take_over_page(raw: bytes):
    """Draw a choice that lives in the URL, after taking a file over, as the callback of the page does."""
    import streamlit as st

    from mapping.views import research_settings, url_state

    if "_done" not in st.session_state:
        st.session_state["_done"] = True
        research_settings.take_over(raw)
    url_state.start_run()
    url_state.whole_number("steun", "steunvraag", least=1, most=40, default=10)
    url_state.switch("schat", "schat")
    for sentence in url_state.sentences():
        st.warning(sentence)


def taken(raw: bytes, **session) -> AppTest:
    app = AppTest.from_function(take_over_page, kwargs={"raw": raw})
    for key, value in session.items():
        app.session_state[key] = value
    return app.run()


def file_of(**keuzes: str) -> bytes:
    return settings_file.written(settings_file.settings_file("Proef", {"keuzes": keuzes}))


def test_choices_of_a_file_replace_those_of_the_session_and_what_it_leaves_out_is_the_default():
    app = taken(file_of(steunvraag="25"), schat=True)

    assert app.session_state["steunvraag"] == 25
    assert app.session_state["schat"] is False
    assert app.query_params["steunvraag"] in ("25", ["25"])


def test_choice_that_is_not_possible_is_said_as_for_a_link():
    app = taken(file_of(steunvraag="<b>900</b>"))

    assert app.session_state["steunvraag"] == 10
    assert len(app.warning) == 1


def test_faulty_file_changes_nothing_and_says_why():
    app = taken(b"{}", steunvraag=17)

    assert app.session_state["steunvraag"] == 17
    assert "geen bestand met instellingen" in app.session_state[research_settings.PROBLEM]


def test_same_settings_are_recognised_by_their_hash_and_others_listed(open_page):
    app = open_page(RESEARCH, query={"steunvraag": "12"})
    taken_file = settings_file.settings_file("Ander", {"keuzes": {"steunvraag": "12"}})
    app.session_state[research_settings.TAKEN] = taken_file
    app.run()

    assert_sound(app)
    assert any("verschillen van wat u nu ziet" in warning.value for warning in app.warning)


def test_language_is_no_part_of_the_settings():
    assert "taal" not in research_cache.CHOICE_KEYS
    assert "steunvraag" in research_cache.CHOICE_KEYS
