"""The contract of verbinding: who refers to whom, meets with whom, works with whom, and how often.

A verbinding has two ends, `van` and `naar`. Each is an organisatie, an initiatief or a vindplaats, told apart by
`van_soort` and `naar_soort`. Geloof, werkkring, gemeente and formaliteit of an end follow from those tables where they
are known there; the columns `van_…` and `naar_…` are for what is not, and an empty one says nothing.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from mapping.contract import Column, TableContract
from mapping.contract_columns import FLAG, GEMEENTECODE, IDENTIFIER, MAYBE_TEXT, NAME_IN_CODE, NOTED, PAST
from mapping.contracts_offer import OFFER_CONTRACTS
from mapping.words import _

ENDS = ("van", "naar")
"""The two ends of a verbinding; with richting `heen` it goes from the first to the second."""

EINDSOORTEN = ("organisatie", "initiatief", "vindplaats")
"""What an end can be: each is a table whose key has the same name."""

VERWIJZING, OVERLEG, SAMENWERKING = "verwijzing", "overleg", "samenwerking"
RICHTINGEN = ("heen", "beide", "onbekend")
NOOIT, ONBEKEND = "nooit", "onbekend"
FREQUENTIES = (NOOIT, "jaarlijks", "halfjaarlijks", "maandelijks", "wekelijks", ONBEKEND)
"""At least so often (domain.md section 8), from never to every week; the order is that of rising frequency."""

OVERLEGVORMEN = ("mdo", "wijkteam", "vlechtwerk", "patz", "armoedeplatform", "anders", ONBEKEND)
"""The codes of data/catalogus/overlegvorm.csv, with what they leave open."""

_ORGANISATIE = next(contract for contract in OFFER_CONTRACTS if contract.name == "organisatie")
_INITIATIEF = next(contract for contract in OFFER_CONTRACTS if contract.name == "initiatief")

Fault = tuple[int, str, str, str, str]
"""Row, column, value, message and cure, as the rules of a contract give them."""


def two_ends(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each verbinding of something with itself."""
    same = (table["van_soort"] == table["naar_soort"]) & (table["van"] == table["naar"])
    for place in table.index[same.fillna(False).to_numpy(dtype=bool)]:
        cure = _("Kies een ander aan de andere kant")
        yield int(place), "naar", str(table.at[place, "naar"]), _("Dit is een verbinding met zichzelf"), cure


def meeting_only_where_they_meet(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each verbinding that is no overleg and says something of a meeting."""
    for column in ("overlegvorm", "overleg", "zingeving_op_agenda"):
        wrong = (table["soort"] != OVERLEG) & table["soort"].notna() & table[column].notna()
        for place in table.index[wrong.to_numpy(dtype=bool)]:
            cure = _("Maak de cel leeg, of kies bij soort: overleg")
            yield int(place), column, str(table.at[place, column]), _("Dit hoort alleen bij een overleg"), cure


def known_but_never_referred(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each verbinding that is called 'bekend maar niet verwezen' while it is a referral that happens."""
    flagged = table["bekend_niet_verwezen"].fillna(False).astype(bool)
    other = table["soort"].notna() & (table["soort"] != VERWIJZING)
    happens = table["frequentie"].notna() & ~table["frequentie"].isin([NOOIT, ONBEKEND])
    for place in table.index[(flagged & (other | happens)).to_numpy(dtype=bool)]:
        cure = _("Kies soort verwijzing en frequentie nooit, of schrijf hier nee")
        message = _("Hier staat ‘bekend maar niet verwezen’, maar er wordt wel verwezen of overlegd")
        yield int(place), "bekend_niet_verwezen", "ja", message, cure


def _end(name: str) -> dict[str, Column]:
    """Return the columns of one end that are for what its own table does not say."""
    return {
        f"{name}_werkkring": Column(optional=True, allowed=_ORGANISATIE.columns["werkkring"].allowed),
        f"{name}_levensbeschouwing": MAYBE_TEXT,
        f"{name}_gemeentecode": Column(optional=True, pattern=GEMEENTECODE, example="GM0599"),
        f"{name}_formaliteit": Column(optional=True, allowed=_INITIATIEF.columns["formaliteit"].allowed),
    }


NETWORK_CONTRACTS = (
    TableContract(
        "verbinding",
        ("verbinding",),
        {
            "verbinding": IDENTIFIER,
            "van_soort": Column(allowed=EINDSOORTEN),
            "van": Column(pattern=NAME_IN_CODE, example="steunpunt-maas"),
            "naar_soort": Column(allowed=EINDSOORTEN),
            "naar": Column(pattern=NAME_IN_CODE, example="maatje-noord"),
            "soort": Column(allowed=(VERWIJZING, OVERLEG, SAMENWERKING)),
            "richting": Column(allowed=RICHTINGEN),
            "frequentie": Column(allowed=FREQUENTIES),
            "bekend_niet_verwezen": Column(FLAG.kind, optional=True),
            "overlegvorm": Column(optional=True, allowed=OVERLEGVORMEN),
            "overleg": Column(optional=True, pattern=NAME_IN_CODE, example="patz-feijenoord"),
            "zingeving_op_agenda": Column(optional=True, allowed=("ja", "nee", ONBEKEND)),
            **_end("van"),
            **_end("naar"),
            "laatst_gecontroleerd": PAST,
            "voorbeeld": FLAG,
            **NOTED,
        },
        rules=(two_ends, meeting_only_where_they_meet, known_but_never_referred),
    ),
)
"""Rows of one overleg share the code in `overleg`: who sits there are the ends of these rows.

An overleg, initiatief or vindplaats without rows has verbindingen that are unknown, never none; `frequentie` nooit says
that somebody asked and there is none.
"""


def lost_ends(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Yield each end that is not in the table of its kind; a table that is not among `tables` is not looked at."""
    rows = tables.get("verbinding")
    if rows is None:
        return
    for end in ENDS:
        kind = f"{end}_soort"
        if end not in rows or kind not in rows:
            continue
        for name in EINDSOORTEN:
            if name not in tables or name not in tables[name]:
                continue
            pointing = rows.loc[(rows[kind] == name).fillna(False).to_numpy(dtype=bool), end].dropna()
            cure = _("Kies een waarde uit de tabel {table}, of voeg haar daar toe").format(table=name)
            message = _("Deze waarde staat niet in de tabel {table}").format(table=name)
            for place, value in pointing[~pointing.isin(set(tables[name][name].dropna()))].items():
                yield int(place), end, str(value), message, cure
