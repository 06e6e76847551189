"""Barriers: per initiatief and postcode, who is kept out by which rule, and whether they can go anywhere else.

People come straight from the CBS postcode file: a subgroep in a postcode is its inhabitants per age × aandeel. They are
*in the group* (omvang); how many of them want support in a year stands beside it as `willen_steun`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mapping.analysis.model_run import ModelRun
from mapping.analysis.need import people_by_band
from mapping.analysis.offer import only_remote
from mapping.analysis.reach import distances_km
from mapping.analysis.rules import person_rule, place_rule
from mapping.model import LEEFTIJDSBANDEN, Soort

FAR_KM = 200.0
"""How far an alternative is looked for: further than any two points of a regional file."""

KEY = ["initiatief", "pc4", "subgroep", "leeftijdsband", "regel"]


def barrier_table(run: ModelRun, tables: Mapping[str, pd.DataFrame], *, known: "Doors | None" = None) -> pd.DataFrame:
    """List who is in reach of an initiatief that suits them but may not come; `known` are the doors of this run.

    One row per KEY (leeftijdsband of the five; regel joins several with ' + '), sorted, with mensen, mensen_laag,
    mensen_hoog (omvang from the postcode file), willen_steun, nergens_anders (of mensen, those whom no initiatief in
    reach admits), afstand_km to the initiatief, alternatief (the nearest that admits, in reach where there is one;
    missing where none), alternatief_in_bereik, extra_km (missing for phone and online), wachttijd_weken of the
    alternative, nagevraagd_op, nagevraagd_bij, soort, gebiedcode (where most of them live), basis (inhabitants of
    postcode × leeftijdsband).
    People in gebieden too small for estimates count 0 and make no row. Where CBS gives no counts for a postcode the
    numbers are missing.
    """
    context = _Context(known or doors(run), _postcode_scale(run, tables), _basis(tables))
    frames = [_of_initiatief(run, tables, position, context) for position in range(len(run.initiatief))]
    frames = [frame for frame in frames if len(frame)]
    if not frames:
        return pd.DataFrame(columns=[*KEY, *_SUMS, *_FIRSTS])
    return _summed(pd.concat(frames, ignore_index=True), run, context)


_SUMS = ["mensen", "mensen_laag", "mensen_hoog", "willen_steun", "nergens_anders"]
_FIRSTS = [
    "basis", "gebiedcode", "afstand_km", "alternatief", "alternatief_in_bereik", "extra_km", "wachttijd_weken", "nagevraagd_op",
    "nagevraagd_bij", "soort",
]  # fmt: skip


@dataclass(frozen=True)
class Doors:
    """Which doors are open to whom: the arrays of a run that barriers are read from.

    reach, place, km: cells × initiatieven; meant, admits: initiatieven × groups. km is infinite without a known place.
    remote: per initiatief, never meets people in person. admitted, meant_in_reach: cells × groups, how many initiatieven
    in reach admit, and how many are meant for them.
    """

    reach: np.ndarray
    place: np.ndarray
    meant: np.ndarray
    admits: np.ndarray
    km: np.ndarray
    remote: np.ndarray
    admitted: np.ndarray
    meant_in_reach: np.ndarray

    @property
    def nowhere(self) -> np.ndarray:
        """Tell who is admitted by nothing in reach (bool, cells × groups)."""
        return self.admitted == 0


def doors(run: ModelRun) -> Doors:
    """Lay the doors of a run out as dense arrays."""
    reach, place = run.weight.toarray() > 0, run.place.toarray()
    meant, admits = run.suits, run.personal.admits
    return Doors(
        reach=reach,
        place=place,
        meant=meant,
        admits=admits,
        km=_dense_km(run),
        remote=only_remote(run.initiatief),
        admitted=(reach & place).astype(float) @ (meant & admits).astype(float),
        meant_in_reach=reach.astype(float) @ meant.astype(float),
    )


@dataclass(frozen=True)
class _Context:
    """What every initiatief needs: the doors, the scale from cel to postcode file, and the inhabitants by postcode."""

    doors: Doors
    scale: np.ndarray
    basis: pd.Series


def _postcode_scale(run: ModelRun, tables: Mapping[str, pd.DataFrame]) -> np.ndarray:
    """Return what to multiply a cel's people by so that its postcode has the people of CBS (cells × bands).

    A postcode is scaled by band. A postcode that CBS gives no counts for is unknown (NaN), not the people that fitting put
    there; where a band has no people in the cellen the scale is 1.
    """
    people, cellen = run.people, run.people.cellen
    counts = tables["postcode_leeftijd"].assign(gebiedcode="", inwoners=lambda rows: rows["inwoners"].astype("float64"))
    codes = pd.DataFrame({"gebiedcode": "", "pc4": sorted(set(cellen["pc4"]))})
    known = people_by_band(counts, codes, people.bands)
    at = codes.set_index("pc4").index.get_indexer(cellen["pc4"])
    everyone = people_by_band(tables["leeftijd"], cellen, people.bands)
    held = np.zeros_like(known)
    np.add.at(held, at, everyone)
    scale = np.divide(known, held, out=np.ones_like(known), where=held > 0)
    counted = tables["postcode_leeftijd"].dropna(subset=["inwoners"])["pc4"]
    scale[~codes["pc4"].isin(counted).to_numpy()] = np.nan
    return scale[at]


def _dense_km(run: ModelRun) -> np.ndarray:
    """Return km between every cel and initiatief, infinite where it has no place."""
    sparse = distances_km(
        run.people.cellen, run.initiatief, within_km=FAR_KM, settings=run.settings.reach, water=run.water
    )
    km = sparse.toarray()
    km[km == 0] = np.inf
    return km


def _basis(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Return the inhabitants of CBS by (pc4, leeftijdsband of the five)."""
    codes = tables["postcode"][["pc4"]].assign(gebiedcode="")
    people = people_by_band(tables["postcode_leeftijd"].assign(gebiedcode=""), codes, list(LEEFTIJDSBANDEN))
    labels = [band.label for band in LEEFTIJDSBANDEN]
    return pd.DataFrame(people, index=codes["pc4"].astype(object), columns=labels).stack()


