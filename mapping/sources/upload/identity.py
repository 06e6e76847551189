"""Who a row is about: the key of something that the region has already, by its code or its name, or a key made of the name.

Made keys are stable: the same name gives the same key in every file. Where two of one name are meant (two groups "Koffie",
of two organisaties) the second part of who they are joins the key.
"""

from collections.abc import Mapping
from difflib import get_close_matches

import pandas as pd

from mapping.contract_columns import NAME_IN_CODE
from mapping.sources.upload.folded import code_of, folded, short_hash

BESIDE_NAME = {"initiatief": "organisatie", "vindplaats": "pc4"}
"""What tells two rows with one name apart: table → column."""

ONBEKENDE_ORGANISATIE = "onbekend"
"""Key of the organisatie of an initiatief of which nobody knows who runs it."""


def keys_of(rows: pd.DataFrame, now: pd.DataFrame, table: str) -> pd.Series:
    """Return the key of each row: as given, of the row of the region with that name, or made; missing without a name.

    `rows` has the columns `table` (keys as given), naam and what BESIDE_NAME names, as text; `now` is the table of the
    region. The result has the index of `rows`.
    """
    beside = BESIDE_NAME.get(table, "")
    names = _folded(rows, "naam")
    seconds = _folded(rows, beside)
    known = _known(now, table, beside)
    asked = pd.DataFrame({"given": rows[table], "naam": names, "second": seconds}, index=rows.index)
    if "naam" in rows:
        asked["raw"] = rows["naam"].fillna("")
    keys = pd.Series(pd.NA, index=rows.index, dtype="str")
    given = asked["given"].notna()
    keys[given] = asked.loc[given, "given"]
    open_rows = asked[~given & (names != "")]
    found = {row.Index: _same(row.naam, row.second, known) for row in open_rows.itertuples()}
    made = open_rows.loc[[place for place in open_rows.index if not found[place]]]
    taken = set(now[table].dropna()) | set(asked.loc[given, "given"])
    return keys.where(given, pd.Series(found | _made(made, taken), dtype="str").reindex(rows.index).replace("", pd.NA))


def _folded(rows: pd.DataFrame, column: str) -> pd.Series:
    """Return a column folded; empty text where it is missing or absent."""
    if column not in rows:
        return pd.Series("", index=rows.index)
    return rows[column].fillna("").map(folded)


def _known(now: pd.DataFrame, table: str, beside: str) -> dict[str, dict[str, list[str]]]:
    """Return the rows of the region as folded name → second part → keys."""
    found: dict[str, dict[str, list[str]]] = {}
    seconds = _folded(now, beside)
    for key, naam, second in zip(now[table], now["naam"], seconds, strict=True):
        found.setdefault(folded(naam), {}).setdefault(second, []).append(str(key))
    return found


def _same(naam: str, second: str, known: Mapping[str, Mapping[str, list[str]]]) -> str:
    """Return the key of the one row of the region that a name means; empty where none or several fit."""
    by_second = known.get(naam, {})
    fitting = (
        (by_second.get(second) or by_second.get("", [])) if second else [k for keys in by_second.values() for k in keys]
    )
    return fitting[0] if len(fitting) == 1 else ""


def _made(rows: pd.DataFrame, taken: set[str]) -> dict[object, str]:
    """Make a key for each row; names that clash, here or with the region, get their second part in the key."""
    plain = rows["raw"].map(code_of) if len(rows) else pd.Series(dtype="str")
    people = pd.Series(list(zip(rows["naam"], rows["second"], strict=True)), index=rows.index, dtype="object")
    meant = people.groupby(plain).nunique() if len(rows) else pd.Series(dtype="int64")
    return {
        place: code_of(rows.at[place, "raw"], rows.at[place, "second"] or short_hash(rows.at[place, "naam"]))
        if meant[code] > 1 or code in taken
        else code
        for place, code in plain.items()
    }


def is_code(text: object) -> bool:
    """Tell whether a text has the form of an identifier."""
    return bool(pd.Series([str(text)]).str.fullmatch(NAME_IN_CODE)[0])


def organisaties(said: pd.Series, now: pd.DataFrame) -> tuple[pd.Series, dict[str, str]]:
    """Return the key of each organisatie that a file names, and those that the region does not have: key → name.

    `said`: codes or names as text; missing stays missing. A new one gets a key made of its name.
    """
    known = {folded(key): str(key) for key in now["organisatie"].dropna()}
    for key, naam in zip(now["organisatie"], now["naam"], strict=True):
        known.setdefault(folded(naam), str(key))
    fresh: dict[str, str] = {}
    keys: dict[str, str] = {}
    for text in said.dropna().unique():
        word = folded(text)
        keys[text] = known.get(word) or _fresh(str(text), fresh, set(known.values()))
    return said.map(keys).astype("str"), fresh


def _fresh(name: str, fresh: dict[str, str], taken: set[str]) -> str:
    """Return the key of a new organisatie, added to `fresh` under the name as it was first written."""
    key = code_of(name)
    if key in taken:
        key = code_of(name, "organisatie")
    fresh.setdefault(key, name)
    return key


LIKE = 0.85
"""Ratio of difflib from which a new name is shown beside a known one that it may be a misspelling of."""


def lookalikes(fresh: Mapping[str, str], now: pd.DataFrame) -> dict[str, str]:
    """Return for each new organisatie (key → name) the name of a known one that is spelled nearly the same, or empty."""
    known = {folded(naam): str(naam) for naam in now["naam"].dropna()}
    near = {key: get_close_matches(folded(name), list(known), n=1, cutoff=LIKE) for key, name in fresh.items()}
    return {key: known[words[0]] if words else "" for key, words in near.items()}
