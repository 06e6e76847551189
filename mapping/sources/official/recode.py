"""What a region holds by code of a gebied or gemeente, taken over to the codes of another year.

Only what is certain is changed: the same ground under another code, and ground that was cut in whole parts. All else
stays as it is and is listed with what it became, so that somebody who knows the offer decides. What must lie in a gebied of
now goes out or loses its gebied where its ground was redrawn, listed, and the version before still holds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from mapping.model import Gebiedsoort, Stand
from mapping.sources.official.concordance import SAME_GROUND, Became, same_ground
from mapping.words import N_, _

REPORT_COLUMNS = ["tabel", "rij", "oud", "nieuw", "wat"]
"""tabel and rij: where; oud: the code that stood there; nieuw: codes that it became; wat: what was done."""

DONE, BY_POINT, STAYS, OUT = N_("omgezet"), N_("geplaatst op zijn punt"), N_("nagaan: blijft staan"), N_("weggelaten")
SAME_CODE = N_("nagaan: zelfde code, andere grens")
EMPTIED = N_("gebied leeggemaakt")
NO_BEGIN = N_("omgezet, zonder cijfer bij het begin")
WHOLE_FILE = N_("nagaan: gebied leeggemaakt, gaat nu over het hele bestand")

OF_GEMEENTE = {
    "organisatie": ("gemeentecode",),
    "verbinding": ("van_gemeentecode", "naar_gemeentecode"),
}
"""Table → the columns that say in which gemeente something sits; its key has the name of the table."""

OF_SERVICES = ("CBS ", "RIVM")
"""How the bron of a local share begins that is fetched anew; other local shares are of the region itself."""

_WHOLE = (Gebiedsoort.WIJK.value, Gebiedsoort.BUURT.value)


@dataclass(frozen=True)
class Codes:
    """What became of the codes: exact (old → the new codes with together the same ground), became (all), and those of now.

    gemeenten: gemeente that is gone → the gemeenten of now that its ground lies in.
    """

    exact: Mapping[str, tuple[str, ...]]
    became: Mapping[str, tuple[str, ...]]
    now: frozenset[str]
    gemeenten: Mapping[str, tuple[str, ...]]

    def unchanged(self, code: str) -> bool:
        """Tell whether a code means the same ground as before, or is none of ours."""
        return self.exact.get(code) == (code,) or code not in self.became

    def same(self, code: str) -> str | None:
        """Return the one code of now with the same ground, or that it still has though its ground was redrawn."""
        new = self.exact.get(code, ())
        if len(new) == 1:
            return new[0]
        other = any(new == (code,) and old != code for old, new in self.exact.items())
        return code if code in self.now and not other else None


@dataclass(frozen=True)
class Recoded:
    """The tables with codes of now, and a row for each code that was touched or must be looked at."""

    tables: dict[str, pd.DataFrame]
    report: pd.DataFrame


def codes_of(table: pd.DataFrame, old_gebied: pd.DataFrame) -> Codes:
    """Return what became of the codes in a concordance, those of whole gemeenten of `old_gebied` included."""
    exact: dict[str, tuple[str, ...]] = {old: (new,) for old, new in same_ground(table).items()}
    became = {str(old): tuple(rows["nieuw"].dropna()) for old, rows in table[table["oud"].notna()].groupby("oud")}
    for old, rows in table[table["oud"].notna()].groupby("oud"):
        if len(rows) > 1 and (rows["soort"] == Became.GESPLITST).all() and rows["aandeel_oud"].sum() >= SAME_GROUND:
            exact[str(old)] = tuple(rows["nieuw"])
    now = frozenset(table["nieuw"].dropna())
    alive = {_gemeente(code) for code in now}
    gemeenten: dict[str, tuple[str, ...]] = {}
    for gemeente, rows in old_gebied.groupby("gemeentecode"):
        parts = list(rows["gebiedcode"])
        if gemeente in alive:
            continue
        gemeenten[str(gemeente)] = _gemeenten(table, parts)
        became[str(gemeente)] = tuple(sorted({new for code in parts for new in became.get(code, ())}))
        if all(code in exact for code in parts):
            exact[str(gemeente)] = tuple(new for code in parts for new in exact[code])
    return Codes(exact, became, now, gemeenten)


def _gemeente(code: str) -> str:
    """Return the gemeentecode in a gebiedcode."""
    return f"GM{code[2:6]}"


def _gemeenten(table: pd.DataFrame, parts: list[str]) -> tuple[str, ...]:
    """Return the gemeenten of now that the ground of these old gebieden lies in; a part that lies in none gives none.

    Overlap that two outlines of the same ground may have is no part.
    """
    inside = table[table["oud"].isin(parts) & table["nieuw"].notna() & (table["aandeel_oud"] > 1 - SAME_GROUND)]
    if set(inside["oud"]) != set(parts):
        return ()
    return tuple(sorted({_gemeente(code) for code in inside["nieuw"]}))


def recode(tables: Mapping[str, pd.DataFrame], codes: Codes, gebied: gpd.GeoDataFrame) -> Recoded:
    """Take every table of the region itself over to the codes of `gebied`; a table that is not there stays away.

    Of aandeel the rows stay as they are; those of the region itself whose ground changed are listed.
    """
    told: list[tuple] = []
    rules = {
        "werkgebied": _werkgebied,
        "inventaris": _inventaris,
        "initiatief": lambda table, codes, told: _places(table, "initiatief", codes, gebied, told),
        "vindplaats": lambda table, codes, told: _places(table, "vindplaats", codes, gebied, told),
        "gebruik": _gebruik,
        "signalering": _signalering,
        "factor": _factor,
        "actie": _actie,
        "gesprek": _gesprek,
        "organisatie": lambda table, codes, told: _of_gemeente(table, "organisatie", codes, told),
        "verbinding": lambda table, codes, told: _of_gemeente(table, "verbinding", codes, told),
        "aandeel": _aandeel,
    }
    made = {name: rule(tables[name], codes, told) for name, rule in rules.items() if name in tables}
    return Recoded(made, pd.DataFrame(told, columns=REPORT_COLUMNS))


def _listed(codes: Codes, code: str) -> str:
    return ", ".join(codes.became.get(code, ()))


def _stays(codes: Codes, code: str) -> str:
    """Say why a code is left as it is: it means other ground now, or it is no code of now."""
    return SAME_CODE if code in codes.now else STAYS


def _werkgebied(table: pd.DataFrame, codes: Codes, told: list[tuple]) -> pd.DataFrame:
    """Write the same ground in the codes of now; a gemeente that is gone becomes its gebieden."""
    rows = []
    for row in table.to_dict("records"):
        code = row["code"]
        if row["gebiedsoort"] not in (*_WHOLE, Gebiedsoort.GEMEENTE.value) or codes.unchanged(code):
            rows.append(row)
            continue
        new = codes.exact.get(code)
        told.append(("werkgebied", row["initiatief"], code, _listed(codes, code), DONE if new else _stays(codes, code)))
        soort = Gebiedsoort.WIJK.value if row["gebiedsoort"] == Gebiedsoort.GEMEENTE.value else row["gebiedsoort"]
        rows += [{**row, "gebiedsoort": soort, "code": one} for one in new] if new else [row]
    made = pd.DataFrame(rows, columns=table.columns).astype(table.dtypes.to_dict())
    return made.drop_duplicates(["initiatief", "gebiedsoort", "code"], ignore_index=True)


def _inventaris(table: pd.DataFrame, codes: Codes, told: list[tuple]) -> pd.DataFrame:
    """Say of each gebied of now how far its ground was looked at: whole only where all of its old ground was.

    A gebied whose ground was redrawn is *deels* where a part of it was looked at; its date is the oldest one.
    """
    changed = table["gebiedcode"].isin([code for code in codes.became if not codes.unchanged(code)])
    kept, old = table[~changed], table[changed].set_index("gebiedcode")
    sources: dict[str, list[str]] = {}
    for code, news in codes.became.items():
        for new in news if not code.startswith("GM") else ():
            sources.setdefault(new, []).append(code)
    rows = []
    for new, before in sorted(sources.items()):
        looked = old.loc[old.index.intersection(before)]
        if looked.empty:
            continue
        whole = set(before) <= set(looked.index) and (looked["stand"] == Stand.VOLLEDIG).all()
        first = looked.sort_values("datum", na_position="last").iloc[0].to_dict()
        rows.append({**first, "gebiedcode": new, "stand": (Stand.VOLLEDIG if whole else Stand.DEELS).value})
    told += [
        ("inventaris", code, code, _listed(codes, code), DONE if codes.became.get(code) else STAYS)
        for code in old.index
    ]
    lost = table[changed & ~table["gebiedcode"].isin([code for code, news in codes.became.items() if news])]
    made = pd.DataFrame(rows, columns=table.columns).astype(table.dtypes.to_dict())
    whole = pd.concat([part for part in (kept, made, lost) if len(part)] or [table], ignore_index=True)
    return whole[list(table.columns)].drop_duplicates("gebiedcode", ignore_index=True)


def _places(
    table: gpd.GeoDataFrame, name: str, codes: Codes, gebied: gpd.GeoDataFrame, told: list[tuple]
) -> gpd.GeoDataFrame:
    """Give each place the gebied that its point lies in; without a point the code of the same or the wider ground."""
    found = list(table["gebiedcode"])
    for place, (code, key, point) in enumerate(zip(table["gebiedcode"], table[name], table.geometry, strict=True)):
        if pd.isna(code) or codes.unchanged(code):
            continue
        inside = [] if point is None or point.is_empty else list(gebied.loc[gebied.covers(point), "gebiedcode"])
        became = codes.became.get(code, ())
        if inside:
            found[place], what = inside[0], BY_POINT
        elif len(became) == 1:
            found[place], what = became[0], DONE
        else:
            what = _stays(codes, code)
        told.append((name, key, code, _listed(codes, code), what))
    return table.assign(gebiedcode=pd.array(found, dtype=table["gebiedcode"].dtype))


def _gebruik(table: pd.DataFrame, codes: Codes, told: list[tuple]) -> pd.DataFrame:
    """Give each row the code of the same or the wider ground; rows of ground that was cut up go out, and are listed."""
    found, kept = list(table["gebiedcode"]), []
    for place, (code, key) in enumerate(zip(table["gebiedcode"], table["initiatief"], strict=True)):
        known = pd.isna(code) or codes.unchanged(code)
        became = codes.became.get(code, ()) if not known else ()
        kept.append(known or len(became) == 1)
        if len(became) == 1:
            found[place] = became[0]
        if not known:
            told.append(("gebruik", key, code, _listed(codes, code), DONE if len(became) == 1 else OUT))
    made = table.assign(gebiedcode=pd.array(found, dtype=table["gebiedcode"].dtype))
    return made[pd.Series(kept, index=table.index, dtype=bool)].reset_index(drop=True)


def _signalering(table: pd.DataFrame, codes: Codes, told: list[tuple]) -> pd.DataFrame:
    """Give each row the code of the same or the wider ground; where it was cut up the gebied is no longer known."""
    found = []
    for code, key in zip(table["gebiedcode"], table["signalering"], strict=True):
        if pd.isna(code) or codes.unchanged(code):
            found.append(code)
            continue
        became = codes.became.get(code, ())
        found.append(became[0] if len(became) == 1 else None)
        told.append(("signalering", key, code, _listed(codes, code), DONE if len(became) == 1 else EMPTIED))
    return table.assign(gebiedcode=pd.array(found, dtype=table["gebiedcode"].dtype))


def _factor(table: pd.DataFrame, codes: Codes, told: list[tuple]) -> pd.DataFrame:
    """Give each factor the code of the same ground; what holds of a part is no answer of the whole, so others go out."""
    found = _same(table, "factor", codes, told, without=OUT)
    kept = found.notna() | table["gebiedcode"].isna()
    return table.assign(gebiedcode=found)[kept].reset_index(drop=True)


def _gesprek(table: pd.DataFrame, codes: Codes, told: list[tuple]) -> pd.DataFrame:
    """Give each gesprek the code of the same ground; else only its regio is left, as what one person said is not moved."""
    return table.assign(gebiedcode=_same(table, "gesprek", codes, told, without=EMPTIED))


def _same(table: pd.DataFrame, name: str, codes: Codes, told: list[tuple], *, without: str) -> pd.Series:
    """Return the gebiedcode of each row by the same ground, missing where there is none; `without` is told of those."""
    found = list(table["gebiedcode"])
    for place, (code, key) in enumerate(zip(table["gebiedcode"], table[name], strict=True)):
        if pd.isna(code) or codes.unchanged(code):
            continue
        found[place] = codes.same(code)
        what = without if found[place] is None else SAME_CODE if found[place] == code else DONE
        told.append((name, key, code, _listed(codes, code), what))
    return pd.Series(pd.array(found, dtype=table["gebiedcode"].dtype), index=table.index)


def _actie(table: pd.DataFrame, codes: Codes, told: list[tuple]) -> pd.DataFrame:
    """Give each actie the code of the same or the wider ground; where it was cut up the actie is for the whole file.

    Under another code nothing can be measured in the version where the actie began, so it loses begin_versie.
    """
    found, begin = list(table["gebiedcode"]), table["begin_versie"].copy()
    for place, (code, key) in enumerate(zip(table["gebiedcode"], table["actie"], strict=True)):
        if pd.isna(code) or codes.unchanged(code):
            continue
        became = codes.gemeenten.get(code) or codes.became.get(code, ())
        found[place] = became[0] if len(became) == 1 else codes.same(code)
        what = WHOLE_FILE if found[place] is None else SAME_CODE if found[place] == code else DONE
        if what == DONE and pd.notna(begin.iloc[place]):
            begin.iloc[place], what = pd.NA, NO_BEGIN
        told.append(("actie", key, code, ", ".join(became), what))
    return table.assign(gebiedcode=pd.array(found, dtype=table["gebiedcode"].dtype), begin_versie=begin)


def _of_gemeente(table: pd.DataFrame, name: str, codes: Codes, told: list[tuple]) -> pd.DataFrame:
    """Give each row the gemeente of now that the whole of its gemeente went to; of one that was divided the code stays."""
    made = {}
    for column in OF_GEMEENTE[name]:
        found = list(table[column])
        for place, (code, key) in enumerate(zip(table[column], table[name], strict=True)):
            if pd.isna(code) or code not in codes.gemeenten:
                continue
            new = codes.gemeenten[code]
            found[place] = new[0] if len(new) == 1 else code
            told.append((name, key, code, ", ".join(new), DONE if len(new) == 1 else STAYS))
        made[column] = pd.array(found, dtype=table[column].dtype)
    return table.assign(**made)


def _aandeel(table: pd.DataFrame, codes: Codes, told: list[tuple]) -> pd.DataFrame:
    """List the shares of the region itself whose ground is not what it was; they stay as they are."""
    own = table[~table["bron"].astype("str").str.startswith(OF_SERVICES)]
    for code, key in zip(own["gebiedcode"], own["subgroep"], strict=True):
        if pd.notna(code) and not codes.unchanged(code):
            told.append(("aandeel", key, code, _listed(codes, code), _stays(codes, code)))
    return table


def report_sentences(report: pd.DataFrame) -> list[str]:
    """Say per table and per outcome which rows it concerns."""
    sentences = []
    for (table, what), rows in report.groupby(["tabel", "wat"], sort=True):
        listed = "; ".join(f"{row.rij}: {row.oud} → {row.nieuw or '-'}" for row in rows.itertuples())
        sentences.append(f"{table}, {_(what)} ({len(rows)}): {listed}")
    return sentences
