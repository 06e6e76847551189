"""Page Wijkprofiel: who lives in a gebied, who wants support, what is there, what is missing and what may help."""

import streamlit as st

from mapping.views import profile, sources
from mapping.views.layout import current
from mapping.words import _

where, choice = current()

st.title(_("Wijkprofiel"))
st.write(_("Wie wonen hier, wie wil steun, wat is er, en wat kan helpen?"))
sources.mark_example(where)
if choice.gebied is None:
    profile.choose_hint()
else:
    profile.whole(where, choice)
sources.show(where, kinds=(_("aantallen inwoners: gemeten"), _("vraag en verdeling: aanname")))
