"""Page Gegevens toevoegen: a spreadsheet of your own, checked row by row before anything of it is taken over."""

from datetime import date
from functools import partial

import streamlit as st

from mapping.sources.codes import read_code_changes
from mapping.sources.hsds.package import read_hsds
from mapping.sources.hsds.terms import OWNED_LISTS
from mapping.sources.pdok.batch import batch_searcher
from mapping.sources.upload import addresses, fills, matcher, remembered
from mapping.sources.upload.asked import Asked
from mapping.sources.upload.faulty import faulty_rows, faulty_xlsx
from mapping.sources.upload.profiles import profiles
from mapping.sources.upload.reading import read_upload
from mapping.sources.upload.report import judge
from mapping.sources.upload.templates import CHOICE_SHEET, EXPLAIN_SHEET, FILL_SHEET, form_csv, form_xlsx
from mapping.store.scenarios import state_folder
from mapping.views import cached, exchange_block, sources
from mapping.views.layout import current
from mapping.views.upload import page
from mapping.views.upload.tools import Tools
from mapping.words import _

where, _choice = current()

st.title(_("Gegevens toevoegen"))
st.write(_("Kies uw eigen lijst. U ziet eerst wat klopt, wat niet klopt en wat er zou veranderen."))
sources.mark_example(where)
page.draw(
    where,
    Tools(
        read=read_upload,
        profiles=profiles,
        propose=matcher.propose,
        propose_profile=matcher.propose_profile,
        recall=remembered.recall,
        remember=remembered.remember,
        needed=fills.needed,
        harmless=fills.harmless,
        unplaced=addresses.unplaced,
        laid=addresses.laid,
        places=batch_searcher(cached.tables(where), cache=state_folder() / "pdok"),
        asked=Asked,
        judge=judge,
        faulty_rows=faulty_rows,
        faulty_xlsx=faulty_xlsx,
        form_xlsx=form_xlsx,
        form_csv=form_csv,
        code_changes=partial(read_code_changes, today=date.today().isoformat()),
        fill_sheet=FILL_SHEET,
        own_sheets=(EXPLAIN_SHEET, CHOICE_SHEET),
    ),
)
exchange_block.draw_import(where, lambda content, name, today: read_hsds(content, name, today=today), OWNED_LISTS)
sources.show(where)
