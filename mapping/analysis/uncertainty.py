"""How sure: the split a thousand times, each time with other values for what is not known (method.md section 6).

What comes out of it are ranges, how often a judgement holds, and ranks as ranges. The draws themselves are not kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mapping.analysis.chance.draws import DRAWS, Spread, chance
from mapping.analysis.chance.fast_split import CAUSE_PARTS, OPEN_PART, REGIO_PARTS, UNIT_PARTS, evaluate
from mapping.analysis.chance.prepared import Prepared
from mapping.analysis.chance.ranking import RANGE, rank_ranges
from mapping.analysis.gaps import gap_table
from mapping.analysis.judgement import BEHIND, CAUSES, judged, main_cause
from mapping.analysis.publish import public_gaps
from mapping.model import DELEN, UITGESLOTEN_DELEN, Gebiedsniveau, Merk, Stand

NORMS = 101
"""How often the best case is under a norm is kept for 0, 1, …, 100 percent: whoever moves the norm need not draw again."""

PEOPLE = ("vraag", *DELEN)
BY = ("mensen", "deel")
"""The two rankings: by people without a place even in the best case, and by their share of the vraag."""

RANKED_DECIMALS = 5
"""Shares that differ by less than this many decimals are a tie, and one of 0 is nobody: the draws are kept in 7 digits."""

ALL = ""
"""The scope of every regio together, and the name of their joint row."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Draws:
    """People in every draw: units (draws × units × kinds × UNIT_PARTS), regios (draws × regios × kinds × REGIO_PARTS)."""

    units: np.ndarray
    regios: np.ndarray


@dataclass(frozen=True, eq=False)
class Certainty:
    """What the draws say of a region at one level.

    rows: one per unit × subgroep with the keys of a gap table and, in people, `{vraag or part}_gemiddeld`, `_p5`, `_p95`;
    as a share of vraag `{part}_deel_gemiddeld`, `_p5`, `_p95`; and of the draws the share in which the gebied stays
    behind (keer_achter) and its main cause is the same (keer_oorzaak). regios: the same numbers per regio and for all
    (ALL), with keer_oorzaak and keer_regel (share with the same main rule). below, regios_below: (rows × NORMS), the
    share of the draws in which the best case is under a norm. ranks: scope (regio or ALL), naar (BY), gebiedcode,
    subgroep and RANK_COLUMNS.
    Shares are NaN where nobody wants support; numbers of rows with a merk are missing.
    """

    draws: int
    rows: pd.DataFrame
    below: np.ndarray
    regios: pd.DataFrame
    regios_below: np.ndarray
    ranks: pd.DataFrame


