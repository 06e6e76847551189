"""The catalogues: every share has a source that a reader can check, or is an aanname and says so."""

import re

import numpy as np
import pandas as pd
import pytest

from mapping.analysis.need import shares_per_gebied
from mapping.contracts_offer import AANBIEDERSSOORTEN, VINDPLAATSTYPEN
from mapping.errors import TableError
from mapping.model import LEEFTIJDSBANDEN, Abc, Kanaal, Rol, Soort, Wat
from mapping.schema import cast
from mapping.sources.catalogue import (
    CATALOGUE_FOLDER,
    HIGH_EDUCATION,
    HIGH_EDUCATION_SUBGROEP,
    local_shares,
    read_catalogue,
)
from tests.conftest import TODAY

CHECKABLE = re.compile(r"https?://[\w.-]+\.\w+/\S+|\bCBS \d{5}ned\b", re.IGNORECASE)
"""An address of a page, or a table of CBS by its number."""

GEMEENTEN = {"WK059901": "GM0599", "WK059902": "GM0599"}

PER_GEMEENTE = ("psychiatrisch", "psychiatrisch_complex", "vluchteling", "cultuur")
"""Health, flight and origin are shown per gemeente only (method.md section 7)."""


@pytest.fixture(scope="module")
def catalogue() -> dict[str, pd.DataFrame]:
    return {name: cast(table, name) for name, table in read_catalogue(today=TODAY).items()}


@pytest.fixture(scope="module")
def shares(catalogue) -> pd.DataFrame:
    return catalogue["aandeel"]


def test_every_share_has_a_bron_and_a_peildatum(shares):
    assert (shares["bron"].str.len() > 10).all()
    assert shares["peildatum"].notna().all()


def test_share_without_an_address_or_a_cbs_table_is_an_aanname(shares):
    checkable = shares["bron"].str.contains(CHECKABLE)
    assert shares.loc[~checkable & (shares["soort"] != Soort.AANNAME), ["subgroep", "bron"]].empty


def test_aanname_looks_like_one_and_nothing_else_does(shares):
    assert (shares["bron"].str.startswith("Aanname:") == (shares["soort"] == Soort.AANNAME)).all()


def test_steunvraag_and_recht_palliatief_are_aannamen(shares):
    assert set(shares.loc[shares["wat"] != Wat.AANDEEL, "soort"]) == {"aanname"}
    wanted = shares[shares["wat"] == Wat.STEUNVRAAG]
    assert (wanted[["laag", "midden", "hoog"]] == [0.05, 0.10, 0.20]).all(axis=None)


def test_laag_midden_and_hoog_rise_and_are_shares(shares):
    steps = shares[["laag", "midden", "hoog"]].to_numpy(dtype=float)
    assert (np.diff(steps, axis=1) >= 0).all()
    assert (steps >= 0).all()
    assert (steps <= 1).all()


def test_aanname_has_a_range(shares):
    # what nobody measured has one, unless it is nobody or everybody by definition
    assumed = shares[(shares["soort"] == Soort.AANNAME) & ~shares["midden"].isin([0, 1])]
    assert (assumed["laag"] < assumed["hoog"]).all()


@pytest.mark.parametrize("wat", Wat)
def test_every_subgroep_has_a_row_of_every_kind_for_every_age_children_too(catalogue, wat):
    kinds = list(catalogue["subgroep"]["subgroep"])
    found = shares_per_gebied(
        catalogue["aandeel"], wat=wat, subgroepen=kinds, gebieden=["WK059901"], gemeenten=GEMEENTEN
    )
    assert len(found) == len(kinds) * len(LEEFTIJDSBANDEN)
    assert found["midden"].notna().all()


def test_groups_of_adults_have_a_row_of_0_for_children(catalogue):
    kinds = list(catalogue["subgroep"]["subgroep"])
    found = shares_per_gebied(
        catalogue["aandeel"], wat=Wat.AANDEEL, subgroepen=kinds, gebieden=["WK059901"], gemeenten=GEMEENTEN
    )
    children = found.xs("0-17", level="leeftijdsband")["hoog"]
    assert set(children[children > 0].droplevel("gebiedcode").index) == {"cultuur", "geld", "jongeren_identiteit"}


def test_lokaal_says_what_is_known_of_a_gebied_and_a_national_share_is_no_local_one(shares):
    assert set(shares["gebiedcode"]) == {"NL"}
    assert set(shares["lokaal"]) == {"nee", "alleen leeftijd"}
    by_age = shares[(shares["wat"] == Wat.AANDEEL) & (shares["lokaal"] == "alleen leeftijd")]
    assert not (by_age["leeftijdsband"] == "alle").any()


