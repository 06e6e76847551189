"""Page Privacy: which data there is, where it lives and how long, who is protected how, and what is not allowed."""

import streamlit as st

from mapping.views import method_page, privacy_page, privacy_text, sources
from mapping.views.layout import current
from mapping.words import _

where, _choice = current()

st.title(_("Privacy"))
st.write(_(privacy_text.ANSWER))
sources.mark_example(where)

st.header(_("Waarvoor u dit niet mag gebruiken"))
method_page.bullets(privacy_text.FORBIDDEN)
st.header(_("Welke gegevens er zijn"))
privacy_page.data_table(where)
st.header(_("Personen"))
method_page.bullets(privacy_text.PEOPLE)
st.header(_("Grondslag"))
method_page.bullets(privacy_text.GROUND)
st.header(_("Waar de gegevens staan"))
method_page.bullets(privacy_text.LIVES)
st.header(_("Uw eigen regiobestand"))
method_page.bullets(privacy_text.OWN_FILE)
st.header(_("Bijdragen van mensen uit de regio"))
method_page.bullets(privacy_text.CONTRIBUTED)
st.header(_("Hoe lang wij bewaren"))
privacy_page.retention()
st.header(_("Hoe mensen beschermd zijn"))
privacy_page.protection()
privacy_page.drafts()
sources.show(where)
