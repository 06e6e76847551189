"""From the cells of a file to rows of ours as text: values, keys, points and lists, with every fault by its place."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from mapping.membership import among
from mapping.model import RD_NEW, WGS84, WerkgebiedStand
from mapping.schema import TABLES
from mapping.sources.upload.asked import Asked, Fault
from mapping.sources.upload.cells import ReadColumn, each_distinct, reader, says_unknown, uncovered
from mapping.sources.upload.choices import choices_of
from mapping.sources.upload.identity import ONBEKENDE_ORGANISATIE, is_code, keys_of, organisaties
from mapping.sources.upload.lists import ReadList, read_lists, read_werkgebied
from mapping.sources.upload.profiles import DEGREE_TARGETS, POINT_TARGETS, ListTarget
from mapping.words import N_, _

NETHERLANDS_M = ((0, 300_000), (300_000, 650_000))
"""Range of x and of y of the European Netherlands in RD New, in metres; x and y that were swapped fall outside."""

ONBEKEND_NAAM = N_("Organisatie nog niet bekend")

AREA = ListTarget("werkgebied_tekst", "werkgebied", "code")
"""A werkgebied in free words: rows where it is understood, the text itself where it is not."""


@dataclass
class Understood:
    """Rows as text of the contract (index: places), where someone said onbekend, lists by place, points, and faults."""

    given: pd.DataFrame
    unknown: pd.DataFrame
    lists: dict[ListTarget, dict[int, ReadList]] = field(default_factory=dict)
    points: gpd.GeoSeries | None = None
    new_organisaties: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)


def understand(asked: Asked, places: Sequence[int]) -> Understood:
    """Read the rows at these places of the file; nothing is laid beside the contract yet. See Understood."""
    cells = asked.cells.loc[list(places)]
    read = _columns(asked, cells)
    found = Understood(
        pd.DataFrame({target: column.values for target, column in read.items()}, index=cells.index),
        pd.DataFrame({target: column.unknown for target, column in read.items()}, index=cells.index),
    )
    for target, column in read.items():
        for place, word in column.faults.items():
            value = str(cells.at[place, asked.headers[target]])
            found.faults.append(Fault(place, target, word.message, value, word.cure))
    _name_organisaties(asked, cells, found)
    _name_rows(asked, found)
    _place(asked, cells, found)
    _read_lists(asked, cells, found)
    return found


def _columns(asked: Asked, cells: pd.DataFrame) -> dict[str, ReadColumn]:
    """Read the columns that are columns of the table, each in its own kind."""
    choices = choices_of(asked.profile, asked.now)
    read = {}
    for target, header in asked.headers.items():
        column = asked.profile.column(target)
        if column is None or target == _runner(asked):
            continue
        own = None if target == asked.profile.table else choices.get(target)
        read[target] = each_distinct(cells[header], reader(column, target, own, decimal=asked.decimal))
    return read


def _runner(asked: Asked) -> str:
    """Return the target that names an organisatie which may be new; empty where the table has none."""
    return "organisatie" if asked.profile.table == "initiatief" else ""


def _name_organisaties(asked: Asked, cells: pd.DataFrame, found: Understood) -> None:
    """Give each organisatie that the file names its key; one that nobody knows has a key of its own."""
    target = _runner(asked)
    if target and target not in asked.headers and asked.fills.get(target) == ONBEKENDE_ORGANISATIE:
        _know_nobody(asked, found)
    if not target or target not in asked.headers:
        return
    said = cells[asked.headers[target]].map(uncovered, na_action="ignore").astype("str")
    said = said.where(said != "")
    unknown = said.map(says_unknown, na_action="ignore").fillna(False).astype(bool)
    keys, fresh = organisaties(said.where(~unknown), asked.now["organisatie"])
    if unknown.any():
        keys = keys.where(~unknown, ONBEKENDE_ORGANISATIE)
        _know_nobody(asked, found)
    found.given[target], found.unknown[target] = keys, False
    found.new_organisaties.update(fresh)


def _know_nobody(asked: Asked, found: Understood) -> None:
    """Propose the organisatie that stands for one that nobody knows, where the region does not have it."""
    if ONBEKENDE_ORGANISATIE not in set(asked.now["organisatie"]["organisatie"]):
        found.new_organisaties[ONBEKENDE_ORGANISATIE] = _(ONBEKEND_NAAM)


def _name_rows(asked: Asked, found: Understood) -> None:
    """Give each row its key: as given, of what the region has under that name, or made of the name."""
    table = asked.profile.table
    if "naam" not in TABLES[table].columns or table not in TABLES[table].key:
        return
    given = found.given
    if table not in given:
        given[table] = pd.Series(pd.NA, index=given.index, dtype="str")
    if "naam" not in given:  # who has one column for what it is, wrote the name in it
        known = set(asked.now[table][table])
        names = given[table].where(~among(given[table], known) & ~given[table].map(is_code).astype(bool))
        by_name = pd.DataFrame({table: given[table].where(names.isna()), "naam": names}, index=given.index)
        keys = keys_of(by_name.assign(**_second(given)), asked.now[table], table)
        if names.notna().any() and asked.profile.adds:
            given["naam"], found.unknown["naam"] = names, False
    else:
        keys = keys_of(given, asked.now[table], table)
    given[table], found.unknown[table] = keys, False
    if not asked.profile.adds:
        _refuse_strangers(asked, found)


def _second(given: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the columns that tell two rows of one name apart, where the file has them."""
    return {name: given[name] for name in ("organisatie", "pc4") if name in given}


