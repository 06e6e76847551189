"""From a column in a folder to rows in a region file: the werkgebieden that the example only describes."""

import shutil

import pandas as pd
import pytest

from mapping.sources.example import EXAMPLE_FILE, EXAMPLE_FOLDER
from mapping.sources.offer import read_offer
from mapping.store.geopackage import GeoPackage
from tests.conftest import TODAY

DESCRIBED = {
    "maatje-noord": [("pc4", str(code)) for code in range(3031, 3040)],
    "luisteruur-charlois": [("pc4", str(code)) for code in range(3081, 3088)],
    "ouderen-ommoord": [("pc4", "3067"), ("pc4", "3068"), ("pc4", "3069")],
    "rouwcafe-schiedam": [("gemeente", "GM0606")],
    "atelier-west": [("wijk", "WK059901"), ("wijk", "WK059903")],
}
NOT_READ = ("luisteruur-crooswijk", "praktijk-lansingerland")


@pytest.fixture(scope="module")
def example() -> dict[str, pd.DataFrame]:
    return GeoPackage(EXAMPLE_FILE).read(["initiatief", "werkgebied"])


@pytest.mark.parametrize("name", DESCRIBED)
def test_description_in_the_example_became_its_list(example, name):
    rows = example["werkgebied"]
    rows = rows[rows["initiatief"] == name]

    assert list(rows[["gebiedsoort", "code"]].itertuples(index=False, name=None)) == DESCRIBED[name]
    assert rows["bron"].str.startswith("uit tekst: ").all()
    assert example["initiatief"].set_index("initiatief")["werkgebied_stand"][name] == "lijst"


@pytest.mark.parametrize("name", NOT_READ)
def test_description_that_is_not_read_stays_unknown_and_is_kept(example, name):
    row = example["initiatief"].set_index("initiatief").loc[name]

    assert row["werkgebied_stand"] == "onbekend"
    assert row["werkgebied_tekst"]
    assert name not in set(example["werkgebied"]["initiatief"])


def test_folder_without_the_column_is_read_as_before(made, tmp_path):
    for path in EXAMPLE_FOLDER.glob("*.csv"):
        shutil.copy(path, tmp_path)
    offer = pd.read_csv(tmp_path / "initiatief.csv", dtype=str).drop(columns="werkgebied_tekst")
    offer.to_csv(tmp_path / "initiatief.csv", index=False)
    (tmp_path / "gebruik.csv").unlink(missing_ok=True)

    tables = read_offer(tmp_path, made.tables["gebied"], made.tables["subgroep"], today=TODAY)

    assert tables["initiatief"]["werkgebied_tekst"].isna().all()
    assert len(tables["initiatief"]) == len(offer)
