"""A proposal is judged as part of its region: its own faults, what it breaks elsewhere, and nothing that was there before."""

import pandas as pd
import shapely

from mapping.store.difference import difference
from mapping.store.merge import merge
from mapping.store.proposal import proposal_findings, rows_of_change, text_findings, typed, without_conflicts
from tests.unit.store.region import small_tables, with_new, with_value, without


def test_tables_that_are_right_may_be_stored():
    tables = small_tables()

    assert proposal_findings(tables, {"initiatief": with_value(tables, "koffie", "kosten_euro", 2.5)}) == []


def test_value_outside_the_contract_is_found_with_its_table_row_and_column():
    tables = small_tables()

    found = proposal_findings(tables, {"initiatief": with_value(tables, "koffie", "kosten_euro", -1)})

    assert [(one.file, one.row, one.column, one.value) for one in found] == [("initiatief", 2, "kosten_euro", "-1.0")]
    assert found[0].message
    assert found[0].cure


def test_cells_of_text_are_read_before_they_are_judged():
    tables = small_tables()
    text = pd.DataFrame(tables["inventaris"]).astype("str")

    assert proposal_findings(tables, {"inventaris": text}) == []


def test_row_that_another_table_points_to_may_not_go():
    tables = small_tables()

    found = proposal_findings(tables, {"initiatief": without(tables, "inloop")})

    assert {one.file for one in found} >= {"werkgebied"}
    assert any(one.value == "inloop" for one in found)


def test_row_may_go_together_with_what_points_to_it():
    tables = small_tables()
    gone = {
        name: table[table["initiatief"] != "inloop"].reset_index(drop=True)
        for name, table in tables.items()
        if "initiatief" in table and name != "initiatief"
    }

    assert proposal_findings(tables, {"initiatief": without(tables, "inloop"), **gone}) == []


def test_name_that_points_nowhere_is_found():
    tables = small_tables()

    found = proposal_findings(tables, {"initiatief": with_value(tables, "koffie", "organisatie", "weg")})

    assert [(one.file, one.column, one.value) for one in found] == [("initiatief", "organisatie", "weg")]


def test_fault_that_was_elsewhere_before_does_not_stop_a_change():
    tables = small_tables()
    tables["werkgebied"] = tables["werkgebied"].assign(initiatief="lang-geleden")

    assert proposal_findings(tables, {"initiatief": with_value(tables, "koffie", "kosten_euro", 2.5)}) == []


def test_table_that_nobody_knows_is_refused():
    found = proposal_findings(small_tables(), {"leden": pd.DataFrame({"naam": ["x"]})})

    assert [one.value for one in found] == ["leden"]


def test_proposal_changes_none_of_its_tables():
    tables = small_tables()
    changed = {"initiatief": with_value(tables, "koffie", "kosten_euro", -1)}
    before = changed["initiatief"].copy()

    proposal_findings(tables, changed)

    pd.testing.assert_frame_equal(changed["initiatief"], before)


def test_person_in_a_new_row_is_found_masked():
    tables = small_tables()
    mine = with_new(tables, "soep", adres="bel mevrouw Jansen, 06-12345678")

    found = proposal_findings(tables, {"initiatief": mine})

    assert {(one.file, one.row, one.column) for one in found} == {("initiatief", 6, "adres")}
    assert all("12345678" not in one.sentence() for one in found)


def test_person_that_was_there_before_does_not_stop_another_change():
    tables = small_tables()
    tables["initiatief"] = with_value(tables, "koffie", "adres", "bel 06-12345678")

    assert proposal_findings(tables, {"initiatief": with_value(tables, "inloop", "kosten_euro", 2.5)}) == []


def test_reason_that_names_a_number_of_a_person_is_found():
    assert text_findings("mail jan@voorbeeld.nl") != []
    assert text_findings("Wachttijd nagevraagd bij de coördinator") == []


def test_typed_tables_equal_what_they_were_written_from():
    table = small_tables()["initiatief"]
    raw = table.astype({column: "object" for column in table.columns if column != "geometry"})

    back = typed({"initiatief": raw})["initiatief"]

    assert back.dtypes.equals(table.dtypes)
    assert difference({"initiatief": table}, {"initiatief": back}).empty


def conceded(base, theirs, mine):
    """Return what a merge makes of ours once the contradicting cells are left to the others."""
    states = ({"initiatief": table} for table in (base, theirs, mine))
    first = merge(*states)
    assert len(first.conflicts) > 0
    rest = without_conflicts({"initiatief": mine}, {"initiatief": theirs}, first.conflicts)
    merged = merge({"initiatief": base}, {"initiatief": theirs}, rest)
    assert merged.conflicts.empty
    return merged.tables["initiatief"].set_index("initiatief")


def test_contradicting_cell_is_left_to_the_others_and_the_rest_stays_ours():
    tables = small_tables()
    base = tables["initiatief"]
    theirs = with_value(tables, "koffie", "kosten_euro", 5.0)
    mine = with_value({"initiatief": with_value(tables, "koffie", "kosten_euro", 7.0)}, "inloop", "wachttijd_weken", 3)

    merged = conceded(base, theirs, mine)

    assert merged.at["koffie", "kosten_euro"] == 5.0
    assert merged.at["inloop", "wachttijd_weken"] == 3


def test_row_that_we_removed_and_they_changed_stays():
    tables = small_tables()

    merged = conceded(tables["initiatief"], with_value(tables, "koffie", "naam", "Nieuw"), without(tables, "koffie"))

    assert merged.at["koffie", "naam"] == "Nieuw"
    assert len(merged) == len(tables["initiatief"])


def test_row_that_they_removed_and_we_changed_goes():
    tables = small_tables()

    merged = conceded(tables["initiatief"], without(tables, "koffie"), with_value(tables, "koffie", "naam", "Nieuw"))

    assert "koffie" not in merged.index
    assert len(merged) == len(tables["initiatief"]) - 1


def test_place_that_both_moved_is_that_of_the_others():
    tables = small_tables()
    theirs, mine = (tables["initiatief"].copy() for _turn in range(2))
    theirs.loc[0, "geometry"] = shapely.Point(90_001, 430_001)
    mine.loc[0, "geometry"] = shapely.Point(90_002, 430_002)

    merged = conceded(tables["initiatief"], theirs, mine)

    assert merged["geometry"].iloc[0] == shapely.Point(90_001, 430_001)


def test_same_name_that_both_added_is_that_of_the_others():
    tables = small_tables()

    merged = conceded(
        tables["initiatief"], with_new(tables, "soep", naam="Hun soep"), with_new(tables, "soep", naam="Onze soep")
    )

    assert merged.at["soep", "naam"] == "Hun soep"


def test_rows_of_a_change_are_the_new_and_the_changed_ones():
    tables = small_tables()
    mine = with_new({"initiatief": with_value(tables, "koffie", "naam", "Ander")}, "soep")

    assert list(rows_of_change(tables["initiatief"], mine, "initiatief")["initiatief"]) == ["koffie", "soep"]
    assert rows_of_change(tables["initiatief"], tables["initiatief"], "initiatief").empty
