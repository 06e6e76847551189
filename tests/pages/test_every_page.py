"""What holds on every page: it runs, it has a title and a footer, it says that the example is an example."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mapping.views.layout import PAGES
from mapping.words import LANGUAGES
from tests.pages.conftest import ROOT

PATHS = [path for entries in PAGES.values() for path, *_ in entries]
FOOTERS = {
    "nl": "Niet gebruiken voor besluiten over personen of adressen",
    "en": "Do not use for decisions about persons or addresses",
}
EXAMPLE = "Voorbeeld: het aanbod op deze pagina is verzonnen."
ROTTERDAM_CENTRUM = "WK059901"
SMALL_WIJK = "WK059921"
"""Botlek-Europoort-Maasvlakte: too few people for an estimate."""

in_both_languages = pytest.mark.parametrize("taal", LANGUAGES)
on_every_page = pytest.mark.parametrize("path", PATHS)


def assert_sound(app: AppTest) -> None:
    """Fail where the page broke, or said that it did."""
    assert [error.value for error in app.exception] == []
    assert [error.value for error in app.error] == []


def all_text(app: AppTest) -> str:
    """Return what stands on the page outside tables and widgets."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption, app.info, app.warning, app.error)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def test_every_page_file_is_in_the_menu():
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").rglob("*.py")}

    assert files == set(PATHS)


@on_every_page
def test_page_runs_in_both_languages_with_its_title_its_footer_and_the_mark_of_the_example(open_page, path):
    dutch, english = open_page(path, query={"taal": "nl"}), open_page(path, query={"taal": "en"})

    for app in (dutch, english):
        assert_sound(app)
        assert [bool(title.value) for title in app.title] == [True]
    assert FOOTERS["nl"] in dutch.main.caption[-1].value
    assert any(EXAMPLE in info.value for info in dutch.info)
    assert FOOTERS["en"] in english.main.caption[-1].value
    assert FOOTERS["nl"] not in all_text(english)
    assert EXAMPLE not in all_text(english)


@on_every_page
@pytest.mark.parametrize("gebied", [ROTTERDAM_CENTRUM, SMALL_WIJK])
def test_page_runs_for_one_gebied(open_page, path, gebied):
    app = open_page(path, session={"gebied": gebied})

    assert_sound(app)
    assert app.session_state["gebied"] == gebied


@on_every_page
def test_page_runs_for_a_groep_of_which_nothing_local_is_known(open_page, path):
    app = open_page(path, session={"groep": "rouw", "regio": "West-Brabant en Tholen", "niveau": "C"})

    assert_sound(app)


@in_both_languages
@on_every_page
def test_region_without_offer_works(open_page, path, taal, made_file: Path, monkeypatch):
    monkeypatch.setenv("MAPPING_DATA", str(made_file))

    app = open_page(path, query={"taal": taal})

    assert_sound(app)
    assert len(app.title) == 1
    assert not any("verzonnen" in info.value for info in app.info)


@on_every_page
def test_each_gebied_of_a_region_without_offer_works(open_page, path, made, made_file: Path, monkeypatch):
    monkeypatch.setenv("MAPPING_DATA", str(made_file))
    app = open_page(path)

    for code in made.tables["gebied"]["gebiedcode"]:
        app.session_state["gebied"] = code
        app.run()

        assert_sound(app)
