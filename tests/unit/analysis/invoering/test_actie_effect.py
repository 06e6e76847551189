"""The gap of an actie at its start and now: equal to the gap table, and honest about doubt and other data."""

import pandas as pd
import pytest

from mapping.analysis.gaps import gap_table
from mapping.analysis.invoering.effect import (
    Amount,
    Change,
    Goal,
    Verdict,
    goal_of,
    in_area,
    late,
    measured,
    read_by_calculation,
    verdict,
)
from mapping.model import DELEN, UNIEK, Gebiedsniveau
from tests.unit.analysis.small_region import (
    NOORD,
    ZUID,
    areas,
    calculate,
    initiatief,
    offered,
    one_row,
    small_region,
    table,
)


@pytest.fixture(scope="module")
def region():
    """Return tables and run: one initiatief for NOORD that takes 1001 only, one for all of them without known places."""
    rows = (initiatief("dicht", werkgebied_stand="lijst", capaciteit_pj=5.0), initiatief("open", x=10_000))
    tables = small_region(**offered(*rows), werkgebied=areas(("dicht", "pc4", "1001")))
    return tables, calculate(tables)


@pytest.mark.parametrize("subgroep", [UNIEK, "verlies", "taal"])
@pytest.mark.parametrize("niveau", [Gebiedsniveau.WIJK, Gebiedsniveau.GEMEENTE, Gebiedsniveau.REGIO])
def test_every_part_is_that_of_the_gap_table(region, subgroep, niveau):
    tables, run = region
    code = {Gebiedsniveau.WIJK: NOORD, Gebiedsniveau.GEMEENTE: "GM0001", Gebiedsniveau.REGIO: "Oost"}[niveau]
    row = one_row(gap_table(run, tables, niveau, together=True), gebiedcode=code, subgroep=subgroep)
    place = {"regio": code} if niveau == Gebiedsniveau.REGIO else {"gebiedcode": code}

    for deel in DELEN:
        people, vraag = measured(run, Goal(deel, subgroep, **place))
        assert people == pytest.approx(row[deel])
        if subgroep != UNIEK:  # its vraag of the table counts each person once over all steunvragen
            assert vraag == pytest.approx(row["vraag"])
    assert Goal("bediend", **place).niveau == niveau


def test_rule_counts_whom_one_initiatief_keeps_out(region):
    _tables, run = region

    # 1002 in NOORD: 400 people, 376 adults, 20% verlies, 10% of them want support
    assert measured(run, Goal("regel", "verlies", NOORD, initiatief="dicht"))[0] == pytest.approx(7.52)
    assert measured(run, Goal("regel", "verlies", NOORD, initiatief="open"))[0] == 0
    assert pd.isna(measured(run, Goal("regel", "verlies", NOORD, initiatief="weg"))[0])


def test_whole_file_is_the_sum_of_its_regios(region):
    _tables, run = region
    parts = [measured(run, Goal("uitgesloten", regio=regio))[0] for regio in ("Oost", "West")]

    assert measured(run, Goal("uitgesloten"))[0] == pytest.approx(sum(parts))


def amount(low: float, middle: float, high: float) -> Amount:
    return Amount({"laag": low, "midden": middle, "hoog": high}, dict.fromkeys(("laag", "midden", "hoog"), 1000.0))


BEGIN = amount(50, 100, 200)


@pytest.mark.parametrize(
    ("change", "deel", "wanted"),
    [
        (Change(BEGIN), "uitgesloten", Verdict.NO_BEGIN),
        (Change(BEGIN, BEGIN), "uitgesloten", Verdict.SAME_DATA),
        (Change(amount(20, 40, 80), BEGIN, changed=("werkgebied",)), "uitgesloten", Verdict.BETTER),
        (Change(amount(20, 40, 80), BEGIN, changed=("initiatief",)), "bediend", Verdict.WORSE),
        (Change(amount(100, 300, 500), BEGIN, changed=("initiatief",)), "bediend", Verdict.BETTER),
        (Change(amount(60, 60, 190), BEGIN, changed=("initiatief",)), "uitgesloten", Verdict.DOUBTFUL),
        (Change(amount(49, 98, 196), BEGIN, changed=("initiatief",)), "uitgesloten", Verdict.DOUBTFUL),
        (Change(amount(0.1, 0.2, 0.4), amount(0.2, 0.4, 0.8), changed=("initiatief",)), "bediend", Verdict.DOUBTFUL),
        (Change(amount(20, 40, 80), BEGIN, amount(45, 90, 180), ("gebied",)), "uitgesloten", Verdict.BY_GROUND),
        (
            Change(amount(20, 40, 80), BEGIN, amount(25, 50, 100), ("gebied", "initiatief")),
            "uitgesloten",
            Verdict.BETTER,
        ),
        (Change(amount(20, 40, 80), amount(*[float("nan")] * 3), changed=("initiatief",)), "regel", Verdict.UNKNOWN),
    ],
)
def test_difference_is_told_for_what_it_is(change, deel, wanted):
    assert verdict(change, deel) == wanted


def test_two_causes_add_up_to_the_difference():
    change = Change(amount(20, 40, 80), BEGIN, amount(45, 90, 180), ("gebied",))

    assert (change.by_offer, change.by_ground) == (-10, -50)
    assert change.by_offer + change.by_ground == change.difference()


def test_tables_that_no_calculation_reads_are_no_change():
    assert read_by_calculation(["verbinding", "gebied", "actie", "werkgebied"]) == ("werkgebied", "gebied")


def actie(*rows: dict) -> pd.DataFrame:
    usual = {"naam": "x", "veranderrichting": "1", "doel_deel": "bediend", "eigenaar": "org", "voorbeeld": "nee"}
    return table("actie", [{"actie": f"a{n}", **row} for n, row in enumerate(rows)], **usual)


def test_late_is_past_its_day_and_not_done():
    rows = actie(*({"status": s, "streefdatum": d} for s, d in (
        ("loopt", "2026-11-21"), ("klaar", "2026-11-21"), ("gestopt", "2026-11-21"), ("loopt", "2026-11-22"), ("loopt", None),
    )))  # fmt: skip

    assert late(rows, today="2026-11-22").tolist() == [True, False, False, False, False]


def test_actie_for_more_or_less_than_a_gebied_concerns_it():
    places = ({"gebiedcode": NOORD}, {"gebiedcode": "GM0001"}, {"regio": "Oost"}, {}, {"gebiedcode": ZUID})
    rows, gebied = actie(*({"status": "loopt", **place} for place in places)), small_region()["gebied"]

    assert in_area(rows, gebied, regio=None, gebiedcode=NOORD).tolist() == [True, True, True, True, False]
    assert in_area(rows, gebied, regio="West", gebiedcode=None).tolist() == [False, False, False, True, True]
    assert goal_of(rows.iloc[3].to_dict()) == Goal("bediend")
