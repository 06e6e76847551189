"""Old and new codes: which gebied of one year lies on the ground of which gebied of another, measured on outlines.

Codes alone say too little: a gemeente may keep a code and draw another wijk under it (Schiedam, 2023), or give the same
wijk another code (Voorne aan Zee, 2023). So each pair of outlines that overlap is measured, in parts of both areas.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from mapping.words import _, percent

SAME_GROUND = 0.95
"""Part of both areas that two outlines must share to be the same gebied: outlines of another year move a little along
water and are drawn in more or less detail (measured: 2022 and 2023 differ by less than 0.5% where nothing was redrawn)."""

SLIVER = 0.02
"""Pairs that share less than this of both areas are differences between two drawings."""

COLUMNS = ["oud", "naam_oud", "nieuw", "naam_nieuw", "aandeel_oud", "aandeel_nieuw", "soort"]


class Became(StrEnum):
    """What became of an old gebied in a new one."""

    GELIJK = "gelijk"
    HERNUMMERD = "hernummerd"
    OPGEGAAN = "opgegaan"
    GESPLITST = "gesplitst"
    HERTEKEND = "hertekend"
    VERVALLEN = "vervallen"
    NIEUW = "nieuw"


def concordance(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return a row per pair of gebieden that share ground, and one per gebied that shares none (columns COLUMNS).

    Both tables have code, naam and outlines in RD New, each code once. aandeel_oud is the part of the old area that lies
    in the new one, aandeel_nieuw the part of the new area that lies in the old one (0-1). One pair: the old gebied is
    *gelijk* or *hernummerd*. Old within new: *opgegaan*. New within old: *gesplitst*. Else *hertekend*. An old gebied
    without a new one is *vervallen*, a new one without an old one *nieuw*.
    """
    pairs = _shared(old, new)
    pairs["soort"] = [
        _kind(*row) for row in pairs[["oud", "nieuw", "aandeel_oud", "aandeel_nieuw"]].itertuples(index=False)
    ]
    gone = pd.DataFrame({"oud": old.loc[~old["code"].isin(pairs["oud"]), "code"], "soort": Became.VERVALLEN.value})
    come = pd.DataFrame({"nieuw": new.loc[~new["code"].isin(pairs["nieuw"]), "code"], "soort": Became.NIEUW.value})
    table = pd.concat([part for part in (pairs, gone, come) if len(part)], ignore_index=True).reindex(columns=COLUMNS)
    table["naam_oud"] = table["oud"].map(old.set_index("code")["naam"])
    table["naam_nieuw"] = table["nieuw"].map(new.set_index("code")["naam"])
    return table.sort_values(["oud", "nieuw"], na_position="last", ignore_index=True)


def _shared(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return oud, nieuw, aandeel_oud, aandeel_nieuw of the pairs that share more than a sliver."""
    ours, theirs = old.geometry.to_numpy(), new.geometry.to_numpy()
    left, right = shapely.STRtree(theirs).query(ours, predicate="intersects")
    area = shapely.area(shapely.intersection(ours[left], theirs[right]))
    whole_old, whole_new = shapely.area(ours)[left], shapely.area(theirs)[right]
    with np.errstate(divide="ignore", invalid="ignore"):
        of_old, of_new = np.nan_to_num(area / whole_old), np.nan_to_num(area / whole_new)
    kept = (of_old >= SLIVER) | (of_new >= SLIVER)
    return pd.DataFrame(
        {
            "oud": old["code"].to_numpy()[left[kept]],
            "nieuw": new["code"].to_numpy()[right[kept]],
            "aandeel_oud": of_old[kept].clip(0, 1),
            "aandeel_nieuw": of_new[kept].clip(0, 1),
        }
    )


def _kind(old: str, new: str, of_old: float, of_new: float) -> str:
    """Return what one pair says of the old gebied."""
    if of_old >= SAME_GROUND and of_new >= SAME_GROUND:
        return (Became.GELIJK if old == new else Became.HERNUMMERD).value
    if of_old >= SAME_GROUND:
        return Became.OPGEGAAN.value
    return (Became.GESPLITST if of_new >= SAME_GROUND else Became.HERTEKEND).value


def same_ground(table: pd.DataFrame) -> dict[str, str]:
    """Return old code → new code of the gebieden whose ground is the same; all others stay out."""
    kept = table[table["soort"].isin([Became.GELIJK.value, Became.HERNUMMERD.value])]
    return dict(zip(kept["oud"], kept["nieuw"], strict=True))


@dataclass(frozen=True)
class Moved:
    """What moved: sentences for a reader, and old code → the new codes that it became (empty: none)."""

    sentences: list[str]
    became: dict[str, tuple[str, ...]]


def moved(table: pd.DataFrame, gemeenten: Mapping[str, str] | None = None) -> Moved:
    """Say what became of each old gebied that is not the same under the same code.

    `gemeenten` is old gemeentecode → its sentence in codewijziging (merged, renumbered), told first.
    """
    told = list((gemeenten or {}).values())
    changed = table[table["soort"] != Became.GELIJK]
    redrawn = changed[~changed["soort"].isin([Became.HERNUMMERD, Became.NIEUW])]
    became: dict[str, tuple[str, ...]] = {}
    for code, rows in changed[changed["oud"].notna()].groupby("oud", sort=True):
        became[str(code)] = tuple(rows["nieuw"].dropna())
    renumbered = changed[changed["soort"] == Became.HERNUMMERD]
    told += [
        _("{old} {name} heet nu {new} {name_new}; het gebied is hetzelfde.").format(
            old=row.oud, name=row.naam_oud, new=row.nieuw, name_new=row.naam_nieuw
        )
        for row in renumbered.itertuples()
    ]
    told += [_redrawn(str(code), rows) for code, rows in redrawn.groupby("oud", sort=True)]
    told += [
        _("{new} {name} is nieuw; daar lag geen gebied van ons.").format(new=row.nieuw, name=row.naam_nieuw)
        for row in changed[changed["soort"] == Became.NIEUW].itertuples()
    ]
    return Moved(told, became)


def _redrawn(code: str, rows: pd.DataFrame) -> str:
    """Say into which new gebieden the ground of an old one went, largest part first."""
    name = rows["naam_oud"].iloc[0]
    known = rows[rows["nieuw"].notna()].sort_values("aandeel_oud", ascending=False)
    if known.empty:
        return _("{old} {name} ligt in geen enkel gebied van nu.").format(old=code, name=name)
    parts = ", ".join(
        f"{row.nieuw} {row.naam_nieuw} ({percent(row.aandeel_oud)})" for row in known.itertuples()
    )  # fmt: skip
    return _("{old} {name} is hertekend en ligt nu in: {parts}.").format(old=code, name=name, parts=parts)


def merged_gemeenten(changes: pd.DataFrame, old: set[str], new: set[str]) -> dict[str, str]:
    """Return old gemeentecode → what codewijziging says of it, for those that are not among the new codes."""
    gone = changes[changes["oud"].isin(old - new)]
    sentence = _("Gemeente {old} {name} is sinds {day} {new} {name_new} ({kind}).")
    return {
        code: " ".join(
            sentence.format(
                old=row.oud, name=row.naam_oud, day=row.datum, new=row.nieuw, name_new=row.naam_nieuw, kind=row.soort
            )
            for row in rows.itertuples()
        )
        for code, rows in gone.groupby("oud", sort=True)
    }
