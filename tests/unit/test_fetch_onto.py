"""`fetch --op`: the wijken of another year as the next version of a region; its offer and history stay."""

import pytest

from mapping.__main__ import main
from mapping.errors import MappingError
from mapping.fetch import Wanted, fetched
from mapping.fetch_onto import fetch_onto
from mapping.schema import check
from mapping.sources.example import EXAMPLE_FILE, EXAMPLE_FOLDER
from mapping.store import history
from mapping.store.geopackage import GeoPackage
from tests.conftest import REAL_FOLDER
from tests.formats import make
from tests.unit.sources.official.made_world import YEAR, addresses, archive_of, made_world, served
from tests.unit.sources.official.real_world import OLD_VOORNE, ROTTERDAM, SCHIEDAM, VOORNE, real_world

HELLEVOET, NEW_HELLEVOET = "WK053000", "WK199200"
"""A wijk that kept its ground and got another number when its gemeente merged."""


@pytest.fixture(scope="module")
def onto(tmp_path_factory):
    """Return a real region of 2022 with the example offer, brought to 2023: its store and what came of it."""
    if not (REAL_FOLDER / make.WIJKEN).exists():
        pytest.skip("the real CBS files are not in ../shared/data")
    folder = tmp_path_factory.mktemp("onto")
    store = GeoPackage(folder / "regio.gpkg")
    with served(real_world()) as server:
        archive = archive_of(server, folder)
        old = fetched(
            Wanted((ROTTERDAM, SCHIEDAM, *OLD_VOORNE), "2022", regio="Proef"), archive=archive, offer=EXAMPLE_FOLDER
        )
        old.tables.update(_in_voorne(old.tables))
        store.write(old.tables)
        found = fetch_onto(store, Wanted((), "2023"), archive=archive, progress=lambda _text: None)
    return store, old, found


def _in_voorne(tables: dict) -> dict:
    """Return a factor of a wijk that got another number, and an actie and an organisatie in gemeenten that merged."""
    factor, actie, organisatie = (tables[name].copy() for name in ("factor", "actie", "organisatie"))
    factor.loc[factor.index[0], ["organisatie", "gebiedcode"]] = [None, HELLEVOET]
    actie.loc[actie.index[0], ["gebiedcode", "regio"]] = [OLD_VOORNE[0], None]
    organisatie.loc[organisatie.index[0], "gemeentecode"] = OLD_VOORNE[1]
    return {"factor": factor, "actie": actie, "organisatie": organisatie}


@pytest.mark.seeds
def test_factor_actie_and_organisatie_follow_what_was_renumbered_and_merged(onto):
    store, _old, found = onto
    now = store.read()
    assert now["factor"]["gebiedcode"].eq(NEW_HELLEVOET).sum() == 1
    assert now["actie"]["gebiedcode"].eq(VOORNE).sum() == 1
    assert now["organisatie"]["gemeentecode"].iloc[0] == VOORNE
    assert {"factor", "actie", "organisatie"} <= set(found.rows["tabel"])


@pytest.mark.seeds
def test_region_has_the_wijken_of_the_new_year_under_its_own_regio(onto):
    store, _old, _found = onto
    gebied = store.read(["gebied"])["gebied"]
    assert gebied["gemeentecode"].value_counts().to_dict() == {ROTTERDAM: 21, SCHIEDAM: 12, VOORNE: 17}
    assert set(gebied["regio"]) == {"Proef"}
    assert check(store.read()) == []


@pytest.mark.seeds
def test_it_is_a_new_version_and_the_one_before_can_be_seen(onto):
    store, old, found = onto
    assert found.number == history.current(store) == 2
    assert set(history.at(store, 1)["gebied"]["gebiedcode"]) == set(old.tables["gebied"]["gebiedcode"])


@pytest.mark.seeds
def test_nothing_of_the_offer_is_lost(onto):
    store, old, _found = onto
    now = store.read()
    for name in ("organisatie", "initiatief", "vindplaats", "toegangsregel", "initiatief_subgroep"):
        assert len(now[name]) == len(old.tables[name]), name
    for name in ("initiatief", "vindplaats"):
        assert list(now[name][name]) == list(old.tables[name][name])
    dead = old.tables["werkgebied"]["code"].isin(OLD_VOORNE)
    assert set(old.tables["werkgebied"].loc[~dead, "code"]) <= set(now["werkgebied"]["code"])


@pytest.mark.seeds
def test_report_tells_what_merged_and_what_was_redrawn(onto):
    _store, _old, found = onto
    text = "\n".join(found.moved)
    for part in ("Gemeente GM0501 Brielle is sinds 2023-01-01 GM1992", "WK053000 Wijk 00 Hellevoet heet nu WK199200",
                 "WK060601 Wijk 01 Oost is hertekend"):  # fmt: skip
        assert part in text
    assert set(found.rows["tabel"]) <= {
        "werkgebied", "inventaris", "initiatief", "vindplaats", "gebruik", "signalering", "factor", "actie", "gesprek",
        "organisatie", "verbinding",
    }  # fmt: skip
    assert found.rows["oud"].str[2:6].isin(["0501", "0530", "0614", "0606"]).all()


def test_second_time_the_same_year_changes_nothing_of_the_offer(tmp_path):
    store = GeoPackage(tmp_path / "regio.gpkg")
    with served(made_world()) as server:
        archive = archive_of(server, tmp_path)
        store.write(fetched(Wanted(("GM9003",), YEAR), archive=archive, offer=EXAMPLE_FOLDER).tables)
        found = fetch_onto(store, Wanted((), YEAR), archive=archive, progress=lambda _text: None)
    assert (found.number, found.moved) == (None, [])


def test_example_with_drawn_wijken_is_refused():
    with pytest.raises(MappingError, match="getekende wijken"):
        fetch_onto(GeoPackage(EXAMPLE_FILE), Wanted((), YEAR), progress=lambda _text: None)


def test_command_refuses_to_write_over_a_region_and_updates_it_with_op(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("MAPPING_STATE", str(tmp_path / "state"))
    out = str(tmp_path / "regio.gpkg")
    with served(made_world()) as server:
        for setting, address in addresses(server).items():
            monkeypatch.setenv(setting, address)
        asked = ["--gemeente", "GM9003", "--jaar", YEAR]
        assert main(["fetch", *asked, "--out", out]) == 0
        assert main(["fetch", *asked, "--out", out]) == 1
        assert "--op" in capsys.readouterr().err
        assert main(["fetch", "--jaar", YEAR, "--op", out]) == 0
    assert "Er is niets veranderd" in capsys.readouterr().out
