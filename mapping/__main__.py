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
from mapping.model import UNIEK, Gebiedsniveau, Niveau
from mapping.reports import exports, interpretation
from mapping.reports.codebook import machine_codebook
from mapping.reports.csv_file import machine_csv
from mapping.reports.werkgebied_words import finding_words
from mapping.schema import TABLES
from mapping.sources.cbs import CbsFiles, read_region
from mapping.sources.codes import read_code_changes
from mapping.sources.example import EXAMPLE_FILE, EXAMPLE_FOLDER, read_example
from mapping.store.geopackage import GeoPackage, why_not_written
from mapping.words import _, ngettext, number

EXAMPLE_TIME = "2026-11-01T00:00:00+00:00"
"""The time in meta of the example: fixed, so that making it again gives the same tables."""


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
    build.add_argument("--out", type=Path, required=True)
    checker = commands.add_parser("check", help=_("controleer elke tabel van een regiobestand"))
    checker.add_argument("file", type=Path)
    areas = commands.add_parser("werkgebied", help=_("controleer de werkgebieden; 1 als er fouten zijn"))
    areas.add_argument("file", type=Path)
    for name, text in (("gaps", _("de gatentabel als CSV")), ("barriers", _("de barrières als CSV"))):
        command = commands.add_parser(name, help=text)
        command.add_argument("file", type=Path)
        command.add_argument("--intern", action="store_true", help=_("exact en niets verborgen, voor de eigenaar"))
        command.add_argument("--out", type=Path, required=True)
        command.add_argument("--niveau-c", action="store_true", help=_("alleen steun van een geestelijk verzorger"))
        if name == "gaps":
            levels = [level.value for level in Gebiedsniveau if level != Gebiedsniveau.BUURT]
            command.add_argument("--gebiedsniveau", choices=levels, default=Gebiedsniveau.WIJK.value)
    meaning = commands.add_parser("duiding", help=_("vijf zinnen over een regio, met hun bewijs, als Markdown"))
    meaning.add_argument("file", type=Path)
    meaning.add_argument("--regio", required=True)
    meaning.add_argument("--out", type=Path, required=True)
    book = commands.add_parser("codebook", help=_("wat elke kolom van gaps en barriers betekent, als CSV"))
    book.add_argument("--out", type=Path, required=True)
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


def read_sound(path: Path) -> dict[str, pd.DataFrame]:
    """Read a region with its vraag, made again where it does not fit.

    Raises MappingError with the first findings where a table does not meet its contract: no figure made from it holds.
    """
    store = GeoPackage(path)
    findings = store.check()
    if findings:
        refused = ngettext(
            "{file} is niet gebruikt: er is {n} fout gevonden. De opdracht ‘check’ noemt ze allemaal.",
            "{file} is niet gebruikt: er zijn {n} fouten gevonden. De opdracht ‘check’ noemt ze allemaal.",
            len(findings),
        ).format(file=path.name, n=number(len(findings)))
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


def write_codebook(options: argparse.Namespace) -> int:
    """Write what every column of gaps and barriers means."""
    return write_csv(machine_codebook(), options.out)


def write_interpretation(options: argparse.Namespace) -> int:
    """Write five sentences about a regio with their evidence."""
    tables = read_sound(options.file)
    known = sorted(tables["gebied"]["regio"].unique())
    if options.regio not in known:
        raise MappingError(_("De regio ‘{regio}’ staat niet in {file}. Kies uit: {known}.").format(
            regio=shortened(options.regio), file=options.file.name, known=", ".join(known)))  # fmt: skip
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
    "example": example, "build": build, "check": check_file, "werkgebied": check_areas, "gaps": write_table,
    "barriers": write_table, "codebook": write_codebook, "duiding": write_interpretation,
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
