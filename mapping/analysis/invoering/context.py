"""Which of the three contexts of the handreiking PLOEG 3 a gebied has, from the tables alone.

Context 1: a Centrum voor Levensvragen with a geestelijk verzorger. Context 2: a geestelijk verzorger employed by a
zorgorganisatie. Context 3: a gezondheidscentrum with a geestelijk verzorger. A gebied can have several, or none.

A row of `initiatief` counts where it runs today, its aanbiederssoort is a geestelijk verzorger (coördinatie of
volunteers is not), and people meet in person (op locatie or huisbezoek). Where it counts follows from reach and
werkgebied, as everywhere in the product. Whether such a centre also supports caregivers is in no table.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mapping.analysis.model_run import ModelRun
from mapping.model import Kanaal, Stand, WerkgebiedStand

CONTEXTEN = ("1", "2", "3")

GV_SOORTEN = ("gv vrijgevestigd", "gv bij organisatie", "gv voor doelgroep", "gv levensbeschouwelijk")
"""Aanbiederssoorten that are a geestelijk verzorger who meets people."""

GV_IN_DIENST = ("gv bij organisatie", "gv voor doelgroep")
"""Those of them who are employed by their organisatie, as context 2 asks."""

SOORT_OF_CONTEXT = {"1": "centrum voor levensvragen", "2": "zorgorganisatie", "3": "gezondheidscentrum"}
"""The organisatiesoort that makes a context."""

NAME_TELLS = {
    "centrum voor levensvragen": re.compile(r"centrum voor levensvragen|\bcvl\b", re.IGNORECASE),
    "gezondheidscentrum": re.compile(r"gezondheidscentrum", re.IGNORECASE),
}
"""Where organisatiesoort is empty, a name that says it by itself."""

IN_PERSON = (Kanaal.OP_LOCATIE, Kanaal.HUISBEZOEK)

WHOLE_SHARE = 0.5
"""Share of the inhabitants of a gebied: from here on a context is there (ja), below it in a part (deels)."""

JA, DEELS, NEE, ONBEKEND = "ja", "deels", "nee", "onbekend"


@dataclass(frozen=True)
class Contexts:
    """What is known of the contexts of every gebied.

    gebieden: one row per gebied, with gebiedcode and per context `context_1` … (ja, deels, nee, onbekend),
    `initiatieven_1` … (names that make it, joined with "; ") and `reden` (codes of why something is unknown, joined with
    ";"). counted: one row per initiatief of a geestelijk verzorger, with initiatief, naam, organisatie, soort (of the
    organisatie; missing where it is not known), uit_naam (bool: taken from its name), contexten (text) and telt (why not:
    afstand, coordinatie, plek, soort; empty where it counts).
    """

    gebieden: pd.DataFrame
    counted: pd.DataFrame


def organisatie_kinds(organisatie: pd.DataFrame) -> pd.DataFrame:
    """Return per organisatie what kind it is: columns organisatie, soort (missing: unknown), uit_naam (bool)."""
    said = organisatie["organisatiesoort"].astype(object)
    named = organisatie["naam"].fillna("").map(_kind_of_name)
    return pd.DataFrame(
        {
            "organisatie": organisatie["organisatie"],
            "soort": said.where(said.notna(), named),
            "uit_naam": said.isna() & named.notna(),
        }
    )


def _kind_of_name(name: str) -> str | None:
    return next((kind for kind, pattern in NAME_TELLS.items() if pattern.search(name)), None)


def contexts(run: ModelRun, tables: Mapping[str, pd.DataFrame]) -> Contexts:
    """Work out the contexts of every gebied of a run of all support (niveau alle)."""
    rows = _geestelijk_verzorgers(run, tables)
    covered, unsure = _coverage(run, rows)
    inventaris = tables["inventaris"].set_index("gebiedcode")["stand"].to_dict()
    looked = np.array([inventaris.get(code) == Stand.VOLLEDIG for code in tables["gebied"]["gebiedcode"]], dtype=bool)
    columns: dict[str, object] = {"gebiedcode": tables["gebied"]["gebiedcode"].to_numpy(dtype=object)}
    at = pd.Index(covered.index).get_indexer(columns["gebiedcode"])
    share, doubt = covered.to_numpy()[at], unsure.to_numpy()[at]
    reasons = [set() if known else {"inventaris"} for known in looked]
    for context in CONTEXTEN:
        makes = rows["contexten"].map(lambda text, one=context: one in text.split(";")).to_numpy(dtype=bool)
        makes = makes & (rows["telt"] == "").to_numpy(dtype=bool)
        maybe = _may_make(rows, context)
        stand, why = _stands(share, doubt, makes, maybe, looked)
        columns[f"context_{context}"] = stand
        columns[f"initiatieven_{context}"] = _names(share, makes, rows)
        for known, found in zip(reasons, why, strict=True):
            known |= found
    settled = np.all([columns[f"context_{context}"] != ONBEKEND for context in CONTEXTEN], axis=0)
    columns["reden"] = ["" if done else ";".join(sorted(why)) for done, why in zip(settled, reasons, strict=True)]
    return Contexts(pd.DataFrame(columns), rows.drop(columns=["_place", "_werkgebied"]).reset_index(drop=True))


def _geestelijk_verzorgers(run: ModelRun, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List the running initiatieven of geestelijk verzorgers with what makes them count; index: place in the run."""
    offer = run.initiatief
    gv = offer["aanbiederssoort"].str.startswith("gv ").fillna(False).to_numpy(dtype=bool)
    rows = offer.loc[gv, ["initiatief", "naam", "organisatie", "aanbiederssoort", "kanaal", "werkgebied_stand"]].copy()
    kinds = organisatie_kinds(tables["organisatie"]).drop_duplicates("organisatie").set_index("organisatie")
    rows["soort"] = rows["organisatie"].map(kinds["soort"])
    rows["uit_naam"] = rows["organisatie"].map(kinds["uit_naam"]).fillna(False).astype(bool)
    meets = rows["kanaal"].map(lambda text: any(part.strip() in IN_PERSON for part in str(text).split(";")))
    shapes = offer.geometry[gv]
    placed = ~(shapes.isna() | shapes.is_empty).to_numpy(dtype=bool)
    listed = (rows["werkgebied_stand"] == WerkgebiedStand.LIJST).to_numpy(dtype=bool)
    rows["telt"] = np.select(
        [~rows["aanbiederssoort"].isin(GV_SOORTEN), ~meets.astype(bool), ~placed & ~listed, rows["soort"].isna()],
        ["coordinatie", "afstand", "plek", "soort"],
        "",
    )
    rows["contexten"] = [
        ";".join(c for c in CONTEXTEN if soort == SOORT_OF_CONTEXT[c] and (c != "2" or aanbieder in GV_IN_DIENST))
        for soort, aanbieder in zip(rows["soort"], rows["aanbiederssoort"], strict=True)
    ]
    rows["_place"] = placed
    rows["_werkgebied"] = (rows["werkgebied_stand"] != WerkgebiedStand.ONBEKEND).to_numpy(dtype=bool)
    return rows.drop(columns=["kanaal", "werkgebied_stand"])


