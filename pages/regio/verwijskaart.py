"""Page Verwijskaart: who to call for someone, under which rules, and what is just outside."""

import streamlit as st

from mapping.views import sources
from mapping.views.layout import current
from mapping.views.referral_card import choices, page
from mapping.words import _

where, choice = current()

st.title(_("Wie kunt u bellen?"))
page.style()
sources.mark_example(where)
card = choices.choose(where, choice)
if card is None:
    page.hint()
else:
    page.draw(where, choice, card)
sources.show(where, kinds=(_("opgave van aanbieders"),))
