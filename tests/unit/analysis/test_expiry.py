"""What ends soon, what is used up, and who then loses a place."""

import pandas as pd
import pytest

from mapping.analysis.expiry import ended_but_active, ending, loss_table, losses, nearly_spent
from tests.unit.analysis.small_region import areas, calculate, initiatief, offered, small_region, table

DAY = "2026-11-22"


def names(rows: pd.DataFrame) -> list[str]:
    return rows["initiatief"].tolist()


def test_first_of_both_last_days_counts_up_to_and_including_the_last_of_the_term():
    rows = table(
        "initiatief",
        [
            initiatief("later", einddatum="2027-02-21"),
            initiatief("laatste-dag", einddatum="2027-02-20"),
            initiatief("vandaag", geldig_tot=DAY),
            initiatief("gisteren", einddatum="2026-11-21"),
            initiatief("beide", einddatum="2027-12-31", geldig_tot="2027-01-01"),
            initiatief("gestopt", einddatum="2026-12-01", status="gestopt"),
            initiatief("open"),
        ],
    )

    soon = ending(rows, DAY, days=90)

    assert names(soon) == ["vandaag", "beide", "laatste-dag"]
    assert soon["laatste_dag"].tolist() == [DAY, "2027-01-01", "2027-02-20"]
    assert names(ended_but_active(rows, DAY)) == ["gisteren"]


@pytest.mark.parametrize(("day", "days", "last"), [("2028-02-28", 1, "2028-02-29"), ("2027-12-31", 90, "2028-03-30")])
def test_term_follows_the_calendar_leap_days_too(day, days, last):
    rows = table("initiatief", [initiatief("a", einddatum=last)])

    assert names(ending(rows, day, days=days)) == ["a"]
    assert names(ending(rows, day, days=days - 1)) == []


def test_days_before_and_after_all_offer_give_nothing_and_no_error():
    rows = table("initiatief", [initiatief("a", einddatum="2026-12-31")])

    assert names(ending(rows, "1900-01-01")) == []
    assert names(ending(rows, "9999-12-31")) == []
    assert names(ended_but_active(rows, "1900-01-01")) == []
    assert names(ended_but_active(rows, "9999-12-31")) == ["a"]


def test_hours_left_are_people_and_full_ones_come_first():
    factors = {"uren_per_gesprek": 2, "gesprekken_per_persoon": 5, "laatst_gecontroleerd": "2026-06-01"}
    rows = table(
        "initiatief",
        [
            initiatief("uren", uren_over=130, **factors),
            initiatief("op", uren_over=0, **factors),
            initiatief("zonder-factor", uren_over=10),
            initiatief("plafond", plafond_bereikt_op="2026-10-15"),
            initiatief("vorig-jaar", plafond_bereikt_op="2025-10-15"),
            initiatief("vol", status="vol"),
            initiatief("niets"),
        ],
    )

    told = nearly_spent(rows, DAY).set_index("initiatief")

    assert list(told.index) == ["op", "plafond", "vol", "uren", "zonder-factor"]
    assert told["mensen_erbij"].fillna(-1).tolist() == [0, -1, -1, 13, -1]
    assert told["vol"].tolist() == [True, True, True, False, False]


def test_hours_of_last_year_say_nothing_about_this_year():
    row = initiatief("a", uren_over=0, uren_per_gesprek=2, gesprekken_per_persoon=5, laatst_gecontroleerd="2026-06-01")

    (told,) = nearly_spent(table("initiatief", [row]), "2027-01-01").to_dict("records")

    assert not told["vol"]
    assert pd.isna(told["mensen_erbij"])


def three_offers() -> dict[str, pd.DataFrame]:
    """`a` and `b` stand in NOORD 1001; `c` in ZUID 1004 has an unknown number of places; `d` signals and gives none."""
    rows = (
        initiatief("a", capaciteit_pj=3),
        initiatief("b", capaciteit_pj=1000),
        initiatief("c", x=13_000),
        initiatief("d", telt_als_plaats="nee"),
    )
    return small_region(**offered(*rows), werkgebied=areas())


def test_who_has_a_place_elsewhere_loses_nothing():
    lost = losses(calculate(three_offers()), ["a"])

    assert lost == pytest.approx({"plaats": 0, "mogelijk": 0, "nergens": 0}, abs=1e-9)


def test_together_they_take_what_each_alone_does_not():
    run = calculate(three_offers())
    life = (run.people.groepen["rol"] == "levensvraag").to_numpy()
    near = ((run.weight.toarray()[:, :2] > 0).any(axis=1) & ~(run.weight.toarray()[:, 2] > 0))[:, None] * life

    lost = losses(run, ["a", "b"])

    assert lost["plaats"] == pytest.approx((run.people.omega * run.split.served * life).sum())
    assert lost["nergens"] == pytest.approx((run.people.omega * run.people.need * near).sum())
    assert lost["plaats"] > losses(run, ["a"])["plaats"] + losses(run, ["b"])["plaats"] > 0


def test_unknown_places_are_perhaps_lost_and_not_counted_as_lost():
    lost = losses(calculate(three_offers()), ["c"])

    assert lost["plaats"] == pytest.approx(0, abs=1e-9)
    assert lost["mogelijk"] > 0
    assert lost["nergens"] > 0


def test_table_leaves_out_who_gives_no_places_and_strangers():
    rows = loss_table(calculate(three_offers()), ["c", "d", "bestaat-niet", "b"])

    assert list(rows.index) == ["c", "b"]
    assert (rows.to_numpy() >= 0).all()


def test_loss_is_what_the_split_of_a_region_without_it_loses():
    tables = three_offers()
    run = calculate(tables)
    gone = calculate({**tables, "initiatief": tables["initiatief"].iloc[[0, 2, 3]]})
    life = run.people.omega * (run.people.groepen["rol"] == "levensvraag").to_numpy()

    assert losses(run, ["b"])["plaats"] == pytest.approx((life * (run.split.served - gone.split.served)).sum())
