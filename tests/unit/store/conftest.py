"""Which stores the shared tests run on: every test that takes `engine`, `address` or `store` runs once per engine."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mapping.store.address import opened, parts_of
from mapping.store.postgis import engine_of
from mapping.store.protocol import Store
from tests.unit.store.cluster import INSTALL, Cluster, find_programs, running
from tests.unit.store.engines import Engine, GeoPackageEngine
from tests.unit.store.postgis_engine import PostGISEngine
from tests.unit.store.region import small_tables

ENGINES = ("geopackage", pytest.param("postgis", marks=pytest.mark.database))
"""The engines that pass the same tests; `postgis` stands for the fixture `postgis_engine`."""


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """Return one engine (see engines.py); the fixture `<name>_engine` makes any but the file."""
    if request.param != "geopackage":
        return request.getfixturevalue(f"{request.param}_engine")
    return GeoPackageEngine(tmp_path)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Return a running database that nobody else uses; skips where PostGIS is not installed."""
    programs = find_programs()
    if programs is None:
        pytest.skip(INSTALL)
    with running(programs) as started:
        yield started
        engine_of(parts_of(started.address())[0]).dispose()


@pytest.fixture
def postgis_engine(cluster: Cluster) -> PostGISEngine:
    """Return the engine that keeps regions in that database."""
    return PostGISEngine(cluster)


@pytest.fixture
def make_store(engine: Engine) -> Callable[[], Store]:
    """Return what makes a store at a fresh address, with no region in it yet."""
    return lambda: opened(engine.new_address())


@pytest.fixture
def address(engine: Engine) -> str:
    """Return the address of a small region with one version and no record."""
    place = engine.new_address()
    opened(place).write(small_tables())
    return place


@pytest.fixture
def store(address: str) -> Store:
    """Return the store of the small region."""
    return opened(address)
