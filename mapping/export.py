"""The work of `python -m mapping export`: a package of a region in open formats, as the page Meenemen makes it."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from mapping.analysis.model_run import run
from mapping.analysis.settings import Settings
from mapping.errors import MappingError
from mapping.reports.dcat import Publisher
from mapping.reports.package import FORMATS, TITLES, about_region, bundle, datasets, export
from mapping.store.reasons import why_not_written
from mapping.words import _, number

KB = 1000


def add_export_arguments(command: argparse.ArgumentParser) -> None:
    """Describe the options of the command."""
    command.add_argument("file", help=_("een regiobestand, of het adres van een database"))
    command.add_argument("--out", type=Path, required=True, help=_("het pakket, een .zip"))
    command.add_argument(
        "--wat", nargs="+", choices=list(TITLES), default=list(TITLES), help=_("welke tabellen; anders alle")
    )
    command.add_argument(
        "--vorm", nargs="+", choices=FORMATS, default=list(FORMATS), help=_("in welke vorm; anders elke")
    )
    command.add_argument("--uitgever", default="", help=_("naam van uw organisatie, voor de catalogus"))
    command.add_argument("--contact", default="", help=_("webadres of mailto:, voor de catalogus"))
    command.add_argument("--basis", default="", help=_("webadres waar de bestanden komen te staan"))


def export_command(
    options: argparse.Namespace, tables: Mapping[str, pd.DataFrame], name: str, say: Callable[[str], None]
) -> int:
    """Write the package of a region that was read; raises MappingError where it cannot be written."""
    today = date.today().isoformat()
    publisher = _publisher(options)
    outcome = run(tables, tables["vraag"], Settings(on=today))
    about = about_region(tables, region=name, title=_("Pakket"))
    exported = []
    for wanted in options.wat:
        say(_("Wij maken: {titel}").format(titel=_(TITLES[wanted])))
        exported += [export(one, about, options.vorm) for one in datasets(outcome, tables, [wanted])]
    exported = [one for one in exported if one.files]
    if not exported:
        raise MappingError(
            _("Deze keuze geeft geen bestanden: een kaart kan alleen van tabellen met een plek. Kies er een bij.")
        )
    content = bundle(exported, made_on=today, publisher=publisher, base=options.basis)
    try:
        options.out.write_bytes(content)
    except OSError as error:
        raise MappingError(
            _("{file} kan niet worden geschreven: {reason}.").format(
                file=options.out.name, reason=why_not_written(error)
            )
        ) from error
    say(_("{file} is klaar ({n} kB).").format(file=options.out.name, n=number(len(content) / KB)))
    return 0


def _publisher(options: argparse.Namespace) -> Publisher | None:
    """Return who gives the files out; None where neither name nor contact is given. Raises MappingError for half of it."""
    if not options.uitgever and not options.contact:
        return None
    if not options.uitgever or not options.contact.startswith(("https://", "mailto:")):
        raise MappingError(
            _("Geef voor de catalogus --uitgever en --contact allebei; contact begint met https:// of mailto:.")
        )
    return Publisher(options.uitgever, options.contact)
