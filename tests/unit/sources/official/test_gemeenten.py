"""The list of gemeenten to choose from keeps its contract, and the three of this project stand in it."""

from mapping.sources.files import read_checked
from mapping.sources.official.gemeenten import GEMEENTE, GEMEENTE_FILE, gemeente_names
from tests.conftest import TODAY


def test_list_of_gemeenten_keeps_its_contract():
    table, findings = read_checked(GEMEENTE_FILE, GEMEENTE, today=TODAY)
    assert findings == []
    assert len(table) == 342


def test_names_come_in_order_with_their_codes():
    names = gemeente_names()
    assert (names["GM0599"], names["GM1992"]) == ("Rotterdam", "Voorne aan Zee")
    assert "GM0501" not in names
    assert next(iter(names.values())) == "Aa en Hunze"
