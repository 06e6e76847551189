"""The tables of the barriers page: per initiatief and postcode, per gebied and groep, the rules in words, what is not open."""

import pandas as pd
import streamlit as st

from mapping.analysis.barriers_by_gebied import BY_RULE
from mapping.analysis.bewijs import subject_of
from mapping.analysis.time_barriers import NotOpen
from mapping.model import MIN_BASIS_INWONERS, Gebiedsniveau, Merk, Soort
from mapping.reports.sentences import ENTITLED_WORDS, SOORT_WORDS
from mapping.views import barrier_cache, cached, evidence, tables, url_state
from mapping.views.barrier_page import Barriers, ordered
from mapping.views.barrier_rows import REFERRAL_NAMES, RULE_NAMES, area_words, entitled_alone, rule_words
from mapping.views.cached import Region, Tables
from mapping.views.filters import Choice, gebied_names, group_names
from mapping.views.sources import plain
from mapping.words import N_, _, day, number

REASON_WORDS = {
    NotOpen.STOPPED: (N_("gestopt"), N_("gestopt; liep tot en met {dag}")),
    NotOpen.PLANNED: (N_("nog niet begonnen; begin niet bekend"), N_("nog niet begonnen; begint op {dag}")),
    NotOpen.NOT_YET: (N_("nog niet open"), N_("nog niet open; begint op {dag}")),
    NotOpen.NO_LONGER: (N_("niet meer open"), N_("niet meer open; liep tot en met {dag}")),
    NotOpen.FUNDING_ENDED: (N_("geen geld meer"), N_("geen geld meer; de financiering liep tot en met {dag}")),
    NotOpen.CEILING: (N_("het plafond is bereikt"), N_("het plafond van dit jaar is bereikt, op {dag}")),
    NotOpen.NO_HOURS: (N_("de uren zijn op"), N_("de uren van dit jaar zijn op, volgens opgave van {dag}")),
    NotOpen.FULL: (N_("vol"), N_("vol")),
}
"""Why an initiatief takes nobody, without and with the date that belongs to it."""


def draw(where: Region, choice: Choice, barriers: Barriers) -> None:
    """Draw the choice of a table and that table."""
    kinds = {
        "postcode": _("Per initiatief en postcode"),
        "gebied": _("Per gebied en groep"),
        "regels": _("De regels in woorden"),
    }
    st.header(_("Alle barrières bij deze keuze"))
    which = url_state.segments(_("Welke tabel"), kinds, "tabel")
    if which == "gebied":
        _per_gebied(where, choice, barriers.groep)
    elif barriers.rows.empty:
        st.info(_("Bij deze keuze is er geen barrière. Kijk per gebied en groep, of kies alle regels."))
    elif which == "regels":
        _rules(where, choice, barriers.rows)
    else:
        _per_postcode(where, barriers.rows)


def _too_few() -> str:
    """Say who is left out of every estimate."""
    return _(
        "Mensen in gebieden met minder dan {n} inwoners tellen niet mee: daar kunnen wij niets over schatten."
    ).format(n=number(MIN_BASIS_INWONERS))


def _span(low: pd.Series, high: pd.Series) -> list[str]:
    """Write `van–tot`, one number where both are the same; empty where there is no figure."""
    pairs = zip(low, high, strict=True)
    return ["" if a != a else number(a) if a == b else f"{number(a)}–{number(b)}" for a, b in pairs]


