"""A file is judged row by row: what people write is understood, what is wrong is named, and nothing goes without a word."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point

from mapping.model import RD_NEW
from mapping.sources.upload.faulty import faulty_rows
from mapping.sources.upload.matcher import propose
from mapping.sources.upload.profiles import profiles
from mapping.sources.upload.report import judge
from tests.unit.sources.upload.beside import FOR_ALL, asked, faults, judged, region

KNOWN = "Voorbeeld: Gesprek aan huis Maasoever"
"""An initiatief of the example, with key zin-thuis-maas."""

NEW = {"Naam": "Breikring de Draad", "Organisatie": "Stichting de Draad"}


def row_of(report, name: str, column: str = "naam", table: str = "initiatief") -> pd.Series:
    (found,) = [row for _place, row in report.tables[table].iterrows() if row[column] == name]
    return found


def test_new_row_gets_a_stable_key_and_a_new_organisatie():
    report = judged("initiatief", NEW, fills=FOR_ALL)

    assert (report.fresh, report.findings) == (1, ())
    row = row_of(report, NEW["Naam"])
    assert (row["initiatief"], row["organisatie"]) == ("breikring-de-draad", "stichting-de-draad")
    assert report.new_organisaties == {"stichting-de-draad": ("Stichting de Draad", "")}
    assert row_of(report, "Stichting de Draad", table="organisatie")["bron"] == "test"
    assert (row["werkgebied_stand"], row["verwijzing_nodig"]) == ("onbekend", "onbekend")


def test_same_file_again_changes_nothing():
    first = judged("initiatief", NEW, fills=FOR_ALL)
    now = {**region(), **first.tables}

    again = judged("initiatief", NEW, fills=FOR_ALL, now=now)

    assert (again.fresh, again.changed, again.tables) == (0, 0, {})


def test_row_is_known_by_the_name_and_the_rest_of_it_stays():
    report = judged("initiatief", {"Naam": KNOWN.upper(), "Wachttijd": "9"})

    assert (report.fresh, report.changed, report.stays) == (0, 1, 64)
    row, before = (row_of({"r": report}["r"], "zin-thuis-maas", "initiatief"), region()["initiatief"])
    old = before[before["initiatief"] == "zin-thuis-maas"].iloc[0]
    assert row["wachttijd_weken"] == 9
    assert row["abc"] == old["abc"]
    assert row["geometry"] == old["geometry"]
    assert row["gebiedcode"] == old["gebiedcode"]


def test_capaciteit_per_jaar_follows_what_the_file_says():
    report = judged("initiatief", {"Naam": KNOWN, "Aantal uren": "30"})

    assert row_of(report, "zin-thuis-maas", "initiatief")["capaciteit_pj"] == 30 * 46 / (2 * 5)


@pytest.mark.parametrize("word", ["onbekend", "?", "weet niet", "n.v.t.", "-"])
def test_unknown_is_harmless_and_empties_what_stood_there(word):
    report = judged("initiatief", {"Naam": KNOWN, "Wachttijd": word, "Verwijzing": word})

    assert report.findings == ()
    row = row_of(report, "zin-thuis-maas", "initiatief")
    assert pd.isna(row["wachttijd_weken"])
    assert row["verwijzing_nodig"] == "onbekend"


def test_empty_cell_keeps_what_stands_there_unless_the_file_is_the_whole_list():
    rows = {"Naam": KNOWN, "Wachttijd": "", "Financiering": "anders"}

    assert row_of(judged("initiatief", rows), "zin-thuis-maas", "initiatief")["wachttijd_weken"] == 5
    whole = judged("initiatief", rows, whole=True)
    assert pd.isna(row_of(whole, "zin-thuis-maas", "initiatief")["wachttijd_weken"])


def test_unknown_organisatie_is_quick_to_say():
    report = judged("initiatief", {"Naam": "Nieuw", "Organisatie": "onbekend"}, fills=FOR_ALL)

    assert report.findings == ()
    assert row_of(report, "Nieuw")["organisatie"] == "onbekend"
    assert "onbekend" in set(report.tables["organisatie"]["organisatie"])


def test_values_are_understood_in_other_words():
    report = judged(
        "initiatief",
        {**NEW, "Soort aanbieder": "Geestelijk verzorger met eigen praktijk", "Kanalen": "Thuis, telefonisch", "Niveau": "c",
         "Kosten": "€ 2,50", "Einddatum": "31 december 2027", "Postcode": "3072 AB", "Status": "lopend", "Telt mee": "x"},
    )  # fmt: skip

    assert report.findings == ()
    row = row_of(report, NEW["Naam"])
    assert row["aanbiederssoort"] == "gv vrijgevestigd"
    assert row["kanaal"] == "huisbezoek;telefonisch"
    assert (row["abc"], row["kosten_euro"], row["einddatum"]) == ("C", 2.5, "2027-12-31")
    assert (row["pc4"], row["status"], row["telt_als_plaats"]) == ("3072", "actief", True)


def test_lists_go_to_their_own_tables():
    report = judged(
        "initiatief",
        {**NEW, "Doelgroepen": "Mantelzorgers; eenzaam (speciaal)", "Talen": "nederlands, Fries", "Soort vraag": "gesprek",
         "Voorwaarden": "vanaf 50 jaar, of palliatief", "Werkgebied": "3071 t/m 3073; heel Schiedam"},
        fills=FOR_ALL,
    )  # fmt: skip

    def rows(table: str, *columns: str) -> set[tuple]:
        found = report.tables[table]
        return set(
            found.loc[found["initiatief"] == "breikring-de-draad", list(columns)].itertuples(index=False, name=None)
        )

    assert rows("initiatief_subgroep", "subgroep", "nadruk") == {
        ("mantelzorg", "ook voor"),
        ("eenzaam", "speciaal voor"),
    }
    assert rows("initiatief_taal", "taal") == {("Nederlands",), ("Fries",)}
    assert rows("initiatief_vraagtype", "vraagtype") == {("gesprek",)}
    rules = report.tables["toegangsregel"]
    assert set(rules.loc[rules["initiatief"] == "breikring-de-draad", "soort"]) == {"min_leeftijd", "palliatief"}
    areas = rows("werkgebied", "gebiedsoort", "code")
    assert areas == {("pc4", "3071"), ("pc4", "3072"), ("pc4", "3073"), ("gemeente", "GM0606")}
    assert row_of(report, NEW["Naam"])["werkgebied_stand"] == "lijst"
    made = report.tables["werkgebied"]
    assert made.loc[made["initiatief"] == "breikring-de-draad", "bron"].str.startswith("uit tekst: ").all()


def test_list_that_only_lost_an_item_changes_its_row():
    mine = region()["initiatief_subgroep"]
    left = mine.loc[mine["initiatief"] == "zin-thuis-maas", "subgroep"].iloc[:1]

    report = judged("initiatief", {"Naam": KNOWN, "Doelgroepen": left.iloc[0]})

    assert report.changed == 1
    kept = report.tables["initiatief_subgroep"]
    assert list(kept.loc[kept["initiatief"] == "zin-thuis-maas", "subgroep"]) == list(left)
    assert set(report.tables) == {"initiatief_subgroep"}


def test_werkgebied_that_is_not_understood_becomes_onbekend_and_is_said():
    report = judged("initiatief", {**NEW, "Werkgebied": "een deel van Kralingen"}, fills=FOR_ALL)

    assert report.findings == ()
    assert [(doubt.row, doubt.column) for doubt in report.doubts] == [(2, "Werkgebied")]
    row = row_of(report, NEW["Naam"])
    assert (row["werkgebied_stand"], row["werkgebied_tekst"]) == ("onbekend", "een deel van Kralingen")


def test_all_faults_are_found_at_once_by_row_and_header():
    report = judged(
        "initiatief",
        {**NEW, "Niveau": "A", "Kosten": "1"},
        {"Naam": "", "Organisatie": "x", "Niveau": "Z", "Kosten": "veel"},
        {**NEW, "Niveau": "B", "Kosten": "1"},
        fills=FOR_ALL,
    )

    assert faults(report) == {(3, "Naam"), (3, "Niveau"), (3, "Kosten"), (4, "Naam")}
    assert (report.good, report.wrong) == (1, 2)


def test_two_groups_of_one_name_are_two_rows_where_the_organisatie_differs():
    report = judged(
        "initiatief",
        {"Naam": "Koffie", "Organisatie": "Huis A"},
        {"Naam": "Koffie", "Organisatie": "Huis B"},
        fills=FOR_ALL,
    )

    assert report.findings == ()
    assert {"koffie-huis-a", "koffie-huis-b"} <= set(report.tables["initiatief"]["initiatief"])


def test_missing_column_is_one_fault_and_not_one_per_row():
    report = judged("initiatief", NEW, {"Naam": "Twee", "Organisatie": "x"}, fills={**FOR_ALL, "abc": ""})

    assert faults(report) == {(None, "abc")}
    assert (report.good, report.fresh) == (0, 0)


def test_missing_column_does_not_stop_rows_that_are_there_already():
    report = judged("initiatief", NEW, {"Naam": KNOWN, "Wachttijd": "9"}, fills={**FOR_ALL, "abc": ""})

    assert (report.good, report.changed) == (1, 1)


@pytest.mark.parametrize(
    ("x", "y", "column"),
    [("435000", "92000", "X"), ("92000", "", "Y"), ("", "435000", "X"), ("hier", "435000", "X")],
)
def test_place_that_is_none_is_a_fault(x, y, column):
    report = judged("vindplaats", {"Naam": "Plek", "Type": "school", "X": x, "Y": y}, fills={"precisie": "exact"})

    assert faults(report) == {(2, column)}


def test_point_says_in_which_gebied_it_lies():
    report = judged(
        "vindplaats", {"Naam": "Plek", "Type": "school", "Lat": "51,9217", "Lon": "4,4810"}, fills={"precisie": "exact"}
    )

    row = row_of(report, "Plek", table="vindplaats")
    assert (row.geometry.x, row.geometry.y) == pytest.approx((92500, 437300), abs=600)
    assert row["gebiedcode"].startswith("WK0599")


def test_geo_file_brings_its_points():
    cells = gpd.GeoDataFrame({"naam": ["Plek"], "type": ["school"]}, geometry=[Point(92000, 437000)], crs=RD_NEW)

    report = judge(asked("vindplaats", cells, first_row=1, fills={"precisie": "exact"}))

    assert report.findings == ()
    assert row_of(report, "Plek", table="vindplaats").geometry == Point(92000, 437000)


def test_subsidie_adds_no_initiatief_and_names_the_one_we_do_not_know():
    report = judged(
        "subsidiebeschikkingen",
        {"Naam": KNOWN, "Aantal": "70", "Einddatum": "31-12-2028", "Regeling": "Zvw"},
        {"Naam": "Nergens bekend", "Aantal": "70", "Einddatum": "31-12-2028", "Regeling": "Zvw"},
    )  # fmt: skip

    assert faults(report) == {(3, "Naam")}
    row = row_of(report, "zin-thuis-maas", "initiatief")
    assert (row["capaciteit"], row["einddatum"], row["financiering"]) == (70, "2028-12-31", "Zvw")


def test_gebruik_names_the_initiatief_by_its_name():
    report = judged("gebruik", {"Initiatief": KNOWN, "Jaar": "2025", "Leeftijd": "75+", "Aantal": "7", "Verwijzer": ""})

    assert (report.findings, report.fresh) == ((), 1)
    added = report.tables["gebruik"].iloc[-1]
    assert (added["initiatief"], added["aantal"], added["verwijzer"]) == ("zin-thuis-maas", 7, "onbekend")
    assert added["telling"]


def test_gebied_is_known_by_its_name():
    report = judged("inventaris", {"Wijk": "Oranjewijk", "Stand": "helemaal"})

    assert report.findings == ()
    done = report.tables["inventaris"].set_index("gebiedcode")
    assert done.loc["WK048904", "stand"] == "volledig"


def test_person_is_refused_masked_and_left_out_of_the_faulty_rows():
    question = asked("initiatief", pd.DataFrame([{**NEW, "Financiering": "bel jan.jansen@example.nl"}]), fills=FOR_ALL)
    report = judge(question)

    assert faults(report) == {(2, "Financiering")}
    assert len(report.persons) == 1
    assert "jan.jansen@example.nl" not in report.findings[0].sentence()
    assert not faulty_rows(question, report).map(lambda cell: "example.nl" in str(cell)).any(axis=None)


@pytest.mark.parametrize(
    "name", ["=1+1", "<script>alert(1)</script>", "'; drop table", "\u202egnirts", "👵🏽", "a" * 5000, "\x00"]
)
def test_hostile_name_breaks_nothing_and_gives_a_code(name):
    report = judged("initiatief", {"Naam": name, "Organisatie": name}, fills=FOR_ALL)

    if report.fresh:
        made = report.tables["initiatief"].iloc[-1]
        assert len(made["initiatief"]) <= 63
        assert made["initiatief"].isascii()


def test_nothing_that_was_given_is_changed():
    cells = pd.DataFrame([{**NEW, "Doelgroepen": "eenzaam"}])
    before, tables = cells.copy(), {name: table.copy() for name, table in region().items()}

    judge(asked("initiatief", cells, fills=FOR_ALL))

    pd.testing.assert_frame_equal(cells, before)
    for name, table in tables.items():
        pd.testing.assert_frame_equal(pd.DataFrame(region()[name]), pd.DataFrame(table))


@pytest.mark.parametrize("name", sorted(profiles()))
def test_empty_and_strange_tables_are_judged_without_an_error(name):
    for cells in (
        pd.DataFrame({"a": pd.Series([], dtype="str")}),
        pd.DataFrame({"Naam": [None, None]}, dtype="str"),
        pd.DataFrame({target: ["?"] for target in profiles()[name].targets}),
        pd.DataFrame({target: ["\U0001f4a9;;,,"] for target in profiles()[name].targets}),
    ):
        report = judge(asked(name, cells))
        assert report.rows >= report.good
        assert [each.header for each in propose(cells.columns, profiles()[name])] == list(cells.columns)
