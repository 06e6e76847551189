"""How a contract for a table is written down and checked: kinds of column, and every fault as a Finding.

A contract says which columns a table has, of which kind, with which key. `typed` turns what a file holds into the
kinds of the contract; `faults` checks a typed table through pandera. Both return all findings at once, change nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

import geopandas as gpd
import pandas as pd

from mapping.contract_reading import as_date, as_flag, as_number, as_text, as_whole
from mapping.errors import Finding
from mapping.model import RD_NEW
from mapping.words import N_, _

CBS_MISSING = (-99997, -99995)
"""What CBS writes for 'unknown' and 'secret' (CBS, Kerncijfers wijken en buurten); never a number of anything."""

LIST_MARK = ";"
"""What stands between the values of a column that holds a list."""

LONG_TABLE_ROWS = 1000
"""From here on a column of text is read by its distinct values; under it that gains nothing."""


class Kind(StrEnum):
    """Kinds of column, each with one pandas dtype (see DTYPES)."""

    TEXT = N_("tekst")
    WHOLE = N_("heel getal")
    NUMBER = N_("getal")
    DATE = N_("datum")
    FLAG = N_("ja of nee")
    POINT = N_("punt")
    LINE = N_("lijn")
    AREA = N_("vlak")


DTYPES = {Kind.TEXT: "str", Kind.WHOLE: "Int64", Kind.NUMBER: "float64", Kind.DATE: "str", Kind.FLAG: "boolean"}
"""The pandas dtype of each kind; a date is ISO text, so that it survives every format."""

GEOMETRY_TYPES = {Kind.POINT: ("Point",), Kind.LINE: ("LineString",), Kind.AREA: ("Polygon", "MultiPolygon")}
"""Which shapes a column of each kind of shape may hold."""


@dataclass(frozen=True)
class Column:
    """The rules of one column: its kind, whether it may be empty, and what its values may be.

    `may_be_absent`: a column that came later; a file of before is whole without it.
    """

    kind: Kind = Kind.TEXT
    optional: bool = False
    allowed: tuple[str, ...] = ()
    many: bool = False
    pattern: str = ""
    example: str = ""
    at_least: float | None = None
    at_most: float | None = None
    above: float | None = None
    past: bool = False
    refers: str = ""
    also: tuple[str, ...] = ()
    may_be_absent: bool = False

    @property
    def is_geometry(self) -> bool:
        """Tell whether the column holds shapes."""
        return self.kind in GEOMETRY_TYPES


@dataclass(frozen=True)
class TableContract:
    """The columns and the key of one table; `open` tables may hold columns that we do not use."""

    name: str
    key: tuple[str, ...]
    columns: dict[str, Column]
    open: bool = False
    may_be_empty: bool = True
    rules: tuple[Callable[[pd.DataFrame], Iterable[tuple[int, str, str, str, str]]], ...] = field(default=())

    @property
    def geometry(self) -> Column | None:
        """Return the column of shapes, or None for a table without."""
        return self.columns.get("geometry")

    def empty(self) -> pd.DataFrame:
        """Make a table without rows in the dtypes of the contract; with shapes it is a GeoDataFrame in RD New."""
        plain = {name: pd.Series(dtype=DTYPES[c.kind]) for name, c in self.columns.items() if not c.is_geometry}
        table = pd.DataFrame(plain)
        return table if self.geometry is None else gpd.GeoDataFrame(table, geometry=[], crs=RD_NEW)


_READERS = {Kind.WHOLE: as_whole, Kind.NUMBER: as_number, Kind.DATE: as_date, Kind.FLAG: as_flag}


def _each_once(kind: Kind, values: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Read a column with the reader of its kind; a long one of text by its distinct values, as it repeats a few."""
    if values.dtype != "str" or len(values) < LONG_TABLE_ROWS:
        return _READERS[kind](values)
    place, words = pd.factorize(values)
    read, wrong = _READERS[kind](pd.Series([*words, None], dtype="str"))  # a missing value has place -1: the last one
    return read.take(place).set_axis(values.index), wrong.take(place).set_axis(values.index)


