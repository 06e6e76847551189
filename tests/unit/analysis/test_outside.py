"""Outside: the people of the rand ask for places and are never reported."""

from dataclasses import fields

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from shapely import Point

from mapping.analysis.access import two_step_access
from mapping.analysis.capacity import regional_share
from mapping.analysis.gaps import gap_table
from mapping.analysis.model_run import ModelRun, run
from mapping.analysis.need import fingerprint, vraag_table
from mapping.analysis.settings import Settings
from mapping.model import Gebiedsniveau, Niveau
from mapping.schema import TABLES
from tests.unit.analysis.small_region import AGES, areas, calculate, initiatief, offered, rules, small_region, table

OUT = "WK000901"


def rand(*places: float, people: float = 1000, **columns) -> dict[str, pd.DataFrame]:
    """Make a rand of cellen along the road of the small region, with its ages."""
    rows = [
        {"gebiedcode": OUT, "pc4": f"20{n:02}", "inwoners": people, "area_km2": 1.0, "gemeentecode": "GM0009",
         "stedelijkheid": 1, "gebied_inwoners": 1000, "geometry": Point(x, 0), **columns}
        for n, x in enumerate(places)
    ]  # fmt: skip
    ages = [row | {"leeftijdsband": band, "inwoners": people * part} for row in rows for band, part in AGES.items()]
    return {"rand": table("rand", rows), "rand_leeftijd": table("rand_leeftijd", ages)}


def region(*offer: dict, around: dict | None = None, **changes) -> dict[str, pd.DataFrame]:
    return small_region(**{**offered(*offer), **(around or {}), **changes})


def score(run: ModelRun) -> np.ndarray:
    return two_step_access(run.people.demand, run.capacity, run.weight, suits=run.suits,
                           admits_person=run.personal.admits, admits_place=run.place)  # fmt: skip


def stacked(run: ModelRun, capacity: np.ndarray) -> np.ndarray:
    """Return the score of the region when its cellen and those of the rand stand in one table."""
    around = run.outside
    both = two_step_access(
        np.concatenate([run.people.demand, around.people.demand]), capacity,
        sparse.vstack([run.weight, around.weight]).tocsr(), suits=run.suits, admits_person=run.personal.admits,
        admits_place=sparse.vstack([run.place, around.place]).tocsr(),
    )  # fmt: skip
    return both[: len(run.people.cellen)]


@settings(deadline=None, max_examples=15)
@given(
    st.lists(st.integers(0, 14), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 14), st.integers(1, 50)), min_size=1, max_size=4),
)
def test_shares_give_the_same_score_as_the_rand_in_one_table_with_the_region(places, offer):
    rows = [initiatief(f"i{n}", x=x * 1000, capaciteit_pj=float(many)) for n, (x, many) in enumerate(offer)]
    run = calculate(region(*rows, around=rand(*[x * 1000 for x in places])))
    full = np.array([float(many) for _x, many in offer])
    assert np.allclose(score(run), stacked(run, full), rtol=1e-12)
    assert (run.outside.share <= 1).all()


def test_equal_crowds_inside_and_outside_leave_half():
    inside = calculate(region(initiatief("a", x=0, capaciteit_pj=10)))
    reached = inside.people.demand[np.asarray(inside.weight.todense()).ravel() > 0].sum()
    everyone = inside.people.demand[0].sum() / 600  # demand per inhabitant: every cel has the same ages
    around = rand(0, people=reached / everyone)
    assert calculate(region(initiatief("a", x=0, capaciteit_pj=10), around=around)).outside.share == pytest.approx(0.5)


def test_without_a_rand_nothing_changes():
    bare = region(initiatief("a", capaciteit_pj=10))
    for name in ("rand", "rand_leeftijd", "water", "overgang"):
        del bare[name]
    run, full = calculate(bare), calculate(region(initiatief("a", capaciteit_pj=10)))
    assert run.outside is full.outside is run.water is None
    assert run.capacity.tolist() == full.capacity.tolist() == [10]
    assert (run.split.served == full.split.served).all()


def test_the_rand_is_never_in_cellen_or_gaps():
    with_rand = region(initiatief("a", capaciteit_pj=10), around=rand(0, 3000))
    run = calculate(with_rand)
    assert len(run.people.cellen) == run.weight.shape[0] == run.place.shape[0] == 6
    for niveau in (Gebiedsniveau.PC4, Gebiedsniveau.WIJK, Gebiedsniveau.GEMEENTE, Gebiedsniveau.REGIO):
        gaps = gap_table(run, with_rand, niveau, together=True)
        assert not gaps["gebiedcode"].isin([OUT, "2000", "2001", "GM0009"]).any()
    parts = [getattr(run.split, name) for name in ("served", "no_capacity", "excluded", "out_of_reach", "unknown")]
    assert np.allclose(sum(parts), run.people.need)


