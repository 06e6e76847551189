"""Signals as they may be shown: nobody who lays all tables side by side can tell a hidden count, and sums hold."""

from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

from mapping.analysis.disclosure import MIN_COUNT_PEOPLE
from mapping.analysis.signals.published import FLOW, OTHERS, PLACE, UNKNOWN, PublishedSignals, flows, published_signals
from mapping.analysis.signals.shares import MIN_SHARE_N, Share, share_tested, wilson
from tests.unit.analysis.small_region import initiatief, offered, small_region, subgroepen, table

ROLES = ("huisarts", "poh", "welzijn")
KNOWN = ROLES[:2]
"""The roles of the ways that are attacked."""

LEADS = ("koffie", "praten", "geen")

PLACES = ("praktijk", "buurthuis", None)
"""Where it was heard; None is not known."""

TYPES = {"praktijk": "huisartsenpraktijk", "buurthuis": "huis van de wijk", None: UNKNOWN}


def row(number: int, roles: tuple[str, str, str], lead: str, aantal: int, **changes) -> dict:
    """Write one row of signalering."""
    named = dict(zip(("signaleert", "vertaalt", "interpreteert"), roles, strict=True))
    return {
        "signalering": f"rij-{number}", "jaar": 2025, "initiatief": lead, "herkend_door_professional": "ja",
        "getoetst": "onbekend", "aantal": aantal, "telling": "ja", "voorbeeld": "nee", "peildatum": "2026-01-01",
        **named, **changes,
    }  # fmt: skip


def published(*rows: dict) -> PublishedSignals:
    """Publish these rows of the small region; praten is of a geestelijk verzorger."""
    offer = offered(initiatief("koffie"), initiatief("praten", aanbiederssoort="gv vrijgevestigd"))
    kinds = subgroepen(verlies="levensvraag", psychiatrisch="levensvraag")
    places = [
        {"vindplaats": code, "naam": code, "type": kind, "precisie": "exact", "voorbeeld": "nee", "geometry": None}
        for code, kind in (*TYPES.items(), ("praktijk-2", "huisartsenpraktijk"))
        if code
    ]
    rest = {"subgroep": kinds, "vindplaats": table("vindplaats", places)}
    return published_signals(small_region(signalering=table("signalering", list(rows)), **rest, **offer))


def ways(seed: int) -> list[dict]:
    """Return rows of every way, with counts of which some are small; the same for the same seed."""
    rng = np.random.default_rng(seed)
    return [
        row(number, way[:3], way[3], int(rng.choice([0, 1, 3, 9], p=[0.8, 0.1, 0.06, 0.04])), vindplaats=way[4])
        for number, way in enumerate(product(KNOWN, KNOWN, KNOWN, LEADS, PLACES))
    ]


CELLS = list(product(KNOWN, KNOWN, KNOWN, ("aanbod_informeel", "aanbod_gv", "geen"), TYPES.values()))
"""What the attacker knows to exist: every way; it shares nothing else with the code."""


BOTH = (*flows(), *flows(PLACE))
"""The flow from either start; who reads one page after the other has both."""


def cells_of(tabel: str, code: str, naar: str) -> np.ndarray | None:
    """Return which cells a shown number adds up; None for a table that the attacker leaves aside."""
    steps = ("signaleert", "vertaalt", "interpreteert", "uitkomst", PLACE)
    if OTHERS in (code, naar):
        return None
    if tabel == "totaal":
        return np.ones(len(CELLS))
    if tabel == "toegeleid":
        return np.array([cell[3] != "geen" for cell in CELLS], dtype=float)
    if tabel in steps:
        return np.array([cell[steps.index(tabel)] == code for cell in CELLS], dtype=float)
    if tabel.startswith(FLOW):
        begin, end = next((steps.index(one), steps.index(two)) for name, one, two in BOTH if name == tabel)
        return np.array([(cell[begin], cell[end]) == (code, naar) for cell in CELLS], dtype=float)
    return None


def widths(found: PublishedSignals, true: dict[tuple, float]) -> list[float]:
    """Return how wide the interval is that all shown numbers leave to each hidden one; rounding may be undone."""
    known, hidden = [], []
    for one in found.rows.itertuples():
        cells = cells_of(one.tabel, one.code, one.naar)
        if cells is None:
            continue
        (hidden if one.merk else known).append((cells, true[one.tabel, one.code, one.naar]))
    lines = np.array([cells for cells, _people in known])
    exact = np.array([people for _cells, people in known])
    found_widths = []
    for cells, _people in hidden:
        least, most = (linprog(sign * cells, A_eq=lines, b_eq=exact, bounds=(0, None)) for sign in (1, -1))
        found_widths.append(np.inf if most.status == 3 else -most.fun - least.fun)
    return found_widths


def truth(rows: list[dict], found: PublishedSignals) -> dict[tuple, float]:
    """Return the true count of every published entry, added up from the rows."""
    offer = {"koffie": "aanbod_informeel", "praten": "aanbod_gv", "geen": "geen"}
    people = {}
    for one in rows:
        cell = tuple(one[step] for step in ("signaleert", "vertaalt", "interpreteert"))
        cell = (*cell, offer[one["initiatief"]], TYPES[one["vindplaats"]])
        people[cell] = people.get(cell, 0) + one["aantal"]
    counts = np.array([people[cell] for cell in CELLS], dtype=float)
    true = {}
    for one in found.rows.itertuples():
        cells = cells_of(one.tabel, one.code, one.naar)
        if cells is not None:
            true[one.tabel, one.code, one.naar] = float(cells @ counts)
    return true


