"""The page Acties: the board and its filters on the example, and what became of a gap on a region with three versions."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from mapping.store import history
from mapping.store.geopackage import GeoPackage
from mapping.store.history import Author
from mapping.views.sources import WORD_JOINER
from tests.pages.test_every_page import all_text, assert_sound
from tests.unit.analysis.small_region import areas, initiatief, offered, table

PAGE = "pages/planning/acties.py"
ONE_VERSION = "Er is maar één versie"
HOSTILE = "<img src=x onerror=alert(1)> [klik](http://x) $1$"


def read(app: AppTest) -> str:
    """Return what the page says, as it is read."""
    return all_text(app).replace("\\", "").replace(WORD_JOINER, "")


def names_on_the_board(app: AppTest) -> list[str]:
    """Return the acties that are drawn, in order."""
    return [m.value.strip("*").replace("\\", "") for m in app.main.markdown if m.value.startswith("**Voorbeeld")]


def test_example_shows_each_gap_and_says_that_there_is_no_difference_yet(open_page):
    app = open_page(PAGE)

    assert_sound(app)
    assert len(names_on_the_board(app)) == 8
    assert ONE_VERSION in read(app)
    assert "Nu: 300 (200–700)" in read(app)
    assert "Verschil:" not in read(app)
    assert "te laat" in read(app)
    assert [metric.value for metric in app.main.metric] == ["8", "2", "1", "1"]


def test_filters_narrow_the_board_and_an_empty_one_says_what_to_do(open_page):
    app = open_page(PAGE, query={"te-laat": "ja"})
    assert names_on_the_board(app) == ["Voorbeeld: Geestelijk verzorger in de PaTz-groepen op Zuid"]

    app = open_page(PAGE, query={"richting": "3", "stand": "voorstel", "eigenaar": "buurtkamers"})
    assert names_on_the_board(app) == ["Voorbeeld: Groepen over wat telt in seniorenflats"]

    app = open_page(PAGE, query={"richting": "3", "stand": "klaar"})
    assert_sound(app)
    assert "Geen actie past bij deze keuze" in read(app)


@pytest.fixture(scope="module")
def three_versions(made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a region of which version 2 lifts a rule and version 3 changes inhabitants; nobody may write to it."""
    path = tmp_path_factory.mktemp("acties") / "regio.gpkg"
    store = GeoPackage(path)
    store.write(before(made.tables))
    open_to_all = store.read(["initiatief"])["initiatief"].assign(werkgebied_stand="geen beperking")
    history.change(store, {"initiatief": open_to_all, "werkgebied": areas()}, Author("Planner", "Regel weg"))
    cel = store.read(["cel"])["cel"]
    history.change(store, {"cel": cel.assign(inwoners=cel["inwoners"] * 1.02)}, Author("Planner", "Nieuwe cijfers"))
    return path


def before(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return a region with one initiatief that keeps nearly everybody out, and acties that begin at three versions."""
    gebied = tables["gebied"]
    at = gebied.iloc[1]
    row = initiatief("gesprek", werkgebied_stand="lijst", capaciteit_pj=500.0, gebiedcode=at["gebiedcode"])
    row["geometry"] = at.geometry.representative_point()
    plan = {
        "veranderrichting": "1", "gebiedcode": at["gebiedcode"], "doel_deel": "regel", "initiatief": "gesprek",
        "eigenaar": "org", "status": "loopt", "streefdatum": "2020-01-01", "voorbeeld": "nee",
    }  # fmt: skip
    begins = {"een": 1, "twee": 2, "geen": None, "weg": 99}
    return {
        **tables,
        **offered(row),
        "werkgebied": areas(("gesprek", "gemeente", "GM9999")),
        "organisatie": table("organisatie", [{"organisatie": "org", "naam": HOSTILE}]),
        "actie": table(
            "actie", [{**plan, "actie": n, "naam": f"Voorbeeld {n}", "begin_versie": v} for n, v in begins.items()]
        ),
    }


def test_gap_is_measured_at_the_start_and_now_and_told_for_what_it_is(open_page, three_versions, monkeypatch):
    monkeypatch.setenv("MAPPING_DATA", str(three_versions))

    app = open_page(PAGE)

    assert_sound(app)
    said = read(app)
    assert ONE_VERSION not in said
    assert said.count("Begin: ") == 2
    assert "Dit gat is kleiner dan bij het begin." in said
    assert "Of deze actie dat deed, weten wij niet" in said
    assert "Bij deze actie staat niet welke versie" in said
    assert "Versie 99, het begin van deze actie, is niet bewaard." in said
    labels = [expander.label.replace("\\", "") for expander in app.main.expander]
    assert any("Sinds versie 1" in label and "werkgebied: 1 rij" in label and "cel: " in label for label in labels)
    assert any("Sinds versie 2" in label and "initiatief" not in label for label in labels)
    assert HOSTILE in said
    assert not any(HOSTILE in m.value for m in app.main.markdown)
