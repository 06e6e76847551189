"""`python -m mapping export`: one package of a region, and a sentence where that cannot be."""

import json
import zipfile

import pytest

from mapping.__main__ import main
from mapping.store.address import EXAMPLE_FILE

SMALL = ["--wat", "organisatie", "vindplaats", "--vorm", "csv", "geojson"]


def export(out, *options: str) -> int:
    """Run the command on the example."""
    return main(["export", str(EXAMPLE_FILE), "--out", str(out), *SMALL, *options])


def test_package_has_each_file_and_the_catalogue_of_its_publisher(tmp_path):
    out = tmp_path / "pakket.zip"

    assert (
        export(out, "--uitgever", "Gemeente X", "--contact", "https://x.example", "--basis", "https://x.example/d") == 0
    )
    with zipfile.ZipFile(out) as packed:
        names = set(packed.namelist())
        catalogue = json.loads(packed.read("catalogus.jsonld"))
    files = {"csv/organisatie.csv", "csv/vindplaats.csv", "geojson/vindplaats.geojson"}
    assert names == {*files, "LEESMIJ.txt", "catalogus.jsonld"}
    urls = {one["dcat:accessURL"]["@id"] for data in catalogue["dcat:dataset"] for one in data["dcat:distribution"]}
    assert urls == {f"https://x.example/d/{path}" for path in files}


@pytest.mark.parametrize(
    "half", [["--uitgever", "X"], ["--contact", "https://x.example"], ["--uitgever", "X", "--contact", "x"]]
)
def test_half_a_publisher_is_refused_in_a_sentence(tmp_path, capsys, half):
    out = tmp_path / "pakket.zip"

    assert export(out, *half) == 1
    assert "--uitgever en --contact allebei" in capsys.readouterr().err
    assert not out.exists()


def test_folder_that_is_not_there_gives_a_sentence(tmp_path, capsys):
    assert export(tmp_path / "weg" / "pakket.zip") == 1
    assert "kan niet worden geschreven" in capsys.readouterr().err


def test_choice_without_files_says_why(tmp_path, capsys):
    code = main(
        ["export", str(EXAMPLE_FILE), "--out", str(tmp_path / "x.zip"), "--wat", "organisatie", "--vorm", "geojson"]
    )

    assert code == 1
    assert "alleen van tabellen met een plek" in capsys.readouterr().err
