"""The answers on the factoren of one organisatie or gebied: which are known, how many help, how many hinder.

Never one score: what is unknown stays beside what is known, and a factor without a row is unknown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

ONBEKEND = "onbekend"
COUNTED = ("ja", "deels", "nee", ONBEKEND)


@dataclass(frozen=True)
class Subject:
    """Whom the answers are about: column `organisatie` or `gebiedcode`, and its code."""

    column: str
    code: str


def answers(factor: pd.DataFrame, subject: Subject, codes: Iterable[str]) -> pd.DataFrame:
    """Return one row per factor of the catalogue, in its order: factor, stand, toelichting, datum, door, bron.

    Without a row the stand is onbekend and the rest is missing.
    """
    mine = factor[(factor[subject.column] == subject.code).fillna(False).to_numpy(dtype=bool)]
    rows = mine.drop_duplicates("factor").set_index("factor").reindex(list(codes))
    kept = rows[["stand", "toelichting", "datum", "door", "bron"]]
    return kept.assign(stand=kept["stand"].fillna(ONBEKEND)).rename_axis("factor").reset_index()


def counts(answered: pd.DataFrame, groups: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    """Count the answers per onderdeel and teken: columns onderdeel, teken, ja, deels, nee, onbekend, samen.

    `groups` is factor → (onderdeel, teken), in the order of the catalogue. The four counts add up to samen.
    """
    pairs = pd.DataFrame([groups[code] for code in answered["factor"]], columns=["onderdeel", "teken"])
    rows = pairs.assign(stand=answered["stand"].to_numpy())
    found = []
    for (onderdeel, teken), part in rows.groupby(["onderdeel", "teken"], sort=False):
        number = part["stand"].value_counts()
        found.append({"onderdeel": onderdeel, "teken": teken, **{name: int(number.get(name, 0)) for name in COUNTED}})
    columns = ["onderdeel", "teken", *COUNTED]
    return pd.DataFrame(found, columns=columns).assign(samen=lambda table: table[list(COUNTED)].sum(axis=1))


def subjects(factor: pd.DataFrame, column: str) -> list[str]:
    """Return the organisaties (or gebieden) that have at least one answer, in the order of the table."""
    return list(dict.fromkeys(factor[column].dropna()))


@dataclass(frozen=True)
class Match:
    """A factor whose answer asks for a trainingsonderdeel; `literal` where the source says so itself."""

    training: str
    factor: str
    stand: str
    literal: bool
    bron: str


def trainings(answered: pd.DataFrame, rules: Iterable[Mapping[str, str]]) -> list[Match]:
    """Return which answers ask for which trainingsonderdeel, in the order of the rules.

    rules: factor, standen (joined with ";"), training, status (letterlijk, afgeleid), bron. An unknown answer asks for
    nothing.
    """
    stand = dict(zip(answered["factor"], answered["stand"], strict=True))
    return [
        Match(rule["training"], rule["factor"], stand[rule["factor"]], rule["status"] == "letterlijk", rule["bron"])
        for rule in rules
        if stand.get(rule["factor"], ONBEKEND) in rule["standen"].split(";")
    ]
