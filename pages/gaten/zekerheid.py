"""Page Zekerheid: how far each figure and each ranking holds."""

import streamlit as st

from mapping.views import certainty_figures, certainty_page, sources, usage_block
from mapping.views.layout import current
from mapping.words import _

where, choice = current()

st.title(_("Hoe zeker is dit?"))
st.write(
    _(
        "Wij rekenen duizend keer met andere waarden voor wat niemand weet. Zo ziet u welke cijfers en welke volgorde "
        "overeind blijven."
    )
)
sources.mark_example(where)
asked = certainty_page.choose(where, choice)
found = certainty_page.draw_or_explain(where, choice, asked)
if found is not None:
    certainty_page.headline(where, choice, asked, found)
    certainty_page.key_figures(where, choice, asked, found)
    rows = certainty_page.table(where, choice, asked, found)
    certainty_page.explain_order(choice, rows, asked)
    certainty_figures.rank_figure(where, rows, asked)
    certainty_figures.firm_and_sensitive(where, choice)
    certainty_page.show_evidence(where, choice, asked, found)
usage_block.draw(where, choice)
sources.show(where, kinds=(_("aantallen inwoners: gemeten"), _("vraag en verdeling: aanname")))
