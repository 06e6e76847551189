"""Vraag: how many people are in each subgroep and how many of them want support, per cel (method.md section 1).

*omvang* is people in a subgroep: inhabitants × aandeel. *vraag* is people who in a year want support from outside their
own circle: omvang × steunvraag. People are in several subgroepen, so these are never added up over subgroepen.
"""

import hashlib
from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np
import pandas as pd

from mapping.model import (
    ALLE_LEEFTIJDEN,
    JONGSTE_VOLWASSENE,
    LEEFTIJDSBANDEN,
    MIN_BASIS_INWONERS,
    NEDERLAND,
    Leeftijdsband,
    Lokaal,
    Regelsoort,
    Soort,
    Wat,
)

STEPS = ("laag", "midden", "hoog")
"""Every share has three values; the engine works on midden."""

BRON_VRAAG = "Zin in kaart: leeftijd × aandeel × steunvraag"
"""The bron of each row of vraag; those of its shares stand in the table `aandeel`."""

INPUTS = ("gebied", "cel", "leeftijd", "subgroep", "aandeel", "toegangsregel")
"""The tables that vraag is made from; where one changes, vraag is made again."""

SHARE_KEY = ["subgroep", "gebiedcode", "leeftijdsband"]
NO_ROW = -1
"""Stands where no row of `aandeel` holds."""

_WEAKNESS = {soort: rank for rank, soort in enumerate(Soort)}
_LOCAL_RANK = {lokaal: rank for rank, lokaal in enumerate(Lokaal)}


def cut_bands(toegangsregel: pd.DataFrame, *, youngest: int = JONGSTE_VOLWASSENE) -> list[Leeftijdsband]:
    """Cut the five bands further at every age that a toegangsregel uses; bands below `youngest` are left out.

    A minimum of 50 cuts at 50; a maximum of 27 lets 27 in and cuts at 28. Values that are no number are left alone.
    """
    ages = pd.to_numeric(toegangsregel["waarde"], errors="coerce")
    starts = ages[(toegangsregel["soort"] == Regelsoort.MIN_LEEFTIJD).to_numpy()].dropna()
    ends = ages[(toegangsregel["soort"] == Regelsoort.MAX_LEEFTIJD).to_numpy()].dropna() + 1
    last = LEEFTIJDSBANDEN[-1].stop
    edges = {band.start for band in LEEFTIJDSBANDEN} | {int(age) for age in [*starts, *ends] if 0 < age < last} | {last}
    bands = [Leeftijdsband(start, stop) for start, stop in pairwise(sorted(edges))]
    return [band for band in bands if band.start >= youngest]


def parent_band(band: Leeftijdsband) -> Leeftijdsband:
    """Return which of the five bands a cut band is part of."""
    return next(five for five in LEEFTIJDSBANDEN if five.start <= band.start and band.stop <= five.stop)


def people_by_band(leeftijd: pd.DataFrame, cel: pd.DataFrame, bands: list[Leeftijdsband]) -> np.ndarray:
    """Return inhabitants (cells × bands) in the order of `cel`; inside a five-year group ages are uniform.

    `leeftijd` holds gebiedcode, pc4, leeftijdsband (five-year groups), inwoners; a cel without rows has 0.
    """
    groups = list(dict.fromkeys(leeftijd["leeftijdsband"]))
    table = leeftijd.pivot(index=["gebiedcode", "pc4"], columns="leeftijdsband", values="inwoners")
    keys = pd.MultiIndex.from_frame(cel[["gebiedcode", "pc4"]])
    counts = table.reindex(keys)[groups].fillna(0.0).to_numpy(dtype=float)
    return counts @ _group_to_band(groups, bands)


def _group_to_band(groups: list[str], bands: list[Leeftijdsband]) -> np.ndarray:
    """Return the share of each five-year group that falls in each band (groups × bands)."""
    shares = np.zeros((len(groups), len(bands)))
    for row, label in enumerate(groups):
        group = Leeftijdsband.from_label(label)
        for column, band in enumerate(bands):
            years = min(group.stop, band.stop) - max(group.start, band.start)
            shares[row, column] = max(years, 0) / (group.stop - group.start)
    return shares


