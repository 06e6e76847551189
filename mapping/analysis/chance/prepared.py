"""What the draws of one calculation share: worked out once, so that each draw is quick.

Groepen that the same offer suits, admits and leaves undecided form a *class*; within a class, groepen of one *slot*
(subgroep × band of the five) are one *column*, as a draw scales them alike. Whether anything is in reach depends on one
number per class and cel: how near the nearest is. Arrays have their cells last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, vstack

from mapping.analysis.access import distinct_columns
from mapping.analysis.chance.draws import Shares, Spread, fixed_share, shares_of
from mapping.analysis.gaps import UNIT_KEYS
from mapping.analysis.model_run import ModelRun
from mapping.analysis.population import levensvragen
from mapping.analysis.reach import BANDWIDTH_PART
from mapping.model import UNIEK, Gebiedsniveau, Stand, Wat


@dataclass(frozen=True, eq=False)
class Pairs:
    """The pairs of cel and initiatief that no place rule bars, once by cel and once by initiatief.

    near: limit / km per pair, in the order of `indices` and `indptr` (cells × initiatieven). turned: where each pair of
    the transposed table stands in that order; turned_indices, turned_indptr: of the transposed table.
    """

    near: np.ndarray
    shape: tuple[int, int]
    indices: np.ndarray
    indptr: np.ndarray
    turned: np.ndarray
    turned_indices: np.ndarray
    turned_indptr: np.ndarray

    @classmethod
    def of(cls, near: csr_array) -> "Pairs":
        """Make it from nearness (sparse, cells × initiatieven)."""
        numbered = csr_array((np.arange(near.nnz), near.indices, near.indptr), shape=near.shape)
        turned = csr_array(numbered.T.tocsr())
        return cls(near.data, near.shape, near.indices, near.indptr, turned.data, turned.indices, turned.indptr)

    def weights(self, widened: float, *, gaussian: bool) -> tuple[csr_array, csr_array]:
        """Return the weights (cells × initiatieven) and their transpose; a 0 is stored where out of reach."""
        inside = self.near * widened >= 1
        data = inside.astype(float)
        if gaussian:
            data = np.where(inside, np.exp(-0.5 * (BANDWIDTH_PART / (self.near * widened)) ** 2), 0.0)
        forth = csr_array((data, self.indices, self.indptr), shape=self.shape)
        back = csr_array((data[self.turned], self.turned_indices, self.turned_indptr), shape=self.shape[::-1])
        return forth, back


@dataclass(frozen=True, eq=False)
class Columns:
    """Groepen of one class and slot as one: base (columns × cells) at the reference shares, their slot and class."""

    base: np.ndarray
    slot: np.ndarray
    klass: np.ndarray


@dataclass(frozen=True, eq=False)
class Asked:
    """The columns of the subgroepen that are reported, sorted by subgroep and class, so that bands add up in one step.

    starts: first column of each row (subgroep × class). klass: the class of each row. rows: which rows a subgroep has.
    """

    columns: Columns
    starts: np.ndarray
    klass: np.ndarray
    rows: dict[str, slice]

    @classmethod
    def of(cls, need: Columns, bands: int, kinds: Mapping[str, int]) -> "Asked":
        """Take the columns of these subgroepen (name → number) out of those of all."""
        number = need.slot // bands
        order = np.lexsort((need.slot, need.klass, number))
        order = order[np.isin(number[order], list(kinds.values()))]
        taken = Columns(need.base[order], need.slot[order], need.klass[order])
        keys = np.stack([number[order], taken.klass])
        distinct, starts = np.unique(keys, axis=1, return_index=True)
        edges = {name: np.searchsorted(distinct[0], [place, place + 1]) for name, place in kinds.items()}
        rows = {name: slice(*map(int, edge)) for name, edge in edges.items()}
        return cls(taken, starts, distinct[1], rows)


@dataclass(frozen=True, eq=False)
class Prepared:
    """All that a draw needs and does not change.

    units, regios, kinds: the axes of what a draw gives (gebiedcodes of the level; names of the regios and "" for all of
    them; subgroepen, `uniek` too). gebieden, bands: how many. zone: number of the gebied of each cel. life: bool per
    slot. admitted, known: bool (initiatieven × classes), known leaves out what cannot be decided. without_life: the
    initiatieven that admit no levensvraag. demand, need, need_without_life: columns of the levensvragen, of all, and of
    the classes that such an initiatief admits; asked: those of the subgroepen in `kinds`. near: the nearest per class
    and cel (5 × classes × cells): suiting, admitting, admitting with unknown places, admitting but for place rules, and
    admitting but for personal rules. to_units, to_regios: 0/1 (… × cells). open_cells: not all offer looked up.
    """

    run: ModelRun
    units: list[str]
    regios: list[str]
    kinds: list[str]
    gebieden: int
    bands: int
    zone: np.ndarray
    aandeel: Shares
    steunvraag: Shares
    life: np.ndarray
    pairs: Pairs
    admitted: np.ndarray
    known: np.ndarray
    without_life: np.ndarray
    demand: Columns
    need: Columns
    need_without_life: Columns
    asked: Asked
    near: np.ndarray
    to_units: csr_array
    to_regios: csr_array
    open_cells: np.ndarray

    @property
    def size(self) -> dict[str, int]:
        """Return the sizes that a Chance must have."""
        return {
            "subgroepen": len(self.life) // self.bands,
            "gebieden": self.gebieden,
            "initiatieven": len(self.admitted),
        }


def prepare(
    run: ModelRun,
    tables: Mapping[str, pd.DataFrame],
    niveau: Gebiedsniveau,
    *,
    kinds: Sequence[str] | None = None,
    spread: Spread | None = None,
) -> Prepared:
    """Work out what the draws share. `kinds`: the subgroepen (or `uniek`) to report, all unless given.

    `tables` are those of the run; the units are those of `gap_table` at this level, sorted by code. Raises ValueError
    for a region without cellen: there is nothing to draw.
    """
    if run.people.cellen.empty:
        raise ValueError("a region without cellen has nothing to draw")
    cellen, groepen = run.people.cellen, run.people.groepen
    names, bands = (list(dict.fromkeys(groepen[name])) for name in ("subgroep", "vijf"))
    kind = groepen["subgroep"].map({name: place for place, name in enumerate(names)}).to_numpy(dtype=int)
    slot = kind * len(bands) + groepen["vijf"].map(bands.index).to_numpy(dtype=int)
    zone = pd.factorize(cellen["gebiedcode"])[0]
    aandeel, steunvraag = _shares(run, tables, spread or Spread(), slots=len(names) * len(bands))
    base = _base(run, aandeel, steunvraag, zone, slot)
    rules = np.vstack([run.suits, run.suits & run.personal.admits, run.suits & run.personal.undecided])
    classes, klass = distinct_columns(rules)
    fits, admitted, undecided = np.split(classes, 3)
    life = levensvragen(groepen)
    without_life = ~admitted[:, np.unique(klass[life])].any(axis=1)
    wanted = [UNIEK, *names] if kinds is None else list(kinds)
    admitting = _admitting(run)
    need = _columns(base, slot, klass, np.ones(len(slot), bool))
    units, to_units = _membership(cellen[UNIT_KEYS[Gebiedsniveau(niveau)]])
    regios, to_regios = _membership(cellen["regio"])
    stand = cellen["gebiedcode"].map(tables["inventaris"].set_index("gebiedcode")["stand"])
    return Prepared(
        run=run,
        units=units,
        regios=[*regios, ""],
        kinds=wanted,
        gebieden=cellen["gebiedcode"].nunique(),
        bands=len(bands),
        zone=zone,
        aandeel=aandeel,
        steunvraag=steunvraag,
        life=np.isin(np.arange(len(names) * len(bands)), slot[life]),
        pairs=Pairs.of(admitting),
        admitted=admitted,
        known=admitted & ~undecided,
        without_life=without_life,
        demand=_columns(base, slot, klass, life),
        need=need,
        need_without_life=_columns(base, slot, klass, admitted[without_life].any(axis=0)[klass]),
        asked=Asked.of(need, len(bands), {name: names.index(name) for name in wanted if name != UNIEK}),
        near=_near(run, admitting, fits, admitted, undecided),
        to_units=to_units,
        to_regios=csr_array(vstack([to_regios, csr_array(np.ones((1, len(zone))))])),
        open_cells=(stand != Stand.VOLLEDIG).to_numpy(dtype=bool),
    )


def _shares(run: ModelRun, tables: Mapping[str, pd.DataFrame], spread: Spread, *, slots: int) -> tuple[Shares, Shares]:
    """Return the aandelen and the steunvragen; one that the user set never varies."""
    settings = run.settings
    aandeel = shares_of(tables, run.people, Wat.AANDEEL, spread=spread, size=settings.group_size)
    if settings.steunvraag is not None:
        return aandeel, fixed_share(settings.steunvraag, slots)
    return aandeel, shares_of(tables, run.people, Wat.STEUNVRAAG, spread=spread)


def _base(run: ModelRun, aandeel: Shares, steunvraag: Shares, zone: np.ndarray, slot: np.ndarray) -> np.ndarray:
    """Return vraag at the reference shares (groepen × cells): what a draw multiplies."""

    def spread_out(values: np.ndarray) -> np.ndarray:
        return np.broadcast_to(values[slot], (len(slot), zone.max(initial=-1) + 1))[:, zone]

    at_middle = spread_out((aandeel.midden > 0)[aandeel.place])
    omvang = np.where(at_middle, run.people.omvang["midden"].T, run.people.omvang["hoog"].T)
    return omvang * spread_out(steunvraag.reference[steunvraag.place])


def _columns(base: np.ndarray, slot: np.ndarray, klass: np.ndarray, kept: np.ndarray) -> Columns:
    """Add the kept groepen of one class and slot together, sorted by class."""
    keys = np.stack([klass[kept], slot[kept]])
    distinct, column = np.unique(keys, axis=1, return_inverse=True)
    merged = np.zeros((distinct.shape[1], base.shape[1]))
    np.add.at(merged, column.ravel(), base[kept])
    return Columns(merged, distinct[1], distinct[0])


def _admitting(run: ModelRun) -> csr_array:
    """Return nearness (cells × initiatieven) without the pairs that a place rule bars."""
    near = run.nearness.tocoo()
    kept = np.asarray(run.place.tocsr()[near.row, near.col], dtype=bool).ravel() if near.nnz else np.zeros(0, bool)
    return csr_array((near.data[kept], (near.row[kept], near.col[kept])), shape=near.shape)


def _near(
    run: ModelRun, admitting: csr_array, fits: np.ndarray, admitted: np.ndarray, undecided: np.ndarray
) -> np.ndarray:
    """Return how near the nearest is that fits, that admits, that admits with unknown places, and without either rule."""
    unknown = admitted & (np.isnan(run.capacity)[:, None] | undecided)
    fit_or_admit = ((run.nearness, fits), (admitting, admitted), (admitting, unknown))
    without_rules = ((run.nearness, admitted), (admitting, fits))
    return np.stack([_nearest(near, rule) for near, rule in (*fit_or_admit, *without_rules)])


def _nearest(near: csr_array, rule: np.ndarray) -> np.ndarray:
    """Return the largest limit / km per class × cel over the initiatieven that meet `rule`; 0 where there is none."""
    by_column = near.tocsc()
    answer = np.zeros((rule.shape[1], near.shape[0]))
    for number in range(rule.shape[1]):
        chosen = np.flatnonzero(rule[:, number])
        if len(chosen) and near.nnz:
            answer[number] = by_column[:, chosen].max(axis=1).toarray().ravel()
    return answer


def _membership(names: pd.Series) -> tuple[list[str], csr_array]:
    """Return the sorted units and the 0/1 table (units × cells) that adds cells up."""
    units = sorted(names.unique())
    place = names.map({name: number for number, name in enumerate(units)}).to_numpy(dtype=int)
    table = csr_array((np.ones(len(place)), (place, np.arange(len(place)))), shape=(len(units), len(place)))
    return units, table
