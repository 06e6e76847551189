"""The areas that a text may name: names folded, codes inside one another, and gemeenten that are gone."""

import pandas as pd

from mapping.analysis.werkgebied.known_areas import fold, known_areas
from tests.unit.analysis.small_region import MIDDEN, NOORD, ZUID, small_region

CHANGES = pd.DataFrame(
    {
        "oud": ["GM0900", "GM0901"],
        "naam_oud": ["Oude Stad", "Later"],
        "nieuw": ["GM0001", "GM0002"],
        "naam_nieuw": ["Nieuwe Stad", "Ooit"],
        "datum": ["2015-01-01", "2023-01-01"],
    }
)


def test_folded_text_has_the_same_length_and_plain_signs():
    text = "Súdwest–Fryslân’s\u00a0\n3071"

    assert fold(text) == "sudwest-fryslan's \n3071"
    assert len(fold(text)) == len(text)


def test_postcode_belongs_to_the_gebied_where_most_of_its_people_live():
    known = known_areas(small_region())

    assert known.home == {"1001": NOORD, "1002": NOORD, "1003": MIDDEN, "1004": ZUID}
    assert known.postcodes_of(("gemeente", "GM0001")) == {"1001", "1002", "1003"}
    assert known.postcodes_of(("regio", "West")) == {"1004"}
    assert known.wijken_of(("gemeente", "GM0001")) == (NOORD, MIDDEN)
    assert known.gemeenten_of(("regio", "Oost")) == ("GM0001",)


def test_only_changes_that_had_happened_for_this_file_are_former_names():
    known = known_areas(small_region(), CHANGES)

    assert known.former_names == {"oude stad": "Nieuwe Stad"}
