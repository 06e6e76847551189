"""Check the werkgebieden: codes that are gone, double rows, lists that nobody can reach, and places that nobody serves."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

import numpy as np
import pandas as pd

from mapping.analysis.expiry import STOPPED
from mapping.analysis.model_run import ModelRun
from mapping.analysis.population import levensvragen
from mapping.analysis.werkgebied.known_areas import Area, KnownAreas, known_areas
from mapping.analysis.werkgebied.parsed import RemarkKind
from mapping.analysis.werkgebied.rows import FROM_TEXT, texts
from mapping.analysis.werkgebied.text import parse_werkgebied
from mapping.model import NEDERLAND, UNIEK, Gebiedsoort, WerkgebiedStand


class Check(StrEnum):
    """What can be wrong with a werkgebied, beside what there is to say about a text (RemarkKind)."""

    DEAD = "code bestaat niet meer"
    NEWER = "code is nieuwer dan dit bestand"
    NO_SUCH_CODE = "code bestaat niet"
    NOBODY_HERE = "niemand in deze regio"
    OUT_OF_REACH = "lijst buiten bereik"
    UNKNOWN = "werkgebied niet bekend"
    TEXT_DIFFERS = "tekst en lijst verschillen"


ERRORS = frozenset(
    {
        Check.DEAD, Check.NEWER, Check.NO_SUCH_CODE, Check.NOBODY_HERE, RemarkKind.UNREAD, RemarkKind.STRANGE_POSTCODE,
        RemarkKind.AMBIGUOUS, RemarkKind.FORMER, RemarkKind.VAGUE, RemarkKind.NO_SUCH_POSTCODE,
    }
)  # fmt: skip
"""Kinds that make the calculation wrong until somebody mends them; the others may be right and are asked about."""

COLUMNS = ["initiatief", "kind", "value", "detail", "error"]


def werkgebied_check(
    tables: Mapping[str, pd.DataFrame], changes: pd.DataFrame, *, run: ModelRun | None = None
) -> pd.DataFrame:
    """List what is wrong with the werkgebieden of a region, per initiatief that has not stopped.

    `changes` is the list of dead codes (sources.codes); with a `run`, lists that its reach never meets are found too.
    Columns: initiatief, kind (Check or RemarkKind), value (the codes or the part of the text, commas between), detail
    (what became of it, or where it lies), error (bool, see ERRORS). In the order of the table initiatief.
    """
    known = known_areas(tables, changes)
    offer = tables["initiatief"]
    offer = offer[offer["status"] != STOPPED]
    lists: dict[str, list[Area]] = {}
    for name, soort, code in tables["werkgebied"][["initiatief", "gebiedsoort", "code"]].itertuples(index=False):
        lists.setdefault(name, []).append((soort, code))
    made = tables["werkgebied"]["bron"].fillna("").str.startswith(FROM_TEXT)
    from_text = set(tables["werkgebied"].loc[made.to_numpy(dtype=bool), "initiatief"])
    said = texts(offer)
    peildatum = str(tables["gebied"]["peildatum"].max())
    found: list[tuple[str, str, str, str]] = []
    for name, stand in offer[["initiatief", "werkgebied_stand"]].itertuples(index=False):
        areas = lists.get(name, []) if stand == WerkgebiedStand.LIJST else []
        found += [(name, *finding) for finding in _code_findings(areas, known, changes, peildatum)]
        found += [(name, *finding) for finding in _double(areas, known)]
        if name in said.index:
            own = [] if name in from_text else areas
            found += [(name, *finding) for finding in _text_findings(said[name], stand, own, known)]
        if stand == WerkgebiedStand.ONBEKEND:
            found.append((name, Check.UNKNOWN.value, "", ""))
    found += _unreached(run) if run is not None else []
    return _table(found, offer)


def _table(found: list[tuple[str, str, str, str]], offer: pd.DataFrame) -> pd.DataFrame:
    """Join the values of one kind and detail into one row, in the order of the initiatieven."""
    rows = pd.DataFrame(found, columns=COLUMNS[:-1], dtype=object)
    keys = ["initiatief", "kind", "detail"]
    values = rows.groupby(keys, sort=False)["value"].agg(lambda texts_: ", ".join(dict.fromkeys(texts_)))
    rows = values.reset_index()[COLUMNS[:-1]]
    order = {name: place for place, name in enumerate(offer["initiatief"])}
    rows = rows.assign(error=rows["kind"].isin([kind.value for kind in ERRORS]), _order=rows["initiatief"].map(order))
    rows = rows.sort_values(["_order", "error"], ascending=[True, False], kind="stable")
    return rows[COLUMNS].reset_index(drop=True)


def _code_findings(
    areas: list[Area], known: KnownAreas, changes: pd.DataFrame, peildatum: str
) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, code, detail) for each code that the region does not have."""
    for soort, code in areas:
        if soort == Gebiedsoort.LANDELIJK:
            continue
        if soort == Gebiedsoort.REGIO:
            if code not in known.regios:
                yield Check.NO_SUCH_CODE.value, code, ", ".join(known.regios)
        elif soort == Gebiedsoort.PC4:
            if code not in known.postcodes:
                yield RemarkKind.OUTSIDE.value, code, ""
        elif code not in known.gemeenten and code not in known.wijken and f"WK{code[2:8]}" not in known.wijken:
            yield _lost_code(code, known, changes, peildatum)


