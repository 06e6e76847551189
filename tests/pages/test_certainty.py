"""The page Zekerheid, the ranges of the start page and the column Zekerheid of the gap table, as a reader meets them."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_every_page import SMALL_WIJK

ZEKERHEID, GATEN = "pages/gaten/zekerheid.py", "pages/gaten/gatentabel.py"
FULLY_KNOWN = "WK048909"
"""A wijk of which the offer was looked up fully: it has a rank."""


def text(app: AppTest) -> str:
    """Return what stands on the page outside tables and widgets, without the marks of Markdown."""
    kinds = (app.header, app.subheader, app.markdown, app.caption, app.info)
    return "\n".join(str(element.value) for kind in kinds for element in kind).replace("\\", "")


def grid(app: AppTest):
    """Return the grid of the page as a table."""
    return app.dataframe[0].value


def test_start_page_says_ranges_and_how_sure(open_page):
    said = text(open_page())

    assert "volgt…" not in said
    assert said.count("(tussen ") >= 3
    assert "(dit is vrij zeker)" in said or "(dit is onzeker)" in said


def test_certainty_page_says_how_often_each_regio_falls_short(open_page):
    app = open_page(ZEKERHEID)

    assert not app.exception
    assert not app.error
    assert text(app).count("de norm is 50") == 3
    assert "van de 100 berekeningen" in text(app)
    assert {"Plek naar mensen", "Plek naar deel", "Onderbediend, van de 100 keer"} <= set(grid(app).columns)
    assert "stevig" in {cell for table in app.table for cell in table.value.to_numpy().ravel()}


def test_gebied_without_a_rank_says_why(open_page):
    rows = grid(open_page(ZEKERHEID))

    unranked = rows["Plek naar mensen"] == ""
    assert unranked.any()
    assert (rows.loc[unranked, "Geen plek, want"] != "").all()
    assert (rows.loc[~unranked, "Geen plek, want"] == "").all()


@pytest.mark.parametrize(("norm", "said"), [(0, "Bij een norm van 0"), (100, "Bij een norm van 100")])
@pytest.mark.parametrize("path", [ZEKERHEID, GATEN])
def test_norm_of_none_or_of_all_gets_a_sentence(open_page, path, norm, said):
    app = open_page(path, session={"norm": norm})

    assert not app.exception
    assert said in text(app)


def test_groep_of_which_nothing_local_is_known_has_no_order(open_page):
    app = open_page(ZEKERHEID, session={"groep": "cultuur"})

    assert "geen oordeel en geen volgorde" in text(app)
    assert set(grid(app)["Plek naar mensen"]) == {""}


def test_chosen_gebied_gets_its_own_judgement_and_rank_and_only_its_own_regio(open_page):
    app = open_page(ZEKERHEID, session={"gebied": FULLY_KNOWN})
    said = text(app)

    assert said.count("de norm is 50") == 2
    assert "Plek " in said
    assert "op plek 1 vinden de meeste mensen geen plaats" in said
    assert "Een volgorde heeft hier geen zin" not in said
    assert len(grid(app)) == 1


def test_small_gebied_gets_the_reason_instead_of_a_judgement(open_page):
    said = text(open_page(ZEKERHEID, session={"gebied": SMALL_WIJK}))

    assert "geen oordeel, want te weinig inwoners" in said


def test_shares_of_the_draws_are_numbers_so_that_the_grid_sorts_them(open_page):
    rows = grid(open_page(ZEKERHEID))

    times = rows["Onderbediend, van de 100 keer"].dropna()
    assert times.between(0, 100).all()
    assert (times == times.round()).all()


def test_largest_cause_is_named(open_page):
    assert "De grootste oorzaak is ‘" in text(open_page(ZEKERHEID))


def test_chosen_steunvraag_is_said_to_stand_fixed(open_page):
    app = open_page(ZEKERHEID, session={"steunvraag": 20})

    assert "U hebt de steunvraag zelf gekozen" in text(app)


def test_region_without_offer_has_its_certainty_too(open_page, made_file, monkeypatch):
    monkeypatch.setenv("MAPPING_DATA", str(made_file))
    app = open_page(ZEKERHEID)

    assert not app.exception
    assert "Komt het aanbod tekort?" in text(app)


def test_gap_table_claims_no_certainty_until_it_is_asked_for(open_page):
    # a question that no other test draws
    app = open_page(GATEN, session={"groep": "verlies", "steunvraag": 13})
    assert set(grid(app)["Zekerheid"]) == {"nog niet berekend"}

    (button,) = [button for button in app.button if button.label == "Bereken hoe zeker dit is"]
    app = button.click().run()
    assert not app.exception
    words = set(grid(app)["Zekerheid"])
    assert "nog niet berekend" not in words
    assert any("van de 100 berekeningen" in word for word in words)


def test_gap_table_can_be_ordered_by_people_and_by_share(open_page):
    plain = grid(open_page(GATEN))["Gebied"].tolist()
    by_people, by_share = (
        grid(open_page(GATEN, session={"volgorde": way}))["Gebied"].tolist() for way in ("mensen", "deel")
    )

    assert sorted(plain) == sorted(by_people) == sorted(by_share)
    assert by_people != plain
    assert by_people != by_share