def shares_per_gebied(
    aandeel: pd.DataFrame,
    *,
    wat: Wat,
    subgroepen: list[str],
    gebieden: list[str],
    gemeenten: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Find for each subgroep × gebied × band of the five the row of `aandeel` that holds.

    The gebied itself goes before its gemeente (`gemeenten`: gebiedcode → gemeentecode), that before the country, and a
    band before all ages. Returns laag, midden, hoog, soort, lokaal with
    the index (subgroep, gebiedcode, leeftijdsband); missing where no row holds.
    """
    rows = aandeel[(aandeel["wat"] == wat) & aandeel["midden"].notna()].reset_index(drop=True)
    labels = [band.label for band in LEEFTIJDSBANDEN]
    places = pd.Index(rows["gebiedcode"].unique())
    number = _row_numbers(rows, (pd.Index(subgroepen), places, pd.Index([*labels, ALLE_LEEFTIJDEN])))
    gemeente = [dict(gemeenten or {}).get(code, NEDERLAND) for code in gebieden]
    found = np.full((len(subgroepen), len(gebieden), len(labels)), NO_ROW)
    for codes in (gebieden, gemeente, [NEDERLAND] * len(gebieden)):
        of_place = number[: len(subgroepen), places.get_indexer(codes)]
        for candidate in (of_place[:, :, : len(labels)], of_place[:, :, [len(labels)]]):
            found = np.where(found == NO_ROW, candidate, found)
    index = pd.MultiIndex.from_product([subgroepen, gebieden, labels], names=SHARE_KEY)
    held = rows[[*STEPS, "soort", "lokaal"]].reindex(np.where(found == NO_ROW, len(rows), found).ravel())
    return held.set_axis(index)


def _row_numbers(rows: pd.DataFrame, axes: tuple[pd.Index, ...]) -> np.ndarray:
    """Return which row holds for each subgroep × place × band, NO_ROW where none; each axis ends with an empty place."""
    at = [axis.get_indexer(rows[name]) for axis, name in zip(axes, SHARE_KEY, strict=True)]
    asked = np.all([axis >= 0 for axis in at], axis=0)
    number = np.full([len(axis) + 1 for axis in axes], NO_ROW)
    number[tuple(axis[asked] for axis in at)] = np.flatnonzero(asked)
    return number


def vraag_table(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Make the table `vraag` from the tables in INPUTS: one row per cel × subgroep × cut band × recht_palliatief.

    In a gebied with fewer than MIN_BASIS_INWONERS people, or an unknown number, estimates are missing.
    """
    cel, gebied, subgroep = tables["cel"], tables["gebied"], tables["subgroep"]
    bands = cut_bands(tables["toegangsregel"])
    people = people_by_band(tables["leeftijd"], cel, bands)
    basis = gebied.set_index("gebiedcode")["inwoners"].astype("float64").reindex(cel["gebiedcode"]).to_numpy()
    people[~(basis >= MIN_BASIS_INWONERS)] = np.nan
    kinds = list(subgroep["subgroep"])
    codes = list(dict.fromkeys(cel["gebiedcode"]))
    gemeenten = dict(zip(gebied["gebiedcode"], gebied["gemeentecode"], strict=True))
    found = {
        wat: shares_per_gebied(tables["aandeel"], wat=wat, subgroepen=kinds, gebieden=codes, gemeenten=gemeenten)
        for wat in Wat
    }
    return _long_table(cel, bands, kinds, people, found, peildatum=str(gebied["peildatum"].min()))


def _long_table(
    cel: pd.DataFrame,
    bands: list[Leeftijdsband],
    kinds: list[str],
    people: np.ndarray,
    found: Mapping[Wat, pd.DataFrame],
    *,
    peildatum: str,
) -> pd.DataFrame:
    """Multiply people by shares and lay the result out in rows (cel, then subgroep, band, recht)."""
    places = list(dict.fromkeys(cel["gebiedcode"]))
    fives = [LEEFTIJDSBANDEN.index(parent_band(band)) for band in bands]
    axes = np.meshgrid(np.arange(len(cel)), np.arange(len(kinds)), np.arange(len(bands)), [0, 1], indexing="ij")
    at_cel, at_kind, at_band, recht = (axis.ravel() for axis in axes)
    at_place = pd.Index(places).get_indexer(cel["gebiedcode"])[at_cel]
    at_share = (at_kind * len(places) + at_place) * len(LEEFTIJDSBANDEN) + np.array(fives)[at_band]
    size, want, right = (found[wat] for wat in (Wat.AANDEEL, Wat.STEUNVRAAG, Wat.RECHT_PALLIATIEF))
    entitled = right["midden"].fillna(0.0).to_numpy(dtype=float)[at_share]
    basis = people[at_cel, at_band] * np.where(recht, entitled, 1 - entitled)
    omvang_rank = np.maximum(_ranks(size["soort"]), _WEAKNESS[Soort.GEMODELLEERD])
    columns = {
        "gebiedcode": _text(cel["gebiedcode"], at_cel),
        "pc4": _text(cel["pc4"], at_cel),
        "subgroep": _text(kinds, at_kind),
        "leeftijdsband": _text([band.label for band in bands], at_band),
        "recht_palliatief": recht.astype(bool),
    }
    columns |= {f"omvang_{step}": basis * size[step].to_numpy(dtype=float)[at_share] for step in STEPS}
    columns |= {
        f"vraag_{step}": columns[f"omvang_{step}"] * want[step].to_numpy(dtype=float)[at_share] for step in STEPS
    }
    columns["omvang_soort"] = _text(list(Soort), omvang_rank[at_share])
    columns["vraag_soort"] = _text(list(Soort), np.maximum(omvang_rank, _ranks(want["soort"]))[at_share])
    lokaal = size["lokaal"].fillna(Lokaal.NEE.value).map(_LOCAL_RANK).to_numpy(dtype=int)
    columns["lokaal"] = _text(list(Lokaal), lokaal[at_share])
    return pd.DataFrame(columns).assign(telling=False, bron=BRON_VRAAG, peildatum=peildatum)


def _text(values: Iterable[str], at: np.ndarray) -> pd.api.extensions.ExtensionArray:
    """Return values[at] as text, without a Python object per row."""
    return pd.array([str(value) for value in values], dtype="str").take(at)


def _ranks(soorten: pd.Series) -> np.ndarray:
    """Return how weak each kind of figure is; a missing one counts as aanname."""
    return soorten.map(_WEAKNESS).fillna(_WEAKNESS[Soort.AANNAME]).to_numpy(dtype=int)


def fingerprint(tables: Mapping[str, pd.DataFrame]) -> str:
    """Return a hash of the tables that vraag is made from; the order of rows and columns does not matter."""
    digest = hashlib.sha256()
    for name in INPUTS:
        plain = pd.DataFrame(tables[name].drop(columns="geometry", errors="ignore"))
        plain = plain[sorted(plain.columns)].astype("str").fillna("")
        rows = pd.util.hash_pandas_object(plain, index=False).to_numpy()
        digest.update(f"{name}:{len(rows)}:{int(rows.sum(dtype=np.uint64))}".encode())
    return digest.hexdigest()[:16]


def with_vraag(tables: Mapping[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], bool]:
    """Return the tables with a vraag that fits them, and whether it had to be made again.

    vraag is derived: where its fingerprint in meta is not that of the tables, or it is absent, it is calculated.
    """
    meta = tables["meta"].iloc[-1]
    if len(tables["vraag"]) and meta["vingerafdruk"] == fingerprint(tables):
        return dict(tables), False
    return {**tables, "vraag": vraag_table(tables)}, True
