"""The made CBS files of tests/formats as answers of the services, and an archive that asks a loopback server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import pandas as pd

from mapping.sources.official.archive import Archive, open_archive
from mapping.sources.official.services import ADDRESSES, services
from tests.formats import make
from tests.loopback import FakeTime, Loopback, loopback
from tests.official_services import World, add_ages, add_health, add_kerncijfers, health_rows, kern_rows

YEAR, TABLE = "2024", "85984NED"
LONELY = 11.5


def made_world() -> World:
    """Return services that know the made wijken as those of 2024 and 2022, in four gemeenten."""
    world = World()
    wijken = gpd.read_file(make.FOLDER / make.WIJKEN)
    outlines = wijken[["wijkcode", "wijknaam", "gemeentecode", "geometry"]].assign(water="NEE")
    sea = outlines.iloc[[0]].assign(wijkcode="WK900199", wijknaam="Zee", water="JA")
    world.areas[YEAR, "wijken"] = pd.concat([outlines, sea], ignore_index=True)
    world.areas["2022", "wijken"] = world.areas[YEAR, "wijken"]
    gemeenten = wijken.dissolve("gemeentecode", as_index=False)[["gemeentecode", "gemeentenaam", "geometry"]]
    world.areas[YEAR, "gemeenten"] = gemeenten.assign(water="NEE")
    add_kerncijfers(world, TABLE, kern_rows(pd.read_csv(make.FOLDER / make.KERNCIJFERS)))
    postcodes = gpd.read_file(make.FOLDER / make.POSTCODES)
    drawn = postcodes[~postcodes.geometry.is_empty]
    world.postcodes["2023"] = drawn.rename(columns={"pc4": "postcode"})[["postcode", "aantal_inwoners", "geometry"]]
    ages = pd.read_csv(make.FOLDER / make.LEEFTIJDEN)
    ages["aantal_inwoners"] = ages["aantal_inwoners"].astype(float).fillna(0.0)
    add_ages(world, ages, "2023")
    add_health(world, health_rows(dict.fromkeys(wijken["wijkcode"], LONELY)))
    return world


@contextmanager
def served(world: World) -> Iterator[Loopback]:
    """Serve a world until the block ends."""
    with loopback(world.script()) as server:
        yield server


def archive_of(server: Loopback, folder: Path, **options) -> Archive:
    """Return an archive that asks this server, without waiting between questions."""
    time = FakeTime()
    quick = {"rate_per_s": 1e6, "clock": time.clock, "sleep": time.sleep, "timeout_s": (2.0, 2.0)}
    return open_archive(services(addresses(server)), folder, **{**quick, **options})


def addresses(server: Loopback) -> dict[str, str]:
    """Return the settings that send every service to this server."""
    return {setting: f"{server.base}/{name}" for name, (setting, _usual) in ADDRESSES.items()}
