"""What a bijdrage is laid beside: rows of the tables that may be the same, and other bijdragen that say the same."""

import numpy as np
import pandas as pd

from mapping.analysis.duplicates import (
    ADDRESS_WEIGHT,
    DISTANCE_WEIGHT,
    FAR_M,
    LIKELY,
    NAME_WEIGHT,
    possible_duplicates,
)
from mapping.model import Bijdragesoort, Bijdragestand
from mapping.views.bijdrage.become import is_new_place, table_of
from mapping.views.cached import Tables
from mapping.words import _, number, percent

QUEUE = "bijdrage"
"""In the column tabel: another bijdrage that waits."""


def alike(row: pd.Series, now: Tables, waiting: pd.DataFrame) -> pd.DataFrame:
    """Return what may be the same as a bijdrage (columns of analysis/duplicates.COLUMNS), the most alike first."""
    if not is_new_place(row):
        return possible_duplicates(None, None, None, None, _comparable(now, waiting, row).iloc[:0])
    naam, adres = (row[name] if isinstance(row[name], str) else None for name in ("naam", "adres"))
    x, y = (None if pd.isna(row[name]) else float(row[name]) for name in ("x", "y"))
    return possible_duplicates(naam, adres, x, y, _comparable(now, waiting, row))


def same_in_queue(row: pd.Series, waiting: pd.DataFrame) -> pd.DataFrame:
    """Return the other waiting bijdragen that point to exactly the same: this initiatief, this group here, these two."""
    others = waiting[(waiting["bijdrage"] != row["bijdrage"]) & (waiting["soort"] == row["soort"])]
    if row["soort"] == Bijdragesoort.VERBINDING:
        pairs = [{(r["van_soort"], r["van"]), (r["naar_soort"], r["naar"])} for _place, r in others.iterrows()]
        mine = {(row["van_soort"], row["van"]), (row["naar_soort"], row["naar"])}
        return others[np.array([pair == mine for pair in pairs], dtype=bool)]
    keys = ["initiatief"] if row["soort"] == Bijdragesoort.GESTOPT else ["vindplaats", "subgroep"]
    same = others[keys].eq(row[keys]).all(axis=1)
    return others[same.to_numpy(dtype=bool)]


def verbinding_is_there(row: pd.Series, now: Tables) -> bool:
    """Tell whether the tables hold a verbinding between the two ends of a bijdrage, in either direction."""
    rows = now["verbinding"]
    forth = (rows["van"] == row["van"]) & (rows["naar"] == row["naar"])
    back = (rows["van"] == row["naar"]) & (rows["naar"] == row["van"])
    return bool((forth | back).any())


def _comparable(now: Tables, waiting: pd.DataFrame, row: pd.Series) -> pd.DataFrame:
    """Return the rows of the table that a bijdrage is for, and the other waiting ones for it, in one form."""
    table = table_of(row)
    names = ["code", "naam", "adres", "x", "y", "tabel"]
    parts = []
    if table in ("initiatief", "vindplaats"):
        rows = now[table]
        there = ~(rows.geometry.isna() | rows.geometry.is_empty)
        parts.append(
            pd.DataFrame(
                {
                    "code": rows[table], "naam": rows["naam"], "adres": rows["adres"],
                    "x": rows.geometry.x.where(there), "y": rows.geometry.y.where(there), "tabel": table,
                }
            )
        )  # fmt: skip
    others = waiting[(waiting["bijdrage"] != row["bijdrage"]) & (waiting["stand"] == Bijdragestand.NIEUW)]
    fits = [is_new_place(other) and table_of(other) == table for _place, other in others.iterrows()]
    others = others[np.array(fits, dtype=bool)]
    parts.append(others.rename(columns={"bijdrage": "code"}).assign(tabel=QUEUE)[names])
    return pd.concat([part.astype(object) for part in parts], ignore_index=True)[names]


def shown(found: pd.DataFrame) -> pd.DataFrame:
    """Return what may be the same in words of the screen, with each part of the measure."""
    tables = {"initiatief": _("initiatief"), "vindplaats": _("vindplaats"), QUEUE: _("andere bijdrage")}
    unknown = _("niet bekend")
    return pd.DataFrame(
        {
            _("Lijkt op"): found["naam"],
            _("Staat in"): found["tabel"].map(tables),
            _("Adres"): found["adres"].where(found["adres"].notna(), unknown),
            _("Naam gelijk"): [percent(value) or unknown for value in found["naam_gelijk"]],
            _("Adres gelijk"): [percent(value) or unknown for value in found["adres_gelijk"]],
            _("Afstand"): [_metres(value) or unknown for value in found["afstand_m"]],
            _("Samen"): [percent(value) for value in found["score"]],
        },
        dtype="str",
    )


def _metres(value: float) -> str:
    """Write a distance in metres, rounded to ten: a point on a phone is not more exact."""
    return _("{n} m").format(n=number(round(value, -1))) if value == value else ""


def measure() -> str:
    """Say how likeness is measured."""
    return _(
        "Zo meten wij: naam {naam}, adres {adres} en afstand {afstand}; een onbekend adres of afstand telt half. Naam en adres: "
        "welk deel van de letters gelijk is, zonder hoofdletters, accenten en kleine woorden. Afstand: 0 m telt als gelijk, {far} "
        "m of verder als ongelijk. Wij tonen wat samen {least} of meer gelijk is. U beslist."
    ).format(
        naam=percent(NAME_WEIGHT),
        adres=percent(ADDRESS_WEIGHT),
        afstand=percent(DISTANCE_WEIGHT),
        far=number(FAR_M),
        least=percent(LIKELY),
    )
