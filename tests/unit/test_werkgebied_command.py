"""`python -m mapping werkgebied`: every finding is a line; an error gives 1, a question alone 0."""

import pytest

from mapping.__main__ import main
from mapping.sources.example import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage


@pytest.fixture
def region(made, tmp_path):
    """Return a function that writes the made region with one initiatief and its werkgebied, and names the file."""
    from tests.unit.analysis.small_region import areas, initiatief, offered, table

    def written(*listed: tuple, stand: str = "lijst", text: str | None = None):
        row = initiatief("a", x=None, werkgebied_stand=stand, werkgebied_tekst=text)
        path = tmp_path / "regio.gpkg"
        known = table("organisatie", [{"organisatie": "org", "naam": "Organisatie"}])
        rows = areas(*[("a", *area) for area in listed])
        GeoPackage(path).write({**made.tables, **offered(row), "werkgebied": rows, "organisatie": known})
        return str(path)

    return written


def test_errors_of_the_example_are_printed_with_their_cure(capsys):
    assert main(["werkgebied", str(EXAMPLE_FILE)]) == 1

    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("luisteruur-crooswijk: fout: Dit lezen wij niet") for line in lines)
    assert lines[-1] == "Fouten: 2. Waarschuwingen: 7."


def test_question_alone_is_no_error(region, capsys):
    assert main(["werkgebied", region(stand="onbekend")]) == 0
    assert "let op: Voor wie het initiatief werkt, is niet bekend." in capsys.readouterr().out


def test_dead_code_is_an_error_that_says_what_it_became(region, made, capsys):
    alive = ("gemeente", made.tables["gebied"]["gemeentecode"].iloc[0])

    assert main(["werkgebied", region(alive, ("gemeente", "GM0612"))]) == 1
    assert "a: fout: De code GM0612 bestaat niet meer: het is nu Nissewaard (GM1930)." in capsys.readouterr().out


def test_region_without_findings_says_so(region, made, capsys):
    assert main(["werkgebied", region(("gemeente", made.tables["gebied"]["gemeentecode"].iloc[0]))]) == 0
    assert capsys.readouterr().out == "Fouten: 0. Waarschuwingen: 0.\n"


def test_file_that_is_not_there_is_a_sentence(tmp_path, capsys):
    assert main(["werkgebied", str(tmp_path / "geen.gpkg")]) == 1
    assert "Traceback" not in capsys.readouterr().err
