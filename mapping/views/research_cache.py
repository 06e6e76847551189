"""What the page Onderzoek calculates, once per region, question and day; and the content of its file of settings."""

import hashlib
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from mapping.analysis import by_kind, clusters
from mapping.analysis.clusters import Clusters, Refusal
from mapping.analysis.equity import Equity, access_per_gebied, equity, poor_share
from mapping.analysis.settings import Settings
from mapping.model import Gebiedsniveau
from mapping.reports.settings_file import CHOICES, HASH_DIGITS
from mapping.store.address import is_database
from mapping.store.content import digest_of
from mapping.views import cached
from mapping.views.cached import Question, Region
from mapping.views.filters import SHARED_KEYS, Choice

LANGUAGE_KEY = "taal"
CHOICE_KEYS = tuple(key for key in SHARED_KEYS if key != LANGUAGE_KEY)
"""The parameters that change figures; the language changes words only."""

ACCESS, EXCLUDED = "toegang", "uitgesloten"
"""The figures that clusters are asked of, as they stand in the URL."""


def settings_of(question: Question) -> Settings:
    """Return the settings of a question, as of today where it names no day."""
    return replace(question.settings(), on=question.day or date.today().isoformat())


@st.cache_data(max_entries=32, show_spinner=False)
def _distribution(where: Region, question: Question, groep: str, regio: str | None, today: str) -> Equity:
    """Return equity.equity; `today` makes tomorrow another key, as offer is valid from and until a date."""
    poor = poor_share(cached.tables(where)["basis"])
    return equity(cached.outcome(where, question), groep, poor, regio=regio)


def distribution(where: Region, choice: Choice) -> Equity:
    """Return how places are spread over the people of the chosen groep and regio."""
    return _distribution(where, choice.question, choice.groep, choice.regio, date.today().isoformat())


@st.cache_data(max_entries=32, show_spinner=False)
def _kinds(where: Region, question: Question, groep: str, regio: str | None, kind: str, today: str) -> pd.DataFrame:
    """Return by_kind.by_abc or by_vraagtype; `today` is in the settings, and here so that tomorrow is another key."""
    loaded = cached.asked_tables(where, question)
    settings = replace(question.settings(), on=question.day or today)
    per_kind = by_kind.by_abc if kind == "abc" else by_kind.by_vraagtype
    return per_kind(loaded, settings, groep, regio=regio)


def kinds(where: Region, choice: Choice, kind: str) -> pd.DataFrame:
    """Return the split per niveau (`abc`) or per `vraagtype` of the chosen groep and regio, exact."""
    return _kinds(where, choice.question, choice.groep, choice.regio, kind, date.today().isoformat())


def not_replaced(where: Region, choice: Choice) -> by_kind.NotReplaced:
    """Return how many people have offer of a lower niveau, and none of C."""
    every = replace(choice.question, niveau="alle")
    return by_kind.not_replaced(cached.outcome(where, every), choice.groep, regio=choice.regio)


def cluster_rows(where: Region, choice: Choice) -> pd.DataFrame:
    """Return the public gap rows per gebied of the chosen groep and regio."""
    rows = cached.shown_gaps(where, choice.question, Gebiedsniveau.WIJK.value)
    rows = rows[rows["subgroep"] == choice.groep]
    return rows if choice.regio is None else rows[rows["regio"] == choice.regio]


@st.cache_data(max_entries=32, show_spinner=False)
def _clusters(
    where: Region, question: Question, groep: str, codes: tuple[str, ...], figure: str, today: str
) -> Clusters | Refusal:
    """Find the clusters of a figure among these gebieden."""
    if figure == ACCESS:
        values = access_per_gebied(cached.outcome(where, question), groep)
    else:
        rows = cached.exact_gaps(where, question, Gebiedsniveau.WIJK.value)
        rows = rows[rows["subgroep"] == groep].set_index("gebiedcode")
        values = rows["uitgesloten"] / rows["vraag"].where(rows["vraag"] > 0)
    outlines = cached.tables(where)["gebied"].set_index("gebiedcode").geometry
    return clusters.find_clusters(values.reindex(list(codes)), outlines, seed=question.settings().seed)


def found_clusters(where: Region, choice: Choice, figure: str) -> Clusters | Refusal:
    """Return the clusters of a figure (ACCESS or EXCLUDED) of the chosen groep and regio, or why there are none."""
    rows = cluster_rows(where, choice)
    why = clusters.refusal(rows, schematic=cached.is_schematic(where))
    if why is not None:
        return why
    codes = tuple(clusters.local_rows(rows)["gebiedcode"])
    return _clusters(where, choice.question, choice.groep, codes, figure, date.today().isoformat())


def _fingerprint(where: Region) -> str:
    """Return the first digits of the sha256 of the file; in a database, of the hashes of the tables one below another."""
    if not is_database(where.path):
        return hashlib.sha256(Path(where.path).read_bytes()).hexdigest()[:HASH_DIGITS]
    hashes = [f"{name} {digest_of(table, name)}" for name, table in sorted(cached.tables(where).items())]
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()[:HASH_DIGITS]


@st.cache_data(max_entries=8, show_spinner=False)
def _data_facts(where: Region) -> dict[str, object]:
    """Return what names the data: file, version, the hash of the whole, who made it, and first and last peildatum."""
    loaded = cached.tables(where)
    meta = loaded["meta"].iloc[-1]
    return {
        "bestand": where.name,
        "versie": int(meta["versie"]),
        "vingerafdruk": _fingerprint(where),
        "gemaakt_met": str(meta["programma"]),
        "voorbeeld": bool(meta["voorbeeld"]),
        "peildata": {
            name: f"{table['peildatum'].min()} / {table['peildatum'].max()}"
            for name, table in sorted(loaded.items())
            if "peildatum" in table and table["peildatum"].notna().any()
        },
    }


def settings_content(where: Region, choice: Choice) -> dict[str, object]:
    """Return everything that determines the figures: choices, settings of the calculation, and the data."""
    question = choice.question
    return {
        CHOICES: {key: st.query_params[key] for key in CHOICE_KEYS if key in st.query_params},
        "rekenwijze": {**asdict(settings_of(question)), "age_limit": question.age_limit},
        "onderzoek": {
            "permutations": clusters.PERMUTATIONS,
            "false_discoveries": clusters.FALSE_DISCOVERIES,
            "least_gebieden": clusters.MIN_GEBIEDEN,
        },
        "gegevens": _data_facts(where),
    }
