"""Page Verantwoording: how we calculate, from what, how sure it is, what is hidden and what is not there yet."""

import streamlit as st

from mapping.views import method_page, method_tables, method_text, sources
from mapping.views.layout import current
from mapping.words import _

where, _choice = current()

st.title(_("Verantwoording"))
st.write(_(method_text.ANSWER))
sources.mark_example(where)

st.header(_("Waar wij van uitgaan"))
method_page.finding()
st.header(_("Hoe wij rekenen"))
method_page.method()
st.header(_("Bronnen en peildata"))
method_tables.source_table(where)
st.header(_("Alle aandelen"))
method_tables.share_table(where)
st.header(_("Wat de cijfers betekenen"))
method_page.meanings()
st.header(_("Wat wij niet tonen, en waarom"))
method_tables.hidden(where)
st.header(_("Wat stevig is en wat gevoelig"))
method_page.bullets(method_text.FIRM)
method_page.bullets(method_text.SENSITIVE)
st.header(_("Hoe goed de cellen passen"))
method_tables.fit(where)
st.header(_("Wat er nog niet is"))
method_page.bullets(method_text.NOT_YET)
method_page.invented(where)
st.header(_("Licenties"))
method_page.bullets(method_text.LICENCES)
sources.show(where)