def test_the_rand_takes_places_and_changes_no_reach_and_no_rule():
    alone = calculate(region(initiatief("a", capaciteit_pj=10)))
    shared = calculate(region(initiatief("a", capaciteit_pj=10), around=rand(0)))
    assert shared.split.served.sum() < alone.split.served.sum()
    assert (shared.split.out_of_reach == alone.split.out_of_reach).all()
    assert (shared.split.excluded == alone.split.excluded).all()


def test_who_may_not_come_does_not_compete():
    closed = initiatief("a", capaciteit_pj=10, werkgebied_stand="lijst")
    run = calculate(region(closed, around=rand(0), werkgebied=areas(("a", "pc4", "1001"))))
    assert run.outside.share.tolist() == [1.0]


def test_a_regio_as_werkgebied_admits_the_rand_of_that_regio_only():
    offer = initiatief("a", capaciteit_pj=10, werkgebied_stand="lijst")
    listed = areas(("a", "regio", "Oost"), ("a", "regio", "Elders"))
    assert calculate(region(offer, around=rand(0), werkgebied=listed)).outside.share.tolist() == [1.0]
    assert calculate(region(offer, around=rand(0, regio="Elders"), werkgebied=listed)).outside.share[0] < 1


def test_phone_and_online_offer_is_for_its_own_regio():
    remote = initiatief("a", capaciteit_pj=10, kanaal="telefonisch", x=None)
    assert calculate(region(remote, around=rand(0))).outside.share.tolist() == [1.0]


def test_an_age_rule_holds_outside_too():
    old = rules(("a", 1, "min_leeftijd", "75"))
    run = calculate(region(initiatief("a", capaciteit_pj=10), around=rand(0), toegangsregel=old))
    assert 0 < run.outside.share[0] < 1
    assert np.allclose(score(run), stacked(run, np.array([10.0])))


def test_an_unknown_capacity_stays_unknown():
    assert np.isnan(calculate(region(initiatief("a"), around=rand(0))).capacity).all()


def test_settings_hold_outside_too():
    run = calculate(region(initiatief("a", capaciteit_pj=10), around=rand(0)), steunvraag=0.4)
    assert run.outside.people.need.sum() == pytest.approx(run.outside.people.omvang["midden"].sum() * 0.4)


def test_landelijk_capacity_counts_the_inhabitants_of_the_region_alone():
    assert regional_share(np.array([10_000.0]), 1_000_000, 17_500_000)[0] == pytest.approx(571.43, abs=0.005)
    listed = areas(("a", "landelijk", "NL"))
    offer = initiatief("a", capaciteit_pj=10_000, werkgebied_stand="lijst")
    alone = calculate(region(offer, werkgebied=listed))
    run = calculate(region(offer, around=rand(0), werkgebied=listed))
    assert run.capacity == pytest.approx(alone.capacity * run.outside.share)


def test_the_rand_is_no_input_of_vraag():
    assert fingerprint(region()) == fingerprint(region(around=rand(0)))
    assert TABLES["rand"].columns.keys() >= {"gebiedcode", "pc4", "inwoners", "area_km2", "geometry"}


def same_figures(one: ModelRun, other: ModelRun) -> bool:
    """Tell whether two runs have the same people, places and split, to the last bit."""
    pairs = [(getattr(one.split, part.name), getattr(other.split, part.name)) for part in fields(one.split)]
    pairs += [(one.capacity, other.capacity), (one.people.demand, other.people.demand)]
    return all(np.array_equal(left, right, equal_nan=True) for left, right in pairs)


@pytest.mark.parametrize("around", [None, rand(-1000, 3000)])
def test_earlier_runs_that_are_taken_over_change_no_figure(around):
    before = region(initiatief("a", x=0, capaciteit_pj=10), around=around)
    after = before | {"initiatief": offered(initiatief("a", x=3000, capaciteit_pj=40))["initiatief"]}
    usual, other = calculate(before), calculate(before, steunvraag=0.3)

    assert same_figures(again(before, other.settings, offer_of=usual), other)
    moved = again(after, usual.settings, people_of=usual)
    assert same_figures(moved, calculate(after))
    assert same_figures(again(after, other.settings, people_of=other, offer_of=moved), calculate(after, steunvraag=0.3))


def test_earlier_run_of_other_settings_or_ages_is_left_alone():
    tables = region(initiatief("a", x=0, capaciteit_pj=10))
    usual = calculate(tables)
    wanted = calculate(tables, steunvraag=0.3)
    only_c = calculate(tables, niveau=Niveau.C)

    assert same_figures(again(tables, wanted.settings, people_of=usual), wanted)
    assert same_figures(again(tables, only_c.settings, offer_of=usual), only_c)
    younger = tables | {"toegangsregel": rules(("a", 1, "min_leeftijd", "43"))}
    assert again(younger, usual.settings, people_of=usual).people.bands == calculate(younger).people.bands


def again(tables: dict[str, pd.DataFrame], chosen: Settings, **earlier: ModelRun) -> ModelRun:
    """Run tables with earlier runs to take over."""
    vraag = vraag_table(tables)
    return run(tables, vraag, chosen, **earlier)