_KIND_CURES = {
    Kind.WHOLE: N_("Schrijf een heel getal, bijvoorbeeld 1240, of laat de cel leeg als het niet bekend is"),
    Kind.NUMBER: N_("Schrijf een getal met een decimale punt, bijvoorbeeld 12.5, of laat de cel leeg"),
    Kind.DATE: N_("Schrijf de datum als jaar-maand-dag, bijvoorbeeld 2026-01-31"),
    Kind.FLAG: N_("Schrijf ja of nee, of laat de cel leeg als het niet bekend is"),
}


def typed(
    raw: pd.DataFrame, contract: TableContract, *, file: str, first_row: int = 1
) -> tuple[pd.DataFrame, list[Finding]]:
    """Cast a table to the kinds of its contract.

    `first_row` is the number that the user sees beside the first row (2 in a CSV with a header). Columns outside a
    contract that is not open, missing columns and unreadable values become findings; an unreadable value becomes
    missing in the table that is returned. Rows keep their order; the index becomes 0..n-1.
    """
    rows = raw.reset_index(drop=True)
    if contract.geometry is not None and not isinstance(raw, gpd.GeoDataFrame):
        rows = rows.drop(columns="geometry", errors="ignore")
    findings = _column_findings(rows, contract, file)
    columns = {}
    for name, column in contract.columns.items():
        if name not in rows.columns or column.is_geometry:
            continue
        values = rows[name]
        if column.kind == Kind.TEXT:
            columns[name] = as_text(values).astype("str")
            continue
        cast, wrong = _each_once(column.kind, values)
        columns[name] = cast.astype(DTYPES[column.kind])
        findings += [
            Finding(
                message=_("Dit is geen {kind}").format(kind=_(column.kind.value)),
                file=file,
                row=first_row + int(place),
                column=name,
                value=str(values[place]),
                cure=_(_KIND_CURES[column.kind]),
            )
            for place in wrong.index[wrong]
        ]
    table = pd.DataFrame(columns, index=rows.index)
    if contract.geometry is not None and "geometry" in rows.columns:
        table = gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(rows["geometry"]), crs=raw.crs)
    return table, findings


def _column_findings(rows: pd.DataFrame, contract: TableContract, file: str) -> list[Finding]:
    """Name the columns that miss and, unless the contract is open, those that are too many."""
    add, draw = _("Voeg de kolom toe; zo nodig met lege cellen"), _("Kies een GeoPackage met een laag met vormen")
    findings = [
        Finding(_("De kolom ontbreekt"), file, column=name, cure=draw if column.is_geometry else add)
        for name, column in contract.columns.items()
        if name not in rows.columns and not column.may_be_absent
    ]
    if contract.open:
        return findings
    extra = [str(name) for name in rows.columns if name not in contract.columns]
    known = ", ".join(contract.columns)
    return findings + [
        Finding(
            _("Deze kolom kennen wij niet"),
            file,
            column=name,
            cure=_("Haal de kolom weg of geef haar een van deze namen: {names}").format(names=known),
        )
        for name in extra
    ]


def _checks(column: Column, today: str) -> dict[str, tuple[Callable[[pd.Series], pd.Series], str, str]]:
    """List the rules of a column as name → (test of non-missing values, message, cure)."""
    rules: dict[str, tuple[Callable[[pd.Series], pd.Series], str, str]] = {}
    if column.kind in (Kind.WHOLE, Kind.NUMBER):
        rules["cbs_missing"] = (
            lambda values: ~values.isin(CBS_MISSING),
            _("Dit getal is de code van CBS voor ‘onbekend’, geen aantal"),
            _("Laat de cel leeg"),
        )
    if column.pattern:
        rules["pattern"] = (
            lambda values: values.str.fullmatch(column.pattern),
            _("Deze code heeft niet de goede vorm"),
            _("Schrijf zo: {example}").format(example=column.example),
        )
    if column.allowed:
        rules["allowed"] = (
            lambda values: _all_in(values, (*column.allowed, *column.also), many=column.many),
            _("Deze waarde kennen wij niet"),
            _("Kies uit: {values}").format(values=", ".join((*column.allowed, *column.also))),
        )
    return rules | _limit_checks(column, today)


