"""Where the official services are, and which table of CBS holds which year; all of it can be set."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

PDOK, CBS, DERDEN = "pdok", "cbs", "derden"
"""Names of the three services: outlines, counts of CBS, and figures of others (RIVM) that CBS publishes."""

ADDRESSES = {
    PDOK: ("MAPPING_PDOK_CBS", "https://api.pdok.nl/cbs"),
    CBS: ("MAPPING_CBS_ODATA", "https://opendata.cbs.nl/ODataApi/odata"),
    DERDEN: ("MAPPING_RIVM_ODATA", "https://dataderden.cbs.nl/ODataApi/odata"),
}
"""Per service: the setting that holds its address, and the address where that is not set."""

KERNCIJFERS_TABLES = {"2022": "85318NED", "2023": "85618NED", "2024": "85984NED", "2025": "86165NED"}
"""CBS Kerncijfers wijken en buurten: one table per year (see docs/bronnen.md for how we know each)."""

AGES_TABLE = "83502NED"
"""CBS Bevolking; geslacht, leeftijd en viercijferige postcode, 1 januari: all years in one table."""

HEALTH_TABLE = "50120NED"
"""RIVM, GGD'en and CBS: Gezondheid per wijk en buurt: all years in one table."""


@dataclass(frozen=True)
class Asked:
    """What is asked of the services: the gemeenten (codes), the year, the level, the rand in km, and the tables."""

    gemeenten: tuple[str, ...]
    jaar: str
    niveau: str
    buffer_km: float
    kerncijfers: str
    leeftijden: str = AGES_TABLE
    gezondheid: str = HEALTH_TABLE
    regio: str = ""


@dataclass(frozen=True)
class Services:
    """The addresses of the services, without a slash at the end."""

    addresses: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """Return the address of a service."""
        return self.addresses[name]


def services(environment: Mapping[str, str] | None = None) -> Services:
    """Return the addresses of the settings, else the official ones."""
    known = os.environ if environment is None else environment
    return Services({name: (known.get(key) or usual).rstrip("/") for name, (key, usual) in ADDRESSES.items()})
