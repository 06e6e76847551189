"""The page Scenario: suggestions, changes by form, the result, keeping, links that are broken or do not fit, and the A4."""

import io
import json
import re
from pathlib import Path

import numpy as np
import pypdf
import pytest
from streamlit.testing.v1 import AppTest

from mapping.analysis.scenario.changes import Add, AdmitPostcodes, Close, LiftRules, Scenario, SetCapacity
from mapping.analysis.scenario.text import decode, encode
from mapping.reports import council_page
from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage
from mapping.views.scenario import share as scenario_share
from tests.pages.test_every_page import EXAMPLE, ROTTERDAM_CENTRUM, all_text, assert_sound

PAGE = "pages/planning/scenario.py"
MORE = Scenario("Meer plaats", (SetCapacity("zin-thuis-maas", 600.0, 120_000.0),))
HOSTILE = "<img src=x onerror=alert(1)> [k](javascript:alert(1)) $x$ :red[y]"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the scenarios of the example in a folder of this test."""
    monkeypatch.setenv("MAPPING_STATE", str(tmp_path))
    return tmp_path


@pytest.fixture
def show(open_page):
    """Return a function that opens the page with a scenario in the session, as a link leaves it."""

    def shown(scenario: Scenario | str, **query: str) -> AppTest:
        text = scenario if isinstance(scenario, str) else encode(scenario)
        return open_page(PAGE, session={"scenario": text}, query=query)

    return shown


def now(app: AppTest) -> Scenario:
    """Return the scenario of the page."""
    text = app.session_state["scenario"]
    return decode(text) if text else Scenario()


def metrics(app: AppTest) -> dict[str, str]:
    """Return the figures by label."""
    return {metric.label: metric.value for metric in app.metric}


def test_empty_page_says_what_to_do_with_two_proposals_from_the_data(open_page):
    app = open_page(PAGE)

    assert_sound(app)
    assert any("Nog geen wijziging" in info.value for info in app.info)
    assert [app.button(key=f"scenario-voorstel-{n}").label for n in (0, 1)] == ["Probeer dit"] * 2
    assert not app.metric


@pytest.mark.parametrize("position", [0, 1])
def test_proposal_gives_a_result_and_stands_in_the_url(open_page, position):
    app = open_page(PAGE)

    app.button(key=f"scenario-voorstel-{position}").click().run()

    assert_sound(app)
    assert len(now(app).changes) == 1
    assert decode(app.query_params["scenario"]) == now(app)
    assert "Wat doet dit scenario?" in [header.value for header in app.header]
    assert len(metrics(app)) == 4


def test_scenario_in_the_session_shows_headline_numbers_and_tables(show):
    app = show(MORE)

    assert_sound(app)
    assert "extra plaats" in all_text(app)
    assert metrics(app)["Kunnen meer worden geholpen"] == "+300"
    assert metrics(app)["Euro per extra geholpen mens"] == "€ 370"
    assert "Ongeveer € 370 per jaar" in all_text(app).replace("\\", "")
    parts = app.dataframe[0].value
    assert parts["Verschil"].sum() == pytest.approx(0, abs=parts["Verschil"].abs().max())
    assert {"Nu", "Met dit scenario", "Verschil"} <= set(parts.columns)
    assert any(EXAMPLE in info.value for info in app.info)


def test_link_with_a_scenario_opens_it(open_page):
    app = AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=60)
    app.query_params["scenario"] = encode(MORE)
    app.switch_page(PAGE).run()

    assert_sound(app)
    assert now(app) == MORE


def test_every_kind_of_change_gives_a_result(show):
    place = str(GeoPackage(EXAMPLE_FILE).read(["cel"])["cel"]["pc4"].iloc[0])
    changes = (
        LiftRules("maatje-feijenoord", place=True),
        LiftRules("zin-thuis-maas", person=True),
        Add("nieuw-1", HOSTILE, place, ("op locatie",), "B", ("iedereen",), 100.0, "gemeente", 1000.0),
        Close("maatje-noord"),
    )
    app = show(Scenario(HOSTILE, changes))

    assert_sound(app)
    said = all_text(app)
    assert "<img" not in said.replace("\\<img", "")
    assert "](javascript" not in said.replace("\\]\\(javascript", "").replace("\\](javascript", "")
    assert len(metrics(app)) == 4


@pytest.mark.parametrize("text", ["%%%", "A" * 50, "[x](javascript:alert(1))", "eJwDAAAAAAE", "x" * 300_000])
def test_broken_link_is_a_sentence_and_an_empty_page(show, text):
    app = show(text)

    assert_sound(app)
    assert any("scenario" in warning.value for warning in app.warning)
    assert now(app) == Scenario()
    assert any("Nog geen wijziging" in info.value for info in app.info)


def test_scenario_for_an_initiatief_that_is_gone_says_what_to_do_and_can_be_mended(show):
    app = show(Scenario("Oud", (Close("verdwenen"), *MORE.changes)))

    assert_sound(app)
    assert any("past niet (meer)" in warning.value for warning in app.warning)
    assert "verdwenen" in all_text(app)
    assert not app.metric

    app.button(key="scenario-weg-0-2").click().run()

    assert_sound(app)
    assert now(app).changes == MORE.changes
    assert app.metric


def test_capacity_is_changed_by_form(open_page):
    app = open_page(PAGE)
    app.selectbox(key="scenario-soort-0").set_value("capacity").run()
    app.selectbox(key="scenario-0-capacity-initiatief").set_value("zin-thuis-maas").run()
    app.number_input(key="scenario-0-capacity-zin-thuis-maas-mensen").set_value(600)
    app.number_input(key="scenario-0-capacity-zin-thuis-maas-kosten").set_value(120_000)

    app.button(key="scenario-erbij-0").click().run()

    assert_sound(app)
    assert now(app).changes == MORE.changes


def test_postcodes_are_admitted_by_form_those_with_most_people_first(open_page):
    app = open_page(PAGE)
    app.selectbox(key="scenario-0-admit-initiatief").set_value("maatje-feijenoord").run()
    field = app.multiselect(key="scenario-0-admit-maatje-feijenoord-postcodes")
    found = [re.search(r"ongeveer ([\d.]+) mensen", label) for label in field.options]
    numbers = [int(hit[1].replace(".", "")) for hit in found if hit]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers

    field.select(field.options[0]).run()
    app.button(key="scenario-erbij-0").click().run()

    assert_sound(app)
    (change,) = now(app).changes
    assert isinstance(change, AdmitPostcodes)
    assert change.postcodes[0] == field.options[0][:4]


def test_initiatief_is_begun_by_form_with_a_hostile_name(open_page):
    app = open_page(PAGE, session={"gebied": ROTTERDAM_CENTRUM})
    app.selectbox(key="scenario-soort-0").set_value("add").run()
    app.text_input(key="scenario-0-add-naam").set_value(HOSTILE)
    app.number_input(key="scenario-0-add-mensen").set_value(80)

    app.button(key="scenario-erbij-0").click().run()

    assert_sound(app)
    (change,) = now(app).changes
    assert (change.initiatief, change.place, change.people_pj, change.naam) == (
        "nieuw-1",
        ROTTERDAM_CENTRUM,
        80.0,
        HOSTILE,
    )


def test_form_without_what_it_needs_says_so(open_page):
    app = open_page(PAGE)

    app.button(key="scenario-erbij-0").click().run()

    assert_sound(app)
    assert any("Vul eerst" in warning.value for warning in app.warning)


def test_change_that_contradicts_another_is_refused_in_the_form(show):
    app = show(Scenario("", (SetCapacity("zin-thuis-maas", 600.0),)))
    app.selectbox(key="scenario-soort-1").set_value("close").run()
    app.selectbox(key="scenario-1-close-initiatief").set_value("zin-thuis-maas").run()

    app.button(key="scenario-erbij-1").click().run()

    assert_sound(app)
    assert any("sluit, maar verandert ook" in warning.value for warning in app.warning)
    assert len(now(app).changes) == 1


def test_change_is_taken_out_and_all_can_start_again(show):
    app = show(Scenario("x", (*MORE.changes, Close("maatje-noord"))))

    app.button(key="scenario-weg-1-2").click().run()
    assert now(app).changes == MORE.changes
    app.button(key="scenario-leeg").click().run()

    assert_sound(app)
    assert now(app) == Scenario()
    assert "scenario" not in app.query_params


def name_field(app: AppTest):
    """Return the field with the name of the scenario."""
    return next(field for field in app.text_input if field.label == "Naam van het scenario")


def test_scenario_is_named_kept_opened_and_removed_after_a_question(show, open_page, state):
    app = show(Scenario("", MORE.changes))
    app.button(key="scenario-bewaar").click().run()
    assert any("eerst een naam" in warning.value for warning in app.warning)

    name_field(app).set_value(HOSTILE).run()
    app.button(key="scenario-bewaar").click().run()
    assert_sound(app)
    assert any("is bewaard" in box.value for box in app.success)
    kept = json.loads((state / "voorbeeld.scenarios.json").read_text(encoding="utf-8"))
    assert [row["name"] for row in kept["scenarios"]] == [HOSTILE]

    other = open_page(PAGE)
    other.button(key="scenario-open").click().run()
    assert now(other) == Scenario(HOSTILE, MORE.changes)

    other.button(key="scenario-weg").click().run()
    assert (state / "voorbeeld.scenarios.json").read_text(encoding="utf-8").count("zin-thuis-maas") == 1
    other.button(key="scenario-weg-ja").click().run()
    assert_sound(other)
    assert json.loads((state / "voorbeeld.scenarios.json").read_text(encoding="utf-8"))["scenarios"] == []


def test_name_that_is_taken_asks_before_it_replaces(show, state):
    app = show(MORE)
    app.button(key="scenario-bewaar").click().run()
    second = show(Scenario(MORE.name, (Close("maatje-noord"),)))

    second.button(key="scenario-bewaar").click().run()
    assert any("Wilt u het vervangen?" in warning.value for warning in second.warning)
    assert "zin-thuis-maas" in (state / "voorbeeld.scenarios.json").read_text(encoding="utf-8")
    second.button(key="scenario-vervang").click().run()

    assert_sound(second)
    assert "zin-thuis-maas" not in (state / "voorbeeld.scenarios.json").read_text(encoding="utf-8")


def test_broken_file_of_scenarios_is_a_sentence_and_the_page_works(show, state):
    (state / "voorbeeld.scenarios.json").write_text("{", encoding="utf-8")

    app = show(MORE)

    assert_sound(app)
    assert any("kunnen niet worden gelezen" in warning.value for warning in app.warning)
    assert app.metric


def test_folder_that_cannot_be_written_is_a_sentence(show, state, monkeypatch):
    (state / "geen-map").write_text("", encoding="utf-8")
    monkeypatch.setenv("MAPPING_STATE", str(state / "geen-map"))

    app = show(MORE)
    app.button(key="scenario-bewaar").click().run()

    assert_sound(app)
    assert any("Download het als bestand" in warning.value for warning in app.warning)


def test_scenario_never_touches_the_data(show):
    before = EXAMPLE_FILE.read_bytes()

    app = show(Scenario("x", (*MORE.changes, Close("maatje-noord"), LiftRules("maatje-feijenoord", place=True))))
    app.button(key="scenario-bewaar").click().run()

    assert EXAMPLE_FILE.read_bytes() == before
    assert {path.name for path in EXAMPLE_FILE.parent.glob("*.json*")} == set()


def test_scenario_that_is_too_long_for_a_link_says_so_and_still_works(show):
    random = np.random.default_rng(1)
    names = ["".join(chr(sign) for sign in random.integers(0x4E00, 0x9FA5, 80)) for _n in range(40)]
    place = str(GeoPackage(EXAMPLE_FILE).read(["cel"])["cel"]["pc4"].iloc[0])
    changes = [Add(f"nieuw-{n}", name, place, ("op locatie",), "A", ("iedereen",), 1.0) for n, name in enumerate(names)]

    app = show(Scenario("lang", tuple(changes)))

    assert_sound(app)
    assert app.metric
    assert any("te groot voor een link" in info.value for info in app.info)
    assert "scenario" not in app.query_params


def test_steunvraag_changes_the_effect_of_a_scenario(show):
    scenario = Scenario("", (LiftRules("maatje-feijenoord", place=True),))
    label = "Mogen door een regel nergens heen"

    assert metrics(show(scenario))[label] != metrics(show(scenario, steunvraag="20"))[label]


def test_regio_leaves_its_own_gebieden_and_says_what_is_about_the_whole_file(show):
    app = show(MORE, regio="Zuid-Hollandse eilanden")

    assert_sound(app)
    assert any("alle regio’s van het bestand" in caption.value for caption in app.caption)
    assert "verandert bijna niets" in all_text(app)


def test_page_works_in_english(show):
    app = show(MORE, taal="en")

    assert_sound(app)
    assert "What does this scenario do?" in [header.value for header in app.header]


def test_a4_says_the_same_as_the_page(show, monkeypatch):
    made = []
    gathered = scenario_share.council_page
    monkeypatch.setattr(scenario_share, "council_page", lambda *a, **k: made.append(gathered(*a, **k)) or made[-1])
    app = show(MORE)

    assert_sound(app)
    page = made[0]
    opened = pypdf.PdfReader(io.BytesIO(council_page.council_pdf(page, council_page.words())))
    text = " ".join(opened.pages[0].extract_text().split())
    assert len(opened.pages) == 1
    assert metrics(app)["Kunnen meer worden geholpen"] in text
    assert "€ 370" in text
    assert "Help bij Voorbeeld: Gesprek aan huis Maasoever 600 mensen per jaar" in text
    assert "Voorbeeld: het aanbod in dit bestand is verzonnen." in text