def _limit_checks(column: Column, today: str) -> dict[str, tuple[Callable[[pd.Series], pd.Series], str, str]]:
    """List the rules about size and time of a column, in the same form as `_checks`."""
    rules: dict[str, tuple[Callable[[pd.Series], pd.Series], str, str]] = {}
    if column.at_least is not None:
        rules["at_least"] = (
            lambda values: (values >= column.at_least) | values.isin(CBS_MISSING),
            _("Dit getal is te laag"),
            _("Het moet {limit} of hoger zijn").format(limit=f"{column.at_least:g}"),
        )
    if column.above is not None:
        rules["above"] = (
            lambda values: (values > column.above) | values.isin(CBS_MISSING),
            _("Dit getal is te laag"),
            _("Het moet hoger zijn dan {limit}").format(limit=f"{column.above:g}"),
        )
    if column.at_most is not None:
        rules["at_most"] = (
            lambda values: values <= column.at_most,
            _("Dit getal is te hoog"),
            _("Het mag niet hoger zijn dan {limit}").format(limit=f"{column.at_most:g}"),
        )
    if column.past:
        rules["past"] = (
            lambda values: values <= today,
            _("Deze datum ligt in de toekomst"),
            _("Schrijf een datum tot en met {today}").format(today=today),
        )
    return rules


def _all_in(values: pd.Series, allowed: tuple[str, ...], *, many: bool) -> pd.Series:
    """Tell per value whether it, or each part of a list, is one of the allowed."""
    if not many:
        return values.isin(allowed)
    known = {text: all(part.strip() in allowed for part in text.split(LIST_MARK)) for text in values.unique()}
    return values.map(known).astype(bool)


def faults(table: pd.DataFrame, contract: TableContract, *, file: str, today: str, first_row: int = 1) -> list[Finding]:
    """Check a typed table against its contract and return every fault, in the order of rows and columns.

    `today` is an ISO date: dates of something that happened may not lie after it. Raises nothing for bad data.
    """
    findings = _geometry_faults(table, contract, file, first_row)
    if table.empty and not contract.may_be_empty:
        cure = _("Controleer of u het goede bestand koos")
        findings.append(Finding(_("Er staan geen rijen in deze tabel"), file, value=contract.name, cure=cure))
    findings += _value_faults(table, contract, file, today, first_row)
    findings += _key_faults(table, contract, file, first_row)
    complete = set(contract.columns) <= set(table.columns)
    for rule in contract.rules if complete else ():
        findings += [
            Finding(message, file, first_row + place, column, value, cure)
            for place, column, value, message, cure in rule(table)
        ]
    return sorted(findings, key=lambda finding: (finding.row or 0, finding.column))


def _value_faults(table: pd.DataFrame, contract: TableContract, file: str, today: str, first_row: int) -> list[Finding]:
    """Run the column rules through pandera, lazily, and word each failure case.

    Pandera names every case, but is slow to load and to ask: it sees only the columns in which something is wrong.
    """
    rules, names = {}, [name for name, column in contract.columns.items() if not column.is_geometry]
    for name in names:
        if name in table.columns:
            checks = _checks(contract.columns[name], today)
            if not _passes(table[name], contract.columns[name], checks):
                rules[name] = checks
    if not rules:
        return []
    import pandera.pandas as pa  # here, because a page that only reads a region must not pay for its import

    columns = {}
    for name, tests in rules.items():
        checks = [pa.Check(test, name=f"{name}/{rule}", ignore_na=True) for rule, (test, *_rest) in tests.items()]
        columns[name] = pa.Column(checks=checks, nullable=contract.columns[name].optional, required=True)
    plain = pd.DataFrame(table[list(columns)])
    try:
        pa.DataFrameSchema(columns).validate(plain, lazy=True)
    except pa.errors.SchemaErrors as failure:
        return [_worded(case, rules, file, first_row) for case in failure.failure_cases.to_dict("records")]
    return []


