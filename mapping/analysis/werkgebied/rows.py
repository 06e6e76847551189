"""Make the rows of `werkgebied` that an initiatief gives in words only."""

import pandas as pd

from mapping.analysis.werkgebied.known_areas import KnownAreas
from mapping.analysis.werkgebied.parsed import ParsedWerkgebied
from mapping.analysis.werkgebied.text import parse_werkgebied
from mapping.model import WerkgebiedStand

NEEDED = ("initiatief", "werkgebied_stand", "werkgebied_tekst")

FROM_TEXT = "uit tekst: "
"""How the bron of a row begins that was made from words; the words follow, and the bron of the initiatief."""


def texts(initiatief: pd.DataFrame) -> pd.Series:
    """Return the description of each initiatief that has one, indexed by initiatief; a table of before has none."""
    if not set(NEEDED) <= set(initiatief.columns):
        return pd.Series(dtype=object)
    said = initiatief.set_index("initiatief")["werkgebied_tekst"].dropna().astype("str").str.strip()
    return said[said != ""]


def with_text(
    initiatief: pd.DataFrame, werkgebied: pd.DataFrame, *, known: KnownAreas
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return both tables with the werkgebied of each initiatief that has a text and no rows; nothing given is changed.

    A text that was understood as a whole gives the rows (bron FROM_TEXT, the text and its bron) and the stand. Of one that was
    read in part nothing is taken over, the stand is `onbekend`: what was not read may shut people out or let them in. A
    stand `geen beperking` is somebody's answer and stays. Tables may be as read from CSV, columns may lack.
    """
    listed = set(werkgebied["initiatief"]) if "initiatief" in werkgebied else set()
    said = texts(initiatief)
    said = said[~said.index.isin(listed) & said.index.notna() & ~said.index.duplicated()]
    if said.empty:
        return initiatief, werkgebied
    rows, stands = [], {}
    facts = initiatief.drop_duplicates("initiatief").set_index("initiatief")
    for name, text in said.items():
        if facts.at[name, "werkgebied_stand"] == WerkgebiedStand.GEEN_BEPERKING:
            continue
        parsed = parse_werkgebied(text, known=known)
        stands[name] = (parsed.stand if parsed.complete else WerkgebiedStand.ONBEKEND).value
        rows += _rows(name, text, parsed, facts) if parsed.complete else []
    filled = initiatief["initiatief"].map(stands)
    initiatief = initiatief.assign(werkgebied_stand=filled.where(filled.notna(), initiatief["werkgebied_stand"]))
    if not rows:
        return initiatief, werkgebied
    made = pd.DataFrame(rows, columns=["initiatief", "gebiedsoort", "code", "bron", "peildatum"])
    return initiatief, pd.concat([werkgebied, made], ignore_index=True)


def _rows(name: str, text: str, parsed: ParsedWerkgebied, facts: pd.DataFrame) -> list[tuple]:
    """Write the rows of one initiatief; their peildatum is its own, their bron names its bron too."""
    day, own = (facts.at[name, column] if column in facts else None for column in ("peildatum", "bron"))
    source = FROM_TEXT + " ".join(text.split()) + (f" ({own})" if isinstance(own, str) else "")
    return [(name, soort, code, source, day) for soort, code in parsed.rows]
