"""One calculation from tables to the split: which rules reach through to places, and the five parts that add up."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapping.analysis.model_run import ModelRun
from mapping.analysis.split import NeedSplit
from mapping.model import Niveau
from tests.unit.analysis.small_region import (
    areas,
    calculate,
    initiatief,
    languages,
    offered,
    rules,
    shares,
    small_region,
    table,
)

PARTS = ("served", "no_capacity", "excluded", "out_of_reach", "unknown")


def total(run: ModelRun, part: str, *, subgroep: str = "verlies", cel: int | None = None) -> float:
    groups = (run.people.groepen["subgroep"] == subgroep).to_numpy()
    values = getattr(run.split, part)[:, groups]
    return float(values.sum() if cel is None else values[cel].sum())


def of_verlies(*rows: dict, **changes) -> ModelRun:
    """Run with offer for verlies; of the adults .2 × .1 = 2% want support: 11.28, 7.52, 5.64, 3.76, 2.256, 1.504."""
    offer = offered(*rows, **{row["initiatief"]: ["verlies"] for row in rows})
    aandeel = table("aandeel", shares({"verlies": (0.1, 0.2, 0.3)}))
    kinds = small_region()["subgroep"].iloc[:1]
    return calculate(small_region(**offer, aandeel=aandeel, subgroep=kinds), **changes)


def test_places_go_to_those_in_reach_and_the_rest_is_too_few_or_out_of_reach():
    run = of_verlies(initiatief("a", capaciteit_pj=12.22))
    # 11.28 + 7.52 + 5.64 = 24.44 in reach: half of them get a place
    assert run.split.served.sum(axis=1) == pytest.approx([5.64, 3.76, 2.82, 0, 0, 0])
    assert run.split.no_capacity.sum(axis=1) == pytest.approx([5.64, 3.76, 2.82, 0, 0, 0])
    assert run.split.out_of_reach.sum(axis=1) == pytest.approx([0, 0, 0, 3.76, 2.256, 1.504])


def test_an_unknown_capacity_makes_the_rest_unknown_where_it_admits():
    run = of_verlies(initiatief("a", capaciteit_pj=12.22), initiatief("b", x=13_000))
    assert total(run, "unknown") == pytest.approx(3.76 + 2.256 + 1.504)
    assert total(run, "no_capacity") == pytest.approx(12.22)


def test_a_rule_that_cannot_be_decided_makes_places_unknown_only_for_whom_it_holds():
    offer = offered(initiatief("a", capaciteit_pj=1000))
    spoken = languages(("a", "Nederlands"), ("a", "Turks"))
    run = calculate(small_region(**offer, initiatief_taal=spoken))
    assert total(run, "unknown", subgroep="taal", cel=0) == pytest.approx(564 * 0.1 * 0.1)
    assert total(run, "served", subgroep="taal") == 0
    assert total(run, "unknown", subgroep="verlies") == 0
    assert total(run, "served", subgroep="verlies", cel=0) == pytest.approx(564 * 0.2 * 0.1)


def test_a_rule_on_gender_leaves_the_places_unknown_but_bars_nobody():
    offer = offered(initiatief("a", capaciteit_pj=1000))
    run = calculate(small_region(**offer, toegangsregel=rules(("a", 1, "geslacht", "vrouw"))))
    assert total(run, "unknown", cel=0) == pytest.approx(11.28)
    assert run.split.served.sum() == run.split.excluded.sum() == 0


def test_an_alternatief_that_is_sure_keeps_the_places_known_for_those_it_admits():
    offer = offered(initiatief("a", capaciteit_pj=1000))
    either = rules(("a", 1, "geslacht", "vrouw"), ("a", 2, "min_leeftijd", "50"))
    run = calculate(small_region(**offer, toegangsregel=either))
    # of 600: 204 are 18-49 and 360 are 50 or older; 2% want support for verlies
    assert total(run, "unknown", cel=0) == pytest.approx(204 * 0.02)
    assert total(run, "served", cel=0) == pytest.approx(360 * 0.02)


def test_a_coffee_group_does_not_hide_that_there_is_no_geestelijk_verzorger():
    koffie = initiatief("koffie", abc="A", capaciteit_pj=1000)
    assert total(of_verlies(koffie), "served", cel=0) == pytest.approx(11.28)
    strict = of_verlies(koffie, niveau=Niveau.C)
    assert total(strict, "out_of_reach") == pytest.approx(strict.people.need.sum())
    both = of_verlies(koffie, initiatief("gv", abc="C", capaciteit_pj=12.22), niveau=Niveau.C)
    assert total(both, "served") == pytest.approx(12.22)


def test_landelijk_places_are_shared_with_the_country():
    offer = offered(initiatief("a", capaciteit_pj=17_590_672 / 100), a=["verlies"])
    run = calculate(small_region(**offer, werkgebied=areas(("a", "landelijk", "NL"))))
    assert run.capacity == pytest.approx([17])  # of 1,700 inhabitants


@pytest.mark.parametrize(
    "column",
    [
        {"status": "gepland"},
        {"status": "gestopt"},
        {"geldig_van": "2027-01-01"},
        {"geldig_tot": "2026-01-01"},
        {"telt_als_plaats": "nee"},
    ],
)
def test_what_is_not_running_or_gives_no_places_takes_no_part(column):
    run = of_verlies(initiatief("a", capaciteit_pj=1000, **column))
    assert len(run.initiatief) == 0
    assert total(run, "out_of_reach") == pytest.approx(run.people.need.sum())


def test_nothing_in_reach_is_0_and_never_missing():
    run = of_verlies()
    assert all(np.isfinite(getattr(run.split, part.name)).all() for part in fields(NeedSplit))


def test_a_negative_capacity_is_refused():
    with pytest.raises(ValueError, match="capacity"):
        of_verlies(initiatief("a", capaciteit_pj=-1))


OFFER = st.fixed_dictionaries(
    {
        "x": st.sampled_from([None, 0, 2000, 4000, 7000, 10_000, 13_000]),
        "kanaal": st.sampled_from(["op locatie", "huisbezoek", "telefonisch", "online;op locatie"]),
        "capaciteit_pj": st.sampled_from([None, 0.0, 1.0, 5.0, 100.0]),
        "abc": st.sampled_from(["A", "C"]),
        "werkgebied_stand": st.sampled_from(["geen beperking", "lijst", "onbekend"]),
    }
)
NAMES = st.sampled_from(["i0", "i1", "i2"])
CONDITION = st.tuples(
    NAMES,
    st.integers(1, 2),
    st.sampled_from(["min_leeftijd", "max_leeftijd", "palliatief", "naaste", "geslacht"]),
    st.sampled_from(["27", "50", "75"]),
)
AREA = st.tuples(
    NAMES, st.sampled_from([("pc4", "1002"), ("wijk", "WK000102"), ("gemeente", "GM0002"), ("landelijk", "NL")])
)
NAMED = st.lists(st.sampled_from(["verlies", "ziekte", "taal", "iedereen"]), max_size=2, unique=True)


@settings(max_examples=30, deadline=None)
@given(
    rows=st.lists(OFFER, max_size=3),
    named=st.lists(NAMED, min_size=3, max_size=3),
    conditions=st.lists(CONDITION, max_size=4, unique_by=lambda row: row[:3]),
    listed=st.lists(AREA, max_size=4, unique=True),
    spoken=st.lists(st.tuples(NAMES, st.sampled_from(["Nederlands", "Turks"])), max_size=3, unique=True),
    niveau=st.sampled_from(list(Niveau)),
)
def test_the_parts_always_add_up_to_the_vraag(rows, named, conditions, listed, spoken, niveau):
    names = [f"i{number}" for number in range(len(rows))]
    offer = offered(
        *(initiatief(name, **row) for name, row in zip(names, rows, strict=True)),
        **dict(zip(names, named, strict=False)),
    )
    tables = small_region(
        **offer,
        toegangsregel=rules(*conditions),
        werkgebied=areas(*((name, *place) for name, place in listed)),
        initiatief_taal=languages(*spoken),
        aandeel=table("aandeel", shares(right={"ziekte": 0.3})),
    )
    run = calculate(tables, niveau=niveau)
    values = {part.name: getattr(run.split, part.name) for part in fields(NeedSplit)}
    assert all((part >= -1e-9).all() for part in values.values())
    assert sum(values[name] for name in PARTS) == pytest.approx(run.people.need)
    causes = [part for name, part in values.items() if name.startswith("excluded_")]
    assert sum(causes) == pytest.approx(values["excluded"])
    known = np.nansum(run.capacity)
    assert (run.people.omega * run.split.served).sum() <= known + 1e-9
