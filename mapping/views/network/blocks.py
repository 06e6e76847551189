"""The blocks of the page Netwerk below the picture: who is alone, who should meet, overleg, practices without a geestelijk
verzorger, and formal beside informal."""

import pandas as pd
import streamlit as st

from mapping.analysis.bewijs import subject_of
from mapping.analysis.network.isolation import ALONE, per_area
from mapping.analysis.network.links import KNOWN_FIRST, PROPOSED
from mapping.analysis.network.meetings import KNOWS, meetings, without_gv
from mapping.analysis.network.ties import in_area
from mapping.reports.network_words import link_reason
from mapping.views import cached, evidence, tables, url_state
from mapping.views.cached import Region
from mapping.views.filters import Choice, gebied_names, group_names
from mapping.views.network import cache
from mapping.views.network.rows import (
    area_rows,
    form_rows,
    link_rows,
    meeting_rows,
    names_of,
    stand_rows,
    team_rows,
)
from mapping.views.sources import plain
from mapping.words import _, number

REASONS = 5
"""Links that are written out; the table has them all."""


def forms(where: Region, found: pd.DataFrame) -> None:
    """Draw how many verbindingen lie between formal, informal and steunnetwerk."""
    st.header(_("Formeel, informeel en steunnetwerk"))
    st.write(
        _(
            "Tussen welke kringen de verbindingen van deze keuze lopen. ‘Niet bekend’: van die kant is niet bekend wat het is."
        )
    )
    rows = form_rows(found, cache.network(where).known)
    tables.readable(rows[rows.iloc[:, 2] > 0], alt=_("Verbindingen naar formeel, informeel en steunnetwerk"))
    never = rows[rows.iloc[:, 2] == 0]
    if len(never):
        named = "; ".join(f"{one} – {other}" for one, other in never.iloc[:, :2].itertuples(index=False))
        st.caption(plain(_("Geen verbinding bekend tussen: {kringen}.").format(kringen=named)))


def alone(where: Region, choice: Choice) -> None:
    """Draw which initiatieven have no known verbinding, and the counts per gebied or regio."""
    st.header(_("Welke initiatieven hebben geen bekende verbinding?"))
    stand = in_choice(cache.network(where).stand, choice)
    if stand.empty:
        st.info(_("Hier is geen initiatief bekend. Kies een andere regio of een ander gebied."))
    else:
        without = int(stand["stand"].isin(ALONE).sum())
        st.write(_("{i} van de {n} initiatieven.").format(i=number(without), n=number(len(stand))))
        tables.show(
            stand_rows(stand, names_of(cache.network(where).known), _gebieden(where)), key="verbonden",
            alt=_("Initiatieven en of zij een bekende verbinding hebben"), file_name="initiatieven_verbonden.csv",
            notes=tables.download_notes(where), height=300,
        )  # fmt: skip
    _per_area(where, choice)


