"""Published counts: the one place that turns gebruik into every table of it that may be shown, safe all together.

A count that is hidden in one table could be found by subtracting others. So the tables by initiatief, gebied, postcode,
leeftijdsband, verwijzer and reden, and their totals, are hidden as one system of sums (analysis/disclosure.py): whoever
lays all of them side by side still cannot tell any hidden count to within its threshold.

What is promised holds per version of the data: each version by itself, and versions beside each other for a reader who
does not know how many people came or went in between. Counts are published of the data as stored, of the latest year
only, and never of a scenario: with and without one initiatief, the difference would be that initiatief.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mapping.analysis.disclosure import ShownCounts, hide_counts, rounded
from mapping.model import Merk, Soort

UNKNOWN = "onbekend"
"""The code of people whose gebied, postcode or leeftijdsband is not known."""

BEGUN, NOT_BEGUN, SIGNED_UP = "begonnen", "niet_begonnen", "aanmeldingen"
"""What is counted: people whose support started, people whose support did not, and both together."""

TABLES_OF = {
    "initiatief": BEGUN, "gebied": BEGUN, "pc4": BEGUN, "leeftijdsband": BEGUN, "verwijzer": SIGNED_UP, "reden": NOT_BEGUN,
}  # fmt: skip
"""The tables, and what each counts; `totaal` has all three. One count per code: a second one beside it would make many
more of both be hidden, and what is compared with the calculation is who began."""

COLUMNS = ["tabel", "code", "deel", "aantal", "merk"]


@dataclass(frozen=True, eq=False)
class PublishedCounts:
    """All counts of gebruik that may be shown.

    jaar: the year they are of, None where there is no gebruik. rows: tabel, code, deel, aantal (people to the nearest
    5, NaN where hidden), merk (`verborgen` or empty). sums: sparse (sums × rows), as in analysis/disclosure.py: what
    any reader knows to add up. recorded: per initiatief with gebruik, in `plaats` whether it notes where people live
    by `pc4`, by `gebied` or not (empty), and in `leeftijd` whether it notes ages (bool). home: the gebied that each
    pc4 is counted in.
    """

    jaar: int | None
    rows: pd.DataFrame
    sums: csr_array
    recorded: pd.DataFrame
    home: pd.Series

    def table(self, tabel: str, deel: str) -> pd.DataFrame:
        """Return the rows of one table: code, aantal, merk; the index is new."""
        chosen = (self.rows["tabel"] == tabel) & (self.rows["deel"] == deel)
        return self.rows.loc[chosen, ["code", "aantal", "merk"]].reset_index(drop=True)


def published_counts(tables: Mapping[str, pd.DataFrame]) -> PublishedCounts:
    """Return every count of gebruik of the latest year as it may be shown.

    `tables` are those of a region as stored, not of a scenario. The threshold is 10 instead of 5 for an initiatief
    that is only for subgroepen under article 9 AVG or of a levensbeschouwing, and for every count it has a part in.
    Where no row is a telling (a public source), nothing is hidden and all is rounded.
    """
    home = home_of_pc4(tables["cel"])
    used = tables["gebruik"]
    if not len(used):
        empty = pd.DataFrame(columns=COLUMNS).astype({"aantal": "float64"})
        return PublishedCounts(None, empty, csr_array((0, 0)), _recorded(used), home)
    jaar = int(used["jaar"].max())
    counted = _coded(used[used["jaar"] == jaar], home)
    strict = counted["initiatief"].isin(sensitive_initiatieven(tables))
    people, sensitive = _entries(counted, strict)
    sums = _sums(people.index, counted)
    if counted["telling"].fillna(True).any():
        shown = hide_counts(people.to_numpy(), sensitive=sensitive.to_numpy(), sums=sums)
    else:
        shown = ShownCounts(rounded(people.to_numpy(), Soort.GEMETEN), np.zeros(len(people), dtype=bool))
    merk = np.where(shown.hidden, Merk.VERBORGEN.value, Merk.GEEN.value)
    rows = people.index.to_frame(index=False).assign(aantal=shown.values, merk=merk)[COLUMNS]
    return PublishedCounts(jaar, rows, sums, _recorded(counted), home)


def sensitive_initiatieven(tables: Mapping[str, pd.DataFrame]) -> set[str]:
    """Name the initiatieven whose users are told by being there: all its subgroepen are bijzonder, or it is of a faith."""
    named = tables["initiatief_subgroep"]
    bijzonder = tables["subgroep"].set_index("subgroep")["bijzonder"].astype("boolean").fillna(False)
    special = named["subgroep"].map(bijzonder).fillna(False).astype(bool)
    only = special.groupby(named["initiatief"]).all()
    offer = tables["initiatief"]
    return set(only.index[only]) | set(offer.loc[offer["levensbeschouwing"].notna(), "initiatief"])


def home_of_pc4(cel: pd.DataFrame) -> pd.Series:
    """Return the gebiedcode in which most people of each pc4 live, indexed by pc4.

    A postcode can lie in several gebieden, and a count by postcode cannot be cut: it goes to one of them as a whole, so
    that the postcodes of a gebied add up to it. Of two with as many people it is the first code.
    """
    ordered = cel.sort_values(["pc4", "inwoners", "gebiedcode"], ascending=[True, False, True], kind="stable")
    return ordered.drop_duplicates("pc4").set_index("pc4")["gebiedcode"]


def _coded(used: pd.DataFrame, home: pd.Series) -> pd.DataFrame:
    """Add the code of each row per table: gebied, pc4 (or what is known instead), and deel.

    People known by gebied only stand in the table by pc4 under the code of that gebied.
    """
    gebied = used["gebiedcode"].fillna(used["pc4"].map(home)).fillna(UNKNOWN)
    return used.assign(
        gebied=gebied,
        leaf=used["pc4"].fillna(used["gebiedcode"]).fillna(UNKNOWN),
        reden=used["reden_niet_doorgegaan"],
        deel=np.where(used["reden_niet_doorgegaan"].isna(), BEGUN, NOT_BEGUN),
    )


def _entries(counted: pd.DataFrame, strict: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the people per entry, and which have the stricter threshold, both indexed by tabel, code, deel."""
    facts = pd.DataFrame({"aantal": counted["aantal"].astype("float64"), "strict": strict.to_numpy(dtype=bool)})
    of = {deel: (counted["deel"] == deel) | (deel == SIGNED_UP) for deel in (BEGUN, NOT_BEGUN, SIGNED_UP)}
    everyone = pd.Series("", index=counted.index)
    found = {("totaal", deel): _per_code(facts.where(rows, 0), everyone) for deel, rows in of.items()}
    for tabel, deel in TABLES_OF.items():
        codes = counted["leaf" if tabel == "pc4" else tabel]
        if tabel == "initiatief":  # one where nobody began had nobody, and is not without figures
            found[tabel, deel] = _per_code(facts.where(of[deel], 0), codes)
        else:
            found[tabel, deel] = _per_code(facts[of[deel]], codes[of[deel]])
    entries = pd.concat(found, names=["tabel", "deel", "code"]).reorder_levels(["tabel", "code", "deel"])
    return entries["aantal"], entries["strict"]


