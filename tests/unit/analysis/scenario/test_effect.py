"""Before and after on the small region, worked out by hand.

`dorp` stands at 0 m and admits 1001 only; within its reach are NOORD 1001 and 1002 and MIDDEN 1002. Of 100 adults 2 want
support for verlies and 1 for ziekte; counted once that is 1 − .98 × .99 = 2.98%. So 1001 has 564 × .0298 = 16.8072 people
who want support, and 1002 has (376 + 282) × .0298 = 19.6084.
"""

import numpy as np
import pandas as pd
import pytest

from mapping.analysis.need import STEPS, vraag_table
from mapping.analysis.scenario.apply import apply
from mapping.analysis.scenario.changes import Add, AdmitPostcodes, Close, LiftRules, Scenario, SetCapacity
from mapping.analysis.scenario.effect import (
    Effect,
    Span,
    changed_offer,
    effect,
    euro_per_person,
    gains,
    losses,
    parts,
    runs_of,
    served_per_initiatief,
    span,
    steunvraag_range,
)
from mapping.analysis.settings import Settings
from mapping.model import DELEN, UNIEK
from tests.unit.analysis.small_region import (
    MIDDEN,
    NOORD,
    TODAY,
    ZUID,
    areas,
    calculate,
    initiatief,
    languages,
    offered,
    rules,
    small_region,
)

IN_1001, IN_1002 = 564 * 0.0298, 658 * 0.0298
IN_1002_NOORD = 376 * 0.0298


def village(places: float | None = IN_1001 / 2, **changes) -> dict[str, pd.DataFrame]:
    """Return the small region with `dorp`."""
    offer = offered(initiatief("dorp", x=0, capaciteit_pj=places, werkgebied_stand="lijst"))
    return small_region(**offer, werkgebied=areas(("dorp", "pc4", "1001")), **changes)


def found(tables: dict[str, pd.DataFrame], *changes) -> Effect:
    """Return the effect of changes on a region."""
    tables = tables | {"vraag": vraag_table(tables)}
    scenario = Scenario("proef", changes)
    low, high = steunvraag_range(tables)
    settings = {
        "laag": Settings(on=TODAY, steunvraag=low),
        "midden": Settings(on=TODAY),
        "hoog": Settings(on=TODAY, steunvraag=high),
    }
    return effect(tables, runs_of(tables, settings), runs_of(apply(tables, scenario), settings), scenario, (low, high))


def uniek(result: Effect) -> pd.DataFrame:
    """Return the rows of everybody together by gebied."""
    return result.gebieden[result.gebieden["subgroep"] == UNIEK].set_index("gebiedcode")


def test_nothing_changed_changes_nothing():
    result = found(village())

    for part in DELEN:
        np.testing.assert_array_equal(result.gebieden[f"{part}_voor"], result.gebieden[f"{part}_na"])
    assert span(result, "bediend") == Span(0, 0, 0)
    assert gains(result.gebieden).empty
    assert losses(result.gebieden).empty
    assert changed_offer(result).empty
    assert result.numbers.most_served[0] == result.numbers.most_served[1]


def test_admitting_a_postcode_moves_exactly_those_who_were_shut_out_there():
    result = found(village(places=1000), AdmitPostcodes("dorp", ("1002",)))

    assert result.numbers.shut_out == pytest.approx((IN_1002, 0))
    assert span(result, "uitgesloten").middle == pytest.approx(-IN_1002)
    assert span(result, "bediend").middle == pytest.approx(IN_1002)
    assert uniek(result).loc[NOORD, "uitgesloten_voor"] == pytest.approx(IN_1002_NOORD)
    assert (uniek(result)["uitgesloten_na"] == 0).all()


def test_same_places_for_more_people_thin_out_where_they_were():
    result = found(village(), AdmitPostcodes("dorp", ("1002",)))
    share = IN_1001 / 2 / (IN_1001 + IN_1002)

    assert span(result, "bediend").middle == pytest.approx(0, abs=1e-9)
    assert uniek(result).loc[NOORD, "bediend_voor"] == pytest.approx(IN_1001 / 2)
    assert uniek(result).loc[NOORD, "bediend_na"] == pytest.approx(share * (IN_1001 + IN_1002_NOORD))
    lost = losses(result.gebieden)
    assert set(lost["gebiedcode"]) == {NOORD}
    assert set(gains(result.gebieden)["gebiedcode"]) == {NOORD, MIDDEN}


