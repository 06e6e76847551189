"""What a card says of an initiatief is what the engine says; what nobody knows is no yes; and who is just outside."""

from dataclasses import replace

import numpy as np
import pytest
from pandas.testing import assert_frame_equal

from mapping.analysis.barriers import doors
from mapping.analysis.model_run import ModelRun
from mapping.analysis.referral.asked import Asked
from mapping.analysis.referral.order import by_phone, just_outside, nearest_that_admits, to_call
from mapping.analysis.referral.verdict import MARK, Answer, Doubt, Outcome, verdicts
from tests.unit.analysis.small_region import (
    NOORD,
    TODAY,
    areas,
    calculate,
    initiatief,
    languages,
    offered,
    one_row,
    rules,
    shares,
    small_region,
    table,
)

THUIS = (("thuis", 1, "min_leeftijd", "50"), ("thuis", 2, "palliatief", None), ("thuis", 3, "naaste", None))
RIGHT = {"verlies": 0.04, "ziekte": 0.04, "taal": 0.04}


def region(*rows: dict, named: dict | None = None, **changes) -> dict:
    """Return the small region with this offer, for everybody unless `named`."""
    found = small_region(**offered(*rows, **(named or {})), **changes)
    return found | {"aandeel": table("aandeel", shares(right=RIGHT))}


def many() -> dict:
    """Return a region in which every rule, channel and state occurs."""
    rows = (
        initiatief("thuis", kanaal="huisbezoek", capaciteit_pj=50, abc="C"),
        initiatief("dorp", x=4000, werkgebied_stand="lijst", capaciteit_pj=10),
        initiatief("ver", x=13_000),
        initiatief("bel", x=2000, kanaal="telefonisch", werkgebied_stand="onbekend"),
        initiatief("land", x=None, kanaal="telefonisch;online", werkgebied_stand="lijst"),
        initiatief("bezoek", kanaal="huisbezoek;op locatie", werkgebied_stand="onbekend"),
        initiatief("vrouw", abc="A"),
        initiatief("jong", abc="A"),
        initiatief("dicht", status="gestopt"),
        initiatief("straks", status="gepland", geldig_van="2027-01-01"),
        initiatief("vol", status="vol"),
        initiatief("op", einddatum="2026-01-01"),
    )
    return region(
        *rows,
        named={"dorp": ["verlies"], "jong": ["ziekte"], "bezoek": ["taal"]},
        toegangsregel=rules(*THUIS, ("vrouw", 1, "geslacht", "vrouw"), ("jong", 1, "max_leeftijd", "27")),
        werkgebied=areas(("dorp", "pc4", "1001"), ("dorp", "gemeente", "GM0002"), ("land", "landelijk", "NL")),
        initiatief_taal=languages(("thuis", "Nederlands"), ("bel", "Nederlands"), ("bel", "Turks")),
    )


def whole_question(run: ModelRun, cel: int, groep: int) -> Asked:
    """Return what a card asks that is exactly one cel and one groep of the engine."""
    place, who = run.people.cellen.iloc[cel], run.people.groepen.iloc[groep]
    return Asked(
        who["subgroep"],
        place["gebiedcode"],
        place["pc4"],
        leeftijdsband=who["leeftijdsband"],
        recht=bool(who["recht_palliatief"]),
    )


def differences(run: ModelRun, tables: dict, asked: Asked, cel: int, groep: int) -> list[str]:
    """Name the initiatieven of which a card and the engine's e[c, j, g] say something else."""
    open_ = doors(run)
    engine = open_.reach[cel] & open_.place[cel] & open_.meant[:, groep] & open_.admits[:, groep]
    found = verdicts(run, tables, asked, today=TODAY)
    admitted = set(found.loc[found["toegelaten"].astype(bool) & (found["dicht"].isin(["", "vol"])), "initiatief"])
    listed = set(found.loc[(found["uitkomst"] != Outcome.OUTSIDE) | (found["belemmeringen"] == "vol"), "initiatief"])
    assert listed == admitted
    return sorted(admitted ^ set(run.initiatief["initiatief"][engine]))


@pytest.mark.parametrize(("niveau", "stride"), [("alle", 11), ("C", 29)])
def test_card_admits_whom_the_engine_admits_for_every_initiatief(niveau, stride):
    # a stride that shares no factor with the groepen goes through all of them, in one cel or another
    tables = many()
    run = calculate(tables, day_view=True, niveau=niveau)
    groepen = len(run.people.groepen)
    for cel, groep in [divmod(at, groepen) for at in range(0, len(run.people.cellen) * groepen, stride)]:
        if run.people.cellen["inwoners"].iat[cel] > 0:
            asked = replace(whole_question(run, cel, groep), abc="C" if niveau == "C" else "")
            assert differences(run, tables, asked, cel, groep) == [], asked


