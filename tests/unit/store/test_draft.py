"""Rows added, changed and taken away before they are saved: nothing else moves, and nothing given is changed."""

import pandas as pd
import pytest
import shapely

from mapping.schema import TABLES
from mapping.store.address import EXAMPLE_FILE
from mapping.store.content import digest_of
from mapping.store.difference import table_difference
from mapping.store.draft import edited, moved, new_code, without_row
from mapping.store.fields import fields
from mapping.store.geopackage import GeoPackage


@pytest.fixture(scope="module")
def example():
    """Return the tables of the example; nobody may change them."""
    return GeoPackage(EXAMPLE_FILE).read()


def changes(old, new, name):
    found = table_difference(old, new, name)
    return list(found[["sleutel", "soort", "kolom", "oud", "nieuw"]].fillna("").itertuples(index=False, name=None))


@pytest.mark.parametrize("name", ["initiatief", "organisatie", "vindplaats", "verbinding", "inventaris", "werkgebied"])
def test_table_that_nobody_changed_is_the_same_to_the_last_byte(example, name):
    assert digest_of(edited(example[name], name), name) == digest_of(example[name], name)


def test_changed_cell_is_the_only_difference_and_the_given_table_stays(example):
    old = example["initiatief"]
    before = digest_of(old, "initiatief")

    new = edited(
        old, "initiatief", changed={1: {"wachttijd_weken": 3, "kanaal": ["online", "telefonisch"], "adres": " "}}
    )

    assert changes(old, new, "initiatief") == [
        ("maatje-noord", "anders", "kanaal", "huisbezoek", "online;telefonisch"),
        ("maatje-noord", "anders", "wachttijd_weken", "8", "3"),
    ]
    assert digest_of(old, "initiatief") == before
    assert new.crs == old.crs


def test_added_row_stands_last_without_a_point_and_gone_rows_are_gone(example):
    old = example["vindplaats"]

    new = edited(old, "vindplaats", added=[{"vindplaats": "nieuw", "naam": "Nieuw", "voorbeeld": "nee"}], gone=[0, 2])

    assert len(new) == len(old) - 1
    assert new.iloc[-1]["vindplaats"] == "nieuw"
    assert new.geometry.iloc[-1] is None
    assert new["voorbeeld"].iloc[-1] == False  # noqa: E712  (a pandas boolean)
    assert [(key, kind) for key, kind, *_rest in changes(old, new, "vindplaats")] == sorted(
        [(old["vindplaats"][0], "weg"), (old["vindplaats"][2], "weg"), ("nieuw", "erbij")]
    )


def test_empty_table_takes_its_first_row(example):
    new = edited(TABLES["verbinding"].empty(), "verbinding", added=[{"verbinding": "een", "van": "a"}])

    assert list(new["verbinding"]) == ["een"]
    assert list(new.columns) == list(TABLES["verbinding"].columns)


def test_value_that_does_not_fit_becomes_missing(example):
    new = edited(
        example["initiatief"], "initiatief", changed={0: {"wachttijd_weken": "veel", "einddatum": "31-12-2027"}}
    )

    assert new.loc[0, ["wachttijd_weken", "einddatum"]].isna().all()


def test_moved_row_has_another_point_and_gebied_and_no_other_row_does(example):
    old = example["initiatief"]

    new = moved(old, 3, shapely.Point(90_000, 435_000), "WK059903")

    assert {column for _key, _kind, column, *_rest in changes(old, new, "initiatief")} == {"geometry", "gebiedcode"}
    assert (new.geometry.iloc[3].x, new["gebiedcode"].iloc[3]) == (90_000, "WK059903")
    assert moved(old, 3, None, None).geometry.iloc[3] is None


def test_initiatief_takes_its_lists_and_verbindingen_along_and_nothing_of_others(example):
    lost = without_row(example, "initiatief", ["zin-thuis-maas"])

    assert set(lost) >= {"initiatief_subgroep", "initiatief_taal", "toegangsregel", "werkgebied", "verbinding"}
    for name, rows in lost.items():
        gone = example[name][~example[name].apply(tuple, axis=1).isin(rows.apply(tuple, axis=1))]
        if name == "verbinding":
            assert ((gone["van"] == "zin-thuis-maas") | (gone["naar"] == "zin-thuis-maas")).all()
        else:
            assert set(gone["initiatief"]) == {"zin-thuis-maas"}


def test_organisatie_takes_its_verbindingen_along_but_not_its_initiatieven(example):
    assert set(without_row(example, "organisatie", ["moskee-brug"])) == {"verbinding"}


def test_vindplaats_and_initiatief_of_one_name_are_not_confused(example):
    rows = example["verbinding"].assign(van_soort="vindplaats", van="zelfde", naar_soort="organisatie", naar="x")

    assert without_row(example | {"verbinding": rows}, "initiatief", ["zelfde"]) == {}
    assert without_row(example | {"verbinding": rows}, "vindplaats", ["zelfde"])["verbinding"].empty


@pytest.mark.parametrize(
    ("text", "taken", "code"),
    [
        ("Café De Brug", (), "cafe-de-brug"),
        ("  Café De Brug!  ", ("cafe-de-brug", "cafe-de-brug-2"), "cafe-de-brug-3"),
        ("<script>", (), "script"),
        ("日本", (), "nieuw"),
        ("", ("nieuw",), "nieuw-2"),
    ],
)
def test_code_is_made_from_the_name_and_is_free(text, taken, code):
    assert new_code(text, taken) == code


def test_every_made_code_fits_the_contract():
    pattern = TABLES["initiatief"].columns["initiatief"].pattern
    for text in ("x" * 500, "-_-", "A b" * 40, "é" * 70):
        code = new_code(text, [new_code(text, ())])
        assert pd.Series([code]).str.fullmatch(pattern).all(), code


@pytest.mark.parametrize("name", list(TABLES))
def test_fields_tell_what_the_contract_says(name):
    known = fields(name)

    assert list(known) == [column for column, rule in TABLES[name].columns.items() if not rule.is_geometry]
    assert {column for column, field in known.items() if field.key} == set(TABLES[name].key)
    for column, field in known.items():
        assert field.required != TABLES[name].columns[column].optional
