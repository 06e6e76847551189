"""`python -m mapping …`: the same work without a screen. Every error is a sentence; exit 1 says that something is wrong."""

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from mapping.analysis.model_run import run
from mapping.analysis.need import with_vraag
from mapping.analysis.settings import Settings
from mapping.build import Built, build_region
from mapping.errors import MappingError
from mapping.model import Gebiedsniveau, Niveau
from mapping.reports import exports
from mapping.reports.csv_file import machine_csv
from mapping.schema import TABLES
from mapping.sources.cbs import CbsFiles, read_region
from mapping.sources.example import EXAMPLE_FILE, EXAMPLE_FOLDER, read_example
from mapping.store.geopackage import GeoPackage, why_not_written
from mapping.words import _, number

EXAMPLE_TIME = "2026-11-01T00:00:00+00:00"
"""The time in meta of the example: fixed, so that making it again gives the same tables."""


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
    build.add_argument("--out", type=Path, required=True)
    checker = commands.add_parser("check", help=_("controleer elke tabel van een regiobestand"))
    checker.add_argument("file", type=Path)
    for name, text in (("gaps", _("de gatentabel als CSV")), ("barriers", _("de barrières als CSV"))):
        command = commands.add_parser(name, help=text)
        command.add_argument("file", type=Path)
        command.add_argument("--intern", action="store_true", help=_("exact en niets verborgen, voor de eigenaar"))
        command.add_argument("--out", type=Path, required=True)
        command.add_argument("--niveau-c", action="store_true", help=_("alleen steun van een geestelijk verzorger"))
        if name == "gaps":
            levels = [level.value for level in Gebiedsniveau if level != Gebiedsniveau.BUURT]
            command.add_argument("--gebiedsniveau", choices=levels, default=Gebiedsniveau.WIJK.value)
    return parser


def example(_options: argparse.Namespace) -> int:
    """Make the embedded example again."""
    today = date.today().isoformat()
    source = read_example()
    built = build_region(source, today=today, now=EXAMPLE_TIME, offer=EXAMPLE_FOLDER, why=_("Voorbeeld"), schematic=True,
                         with_vraag=False, progress=say)  # fmt: skip
    GeoPackage(EXAMPLE_FILE).write(built.tables)
    report(built, EXAMPLE_FILE)
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
    GeoPackage(options.out).write(built.tables)
    report(built, options.out)
    return 0


def report(built: Built, path: Path) -> None:
    """Print counts and warnings."""
    print(_("{file} is klaar. Aantal rijen per tabel:").format(file=path.name))
    for name, count in built.counts.items():
        print(f"  {name:22} {number(count):>10}")
    inwoners = built.tables["gebied"]["inwoners"].sum()
    print(_("Inwoners: {n}").format(n=number(float(inwoners))))
    for warning in built.warnings:
        print(_("Let op: {text}").format(text=warning))
    print(_("Fouten: 0. Waarschuwingen: {n}.").format(n=len(built.warnings)))


def check_file(options: argparse.Namespace) -> int:
    """Check every table of a file and print all findings."""
    store = GeoPackage(options.file)
    findings = store.check()
    for finding in findings:
        print(finding.sentence())
    if findings:
        print(_("{n} fouten gevonden.").format(n=number(len(findings))))
        return 1
    print(_("{file} is in orde: {n} tabellen van {all} gecontroleerd.").format(
        file=options.file.name, n=len(store.tables()), all=len(TABLES)))  # fmt: skip
    return 0


def write_table(options: argparse.Namespace) -> int:
    """Write the gap table or the barriers as CSV."""
    tables = GeoPackage(options.file).read()
    tables, made_again = with_vraag(tables)
    if made_again:
        say(_("De vraag is opnieuw berekend"))
    niveau = Niveau.C if options.niveau_c else Niveau.ALLE
    outcome = run(tables, tables["vraag"], Settings(on=date.today().isoformat(), niveau=niveau))
    if options.command == "gaps":
        rows = exports.gaps(outcome, tables, Gebiedsniveau(options.gebiedsniveau), intern=options.intern)
    else:
        rows = exports.barriers(outcome, tables, intern=options.intern)
    try:
        options.out.write_text(machine_csv(rows), encoding="utf-8", newline="")
    except OSError as error:
        raise MappingError(_("{file} kan niet worden geschreven: {reason}.").format(
            file=options.out.name, reason=why_not_written(error))) from error  # fmt: skip
    say(_("{n} rijen geschreven naar {file}").format(n=number(len(rows)), file=options.out.name))
    return 0


COMMANDS = {"example": example, "build": build, "check": check_file, "gaps": write_table, "barriers": write_table}


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
