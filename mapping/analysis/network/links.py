"""Links worth making: initiatieven near each other, for the same people, between whom no verbinding is known.

Ranked by the people who live in reach of both, whom both suit, and who are not sure of a place: uniek, so that each
person counts once. First comes what somebody proposed in a bijdrage, wherever the two lie; then what is known and not
referred to: there a first talk is not needed any more.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from mapping.analysis.model_run import ModelRun
from mapping.analysis.network.nodes import JOINT
from mapping.analysis.network.ties import asked_pairs, pairs, proposed_pairs
from mapping.analysis.publish import too_fine
from mapping.model import IEDEREEN, Gebiedsniveau

TOWN = (1, 2)
"""Stedelijkheid of a town, where people travel the shorter distance (analysis/settings.py)."""

PROPOSED, KNOWN_FIRST, ASKED_NONE, NOT_KNOWN = "voorgesteld", "bekend", "gevraagd geen", "niet bekend"
"""What is known of the two: somebody proposed it; one knows the other and does not refer; asked and there is none; nothing."""

NOT_MET = (PROPOSED, NOT_KNOWN)
"""Of whom nobody said that they know, or do not want to know, each other."""

COLUMNS = (
    "van", "naar", "van_naam", "naar_naam", "van_organisatie", "naar_organisatie", "gebiedcode", "regio", "zelfde_gebied",
    "afstand_km", "subgroepen", "mensen", "stand",
)  # fmt: skip


def unserved(run: ModelRun, subgroep: pd.DataFrame) -> np.ndarray:
    """Return the people who are not sure of a place, each once (cells × groups).

    Groups that may be told per gemeente only are left out: with two initiatieven for such a group the number would be
    theirs alone.
    """
    need, demand = run.people.need, run.people.demand
    share = np.divide(run.split.served, need, out=np.zeros_like(need), where=need > 0)
    fine = too_fine(run.people.groepen["subgroep"], subgroep, Gebiedsniveau.WIJK).to_numpy(dtype=bool)
    return np.where(fine, 0.0, demand * (1 - share))


def shared_people(run: ModelRun, subgroep: pd.DataFrame) -> np.ndarray:
    """Return the unserved people in reach of both and whom both suit (initiatieven × initiatieven), symmetric."""
    missing = unserved(run, subgroep)
    patterns, which = np.unique(run.suits, axis=1, return_inverse=True)
    near = csr_array(run.weight > 0).astype(float)
    found = np.zeros((run.suits.shape[0],) * 2)
    for number in range(patterns.shape[1]):
        rows = np.flatnonzero(patterns[:, number])
        people = missing[:, which.ravel() == number].sum(axis=1)
        if len(rows) and people.any():
            reach = near[:, rows].tocsr()
            found[np.ix_(rows, rows)] += (reach.T @ reach.multiply(people[:, None]).tocsr()).toarray()
    return found


def links_worth_making(
    run: ModelRun, tables: Mapping[str, pd.DataFrame], known: pd.DataFrame, found: pd.DataFrame
) -> pd.DataFrame:
    """Return the pairs, best first, with COLUMNS; `mensen` is not rounded and missing for what is no initiatief.

    van_organisatie, naar_organisatie: names, missing where not known. subgroepen: codes that both name, joined with `;`
    (`iedereen` where both are for all). gebiedcode, regio: of the first that has one. stand: PROPOSED, KNOWN_FIRST, ASKED_NONE
    or NOT_KNOWN. Two initiatieven of one organisatie are no link to make, unless somebody proposed it.
    """
    rows = [*_known_not_referred(known, found, tables), *_near_and_alike(run, tables, known, found)]
    told = {frozenset((row["van"], row["naar"])) for row in rows}
    rows += _proposed(known, proposed_pairs(found) - told)
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    order = table["stand"].map({PROPOSED: 0, KNOWN_FIRST: 1}).fillna(2)
    return (
        table.assign(order=order, far=-table["mensen"].fillna(0))
        .sort_values(["order", "far", "van", "naar"], kind="stable")
        .drop(columns=["order", "far"])
        .reset_index(drop=True)
    )


def _known_not_referred(known: pd.DataFrame, found: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> list[dict]:
    """Return the verbindingen that are called bekend maar niet verwezen, as links."""
    flagged = found[found["bekend_niet_verwezen"].fillna(False).astype(bool)]
    named = _named_groups(tables)
    rows = []
    for van, naar in flagged[["van_node", "naar_node"]].itertuples(index=False):
        if van in known.index and naar in known.index:
            groups = sorted(named.get(naar, set()) | named.get(van, set()))
            rows.append(_link(known, van, naar, mensen=np.nan, afstand=np.nan, groups=groups, stand=KNOWN_FIRST))
    return rows


def _proposed(known: pd.DataFrame, said: set[frozenset[str]]) -> list[dict]:
    """Return pairs that somebody proposed as links, without a number of people."""
    both = sorted(sorted(pair) for pair in said if len(pair) == 2 and pair <= set(known.index))
    return [_link(known, one, other, mensen=np.nan, afstand=np.nan, groups=[], stand=PROPOSED) for one, other in both]


def _near_and_alike(
    run: ModelRun, tables: Mapping[str, pd.DataFrame], known: pd.DataFrame, found: pd.DataFrame
) -> list[dict]:
    """Return the initiatieven that lie near each other, suit the same people and have no verbinding."""
    offer = run.initiatief
    node = ("initiatief" + JOINT + offer["initiatief"]).tolist()
    people = shared_people(run, tables["subgroep"])
    joined, asked, named = pairs(found), asked_pairs(found), _named_groups(tables)
    said = proposed_pairs(found)
    rows = []
    for one, other, km in _near(run, tables):
        ends = {side: _itself_and_organisatie(known, node[side]) for side in (one, other)}
        between = {frozenset((left, right)) for left in ends[one] for right in ends[other]}
        groups = _common(named.get(node[one], set()), named.get(node[other], set()))
        if ends[one] & ends[other] or not groups or between & joined:
            continue
        first, second = sorted((node[one], node[other]))
        stand = PROPOSED if {first, second} in said else ASKED_NONE if between & asked else NOT_KNOWN
        rows.append(_link(known, first, second, mensen=people[one, other], afstand=km, groups=groups, stand=stand))
    return rows


def _near(run: ModelRun, tables: Mapping[str, pd.DataFrame]) -> list[tuple[int, int, float]]:
    """Return the pairs of initiatieven in one gebied, or in reach of each other: places in run.initiatief and km travelled.

    In reach: within the distance that people travel where the nearer-bound of the two lies. Without a place there is no
    pair by distance; a gebied they share still counts (km is then missing).
    """
    offer, reach = run.initiatief, run.settings.reach
    urban = tables["gebied"].drop_duplicates("gebiedcode").set_index("gebiedcode")["stedelijkheid"]
    limit = np.where(offer["gebiedcode"].map(urban).isin(TOWN), reach.town_km, reach.country_km)
    placed = np.flatnonzero(~(offer.geometry.isna() | offer.geometry.is_empty).to_numpy())
    points = np.column_stack([offer.geometry.iloc[placed].x, offer.geometry.iloc[placed].y]) / 1000
    found: dict[tuple[int, int], float] = {}
    if len(placed):
        tree = cKDTree(points)
        for left, right in tree.query_pairs(max(reach.town_km, reach.country_km) / reach.factor):
            km = float(np.hypot(*(points[left] - points[right]))) * reach.factor
            one, other = sorted((int(placed[left]), int(placed[right])))
            if km <= min(limit[one], limit[other]):
                found[one, other] = km
    for _code, rows in offer.groupby("gebiedcode").groups.items():
        members = sorted(int(row) for row in rows)
        for at, one in enumerate(members):
            for other in members[at + 1 :]:
                found.setdefault((one, other), np.nan)
    return [(one, other, km) for (one, other), km in sorted(found.items())]


def _itself_and_organisatie(known: pd.DataFrame, node: str) -> set[str]:
    organisatie = known.at[node, "organisatie"] if node in known.index else None
    return {node} if pd.isna(organisatie) else {node, str(organisatie)}


def _named_groups(tables: Mapping[str, pd.DataFrame]) -> dict[str, set[str]]:
    """Return the subgroepen that each initiatief names, by node."""
    rows = tables["initiatief_subgroep"]
    named = rows.groupby("initiatief")["subgroep"].agg(set)
    return {f"initiatief{JOINT}{code}": groups for code, groups in named.items()}


def _common(one: set[str], other: set[str]) -> list[str]:
    """Return the subgroepen that both are for; who is for all is for those that the other names."""
    if IEDEREEN in one and IEDEREEN in other:
        return [IEDEREEN]
    shared = one & other
    if IEDEREEN in one:
        shared = shared | other
    if IEDEREEN in other:
        shared = shared | one
    return sorted(shared - {IEDEREEN})


def _link(
    known: pd.DataFrame, van: str, naar: str, *, mensen: float, afstand: float, groups: list[str], stand: str
) -> dict:
    """Return one link as a row of COLUMNS."""
    one, other = known.loc[van], known.loc[naar]
    code = one["gebiedcode"] if pd.notna(one["gebiedcode"]) else other["gebiedcode"]
    return {
        "van": van, "naar": naar, "van_naam": one["naam"], "naar_naam": other["naam"],
        "van_organisatie": _organisatie_name(known, van), "naar_organisatie": _organisatie_name(known, naar),
        "gebiedcode": code, "regio": one["regio"] if pd.notna(one["regio"]) else other["regio"],
        "zelfde_gebied": bool(pd.notna(one["gebiedcode"]) and one["gebiedcode"] == other["gebiedcode"]),
        "afstand_km": afstand, "subgroepen": ";".join(groups), "mensen": mensen, "stand": stand,
    }  # fmt: skip


def _organisatie_name(known: pd.DataFrame, node: str) -> str | None:
    """Return the name of the organisatie behind a node, or of the node itself where it is one."""
    if known.at[node, "soort"] == "organisatie":
        return str(known.at[node, "naam"])
    organisatie = known.at[node, "organisatie"]
    return None if pd.isna(organisatie) else str(known.at[organisatie, "naam"])


def first_to_meet(links: pd.DataFrame, *, regio: str | None = None) -> Mapping[str, object] | None:
    """Return the best link between two organisaties that have a name and, for all we know, have not met; None without."""
    rows = links[links["stand"].isin(NOT_MET) & links["van_organisatie"].notna() & links["naar_organisatie"].notna()]
    rows = rows[rows["gebiedcode"].notna() & (rows["van_organisatie"] != rows["naar_organisatie"])]
    if regio is not None:
        rows = rows[rows["regio"] == regio]
    return None if rows.empty else rows.iloc[0].to_dict()