def in_choice(rows: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """Keep the rows of the chosen gebied or regio."""
    if choice.gebied is not None:
        return rows[rows["gebiedcode"] == choice.gebied]
    return rows if choice.regio is None else rows[rows["regio"] == choice.regio]


def _gebieden(where: Region) -> dict[str, str]:
    return gebied_names(cached.tables(where)["gebied"]).to_dict()


def _per_area(where: Region, choice: Choice) -> None:
    """Draw the counts per gebied or per regio."""
    kinds = {"gebiedcode": _("Gebied"), "regio": _("Regio")}
    st.subheader(_("Per gebied en regio"))
    column = url_state.segments(_("Tel per"), kinds, "tel_per")
    whole = cache.network(where)
    found = in_area(whole.found, whole.known, regio=choice.regio, gebied=choice.gebied)
    counted = per_area(in_choice(whole.stand, choice), whole.known, found, column)
    tables.show(
        area_rows(counted, _gebieden(where), kinds[column]), key=f"verbonden-{column}",
        alt=_("Verbindingen en initiatieven per gebied of regio"), file_name=f"verbindingen_per_{column}.csv",
        notes=tables.download_notes(where), height=300,
    )  # fmt: skip
    st.caption(
        _(
            "Een verbinding tussen twee gebieden telt in allebei; tel de rijen niet op. Een gebied zonder rij: daar is niets "
            "bekend."
        )
    )


def to_make(where: Region, choice: Choice) -> None:
    """Draw the links worth making, the best with their reason in a sentence."""
    st.header(_("Wie zou elkaar moeten kennen?"))
    st.write(
        _(
            "Eerst wie elkaar volgens een bijdrage zou moeten kennen. Dan wie elkaar kent maar niet verwijst. Dan "
            "initiatieven in hetzelfde gebied of dicht bij elkaar, voor dezelfde mensen, waartussen wij geen verbinding "
            "kennen: bovenaan staan die samen de meeste mensen zonder zekere plaats bereiken."
        )
    )
    rows = in_choice(cache.links(where, choice.question), choice)
    if rows.empty:
        st.info(
            _("Wij zien hier geen nieuwe verbinding die voor de hand ligt. Kies een andere regio, of de hele regio.")
        )
        return
    groups, gebieden = group_names(cached.tables(where)["subgroep"]), _gebieden(where)
    parts = (
        (_("Voorgesteld in een bijdrage"), rows[rows["stand"] == PROPOSED]),
        (_("Kennen elkaar, maar verwijzen niet"), rows[rows["stand"] == KNOWN_FIRST]),
        (_("Nog geen verbinding bekend"), rows[~rows["stand"].isin([PROPOSED, KNOWN_FIRST])]),
    )
    for label, kept in parts:
        part = kept.head(REASONS)
        if len(part):
            lines = (link_reason(row, groups, gebieden.get(row["gebiedcode"], "")) for row in part.to_dict("records"))
            st.markdown(f"**{label}**\n" + "\n".join(f"- {plain(line)}" for line in lines))
    tables.show(
        link_rows(rows, groups, gebieden), key="te-leggen", alt=_("Verbindingen die de moeite waard zijn"),
        file_name="verbindingen_te_leggen.csv", notes=tables.download_notes(where), height=320,
    )  # fmt: skip
    _links_evidence(where, choice)


def _links_evidence(where: Region, choice: Choice) -> None:
    evidence.show(
        where,
        label=_("Hoe weten we dit? Wie elkaar zou moeten kennen"),
        formula=_(
            "Dicht bij elkaar: hetzelfde gebied, of niet verder dan mensen daar reizen (3 km in de stad, 8 km daarbuiten, "
            "hemelsbreed maal 1,3). Mensen: wie in het bereik van allebei woont, bij wie allebei passen, en wie niet zeker "
            "is van een plaats; ieder mens telt één keer. Groepen die wij alleen per gemeente tonen, tellen niet mee. Twee "
            "initiatieven van één organisatie staan er niet bij."
        ),
        inputs=evidence.question_inputs(where, choice.question),
        kind=_("aanname: de steunvraag heeft niemand gemeten; de volgorde hangt daar weinig van af"),
        about=subject_of(choice.groep, barrieres=("niet_weten_netwerk",)),
    )


def overleg(where: Region, choice: Choice) -> None:
    """Draw the overleggen: who sits there, how often, and whether zingeving is on the agenda."""
    st.header(_("Overleg: wie zit aan tafel?"))
    whole = cache.network(where)
    found = in_area(whole.found, whole.known, regio=choice.regio, gebied=choice.gebied)
    rows = meetings(found, whole.known)
    if rows.empty:
        st.info(_("Hier is geen overleg bekend. Dat is iets anders dan dat er geen is."))
        return
    agenda = rows["agenda"].value_counts()
    st.write(
        _(
            "Zingeving staat bij {ja} van de {n} op de agenda, bij {nee} niet; bij {onbekend} is het niet bekend."
        ).format(
            ja=number(agenda.get("ja", 0)),
            n=number(len(rows)),
            nee=number(agenda.get("nee", 0)),
            onbekend=number(agenda.get("onbekend", 0)),
        )
    )
    tables.readable(
        meeting_rows(rows, names_of(whole.known)),
        alt=_("Overleg, met wie er zitten en of zingeving op de agenda staat"),
    )


def teams(where: Region, choice: Choice) -> None:
    """Draw the practices and teams of which no geestelijk verzorger is known."""
    st.header(_("Praktijken en teams zonder bekende geestelijk verzorger"))
    whole = cache.network(where)
    rows = in_choice(without_gv(whole.found, whole.known), choice)
    if rows.empty:
        st.info(_("Hier is geen praktijk of team bekend. Voeg ze toe bij de vindplaatsen."))
        return
    knows = int((rows["stand"] == KNOWS).sum())
    st.write(
        _(
            "Van {n} praktijken en teams kennen er {k} een geestelijk verzorger. Bij de andere is die er niet, of is het "
            "niet bekend."
        ).format(n=number(len(rows)), k=number(knows))
    )
    tables.show(
        team_rows(rows, _gebieden(where)), key="zonder-gv", alt=_("Praktijken en teams en of zij een geestelijk verzorger kennen"),
        file_name="praktijken_geestelijk_verzorger.csv", notes=tables.download_notes(where), height=320,
    )  # fmt: skip
