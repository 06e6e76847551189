"""The disputed age as a setting: it moves its own rules, makes vraag again, and leaves all else as it stands."""

import pandas as pd
import pytest

from mapping.analysis.age_limit import uses_limit, with_age_limit
from mapping.analysis.need import fingerprint, vraag_table
from mapping.model import LEEFTIJDSGRENS
from tests.unit.analysis.small_region import calculate, initiatief, offered, rules, small_region, table

RULES = (
    ("a", 1, "min_leeftijd", "50"),
    ("a", 2, "palliatief", None),
    ("b", 1, "min_leeftijd", "65"),
    ("c", 1, "max_leeftijd", "50"),
    ("c", 2, "anders", "50"),
)
META = {"versie": 1, "voorbeeld": "ja", "schematisch": "ja"}


def region(*rows: tuple) -> dict[str, pd.DataFrame]:
    """Return a region with these rules, and a vraag that fits them."""
    tables = small_region(**offered(*(initiatief(name) for name in "abc")), toegangsregel=rules(*(rows or RULES)))
    meta = table("meta", [META]).assign(vingerafdruk=fingerprint(tables))
    return tables | {"vraag": vraag_table(tables), "meta": meta}


def test_only_a_minimum_of_50_is_the_disputed_age():
    assert uses_limit(rules(*RULES)).tolist() == [True, False, False, False, False]
    assert uses_limit(rules()).tolist() == []


@pytest.mark.parametrize("limit", [None, LEEFTIJDSGRENS])
def test_no_limit_and_the_usual_one_change_nothing(limit):
    before = region()
    after = with_age_limit(before, limit)
    assert set(after) == set(before)
    assert all(after[name] is before[name] for name in before)


def test_region_without_such_a_rule_stays_as_it_is():
    before = region(("b", 1, "min_leeftijd", "65"))
    assert with_age_limit(before, 60)["vraag"] is before["vraag"]


def test_other_ages_and_other_kinds_of_rule_are_untouched():
    before = region()
    moved = with_age_limit(before, 57)["toegangsregel"]
    assert moved["waarde"].iloc[0] == "57"
    pd.testing.assert_frame_equal(moved.iloc[1:], before["toegangsregel"].iloc[1:])
    assert before["toegangsregel"]["waarde"].iloc[0] == "50"


def test_vraag_is_cut_at_the_new_age_and_counts_the_same_people():
    before = region()
    after = with_age_limit(before, 57)
    bands = [list(dict.fromkeys(tables["vraag"]["leeftijdsband"])) for tables in (before, after)]
    # the maximum of 50 of c lets 50 in, so cuts at 51 before and after
    assert bands == [["18-49", "50-50", "51-64", "65-74", "75+"], ["18-49", "50-50", "51-56", "57-64", "65-74", "75+"]]
    keys = ["gebiedcode", "pc4", "subgroep"]
    numbers = ["omvang_laag", "omvang_midden", "omvang_hoog", "vraag_laag", "vraag_midden", "vraag_hoog"]
    one, other = (tables["vraag"].groupby(keys)[numbers].sum() for tables in (before, after))
    pd.testing.assert_frame_equal(one, other)


def test_higher_limit_excludes_more_people_and_18_nobody():
    before = region(("a", 1, "min_leeftijd", "50"))
    before["initiatief"] = before["initiatief"].iloc[:1]
    excluded = {}
    for limit in (18, 30, 52, 75):
        tables = with_age_limit(before, limit)
        excluded[limit] = calculate(tables).split.excluded.sum()
    assert excluded[18] == 0
    assert 0 < excluded[30] < excluded[52] < excluded[75]
