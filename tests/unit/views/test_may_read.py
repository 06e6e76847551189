"""Who may not edit reads of each table only what may be shown: on Bewerken, in versions, and where a file is checked."""

from types import SimpleNamespace

import pandas as pd
import pytest

from mapping.analysis.bewijs_public import FIGURES
from mapping.analysis.open_tables import BY_NAME
from mapping.reports.record_words import label_of
from mapping.store.address import EXAMPLE_FILE
from mapping.store.difference import COLUMNS
from mapping.store.geopackage import GeoPackage
from mapping.views.edit.page import readable_rows
from mapping.views.edit.records import ABOUT_PEOPLE, ANSWERED, RECORDS, WHAT
from mapping.views.may_read import may_read
from mapping.views.upload import outcome
from mapping.views.versions_rows import difference_rows

SMALL = "voorbeeld-gestopt-01"
"""A row of the example whose count of 3 people is hidden on the page Bewijs."""

WITHHELD = [(table, column) for table, columns in BY_NAME.items() for column in columns]


@pytest.fixture(scope="module")
def now() -> dict[str, pd.DataFrame]:
    return GeoPackage(EXAMPLE_FILE).read()


def row_of(now: dict[str, pd.DataFrame], group: str) -> pd.Series:
    """Return the row with the small count as a reader gets it."""
    at = list(now["bewijs"]["bewijs"]).index(SMALL)
    return readable_rows("bewijs", group, now, {}).iloc[at]


def test_small_figures_of_own_evidence_are_hidden_from_readers(now):
    stored = now["bewijs"].set_index("bewijs").loc[SMALL]
    assert (stored["waarde"], stored["n"]) == (3, 40)
    what, answered = row_of(now, WHAT), row_of(now, ANSWERED)
    for row, names in ((what, ("waarde", "aantal", "uitspraak", "toelichting")), (answered, ("n", "missing"))):
        assert [row[label_of("bewijs", name)] for name in names] == ["verborgen"] * len(names)


def test_own_evidence_that_may_be_shown_is_rounded_for_readers_and_published_evidence_is_not(now):
    rows = readable_rows("bewijs", WHAT, now, {})
    shown = dict(zip(now["bewijs"]["bewijs"], rows[label_of("bewijs", "waarde")], strict=True))
    public = now["bewijs"][~now["bewijs"]["telling"].astype(bool)]
    assert shown["voorbeeld-bekend-01"] == "25"
    assert [float(shown[code].replace(",", ".")) for code in public["bewijs"]] == list(public["waarde"])


@pytest.mark.parametrize(("table", "column"), WITHHELD)
def test_column_that_does_not_leave_in_the_package_is_not_read_on_bewerken(now, table, column):
    for group in RECORDS[table].groups:
        assert label_of(table, column) not in readable_rows(table, group, now, {}).columns


@pytest.mark.parametrize(("table", "column"), [*WITHHELD, *(("bewijs", name) for name in (*FIGURES, "toelichting"))])
def test_differences_tell_no_withheld_value_to_readers_and_every_value_to_the_owner(table, column):
    found = pd.DataFrame([(table, "rij", "anders", column, "oude waarde", "nieuwe waarde")], columns=list(COLUMNS))

    hidden, told = (difference_rows(found, owner=owner).iloc[0][["Oud", "Nieuw"]].tolist() for owner in (False, True))

    assert hidden == ["verborgen", "verborgen"]
    assert told == ["oude waarde", "nieuwe waarde"]


@pytest.mark.parametrize("table", ["bewijs", "factor", "inventaris", "gebruik", "vindplaats"])
def test_file_with_a_guess_does_not_tell_a_reader_whether_it_is_right(table, monkeypatch):
    """Equal or not would tell the count, so nothing of what is stored is counted: a report without figures is enough."""
    said = []
    monkeypatch.setattr(outcome.st, "info", said.append)
    monkeypatch.setattr(outcome.st, "header", lambda _text: None)
    asked = SimpleNamespace(profile=SimpleNamespace(table=table))

    outcome.draw(asked, None, pd.DataFrame(columns=list(COLUMNS)), owner=False)

    assert said == ["Wat er van deze tabel al is, ziet alleen wie hem mag bewerken."]


def test_every_table_about_people_is_closed_and_no_open_one(now):
    assert set(ABOUT_PEOPLE) == {name for name in RECORDS if may_read(name).nothing}
    assert {"gesprek", "passendheid", "signalering"} <= set(ABOUT_PEOPLE)
    assert not may_read("initiatief").nothing
    assert may_read("initiatief").unchanged == ()
