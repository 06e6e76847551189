"""Page Bezoekplan: at which few vindplaatsen the most people are met for whom there is no place now."""

import streamlit as st

from mapping.views import sources
from mapping.views.layout import current
from mapping.views.outreach import page
from mapping.words import _

where, choice = current()

st.title(_("Waar gaan wij heen?"))
st.write(
    _(
        "Kies wie u wilt ontmoeten en hoe vaak u op pad kunt. U ziet welke plaatsen samen de meeste mensen zonder plaats "
        "bereiken."
    )
)
sources.mark_example(where)
page.draw(where, choice)
sources.show(where, kinds=(_("mensen zonder plaats: aanname"),))
