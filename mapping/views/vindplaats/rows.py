"""The tables of vindplaatsen in the columns and words of the screen."""

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd

from mapping.analysis.vindplaats_unserved import Reason
from mapping.analysis.vindplaats_visits import matrix
from mapping.model import IEDEREEN, Merk
from mapping.reports.catalogue_words import name_of
from mapping.views.cached import Tables
from mapping.views.filters import group_names
from mapping.words import N_, _, day, number

TYPE, PLACE = "type", "vindplaats"
"""The two ways to lay the matrix out: a column per kind of place, or per place."""

REASON_WORDS = {
    Reason.HIDDEN: N_("verborgen"),
    Reason.VISITS_UNKNOWN: N_("niet bekend hoeveel er komen"),
    Reason.NOWHERE: N_("niet bekend waar het is"),
    Reason.PER_GEMEENTE: N_("alleen per gemeente"),
    Reason.TOO_SMALL: N_("te klein"),
    Reason.NO_DEMAND: N_("niemand wil hier steun"),
}


def visitor_names(loaded: Tables) -> dict[str, str]:
    """Return what each subgroep is called, and everybody."""
    return {**group_names(loaded["subgroep"]), IEDEREEN: _("Iedereen")}


def kind_name(code: str) -> str:
    """Return what a kind of vindplaats is called."""
    return name_of("vindplaatstype", code)


def cell_words(row: Mapping) -> str:
    """Write one cell of the matrix: the visits per week at one place, from least to most, and of how many it is known."""
    if not row["bekend"]:
        return _("verborgen") if row["verborgen"] else _("niet bekend")
    low, high = number(row["laagst"]), number(row["hoogst"])
    text = low if low == high else f"{low}–{high}"
    if row["bekend"] == row["plaatsen"]:
        return text
    return _("{aantal} ({n} van {m})").format(aantal=text, n=number(row["bekend"]), m=number(row["plaatsen"]))