def simulate(
    prepared: Prepared,
    *,
    draws: int = DRAWS,
    seed: int | None = None,
    spread: Spread | None = None,
    progress: Progress | None = None,
) -> Draws:
    """Draw and split `draws` times; `progress(done, draws)` is called now and then and may raise to stop.

    The seed is that of the settings unless given. Takes 4 bytes for each number: 150 MB for 270 gebieden × 28 kinds.
    """
    first = evaluate(prepared, chance(0, 0, Spread(), **prepared.size))
    units, regios = (np.empty((draws, *part.shape), dtype=np.float32) for part in first)
    seed, spread = prepared.run.settings.seed if seed is None else seed, spread or Spread()
    told = max(draws // 50, 1)
    for number in range(draws):
        units[number], regios[number] = evaluate(prepared, chance(seed, number, spread, **prepared.size))
        if progress is not None and (number + 1) % told == 0:
            progress(number + 1, draws)
    return Draws(units, regios)


def certainty(prepared: Prepared, tables: Mapping[str, pd.DataFrame], niveau: Gebiedsniveau, drawn: Draws) -> Certainty:
    """Sum the draws up; `prepared` and `tables` are those that they were made with.

    A row that may not be shown (publish.public_gaps) has its merk here too: no figure, no label, no rank.
    """
    exact = gap_table(prepared.run, tables, niveau, together=True)
    exact["merk"] = public_gaps(exact, tables["subgroep"], niveau)["merk"]
    wide = gap_table(prepared.run, tables, Gebiedsniveau.REGIO, together=True)
    rows, below, regios, regios_below, ranks = [], [], [], [], []
    for number, kind in enumerate(prepared.kinds):
        point = exact[exact["subgroep"] == kind].set_index("gebiedcode").reindex(prepared.units)
        parts = _parts(drawn.units[:, :, number], UNIT_PARTS)
        frame, under = _unit_rows(point, parts)
        rows.append(frame.assign(subgroep=kind))
        below.append(under)
        ranks.append(_ranks(point, parts).assign(subgroep=kind))
        parts = _parts(drawn.regios[:, :, number], REGIO_PARTS)
        frame, under = _regio_rows(wide[wide["subgroep"] == kind], prepared.regios, parts)
        regios.append(frame.assign(subgroep=kind))
        regios_below.append(under)
    return Certainty(
        len(drawn.units),
        pd.concat(rows, ignore_index=True),
        np.concatenate(below),
        pd.concat(regios, ignore_index=True),
        np.concatenate(regios_below),
        pd.concat(ranks, ignore_index=True),
    )


def _parts(values: np.ndarray, names: tuple[str, ...]) -> dict[str, np.ndarray]:
    """Return each part as (units × draws), with geen_plaats as what is left of vraag."""
    parts = {name: np.ascontiguousarray(values[:, :, place].T) for place, name in enumerate(names)}
    taken = parts["bediend"] + parts["onbekend"] + parts["uitgesloten"] + parts["buiten_bereik"]
    parts["geen_plaats"] = np.maximum(parts["vraag"] - taken, 0.0)
    return parts


def _share(part: np.ndarray, vraag: np.ndarray) -> np.ndarray:
    """Return part / vraag, NaN where nobody wants support."""
    return np.divide(part, vraag, out=np.full_like(vraag, np.nan), where=vraag > 0)


def _ranges(parts: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return mean and range of every number and share (units each)."""
    columns = {}
    named = {name: parts[name] for name in PEOPLE}
    named |= {f"{name}_deel": _share(parts[name], parts["vraag"]) for name in DELEN}
    for name, values in named.items():
        filled = np.where(np.isfinite(values).all(axis=1)[:, None], values, np.nan)
        columns[f"{name}_gemiddeld"] = filled.mean(axis=1)
        columns[f"{name}_p5"], columns[f"{name}_p95"] = np.quantile(filled, RANGE, axis=1)
    return columns


def _under(high: np.ndarray) -> np.ndarray:
    """Return the share of the draws in which the best case is under each norm (units × NORMS)."""
    known = np.where(np.isfinite(high), high, np.inf)
    ordered = np.sort(known, axis=1)
    norms = np.arange(NORMS) / (NORMS - 1)
    return np.stack([np.searchsorted(row, norms, side="left") for row in ordered]) / max(high.shape[1], 1)


def _unit_rows(point: pd.DataFrame, parts: Mapping[str, np.ndarray]) -> tuple[pd.DataFrame, np.ndarray]:
    """Sum the draws of one subgroep up per unit; `point` is its gap table in the order of the units."""
    open_ = (point["inventaris"] != Stand.VOLLEDIG).to_numpy()[:, None]
    best = parts["bediend"] + parts["onbekend"] + np.where(open_, parts["buiten_bereik"], 0.0)
    high = _share(best, parts["vraag"])
    low = _regional(parts["bediend"], parts["vraag"], point["regio"])
    causes = np.stack([parts[name] for name in CAUSES])
    cause = main_cause(point)
    same = (
        causes.argmax(axis=0) == cause.map({name: at for at, name in enumerate(CAUSES)}).fillna(-1).to_numpy()[:, None]
    )
    frame = point[["gebiednaam", "regio", "lokaal", "merk", "inventaris"]].rename_axis("gebiedcode").reset_index()
    may_judge = judged(frame).to_numpy()
    ranges = _ranges(parts)
    frame = frame.assign(
        **ranges,
        keer_achter=np.where(may_judge, (high < BEHIND * low).mean(axis=1), np.nan),
        oorzaak=cause.to_numpy(),
        keer_oorzaak=np.where((cause != "").to_numpy(), same.mean(axis=1), np.nan),
    )
    marked = (frame["merk"] != Merk.GEEN).to_numpy()
    frame.loc[marked, list(ranges)] = np.nan
    return frame, np.where(may_judge[:, None], _under(high), np.nan)


def _regional(served: np.ndarray, vraag: np.ndarray, regio: pd.Series) -> np.ndarray:
    """Return per unit and draw the least share of its regio that finds a place."""
    codes = pd.factorize(regio)[0]
    known = np.flatnonzero(codes >= 0)
    shape = (codes.max(initial=-1) + 1, len(codes))
    adds = csr_array((np.ones(len(known)), (codes[known], known)), shape=shape)
    return _share(adds @ served, adds @ vraag)[codes]


def _regio_rows(
    wide: pd.DataFrame, regios: list[str], parts: Mapping[str, np.ndarray]
) -> tuple[pd.DataFrame, np.ndarray]:
    """Sum the draws of one subgroep up per regio and for all of them; `wide` is its gap table per regio, exact."""
    high = _share(parts["bediend"] + parts["onbekend"] + parts[OPEN_PART], parts["vraag"])
    point = wide.set_index("gebiedcode")[[*DELEN, *UITGESLOTEN_DELEN]].reindex(regios[:-1])
    point = pd.concat([point, point.sum().to_frame(ALL).T]).fillna(0.0)
    rest = parts["uitgesloten"] - sum(parts[name] for name in CAUSE_PARTS)
    rules = {**{name: parts[name] for name in CAUSE_PARTS}, "uitgesloten_beide": np.maximum(rest, 0.0)}
    frame = pd.DataFrame({"gebiedcode": regios, **_ranges(parts)})
    frame["keer_oorzaak"] = _same_largest({name: parts[name] for name in CAUSES}, point)
    frame["keer_regel"] = _same_largest(rules, point)
    return frame, _under(high)


def _same_largest(parts: Mapping[str, np.ndarray], point: pd.DataFrame) -> np.ndarray:
    """Return the share of the draws in which the largest part is that of `point`; NaN where that has none."""
    names = list(parts)
    largest = np.stack([parts[name] for name in names]).argmax(axis=0)
    own = point[names].to_numpy(dtype=float)
    return np.where(own.max(axis=1) > 0, (largest == own.argmax(axis=1)[:, None]).mean(axis=1), np.nan)


def ranked_rows(point: pd.DataFrame) -> pd.Series:
    """Tell which gebieden take part in a ranking: judged, and not hatched.

    Hatched is where nothing was found for some, but not everything was looked up (method.md section 4).
    """
    hatched = (point["inventaris"] != Stand.VOLLEDIG) & (point["buiten_bereik"] > 0)
    return judged(point) & ~hatched & (point["vraag"] > 0)


def _ranks(point: pd.DataFrame, parts: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """Rank the gebieden of one subgroep by people and by share, within all of them and within each regio."""
    lack = parts["uitgesloten"] + parts["geen_plaats"] + parts["buiten_bereik"]
    share = np.round(np.nan_to_num(_share(lack, parts["vraag"])), RANKED_DECIMALS)
    values = {"mensen": np.where(share > 0, lack, 0.0), "deel": share}
    ranked = ranked_rows(point).to_numpy(dtype=bool)
    frames = []
    for scope in (ALL, *point["regio"].dropna().unique()):
        inside = np.flatnonzero(ranked & ((scope == ALL) | (point["regio"] == scope).to_numpy()))
        for by in BY:
            frame = rank_ranges(values[by][inside])
            frames.append(frame.assign(scope=scope, naar=by, gebiedcode=point.index[inside]))
    return pd.concat(frames, ignore_index=True)


@dataclass(frozen=True)
class Sureness:
    """What the start page says of its own figures: ranges of two shares (0 to 1), and how often its main rule holds."""

    excluded: tuple[float, float]
    out_of_reach: tuple[float, float]
    main_rule: float


def sureness(certain: Certainty, subgroep: str, regio: str | None, shares: Mapping[str, float]) -> Sureness:
    """Return how sure the shares of a regio (None: all) are; a range always holds the share that it belongs to.

    The middle of the draws is not the midden of the shares: steunvraag may be twice as high but only half as low.
    """
    rows = certain.regios
    (row,) = rows[(rows["gebiedcode"] == (regio or ALL)) & (rows["subgroep"] == subgroep)].to_dict("records")

    def around(part: str) -> tuple[float, float]:
        low, high = row[f"{part}_deel_p5"], row[f"{part}_deel_p95"]
        return min(low, shares[part]), max(high, shares[part])

    return Sureness(around("uitgesloten"), around("buiten_bereik"), row["keer_regel"])
