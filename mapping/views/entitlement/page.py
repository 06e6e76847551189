"""The page of what somebody gets where: key figures, the picture, the table, the initiatieven, and what is published."""

import pandas as pd
import streamlit as st

from mapping.analysis.bewijs import subject_of
from mapping.analysis.disclosure import rounded
from mapping.model import Gebiedsniveau, Merk, Soort
from mapping.reports.sentences import mark_words
from mapping.views import cached, evidence, tables, url_state
from mapping.views.barrier_rows import REFERRAL_NAMES
from mapping.views.bewijs import cache as bewijs
from mapping.views.cached import Region
from mapping.views.entitlement import cache, chart, published
from mapping.views.filters import Choice, group_names
from mapping.views.sources import plain
from mapping.words import _, number

STEPS = ("laag", "midden", "hoog")


def choose_level() -> str:
    """Draw the choice of a level; it lives in the URL."""
    levels = {Gebiedsniveau.REGIO.value: _("Regio"), Gebiedsniveau.GEMEENTE.value: _("Gemeente")}
    return url_state.segments(_("Per"), levels, "eenheid")


def draw(where: Region, choice: Choice, niveau: str) -> None:
    """Draw the page for the chosen groep."""
    rows = _shown(where, choice, niveau)
    name = group_names(cached.tables(where)["subgroep"])[choice.groep]
    st.header(plain(name))
    if rows.empty or not rows["initiatieven"].any():
        st.info(
            _("Wij kennen hier geen aanbod dat deze groep toelaat. Kies een andere groep, of zet niveau op alle steun.")
        )
    _key_figures(rows)
    places = pd.DataFrame({"naam": rows["gebiednaam"], **{step: rows[step] for step in STEPS}})
    chart.ranges(
        places, title=_("Bekende plaatsen per 1.000 mensen die per jaar steun willen ({groep})").format(groep=name)
    )
    st.caption(
        _(
            "De streep is het midden, de balk loopt van onze lage tot onze hoge aanname van hoeveel mensen steun willen. Plaatsen "
            "die niet bekend zijn, zitten er niet in; van hoeveel initiatieven dat zo is, staat in de tabel. In het echt kan er "
            "dus meer plaats zijn."
        )
    )
    st.header(_("Naast elkaar"))
    notes = tables.download_notes(where)
    tables.show(
        unit_rows(rows), key="aanspraak", alt=_("Wat iemand krijgt, per regio of gemeente"), file_name="aanspraak.csv",
        notes=(name, *notes), height=420,
    )  # fmt: skip
    st.caption(
        _("Bekend van x van y: bij zoveel van de initiatieven die deze groep toelaten, staat dit in de gegevens.")
    )
    _offer(where, choice, niveau, (name, *notes))
    _published(where)
    _evidence(where, choice, name)


def _shown(where: Region, choice: Choice, niveau: str) -> pd.DataFrame:
    """Return the rows of the chosen regio as they may be shown: places rounded as an aanname, or why there is no figure."""
    rows = cache.units(where, choice.question, choice.groep, niveau)
    public = cached.shown_gaps(where, choice.question, niveau)
    public = public[public["subgroep"] == choice.groep].set_index("gebiedcode")
    rows = rows.assign(
        merk=rows["gebiedcode"].map(public["merk"]).fillna(Merk.ONBEKEND.value),
        regio=rows["gebiedcode"].map(public["regio"]),
    )
    free = rows["merk"] == Merk.GEEN
    for step in STEPS:
        exact = rows["per_1000" if step == "midden" else f"per_1000_{step}"].where(free)
        rows[step] = rounded(exact.to_numpy(dtype=float), Soort.AANNAME)
    if choice.regio is not None:
        rows = rows[rows["regio"] == choice.regio]
    return rows.reset_index(drop=True)


def _key_figures(rows: pd.DataFrame) -> None:
    """Draw over how many units this is, and how far apart the most and the least gesprekken lie."""
    first, second, third = st.columns(3)
    first.metric(_("Regio’s of gemeenten"), number(len(rows)))
    known = rows.dropna(subset=["max_gesprekken_hoog"])
    span = (
        _span(known["max_gesprekken_laag"].min(), known["max_gesprekken_hoog"].max())
        if len(known)
        else _("niet bekend")
    )
    second.metric(_("Gesprekken ten hoogste"), span)
    third.metric(
        _("Zonder bekend aantal gesprekken"),
        _("{n} van {all}").format(n=number(len(rows) - len(known)), all=number(len(rows))),
    )