def matrix_rows(
    visits: pd.DataFrame, places: gpd.GeoDataFrame, loaded: Tables, *, by: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the matrix as a grid of words (groep × kind of place or place), and as rows for a file."""
    found = matrix(visits, places, by=by)
    groups = visitor_names(loaded)
    called = {code: kind_name(code) for code in places["type"]} if by == TYPE else _place_names(places)
    words = found.assign(cel=[cell_words(row) for row in found.to_dict("records")])
    grid = words.pivot(index="subgroep", columns="kolom", values="cel")
    ordered = [code for code in groups if code in grid.index]
    columns = sorted(grid.columns, key=lambda code: called[code].lower())
    grid = grid.loc[ordered, columns].rename(columns=called)
    grid.insert(0, _("Groep"), [groups[code] for code in ordered])
    return grid.reset_index(drop=True), _matrix_file(found, groups, called, by)


def _place_names(places: pd.DataFrame) -> dict[str, str]:
    """Return what each place is called; equal names get their code behind them."""
    twice = places["naam"].duplicated(keep=False)
    shown = places["naam"].where(~twice, places["naam"] + " (" + places["vindplaats"] + ")")
    return dict(zip(places["vindplaats"], shown, strict=True))


def _matrix_file(found: pd.DataFrame, groups: Mapping, called: Mapping, by: str) -> pd.DataFrame:
    """Return the matrix with one row per cell: numbers as numbers, and why one is not there."""
    head = _("Soort plaats") if by == TYPE else _("Vindplaats")
    absent = [
        "" if row["bekend"] else _("verborgen") if row["verborgen"] else _("niet bekend")
        for row in found.to_dict("records")
    ]
    return pd.DataFrame(
        {
            _("Groep"): found["subgroep"].map(groups),
            head: found["kolom"].map(called),
            _("Plaatsen waar deze groep komt"): found["plaatsen"],
            _("Waarvan aantal bekend"): found["bekend"],
            _("Bezoeken per week (laagste)"): found["laagst"],
            _("Bezoeken per week (hoogste)"): found["hoogst"],
            _("Geen cijfer, want"): absent,
        }
    )


def visitors_of(visits: pd.DataFrame, loaded: Tables) -> pd.Series:
    """Return per vindplaats who comes there and how often, in words."""
    groups = visitor_names(loaded)
    words = [
        f"{groups.get(kind, kind)} ({_visits_words(bereik, merk)})"
        for kind, bereik, merk in zip(visits["subgroep"], visits["bereik"], visits["merk"], strict=True)
    ]
    return pd.Series(words, index=visits.index, dtype=object).groupby(visits["vindplaats"]).agg("; ".join)


def _visits_words(bereik: float, merk: str) -> str:
    if merk == Merk.GEEN:
        return _("{n} per week").format(n=number(bereik))
    return _("verborgen") if merk == Merk.VERBORGEN else _("niet bekend hoeveel")


def place_rows(places: gpd.GeoDataFrame, visits: pd.DataFrame, loaded: Tables) -> pd.DataFrame:
    """Return the list of places: what, where as far as that may be known, when open, who comes, when checked."""
    unknown = _("niet bekend")
    return pd.DataFrame(
        {
            _("Vindplaats"): places["naam"],
            _("Soort plaats"): places["type"].map(kind_name),
            _("Gebied"): places["gebied"].fillna(unknown),
            _("Adres"): address_words(places),
            _("Openingstijden"): places["openingstijden"].fillna(unknown),
            _("Wie komen er"): places["vindplaats"].map(visitors_of(visits, loaded)).fillna(unknown),
            _("Laatst gecontroleerd"): [day(iso) or _("nooit") for iso in places["laatst_gecontroleerd"]],
            _("Bron"): places["bron"],
        }
    ).reset_index(drop=True)


def address_words(places: pd.DataFrame) -> list[str]:
    """Write where each place is: address and postcode; of one that is known by wijk only that it is so."""
    return [
        _("alleen per wijk bekend") if by_wijk else ", ".join(filter(None, _texts(adres, pc4))) or _("niet bekend")
        for adres, pc4, by_wijk in zip(places["adres"], places["pc4"], places["by_wijk"], strict=True)
    ]


def _texts(*values: object) -> list[str]:
    return [str(value) for value in values if pd.notna(value)]


def unserved_rows(found: pd.DataFrame, places: gpd.GeoDataFrame, loaded: Tables) -> pd.DataFrame:
    """Return who finds no place at a vindplaats, most people first; `found` as of public_unserved."""
    known = places.set_index("vindplaats")
    rows = found.sort_values(["mensen", "aandeel"], ascending=False, kind="stable", na_position="last")
    at = known.loc[rows["vindplaats"]]
    return pd.DataFrame(
        {
            _("Vindplaats"): at["naam"].to_numpy(),
            _("Groep"): rows["subgroep"].map(visitor_names(loaded)).to_numpy(),
            _("Mensen per week zonder plaats"): rows["mensen"].to_numpy(),
            _("Mensen per week zonder plaats (van–tot)"): _spans(rows, "mensen"),
            _("Bezoeken per week"): rows["bereik"].to_numpy(),
            _("Van elke 100 zonder plaats (van–tot)"): _spans(rows, "aandeel"),
            _("Gebied"): at["gebied"].to_numpy(),
            _("Geen cijfer, want"): rows["reden"]
            .map(lambda reason: _(REASON_WORDS[reason]) if reason else "")
            .to_numpy(),
        }
    )


def _spans(rows: pd.DataFrame, name: str) -> list[str]:
    pairs = zip(rows[f"{name}_laag"], rows[f"{name}_hoog"], strict=True)
    return ["" if low != low else span_words(low, high) for low, high in pairs]


def span_words(low: float, high: float) -> str:
    """Write `van–tot`, one number where they are the same."""
    return number(low) if number(low) == number(high) else f"{number(low)}–{number(high)}"
