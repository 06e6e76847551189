"""From official services to a region file: the work of `python -m mapping fetch` and of the button on the start page."""

import argparse
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from mapping.analysis.need import fingerprint, vraag_table
from mapping.build import Built, build_region
from mapping.errors import MappingError, StoreError, shortened
from mapping.model import Gebiedsniveau
from mapping.schema import cast
from mapping.sources.cbs import CbsFiles, read_region
from mapping.sources.official.archive import NAMES, Archive, Used, open_archive
from mapping.sources.official.assemble import fetch_region
from mapping.sources.official.services import (
    AGES_TABLE,
    HEALTH_TABLE,
    KERNCIJFERS_TABLES,
    Asked,
    services,
)
from mapping.store import history
from mapping.store.address import opened
from mapping.store.protocol import Store
from mapping.store.scenarios import state_folder
from mapping.words import _, number

USUAL_YEAR = "2024"
"""The year where none is named: the last one whose tables we saw used by others (docs/bronnen.md)."""

LEVELS = (Gebiedsniveau.WIJK, Gebiedsniveau.BUURT, Gebiedsniveau.GEMEENTE)
USUAL_BUFFER_KM = 10.0
"""Ask as far around the region as the rand reaches (model.RAND_KM)."""

MOST_BUFFER_KM = 25.0
GEMEENTE = re.compile(r"GM\d{4}")

