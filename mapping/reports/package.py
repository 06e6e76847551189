"""Everything of a region in open formats: each table and each result with what it says of itself, and a catalogue."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
import pandas as pd

from mapping.analysis.model_run import ModelRun
from mapping.analysis.open_tables import open_tables
from mapping.model import Gebiedsniveau
from mapping.reports import exports
from mapping.reports.about import About
from mapping.reports.csv_file import dutch_csv, harmless_table
from mapping.reports.dcat import Exported, Publisher, catalogue
from mapping.reports.geo_file import geojson, geopackage
from mapping.reports.workbook import workbook
from mapping.words import N_, _, day, language

FORMATS = ("xlsx", "csv", "geojson", "gpkg")
CATALOGUE_FILE = "catalogus.jsonld"
READ_ME = "LEESMIJ.txt"

TITLES = {
    "gaten_wijk": N_("Wie mist steun, per wijk en groep"),
    "gaten_pc4": N_("Wie mist steun, per postcode en groep"),
    "gaten_gemeente": N_("Wie mist steun, per gemeente en groep"),
    "gaten_regio": N_("Wie mist steun, per regio en groep"),
    "barrieres": N_("Wie komt er door een regel niet in, per postcode"),
    "gebied": N_("Wijken: naam, inwoners en omtrek"),
    "postcode": N_("Postcodes: plaats, inwoners en omtrek"),
    "postcode_leeftijd": N_("Inwoners per postcode en leeftijd"),
    "basis": N_("Kenmerken per wijk"),
    "subgroep": N_("Groepen mensen"),
    "aandeel": N_("Hoe groot een groep is, en welk deel steun wil"),
    "organisatie": N_("Organisaties"),
    "initiatief": N_("Initiatieven"),
    "initiatief_subgroep": N_("Voor welke groepen een initiatief is"),
    "initiatief_taal": N_("Welke talen er worden gesproken"),
    "initiatief_vraagtype": N_("Welke soort steun een initiatief geeft"),
    "toegangsregel": N_("Regels van leeftijd en verwijzing"),
    "werkgebied": N_("Waar een initiatief werkt"),
    "vindplaats": N_("Vindplaatsen"),
    "verbinding": N_("Verbindingen tussen organisaties"),
    "bewijs": N_("Bewijs dat de regio zelf toevoegde"),
    "inventaris": N_("Waar het aanbod in kaart is"),
    "factor": N_("Wat het invoeren helpt of hindert"),
    "actie": N_("Acties onder de drie veranderrichtingen"),
}
"""Short name of a dataset → its title; a test names every dataset."""

GAPS = "gaten_"

NO_CHARACTER, INSTEAD = re.compile("[\ud800-\udfff]"), "\ufffd"
"""A file name may hold bytes that are no text; no format takes those."""


@dataclass(frozen=True)
class Dataset:
    """One table to take along, with its title; `drawn` is what a map shows of it (RD New), None where nothing has a place."""

    name: str
    title: str
    table: pd.DataFrame
    drawn: gpd.GeoDataFrame | None = None


def datasets(run: ModelRun, tables: Mapping[str, pd.DataFrame], names: Iterable[str]) -> list[Dataset]:
    """Return the datasets by name, as they may leave: results rounded and blanked as on the pages, open tables whole.

    A map of gaps has one row per gebied and groep, adults together, with the outline. A name that the region has no rows
    for is left out.
    """
    kept = open_tables(tables)
    found = []
    for name in names:
        if name.startswith(GAPS):
            found.append(_gaps(name, run, tables))
        elif name == "barrieres":
            found.append(Dataset(name, _(TITLES[name]), exports.barriers(run, tables, intern=False)))
        elif name in kept:
            table = kept[name]
            drawn = table if isinstance(table, gpd.GeoDataFrame) else None
            found.append(
                Dataset(name, _(TITLES[name]), pd.DataFrame(table.drop(columns="geometry", errors="ignore")), drawn)
            )
    return [one for one in found if len(one.table)]


def _gaps(name: str, run: ModelRun, tables: Mapping[str, pd.DataFrame]) -> Dataset:
    """Return the gaps of a level as they may be shown; of gebieden and postcodes with a map."""
    niveau = Gebiedsniveau(name.removeprefix(GAPS))
    rows = exports.gaps(run, tables, niveau, intern=False)
    shapes = {Gebiedsniveau.WIJK: ("gebied", "gebiedcode"), Gebiedsniveau.PC4: ("postcode", "pc4")}.get(niveau)
    if shapes is None:
        return Dataset(name, _(TITLES[name]), rows)
    adults = exports.gaps(run, tables, niveau, intern=False, together=True)
    source = tables[shapes[0]].set_index(shapes[1]).geometry
    drawn = gpd.GeoDataFrame(adults, geometry=source.reindex(adults["gebiedcode"]).to_numpy(), crs=source.crs)
    return Dataset(name, _(TITLES[name]), rows, drawn)


def about_region(
    tables: Mapping[str, pd.DataFrame],
    *,
    region: str,
    title: str,
    choices: Sequence[tuple[str, str]] = (),
    link: str = "",
) -> About:
    """Return what every file of a region says of itself."""
    meta, gebied = tables["meta"].iloc[-1], tables["gebied"]
    sources = [_dated(tables[name]) for name in ("gebied", "postcode_leeftijd", "postcode") if len(tables[name])]
    if len(tables["initiatief"]):
        sources.append(_("aanbod: {bron}").format(bron=_dated(tables["initiatief"])))
    remarks = (_("De omtrekken zijn schematisch: geen echte grenzen."),) if bool(meta["schematisch"]) else ()
    return About(
        title, NO_CHARACTER.sub(INSTEAD, region), int(meta["versie"]), gebied["peildatum"].min(), tuple(dict.fromkeys(sources)),
        bool(meta["voorbeeld"]), tuple(choices), remarks, link,
    )  # fmt: skip


def _dated(table: pd.DataFrame) -> str:
    return f"{table['bron'].iloc[0]} ({day(table['peildatum'].min())})"


def export(dataset: Dataset, about: About, formats: Iterable[str]) -> Exported:
    """Write one dataset in each format that fits it; shapes leave for GeoJSON and GeoPackage only."""
    own = replace(about, title=dataset.title)
    told = own.rows()
    files = {}
    for ending in formats:
        path = f"{ending}/{dataset.name}.{ending}"
        if ending == "xlsx":
            files[path] = workbook({dataset.name: dataset.table}, told, about_name=_("Verantwoording"))
        elif ending == "csv":
            files[path] = dutch_csv(_noted(dataset.table, told))
        elif ending == "geojson" and dataset.drawn is not None:
            files[path] = geojson(dataset.drawn, told).encode()
        elif ending == "gpkg":
            table = harmless_table(dataset.table) if dataset.drawn is None else dataset.drawn
            files[path] = geopackage({dataset.name: table}, told)
    return Exported(dataset.name, dataset.title, own, files)


def _noted(table: pd.DataFrame, told: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """Add what the file says of itself as a last column, in the first row: a file may have 100,000."""
    note = " ".join(f"{label}: {value}." for label, value in told)
    return table.assign(**{_("Toelichting"): [note, *[None] * (len(table) - 1)]})


def bundle(exported: Sequence[Exported], *, made_on: str, publisher: Publisher | None, base: str = "") -> bytes:
    """Put all files in one zip with a text to read first and, where the publisher is known, the catalogue."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(READ_ME, read_me(exported, made_on=made_on))
        if publisher is not None:
            title = _("Zin in kaart: {region}").format(region=exported[0].about.region)
            packed.writestr(CATALOGUE_FILE, catalogue(exported, publisher, title=title, made_on=made_on, base=base))
        for one in exported:
            for path, file in one.files.items():
                packed.writestr(path, file)
    return content.getvalue()


def read_me(exported: Sequence[Exported], *, made_on: str) -> str:
    """Return what is in the package and what it says of itself, as text."""
    about = exported[0].about
    lines = [_("Zin in kaart, gemaakt op {dag}").format(dag=day(made_on)), ""]
    lines += [f"{label}: {value}" for label, value in about.rows()[1:]] + [""]
    for one in exported:
        lines += [f"{one.name}: {one.description}", *(f"  {path}" for path in one.files)]
    return "\r\n".join([*lines, "", f"({language()})"]) + "\r\n"
