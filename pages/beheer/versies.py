"""Page Versies: who changed what and why, two versions beside one another, and the way back."""

import streamlit as st

from mapping.views import editing_news, sources, versions_page, versions_undo
from mapping.views.layout import current
from mapping.words import _

where, _choice = current()

st.title(_("Wat is er veranderd?"))
st.write(_("Elke wijziging van de gegevens, met wie, wanneer en waarom. U kunt alles vergelijken en terugdraaien."))
sources.mark_example(where)
editing_news.say_news()
versions_page.draw_list(where)
versions_page.draw_comparison(where)
versions_undo.draw(where)
sources.show(where)
