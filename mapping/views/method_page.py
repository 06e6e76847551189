"""The prose blocks of the page Verantwoording: the finding, the method with its limits, what figures mean."""

import pandas as pd
import streamlit as st

from mapping.analysis.judgement import NORM
from mapping.analysis.settings import ReachSettings
from mapping.model import RAND_KM, Soort
from mapping.reports.sentences import PART_WORDS, SOORT_WORDS
from mapping.views import method_text as text
from mapping.views import tables
from mapping.views.cached import Region, is_example, is_schematic
from mapping.words import _, number, percent


def bullets(sentences: tuple[str, ...]) -> None:
    """Draw sentences of the prose as a list, each in the language in use."""
    st.markdown("\n".join(f"- {_(sentence)}" for sentence in sentences))


def finding() -> None:
    """Quote the finding that this product serves, with its source and its limits."""
    st.markdown(f"> {_(text.QUOTE)}")
    st.caption(_(text.QUOTE_SOURCE))
    st.write(_(text.FINDING))
    st.subheader(_("Waar u op moet letten"))
    bullets(text.FINDING_LIMITS)


def method() -> None:
    """Explain step by step how people become the five parts."""
    for title, sentences in (
        (_("Omvang en vraag"), text.NEED_TEXT),
        (_("Iedereen één keer"), text.UNIQUE_TEXT),
        (_("Cellen"), text.CELLS_TEXT),
    ):
        st.subheader(title)
        bullets(sentences)
    st.subheader(_("Bereik"))
    _reach()
    st.subheader(_("Regels"))
    bullets(text.RULES_TEXT)
    st.subheader(_("Plaatsen"))
    bullets(text.PLACES_TEXT)
    st.subheader(_("De vijf delen"))
    _parts()
    for title, sentences in (
        (_("Wat regels kosten"), text.RULE_COST_TEXT),
        (_("Duizend berekeningen"), text.DRAWS_TEXT),
        (_("Vergelijken met de werkelijkheid"), text.USAGE_TEXT),
    ):
        st.subheader(title)
        bullets(sentences)


def _reach() -> None:
    """Say how far people travel; the limits are those that the calculation uses."""
    limits = ReachSettings()
    st.write(
        _(
            "Bereik is wat mensen kunnen halen, los van de regels. Wij meten een rechte lijn en doen die maal "
            "{factor}, omdat een weg niet recht is. Ligt er breed water tussen, dan gaat de lijn over een brug, tunnel, "
            "dam of veer. Mensen tot {km} km buiten de regio vragen om dezelfde plaatsen, als het bestand hen kent; hen "
            "tellen wij verder niet mee."
        ).format(factor=number(limits.factor, decimals=1), km=number(RAND_KM))
    )
    far = _("{km} km")
    rows = {
        _("Op locatie, in een stad"): far.format(km=number(limits.town_km)),
        _("Op locatie, daarbuiten"): far.format(km=number(limits.country_km)),
        _("Huisbezoek"): far.format(km=number(limits.home_visit_km)),
        _("Telefonisch of online, van de regio"): _("de hele regio"),
    }
    limit = pd.DataFrame({_("Soort aanbod"): list(rows), _("Telt mee tot"): list(rows.values())})
    tables.readable(limit, alt=_("Hoe ver aanbod meetelt, per soort"))
    st.write(
        _("Stad is hier: stedelijkheid 1 of 2 van het CBS. Bij meer soorten telt de beste. Dit zijn keuzes van ons.")
    )


def _parts() -> None:
    """List the five parts and what each means."""
    st.write(
        _(
            "De vraag valt uiteen in vijf delen. Zij tellen samen precies op; door afronding kan het op het scherm "
            "iets schelen."
        )
    )
    parts = pd.DataFrame(
        {
            _("Deel"): [_(PART_WORDS[part]) for part in text.PART_RULES],
            _("Wat het betekent"): [_(rule) for rule in text.PART_RULES.values()],
        }
    )
    tables.readable(parts, alt=_("De vijf delen van de vraag"))
    st.write(
        _("Een rij heet onderbediend als ook in het beste geval minder dan {norm} van de vraag plaats krijgt.").format(
            norm=percent(NORM)
        )
    )


def meanings() -> None:
    """Explain the four kinds of figure with their rounding, and what it means where no figure stands."""
    st.subheader(_("Vier soorten cijfers"))
    kinds = pd.DataFrame(
        {
            _("Soort cijfer"): [_(SOORT_WORDS[soort]) for soort in Soort],
            _("Wat het betekent"): [_(text.KIND_RULES[soort]) for soort in Soort],
            _("Afronding"): [_(text.KIND_ROUNDING[soort]) for soort in Soort],
        }
    )
    tables.readable(kinds, alt=_("De vier soorten cijfers"))
    st.write(_("Bestaat een cijfer uit meer delen, dan geldt de zwakste soort. De onderste in de tabel is de zwakste."))
    st.subheader(_("Als er geen cijfer staat"))
    looks = pd.DataFrame(
        {
            _("Wat u ziet"): [_(look) for look, _meaning in text.ABSENCES],
            _("Wat het betekent"): [_(meaning) for _look, meaning in text.ABSENCES],
        }
    )
    tables.readable(looks, alt=_("Wat het betekent als er geen cijfer staat"))


def invented(where: Region) -> None:
    """Say what of this region is invented or schematic; nothing where all of it is real."""
    if not is_example(where) and not is_schematic(where):
        return
    st.header(_("Wat in dit voorbeeld verzonnen is"))
    if is_example(where):
        bullets(text.INVENTED)
    if is_schematic(where):
        st.write(_(text.SCHEMATIC))
