"""The words and the tables of the reality check: real people beside calculated ones, and what that says."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from mapping.analysis.publish import shown_people
from mapping.analysis.published_counts import NOT_BEGUN, SIGNED_UP, UNKNOWN, PublishedCounts
from mapping.analysis.usage import Verdict, chosen_rows, times_apart
from mapping.model import Merk, Soort
from mapping.views.cached import Tables
from mapping.views.filters import gebied_names
from mapping.words import N_, _, number

COMPARED = ("initiatief", "gebied", "pc4", "leeftijdsband")
"""Tables that stand beside the calculation; the others only say how people came and why support did not start."""

VERDICT_WORDS = {
    Verdict.MORE: N_("in het echt veel meer"),
    Verdict.LESS: N_("in het echt veel minder"),
    Verdict.AGREES: N_("komt overeen"),
    Verdict.PART_UNKNOWN: N_("een deel van de plaatsen is niet bekend"),
    Verdict.TOO_FEW: N_("te weinig om te vergelijken"),
    Verdict.CAPACITY_UNKNOWN: N_("plaats niet bekend, daarom geen berekening"),
    Verdict.NOT_COUNTED: N_("telt in de berekening niet mee"),
    Verdict.NOT_LOCATED: N_("niet bekend waar of hoe oud, daarom geen berekening"),
    Verdict.HIDDEN: N_("verborgen, daarom niet vergeleken"),
    Verdict.NO_USAGE: N_("niemand gaf door hoeveel mensen er kwamen"),
}
"""The order is that of the table: first what does not hold, last what nobody told us."""

VERWIJZER_WORDS = {
    "zelf": N_("zelf"),
    "naaste": N_("familie, vriend of buur"),
    "huisarts": N_("huisarts"),
    "poh": N_("praktijkondersteuner van de huisarts"),
    "wijkteam": N_("wijkteam"),
    "wijkverpleging": N_("wijkverpleging"),
    "thuiszorg": N_("thuiszorg"),
    "ziekenhuis": N_("ziekenhuis"),
    "ggz": N_("ggz"),
    "vrijwilligersorganisatie": N_("vrijwilligersorganisatie"),
    "levensbeschouwelijk": N_("kerk, moskee of andere geloofsgroep"),
    "ander initiatief": N_("ander initiatief"),
    "anders": N_("anders"),
    "onbekend": N_("onbekend"),
}

REDEN_WORDS = {
    "wachtlijst": N_("wachtlijst"),
    "regel": N_("een regel sloot iemand uit"),
    "past niet": N_("het aanbod paste niet"),
    "te ver": N_("te ver weg"),
    "zelf afgezien": N_("iemand zag er zelf van af"),
    "verhuisd of overleden": N_("verhuisd of overleden"),
    "anders": N_("anders"),
    "onbekend": N_("onbekend"),
}

TEMPLATE = (
    {
        "initiatief": "koffie-feijenoord", "jaar": 2025, "pc4": "3072", "gebiedcode": "", "leeftijdsband": "65-74",
        "verwijzer": "huisarts", "reden_niet_doorgegaan": "", "aantal": 12, "telling": "ja",
        "bron": "Eigen registratie (verzonnen rij)", "peildatum": "2025-12-31",
    },
    {
        "initiatief": "koffie-feijenoord", "jaar": 2025, "pc4": "", "gebiedcode": "", "leeftijdsband": "onbekend",
        "verwijzer": "zelf", "reden_niet_doorgegaan": "wachtlijst", "aantal": 3, "telling": "ja",
        "bron": "Eigen registratie (verzonnen rij)", "peildatum": "2025-12-31",
    },
)  # fmt: skip
"""Two invented rows of the table gebruik, as a form to fill in; the initiatief is one of the embedded example."""


def code_names(loaded: Tables, tabel: str) -> Mapping[str, str]:
    """Return what each code of a table is called."""
    if tabel == "initiatief":
        return dict(zip(loaded["initiatief"]["initiatief"], loaded["initiatief"]["naam"], strict=True))
    gebieden = gebied_names(loaded["gebied"]).to_dict()
    without = _("postcode niet bekend, {gebied}")
    return {
        "gebied": gebieden | {UNKNOWN: _("gebied niet bekend")},
        "pc4": {code: without.format(gebied=name) for code, name in gebieden.items()}
        | {code: code for code in loaded["postcode"]["pc4"]}
        | {UNKNOWN: _("postcode niet bekend")},
        "leeftijdsband": {UNKNOWN: _("leeftijd niet bekend")},
        "verwijzer": {code: _(word) for code, word in VERWIJZER_WORDS.items()},
        "reden": {code: _(word) for code, word in REDEN_WORDS.items()},
    }[tabel]


def absence(merk: str) -> str:
    """Say why a real count is not there; empty where it is."""
    if merk == Merk.VERBORGEN:
        return _("verborgen")
    return _("niet bekend") if merk == Merk.ONBEKEND else ""


def compared_rows(rows: pd.DataFrame, tabel: str, names: Mapping[str, str]) -> pd.DataFrame:
    """Return one table of the comparison in the columns of the screen; numbers as numbers, rounded as they may be shown."""
    chosen = chosen_rows(rows, tabel, names)
    order = chosen["oordeel"].map(list(VERDICT_WORDS).index)
    chosen = chosen.assign(_order=order).sort_values(["_order", "echt"], ascending=[True, False], ignore_index=True)
    heads = {"initiatief": _("Initiatief"), "gebied": _("Gebied"), "pc4": _("Postcode"), "leeftijdsband": _("Leeftijd")}
    return pd.DataFrame(
        {
            heads[tabel]: chosen["naam"],
            _("Klopt het?"): chosen["oordeel"].map(lambda verdict: _(VERDICT_WORDS[Verdict(verdict)])),
            _("In het echt begonnen"): chosen["echt"],
            _("Volgens de berekening"): shown_people(chosen["berekend"].to_numpy(dtype=float), Soort.AANNAME),
            _("Echt gedeeld door berekend"): chosen["verhouding"].round(1),
            _("Geen cijfer, want"): chosen["merk"].map(absence),
        }
    )


def counted_rows(published: PublishedCounts, tabel: str, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the table by verwijzer or by reden in the columns of the screen, most people first, hidden ones last."""
    deel, head, people = {
        "verwijzer": (SIGNED_UP, _("Verwijzer"), _("Aanmeldingen")),
        "reden": (NOT_BEGUN, _("Reden"), _("Niet doorgegaan")),
    }[tabel]
    found = published.table(tabel, deel).sort_values("aantal", ascending=False, kind="stable", ignore_index=True)
    return pd.DataFrame(
        {
            head: [names.get(code, code) for code in found["code"]],
            people: found["aantal"],
            _("Geen cijfer, want"): found["merk"].map(absence),
        }
    )


