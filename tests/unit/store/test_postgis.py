"""What only a database does: QGIS edits beside us, rights, other people's tables, going away and coming back."""

import threading
from functools import partial

import geopandas as gpd
import pandas as pd
import psycopg
import pytest
import shapely
from psycopg import sql

from mapping.errors import StoreError
from mapping.model import RD_NEW
from mapping.schema import TABLES
from mapping.store import history, migrations, postgis_layout
from mapping.store.address import name_of, opened, parts_of
from mapping.store.content import digest_of
from mapping.store.history import Author
from mapping.store.postgis import PostGIS
from mapping.store.postgis_tables import Place, rows_of
from mapping.store.titles import table_title
from tests.unit.store.cluster import PASSWORD, Cluster
from tests.unit.store.postgis_engine import PostGISEngine
from tests.unit.store.region import small_tables, with_new, with_value

pytestmark = pytest.mark.database
AUTHOR = Author("test", "om te proberen")


@pytest.fixture
def engine(postgis_engine: PostGISEngine) -> PostGISEngine:
    return postgis_engine


def outside(cluster: Cluster, address: str, statement: str, **options) -> list[tuple]:
    """Run a statement as another program; {schema} stands for the schema."""
    with cluster.connect(**options) as connection:
        cursor = connection.execute(sql.SQL(statement).format(schema=sql.Identifier(name_of(address))))
        return cursor.fetchall() if cursor.description else []


# --- how the tables stand there ---------------------------------------------------------------------------------------


def test_columns_have_the_types_of_the_contract_and_shapes_an_index(engine, address):
    columns = dict(
        engine.query(
            address,
            "SELECT column_name, data_type FROM information_schema.columns"
            f" WHERE table_schema = '{name_of(address)}' AND table_name = 'initiatief'",
        )
    )
    assert columns["fid"] == "bigint"
    assert columns["naam"] == "text"
    assert columns["capaciteit_pj"] == "double precision"
    assert {"boolean", "date"} <= set(columns.values())
    shapes = engine.query(address, "SELECT f_table_name, srid, type FROM geometry_columns"
                                   f" WHERE f_table_schema = '{name_of(address)}'")  # fmt: skip
    assert {srid for _name, srid, _type in shapes} == {28992}
    assert {name: kind for name, _srid, kind in shapes} | {"initiatief": "POINT", "gebied": "GEOMETRY"} == {
        name: kind for name, _srid, kind in shapes
    }
    indexes = engine.query(address, f"SELECT indexdef FROM pg_indexes WHERE schemaname = '{name_of(address)}'")
    assert sum("USING gist (geometry)" in definition for (definition,) in indexes) == len(shapes)


def test_tables_and_columns_have_their_words(engine, address):
    said = engine.query(
        address, "SELECT obj_description('{place}'::regclass)".replace("{place}", f"{name_of(address)}.gebied")
    )
    assert said[0][0].startswith(table_title("gebied")[0])
    count = engine.query(address, "SELECT count(*) FROM pg_description d JOIN pg_class c ON c.oid = d.objoid"
                                  f" WHERE d.objsubid > 0 AND c.relnamespace = '{name_of(address)}'::regnamespace")  # fmt: skip
    assert count[0][0] > 100


def test_shapes_with_heights_come_back_with_them(address):
    store, tables = opened(address), small_tables()
    high = tables["initiatief"].set_geometry(
        gpd.GeoSeries([shapely.Point(1, 2, 3), None, *[shapely.Point(1, 2)] * 3], crs=RD_NEW)
    )
    with store.hold() as held:
        held.replace({"initiatief": high}, [])
    back = store.read(["initiatief"])["initiatief"]
    assert digest_of(back, "initiatief") == digest_of(high, "initiatief")
    assert back.geometry[0].z == 3


def test_text_that_a_database_cannot_keep_gives_a_sentence_and_changes_nothing(address):
    store = opened(address)
    before = store.version()
    for text in ("a\x00b", "\ud800"):
        tables = small_tables()
        names = tables["initiatief"]["naam"].astype(object)
        names[0] = text
        with pytest.raises(StoreError, match="niet kan bewaren"), store.hold() as held:
            held.replace({"initiatief": tables["initiatief"].assign(naam=names)}, [])
    assert store.version() == before


# --- other programs beside us -----------------------------------------------------------------------------------------