def _passes(values: pd.Series, column: Column, checks: dict) -> bool:
    """Tell whether every value of a column passes its rules."""
    there = values.dropna()
    if len(there) < len(values) and not column.optional:
        return False
    return all(bool(test(there).all()) for test, *_rest in checks.values())


def _worded(case: dict, rules: dict, file: str, first_row: int) -> Finding:
    """Turn one failure case of pandera into a finding."""
    name, check = case["column"], str(case["check"])
    place = case["index"]
    row = first_row + int(place) if pd.notna(place) else None
    if check == "not_nullable":
        return Finding(_("Deze cel mag niet leeg zijn"), file, row, name, cure=_("Vul de cel in"))
    _test, message, cure = rules[name][check.split("/", 1)[1]]
    return Finding(message, file, row, name, str(case["failure_case"]), cure)


def _key_faults(table: pd.DataFrame, contract: TableContract, file: str, first_row: int) -> list[Finding]:
    """Name each row whose key stands in an earlier row as well."""
    key = [name for name in contract.key if name in table.columns]
    if not key:
        return []
    again = table.duplicated(key, keep="first") & table[key].notna().all(axis=1)
    return [
        Finding(
            _("Deze sleutel staat er al"),
            file,
            first_row + int(place),
            " + ".join(key),
            ", ".join(str(table.at[place, name]) for name in key),
            _("Laat één van de rijen staan of verander de code"),
        )
        for place in table.index[again]
    ]


def _geometry_faults(table: pd.DataFrame, contract: TableContract, file: str, first_row: int) -> list[Finding]:
    """Check the CRS first, then each shape: present, not empty, of its kind, not crossing itself."""
    column = contract.geometry
    if column is None or "geometry" not in table.columns:
        return []
    shapes = table.geometry
    if shapes.crs is None or not shapes.crs.equals(RD_NEW):
        name = shapes.crs.to_string() if shapes.crs is not None else _("geen")
        cure = _("Zet de laag om naar RD New (EPSG:28992)")
        return [Finding(_("De coördinaten zijn niet in RD New"), file, column="geometry", value=name, cure=cure)]
    absent = shapes.isna()
    hollow = ~absent & shapes.is_empty
    wanted = GEOMETRY_TYPES[column.kind]
    other = ~absent & ~hollow & ~shapes.geom_type.isin(wanted)
    crossing = ~absent & ~hollow & ~other & ~shapes.is_valid
    cases = [
        (absent if not column.optional else absent & False, _("De vorm ontbreekt"), _("Teken de vorm in QGIS")),
        (hollow, _("De vorm is leeg"), _("Teken de vorm opnieuw in QGIS")),
        (other, _("Dit is niet de goede soort vorm"), _("Verwacht: {kind}").format(kind=_(column.kind.value))),
        (crossing, _("De omtrek kruist zichzelf"), _("Herstel hem in QGIS met ‘Geometrie repareren’")),
    ]
    return [
        Finding(message, file, first_row + int(place), "geometry", _row_name(table, contract, place), cure)
        for wrong, message, cure in cases
        for place in wrong.index[wrong]
    ]


def _row_name(table: pd.DataFrame, contract: TableContract, place: int) -> str:
    """Return the key of a row as text, so that a user finds it."""
    return ", ".join(str(table.at[place, name]) for name in contract.key if name in table.columns)
