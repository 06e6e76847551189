"""What a verwijskaart says of one initiatief, in words, for the screen and for paper: plain text, nothing escaped yet."""

import re
from collections.abc import Mapping

import pandas as pd

from mapping.analysis.referral.asked import Asked
from mapping.analysis.referral.verdict import MARK, REMOTE_ONLY, TOO_FAR, Answer, Doubt
from mapping.analysis.time_barriers import NotOpen
from mapping.model import WerkgebiedStand
from mapping.reports.catalogue_words import name_of
from mapping.reports.sentences import REFERRAL_WORDS
from mapping.views.barrier_rows import area_words, rule_words
from mapping.views.barrier_tables import REASON_WORDS
from mapping.views.profile import VALUE_WORDS
from mapping.words import _, day, ngettext, number

Tables = Mapping[str, pd.DataFrame]
Fact = tuple[str, str]

DATE_OF = {
    NotOpen.STOPPED: "geldig_tot", NotOpen.PLANNED: "geldig_van", NotOpen.NOT_YET: "geldig_van",
    NotOpen.NO_LONGER: "geldig_tot", NotOpen.FUNDING_ENDED: "einddatum", NotOpen.CEILING: "plafond_bereikt_op",
    NotOpen.NO_HOURS: "laatst_gecontroleerd",
}  # fmt: skip
"""Which date belongs to a reason; `vol` has none."""

RULES = ("leeftijd", "palliatief", "taal")
WEB = re.compile(r"https?://[^\s\"'<>]+")
"""An address that may become a link; anything else stays text."""


def known(value: object) -> bool:
    """Tell whether a value is there: not None, not NaN, not empty."""
    return value is not None and not (not isinstance(value, str) and pd.isna(value)) and value != ""


def distance_words(row: Mapping) -> str:
    """Say how far it is, from where most people of the place live; and from where to where that differs."""
    if row["op_afstand"]:
        return _("op afstand (telefoon of online)")
    if not known(row["km"]):
        return _("plaats niet bekend")
    least, most = number(row["km_van"], decimals=1), number(row["km_tot"], decimals=1)
    here = number(row["km"], decimals=1)
    if least == most:
        return _("{km} km").format(km=here)
    return _("{km} km (tussen {van} en {tot} km)").format(km=here, van=least, tot=most)


def wait_words(row: Mapping) -> str:
    """Say how long one waits; an unknown time is not 0."""
    weeks = row["wachttijd_weken"]
    if not known(weeks):
        return _("niet bekend")
    return _("geen") if weeks == 0 else ngettext("{n} week", "{n} weken", weeks).format(n=number(weeks))


def place_words(row: Mapping) -> str:
    """Say whether there is a place: hours left with their day, a known capacity, or not known."""
    if row["uren_gelden"] and row["uren_over"] > 0:
        since = day(row["laatst_gecontroleerd"] if known(row["laatst_gecontroleerd"]) else row["peildatum"])
        words = _("nog {uren} uur over, volgens opgave van {dag}").format(uren=number(row["uren_over"]), dag=since)
        more = row["mensen_erbij"]
        return words if not known(more) else words + " " + _("(voor ongeveer {n} mensen)").format(n=number(more))
    if row["plaats"] == Answer.YES:
        return _("ongeveer {n} mensen per jaar; of er nu plek vrij is, hoort u als u belt").format(
            n=number(row["capaciteit_pj"])
        )
    return _("niet bekend")


def cost_words(row: Mapping) -> str:
    """Say what a person pays each time."""
    cost = row["kosten_euro"]
    if not known(cost):
        return _("niet bekend")
    if cost == 0:
        return _("gratis")
    return _("€ {n} per keer").format(n=number(cost, decimals=0 if cost == round(cost) else 2))


def referral_words(row: Mapping) -> str:
    """Say whether one must be referred."""
    kind = row["verwijzing_nodig"]
    return _("niet nodig") if kind == "nee" else _(REFERRAL_WORDS[kind]) if kind in REFERRAL_WORDS else _("niet bekend")


def talks_words(row: Mapping) -> str:
    """Say how many gesprekken one gets, and how long one lasts."""
    most, minutes = row.get("max_gesprekken"), row.get("gesprek_minuten")
    parts = [_("hoogstens {n} gesprekken").format(n=number(most))] if known(most) else []
    parts += [_("{n} minuten per gesprek").format(n=number(minutes))] if known(minutes) else []
    return ", ".join(parts)


