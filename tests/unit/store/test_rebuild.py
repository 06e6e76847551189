"""`build` on a region that is there makes a version on top: no history goes, and no offer that was entered by hand."""

import pytest

from mapping.errors import StoreError, TableError
from mapping.store import history
from mapping.store.address import opened
from mapping.store.history import Author
from mapping.store.rebuild import rebuild
from tests.unit.analysis.small_region import initiatief, offered
from tests.unit.store.region import small_tables, with_value

BUILD = Author("build", "opnieuw gemaakt")
OFFER = ("organisatie", "initiatief", "initiatief_subgroep", "werkgebied")


def built(**changes):
    """Return what a build makes: other people in a gebied, other facts about how it was made."""
    tables = small_tables()
    gebied = tables["gebied"].copy()
    gebied.loc[0, "inwoners"] = 1001
    meta = tables["meta"].assign(programma="nieuw", bronnen="CBS 2025", vingerafdruk="nieuw")
    return {**tables, "gebied": gebied, "meta": meta, **changes}


def test_where_nothing_is_the_first_version_is_made_and_recorded(make_store):
    store = make_store()
    assert rebuild(store, small_tables(), BUILD).number == 1
    assert [version.stored for version in history.versions(store)] == [True]
    assert store.listed(1) != {}


def test_region_that_is_there_gets_a_version_on_top(store):
    history.change(
        store, {"initiatief": with_value(store.read(), "inloop", "naam", "Inloop Zuid")}, Author("Anna", "x")
    )
    assert rebuild(store, built(), BUILD).number == 3
    assert store.read()["gebied"]["inwoners"].iloc[0] == 1001
    assert store.read()["initiatief"]["naam"].iloc[0] == "inloop"
    assert history.at(store, 2)["initiatief"]["naam"].iloc[0] == "Inloop Zuid"
    meta = store.read(["meta"])["meta"]
    assert meta["wie"].tolist() == ["test", "Anna", "build"]
    assert meta["bronnen"].tolist() == ["test", "test", "CBS 2025"]
    assert meta["vingerafdruk"].fillna("").tolist() == ["", "", "nieuw"]


def test_offer_that_is_kept_stays_with_its_mark_of_example(store):
    offer = {**offered(initiatief("inloop", voorbeeld="ja")), "werkgebied": small_tables()["werkgebied"].iloc[:0]}
    history.change(store, offer, Author("Anna", "x"))
    meta = store.read(["meta"])["meta"].assign(voorbeeld=True)
    with store.hold() as held:
        held.replace({"meta": meta.astype({"voorbeeld": "boolean"})}, [])
    no_offer = {name: table.iloc[:0] if name in OFFER else table for name, table in built().items()}
    rebuild(store, no_offer, BUILD, keep=OFFER)
    assert store.read()["initiatief"]["initiatief"].tolist() == ["inloop"]
    assert store.read(["meta"])["meta"]["voorbeeld"].iloc[-1]


def test_kept_offer_that_does_not_fit_what_was_made_is_said_and_nothing_changes(store):
    before = store.version()
    subgroepen = small_tables()["subgroep"].iloc[:0]
    with pytest.raises(TableError):
        rebuild(store, built(subgroep=subgroepen), BUILD, keep=OFFER)
    assert store.version() == before


@pytest.mark.parametrize("keep", [(), OFFER])
def test_person_in_what_was_made_is_refused_and_nothing_changes(store, keep):
    before = store.version()
    gebied = small_tables()["gebied"].assign(gebiednaam="bel 06-12345678")
    with pytest.raises(TableError) as caught:
        rebuild(store, built(gebied=gebied), BUILD, keep=keep)
    assert {(f.file, f.column) for f in caught.value.findings} == {("gebied", "gebiednaam")}
    assert len(caught.value.findings) == len(gebied)
    assert "12345678" not in str(caught.value)
    assert store.version() == before


def test_person_in_the_first_version_is_refused_and_nothing_is_made(make_store):
    store = make_store()
    gebied = small_tables()["gebied"].assign(gebiednaam="bel 06-12345678")
    with pytest.raises(TableError):
        rebuild(store, built(gebied=gebied), BUILD)
    assert not store.is_there()


def test_same_build_twice_makes_no_version(store):
    assert rebuild(store, small_tables(), BUILD).number is None


def test_file_that_is_no_region_is_replaced(tmp_path):
    path = tmp_path / "regio.gpkg"
    path.write_text("dit is geen regio")
    with pytest.raises(StoreError):
        opened(str(path)).read()
    rebuild(opened(str(path)), small_tables(), BUILD)
    assert opened(str(path)).check() == []
