"""Read the code export of a package for qualitative research (ATLAS.ti, MAXQDA, NVivo): document, code, quotation, coder.

Each row of the file is a quotation with one or more codes. A code is matched to our lists by its name or its code, after
the groups that stand before it (`Barrière: Te ver weg`, `Barrières\\bereik`, `Barrier > bereik`). What does not match is
listed with a cure; so is everything in a quotation or the name of a document that may point at a person.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import pandas as pd

from mapping.contracts_gesprek import CODE_SOORTEN, GEEN
from mapping.errors import Finding
from mapping.persons import personal_data
from mapping.sources.upload.folded import folded
from mapping.words import _

HEADERS = {
    "document": ("document", "document name", "documentnaam", "documents", "documenten", "interview", "gesprek", "file",
                 "file name", "source", "bestand", "bestandsnaam", "transcript", "naam document"),
    "code": ("code", "codes", "codering", "coderingen", "node", "nodes", "theme", "thema", "code name", "codenaam",
             "knooppunt", "coded to"),
    "citaat": ("quotation", "quotation content", "quotation text", "citaat", "citaten", "text content", "segment",
               "coded text", "coded segment", "gecodeerd segment", "gecodeerde tekst", "fragment", "reference text",
               "content", "inhoud", "tekst", "text", "quotation name", "preview", "voorbeeldtekst"),
    "codeur": ("coder", "codeur", "coded by", "gecodeerd door", "created by", "gemaakt door", "author", "auteur", "user",
               "gebruiker", "coding user", "modified by"),
}  # fmt: skip
"""What these packages call a column, in Dutch and in English; the most usual first."""

GROUP_WORDS = {
    "subgroep": ("subgroep", "subgroepen", "doelgroep", "groep", "group", "subgroup", "target group"),
    "vraagtype": ("vraagtype", "vraagtypen", "soort vraag", "soort steun", "vraag", "behoefte", "need"),
    "uitingsvorm": ("uitingsvorm", "uitingsvormen", "uiting", "wijze van uiten", "expression"),
    "barriere": ("barriere", "barrieres", "belemmering", "belemmeringen", "drempel", "drempels", "barrier", "barriers"),
}
"""What a group of codes is called before the code."""

BETWEEN_CODES = re.compile(r"[\n;|]+")
"""What stands between several codes of one quotation (ATLAS.ti: a line each)."""

BETWEEN_GROUPS = re.compile(r"\\+|>|::?|/")
"""What stands between a group and its code: a backslash (NVivo, MAXQDA), > or a colon (ATLAS.ti)."""

CODER = re.compile(r"codeur-\d{1,2}")

Names = Mapping[str, Mapping[str, str]]
"""Code group → code → name."""


@dataclass(frozen=True)
class CodedFile:
    """What was read: rows of gesprek_code (gesprek, codeur, soort, code, fragment), new documents, and what is wrong.

    headers: what was asked → column of the file. coders: how many. quotations: rows of the file that have a code.
    """

    rows: pd.DataFrame
    new: tuple[str, ...]
    findings: tuple[Finding, ...]
    headers: Mapping[str, str]
    coders: int = 0
    quotations: int = 0
    persons: tuple[Finding, ...] = field(default=())


def read_codes(
    cells: pd.DataFrame, names: Names, known: Sequence[str], *, file: str, first_row: int, coder: str = "codeur-1"
) -> CodedFile:
    """Read the rows of a code export; nothing is stored, nothing that was given is changed. Raises nothing for bad data.

    `names` are our lists; `known` the gesprekken of the region; `coder` codes a file without a column for it. Names of
    coders become codeur-1, codeur-2, … in the order of the alphabet: they are not kept.
    """
    headers = found_headers(cells.columns)
    missing = [name for name in ("document", "code") if name not in headers]
    if missing:
        return CodedFile(_empty(), (), tuple(_no_column(name, file) for name in missing), headers)
    text = {
        name: cells[header].astype("str").where(cells[header].notna(), "").str.strip()
        for name, header in headers.items()
    }
    table = pd.DataFrame(text).reset_index(drop=True)
    persons = _persons(table, headers, file, first_row)
    bad = {finding.row - first_row for finding in persons if finding.row is not None}
    coders = _coders(table, coder)
    findings, made = list(persons), []
    words = _words(names)
    for place, row in table.iterrows():
        if place in bad or not (row["document"] and row["code"]):
            continue
        for said in filter(None, map(str.strip, BETWEEN_CODES.split(row["code"]))):
            soort, code, message, cure = _matched(said, words)
            if message:
                findings.append(Finding(message, file, first_row + int(place), headers["code"], said, cure))
                continue
            made.append((gesprek_of(row["document"]), coders[place], soort, code, row.get("citaat", "")))
    rows = pd.DataFrame(made, columns=list(_empty())).drop_duplicates(
        ["gesprek", "codeur", "soort", "code"], ignore_index=True
    )
    new = tuple(sorted(set(rows["gesprek"]) - set(known)))
    filled = int(((table["document"] != "") & (table["code"] != "")).sum())
    return CodedFile(rows, new, tuple(findings), headers, rows["codeur"].nunique(), filled, tuple(persons))


def found_headers(columns: Sequence[str]) -> dict[str, str]:
    """Return which column of a file is which, by the words of these packages; what is not there is left out."""
    plain = {folded(name): str(name) for name in reversed(list(columns))}
    found = {}
    for name, words in HEADERS.items():
        header = next((plain[folded(word)] for word in words if folded(word) in plain), None)
        if header is not None:
            found[name] = header
    return found


def gesprek_of(document: str) -> str:
    """Return the code of a gesprek from the name of a document: without its ending, small letters and hyphens."""
    name = PurePosixPath(document.replace("\\", "/")).name
    stem = re.sub(r"\.(docx?|txt|pdf|rtf|odt)$", "", name, flags=re.IGNORECASE)
    return re.sub(r"[^a-z0-9_]+", "-", folded(stem).replace(" ", "-")).strip("-")[:60] or "gesprek"


def _empty() -> pd.DataFrame:
    return pd.DataFrame(columns=["gesprek", "codeur", "soort", "code", "fragment"], dtype="str")


def _no_column(name: str, file: str) -> Finding:
    """Say that a column is not there, and what it may be called."""
    wanted = {"document": _("met het document"), "code": _("met de code")}[name]
    message = _("Wij vinden geen kolom {wanted}").format(wanted=wanted)
    return Finding(message, file, cure=_("Noem de kolom: {names}").format(names=", ".join(HEADERS[name][:5])))


def _persons(table: pd.DataFrame, headers: Mapping[str, str], file: str, first_row: int) -> list[Finding]:
    """Find persons in quotations and names of documents; coders are not kept, so their names are not looked at."""
    looked = table[[name for name in ("document", "citaat") if name in table]]
    found = personal_data(looked, "gesprek_code", file=file, first_row=first_row)
    return [
        Finding(each.message, file, each.row, headers.get(each.column, each.column), each.value, each.cure)
        for each in found
    ]


def _coders(table: pd.DataFrame, coder: str) -> list[str]:
    """Return the coder of each row without a name."""
    if "codeur" not in table:
        return [coder] * len(table)
    said = table["codeur"].where(table["codeur"] != "", coder)
    own = sorted(name for name in said.unique() if not CODER.fullmatch(name))
    free = [
        f"codeur-{number}" for number in range(1, len(own) + said.nunique() + 1) if f"codeur-{number}" not in set(said)
    ]
    called = dict(zip(own, free, strict=False))
    return [called.get(name, name) for name in said]


def _words(names: Names) -> dict[str, dict[str, str]]:
    """Return code group → folded name or code → code."""
    return {
        soort: {
            folded(word): code
            for code, name in names.get(soort, {}).items()
            for word in (name, code.replace("_", " "), code)
        }
        | {folded(GEEN): GEEN}
        for soort in CODE_SOORTEN
    }


def _matched(said: str, words: Mapping[str, Mapping[str, str]]) -> tuple[str, str, str, str]:
    """Return group and code of a text, or a message and a cure; a code that two groups have needs its group."""
    parts = [part.strip() for part in BETWEEN_GROUPS.split(said) if part.strip()]
    whole = folded(said)
    group = next(
        (soort for soort, called in GROUP_WORDS.items() for part in parts[:-1] if folded(part) in called), None
    )
    looked = [folded(parts[-1])] if parts else []
    places = [(soort, known[text]) for soort, known in words.items() for text in (*looked, whole) if text in known]
    hits = list(dict.fromkeys(hit for hit in places if group in (None, hit[0])))
    if len(hits) == 1:
        return *hits[0], "", ""
    if len(hits) > 1:
        cure = _("Zet de groep ervoor, zoals ‘Barrière: …’ of ‘Uitingsvorm: …’")
        return "", "", _("Deze code staat in meer lijsten"), cure
    near = ", ".join(list(words[group])[:8]) if group else ""
    cure = (
        _("Geef de code een naam uit onze lijst, zoals: {names}").format(names=near)
        if near
        else _("Geef de code een naam uit onze lijsten: groep, soort vraag, uitingsvorm of barrière")
    )
    return "", "", _("Deze code kennen wij niet"), cure