def _refuse_strangers(asked: Asked, found: Understood) -> None:
    """Name each row about something that the region does not have, where a file of this kind adds nothing."""
    table = asked.profile.table
    known = set(asked.now[table][table])
    cure = _("Schrijf de naam zoals wij hem kennen, of voeg het eerst toe met het formulier initiatieven")
    for place, key in found.given[table].items():
        if pd.isna(key) or key not in known:
            name = found.given.at[place, "naam"] if "naam" in found.given else key
            said = "" if pd.isna(name) else str(name)
            found.faults.append(Fault(place, table, _("Dit initiatief kennen wij nog niet"), said, cure))


def _place(asked: Asked, cells: pd.DataFrame, found: Understood) -> None:
    """Make the points, of shapes or of two numbers; what is no place in the Netherlands is a fault."""
    if TABLES[asked.profile.table].geometry is None:
        return
    if isinstance(cells, gpd.GeoDataFrame):
        found.points = cells.geometry
        return
    for pair, crs in ((POINT_TARGETS, RD_NEW), (DEGREE_TARGETS, WGS84)):
        if all(target in asked.headers for target in pair):
            found.points = _points(asked, cells, found, pair, crs)
            return


def _points(asked: Asked, cells: pd.DataFrame, found: Understood, pair: tuple[str, str], crs: str) -> gpd.GeoSeries:
    """Return the points of two columns in RD New; a half point, no number, and a place elsewhere are faults."""
    text = {target: _coordinate_text(cells[asked.headers[target]]) for target in pair}
    numbers = {target: pd.to_numeric(said, errors="coerce").astype("float64") for target, said in text.items()}
    first, second = (numbers[target] for target in pair)
    wrong = pd.Series(False, index=cells.index)
    cure = _("Vul beide getallen van het punt in, of laat beide leeg")
    for target, other in (pair, pair[::-1]):
        bad = (text[target].notna() & numbers[target].isna()) | (text[target].isna() & text[other].notna())
        for place in bad.index[bad & ~wrong]:
            said = text[target][place]
            found.faults.append(Fault(place, target, _("Dit is geen plaats"), "" if pd.isna(said) else said, cure))
        wrong |= bad
    east, north = (second, first) if crs == WGS84 else (first, second)
    points = gpd.GeoSeries(gpd.points_from_xy(east, north), index=cells.index, crs=crs)
    points = points.where(first.notna() & second.notna() & ~wrong).to_crs(RD_NEW)
    (west, eastern), (south, northern) = NETHERLANDS_M
    outside = points.notna() & ~(points.x.between(west, eastern) & points.y.between(south, northern))
    far = _("Controleer de getallen; misschien zijn ze verwisseld")
    for place in outside.index[outside]:
        value = f"{text[pair[0]][place]}, {text[pair[1]][place]}"
        found.faults.append(Fault(place, pair[0], _("Dit punt ligt niet in Nederland"), value, far))
    return points.where(~outside)


