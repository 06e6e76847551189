"""Reality check: who is served by which initiatief adds up, and real and calculated people are compared honestly."""

import numpy as np
import pandas as pd
import pytest

from mapping.analysis.population import levensvragen
from mapping.analysis.published_counts import BEGUN, NOT_BEGUN, SIGNED_UP, home_of_pc4, published_counts
from mapping.analysis.usage import (
    FACTOR,
    MIN_TO_COMPARE_PEOPLE,
    Verdict,
    compared,
    off_by_factor,
    served_per_initiatief,
    times_apart,
)
from tests.unit.analysis.small_region import (
    ADULTS,
    MIDDEN,
    NOORD,
    areas,
    calculate,
    initiatief,
    languages,
    offered,
    one_row,
    rules,
    small_region,
    subgroepen,
    table,
)

EVERYBODY = {"koffie": ["iedereen"], "lopen": ["iedereen"]}


def row(name: str, aantal: int, *, pc4: str = "", gebied: str = "", band: str = "onbekend", **columns) -> dict:
    """Write one row of gebruik."""
    base = {
        "initiatief": name, "jaar": 2021, "pc4": pc4, "gebiedcode": gebied, "leeftijdsband": band, "verwijzer": "zelf",
        "reden_niet_doorgegaan": "", "aantal": aantal, "telling": "ja",
    }  # fmt: skip
    return base | columns


def region(rows: list[dict], *offer: dict, **changes) -> dict[str, pd.DataFrame]:
    """Return the small region with gebruik and offer; two initiatieven in Noord unless given."""
    made = offer or (initiatief("koffie", capaciteit_pj=10), initiatief("lopen", x=2000, capaciteit_pj=5))
    return small_region(gebruik=table("gebruik", rows), **(offered(*made) | changes))


def comparison(tables: dict[str, pd.DataFrame], **settings) -> pd.DataFrame:
    """Compare gebruik with the calculation."""
    return compared(published_counts(tables), served_per_initiatief(calculate(tables, **settings)))


# --- who is served by whom ---


def test_each_initiatief_serves_its_capacity_where_places_are_scarce():
    served = served_per_initiatief(calculate(region([])))
    assert served.initiatieven == ["koffie", "lopen"]
    assert served.people.sum(axis=(1, 2)) == pytest.approx([10, 5])


@pytest.mark.parametrize("capacity", [0.5, 30, 4000])
def test_together_they_serve_the_unique_people_whom_the_split_serves(capacity):
    """Also where there are more places than people: then each gives its share of one place per person."""
    offer = (initiatief("koffie", capaciteit_pj=capacity), initiatief("lopen", x=2000, capaciteit_pj=capacity / 3))
    tables = region([], *offer, toegangsregel=rules(("koffie", 1, "min_leeftijd", "50")))
    run = calculate(tables)
    life = levensvragen(run.people.groepen)
    expected = (run.people.omega * run.split.served)[:, life].sum()
    assert served_per_initiatief(run).people.sum() == pytest.approx(expected)


def test_bands_and_cellen_follow_the_rules_of_the_initiatief():
    offer = (initiatief("koffie", capaciteit_pj=10, werkgebied_stand="lijst"),)
    tables = region([], *offer, toegangsregel=rules(("koffie", 1, "min_leeftijd", "65")),
                    werkgebied=areas(("koffie", "pc4", "1001")))  # fmt: skip
    served = served_per_initiatief(calculate(tables))
    by_band = dict(zip(served.bands, served.people[0].sum(axis=0), strict=True))
    assert by_band["18-49"] == by_band["50-64"] == 0
    assert by_band["65-74"] > 0
    assert served.people[0].sum(axis=1)[(served.cellen["pc4"] != "1001").to_numpy()].sum() == 0


def test_an_unknown_capacity_serves_nobody_and_is_said_to_be_unknown():
    tables = region([], initiatief("koffie"), initiatief("lopen", x=2000, capaciteit_pj=5))
    served = served_per_initiatief(calculate(tables))
    assert served.known.tolist() == [False, True]
    assert served.people[0].sum() == 0
    assert served.unknown[0].any()
    assert not served.unknown[1].any()


