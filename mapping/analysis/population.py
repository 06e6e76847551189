"""The people of a region as arrays: cells × groups, ready for the engine and for every report.

A *groep* is subgroep × cut leeftijdsband × recht_palliatief. A cel stands in the order of the table `cel`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mapping.analysis.need import STEPS, cut_bands, parent_band, people_by_band
from mapping.analysis.overlap import omega, unique_people
from mapping.model import MIN_BASIS_INWONERS, Leeftijdsband, Lokaal, Rol, Soort

NO_RANK = -1
"""Stands where no figure is, hence no kind of figure."""


@dataclass(frozen=True)
class Population:
    """Who lives where, and what they want.

    cellen: gebiedcode, pc4, gemeentecode, gemeentenaam, regio, stedelijkheid, inwoners, estimable (bool), geometry.
    groepen: subgroep, rol, start, stop (ages), leeftijdsband (cut), vijf (of the five), recht_palliatief.
    omvang, vraag: {laag, midden, hoog} → (cells × groups), missing estimates as 0. people: cells × bands.
    omega: (cells × groups), 0 for a kenmerk: the factor that counts each person once.
    known: bool (cells × groups), False where an estimate is missing, by a small basis or for want of a share.
    omvang_soort, vraag_soort, lokaal: (cells × groups), the rank in Soort and Lokaal; NO_RANK where nothing is known.
    """

    cellen: pd.DataFrame
    groepen: pd.DataFrame
    bands: list[Leeftijdsband]
    people: np.ndarray
    omvang: dict[str, np.ndarray]
    vraag: dict[str, np.ndarray]
    omega: np.ndarray
    known: np.ndarray
    omvang_soort: np.ndarray
    vraag_soort: np.ndarray
    lokaal: np.ndarray

    @property
    def need(self) -> np.ndarray:
        """Return vraag at midden (cells × groups): what the engine divides."""
        return self.vraag["midden"]

    @property
    def demand(self) -> np.ndarray:
        """Return what takes places: omega × vraag, 0 for every kenmerk."""
        return self.omega * self.need


def cell_frame(cel: pd.DataFrame, gebied: pd.DataFrame) -> pd.DataFrame:
    """Join each cel with what its gebied says; `estimable` is False under the smallest basis."""
    facts = gebied.set_index("gebiedcode")[
        ["gebiednaam", "gemeentecode", "gemeentenaam", "regio", "stedelijkheid", "inwoners"]
    ].rename(columns={"inwoners": "gebied_inwoners"})
    frame = cel[["gebiedcode", "pc4", "inwoners", "area_km2", "geometry"]].reset_index(drop=True)
    frame = frame.join(facts, on="gebiedcode")
    frame["estimable"] = (frame["gebied_inwoners"].astype("float64") >= MIN_BASIS_INWONERS).fillna(False)
    return frame


def population(
    tables: Mapping[str, pd.DataFrame],
    vraag: pd.DataFrame,
    *,
    steunvraag: float | None = None,
    group_size: tuple[str, float] | None = None,
) -> Population:
    """Lay the table `vraag` out as arrays; a steunvraag (0 to 1) replaces the three of the data.

    `group_size` (subgroep, factor) multiplies laag, midden and hoog of one subgroep.

    Rows of cellen that are not in `cel` raise KeyError; cells × groups without a row count 0.
    """
    cellen = cell_frame(tables["cel"], tables["gebied"])
    bands = cut_bands(tables["toegangsregel"])
    people = people_by_band(tables["leeftijd"], tables["cel"], bands)
    people[~cellen["estimable"].to_numpy(dtype=bool)] = 0.0
    groepen = _groups(tables["subgroep"], bands)
    rows, place = _places(vraag, cellen, groepen)
    arrays = {
        column: _array((len(cellen), len(groepen)), place, vraag[column].to_numpy(dtype=float)[rows])
        for column in (f"{name}_{step}" for name in ("omvang", "vraag") for step in STEPS)
    }
    known = ~np.isnan(arrays["omvang_midden"])
    if steunvraag is None:
        known &= ~np.isnan(arrays["vraag_midden"])
    ranks = [
        np.where(known, _array(known.shape, place, _ranks(vraag[column], scale)[rows], empty=NO_RANK), NO_RANK)
        for column, scale in (("omvang_soort", Soort), ("vraag_soort", Soort), ("lokaal", Lokaal))
    ]
    omvang = {step: np.nan_to_num(arrays[f"omvang_{step}"]) for step in STEPS}
    wanted = {step: np.nan_to_num(arrays[f"vraag_{step}"]) for step in STEPS}
    if group_size is not None:
        resized = (groepen["subgroep"] == group_size[0]).to_numpy()
        scale = np.where(resized, group_size[1], 1.0)
        omvang, wanted = ({step: steps[step] * scale for step in STEPS} for steps in (omvang, wanted))
    if steunvraag is not None:
        wanted = {step: omvang[step] * steunvraag for step in STEPS}
    omega = _omega(groepen, wanted["midden"], people, len(bands))
    return Population(cellen, groepen, bands, people, omvang, wanted, omega, known, *ranks)


def _places(
    vraag: pd.DataFrame, cellen: pd.DataFrame, groepen: pd.DataFrame
) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]:
    """Return which rows of vraag have a cel and a groep, and where those stand in an array of cells × groups."""
    cells = pd.MultiIndex.from_frame(cellen[["gebiedcode", "pc4"]])
    at_cell = cells.get_indexer(pd.MultiIndex.from_frame(vraag[["gebiedcode", "pc4"]]))
    keys = ["subgroep", "leeftijdsband", "recht_palliatief"]
    asked = vraag[keys].astype({"recht_palliatief": bool})
    at_group = pd.MultiIndex.from_frame(groepen[keys]).get_indexer(pd.MultiIndex.from_frame(asked))
    rows = (at_cell >= 0) & (at_group >= 0)
    return rows, (at_cell[rows], at_group[rows])


def _array(
    shape: tuple[int, int], place: tuple[np.ndarray, np.ndarray], values: np.ndarray, *, empty: int = 0
) -> np.ndarray:
    """Put values in an array that is `empty` elsewhere."""
    filled = np.full(shape, empty, dtype=values.dtype)
    filled[place] = values
    return filled


def _ranks(values: pd.Series, scale: type[Soort] | type[Lokaal]) -> np.ndarray:
    """Return the place of each value in its enumeration."""
    codes, words = pd.factorize(values)
    rank = {member.value: place for place, member in enumerate(scale)}
    return np.array([rank[word] for word in words], dtype=int)[codes]


def _groups(subgroep: pd.DataFrame, bands: list[Leeftijdsband]) -> pd.DataFrame:
    """List the groups in the order subgroep, band, recht."""
    rows = [
        (kind, rol, number, band.start, band.stop, band.label, parent_band(band).label, recht)
        for kind, rol in zip(subgroep["subgroep"], subgroep["rol"], strict=True)
        for number, band in enumerate(bands)
        for recht in (False, True)
    ]
    columns = ["subgroep", "rol", "band", "start", "stop", "leeftijdsband", "vijf", "recht_palliatief"]
    return pd.DataFrame(rows, columns=columns)


def levensvragen(groepen: pd.DataFrame) -> np.ndarray:
    """Tell per groep whether it is of a levensvraag (bool array); the others are kenmerken."""
    return (groepen["rol"] == Rol.LEVENSVRAAG).to_numpy()


def shares_of_people(groepen: pd.DataFrame, wanted: np.ndarray, people: np.ndarray, bands: int) -> np.ndarray:
    """Return q = vraag / inhabitants (cells × bands × levensvragen), 0 where nobody is."""
    life = groepen[levensvragen(groepen)]
    kinds = list(dict.fromkeys(life["subgroep"]))
    counted = np.zeros((len(wanted), bands, len(kinds)))
    for position, band, kind in zip(life.index, life["band"], life["subgroep"], strict=True):
        counted[:, band, kinds.index(kind)] += wanted[:, position]
    return np.divide(counted, people[:, :, None], out=np.zeros_like(counted), where=people[:, :, None] > 0)


def _omega(groepen: pd.DataFrame, wanted: np.ndarray, people: np.ndarray, bands: int) -> np.ndarray:
    """Return omega per cel × groep: unique people over the sum of the levensvragen, 0 for a kenmerk."""
    shares = shares_of_people(groepen, wanted, people, bands)
    factor = omega(np.minimum(shares, 1.0))
    per_group = factor[:, groepen["band"].to_numpy()]
    return np.where(levensvragen(groepen)[None, :], per_group, 0.0)


def unique_by_band(population_: Population) -> dict[str, np.ndarray]:
    """Return the people with a vraag in at least one levensvraag, {laag, midden, hoog} → (cells × bands)."""
    bands = len(population_.bands)
    shares = {
        step: np.minimum(shares_of_people(population_.groepen, population_.vraag[step], population_.people, bands), 1.0)
        for step in STEPS
    }
    low, middle, high = unique_people(population_.people, shares["laag"], shares["midden"], shares["hoog"])
    return {"laag": low, "midden": middle, "hoog": high}