@pytest.mark.parametrize("seed", [1, 14, 16])
def test_no_hidden_flow_can_be_told_to_within_the_threshold(seed):
    rows = ways(seed)
    found = published(*rows)
    measured = widths(found, truth(rows, found))
    assert found.rows.loc[found.rows["merk"] != "", "tabel"].isin([flows(PLACE)[0][0]]).any()
    assert min(measured) >= MIN_COUNT_PEOPLE - 1e-6


def test_the_attacker_finds_a_flow_that_is_hidden_alone():
    rows = ways(0)
    found = published(*rows)
    flows = found.rows["tabel"] == f"{FLOW}0"
    alone = found.rows.index[flows][0]
    leaky = PublishedSignals(
        2025, found.rows.assign(merk=np.where(found.rows.index == alone, "verborgen", "")), found.sums
    )
    assert min(widths(leaky, truth(rows, found))) < MIN_COUNT_PEOPLE


def test_shown_counts_are_rounded_to_five_and_small_ones_hidden():
    found = published(
        row(1, ("huisarts", "poh", "poh"), "praten", 3), row(2, ("huisarts", "welzijn", "welzijn"), "koffie", 41)
    )
    shown = found.rows["aantal"].dropna()
    assert (shown % 5 == 0).all()
    assert not shown.between(1, 4).any()
    assert (found.rows["merk"] == "verborgen").any()


def test_small_roles_stand_together_and_a_large_one_alone():
    found = published(
        row(1, ("huisarts", "poh", "poh"), "praten", 60), row(2, ("school", "poh", "poh"), "praten", 30),
        row(3, ("ggz", "poh", "poh"), "praten", 4), row(4, ("levensbeschouwelijk", "poh", "poh"), "praten", 8),
    )  # fmt: skip
    codes = found.table("signaleert").set_index("code")["aantal"]
    assert set(codes.index) == {"huisarts", "welzijn", OTHERS}
    assert codes[OTHERS] == 10


def test_flow_from_the_vindplaats_is_by_type_and_unknown_is_said():
    way = ("huisarts", "poh", "poh")
    found = published(
        row(1, way, "praten", 20, vindplaats="praktijk"), row(2, way, "praten", 30, vindplaats="praktijk-2"),
        row(3, way, "praten", 40),
    )  # fmt: skip
    assert found.table(PLACE).set_index("code")["aantal"].to_dict() == {"huisartsenpraktijk": 50, UNKNOWN: 40}
    begin, *rest = flows(PLACE)
    assert rest == list(flows()[1:])
    assert found.table(begin[0])[["code", "naar"]].to_numpy().tolist() == [
        ["huisartsenpraktijk", "poh"],
        [UNKNOWN, "poh"],
    ]


def test_bekend_and_geen_are_told_apart_and_nothing_led_anywhere():
    found = published(
        row(1, ("huisarts", "poh", "poh"), "geen", 20, bekend_niet_verwezen="ja"),
        row(2, ("huisarts", "poh", "poh"), "geen", 30),
    )
    assert (found.count("uitkomst", "bekend"), found.count("uitkomst", "geen"), found.count("toegeleid")) == (20, 30, 0)


def test_only_the_latest_year_is_published():
    found = published(row(1, ROLES, "koffie", 40), row(2, ROLES, "koffie", 90, jaar=2024))
    assert (found.jaar, found.count("totaal")) == (2025, 40)


def test_without_signals_there_is_no_year():
    assert published().jaar is None


def test_a_bijzondere_subgroep_has_the_stricter_threshold():
    counts = [
        published(row(1, ROLES, "koffie", 7, subgroep=name)).count("totaal") for name in ("verlies", "psychiatrisch")
    ]
    assert counts[0] == 5
    assert np.isnan(counts[1])


@pytest.mark.parametrize(("part", "total", "low", "high"), [(15, 148, 0.06239, 0.16049), (0, 20, 0, 0.16113)])
def test_wilson_interval(part, total, low, high):
    assert wilson(part, total) == (pytest.approx(low, abs=5e-6), pytest.approx(high, abs=5e-6))


def test_wilson_refuses_more_than_all():
    with pytest.raises(ValueError, match="between 0 and total"):
        wilson(3, 2)


def test_share_comes_from_published_counts_and_few_have_none():
    rows = [row(1, ROLES, "koffie", 42, getoetst="ja"), row(2, ROLES, "koffie", 18, getoetst="nee")]
    share = share_tested(published(*rows))
    assert (share.part, share.total) == (40, 60)
    assert not share.few
    assert Share(5, MIN_SHARE_N - 1, 0, 1).few
    hidden = share_tested(
        published(row(1, ROLES, "koffie", 42, getoetst="ja"), row(2, ROLES, "koffie", 3, getoetst="nee"))
    )
    assert hidden.hidden
    assert not hidden.few


def test_published_table_knows_no_person():
    columns = set(published(row(1, ROLES, "koffie", 42)).rows.columns)
    assert columns == {"tabel", "code", "naar", "aantal", "merk"}