def listed(tables: Tables, table: str, column: str, initiatief: str) -> str:
    """Return what a list of an initiatief names; empty where it names nothing."""
    rows = tables[table]
    values = [str(value) for value in rows.loc[rows["initiatief"] == initiatief, column].dropna()]
    return ", ".join(name_of("vraagtype", value) if column == "vraagtype" else value for value in values)


def persons_words(tables: Tables, initiatief: str) -> str:
    """Say whom the rules about the person admit; what we cannot check stands with its value."""
    rows = tables["toegangsregel"]
    own = rows[rows["initiatief"] == initiatief]
    if own.empty:
        return _("geen regel bekend")
    said = own.loc[own["soort"].isin(["geslacht", "levensbeschouwing", "anders"]), "waarde"].dropna()
    words = rule_words(tables, initiatief, "persoon")
    return f"{words} ({', '.join(said)})" if len(said) else words


def checked_words(row: Mapping) -> str:
    """Say when the rules were asked, and with whom."""
    if not known(row["regel_nagevraagd_op"]):
        return _("Deze regel is niet nagevraagd.")
    who = row["regel_nagevraagd_bij"] if known(row["regel_nagevraagd_bij"]) else _("onbekend")
    return _("Deze regel is op {datum} nagevraagd bij {bron}.").format(datum=day(row["regel_nagevraagd_op"]), bron=who)


def all_checked_words(row: Mapping) -> str:
    """Say when the rules of an initiatief were asked, also where it has none that we know of."""
    if not known(row["regel_nagevraagd_op"]):
        return _("De regels zijn niet nagevraagd.")
    who = row["regel_nagevraagd_bij"] if known(row["regel_nagevraagd_bij"]) else _("onbekend")
    return _("De regels zijn op {datum} nagevraagd bij {bron}.").format(datum=day(row["regel_nagevraagd_op"]), bron=who)


def old_words(row: Mapping) -> str:
    """Say that nobody checked this for a year; empty where somebody did."""
    if not row["te_lang"]:
        return ""
    since = day(row["laatst_gecontroleerd"])
    return (
        _("Let op: voor het laatst gecontroleerd op {dag}.").format(dag=since)
        if since
        else _("Let op: nooit gecontroleerd.")
    )


def contact(tables: Tables, row: Mapping) -> list[Fact]:
    """Return how to reach an initiatief: its own number and site, else those of its organisatie; and its address."""
    owners = tables["organisatie"].set_index("organisatie")
    owner = owners.loc[row["organisatie"]] if row["organisatie"] in owners.index else {}

    def of(name: str) -> str:
        own, other = row.get(name), owner.get(name)
        return str(own) if known(own) else str(other) if known(other) else ""

    place = " ".join(str(row[name]) for name in ("adres", "pc4") if known(row[name]))
    name = str(owner["naam"]) if "naam" in owner else str(row["organisatie"])
    return [
        (_("Organisatie"), name), (_("Telefoon"), of("telefoon") or _("niet bekend")),
        (_("Website"), of("website") or _("niet bekend")), (_("Adres"), place or _("niet bekend")),
    ]  # fmt: skip


def facts(tables: Tables, row: Mapping, asked: Asked) -> list[Fact]:
    """Return what is known of an initiatief as (label, value), the most asked first."""
    name = row["initiatief"]
    channels = ", ".join(
        _(VALUE_WORDS[part]) if part in VALUE_WORDS else part for part in str(row["kanaal"]).split(";")
    )
    talks = talks_words(row)
    rows = [
        (_("Wachttijd"), wait_words(row)),
        (_("Plaats"), place_words(row)),
        (_("Afstand"), distance_words(row)),
        (_("Wie mag komen"), persons_words(tables, name)),
        (_("Voor welk gebied"), area_words(tables, name)),
        (_("Talen"), listed(tables, "initiatief_taal", "taal", name) or _("niet bekend")),
        (_("Kosten"), cost_words(row)),
        (_("Verwijzing"), referral_words(row)),
        (_("Hoe"), channels),
        (_("Soort steun"), listed(tables, "initiatief_vraagtype", "vraagtype", name) or _("niet bekend")),
        (_("Niveau"), str(row["abc"])),
    ]
    return rows + ([(_("Gesprekken"), talks)] if talks else [])