def _coordinate_text(cells: pd.Series) -> pd.Series:
    """Return the numbers of a point as text with a decimal point; missing where nothing is said."""
    said = [uncovered(cell) if isinstance(cell, str) else "" for cell in cells]
    plain = [_point_decimal(text) if text and not says_unknown(text) else None for text in said]
    return pd.Series(plain, index=cells.index, dtype="str")


def _point_decimal(text: str) -> str:
    """Write a coordinate with a point: one comma is a decimal, dots before it part thousands."""
    plain = text.replace(" ", "")
    if "," in plain:
        return plain.replace(".", "").replace(",", ".")
    return plain.replace(".", "") if plain.count(".") > 1 else plain


def _read_lists(asked: Asked, cells: pd.DataFrame, found: Understood) -> None:
    """Read the columns with lists, and the werkgebied in words, which a list of codes in the same row goes before."""
    choices = choices_of(asked.profile, asked.now)
    for target in asked.profile.lists:
        if target.name in asked.headers:
            said = cells[asked.headers[target.name]]
            found.lists[target] = read_lists(said, target, choices.get(target.name), asked.read_area)
    if asked.profile.table == "initiatief" and "werkgebied_tekst" in found.given:
        found.lists[AREA] = _areas(asked, found)
    for target, reads in found.lists.items():
        for place, read in reads.items():
            if read.message:
                found.faults.append(Fault(place, target.name, read.message, read.value, read.cure))
            cure = _("Het werkgebied wordt ‘onbekend’, de tekst blijft staan")
            found.doubts += [
                Fault(place, target.name, _("Dit deel begrijpen wij niet"), part, cure) for part in read.doubts
            ]
        _set_stand(reads, found)


def _areas(asked: Asked, found: Understood) -> dict[int, ReadList]:
    """Read the werkgebied of each row whose words are not those that stand there already."""
    now = asked.now["initiatief"]
    before = dict(zip(now["initiatief"], now["werkgebied_tekst"].fillna(""), strict=True)) if len(now) else {}
    codes = next((reads for target, reads in found.lists.items() if target.table == "werkgebied"), {})
    text = found.given["werkgebied_tekst"].dropna().to_dict()
    keys = found.given["initiatief"].to_dict()
    fresh = [place for place, said in text.items() if place not in codes and said != before.get(keys[place], "")]
    read = {said: read_werkgebied(said, asked.read_area, strict=False) for said in {text[place] for place in fresh}}
    areas = {place: read[text[place]] for place in fresh}
    unknown = found.unknown["werkgebied_tekst"]
    return areas | {place: ReadList(stand=WerkgebiedStand.ONBEKEND.value) for place in unknown.index[unknown]}


def _set_stand(reads: dict[int, ReadList], found: Understood) -> None:
    """Set the stand that a werkgebied says; `geen beperking` in its own column is somebody's answer and stays."""
    stands = {place: read.stand for place, read in reads.items() if read.stand}
    if not stands:
        return
    if "werkgebied_stand" not in found.given:
        found.given["werkgebied_stand"] = pd.Series(pd.NA, index=found.given.index, dtype="str")
        found.unknown["werkgebied_stand"] = False
    said = found.given["werkgebied_stand"]
    open_to_all = said == WerkgebiedStand.GEEN_BEPERKING.value
    fresh = pd.Series(stands, dtype="str").reindex(found.given.index)
    found.given["werkgebied_stand"] = said.where(fresh.isna() | open_to_all.fillna(False), fresh)
