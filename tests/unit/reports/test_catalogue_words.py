"""A code of a catalogue is shown by its name."""

import pytest

from mapping.contracts_offer import AANBIEDERSSOORTEN, VINDPLAATSTYPEN
from mapping.reports.catalogue_words import name_of, names_of


@pytest.mark.parametrize(
    ("catalogue", "codes"), [("aanbiederssoort", AANBIEDERSSOORTEN), ("vindplaatstype", VINDPLAATSTYPEN)]
)
def test_every_code_of_the_contract_has_a_name(catalogue, codes):
    assert set(codes) <= set(names_of(catalogue))
    assert all(names_of(catalogue)[code].strip() for code in codes)


def test_unknown_code_stands_for_itself():
    assert name_of("aanbiederssoort", "gv vrijgevestigd") == "Geestelijk verzorger met eigen praktijk"
    assert name_of("aanbiederssoort", "iets nieuws") == "iets nieuws"