def _of_initiatief(run: ModelRun, tables: Mapping[str, pd.DataFrame], position: int, context: _Context) -> pd.DataFrame:
    """List the barriers of one initiatief per cel and groep: regel, the _SUMS, and the positions and soort behind them."""
    open_ = context.doors
    meant, open_person = open_.meant[position], open_.admits[position]
    reached, open_place = open_.reach[:, position], open_.place[:, position]
    barred = reached[:, None] & meant[None, :] & ~(open_place[:, None] & open_person[None, :])
    barred &= run.people.omvang["hoog"] > 0
    cells, groups = np.nonzero(barred)
    if not len(cells):
        return pd.DataFrame()
    scale = context.scale[cells, run.people.groepen["band"].to_numpy()[groups]]
    omvang = run.people.omvang["midden"][cells, groups] * scale
    rows = pd.DataFrame(
        {
            "regel": _rule_names(run, tables, position)[(~open_place[cells]).astype(int), groups],
            "mensen": omvang,
            "mensen_laag": run.people.omvang["laag"][cells, groups] * scale,
            "mensen_hoog": run.people.omvang["hoog"][cells, groups] * scale,
            "willen_steun": run.people.vraag["midden"][cells, groups] * scale,
            "nergens_anders": omvang * open_.nowhere[cells, groups],
            "_initiatief": position,
            "_cel": cells,
            "_group": groups,
            "_soort": run.people.omvang_soort[cells, groups],
        }
    )
    return rows[rows["mensen_hoog"] != 0]


def _rule_names(run: ModelRun, tables: Mapping[str, pd.DataFrame], position: int) -> np.ndarray:
    """Return the names of the rules that bar, by [place barred (0, 1), groep]."""
    name = run.initiatief["initiatief"].iat[position]
    place = place_rule(name, tables["werkgebied"])
    table = np.empty((2, len(run.people.groepen)), dtype=object)
    cases: dict[tuple[bool, bool], list[str]] = {}
    language = run.personal.language[position] == 0
    age = run.personal.alternatives[position] == 0
    for group in range(table.shape[1]):
        key = (bool(language[group]), bool(age[group]))
        if key not in cases:
            cases[key] = person_rule(name, tables["toegangsregel"], language_bars=key[0], age_bars=key[1])
        table[0, group] = " + ".join(cases[key])
        table[1, group] = " + ".join([place, *cases[key]])
    return table


