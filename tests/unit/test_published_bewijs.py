"""The published evidence against its sources: sums, N, percentages, contradictions, and no sentence of anybody else."""

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from mapping.analysis.bewijs import conflicts, gathered
from mapping.analysis.bewijs_figures import TOTAAL, count_behind, decimals_of
from mapping.persons import personal_data
from mapping.schema import TABLES, check
from mapping.sources.catalogue import CATALOGUE_FOLDER, read_catalogue
from mapping.store.published import BEWIJS_FILE, published_bewijs

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
if not SEEDS.is_dir():
    SEEDS = ROOT.parents[1] / "shared" / "seeds"
"""Beside the repository, or beside the folder of its worktrees."""

RUN = 8
"""So many words in a row are a sentence of somebody else."""

ASKED = {"001": 58, "003": 91}
"""Professionals who got the questionnaire: 001 section 4.4, 003 section 1.3. N and missing of a question add up to it."""


@pytest.fixture(scope="module")
def known() -> pd.DataFrame:
    return published_bewijs()


def of(known: pd.DataFrame, tabel: str, **fixed: object) -> pd.DataFrame:
    rows = known[known["tabel"] == tabel]
    for column, value in fixed.items():
        rows = rows[rows[column] == value]
    assert len(rows), tabel
    return rows


def test_file_meets_its_contract_and_names_no_person(known):
    raw = pd.read_csv(BEWIJS_FILE, dtype="str")
    subgroep = read_catalogue(today="2026-11-29")["subgroep"]

    assert check({"bewijs": raw, "subgroep": subgroep}, today=date(2026, 11, 29)) == []
    assert personal_data(raw, "bewijs", file="bewijs.csv", first_row=2) == []
    assert BEWIJS_FILE.parent == CATALOGUE_FOLDER
    assert list(known.columns) == list(TABLES["bewijs"].columns)
    assert not known["telling"].any()
    assert not known["voorbeeld"].any()


def test_n_and_missing_add_up_to_who_was_asked(known):
    counted = known[known["n"].notna() & known["missing"].notna()]

    assert len(counted) > 20
    for row in counted.to_dict("records"):
        assert row["n"] + row["missing"] == ASKED[row["document"]], row["bewijs"]


def test_every_printed_percentage_is_its_printed_count_of_n(known):
    both = known[(known["eenheid"] == "percentage") & known["aantal"].notna()]

    assert len(both) == 63 + 12
    for row in both.to_dict("records"):
        expected = round(100 * row["aantal"] / row["n"], decimals_of(row["waarde"]))
        assert expected == pytest.approx(row["waarde"], abs=1e-9), row["bewijs"]


@pytest.mark.parametrize("tabel", ["003-waarin", "003-hoe"])
def test_poh_and_huisartsen_add_up_to_the_total_per_answer(known, tabel):
    rows = of(known, tabel)
    counts = rows.pivot(index="antwoord", columns="respondenten", values="aantal")

    assert (counts["POH"] + counts["huisartsen"] == counts["POH en huisartsen samen"]).all()
    assert rows.groupby("respondenten")["n"].unique().map(list).to_dict() == {
        "POH": [65], "huisartsen": [26], "POH en huisartsen samen": [91],
    }  # fmt: skip
    assert rows["meer_antwoorden"].all()
    assert (rows.groupby("respondenten")["waarde"].sum() > 100).all()


PRINTED = {
    "000-gesprekken": [55, 18, 7, 14, 16],
    "001-figuur-5": [28, 24, 23, 18, 15],
    "001-taak": [84, 10],
    "001-ervaring": [49.02, 33, 3.92, 9, 5],
    "001-ervaringskennis": [45, 23, 4.6, 72, 19, 2, None],
    "001-gebrek-kennis": [80, 14, 6, 100],
    "001-gebrek-vaardigheden": [79.6, 16.3, 4.1, 100],
    "001-werkdruk": [44, 42, 14, 100],
    "001-verwijzen": [49, 90, 20, 35, 47],
    "001-kennis-tekst": [80],
    "001-bijscholing": [26, 18, 18, 16, 16],
    "003-belemmeringen": [83, 48, 87, 58, 26, 45, 17, 33],
    "003-figuur-5": [92, 97, None],
    "003-figuur-6": [80, 90, None],
    "003-figuur-7": [71, 78, None],
    "003-figuur-8": [71, 47, None],
    "003-figuur-4": [91, 39, None],
    "003-figuur-9": [39, 83, 51, None],
    "003-waarin": [
        12.3, 11.5, 12.1, 20, 19.2, 19.8, 18.5, 30.8, 22, 23.1, 19.2, 22, 24.6, 23.1, 24.2, 41.5, 50, 44, 35.4, 46.2,
        38.5, 33.8, 30.8, 33, 49.2, 46.2, 48.4,
    ],
    "003-hoe": [
        10.8, 7.7, 9.9, 7.7, 11.5, 8.8, 21.5, 15.4, 19.8, 16.9, 11.5, 15.4, 18.5, 34.6, 23.1, 10.8, 11.5, 11, 3.1, 11.5,
        5.5, 23.1, 7.7, 18.7, 47.7, 30.8, 42.9, 21.5, 15.4, 19.8, 40, 38.5, 39.6, 24.6, 19.2, 23.1,
    ],
}  # fmt: skip
"""Read a second time from the sources, apart from the file, in the order in which they print them."""


