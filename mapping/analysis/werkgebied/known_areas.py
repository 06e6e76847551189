"""The gebieden that a description of a werkgebied may name: their codes, their names, and which lies in which."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from mapping.model import Gebiedsoort

WIJK_NUMBER = re.compile(r"^wijk ?\d+[a-z]?\b[ -]*")
"""What CBS puts before many names: `Wijk 01 Centrum`. People say only the name."""

DASHES = "‐‑‒–—―−"
QUOTES = "‘’‛`´ʼ"
SOORT_OF_PREFIX = {"WK": Gebiedsoort.WIJK.value, "BU": Gebiedsoort.BUURT.value}

Area = tuple[str, str]
"""A row of `werkgebied`: (gebiedsoort, code)."""


def fold(text: str) -> str:
    """Return text of the same length in small letters without accents, with plain dashes, quotes and spaces."""
    return "".join(_fold_sign(sign) for sign in text)


def _fold_sign(sign: str) -> str:
    if sign in DASHES:
        return "-"
    if sign in QUOTES:
        return "'"
    if sign in "\r\n\u2028\u2029":
        return "\n"
    if sign.isspace():
        return " "
    base = unicodedata.normalize("NFKD", sign)[:1].lower()[:1]
    return base or sign


@dataclass(frozen=True)
class KnownAreas:
    """The gebieden of one region file.

    gemeenten: code → name. wijken: code (WK or BU) → name. gemeente_of: wijk → gemeente. regio_of: gemeente → regio.
    home: pc4 → the gebied where most of its inhabitants live. former: a gemeente that is gone → what it became, names.
    """

    gemeenten: Mapping[str, str]
    wijken: Mapping[str, str]
    gemeente_of: Mapping[str, str]
    regio_of: Mapping[str, str]
    home: Mapping[str, str]
    former: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def regios(self) -> tuple[str, ...]:
        """Return the names of the regio's."""
        return tuple(sorted(set(self.regio_of.values())))

    @cached_property
    def names(self) -> dict[str, tuple[Area, ...]]:
        """Return what each name, folded, may stand for; longest first, so that the first that fits is the whole name."""
        found: dict[str, set[Area]] = {}
        for code, name in self.gemeenten.items():
            found.setdefault(fold(name), set()).add((Gebiedsoort.GEMEENTE.value, code))
        for name in self.regios:
            found.setdefault(fold(name), set()).add((Gebiedsoort.REGIO.value, name))
        for code, name in self.wijken.items():
            for said in {fold(name), WIJK_NUMBER.sub("", fold(name))}:
                found.setdefault(said, set()).add((SOORT_OF_PREFIX[code[:2]], code))
        told = {name: tuple(sorted(areas)) for name, areas in found.items() if any(sign.isalpha() for sign in name)}
        return dict(sorted(told.items(), key=lambda item: (-len(item[0]), item[0])))

    @cached_property
    def former_names(self) -> dict[str, str]:
        """Return what became of each gemeente that is gone, by its folded name; a name still in use is not there."""
        return {fold(old): new for old, new in self.former.items() if fold(old) not in self.names}

    @cached_property
    def postcodes(self) -> frozenset[str]:
        """Return the postcodes of the region."""
        return frozenset(self.home)

    def holds(self, area: Area, pc4: str) -> bool:
        """Tell whether most inhabitants of a postcode live in an area; the area may be a postcode itself."""
        return pc4 in self.postcodes_of(area)

    def postcodes_of(self, area: Area) -> frozenset[str]:
        """Return the postcodes with most of their inhabitants in an area; a postcode is its own."""
        soort, code = area
        if soort == Gebiedsoort.PC4:
            return frozenset({code})
        if soort == Gebiedsoort.LANDELIJK:
            return self.postcodes
        wanted = set(self.wijken_of(area))
        return frozenset(pc4 for pc4, gebied in self.home.items() if gebied in wanted)

    def wijken_of(self, area: Area) -> tuple[str, ...]:
        """Return the wijken (or buurten) of an area, sorted; a wijk is its own."""
        soort, code = area
        if soort in SOORT_OF_PREFIX.values():
            return (code,) if code in self.wijken else ()
        gemeenten = {code} if soort == Gebiedsoort.GEMEENTE else set(self.gemeenten_of(area))
        return tuple(sorted(wijk for wijk, gemeente in self.gemeente_of.items() if gemeente in gemeenten))

    def gemeenten_of(self, area: Area) -> tuple[str, ...]:
        """Return the gemeenten of a regio, sorted; none for anything else."""
        soort, code = area
        if soort != Gebiedsoort.REGIO:
            return ()
        return tuple(sorted(gemeente for gemeente, regio in self.regio_of.items() if regio == code))

    def name_of(self, area: Area) -> str:
        """Return what people call an area: the name, for a wijk with its gemeente; a code we do not know as it stands."""
        soort, code = area
        if soort == Gebiedsoort.GEMEENTE:
            return self.gemeenten.get(code, code)
        if code in self.wijken:
            return f"{self.wijken[code]} ({self.gemeenten[self.gemeente_of[code]]})"
        return code


def known_areas(tables: Mapping[str, pd.DataFrame], changes: pd.DataFrame | None = None) -> KnownAreas:
    """Collect the areas of a region from its tables `gebied` and `cel`; `changes` is the list of dead codes.

    `changes` has oud, naam_oud, nieuw, naam_nieuw, datum (sources.codes); those after the peildatum of the region have
    not happened yet for it.
    """
    gebied = tables["gebied"]
    cel = tables["cel"].sort_values(["inwoners", "gebiedcode"], ascending=[False, True], kind="stable")
    wijken = gebied[gebied["gebiedcode"].str[:2].isin(list(SOORT_OF_PREFIX))]
    former: dict[str, str] = {}
    if changes is not None and len(gebied):
        past = changes[changes["datum"] <= gebied["peildatum"].max()]
        for old, names in past.groupby("naam_oud")["naam_nieuw"]:
            former[str(old)] = ", ".join(sorted(set(names)))
    return KnownAreas(
        gemeenten=dict(zip(gebied["gemeentecode"], gebied["gemeentenaam"], strict=True)),
        wijken=dict(zip(wijken["gebiedcode"], wijken["gebiednaam"], strict=True)),
        gemeente_of=dict(zip(gebied["gebiedcode"], gebied["gemeentecode"], strict=True)),
        regio_of=dict(zip(gebied["gemeentecode"], gebied["regio"], strict=True)),
        home=dict(cel.drop_duplicates("pc4").sort_values("pc4")[["pc4", "gebiedcode"]].itertuples(index=False)),
        former=former,
    )
