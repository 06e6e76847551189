"""The tables that leave the product: their columns, marks, sources and version, on the small region."""

import pandas as pd
import pytest

from mapping.analysis.barriers import barrier_table
from mapping.analysis.gaps import gap_table
from mapping.analysis.need import BRON_VRAAG
from mapping.model import DELEN, UITGESLOTEN_DELEN, UNIEK, Gebiedsniveau
from mapping.reports.exports import BARRIER_COLUMNS, GAP_COLUMNS, barriers, gaps
from tests.unit.analysis.small_region import (
    NOORD,
    areas,
    calculate,
    initiatief,
    offered,
    one_row,
    share,
    shares,
    small_region,
    subgroepen,
    table,
)


def region(*, voorbeeld: str = "nee", versie: int = 3, **changes):
    made = {"wie": "test", "wanneer": "2026-11-01", "waarom": "test", "bronnen": "test", "programma": "test"}
    meta = table("meta", [made | {"versie": versie, "voorbeeld": voorbeeld, "schematisch": "nee"}])
    listed = initiatief("a", x=7000, werkgebied_stand="lijst", capaciteit_pj=1.0)
    listed |= {"regel_nagevraagd_op": "2026-05-01", "regel_nagevraagd_bij": "planner"}
    tables = small_region(meta=meta, werkgebied=areas(("a", "pc4", "1002")), **offered(listed), **changes)
    return calculate(tables), tables


def test_gaps_have_the_columns_of_the_design_and_a_row_per_gebied_groep_and_band():
    run, tables = region()
    rows = gaps(run, tables, Gebiedsniveau.WIJK, intern=True)
    assert rows.columns.tolist() == GAP_COLUMNS
    assert len(rows) == 3 * 4 * 4  # gebieden × (uniek and three subgroepen) × bands
    assert not rows[["gebiedcode", "subgroep", "leeftijdsband"]].duplicated().any()


def test_intern_is_exact_and_adds_up():
    run, tables = region()
    rows = gaps(run, tables, Gebiedsniveau.WIJK, intern=True)
    exact = gap_table(run, tables, Gebiedsniveau.WIJK)
    pd.testing.assert_frame_equal(rows[["omvang", "vraag", *DELEN]], exact[["omvang", "vraag", *DELEN]])
    assert (rows[list(DELEN)].sum(axis=1) - rows["vraag"]).abs().max() < 1e-9
    assert (rows[list(UITGESLOTEN_DELEN)].sum(axis=1) - rows["uitgesloten"]).abs().max() < 1e-9
    old = one_row(rows, gebiedcode=NOORD, subgroep="verlies", leeftijdsband="75+")
    assert (old["omvang"], old["vraag"]) == pytest.approx((40, 4))  # 200 × .2 × .1


def test_public_is_rounded_to_whole_people_and_blank_where_a_merk_says_why():
    kinds = subgroepen(verlies="levensvraag", psychiatrisch="levensvraag", taal="kenmerk")
    size = {"verlies": (0.1, 0.2, 0.3), "psychiatrisch": (0.1, 0.1, 0.1), "taal": (0.1, 0.1, 0.1)}
    run, tables = region(subgroep=kinds, aandeel=table("aandeel", shares(size)))
    rows = gaps(run, tables, Gebiedsniveau.WIJK, intern=False)
    assert set(rows["merk"]) == {"", "verborgen", "te_klein"}
    numbers = rows[["omvang", "vraag", *DELEN]]
    assert (numbers.isna().any(axis=1) == (rows["merk"] != "")).all()
    free = numbers[rows["merk"] == ""]
    assert (free == free.round()).all(axis=None)
    assert set(rows.loc[rows["merk"] == "verborgen", "subgroep"]) == {"psychiatrisch"}
    assert set(gaps(run, tables, Gebiedsniveau.WIJK, intern=True)["merk"]) == {""}


@pytest.mark.parametrize(("voorbeeld", "versie"), [("ja", 1), ("nee", 12)])
def test_every_row_says_peildatum_version_and_whether_the_offer_is_an_example(voorbeeld, versie):
    run, tables = region(voorbeeld=voorbeeld, versie=versie)
    for rows in (gaps(run, tables, Gebiedsniveau.REGIO, intern=False), barriers(run, tables, intern=False)):
        assert len(rows)
        assert set(rows["voorbeeld"]) == {voorbeeld}
        assert set(rows["versie"]) == {versie}
        assert set(rows["peildatum"]) == {"2022-01-01"}


