"""The first part of the page Invoering: the three contexts on the map and as a table, with which rows count as which."""

import pandas as pd
import streamlit as st

from mapping.analysis.invoering.context import CONTEXTEN, WHOLE_SHARE, category
from mapping.reports.catalogue_words import name_of
from mapping.reports.readiness_words import rows_of, said
from mapping.views import cached, tables, url_state, webmap
from mapping.views.cached import Region
from mapping.views.filters import Choice, gebied_names
from mapping.views.legend import legend
from mapping.views.mapping_page import ATTRIBUTION
from mapping.views.readiness import cache
from mapping.views.readiness.context_look import CONTEXT_NAMES, TOGETHER, category_words, one, table_rows, together
from mapping.views.sources import plain
from mapping.words import N_, _, number, percent

WHY_NOT = {
    "": N_("telt mee"),
    "afstand": N_("alleen op afstand"),
    "coordinatie": N_("coördinatie van vrijwilligers"),
    "plek": N_("plek niet bekend, en geen lijst van waar het werkt"),
    "soort": N_("soort organisatie niet bekend"),
}


def draw(where: Region, choice: Choice) -> None:
    """Draw the key figures, the map, the table and the definitions."""
    gebied = cached.tables(where)["gebied"]
    inside = gebied["regio"] == choice.regio if choice.regio else pd.Series(True, index=gebied.index)
    rows = cache.found(where).gebieden
    rows = rows[rows["gebiedcode"].isin(gebied.loc[inside, "gebiedcode"])].reset_index(drop=True)
    _figures(rows)
    if choice.gebied:
        _one_gebied(rows, choice, gebied_names(gebied))
    names = {TOGETHER: _("Alle drie samen"), **{code: _(name) for code, name in CONTEXT_NAMES.items()}}
    shown = url_state.segments(_("Toon op de kaart"), names, "context")
    look = together(rows) if shown == TOGETHER else one(rows, shown)
    webmap.region_map(
        outlines_url=cached.outlines(where, "gebied"),
        looks=look.looks,
        texts=look.texts,
        selected=choice.gebied,
        bounds=cached.bounds(where, choice.regio),
        key="contextkaart",
        alt=_("Kaart van de contexten: {welke}. Dezelfde feiten staan in de tabel eronder.").format(welke=names[shown]),
        attribution=_(ATTRIBUTION),
        height=440,
    )
    legend(look.legend, title=_("Contexten: {welke}").format(welke=names[shown]))
    tables.show(
        table_rows(rows, gebied_names(gebied)), key="contexten", alt=_("De contexten per gebied"),
        file_name="contexten.csv", notes=(counting_words(), *tables.download_notes(where)), height=320,
    )  # fmt: skip
    _definitions(where)


def _figures(rows: pd.DataFrame) -> None:
    """Draw in how many gebieden each context is, and in how many nothing can be said."""
    places = st.columns(5)
    for place, context in zip(places, CONTEXTEN, strict=False):
        there = int(rows[f"context_{context}"].isin(["ja", "deels"]).sum())
        place.metric(_("Context {n}").format(n=context), _("{n} van {m}").format(n=number(there), m=number(len(rows))))
    kinds = [category(row) for row in rows.to_dict("records")]
    places[3].metric(_("Geen van drie"), number(kinds.count("geen")))
    places[4].metric(_("Niet te zeggen"), number(kinds.count("onbekend")))
    st.caption(_("Aantal gebieden. Een gebied kan meer dan één context hebben; tel ze dus niet op."))


def _one_gebied(rows: pd.DataFrame, choice: Choice, names: pd.Series) -> None:
    """Say in words what the chosen gebied has, and what the handreiking advises there."""
    row = rows[rows["gebiedcode"] == choice.gebied].iloc[0].to_dict()
    code = category(row)
    st.markdown(f"**{plain(names[choice.gebied])}**: {plain(category_words(code))}.")
    for known in rows_of("context"):
        if known["code"] in code.split("+"):
            st.markdown(f"- {plain(said(known, 'advies'))} ({plain(known['bron'])})")


def counting_words() -> str:
    """Say in a sentence or two which rows count as which context."""
    return _(
        "Een rij telt als het initiatief nu loopt, de aanbieder een geestelijk verzorger is (niet de coördinatie van "
        "vrijwilligers) en men elkaar op een plek of thuis ontmoet. Context 1: de organisatie is een Centrum voor "
        "Levensvragen. Context 2: de organisatie is een zorgorganisatie met een geestelijk verzorger in dienst. Context 3: "
        "de organisatie is een gezondheidscentrum. ‘Ja’ is: binnen bereik en toegelaten voor ten minste {helft} van de "
        "inwoners; ‘in een deel’ is minder. ‘Nee’ zeggen wij alleen waar het aanbod volledig in kaart is."
    ).format(helft=percent(WHOLE_SHARE))


def _definitions(where: Region) -> None:
    """Draw which rows count as which context, and which do not."""
    with st.expander(_("Welke rijen tellen als welke context?"), icon=":material/help:"):
        st.markdown(plain(counting_words()))
        st.markdown(
            plain(
                _(
                    "Wat voor organisatie het is, staat in de kolom soort organisatie. Is die leeg, dan kijken wij of de naam "
                    "het zegt (Centrum voor Levensvragen, CvL, gezondheidscentrum). Anders is het niet te zeggen. Ook een "
                    "onbekend werkgebied of een onbekende plek geeft ‘niet te zeggen’."
                )
            )
        )
        st.markdown(
            plain(
                _(
                    "Of een centrum de zorgverleners daar ook echt steunt, staat in geen tabel. Wij tellen dat het er werkt. "
                    "Een geestelijk verzorger met eigen praktijk die spreekuur houdt in een gezondheidscentrum, telt niet als "
                    "context 3: de organisatie beslist."
                )
            )
        )
        for known in rows_of("context"):
            st.markdown(
                f"- **{plain(said(known, 'naam'))}**: {plain(said(known, 'omschrijving'))} ({plain(known['bron'])})"
            )
        tables.readable(_counted(where), alt=_("Initiatieven met een geestelijk verzorger en of ze meetellen"))


def _counted(where: Region) -> pd.DataFrame:
    """Return the initiatieven of geestelijk verzorgers, with whether and as what they count."""
    rows = cache.found(where).counted
    kind = rows["soort"].fillna("").astype(str)
    return pd.DataFrame(
        {
            _("Initiatief"): rows["naam"],
            _("Soort aanbieder"): rows["aanbiederssoort"].map(lambda code: name_of("aanbiederssoort", code)),
            _("Soort organisatie"): kind.where(~rows["uit_naam"], kind + " " + _("(uit de naam)")),
            _("Context"): rows["contexten"].where(rows["telt"] == "", ""),
            _("Telt mee?"): rows["telt"].map(lambda why: _(WHY_NOT[why])),
        }
    ).reset_index(drop=True)
