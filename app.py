"""Zin in kaart: settings, navigation, what stays chosen on every page, and one place where errors become sentences."""

import logging

import streamlit as st

from mapping.errors import MappingError
from mapping.views import assets, cached, filters, layout, own_region
from mapping.views.edit import state
from mapping.views.sources import plain
from mapping.words import _

st.set_page_config(page_title="Zin in kaart", page_icon=str(layout.ICON), layout="wide")


def main() -> None:
    """Draw one page; what goes wrong becomes a sentence, and the rest stays usable."""
    filters.choose_language()
    layout.say_language()
    layout.page_style()
    page = st.navigation(layout.pages(), expanded=True)
    layout.say_unknown_page()
    try:
        assets.prepare(cached.STATIC_FOLDER)
        where = cached.region()
        gone = st.empty()
        layout.keep(where, filters.shared(where))
        state.remind(where)
        filters.say_gone(gone)
        page.run()
        filters.say_gone(gone)  # a page has choices of its own
    except MappingError as error:
        st.error(plain(str(error)))
        own_region.draw()
    except Exception:
        logging.getLogger("zin").exception("a page failed")
        st.error(_("Er ging iets mis op deze pagina. Herlaad de pagina; blijft het zo, meld dan wat u deed."))


main()
