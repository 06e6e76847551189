"""A region so small that every number can be worked out by hand: 3 gebieden, 4 postcodes, 6 cellen, 3 subgroepen.

Along one road, in metres from the west (area of each cel 1 km²):

| cel | x | inwoners | gebied (inwoners, stedelijkheid) | gemeente | regio |
|---|---|---|---|---|---|
| NOORD 1001 | 0 | 600 | NOORD (1000, 1) | GM0001 | Oost |
| NOORD 1002 | 2000 | 400 | NOORD | GM0001 | Oost |
| MIDDEN 1002 | 4000 | 300 | MIDDEN (500, 4) | GM0001 | Oost |
| MIDDEN 1003 | 7000 | 200 | MIDDEN | GM0001 | Oost |
| ZUID 1003 | 10000 | 120 | ZUID (200, missing) | GM0002 | West |
| ZUID 1004 | 13000 | 80 | ZUID | GM0002 | West |

In every cel 10% are 15-19, 30% are 30-34, and 50-54, 65-69 and 75-79 are 20% each. So of 1,000 inhabitants 340 are
18-49 (2/5 of 100, and 300), 200 are 50-64, 65-74 and 75+ each, and 940 are 18 or older. The postcode file counts the
same people, but twice as many in 1003: half of that postcode lies outside the region.
"""

from functools import cache

import geopandas as gpd
import pandas as pd
from shapely import Point, box

from mapping.analysis.model_run import ModelRun, run
from mapping.analysis.need import vraag_table
from mapping.analysis.settings import Settings
from mapping.model import RD_NEW
from mapping.schema import TABLES, cast

TODAY = "2026-11-22"
NOORD, MIDDEN, ZUID = "WK000101", "WK000102", "WK000201"
ADULTS = {NOORD: 940.0, MIDDEN: 470.0, ZUID: 188.0}
AGES = {"15-19": 0.1, "30-34": 0.3, "50-54": 0.2, "65-69": 0.2, "75-79": 0.2}
CELLEN = (
    (NOORD, "1001", 600, 0),
    (NOORD, "1002", 400, 2000),
    (MIDDEN, "1002", 300, 4000),
    (MIDDEN, "1003", 200, 7000),
    (ZUID, "1003", 120, 10_000),
    (ZUID, "1004", 80, 13_000),
)
POSTCODES = {"1001": 600, "1002": 700, "1003": 640, "1004": 80}
GEBIEDEN = (
    (NOORD, "Noord", "GM0001", "Oost", 1000, 1),
    (MIDDEN, "Midden", "GM0001", "Oost", 500, 4),
    (ZUID, "Zuid", "GM0002", "West", 200, None),
)
NOTED = {"bron": "test", "peildatum": "2022-01-01"}
SHARES = {"verlies": (0.1, 0.2, 0.3), "ziekte": (0.05, 0.1, 0.2), "taal": (0.1, 0.1, 0.1)}
STEUNVRAAG = (0.05, 0.10, 0.20)


def table(name: str, rows: list[dict], **same) -> pd.DataFrame:
    """Make a table of the contract `name` from its rows; columns that are not given are missing."""
    if not rows:
        return TABLES[name].empty()
    raw = pd.DataFrame([{**NOTED, **same, **row} for row in rows])
    raw = raw[[column for column in raw.columns if column in TABLES[name].columns]]
    if TABLES[name].geometry is not None:
        raw = gpd.GeoDataFrame(raw, geometry=gpd.GeoSeries(list(raw["geometry"])), crs=RD_NEW)
    return cast(raw, name)


def share(subgroep: str, wat: str, values: tuple[float, float, float], **columns) -> dict:
    """Write one row of `aandeel`: national, for all ages, an aanname, unless said otherwise."""
    place = {"leeftijdsband": "alle", "gebiedcode": "NL", "soort": "aanname", "lokaal": "nee"}
    return (
        place
        | {"subgroep": subgroep, "wat": wat}
        | dict(zip(("laag", "midden", "hoog"), values, strict=True))
        | columns
    )


def shares(size: dict = SHARES, want: dict | None = None, right: dict | None = None) -> list[dict]:
    """Write the rows of `aandeel`: size, steunvraag (5 / 10 / 20%) and recht_palliatief (0) per subgroep."""
    return [
        row
        for kind, values in size.items()
        for row in (
            share(kind, "aandeel", values),
            share(kind, "steunvraag", (want or {}).get(kind, STEUNVRAAG)),
            share(kind, "recht_palliatief", ((right or {}).get(kind, 0.0),) * 3),
        )
    ]


def subgroepen(**rol: str) -> pd.DataFrame:
    """Make the table `subgroep` from names and their rol; sensitive is the one called `psychiatrisch`."""
    rows = [
        {
            "subgroep": kind,
            "naam": kind,
            "omschrijving": kind,
            "rol": part,
            "as": "gezondheid",
            "bijzonder": "ja" if kind == "psychiatrisch" else "nee",
            "minimaal_niveau": "gemeente" if kind == "psychiatrisch" else "pc4",
            "schatting": "test",
        }
        for kind, part in rol.items()
    ]
    return table("subgroep", rows)