def test_a_language_that_nobody_can_decide_on_does_not_make_places_for_levensvragen_unknown():
    tables = region([], initiatief("koffie", capaciteit_pj=10), initiatief_taal=languages(("koffie", "turks")))
    assert not served_per_initiatief(calculate(tables)).unknown.any()


def test_an_initiatief_for_a_kenmerk_only_serves_the_people_of_that_kenmerk():
    offer = offered(initiatief("koffie", capaciteit_pj=3), koffie=["taal"])
    tables = small_region(**offer, initiatief_taal=languages(("koffie", "turks"), ("koffie", "nederlands")))
    run = calculate(tables)
    served = served_per_initiatief(run)
    undecided = run.personal.undecided.any()
    assert served.unknown.any() == undecided
    assert served.people.sum() == pytest.approx(0 if undecided else 3)


# --- published counts ---


def test_a_postcode_is_counted_where_most_of_its_people_live():
    home = home_of_pc4(small_region()["cel"])
    assert home.to_dict() == {"1001": NOORD, "1002": NOORD, "1003": MIDDEN, "1004": "WK000201"}


def test_only_the_latest_year_is_published():
    rows = [row("koffie", 50, jaar=2020), row("koffie", 30)]
    published = published_counts(region(rows))
    assert published.jaar == 2021
    assert published.table("totaal", BEGUN)["aantal"].tolist() == [30]


def test_all_tables_add_up_before_rounding():
    rows = [
        row("koffie", 50, pc4="1001", band="18-49"), row("koffie", 30, pc4="1002", band="75+"),
        row("lopen", 25, gebied=MIDDEN), row("lopen", 20), row("lopen", 15, reden_niet_doorgegaan="wachtlijst"),
    ]  # fmt: skip
    published = published_counts(region(rows))
    values = published.rows["aantal"].to_numpy()
    assert not np.isnan(values).any()
    assert not (published.sums @ values).any()
    assert {deel: published.table("totaal", deel)["aantal"][0] for deel in (BEGUN, NOT_BEGUN, SIGNED_UP)} == {
        BEGUN: 125, NOT_BEGUN: 15, SIGNED_UP: 140,
    }  # fmt: skip
    assert dict(published.table("gebied", BEGUN)[["code", "aantal"]].itertuples(index=False)) == {
        NOORD: 80, MIDDEN: 25, "onbekend": 20,
    }  # fmt: skip


def test_one_where_nobody_began_had_nobody_and_is_not_without_figures():
    rows = [row("koffie", 50), row("lopen", 12, reden_niet_doorgegaan="wachtlijst")]
    found = compared(published_counts(region(rows)), served_per_initiatief(calculate(region(rows))))
    lopen = one_row(found, tabel="initiatief", code="lopen")
    assert (lopen["echt"], lopen["merk"]) == (0, "")


def test_an_initiatief_only_for_a_bijzondere_subgroep_has_the_stricter_threshold():
    rows = [row("koffie", 7), row("lopen", 60)]
    kinds = subgroepen(verlies="levensvraag", psychiatrisch="levensvraag")
    both = (initiatief("koffie"), initiatief("lopen"))
    usual = published_counts(region(rows, *both))
    offer = offered(*both, koffie=["psychiatrisch"])
    strict = published_counts(region(rows, *both) | offer | {"subgroep": kinds})
    assert usual.table("initiatief", BEGUN)["merk"].tolist() == ["", ""]
    assert strict.table("initiatief", BEGUN)["merk"].tolist() == ["verborgen", "verborgen"]


def test_a_levensbeschouwing_has_the_stricter_threshold_as_well():
    rows = [row("koffie", 7), row("lopen", 60)]
    tables = region(rows, initiatief("koffie", levensbeschouwing="islamitisch"), initiatief("lopen"))
    assert published_counts(tables).table("initiatief", BEGUN)["merk"][0] == "verborgen"


