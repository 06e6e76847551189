"""The spreadsheet of 2,000 illustrative initiatieven: all 60 planted faults are found, none is invented."""

import pytest

from mapping.sources.upload.faulty import faulty_rows, faulty_xlsx
from mapping.sources.upload.reading import read_upload
from mapping.sources.upload.report import judge
from mapping.store.proposal import proposal_findings
from tests.formats import initiatieven
from tests.unit.sources.upload.beside import ORIGIN, asked, faults, region

FILLS = {**ORIGIN, "status": "actief", "telt_als_plaats": "ja", "voorbeeld": "ja"}


@pytest.fixture(scope="module")
def made():
    return initiatieven.sheet()


@pytest.fixture(scope="module", params=["xlsx", "csv"])
def outcome(request, made, tmp_path_factory):
    """Return what was asked and the report of the spreadsheet in both forms."""
    path = tmp_path_factory.mktemp("aanbod") / f"aanbod.{request.param}"
    (initiatieven.write_xlsx if request.param == "xlsx" else initiatieven.write_csv)(made, path)
    read = read_upload(path.read_bytes(), path.name)
    sheet, cells = next(iter(read.tables.items()))
    question = asked(
        "initiatief", cells, file=path.name, first_row=read.first_rows[sheet], decimal=read.decimal, fills=FILLS
    )
    return question, judge(question)


def test_spreadsheet_holds_sixty_faults_of_twenty_kinds(made):
    assert len(made.cells) == 2000
    assert len(made.planted) == 60
    assert len(set(made.planted.values())) == 20


def test_every_planted_fault_is_found_and_none_is_invented(outcome, made):
    _asked, report = outcome

    assert faults(report) == set(made.planted)
    assert (report.rows, report.good, report.wrong) == (2000, 1940, 60)


def test_every_finding_has_a_cure_and_quotes_the_cell(outcome, made):
    _asked, report = outcome

    cells = made.cells
    for finding in report.findings:
        assert finding.cure, finding
        assert finding.value in cells.at[finding.row - initiatieven.FIRST_ROW, finding.column]


def test_good_rows_would_pass_as_a_whole(outcome):
    _asked, report = outcome

    assert report.fresh == 1940
    assert len(report.tables["initiatief"]) == 65 + 1940
    assert proposal_findings(region(), report.tables) == []


def test_column_that_is_not_taken_over_is_named(outcome):
    assert outcome[1].unused == ("Opmerkingen",)


def test_mended_faulty_rows_can_come_back_as_they_were_downloaded(outcome, made):
    question, report = outcome
    rows = faulty_rows(question, report)

    assert rows.columns[0] == "Rij in uw bestand"
    assert rows.columns[-1] == "Wat er niet klopt"
    assert set(rows["Rij in uw bestand"]) == {row for row, _column in made.planted}
    again = read_upload(faulty_xlsx(rows), "foute-rijen.xlsx")
    cells = next(iter(again.tables.values()))
    second = judge(asked("initiatief", cells, fills=FILLS, decimal=","))
    assert {column for _row, column in faults(second)} == {column for _row, column in made.planted}
    assert second.unused == ("Opmerkingen",)


def test_clean_spreadsheet_has_no_fault():
    made = initiatieven.sheet(rows=400, seed=7, faults=False)

    report = judge(asked("initiatief", made.cells.where(made.cells != ""), fills=FILLS))

    assert report.findings == ()
    assert report.good == 400
