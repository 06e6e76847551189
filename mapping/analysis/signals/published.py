"""Published signals: the one place that turns signalering into every table of it that may be shown, safe all together.

A small count that is hidden in one table could be found by subtracting others. So the flows from both starts, what each
role heard, translated and interpreted, where it was heard, where it led, why it failed and all totals are hidden as one
system of sums (analysis/disclosure.py). Counts are published of the latest year, of the data as stored, for the whole
file: one regio beside all of them would give the others away.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mapping.analysis.disclosure import MIN_COUNT_BIJZONDER_PEOPLE, ShownCounts, hide_counts, rounded
from mapping.analysis.network.nodes import GV_KINDS, JOINT
from mapping.analysis.published_counts import sensitive_initiatieven
from mapping.model import Merk, Soort

UNKNOWN, NONE = "onbekend", "geen"
KNOWN_NOT_REFERRED = "bekend"
"""Where it led: somebody knew fitting offer, and nobody was referred."""

OTHERS = "andere"
"""Codes of one table with few people, taken together: each by itself would be hidden, and others with it."""

ROLE_GROUP = {
    "zelf": "zelf_naaste", "naaste": "zelf_naaste", "leefomgeving": "buurt", "vrijwilliger": "buurt",
    "ervaringsdeskundige": "buurt", "wijkverpleging": "verpleging", "ziekenhuis": "verpleging", "gemeente": "welzijn",
    "school": "welzijn",
}  # fmt: skip
"""Roles that are published together, so that fewer flows are hidden; a role that is not named stands alone."""

PEERS = ("lotgenoten", "ervaringsdeskundigen", "vrijwilligers", "maatjes", "buddys")
"""Aanbiederssoorten of the first box of the infographic (Linking-Zin factsheet, 2020)."""

GV_OFFER, PEER_OFFER, OTHER_OFFER = "aanbod_gv", "aanbod_informeel", "aanbod_professional"
OFFERS = (GV_OFFER, PEER_OFFER, OTHER_OFFER)
"""Where it led, by the three boxes of the infographic: the flow shows these, the table `initiatief` each initiatief."""

STEPS = ("signaleert", "vertaalt", "interpreteert", "uitkomst")
"""The four steps of the flow, in order; each adds up to everyone."""

PLACE = "vindplaats"
"""Where the question was heard, by the type of vindplaats: a single place has too few people. Not known is UNKNOWN."""

STARTS = (STEPS[0], PLACE)
"""Where the flow can begin: at the role that signals, or at the type of vindplaats. The steps after it are the same."""

PARTS = (PLACE, "herkend_door_professional", "uitingsvorm", "subgroep", "regio")
"""Other tables that add up to everyone."""

TOTAL, LED, FAILED = "totaal", "toegeleid", "mislukt"
"""Everyone; those whose question led to an initiatief; those whose referral failed, wherever it led."""

FLOW = "stroom"
"""How the tables of the flow begin; which is which, flows() tells."""

COLUMNS = ["tabel", "code", "naar", "aantal", "merk"]

Entry = tuple[str, str, str]
"""Table, code, and for a flow the code it goes to."""


def flows(start: str = STEPS[0]) -> tuple[tuple[str, str, str], ...]:
    """Return the tables of the flow from one of STARTS: table, the step it comes from and the step it goes to."""
    steps = (start, *STEPS[1:])
    named = [FLOW + (f"_{PLACE}" if step == PLACE else str(at)) for at, step in enumerate(steps[:-1])]
    return tuple(zip(named, steps[:-1], steps[1:], strict=True))


def _all_flows() -> tuple[tuple[str, str, str], ...]:
    """Return the flows from every start, each once: they are published together, so they are hidden together."""
    return tuple(dict.fromkeys(flow for start in STARTS for flow in flows(start)))


@dataclass(frozen=True, eq=False)
class PublishedSignals:
    """All counts of signalering that may be shown.

    jaar: the year they are of, None where there is no signalering. rows: tabel, code, naar (empty but for a flow), aantal
    (people to the nearest 5, NaN where hidden), merk (`verborgen` or empty). sums: sparse (sums × rows): what any reader
    knows to add up.
    """

    jaar: int | None
    rows: pd.DataFrame
    sums: csr_array

    def table(self, tabel: str) -> pd.DataFrame:
        """Return the rows of one table: code, naar, aantal, merk; the index is new."""
        return self.rows.loc[self.rows["tabel"] == tabel, COLUMNS[1:]].reset_index(drop=True)

    def count(self, tabel: str, code: str = "") -> float:
        """Return one published count; NaN where it is hidden, 0 where nobody was counted."""
        found = self.rows[(self.rows["tabel"] == tabel) & (self.rows["code"] == code) & (self.rows["naar"] == "")]
        return float(found["aantal"].iloc[0]) if len(found) else 0.0


def published_signals(tables: Mapping[str, pd.DataFrame]) -> PublishedSignals:
    """Return every count of signalering of the latest year as it may be shown.

    The threshold is 10 instead of 5 for a subgroep under article 9 AVG, for an initiatief for such people only, and for
    every count they have a part in. Where no row is a telling (a public source), nothing is hidden and all is rounded.
    """
    stored = tables["signalering"]
    if not len(stored):
        empty = pd.DataFrame(columns=COLUMNS).astype({"aantal": "float64"})
        return PublishedSignals(None, empty, csr_array((0, 0)))
    jaar = int(stored["jaar"].max())
    counted = _coded(stored[stored["jaar"] == jaar].reset_index(drop=True), tables)
    people, sensitive = _entries(counted)
    sums = _sums(list(people.index))
    if counted["telling"].fillna(True).any():
        shown = hide_counts(people.to_numpy(), sensitive=sensitive.to_numpy(), sums=sums)
    else:
        shown = ShownCounts(rounded(people.to_numpy(), Soort.GEMETEN), np.zeros(len(people), dtype=bool))
    merk = np.where(shown.hidden, Merk.VERBORGEN.value, Merk.GEEN.value)
    rows = people.index.to_frame(index=False).assign(aantal=shown.values, merk=merk)[COLUMNS]
    return PublishedSignals(jaar, rows, sums)


def _coded(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Add the code of each row per table, small ones taken together, and whether it has the stricter threshold."""
    bijzonder = tables["subgroep"].set_index("subgroep")["bijzonder"].astype("boolean")
    strict = rows["subgroep"].map(bijzonder).fillna(False).astype(bool)
    strict |= rows["initiatief"].isin(sensitive_initiatieven(tables)).to_numpy(dtype=bool)
    known = rows["bekend_niet_verwezen"].fillna(False).astype(bool)
    led = ~rows["initiatief"].isin([NONE, UNKNOWN]) & ~known
    soort = rows["initiatief"].map(tables["initiatief"].set_index("initiatief")["aanbiederssoort"])
    uitkomst = rows["initiatief"].mask(known, KNOWN_NOT_REFERRED).mask(led, soort.fillna("").map(_offer_group))
    codes = {name: rows[name].replace(ROLE_GROUP) for name in STEPS[:-1]}
    codes |= {name: rows[name].fillna(UNKNOWN) for name in ("uitingsvorm", "subgroep")}
    types = tables["vindplaats"].drop_duplicates("vindplaats").set_index("vindplaats")["type"]
    codes |= {"reden_mislukt": rows["reden_mislukt"], PLACE: rows["vindplaats"].map(types).fillna(UNKNOWN)}
    return rows.assign(
        **{name: _merged(values, rows["aantal"]) for name, values in codes.items()},
        initiatief=_per_offer(rows["initiatief"].where(led), uitkomst, rows["aantal"]),
        uitkomst=uitkomst,
        regio=rows["regio"].fillna(UNKNOWN),
        led=led.to_numpy(dtype=bool),
        strict=strict.to_numpy(dtype=bool),
    )


