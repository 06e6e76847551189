"""The list of dead gemeentecodes: whole for our regions, and it fits the codes that CBS still has."""

import pandas as pd
import pytest

from mapping.errors import TableError
from mapping.sources.codes import read_code_changes
from tests.conftest import REAL_FOLDER, TODAY


@pytest.fixture(scope="module")
def changes() -> pd.DataFrame:
    return read_code_changes(today=TODAY)


def became(changes: pd.DataFrame, name: str) -> set[str]:
    return set(changes.loc[changes["naam_oud"] == name, "naam_nieuw"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Rozenburg", {"Rotterdam"}),
        ("Middelharnis", {"Goeree-Overflakkee"}),
        ("Spijkenisse", {"Nissewaard"}),
        ("Binnenmaas", {"Hoeksche Waard"}),
        ("Hellevoetsluis", {"Voorne aan Zee"}),
        ("Molenwaard", {"Molenlanden"}),
        ("Werkendam", {"Altena"}),
        ("Schoonhoven", {"Krimpenerwaard"}),
        ("Haaren", {"Boxtel", "Oisterwijk", "Tilburg", "Vught"}),
    ],
)
def test_gemeenten_that_went_have_what_they_became(changes, old, new):
    assert became(changes, old) == new


def test_a_gemeente_with_more_than_one_successor_is_divided_and_no_other_is(changes):
    parts = changes.groupby("oud")["nieuw"].nunique()

    assert set(changes.loc[changes["soort"] == "gesplitst", "oud"]) == set(parts[parts > 1].index)


def test_every_row_has_a_source_of_its_year_and_no_code_becomes_itself(changes):
    assert changes["bron"].str.startswith("CBS Gemeentelijke indeling 20").all()
    assert (changes["oud"] != changes["nieuw"]).all()
    assert changes["datum"].is_monotonic_increasing


@pytest.mark.skipif(not REAL_FOLDER.exists(), reason="the real CBS files are not in ../shared/data")
def test_list_fits_the_gemeenten_of_cbs_of_2022(changes):
    alive = pd.read_csv(REAL_FOLDER / "cbs_kerncijfers_gemeenten_2022.csv", dtype=str).set_index("gemeentecode")
    names = alive["gemeentenaam"].str.replace(" (gemeente)", "")
    past = changes[changes["datum"] <= "2022-01-01"]

    assert set(past["oud"]) & set(names.index) == set()
    last = past[~past["nieuw"].isin(past["oud"])]
    assert set(last["nieuw"]) <= set(names.index)
    assert (last["nieuw"].map(names) == last["naam_nieuw"]).all()


def test_faulty_list_gives_its_findings(tmp_path):
    path = tmp_path / "codewijziging.csv"
    path.write_text(
        "oud,naam_oud,nieuw,naam_nieuw,datum,soort,bron\nGM53O,Brielle,GM1992,Voorne aan Zee,2023-01-01,weg,CBS\n"
    )

    with pytest.raises(TableError) as caught:
        read_code_changes(today=TODAY, path=path)

    assert {finding.column for finding in caught.value.findings} == {"oud", "soort"}
