"""The gap table: levels that agree, parts that add up, and why a number is not there."""

import numpy as np
import pandas as pd
import pytest

from mapping.analysis.barriers import barrier_table
from mapping.analysis.gaps import NUMBERS, gap_table, units
from mapping.analysis.need import vraag_table
from mapping.model import DELEN, UITGESLOTEN_DELEN, UNIEK, Gebiedsniveau, Niveau
from tests.unit.analysis.small_region import (
    ADULTS,
    MIDDEN,
    NOORD,
    ZUID,
    areas,
    calculate,
    initiatief,
    languages,
    offered,
    one_row,
    rules,
    share,
    shares,
    small_region,
    table,
)

LEVELS = [Gebiedsniveau.PC4, Gebiedsniveau.WIJK, Gebiedsniveau.GEMEENTE, Gebiedsniveau.REGIO]
KEYS = ["gebiedcode", "subgroep", "leeftijdsband"]


def region(**changes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Offer in which every part of the split and of uitgesloten occurs."""
    offer = offered(
        initiatief("koffie", capaciteit_pj=6, abc="A"),
        initiatief("gv", x=4000, capaciteit_pj=2, abc="C", werkgebied_stand="lijst"),
        initiatief("maatje", x=7000, werkgebied_stand="lijst"),
        initiatief("groep", x=10_000, werkgebied_stand="lijst"),
        koffie=["verlies"],
        gv=["verlies", "ziekte"],
        maatje=["ziekte"],
        groep=["taal"],
    )
    tables = {
        "toegangsregel": rules(
            ("gv", 1, "min_leeftijd", "55"), ("gv", 2, "palliatief", None), ("maatje", 1, "max_leeftijd", "70")
        ),
        "werkgebied": areas(("gv", "gemeente", "GM0001"), ("maatje", "pc4", "1003"), ("groep", "wijk", MIDDEN)),
        "initiatief_taal": languages(("koffie", "Nederlands"), ("gv", "Nederlands"), ("groep", "Nederlands")),
        "aandeel": table("aandeel", shares(right={"ziekte": 0.25})),
    }  # fmt: skip
    return small_region(**offer | tables | changes)


def inventaris(**stand: str) -> pd.DataFrame:
    days = {"volledig": "2026-03-01", "deels": "2026-02-01"}
    rows = [{"gebiedcode": code, "stand": value, "datum": days.get(value)} for code, value in stand.items()]
    return table("inventaris", rows)


@pytest.mark.parametrize("niveau", LEVELS)
@pytest.mark.parametrize("together", [False, True])
def test_the_five_parts_add_up_to_the_vraag_and_the_four_to_uitgesloten(niveau, together):
    tables = region()
    rows = gap_table(calculate(tables), tables, niveau, together=together)
    assert rows[list(DELEN)].sum(axis=1).tolist() == pytest.approx(rows["vraag"].tolist(), abs=1e-9)
    assert rows[list(UITGESLOTEN_DELEN)].sum(axis=1).tolist() == pytest.approx(rows["uitgesloten"].tolist(), abs=1e-9)
    assert (rows[[*DELEN, *UITGESLOTEN_DELEN]].max() > 0).all()


@pytest.mark.parametrize("niveau", LEVELS)
def test_every_level_counts_the_same_people(niveau):
    tables = region()
    run = calculate(tables)
    rows = gap_table(run, tables, niveau).groupby(["subgroep", "leeftijdsband"])[list(NUMBERS)].sum()
    regio = gap_table(run, tables, Gebiedsniveau.REGIO).groupby(["subgroep", "leeftijdsband"])[list(NUMBERS)].sum()
    pd.testing.assert_frame_equal(rows, regio)


def test_wijken_add_up_to_their_gemeente():
    tables = region()
    run = calculate(tables)
    wijk = gap_table(run, tables, Gebiedsniveau.WIJK, together=True).set_index(["gebiedcode", "subgroep"])
    gemeente = gap_table(run, tables, Gebiedsniveau.GEMEENTE, together=True).set_index(["gebiedcode", "subgroep"])
    both = wijk.loc[NOORD, list(NUMBERS)] + wijk.loc[MIDDEN, list(NUMBERS)]
    pd.testing.assert_frame_equal(both, gemeente.loc["GM0001", list(NUMBERS)])


def test_bands_add_up_to_18_and_older():
    tables = region()
    run = calculate(tables)
    bands = gap_table(run, tables, Gebiedsniveau.WIJK).groupby(["gebiedcode", "subgroep"])[list(NUMBERS)].sum()
    together = gap_table(run, tables, Gebiedsniveau.WIJK, together=True)
    assert set(together["leeftijdsband"]) == {"18+"}
    together = together.set_index(["gebiedcode", "subgroep"])[list(NUMBERS)].sort_index()
    pd.testing.assert_frame_equal(together, bands)


def test_omvang_and_vraag_by_hand():
    tables = region()
    rows = gap_table(calculate(tables), tables, Gebiedsniveau.WIJK, together=True)
    for code, adults in ADULTS.items():
        row = one_row(rows, gebiedcode=code, subgroep="verlies")
        assert [row["omvang_laag"], row["omvang"], row["omvang_hoog"]] == pytest.approx(
            [0.1 * adults, 0.2 * adults, 0.3 * adults]
        )
        assert [row["vraag_laag"], row["vraag"], row["vraag_hoog"]] == pytest.approx(
            [0.005 * adults, 0.02 * adults, 0.06 * adults]
        )
        unique = one_row(rows, gebiedcode=code, subgroep=UNIEK)
        assert unique["omvang"] == pytest.approx(adults)
        assert unique["vraag"] == pytest.approx(adults * (1 - 0.98 * 0.99))  # verlies 2%, ziekte 1%


def test_bands_that_a_rule_cuts_come_back_as_the_five():
    tables = region()
    rows = gap_table(calculate(tables), tables, Gebiedsniveau.WIJK)
    assert rows["leeftijdsband"].unique().tolist() == ["18-49", "50-64", "65-74", "75+"]
    assert not rows.duplicated(KEYS).any()


def test_units_have_their_names_people_and_inventaris():
    tables = region(inventaris=inventaris(**{NOORD: "volledig", MIDDEN: "deels"}))
    run = calculate(tables)
    wijk = units(run, tables, Gebiedsniveau.WIJK).set_index("gebiedcode")
    assert wijk["inventaris"].to_dict() == {NOORD: "volledig", MIDDEN: "deels", ZUID: "niet"}
    assert wijk["gebiednaam"].tolist() == ["Noord", "Midden", "Zuid"]
    gemeente = units(run, tables, Gebiedsniveau.GEMEENTE).set_index("gebiedcode")
    assert gemeente["inventaris"].to_dict() == {"GM0001": "deels", "GM0002": "niet"}
    assert gemeente.loc["GM0001", "inventaris_datum"] == "2026-02-01"  # the oldest
    assert gemeente["inwoners"].to_dict() == {"GM0001": 1500, "GM0002": 200}
    pc4 = units(run, tables, Gebiedsniveau.PC4).set_index("gebiedcode")
    assert pc4["inwoners"].to_dict() == {"1001": 600, "1002": 700, "1003": 640, "1004": 80}  # those of CBS
    assert pc4.loc["1001", "gebiednaam"] == "1001 Dorp"
    assert pc4["inventaris"].to_dict() == {"1001": "volledig", "1002": "deels", "1003": "deels", "1004": "niet"}
    assert units(run, tables, Gebiedsniveau.REGIO)["gebiednaam"].tolist() == ["Oost", "West"]


def test_a_postcode_without_a_cel_is_no_unit():
    tables = region()
    extra = tables["postcode"].iloc[:1].assign(pc4="9999")
    tables["postcode"] = pd.concat([tables["postcode"], extra], ignore_index=True)
    assert units(calculate(tables), tables, Gebiedsniveau.PC4)["gebiedcode"].tolist() == [
        "1001",
        "1002",
        "1003",
        "1004",
    ]


@pytest.mark.parametrize(("inwoners", "merk"), [(49, "te_klein"), (None, "onbekend"), (50, "")])
def test_a_gebied_without_estimates_says_why(inwoners, merk):
    tables = region()
    tables["gebied"].loc[2, "inwoners"] = inwoners
    run = calculate(tables)
    for niveau, code in ((Gebiedsniveau.WIJK, ZUID), (Gebiedsniveau.GEMEENTE, "GM0002"), (Gebiedsniveau.REGIO, "West")):
        rows = gap_table(run, tables, niveau)
        here = rows["gebiedcode"] == code
        assert set(rows.loc[here, "merk"]) == {merk}
        assert rows.loc[here, list(NUMBERS)].isna().all(axis=None) == bool(merk)
        assert set(rows.loc[~here, "merk"]) == {""}


def test_gebieden_too_small_apart_are_too_small_together():
    tables = region()
    tables["gebied"].loc[:1, "inwoners"] = 40  # 80 people in GM0001, and no estimate for any of them
    rows = gap_table(calculate(tables), tables, Gebiedsniveau.GEMEENTE)
    assert set(rows.loc[rows["gebiedcode"] == "GM0001", "merk"]) == {"te_klein"}


def test_a_subgroep_without_a_share_is_unknown_and_one_with_a_share_of_0_is_0():
    kept = [row for row in shares() if row["subgroep"] != "ziekte"]
    zero = [
        share("ziekte", "aandeel", (0, 0, 0), leeftijdsband="18-49"),
        share("ziekte", "steunvraag", (0.1, 0.1, 0.1)),
    ]
    tables = region(aandeel=table("aandeel", kept + zero))
    rows = gap_table(calculate(tables), tables, Gebiedsniveau.WIJK)
    young = one_row(rows, gebiedcode=NOORD, subgroep="ziekte", leeftijdsband="18-49")
    old = one_row(rows, gebiedcode=NOORD, subgroep="ziekte", leeftijdsband="75+")
    assert (young["merk"], young["vraag"]) == ("", 0)
    assert old["merk"] == "onbekend"
    assert np.isnan(old["vraag"])
    assert one_row(rows, gebiedcode=NOORD, subgroep=UNIEK, leeftijdsband="75+")["vraag"] == pytest.approx(200 * 0.02)


def test_without_a_steunvraag_the_vraag_is_unknown_until_the_slider_says_it():
    kept = [row for row in shares() if (row["subgroep"], row["wat"]) != ("ziekte", "steunvraag")]
    tables = region(aandeel=table("aandeel", kept))
    for steunvraag, merk in ((None, "onbekend"), (0.1, "")):
        rows = gap_table(calculate(tables, steunvraag=steunvraag), tables, Gebiedsniveau.WIJK)
        assert set(rows.loc[rows["subgroep"] == "ziekte", "merk"]) == {merk}
        assert set(rows.loc[rows["subgroep"] != "ziekte", "merk"]) == {""}


def test_soort_and_lokaal_are_those_of_the_gebied_itself():
    local = share("verlies", "aandeel", (0.1, 0.2, 0.3), gebiedcode=NOORD, soort="gemodelleerd", lokaal="ja")
    firm = [row | {"soort": "geschat"} if row["wat"] == "steunvraag" else row for row in shares()]
    tables = region(aandeel=table("aandeel", [*firm, local]))
    run = calculate(tables)
    wijk = gap_table(run, tables, Gebiedsniveau.WIJK, together=True)
    noord, midden = (one_row(wijk, gebiedcode=code, subgroep="verlies") for code in (NOORD, MIDDEN))
    assert (noord["omvang_soort"], noord["soort"], noord["lokaal"]) == ("gemodelleerd", "geschat", "ja")
    assert (midden["omvang_soort"], midden["soort"], midden["lokaal"]) == ("aanname", "aanname", "nee")
    unique = one_row(wijk, gebiedcode=NOORD, subgroep=UNIEK)
    assert (unique["soort"], unique["lokaal"]) == ("aanname", "ja")  # its weakest and its best levensvraag
    gemeente = gap_table(run, tables, Gebiedsniveau.GEMEENTE, together=True)
    both = one_row(gemeente, gebiedcode="GM0001", subgroep="verlies")
    assert (both["omvang_soort"], both["lokaal"]) == ("aanname", "nee")


def test_a_slider_is_an_aanname():
    firm = [row | {"soort": "geschat"} for row in shares()]
    tables = region(aandeel=table("aandeel", firm))
    assert set(gap_table(calculate(tables), tables, Gebiedsniveau.WIJK)["soort"]) == {"geschat"}
    moved = gap_table(calculate(tables, steunvraag=0.1), tables, Gebiedsniveau.WIJK)
    assert set(moved["soort"]) == {"aanname"}
    assert set(moved.loc[moved["subgroep"] == "verlies", "omvang_soort"]) == {"geschat"}


def test_niveau_c_shows_that_there_is_no_geestelijk_verzorger():
    tables = region()
    plain, strict = (
        gap_table(calculate(tables, niveau=niveau), tables, Gebiedsniveau.WIJK, together=True) for niveau in Niveau
    )
    row = {"gebiedcode": NOORD, "subgroep": "verlies"}
    assert one_row(plain, **row)["uitgesloten"] == 0  # koffie admits everybody
    # the gv is near 1002 alone, for 55 and older: of 400 inhabitants 136 are 18-49 and 80 are 50-54
    assert one_row(strict, **row)["uitgesloten"] == pytest.approx(0.02 * (136 + 80))
    assert one_row(strict, **row)["buiten_bereik"] == pytest.approx(0.02 * 564)


@pytest.mark.parametrize(
    "name",
    ["gebied", "postcode", "postcode_leeftijd", "cel", "leeftijd", "subgroep", "aandeel", "initiatief", "toegangsregel",
     "initiatief_subgroep", "initiatief_taal", "werkgebied", "inventaris", "vraag"],
)  # fmt: skip
def test_the_order_of_rows_in_a_table_changes_nothing(name):
    local = share("verlies", "aandeel", (0.1, 0.2, 0.3), gebiedcode=NOORD, soort="gemodelleerd", lokaal="ja")
    tables = region(
        aandeel=table("aandeel", [*shares(right={"ziekte": 0.25}), local]),
        inventaris=inventaris(**{NOORD: "volledig", MIDDEN: "deels"}),
    )
    tables["vraag"] = vraag_table(tables)
    turned = tables | {name: tables[name].sample(frac=1, random_state=5).reset_index(drop=True)}
    for niveau in (Gebiedsniveau.PC4, Gebiedsniveau.REGIO):
        before, after = (
            gap_table(calculate(given), given, niveau).sort_values(KEYS, ignore_index=True)
            for given in (tables, turned)
        )
        pd.testing.assert_frame_equal(before, after)
    pd.testing.assert_frame_equal(*(barrier_table(calculate(given), given) for given in (tables, turned)))
