"""Who may not edit reads on Bewerken what may be shown of the visits to a vindplaats, and nothing else."""

from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage
from mapping.views.edit.page import readable_rows
from mapping.views.edit.records import WHAT


def test_small_count_of_visits_is_hidden_from_readers_and_unknown_stays_unknown():
    now = GeoPackage(EXAMPLE_FILE).read()
    visits = now["vindplaats_subgroep"].copy()
    at = visits.index[(visits["vindplaats"] == "huiswijk-3072") & (visits["subgroep"] == "eenzaam")][0]
    unknown = visits.index[visits["bereik_personen"].isna()][0]
    visits.loc[at, ["bereik_personen", "telling"]] = [3, True]

    rows = readable_rows("vindplaats_subgroep", WHAT, {**now, "vindplaats_subgroep": visits}, {})

    assert rows["Bezoeken per week"].iloc[at] == "verborgen"
    assert rows["Bezoeken per week"].iloc[unknown] == "niet bekend"
    assert "3" not in set(rows["Bezoeken per week"])
