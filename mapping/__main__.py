"""`python -m mapping …`: the same work without a screen. Every error is a sentence; exit 1 says that something is wrong."""

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from mapping.analysis.chance.prepared import prepare
from mapping.analysis.model_run import run
from mapping.analysis.need import with_vraag
from mapping.analysis.scenario.effect import steunvraag_range
from mapping.analysis.settings import Settings
from mapping.analysis.uncertainty import certainty, simulate
from mapping.analysis.werkgebied.check import werkgebied_check
from mapping.build import Built, build_region
from mapping.errors import MappingError, shortened
from mapping.exchange import add_exchange_arguments, take_hsds, write_hsds
from mapping.export import add_export_arguments, export_command
from mapping.fetch import add_fetch_arguments, fetch_command, wanted_of
from mapping.fetch_onto import fetch_onto
from mapping.model import UNIEK, Gebiedsniveau, Niveau
from mapping.reports import exports, interpretation
from mapping.reports.codebook import machine_codebook
from mapping.reports.csv_file import machine_csv
from mapping.reports.werkgebied_words import finding_words
from mapping.schema import TABLES
from mapping.sources.cbs import CbsFiles, read_region
from mapping.sources.codes import read_code_changes
from mapping.sources.example import EXAMPLE_FILE, EXAMPLE_FOLDER, read_example
from mapping.sources.offer import OFFER_TABLES
from mapping.store.address import name_of, opened
from mapping.store.copying import copy
from mapping.store.geopackage import GeoPackage
from mapping.store.history import Author
from mapping.store.reasons import why_not_written
from mapping.store.rebuild import rebuild
from mapping.store.region_check import region_findings
from mapping.words import _, ngettext, number

EXAMPLE_TIME = "2026-11-01T00:00:00+00:00"
"""The time in meta of the example: fixed, so that making it again gives the same tables."""


HASH_DIGITS = 12
"""Digits of a hash that `copy` prints: enough to compare by eye."""

BUILD_WHO = "build"
"""Who makes a version from the command line: the program itself, as nobody gave a name."""

FINDINGS_SAID = 5
"""Findings that a command names before it refuses a file: enough to see what is wrong; `check` names them all."""


def say(text: str) -> None:
    """Write progress where it does not mix with output."""
    print(text, file=sys.stderr, flush=True)


