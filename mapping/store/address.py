"""Which region file the product opens: the setting MAPPING_DATA, else the embedded example."""

import os
from pathlib import Path

from mapping.errors import StoreError
from mapping.words import _

SETTING = "MAPPING_DATA"
EXAMPLE_FILE = Path(__file__).resolve().parents[2] / "data" / "voorbeeld.gpkg"
DATABASE_STARTS = ("postgresql://", "postgres://")


def region_file() -> Path:
    """Return the region file of this installation; raises StoreError for an address that we cannot open yet."""
    address = os.environ.get(SETTING, "").strip()
    if address.startswith(DATABASE_STARTS):
        raise StoreError(
            _(
                "Een database ({setting} begint met postgresql://) kan deze versie nog niet openen. Gebruik een .gpkg."
            ).format(setting=SETTING)
        )
    return Path(address) if address else EXAMPLE_FILE