def _summed(rows: pd.DataFrame, run: ModelRun, context: _Context) -> pd.DataFrame:
    """Add cells and cut groups up to KEY; distances and the alternative are those of the cel with most people."""
    ordered = rows.sort_values("mensen_hoog", ascending=False, kind="stable")
    grouped = ordered.groupby(_in_order_of_key(ordered, run), sort=True)
    total = grouped[_SUMS].sum(min_count=1)
    first = grouped[["regel", "_initiatief", "_cel", "_group"]].first()
    position, cells, groups = (first[name].to_numpy() for name in ("_initiatief", "_cel", "_group"))
    here = context.doors.km[cells, position]
    other, further, in_reach = nearest_that_admits(context.doors, cells, groups)
    initiatief, cellen, groepen = run.initiatief, run.people.cellen, run.people.groepen
    found = other >= 0
    names = initiatief["initiatief"]
    facts = {
        "initiatief": names.to_numpy()[position],
        "pc4": cellen["pc4"].to_numpy()[cells],
        "subgroep": groepen["subgroep"].to_numpy()[groups],
        "leeftijdsband": groepen["vijf"].to_numpy()[groups],
        "regel": first["regel"],
        "gebiedcode": cellen["gebiedcode"].to_numpy()[cells],
        "afstand_km": np.where(np.isfinite(here), here, np.nan),
        "alternatief": pd.Series(names.to_numpy()[other], index=total.index).where(found),
        "alternatief_in_bereik": in_reach,
        "extra_km": further - np.where(np.isfinite(here), here, 0.0),
        "wachttijd_weken": np.where(found, initiatief["wachttijd_weken"].to_numpy(dtype=float)[other], np.nan),
        "nagevraagd_op": initiatief["regel_nagevraagd_op"].to_numpy()[position],
        "nagevraagd_bij": initiatief["regel_nagevraagd_bij"].to_numpy()[position],
        "soort": np.array([soort.value for soort in Soort], dtype=object)[grouped["_soort"].max()],
    }
    total = total.assign(**facts).reset_index(drop=True)
    keys = pd.MultiIndex.from_frame(total[["pc4", "leeftijdsband"]])
    return total.assign(basis=context.basis.reindex(keys).to_numpy())[[*KEY, *_SUMS, *_FIRSTS]]


def _in_order_of_key(rows: pd.DataFrame, run: ModelRun) -> np.ndarray:
    """Return one whole number per row that sorts as KEY does: text is grouped and compared once per name, not per row."""
    people = run.people
    parts = (
        (run.initiatief["initiatief"], rows["_initiatief"]),
        (people.cellen["pc4"], rows["_cel"]),
        (people.groepen["subgroep"], rows["_group"]),
        (people.groepen["vijf"], rows["_group"]),
        (rows["regel"], slice(None)),
    )
    key = np.zeros(len(rows), dtype=np.int64)
    for names, at in parts:
        codes, known = pd.factorize(names, sort=True)
        key = key * len(known) + codes[at]
    return key


def nearest_that_admits(
    open_: Doors, cells: np.ndarray, groups: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return for each (cel, groep) the initiatief that suits and admits: its position (-1: none), km and whether in reach.

    What is in reach goes before what is not, and what one travels to before phone and online (km NaN).
    """
    may_enter = open_.place[cells] & (open_.meant & open_.admits).T[groups]
    if not may_enter.shape[1]:
        nothing = np.full(len(cells), -1)
        return nothing, np.full(len(cells), np.nan), nothing > 0
    in_reach = may_enter & open_.reach[cells]
    km = np.where(open_.remote[None, :], np.inf, open_.km[cells])
    rank = np.where(in_reach, np.minimum(km, FAR_KM), np.where(may_enter, np.minimum(km, FAR_KM) + 2 * FAR_KM, np.inf))
    best = rank.argmin(axis=1)
    row = np.arange(len(cells))
    found = np.isfinite(rank[row, best])
    distance = np.where(np.isfinite(km[row, best]) & found, km[row, best], np.nan)
    return np.where(found, best, -1), distance, in_reach[row, best] & found
