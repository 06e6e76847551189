"""Barriers gathered for a reader: one row per initiatief and postcode of one groep, and rules in plain words."""

from collections.abc import Mapping

import pandas as pd

from mapping.analysis.publish import public_barriers
from mapping.model import Gebiedsoort, Regelsoort, Soort, WerkgebiedStand
from mapping.words import N_, _

RULE_NAMES = {
    "postcode": N_("postcode"),
    "gemeentegrens": N_("gemeentegrens"),
    "leeftijd": N_("leeftijd"),
    "palliatief": N_("palliatief of naaste"),
    "taal": N_("taal"),
}

REFERRAL_NAMES = {
    "nee": N_("niet nodig"),
    "huisarts": N_("van de huisarts"),
    "poh": N_("van de praktijkondersteuner"),
    "via organisatie": N_("via een organisatie"),
    "onbekend": N_("niet bekend"),
}
"""verwijzing_nodig as it stands in tables: it never bars, so it is no rule among RULE_NAMES."""

KEYS = ["initiatief", "pc4", "regel"]
PEOPLE = ["mensen", "mensen_laag", "mensen_hoog", "willen_steun", "nergens_anders", "basis"]

CODES_NAMED = 6
"""Codes of a werkgebied that a sentence names before it says how many more there are."""


def per_postcode(
    barriers: pd.DataFrame, tables: Mapping[str, pd.DataFrame], groep: str, *, inside: set[str] | None
) -> pd.DataFrame:
    """Add the bands of a groep up per initiatief, postcode and rule, then make public; with the name of the initiatief.

    `barriers` are exact rows (analysis.barriers); rounding and marks come after adding up, so that no error adds up.
    The facts of a row (distance, alternatief and its waiting time) are those of one band: the largest of those that
    have an alternatief, else the largest. The weakest soort of the bands holds.
    """
    rows = barriers[barriers["subgroep"] == groep]
    if inside is not None:
        rows = rows[rows["pc4"].isin(inside)]
    rows = rows.assign(_other=rows["alternatief"].notna(), _rank=rows["soort"].map(list(Soort).index))
    rows = rows.sort_values(["_other", "mensen"], ascending=False, kind="stable")
    grouped = rows.groupby(KEYS, sort=False)
    facts = rows.drop_duplicates(KEYS).drop(columns=[*PEOPLE, "soort", "leeftijdsband", "_other", "_rank"])
    weakest = grouped["_rank"].max().map(lambda rank: list(Soort)[rank].value).rename("soort")
    joined = facts.set_index(KEYS).join(grouped[PEOPLE].sum(min_count=1)).join(weakest).reset_index()
    inwoners = tables["postcode"].set_index("pc4")["inwoners"]
    shown = public_barriers(joined.assign(subgroep=groep), tables["subgroep"], inwoners)
    return shown.assign(naam=shown["initiatief"].map(tables["initiatief"].set_index("initiatief")["naam"]))


def werkgebied_words(tables: Mapping[str, pd.DataFrame], initiatief: str) -> str:
    """Say in plain words for where an initiatief works."""
    rows = tables["werkgebied"]
    rows = rows[rows["initiatief"] == initiatief]
    gebied = tables["gebied"]
    names = {
        Gebiedsoort.WIJK: dict(zip(gebied["gebiedcode"], gebied["gebiednaam"], strict=True)),
        Gebiedsoort.GEMEENTE: dict(zip(gebied["gemeentecode"], gebied["gemeentenaam"], strict=True)),
    }
    leads = {
        Gebiedsoort.PC4: _("postcode {codes}"),
        Gebiedsoort.BUURT: _("buurt {codes}"),
        Gebiedsoort.WIJK: _("wijk {codes}"),
        Gebiedsoort.GEMEENTE: _("gemeente {codes}"),
        Gebiedsoort.REGIO: _("regio {codes}"),
        Gebiedsoort.LANDELIJK: _("heel Nederland"),
    }
    parts = []
    for kind, codes in rows.groupby("gebiedsoort", sort=False)["code"]:
        known = names.get(Gebiedsoort(kind), {})
        parts.append(leads[Gebiedsoort(kind)].format(codes=_listed([known.get(code, code) for code in codes])))
    both = _("en")
    return f" {both} ".join(parts)


def _listed(codes: list[str]) -> str:
    """Write codes with commas; many are cut short."""
    named = ", ".join(codes[:CODES_NAMED])
    more = len(codes) - CODES_NAMED
    return named if more <= 0 else _("{named} en {n} andere").format(named=named, n=more)


def area_words(tables: Mapping[str, pd.DataFrame], initiatief: str) -> str:
    """Say for where an initiatief works, also where there is no rule or where nobody knows."""
    stand = tables["initiatief"].set_index("initiatief")["werkgebied_stand"][initiatief]
    if stand == WerkgebiedStand.LIJST:
        return werkgebied_words(tables, initiatief)
    return _("geen beperking") if stand == WerkgebiedStand.GEEN_BEPERKING else _("niet bekend")


def entitled_alone(tables: Mapping[str, pd.DataFrame], initiatief: str) -> str:
    """Return `palliatief` or `naaste` where the rules of an initiatief name that one and not the other; else nothing."""
    rows = tables["toegangsregel"]
    named = set(rows.loc[rows["initiatief"] == initiatief, "soort"]) & {Regelsoort.PALLIATIEF, Regelsoort.NAASTE}
    return str(Regelsoort(named.pop()).value) if len(named) == 1 else ""


def rule_words(tables: Mapping[str, pd.DataFrame], initiatief: str, rule: str) -> str:
    """Say in plain words whom a personal rule admits."""
    if rule == "taal":
        return _("mensen die Nederlands spreken")
    rows = tables["toegangsregel"]
    rows = rows[rows["initiatief"] == initiatief]
    words = {
        Regelsoort.MIN_LEEFTIJD: _("mensen van {n} jaar en ouder"),
        Regelsoort.MAX_LEEFTIJD: _("mensen tot en met {n} jaar"),
        Regelsoort.PALLIATIEF: _("mensen die niet meer beter worden"),
        Regelsoort.NAASTE: _("naasten van mensen die niet meer beter worden"),
        Regelsoort.GESLACHT: _("mannen of vrouwen"),
        Regelsoort.LEVENSBESCHOUWING: _("mensen van een geloof"),
        Regelsoort.ANDERS: _("mensen die aan een andere eis voldoen"),
    }
    both, either = _("en"), _("of")
    options = [
        f" {both} ".join(
            words[Regelsoort(soort)].format(n=value) for soort, value in zip(own["soort"], own["waarde"], strict=True)
        )
        for _number, own in rows.groupby("alternatief")
    ]
    return f" {either} ".join(options)