def _coverage(run: ModelRun, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return per gebied × row which share of its inhabitants it covers for sure, and which it may cover.

    For sure: in reach and admitted, with a werkgebied that is known. It may cover: an unknown werkgebied in reach, or
    an unknown place whose list admits; without list or place it
    may be anywhere, and then it counts nowhere. A gebied of which inhabitants are not known counts its cellen alike.
    """
    at = rows.index.to_numpy(dtype=int)
    admitted = run.place[:, at].toarray().astype(bool)
    near = run.weight[:, at].toarray() > 0
    placed = rows["_place"].to_numpy(dtype=bool)
    known = rows["_werkgebied"].to_numpy(dtype=bool)
    sure = admitted & near & placed & known
    unsure = admitted & ((near & placed & ~known) | (~placed & known))
    cellen = run.people.cellen
    people = cellen["inwoners"].astype("float64").fillna(0.0)
    total = people.groupby(cellen["gebiedcode"]).transform("sum")
    weight = np.where(total > 0, people, 1.0)
    return tuple(_share(mask, weight, cellen["gebiedcode"]) for mask in (sure, unsure))


def _share(mask: np.ndarray, weight: np.ndarray, gebiedcode: pd.Series) -> pd.DataFrame:
    """Return the share of the weight of each gebied where a mask (cellen × rows) holds."""
    codes = gebiedcode.to_numpy(dtype=object)
    held = pd.DataFrame(mask * weight[:, None]).groupby(codes, sort=True).sum()
    return held.div(pd.Series(weight).groupby(codes, sort=True).sum(), axis=0)


def _may_make(rows: pd.DataFrame, context: str) -> np.ndarray:
    """Tell which rows could make a context if we knew what kind of organisatie runs them."""
    unknown = (rows["telt"] == "soort").to_numpy(dtype=bool)
    return unknown & (rows["aanbiederssoort"].isin(GV_IN_DIENST).to_numpy(dtype=bool) if context == "2" else True)


def _stands(
    share: np.ndarray, doubt: np.ndarray, makes: np.ndarray, maybe: np.ndarray, looked: np.ndarray
) -> tuple[np.ndarray, list[set[str]]]:
    """Return the stand of one context per gebied, and why it is unknown where it is."""
    most = share[:, makes].max(axis=1, initial=0.0)
    together = np.minimum(1.0, share[:, makes].sum(axis=1))
    unread = doubt[:, makes | maybe].max(axis=1, initial=0.0) > 0
    nameless = share[:, maybe].max(axis=1, initial=0.0) > 0
    absent = np.where(unread | nameless | ~looked, ONBEKEND, NEE)
    stand = np.where(most >= WHOLE_SHARE, JA, np.where(together > 0, DEELS, absent)).astype(object)
    reasons = [
        ({"werkgebied"} if a and open_ else set()) | ({"soort"} if b and open_ else set())
        for a, b, open_ in zip(unread, nameless, stand == ONBEKEND, strict=True)
    ]
    return stand, reasons


def _names(share: np.ndarray, makes: np.ndarray, rows: pd.DataFrame) -> list[str]:
    names = rows["naam"].to_numpy(dtype=object)[makes]
    return ["; ".join(sorted(names[row > 0])) for row in share[:, makes]]


def category(row: Mapping[str, str]) -> str:
    """Return what a gebied is on the map: its contexts joined with +, `geen`, or `onbekend`.

    A context that is there in a part counts; beside one that is there, another may still be unknown.
    """
    there = [context for context in CONTEXTEN if row[f"context_{context}"] in (JA, DEELS)]
    if there:
        return "+".join(there)
    return "geen" if all(row[f"context_{context}"] == NEE for context in CONTEXTEN) else ONBEKEND