def test_row_that_qgis_adds_is_read_last_and_becomes_a_version(cluster, address):
    store = opened(address)
    before = store.version()
    history.change(store, {"initiatief": with_value(small_tables(), "inloop", "naam", "Inloop")}, AUTHOR)
    assert store.version() != before
    before = store.version()
    outside(cluster, address, "INSERT INTO {schema}.organisatie (organisatie, naam) VALUES ('nieuw', 'Van buiten')")
    assert store.version() != before
    assert store.read(["organisatie"])["organisatie"]["naam"].iloc[-1] == "Van buiten"
    history.change(store, {"initiatief": with_value(small_tables(), "inloop", "naam", "Anders")}, AUTHOR)
    assert [version.why for version in history.versions(store)][1] == history.OUTSIDE
    assert "Van buiten" in set(store.read(["organisatie"])["organisatie"]["naam"])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {schema}.gebied SET inwoners = inwoners",
        "DELETE FROM {schema}.verbinding",
        "TRUNCATE {schema}.werkgebied",
        "DROP TABLE {schema}.water; CREATE TABLE {schema}.water (fid serial)",
    ],
)
def test_every_change_from_outside_is_another_state(cluster, address, statement):
    store = opened(address)
    store.write({name: TABLES[name].empty() for name in TABLES} | small_tables())
    before = store.version()
    outside(cluster, address, statement)
    assert store.version() != before


def test_change_from_outside_that_was_taken_back_is_no_change(cluster, address):
    before = opened(address).version()
    with cluster.connect() as connection, connection.transaction(force_rollback=True):
        connection.execute(f"DELETE FROM {name_of(address)}.organisatie")
    assert opened(address).version() == before


def test_two_who_save_at_once_do_not_wait_and_both_are_seen(cluster, address):
    store, seen = opened(address), set()
    with cluster.connect() as one, cluster.connect() as other:
        one.execute("BEGIN")
        other.execute("BEGIN; SET LOCAL lock_timeout = '500ms'")
        one.execute(f"INSERT INTO {name_of(address)}.organisatie (organisatie, naam) VALUES ('een', 'Een')")
        other.execute(f"INSERT INTO {name_of(address)}.organisatie (organisatie, naam) VALUES ('twee', 'Twee')")
        seen.add(store.version())
        other.execute("COMMIT")
        seen.add(store.version())
        one.execute("COMMIT")
        seen.add(store.version())
    assert len(seen) == 3


def test_who_writes_waits_for_an_edit_that_is_open_and_then_says_so(cluster, address):
    store = opened(address)
    with cluster.connect() as qgis:
        qgis.execute("BEGIN")
        qgis.execute(f"UPDATE {name_of(address)}.gebied SET inwoners = 7")
        with pytest.raises(StoreError, match=r"Iemand anders schrijft nu .* Er is niets veranderd"), store.hold():
            pass
        qgis.execute("ROLLBACK")
    with store.hold() as held:
        assert len(held.read(["gebied"])["gebied"]) == 3


def test_edit_from_outside_cannot_come_between_reading_and_writing(cluster, address):
    with opened(address).hold() as held, cluster.connect() as qgis:
        held.read()
        qgis.execute("SET lock_timeout = '100ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            qgis.execute(f"UPDATE {name_of(address)}.initiatief SET naam = 'x'")


def test_who_reads_waits_for_nobody_and_sees_a_whole_state(address):
    store, changed = opened(address), with_new(small_tables(), "erbij")
    with store.hold() as held:
        held.replace({"initiatief": changed, "organisatie": TABLES["organisatie"].empty()}, [])
        assert len(held.read(["initiatief"])["initiatief"]) == 6
        now = store.read(["initiatief", "organisatie"])
        assert (len(now["initiatief"]), len(now["organisatie"])) == (5, 1)
    now = store.read(["initiatief", "organisatie"])
    assert (len(now["initiatief"]), len(now["organisatie"])) == (6, 0)


def test_tables_of_one_reading_are_of_one_moment(engine, address):
    store = PostGIS(*parts_of(address))
    with store._reading(["gebied", "organisatie"]) as connection:
        before = rows_of(connection, Place(store.name, "gebied"))
        engine.edit_outside(address, "organisatie", small_tables()["organisatie"].iloc[:0])
        assert len(rows_of(connection, Place(store.name, "organisatie"))) == 1
    assert len(before) == 3
    assert store.read(["organisatie"])["organisatie"].empty


def test_two_who_write_at_once_come_one_after_the_other(address):
    failed: list[Exception] = []

    def add(name: str) -> None:
        try:
            store = opened(address)
            with store.hold() as held:
                held.replace(
                    {"initiatief": with_new({"initiatief": held.read(["initiatief"])["initiatief"]}, name)}, []
                )
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=add, args=(f"nieuw-{place}",)) for place in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(opened(address).read(["initiatief"])["initiatief"]) == 8