def test_what_suits_is_on_the_card_and_nothing_else():
    tables = many()
    run = calculate(tables)
    found = verdicts(run, tables, Asked("ziekte", NOORD), today=TODAY)
    assert set(found["initiatief"]) == set(tables["initiatief"]["initiatief"]) - {"dorp", "bezoek"}
    assert verdicts(run, tables, Asked("bestaat_niet", NOORD), today=TODAY).empty


@pytest.mark.parametrize(
    ("band", "recht", "outcome", "why"),
    [
        ("18-49", False, Outcome.OUTSIDE, "leeftijd"),
        ("50-64", False, Outcome.CALL, ""),
        ("18-49", True, Outcome.CALL, ""),
        ("18-49", None, Outcome.ASK, Doubt.PERSON),
        ("", False, Outcome.ASK, Doubt.PERSON),
        ("", None, Outcome.ASK, Doubt.PERSON),
    ],
)
def test_35_49_50_51_palliatief_and_naaste(band, recht, outcome, why):
    # 35 and 49 are in the band 18-49, 50 and 51 in 50-64; somebody palliatief and a naaste are both `recht`
    tables = region(initiatief("thuis", capaciteit_pj=50), toegangsregel=rules(*THUIS))
    found = verdicts(calculate(tables), tables, Asked("verlies", NOORD, leeftijdsband=band, recht=recht), today=TODAY)
    assert (found["uitkomst"].tolist(), found["belemmeringen"].iat[0] or found["twijfels"].iat[0]) == ([outcome], why)


@pytest.mark.parametrize(
    ("taal", "spoken", "outcome", "answer"),
    [
        ("Turks", ["Nederlands", "Turks"], Outcome.CALL, Answer.YES),
        ("turks", ["Nederlands", "Turks"], Outcome.CALL, Answer.YES),
        ("Pools", ["Nederlands", "Turks"], Outcome.OUTSIDE, Answer.NO),
        ("Pools", [], Outcome.ASK, Answer.MAYBE),
        ("", [], Outcome.CALL, None),
    ],
)
def test_a_language_that_is_not_spoken_is_outside_and_an_unknown_one_is_asked(taal, spoken, outcome, answer):
    tables = region(initiatief("a"), initiatief_taal=languages(*(("a", one) for one in spoken)))
    row = one_row(
        verdicts(calculate(tables), tables, Asked("verlies", NOORD, "1001", taal=taal), today=TODAY), initiatief="a"
    )
    assert (row["uitkomst"], row["spreekt"]) == (outcome, answer)
    assert row["belemmeringen"] == ("taal" if outcome == Outcome.OUTSIDE else "")


@pytest.mark.parametrize(
    ("taal", "spoken", "outcome"),
    [
        ("", ["Nederlands"], Outcome.OUTSIDE),
        ("Nederlands", ["Nederlands"], Outcome.OUTSIDE),
        ("", ["Nederlands", "Turks"], Outcome.ASK),
        ("Turks", ["Nederlands", "Turks"], Outcome.CALL),
    ],
)
def test_who_speaks_little_dutch_is_never_sure_of_a_door_until_the_language_is_known(taal, spoken, outcome):
    tables = region(initiatief("a"), initiatief_taal=languages(*(("a", one) for one in spoken)))
    found = verdicts(calculate(tables), tables, Asked("taal", NOORD, "1001", taal=taal), today=TODAY)
    assert found["uitkomst"].tolist() == [outcome]


def test_what_the_data_cannot_decide_is_asked_and_never_a_yes():
    rows = (
        initiatief("vrouw"),
        initiatief("waar", werkgebied_stand="onbekend"),
        initiatief("wat"),
        initiatief("zeker"),
    )
    kinds = [{"initiatief": name, "vraagtype": "gesprek"} for name in ("vrouw", "waar", "zeker")]
    tables = region(
        *rows,
        toegangsregel=rules(("vrouw", 1, "geslacht", "vrouw")),
        initiatief_vraagtype=table("initiatief_vraagtype", kinds),
    )
    found = verdicts(calculate(tables), tables, Asked("verlies", NOORD, "1001", vraagtype="gesprek"), today=TODAY)
    said = found.set_index("initiatief")["twijfels"].to_dict()
    assert said == {"vrouw": Doubt.UNDECIDED, "waar": Doubt.AREA_UNKNOWN, "wat": Doubt.KIND, "zeker": ""}
    assert to_call(found)["initiatief"].iat[0] == "zeker"


def test_another_kind_of_support_is_left_out():
    tables = region(
        initiatief("a"),
        initiatief_vraagtype=table("initiatief_vraagtype", [{"initiatief": "a", "vraagtype": "stilte"}]),
    )
    run = calculate(tables)
    assert verdicts(run, tables, Asked("verlies", NOORD, vraagtype="gesprek"), today=TODAY).empty
    assert len(verdicts(run, tables, Asked("verlies", NOORD, vraagtype="stilte"), today=TODAY)) == 1


