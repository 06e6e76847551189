"""Vindplaatsen and Bezoekplan as a reader meets them: words, four looks, no place of shelter as a point, few people hidden."""

import json
import shutil
from pathlib import Path

import pytest
from shapely import Point

from mapping.reports.codebook import undescribed
from mapping.store import history
from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage
from mapping.store.history import Author
from mapping.views.outreach import share
from mapping.views.vindplaats import map as place_map
from mapping.words import use_language
from tests.pages.test_every_page import all_text, assert_sound

PLACES, PLAN = "pages/samenhang/vindplaatsen.py", "pages/planning/bezoekplan.py"
SECRET = "Geheimweg 1"
NAMES = ("azc-wk059914", "opvang-wk059901", "verslavingszorg-wk059903")


@pytest.fixture
def secret_file(tmp_path: Path, monkeypatch) -> Path:
    """Open the example with an address, a postcode and a point at each place of shelter, and few people at one place."""
    path = Path(shutil.copy(EXAMPLE_FILE, tmp_path / "regio.gpkg"))
    rows, visits = (GeoPackage(path).read([name])[name] for name in ("vindplaats", "vindplaats_subgroep"))
    sheltered = rows["precisie"] == "wijk"
    rows.loc[sheltered, ["adres", "pc4"]] = [SECRET, "3099"]
    rows.loc[sheltered, "geometry"] = [Point(93_111, 437_222)] * int(sheltered.sum())
    few = (visits["vindplaats"] == "huiswijk-3072") & (visits["subgroep"] == "eenzaam")
    visits.loc[few, ["bereik_personen", "telling"]] = [3, True]
    history.change(GeoPackage(path), {"vindplaats": rows, "vindplaats_subgroep": visits}, Author("x", "test"))
    monkeypatch.setenv("MAPPING_DATA", str(path))
    return path


def seen(app) -> str:
    """Return all that a reader can see or copy: text, grids and real tables."""
    grids = [element.value.to_csv() for kind in (app.dataframe, app.table) for element in kind]
    return all_text(app) + "\n".join(grids)


def test_places_of_shelter_are_a_wijk_on_the_page_and_on_the_map(open_page, secret_file, monkeypatch):
    given = {}
    monkeypatch.setattr(place_map.webmap, "region_map", lambda **arguments: given.update(arguments))
    app = open_page(PLACES, session={"regio": "Rotterdam e.o."}, query={"alles": "ja"})

    assert_sound(app)
    use_language("nl")
    assert all(
        undescribed(grid.value.columns) == [] for grid in app.dataframe[1:]
    )  # the first is as wide as there are kinds
    shown = {point["id"] for point in given["points"]}
    assert not shown & set(NAMES)
    assert "huiswijk-3072" in shown
    text = seen(app) + json.dumps(given["texts"])
    assert SECRET not in text
    assert "3099" not in text
    assert "alleen per wijk bekend" in text
    (niets,) = (grid.value for grid in app.dataframe if "Bezoeken per week" in grid.value.columns)
    few = niets[
        niets["Vindplaats"].str.contains("Huis van de wijk Rotterdam 3072")
        & (niets["Groep"] == "Mensen die zich alleen voelen")
    ]
    assert few["Geen cijfer, want"].tolist() == ["verborgen"]
    assert few[["Bezoeken per week", "Mensen per week zonder plaats"]].isna().all(axis=None)


def test_plan_with_places_of_shelter_names_their_wijk_and_nothing_else(open_page, secret_file, monkeypatch):
    papers = []
    found = share.paper_of
    monkeypatch.setattr(share, "paper_of", lambda *given: papers.append(found(*given)) or papers[-1])
    app = open_page(
        PLAN, query={"voor": "vluchteling,taal,geld,huiselijk_geweld", "plaatsen": "20"},
        session={"regio": "Rotterdam e.o."},
    )  # fmt: skip

    assert_sound(app)
    use_language("nl")
    assert all(undescribed(grid.value.columns) == [] for grid in app.dataframe)
    text = seen(app) + repr(papers[-1])
    assert SECRET not in text
    assert "3099" not in text
    assert "Voorbeeld: het aanbod in dit bestand is verzonnen." in papers[-1].example
    assert "adres navragen" in text


def test_plan_says_what_to_change_and_follows_its_link(open_page):
    app = open_page(PLAN, query={"voor": "geen"})
    assert_sound(app)
    assert any("U koos nog geen groep" in info.value for info in app.info)

    app = open_page(PLAN, query={"voor": "eenzaam", "plaatsen": "2", "gebied": "WK059915", "al": "huiswijk-3072"})
    assert_sound(app)
    assert [app.query_params[key] for key in ("voor", "plaatsen", "al")] == ["eenzaam", "2", "huiswijk-3072"]
    assert "Charlois" in all_text(app)

    app = open_page(PLAN, query={"voor": "psychiatrisch", "plaatsen": "2"}, session={"regio": "Rotterdam e.o."})
    why = app.dataframe[0].value
    assert why["Mensen erbij"].isna().all()
    assert (why["Uit welke gebieden"] == "alleen per gemeente").all()
