"""Another region file: by MAPPING_DATA or by hand; a faulty one becomes a sentence and changes nothing."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mapping.store.geopackage import GeoPackage
from mapping.views import own_region
from mapping.views.cached import OWN_FILE
from tests.pages.test_every_page import PATHS, all_text, assert_sound

OWN_PAGE = "pages/beheer/eigen_regio.py"
GEOPACKAGE = "application/geopackage+sqlite3"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep opened files in a folder of this test."""
    monkeypatch.setattr(own_region, "folder", lambda: tmp_path)


@pytest.fixture
def faulty_file(made, tmp_path: Path) -> Path:
    """Return a region with two faults: a percentage of 130 and a negative number of inhabitants."""
    tables = dict(made.tables)
    tables["aandeel"] = tables["aandeel"].assign(hoog=1.3)
    tables["gebied"] = tables["gebied"].assign(inwoners=-5)
    path = tmp_path / "fout.gpkg"
    GeoPackage(path).write(tables)
    return path


def upload(app: AppTest, content: bytes, name: str = "regio.gpkg") -> AppTest:
    """Give a file and press the button."""
    app.file_uploader(key="regiobestand").set_value((name, content, GEOPACKAGE)).run()
    return next(button for button in app.button if button.label == "Controleer en open").click().run()


def broken_files(folder: Path) -> dict[str, Path]:
    """Return files that cannot be a region: absent, empty, cut off, of another kind, a folder."""
    example = (Path(own_region.__file__).parents[2] / "data" / "voorbeeld.gpkg").read_bytes()
    contents = {"leeg": b"", "half": example[: len(example) // 2], "tekst": b"gebiedcode,naam\n", "kop": example[:200]}
    files = {"weg": folder / "weg.gpkg", "map": folder}
    for name, content in contents.items():
        files[name] = folder / f"{name}.gpkg"
        files[name].write_bytes(content)
    return files


@pytest.mark.parametrize("kind", ["weg", "map", "leeg", "half", "tekst", "kop"])
def test_region_file_that_cannot_be_opened_gives_a_sentence_and_the_uploader(open_page, kind, tmp_path, monkeypatch):
    monkeypatch.setenv("MAPPING_DATA", str(broken_files(tmp_path)[kind]))

    app = open_page()

    assert len(app.exception) == 0
    assert len(app.error) == 1
    assert "Er ging iets mis" not in app.error[0].value
    assert "Traceback" not in all_text(app)
    assert len(app.file_uploader) == 1


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("postgresql://iemand:geheim@127.0.0.1:1/zin", "nu niet te bereiken"),
        ("postgresql://iemand:geheim@[server/zin", "adres van een database klopt niet"),
        ("postgresql://iemand:geheim@server/zin?schema=A-b", "Deze naam kan een schema niet hebben"),
    ],
)
def test_database_that_cannot_be_opened_gives_a_sentence_and_the_uploader(open_page, monkeypatch, address, sentence):
    monkeypatch.setenv("MAPPING_DATA", address)

    app = open_page()

    assert sentence in app.error[0].value
    assert "Er ging iets mis" not in all_text(app)
    assert "geheim" not in all_text(app)
    assert len(app.file_uploader) == 1


@pytest.mark.parametrize("path", PATHS)
def test_broken_region_file_breaks_no_page_of_the_menu(open_page, path, tmp_path, monkeypatch):
    monkeypatch.setenv("MAPPING_DATA", str(broken_files(tmp_path)["tekst"]))

    app = open_page(path)

    assert len(app.exception) == 0
    assert "geen GeoPackage" in app.error[0].value
    assert len(app.file_uploader) == 1


def test_kept_file_is_readable_by_its_owner_only(made_file, monkeypatch):
    monkeypatch.undo()  # the real folder, not that of this test
    path = own_region.keep(made_file.read_bytes())

    assert path.read_bytes() == made_file.read_bytes()
    assert path.parent.stat().st_mode & 0o077 == 0


def test_own_region_opens_and_closes(open_page, made_file):
    app = open_page(OWN_PAGE, session={"gebied": "WK059901"})

    upload(app, made_file.read_bytes())

    assert_sound(app)
    assert any("Uw eigen regiobestand is open" in success.value for success in app.success)
    assert "Nieuw-Lindeburg (Molendrecht)" in app.sidebar.selectbox(key="gebied").options
    assert app.session_state["gebied"] == "alle"

    next(button for button in app.button if button.label == "Sluit mijn bestand").click().run()

    assert_sound(app)
    assert "Rotterdam Centrum (Rotterdam)" in app.sidebar.selectbox(key="gebied").options


def test_own_region_shows_on_every_page(open_page, made_file):
    app = upload(open_page(OWN_PAGE), made_file.read_bytes())

    for path in PATHS:
        app.switch_page(path).run()
        assert_sound(app)
        assert "Testregio Oost" in app.sidebar.selectbox(key="regio").options


def test_faulty_file_lists_its_findings_and_changes_nothing(open_page, faulty_file):
    app = upload(open_page(OWN_PAGE, session={"gebied": "WK059901"}), faulty_file.read_bytes(), "mijn regio.gpkg")

    assert "mijn regio" in app.error[0].value
    assert "niet geopend" in app.error[0].value
    said = all_text(app).replace("\\", "")
    assert "inwoners" in said
    assert "hoog" in said
    assert not ("_own_region" in app.session_state and app.session_state[OWN_FILE])
    assert app.session_state["gebied"] == "WK059901"
    assert "Rotterdam Centrum (Rotterdam)" in app.sidebar.selectbox(key="gebied").options


def test_file_with_a_person_is_not_opened_and_shows_the_person_masked(open_page, made, tmp_path):
    gebied = made.tables["gebied"].copy()
    gebied.loc[0, "gebiednaam"] = "Bel mevrouw Jansen 06-12345678, jan.jansen@gmail.com"
    path = tmp_path / "persoon.gpkg"
    GeoPackage(path).write({**made.tables, "gebied": gebied})

    app = upload(open_page(OWN_PAGE), path.read_bytes())

    assert "2 fouten" in app.error[0].value
    said = all_text(app).replace("\\", "")
    assert "Hier staat een telefoonnummer" in said
    assert "12345678" not in said
    assert "jan.jansen" not in said
    assert not any("Uw eigen regiobestand is open" in success.value for success in app.success)


@pytest.mark.parametrize("kind", ["leeg", "half", "tekst", "kop"])
def test_upload_that_is_no_region_gives_a_sentence_and_changes_nothing(open_page, kind, tmp_path):
    app = upload(open_page(OWN_PAGE), broken_files(tmp_path)[kind].read_bytes())

    assert len(app.exception) == 0
    assert "Er ging iets mis" not in app.error[0].value
    assert "Rotterdam Centrum (Rotterdam)" in app.sidebar.selectbox(key="gebied").options


def test_region_that_disappears_during_a_session_gives_a_sentence_and_the_uploader(
    open_page, made_file, tmp_path, monkeypatch
):
    copy = Path(shutil.copy(made_file, tmp_path / "kopie.gpkg"))
    monkeypatch.setenv("MAPPING_DATA", str(copy))
    app = open_page()
    assert_sound(app)

    copy.unlink()
    app.run()

    assert len(app.exception) == 0
    assert "is er niet" in app.error[0].value
    assert len(app.file_uploader) == 1