def doubts(tables: Tables, row: Mapping, asked: Asked) -> list[str]:
    """Say per doubt what must be asked first."""
    rules = persons_words(tables, row["initiatief"])
    codes = row["postcodes"] or _("niet bekend")
    if asked.pc4:
        place = _("Alleen wie in een deel van deze postcode woont, mag komen. Vraag het na.")
        near = _("Dit is alleen voor een deel van deze postcode dichtbij.")
    else:
        place = _(
            "Alleen wie in een deel van dit gebied woont, mag komen: postcode {codes}. Kies hierboven een postcode."
        )
        place = place.format(codes=codes)
        near = _("Dit is alleen voor een deel van dit gebied dichtbij: postcode {codes}. Kies hierboven een postcode.")
        near = near.format(codes=codes)
    tongue = (
        _("Of men hier {taal} spreekt, is niet bekend.").format(taal=asked.taal)
        if asked.taal
        else _("Welke taal iemand spreekt, maakt hier uit. Kies hierboven een taal.")
    )
    words = {
        Doubt.PERSON: _(
            "Dit is alleen voor {regel}. Kies hierboven leeftijd en palliatief om het zeker te weten."
        ).format(regel=rules),
        Doubt.UNDECIDED: _("Er is een regel die wij niet kunnen nagaan: {regel}.").format(regel=rules),
        Doubt.PLACE: place,
        Doubt.AREA_UNKNOWN: _("Voor welk gebied dit is, is niet bekend."),
        Doubt.REACH: near,
        Doubt.LANGUAGE: tongue,
        Doubt.KIND: _("Welke soort steun dit is, is niet bekend."),
    }
    return [words[Doubt(code)] for code in row["twijfels"].split(MARK) if code]


def obstacles(tables: Tables, row: Mapping) -> list[str]:
    """Say per obstacle why this is no answer: a rule with when it was asked, the distance, or the day."""
    codes = row["belemmeringen"].split(MARK)
    said = [_obstacle(tables, row, code) for code in codes]
    rules = [code for code in codes if code in RULES or code in ("postcode", "gemeentegrens")]
    return [*said, checked_words(row)] if rules else said


def _obstacle(tables: Tables, row: Mapping, code: str) -> str:
    name = row["initiatief"]
    if code in ("postcode", "gemeentegrens"):
        return _("Alleen voor {gebied}.").format(gebied=area_words(tables, name))
    if code == "taal":
        return _("Hier spreekt men: {talen}.").format(talen=listed(tables, "initiatief_taal", "taal", name))
    if code in RULES:
        return _("Alleen voor {regel}.").format(regel=persons_words(tables, name))
    if code == REMOTE_ONLY:
        return _(
            "Voor heel Nederland, per telefoon of online. Wij tellen dit niet als aanbod in de buurt; bellen kan wel."
        )
    if code == TOO_FAR:
        return _too_far(row)
    bare, dated = REASON_WORDS[NotOpen(code)]
    since = day(row[DATE_OF[NotOpen(code)]]) if NotOpen(code) in DATE_OF else ""
    words = _(dated).format(dag=since) if since else _(bare)
    return words[0].upper() + words[1:] + "."


def _too_far(row: Mapping) -> str:
    """Say why something is out of reach: its distance, its regio, or that nobody knows where it is or works."""
    if row["op_afstand"]:
        return _("Werkt per telefoon of online, maar voor een andere regio.")
    if not known(row["km"]):
        return _("Waar dit is, is niet bekend.")
    if row["werkgebied_stand"] == WerkgebiedStand.ONBEKEND and "huisbezoek" in str(row["kanaal"]):
        return _(
            "Op {km} km. Voor welk gebied dit is, is niet bekend; wij rekenen alleen met de eigen gemeente."
        ).format(km=number(row["km"], decimals=1))
    return _("Op {km} km: dat is voor dit soort aanbod te ver weg.").format(km=number(row["km"], decimals=1))


def why_first(row: Mapping) -> str:
    """Say why the first of the card is the one to call."""
    parts = [_("dit past bij de groep en de regels laten deze mensen toe")]
    parts.append(
        _("het kan op afstand") if row["op_afstand"] else _("het is in de buurt ({km})").format(km=distance_words(row))
    )
    parts.append(_("er is plaats bekend") if row["plaats"] == Answer.YES else _("hoeveel plaats er is, is niet bekend"))
    weeks = row["wachttijd_weken"]
    parts.append(
        _("wachttijd: {wacht}").format(wacht=wait_words(row)) if known(weeks) else _("de wachttijd is niet bekend")
    )
    return _("Waarom dit bovenaan staat: {redenen}.").format(redenen="; ".join(parts))
