"""Changes carried out on tables: what comes of them, that nothing given is touched, and what is said when one does not fit."""

import copy
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mapping.analysis.scenario.apply import apply, remarks
from mapping.analysis.scenario.changes import (
    MOST_PEOPLE_PJ,
    Add,
    AdmitPostcodes,
    Close,
    LiftRules,
    Scenario,
    ScenarioError,
    SetCapacity,
    clean_name,
)
from mapping.schema import check
from mapping.store.geopackage import GeoPackage
from tests.unit.analysis.small_region import (
    MIDDEN,
    NOORD,
    ZUID,
    areas,
    calculate,
    initiatief,
    offered,
    rules,
    small_region,
)

EXAMPLE = Path(__file__).resolve().parents[4] / "data" / "voorbeeld.gpkg"
HUIS = Add("nieuw-1", "Huis", ZUID, ("op locatie",), "B", ("verlies", "ziekte"), 12.0, "gemeente", 3000.0)


def region() -> dict[str, pd.DataFrame]:
    """Return the small region with a list of one postcode, an age rule, and offer that is stopped or gives no places."""
    offer = offered(
        initiatief("dorp", x=0, capaciteit_pj=10, werkgebied_stand="lijst"),
        initiatief("oud", x=4000, capaciteit_pj=5),
        initiatief("weg", x=4000, capaciteit_pj=5, status="gestopt"),
        initiatief("kapper", x=4000, telt_als_plaats="nee"),
        initiatief("vaag", x=7000, werkgebied_stand="onbekend"),
    )
    return small_region(
        **offer, werkgebied=areas(("dorp", "pc4", "1001")), toegangsregel=rules(("oud", 1, "min_leeftijd", "50"))
    )


def made(*changes) -> dict[str, pd.DataFrame]:
    """Apply changes to the region."""
    return apply(region(), Scenario("proef", changes))


def row(tables: dict[str, pd.DataFrame], name: str) -> pd.Series:
    """Return the row of one initiatief."""
    offer = tables["initiatief"]
    return offer[offer["initiatief"] == name].iloc[0]


def said(*changes) -> list[str]:
    """Return the sentences of what does not fit."""
    with pytest.raises(ScenarioError) as caught:
        made(*changes)
    return [finding.sentence() for finding in caught.value.findings]


EVERY_KIND = (
    AdmitPostcodes("dorp", ("1002", "1003")),
    LiftRules("oud", person=True),
    SetCapacity("oud", 40.0),
    HUIS,
    Close("vaag"),
)


def test_scenario_without_changes_gives_the_same_tables():
    tables = region()

    assert all(table is tables[name] for name, table in apply(tables, Scenario("leeg")).items())


@pytest.mark.parametrize(
    "change", [*EVERY_KIND, LiftRules("dorp", place=True)], ids=lambda change: type(change).__name__
)
def test_what_was_given_stays_as_it_was(change):
    tables = region()
    before = copy.deepcopy(tables)

    apply(tables, Scenario("proef", (change,)))

    assert list(tables) == list(before)
    for name, table in tables.items():
        pd.testing.assert_frame_equal(pd.DataFrame(table), pd.DataFrame(before[name]))


def test_every_kind_of_change_on_the_example_leaves_tables_that_meet_their_contracts():
    tables = GeoPackage(EXAMPLE).read()
    offer = tables["initiatief"]
    kinds = tables["werkgebied"].groupby("initiatief")["gebiedsoort"].agg(set)
    narrow = next(name for name, found in kinds.items() if found == {"pc4"})
    ruled = next(name for name in tables["toegangsregel"]["initiatief"].unique() if name != narrow)
    free = next(name for name in offer["initiatief"] if name not in (narrow, ruled))
    gebied = str(tables["cel"]["gebiedcode"].iloc[0])
    own = set(tables["werkgebied"].set_index("initiatief").loc[[narrow], "code"])
    other = next(pc4 for pc4 in tables["cel"]["pc4"] if pc4 not in own)
    changes = (
        AdmitPostcodes(narrow, (other,)), LiftRules(ruled, person=True), SetCapacity(ruled, 7.0),
        Add("nieuw-1", "Huis", gebied, ("op locatie", "online"), "C", ("iedereen",), None, "regio"), Close(free),
    )  # fmt: skip

    assert check(apply(tables, Scenario("proef", changes))) == []


