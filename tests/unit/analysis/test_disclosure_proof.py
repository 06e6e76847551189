"""The attacker: whoever lays all that pages and exports show of gebruik side by side cannot tell a hidden count.

The attacker here shares nothing with the code under test but the shown numbers: it writes every shown number as a sum of
unknown cells (initiatief × place × leeftijdsband × verwijzer × reden) and asks a linear programme how small and how large
each hidden number can be. Each test of safety has its control: a leak that the same attacker must find.
"""

from dataclasses import dataclass, field
from io import StringIO
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array

from mapping.analysis.disclosure import MIN_COUNT_BIJZONDER_PEOPLE, MIN_COUNT_PEOPLE, interval_audit
from mapping.analysis.published_counts import (
    BEGUN,
    NOT_BEGUN,
    SIGNED_UP,
    PublishedCounts,
    published_counts,
    sensitive_initiatieven,
)
from mapping.reports.csv_file import dutch_csv
from mapping.store.geopackage import GeoPackage
from mapping.views import tables as screen_tables
from mapping.views import usage_block
from mapping.views.cached import Question, Region
from mapping.views.filters import Choice
from mapping.views.usage_rows import code_names
from tests.unit.analysis.small_region import MIDDEN, initiatief, offered, small_region, subgroepen, table

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "data" / "voorbeeld.gpkg"
TOLERANCE = 1e-6
HALF_STEP = 2
"""What rounding to 5 whole people leaves on either side."""

OFFER = ("koffie", "lopen", "praten")
LEAVES = ("1001", "1002", "1003", MIDDEN, "")
BANDS = ("18-49", "75+")
SENDERS = ("zelf", "huisarts")
REASONS = ("", "wachtlijst", "regel")
SIDES = ("initiatief", "leaf", "leeftijdsband", "verwijzer", "reden")


# --- a small region with gebruik ---