@pytest.mark.parametrize("tabel", PRINTED)
def test_table_holds_the_figures_of_its_source_in_their_order(known, tabel):
    values = [None if value != value else value for value in of(known, tabel)["waarde"]]

    assert values == PRINTED[tabel]


def test_every_table_with_figures_is_read_twice(known):
    numbers = known[known["waarde"].notna() & known["conflict_met"].isna()]

    assert set(numbers["tabel"]) == set(PRINTED)


def test_conversations_of_rotterdam_add_up(known):
    rows = of(known, "000-gesprekken")

    assert rows["waarde"].iloc[1:].sum() == rows["waarde"].iloc[0] == 55


@pytest.mark.parametrize(
    ("tabel", "n"), [("001-gebrek-kennis", 50), ("001-gebrek-vaardigheden", 49), ("001-werkdruk", 50)]
)
def test_answers_add_up_to_the_printed_total(known, tabel, n):
    rows = of(known, tabel)
    parts, total = rows[rows["antwoord"] != TOTAAL], rows[rows["antwoord"] == TOTAAL]

    assert parts["aantal"].sum() == n == total["aantal"].item()
    assert parts["waarde"].sum() == pytest.approx(100)


def test_four_contradictions_stand_there_from_both_sides(known):
    pairs = conflicts(gathered(known, TABLES["bewijs"].empty(), TABLES["subgroep"].empty()))

    assert sorted(tuple(sorted((one["waarde"], other["waarde"]))) for one, other in pairs) == [
        (5, 10), (15, 17), (41, 51), (312, 322),
    ]  # fmt: skip
    for one, other in pairs:
        assert (one["sectie"], one["plek"]) != (other["sectie"], other["plek"])


def test_figures_that_do_not_fit_their_n_are_called_unclear(known):
    assert count_behind(49.02, 41) is None
    assert count_behind(49.02, 51) == 25
    assert set(of(known, "001-ervaring")["status"]) == {"onduidelijk in bron"}
    assert of(known, "001-ervaringskennis", antwoord="altijd")["status"].item() == "onduidelijk in bron"


def test_figures_of_which_only_the_caption_is_known_have_none(known):
    rows = known[known["status"] == "alleen bijschrift"]

    assert {f"003-figuur-{number}" for number in range(4, 16)} <= set(rows["tabel"])
    assert rows["waarde"].isna().all()


def test_age_rule_has_its_evidence_from_both_documents(known):
    rows = known[known["barriere"].fillna("").str.contains("regel_leeftijd")]

    assert set(rows["document"]) == {"000", "003"}


def test_note_of_an_editor_is_not_evidence(known):
    assert not known.astype("str").apply(lambda values: values.str.contains("het goede bieden")).any(axis=None)


without_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents are not part of the project")


@without_seeds
def test_tables_of_003_are_those_on_the_page_cell_by_cell(known):
    page = next(SEEDS.glob("003*.txt")).read_text(encoding="utf-8")
    start, end = page.rindex("Waarin verder bekwamen?"), page.rindex("Op welke manier verder bekwamen?")
    rest = page.index("6  Conclusie", end) if "6  Conclusie" in page[end:] else end + 3000
    for tabel, text in (("003-waarin", page[start:end]), ("003-hoe", page[end:rest])):
        printed = [(float(share), int(count)) for share, count in re.findall(r"([\d.]+)% ?\((\d+)\)", text)]
        rows = of(known, tabel)
        assert printed == list(zip(rows["waarde"], rows["aantal"].astype(int), strict=True))


@without_seeds
def test_no_sentence_of_a_source_is_carried_over(known):
    runs = set()
    for path in SEEDS.glob("0*.txt"):
        said = _words(path.read_text(encoding="utf-8"))
        runs |= {tuple(said[at : at + RUN]) for at in range(len(said) - RUN + 1)}
    assert len(runs) > 10_000
    for column in known.select_dtypes("str").columns:
        for text in known[column].dropna().unique():
            said = _words(text)
            assert not {tuple(said[at : at + RUN]) for at in range(len(said) - RUN + 1)} & runs, text


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
