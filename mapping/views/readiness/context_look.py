"""How the contexts look on the map: one colour per context, stripes where there are several, and two absences apart."""

from dataclasses import dataclass

import pandas as pd

from mapping.analysis.invoering.context import CONTEXTEN, DEELS, JA, NEE, category
from mapping.views.palette import CONTEXT, NEED, Absence, striped
from mapping.words import N_, _

TOGETHER = "samen"

CONTEXT_NAMES = {
    "1": N_("1: Centrum voor Levensvragen"),
    "2": N_("2: zorgorganisatie"),
    "3": N_("3: gezondheidscentrum"),
}
STAND_NAMES = {JA: N_("ja"), DEELS: N_("in een deel"), NEE: N_("nee"), "onbekend": N_("niet te zeggen")}

REASONS = {
    "inventaris": N_("het aanbod is hier nog niet helemaal in kaart"),
    "werkgebied": N_("van aanbod in de buurt is het werkgebied of de plek niet bekend"),
    "soort": N_("van aanbod in de buurt is niet bekend wat voor organisatie het geeft"),
}

ONE_LOOKS = {JA: NEED[3], DEELS: NEED[1], NEE: Absence.NUL.value, "onbekend": Absence.ONBEKEND.value}
"""The looks of one context by itself."""


@dataclass(frozen=True)
class ContextLook:
    """What the map draws: a look and a line per gebied, and the legend."""

    looks: dict[str, str]
    texts: dict[str, str]
    legend: list[tuple[str, str]]


def category_words(code: str) -> str:
    """Return what a gebied is called: its contexts, `geen van drie` or `niet te zeggen`."""
    if code == "geen":
        return _("geen van drie")
    if code == "onbekend":
        return _("niet te zeggen")
    return _("context {n}").format(n=_(" en ").join(code.split("+")))


def together(rows: pd.DataFrame) -> ContextLook:
    """Draw all three contexts at once."""
    codes = [category(row) for row in rows.to_dict("records")]
    looks = dict(zip(rows["gebiedcode"], map(_look, codes), strict=True))
    texts = dict(zip(rows["gebiedcode"], map(category_words, codes), strict=True))
    order = sorted(set(codes), key=lambda code: (code == "onbekend", code == "geen", len(code), code))
    return ContextLook(looks, texts, [(_look(code), category_words(code)) for code in order])


def _look(code: str) -> str:
    if code in ("geen", "onbekend"):
        return Absence.NUL.value if code == "geen" else Absence.ONBEKEND.value
    return striped([CONTEXT[context] for context in code.split("+")])


def one(rows: pd.DataFrame, context: str) -> ContextLook:
    """Draw one context: there, in a part, not, or unknown."""
    stands = rows[f"context_{context}"]
    looks = dict(zip(rows["gebiedcode"], stands.map(ONE_LOOKS), strict=True))
    texts = {code: _(STAND_NAMES[stand]) for code, stand in zip(rows["gebiedcode"], stands, strict=True)}
    used = set(stands)
    return ContextLook(
        looks, texts, [(look, _(STAND_NAMES[stand])) for stand, look in ONE_LOOKS.items() if stand in used]
    )


def table_rows(rows: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Return the same facts as a table: a row per gebied."""
    columns = {
        _("Gebied"): rows["gebiedcode"].map(names),
        _("Samen"): [category_words(category(row)) for row in rows.to_dict("records")],
    }
    for context in CONTEXTEN:
        columns[_(CONTEXT_NAMES[context])] = rows[f"context_{context}"].map(lambda stand: _(STAND_NAMES[stand]))
        columns[_("Door (context {n})").format(n=context)] = rows[f"initiatieven_{context}"]
    columns[_("Niet te zeggen, want")] = rows["reden"].map(
        lambda text: "; ".join(_(REASONS[code]) for code in text.split(";") if code)
    )
    return pd.DataFrame(columns).reset_index(drop=True)
