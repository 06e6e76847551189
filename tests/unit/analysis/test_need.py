"""Vraag: age bands cut at rules, which share holds where, laag / midden / hoog, and when vraag must be made again."""

import numpy as np
import pandas as pd
import pytest

from mapping.analysis.need import (
    INPUTS,
    cut_bands,
    fingerprint,
    parent_band,
    people_by_band,
    shares_per_gebied,
    vraag_table,
    with_vraag,
)
from mapping.model import Leeftijdsband, Wat
from tests.unit.analysis.small_region import MIDDEN, NOORD, ZUID, one_row, rules, share, shares, small_region, table


def meta(vingerafdruk: str) -> pd.DataFrame:
    words = dict.fromkeys(("wie", "wanneer", "waarom", "bronnen", "programma"), "test")
    flags = {"voorbeeld": "nee", "schematisch": "nee"}
    return table("meta", [{"versie": 1, "vingerafdruk": vingerafdruk, **words, **flags}])


def with_inwoners(gebiedcode: str, inwoners: int | None) -> dict[str, pd.DataFrame]:
    tables = small_region()
    gebied = tables["gebied"]
    gebied.loc[gebied["gebiedcode"] == gebiedcode, "inwoners"] = inwoners
    return tables


def test_a_minimum_cuts_at_its_age_and_a_maximum_lets_its_age_in():
    bands = cut_bands(rules(("a", 1, "min_leeftijd", "50"), ("a", 1, "max_leeftijd", "27")))
    assert [band.label for band in bands] == ["18-27", "28-49", "50-64", "65-74", "75+"]


def test_a_rule_inside_a_band_cuts_it_and_each_piece_knows_its_band_of_the_five():
    bands = cut_bands(rules(("a", 1, "min_leeftijd", "55"), ("b", 1, "min_leeftijd", "85")))
    assert [band.label for band in bands] == ["18-49", "50-54", "55-64", "65-74", "75-84", "85+"]
    assert [parent_band(band).label for band in bands] == ["18-49", "50-64", "50-64", "65-74", "75+", "75+"]


def test_other_rules_cut_nothing():
    bands = cut_bands(rules(("a", 1, "palliatief", None), ("a", 2, "geslacht", "40"), ("a", 3, "min_leeftijd", "veel")))
    assert [band.label for band in bands] == ["18-49", "50-64", "65-74", "75+"]


def test_children_are_left_out_unless_asked_for():
    assert cut_bands(rules())[0].start == 18
    assert cut_bands(rules(), youngest=0)[0] == Leeftijdsband(0, 18)
    assert "0-17" not in set(vraag_table(small_region())["leeftijdsband"])


def test_ages_are_uniform_inside_a_five_year_group():
    tables = small_region()
    bands = [Leeftijdsband(0, 18), Leeftijdsband(18, 50), Leeftijdsband(18, 32), Leeftijdsband(32, 50)]
    people = people_by_band(tables["leeftijd"], tables["cel"], bands)
    # the first cel has 600 people: 60 are 15-19 (3/5 of them under 18), 180 are 30-34 (2/5 of them under 32)
    assert people[0] == pytest.approx([36, 24 + 180, 24 + 72, 108])


def test_a_cel_without_ages_has_nobody():
    tables = small_region()
    ages = tables["leeftijd"][tables["leeftijd"]["pc4"] != "1004"]
    people = people_by_band(ages, tables["cel"], [Leeftijdsband(18, 120)])
    assert people[:, 0] == pytest.approx([564, 376, 282, 188, 112.8, 0])


def test_a_share_of_the_gebied_goes_before_the_country_and_a_band_before_all_ages():
    everywhere = share("verlies", "aandeel", (0.1, 0.1, 0.1))
    rows = [
        everywhere,
        everywhere | {"leeftijdsband": "75+", "midden": 0.2, "hoog": 0.2},
        everywhere | {"gebiedcode": NOORD, "midden": 0.3, "hoog": 0.3},
        everywhere | {"gebiedcode": NOORD, "leeftijdsband": "65-74", "midden": 0.4, "hoog": 0.4},
        share("verlies", "steunvraag", (1, 1, 1)),
    ]
    vraag = vraag_table(small_region(aandeel=table("aandeel", rows)))
    asked = vraag[(vraag["subgroep"] == "verlies") & ~vraag["recht_palliatief"].astype(bool)]
    people = {"18-49": 204, "65-74": 120, "75+": 120}  # of the first cel, half of that in the third
    first = {band: one_row(asked, gebiedcode=NOORD, pc4="1001", leeftijdsband=band)["omvang_midden"] for band in people}
    third = {
        band: one_row(asked, gebiedcode=MIDDEN, pc4="1002", leeftijdsband=band)["omvang_midden"] for band in people
    }
    assert first == pytest.approx({"18-49": 204 * 0.3, "65-74": 120 * 0.4, "75+": 120 * 0.3})
    assert third == pytest.approx({"18-49": 102 * 0.1, "65-74": 60 * 0.1, "75+": 60 * 0.2})


def test_omvang_and_steunvraag_multiply_step_by_step():
    vraag = vraag_table(small_region())
    row = one_row(vraag[~vraag["recht_palliatief"].astype(bool)], pc4="1001", subgroep="verlies", leeftijdsband="75+")
    # 120 people of 75+; share .1 / .2 / .3, steunvraag 5 / 10 / 20%
    assert [row[f"omvang_{step}"] for step in ("laag", "midden", "hoog")] == pytest.approx([12, 24, 36])
    assert [row[f"vraag_{step}"] for step in ("laag", "midden", "hoog")] == pytest.approx([0.6, 2.4, 7.2])


