"""Open the zip that an .xlsx is, within limits: nothing is written to disk, nothing is unpacked that no cell needs.

What the zip says of itself is not believed: names are checked before, sizes while unpacking. The parser of the sheets
never sees the file of the user but a new zip of the checked parts (`repacked`), so that it cannot read them otherwise.
"""

import zipfile
import zlib
from io import BytesIO

from mapping.sources.upload.limits import MEGABYTE, Limits
from mapping.sources.upload.refusal import UploadRefused, refused
from mapping.words import _, number

CENTRAL_RECORD = b"PK\x01\x02"
"""What every entry in the directory of a zip begins with."""

COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What a spreadsheet uses (ECMA-376 part 2); the others unpack slower and further."""

PASSWORD_FLAG = 0x1

SMALL_BYTES = 10 * MEGABYTE
"""Unpacked bytes under which any ratio is fine: a small sheet of equal cells shrinks a hundredfold as well."""

PARTS = (
    "[content_types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedstrings.xml",
    "xl/styles.xml",
)
SHEET_FOLDER = "xl/worksheets/"
"""What the cells are read from; pictures, charts, themes and comments stay packed."""

PROGRAMS = ("vbaproject.bin", "macrosheets/", "activex/")
"""Parts of a file that hold what a spreadsheet would run."""

PACKED = (
    ".zip",
    ".gz",
    ".7z",
    ".rar",
    ".tar",
    ".bz2",
    ".xz",
    ".xlsx",
    ".xlsm",
    ".xlsb",
    ".docx",
    ".docm",
    ".exe",
    ".dll",
    ".js",
    ".vbs",
)
"""Endings of files that have no place in a spreadsheet."""

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)
"""What the standard library raises on a zip that is broken on purpose or by accident."""

Parts = dict[str, bytes]
"""Name of the part as written → its content, unpacked."""


def checked_parts(content: bytes, file: str, limits: Limits) -> tuple[Parts, list[str]]:
    """Return the parts that cells are read from, and notes on what was left aside. Raises UploadRefused."""
    if content.count(CENTRAL_RECORD) > limits.zip_entries:
        raise _strange(file, _("Er zitten te veel losse onderdelen in: er mogen er {limit} zijn"), limits.zip_entries)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_names(archive.infolist(), file)
            _check_declared(archive.infolist(), len(content), file, limits)
            parts = _unpacked(archive, len(content), file, limits)
            names = [info.filename.lower() for info in archive.infolist()]
    except DAMAGED as error:
        cure = _("Misschien is het beschadigd: open het in uw spreadsheet en bewaar het opnieuw als .xlsx")
        raise refused(file, _("Dit bestand kan niet worden gelezen"), cure) from error
    _check_text(parts, file)
    notes = []
    if any("externallinks/" in name for name in names):
        notes.append(
            _("Verwijzingen naar andere bestanden zijn niet gevolgd; de waarde die in de cel stond, is gelezen.")
        )
    if any("embeddings/" in name for name in names):
        notes.append(_("Ingevoegde voorwerpen zijn niet gelezen."))
    return parts, notes


def _strange(file: str, message: str, limit: int) -> UploadRefused:
    """Make the refusal of a zip that is no ordinary spreadsheet."""
    cure = _("Zet alleen de cellen in een nieuw bestand en bewaar dat")
    return refused(file, message.format(limit=number(limit)), cure)


def _check_names(entries: list[zipfile.ZipInfo], file: str) -> None:
    """Raise UploadRefused for a name that leads out of the zip, stands there twice, or belongs to a program or a zip."""
    seen: set[str] = set()
    cure = _("Open het in uw spreadsheet en bewaar het opnieuw als .xlsx, zonder macro’s en ingevoegde bestanden")
    for entry in entries:
        name = entry.filename.replace("\\", "/").lower()
        if name.startswith("/") or ":" in name or ".." in name.split("/") or name in seen:
            raise refused(file, _("Dit bestand bevat een naam die er niet hoort"), cure, value=entry.filename[:80])
        if any(program in name for program in PROGRAMS):
            raise refused(file, _("Een bestand met macro’s lezen wij niet"), cure)
        if name.endswith(PACKED):
            raise refused(file, _("In dit bestand zit een ander bestand"), cure, value=entry.filename[:80])
        if entry.flag_bits & PASSWORD_FLAG:
            raise refused(file, _("Dit bestand is beveiligd met een wachtwoord"), _("Bewaar het zonder wachtwoord"))
        if entry.compress_type not in COMPRESSIONS:
            raise refused(file, _("Dit bestand is op een ongewone manier ingepakt"), cure)
        seen.add(name)
    if "xl/workbook.xml" not in seen:
        raise refused(
            file, _("Dit is een zip, maar geen spreadsheet"), _("Kies een .xlsx, of bewaar de tabel als .csv")
        )


def _check_declared(entries: list[zipfile.ZipInfo], packed: int, file: str, limits: Limits) -> None:
    """Raise UploadRefused where the zip itself says that it is too large: then nothing need be unpacked."""
    _check_unpacked(sum(entry.file_size for entry in entries), packed, file, limits)


def _check_unpacked(size: int, packed: int, file: str, limits: Limits) -> None:
    """Raise UploadRefused where so many bytes come out of so few."""
    if size > limits.unpacked_bytes:
        message = _("Uitgepakt is dit bestand te groot: het mag {limit} MB zijn")
        raise _strange(file, message, limits.unpacked_bytes // MEGABYTE)
    if size > SMALL_BYTES and size > packed * limits.unpacked_ratio:
        message = _("Dit bestand wordt bij het uitpakken meer dan {limit} keer zo groot")
        raise _strange(file, message, limits.unpacked_ratio)


def _unpacked(archive: zipfile.ZipFile, packed: int, file: str, limits: Limits) -> Parts:
    """Unpack the parts that are needed, counting what really comes out."""
    parts: Parts = {}
    size = 0
    for entry in archive.infolist():
        name = entry.filename.lower()
        if name not in PARTS and not (name.startswith(SHEET_FOLDER) and name.endswith(".xml")):
            continue
        with archive.open(entry) as source:
            parts[entry.filename] = source.read(limits.unpacked_bytes - size + 1)
        size += len(parts[entry.filename])
        _check_unpacked(size, packed, file, limits)
    return parts


def _check_text(parts: Parts, file: str) -> None:
    """Raise UploadRefused for XML that is not plain UTF-8, or that declares things of its own: no spreadsheet does."""
    for content in parts.values():
        if b"\x00" in content or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            cure = _("Open het in uw spreadsheet en bewaar het opnieuw als .xlsx")
            raise refused(file, _("Dit bestand bevat iets dat niet in een spreadsheet hoort"), cure)


def repacked(parts: Parts) -> BytesIO:
    """Return a new zip of these parts and nothing else, not compressed."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    target.seek(0)
    return target
