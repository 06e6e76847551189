"""The page Aanbod controleren, and the day that can be chosen on every page."""

from datetime import date

import pytest

from mapping.views.filters import DAY_YEARS
from tests.pages.test_every_page import all_text, assert_sound

PAGE = "pages/beheer/aanbod_controleren.py"
TABLE = "pages/gaten/gatentabel.py"
DAY = f"{date.today().year + 1}-06-01"


def plain(text: str) -> str:
    return text.replace("\\", "")


def test_page_shows_what_ends_what_is_spent_what_is_wrong_and_where_nobody_works(open_page):
    app = open_page(PAGE)

    assert_sound(app)
    assert [header.value for header in app.header] == [
        "Wat loopt binnenkort af?", "Wat is bijna op?", "Klopt voor wie het aanbod is?", "Witte vlekken",
    ]  # fmt: skip
    grids = [set(grid.value.columns) for grid in app.dataframe]
    assert any("Wat u kunt doen" in columns for columns in grids)
    assert any("Voor hen is er niets dat toelaat" in columns for columns in grids)


def test_every_block_opens_its_evidence(open_page):
    labels = [box.label for box in open_page(PAGE).expander]

    assert [label for label in labels if label.startswith("Hoe weten we")] == [
        "Hoe weten we wie zijn plaats verliest?", "Hoe weten we wat er over is?", "Hoe weten we wat er niet klopt?",
        "Hoe weten we waar de witte vlekken zijn?",
    ]  # fmt: skip


def test_unread_text_of_the_example_is_a_finding_with_a_cure(open_page):
    (found,) = [grid.value for grid in open_page(PAGE).dataframe if "Wat er is" in grid.value.columns]

    unread = found[found["Ernst"] == "fout"]
    assert any("een deel van Kralingen" in sentence for sentence in unread["Wat er is"])
    assert all(unread["Wat u kunt doen"])


def test_term_is_in_the_link_and_no_initiatief_ends_in_a_shorter_one_alone(open_page):
    ends = []
    for term in ("30", "180"):
        app = open_page(PAGE, query={"termijn": term})
        assert_sound(app)
        listed = [grid.value for grid in app.dataframe if "Laatste dag" in grid.value.columns]
        ends.append({name for grid in listed for name in grid["Initiatief"]})

    assert ends[0] <= ends[1]


def test_description_that_is_tried_says_what_is_read_and_what_is_not(open_page):
    app = open_page(PAGE)

    app.text_area(key="proef").set_value("heel Schiedam, 3071-3O79 en [x](javascript:alert(1))").run()

    assert_sound(app)
    assert any("Wij lezen: gemeente Schiedam." in plain(info.value) for info in app.info)
    warnings = [warning.value for warning in app.warning]
    assert any("‘3071-3O79’ is geen goede postcode" in plain(text) for text in warnings)
    assert any(r"\[x\](javascript\:alert(1))" in text for text in warnings)


def test_description_that_is_understood_as_a_whole_is_said(open_page):
    app = open_page(PAGE)

    app.text_area(key="proef").set_value("3081 t/m 3083 behalve 3082").run()

    assert [plain(text.value) for text in app.success] == ["Wij lezen: postcode 3081, 3083."]
    assert not app.warning


def test_group_that_is_shown_per_gemeente_only_has_no_white_spots_per_postcode(open_page):
    app = open_page(PAGE, session={"groep": "psychiatrisch"})

    assert_sound(app)
    assert any("alleen cijfers per gemeente" in info.value for info in app.info)
    assert not any("Voor hen is er niets dat toelaat" in grid.value.columns for grid in app.dataframe)


def test_day_in_the_link_is_chosen_said_and_changes_the_figures(open_page):
    year, some_day = open_page(TABLE), open_page(query={"dag": DAY})

    assert any("U ziet" in info.value for info in some_day.info)
    assert some_day.sidebar.date_input(key="dag").value == date.fromisoformat(DAY)
    some_day = some_day.switch_page(TABLE).run()
    assert_sound(some_day)
    served = "Krijgen plaats (ten minste)"
    assert some_day.dataframe[0].value[served].sum() < year.dataframe[0].value[served].sum()


def test_day_that_is_emptied_gives_the_whole_year_back(open_page):
    app = open_page(query={"dag": DAY})

    app.sidebar.date_input(key="dag").set_value(None).run()

    assert_sound(app)
    assert "dag" not in app.query_params
    assert not any("U ziet" in info.value for info in app.info)


@pytest.mark.parametrize("asked", ["1900-01-01", "2027-02-30", "morgen", "99999-01-01", "", "9999-12-31", "<b>"])
def test_day_that_is_none_or_too_far_is_said_with_the_limits(open_page, asked):
    app = open_page(query={"dag": asked})

    assert_sound(app)
    (said,) = [plain(warning.value) for warning in app.warning]
    assert f"‘{asked}’" in said
    assert str(date.today().year - DAY_YEARS[0]) in said
    assert str(date.today().year + DAY_YEARS[1]) in said
    assert app.sidebar.date_input(key="dag").value is None


def test_day_of_before_all_offer_is_said(open_page, monkeypatch):
    monkeypatch.setattr("mapping.views.filters.counted", lambda initiatief, settings: initiatief.iloc[:0])

    app = open_page(query={"dag": DAY})

    assert_sound(app)
    assert any("geen aanbod bekend" in warning.value for warning in app.warning)


def test_page_reads_in_english(open_page):
    app = open_page(PAGE, query={"taal": "en"})

    assert_sound(app)
    assert "What ends soon?" in [header.value for header in app.header]
    assert "Witte vlekken" not in all_text(app)
