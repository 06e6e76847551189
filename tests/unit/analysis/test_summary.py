"""The figures of the start page, each worked out by hand on the small region with verlies as the only levensvraag.

Of the adults 20% are in verlies (10 to 30), and 10% of them want support (5 to 20): 2%, between 0.5 and 6.
"""

import numpy as np
import pytest

from mapping.analysis.summary import EXCLUSION_RULES, RegionSummary, region_summary
from mapping.model import DELEN, UITGESLOTEN_DELEN
from tests.unit.analysis.small_region import (
    MIDDEN,
    NOORD,
    areas,
    calculate,
    initiatief,
    offered,
    rules,
    shares,
    small_region,
    table,
)

LIMITED = initiatief("a", capaciteit_pj=12.22)
UNKNOWN = initiatief("b", x=13_000)


def summary(*rows: dict, regio: str | None, settings: dict | None = None, **changes) -> RegionSummary:
    offer = offered(*rows, **{row["initiatief"]: ["verlies"] for row in rows})
    aandeel = table("aandeel", shares({"verlies": (0.1, 0.2, 0.3)}))
    tables = small_region(**offer, aandeel=aandeel, subgroep=small_region()["subgroep"].iloc[:1], **changes)
    return region_summary(calculate(tables, **settings or {}), tables, regio)


@pytest.mark.parametrize(("regio", "adults"), [("Oost", 1410), ("West", 188), (None, 1598)])
def test_adults_and_vraag_with_its_range(regio, adults):
    found = summary(LIMITED, regio=regio)
    assert found.volwassenen == pytest.approx(adults)
    assert (found.vraag_laag, found.vraag, found.vraag_hoog) == pytest.approx(
        (0.005 * adults, 0.02 * adults, 0.06 * adults)
    )


def test_shares_are_parts_of_the_vraag_and_add_up_to_1():
    # in reach of a: 24.44 of the 28.2 of Oost; there is place for 12.22
    found = summary(LIMITED, regio="Oost").shares
    expected = {"bediend": 12.22, "geen_plaats": 12.22, "uitgesloten": 0, "buiten_bereik": 3.76, "onbekend": 0}
    assert found == pytest.approx({part: people / 28.2 for part, people in expected.items()})
    assert set(found) == set(DELEN)
    assert sum(found.values()) == pytest.approx(1)
    assert summary(LIMITED, regio="West").shares["buiten_bereik"] == pytest.approx(1)


def test_served_is_between_known_places_and_all_that_may_be_there():
    found = summary(LIMITED, UNKNOWN, regio=None)
    assert found.served_low == pytest.approx(12.22 / 31.96)
    assert found.served_high == pytest.approx((12.22 + 3.76 + 2.256 + 1.504) / 31.96)


def test_initiatieven_count_for_the_region_that_they_reach():
    # b stands in West and reaches the east of Oost as well; a stands in Oost and reaches nobody of West
    counts = {
        regio: (found.initiatieven, found.known_capacity, found.capacity)
        for regio in ("Oost", "West", None)
        for found in [summary(LIMITED, UNKNOWN, regio=regio)]
    }
    assert counts == {"Oost": (2, 1, 12.22), "West": (1, 0, 0.0), None: (2, 1, 12.22)}


def test_capacity_that_is_assumed_is_not_known():
    known = [initiatief(f"k{number}", capaciteit_pj=10.0) for number in range(5)]
    found = summary(*known, UNKNOWN, regio=None, settings={"assume_capacity": True})
    assert (found.initiatieven, found.known_capacity, found.capacity) == (6, 5, 50.0)


def test_gebieden_without_a_complete_inventaris_are_counted_also_those_never_looked_at():
    stand = table("inventaris", [{"gebiedcode": NOORD, "stand": "volledig"}, {"gebiedcode": MIDDEN, "stand": "deels"}])
    counts = [
        (found.gebieden, found.not_complete)
        for regio in ("Oost", "West", None)
        for found in [summary(LIMITED, regio=regio, inventaris=stand)]
    ]
    assert counts == [(2, 1), (1, 1), (3, 2)]


def test_main_rule_is_the_one_that_keeps_most_people_out():
    listed = initiatief("c", x=13_000, werkgebied_stand="lijst", capaciteit_pj=5)
    by_place = summary(listed, regio="West", werkgebied=areas(("c", "pc4", "1001")))
    assert (by_place.main_rule, by_place.shares["uitgesloten"]) == ("plaats", pytest.approx(1))
    by_age = summary(LIMITED, regio="Oost", toegangsregel=rules(("a", 1, "min_leeftijd", "50")))
    # of every 940 adults 340 are younger than 50; 24.44 of the 28.2 are in reach
    assert by_age.main_rule == "persoon"
    assert by_age.shares["uitgesloten"] == pytest.approx(24.44 * 340 / 940 / 28.2)
    both = summary(
        listed,
        regio="West",
        werkgebied=areas(("c", "pc4", "1001")),
        toegangsregel=rules(("c", 1, "min_leeftijd", "65")),
    )
    # younger than 65: 540 of the 940, barred twice; the other 400 by place alone
    assert both.main_rule == "beide"


def test_where_nobody_is_kept_out_there_is_no_main_rule():
    assert summary(LIMITED, regio=None).main_rule == ""
    assert set(EXCLUSION_RULES) == set(UITGESLOTEN_DELEN)


def test_without_any_offer_all_is_out_of_reach():
    found = summary(regio=None)
    assert (found.initiatieven, found.known_capacity, found.capacity, found.main_rule) == (0, 0, 0.0, "")
    assert found.shares["buiten_bereik"] == pytest.approx(1)


def test_where_nobody_wants_support_shares_are_unknown_and_not_0():
    found = summary(LIMITED, regio=None, settings={"steunvraag": 0.0})
    assert found.vraag == 0
    assert np.isnan(list(found.shares.values())).all()
    assert np.isnan(found.served_high)