def initiatief(name: str, *, x: float | None = 0, capaciteit_pj: float | None = None, **columns) -> dict:
    """Write one row of `initiatief`: at x metres on the road (None: no known place), without any restriction."""
    home = next(((gebied, pc4) for gebied, pc4, _n, at in CELLEN if x == at), (None, None))
    return {
        "initiatief": name,
        "naam": name,
        "organisatie": "org",
        "aanbiederssoort": "vrijwilligers",
        "kanaal": "op locatie",
        "abc": "B",
        "capaciteit_pj": capaciteit_pj,
        "telt_als_plaats": "ja",
        "verwijzing_nodig": "nee",
        "werkgebied_stand": "geen beperking",
        "status": "actief",
        "gebiedcode": home[0],
        "pc4": home[1],
        "voorbeeld": "nee",
        "geometry": None if x is None else Point(x, 0),
        **columns,
    }


def offered(*rows: dict, **named: list[str]) -> dict[str, pd.DataFrame]:
    """Make `initiatief` and `initiatief_subgroep`: for everybody, unless `named` lists the subgroepen of a name."""
    pairs = [(row["initiatief"], kind) for row in rows for kind in named.get(row["initiatief"], ["iedereen"])]
    kinds = [{"initiatief": name, "subgroep": kind, "nadruk": "ook voor"} for name, kind in pairs]
    return {"initiatief": table("initiatief", list(rows)), "initiatief_subgroep": table("initiatief_subgroep", kinds)}


def rules(*rows: tuple) -> pd.DataFrame:
    """Make `toegangsregel` from (initiatief, alternatief, soort, waarde)."""
    columns = ("initiatief", "alternatief", "soort", "waarde")
    return table("toegangsregel", [dict(zip(columns, row, strict=True)) for row in rows])


def areas(*rows: tuple) -> pd.DataFrame:
    """Make `werkgebied` from (initiatief, gebiedsoort, code)."""
    return table("werkgebied", [dict(zip(("initiatief", "gebiedsoort", "code"), row, strict=True)) for row in rows])


def languages(*rows: tuple) -> pd.DataFrame:
    """Make `initiatief_taal` from (initiatief, taal)."""
    return table("initiatief_taal", [dict(zip(("initiatief", "taal"), row, strict=True)) for row in rows])


def small_region(**changes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the tables of the region without offer; `changes` replace whole tables."""
    return {name: table_.copy() for name, table_ in _without_offer().items()} | changes


@cache
def _without_offer() -> dict[str, pd.DataFrame]:
    gebieden = [
        dict(zip(("gebiedcode", "gebiednaam", "gemeentecode", "regio", "inwoners", "stedelijkheid"), row, strict=True))
        for row in GEBIEDEN
    ]
    cellen = [
        {"gebiedcode": code, "pc4": pc4, "inwoners": n, "area_km2": 1.0, "geometry": Point(x, 0)}
        for code, pc4, n, x in CELLEN
    ]
    square = box(0, 0, 1000, 1000)
    wide = box(-20_000, -20_000, 40_000, 20_000)  # wider than any reach: nothing of this region lies at the edge
    tables = {name: contract.empty() for name, contract in TABLES.items()}
    tables |= {
        "gebied": table(
            "gebied",
            [row | {"gemeentenaam": row["gemeentecode"]} for row in gebieden],
            gebiedsniveau="wijk",
            geometry=wide,
        ),
        "postcode": table(
            "postcode", [{"pc4": pc4, "plaats": "Dorp", "inwoners": n} for pc4, n in POSTCODES.items()], geometry=square
        ),
        "postcode_leeftijd": table(
            "postcode_leeftijd",
            [
                {"pc4": pc4, "leeftijdsband": band, "inwoners": round(n * part)}
                for pc4, n in POSTCODES.items()
                for band, part in AGES.items()
            ],
        ),
        "cel": table("cel", cellen),
        "leeftijd": table(
            "leeftijd",
            [
                row | {"leeftijdsband": band, "inwoners": row["inwoners"] * part}
                for row in cellen
                for band, part in AGES.items()
            ],
        ),
        "subgroep": subgroepen(verlies="levensvraag", ziekte="levensvraag", taal="kenmerk"),
        "aandeel": table("aandeel", shares()),
    }
    return tables


def calculate(tables: dict[str, pd.DataFrame], **settings) -> ModelRun:
    """Run the model on the tables as they are today."""
    return run(tables, vraag_table(tables), Settings(on=TODAY, **settings))


def one_row(frame: pd.DataFrame, **keys: str) -> pd.Series:
    """Return the only row with these values."""
    found = frame[(frame[list(keys)] == pd.Series(keys)).all(axis=1)]
    (row,) = found.to_dict("records")
    return row
