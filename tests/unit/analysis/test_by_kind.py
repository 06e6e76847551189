"""Offer of one kind at a time: the same people, less offer, and never A in the place of C."""

import pandas as pd
import pytest

from mapping.analysis.by_kind import ABC_KINDS, AT_LEAST_B, by_abc, by_vraagtype, not_replaced, without_vraagtype
from mapping.analysis.need import vraag_table
from mapping.analysis.settings import Settings
from mapping.analysis.summary import unique_row
from mapping.model import DELEN, UNIEK, Niveau
from tests.unit.analysis.small_region import (
    TODAY,
    areas,
    calculate,
    initiatief,
    offered,
    rules,
    small_region,
    table,
)

TODAYS = Settings(on=TODAY)


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    """A for all in NOORD, B there of unknown capacity, C in ZUID for ZUID only, and one that is no longer there."""
    offer = offered(
        initiatief("koffie", x=0, abc="A", capaciteit_pj=6.0),
        initiatief("maatje", x=0, abc="B"),
        initiatief("gv", x=10_000, abc="C", capaciteit_pj=2.0, werkgebied_stand="lijst"),
        initiatief("weg", x=0, abc="C", capaciteit_pj=50.0, status="gestopt"),
    )
    kinds = [{"initiatief": name, "vraagtype": kind}
             for name, kind in (("koffie", "contact"), ("gv", "gesprek"), ("koffie", "gesprek"), ("weg", "stilte"))]  # fmt: skip
    made = small_region(
        **offer,
        werkgebied=areas(("gv", "gemeente", "GM0002")),
        initiatief_vraagtype=table("initiatief_vraagtype", kinds),
    )
    return made | {"vraag": vraag_table(made)}


@pytest.fixture(scope="module")
def abc(tables) -> pd.DataFrame:
    return by_abc(tables, TODAYS, UNIEK).set_index("kind")


def test_every_kind_has_a_row_with_the_same_people_and_parts_that_add_up(abc):
    assert abc.index.tolist() == list(ABC_KINDS)
    assert abc["vraag"].nunique() == 1
    assert abc[list(DELEN)].sum(axis=1).to_numpy() == pytest.approx(abc["vraag"].to_numpy())


def test_initiatieven_count_once_under_their_own_niveau_and_the_stopped_one_nowhere(abc):
    assert abc["initiatieven"].to_dict() == {"alle": 3, "A": 1, "B": 1, "C": 1, AT_LEAST_B: 2}
    assert abc["known"].to_dict() == {"alle": 2, "A": 1, "B": 0, "C": 1, AT_LEAST_B: 1}


def test_only_the_offer_of_a_kind_gives_places(abc):
    assert abc.loc["A", "bediend"] == pytest.approx(6)
    assert abc.loc["B", "bediend"] == 0
    assert abc.loc["B", "onbekend"] > 0
    assert abc.loc["C", "bediend"] == pytest.approx(2)
    assert abc.loc["C", "uitgesloten"] > 0  # gv is near MIDDEN, and not for MIDDEN
    assert abc.loc["A", "uitgesloten"] == 0


def test_all_offer_is_the_split_of_the_whole_calculation(tables, abc):
    whole = unique_row(calculate(tables), tables, None)
    assert abc.loc["alle", list(DELEN)].to_numpy(dtype=float) == pytest.approx(whole[list(DELEN)].to_numpy(dtype=float))


def test_niveau_in_the_settings_does_not_empty_a_and_b(tables, abc):
    found = by_abc(tables, Settings(on=TODAY, niveau=Niveau.C), UNIEK).set_index("kind")
    pd.testing.assert_frame_equal(found, abc)


def test_vraagtype_counts_only_who_names_it(tables):
    found = by_vraagtype(tables, TODAYS, UNIEK).set_index("kind")
    assert found.index.tolist() == ["alle", "contact", "gesprek", "stilte"]
    assert found["initiatieven"].to_dict() == {"alle": 3, "contact": 1, "gesprek": 2, "stilte": 0}
    assert found.loc["gesprek", "bediend"] == pytest.approx(8)
    assert found.loc["stilte", "buiten_bereik"] == pytest.approx(found.loc["stilte", "vraag"])


def test_initiatief_without_a_vraagtype_is_unknown_and_said(tables):
    assert without_vraagtype(tables, TODAYS) == 1  # maatje
    bare = tables | {"initiatief_vraagtype": table("initiatief_vraagtype", [])}
    assert without_vraagtype(bare, TODAYS) == 3
    assert by_vraagtype(bare, TODAYS, UNIEK)["kind"].tolist() == ["alle"]


def test_one_regio_counts_its_people_and_what_reaches_them(tables):
    west = by_abc(tables, TODAYS, UNIEK, regio="West").set_index("kind")
    every = by_abc(tables, TODAYS, UNIEK).set_index("kind")
    assert 0 < west.loc["A", "vraag"] < every.loc["A", "vraag"]
    assert west["initiatieven"].to_dict() == {"alle": 1, "A": 0, "B": 0, "C": 1, AT_LEAST_B: 1}


def test_subgroep_has_its_own_people(tables):
    found = by_abc(tables, TODAYS, "verlies").set_index("kind")
    assert found.loc["A", "omvang"] == pytest.approx(0.2 * 1598)


def test_a_does_not_replace_c(tables):
    outcome = calculate(tables)
    found = not_replaced(outcome, UNIEK)
    south = by_abc(tables, TODAYS, UNIEK, regio="West").loc[0, "vraag"]
    assert found.some_c == pytest.approx(south)
    assert found.only_lower > 0
    assert found.only_a == 0  # B is at the same address
    assert found.some_c + found.only_lower <= found.people


def test_who_is_barred_from_b_has_a_alone():
    offer = offered(initiatief("koffie", abc="A"), initiatief("maatje", abc="B"))
    outcome = calculate(small_region(**offer, toegangsregel=rules(("maatje", 1, "min_leeftijd", "50"))))
    found = not_replaced(outcome, "verlies")
    assert 0 < found.only_a < found.only_lower
    assert found.some_c == 0


def test_without_offer_nobody_has_anything():
    made = small_region()
    made |= {"vraag": vraag_table(made)}
    found = by_abc(made, TODAYS, UNIEK)
    assert (found["initiatieven"] == 0).all()
    assert found["buiten_bereik"].to_numpy() == pytest.approx(found["vraag"].to_numpy())
    assert not_replaced(calculate(made), UNIEK).only_lower == 0