def _per_postcode(where: Region, rows: pd.DataFrame) -> None:
    """Draw every barrier of one groep as a row."""
    offer = cached.tables(where)["initiatief"].set_index("initiatief")
    rows = ordered(rows)
    referral = offer["verwijzing_nodig"].map(lambda kind: _(REFERRAL_NAMES[kind]))
    shown = pd.DataFrame(
        {
            _("Initiatief"): rows["naam"],
            _("Postcode"): rows["pc4"],
            _("Regel"): rows["regel"].map(lambda rule: ", ".join(_(RULE_NAMES[part]) for part in rule.split(" + "))),
            _("Mensen die er niet heen kunnen"): rows["mensen"],
            _("van–tot"): _span(rows["mensen_laag"], rows["mensen_hoog"]),
            _("Van hen nergens anders terecht"): rows["nergens_anders"],
            _("Willen steun per jaar"): rows["willen_steun"],
            _("Dichtstbijzijnde dat wel toelaat"): _alternative(where, rows),
            _("Extra km"): rows["extra_km"].astype("float64").round(1),
            _("Wachttijd daar (weken)"): _weeks(rows),
            _("Verwijzing daar"): rows["alternatief"].map(referral).fillna(""),
            _("Verwijzing nodig (geen barrière)"): rows["initiatief"].map(referral),
            _("Regel nagevraagd"): rows["nagevraagd_op"].map(lambda date: day(date) or _("nee")),
            _("Nagevraagd bij"): rows["nagevraagd_bij"].fillna(""),
            _("Soort cijfer"): rows["soort"].map(lambda kind: _(SOORT_WORDS[Soort(kind)])),
            _("Geen cijfer, want"): rows["merk"].map(lambda mark: _(tables.MARK_WORDS[mark]) if mark else ""),
        }
    )
    few = _too_few()
    tables.show(
        shown, key="barrieres", alt=_("Barrières per initiatief en postcode"), file_name="barrieres.csv",
        notes=(*tables.download_notes(where), few),
    )  # fmt: skip
    st.caption(
        _("Iemand kan bij meer initiatieven niet naar binnen mogen: tel deze rijen niet op. De tabel per gebied telt ieder mens "
          "één keer.") + " " + few
    )  # fmt: skip


def _weeks(rows: pd.DataFrame) -> pd.Series:
    """Write the waiting time of the alternative: a number, not known, or nothing where there is no alternative."""
    words = rows["wachttijd_weken"].map(lambda weeks: number(weeks) if weeks == weeks else _("niet bekend"))
    return words.where(rows["alternatief"].notna(), "")


def _per_gebied(where: Region, choice: Choice, groep: str) -> None:
    """Draw who is shut out per gebied and groep, each person once."""
    levels = {"wijk": _("Wijk"), "gemeente": _("Gemeente"), "regio": _("Regio")}
    first, second = st.columns(2, vertical_alignment="bottom")
    niveau = url_state.select(_("Per"), levels, "gebiedsniveau", place=first)
    every = url_state.switch(_("Toon alle groepen"), "alle_groepen", place=second)
    rows = barrier_cache.shown_by_gebied(where, choice.question, niveau)
    rows = rows[_chosen(where, choice, rows, niveau)]
    if not every:
        rows = rows[rows["subgroep"] == groep]
    rows = rows.sort_values(["gebiednaam", "gebiedcode"], kind="stable")
    few = _too_few()
    shown = _gebied_columns(where, rows, niveau)
    tables.show(
        shown, key="barrieres-gebied", alt=_("Mensen die niet naar binnen mogen, per gebied en groep"),
        file_name="barrieres-per-gebied.csv", notes=(*tables.download_notes(where), few), hide=() if every else (_("Groep"),),
    )  # fmt: skip
    st.caption(
        _("Ieder mens telt één keer, ook wie bij meer initiatieven niet naar binnen mag; alle regels tellen mee. ‘Door’ een regel: "
          "mensen die deze regel ergens tegenhoudt. Iemand kan door meer regels worden tegengehouden en in meer groepen vallen: "
          "tel kolommen en groepen niet op. De volgorde is die van het alfabet.") + " " + few
    )  # fmt: skip
    _gebied_evidence(where, choice)


def _chosen(where: Region, choice: Choice, rows: pd.DataFrame, niveau: str) -> pd.Series:
    """Tell which rows lie in the chosen regio, and for a wijk in the chosen gebied."""
    kept = pd.Series(True, index=rows.index)
    if choice.regio is not None:
        kept &= rows["regio"] == choice.regio
    if choice.gebied is not None:
        gebied = cached.tables(where)["gebied"].set_index("gebiedcode").loc[choice.gebied]
        own = {"wijk": choice.gebied, "gemeente": gebied["gemeentecode"], "regio": gebied["regio"]}
        kept &= rows["gebiedcode"] == own[niveau]
    return kept