def test_admitted_postcodes_stand_in_the_list_and_nothing_else_changes():
    tables = made(AdmitPostcodes("dorp", ("1003", "1002")))

    assert set(tables["werkgebied"]["code"]) == {"1001", "1002", "1003"}
    assert set(tables["werkgebied"]["gebiedsoort"]) == {"pc4"}
    pd.testing.assert_frame_equal(tables["initiatief"], region()["initiatief"])


def test_capacity_replaces_the_raw_figure_its_unit_and_what_the_engine_uses():
    changed = row(made(SetCapacity("oud", 40.0)), "oud")

    assert (changed["capaciteit"], changed["capaciteit_eenheid"], changed["capaciteit_pj"]) == (
        40,
        "personen per jaar",
        40,
    )


def test_places_for_what_is_full_open_it_on_the_day_as_well():
    full = region()["initiatief"].assign(status=lambda rows: rows["status"].where(rows["initiatief"] != "oud", "vol"))
    before = region() | {"initiatief": full}
    after = apply(before, Scenario("proef", (SetCapacity("oud", 40.0),)))

    assert [_places(tables, "oud") for tables in (before, after)] == [0, 40]


def _places(tables: dict[str, pd.DataFrame], name: str) -> float:
    """Return the places of an initiatief for who asks on a day."""
    asked = calculate(tables, day_view=True)
    return float(asked.capacity[(asked.initiatief["initiatief"] == name).to_numpy()][0])


def test_capacity_of_landelijk_offer_is_shared_with_the_country_as_before():
    tables = small_region(
        **offered(initiatief("lijn", capaciteit_pj=100, werkgebied_stand="lijst")),
        werkgebied=areas(("lijn", "landelijk", "NL")),
    )
    before = calculate(tables).capacity[0]

    assert calculate(apply(tables, Scenario("", (SetCapacity("lijn", 300.0),)))).capacity[0] == pytest.approx(
        3 * before
    )


def test_closed_initiatief_counts_no_more_but_keeps_its_row():
    tables = made(Close("oud"))

    assert row(tables, "oud")["status"] == "gestopt"
    assert "oud" not in set(calculate(tables).initiatief["initiatief"])


def test_added_initiatief_stands_in_the_cel_with_most_people_and_is_open_to_its_gemeente():
    tables = made(HUIS)
    added = row(tables, "nieuw-1")

    assert (added["gebiedcode"], added["pc4"], added.geometry.x) == (ZUID, "1003", 10_000)
    assert tables["werkgebied"].set_index("initiatief").loc["nieuw-1", "code"] == "GM0002"
    assert set(tables["initiatief_subgroep"].set_index("initiatief").loc["nieuw-1", "subgroep"]) == {
        "verlies",
        "ziekte",
    }
    run = calculate(tables)
    position = list(run.initiatief["initiatief"]).index("nieuw-1")
    assert run.place.toarray()[:, position].tolist() == [False] * 4 + [True] * 2


def test_added_initiatief_in_a_postcode_stands_where_most_of_that_postcode_live():
    added = row(made(Add("nieuw-1", "Huis", "1002", ("op locatie",), "A", ("iedereen",))), "nieuw-1")

    assert (added["gebiedcode"], added["pc4"], added.geometry.x) == (NOORD, "1002", 2000)
    assert np.isnan(added["capaciteit_pj"])


def test_offer_can_begin_where_there_is_none():
    tables = apply(
        small_region(), Scenario("", (Add("nieuw-1", "Huis", MIDDEN, ("op locatie",), "B", ("iedereen",), 10.0),))
    )

    assert calculate(tables).split.served.sum() > 0


def test_lifting_the_rules_of_the_person_gives_what_having_none_gives_with_the_same_bands():
    lifted, without = made(LiftRules("oud", person=True)), region() | {"toegangsregel": rules()}

    assert [band.label for band in calculate(lifted).people.bands] == [
        band.label for band in calculate(region()).people.bands
    ]
    assert calculate(lifted).split.excluded.sum() == pytest.approx(calculate(without).split.excluded.sum())
    assert calculate(lifted).split.served.sum() == pytest.approx(calculate(without).split.served.sum())


def test_lifting_the_rule_of_place_admits_every_cel():
    run = calculate(made(LiftRules("dorp", place=True)))

    assert run.place.toarray()[:, list(run.initiatief["initiatief"]).index("dorp")].all()


