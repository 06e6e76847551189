"""The page Invoering: contexts, the checklist of an organisatie or gebied, filling it in, and the plan."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mapping.analysis.invoering.readiness import Subject
from mapping.reports.readiness_words import factors
from mapping.store.address import EXAMPLE_FILE
from mapping.store.editor_name import keep_name
from mapping.views.edit.state import DRAFTS
from mapping.views.readiness.checklist import with_answers
from tests.pages.test_every_page import all_text, assert_sound
from tests.unit.analysis.small_region import table

PAGE = "pages/planning/invoering.py"
FEIJENOORD = "WK059910"


def metrics(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.main.metric}


def test_contexts_are_counted_and_an_organisatie_with_answers_comes_first(open_page):
    app = open_page(PAGE)

    assert_sound(app)
    told = metrics(app)
    assert set(told) >= {"Context 1", "Context 2", "Context 3", "Geen van drie", "Niet te zeggen"}
    assert told["Nog onbekend"] == f"{len(factors()) - 12} van {len(factors())}"
    assert app.session_state["wie"] == "gezond-zuid"
    assert "Leren en oefenen" not in all_text(app)


def test_gebied_has_its_own_answers_context_and_advice(open_page):
    app = open_page(PAGE, query={"over": "gebied", "gebied": FEIJENOORD, "context": "3"})

    assert_sound(app)
    assert metrics(app)["Hindert (−)"] == "3 ja, 1 deels"
    assert "context 1 en 2 en 3" in all_text(app)
    assert "Coachend leren" in all_text(app)


def test_without_a_gebied_the_page_says_what_to_choose(open_page):
    app = open_page(PAGE, query={"over": "gebied"})

    assert_sound(app)
    assert any("Kies links een gebied" in info.value for info in app.info)


def test_person_in_the_plan_is_refused_and_there_is_no_download(open_page):
    app = open_page(PAGE)
    app.text_area("plan-doel-organisatie-gezond-zuid").set_value("Bel mevrouw Jansen op 06-12345678").run()

    assert any("Doel" in error.value for error in app.error)
    assert not any("12345678" in error.value for error in app.error)


@pytest.fixture
def region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Open a copy of the example with editing on, by somebody whose name is known."""
    keep_name("Planner")
    path = Path(shutil.copy(EXAMPLE_FILE, tmp_path / "regio.gpkg"))
    monkeypatch.setenv("MAPPING_DATA", str(path))
    monkeypatch.setenv("MAPPING_BEWERKEN", "1")
    return path


def test_answers_go_into_the_draft_and_what_nobody_changed_stays(open_page, region):
    app = open_page(PAGE)
    box = next(box for box in app.main.selectbox if "durven het gesprek" in box.label)
    box.set_value("ja")
    next(button for button in app.main.button if button.label == "Neem over").click().run()

    assert_sound(app)
    (draft,) = app.session_state[DRAFTS].values()
    assert draft.found[["tabel", "sleutel"]].drop_duplicates().to_numpy().tolist() == [
        ["factor", "gezond-zuid ·  · durft_niet"]
    ]


def test_answer_that_nobody_gave_makes_no_row():
    now = table("factor", [{"organisatie": "a", "factor": "weet_wat", "stand": "ja"}], voorbeeld="nee")
    given = {"weet_wat": ("ja", ""), "klik": ("onbekend", ""), "directie": ("nee", "Gevraagd.")}

    rows = with_answers(now, Subject("organisatie", "a"), given, door="", today="2026-11-22", example=False)

    assert rows[["factor", "stand"]].to_numpy().tolist() == [["weet_wat", "ja"], ["directie", "nee"]]
    assert rows.at[0, "datum"] is None or rows["datum"].isna()[0]
    assert rows.at[1, "datum"] == "2026-11-22"
