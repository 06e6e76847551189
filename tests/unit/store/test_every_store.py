"""What every store does, file or database: the same tables back, versions of the state, all or nothing."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from mapping.contract import DTYPES, Kind, TableContract
from mapping.errors import StoreError
from mapping.model import RD_NEW
from mapping.schema import NEEDED, TABLES
from mapping.store.address import opened
from mapping.store.content import KEPT, digest_of, packed
from mapping.store.protocol import Recorded
from tests.unit.store.region import small_tables, with_value

SHAPES = {
    Kind.POINT: shapely.Point(80_000.123456789, 430_000),
    Kind.LINE: shapely.LineString([(80_000, 430_000), (81_000, 430_500), (82_000, 430_000)]),
    Kind.AREA: shapely.box(80_000, 430_000, 81_000, 431_000),
}
HOLED = shapely.box(0, 0, 10, 10).difference(shapely.box(2, 2, 3, 3))
HOSTILE = (
    "tekst, ‘één’ ☕",
    "Robert'); DROP TABLE gebied;--",
    'komma, "aanhaling"; puntkomma\ten tab',
    "twee\nregels",
    "=1+1",
    "NaN",
    "None",
    "<script>alert(1)</script>",
    "00012",
    "%s %(naam)s :naam",
    "נגד כיוון הכתיבה 🏳️‍🌈",
    "lang " * 2000 + "einde",
)
NUMBERS = (0.1 + 0.2, 1 / 3, 5e-324, 1.7976931348623157e308, -0.0, 12345678.910111213)


def table_of(contract: TableContract, rows: list[bool], text: str = HOSTILE[0], value: float = NUMBERS[0]):
    """Return a table with per row every value filled (True) or missing (False)."""
    values = {Kind.TEXT: text, Kind.WHOLE: 2**53, Kind.NUMBER: value, Kind.DATE: "2022-01-01", Kind.FLAG: False}
    plain = {
        name: pd.Series([values[c.kind] if row else None for row in rows], dtype=DTYPES[c.kind])
        for name, c in contract.columns.items()
        if not c.is_geometry
    }
    if contract.geometry is None:
        return pd.DataFrame(plain)
    shapes = [SHAPES[contract.geometry.kind] if row else None for row in rows]
    return gpd.GeoDataFrame(plain, geometry=shapes, crs=RD_NEW)


ROWS = {"empty": [], "filled": [True], "all missing": [False, False], "mixed": [False, True, False]}


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_every_table_comes_back_with_its_dtypes_columns_values_and_hash(make_store, rows):
    store = make_store()
    tables = {name: table_of(contract, rows) for name, contract in TABLES.items()}
    store.write(tables)
    back = store.read()
    assert set(back) == set(TABLES)
    for name, table in tables.items():
        assert type(back[name]) is type(table), name
        assert list(back[name].columns) == list(TABLES[name].columns), name
        pd.testing.assert_frame_equal(pd.DataFrame(back[name]), pd.DataFrame(table), check_index_type=False)
        assert digest_of(back[name], name) == digest_of(table, name)
        if isinstance(table, gpd.GeoDataFrame):
            assert back[name].crs == RD_NEW, name


def test_hostile_text_comes_back_as_it_was(make_store):
    store, tables = make_store(), small_tables()
    tables["organisatie"] = pd.concat([table_of(TABLES["organisatie"], [True], text) for text in HOSTILE])
    store.write(tables)
    assert store.read(["organisatie"])["organisatie"]["naam"].tolist() == [text.strip() for text in HOSTILE]


def test_numbers_come_back_to_the_last_digit(make_store):
    store, tables = make_store(), small_tables()
    tables["cel"] = pd.concat([table_of(TABLES["cel"], [True], value=value) for value in NUMBERS], ignore_index=True)
    store.write(tables)
    back = store.read(["cel"])["cel"]
    assert back["inwoners"].tolist() == list(NUMBERS)
    assert digest_of(back, "cel") == digest_of(tables["cel"], "cel")


def test_shapes_come_back_as_they_were(make_store):
    store, tables = make_store(), small_tables()
    shapes = [HOLED, shapely.MultiPolygon([HOLED]), shapely.MultiPolygon([HOLED, shapely.box(20, 20, 30, 30)])]
    tables["gebied"] = tables["gebied"].set_geometry(gpd.GeoSeries(shapes, crs=RD_NEW))
    store.write(tables)
    back = store.read(["gebied"])["gebied"]
    assert [one.wkb for one in back.geometry] == [one.wkb for one in shapes]


def test_rows_keep_their_order(make_store):
    store, tables = make_store(), small_tables()
    tables["initiatief"] = tables["initiatief"].iloc[[3, 0, 4, 1, 2]].reset_index(drop=True)
    store.write(tables)
    assert (
        store.read(["initiatief"])["initiatief"]["initiatief"].tolist() == tables["initiatief"]["initiatief"].tolist()
    )


def test_writing_changes_nothing_in_the_tables(make_store):
    tables, kept = small_tables(), small_tables()
    make_store().write(tables)
    for name, table in tables.items():
        pd.testing.assert_frame_equal(pd.DataFrame(table), pd.DataFrame(kept[name]))


def test_a_fresh_region_has_no_fault_and_names_its_tables_only(store):
    assert store.check() == []
    assert set(store.tables()) <= set(TABLES)
    assert set(NEEDED) <= set(store.tables())


@pytest.mark.parametrize("name", sorted(set(TABLES) - set(NEEDED)))
def test_absent_table_that_is_not_needed_is_empty(engine, address, name):
    engine.drop_outside(address, name)
    table = opened(address).read([name])[name]
    assert table.empty
    assert list(table.columns) == list(TABLES[name].columns)


def test_absent_table_that_is_needed_is_named(engine, address):
    engine.drop_outside(address, "cel")
    with pytest.raises(StoreError, match="cel ontbreekt"):
        opened(address).read()
    assert [finding.value for finding in opened(address).check()] == ["cel"]


def test_region_that_is_not_there_gives_a_sentence(make_store):
    store = make_store()
    for ask in (store.version, store.tables, store.read, store.check, lambda: store.listed(1)):
        with pytest.raises(StoreError, match=r"\w+ .*\."):
            ask()
    with pytest.raises(StoreError), store.hold():
        pass


def test_state_text_changes_when_the_region_does_and_only_then(store):
    before = store.version()
    assert store.version() == before
    store.read()
    assert store.version() == before
    with store.hold() as held:
        held.replace({"initiatief": with_value(small_tables(), "inloop", "naam", "Nieuw")}, [])
    assert store.version() != before


def test_table_that_is_replaced_comes_back_and_the_others_stay(store):
    changed = with_value(small_tables(), "inloop", "naam", "Nieuw")
    with store.hold() as held:
        held.replace({"initiatief": changed}, [])
    back = store.read()
    for name, table in (small_tables() | {"initiatief": changed}).items():
        assert digest_of(back[name], name) == digest_of(table, name), name


def test_held_store_reads_as_the_store_does(store):
    with store.hold() as held:
        assert digest_of(held.read(["cel"])["cel"], "cel") == digest_of(store.read(["cel"])["cel"], "cel")


def test_history_keeps_hashes_and_contents_and_knows_no_other_versions(store):
    digest, content = packed(small_tables()["initiatief"], "initiatief")
    with store.hold() as held:
        held.replace({}, [Recorded(7, {"initiatief": digest, "cel": "0" * 64}, {digest: content})])
    assert store.listed(7) == {"initiatief": digest, "cel": "0" * 64}
    assert store.content(digest) == content
    assert store.listed(8) == {}
    with pytest.raises(StoreError, match="ontbreekt"):
        store.content("0" * 64)


def test_content_that_is_there_already_is_no_fault(store):
    digest, content = packed(small_tables()["initiatief"], "initiatief")
    for number in (7, 8):
        with store.hold() as held:
            held.replace({}, [Recorded(number, {"initiatief": digest}, {digest: content})])
    assert store.listed(7) == store.listed(8)


def test_version_is_recorded_once_and_a_failed_change_leaves_nothing(store):
    recorded = Recorded(7, {"initiatief": "0" * 64}, {})
    with store.hold() as held:
        held.replace({}, [recorded])
    before = store.version()
    with pytest.raises(StoreError), store.hold() as held:
        held.replace({"initiatief": with_value(small_tables(), "inloop", "naam", "Nieuw")}, [recorded])
    assert store.version() == before
    assert "Nieuw" not in set(store.read(["initiatief"])["initiatief"]["naam"])


def test_write_starts_an_empty_history(store):
    with store.hold() as held:
        held.replace({}, [Recorded(7, {"initiatief": "0" * 64}, {})])
    store.write(small_tables())
    assert store.listed(7) == {}


def test_hashes_do_not_depend_on_where_a_table_was(make_store, store):
    other = make_store()
    other.write(store.read())
    for name in KEPT:
        assert digest_of(other.read([name])[name], name) == digest_of(small_tables()[name], name), name


def test_name_says_which_region_it_is_without_a_password(store, address):
    assert store.name
    assert "@" not in store.name
    assert store.name in address or store.name in address.rpartition("/")[2]