def _offer_group(aanbiederssoort: str) -> str:
    if aanbiederssoort.startswith(GV_KINDS):
        return GV_OFFER
    return PEER_OFFER if aanbiederssoort in PEERS else OTHER_OFFER


def _per_offer(initiatief: pd.Series, uitkomst: pd.Series, people: pd.Series) -> pd.Series:
    """Return the codes of the table `initiatief`: `box/initiatief`, or `box/andere` for the small ones of one box.

    A reader knows which initiatief is in which box, so that those taken together must be of one: the boxes are published.
    """
    found = pd.Series(pd.NA, index=initiatief.index, dtype="str")
    for offer in OFFERS:
        here = initiatief[uitkomst == offer]
        found.loc[here.index] = offer + JOINT + _merged(here, people.loc[here.index])
    return found


def _merged(codes: pd.Series, people: pd.Series) -> pd.Series:
    """Put the codes with few people under OTHERS, and the next smallest with them until they are not few any more.

    Who reads OTHERS learns of each code in it no more than that it was small. A missing code stays missing.
    """
    sizes = people.groupby(codes).sum().sort_values(kind="stable")
    few = list(sizes.index[(sizes < MIN_COUNT_BIJZONDER_PEOPLE).to_numpy(dtype=bool)])
    while few and sizes[few].sum() < MIN_COUNT_BIJZONDER_PEOPLE and len(few) < len(sizes):
        few.append(sizes.index[len(few)])
    return codes.mask(codes.isin(few).fillna(False), OTHERS)


