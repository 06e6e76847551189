"""The contract of every table of a region, and check(): the one place that says whether tables may be taken over."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from mapping.contract import LIST_MARK, TableContract, faults, typed
from mapping.contracts_bewijs import BEWIJS_CONTRACTS, lost_subgroepen
from mapping.contracts_gesprek import GESPREK_CONTRACTS, lost_in_gesprek
from mapping.contracts_invoering import INVOERING_CONTRACTS, lost_places
from mapping.contracts_network import NETWORK_CONTRACTS, lost_ends
from mapping.contracts_offer import OFFER_CONTRACTS
from mapping.contracts_region import REGION_CONTRACTS
from mapping.contracts_signals import SIGNAL_CONTRACTS
from mapping.contracts_surroundings import SURROUNDING_CONTRACTS
from mapping.contracts_usage import USAGE_CONTRACTS
from mapping.errors import Finding
from mapping.membership import among
from mapping.model import WerkgebiedStand
from mapping.words import _

TABLES: dict[str, TableContract] = {
    contract.name: contract
    for contract in (
        *REGION_CONTRACTS,
        *SURROUNDING_CONTRACTS,
        *OFFER_CONTRACTS,
        *USAGE_CONTRACTS,
        *NETWORK_CONTRACTS,
        *BEWIJS_CONTRACTS,
        *INVOERING_CONTRACTS,
        *GESPREK_CONTRACTS,
        *SIGNAL_CONTRACTS,
    )
}
"""Every table of a region, by name; key and columns as fixed in the design."""

NEEDED = ("gebied", "postcode", "postcode_leeftijd", "cel", "leeftijd", "subgroep", "aandeel", "meta")
"""Without these there is no region; any other table may be absent and is then empty."""

DERIVED = ("vraag",)
"""Tables that the program makes from others; where one is absent it is computed again."""


def cast(raw: pd.DataFrame, name: str) -> pd.DataFrame:
    """Give a table that was checked when it was written its dtypes back; unreadable values become missing.

    Columns outside the contract are dropped, missing ones come back as missing; rows keep their order.
    """
    contract = TABLES[name]
    table, _findings = typed(raw, contract, file=name)
    missing = [column for column in contract.columns if column not in table.columns and column != "geometry"]
    if missing:
        table[missing] = contract.empty()[missing].reindex(table.index)
    return table[[column for column in contract.columns if column in table.columns]]


def check(
    tables: Mapping[str, pd.DataFrame], *, files: Mapping[str, str] | None = None, today: date | None = None
) -> list[Finding]:
    """Check the tables of a region against their contracts and against one another; return all findings at once.

    `files` gives the name that the user knows a table by (default: its own name). A name ending in `.csv` counts its
    rows from 2, below the header. Tables may be as read: they are typed first. An empty list means: no fault.
    """
    day = (today or date.today()).isoformat()
    findings: list[Finding] = []
    good: dict[str, pd.DataFrame] = {}
    for name, raw in tables.items():
        file = (files or {}).get(name, name)
        if name not in TABLES:
            known = ", ".join(TABLES)
            cure = _("Geef hem een van deze namen: {names}").format(names=known)
            findings.append(Finding(_("Deze tabel kennen wij niet"), file, value=name, cure=cure))
            continue
        table, found = checked(raw, TABLES[name], file=file, today=day)
        findings += found
        good[name] = table
    for look in (_reference_findings, _lost, _lost_in_gesprek, _empty_lists, _twice):
        findings += look(good, files or {})
    return findings


def checked(raw: pd.DataFrame, contract: TableContract, *, file: str, today: str) -> tuple[pd.DataFrame, list[Finding]]:
    """Type one table and check it by itself; returns the typed table and all its findings."""
    first_row = 2 if file.endswith(".csv") else 1
    table, findings = typed(raw, contract, file=file, first_row=first_row)
    unread = {(finding.row, finding.column) for finding in findings}
    found = faults(table, contract, file=file, today=today, first_row=first_row)
    return table, findings + [finding for finding in found if (finding.row, finding.column) not in unread]


LOST = (("verbinding", lost_ends), ("bewijs", lost_subgroepen), ("actie", lost_places))
"""Table → the rule that names what its rows point to where a plain reference cannot."""


def _lost(tables: Mapping[str, pd.DataFrame], files: Mapping[str, str]) -> list[Finding]:
    """Name each row that points to something that is not in the region, by the rules of LOST."""
    findings = []
    for name, lost in LOST:
        file = files.get(name, name)
        first_row = 2 if file.endswith(".csv") else 1
        findings += [
            Finding(message, file, first_row + place, column, value, cure)
            for place, column, value, message, cure in lost(tables)
        ]
    return findings


def _lost_in_gesprek(tables: Mapping[str, pd.DataFrame], files: Mapping[str, str]) -> list[Finding]:
    """Name what gesprekken and evaluations say against another table."""
    found = []
    for name, place, column, value, message, cure in lost_in_gesprek(tables):
        file = files.get(name, name)
        found.append(Finding(message, file, place + (2 if file.endswith(".csv") else 1), column, value, cure))
    return found


def _empty_lists(tables: Mapping[str, pd.DataFrame], files: Mapping[str, str]) -> list[Finding]:
    """Name each initiatief that says its werkgebied is a list and has none: it would admit nobody."""
    offer, areas = tables.get("initiatief"), tables.get("werkgebied")
    if offer is None or areas is None or "werkgebied_stand" not in offer or "initiatief" not in areas:
        return []
    file = files.get("initiatief", "initiatief")
    first_row = 2 if file.endswith(".csv") else 1
    bare = (offer["werkgebied_stand"] == WerkgebiedStand.LIJST) & ~among(offer["initiatief"], areas["initiatief"])
    cure = _("Zet de postcodes, wijken of gemeenten in de tabel werkgebied, of schrijf ‘onbekend’")
    return [
        Finding(_("Dit initiatief heeft een lijst als werkgebied, maar er staat geen lijst"), file, first_row + int(place),
                "werkgebied_stand", str(offer.at[place, "initiatief"]), cure)
        for place in offer.index[bare.fillna(False).to_numpy(dtype=bool)]
    ]  # fmt: skip


def _twice(tables: Mapping[str, pd.DataFrame], files: Mapping[str, str]) -> list[Finding]:
    """Name each row of the rand whose gebied is one of the region: its people would ask for places twice."""
    rand, gebied = tables.get("rand"), tables.get("gebied")
    if rand is None or gebied is None or "gebiedcode" not in rand or "gebiedcode" not in gebied:
        return []
    cure = _("Haal de rij weg, of maak het bestand opnieuw met ‘build’")
    return [
        Finding(_("Dit gebied hoort bij de regio zelf, niet bij de rand"), files.get("rand", "rand"), int(place) + 1,
                "gebiedcode", str(rand.at[place, "gebiedcode"]), cure)
        for place in rand.index[rand["gebiedcode"].isin(gebied["gebiedcode"])]
    ]  # fmt: skip


def _reference_findings(tables: Mapping[str, pd.DataFrame], files: Mapping[str, str]) -> list[Finding]:
    """Name each value that points to a row of another table that is not there."""
    findings = []
    for name, table in tables.items():
        file = files.get(name, name)
        first_row = 2 if file.endswith(".csv") else 1
        for column_name, column in TABLES[name].columns.items():
            other, _dot, key = column.refers.partition(".")
            if not other or other not in tables or column_name not in table or key not in tables[other]:
                continue
            known = set(tables[other][key].dropna()) | set(column.also)
            values = table[column_name].dropna()
            if column.many:
                values = values.str.split(LIST_MARK).explode().str.strip()
            cure = _("Kies een waarde uit de tabel {table}, of voeg haar daar toe").format(table=other)
            findings += [
                Finding(_("Deze waarde staat niet in de tabel {table}").format(table=other), file,
                        first_row + int(place), column_name, str(value), cure)
                for place, value in values[~among(values, known)].items()
            ]  # fmt: skip
    return findings