GIVEN_FILES = {
    "wijken": "*wijken*.gpkg", "kerncijfers": "*kerncijfers*wijken*.csv", "postcodes": "*pc4*.gpkg",
    "leeftijden": "*leeftijd*.csv", "regios": "*regio*.csv", "postcode_gebied": "*pc4_wijk*.csv",
}  # fmt: skip
"""How the files of a folder are told apart by their names, with --uit-bestanden."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Wanted:
    """What a user asks for: gemeentecodes, year, level, rand in km, and the tables where they are not the usual ones."""

    gemeenten: tuple[str, ...]
    jaar: str
    niveau: str = Gebiedsniveau.WIJK.value
    buffer_km: float = USUAL_BUFFER_KM
    kerncijfers: str = ""
    leeftijden: str = AGES_TABLE
    gezondheid: str = HEALTH_TABLE
    regio: str = ""


def years() -> list[str]:
    """Return the years that we know the tables of, the newest first."""
    return sorted(KERNCIJFERS_TABLES, reverse=True)


def cache_folder(jaar: str) -> Path:
    """Return where the answers about one year are kept."""
    return state_folder() / "bronnen" / jaar


def asked_of(wanted: Wanted) -> Asked:
    """Check what a user asks; raises MappingError with what to write instead."""
    codes = tuple(dict.fromkeys(code.strip().upper() for code in wanted.gemeenten if code.strip()))
    if not codes:
        raise MappingError(_("Noem ten minste één gemeente, bijvoorbeeld GM0599."))
    wrong = [code for code in codes if not GEMEENTE.fullmatch(code)]
    if wrong:
        raise MappingError(
            _("Dit is geen gemeentecode: {code}. Een code is GM met vier cijfers, bijvoorbeeld GM0599.").format(
                code=shortened(", ".join(wrong))
            )
        )
    if not re.fullmatch(r"20\d\d", wanted.jaar):
        raise MappingError(_("Dit is geen jaar: {year}. Schrijf het als 2024.").format(year=shortened(wanted.jaar)))
    table = wanted.kerncijfers or KERNCIJFERS_TABLES.get(wanted.jaar, "")
    if not table:
        raise MappingError(
            _(
                "Wij kennen de tabel met kerncijfers van {year} niet. Kies {years}, of noem hem: --tabel-kerncijfers."
            ).format(year=wanted.jaar, years=", ".join(sorted(KERNCIJFERS_TABLES)))
        )
    for name in (table, wanted.leeftijden, wanted.gezondheid):
        if not re.fullmatch(r"[0-9A-Za-z]{5,12}", name):
            raise MappingError(_("Dit is geen nummer van een CBS-tabel: {name}.").format(name=shortened(name)))
    if not 0 <= wanted.buffer_km <= MOST_BUFFER_KM:
        text = _("De rand is een getal van 0 tot {most} km.")
        raise MappingError(text.format(most=number(MOST_BUFFER_KM)))
    return Asked(codes, wanted.jaar, Gebiedsniveau(wanted.niveau).value, wanted.buffer_km, table, wanted.leeftijden,
                 wanted.gezondheid, wanted.regio.strip())  # fmt: skip


def fetched(
    wanted: Wanted,
    *,
    offer: Path | None = None,
    fresh: bool = False,
    archive: Archive | None = None,
    progress: Progress = lambda _text: None,
) -> Built:
    """Ask the services and build the region; answers that are kept are not asked again.

    Raises MappingError where the question is wrong, where a service gives no usable answer, or where what it gives does
    not fit; nothing is stored then, but answers that came are kept.
    """
    asked = asked_of(wanted)
    archive = archive or open_archive(services(), cache_folder(asked.jaar), fresh=fresh, progress=progress)
    today = date.today().isoformat()
    found = fetch_region(archive, asked, today=today)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    why = _("Opgehaald: {codes}, {year}").format(codes=", ".join(asked.gemeenten), year=asked.jaar)
    built = build_region(found.region, today=today, now=now, offer=offer, why=why, with_vraag=False, progress=progress)
    tables = with_careful_levels(built.tables, Gebiedsniveau(asked.niveau))
    progress(_("Vraag berekenen"))
    tables["vraag"] = cast(vraag_table(tables), "vraag")
    tables["meta"] = _with_answers(tables["meta"], archive.used).assign(vingerafdruk=fingerprint(tables))
    counts = {name: len(table) for name, table in tables.items()}
    return Built(tables, counts=counts, warnings=[*found.warnings, *built.warnings, *level_warnings(asked.niveau)])


def with_careful_levels(tables: dict[str, pd.DataFrame], niveau: Gebiedsniveau) -> dict[str, pd.DataFrame]:
    """Return the tables of a region of buurten so that nothing is shown finer than its subgroep allows.

    Pages call the gebieden of a file wijken. A subgroep that may be shown from wijken on would be shown per buurt then;
    in such a file it is shown from gemeenten on.
    """
    if niveau != Gebiedsniveau.BUURT:
        return tables
    subgroep = tables["subgroep"]
    coarser = subgroep["minimaal_niveau"].where(
        subgroep["minimaal_niveau"] != Gebiedsniveau.WIJK.value, Gebiedsniveau.GEMEENTE.value
    )
    return {**tables, "subgroep": subgroep.assign(minimaal_niveau=coarser)}


def level_warnings(niveau: str) -> list[str]:
    """Say what does not work in a file of another level than wijken."""
    if niveau == Gebiedsniveau.BUURT.value:
        return [
            _("Dit bestand is per buurt: pagina’s noemen een buurt ‘wijk’, en een werkgebied per wijk past er niet op.")
        ]
    if niveau == Gebiedsniveau.GEMEENTE.value:
        return [
            _("Dit bestand is per gemeente: een werkgebied per wijk past er niet op; gebruik postcodes of gemeenten.")
        ]
    return []


def _with_answers(meta: pd.DataFrame, used: list[Used]) -> pd.DataFrame:
    """Add to `bronnen` which services answered, how often, from which day on, and one hash over all their answers."""
    told = [str(meta["bronnen"].iloc[-1])]
    for service in dict.fromkeys(answer.service for answer in used):
        answers = [answer for answer in used if answer.service == service]
        whole = hashlib.sha256("".join(sorted({answer.sha256 for answer in answers})).encode()).hexdigest()[:16]
        day = min(answer.day for answer in answers)
        told.append(f"{NAMES[service]}: {len(answers)} antwoorden, opgehaald {day}, sha256 {whole}")
    return meta.assign(bronnen="; ".join(told))


def files_in(folder: Path) -> CbsFiles:
    """Return the files of a folder by their names; raises MappingError that names those that are absent or double."""
    if not folder.is_dir():
        raise MappingError(_("De map {folder} is er niet.").format(folder=shortened(folder.name)))
    found = {}
    for name, pattern in GIVEN_FILES.items():
        paths = sorted(folder.glob(pattern))
        if name in ("leeftijden", "regios"):
            paths = [path for path in paths if "pc4_wijk" not in path.name and "concordantie" not in path.name]
        if len(paths) > 1:
            names = ", ".join(path.name for path in paths)
            text = _("In de map staat meer dan één bestand voor {what}: {names}. Laat er één staan.")
            raise MappingError(text.format(what=name, names=shortened(names)))
        if not paths and name != "postcode_gebied":
            text = _("In de map ontbreekt het bestand voor {what} ({pattern}). docs/bronnen.md zegt waar u het vindt.")
            raise MappingError(text.format(what=name, pattern=pattern))
        found[name] = paths[0] if paths else None
    return CbsFiles(**found)


def from_files(folder: Path, *, offer: Path | None, progress: Progress) -> Built:
    """Build the region of a folder with files, as `build` does; nothing is asked of any service."""
    today = date.today().isoformat()
    source = read_region(files_in(folder), regios=[], today=today)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return build_region(source, today=today, now=now, offer=offer, why="build", progress=progress)


def fetch_to_file(gemeenten: Sequence[str], jaar: str, progress: Progress) -> tuple[str, list[str]]:
    """Fetch a region and store it in a new file in the folder of this user; returns its path and the warnings.

    Every time another file: one that was fetched before may hold work of somebody.
    """
    built = fetched(Wanted(tuple(gemeenten), jaar), progress=progress)
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    path = state_folder() / "opgehaald" / f"regio-{jaar}-{moment}.gpkg"
    progress(_("Opslaan"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        text = _("De map {folder} kan niet worden gemaakt. Zet MAPPING_STATE op een map waar u mag schrijven.")
        raise StoreError(text.format(folder=path.parent.name)) from error
    opened(str(path)).write(built.tables)
    return str(path), built.warnings


def add_fetch_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the options of the command."""
    parser.add_argument("--gemeente", nargs="+", action="extend", default=[], metavar="GM0599",
                        help=_("gemeentecodes; mag vaker"))  # fmt: skip
    parser.add_argument("--jaar", default=USUAL_YEAR, help=_("jaar van grenzen en kerncijfers"))
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", help=_("een nieuw regiobestand, of het adres van een database"))
    where.add_argument("--op", help=_("een regio die er al is: maak er een nieuwe versie van met deze wijken"))
    parser.add_argument("--aanbod", type=Path, help=_("map met organisatie.csv, initiatief.csv, …"))
    parser.add_argument("--regio", default="", help=_("naam van de regio; anders die van de gemeenten"))
    parser.add_argument("--buffer-km", type=float, default=USUAL_BUFFER_KM, help=_("hoe ver om de regio heen, in km"))
    parser.add_argument("--gebiedsniveau", choices=[level.value for level in LEVELS], default=Gebiedsniveau.WIJK.value)
    parser.add_argument("--uit-bestanden", type=Path, help=_("map met CBS-bestanden; er wordt niets opgehaald"))
    parser.add_argument("--opnieuw", action="store_true", help=_("haal ook op wat al bewaard is"))
    parser.add_argument("--tabel-kerncijfers", default="", help=_("nummer van de CBS-tabel met kerncijfers"))
    parser.add_argument("--tabel-leeftijden", default=AGES_TABLE)
    parser.add_argument("--tabel-gezondheid", default=HEALTH_TABLE)


def _refuse_taken(store: Store) -> None:
    """Raise MappingError where a region stands already: its offer and its history would be lost."""
    try:
        history.current(store)
    except StoreError:
        return
    text = _("{file} is er al. Werk hem bij met ‘--op’, of kies een andere naam.")
    raise MappingError(text.format(file=store.name))


def wanted_of(options: argparse.Namespace) -> Wanted:
    """Return what the options of the command ask for."""
    return Wanted(
        tuple(options.gemeente), options.jaar, options.gebiedsniveau, options.buffer_km, options.tabel_kerncijfers,
        options.tabel_leeftijden, options.tabel_gezondheid, options.regio,
    )  # fmt: skip


def fetch_command(options: argparse.Namespace, say: Progress, report: Callable[[Built, str], None]) -> int:
    """Fetch a region, or build it from files, and store it; raises MappingError where that does not succeed."""
    store = opened(options.out)
    _refuse_taken(store)
    if options.uit_bestanden is not None:
        built = from_files(options.uit_bestanden, offer=options.aanbod, progress=say)
    else:
        built = fetched(wanted_of(options), offer=options.aanbod, fresh=options.opnieuw, progress=say)
    say(_("Opslaan"))
    store.write(built.tables)
    report(built, store.name)
    return 0
