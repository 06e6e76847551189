"""The quick split of a draw is the split of model_run: with nothing varied, and with each unknown moved by hand."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mapping.analysis.chance.draws import Spread, chance, no_chance
from mapping.analysis.chance.fast_split import CAUSE_PARTS, OPEN_PART, REGIO_PARTS, UNIT_PARTS, evaluate
from mapping.analysis.chance.prepared import prepare
from mapping.analysis.gaps import gap_table
from mapping.analysis.model_run import ModelRun, run
from mapping.analysis.need import with_vraag
from mapping.analysis.settings import ReachSettings, Settings
from mapping.model import UNIEK, Gebiedsniveau, Niveau
from mapping.store.geopackage import GeoPackage
from tests.unit.analysis.small_region import (
    NOORD,
    TODAY,
    areas,
    calculate,
    initiatief,
    languages,
    offered,
    rules,
    share,
    shares,
    small_region,
    table,
)

EXAMPLE = Path(__file__).resolve().parents[4] / "data" / "voorbeeld.gpkg"
EXACT = 1e-9


def rich_region(**changes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the small region with every kind of offer and rule, and a gebied with a share of its own."""
    offer = offered(
        initiatief("a", capaciteit_pj=6.0, abc="C"),
        initiatief("b", x=2000, capaciteit_pj=9.0, werkgebied_stand="lijst"),
        initiatief("c", x=7000, kanaal="op locatie; huisbezoek"),
        initiatief("d", x=4000, capaciteit_pj=4.0, abc="C"),
        initiatief("e", x=10_000, capaciteit_pj=3.0),
        initiatief("alleen-taal", x=0, capaciteit_pj=5.0),
        initiatief("bellen", x=None, kanaal="telefonisch", capaciteit_pj=2.0, werkgebied_stand="onbekend"),
        b=["verlies", "ziekte"],
        c=["verlies"],
        e=["ziekte"],
        **{"alleen-taal": ["taal"]},
    )
    own = share("verlies", "aandeel", (0.2, 0.3, 0.4), gebiedcode=NOORD, leeftijdsband="75+", lokaal="ja")
    tables = offer | {
        "werkgebied": areas(("b", "pc4", "1002"), ("b", "wijk", NOORD)),
        "toegangsregel": rules(
            ("a", 1, "min_leeftijd", "50"), ("a", 2, "palliatief", ""), ("c", 1, "geslacht", "vrouw"),
            ("d", 1, "max_leeftijd", "27"),
        ),
        "initiatief_taal": languages(("a", "Nederlands"), ("b", "Nederlands"), ("b", "Turks")),
        "aandeel": table("aandeel", [*shares(right={"verlies": 0.2, "ziekte": 0.1}), own]),
    }  # fmt: skip
    return small_region(**tables | changes)


def assert_as_in_the_gap_table(model: ModelRun, tables: dict, niveau: Gebiedsniveau, drawn=None, like=None) -> None:
    """Fail where a draw differs from the gap table of `like` (the same calculation, unless given)."""
    prepared = prepare(model, tables, niveau)
    units, regios = evaluate(prepared, drawn or no_chance(**prepared.size))
    like = like or model
    exact = gap_table(like, tables, niveau, together=True)
    wide = gap_table(like, tables, Gebiedsniveau.REGIO, together=True)
    for number, kind in enumerate(prepared.kinds):
        rows = exact[exact["subgroep"] == kind].set_index("gebiedcode").loc[prepared.units]
        figured = (rows["merk"] == "").to_numpy()
        assert figured.any()
        np.testing.assert_allclose(
            units[figured, number], rows[list(UNIT_PARTS)].to_numpy()[figured], atol=EXACT, rtol=0
        )
        rows = wide[wide["subgroep"] == kind].set_index("gebiedcode").loc[prepared.regios[:-1]]
        names = [*UNIT_PARTS, *CAUSE_PARTS]
        np.testing.assert_allclose(regios[:-1, number, : len(names)], rows[names].to_numpy(), atol=EXACT, rtol=0)
        np.testing.assert_allclose(regios[-1, number], regios[:-1, number].sum(axis=0), atol=EXACT, rtol=0)


@pytest.mark.parametrize("niveau", [Gebiedsniveau.PC4, Gebiedsniveau.WIJK, Gebiedsniveau.GEMEENTE, Gebiedsniveau.REGIO])
def test_draw_in_which_nothing_varies_is_the_split(niveau):
    tables = rich_region()
    assert_as_in_the_gap_table(calculate(tables), tables, niveau)


@pytest.mark.parametrize(
    "settings",
    [
        {"niveau": Niveau.C},
        {"steunvraag": 0.3},
        {"group_size": ("verlies", 1.4)},
        {"group_size": ("verlies", 1.4), "steunvraag": 0.02},
        {"reach": ReachSettings(gaussian=True)},
        {"reach": ReachSettings(town_km=6, country_km=6)},
    ],
    ids=str,
)
def test_that_holds_under_every_setting(settings):
    tables = rich_region()
    assert_as_in_the_gap_table(calculate(tables, **settings), tables, Gebiedsniveau.WIJK)


def test_that_holds_without_offer_and_where_a_share_is_missing():
    tables = small_region()
    assert_as_in_the_gap_table(calculate(tables), tables, Gebiedsniveau.WIJK)
    missing = table("aandeel", [row for row in shares() if row["subgroep"] != "ziekte" or row["wat"] != "aandeel"])
    tables = rich_region(aandeel=missing)
    prepared = prepare(calculate(tables), tables, Gebiedsniveau.WIJK, kinds=["ziekte"])
    assert evaluate(prepared, no_chance(**prepared.size))[0].sum() == 0