def _entries(counted: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the people per entry, and which have the stricter threshold, both indexed by tabel, code, naar."""
    led, failed = counted[counted["led"]], counted[counted["reden_mislukt"].notna()]
    parts = [_per(counted, TOTAL), _per(led, LED), _per(failed, FAILED)]
    parts += [_per(counted, step, step) for step in (*STEPS, *PARTS)]
    parts += [_per(counted, *flow) for flow in _all_flows()]
    parts += [_per(led, name, name) for name in ("getoetst", "initiatief")]
    parts += [_per(failed, "reden_mislukt", "reden_mislukt")]
    whole = pd.concat(parts)
    return whole["aantal"], whole["strict"].astype(bool)


def _per(rows: pd.DataFrame, tabel: str, code: str = "", naar: str = "") -> pd.DataFrame:
    """Return aantal and strict per entry of one table; a total of nobody is 0."""
    facts = pd.DataFrame({"aantal": rows["aantal"].astype("float64"), "strict": rows["strict"]})
    keys = pd.DataFrame(
        {"tabel": tabel, "code": rows[code] if code else "", "naar": rows[naar] if naar else ""}, index=rows.index
    )
    if not len(rows):
        none = [] if code else [(tabel, "", "")]
        index = (
            pd.MultiIndex.from_tuples(none, names=list(keys))
            if none
            else pd.MultiIndex.from_arrays([[]] * 3, names=list(keys))
        )
        return pd.DataFrame({"aantal": 0.0, "strict": False}, index=index)
    return facts.groupby([keys[name] for name in keys], sort=True).agg({"aantal": "sum", "strict": "any"})


def _sums(entries: list[Entry]) -> csr_array:
    """Return which entries add up to which, sparse (sums × entries): 1 for each part, −1 for the total."""
    place = {entry: number for number, entry in enumerate(entries)}
    lines = [(parts, total) for parts, total in _lines(entries) if parts]
    rows = [number for number, (parts, _total) in enumerate(lines) for _entry in (*parts, None)]
    columns = [place[entry] for parts, total in lines for entry in (*parts, total)]
    values = [value for parts, _total in lines for value in (*([1.0] * len(parts)), -1.0)]
    return csr_array((values, (rows, columns)), shape=(len(lines), len(place)))


def _lines(entries: list[Entry]) -> Iterator[tuple[list[Entry], Entry]]:
    """Yield the parts and the total of each sum that a reader knows."""
    of: dict[str, list[Entry]] = {}
    for entry in entries:
        of.setdefault(entry[0], []).append(entry)
    for tabel in (*STEPS, *PARTS):
        yield of.get(tabel, []), (TOTAL, "", "")
    yield of.get("getoetst", []), (LED, "", "")
    yield of.get("reden_mislukt", []), (FAILED, "", "")
    led = [entry for entry in of.get("uitkomst", []) if entry[1] in OFFERS]
    yield led, (LED, "", "")
    for offer in led:
        yield [entry for entry in of["initiatief"] if entry[1].startswith(offer[1] + JOINT)], offer
    for tabel, begin, end in _all_flows():
        parts = of.get(tabel, [])
        for total in of.get(begin, []):
            yield [part for part in parts if part[1] == total[1]], total
        for total in of.get(end, []):
            yield [part for part in parts if part[2] == total[1]], total