def _per_code(facts: pd.DataFrame, codes: pd.Series) -> pd.DataFrame:
    """Return the sum of aantal and whether any row is strict, per code."""
    grouped = facts.astype({"strict": bool}).groupby(codes.to_numpy(), sort=True)
    return grouped.agg({"aantal": "sum", "strict": "any"})


def _sums(entries: pd.MultiIndex, counted: pd.DataFrame) -> csr_array:
    """Return which entries add up to which, sparse (sums × entries): 1 for each part, −1 for the total."""
    place = {entry: number for number, entry in enumerate(entries)}
    lines = [([("totaal", "", BEGUN), ("totaal", "", NOT_BEGUN)], ("totaal", "", SIGNED_UP))]
    for tabel, deel in TABLES_OF.items():
        parts = [entry for entry in entries if (entry[0], entry[2]) == (tabel, deel)]
        if tabel != "pc4" and parts:
            lines.append((parts, ("totaal", "", deel)))
    nested = counted.loc[counted["deel"] == BEGUN, ["leaf", "gebied"]].drop_duplicates()
    lines += [
        ([("pc4", leaf, BEGUN) for leaf in leaves], ("gebied", gebied, BEGUN))
        for gebied, leaves in nested.groupby("gebied")["leaf"]
    ]
    return _as_sparse(lines, place)


def _as_sparse(lines: list[tuple[list, tuple]], place: Mapping[tuple, int]) -> csr_array:
    """Write lines of (parts, total) as a sparse table."""
    rows = [number for number, (parts, _total) in enumerate(lines) for _entry in (*parts, None)]
    columns = [place[entry] for parts, total in lines for entry in (*parts, total)]
    values = [value for parts, _total in lines for value in (*([1.0] * len(parts)), -1.0)]
    return csr_array((values, (rows, columns)), shape=(len(lines), len(place)))


def _recorded(counted: pd.DataFrame) -> pd.DataFrame:
    """Say per initiatief with gebruik how it notes where people live (pc4, gebied or empty) and whether it notes ages."""
    facts = pd.DataFrame(
        {
            "pc4": counted["pc4"].notna(),
            "gebied": counted["gebiedcode"].notna(),
            "leeftijd": counted["leeftijdsband"] != UNKNOWN,
        }
    )
    known = facts.groupby(counted["initiatief"]).any()
    plaats = np.select([known["pc4"], known["gebied"]], ["pc4", "gebied"], "")
    return pd.DataFrame({"plaats": plaats, "leeftijd": known["leeftijd"].to_numpy(dtype=bool)}, index=known.index)
