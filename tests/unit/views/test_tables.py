"""The gap table on the screen and in a file: its columns, judgements only where a figure stands, and its notes."""

import csv
from io import StringIO

import numpy as np
import pandas as pd
import pytest

from mapping.analysis.gaps import gap_table
from mapping.analysis.judgement import Label
from mapping.analysis.publish import public_gaps
from mapping.model import UNIEK, Gebiedsniveau, Merk
from mapping.reports.csv_file import dutch_csv
from mapping.views import tables as screen
from mapping.views.cached import Region
from mapping.views.tables import LABEL_WORDS, MARK_WORDS, download_notes, gap_rows, with_notes
from tests.unit.analysis.small_region import (
    NOORD,
    calculate,
    initiatief,
    offered,
    share,
    shares,
    small_region,
    subgroepen,
    table,
)

COLUMNS = [
    "Gebied", "Groep", "Mensen in deze groep", "Willen steun per jaar", "Geen aanbod bekend in de buurt",
    "Mogen er niet heen", "Er is geen plaats", "Plaats niet bekend", "Krijgen plaats (ten minste)", "Oordeel",
    "Grootste oorzaak", "Mensen in deze groep (van–tot)", "Willen steun per jaar (van–tot)", "Aanbod in kaart",
    "Soort cijfer", "Zekerheid", "Wat kan helpen", "Geen cijfer, want",
]  # fmt: skip
NAMES = {UNIEK: "Alle levensvragen", "verlies": "Verlies", "psychiatrisch": "Psychiatrisch"}


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    """The gap table per wijk: verlies (locally known) with few places in NOORD alone, psychiatrisch (hidden)."""
    kinds = subgroepen(verlies="levensvraag", psychiatrisch="levensvraag")
    local = [
        share("verlies", "aandeel", (0.1, 0.2, 0.3), gebiedcode=code, lokaal="ja", soort="gemeten")
        for code in (NOORD, "WK000102", "WK000201")
    ]
    aandeel = [*local, *shares({"psychiatrisch": (0.1,) * 3})]
    aandeel += [row for row in shares({"verlies": (0.2,) * 3}) if row["wat"] != "aandeel"]
    looked = [{"gebiedcode": NOORD, "stand": "volledig", "datum": "2026-05-02"}]
    offer = offered(initiatief("a", capaciteit_pj=2.0), a=["verlies"])
    tables = small_region(
        **offer, subgroep=kinds, aandeel=table("aandeel", aandeel), inventaris=table("inventaris", looked)
    )
    exact = gap_table(calculate(tables), tables, Gebiedsniveau.WIJK, together=True)
    return gap_rows(exact, public_gaps(exact, kinds, Gebiedsniveau.WIJK), NAMES).set_index(["Gebied", "Groep"])


def test_columns_are_those_of_words_md(rows):
    assert rows.reset_index().columns.tolist() == COLUMNS
    assert len(rows) == 3 * 3


def test_figures_are_numbers_and_rounded(rows):
    row = rows.loc[("Noord", "Verlies")]
    # 188 people (94 to 282), a share of modelled ages: two digits; 18.8 (4.7 to 56.4) want support, an aanname: one
    assert (row["Mensen in deze groep"], row["Willen steun per jaar"]) == (190, 20)
    assert (row["Mensen in deze groep (van–tot)"], row["Willen steun per jaar (van–tot)"]) == ("94–280", "5–60")
    numeric = rows.select_dtypes("number").columns.tolist()
    assert numeric == list(COLUMNS[2:9])


def test_onderbediend_is_marked_by_bounds_with_cause_and_remedy(rows):
    row = rows.loc[("Noord", "Verlies")]
    assert row["Oordeel"].startswith("onderbediend")
    assert (row["Grootste oorzaak"], row["Wat kan helpen"]) == ("Er is geen plaats", "Plaats erbij")
    south = rows.loc[("Zuid", "Verlies")]  # nothing found, but nobody looked
    assert south["Oordeel"] == "mogelijk onderbediend"
    assert (south["Grootste oorzaak"], south["Wat kan helpen"]) == (
        "Geen aanbod bekend in de buurt",
        "Nagaan wat er is",
    )


def test_how_far_the_offer_was_looked_up_and_when(rows):
    assert rows.loc[("Noord", "Verlies"), "Aanbod in kaart"] == "volledig 2-5-2026"
    assert rows.loc[("Zuid", "Verlies"), "Aanbod in kaart"] == "niet"


