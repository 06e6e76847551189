"""Judge a file before anything of it is taken over: what is right, what is wrong, and what would change.

All faults are found at once. A row with a fault stays out, with all its lists; the others can be taken over without it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from mapping.contract import LIST_MARK, faults, typed
from mapping.errors import Finding
from mapping.membership import among
from mapping.model import RD_NEW, WerkgebiedStand
from mapping.persons import personal_data
from mapping.schema import TABLES
from mapping.sources.offer import gebied_of
from mapping.sources.upload.asked import Asked, Fault
from mapping.sources.upload.children import Children, children
from mapping.sources.upload.examples import example_places
from mapping.sources.upload.folded import folded
from mapping.sources.upload.identity import lookalikes
from mapping.sources.upload.merging import Laid, as_text, joined_key, laid
from mapping.sources.upload.proposal import proposed, whole_list
from mapping.sources.upload.synonyms import OWN_HEADERS
from mapping.sources.upload.understood import Understood, understand
from mapping.words import N_, _

SAME_M = 0.005
"""Two points closer than this, in metres along each axis, are one: a spreadsheet rounds the last digits."""

Progress = Callable[[float, str], None]

READING, CHECKING, PERSONS, COMPARING = (
    N_("Cellen begrijpen"), N_("Controleren"), N_("Persoonsgegevens zoeken"), N_("Vergelijken met wat er is"),
)  # fmt: skip


@dataclass(frozen=True)
class Report:
    """What came of judging a file; rows are numbers as the user sees them.

    rows: rows with something in them, examples left out. good: those without a fault; of them fresh, changed and equal.
    findings: what is wrong (persons among them); persons: only those. doubts: what is said but stops nothing. tables:
    whole new tables of the region, only those that change. stays: rows of the region that the file does not name;
    gone: those that go, as this file is the whole list; held: those that stay as others still need them.
    filled: target → (value, cells) of what holds for all rows. new_organisaties: key → (name, a known name like it).
    bad: place → sentences. derived: remarks about the file as a whole.
    """

    rows: int
    good: int
    fresh: int
    changed: int
    examples: tuple[int, ...]
    unused: tuple[str, ...]
    findings: tuple[Finding, ...]
    persons: tuple[Finding, ...]
    doubts: tuple[Finding, ...]
    tables: dict[str, pd.DataFrame]
    stays: int
    gone: tuple[str, ...]
    held: int
    filled: dict[str, tuple[str, int]]
    new_organisaties: dict[str, tuple[str, str]]
    bad: dict[int, list[str]] = field(default_factory=dict)

    @property
    def equal(self) -> int:
        """Return the rows that say what stands there already."""
        return self.good - self.fresh - self.changed

    @property
    def wrong(self) -> int:
        """Return the rows with a fault."""
        return self.rows - self.good


def judge(asked: Asked, progress: Progress = lambda _share, _text: None) -> Report:
    """Judge a file; see Report. Nothing is stored, and nothing that was given is changed. Raises nothing for bad data."""
    examples, places, marked = example_places(asked)
    progress(0.05, _(READING))
    read = understand(asked, places)
    read.faults += marked
    progress(0.4, _(CHECKING))
    result = _laid(asked, read)
    rows, wrong = _checked(asked, read, result)
    if not asked.profile.adds:  # what we do not know is one fault, not one per cell that a new row would need
        wrong = [fault for fault in wrong if not result.fresh[fault.place]]
    all_faults = [*read.faults, *_absent(asked, result, wrong), *wrong]
    lists, in_lists = children(asked, read.lists, result.rows, set(places))
    all_faults += [*in_lists, *_empty_werkgebied(asked, result.rows, lists)]
    progress(0.7, _(PERSONS))
    persons = _persons(asked, places)
    progress(0.8, _(COMPARING))
    findings = _once([*asked.findings, *persons, *(fault.finding(asked) for fault in all_faults)])
    blocked = any(finding.row is None for finding in findings)
    bad = {finding.row - asked.first_row for finding in findings if finding.row is not None}
    bad |= set(result.fresh.index[result.fresh]) if blocked else set()
    return _report(asked, read, result, rows, lists, findings, persons, places, bad, examples)


def _report(asked, read: Understood, result: Laid, rows, lists, findings, persons, places, bad, examples) -> Report:
    """Put the report together from the rows that are good."""
    good = [place for place in places if place not in bad]
    differs = {place for each in lists for place in each.differs}
    is_new, other = set(result.fresh.index[result.fresh]), set(result.changed.index[result.changed])
    fresh = is_new & set(good)
    changed = ((other | differs) & set(good)) - fresh
    used = set(result.rows.loc[good, "organisatie"]) if read.new_organisaties else set()
    organisaties = {key: name for key, name in read.new_organisaties.items() if key in used}
    going = whole_list(asked, result.rows, complete=not bad)
    touched = sorted(fresh | (changed & other))
    made = asked.finish(asked.profile.table, rows.loc[touched])
    tables = proposed(asked, made, lists, set(good), organisaties, going.keys, result.rows)
    named = set(joined_key(result.rows, TABLES[asked.profile.table].key))
    stock = joined_key(
        as_text(asked.now[asked.profile.table], TABLES[asked.profile.table]), TABLES[asked.profile.table].key
    )
    like = lookalikes(organisaties, asked.now["organisatie"])
    reasons: dict[int, list[str]] = {}
    for finding in findings:
        for place in [finding.row - asked.first_row] if finding.row is not None else sorted(bad & set(fresh or bad)):
            reasons.setdefault(place, []).append(_reason(finding))
    return Report(
        rows=len(places),
        good=len(good),
        fresh=len(fresh),
        changed=len(changed),
        examples=tuple(asked.first_row + place for place in examples),
        unused=tuple(name for name in map(str, asked.cells.columns) if name != "geometry" and not _used(asked, name)),
        findings=tuple(findings),
        persons=tuple(persons),
        doubts=tuple(doubt.finding(asked) for doubt in read.doubts if doubt.place not in bad),
        tables=tables,
        stays=int((~among(stock, named)).sum()) - len(going.keys),
        gone=tuple(going.keys),
        held=going.held,
        filled={name: (asked.fills[name], count) for name, count in result.filled.items()},
        new_organisaties={key: (name, like[key]) for key, name in organisaties.items()},
        bad={place: reasons.get(place, []) for place in sorted(bad & set(places))},
    )


def _used(asked: Asked, header: str) -> bool:
    """Tell whether a column is taken over, or is one that we put there ourselves."""
    return bool(asked.matches.get(header)) or folded(header) in OWN_HEADERS


def _reason(finding: Finding) -> str:
    """Say a fault beside its row: which column, what, and the cure."""
    where = f"{finding.column}: " if finding.column else ""
    return f"{where}{finding.message}. {finding.cure}".strip()


def _laid(asked: Asked, read: Understood) -> Laid:
    """Lay what was read on what the region has."""
    table = asked.profile.table
    contract = TABLES[table]
    fills = {name: value for name, value in asked.fills.items() if value}
    known = [name for name in read.given.columns if name in contract.columns]
    now = as_text(asked.now[table], contract)
    return laid(read.given[known], read.unknown, now, contract, fills=fills, whole=asked.whole)


def _checked(asked: Asked, read: Understood, result: Laid) -> tuple[pd.DataFrame, list[Fault]]:
    """Type the rows and check them against the contract; returns the typed rows (index: places) and their faults."""
    contract = TABLES[asked.profile.table]
    rows = result.rows if contract.geometry is None else _with_points(asked, read, result)
    places = list(rows.index)
    table, unread = typed(rows, contract, file="", first_row=0)
    found = [*unread, *faults(table, contract, file="", today=asked.today, first_row=0)]
    made = [_as_fault(asked, finding, places) for finding in found]
    made += _strangers(asked, result.rows, read)
    return table.set_axis(places, axis=0), made


def _place(finding: Finding, places: list[int]) -> int | None:
    return None if finding.row is None else places[finding.row]


def _as_fault(asked: Asked, finding: Finding, places: list[int]) -> Fault:
    """Point a finding in our rows to the file; it quotes the cell as it stands there."""
    place, target = _place(finding, places), _first(finding.column)
    header = asked.headers.get(target)
    value = asked.cells.at[place, header] if place is not None and header in asked.cells else finding.value
    return Fault(place, target, finding.message, finding.value if pd.isna(value) else str(value), finding.cure)


def _first(column: str) -> str:
    """Return the first column of a finding that names several."""
    return column.replace("+", ",").split(",")[0].strip()


def _with_points(asked: Asked, read: Understood, result: Laid) -> gpd.GeoDataFrame:
    """Add the point of each row: that of the file, else what stands there; a new point says in which gebied it lies."""
    table = asked.profile.table
    now = asked.now[table]
    standing = pd.Series(now.geometry.to_numpy(), index=now[table].to_numpy()) if len(now) else pd.Series(dtype=object)
    standing = standing[~standing.index.duplicated()]
    old = pd.Series(standing.reindex(result.rows[table]).to_numpy(), index=result.rows.index, dtype=object)
    shapes = old
    if read.points is not None:
        given = read.points.astype(object)
        empty = given.isna()
        shapes = given if asked.whole else given.where(~empty, old)
        pairs = zip(_none(shapes), _none(old), strict=True)
        same = [a is b or (a is not None and b is not None and a.equals_exact(b, SAME_M)) for a, b in pairs]
        shapes = old.where(pd.Series(same, index=shapes.index), shapes)
        result.changed[:] = (result.changed | ~pd.Series(same, index=shapes.index)) & ~result.fresh
    points = gpd.GeoDataFrame(result.rows, geometry=gpd.GeoSeries(_none(shapes), index=result.rows.index), crs=RD_NEW)
    touched = (result.changed | result.fresh) & points.geometry.notna()
    if touched.any() and (points.geometry[touched].geom_type == "Point").all():
        inside = gebied_of(points[touched], asked.now["gebied"])
        points.loc[touched, "gebiedcode"] = inside
    return points


def _none(shapes: pd.Series) -> list:
    """Return shapes with None where there is none."""
    return [None if shape is None or shape != shape else shape for shape in shapes]


def _strangers(asked: Asked, rows: pd.DataFrame, read: Understood) -> list[Fault]:
    """Name each value that points to a row of another table which neither the region nor this file has."""
    found = []
    for name, column in TABLES[asked.profile.table].columns.items():
        other, _dot, key = column.refers.partition(".")
        if name == "gebiedcode":
            other, key = "gebied", "gebiedcode"
        if not other or other not in asked.now or name not in read.given:
            continue
        known = set(asked.now[other][key].dropna()) | set(column.also) | set(read.new_organisaties)
        if name == "gebiedcode" and asked.profile.table == "actie":  # an actie may be for a whole gemeente
            known |= set(asked.now[other]["gemeentecode"].dropna())
        values = read.given[name].dropna()
        if column.many:
            values = values.str.split(LIST_MARK).explode().str.strip()
        cure = _("Kies een waarde uit de tabel {table}, of voeg haar daar toe").format(table=other)
        if other == "gebied":
            cure = _("Kies een gebied van deze regio, of laat de cel leeg")
        message = _("Deze waarde staat niet in de tabel {table}").format(table=other)
        found += [
            Fault(place, name, message, str(value), cure) for place, value in values[~among(values, known)].items()
        ]
    return found


def _absent(asked: Asked, result: Laid, wrong: list[Fault]) -> list[Fault]:
    """Turn the same empty cell in every new row into one fault: the file lacks a column that new rows need.

    The faults of those cells are taken out of `wrong`.
    """
    if not asked.profile.adds:
        return []
    missing = [
        target for target in asked.profile.targets
        if asked.profile.needed(target) and target not in asked.headers and not asked.fills.get(target)
        and (result.rows[target].isna() & result.fresh).any()
    ]  # fmt: skip
    wrong[:] = [fault for fault in wrong if not (fault.target in missing and not fault.value)]
    cure = _("Kies hierboven een kolom, of een waarde voor alle rijen")
    return [Fault(None, target, _("Nieuwe rijen kunnen niet zonder deze kolom"), "", cure) for target in missing]


def _empty_werkgebied(asked: Asked, rows: pd.DataFrame, lists: list[Children]) -> list[Fault]:
    """Name each initiatief that says its werkgebied is a list and has none: it would admit nobody."""
    if asked.profile.table != "initiatief":
        return []
    areas = next((each for each in lists if each.table == "werkgebied"), None)
    listed = set(asked.now["werkgebied"]["initiatief"]) - (areas.replaced if areas else set())
    listed |= set(areas.rows["initiatief"]) if areas else set()
    bare = (rows["werkgebied_stand"] == WerkgebiedStand.LIJST.value) & ~among(rows["initiatief"], listed)
    bare &= rows["initiatief"].notna()
    cure = _("Schrijf de postcodes, wijken of gemeenten in de kolom werkgebied, of schrijf ‘onbekend’")
    message = _("Dit initiatief heeft een lijst als werkgebied, maar er staat geen lijst")
    return [
        Fault(place, "werkgebied_stand", message, "", cure) for place in rows.index[bare.fillna(False).astype(bool)]
    ]


def _persons(asked: Asked, places: list[int]) -> list[Finding]:
    """Find persons in what would be taken over; the finding shows them masked, and names the header of the user."""
    named = {target: asked.cells.loc[places, header] for target, header in asked.headers.items()}
    table = pd.DataFrame(named).reset_index(drop=True)
    found = personal_data(table, asked.profile.table, file=asked.file, first_row=0)
    return [
        Fault(_place(finding, places), finding.column, finding.message, finding.value, finding.cure).finding(asked)
        for finding in found
    ]


def _once(findings: list[Finding]) -> list[Finding]:
    """Keep one finding per cell, the first, in the order of rows; one about a whole column comes before its cells."""
    first: dict[tuple[int, str], Finding] = {}
    for finding in findings:
        first.setdefault((-1 if finding.row is None else finding.row, finding.column), finding)
    return [first[key] for key in sorted(first, key=lambda key: key)]
