"""Page Onderzoek: offer by kind, how places are spread, clusters, and the settings as a file; for researchers."""

import streamlit as st

from mapping.views import cluster_block, research_page, research_settings, sources
from mapping.views.layout import current
from mapping.words import _

where, choice = current()

st.title(_("Voor onderzoekers"))
st.write(_("Hoe het aanbod is verdeeld over mensen, inkomens en gebieden, en hoe een ander dat na kan rekenen."))
sources.mark_example(where)
research_page.about(where, choice)

st.header(_("Instellingen als bestand"))
research_settings.draw(where, choice)
st.header(_("Naar niveau van het aanbod"))
research_page.abc_block(where, choice)
st.header(_("Naar vraagtype"))
research_page.vraagtype_block(where, choice)
st.header(_("Verdeling van plaatsen"))
research_page.distribution_block(where, choice)
st.header(_("Clusters"))
cluster_block.draw(where, choice)
sources.show(where, kinds=(_("aantallen inwoners: gemeten"), _("vraag en verdeling: aanname")))