def test_everything_that_does_not_fit_is_said_at_once_with_names():
    sentences = said(Close("verdwenen"), AdmitPostcodes("dorp", ("1001", "9999")), SetCapacity("oud", -1.0))

    assert len(sentences) == 4
    assert any("er niet (meer)" in text and "verdwenen" in text for text in sentences)
    assert any("mogen hier al heen" in text and "1001" in text for text in sentences)
    assert any("niet in deze regio" in text and "9999" in text for text in sentences)
    assert any("kan niet" in text and "-1" in text for text in sentences)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ((Close("oud"), Close("oud")), "sluit twee keer"),
        ((Close("oud"), SetCapacity("oud", 3.0)), "sluit, maar verandert ook"),
        ((SetCapacity("oud", 3.0), Close("oud")), "sluit, maar verandert ook"),
        ((SetCapacity("oud", 3.0), SetCapacity("oud", 4.0)), "veranderen twee keer"),
        ((Close("weg"),), "gepland of gestopt"),
        ((SetCapacity("kapper", 3.0),), "geeft geen plaatsen"),
        ((SetCapacity("oud", float("nan")),), "kan niet"),
        ((SetCapacity("oud", float("inf")),), "kan niet"),
        ((SetCapacity("oud", MOST_PEOPLE_PJ + 1.0),), "kan niet"),
        ((SetCapacity("oud", 3.0, -5.0),), "euro per jaar kan niet"),
        ((AdmitPostcodes("dorp", ("1002",)), AdmitPostcodes("dorp", ("1002",))), "mogen hier al heen"),
        ((AdmitPostcodes("dorp", ("1002", "1002")),), "twee keer"),
        ((AdmitPostcodes("dorp", ()),), "geen postcode gekozen"),
        ((AdmitPostcodes("oud", ("1002",)),), "mogen hier al heen"),
        ((AdmitPostcodes("vaag", ("1002",)),), "mogen hier al heen"),
        ((LiftRules("oud", place=True),), "geen bekende regel over woonplaats"),
        ((LiftRules("vaag", place=True),), "geen bekende regel over woonplaats"),
        ((LiftRules("dorp", person=True),), "geen bekende regel over de persoon"),
        ((LiftRules("dorp"),), "geen regel gekozen"),
        ((HUIS, HUIS), "al een initiatief met deze code"),
        ((Add("nieuw-1", "Huis", "WK999999", ("op locatie",), "B", ("iedereen",)),), "plek is niet in deze regio"),
        ((Add("nieuw-1", "Huis", ZUID, ("vliegtuig",), "B", ("iedereen",)),), "Hoe mensen er komen"),
        ((Add("nieuw-1", "Huis", ZUID, ("online",), "Q", ("iedereen",)),), "niveau bestaat niet"),
        ((Add("nieuw-1", "Huis", ZUID, ("online",), "B", ("elfen",)),), "groep is er niet"),
        ((Add("nieuw-1", " ", ZUID, ("online",), "B", ("iedereen",)),), "geen naam"),
        ((Add("nieuw-1", "Huis", ZUID, ("online",), "B", ("iedereen",), area="maan"),), "werkgebied bestaat niet"),
    ],
)
def test_change_that_does_not_fit_gets_its_sentence(changes, words):
    assert any(words in sentence for sentence in said(*changes))


def test_capacity_of_zero_is_allowed_and_said():
    scenario = Scenario("", (SetCapacity("oud", 0.0), Add("nieuw-1", "Huis", ZUID, ("online",), "B", ("iedereen",))))

    assert row(apply(region(), scenario), "oud")["capaciteit_pj"] == 0
    zero, unknown = remarks(region(), scenario)
    assert "oud krijgt 0 plaatsen" in zero
    assert "Van Huis is niet bekend" in unknown


def test_name_is_one_line_without_signs_that_turn_or_hide_text():
    assert clean_name("  Meer\n plaats\u202e\x00 in\tZuid  ") == "Meer plaats in Zuid"
    assert clean_name("\ud800x") == "x"
    assert len(clean_name("x" * 500)) == 80


def test_change_is_added_at_the_end_and_taken_out_by_its_place():
    scenario = Scenario("a").with_change(Close("oud")).with_change(Close("dorp"))

    assert scenario.without(0) == Scenario("a", (Close("dorp"),))
    assert scenario.named("b\n") == Scenario("b", scenario.changes)
