"""The bytes of a table: the same for the same rows, readable by anything, and back to the table to the last digit."""

import gzip
import hashlib
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.errors import StoreError, TableError
from mapping.schema import TABLES
from mapping.store.content import KEPT, digest_of, packed, storable, text_of, unpacked
from tests.unit.store.region import import_of, small_tables
from tests.unit.store.states import STATES, few, state

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)


@few
@given(STATES)
def test_content_comes_back_as_the_table_that_went_in(rows):
    table = state(rows)["initiatief"]
    digest, content = packed(table, "initiatief")
    back = unpacked(content, digest, "initiatief")
    pd.testing.assert_frame_equal(pd.DataFrame(back), pd.DataFrame(table))
    assert digest_of(back, "initiatief") == digest


@few
@given(st.lists(TEXTS, min_size=1, max_size=5), st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_any_text_and_number_comes_back(texts, numbers):
    offer = storable(import_of(1, "x")["organisatie"].merge(pd.Series(texts, name="website"), how="cross")
                     .drop(columns="website_x", errors="ignore").rename(columns={"website_y": "website"}),
                     "organisatie")  # fmt: skip
    digest, content = packed(offer, "organisatie")
    pd.testing.assert_frame_equal(unpacked(content, digest, "organisatie"), offer)
    leeftijd = TABLES["leeftijd"].empty().reindex(range(len(numbers))).assign(inwoners=numbers)
    leeftijd = storable(leeftijd, "leeftijd")
    digest, content = packed(leeftijd, "leeftijd")
    assert unpacked(content, digest, "leeftijd")["inwoners"].tolist() == numbers


def test_content_is_plain_csv_that_anything_reads():
    digest, content = packed(small_tables()["initiatief"], "initiatief")
    text = gzip.decompress(content)
    assert hashlib.sha256(text).hexdigest() == digest
    plain = pd.read_csv(io.BytesIO(text))
    assert plain["telt_als_plaats"].unique().tolist() == ["ja"]
    assert plain["capaciteit_pj"].tolist() == [10.5] * 5
    assert plain["geometry"].isna().tolist() == [False, False, False, True, False]


def test_hash_does_not_depend_on_gzip_index_or_a_column_that_came_later():
    table = small_tables()["initiatief"]
    assert digest_of(table.set_axis(range(10, 15)), "initiatief") == digest_of(table, "initiatief")
    assert digest_of(table.drop(columns="werkgebied_tekst"), "initiatief") == digest_of(table, "initiatief")
    assert digest_of(table.iloc[::-1], "initiatief") != digest_of(table, "initiatief")
    assert packed(table, "initiatief") == packed(table.copy(), "initiatief")


@pytest.mark.parametrize("damage", [b"", b"nonsense", "half", "turned", "other"])
def test_damaged_content_gives_a_sentence(damage):
    digest, content = packed(small_tables()["initiatief"], "initiatief")
    spoiled = {
        "half": content[: len(content) // 2],
        "turned": content[:40] + bytes([content[40] ^ 255]) + content[41:],
        "other": gzip.compress(b"a,b\n1,2\n"),
    }.get(damage, damage)
    with pytest.raises(StoreError, match="is beschadigd en kan niet terug"):
        unpacked(spoiled, digest, "initiatief")


def test_tables_of_every_contract_have_a_text_when_empty():
    for name in KEPT:
        assert text_of(TABLES[name].empty(), name).count("\n") == 1


def test_table_that_is_storable_already_is_returned_itself():
    for name, table in small_tables().items():
        assert storable(table, name) is table, name


def test_storable_gives_the_columns_and_dtypes_of_the_contract():
    raw = import_of(2, "x")["werkgebied"].astype(object)[["code", "gebiedsoort", "initiatief", "bron"]]
    made = storable(raw.assign(onbekend=1, code="1001\r\n\0"), "werkgebied")
    assert list(made.columns) == list(TABLES["werkgebied"].columns)
    assert list(made.dtypes) == list(TABLES["werkgebied"].empty().dtypes)
    assert set(made["code"]) == {"1001"}


def test_storable_refuses_what_it_cannot_read():
    with pytest.raises(TableError, match="Dit is geen datum"):
        storable(import_of(1, "x")["werkgebied"].assign(peildatum="gisteren"), "werkgebied")
