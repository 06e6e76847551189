"""Page Postcodebarrières: who lives near fitting offer but may not go there, by which rule, and where else they can go."""

import streamlit as st

from mapping.views import barrier_page, barrier_tables, sources
from mapping.views.layout import current
from mapping.words import _

where, choice = current()

st.title(_("Wie mag er niet heen?"))
st.write(
    _(
        "Soms is er passend aanbod in de buurt, maar sluit een regel mensen buiten: postcode, gemeente, leeftijd of taal."
    )
)
sources.mark_example(where)
barriers = barrier_page.choose(where, choice)
barrier_page.headline(where, choice, barriers.groep, initiatief=barriers.initiatief)
barrier_page.draw(where, choice, barriers)
barrier_tables.draw(where, choice, barriers)
barrier_tables.not_open(where, choice, barriers.groep)
sources.show(where, kinds=(_("mensen per postcode: geteld door CBS maal een aandeel"),))
