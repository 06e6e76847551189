"""The evidence that comes with the product: `data/catalogus/bewijs.csv`, the same for every region."""

from functools import cache
from pathlib import Path

import pandas as pd

from mapping.errors import Finding, TableError
from mapping.schema import cast
from mapping.words import _

BEWIJS_FILE = Path(__file__).resolve().parents[2] / "data" / "catalogus" / "bewijs.csv"


@cache
def published_bewijs(path: Path = BEWIJS_FILE) -> pd.DataFrame:
    """Return the published evidence, in the order of the file. Shared: nobody may change it.

    The file comes with the product and a test holds it against its contract; here it is only given its types. Raises
    TableError where it cannot be read.
    """
    try:
        raw = pd.read_csv(path, dtype="str", encoding="utf-8")
    except (OSError, ValueError) as error:
        cure = _("Zet het bestand van Zin in kaart terug")
        raise TableError(
            path.name, [Finding(_("Dit bestand kan niet worden gelezen"), path.name, cure=cure)]
        ) from error
    return cast(raw, "bewijs")
