"""The pages Passendheid and Gesprekken: what is shown, what is hidden, and codes that are taken over."""

import pandas as pd
import pytest

from tests.pages.test_every_page import all_text, assert_sound

TALKS, FITS = "pages/samenhang/gesprekken.py", "pages/samenhang/passendheid.py"


def tables_of(app) -> list[pd.DataFrame]:
    return [table.value for table in app.table]


def test_gesprekken_are_counted_hidden_and_quoted_with_consent_only(open_page):
    app = open_page(TALKS)

    assert_sound(app)
    text = all_text(app)
    assert next(metric.value for metric in app.metric) == "25"
    assert "20 citaten van wie dat goed vonden" in text
    assert "Elk half jaar een nieuw gezicht" not in text
    assert "met 55 mensen" in text
    assert "Alle aantallen zijn verborgen" not in text  # it opens at a division that has something to show
    counts = next(
        table for table in tables_of(app) if list(table)[1:] == ["Gesprekken"] and "verborgen" in set(table.iloc[:, 1])
    )
    assert set(counts["Gesprekken"]) > {"verborgen"}
    assert not set(counts["Gesprekken"]) & {"1", "2", "3", "4"}
    kappa = next(table for table in tables_of(app) if "Kappa" in table)
    assert len(kappa) == 3


def test_choices_of_gesprekken_stand_in_the_link(open_page):
    app = open_page(TALKS, query={"tel": "barriere", "drempel": "regel_postcode", "wie": "vrijwilliger"})

    assert_sound(app)
    assert "1 citaat van wie dat goed vond" in all_text(app)
    assert "Twee straten verder" in all_text(app)
    inside = open_page(TALKS, query={"regio": "Rotterdam e.o.", "tel": "herkend"})
    assert_sound(inside)
    assert "Twee grenzen tegelijk" in all_text(inside)


def test_cross_table_opens_with_cells_and_its_choice_stands_in_the_link(open_page):
    app = open_page(TALKS, query={"rij": "vraagtype", "kolom": "subgroep"})

    assert_sound(app)
    cells = next(table for table in tables_of(app) if table.columns[0] == "Soort vraag" and "Gesprekken" not in table)
    assert "Mensen die zich alleen voelen" in cells
    assert set(cells.iloc[:, 1:].to_numpy().ravel()) == {"5", "10", "verborgen"}
    assert "Drie of vier kenmerken tegelijk tellen wij niet" in all_text(app)


def test_codes_of_an_export_are_counted_and_what_is_not_known_is_named(open_page):
    app = open_page(TALKS)
    export = (
        "Document;Codes\nnieuw.docx;emotie\nnieuw.docx;Barrière: te ver weg\nvoorbeeld-burger-1;emotie\nnieuw;Muur\n"
    )

    app.file_uploader(key="gesprek-export").set_value(("codes.csv", export.encode(), "text/csv")).run()

    assert_sound(app)
    text = all_text(app).replace("\\", "")
    assert "3 codes herkend. Daarvan tellen er 2 mee" in text
    assert "1 code niet herkend, die nemen wij niet over: Muur" in text


def test_passendheid_says_what_was_not_evaluated_and_hides_few(open_page):
    app = open_page(FITS)

    assert_sound(app)
    assert [metric.value for metric in app.metric] == ["16", "43"]
    assert "Niet geëvalueerd is onbekend, niet slecht" in all_text(app)
    assert "geen cijfers in bron" in all_text(app)
    rows = next(frame.value for frame in app.dataframe if "Gemiddelde" in frame.value)
    few = rows[rows["Initiatief"] == "Voorbeeld: Samen lezen voor vrouwen"].iloc[0]
    assert list(few[["Gemiddelde", "Gaven antwoord"]]) == ["verborgen", "verborgen"]


def test_passendheid_of_one_initiatief_in_the_link_hides_its_few(open_page):
    app = open_page(FITS, query={"passend_bij": "vrouwen-lezen"})

    assert_sound(app)
    assert app.selectbox(key="passend_bij").value == "vrouwen-lezen"
    text = all_text(app).replace("\\", "")
    assert text.count("Mensen die antwoord gaven: verborgen.") == 2
    assert "Dit initiatief vroeg het aan: Iedereen die meedeed." in text

    app.selectbox(key="passend_bij").set_value("zin-thuis-maas").run()

    assert_sound(app)
    assert app.query_params["passend_bij"] == "zin-thuis-maas"
    counts = [table.value for table in app.table if "Mensen" in table.value]
    assert len(counts) == 2, "redenen and who chose"
    assert "verborgen" in counts[0]["Mensen"].tolist()
    assert all(words == "verborgen" or int(words) % 5 == 0 for table in counts for words in table["Mensen"])


@pytest.mark.parametrize("path", [TALKS, FITS])
def test_page_of_a_region_without_these_tables_says_what_to_do(open_page, path, made_file, monkeypatch):
    monkeypatch.setenv("MAPPING_DATA", str(made_file))

    app = open_page(path)

    assert_sound(app)
    assert any("Gegevens toevoegen" in info.value or "toe bij" in info.value for info in app.info)