def arguments() -> argparse.ArgumentParser:
    """Describe the commands."""
    parser = argparse.ArgumentParser(prog="python -m mapping", description=_("Zin in kaart zonder scherm"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="opdracht")
    commands.add_parser("example", help=_("maak data/voorbeeld.gpkg opnieuw"))
    build = commands.add_parser("build", help=_("maak een regiobestand uit CBS-bestanden"))
    for name in ("wijken", "kerncijfers", "postcodes", "leeftijden", "regios"):
        build.add_argument(f"--{name}", type=Path, required=True)
    build.add_argument("--postcode-gebied", type=Path, help=_("welk deel van een postcode in welke wijk ligt"))
    build.add_argument("--regio", action="append", default=[], help=_("alleen deze regio; mag vaker"))
    build.add_argument("--aanbod", type=Path, help=_("map met organisatie.csv, initiatief.csv, …"))
    build.add_argument("--out", required=True, help=_("het regiobestand, of het adres van een database"))
    fetching = commands.add_parser("fetch", help=_("haal wijken en cijfers op bij PDOK, CBS en RIVM"))
    add_fetch_arguments(fetching)
    checker = commands.add_parser("check", help=_("controleer elke tabel van een regiobestand"))
    checker.add_argument("file", help=_("een regiobestand, of het adres van een database"))
    areas = commands.add_parser("werkgebied", help=_("controleer de werkgebieden; 1 als er fouten zijn"))
    areas.add_argument("file")
    for name, text in (("gaps", _("de gatentabel als CSV")), ("barriers", _("de barrières als CSV"))):
        command = commands.add_parser(name, help=text)
        command.add_argument("file")
        command.add_argument("--intern", action="store_true", help=_("exact en niets verborgen, voor de eigenaar"))
        command.add_argument("--out", type=Path, required=True)
        command.add_argument("--niveau-c", action="store_true", help=_("alleen steun van een geestelijk verzorger"))
        if name == "gaps":
            levels = [level.value for level in Gebiedsniveau if level != Gebiedsniveau.BUURT]
            command.add_argument("--gebiedsniveau", choices=levels, default=Gebiedsniveau.WIJK.value)
    meaning = commands.add_parser("duiding", help=_("vijf zinnen over een regio, met hun bewijs, als Markdown"))
    meaning.add_argument("file")
    meaning.add_argument("--regio", required=True)
    meaning.add_argument("--out", type=Path, required=True)
    book = commands.add_parser("codebook", help=_("wat elke kolom van gaps en barriers betekent, als CSV"))
    book.add_argument("--out", type=Path, required=True)
    add_export_arguments(
        commands.add_parser("export", help=_("alle tabellen en uitkomsten in open vormen, als één zip"))
    )
    add_exchange_arguments(commands)
    mover = commands.add_parser(
        "copy", help=_("kopieer een regio met al haar versies, van bestand of database naar een ander")
    )
    mover.add_argument("source", metavar="van", help=_("een regiobestand, of postgresql://…?schema=regio"))
    mover.add_argument("target", metavar="naar", help=_("een regiobestand, of postgresql://…?schema=regio"))
    mover.add_argument("--replace", action="store_true", help=_("vervang de regio die er staat, met al haar versies"))
    return parser


def example(_options: argparse.Namespace) -> int:
    """Make the embedded example again."""
    today = date.today().isoformat()
    source = read_example()
    built = build_region(source, today=today, now=EXAMPLE_TIME, offer=EXAMPLE_FOLDER, why=_("Voorbeeld"), schematic=True,
                         with_vraag=False, progress=say)  # fmt: skip
    GeoPackage(EXAMPLE_FILE).write(built.tables)
    report(built, EXAMPLE_FILE.name)
    return 0


def build(options: argparse.Namespace) -> int:
    """Make a region file from CBS files."""
    say(_("Bestanden lezen en controleren"))
    today = date.today().isoformat()
    files = CbsFiles(options.wijken, options.kerncijfers, options.postcodes, options.leeftijden, options.regios,
                     options.postcode_gebied)  # fmt: skip
    source = read_region(files, regios=options.regio, today=today)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    built = build_region(source, today=today, now=now, offer=options.aanbod, why="build", progress=say)
    say(_("Opslaan"))
    store = opened(options.out)
    keep = OFFER_TABLES if options.aanbod is None else ()  # without a new offer the offer that is there stays
    rebuild(store, built.tables, Author(BUILD_WHO, _("Opnieuw gemaakt met ‘build’")), keep=keep)
    report(built, store.name)
    return 0


def fetch(options: argparse.Namespace) -> int:
    """Make a region file from what the official services answer."""
    if options.op is None:
        return fetch_command(options, say, report)
    found = fetch_onto(opened(options.op), wanted_of(options), fresh=options.opnieuw, progress=say)
    for sentence in found.moved:
        print(sentence)
    for warning in found.warnings:
        print(_("Let op: {text}").format(text=warning))
    done = _("Versie {n} staat klaar.") if found.number is not None else _("Er is niets veranderd.")
    print(done.format(n=found.number))
    return 0


def report(built: Built, name: str) -> None:
    """Print counts and warnings."""
    print(_("{file} is klaar. Aantal rijen per tabel:").format(file=name))
    for name, count in built.counts.items():
        print(f"  {name:22} {number(count):>10}")
    inwoners = built.tables["gebied"]["inwoners"].sum()
    print(_("Inwoners: {n}").format(n=number(float(inwoners))))
    for warning in built.warnings:
        print(_("Let op: {text}").format(text=warning))
    print(_("Fouten: 0. Waarschuwingen: {n}.").format(n=len(built.warnings)))


def check_file(options: argparse.Namespace) -> int:
    """Check every table of a file, persons too, and print all findings."""
    store = opened(options.file)
    findings = region_findings(store)
    for finding in findings:
        print(finding.sentence())
    if findings:
        print(_("{n} fouten gevonden.").format(n=number(len(findings))))
        return 1
    print(_("{file} is in orde: {n} tabellen van {all} gecontroleerd.").format(
        file=store.name, n=len(store.tables()), all=len(TABLES)))  # fmt: skip
    return 0


def copy_region(options: argparse.Namespace) -> int:
    """Copy a region with its versions, and print what was compared."""
    source, target = opened(options.source), opened(options.target)
    copied = copy(source, target, replace=options.replace, progress=say)
    print(_("{target} is gelijk aan {source}. Vergeleken, per tabel het aantal rijen en de hash van de inhoud:").format(
        source=source.name, target=target.name))  # fmt: skip
    for table in copied.tables:
        print(f"  {table.name:22} {number(table.rows):>10}  {table.digest[:HASH_DIGITS]}")
    print(_("Versies: {n}, waarvan bewaard: {m}. Oude inhouden: {k}.").format(
        n=number(copied.versions), m=number(copied.recorded), k=number(copied.contents)))  # fmt: skip
    say(_("Bewaarde scenario’s staan los van de regio en zijn niet gekopieerd."))
    return 0


def read_sound(address: str) -> dict[str, pd.DataFrame]:
    """Read a region with its vraag, made again where it does not fit.

    Raises MappingError with the first findings where a table does not meet its contract: no figure made from it holds.
    """
    store = opened(address)
    findings = store.check()
    if findings:
        refused = ngettext(
            "{file} is niet gebruikt: er is {n} fout gevonden. De opdracht ‘check’ noemt ze allemaal.",
            "{file} is niet gebruikt: er zijn {n} fouten gevonden. De opdracht ‘check’ noemt ze allemaal.",
            len(findings),
        ).format(file=store.name, n=number(len(findings)))
        raise MappingError("\n".join([*(finding.sentence() for finding in findings[:FINDINGS_SAID]), refused]))
    tables, made_again = with_vraag(store.read())
    if made_again:
        say(_("De vraag is opnieuw berekend"))
    return tables


def check_areas(options: argparse.Namespace) -> int:
    """Check the werkgebieden of a file and print all findings; 1 where one is an error, warnings alone give 0."""
    tables = read_sound(options.file)
    today = date.today().isoformat()
    outcome = run(tables, tables["vraag"], Settings(on=today))
    found = werkgebied_check(tables, read_code_changes(today=today), run=outcome)
    for row in found.itertuples(index=False):
        sentence, cure = finding_words(row.kind, shortened(row.value), row.detail)
        mark = _("fout") if row.error else _("let op")
        print(f"{row.initiatief}: {mark}: {sentence} {cure}")
    errors = int(found["error"].sum())
    print(_("Fouten: {n}. Waarschuwingen: {m}.").format(n=number(errors), m=number(len(found) - errors)))
    return 1 if errors else 0


def write_table(options: argparse.Namespace) -> int:
    """Write the gap table or the barriers as CSV."""
    tables = read_sound(options.file)
    niveau = Niveau.C if options.niveau_c else Niveau.ALLE
    outcome = run(tables, tables["vraag"], Settings(on=date.today().isoformat(), niveau=niveau))
    if options.command == "gaps":
        rows = exports.gaps(outcome, tables, Gebiedsniveau(options.gebiedsniveau), intern=options.intern)
    else:
        rows = exports.barriers(outcome, tables, intern=options.intern)
    return write_csv(rows, options.out)


def export_region(options: argparse.Namespace) -> int:
    """Write the package of a region in open formats."""
    return export_command(options, read_sound(options.file), name_of(options.file), say)


def write_exchange(options: argparse.Namespace) -> int:
    """Write the offer of a region for Open Referral."""
    return write_hsds(options, read_sound(options.file), say)


def take_exchange(options: argparse.Namespace) -> int:
    """Take offer from Open Referral over into a region."""
    return take_hsds(options, say)


def write_codebook(options: argparse.Namespace) -> int:
    """Write what every column of gaps and barriers means."""
    return write_csv(machine_codebook(), options.out)


def write_interpretation(options: argparse.Namespace) -> int:
    """Write five sentences about a regio with their evidence."""
    tables = read_sound(options.file)
    known = sorted(tables["gebied"]["regio"].unique())
    if options.regio not in known:
        raise MappingError(_("De regio ‘{regio}’ staat niet in {file}. Kies uit: {known}.").format(
            regio=shortened(options.regio), file=name_of(options.file), known=", ".join(known)))  # fmt: skip
    today = date.today().isoformat()
    steunvragen = dict(zip(("laag", "hoog"), steunvraag_range(tables), strict=True))
    runs = {
        step: run(tables, tables["vraag"], Settings(on=today, steunvraag=steunvragen.get(step)))
        for step in interpretation.STEPS
    }
    say(_("Duizend keer rekenen"))
    prepared = prepare(runs["midden"], tables, Gebiedsniveau.WIJK, kinds=[UNIEK])
    certain = certainty(prepared, tables, Gebiedsniveau.WIJK, simulate(prepared))
    write_text(interpretation.interpretation(runs, tables, certain, options.regio), options.out)
    say(_("{file} is klaar.").format(file=options.out.name))
    return 0


def write_csv(rows: pd.DataFrame, path: Path) -> int:
    """Write a table for machines; raises MappingError where the file cannot be written."""
    write_text(machine_csv(rows), path)
    say(_("{n} rijen geschreven naar {file}").format(n=number(len(rows)), file=path.name))
    return 0


def write_text(text: str, path: Path) -> None:
    """Write a text as it stands; raises MappingError where the file cannot be written."""
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise MappingError(_("{file} kan niet worden geschreven: {reason}.").format(
            file=path.name, reason=why_not_written(error))) from error  # fmt: skip


COMMANDS = {
    "example": example, "build": build, "fetch": fetch, "check": check_file, "werkgebied": check_areas, "gaps": write_table,
    "barriers": write_table, "codebook": write_codebook, "export": export_region, "duiding": write_interpretation,
    "copy": copy_region, "hsds": write_exchange, "hsds-in": take_exchange,
}  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = arguments().parse_args(argv)
    try:
        return COMMANDS[options.command](options)
    except MappingError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
