"""What a user chooses reaches the figures of the page, and what a link asks for in vain is said."""

import pandas as pd
from streamlit.testing.v1 import AppTest

from tests.pages.test_every_page import ROTTERDAM_CENTRUM, SMALL_WIJK, all_text, assert_sound

TABLE = "pages/gaten/gatentabel.py"
PROFILE = "pages/regio/wijkprofiel.py"
VRAAG = "Willen steun per jaar"


def grid(app: AppTest) -> pd.DataFrame:
    """Return the first grid of the page."""
    return app.dataframe[0].value


def test_chosen_gebied_shows_in_the_profile(open_page):
    app = open_page(PROFILE, session={"gebied": ROTTERDAM_CENTRUM})

    assert "Rotterdam Centrum (Rotterdam)" in [header.value for header in app.header]
    assert app.query_params["gebied"] == ROTTERDAM_CENTRUM


def test_gebied_in_the_url_is_chosen_in_the_list(open_page):
    app = open_page(PROFILE, query={"gebied": ROTTERDAM_CENTRUM})

    assert app.sidebar.selectbox(key="gebied").value == ROTTERDAM_CENTRUM
    assert "Rotterdam Centrum (Rotterdam)" in [header.value for header in app.header]


def test_order_in_a_link_survives_a_walk_to_a_page_with_another_order(open_page):
    app = open_page(TABLE, query={"volgorde": "mensen"})

    app.switch_page("pages/gaten/zekerheid.py").run()

    assert_sound(app)
    assert app.button_group(key="rangorde").value == "mensen"


def test_what_a_link_asks_of_one_page_in_vain_is_said_too(open_page):
    app = open_page(TABLE, query={"norm": "200", "volgorde": "zz"})

    assert_sound(app)
    (warning,) = app.warning
    assert "‘Volgorde naar’ om ‘zz’" in warning.value
    assert "‘200’. Kies een getal van 0 tot en met 100" in warning.value


def test_profile_opens_the_evidence_of_its_figures(open_page):
    app = open_page(PROFILE, session={"gebied": ROTTERDAM_CENTRUM})

    labels = [box.label for box in app.expander]
    assert "Hoe weten we dit?" in labels
    assert "Hoe weten we wat mensen kunnen bereiken?" in labels


def test_profile_without_a_gebied_says_how_to_choose_one(open_page):
    app = open_page(PROFILE)

    assert any("Kies links een gebied" in info.value for info in app.info)


def test_profile_of_a_gebied_with_few_people_gives_no_estimate_and_the_reason(open_page):
    app = open_page(PROFILE, session={"gebied": SMALL_WIJK})

    assert {metric.label: metric.value for metric in app.metric}[VRAAG] == "–"
    assert any("Geen cijfer" in info.value for info in app.info)


def test_steunvraag_changes_the_figures_and_stands_in_the_url(open_page):
    app = open_page(TABLE)
    before = grid(app)[VRAAG].sum()

    app.sidebar.slider(key="steunvraag").set_value(20).run()

    assert_sound(app)
    assert grid(app)[VRAAG].sum() > 1.5 * before
    assert app.query_params["steunvraag"] == "20"
    assert any("Uw aanname: 20 van elke 100" in caption.value for caption in app.sidebar.caption)


def test_steunvraag_starts_at_one_of_a_hundred_as_nobody_is_no_question(open_page):
    app = open_page(TABLE)
    before = grid(app)[VRAAG].sum()

    slider = app.sidebar.slider(key="steunvraag")
    slider.set_value(slider.min).run()

    assert slider.min == 1
    assert_sound(app)
    assert 0 < grid(app)[VRAAG].sum() < before


def test_niveau_c_leaves_less_offer(open_page):
    app = open_page(TABLE)
    before = grid(app)["Geen aanbod bekend in de buurt"].sum()

    app.sidebar.selectbox(key="niveau").select_index(1).run()

    assert_sound(app)
    assert grid(app)["Geen aanbod bekend in de buurt"].sum() > before


def test_regio_leaves_only_its_own_gebieden(open_page):
    every = grid(open_page(TABLE))
    some = grid(open_page(TABLE, query={"regio": "Zuid-Hollandse eilanden"}))

    assert 0 < len(some) < len(every)
    assert set(some["Gebied"]) < set(every["Gebied"])


def test_every_level_of_the_gap_table_has_rows(open_page):
    app = open_page(TABLE)

    for number in range(4):
        app.main.selectbox(key="gebiedsniveau").select_index(number).run()
        assert_sound(app)
        assert len(grid(app)) > 0


def test_unknown_gebied_in_the_url_gives_a_notice_and_the_whole(open_page):
    app = open_page(query={"gebied": "WK999999"})

    assert_sound(app)
    assert any("WK999999" in warning.value.replace("\\", "") for warning in app.warning)
    assert app.session_state["gebied"] == "alle"


def test_hostile_value_in_the_url_is_shown_as_it_stands(open_page):
    app = open_page(query={"gebied": "[x](javascript:alert(1))<b>"})

    assert_sound(app)
    assert r"\[x\](javascript\:alert(1))\<b\>" in app.warning[0].value


def test_every_shared_parameter_with_nonsense_gives_a_notice(open_page):
    asked = {
        "regio": "Atlantis",
        "gebied": "x",
        "groep": "x",
        "niveau": "Z",
        "steunvraag": "-1",
        "schat": "x",
        "grens": "17",
    }

    app = open_page(query=asked)

    assert_sound(app)
    (warning,) = app.warning
    assert len(warning.value.split("\n\n")) == len(asked)
    assert "Behoefte" in all_text(app)
