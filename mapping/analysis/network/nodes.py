"""Nodes: every organisatie, initiatief and vindplaats as an end that a verbinding can have, with what is known of it.

A node is called `soort/code`. Its attributes come from its own table; what that does not say, the columns `van_…` and
`naar_…` of verbinding may, and where these contradict one another nothing is known. A levensbeschouwing `geen` is an
answer (asked, and of no faith); an empty one says nothing.
"""

from collections.abc import Mapping

import pandas as pd

from mapping.model import SHELTERED, Precisie

ENDS = ("van", "naar")
JOINT = "/"
NO_FAITH = "geen"
"""The levensbeschouwing of who was asked and is of none."""

AXES = ("levensbeschouwing", "werkkring", "gemeentecode")
"""The three axes of verkokering (seed 000): faith, field of work, border of the gemeente."""

STATED = (*AXES, "formaliteit")
"""What a row of verbinding may say of an end."""

GV_KINDS = "gv "
"""How the aanbiederssoort of a geestelijk verzorger begins."""


def node_key(soort: pd.Series, code: pd.Series) -> pd.Series:
    """Return the name of the node of each end."""
    return soort + JOINT + code


def nodes(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return every possible end, indexed by node: soort, code, naam, organisatie, levensbeschouwing, werkkring,
    gemeentecode, formaliteit, gebiedcode, regio, type, gv (bool), sheltered (bool).

    Missing is not known. organisatie is the node of who offers an initiatief; type that of a vindplaats or the
    aanbiederssoort of an initiatief; gv tells a geestelijk verzorger, or an organisatie that offers one. regio follows
    from the gebied or the gemeente.
    """
    found = pd.concat(
        [_organisaties(tables), _initiatieven(tables), _vindplaatsen(tables)], ignore_index=True
    ).set_index("node")
    for column in STATED:
        found[column] = found[column].fillna(_stated(tables["verbinding"], column).reindex(found.index))
    found["organisatie"] = found["organisatie"].where(found["organisatie"].isin(found.index))
    offered_by = found.loc[found["gv"] & found["organisatie"].notna(), "organisatie"]
    found["gv"] |= found.index.isin(offered_by)
    found["regio"] = _regio(found, tables["gebied"])
    return found


def _frame(table: pd.DataFrame, soort: str, **columns: pd.Series) -> pd.DataFrame:
    """Return the rows of one table as nodes; columns that are not given are not known."""
    empty = pd.Series(pd.NA, index=table.index, dtype="str")
    known = {
        "node": soort + JOINT + table[soort], "soort": pd.Series(soort, index=table.index), "code": table[soort],
        "naam": table["naam"].fillna(table[soort]),
    }  # fmt: skip
    for name in ("organisatie", *STATED, "gebiedcode", "type"):
        known[name] = columns.get(name, empty)
    known["gv"] = columns.get("gv", pd.Series(False, index=table.index)).astype(bool)
    known["sheltered"] = columns.get("sheltered", pd.Series(False, index=table.index)).astype(bool)
    return pd.DataFrame(known)


def _organisaties(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    table = tables["organisatie"]
    return _frame(table, "organisatie", **{name: table[name] for name in AXES})


def _initiatieven(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the initiatieven; faith and field of work are those of the organisatie where the row says nothing."""
    table, offering = (
        tables["initiatief"],
        tables["organisatie"].drop_duplicates("organisatie").set_index("organisatie"),
    )
    of = {name: table["organisatie"].map(offering[name]) for name in AXES}
    own_gemeente = table["gebiedcode"].map(_gemeente_of(tables["gebied"]))
    return _frame(
        table,
        "initiatief",
        organisatie="organisatie" + JOINT + table["organisatie"],
        levensbeschouwing=table["levensbeschouwing"].fillna(of["levensbeschouwing"]),
        werkkring=of["werkkring"],
        gemeentecode=own_gemeente.fillna(of["gemeentecode"]),
        formaliteit=table["formaliteit"],
        gebiedcode=table["gebiedcode"],
        type=table["aanbiederssoort"],
        gv=table["aanbiederssoort"].str.startswith(GV_KINDS).fillna(False),
    )


def _vindplaatsen(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    table = tables["vindplaats"]
    return _frame(
        table,
        "vindplaats",
        gemeentecode=table["gebiedcode"].map(_gemeente_of(tables["gebied"])),
        gebiedcode=table["gebiedcode"],
        type=table["type"],
        sheltered=(table["precisie"] == Precisie.WIJK) | table["type"].isin(SHELTERED),
    )


def _gemeente_of(gebied: pd.DataFrame) -> pd.Series:
    return gebied.drop_duplicates("gebiedcode").set_index("gebiedcode")["gemeentecode"]


def _stated(rows: pd.DataFrame, column: str) -> pd.Series:
    """Return what the rows of verbinding say of each node; missing where they say nothing, or two things."""
    said = pd.concat(
        [
            pd.DataFrame({"node": node_key(rows[f"{end}_soort"], rows[end]), "value": rows[f"{end}_{column}"]})
            for end in ENDS
        ],
        ignore_index=True,
    ).dropna()
    agreed = said.groupby("node")["value"].agg(["first", "nunique"])
    return agreed["first"].where(agreed["nunique"] == 1)


def _regio(found: pd.DataFrame, gebied: pd.DataFrame) -> pd.Series:
    """Return the regio of each node by its gebied, or by its gemeente; missing where neither lies in the file."""
    by_gebied = gebied.drop_duplicates("gebiedcode").set_index("gebiedcode")["regio"]
    by_gemeente = gebied.drop_duplicates("gemeentecode").set_index("gemeentecode")["regio"]
    return found["gebiedcode"].map(by_gebied).fillna(found["gemeentecode"].map(by_gemeente))