def test_row_without_a_figure_says_why_and_judges_nothing(rows):
    hidden = rows.xs("Psychiatrisch", level="Groep")
    assert set(hidden["Geen cijfer, want"]) == {"alleen per gemeente"}
    for name in ("Oordeel", "Grootste oorzaak", "Wat kan helpen", *COLUMNS[11:13]):
        assert set(hidden[name]) == {""}
    assert hidden.select_dtypes("number").isna().all(axis=None)
    assert set(rows.xs("Verlies", level="Groep")["Geen cijfer, want"]) == {""}


def test_certainty_is_not_calculated_yet(rows):
    assert set(rows["Zekerheid"]) == {"nog niet berekend"}


def test_every_label_and_merk_has_words():
    assert set(LABEL_WORDS) == set(Label)
    assert set(MARK_WORDS) == set(Merk)
    assert len(set(MARK_WORDS.values())) == len(Merk)


def test_exact_and_shown_tables_are_left_alone():
    tables = small_region(**offered(initiatief("a")))
    exact = gap_table(calculate(tables), tables, Gebiedsniveau.WIJK, together=True)
    shown = public_gaps(exact, tables["subgroep"], Gebiedsniveau.WIJK)
    before = exact.copy(), shown.copy()
    gap_rows(exact, shown, {})
    pd.testing.assert_frame_equal(exact, before[0])
    pd.testing.assert_frame_equal(shown, before[1])


def test_notes_are_the_last_column_of_every_row_in_a_file_for_dutch_excel():
    table_ = pd.DataFrame({"Gebied": ["A;b", "=1"], "Vraag": [1234.5, np.nan]})
    noted = with_notes(table_, ("Voorbeeld: verzonnen.", "Bron: CBS."))
    content = dutch_csv(noted)
    assert content.startswith(b"\xef\xbb\xbf")
    found = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    note = "Voorbeeld: verzonnen. Bron: CBS."
    assert found == [["Gebied", "Vraag", "Toelichting"], ["A;b", "1234,5", note], ["'=1", "", note]]
    assert with_notes(table_, ()).equals(table_)
    assert list(table_.columns) == ["Gebied", "Vraag"]


@pytest.mark.parametrize(
    ("voorbeeld", "first"), [("ja", "Voorbeeld: het aanbod in dit bestand is verzonnen."), ("nee", "Bron: ")]
)
def test_every_file_says_its_source_peildatum_version_use_and_whether_it_is_an_example(monkeypatch, voorbeeld, first):
    made = {"wie": "t", "wanneer": "t", "waarom": "t", "bronnen": "t", "programma": "t", "schematisch": "nee"}
    loaded = small_region(meta=table("meta", [made | {"versie": 3, "voorbeeld": voorbeeld}]))
    monkeypatch.setattr(screen, "tables", lambda _where: loaded)
    notes = download_notes(Region("x.gpkg", "1"))
    assert notes[0].startswith(first)
    assert len(notes) == (3 if voorbeeld == "ja" else 2)
    assert notes[-2] == "Bron: test, 1-1-2022, CC BY 4.0; bewerking Zin in kaart, versie 3."
    assert notes[-1] == "Schattingen over groepen. Niet gebruiken voor besluiten over personen of adressen."


def test_readable_table_shows_names_as_they_stand_numbers_as_people_write_them_and_missing_as_empty(monkeypatch):
    drawn = []
    monkeypatch.setattr(screen.st, "table", lambda rows, **_options: drawn.append(rows))
    frame = pd.DataFrame(
        {
            "naam": ["*a* <b>", None, "c"],
            "n": pd.array([1240, 0, None], dtype="Int64"),
            "km": [2.5, np.nan, 3.0],
        }
    )
    screen.readable(frame, alt="x")
    assert drawn[0]["naam"].tolist() == ["\\*a\\* \\<b\\>", "", "c"]
    assert drawn[0]["n"].tolist() == ["1.240", "0", ""]
    assert drawn[0]["km"].tolist() == ["2,5", "", "3"]


def test_name_of_a_gebied_may_be_given_and_is_its_own_elsewhere():
    tables = small_region(**offered(initiatief("a")))
    exact = gap_table(calculate(tables), tables, Gebiedsniveau.WIJK, together=True)
    shown = public_gaps(exact, tables["subgroep"], Gebiedsniveau.WIJK)
    found = gap_rows(exact, shown, {}, {NOORD: "Noord (GM0001)"})["Gebied"]
    assert set(found) == {"Noord (GM0001)", "Midden", "Zuid"}