def test_a_rule_for_part_of_the_place_names_the_postcodes():
    tables = region(initiatief("a", werkgebied_stand="lijst"), werkgebied=areas(("a", "pc4", "1001")))
    run = calculate(tables)
    whole = verdicts(run, tables, Asked("verlies", NOORD), today=TODAY).iloc[0]
    assert (whole["uitkomst"], whole["twijfels"], whole["postcodes"]) == (Outcome.ASK, Doubt.PLACE, "1001")
    assert verdicts(run, tables, Asked("verlies", pc4="1001"), today=TODAY)["uitkomst"].iat[0] == Outcome.CALL
    barred = verdicts(run, tables, Asked("verlies", NOORD, "1002"), today=TODAY).iloc[0]
    assert (barred["uitkomst"], barred["belemmeringen"]) == (Outcome.OUTSIDE, "postcode")


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"status": "gestopt"}, "gestopt"),
        ({"status": "vol"}, "vol"),
        ({"geldig_tot": "2026-11-21"}, "niet_meer"),
        ({"einddatum": "2026-11-21"}, "geld_op"),
        ({"plafond_bereikt_op": "2026-10-01"}, "plafond"),
        ({"uren_over": 0.0, "laatst_gecontroleerd": "2026-10-01"}, "uren_op"),
        ({"capaciteit_pj": 0.0}, "vol"),
    ],
)
def test_what_takes_nobody_today_is_outside_with_its_reason(columns, reason):
    tables = region(initiatief("a", **columns))
    found = verdicts(calculate(tables), tables, Asked("verlies", NOORD, "1001"), today=TODAY)
    assert found["belemmeringen"].tolist() == [reason]


def test_too_far_and_only_by_phone_are_two_things_and_both_are_advice():
    tables = many()
    outside = just_outside(verdicts(calculate(tables), tables, Asked("ziekte", NOORD, "1001"), today=TODAY))
    assert nearest_that_admits(outside)["initiatief"] == "ver"
    assert by_phone(outside)["initiatief"].tolist() == ["land"]
    assert nearest_that_admits(outside)["km"] == pytest.approx(13 * 1.3)
    counts = outside["belemmeringen"].str.split(MARK, regex=False).map(len)
    assert counts.is_monotonic_increasing
    # the full one is near, and comes before what is only too far away
    names = outside["initiatief"].tolist()
    assert names.index("vol") < names.index("ver")


def test_first_is_sure_then_has_a_place_then_the_shortest_known_wait_then_the_nearest():
    rows = (
        initiatief("onbekende_wacht", capaciteit_pj=10),
        initiatief("lang", capaciteit_pj=10, wachttijd_weken=8),
        initiatief("kort_ver", capaciteit_pj=10, wachttijd_weken=2, x=2000),
        initiatief("kort", capaciteit_pj=10, wachttijd_weken=2),
        initiatief("plaats_onbekend", wachttijd_weken=0),
        initiatief("onzeker", capaciteit_pj=10, wachttijd_weken=0, werkgebied_stand="onbekend"),
    )
    tables = region(*rows)
    found = to_call(verdicts(calculate(tables), tables, Asked("verlies", NOORD, "1001"), today=TODAY))
    assert found["initiatief"].tolist() == [
        "kort", "kort_ver", "lang", "onbekende_wacht", "plaats_onbekend", "onzeker",
    ]  # fmt: skip


def test_unknown_places_hours_and_waits_stay_unknown():
    tables = region(initiatief("a"))
    row = verdicts(calculate(tables), tables, Asked("verlies", NOORD, "1001"), today=TODAY).iloc[0]
    assert row["plaats"] == Answer.MAYBE
    assert np.isnan(row["mensen_erbij"])
    assert np.isnan(row["wachttijd_weken"])
    assert not row["uren_gelden"]
    assert row["te_lang"]


def test_hours_of_another_year_say_nothing():
    factors = {"uren_over": 40.0, "uren_per_gesprek": 2.0, "gesprekken_per_persoon": 5.0}
    tables = region(
        initiatief("nu", laatst_gecontroleerd="2026-10-01", **factors),
        initiatief("toen", laatst_gecontroleerd="2025-10-01", **factors),
    )
    found = verdicts(calculate(tables), tables, Asked("verlies", NOORD, "1001"), today=TODAY).set_index("initiatief")
    assert (found.loc["nu", "mensen_erbij"], found.loc["nu", "plaats"]) == (4, Answer.YES)
    assert np.isnan(found.loc["toen", "mensen_erbij"])
    assert found.loc["toen", "plaats"] == Answer.MAYBE


@pytest.mark.parametrize("asked", [Asked("verlies", abc="C"), Asked("verlies", taal="Engels", recht=False)])
def test_asking_changes_nothing_of_the_region(asked):
    tables = many()
    kept = {name: rows.copy(deep=True) for name, rows in tables.items()}

    verdicts(calculate(tables), tables, asked, today=TODAY)

    for name, rows in tables.items():
        assert_frame_equal(rows, kept[name])