def _gebied_columns(where: Region, rows: pd.DataFrame, niveau: str) -> pd.DataFrame:
    """Return the table per gebied in the columns of the screen."""
    loaded = cached.tables(where)
    called = rows["gebiednaam"]
    if niveau == Gebiedsniveau.WIJK:
        called = rows["gebiedcode"].map(gebied_names(loaded["gebied"]))
    free = rows["merk"] == Merk.GEEN
    columns = {
        _("Gebied"): called,
        _("Groep"): rows["subgroep"].map(group_names(loaded["subgroep"])),
        _("Mensen die ergens niet heen mogen"): rows["mensen"],
        _("van–tot"): _span(rows["mensen_laag"], rows["mensen_hoog"]),
        _("Van hen nergens anders terecht"): rows["nergens_anders"],
        _("nergens: van–tot"): _span(rows["nergens_anders_laag"], rows["nergens_anders_hoog"]),
        _("Nergens terecht en willen steun per jaar"): rows["uitgesloten"],
    }
    columns |= {_("Door: {regel}").format(regel=_(RULE_NAMES[rule])): rows[column] for rule, column in BY_RULE.items()}
    columns |= {
        _("Initiatieven met een barrière"): rows["initiatieven"],
        _("Regels die zijn nagevraagd"): rows["nagevraagd"],
        **(_nearest(where, rows) if niveau == Gebiedsniveau.WIJK else {}),
        _("Soort cijfer"): rows["soort"].map(lambda kind: _(SOORT_WORDS[Soort(kind)])).where(free, ""),
        _("Geen cijfer, want"): rows["merk"].map(lambda mark: _(tables.MARK_WORDS[mark]) if mark else ""),
    }
    return pd.DataFrame(columns).reset_index(drop=True)


