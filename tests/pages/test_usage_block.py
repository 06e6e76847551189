"""The reality check on the screen: real beside calculated, hidden said as hidden, and what to bring where there is none."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mapping.analysis.published_counts import published_counts
from mapping.reports.codebook import undescribed
from mapping.store.geopackage import GeoPackage
from tests.pages.conftest import ROOT, TIMEOUT_S

EXAMPLE = ROOT / "data" / "voorbeeld.gpkg"
TABLES = ("initiatief", "gebied", "pc4", "leeftijdsband", "verwijzer", "reden")


def block() -> None:
    """Draw the choices and the block, as a page does."""
    from mapping.views import cached, filters, usage_block

    filters.choose_language()
    where = cached.region()
    usage_block.draw(where, filters.shared(where))


def opened(**query: str) -> AppTest:
    """Open the block with these choices in the link."""
    app = AppTest.from_function(block, default_timeout=TIMEOUT_S)
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def text(app: AppTest) -> str:
    """Return what stands outside tables."""
    kinds = (app.header, app.markdown, app.caption, app.info, app.warning)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


@pytest.fixture(autouse=True)
def _no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what research says under a figure: a block by itself has no pages to link to."""
    monkeypatch.setattr("mapping.views.bewijs.card.draw", lambda *_given: None)


@pytest.fixture
def without_gebruik(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open the example without its gebruik."""
    tables = GeoPackage(EXAMPLE).read()
    path = tmp_path / "leeg.gpkg"
    GeoPackage(path).write(tables | {"gebruik": tables["gebruik"].iloc[:0]})
    monkeypatch.setenv("MAPPING_DATA", str(path))


@pytest.mark.parametrize("tabel", TABLES)
def test_every_table_is_drawn_and_every_column_is_described(tabel):
    app = opened(gebruik_per=tabel)
    assert [error.value for error in app.exception] == []
    (grid,) = app.dataframe
    assert len(grid.value)
    assert undescribed(grid.value.columns) == []


def test_the_block_speaks_english():
    app = opened(taal="en")
    assert [error.value for error in app.exception] == []
    assert app.header[0].value == "Does the calculation match reality?"
    assert "agrees" in set(app.dataframe[0].value["Does it match?"])


def test_what_does_not_hold_is_said_with_both_numbers_and_a_cause():
    said = text(opened())
    assert "Bij 4 scheelt het 2 keer of meer." in said
    assert (
        "Maatje in Noord: in het echt 85, volgens de berekening 40: in het echt ongeveer 2 keer zo veel"
        in said.replace("\\", "")
    )
    assert "of er komen mensen van elders" in said


def test_hidden_is_a_word_of_its_own_and_explained():
    app = opened(gebruik_per="gebied")
    rows = app.dataframe[0].value
    hidden = rows["Geen cijfer, want"] == "verborgen"
    assert hidden.any()
    assert rows.loc[hidden, ["In het echt begonnen", "Echt gedeeld door berekend"]].isna().all(axis=None)
    assert "Verborgen: het gaat om te weinig mensen. Zo kan niemand herkend worden." in text(app)


def test_an_initiatief_that_brought_no_figures_is_not_shown_as_zero():
    rows = opened().dataframe[0].value.set_index("Initiatief")
    silent = rows.loc["Voorbeeld: Koffie op de Kade"]
    assert silent["Geen cijfer, want"] == "niet bekend"
    assert silent[["In het echt begonnen"]].isna().all()


def test_a_regio_takes_rows_away_and_changes_no_number():
    everywhere = opened(gebruik_per="gebied").dataframe[0].value.set_index("Gebied")
    there = opened(gebruik_per="gebied", regio="Rotterdam e.o.").dataframe[0].value.set_index("Gebied")
    assert 0 < len(there) < len(everywhere)
    assert there["In het echt begonnen"].equals(everywhere.loc[there.index, "In het echt begonnen"])


def test_the_day_and_the_level_that_are_asked_change_nothing_because_gebruik_counts_a_year_of_all_support():
    usual, asked = (opened(**query).dataframe[0].value for query in ({}, {"niveau": "C"}))
    assert usual.equals(asked)


def test_on_screen_stand_only_published_numbers():
    tables = GeoPackage(EXAMPLE).read()
    shown = published_counts(tables).table("gebied", "begonnen")["aantal"].dropna()
    assert sorted(opened(gebruik_per="gebied").dataframe[0].value["In het echt begonnen"].dropna()) == sorted(shown)


@pytest.mark.usefixtures("without_gebruik")
def test_without_gebruik_the_block_says_which_table_to_bring():
    app = opened()
    assert [error.value for error in app.exception] == []
    assert "nergens aan de werkelijkheid getoetst" in text(app)
    assert "gebruik.csv" in text(app)
    assert not app.dataframe
    assert "aantal" in app.table[0].value.columns
