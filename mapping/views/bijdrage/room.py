"""The screen in the room: what comes in, within seconds and without a reload; before the redactie only kind and gebied."""

from collections.abc import Mapping
from html import escape

import pandas as pd
import shapely
import streamlit as st

from mapping.model import OVERGENOMEN, SHELTERED, Bijdragesoort, Bijdragestand
from mapping.store.contributions import ContributionQueue
from mapping.views import cached, tables, webmap
from mapping.views.bijdrage import share
from mapping.views.bijdrage.permission import closed_because, queue_of
from mapping.views.bijdrage.words import COUNT_WORDS, KIND_WORDS, gebied_word, names_in, subject_of
from mapping.views.cached import Region
from mapping.views.edit.place import to_degrees
from mapping.views.legend import legend
from mapping.views.mapping_page import ATTRIBUTION
from mapping.views.palette import NEED
from mapping.words import _, ngettext, number

EVERY_S = 3
"""Seconds between two looks at the queue: soon enough for a room, and little work for the computer."""

LINES = 12
"""Bijdragen in the list beside the map, the newest first: what a room reads from a distance."""

MOST_PX = 460
STEPS = ((1, NEED[1]), (2, NEED[2]), (4, NEED[3]))
"""From so many bijdragen in a gebied on, this colour."""


def draw(where: Region) -> None:
    """Draw the screen: how to take part, and beside it what came in."""
    how, what = st.columns([1, 4], gap="medium")
    with how:
        st.subheader(_("Doe mee"))
        share.draw()
    with what:
        _live(where)


@st.fragment(run_every=EVERY_S)
def _live(where: Region) -> None:
    """Draw what came in; runs again by itself. Closed meanwhile: nothing is shown any more."""
    if closed_because(where):
        st.info(_("Bijdragen is intussen gesloten."))
        return
    queue = queue_of(where)
    rows = kept_rows(queue)
    shown = rows[rows["stand"].isin([Bijdragestand.NIEUW, *OVERGENOMEN])]
    names = names_in(cached.tables(where))
    _counts(shown)
    if shown.empty:
        st.info(_("Er is nog niets binnengekomen. Deze pagina kijkt elke paar seconden."))
    st.html(said(len(shown)))
    left, right = st.columns([3, 2])
    with left:
        _map(where, shown, names)
    with right:
        title = _("Het laatst binnengekomen")
        st.markdown(f"**{title}**")
        if len(shown):
            tables.readable(room_rows(shown, names), alt=_("Wat er binnenkwam, het nieuwste eerst"))


def kept_rows(queue: ContributionQueue) -> pd.DataFrame:
    """Return the bijdragen of a queue, read again only when it changed."""
    return _rows(str(queue.path), queue.version())


@st.cache_data(max_entries=8, show_spinner=False)
def _rows(path: str, version: str) -> pd.DataFrame:
    return ContributionQueue(path).all()


def _counts(shown: pd.DataFrame) -> None:
    """Draw how many came in per kind."""
    counts = shown["soort"].value_counts()
    row = st.container(horizontal=True)
    for kind in Bijdragesoort:
        row.metric(_(COUNT_WORDS[kind]), number(int(counts.get(kind, 0))), border=True)


def said(count: int) -> str:
    """Return a line that a screen reader says when it changes, and that shows nothing."""
    words = ngettext("{n} bijdrage binnen", "{n} bijdragen binnen", count).format(n=number(count))
    hidden = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"
    return f'<div role="status" aria-live="polite" style="{hidden}">{escape(words)}</div>'


def room_rows(shown: pd.DataFrame, names: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """Return the newest bijdragen as a room may see them: what someone typed or chose only after the redactie."""
    newest = shown.iloc[::-1].head(LINES)
    return pd.DataFrame(
        {
            _("Wat"): [_(KIND_WORDS[soort]) for soort in newest["soort"]],
            _("Gebied"): [gebied_word(code, names) for code in newest["gebiedcode"]],
            _("Naam"): [
                subject_of(row, names) if row["stand"] in OVERGENOMEN else _("wacht op de redactie")
                for _place, row in newest.iterrows()
            ],
        },
        dtype="str",
    )


def _map(where: Region, shown: pd.DataFrame, names: Mapping[str, Mapping[str, str]]) -> None:
    """Draw the gebieden by how many bijdragen lie there, and a point for what the redactie took over."""
    counts = shown["gebiedcode"].dropna().value_counts()
    webmap.region_map(
        outlines_url=cached.outlines(where, "gebied"),
        looks={code: colour_of(int(count)) for code, count in counts.items()},
        texts={code: _count_words(int(count)) for code, count in counts.items()},
        points=points_of(shown, names),
        bounds=cached.bounds(where, None),
        key="bijdrage-zaal",
        alt=_("Kaart van waar bijdragen over gaan. Dezelfde feiten staan in de lijst ernaast."),
        attribution=_(ATTRIBUTION),
        height=MOST_PX,
    )
    legend(
        [(colour, _("vanaf {n}").format(n=number(least))) for least, colour in STEPS], title=_("Bijdragen per gebied")
    )


def colour_of(count: int) -> str:
    """Return the colour of a gebied with so many bijdragen, one or more."""
    return [colour for least, colour in STEPS if count >= least][-1]


def points_of(shown: pd.DataFrame, names: Mapping[str, Mapping[str, str]]) -> list[dict[str, object]]:
    """Return a point for each bijdrage with one that the redactie took over; never of a place where people must be safe."""
    taken = shown["stand"].isin(OVERGENOMEN) & shown["x"].notna() & ~shown["type"].isin(SHELTERED)
    points = []
    for _place, row in shown[taken.to_numpy(dtype=bool)].iterrows():
        x, y = to_degrees(shapely.Point(row["x"], row["y"]))
        points.append({"id": row["bijdrage"], "x": x, "y": y, "label": subject_of(row, names), "kind": "bijdrage"})
    return points


def _count_words(count: int) -> str:
    return ngettext("{n} bijdrage", "{n} bijdragen", count).format(n=number(count))
