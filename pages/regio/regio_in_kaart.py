"""Page De regio in kaart: behoefte, aansluiting en aanbod in five sentences, each with the page that proves it."""

import streamlit as st

from mapping.fetch import USUAL_YEAR, fetch_to_file, years
from mapping.reports import sentences
from mapping.sources.official.gemeenten import gemeente_names
from mapping.views import cached, charts, fetch_block, overview, sources
from mapping.views.layout import current
from mapping.views.network import start as connections
from mapping.words import _

where, choice = current()
region_name = choice.regio or _("de regio’s samen")

st.title(_("De regio in kaart"))
st.write(_("Wie wil steun bij zingeving en levensvragen, wat is er, en wat zit ertussen?"))
sources.mark_example(where)
summary = cached.summary(where, choice.question, choice.regio)
sure = overview.known_sureness(where, choice, summary)

need, match, offer = st.columns(3, gap="large")
with need:
    st.header(_("Behoefte"))
    overview.statement(
        sentences.sentence_need(summary, region_name), "pages/gaten/gatentabel.py", _("Naar de gatentabel")
    )
    overview.groups(where, choice)
with match:
    st.header(_("Aansluiting"))
    rules = overview.statement(
        sentences.sentence_rules(summary, sure), "pages/gaten/postcodebarrieres.py", _("Naar de barrières")
    )
    reach = overview.statement(
        sentences.sentence_reach(summary, sure), "pages/regio/kaart.py", _("Naar de kaart"), indicator="buiten_bereik"
    )
    connections.statement(where, choice)
    overview.sampling(where, choice)
with offer:
    st.header(_("Aanbod"))
    overview.statement(sentences.sentence_places(summary), "pages/gaten/gatentabel.py", _("Naar de gatentabel"))
    overview.offer(where, choice)

st.header(_("Waar kan meer?"))
charts.split_bar({part: summary.shares[part] * summary.vraag for part in charts.FIELDS}, title=region_name)
st.caption(_("Iemand kan in meer groepen vallen; hier telt ieder mens één keer."))
overview.regions(where, choice)
overview.show_evidence(where, choice)
fetch_block.draw(where, fetch=fetch_to_file, names=gemeente_names(), years=years(), usual=USUAL_YEAR)
sources.show(where, kinds=(_("aantallen inwoners: gemeten"), _("vraag en verdeling: aanname")))
if sure is None:
    overview.add_ranges(where, choice, summary, rules=rules, reach=reach)