def test_row_where_more_people_lose_a_place_than_are_let_in_is_a_loss_only():
    parts = {"bediend_voor": [200.0, 200.0], "bediend_na": [190.0, 199.0], "uitgesloten_voor": [9.0, 500.0],
             "uitgesloten_na": [7.0, 0.0], "buiten_bereik_voor": [0.0, 0.0], "buiten_bereik_na": [0.0, 0.0]}  # fmt: skip
    rows = pd.DataFrame({"gebiedcode": [NOORD, MIDDEN], **parts})

    assert list(gains(rows)["gebiedcode"]) == [MIDDEN]
    assert list(losses(rows)["gebiedcode"]) == [NOORD, MIDDEN]


def test_three_numbers_of_a_rule_that_costs_no_places():
    numbers = found(village(), AdmitPostcodes("dorp", ("1002",))).numbers

    assert numbers.most_served == pytest.approx((IN_1001 / 2, IN_1001 / 2))
    assert numbers.lowest_chance == pytest.approx((0, IN_1001 / 2 / (IN_1001 + IN_1002)))


def test_more_places_help_exactly_that_many_and_cost_per_person_is_cost_over_people():
    result = found(village(), SetCapacity("dorp", IN_1001 / 2 + 4, 1000.0))
    helped = span(result, "bediend")

    assert helped.middle == pytest.approx(4)
    assert euro_per_person(result)[0] == pytest.approx(250)
    assert (result.priced, result.priceable) == (1, 1)
    assert changed_offer(result)[["voor", "na"]].to_numpy().tolist() == [pytest.approx([IN_1001 / 2, IN_1001 / 2 + 4])]


def test_more_places_than_people_help_no_more_than_all_at_every_steunvraag():
    result = found(village(), SetCapacity("dorp", 1000.0, 1000.0))
    helped = span(result, "bediend")
    low_wanted = 564 * (1 - (1 - 0.2 * 0.05) * (1 - 0.1 * 0.05))
    high_wanted = 564 * (1 - (1 - 0.2 * 0.2) * (1 - 0.1 * 0.2))

    assert helped.middle == pytest.approx(IN_1001 / 2)
    assert helped.low == pytest.approx(max(low_wanted - IN_1001 / 2, 0), abs=1e-9)
    assert helped.high == pytest.approx(high_wanted - IN_1001 / 2)
    middle, least, most = euro_per_person(result)
    assert (middle, least) == pytest.approx((1000 / helped.middle, 1000 / helped.high))
    assert most == np.inf  # at the lowest steunvraag nobody more is helped
    assert not helped.sure


def test_cost_is_not_a_number_without_costs_or_without_more_people():
    assert np.isnan(euro_per_person(found(village(), SetCapacity("dorp", 20.0)))[0])
    assert np.isnan(euro_per_person(found(village(), SetCapacity("dorp", 1.0, 500.0)))[0])


def test_money_is_shared_over_the_extra_people_of_every_regio():
    there = Add("nieuw-1", "Nieuw", ZUID, ("op locatie",), "A", ("iedereen",), 2.0, cost_pj=1000.0)
    result = found(village(), SetCapacity("dorp", IN_1001 / 2 + 4, 500.0), there)
    per_regio = [span(result, "bediend", regio=regio).middle for regio in result.range["regio"].unique()]

    assert len(per_regio) == 2
    assert min(per_regio) > 0.1
    assert euro_per_person(result)[0] == pytest.approx(1500 / sum(per_regio))


def test_closing_gives_the_region_without_it():
    result = found(village(), Close("dorp"))
    without = found(small_region()).gebieden

    for part in DELEN:
        np.testing.assert_allclose(result.gebieden[f"{part}_na"], without[f"{part}_voor"])
    assert result.numbers.lowest_chance == pytest.approx((0.5, 0))
    assert np.isnan(result.offer.set_index("initiatief").loc["dorp", "na"])


def test_adding_gives_the_region_with_it():
    result = found(village(), Add("nieuw-1", "Huis", ZUID, ("op locatie",), "B", ("iedereen",), 3.0))
    with_it = village()
    other = initiatief("huis", x=10_000, capaciteit_pj=3, gebiedcode=ZUID, pc4="1003")
    with_it |= offered(initiatief("dorp", x=0, capaciteit_pj=IN_1001 / 2, werkgebied_stand="lijst"), other)

    for part in DELEN:
        np.testing.assert_allclose(result.gebieden[f"{part}_na"], found(with_it).gebieden[f"{part}_voor"])
    assert span(result, "bediend", regio="Oost").middle + span(result, "bediend", regio="West").middle == pytest.approx(
        3
    )