def off_sentence(row: Mapping, naam: str) -> str:
    """Say of one row how far real and calculated people lie apart."""
    model = shown_people(np.array([row["berekend"]]), Soort.AANNAME)[0]
    apart = times_apart(pd.DataFrame([row]))
    times = float(apart.iloc[0])
    if np.isinf(times):
        text = _("{naam}: in het echt {n}, volgens de berekening {m}.")
    elif row["oordeel"] == Verdict.MORE:
        text = _("{naam}: in het echt {n}, volgens de berekening {m}: in het echt ongeveer {x} keer zo veel.")
    else:
        text = _("{naam}: in het echt {n}, volgens de berekening {m}: de berekening telt ongeveer {x} keer zo veel.")
    return text.format(naam=naam, n=number(row["echt"]), m=number(model), x=number(times) if np.isfinite(times) else "")


def reasons(off: pd.DataFrame) -> str:
    """Say what it may mean that real and calculated people lie far apart, for the kinds that are among the rows."""
    words = {
        Verdict.MORE: _(
            "Kwamen er in het echt veel meer mensen? Dan klopt de berekening hier niet, of er komen mensen van elders."
        ),
        Verdict.LESS: _(
            "Kwamen er veel minder? Dan klopt de berekening hier niet, of mensen vinden de weg naar dit aanbod nog niet."
        ),
    }
    return " ".join(text for verdict, text in words.items() if (off["oordeel"] == verdict).any())