def _lost_code(code: str, known: KnownAreas, changes: pd.DataFrame, peildatum: str) -> tuple[str, str, str]:
    """Say of a gemeente-, wijk- or buurtcode that is not in the region whether it is dead, newer, wrong or elsewhere."""
    gemeente = f"GM{code[2:6]}"
    if gemeente in known.gemeenten:
        return Check.NO_SUCH_CODE.value, code, known.gemeenten[gemeente]
    became = successors(gemeente, changes, until=peildatum)
    if became:
        return Check.DEAD.value, code, ", ".join(f"{name} ({new})" for new, name in became.items())
    later = changes[(changes["nieuw"] == gemeente) & (changes["datum"] > peildatum)]
    if len(later):
        before = zip(later["oud"], later["naam_oud"], strict=True)
        return Check.NEWER.value, code, ", ".join(f"{name} ({old})" for old, name in before)
    return RemarkKind.OUTSIDE.value, code, ""


def successors(gemeente: str, changes: pd.DataFrame, *, until: str) -> dict[str, str]:
    """Return what a gemeentecode had become on a day (code → name); empty where it still was, or is not in the list.

    A gemeente that merged, was renumbered and merged again is followed to the end.
    """
    rows = changes[(changes["oud"] == gemeente) & (changes["datum"] <= until)]
    found: dict[str, str] = {}
    for new, name in zip(rows["nieuw"], rows["naam_nieuw"], strict=True):
        found |= successors(new, changes, until=until) or {new: name}
    return found


def _double(areas: list[Area], known: KnownAreas) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, code, in what it lies) for each row that another row of the list has already."""
    for area in areas:
        for wide in areas:
            if wide != area and _inside(area, wide, known):
                yield RemarkKind.DOUBLE.value, known.name_of(area), known.name_of(wide)
                break


def _inside(area: Area, wide: Area, known: KnownAreas) -> bool:
    """Tell whether an area lies in a wider one."""
    soort, code = area
    if wide == (Gebiedsoort.LANDELIJK.value, NEDERLAND):
        return True
    if soort == Gebiedsoort.PC4:
        return wide[0] != Gebiedsoort.PC4 and known.holds(wide, code)
    if soort in (Gebiedsoort.WIJK, Gebiedsoort.BUURT):
        return wide[0] in (Gebiedsoort.GEMEENTE, Gebiedsoort.REGIO) and code in known.wijken_of(wide)
    return soort == Gebiedsoort.GEMEENTE and code in known.gemeenten_of(wide)


def _text_findings(text: str, stand: str, areas: list[Area], known: KnownAreas) -> Iterator[tuple[str, str, str]]:
    """Yield what there is to say about a text: what was not read, and where it differs from the list beside it."""
    parsed = parse_werkgebied(text, known=known)
    for remark in parsed.remarks:
        yield remark.kind.value, remark.value, remark.detail
    open_ = stand == WerkgebiedStand.GEEN_BEPERKING
    if parsed.complete and (areas or open_) and (set(parsed.rows) != set(areas) or (open_ and parsed.rows)):
        yield Check.TEXT_DIFFERS.value, text, parsed.text


def _unreached(run: ModelRun) -> Iterator[tuple[str, str, str, str]]:
    """Yield each initiatief with a list that admits nobody here, or nobody whom it reaches.

    One without a known place and without phone or online reaches nobody at all; that is another matter.
    """
    reach = (run.weight > 0).tocsc()
    place = run.place.tocsc()
    for position, name in enumerate(run.initiatief["initiatief"]):
        if run.initiatief["werkgebied_stand"].iat[position] != WerkgebiedStand.LIJST:
            continue
        listed = set(place.indices[place.indptr[position] : place.indptr[position + 1]])
        reached = set(reach.indices[reach.indptr[position] : reach.indptr[position + 1]])
        if not listed:
            yield name, Check.NOBODY_HERE.value, "", ""
        elif reached and not listed & reached:
            yield name, Check.OUT_OF_REACH.value, "", ""


def white_spots(run: ModelRun) -> pd.DataFrame:
    """List per postcode and subgroep (and uniek) the people for whom no werkgebied with reach is open, exact.

    Columns: pc4, subgroep, omvang (people in the subgroep; for uniek the inhabitants), vraag (all who want support), wit
    (of them: nothing that suits them is both in reach and open to where they live), wit_regel (of wit: something is in
    reach, its werkgebied keeps them out). Rules about the person are left aside. Rows with wit above 0, by pc4 and in the
    order of the groepen, uniek first.
    """
    suits = run.suits.astype(float)
    reach = (run.weight > 0).astype(float)
    near = (reach @ suits) > 0
    served = (reach.multiply(run.place) @ suits) > 0
    need, unique = run.people.need, run.people.omega * run.people.need
    life = levensvragen(run.people.groepen)
    kinds = run.people.groepen["subgroep"].to_numpy(dtype=object)
    codes, cells = np.unique(run.people.cellen["pc4"].to_numpy(dtype=object).astype(str), return_inverse=True)
    frames = []
    for kind in [UNIEK, *dict.fromkeys(kinds)]:
        columns = life if kind == UNIEK else kinds == kind
        people = (unique if kind == UNIEK else need)[:, columns]
        size = run.people.people if kind == UNIEK else run.people.omvang["midden"][:, columns]
        white = people * ~served[:, columns]
        parts = {"omvang": size, "vraag": people, "wit": white, "wit_regel": white * near[:, columns]}
        sums = {name: np.bincount(cells, values.sum(axis=1), len(codes)) for name, values in parts.items()}
        frames.append(pd.DataFrame({"pc4": codes, "subgroep": kind, **sums}))
    rows = pd.concat(frames, ignore_index=True)
    rows = rows[rows["wit"] > 0].assign(_order=lambda table: table.index)
    return rows.sort_values(["pc4", "_order"], kind="stable").drop(columns="_order").reset_index(drop=True)