def region(rows: list[dict], **changes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the small region with three initiatieven, of which praten is only for a bijzondere subgroep."""
    kinds = subgroepen(verlies="levensvraag", psychiatrisch="levensvraag")
    offer = offered(*(initiatief(name) for name in OFFER), praten=["psychiatrisch"])
    return small_region(subgroep=kinds, gebruik=used(rows), **(offer | changes))


def used(rows: list[dict], **same: object) -> pd.DataFrame:
    """Make the table gebruik from rows of SIDES and aantal."""
    said = [
        {
            **same, "initiatief": row["initiatief"], "jaar": 2021, "pc4": row["leaf"] if row["leaf"][:2] != "WK" else "",
            "gebiedcode": row["leaf"] if row["leaf"][:2] == "WK" else "", "leeftijdsband": row["leeftijdsband"],
            "verwijzer": row["verwijzer"], "reden_niet_doorgegaan": row["reden"], "aantal": row["aantal"],
            "telling": "ja",
        }
        for row in rows
    ]  # fmt: skip
    return table("gebruik", said)


def row(name: str, leaf: str, aantal: int, band: str = "18-49", sender: str = "zelf", reden: str = "") -> dict:
    """Write one row of gebruik."""
    return dict(zip((*SIDES, "aantal"), (name, leaf, band, sender, reden, aantal), strict=True))


# --- the attacker ---


@dataclass
class Attacker:
    """All that someone knows of unknown cells: lines `low <= weights @ cells <= high`."""

    cells: pd.DataFrame
    weights: list[np.ndarray] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def learn(self, weights: np.ndarray, low: float, high: float) -> None:
        """Add one line."""
        self.weights.append(np.asarray(weights, dtype=float))
        self.low.append(low)
        self.high.append(high)

    def read(self, published: PublishedCounts, *, truth: np.ndarray | None, among: np.ndarray | None = None) -> None:
        """Learn every row of a publication about the cells `among`; with `truth` its rounding is undone."""
        entries = list(published.rows.itertuples(index=False))
        masks = [members(self.cells, entry) * (1 if among is None else among) for entry in entries]
        hidden = [entry.merk != "" for entry in entries]
        least = 1
        if truth is not None and any(hides and mask @ truth == 0 for hides, mask in zip(hidden, masks, strict=True)):
            least = 0
        for entry, hides, mask in zip(entries, hidden, masks, strict=True):
            if hides:
                self.learn(mask, least if truth is not None else 0, np.inf)
            elif truth is not None:
                self.learn(mask, mask @ truth, mask @ truth)
            else:
                self.learn(mask, entry.aantal - HALF_STEP, entry.aantal + HALF_STEP)

    def width(self, asked: np.ndarray) -> float:
        """Return how far apart the smallest and the largest sum of cells lie that fit all that was learned."""
        weights = np.vstack(self.weights)
        low, high = np.array(self.low), np.array(self.high)
        even = low == high
        upper = np.vstack([weights[~even & np.isfinite(high)], -weights[~even]])
        limits = np.concatenate([high[~even & np.isfinite(high)], -low[~even]])
        ends = []
        for sign in (1, -1):
            answer = linprog(
                sign * asked, A_ub=upper, b_ub=limits, A_eq=weights[even], b_eq=low[even], method="highs-ds"
            )
            if answer.status in (3, 4):
                return np.inf
            assert answer.success, answer.message
            ends.append(sign * answer.fun)
        return ends[1] - ends[0]


def every_cell(home: pd.Series) -> pd.DataFrame:
    """List all cells that a reader must think possible, with the gebied of each."""
    cells = pd.DataFrame(product(OFFER, LEAVES, BANDS, SENDERS, REASONS), columns=SIDES)
    gebied = cells["leaf"].map(home).fillna(cells["leaf"].where(cells["leaf"].str.startswith("WK"), "onbekend"))
    return cells.assign(gebied=gebied, pc4=cells["leaf"].replace("", "onbekend"))


def members(cells: pd.DataFrame, entry: tuple) -> np.ndarray:
    """Tell which cells a published row adds up."""
    deel = {BEGUN: cells["reden"] == "", NOT_BEGUN: cells["reden"] != "", SIGNED_UP: cells["reden"].notna()}[entry.deel]
    code = True if entry.tabel == "totaal" else cells[entry.tabel] == entry.code
    return (deel & code).to_numpy(dtype=float)


def people_in(cells: pd.DataFrame, rows: list[dict]) -> np.ndarray:
    """Return the true number of people per cell."""
    counted = pd.DataFrame(rows, columns=[*SIDES, "aantal"]).groupby(list(SIDES))["aantal"].sum()
    return counted.reindex(pd.MultiIndex.from_frame(cells[list(SIDES)]), fill_value=0).to_numpy(dtype=float)


def leaks(attacker: Attacker, published: PublishedCounts, *, strict: set[str] = frozenset()) -> list[tuple]:
    """Return the hidden rows of a publication that the attacker knows to less than their threshold."""
    found = []
    for entry in published.rows[published.rows["merk"] != ""].itertuples(index=False):
        wide = MIN_COUNT_BIJZONDER_PEOPLE if entry.tabel == "initiatief" and entry.code in strict else MIN_COUNT_PEOPLE
        if attacker.width(members(attacker.cells, entry)) < wide - TOLERANCE:
            found.append((entry.tabel, entry.code))
    return found


def attack(rows: list[dict], *, exact: bool) -> list[tuple]:
    """Publish the small region with these rows and return what leaks."""
    loaded = region(rows)
    published = published_counts(loaded)
    attacker = Attacker(every_cell(published.home))
    attacker.read(published, truth=people_in(attacker.cells, rows) if exact else None)
    return leaks(attacker, published, strict=sensitive_initiatieven(loaded))


ROWS = st.lists(
    st.builds(
        row, st.sampled_from(OFFER), st.sampled_from(LEAVES), st.one_of(st.integers(0, 4), st.integers(0, 40)),
        st.sampled_from(BANDS), st.sampled_from(SENDERS), st.sampled_from(REASONS),
    ),
    min_size=1, max_size=12, unique_by=lambda made: tuple(made[side] for side in SIDES),
)  # fmt: skip

FEW_BUT_CLEAR = [
    row("koffie", "1001", 3), row("koffie", "1002", 40), row("koffie", MIDDEN, 12, sender="huisarts"),
    row("lopen", "1003", 30, "75+"), row("koffie", "1003", 20, "75+", "huisarts"),
    row("lopen", "1002", 6, reden="wachtlijst"), row("koffie", "1003", 2, reden="regel"),
]  # fmt: skip


@pytest.mark.parametrize("exact", [True, False], ids=["rounding undone", "as shown"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_no_hidden_count_of_a_made_region_can_be_told_from_all_tables_together(exact, rows):
    assert attack(rows, exact=exact) == []


def test_few_people_are_hidden_at_all_in_the_region_of_the_next_tests():
    shown = published_counts(region(FEW_BUT_CLEAR)).rows
    hidden = shown[shown["merk"] != ""]
    assert set(hidden.loc[hidden["tabel"] == "pc4", "code"]) == {"1001", "1002"}
    assert (shown["merk"] == "").sum() > 5


def test_a_planted_table_that_gives_one_hidden_count_away_is_found():
    """Control: somebody publishes how many of two postcodes came together, beside our tables."""
    published = published_counts(region(FEW_BUT_CLEAR))
    attacker = Attacker(every_cell(published.home))
    truth = people_in(attacker.cells, FEW_BUT_CLEAR)
    attacker.read(published, truth=truth)
    assert leaks(attacker, published) == []
    rows = published.rows[published.rows["tabel"] == "pc4"]
    secret = next(rows[rows["merk"] != ""].itertuples(index=False))
    known = next(rows[rows["merk"] == ""].itertuples(index=False))
    both = members(attacker.cells, secret) + members(attacker.cells, known)
    attacker.learn(both, both @ truth, both @ truth)
    assert ("pc4", secret.code) in leaks(attacker, published)


def test_hiding_each_table_by_itself_would_leak_and_is_found():
    """Control for the joint system: the postcodes hidden without regard for the total of their gebied."""
    published = published_counts(region(FEW_BUT_CLEAR))
    small = published.rows["code"] == "1001"
    rows = published.rows.assign(merk=np.where(small & (published.rows["tabel"] == "pc4"), "verborgen", ""))
    alone = PublishedCounts(published.jaar, rows, published.sums, published.recorded, published.home)
    attacker = Attacker(every_cell(published.home))
    attacker.read(alone, truth=people_in(attacker.cells, FEW_BUT_CLEAR))
    assert leaks(attacker, alone) == [("pc4", "1001")]


# --- before and after a scenario ---


def closed(loaded: dict[str, pd.DataFrame], name: str) -> dict[str, pd.DataFrame]:
    """Return the tables of a scenario in which an initiatief is gone."""
    offer = loaded["initiatief"]
    return loaded | {"initiatief": offer[offer["initiatief"] != name].reset_index(drop=True)}


def test_a_scenario_that_closes_an_initiatief_changes_no_published_count():
    loaded = region(FEW_BUT_CLEAR)
    before, after = published_counts(loaded), published_counts(closed(loaded, "lopen"))
    pd.testing.assert_frame_equal(before.rows, after.rows)


def test_counts_that_would_follow_the_scenario_leak_and_are_found():
    """Control: published once with and once without the rows of the initiatief that closes, few people differ."""
    rows = [row("koffie", "1001", 40), row("praten", "1002", 30), row("lopen", "1002", 3)]
    kept = [made for made in rows if made["initiatief"] != "lopen"]
    before, after = published_counts(region(rows)), published_counts(region(kept))
    attacker = Attacker(every_cell(before.home))
    truth = people_in(attacker.cells, rows)
    attacker.read(before, truth=truth)
    assert leaks(attacker, before) == []
    attacker.read(after, truth=truth, among=(attacker.cells["initiatief"] != "lopen").to_numpy(dtype=float))
    assert ("initiatief", "lopen") in leaks(attacker, before)


def test_a_question_changes_the_calculated_people_and_no_real_one():
    where = Region(str(EXAMPLE), GeoPackage(EXAMPLE).version())
    usual, asked = (Choice(None, None, "uniek", question) for question in (Question(), Question(steunvraag=0.01)))
    one, other = (usage_block.rows_of(where, choice, "initiatief").set_index("Initiatief") for choice in (usual, asked))
    assert one["In het echt begonnen"].equals(other.reindex(one.index)["In het echt begonnen"])
    assert not one["Volgens de berekening"].equals(other.reindex(one.index)["Volgens de berekening"])


# --- two versions of the data: what is promised and what is not ---


def test_two_versions_together_tell_nothing_more_to_a_reader_who_does_not_know_what_changed():
    """The second version has its own cells: nothing that is learned of them is about the cells of the first."""
    later = [made | {"aantal": made["aantal"] + (made["initiatief"] == "koffie")} for made in FEW_BUT_CLEAR]
    first, second = published_counts(region(FEW_BUT_CLEAR)), published_counts(region(later))
    cells = every_cell(first.home)
    size = len(cells)
    both = Attacker(pd.concat([cells, cells], ignore_index=True))
    truth = np.concatenate([people_in(cells, FEW_BUT_CLEAR), people_in(cells, later)])
    old, new = np.arange(2 * size) < size, np.arange(2 * size) >= size
    both.read(first, truth=truth, among=old.astype(float))
    both.read(second, truth=truth, among=new.astype(float))
    for published, version in ((first, old), (second, new)):
        for entry in published.rows[published.rows["merk"] != ""].itertuples(index=False):
            assert both.width(members(both.cells, entry) * version) >= MIN_COUNT_PEOPLE - TOLERANCE


def test_rounding_keeps_one_person_more_from_being_followed_in_most_versions():
    """Of five numbers in a row four look the same: a count that rises by one mostly stays as it was."""
    shown = [
        published_counts(region([row("koffie", "1001", n), row("lopen", "1002", 60)])).table("initiatief", BEGUN)["aantal"][0]
        for n in range(20, 31)
    ]  # fmt: skip
    assert shown == [20, 20, 20, 25, 25, 25, 25, 25, 30, 30, 30]


def test_who_knows_that_exactly_one_person_came_can_tell_a_count_that_crosses_the_threshold():
    """The limit of the promise, kept here so that nobody promises more: 4 hidden, then 5 shown, with one person more."""
    before, after = (
        published_counts(region([row("koffie", "1001", n), row("lopen", "1001", 30), row("lopen", "1002", 30)]))
        for n in (4, 5)
    )
    assert before.table("initiatief", BEGUN)["merk"][0] == "verborgen"
    assert after.table("initiatief", BEGUN)["aantal"][0] == 5


# --- the example region, from its downloads ---


@pytest.fixture(scope="module")
def downloads() -> dict[tuple[str, str, str], float]:
    """Read all downloads of the example and its sentence of totals as a reader does; NaN is hidden."""
    where = Region(str(EXAMPLE), GeoPackage(EXAMPLE).version())
    loaded = GeoPackage(EXAMPLE).read()
    choice = Choice(None, None, "uniek", Question())
    seen = {}
    for tabel in ("initiatief", "gebied", "pc4", "leeftijdsband", "verwijzer", "reden"):
        content = dutch_csv(screen_tables.with_notes(usage_block.rows_of(where, choice, tabel), ("bron",)))
        rows = pd.read_csv(
            StringIO(content.decode("utf-8-sig")), sep=";", decimal=",", dtype={0: str, "Geen cijfer, want": str}
        )
        deel = {"verwijzer": SIGNED_UP, "reden": NOT_BEGUN}.get(tabel, BEGUN)
        people = {SIGNED_UP: "Aanmeldingen", NOT_BEGUN: "Niet doorgegaan", BEGUN: "In het echt begonnen"}[deel]
        names = {name: code for code, name in code_names(loaded, tabel).items()}
        told = rows["Geen cijfer, want"].fillna("")
        assert rows[people].isna().equals(told != ""), tabel
        for name, value, absent in zip(rows.iloc[:, 0], rows[people], told, strict=True):
            if absent != "niet bekend":
                seen[tabel, names.get(name, name), deel] = value
        assert len({key for key in seen if key[0] == tabel}) == (told != "niet bekend").sum(), tabel
    totals = published_counts(loaded)
    return seen | {
        ("totaal", "", deel): totals.table("totaal", deel)["aantal"][0] for deel in (BEGUN, NOT_BEGUN, SIGNED_UP)
    }


def known_sums(entries: list[tuple], home: pd.Series) -> csr_array:
    """Return what any reader adds up: each table to its total, the postcodes of a gebied to it, both outcomes to all."""
    lines = [{("totaal", "", BEGUN): 1, ("totaal", "", NOT_BEGUN): 1, ("totaal", "", SIGNED_UP): -1}]
    for tabel, deel in {(tabel, deel) for tabel, _code, deel in entries if tabel not in ("pc4", "totaal")}:
        lines.append(
            {entry: 1 for entry in entries if (entry[0], entry[2]) == (tabel, deel)} | {("totaal", "", deel): -1}
        )
    for gebied in {code for tabel, code, _deel in entries if tabel == "gebied"}:
        inside = [entry for entry in entries if entry[0] == "pc4" and home.get(entry[1], entry[1]) == gebied]
        lines.append(dict.fromkeys(inside, 1) | {("gebied", gebied, BEGUN): -1})
    return csr_array(np.array([[line.get(entry, 0) for entry in entries] for line in lines]))


def true_counts(entries: list[tuple], loaded: dict[str, pd.DataFrame], home: pd.Series) -> np.ndarray:
    """Count the people of each row of the downloads in the stored table itself."""
    rows = loaded["gebruik"]
    rows = rows[rows["jaar"] == rows["jaar"].max()]
    leaf = rows["pc4"].fillna(rows["gebiedcode"]).fillna("onbekend")
    rows = rows.assign(leaf=leaf, reden=rows["reden_niet_doorgegaan"].fillna(""))
    rows = rows.assign(gebied=rows["leaf"].map(home).fillna(rows["leaf"]), pc4=rows["leaf"])
    frame = rows.assign(aantal=rows["aantal"].astype(float))
    return np.array(
        [members(frame, pd.Series(entry, ["tabel", "code", "deel"])) @ frame["aantal"].to_numpy() for entry in entries]
    )


def test_no_hidden_count_of_the_example_can_be_told_from_all_its_downloads(downloads):
    loaded = GeoPackage(EXAMPLE).read()
    home = published_counts(loaded).home
    entries, shown = list(downloads), np.array(list(downloads.values()))
    sums, truth = known_sums(entries, home), true_counts(entries, loaded, home)
    assert not (sums @ truth).any()
    hidden = np.isnan(shown)
    assert hidden.sum() > 50
    known = 1 - int((truth[hidden] == 0).any())
    for numbers, step in ((np.where(hidden, np.nan, truth), 1), (shown, 5)):
        least, greatest = interval_audit(numbers, sums=sums, step=step, smallest_hidden=known)
        assert ((greatest - least)[hidden] >= MIN_COUNT_PEOPLE - TOLERANCE).all()
        assert (least <= truth + TOLERANCE).all()
        assert (truth <= greatest + TOLERANCE).all()
    assert (truth[~hidden & (shown > 0)] >= MIN_COUNT_PEOPLE).all()


def test_one_hidden_postcode_of_the_example_uncovered_gives_others_away_and_is_found(downloads):
    """Control: in a gebied with two hidden postcodes and a shown total one of them becomes known elsewhere."""
    loaded = GeoPackage(EXAMPLE).read()
    home = published_counts(loaded).home
    entries, shown = list(downloads), np.array(list(downloads.values()))
    sums, truth = known_sums(entries, home), true_counts(entries, loaded, home)
    numbers = np.where(np.isnan(shown), np.nan, truth)
    lines = abs(sums).tocsr()
    pair = next(
        np.flatnonzero(lines[[line]].toarray()[0] * np.isnan(shown))
        for line in range(sums.shape[0])
        if (lines[[line]].toarray()[0] * np.isnan(shown)).sum() == 2
    )
    numbers[pair[0]] = truth[pair[0]]
    least, greatest = interval_audit(numbers, sums=sums)
    assert greatest[pair[1]] - least[pair[1]] < MIN_COUNT_PEOPLE


# --- other counts ---


def test_no_page_or_export_shows_the_reach_of_a_vindplaats():
    """vindplaats_subgroep.bereik_personen may be a telling; whoever shows it must hide small counts and change this.

    may_read.py names it to hide it on the page Versies, and the page Bewerken to replace it by what may be shown: tests/unit/views/
    test_versions_rows.py and test_visits_to_read.py prove that they do. record_words.py and records.py know its label and
    its place in a form, and no value.
    """
    read = sorted(
        path.name
        for folder in ("pages", "mapping/views", "mapping/reports")
        for path in (ROOT / folder).rglob("*.py")
        if "bereik_personen" in path.read_text(encoding="utf-8")
    )
    assert read == ["may_read.py", "page.py", "record_words.py", "records.py"]
