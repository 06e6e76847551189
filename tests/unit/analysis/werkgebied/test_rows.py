"""A werkgebied that is only described: understood as a whole it becomes rows, else it stays unknown."""

import pandas as pd
import pytest

from mapping.analysis.werkgebied.known_areas import known_areas
from mapping.analysis.werkgebied.rows import texts, with_text
from tests.unit.analysis.small_region import areas, initiatief, small_region, table

KNOWN = known_areas(small_region())


def described(*rows: tuple[str, str | None, str], lists=()) -> tuple[dict, list]:
    offer = table("initiatief", [initiatief(n, werkgebied_tekst=t, werkgebied_stand=s) for n, t, s in rows])
    before = offer.copy()
    made, listed = with_text(offer, areas(*lists), known=KNOWN)
    pd.testing.assert_frame_equal(offer, before)
    stands = dict(zip(made["initiatief"], made["werkgebied_stand"], strict=True))
    return stands, list(listed[["initiatief", "gebiedsoort", "code"]].itertuples(index=False, name=None))


@pytest.mark.parametrize("stand", ["onbekend", "lijst"])
def test_text_that_is_understood_becomes_rows_and_a_list(stand):
    stands, rows = described(("a", "1001 t/m 1002", stand), ("b", None, "onbekend"))

    assert stands == {"a": "lijst", "b": "onbekend"}
    assert rows == [("a", "pc4", "1001"), ("a", "pc4", "1002")]


def test_rows_say_in_their_bron_which_text_they_come_from():
    offer = table("initiatief", [initiatief("a", werkgebied_tekst="1001", werkgebied_stand="onbekend")])

    _made, listed = with_text(offer, areas(), known=KNOWN)

    assert listed[["bron", "peildatum"]].values.tolist() == [["uit tekst: 1001 (test)", "2022-01-01"]]


@pytest.mark.parametrize("stand", ["onbekend", "lijst"])
@pytest.mark.parametrize("text", ["1001 en een deel van 1002", "in de buurt", "onbekend", "1O01"])
def test_text_that_is_not_understood_as_a_whole_stays_unknown(text, stand):
    assert described(("a", text, stand)) == ({"a": "onbekend"}, [])


def test_text_of_no_restriction_is_a_stand():
    assert described(("a", "iedereen mag komen", "onbekend")) == ({"a": "geen beperking"}, [])


def test_rows_and_an_answer_that_are_there_win_over_the_text():
    stands, rows = described(("a", "1001", "lijst"), ("b", "1001", "geen beperking"), lists=[("a", "pc4", "1004")])

    assert stands == {"a": "lijst", "b": "geen beperking"}
    assert rows == [("a", "pc4", "1004")]


def test_table_of_before_the_column_has_no_texts():
    offer = table("initiatief", [initiatief("a")]).drop(columns="werkgebied_tekst")

    assert texts(offer).empty
    made, listed = with_text(offer, areas(), known=KNOWN)
    assert list(made["initiatief"]) == ["a"]
    assert listed.empty