def test_that_holds_for_the_example_region():
    tables, _made = with_vraag(GeoPackage(EXAMPLE).read())
    model = run(tables, tables["vraag"], Settings(on=TODAY))
    assert_as_in_the_gap_table(model, tables, Gebiedsniveau.WIJK)


@pytest.mark.parametrize(("wat", "field"), [("aandeel", "aandeel"), ("steunvraag", "steunvraag")])
@pytest.mark.parametrize(("quantile", "step"), [(0.0, "laag"), (1.0, "hoog")])
def test_draw_at_an_end_of_a_share_is_the_split_of_that_end(wat, field, quantile, step):
    tables = rich_region()
    moved = tables["aandeel"].copy()
    which = moved["wat"] == wat
    for other in ("laag", "midden", "hoog"):
        moved.loc[which, other] = tables["aandeel"].loc[which, step]
    model = calculate(tables)
    drawn = no_chance(3, 3, len(model.initiatief))
    drawn = replace(drawn, **{field: np.full(3, quantile)})
    like = calculate(tables | {"aandeel": moved})
    assert_as_in_the_gap_table(model, tables, Gebiedsniveau.WIJK, drawn, like)


def test_draw_with_other_places_is_the_split_of_those_places():
    tables = rich_region()
    model = calculate(tables)
    factors = np.linspace(0.8, 1.2, len(model.initiatief))
    offer = tables["initiatief"].copy()
    offer["capaciteit_pj"] = offer["capaciteit_pj"] * factors
    drawn = replace(no_chance(3, 3, len(factors)), capacity=factors)
    assert_as_in_the_gap_table(model, tables, Gebiedsniveau.WIJK, drawn, calculate(tables | {"initiatief": offer}))


@pytest.mark.parametrize("gaussian", [False, True])
@pytest.mark.parametrize("factor", [0.8, 1.0, 1.15, 1.2])
def test_draw_with_another_reach_is_the_split_of_wider_limits(factor, gaussian):
    tables, usual = rich_region(), ReachSettings()
    wider = ReachSettings(
        usual.town_km * factor, usual.country_km * factor, usual.home_visit_km * factor, gaussian=gaussian
    )
    model = calculate(tables, reach=replace(usual, gaussian=gaussian))
    drawn = replace(no_chance(3, 3, len(model.initiatief)), reach=factor)
    assert_as_in_the_gap_table(model, tables, Gebiedsniveau.WIJK, drawn, calculate(tables, reach=wider))


def test_local_departure_moves_one_gebied_and_one_subgroep_only():
    tables = rich_region()
    prepared = prepare(calculate(tables), tables, Gebiedsniveau.WIJK)
    still = no_chance(**prepared.size)
    local = still.local.copy()
    local[0, 1] = 1.0  # verlies in the second gebied
    before, after = (evaluate(prepared, draw)[0][:, :, 0] for draw in (still, replace(still, local=local)))
    ratio = after / before
    verlies, at = prepared.kinds.index("verlies"), prepared.units.index("WK000102")
    assert ratio[at, verlies] == pytest.approx(np.exp(0.25))
    others = np.ones(ratio.shape, bool)
    others[at, [verlies, prepared.kinds.index(UNIEK)]] = False
    assert ratio[others] == pytest.approx(1.0)


def test_no_draw_counts_more_people_than_live_there():
    nearly_all = table("aandeel", shares({"verlies": (0.9, 0.95, 1.0), "ziekte": (0.5, 0.9, 1.0), "taal": (0.1, 0.1, 0.1)},
                                         want=dict.fromkeys(("verlies", "ziekte", "taal"), (1.0, 1.0, 1.0))))  # fmt: skip
    tables = rich_region(aandeel=nearly_all)
    prepared = prepare(calculate(tables), tables, Gebiedsniveau.WIJK)
    adults = gap_table(prepared.run, tables, Gebiedsniveau.WIJK, together=True)
    adults = adults[adults["subgroep"] == UNIEK].set_index("gebiedcode")["omvang"].loc[prepared.units].to_numpy()
    for number in range(50):
        vraag = evaluate(prepared, chance(1, number, Spread(local=1.0), **prepared.size))[0][:, :, 0]
        assert np.all(vraag <= adults[:, None] * (1 + 1e-12))


def test_parts_of_every_draw_lie_between_nothing_and_vraag_and_places_never_exceed_capacity():
    tables = rich_region()
    prepared = prepare(calculate(tables), tables, Gebiedsniveau.WIJK)
    for number in range(100):
        drawn = chance(7, number, Spread(), **prepared.size)
        units, regios = evaluate(prepared, drawn)
        assert units.min() >= 0
        assert np.all(units[:, :, 1:].sum(axis=2) <= units[:, :, 0] + 1e-9)
        places = np.nansum(prepared.run.capacity * drawn.capacity)
        assert regios[-1, prepared.kinds.index(UNIEK), UNIT_PARTS.index("bediend")] <= places + 1e-9


def test_open_part_is_what_is_out_of_reach_where_nobody_has_looked_everywhere():
    looked = table("inventaris", [{"gebiedcode": NOORD, "stand": "volledig", "datum": TODAY, "door": "test",
                                   "gevonden_via": "deskresearch"}])  # fmt: skip
    tables = small_region(inventaris=looked)
    prepared = prepare(calculate(tables), tables, Gebiedsniveau.WIJK, kinds=[UNIEK])
    units, regios = evaluate(prepared, no_chance(**prepared.size))
    outside = units[:, 0, UNIT_PARTS.index("buiten_bereik")]
    expected = outside.sum() - outside[prepared.units.index(NOORD)]
    assert regios[-1, 0, REGIO_PARTS.index(OPEN_PART)] == pytest.approx(expected)
