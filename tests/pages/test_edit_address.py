"""On the page Bewerken an address gives a row its point, gebied, postcode and precisie; a sheltered one its wijk alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from shapely import Point
from streamlit.testing.v1 import AppTest

from mapping.store.geopackage import GeoPackage
from mapping.views.edit.state import DRAFTS
from tests.loopback import Loopback, Reply, loopback
from tests.pages.test_every_page import assert_sound
from tests.unit.analysis.small_region import table
from tests.unit.sources.pdok.test_geocode import SCRIPT

PAGE = "pages/beheer/bewerken.py"
TAKE = ("Zet het punt op deze plaats", "Neem dit gebied over")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, made, tmp_path: Path) -> Iterator[Loopback]:
    """Open a region with three vindplaatsen for editing, and a Locatieserver that knows the made addresses."""
    same = {"voorbeeld": "nee", "geometry": None}
    rows = [
        {"vindplaats": "school", "naam": "School", "type": "school", "precisie": "straat", **same},
        {"vindplaats": "opvang", "naam": "Opvang", "type": "opvang", "precisie": "wijk", **same},
        {"vindplaats": "winkel", "naam": "Winkel", "type": "winkel", "precisie": "exact", "adres": "Oud 3", **same}
        | {"geometry": Point(104_500, 430_500), "gebiedcode": "WK9001A1"},
    ]
    path = tmp_path / "regio.gpkg"
    GeoPackage(path).write({**made.tables, "vindplaats": table("vindplaats", rows)})
    with loopback(SCRIPT) as running:
        monkeypatch.setenv("MAPPING_PDOK", running.base)
        monkeypatch.setenv("MAPPING_DATA", str(path))
        monkeypatch.setenv("MAPPING_BEWERKEN", "1")
        monkeypatch.delenv("MAPPING_OFFLINE", raising=False)
        yield running


def search(open_page: Callable[..., AppTest], row: str, text: str) -> AppTest:
    """Open one vindplaats and search an address."""
    query = {"tabel": "vindplaats", "werkwijze": "een", "rij": row}
    app = open_page(query=query, session={"_editor_name": "Test"}).switch_page(PAGE)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    (box,) = [box for box in app.text_input if box.label == "Adres of postcode"]
    box.set_value(text).run()
    button(app, "Zoek adres").click().run()
    return app


def button(app: AppTest, *labels: str):
    (found,) = [one for one in app.button if one.label in labels]
    return found


def row_of(app: AppTest, code: str) -> pd.Series:
    """Return a vindplaats as the draft has it."""
    (draft,) = app.session_state[DRAFTS].values()
    rows = draft.now["vindplaats"]
    return rows.set_index("vindplaats").loc[code]


def test_address_gives_point_gebied_postcode_precisie_and_the_address(server, open_page):
    app = search(open_page, "school", "Molenstraat 1, 1001 AB")
    assert server.paths() == ["/free"]
    button(app, *TAKE).click().run()
    assert_sound(app)
    row = row_of(app, "school")
    assert (row.geometry.x, row.geometry.y) == (100500.25, 430500.75)
    assert (row["gebiedcode"], row["pc4"], row["precisie"]) == ("WK900100", "1001", "exact")
    assert row["adres"] == "Molenstraat 1, 1001AB Molendrecht"


def test_nothing_is_taken_over_before_the_button(server, open_page):
    app = search(open_page, "school", "Molenstraat 1")
    assert row_of(app, "school").geometry is None


def test_without_pdok_the_row_gets_the_point_of_the_postcode_and_says_so_in_its_precisie(server, open_page):
    server.script["/free"] = Reply(400)
    app = search(open_page, "school", "Molenstraat 1, 1001 AB")
    button(app, *TAKE).click().run()
    row = row_of(app, "school")
    assert (row["precisie"], row["pc4"], row["gebiedcode"]) == ("pc4", "1001", "WK900100")
    assert pd.isna(row["adres"])


def test_sheltered_row_gets_its_wijk_and_nothing_else(server, open_page):
    app = search(open_page, "opvang", "Molenstraat 1, 1001 AB")
    button(app, *TAKE).click().run()
    assert_sound(app)
    row = row_of(app, "opvang")
    assert (row["gebiedcode"], row["precisie"]) == ("WK900100", "wijk")
    assert row.geometry is None
    assert pd.isna(row["pc4"])
    assert pd.isna(row["adres"])


def test_address_that_stood_there_stays_and_a_wijk_takes_the_point_away(server, open_page):
    app = search(open_page, "winkel", "Nieuw-Lindeburg")
    button(app, *TAKE).click().run()
    row = row_of(app, "winkel")
    assert (row["adres"], row["precisie"], row["gebiedcode"]) == ("Oud 3", "wijk", "WK9001A1")
    assert row.geometry is None


def test_place_outside_the_region_has_a_point_and_no_gebied(server, open_page):
    app = search(open_page, "school", "Verreweg 7")
    assert any("buiten deze regio" in warning.value for warning in app.warning)
    button(app, *TAKE).click().run()
    assert_sound(app)
    assert pd.isna(row_of(app, "school")["gebiedcode"])
