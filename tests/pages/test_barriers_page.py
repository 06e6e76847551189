"""The barriers page: people once, rules in words, the disputed age, what is not open, and what a reader may do next."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_every_page import ROTTERDAM_CENTRUM, SMALL_WIJK, all_text, assert_sound

PAGE = "pages/gaten/postcodebarrieres.py"
TABLE = "pages/gaten/gatentabel.py"
BARRED = "Mensen die ergens niet heen mogen"
NOWHERE = "Van hen nergens anders terecht"
EVERY_RULE = {"regels": "alle", "groep": "naaste"}


def grid(app: AppTest) -> pd.DataFrame:
    return app.dataframe[0].value


def headers(app: AppTest) -> list[str]:
    return [header.value for header in app.header]


def headline(app: AppTest) -> str:
    return next(text.value for text in app.markdown if "mogen naar schatting" in text.value)


@pytest.fixture
def per_gebied(open_page):
    """Return a function that opens the table per gebied with a query and gives its grid."""

    def opened(**query: str) -> pd.DataFrame:
        app = open_page(PAGE, query=EVERY_RULE | {"tabel": "gebied"} | query)
        assert_sound(app)
        return grid(app)

    return opened


def test_page_says_who_what_it_costs_where_and_what_to_do_next(open_page):
    app = open_page(PAGE, query=EVERY_RULE)

    assert_sound(app)
    assert headers(app) == [
        "Wat kosten deze regels?",
        "De barrières in woorden",
        "Postcodes die zijn buitengesloten",
        "Wat kunt u nu doen?",
        "Alle barrières bij deze keuze",
        "Past wel, maar is nu niet open",
    ]
    assert "kunnen nergens anders terecht" in headline(app)
    assert "Ieder mens telt hier één keer" in all_text(app)


def test_every_block_of_figures_opens_its_evidence(open_page):
    labels = [box.label for box in open_page(PAGE, query=EVERY_RULE).expander]
    assert {"Hoe weten we wie er niet heen mag?", "Hoe weten we wat de regels kosten?"} <= set(labels)

    labels = [box.label for box in open_page(PAGE, query=EVERY_RULE | {"tabel": "gebied"}).expander]
    assert "Hoe weten we hoeveel mensen per gebied?" in labels


def test_table_per_postcode_tells_of_waiting_time_verwijzing_and_who_was_asked(open_page):
    rows = grid(open_page(PAGE, query=EVERY_RULE))

    for column in ("Wachttijd daar (weken)", "Verwijzing daar", "Verwijzing nodig (geen barrière)", "Nagevraagd bij"):
        assert column in rows.columns
    assert (rows["Nagevraagd bij"] != "").any()
    assert (rows["Wachttijd daar (weken)"] == "niet bekend").any()


def test_table_per_gebied_has_one_row_per_gebied_and_more_with_every_groep(per_gebied):
    one, every = per_gebied(), per_gebied(alle_groepen="ja")

    assert not one["Gebied"].duplicated().any()
    assert len(every) % len(one) == 0
    assert len(every) > len(one)
    known = one.dropna(subset=[BARRED])
    assert (known[NOWHERE] <= known[BARRED]).all()
    assert (known[BARRED] > 0).any()


@pytest.mark.parametrize(("level", "fewer_than"), [("gemeente", 60), ("regio", 4)])
def test_coarser_levels_have_fewer_rows_and_name_no_nearest_offer(per_gebied, level, fewer_than):
    rows = per_gebied(gebiedsniveau=level)

    assert 0 < len(rows) < fewer_than
    assert "km daarheen" not in rows.columns
    assert "km daarheen" in per_gebied().columns


def test_chosen_gebied_and_regio_leave_their_own_rows(per_gebied):
    assert per_gebied(gebied=ROTTERDAM_CENTRUM)["Gebied"].tolist() == ["Rotterdam Centrum (Rotterdam)"]
    assert per_gebied(gebied=ROTTERDAM_CENTRUM, gebiedsniveau="gemeente")["Gebied"].tolist() == ["Rotterdam"]
    assert 0 < len(per_gebied(regio="Zuid-Hollandse eilanden")) < len(per_gebied())


def test_gebied_with_few_people_has_no_figure_but_the_reason(open_page, per_gebied):
    rows = per_gebied(gebied=SMALL_WIJK)

    assert rows[BARRED].isna().all()
    assert rows["Geen cijfer, want"].tolist() == ["te klein"]
    app = open_page(PAGE, query=EVERY_RULE, session={"gebied": SMALL_WIJK})
    assert any("Geen cijfer" in info.value for info in app.info)


def test_people_in_small_gebieden_are_said_to_drop_out(open_page):
    for tabel in ("postcode", "gebied"):
        app = open_page(PAGE, query=EVERY_RULE | {"tabel": tabel})
        assert any("minder dan 50 inwoners tellen niet mee" in caption.value for caption in app.caption)


def test_rules_in_words_show_the_verwijzing_and_say_that_it_bars_nobody(open_page):
    app = open_page(PAGE, query=EVERY_RULE | {"tabel": "regels"})

    assert_sound(app)
    shown = next(t.value for t in app.table if "Voor wie woont in" in t.value.columns)
    assert set(shown["Verwijzing nodig (geen barrière)"]) <= {
        "niet nodig",
        "van de huisarts",
        "via een organisatie",
        "niet bekend",
    }
    assert shown["Voor wie (leeftijd of situatie)"].str.contains("50 jaar en ouder").any()
    assert "sluit in onze berekening niemand uit" in all_text(app)


def test_what_fits_but_is_not_open_says_why(open_page):
    app = open_page(PAGE, query={"groep": "eenzaam"})

    shown = next(t.value for t in app.table if any(name.startswith("Waarom niet op") for name in t.value.columns))
    reasons = " ".join(shown[next(name for name in shown.columns if name.startswith("Waarom"))])
    assert "vol" in reasons
    assert "gestopt; liep tot en met 30-6-2026" in reasons.replace("\\", "")


def test_disputed_age_is_shown_with_its_sources_and_changes_who_is_barred(open_page):
    app = open_page(PAGE, query=EVERY_RULE)
    slider = app.sidebar.slider(key="grens")
    assert (slider.value, slider.min, slider.max) == (50, 18, 75)
    assert "Linking-Zin" in slider.help
    assert any("Bronnen spreken elkaar tegen" in caption.value for caption in app.sidebar.caption)
    before = headline(app)

    slider.set_value(70).run()

    assert_sound(app)
    assert app.query_params["grens"] == "70"
    assert headline(app) != before
    assert any("Zo is de regel nu niet: dit is uw aanname" in warning.value for warning in app.warning)
    assert any("mensen van 70 jaar en ouder" in text.value for text in app.markdown)


def test_disputed_age_counts_on_other_pages_too(open_page):
    part = "Mogen er niet heen"
    usual, higher, none = (
        grid(open_page(TABLE, query={"niveau": "C", **query}))[part].sum()
        for query in ({}, {"grens": "70"}, {"grens": "18"})
    )
    assert none < usual < higher


def test_region_without_that_rule_has_no_such_choice(open_page, made_file, monkeypatch):
    monkeypatch.setenv("MAPPING_DATA", str(made_file))
    app = open_page(PAGE)

    assert_sound(app)
    assert "grens" not in [slider.key for slider in app.sidebar.slider]
    assert "Past wel, maar is nu niet open" in headers(app)


def test_one_initiatief_has_its_own_words(open_page):
    app = open_page(PAGE, query=EVERY_RULE)
    select = app.main.selectbox(key="barriere")
    select.select_index(1).run()

    assert_sound(app)
    assert "Wat kost deze regel?" in headers(app)
    assert grid(app)["Initiatief"].nunique() == 1
    said = next(text.value for text in app.main.markdown if "over alle initiatieven samen" in text.value)
    assert grid(app)["Initiatief"].iloc[0].split(":")[-1].strip() in said