# --- rights, and tables that are not ours -----------------------------------------------------------------------------


@pytest.fixture
def role(cluster: Cluster, address: str):
    """Return what makes a user with some rights on the region, and gives the address for that user."""
    made = []

    def make(rights: str) -> str:
        name = f"gast_{len(made)}_{name_of(address)}"
        outside(cluster, address, f"CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD}'")
        made.append(name)
        outside(cluster, address, f"GRANT USAGE ON SCHEMA {{schema}} TO {name}")
        outside(cluster, address, f"GRANT {rights} ON ALL TABLES IN SCHEMA {{schema}} TO {name}")
        return address.replace("//zin:", f"//{name}:")

    yield make
    for name in made:
        outside(cluster, address, f"DROP OWNED BY {name}; DROP ROLE {name}")


def test_who_may_only_read_reads_and_is_told_so_when_writing(role, address):
    store = opened(role("SELECT"))
    assert digest_of(store.read()["gebied"], "gebied") == digest_of(small_tables()["gebied"], "gebied")
    assert store.check() == []
    before = store.version()
    for write in (
        lambda: store.write(small_tables()),
        lambda: history.change(store, {"initiatief": with_value(small_tables(), "inloop", "naam", "x")}, AUTHOR),
    ):
        with pytest.raises(StoreError, match=r"niet genoeg rechten\. Er is niets veranderd"):
            write()
    assert opened(address).version() == before


def test_who_may_edit_one_table_needs_no_rights_on_the_counter(cluster, role, address):
    guest = role("SELECT")
    name = guest.partition("//")[2].partition(":")[0]
    outside(cluster, address, f"GRANT INSERT ON {{schema}}.organisatie TO {name}")
    before = opened(address).version()
    outside(cluster, address, "INSERT INTO {schema}.organisatie (organisatie, naam) VALUES ('a', 'A')", user=name)
    assert opened(address).version() != before
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        outside(cluster, address, "DELETE FROM {schema}.versie_inhoud", user=name)


def test_schema_with_tables_of_others_is_not_written(cluster, address):
    outside(cluster, address, "CREATE TABLE {schema}.kasboek (a int); INSERT INTO {schema}.kasboek VALUES (1)")
    store = opened(address)
    with pytest.raises(StoreError, match=r"tabellen die niet van een regio zijn: kasboek"):
        store.write(small_tables())
    assert outside(cluster, address, "SELECT a FROM {schema}.kasboek") == [(1,)]
    assert "kasboek" in [finding.value for finding in store.check()]


def test_view_on_a_table_that_must_be_made_again_gives_a_sentence(cluster, address):
    outside(cluster, address, "CREATE VIEW {schema}.overzicht AS SELECT naam FROM {schema}.initiatief")
    store, before = opened(address), opened(address).version()
    with pytest.raises(StoreError, match="hangt van een tabel af"), store.hold() as held:
        held.replace({"initiatief": small_tables()["initiatief"].assign(extra=1)}, [])
    assert store.version() == before


