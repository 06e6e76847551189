"""Which figures stand firm and which move: one unknown at a time from its low to its high end (method.md section 4)."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from mapping.analysis.chance.draws import CAPACITY_PART, REACH_PART, Chance, no_chance
from mapping.analysis.chance.fast_split import OPEN_PART, REGIO_PARTS, evaluate
from mapping.analysis.chance.prepared import Prepared
from mapping.model import DELEN

FIRM = 0.01
"""A share that moves by no more than one of a hundred over the whole range of the steunvraag stands firm."""

BEST = "hoogstens"
"""The share that finds a place in the best case: what the label of a regio rests on."""

LOW, HIGH = "laag", "hoog"

UNKNOWNS: dict[str, Callable[[Chance, float], Chance]] = {
    "steunvraag": lambda middle, end: replace(middle, steunvraag=np.full_like(middle.steunvraag, (end + 1) / 2)),
    "aandeel": lambda middle, end: replace(middle, aandeel=np.full_like(middle.aandeel, (end + 1) / 2)),
    "capaciteit": lambda middle, end: replace(middle, capacity=middle.capacity + CAPACITY_PART * end),
    "bereik": lambda middle, end: replace(middle, reach=middle.reach + REACH_PART * end),
}
"""Unknown → the draw with that one at its low (-1) or high (+1) end; of shares these are laag and hoog of all groups."""


def one_at_a_time(prepared: Prepared) -> pd.DataFrame:
    """Return the shares of the vraag with one unknown at its end and the rest at midden.

    Columns: onbekende (UNKNOWNS, or "" for nothing moved), uiterste (laag, hoog), gebiedcode (regio, "" for all),
    subgroep, vraag (people), DELEN and BEST as shares of the vraag; NaN where nobody wants support.
    """
    middle = no_chance(**prepared.size)
    draws = [("", "", middle)]
    draws += [
        (name, word, move(middle, end)) for name, move in UNKNOWNS.items() for word, end in ((LOW, -1), (HIGH, 1))
    ]
    return pd.concat([_shares(prepared, *draw) for draw in draws], ignore_index=True)


def _shares(prepared: Prepared, name: str, word: str, drawn: Chance) -> pd.DataFrame:
    """Split one draw and return it per regio × kind."""
    _units, regios = evaluate(prepared, drawn)
    index = pd.MultiIndex.from_product([prepared.regios, prepared.kinds], names=["gebiedcode", "subgroep"])
    people = pd.DataFrame(regios.reshape(-1, len(REGIO_PARTS)), columns=list(REGIO_PARTS), index=index).reset_index()
    people["geen_plaats"] = people["vraag"] - people[[part for part in DELEN if part != "geen_plaats"]].sum(axis=1)
    people[BEST] = people["bediend"] + people["onbekend"] + people[OPEN_PART]
    wanted = people["vraag"].where(people["vraag"] > 0)
    shares = people[[*DELEN, BEST]].div(wanted, axis=0).clip(lower=0.0)
    return people[["gebiedcode", "subgroep", "vraag"]].join(shares).assign(onbekende=name, uiterste=word)


def swing(moved: pd.DataFrame) -> pd.DataFrame:
    """Return per unknown how far each share moves: `{share}_laag`, `_hoog` (ends, in order of size) and `_verschil`.

    `moved` are the rows of `one_at_a_time` of one regio and subgroep. Largest movement of BEST first.
    """
    middle = moved[moved["onbekende"] == ""].iloc[0]
    rows = []
    for name in UNKNOWNS:
        ends = moved[moved["onbekende"] == name]
        row = {"onbekende": name}
        for share in (*DELEN, BEST):
            values = [*ends[share], middle[share]]
            row |= {f"{share}_laag": min(values), f"{share}_hoog": max(values)}
            row[f"{share}_verschil"] = max(values) - min(values)
        rows.append(row)
    table = pd.DataFrame(rows)
    return table.sort_values(f"{BEST}_verschil", ascending=False, kind="stable", ignore_index=True)


def firm(moved: pd.DataFrame) -> dict[str, bool]:
    """Tell of each part whether its share stands firm when the steunvraag goes from laag to hoog.

    `moved` as in `swing`. A part of which nobody knows the share is not firm.
    """
    table = swing(moved).set_index("onbekende").loc["steunvraag"]
    return {part: bool(table[f"{part}_verschil"] <= FIRM) for part in DELEN}