def unit_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the table of units in the columns of the screen; what nobody told says so, and by how many it was told."""
    made = []
    for row in rows.to_dict("records"):
        made.append(
            {
                _("Regio of gemeente"): row["gebiednaam"],
                _("Initiatieven die toelaten"): row["initiatieven"],
                _("Gesprekken ten hoogste"): told_words(row, "max_gesprekken"),
                _("Duur van een gesprek (minuten)"): told_words(row, "gesprek_minuten"),
                _("Wachttijd (weken)"): told_words(row, "wachttijd_weken"),
                _("Kosten (euro)"): told_words(row, "kosten_euro"),
                _("Verwijzing nodig"): _referral(row),
                _("Plaatsen per 1.000 mensen met een vraag"): chart.figure(row),
                _("Van hoeveel is de plaats bekend"): _of(row["plaats_bekend"], row["initiatieven"]),
                _("Geen cijfer, want"): mark_words(row["merk"]),
            }
        )
    return pd.DataFrame(made)


def told_words(row: dict, name: str) -> str:
    """Write the range of what was told and by how many: `5 tot 10 (bekend van 2 van 7 initiatieven)`."""
    told, all_of_them = int(row[f"{name}_bekend"]), int(row["initiatieven"])
    if not all_of_them:
        return _("geen aanbod bekend")
    if not told:
        return _("niet bekend ({bekend})").format(bekend=_of(told, all_of_them))
    return f"{_span(row[f'{name}_laag'], row[f'{name}_hoog'])} ({_of(told, all_of_them)})"


def _of(told: int, all_of_them: int) -> str:
    return _("bekend van {n} van {all} initiatieven").format(n=number(told), all=number(all_of_them))


def _span(least: float, most: float) -> str:
    """Write one figure, or from least to most."""
    low, high = (number(value, decimals=0 if value == round(value) else 1) for value in (least, most))
    return low if low == high else _("{laag} tot {hoog}").format(laag=low, hoog=high)


def _referral(row: dict) -> str:
    """Write at how many one must be referred, and of how many that is known."""
    if not row["initiatieven"]:
        return _("geen aanbod bekend")
    known = _of(row["verwijzing_bekend"], row["initiatieven"])
    return _("bij {ja} wel, bij {nee} niet ({bekend})").format(
        ja=number(row["verwijzing_ja"]), nee=number(row["verwijzing_nee"]), bekend=known
    )


def _offer(where: Region, choice: Choice, niveau: str, notes: tuple[str, ...]) -> None:
    """Draw the initiatieven behind the figures, each with what it gives and where."""
    st.header(_("De initiatieven erachter"))
    offer = cache.offer(where, choice.question, choice.groep, niveau)
    if offer.empty:
        st.write(_("Wij hebben niets gevonden; nog niet nagevraagd."))
        return
    gebied = cached.tables(where)["gebied"]
    names = dict(zip(gebied["gemeentecode"], gebied["gemeentenaam"], strict=True))
    units = offer["eenheden"].map(lambda codes: ", ".join(names.get(code, code) for code in codes.split(", ")))
    shown = pd.DataFrame(
        {
            _("Initiatief"): offer["naam"],
            _("Waar mensen mogen komen"): units,
            _("Niveau"): offer["abc"],
            _("Gesprekken ten hoogste"): offer["max_gesprekken"].map(_plain_number),
            _("Duur van een gesprek (minuten)"): offer["gesprek_minuten"].map(_plain_number),
            _("Duur (weken)"): offer["duur_weken"].map(_plain_number),
            _("Wachttijd (weken)"): offer["wachttijd_weken"].map(_plain_number),
            _("Kosten (euro)"): offer["kosten_euro"].map(_plain_number),
            _("Verwijzing nodig"): offer["verwijzing_nodig"].map(lambda kind: _(REFERRAL_NAMES[kind])),
            _("Plaatsen per jaar"): offer["capaciteit_pj"].map(_plain_number),
        }
    )
    tables.show(
        shown, key="aanspraak-initiatief", alt=_("Wat elk initiatief geeft"), file_name="aanspraak-initiatieven.csv",
        notes=notes, height=420,
    )  # fmt: skip


def _plain_number(value: float) -> str:
    return number(value, decimals=0 if value == round(value) else 1) if value == value else _("niet bekend")


def _published(where: Region) -> None:
    """Draw what is published on the number of gesprekken: contradictions stand side by side, neither is chosen."""
    st.header(_("Wat de bronnen zeggen over het aantal gesprekken"))
    st.write(_("De bronnen spreken elkaar tegen. Wij laten ze allebei zien en rekenen met geen van beide; het aantal hierboven "
               "komt van de aanbieders zelf."))  # fmt: skip
    rows = bewijs.rows(where)
    tables.readable(
        published.contradiction(rows), alt=_("Twee bronnen over het aantal gesprekken, die elkaar tegenspreken")
    )
    for said, source in published.not_enough(rows):
        st.caption(plain(f"{said} {_('Bron')}: {source}."))


def _evidence(where: Region, choice: Choice, name: str) -> None:
    """Draw how the figures were made."""
    evidence.show(
        where,
        formula=_(
            "Een initiatief telt mee in een regio of gemeente als het bij de groep past, daar voor iemand in de buurt is en hen "
            "toelaat. Van elk gegeven staat het laagste en het hoogste dat een aanbieder noemde, en hoeveel het noemden. "
            "Plaatsen per 1.000: de bekende plaatsen, eerlijk verdeeld over iedereen die er mag komen en in de buurt woont, per "
            "1.000 mensen die steun willen. Wat onbekend is, telt niet mee en wordt nooit 0."
        ),
        inputs={_("groep"): name, **evidence.question_inputs(where, choice.question)},
        kind=_("opgave van aanbieders; plaatsen per 1.000 mensen rusten op de steunvraag, een aanname"),
        sources=published.sources(bewijs.rows(where)),
        about=subject_of(choice.groep, barrieres=("capaciteit_gesprekken",)),
    )
