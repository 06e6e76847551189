"""What a file is by its first bytes, and the sentence where that is not what its name says."""

from mapping.model import SQLITE_START, is_geopackage
from mapping.sources.upload.refusal import refused
from mapping.words import N_, _

ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"
"""The first bytes of a zip (xlsx, ods, docx), of an old or protected Office file, and of a PDF."""

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The name of the stream in which Office keeps a file with a password (MS-OFFCRYPTO 2.3.4)."""

READABLE = ".csv, .xlsx, .geojson, .gpkg"

REFUSED_ENDINGS = {
    ".xlsm": N_("Een bestand met macro’s lezen wij niet"),
    ".xlsb": N_("Deze soort spreadsheet lezen wij niet"),
    ".xls": N_("Deze oude soort spreadsheet lezen wij niet"),
    ".ods": N_("Deze soort spreadsheet lezen wij niet"),
    ".zip": N_("Een zip lezen wij niet"),
}
"""Endings that people may well try; the cure is the same for all but the last."""


def check_kind(content: bytes, name: str, ending: str) -> None:
    """Raise UploadRefused where we do not read this kind of file, or its content is of another kind than its name."""
    as_xlsx = _("Open het in uw spreadsheet en bewaar het als .xlsx of .csv")
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise refused(name, _("Dit bestand is beveiligd met een wachtwoord"), _("Bewaar het zonder wachtwoord"))
        old = REFUSED_ENDINGS[".xls"]
        raise refused(name, _(old), as_xlsx)
    if ending in REFUSED_ENDINGS:
        unpack = _("Pak het uit en kies de bestanden die erin zitten")
        raise refused(name, _(REFUSED_ENDINGS[ending]), unpack if ending == ".zip" else as_xlsx)
    if ending not in ENDINGS:
        cure = _("Kies een bestand met een van deze namen: {names}").format(names=READABLE)
        raise refused(name, _("Deze soort bestand lezen wij niet"), cure, value=ending)
    found = _found(content)
    if found and found not in ENDINGS[ending]:
        names = {".xlsx": _("een spreadsheet of zip"), ".gpkg": _("een GeoPackage"), ".pdf": _("een PDF")}
        kind = names.get(found, _("een databestand van een andere soort"))
        message = _("Dit bestand is iets anders dan zijn naam zegt: {kind}").format(kind=kind)
        raise refused(name, message, _("Kies het goede bestand, of geef het de goede naam"))
    if ending in (".xlsx", ".gpkg") and not found:
        cure = _("Misschien is het beschadigd: download of bewaar het opnieuw")
        raise refused(name, _("Dit is geen {ending}-bestand").format(ending=ending), cure)


ENDINGS = {
    ".csv": (),
    ".txt": (),
    ".tsv": (),
    ".xlsx": (".xlsx",),
    ".geojson": (),
    ".json": (),
    ".gpkg": (".gpkg",),
}
"""The endings that we read, and the kind that the first bytes must show; text has none."""


def _found(content: bytes) -> str:
    """Name the kind of file that the first bytes show; empty for text and anything unknown."""
    if content.startswith(ZIP):
        return ".xlsx"
    if is_geopackage(content):
        return ".gpkg"
    if content.startswith(SQLITE_START):
        return ".sqlite"
    return ".pdf" if content.startswith(PDF) else ""
