"""The work of `python -m mapping hsds` and `hsds-in`: a region to and from Open Referral (HSDS 3)."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from mapping.analysis.open_tables import open_tables, with_sheltered_places
from mapping.errors import MappingError, TableError
from mapping.reports.csv_file import machine_csv
from mapping.sources.hsds.inward import HsdsRead
from mapping.sources.hsds.package import hsds_zip, read_hsds
from mapping.sources.hsds.terms import OWNED_LISTS
from mapping.store import history
from mapping.store.address import name_of, opened
from mapping.store.laid_over import laid_over, said
from mapping.store.proposal import proposal_findings
from mapping.store.protocol import Tables
from mapping.store.reasons import why_not_written
from mapping.words import _, number


def add_exchange_arguments(commands: argparse._SubParsersAction) -> None:
    """Describe both commands."""
    out = commands.add_parser(
        "hsds", help=_("het aanbod in de vorm van Open Referral (HSDS 3): JSON en CSV in één zip")
    )
    out.add_argument("file", help=_("een regiobestand, of het adres van een database"))
    out.add_argument("--out", type=Path, required=True)
    into = commands.add_parser("hsds-in", help=_("lees aanbod in de vorm van Open Referral (HSDS 3)"))
    into.add_argument("source", metavar="bestand", type=Path, help=_("een .zip of .json"))
    into.add_argument("--op", required=True, help=_("de regio waar het bij komt"))
    into.add_argument("--wie", required=True, help=_("uw naam of functie; staat bij de versie"))
    into.add_argument("--waarom", required=True, help=_("waarom u dit inleest; staat bij de versie"))
    into.add_argument("--alleen-controleren", action="store_true", help=_("sla niets op"))
    into.add_argument("--geen-plek", type=Path, help=_("schrijf wat geen plek had naar dit CSV-bestand"))


def write_hsds(options: argparse.Namespace, tables: Mapping[str, pd.DataFrame], say: Callable[[str], None]) -> int:
    """Write the package of a region that was read."""
    _write(options.out, hsds_zip(open_tables(tables)))
    say(_("{file} is klaar.").format(file=options.out.name))
    return 0


def take_hsds(options: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Lay a package over a region as a new version; raises TableError with all findings, and then nothing was stored."""
    read = _read(options.source)
    _say_no_place(read, options, say)
    store = opened(options.op)
    now = store.read()
    base = history.current(store)
    proposal = proposed(now, read)
    findings = proposal_findings(now, proposal)
    if findings:
        raise TableError(name_of(options.op), findings)
    if options.alleen_controleren:
        say(_("Alles klopt. Er is niets opgeslagen."))
        return 0
    changed = history.change(store, proposal, history.Author(options.wie, options.waarom), base=base)
    if changed.number is None:
        say(_("Er was niets veranderd, dus er is geen nieuwe versie gemaakt."))
    else:
        say(_("Opgeslagen als versie {n}.").format(n=number(changed.number)))
    return 0


def proposed(now: Mapping[str, pd.DataFrame], read: HsdsRead) -> Tables:
    """Return the tables of the region as they would be with what was read; tables that the file has no rows for stay."""
    rows = said(read.tables, OWNED_LISTS)
    if "vindplaats" in rows:
        rows["vindplaats"] = with_sheltered_places(rows["vindplaats"], now["vindplaats"])
    return laid_over(now, rows, whole=OWNED_LISTS)


def _read(path: Path) -> HsdsRead:
    """Read the file that was named."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MappingError(
            _("{file} kan niet worden gelezen. Controleer de naam en de map.").format(file=path.name)
        ) from error
    return read_hsds(content, path.name, today=date.today().isoformat())


def _say_no_place(read: HsdsRead, options: argparse.Namespace, say: Callable[[str], None]) -> None:
    """Say how many values had no place, per reason, and write them down where asked."""
    for reason, count in read.no_place["reden"].value_counts().items():
        say(f"{number(count)}: {reason}")
    if options.geen_plek is not None:
        _write(options.geen_plek, machine_csv(read.no_place).encode())


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise MappingError(
            _("{file} kan niet worden geschreven: {reason}.").format(file=path.name, reason=why_not_written(error))
        ) from error
