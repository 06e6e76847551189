"""The forms: two examples that are passed over, drop-down lists, and what the region has comes back the same."""

import io

import openpyxl
import pandas as pd
import pytest

from mapping.sources.upload.column_words import MEANINGS, MEANINGS_OF
from mapping.sources.upload.examples import MARK, examples
from mapping.sources.upload.profiles import profiles
from mapping.sources.upload.reading import read_upload
from mapping.sources.upload.report import judge
from mapping.sources.upload.templates import MARK_TITLE, explained, form_csv, form_targets, form_xlsx
from mapping.views.upload.area import area_text
from tests.unit.sources.upload.beside import asked, faults, judged_file, region

each_form = pytest.mark.parametrize("name", sorted(profiles()))


def form(name: str, kind: str, *, filled: bool) -> bytes:
    now = region() if filled else None
    return (
        form_xlsx(name, now, area_text=area_text, beside=region())
        if kind == "xlsx"
        else form_csv(name, now, area_text=area_text)
    )


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@each_form
def test_untouched_form_holds_two_examples_that_are_passed_over(name, kind):
    report = judged_file(name, form(name, kind, filled=False), f"formulier.{kind}")

    assert report.examples == (2, 3)
    assert (report.rows, report.findings, report.tables) == (0, (), {})


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@each_form
def test_form_with_what_is_there_changes_nothing(name, kind):
    report = judged_file(name, form(name, kind, filled=True), f"lijst.{kind}")

    assert report.findings == ()
    assert report.rows == len(region()[profiles()[name].table])
    assert (report.fresh, report.changed, report.tables, report.stays) == (0, 0, {}, 0)


def test_changed_cell_of_the_form_is_the_one_that_changes():
    cells = next(iter(read_upload(form("initiatief", "xlsx", filled=True), "lijst.xlsx").tables.values()))
    cells.loc[3, "wachttijd_weken"] = "17"

    report = judge(asked("initiatief", cells))

    assert (report.fresh, report.changed) == (0, 1)
    now, new = region()["initiatief"], report.tables["initiatief"]
    assert list(new["initiatief"]) == list(now["initiatief"])
    assert new.loc[3, "wachttijd_weken"] == 17
    others = [name for name in now.columns if name not in ("wachttijd_weken", "geometry")]
    pd.testing.assert_frame_equal(pd.DataFrame(new)[others], pd.DataFrame(now)[others])


def test_whole_list_without_a_row_takes_it_away_with_its_lists():
    cells = next(iter(read_upload(form("initiatief", "xlsx", filled=True), "lijst.xlsx").tables.values()))
    needing = ("gebruik", "passendheid", "passendheid_reden", "passendheid_regie", "signalering", "actie")
    used = {code for name in needing for code in region()[name]["initiatief"].dropna()}
    gone = next(place for place in cells.index if cells.at[place, "initiatief"] not in used)
    name = cells.at[gone, "initiatief"]

    report = judge(asked("initiatief", cells.drop(index=gone).reset_index(drop=True), whole=True))

    assert report.gone == (name,)
    assert name not in set(report.tables["initiatief"]["initiatief"])
    assert name not in set(report.tables["initiatief_subgroep"]["initiatief"])
    assert judge(asked("initiatief", cells.drop(index=gone).reset_index(drop=True))).stays == 1


def test_whole_list_keeps_what_other_tables_need():
    cells = next(iter(read_upload(form("initiatief", "xlsx", filled=True), "lijst.xlsx").tables.values()))
    used = set(region()["gebruik"]["initiatief"])
    place = next(place for place in cells.index if cells.at[place, "initiatief"] in used)

    report = judge(asked("initiatief", cells.drop(index=place).reset_index(drop=True), whole=True))

    assert (report.gone, report.held) == ((), 1)


def test_whole_list_takes_nothing_away_while_a_row_is_wrong():
    cells = next(iter(read_upload(form("organisatie", "xlsx", filled=True), "lijst.xlsx").tables.values())).head(3)
    cells.loc[0, "werkkring"] = "tovenarij"

    report = judge(asked("organisatie", cells, whole=True))

    assert report.wrong == 1
    assert report.gone == ()


@each_form
def test_every_column_of_a_form_is_explained(name):
    for target in form_targets(profiles()[name]):
        _column, meaning, needed, may_be = explained(profiles()[name], target)
        assert meaning, target
        assert needed in ("ja", "nee")
        assert may_be


def test_no_meaning_is_of_a_column_that_no_form_has():
    known = {target for profile in profiles().values() for target in profile.targets}

    assert set(MEANINGS) <= known
    for table, meanings in MEANINGS_OF.items():
        assert set(meanings) <= set(profiles()[table].targets)


def test_form_has_sheets_frozen_header_and_lists_but_no_formula():
    book = openpyxl.load_workbook(io.BytesIO(form("initiatief", "xlsx", filled=False)))

    assert book.sheetnames == ["Invullen", "Uitleg", "Keuzes"]
    sheet = book["Invullen"]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].value == MARK_TITLE
    assert [sheet["A2"].value, sheet["A3"].value] == [MARK, MARK]
    headers = {cell.value: cell.column_letter for cell in sheet[1]}
    listed = {str(rule.sqref).split(":")[0].rstrip("0123456789") for rule in sheet.data_validations.dataValidation}
    assert {headers[name] for name in ("aanbiederssoort", "abc", "status", "organisatie")} <= listed
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_example_that_was_changed_but_still_says_so_is_a_fault_and_not_lost():
    cells = next(iter(read_upload(form("gebruik", "xlsx", filled=False), "formulier.xlsx").tables.values()))
    cells.loc[0, "aantal"] = "13"

    report = judge(asked("gebruik", cells))

    assert (2, MARK_TITLE) in faults(report)
    assert report.examples == (3,)


def test_example_is_known_without_its_mark():
    row = examples("organisatie")[0]

    report = judge(asked("organisatie", pd.DataFrame([row])))

    assert report.examples == (2,)
    assert report.rows == 0
