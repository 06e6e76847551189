"""Stevig and gevoelig: what moves with the steunvraag, and which unknown moves the outcome most."""

import pytest

from mapping.analysis.chance.prepared import prepare
from mapping.analysis.chance.sensitivity import BEST, UNKNOWNS, firm, one_at_a_time, swing
from mapping.model import DELEN, UNIEK, Gebiedsniveau
from tests.unit.analysis.small_region import areas, calculate, initiatief, offered, shares, small_region, table


def moved(kind: str, **changes):
    offer = offered(initiatief("a", capaciteit_pj=3.0), initiatief("b", capaciteit_pj=9.0, werkgebied_stand="lijst"),
                    b=["ziekte"])  # fmt: skip
    tables = small_region(**offer, werkgebied=areas(("b", "pc4", "1001")))
    settings = {"steunvraag": changes.pop("steunvraag")} if "steunvraag" in changes else {}
    rows = one_at_a_time(
        prepare(calculate(tables | changes, **settings), tables | changes, Gebiedsniveau.REGIO, kinds=[kind])
    )
    return rows[rows["gebiedcode"] == ""]


@pytest.mark.parametrize("kind", ["verlies", "ziekte", "taal"])
def test_steunvraag_leaves_out_of_reach_and_excluded_exactly_as_they_are_per_subgroep(kind):
    ends = moved(kind).set_index(["onbekende", "uiterste"])
    for part in ("uitgesloten", "buiten_bereik"):
        assert ends.loc[("steunvraag", "laag"), part] == pytest.approx(
            ends.loc[("steunvraag", "hoog"), part], abs=1e-12
        )
    assert firm(moved(kind))["uitgesloten"]
    assert firm(moved(kind))["buiten_bereik"]


def test_for_uniek_they_move_by_one_of_a_hundred_at_most():
    stands = firm(moved(UNIEK))
    assert stands["uitgesloten"]
    assert stands["buiten_bereik"]


def test_served_and_no_capacity_move_with_the_steunvraag():
    ends = moved("verlies").set_index(["onbekende", "uiterste"])
    assert ends.loc[("steunvraag", "laag"), "bediend"] > ends.loc[("steunvraag", "hoog"), "bediend"]
    stands = firm(moved("verlies"))
    assert not stands["bediend"]
    assert not stands["geen_plaats"]


def test_steunvraag_that_a_user_has_set_moves_nothing():
    table_ = swing(moved("verlies", steunvraag=0.1)).set_index("onbekende")
    assert table_.loc["steunvraag", [f"{part}_verschil" for part in (*DELEN, BEST)]].tolist() == [0.0] * 6


def test_capacity_moves_places_only_and_reach_moves_who_is_in_reach():
    table_ = swing(moved("verlies")).set_index("onbekende")
    assert table_.loc["capaciteit", "bediend_verschil"] > 0
    assert table_.loc["capaciteit", ["uitgesloten_verschil", "buiten_bereik_verschil"]].tolist() == [0, 0]
    assert table_.loc["bereik", "buiten_bereik_verschil"] > 0


def test_what_moves_the_best_case_most_stands_first_and_ends_hold_the_middle():
    rows = moved("verlies")
    table_ = swing(rows)
    assert set(table_["onbekende"]) == set(UNKNOWNS)
    assert table_[f"{BEST}_verschil"].is_monotonic_decreasing
    middle = rows[rows["onbekende"] == ""].iloc[0]
    for share in (*DELEN, BEST):
        assert (table_[f"{share}_laag"] <= middle[share]).all()
        assert (table_[f"{share}_hoog"] >= middle[share]).all()


def test_parts_add_up_at_every_end():
    rows = moved(UNIEK)
    assert rows[list(DELEN)].sum(axis=1).tolist() == pytest.approx([1.0] * 9)


def test_where_nobody_wants_support_nothing_is_firm():
    nobody = table("aandeel", shares({"verlies": (0, 0, 0), "ziekte": (0.1, 0.1, 0.2), "taal": (0.1, 0.1, 0.1)}))
    assert not any(firm(moved("verlies", aandeel=nobody)).values())
