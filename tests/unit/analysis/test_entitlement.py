"""What one gets per regio: ranges of what was told with how many told it, places per 1,000, and nothing made up."""

import numpy as np
import pytest

from mapping.analysis.entitlement import admitting, entitlement
from mapping.model import UNIEK, Gebiedsniveau
from tests.unit.analysis.small_region import areas, calculate, initiatief, offered, rules, small_region


def region(*rows: dict, **changes) -> dict:
    return small_region(**offered(*rows), **changes)


def of(tables: dict, subgroep: str = "verlies", niveau: Gebiedsniveau = Gebiedsniveau.REGIO):
    return entitlement(calculate(tables), subgroep, niveau).set_index("gebiedcode")


def test_ranges_and_how_many_told_them():
    tables = region(
        initiatief("a", max_gesprekken=5, wachttijd_weken=0, kosten_euro=0, verwijzing_nodig="huisarts"),
        initiatief("b", max_gesprekken=10, verwijzing_nodig="onbekend"),
        initiatief("c"),
    )
    east = of(tables).loc["Oost"]
    assert (east["initiatieven"], east["max_gesprekken_laag"], east["max_gesprekken_hoog"]) == (3, 5, 10)
    assert (east["max_gesprekken_bekend"], east["wachttijd_weken_bekend"], east["verwijzing_bekend"]) == (2, 1, 2)
    assert (east["wachttijd_weken_hoog"], east["verwijzing_ja"], east["verwijzing_nee"]) == (0, 1, 1)
    assert np.isnan(east["gesprek_minuten_laag"])
    assert east["gesprek_minuten_bekend"] == 0


def test_unknown_capacity_is_no_place_and_not_zero():
    known = of(region(initiatief("a", capaciteit_pj=10), initiatief("b"))).loc["Oost"]
    nothing = of(region(initiatief("a"))).loc["Oost"]
    assert (known["plaats_bekend"], nothing["plaats_bekend"]) == (1, 0)
    assert known["per_1000"] > 0
    assert np.isnan(nothing["per_1000"])


def test_places_per_1000_come_back_as_the_capacity_where_everybody_reaches_everything():
    tables = region(initiatief("a", kanaal="telefonisch", capaciteit_pj=30))
    run = calculate(tables)
    row = entitlement(run, UNIEK, Gebiedsniveau.REGIO).set_index("gebiedcode").loc["Oost"]
    inside = (run.people.cellen["regio"] == "Oost").to_numpy()
    life = run.people.groepen["rol"].to_numpy() == "levensvraag"
    # one initiatief that all of Oost reaches: each person who wants support has 30 places over all the demand
    demand = run.people.demand[inside][:, life].sum()
    assert row["per_1000"] == pytest.approx(1000 * 30 / demand)
    assert row["per_1000_laag"] < row["per_1000"] < row["per_1000_hoog"]


def test_who_is_let_in_nowhere_counts_nothing_there():
    tables = region(
        initiatief("a", werkgebied_stand="lijst", kanaal="huisbezoek", capaciteit_pj=5),
        werkgebied=areas(("a", "gemeente", "GM0001")),
    )
    rows = of(tables, niveau=Gebiedsniveau.GEMEENTE)
    assert rows["initiatieven"].to_dict() == {"GM0001": 1, "GM0002": 0}
    assert np.isnan(rows.loc["GM0002", "per_1000"])
    assert admitting(calculate(tables), "verlies", Gebiedsniveau.GEMEENTE)["eenheden"].tolist() == ["GM0001"]


def test_a_rule_that_cannot_be_decided_makes_its_places_unknown_not_free():
    tables = region(initiatief("a", capaciteit_pj=10), toegangsregel=rules(("a", 1, "geslacht", "vrouw")))
    row = of(tables).loc["Oost"]
    assert (row["initiatieven"], row["plaats_bekend"]) == (1, 0)
    assert np.isnan(row["per_1000"])