def test_recht_palliatief_parts_the_people_in_two_and_loses_nobody():
    vraag = vraag_table(small_region(aandeel=table("aandeel", shares(right={"ziekte": 0.25}))))
    rows = vraag[(vraag["pc4"] == "1001") & (vraag["leeftijdsband"] == "75+") & (vraag["subgroep"] == "ziekte")]
    halves = rows.set_index("recht_palliatief")["omvang_midden"]
    assert (halves[False], halves[True]) == pytest.approx((9, 3))  # 120 × .1 = 12


@pytest.mark.parametrize(("inwoners", "missing"), [(49, True), (None, True), (50, False)])
def test_estimates_are_missing_in_a_gebied_under_50_people_or_of_unknown_size(inwoners, missing):
    vraag = vraag_table(with_inwoners(ZUID, inwoners))
    here = vraag["gebiedcode"] == ZUID
    assert vraag.loc[here, "vraag_midden"].isna().all() == missing
    assert vraag.loc[~here, "vraag_midden"].notna().all()


def test_a_subgroep_without_a_share_is_missing_and_not_zero():
    rows = [row for row in shares() if (row["subgroep"], row["wat"]) != ("ziekte", "aandeel")]
    vraag = vraag_table(small_region(aandeel=table("aandeel", rows)))
    assert vraag.loc[vraag["subgroep"] == "ziekte", "omvang_midden"].isna().all()
    assert vraag.loc[vraag["subgroep"] == "verlies", "omvang_midden"].notna().all()


@pytest.mark.parametrize(
    ("size", "want", "omvang_soort", "vraag_soort"),
    [
        ("gemeten", "gemeten", "gemodelleerd", "gemodelleerd"),  # ages of a cel are modelled
        ("geschat", "gemeten", "geschat", "geschat"),
        ("gemeten", "aanname", "gemodelleerd", "aanname"),
        ("aanname", "geschat", "aanname", "aanname"),
    ],
)
def test_the_weakest_soort_wins(size, want, omvang_soort, vraag_soort):
    rows = [
        share("verlies", "aandeel", (0.1, 0.1, 0.1), soort=size, lokaal="alleen leeftijd"),
        share("verlies", "steunvraag", (0.1, 0.1, 0.1), soort=want, lokaal="nee"),
    ]
    vraag = vraag_table(small_region(aandeel=table("aandeel", rows)))
    rows = vraag[vraag["subgroep"] == "verlies"]
    assert set(rows["omvang_soort"]) == {omvang_soort}
    assert set(rows["vraag_soort"]) == {vraag_soort}
    assert set(rows["lokaal"]) == {"alleen leeftijd"}  # follows the share alone


@pytest.mark.parametrize("name", INPUTS)
def test_the_fingerprint_knows_every_input_and_not_the_order_of_its_rows(name):
    tables = small_region(toegangsregel=rules(("a", 1, "min_leeftijd", "50"), ("b", 1, "palliatief", None)))
    before = fingerprint(tables)
    assert fingerprint({**tables, name: tables[name].iloc[::-1].reset_index(drop=True)}) == before
    assert fingerprint({**tables, name: tables[name].iloc[1:]}) != before
    other = tables[name].copy()
    column = next(column for column in other if pd.api.types.is_numeric_dtype(other[column]) or column == "naam")
    other.loc[0, column] = other.loc[1, column] if column == "naam" else other.loc[0, column] + 0.5 * 2
    assert fingerprint({**tables, name: other}) != before


def test_vraag_is_made_again_only_when_it_does_not_fit():
    tables = small_region()
    tables |= {"vraag": vraag_table(tables), "meta": meta(fingerprint(tables))}
    same, made = with_vraag(tables)
    assert not made
    assert same["vraag"] is tables["vraag"]
    tables["toegangsregel"] = rules(("a", 1, "min_leeftijd", "60"))
    other, made = with_vraag(tables)
    assert made
    assert {"50-59", "60-64"} <= set(other["vraag"]["leeftijdsband"])
    assert other["vraag"]["vraag_midden"].sum() == pytest.approx(tables["vraag"]["vraag_midden"].sum())


def test_vraag_is_made_where_it_is_not_there():
    tables = small_region()
    made, again = with_vraag({**tables, "meta": meta(fingerprint(tables))})
    assert again
    # 6 cellen × 3 subgroepen × 4 bands × 2
    assert len(made["vraag"]) == 144
    assert np.all(made["vraag"]["telling"] == False)  # noqa: E712


def test_share_of_the_gemeente_goes_before_that_of_the_country():
    rows = table("aandeel", [share("verlies", "aandeel", (0.1, 0.2, 0.3)),
                             share("verlies", "aandeel", (0.4, 0.5, 0.6), gebiedcode="GM0002")])  # fmt: skip
    found = shares_per_gebied(
        rows, wat=Wat.AANDEEL, subgroepen=["verlies"], gebieden=[NOORD, ZUID],
        gemeenten={NOORD: "GM0001", ZUID: "GM0002"},
    )  # fmt: skip
    assert found.loc[("verlies", NOORD, "18-49"), "midden"] == 0.2
    assert found.loc[("verlies", ZUID, "18-49"), "midden"] == 0.5
