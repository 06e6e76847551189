"""What a save has to say, kept over the rerun that shows the new version; and that a save was killed."""

import pandas as pd
import streamlit as st

from mapping.store import history
from mapping.store.address import opened
from mapping.store.geopackage import interrupted
from mapping.store.history import Changed
from mapping.views.cached import Region
from mapping.views.filters import link_parameters
from mapping.views.sources import plain
from mapping.views.versions_rows import moment
from mapping.words import _, ngettext, number

NEWS = "_editing_news"
"""Session key of the sentences that the next run says once."""


def keep_news(sentences: list[str]) -> None:
    """Keep sentences for the next run."""
    st.session_state[NEWS] = sentences


def say_news() -> None:
    """Say what was kept, once, with the way to the versions."""
    sentences = st.session_state.pop(NEWS, [])
    if sentences:
        st.success(plain(" ".join(sentences)), icon=":material/check:")
        st.page_link(
            "pages/beheer/versies.py",
            label=_("Bekijk de versies"),
            icon=":material/history:",
            query_params=link_parameters(),
        )


def say_interrupted(where: Region) -> None:
    """Say that the last change was killed and what the region holds now; until the next change cleans up."""
    store = opened(where.path)
    when = interrupted(store)
    if when:
        told = _(
            "De laatste wijziging is onderbroken op {when}. Daarvan is niets opgeslagen: u ziet de gegevens van versie {n}. "
            "Doe de wijziging opnieuw als dat nodig is."
        )
        st.warning(plain(told.format(when=moment(when), n=number(history.current(store)))), icon=":material/warning:")


def saved_sentences(changed: Changed) -> list[str]:
    """Return what came of a change in sentences: the version, and what others did meanwhile."""
    if changed.number is None:
        first = _("Er was niets veranderd, dus er is geen nieuwe versie gemaakt.")
    else:
        first = _("Opgeslagen als versie {n}.").format(n=number(changed.number))
    return [first, *([others_sentence(changed.of_others)] if len(changed.of_others) else [])]


def others_sentence(of_others: pd.DataFrame) -> str:
    """Say how much others changed meanwhile, and where."""
    rows = len(of_others[["tabel", "sleutel"]].drop_duplicates())
    told = ngettext(
        "Intussen veranderde iemand anders {n} rij ({tables}); die wijziging is er ook in gebleven.",
        "Intussen veranderden anderen {n} rijen ({tables}); die wijzigingen zijn er ook in gebleven.",
        rows,
    )
    return told.format(n=number(rows), tables=", ".join(dict.fromkeys(of_others["tabel"])))