def test_closing_what_was_just_added_gives_the_region_of_before():
    tables = village()
    added = apply(tables, Scenario("", (Add("nieuw-1", "Huis", ZUID, ("op locatie",), "B", ("iedereen",), 3.0),)))
    closed = apply(added, Scenario("", (Close("nieuw-1"),)))

    np.testing.assert_allclose(calculate(closed).split.served, calculate(tables).split.served)
    np.testing.assert_allclose(calculate(closed).split.out_of_reach, calculate(tables).split.out_of_reach)


CASES = {
    "admit": AdmitPostcodes("dorp", ("1002",)),
    "lift": LiftRules("oud", person=True),
    "capacity": SetCapacity("dorp", 2.0),
    "add": Add("nieuw-1", "Huis", MIDDEN, ("op locatie", "online"), "C", ("verlies",), None, "regio"),
    "close": Close("oud"),
}


def mixed() -> dict[str, pd.DataFrame]:
    """Return a region with rules of place, age and language, and a capacity that is not known."""
    offer = offered(
        initiatief("dorp", x=0, capaciteit_pj=6, werkgebied_stand="lijst"),
        initiatief("oud", x=4000, capaciteit_pj=9),
        initiatief("vaag", x=7000),
        initiatief("vrouwen", x=2000, capaciteit_pj=3),
    )
    return small_region(
        **offer,
        werkgebied=areas(("dorp", "pc4", "1001")),
        toegangsregel=rules(("oud", 1, "min_leeftijd", "50"), ("vrouwen", 1, "geslacht", "vrouw")),
        initiatief_taal=languages(("dorp", "nederlands")),
    )


@pytest.mark.parametrize("change", CASES.values(), ids=CASES)
def test_parts_add_up_to_vraag_before_and_after_and_vraag_stays(change):
    rows = found(mixed(), change).gebieden

    for when in ("voor", "na"):
        np.testing.assert_allclose(rows[[f"{part}_{when}" for part in DELEN]].sum(axis=1), rows["vraag"])


@pytest.mark.parametrize("change", CASES.values(), ids=CASES)
def test_range_of_the_middle_adds_up_to_the_rows_of_uniek(change):
    result = found(mixed(), change)
    rows = uniek(result)

    for part in ("bediend", "uitgesloten"):
        assert span(result, part).middle == pytest.approx((rows[f"{part}_na"] - rows[f"{part}_voor"]).sum())
    assert parts(result, subgroep=UNIEK)["bediend_na"].iloc[0] == pytest.approx(rows["bediend_na"].sum())
    assert set(result.range["stap"]) == set(STEPS)


@pytest.mark.parametrize("change", CASES.values(), ids=CASES)
def test_letting_more_people_in_never_lowers_what_can_be_served(change):
    numbers = found(mixed(), change).numbers

    if isinstance(change, AdmitPostcodes | LiftRules | Add):
        assert numbers.most_served[1] >= numbers.most_served[0] - 1e-6
        assert numbers.shut_out[1] <= numbers.shut_out[0] + 1e-9


@pytest.mark.parametrize("tables", [village(), mixed(), small_region()], ids=["village", "mixed", "no offer"])
def test_people_per_initiatief_add_up_to_those_who_find_a_place(tables):
    run = calculate(tables)

    assert served_per_initiatief(run).sum() == pytest.approx((run.people.omega * run.split.served).sum())


def test_direction_is_sure_only_where_low_and_high_say_the_same():
    assert Span(5, 4, 9).sure
    assert Span(-5, -4, -9).sure
    assert Span(0.2, 0, 0.4).sure
    assert not Span(5, -1, 9).sure
    assert not Span(5, 0, 9).sure


def test_range_of_the_steunvraag_is_that_of_the_data_stretched_to_what_was_asked():
    assert steunvraag_range(small_region()) == (0.05, 0.2)
    assert steunvraag_range(small_region(), 0.3) == (0.05, 0.3)
    assert steunvraag_range(small_region(), 0.01) == (0.01, 0.2)
