"""CBS OData (version 3): a table per subject, columns whose names end in a number that differs per revision.

`{base}/<table>/TypedDataSet` with `$filter`, `$select` and `$skip` (at most 10,000 rows per answer);
`{base}/<table>/DataProperties` says what each column is. Codes carry trailing spaces; a missing figure is null, or one
of the codes of CBS for that.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mapping.errors import Finding, SourceError, TableError
from mapping.sources.official.archive import Archive
from mapping.sources.official.services import CBS
from mapping.words import N_, _

MOST_ROWS = 10_000
"""Rows that CBS gives in one answer at most (CBS Open Data Services, Handleiding)."""

CODES_PER_QUESTION = 8
"""Gemeenten in one `$filter`: longer addresses are refused by some servers in between."""

REASONS = {-99997: N_("onbekend bij de bron"), -99995: N_("geheim: te weinig mensen")}
"""What the codes of CBS for a missing figure mean (as in contract.CBS_MISSING)."""


@dataclass(frozen=True)
class Wanted:
    """A column by what it is: beginnings of its key over the years, and its titles."""

    stems: tuple[str, ...]
    titles: tuple[str, ...] = ()


KERNCIJFERS = {
    "aantal_inwoners": Wanted(("AantalInwoners",), ("Aantal inwoners",)),
    "stedelijkheid_klasse": Wanted(("MateVanStedelijkheid",), ("Mate van stedelijkheid",)),
    "percentage_personen_laagste_40_inkomen": Wanted(
        ("k_40PersonenMetLaagsteInkomen",), ("40% personen met laagste inkomen",)
    ),
    "opleiding_laag": Wanted(("OpleidingsniveauLaag", "BasisonderwijsVmboMbo1"), ("Opleidingsniveau laag",)),
    "opleiding_midden": Wanted(("OpleidingsniveauMiddelbaar", "HavoVwoMbo24"), ("Opleidingsniveau middelbaar",)),
    "opleiding_hoog": Wanted(("OpleidingsniveauHoog", "HboWo"), ("Opleidingsniveau hoog",)),
}  # fmt: skip
"""Columns of Kerncijfers wijken en buurten that we use, by our name."""

EDUCATION = ("opleiding_laag", "opleiding_midden", "opleiding_hoog")
HIGH_EDUCATION = "percentage_opleidingsniveau_hoog"
REGION_KEY = "WijkenEnBuurten"


def properties(archive: Archive, service: str, table: str) -> list[dict]:
    """Return what each column of a table is: Key, Title, Unit, Type; raises SourceError where there is no table."""
    return values(archive, service, f"{table}/DataProperties", {}, _("{table}: kolommen").format(table=table))


def values(archive: Archive, service: str, path: str, params: Mapping[str, str], what: str) -> list[dict]:
    """Return all rows of one OData list, page after page until a page is not full."""
    rows: list[dict] = []
    while True:
        asked = {"$format": "json", **params, **({"$skip": str(len(rows))} if rows else {})}
        page = archive.json(service, path, asked, what)
        found = page.get("value") if isinstance(page, dict) else None
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            raise SourceError(_("{what}: het antwoord heeft een andere vorm dan verwacht.").format(what=what))
        rows += found
        if not found or (len(found) < MOST_ROWS and not page.get("odata.nextLink")):
            return rows


def column_of(known: Iterable[Mapping[str, Any]], wanted: Wanted) -> str | None:
    """Return the key of a column: by its beginning (a number behind it may differ), else by its title; None if absent."""
    topics = [(str(row.get("Key") or ""), str(row.get("Title") or "").strip().lower()) for row in known]
    for stem in wanted.stems:
        for key, _title in topics:
            if re.sub(r"_\d+$", "", key).lower() == stem.lower():
                return key
    titles = {title.lower() for title in wanted.titles}
    return next((key for key, title in topics if key and title in titles), None)


def keys_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return title → key of a list of codes (Perioden, Leeftijd, …); keys keep their trailing spaces."""
    return {str(row.get("Title") or "").strip(): str(row.get("Key") or "") for row in rows}


def starts(column: str, codes: Iterable[str]) -> str:
    """Write a filter for codes that begin with one of these."""
    return " or ".join(f"startswith({column},'{code}')" for code in codes)


