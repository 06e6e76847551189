"""The vindplaatsen in the profile of a gebied, and the facts of one vindplaats beside the map."""

import pandas as pd
import streamlit as st

from mapping.analysis.vindplaats_unserved import Reason
from mapping.views import cached, tables
from mapping.views.cached import Region
from mapping.views.filters import Choice, link_parameters
from mapping.views.vindplaats import cache
from mapping.views.vindplaats.rows import address_words, kind_name, place_rows, unserved_rows, visitors_of
from mapping.words import _, day


def draw(where: Region, choice: Choice) -> None:
    """List the vindplaatsen of the gebied, who comes there, and who finds no place."""
    st.header(_("Vindplaatsen: waar mensen te vinden zijn"))
    everywhere = cache.places(where)
    here = everywhere[(everywhere["gebiedcode"] == choice.gebied).to_numpy(dtype=bool)].reset_index(drop=True)
    if here.empty:
        st.info(_("Hier is nog geen vindplaats bekend. Dat is iets anders dan nul."))
        return
    loaded = cached.tables(where)
    rows = place_rows(here, cache.visits(where), loaded).drop(columns=[_("Gebied"), _("Bron")])
    tables.readable(rows, alt=_("Vindplaatsen in dit gebied"))
    found = cache.unserved(where, choice.question)
    found = found[found["vindplaats"].isin(here["vindplaats"]) & (found["reden"] == Reason.NONE)]
    if len(found):
        st.subheader(_("Hier te vinden, maar er is niets"))
        shown = unserved_rows(found, here, loaded).drop(columns=[_("Gebied"), _("Geen cijfer, want")])
        tables.readable(shown, alt=_("Mensen op een vindplaats voor wie in de omgeving geen plaats is"))
        st.caption(
            _(
                "Een aanname, per week. Tel de rijen niet op: iemand komt op meer plaatsen en kan in meer groepen vallen."
            )
        )
    st.page_link(
        "pages/samenhang/vindplaatsen.py", label=_("Alle vindplaatsen"), icon=":material/pin_drop:",
        query_params=link_parameters(),
    )  # fmt: skip


def facts(where: Region, name: str) -> list[tuple[str, str]]:
    """Return (label, value) of a vindplaats: what is not known is said so."""
    everywhere = cache.places(where)
    at = everywhere[(everywhere["vindplaats"] == name).to_numpy(dtype=bool)]
    row = at.iloc[0]
    unknown = _("niet bekend")
    who = visitors_of(cache.visits(where), cached.tables(where)).get(name, unknown)
    hours = row["openingstijden"] if pd.notna(row["openingstijden"]) else unknown
    return [
        (_("Soort"), kind_name(row["type"])),
        (_("Waar"), address_words(at)[0]),
        (_("Openingstijden"), hours),
        (_("Wie komen er"), who),
        (_("Laatst gecontroleerd"), day(row["laatst_gecontroleerd"]) or _("nooit")),
    ]
