"""Published evidence: all of it together, what hangs under a subject, and what contradicts what.

A *bewijs* is one printed answer of a published table, or one thing that a source says (contract: contracts_bewijs.py).
A *subject* is what a figure on a page is about: subgroepen, barrières, sentences of the start page, veranderrichtingen.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from mapping.analysis.bewijs_public import public_bewijs
from mapping.model import UNIEK

LIST_MARK = ";"
"""What stands between the codes of a column that holds a list."""

SUBJECTS = ("subgroep", "barriere", "zin", "verandering")
"""The columns by which a bewijs hangs under something."""

PUBLISHED, OWN = "gepubliceerd", "regio"
"""Where a row stands: in the catalogue, the same for every region, or in the file of the region."""

BARRIERE_OF_RULE = {
    "postcode": ("regel_postcode",),
    "gemeentegrens": ("regel_gemeente",),
    "leeftijd": ("regel_leeftijd",),
    "palliatief": ("regel_leeftijd",),
    "taal": ("regel_taal",),
}
"""Rule of a barrier (analysis/barriers.py) → codes of the catalogue of barrières; palliatief is the other door of the age
rule of geestelijke verzorging thuis."""


@dataclass(frozen=True)
class Subject:
    """What a block of figures is about, in codes; empty where nothing is said of it."""

    subgroep: tuple[str, ...] = ()
    barriere: tuple[str, ...] = ()
    zin: tuple[str, ...] = ()
    verandering: tuple[str, ...] = ()

    def parts(self) -> tuple[tuple[str, str], ...]:
        """Return each column with a code that the subject has in it."""
        return tuple((column, code) for column in SUBJECTS for code in getattr(self, column))


def subject_of(
    groep: str = UNIEK,
    *,
    regels: tuple[str, ...] = (),
    barrieres: tuple[str, ...] = (),
    zin: tuple[str, ...] = (),
    verandering: tuple[str, ...] = (),
) -> Subject:
    """Return the subject of figures; all levensvragen together are no groep.

    regels are those of barriers (analysis/barriers.py): one that the catalogue of barrières does not have is left out.
    barrieres are codes of that catalogue.
    """
    codes = [code for regel in regels for name, found in BARRIERE_OF_RULE.items() if name in regel for code in found]
    return Subject(() if groep == UNIEK else (groep,), tuple(dict.fromkeys([*codes, *barrieres])), zin, verandering)


def gathered(published: pd.DataFrame, own: pd.DataFrame, subgroep: pd.DataFrame) -> pd.DataFrame:
    """Return the published rows and, behind them, those of the region as they may be shown; the index is new.

    Adds `herkomst` (PUBLISHED or OWN) and `verborgen` (bool: figures taken out by disclosure, never 0).
    """
    rows = published.assign(verborgen=False, herkomst=PUBLISHED)
    if own.empty:
        return rows.reset_index(drop=True)
    return pd.concat([rows, public_bewijs(own, subgroep).assign(herkomst=OWN)], ignore_index=True)


def hangs_under(rows: pd.DataFrame, column: str, code: str) -> pd.Series:
    """Tell per row whether it hangs under a code; `column` is one of SUBJECTS."""
    return rows[column].map(lambda text: code in codes_in(text)).astype(bool)


def codes_in(text: object) -> list[str]:
    """Return the codes in a cell that holds a list; none where it is empty."""
    return [part.strip() for part in str(text).split(LIST_MARK) if part.strip()] if pd.notna(text) else []


def about(rows: pd.DataFrame, subject: Subject) -> pd.DataFrame:
    """Return the rows that hang under any part of a subject, in their order; an empty subject has none."""
    kept = pd.Series(False, index=rows.index)
    for column, code in subject.parts():
        kept |= hangs_under(rows, column, code)
    return rows[kept]


def chosen(rows: pd.DataFrame, wanted: Mapping[str, str]) -> pd.DataFrame:
    """Return the rows that fit every choice: column → code; an empty code fits all.

    A published table of which one row hangs under a subject is kept whole: a part of it would look like all of it.
    """
    kept = pd.Series(True, index=rows.index)
    table = rows["herkomst"] + LIST_MARK + rows["tabel"]
    for column, code in wanted.items():
        if code and column in SUBJECTS:
            kept &= table.isin(table[hangs_under(rows, column, code)])
        elif code:
            kept &= rows[column] == code
    return rows[kept.to_numpy(dtype=bool)]


def in_use(rows: pd.DataFrame, column: str) -> list[str]:
    """Return the codes of a column, each once, in the order of the rows."""
    lists = rows[column].map(codes_in) if column in SUBJECTS else rows[column].dropna().map(lambda text: [text])
    return list(dict.fromkeys(code for codes in lists for code in codes))


def conflicts(rows: pd.DataFrame) -> list[tuple[dict, dict]]:
    """Return each contradiction as its two rows, in the order of the rows.

    Rows of a region contradict rows of that region only. One whose other side is not among `rows` is left out.
    """
    facts = {(row["herkomst"], row["bewijs"]): row for row in rows.to_dict("records")}
    pairs, seen = [], set()
    for (origin, code), row in facts.items():
        other = facts.get((origin, row["conflict_met"]))
        if other is not None and (origin, code) not in seen:
            pairs.append((row, other))
            seen |= {(origin, code), (origin, other["bewijs"])}
    return pairs
