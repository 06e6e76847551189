"""What would change with the good rows of a file, old beside new, and the button that takes them over."""

import pandas as pd
import streamlit as st

from mapping.views import editing, tables, versions_rows
from mapping.views.cached import Region
from mapping.views.may_read import may_read
from mapping.views.sources import plain
from mapping.words import _, ngettext, number

MOST_ROWS = 5000
"""Changed cells in the table on the screen: more make a browser slow; the counts are of all."""

MOST_NAMES = 8
"""Names written out in a sentence."""


def draw(asked, report, found: pd.DataFrame, *, owner: bool) -> None:
    """Draw the counts and what changes, as `found` (difference.COLUMNS) says.

    Who is not the owner learns nothing of tables that are kept hidden: equal or not would tell a count.
    """
    st.header(_("Wat er verandert"))
    hidden = may_read(asked.profile.table)
    if not owner and (hidden.nothing or hidden.unchanged):
        st.info(_("Wat er van deze tabel al is, ziet alleen wie hem mag bewerken."))
        return
    new, changed, equal, stays = st.columns(4)
    new.metric(_("Nieuw"), number(report.fresh))
    changed.metric(_("Anders"), number(report.changed))
    equal.metric(_("Hetzelfde"), number(report.equal))
    stays.metric(_("Staat niet in uw bestand en blijft"), number(report.stays))
    _say_rest(asked, report)
    if not report.tables:
        st.success(_("Er zou niets veranderen."), icon=":material/check:")
        return
    rows = versions_rows.difference_rows(found.head(MOST_ROWS), owner=owner)
    with st.expander(
        _("Bekijk alles wat verandert ({n})").format(n=number(len(found))), expanded=len(found) <= MOST_NAMES
    ):
        tables.show(
            rows, key="toevoegen-verschil", alt=_("Wat er verandert, per rij en kolom"), file_name="wat-verandert.csv"
        )
        if len(found) > MOST_ROWS:
            st.caption(_("De eerste {n} van {all} wijzigingen.").format(n=number(MOST_ROWS), all=number(len(found))))


def _say_rest(asked, report) -> None:
    """Say what was added without being in a cell, and what goes."""
    for key, (name, like) in list(report.new_organisaties.items())[:MOST_NAMES]:
        said = _("Nieuwe organisatie: {name} ({key}).").format(name=name, key=key)
        asks = " " + _("Lijkt op ‘{like}’: is het dezelfde?").format(like=like) if like else ""
        st.markdown(f"- {plain(said + asks)}")
    if len(report.new_organisaties) > MOST_NAMES:
        st.caption(_("En nog {n} nieuwe organisaties.").format(n=number(len(report.new_organisaties) - MOST_NAMES)))
    filled = [
        _("{column} = {value} ({n} cellen)").format(column=name, value=value, n=number(count))
        for name, (value, count) in report.filled.items()
    ]
    if filled:
        st.caption(plain(_("Ingevuld waar uw bestand niets zei: {list}.").format(list="; ".join(filled))))
    _say_going(asked, report)


def _say_going(asked, report) -> None:
    """Say which rows go, where the file is the whole list, and which stay all the same."""
    if not asked.whole:
        return
    if report.wrong:
        st.warning(_("Er gaat niets weg zolang er rijen met een fout zijn: wij weten dan niet wat er mist."))
        return
    names = ", ".join(key.replace("\x1f", " ").strip() for key in report.gone[:MOST_NAMES])
    if report.gone:
        text = ngettext("{n} rij gaat weg: {names}.", "{n} rijen gaan weg: {names}.", len(report.gone))
        more = " …" if len(report.gone) > MOST_NAMES else ""
        st.warning(plain(text.format(n=number(len(report.gone)), names=names) + more), icon=":material/delete:")
    if report.held:
        text = ngettext(
            "{n} rij blijft, want andere tabellen verwijzen ernaar.", "{n} rijen blijven, want andere tabellen verwijzen ernaar.",
            report.held,
        )  # fmt: skip
        st.info(text.format(n=number(report.held)))


def take_over(where: Region, report, *, base: int) -> bool:
    """Draw the question why and the button; True where the good rows were stored."""
    if not report.tables:
        return False
    st.header(_("Overnemen"))
    why = editing.ask_why("toevoegen-waarom")
    rows = report.fresh + report.changed
    text = ngettext("Neem {n} rij over", "Neem {n} rijen over", rows) if rows else _("Neem de wijzigingen over")
    if report.wrong:
        st.caption(_("Alleen de goede rijen gaan mee. De rijen met een fout blijven buiten."))
    if not st.button(text.format(n=number(rows)), type="primary", icon=":material/save:", key="toevoegen-neem-over"):
        return False
    return editing.save(where, report.tables, why, base=base)