HOSTILE = ['a"; DROP TABLE gebied; --', "%s %(x)s", ":naam", "twee woorden", "É'"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_of_tables_and_columns_are_only_names(cluster, address, name):
    with cluster.connect() as connection:
        place, column = sql.Identifier(name_of(address), name), sql.Identifier(name)
        connection.execute(sql.SQL("CREATE TABLE {} ({} text)").format(place, column))
        connection.execute(sql.SQL("INSERT INTO {} VALUES ('x')").format(place))
    store = opened(address)
    assert store.tables()[-1] == name
    pd.testing.assert_frame_equal(store.read_raw(name), pd.DataFrame({name: ["x"]}), check_dtype=False)
    assert [finding.value for finding in store.check()] == [name]
    assert len(store.read(["gebied"])["gebied"]) == 3


# --- formats ----------------------------------------------------------------------------------------------------------


def test_steps_of_the_database_have_the_numbers_of_those_of_the_file():
    assert set(postgis_layout.STEPS) == set(migrations.STEPS)


def test_region_of_before_the_history_is_read_and_the_first_change_brings_it_up_to_date(cluster, address):
    outside(cluster, address, "DROP TABLE {schema}.versie_tabel, {schema}.versie_inhoud, {schema}.versie_formaat,"
                              " {schema}.versie_stand; DROP FUNCTION {schema}.versie_stand() CASCADE")  # fmt: skip
    store = opened(address)
    assert store.check() == []
    assert store.listed(1) == {}
    assert store.version()
    done = history.change(store, {"initiatief": with_value(small_tables(), "inloop", "naam", "Nieuw")}, AUTHOR)
    assert done.number == 2
    assert set(history.at(store, 1)["initiatief"]["naam"]) == set(small_tables()["initiatief"]["naam"])
    before = store.version()
    outside(cluster, address, "DELETE FROM {schema}.organisatie")
    assert store.version() != before


def test_region_of_a_newer_program_is_refused_and_left_alone(cluster, address):
    store, before = opened(address), opened(address).version()
    outside(cluster, address, f"UPDATE {{schema}}.versie_formaat SET nummer = {migrations.FORMAT + 1}")
    for ask in (store.read, store.version, lambda: store.write(small_tables())):
        with pytest.raises(StoreError, match="nieuwere versie"):
            ask()
    outside(cluster, address, f"UPDATE {{schema}}.versie_formaat SET nummer = {migrations.FORMAT}")
    assert store.version() == before


def test_database_without_the_extension_gets_it(cluster):
    outside(cluster, cluster.address(), "CREATE DATABASE kaal")
    address = cluster.address().replace("/zin?", "/kaal?")
    store = opened(address)
    store.write(small_tables())
    assert store.check() == []
    store._engine.dispose()
    outside(cluster, address, "DROP DATABASE kaal")


# --- going away and coming back ---------------------------------------------------------------------------------------


def _everything(error: BaseException | None) -> str:
    """Return all that an error and its causes could write in a log."""
    return "" if error is None else f"{error!r} {error} {_everything(error.__cause__)} {_everything(error.__context__)}"


def test_wrong_password_gives_a_sentence_without_it(address):
    store = opened(address.replace(PASSWORD, "zeergeheim"))
    with pytest.raises(StoreError, match="niet te bereiken") as caught:
        store.version()
    assert "zeergeheim" not in _everything(caught.value)
    assert "zeergeheim" not in repr(store._engine)


def test_database_that_does_not_exist_or_does_not_listen_gives_a_sentence(address):
    for wrong in (address.replace("/zin?", "/weg?"), "postgresql://iemand:geheim@127.0.0.1:1/zin"):
        store = opened(wrong)
        for ask in (store.version, store.read, store.check, store.is_there, partial(store.write, small_tables())):
            with pytest.raises(StoreError, match="niet te bereiken") as caught:
                ask()
            assert PASSWORD not in _everything(caught.value)


def test_database_that_goes_away_gives_sentences_and_works_again_when_it_is_back(cluster, address):
    store = opened(address)
    before, tables = store.version(), store.read()
    cluster.stop()
    try:
        for ask in (store.version, store.read, store.tables, lambda: store.listed(1), lambda: store.write(tables)):
            with pytest.raises(StoreError, match="nu niet te bereiken"):
                ask()
        with pytest.raises(StoreError, match=r"niet te bereiken.*Er is niets veranderd"):
            history.change(store, {"initiatief": with_value(tables, "inloop", "naam", "Nieuw")}, AUTHOR)
    finally:
        cluster.start()
    assert store.version() == before
    assert history.change(store, {"initiatief": with_value(tables, "inloop", "naam", "Nieuw")}, AUTHOR).number == 2


def change_in_a_power_cut(cluster: Cluster, address: str, replaced_before: bool, replaced_after: bool) -> None:
    """Hold the region, replace a table, and pull the plug before, or after, or both."""
    changed = {"initiatief": with_new(small_tables(), "erbij")}
    with opened(address).hold() as held:
        if replaced_before:
            held.replace(changed, [])
        cluster.stop()
        if replaced_after:
            held.replace(changed, [])


@pytest.mark.parametrize(
    ("replaced_before", "replaced_after", "sentence"),
    [
        (False, True, r"niet te bereiken.*Er is niets veranderd"),
        (True, True, r"niet te bereiken.*Er is niets veranderd"),
        (True, False, "Kijk eerst bij Versies"),
    ],
    ids=["before writing", "while writing", "while saving"],
)
def test_database_that_goes_away_during_a_change_keeps_the_state_of_before(
    cluster, address, replaced_before, replaced_after, sentence
):
    store, changed = opened(address), with_new(small_tables(), "erbij")
    before = store.version()
    try:
        with pytest.raises(StoreError, match=sentence):
            change_in_a_power_cut(cluster, address, replaced_before, replaced_after)
    finally:
        cluster.start()
    assert store.version() == before
    assert len(store.read(["initiatief"])["initiatief"]) == 5
    with store.hold() as held:
        held.replace({"initiatief": changed}, [])
    assert len(store.read(["initiatief"])["initiatief"]) == 6
