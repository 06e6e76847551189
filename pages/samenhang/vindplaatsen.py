"""Page Vindplaatsen: where people of each groep are found, and where they find nothing."""

import streamlit as st

from mapping.views import sources
from mapping.views.layout import current
from mapping.views.vindplaats import page
from mapping.words import _

where, choice = current()

st.title(_("Waar zijn mensen te vinden?"))
st.write(
    _(
        "Per plaats en groep: hoeveel mensen er per week komen, en waar zij in de omgeving geen plaats vinden voor hun vraag."
    )
)
sources.mark_example(where)
page.draw(where, choice)
sources.show(where, kinds=(_("bezoeken: opgave van de plaats"), _("mensen zonder plaats: aanname")))
