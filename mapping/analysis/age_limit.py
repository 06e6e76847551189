"""The age from which geestelijke verzorging thuis is open to everybody: a setting, because sources disagree.

Seed 003 (footnote 6) says "ouder dan 50 jaar", or palliatief, or a naaste, and then calls those under 50 shut out; seed
004 (Inleiding) says "ouder dan 50 jaar", seed 000 (first paragraph) "50 jaar en ouder": somebody of 50 is in or out. Seed
000 (on differences in need) finds that the need is "niet beperkt tot 50-plussers". Rules that use this one age move with
the setting; every other age rule stays as the data say.
"""

from collections.abc import Mapping

import pandas as pd

from mapping.analysis.need import with_vraag
from mapping.model import LEEFTIJDSGRENS, Regelsoort


def uses_limit(toegangsregel: pd.DataFrame) -> pd.Series:
    """Tell which rows are a minimum age of LEEFTIJDSGRENS (bool, index of the table)."""
    ages = pd.to_numeric(toegangsregel["waarde"], errors="coerce")
    return (toegangsregel["soort"] == Regelsoort.MIN_LEEFTIJD) & (ages == LEEFTIJDSGRENS)


def with_age_limit(tables: Mapping[str, pd.DataFrame], limit: int | None) -> dict[str, pd.DataFrame]:
    """Return the tables as if LEEFTIJDSGRENS were `limit` (years); None or LEEFTIJDSGRENS changes nothing.

    `vraag` is made again, as its bands are cut at every age that a rule uses.
    """
    rules = tables["toegangsregel"]
    moved = uses_limit(rules)
    if limit is None or limit == LEEFTIJDSGRENS or not moved.any():
        return dict(tables)
    other = rules.assign(waarde=rules["waarde"].where(~moved, str(limit)))
    complete, _made_again = with_vraag({**tables, "toegangsregel": other})
    return complete