def test_subgroepen_are_those_of_the_domain_with_their_rol(catalogue):
    rol = catalogue["subgroep"].set_index("subgroep")["rol"]
    life = (
        "verlies ziekte einde_leven naaste mantelzorg relatie dagbesteding identiteit psychiatrisch eenzaam inspiratie"
    )
    other = "ouderen_jong ouderen_oud opleiding_hoog opleiding_laag taal cultuur geld vluchteling"
    assert set(rol[life.split()]) == {Rol.LEVENSVRAAG}
    assert set(rol[other.split()]) == {Rol.KENMERK}


def test_sensitive_subgroepen_are_shown_per_gemeente_only(catalogue):
    facts = catalogue["subgroep"].set_index("subgroep")
    assert set(facts.loc[list(PER_GEMEENTE), "minimaal_niveau"]) == {"gemeente"}
    assert facts.loc[list(PER_GEMEENTE), "bijzonder"].astype(bool).all()


def test_every_subgroep_says_how_it_is_estimated(catalogue):
    assert catalogue["subgroep"][["naam", "omschrijving", "schatting", "bron"]].notna().all(axis=None)
    assert catalogue["subgroep"]["naam"].is_unique


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("aanbiederssoort", AANBIEDERSSOORTEN),
        ("vindplaatstype", VINDPLAATSTYPEN),
        ("kanaal", tuple(Kanaal)),
        ("abc", tuple(Abc)),
    ],
)
def test_list_of_choices_holds_what_the_contract_allows(name, codes):
    listed = pd.read_csv(CATALOGUE_FOLDER / f"{name}.csv", dtype=str)
    assert set(listed["code"]) == {str(code) for code in codes}
    assert listed["code"].is_unique
    assert listed.notna().all(axis=None)


def test_faulty_catalogue_brings_all_its_findings(tmp_path):
    for name in ("subgroep.csv", "aandelen.csv"):
        table = pd.read_csv(CATALOGUE_FOLDER / name, dtype=str)
        table.loc[0, "bron"] = None
        table.to_csv(tmp_path / name, index=False)
    with pytest.raises(TableError) as caught:
        read_catalogue(today=TODAY, folder=tmp_path)
    found = [(finding.file, finding.row, finding.column) for finding in caught.value.findings]
    assert sorted(found) == [("aandelen.csv", 2, "bron"), ("subgroep.csv", 2, "bron")]


def basis(**percentages: float) -> pd.DataFrame:
    """Make the counts of higher education of some wijken, with another kenmerk beside it."""
    rows = [
        {"gebiedcode": code, "kenmerk": kenmerk, "waarde": value, "bron": "CBS 85318NED", "peildatum": "2022-01-01"}
        for code, value in percentages.items()
        for kenmerk in (HIGH_EDUCATION, "percentage_personen_laagste_40_inkomen")
    ]
    return pd.DataFrame(rows)


def test_percentage_of_cbs_becomes_a_counted_local_share_with_its_rounding(shares):
    added = local_shares(basis(WK059901=29.0), shares).iloc[len(shares) :]
    (row,) = added.to_dict("records")
    assert (row["laag"], row["midden"], row["hoog"]) == pytest.approx((0.285, 0.29, 0.295))
    assert (row["subgroep"], row["gebiedcode"], row["wat"]) == (HIGH_EDUCATION_SUBGROEP, "WK059901", "aandeel")
    assert (row["soort"], row["lokaal"], row["leeftijdsband"]) == ("gemeten", "ja", "alle")
    assert row["bron"] == f"CBS 85318NED {HIGH_EDUCATION}"


def test_local_share_stays_between_0_and_1(shares):
    added = local_shares(basis(WK1=0.0, WK2=100.0), shares).iloc[len(shares) :]
    assert added["laag"].tolist() == [0, 0.995]
    assert added["hoog"].tolist() == [0.005, 1]


def test_wijk_without_a_figure_keeps_the_national_share(shares):
    found = cast(local_shares(basis(WK059901=29.0, WK059902=np.nan), shares), "aandeel")
    assert set(found["gebiedcode"]) == {"NL", "WK059901"}
    used = shares_per_gebied(
        found,
        wat=Wat.AANDEEL,
        subgroepen=[HIGH_EDUCATION_SUBGROEP],
        gebieden=["WK059901", "WK059902"],
        gemeenten=GEMEENTEN,
    )
    adults = used.xs("18-49", level="leeftijdsband").droplevel("subgroep")
    assert adults["lokaal"].to_dict() == {"WK059901": "ja", "WK059902": "nee"}
    assert adults["midden"].to_dict() == {"WK059901": 0.29, "WK059902": 0.35}


def test_shares_without_that_subgroep_stay_as_they_are(shares):
    others = shares[shares["subgroep"] != HIGH_EDUCATION_SUBGROEP]
    before = others.copy()
    assert local_shares(basis(WK059901=29.0), others) is others
    pd.testing.assert_frame_equal(others, before)
