"""The profile of one gebied on the small region: its ages, and its offer with the nearest first."""

import numpy as np
import pytest

from mapping.analysis.profile import ages, offer_of
from tests.unit.analysis.small_region import MIDDEN, NOORD, ZUID, areas, calculate, initiatief, offered, small_region

OWN_CELL_KM = 0.905 * np.sqrt(1 / np.pi) * 1.3


def offer(*rows: dict, gebiedcode: str = NOORD, named: dict | None = None, **changes):
    tables = small_region(**offered(*rows, **named or {}), **changes)
    return offer_of(calculate(tables), gebiedcode).set_index("initiatief")


@pytest.mark.parametrize(("gebiedcode", "inwoners"), [(NOORD, 1000), (MIDDEN, 500), (ZUID, 200)])
def test_ages_are_cut_into_the_five_bands_and_add_up(gebiedcode, inwoners):
    found = ages(small_region(), gebiedcode).set_index("leeftijdsband")["inwoners"]
    # of 15-19 (10%) three fifths are children; 30-34 is 30%
    parts = {"0-17": 0.06, "18-49": 0.34, "50-64": 0.2, "65-74": 0.2, "75+": 0.2}
    assert found.to_dict() == pytest.approx({band: part * inwoners for band, part in parts.items()})
    assert list(found.index) == list(parts)


def test_ages_of_a_gebied_that_is_not_there_are_0():
    assert ages(small_region(), "WK999999")["inwoners"].tolist() == [0, 0, 0, 0, 0]


def test_offer_comes_nearest_first_and_without_a_journey_last():
    phone = initiatief("phone", x=None, kanaal="telefonisch")
    found = offer(phone, initiatief("far", x=4000, kanaal="huisbezoek"), initiatief("near", x=2000), initiatief("own"))
    assert list(found.index) == ["own", "near", "far", "phone"]
    assert found["afstand_km"].tolist() == pytest.approx([OWN_CELL_KM, 2.6, 5.2, np.nan], nan_ok=True)
    assert found["in_gebied"].tolist() == [True, True, False, False]


def test_offer_that_nobody_of_the_gebied_can_reach_is_not_listed():
    near, beyond = initiatief("near", x=2000), initiatief("beyond", x=13_000)
    assert list(offer(near, beyond).index) == ["near"]
    assert list(offer(near, beyond, gebiedcode=ZUID).index) == ["beyond"]
    assert list(offer(near, beyond, gebiedcode="WK999999").index) == []


def test_reach_of_a_part_of_the_gebied_is_enough():
    # MIDDEN lives at 4 and 7 km; 7 km is more than 8 km of travel, 4 km is not. Most of it lives at 4 km
    found = offer(initiatief("a"), gebiedcode=MIDDEN)
    assert found["afstand_km"].tolist() == pytest.approx([5.2])


def test_toegelaten_is_the_share_of_the_people_who_live_where_it_may_serve():
    listed = initiatief("a", werkgebied_stand="lijst")
    found = offer(listed, initiatief("b"), werkgebied=areas(("a", "pc4", "1002")))
    assert found["toegelaten"].to_dict() == pytest.approx({"a": 0.4, "b": 1.0})  # 400 of 1,000 live in 1002


def test_offer_says_places_waiting_time_and_for_whom_and_unknown_stays_unknown():
    known = initiatief("a", capaciteit_pj=12.0, wachttijd_weken=6)
    found = offer(known, initiatief("b", x=2000), named={"a": ["verlies"]})
    assert found.at["a", "capaciteit_pj"] == 12
    assert found.at["a", "wachttijd_weken"] == 6
    assert np.isnan(found.at["b", "capaciteit_pj"])
    assert found["voor"].to_dict() == {"a": ("verlies", "taal"), "b": ("verlies", "ziekte", "taal")}


def test_without_any_offer_the_list_is_empty():
    assert len(offer()) == 0
