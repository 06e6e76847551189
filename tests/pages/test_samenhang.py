"""The pages Netwerk and Signalering, and the fifth sentence of the start page: every choice, in both languages, and empty."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mapping.reports.codebook import undescribed
from mapping.store.geopackage import GeoPackage
from tests.pages.conftest import ROOT

EXAMPLE = ROOT / "data" / "voorbeeld.gpkg"
NETWORK, SIGNALS = "pages/samenhang/netwerk.py", "pages/samenhang/signalering.py"


def said(app: AppTest) -> str:
    """Return what stands outside tables, without the signs that keep Markdown from acting on it."""
    kinds = (app.header, app.markdown, app.caption, app.info, app.warning)
    return "\n".join(str(element.value) for kind in kinds for element in kind).replace("\\", "")


def sound(app: AppTest) -> AppTest:
    """Return the app after a look for faults, and for columns that nobody described."""
    assert [error.value for error in app.exception] == []
    assert [name for grid in app.dataframe for name in undescribed(grid.value.columns)] == []
    return app


@pytest.fixture
def emptied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open the example without verbindingen and without signalering."""
    tables = GeoPackage(EXAMPLE).read()
    path = tmp_path / "leeg.gpkg"
    GeoPackage(path).write(tables | {name: tables[name].iloc[:0] for name in ("verbinding", "signalering")})
    monkeypatch.setenv("MAPPING_DATA", str(path))


def test_network_has_every_part_in_both_languages(open_page):
    app = sound(open_page(NETWORK, query={"regio": "Rotterdam e.o."}))
    text = said(app)
    assert "blijven binnen de eigen kring" in text
    assert "bij toeval ligt die tussen" in text
    assert "Niet op de kaart: " in text
    for part, word in (
        ("alleen", "initiatieven."),
        ("overleg", "op de agenda"),
        ("praktijken", "praktijken en teams kennen"),
    ):
        app.query_params["deel"] = part
        assert word in said(sound(app.run()))
    app.query_params.update({"taal": "en", "beeld": "tekening", "verbindingsoort": "overleg"})
    assert app.run().title[0].value == "Who knows whom?"
    assert [error.value for error in app.exception] == []


def test_regio_with_few_connections_gives_a_sentence_and_no_index(open_page):
    text = said(
        sound(open_page(NETWORK, query={"regio": "Zuid-Hollandse eilanden", "verbindingsoort": "samenwerking"}))
    )
    assert "Onder de 10 zegt een getal niets" in text


def test_links_are_told_with_reason_and_people_rounded_as_an_aanname(open_page):
    app = open_page(NETWORK)
    (grid,) = [one.value for one in app.dataframe if "Waarom zij elkaar moeten kennen" in one.value.columns]
    assert grid["Wat wij weten"].iloc[0] == "bekend, maar niet verwezen"
    people = grid["Mensen zonder zekere plaats"].dropna()
    assert all(len(f"{count:.0f}".rstrip("0")) <= 1 for count in people)


def test_signals_are_shown_as_published_only(open_page):
    app = sound(open_page(SIGNALS))
    flow = app.dataframe[0].value
    assert (flow["Aantal mensen"].dropna() % 5 == 0).all()
    assert "verborgen" in set(flow["Geen cijfer, want"])
    assert "is nagevraagd of die paste (tussen" in said(app)
    app.query_params["stroom_vanaf"] = "vindplaats"
    flow = sound(app.run()).dataframe[0].value
    assert {"Huisartsenpraktijk", "niet bekend"} <= set(flow["Van wie"])
    assert (flow["Aantal mensen"].dropna() % 5 == 0).all()
    for part in ("initiatief", "getoetst", "herkend_door_professional", "uitingsvorm", "subgroep", "regio"):
        app.query_params["signalering_per"] = part
        sound(app.run())


@pytest.mark.usefixtures("emptied")
def test_without_data_every_page_says_what_to_bring(open_page):
    assert "nog geen verbinding in dit bestand" in said(sound(open_page(NETWORK)))
    assert "Nog niemand gaf door wie vragen hoort" in said(sound(open_page(SIGNALS)))
    assert "is nog niet in kaart" in said(sound(open_page()))


def test_start_page_says_where_to_begin_and_leads_there(open_page):
    text = said(sound(open_page(query={"regio": "Rotterdam e.o."})))
    assert "elkaar voor zover bekend nog niet kennen" in text


def test_who_may_not_edit_sees_no_row_of_signalering(open_page, monkeypatch):
    monkeypatch.delenv("MAPPING_BEWERKEN", raising=False)
    app = sound(open_page("pages/beheer/bewerken.py", query={"tabel": "signalering"}))
    kinds = next(box for box in app.selectbox if box.label == "Wat wilt u bewerken?")
    assert "signalering" not in kinds.options
    assert not any("huisarts-luisteruur" in grid.value.to_csv() for grid in app.dataframe)
