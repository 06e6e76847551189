"""The tables of the page Passendheid in words of the screen."""

from collections.abc import Mapping, Sequence

import pandas as pd

from mapping.analysis.passendheid.counts import ANTWOORDEN, GEVRAAGD, INITIATIEF, Evaluations
from mapping.views.count_bars import count_words
from mapping.words import _, number


def evaluated_rows(
    found: Evaluations, known: Sequence[str], names: Mapping[str, str], groups: Mapping[str, str]
) -> pd.DataFrame:
    """Return one row per evaluation of these initiatieven; what is hidden and what is not known are words, not gaps."""
    means = found.means[found.means["initiatief"].isin(known)]
    order = means["initiatief"].map(names).fillna(means["initiatief"]).str.lower()
    means = means.assign(_order=order).sort_values(["_order", "subgroep"], kind="stable")
    pairs = list(zip(means["initiatief"], means["subgroep"], strict=True))
    return pd.DataFrame(
        {
            _("Initiatief"): [names.get(name, name) for name, _group in pairs],
            _("Groep"): [groups.get(group, group) for _name, group in pairs],
            _("Jaar"): [str(int(year)) for year in means["jaar"]],
            _("Gemiddelde"): [_mean(row) for row in means.to_dict("records")],
            _("Schaal"): [_scale(row) for row in means.to_dict("records")],
            _("Gaven antwoord"): [_count(found, ANTWOORDEN, *pair) for pair in pairs],
            _("Waren gevraagd"): [_count(found, GEVRAAGD, *pair) for pair in pairs],
            _("Bron"): means["bron"].astype("str").to_list(),
        }
    )


def not_evaluated_rows(left: Sequence[str], names: Mapping[str, str]) -> pd.DataFrame:
    """Return the initiatieven that nobody evaluated, by name."""
    ordered = sorted((names.get(name, name) for name in left), key=str.lower)
    return pd.DataFrame({_("Initiatief"): ordered, _("Passend?"): [_("niet bekend")] * len(ordered)})


def _mean(row: Mapping) -> str:
    if row["score"] == row["score"]:
        return number(row["score"], decimals=1)
    return count_words(float("nan"), row["merk"])


def _scale(row: Mapping) -> str:
    """Name the scale with its ends; empty where no mean was given."""
    if row["schaal_van"] != row["schaal_van"] or row["schaal_tot"] != row["schaal_tot"]:
        return _("niet bekend")
    ends = _("van {least} tot {most}").format(least=number(row["schaal_van"]), most=number(row["schaal_tot"]))
    return ends if pd.isna(row["schaal"]) else f"{row['schaal']}, {ends}"


def _count(found: Evaluations, wat: str, initiatief: str, subgroep: str) -> str:
    rows = found.table(wat, INITIATIEF, initiatief, subgroep)
    return count_words(rows["aantal"].iloc[0], rows["merk"].iloc[0]) if len(rows) else _("niet bekend")