def test_counts_of_a_public_source_are_rounded_and_not_hidden():
    published = published_counts(region([row("koffie", 3, telling="nee"), row("lopen", 61, telling="nee")]))
    assert published.table("initiatief", BEGUN)["aantal"].tolist() == [5, 60]
    assert not (published.rows["merk"] != "").any()


def test_without_gebruik_there_is_nothing_and_no_year():
    published = published_counts(region([]))
    assert published.jaar is None
    assert published.rows.empty


# --- real beside calculated ---


@pytest.mark.parametrize(
    ("real", "capacity", "verdict"),
    [
        (30, 40, Verdict.AGREES),
        (45, 20, Verdict.MORE),
        (20, 45, Verdict.LESS),
        (25, 45, Verdict.AGREES),
        (15, 8, Verdict.TOO_FEW),
        (5, 20, Verdict.LESS),
        (3, 40, Verdict.HIDDEN),
        (0, 20, Verdict.LESS),
        (60, None, Verdict.CAPACITY_UNKNOWN),
    ],
)
def test_a_factor_of_two_either_way_is_said_where_there_are_enough_people(real, capacity, verdict):
    assert (FACTOR, MIN_TO_COMPARE_PEOPLE) == (2, 20)
    tables = region([row("koffie", real), row("lopen", 500)], initiatief("koffie", capaciteit_pj=capacity),
                    initiatief("lopen", x=4000, capaciteit_pj=5))  # fmt: skip
    rows = comparison(tables, steunvraag=1.0)  # then places are scarce, and each initiatief serves its capacity
    assert one_row(rows, tabel="initiatief", code="koffie")["oordeel"] == verdict


def test_an_initiatief_without_gebruik_is_said_to_have_none_and_is_not_zero():
    lopen = one_row(comparison(region([row("koffie", 30)])), tabel="initiatief", code="lopen")
    assert np.isnan(lopen["echt"])
    assert (lopen["merk"], lopen["oordeel"]) == ("onbekend", Verdict.NO_USAGE)
    assert lopen["berekend"] == pytest.approx(5)


def test_an_initiatief_that_stopped_is_shown_and_not_compared():
    offer = (initiatief("koffie", capaciteit_pj=10), initiatief("lopen", x=2000, status="gestopt", capaciteit_pj=5))
    rows = comparison(region([row("koffie", 30), row("lopen", 40)], *offer))
    lopen = one_row(rows, tabel="initiatief", code="lopen")
    assert (lopen["echt"], lopen["oordeel"]) == (40, Verdict.NOT_COUNTED)
    assert one_row(rows, tabel="totaal", code="")["oordeel"] == Verdict.PART_UNKNOWN


def test_where_no_initiatief_counts_any_more_nothing_is_compared_and_nothing_breaks():
    tables = region([row("koffie", 30, gebied=NOORD)], initiatief("koffie", status="gestopt", capaciteit_pj=10))
    rows = comparison(tables)
    koffie = one_row(rows, tabel="initiatief", code="koffie")
    assert (koffie["echt"], koffie["oordeel"]) == (30, Verdict.NOT_COUNTED)
    assert np.isnan(koffie["berekend"])


def test_a_small_part_with_unknown_places_does_not_keep_all_from_being_judged():
    offer = (initiatief("koffie", capaciteit_pj=80), initiatief("lopen", x=0))
    rows = comparison(region([row("koffie", 95), row("lopen", 10)], *offer), steunvraag=1.0)
    assert one_row(rows, tabel="totaal", code="")["oordeel"] == Verdict.AGREES
    rows = comparison(region([row("koffie", 95), row("lopen", 60)], *offer), steunvraag=1.0)
    assert one_row(rows, tabel="totaal", code="")["oordeel"] == Verdict.PART_UNKNOWN


