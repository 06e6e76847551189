"""The blocks of the page Privacy: the tables with their kind of data, the three kinds of protection, the two drafts."""

import pandas as pd
import streamlit as st

from mapping.analysis.disclosure import COUNT_STEP_PEOPLE, MIN_COUNT_BIJZONDER_PEOPLE, MIN_COUNT_PEOPLE
from mapping.model import MIN_BASIS_BIJZONDER, MIN_BASIS_INWONERS, MIN_OMVANG
from mapping.views import privacy_text as text
from mapping.views import tables
from mapping.views.cached import Region
from mapping.views.cached import tables as loaded_tables
from mapping.words import _, number


def pairs(rows: tuple[tuple[str, str], ...], *, left: str, right: str, alt: str) -> None:
    """Draw pairs of prose as a real table with two columns."""
    columns = {left: [_(name) for name, _value in rows], right: [_(value) for _name, value in rows]}
    tables.readable(pd.DataFrame(columns), alt=alt)


def data_table(where: Region) -> None:
    """List every table of this region file: what it holds, what kind of data that is, and whether it counts "
    "people."""
    rows = [_data_row(name, table) for name, table in loaded_tables(where).items() if len(table)]
    tables.readable(pd.DataFrame(rows), alt=_("Tabellen van dit regiobestand en de soort gegevens"))
    if any(_counts_people(table) for table in loaded_tables(where).values()):
        st.write(
            _(
                "Dit bestand bevat tellingen van mensen uit een bron die niet open is. Daarvoor gelden de strengste "
                "regels."
            )
        )
    else:
        st.write(_("Dit bestand bevat geen tellingen van mensen uit een bron die niet open is."))


def _data_row(name: str, table: pd.DataFrame) -> dict[str, str]:
    """Describe one table; one that we do not know says so."""
    holds, kind = text.TABLES.get(name, (None, None))
    return {
        _("Tabel"): name,
        _("Wat erin staat"): _(holds) if holds else _("niet beschreven"),
        _("Soort gegevens"): _(kind) if kind else _("niet beschreven"),
        _("Telling van mensen, niet open"): _("ja") if _counts_people(table) else _("nee"),
        _("Rijen"): number(len(table)),
    }


def _counts_people(table: pd.DataFrame) -> bool:
    """Tell whether a table holds counts of people from a source that is not public."""
    if "gesprek" in table:  # each row is a gesprek with one person
        return bool(len(table))
    return "telling" in table and bool(table["telling"].fillna(False).any())


def protection() -> None:
    """Explain the three kinds of protection, with the limits that the program uses."""
    st.subheader(_("Tellingen van mensen uit een bron die niet open is"))
    st.write(
        _(
            "Bijvoorbeeld aanmeldingen of bezoekers. Onder {few} mensen verbergen wij het getal, bij gevoelige "
            "groepen onder {sensitive}. Is het uit een totaal terug te rekenen, dan verdwijnt er een tweede getal. "
            "De rest ronden wij af op {step}."
        ).format(
            few=number(MIN_COUNT_PEOPLE),
            sensitive=number(MIN_COUNT_BIJZONDER_PEOPLE),
            step=number(COUNT_STEP_PEOPLE),
        )
    )
    st.subheader(_("Onze eigen schattingen"))
    st.write(
        _(
            "Die zijn een open telling maal een deel dat u kunt lezen. Verbergen beschermt niemand. Wij laten ze "
            "weg waar zij niets zeggen: onder {basis} inwoners, bij gevoelige groepen onder {sensitive}, of bij een "
            "schatting onder {omvang} mensen. Gevoelige groepen tonen wij soms alleen per gemeente."
        ).format(basis=number(MIN_BASIS_INWONERS), sensitive=number(MIN_BASIS_BIJZONDER), omvang=number(MIN_OMVANG))
    )
    st.subheader(_("Organisaties"))
    st.write(_("Die zijn openbaar. Het adres van een plek die veilig moet zijn, tonen wij grof: alleen de wijk."))


def retention() -> None:
    """Say how long everything is kept."""
    pairs(text.RETENTION, left=_("Wat"), right=_("Hoe lang"), alt=_("Hoe lang gegevens bewaard blijven"))


def drafts() -> None:
    """Draw the outline of a DPIA and the draft entry of the Algoritmeregister."""
    st.header(_("Schets van een DPIA"))
    st.write(_("Een DPIA onderzoekt vooraf de risico’s voor mensen. Dit is een schets. Uw organisatie maakt haar af."))
    pairs(text.DPIA, left=_("Onderdeel"), right=_("Schets"), alt=_("Schets van een DPIA"))
    st.header(_("Ontwerp voor het Algoritmeregister"))
    pairs(text.REGISTER, left=_("Veld"), right=_("Ontwerp"), alt=_("Ontwerp voor het Algoritmeregister"))
    st.caption(_(text.DOCS))