def in_turn(codes: Sequence[str], size: int = CODES_PER_QUESTION) -> list[list[str]]:
    """Cut codes into groups of one question each."""
    return [list(codes[first : first + size]) for first in range(0, len(codes), size)]


@dataclass(frozen=True)
class Kerncijfers:
    """Figures per gebied in the columns of schema_cbs.KERNCIJFERS, and why figures are missing.

    reasons: gebiedcode, kenmerk, reden (of this module, in Dutch). absent: our names of columns that the table lacks.
    """

    table: pd.DataFrame
    reasons: pd.DataFrame
    absent: list[str]


def read_kerncijfers(archive: Archive, table: str, gemeenten: Sequence[str], prefix: str) -> Kerncijfers:
    """Read the figures of the gebieden of these gemeenten (codes GM….) at the level of `prefix` (GM, WK or BU).

    Raises TableError where the table has no column of inhabitants, SourceError where it is not there.
    """
    known = properties(archive, CBS, table)
    columns = {name: key for name, wanted in KERNCIJFERS.items() if (key := column_of(known, wanted))}
    if "aantal_inwoners" not in columns:
        cure = _("Kies met ‘--tabel-kerncijfers’ de tabel van dit jaar, of gebruik bestanden (‘--uit-bestanden’)")
        raise TableError(table, [Finding(_("De kolom ontbreekt"), f"CBS {table}", None, "AantalInwoners", cure=cure)])
    params = {"$select": ",".join([REGION_KEY, *columns.values()])}
    rows: list[dict] = []
    for codes in in_turn([f"{prefix}{code[2:]}" for code in sorted(gemeenten)]):
        what = _("CBS {table}: kerncijfers").format(table=table)
        rows += values(archive, CBS, f"{table}/TypedDataSet", {**params, "$filter": starts(REGION_KEY, codes)}, what)
    raw = pd.DataFrame(rows, columns=[REGION_KEY, *columns.values()])
    raw = raw.rename(columns={key: name for name, key in columns.items()})
    raw["wijkcode"] = raw.pop(REGION_KEY).astype("str").str.strip()
    raw = raw.drop_duplicates("wijkcode").reset_index(drop=True)
    numbers = raw.drop(columns="wijkcode").apply(pd.to_numeric, errors="coerce").astype("float64")
    unit = next((str(row.get("Unit") or "") for row in known if row.get("Key") == columns.get("opleiding_hoog")), "")
    counted = _with_education(numbers.where(~numbers.isin(list(REASONS))), in_percent=unit.strip() == "%")
    for name in ("aantal_inwoners", "stedelijkheid_klasse", "percentage_personen_laagste_40_inkomen", HIGH_EDUCATION):
        if name not in counted:
            counted[name] = float("nan")
    absent = [name for name in KERNCIJFERS if name not in columns]
    return Kerncijfers(counted.assign(wijkcode=raw["wijkcode"]), _reasons(raw["wijkcode"], numbers), absent)


def _with_education(numbers: pd.DataFrame, *, in_percent: bool) -> pd.DataFrame:
    """Return the figures with the percentage of a high education: that of CBS, or counted on the three counts."""
    counts = [name for name in EDUCATION if name in numbers]
    kept = numbers.drop(columns=counts)
    if "opleiding_hoog" not in counts:
        return kept
    if in_percent:
        return kept.assign(**{HIGH_EDUCATION: numbers["opleiding_hoog"]})
    if len(counts) < len(EDUCATION):
        return kept
    known = numbers[counts].sum(axis=1, skipna=False)
    return kept.assign(**{HIGH_EDUCATION: (100 * numbers["opleiding_hoog"] / known.where(known > 0)).round(1)})


def _reasons(codes: pd.Series, numbers: pd.DataFrame) -> pd.DataFrame:
    """List each missing figure for which CBS gives a reason: gebiedcode, kenmerk, reden."""
    found = numbers.assign(gebiedcode=codes).melt("gebiedcode", var_name="kenmerk", value_name="code")
    found = found[found["code"].isin(list(REASONS))]
    found["reden"] = [REASONS[int(code)] for code in found["code"]]
    education = found["kenmerk"].isin(list(EDUCATION))
    found["kenmerk"] = found["kenmerk"].where(~education, HIGH_EDUCATION)
    return found[["gebiedcode", "kenmerk", "reden"]].drop_duplicates(["gebiedcode", "kenmerk"], ignore_index=True)