def test_bron_is_that_of_the_share_of_that_band():
    rows = [
        share("verlies", "steunvraag", (0.1, 0.1, 0.1), bron="not a share of people"),
        share("verlies", "aandeel", (0, 0, 0), leeftijdsband="0-17", bron="children"),
        share("verlies", "aandeel", (0.2, 0.2, 0.2), bron="counted"),
        share("verlies", "aandeel", (0.2, 0.2, 0.2), leeftijdsband="75+", bron="assumed"),
    ]
    kinds = small_region()["subgroep"].iloc[:1]
    run, tables = region(aandeel=table("aandeel", rows), subgroep=kinds)
    found = gaps(run, tables, Gebiedsniveau.WIJK, intern=True).set_index(["subgroep", "leeftijdsband"])["bron"]
    assert set(found["verlies", "75+"]) == {"assumed"}
    assert {bron for band in ("18-49", "50-64", "65-74") for bron in found["verlies", band]} == {"counted"}
    assert set(found[UNIEK]) == {BRON_VRAAG}
    barred = barriers(run, tables, intern=True).set_index("leeftijdsband")["bron"]
    assert set(barred["75+"]) == {"test; assumed"}
    assert set(barred["18-49"]) == {"test; counted"}


def test_bron_that_counts_single_gebieden_is_named_as_well():
    rows = [*shares({"verlies": (0.2, 0.2, 0.2)})]
    rows.append(share("verlies", "aandeel", (0.3, 0.3, 0.3), gebiedcode=NOORD, bron="per wijk"))
    run, tables = region(aandeel=table("aandeel", rows), subgroep=small_region()["subgroep"].iloc[:1])
    found = gaps(run, tables, Gebiedsniveau.WIJK, intern=True)
    assert set(found.loc[found["subgroep"] == "verlies", "bron"]) == {"test; per wijk"}


def test_barriers_have_the_columns_of_the_design_and_the_people_of_the_postcode_file():
    run, tables = region()
    rows = barriers(run, tables, intern=True)
    assert rows.columns.tolist() == BARRIER_COLUMNS
    row = one_row(rows, pc4="1003", subgroep="verlies", leeftijdsband="75+")
    # 640 people, a fifth of them 75+, .2 in verlies; nobody else offers anything
    assert (row["mensen"], row["nergens_anders"]) == pytest.approx((25.6, 25.6))
    assert (row["regel"], row["nagevraagd_op"], row["merk"]) == ("postcode", "2026-05-01", "")
    assert pd.isna(row["alternatief"])
    assert pd.isna(row["extra_km"])


def test_public_barriers_are_rounded_and_too_small_ones_blank():
    run, tables = region()
    rows = barriers(run, tables, intern=False)
    assert one_row(rows, pc4="1003", subgroep="verlies", leeftijdsband="75+")["mensen"] == 30  # an aanname: one digit
    few = one_row(rows, pc4="1004", subgroep="verlies", leeftijdsband="75+")
    assert few["merk"] == "te_klein"
    assert pd.isna(few["mensen"])
    assert pd.isna(few["nergens_anders"])


def test_public_distance_has_one_decimal_and_intern_all():
    run, tables = region()
    near = initiatief("b", x=10_000, kanaal="op locatie")
    listed = initiatief("a", x=7000, werkgebied_stand="lijst")
    tables |= offered(listed, near)
    run = calculate(tables)
    exact = barriers(run, tables, intern=True)["extra_km"].dropna()
    shown = barriers(run, tables, intern=False)["extra_km"].dropna()
    assert len(exact)
    assert shown.tolist() == exact.round(1).tolist() != exact.tolist()


def test_without_barriers_the_table_keeps_its_columns():
    run, tables = region()
    tables |= offered(initiatief("b"))
    run = calculate(tables)
    assert len(barrier_table(run, tables)) == 0
    for intern in (True, False):
        rows = barriers(run, tables, intern=intern)
        assert rows.columns.tolist() == BARRIER_COLUMNS
        assert len(rows) == 0
