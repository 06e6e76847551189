"""The contracts of what is done about a gap: factoren that help or hinder the invoering of a tool, and acties.

A factor is a + or − of the handreiking PLOEG 3 (data/catalogus/factor.csv), answered for one organisatie or one gebied.
An actie hangs under one of the three veranderrichtingen of Linking-Zin and aims at one part of the vraag.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from mapping.contract import Column, Kind, TableContract
from mapping.contract_columns import (
    DAY,
    FLAG,
    GEBIEDCODE,
    IDENTIFIER,
    MAYBE_TEXT,
    NAME_IN_CODE,
    NOTED,
    PAST,
    TEXT,
)
from mapping.model import DELEN
from mapping.words import _

FACTOREN = (
    "weet_wat", "ziet_belang", "mooi_werk", "ervaring", "klik", "levenservaring", "eigen_zin", "vindt_gv",
    "geen_tijd", "durft_niet", "weet_niet_wie", "verschil",
    "directie", "teamoverleg", "communicatieplan", "ludiek",
    "een_trekker", "geen_scholingstijd", "geen_indicatie",
    "zorgplan", "gv_zichtbaar", "gv_in_overleg", "vast_onderwerp", "aandachtsvelder", "scholing", "overdracht",
    "veel_gezichten", "weinig_vrijwilligers", "gv_onduidelijk",
)  # fmt: skip
"""The codes of data/catalogus/factor.csv: under doelgroep, draagvlak and duurzaam, the + before the −."""

STANDEN = ("ja", "deels", "nee", "onbekend")
"""In how far a factor is there; a factor without a row was never asked, which is onbekend as well."""

VERANDERRICHTINGEN = ("1", "2", "3")
"""The codes of data/catalogus/veranderrichting.csv."""

STATUSSEN = ("voorstel", "afgesproken", "loopt", "klaar", "gestopt")

REGEL = "regel"
"""Beside the five parts: the people whom the rules of one initiatief keep out."""

PLACES_OF_ACTIE = ("gebiedcode", "regio")
"""Where an actie is for: a gebied or gemeente, or a regio; neither is the whole file."""

Fault = tuple[int, str, str, str, str]
"""Row, column, value, message and cure, as the rules of a contract give them."""


def one_subject(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each factor that is about an organisatie and a gebied, or about neither."""
    both = table["organisatie"].notna() & table["gebiedcode"].notna()
    neither = table["organisatie"].isna() & table["gebiedcode"].isna()
    for place in table.index[both | neither]:
        said = [str(table.at[place, name]) for name in ("organisatie", "gebiedcode") if pd.notna(table.at[place, name])]
        cure = _("Vul de organisatie in of het gebied: één van de twee")
        message = _("Het is niet duidelijk over wie dit gaat")
        yield int(place), "organisatie, gebiedcode", ", ".join(said), message, cure


def factor_once(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each factor that stands in an earlier row for the same organisatie or gebied; one of the two is empty."""
    key = ["organisatie", "gebiedcode", "factor"]
    for place in table.index[table.duplicated(key, keep="first")]:
        value = ", ".join(str(table.at[place, name]) for name in key if pd.notna(table.at[place, name]))
        yield int(place), "factor", value, _("Deze factor staat er al"), _("Laat één van de rijen staan")


def one_place(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each actie that is for a gebied and for a regio: the gap would be measured in two places."""
    for place in table.index[table["gebiedcode"].notna() & table["regio"].notna()]:
        value = f"{table.at[place, 'gebiedcode']}, {table.at[place, 'regio']}"
        cure = _("Vul het gebied in of de regio; laat allebei leeg als het over het hele bestand gaat")
        yield int(place), "gebiedcode, regio", value, _("Hier staan een gebied en een regio"), cure


def rule_of_someone(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each actie that aims at a rule and does not say whose, or names an initiatief without aiming at a rule."""
    aims = (table["doel_deel"] == REGEL).fillna(False).astype(bool)
    named = table["initiatief"].notna()
    for place in table.index[aims & ~named]:
        cure = _("Kies het initiatief waarvan de regel anders moet")
        yield int(place), "initiatief", "", _("Bij een regel hoort een initiatief"), cure
    for place in table.index[named & ~aims & table["doel_deel"].notna()]:
        cure = _("Maak de cel leeg, of kies bij het doel: regel")
        value = str(table.at[place, "initiatief"])
        yield int(place), "initiatief", value, _("Dit hoort alleen bij een regel"), cure


def ends_after_it_began(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each actie whose streefdatum lies before its startdatum."""
    for place in table.index[(table["streefdatum"] < table["startdatum"]).fillna(False).to_numpy(dtype=bool)]:
        cure = _("Controleer de startdatum en de streefdatum")
        value = str(table.at[place, "streefdatum"])
        yield int(place), "streefdatum", value, _("De streefdatum ligt voor de startdatum"), cure


INVOERING_CONTRACTS = (
    TableContract(
        "factor",
        ("organisatie", "gebiedcode", "factor"),
        {
            "organisatie": Column(
                optional=True, pattern=NAME_IN_CODE, example="cvl-voorbeeld", refers="organisatie.organisatie"
            ),
            "gebiedcode": Column(optional=True, pattern=GEBIEDCODE, example="WK059901", refers="gebied.gebiedcode"),
            "factor": Column(allowed=FACTOREN),
            "stand": Column(allowed=STANDEN),
            "toelichting": MAYBE_TEXT,
            "datum": PAST,
            "door": MAYBE_TEXT,
            "voorbeeld": FLAG,
            **NOTED,
        },
        rules=(one_subject, factor_once),
    ),
    TableContract(
        "actie",
        ("actie",),
        {
            "actie": IDENTIFIER,
            "naam": TEXT,
            "omschrijving": MAYBE_TEXT,
            "veranderrichting": Column(allowed=VERANDERRICHTINGEN),
            "gebiedcode": Column(optional=True, pattern=GEBIEDCODE, example="WK059901"),
            "regio": MAYBE_TEXT,
            "subgroep": Column(optional=True, pattern=NAME_IN_CODE, example="rouw", refers="subgroep.subgroep"),
            "doel_deel": Column(allowed=(*DELEN, REGEL)),
            "initiatief": Column(optional=True, pattern=NAME_IN_CODE, example="motto", refers="initiatief.initiatief"),
            "eigenaar": Column(pattern=NAME_IN_CODE, example="cvl-voorbeeld", refers="organisatie.organisatie"),
            "status": Column(allowed=STATUSSEN),
            "startdatum": DAY,
            "streefdatum": DAY,
            "begin_versie": Column(Kind.WHOLE, optional=True, at_least=1),
            "laatst_gecontroleerd": PAST,
            "voorbeeld": FLAG,
            **NOTED,
        },
        rules=(one_place, rule_of_someone, ends_after_it_began),
    ),
)
"""An actie without begin_versie has no figure at its start; one without subgroep is about all levensvragen together."""


def lost_places(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Yield each actie whose gebied, gemeente or regio is not in the table gebied; without that table nothing."""
    rows, gebied = tables.get("actie"), tables.get("gebied")
    if rows is None or gebied is None:
        return
    known = {"gebiedcode": ("gebiedcode", "gemeentecode"), "regio": ("regio",)}
    for column, names in known.items():
        if column not in rows or not set(names) <= set(gebied.columns):
            continue
        there = {value for name in names for value in gebied[name].dropna()}
        values = rows[column].dropna()
        for place, value in values[~values.isin(there)].items():
            cure = _("Kies een gebied, gemeente of regio van dit bestand")
            yield int(place), column, str(value), _("Dit gebied staat niet in het bestand"), cure