def test_only_initiatieven_with_gebruik_count_in_what_is_compared_per_gebied():
    tables = region([row("koffie", 30, gebied=NOORD)])
    noord = one_row(comparison(tables), tabel="gebied", code=NOORD)
    served = served_per_initiatief(calculate(tables))
    in_noord = (served.cellen["gebiedcode"] == NOORD).to_numpy()
    assert noord["berekend"] == pytest.approx(served.people[0, in_noord].sum())


def test_who_counts_by_postcode_is_compared_in_the_gebied_where_that_postcode_is_counted():
    """Postcode 1002 lies in Noord and Midden and is counted in Noord: the calculated people of Midden 1002 go along."""
    offer = (initiatief("koffie", x=4000, capaciteit_pj=60),)
    by_pc4 = comparison(region([row("koffie", 30, pc4="1002"), row("koffie", 30, pc4="1003")], *offer))
    served = served_per_initiatief(calculate(region([], *offer)))
    in_1002 = (served.cellen["pc4"] == "1002").to_numpy()
    noord = one_row(by_pc4, tabel="gebied", code=NOORD)["berekend"]
    assert noord == pytest.approx(served.people[0, in_1002 | (served.cellen["pc4"] == "1001").to_numpy()].sum())
    assert one_row(by_pc4, tabel="pc4", code="1002")["berekend"] == pytest.approx(served.people[0, in_1002].sum())


def test_people_of_an_unknown_place_or_age_are_shown_without_a_calculation():
    rows = comparison(region([row("koffie", 30), row("koffie", 40, gebied=NOORD, band="75+")]))
    for tabel in ("gebied", "leeftijdsband"):
        unknown = one_row(rows, tabel=tabel, code="onbekend")
        assert (unknown["echt"], unknown["oordeel"]) == (30, Verdict.NOT_LOCATED)
        assert np.isnan(unknown["berekend"])


def test_ratio_and_verdict_come_from_the_shown_number_and_are_absent_where_it_is_hidden():
    rows = comparison(region([row("koffie", 38, pc4="1001"), row("lopen", 2, pc4="1002")]))
    hidden = rows[rows["merk"] == "verborgen"]
    assert len(hidden)
    assert hidden["verhouding"].isna().all()
    assert set(hidden["oordeel"]) == {Verdict.HIDDEN}
    same = comparison(region([row("koffie", 42, pc4="1001"), row("lopen", 2, pc4="1002")]))
    told = rows["merk"] == ""
    pd.testing.assert_frame_equal(
        rows[told & (rows["tabel"] == "verwijzer")], same[told & (same["tabel"] == "verwijzer")]
    )
    for name in ("verhouding", "oordeel"):
        assert rows.loc[rows["echt"] == same["echt"], name].equals(same.loc[rows["echt"] == same["echt"], name])


def test_the_furthest_apart_come_first():
    tables = region([row("koffie", 500), row("lopen", 500)], initiatief("koffie", capaciteit_pj=50),
                    initiatief("lopen", x=4000, capaciteit_pj=5))  # fmt: skip
    off = off_by_factor(comparison(tables, steunvraag=1.0), "initiatief")
    assert off["code"].tolist() == ["lopen", "koffie"]
    assert times_apart(off).tolist() == pytest.approx([100, 10])


def test_nobody_on_one_side_is_infinitely_far_apart():
    rows = pd.DataFrame({"echt": [0.0, 10.0], "berekend": [30.0, 0.0]})
    assert np.isinf(times_apart(rows)).all()


def test_comparing_changes_no_table():
    tables = region([row("koffie", 30, pc4="1001"), row("lopen", 2)])
    kept = {name: frame.copy() for name, frame in tables.items()}
    comparison(tables)
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(frame, kept[name])


def test_more_adults_than_the_small_region_has_cannot_be_served():
    """The sum of the calculated people never exceeds the inhabitants: each is counted once."""
    served = served_per_initiatief(calculate(region([], initiatief("koffie", capaciteit_pj=1e6)), steunvraag=1.0))
    assert served.people.sum() <= sum(ADULTS.values())