def _nearest(where: Region, rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the columns of the nearest that admits; for a gemeente or regio it would say nothing."""
    some = (rows["merk"] == Merk.GEEN) & (rows["mensen_hoog"] > 0)
    return {
        _("Dichtstbijzijnde dat wel toelaat"): _alternative(where, rows).where(some, ""),
        _("km daarheen"): rows["alternatief_km"].astype("float64").round(1),
        _("Wachttijd daar (weken)"): _weeks(rows),
    }


def _alternative(where: Region, rows: pd.DataFrame) -> pd.Series:
    """Name the nearest that admits, and say where that is too far or not known."""
    names = rows["alternatief"].map(cached.tables(where)["initiatief"].set_index("initiatief")["naam"])
    far = _("{naam} (te ver weg)")
    named = [
        (name if near else far.format(naam=name)) if isinstance(name, str) else _("wij kennen geen")
        for name, near in zip(names, rows["alternatief_in_bereik"], strict=True)
    ]
    return pd.Series(named, index=rows.index, dtype="object")


def _gebied_evidence(where: Region, choice: Choice) -> None:
    """Draw how the people of the table per gebied are counted."""
    evidence.show(
        where,
        formula=_(
            "Mensen in de groep = inwoners van 18 jaar en ouder per leeftijd × het aandeel van de groep, per stuk van een gebied "
            "dat in één postcode ligt. Wie ten minste één passend initiatief in de buurt niet in mag, telt één keer. Nergens "
            "anders: geen passend initiatief in de buurt laat toe; van hen is ‘willen steun’ hetzelfde getal als ‘Mogen er niet "
            "heen’ in de gatentabel. Het dichtstbijzijnde aanbod is dat voor het grootste deel van de mensen in de rij."
        ),
        inputs=evidence.question_inputs(where, choice.question),
        kind=_("het zwakste van wat erin gaat; per rij staat het in de kolom ‘Soort cijfer’"),
        basis=(*evidence.BASIS, "toegangsregel", "werkgebied"),
        label=_("Hoe weten we hoeveel mensen per gebied?"),
        about=subject_of(choice.groep, zin=("regels",)),
    )


def _rules(where: Region, choice: Choice, rows: pd.DataFrame) -> None:
    """Draw every rule of the initiatieven with a barrier in words, also those that bar nobody."""
    asked = cached.asked_tables(where, choice.question)
    offer = asked["initiatief"].set_index("initiatief")
    names = list(dict.fromkeys(ordered(rows)["initiatief"]))
    referrals = offer["verwijzing_nodig"].reindex(names)
    spoken = asked["initiatief_taal"].groupby("initiatief")["taal"].agg(", ".join)
    shown = pd.DataFrame(
        {
            _("Initiatief"): [offer["naam"][name] for name in names],
            _("Voor wie woont in"): [area_words(asked, name) for name in names],
            _("Voor wie (leeftijd of situatie)"): [_persons(asked, name) for name in names],
            _("Talen"): [spoken.get(name, _("niet bekend")) for name in names],
            _("Verwijzing nodig (geen barrière)"): [_(REFERRAL_NAMES[kind]) for kind in referrals],
            _("Regel nagevraagd"): [day(offer["regel_nagevraagd_op"][name]) or _("nee") for name in names],
            _("Nagevraagd bij"): offer["regel_nagevraagd_bij"].reindex(names).fillna("").to_list(),
        }
    )
    tables.readable(shown.head(tables.ROWS_FOR_READERS), alt=_("Regels per initiatief, in woorden"))
    if len(shown) > tables.ROWS_FOR_READERS:
        words = _("U ziet de eerste {n} van {all} initiatieven. Kies boven één initiatief of links een regio.")
        st.caption(words.format(n=number(tables.ROWS_FOR_READERS), all=number(len(shown))))
    for kind in sorted({entitled_alone(asked, name) for name in names} - {""}):
        st.caption(plain(_(ENTITLED_WORDS[kind])))
    st.caption(
        _("Een verwijzing sluit in onze berekening niemand uit: zij kost tijd en moeite, en daarom staat zij erbij. Wat de "
          "gegevens niet kunnen zeggen, zoals geslacht, geloof of welke taal iemand spreekt, sluit ook niemand uit.")
    )  # fmt: skip


def _persons(asked: Tables, name: str) -> str:
    """Say whom the personal rules of an initiatief admit."""
    return rule_words(asked, name, "leeftijd") or _("iedereen")


def not_open(where: Region, choice: Choice, groep: str) -> None:
    """Draw what would suit the groep but takes nobody on the day, and why."""
    found = barrier_cache.not_open(where, choice.question, groep, choice.regio, choice.gebied)
    on = cached.outcome(where, choice.question).settings.on
    st.header(_("Past wel, maar is nu niet open"))
    name = group_names(cached.tables(where)["subgroep"])[groep]
    if found.empty:
        words = _("Al het aanbod dat wij voor {groep} in de buurt kennen, is open op {dag}.")
        st.write(plain(words.format(groep=name, dag=day(on))))
        return
    offer = cached.tables(where)["initiatief"].set_index("initiatief")
    reasons = found.assign(words=[_reason(row.reden, row.datum) for row in found.itertuples()])
    joined = reasons.groupby("initiatief", sort=False)["words"].agg("; ".join)
    shown = pd.DataFrame(
        {
            _("Initiatief"): offer["naam"].reindex(joined.index).to_list(),
            _("Waarom niet op {dag}").format(dag=day(on)): joined.to_list(),
            _("Wachttijd (weken)"): [
                number(weeks) if weeks == weeks else _("niet bekend")
                for weeks in offer["wachttijd_weken"].reindex(joined.index).astype("float64")
            ],
            _("Laatst gecontroleerd"): [
                day(date) or _("niet bekend") for date in offer["laatst_gecontroleerd"].reindex(joined.index)
            ],
        }
    )
    tables.readable(shown, alt=_("Aanbod dat nu niet open is, en waarom"))
    words = _(
        "Aanbod voor {groep} dat deze mensen kan bereiken. Wat gestopt of nog niet begonnen is, telt nergens mee. Wat vol is of "
        "geen geld meer heeft, telt wel mee in cijfers over een heel jaar; kies links een dag voor de cijfers van die dag."
    )
    st.caption(plain(words.format(groep=name)))


def _reason(reason: str, date: object) -> str:
    """Write why an initiatief takes nobody."""
    bare, dated = REASON_WORDS[NotOpen(reason)]
    written = day(date) if isinstance(date, str) else ""
    return _(dated).format(dag=written) if written else _(bare)
