"""Send a verwijskaart on: the link to exactly this card, and the same on one A4."""

import pandas as pd
import streamlit as st

from mapping.analysis.referral.asked import Asked
from mapping.analysis.referral.order import just_outside, to_call
from mapping.analysis.referral.verdict import Outcome
from mapping.reports.catalogue_words import name_of
from mapping.reports.one_page import cut
from mapping.reports.referral_page import Entry, ReferralPage, referral_pdf
from mapping.reports.referral_page import words as fixed_words
from mapping.views import cached
from mapping.views.cached import Region
from mapping.views.filters import Choice
from mapping.views.referral_card import advice, cache, words
from mapping.views.referral_card.choices import Card
from mapping.views.scenario.state import link
from mapping.words import _, day, language, ngettext, number

MOST_SOURCES = 5
"""Sources of the offer that are named on paper; of the others only how many."""

LONGEST_SOURCE = 120
"""Characters of the name of a source; a longer one is cut."""


def wishes(asked: Asked) -> dict[str, str]:
    """Return what was asked beside place and groep, in words; what was left open says so."""
    open_ = _("maakt niet uit")
    right = {True: _("ja"), False: _("nee"), None: _("weet ik niet")}[asked.recht]
    return {
        _("wat voor steun"): name_of("vraagtype", asked.vraagtype) if asked.vraagtype else open_,
        _("taal"): asked.taal or open_,
        _("leeftijd"): asked.leeftijdsband or _("weet ik niet"),
        _("palliatief of naaste"): right,
        _("niveau"): asked.abc or _("alle"),
    }


def draw(where: Region, choice: Choice, card: Card, found: pd.DataFrame) -> None:
    """Draw the button of the A4 and the link."""
    st.header(_("Printen en delen"))
    page, fixed = referral_page(where, choice, card, found, link=link()), fixed_words()
    st.download_button(
        _("Verwijskaart op één A4 (PDF)"), lambda: referral_pdf(page, fixed), file_name="verwijskaart.pdf",
        mime="application/pdf", key="verwijskaart-a4", icon=":material/picture_as_pdf:", on_click="ignore",
    )  # fmt: skip
    st.caption(_("Eén bladzijde, leesbaar voor schermlezers. Of print deze pagina met uw browser."))
    with st.expander(_("Link naar precies deze kaart")):
        st.code(page.link, language=None, wrap_lines=True)


def referral_page(where: Region, choice: Choice, card: Card, found: pd.DataFrame, *, link: str) -> ReferralPage:
    """Gather what stands on the A4, in the language in use and as the screen shows it."""
    loaded = cached.asked_tables(where, choice.question)
    calls, outside = to_call(found).to_dict("records"), just_outside(found).to_dict("records")
    lead = words.why_first(calls[0]) if calls and calls[0]["uitkomst"] == Outcome.CALL else ""
    helps = [] if calls else advice.empty_advice(where, choice.question, card, found)
    on = day(cache.day_of(choice.question))
    return ReferralPage(
        language=language(),
        subject=f"{card.groep}, {card.place}",
        choices=((_("dag"), on), *wishes(card.asked).items()),
        lead=lead,
        entries=tuple(_entry(loaded, row, card) for row in calls),
        outside=tuple((str(row["naam"]), " ".join(words.obstacles(loaded, row))) for row in outside),
        advice=(*helps, *advice.always(where, choice.question, card)),
        example=_("Voorbeeld: het aanbod in dit bestand is verzonnen.") if cached.is_example(where) else "",
        sources=_sources(where, loaded["initiatief"], [row["initiatief"] for row in (*calls, *outside)]),
        link=link,
    )


def _entry(loaded: cached.Tables, row: dict, card: Card) -> Entry:
    """Write one initiatief for paper."""
    known = [value for _label, value in words.contact(loaded, row) if value != _("niet bekend")]
    facts = [f"{label}: {value}" for label, value in words.facts(loaded, row, card.asked)]
    notes = [*words.doubts(loaded, row, card.asked), words.all_checked_words(row), words.old_words(row)]
    sure = row["uitkomst"] == Outcome.CALL
    name = str(row["naam"]) if sure else f"{_('Vraag eerst na')}: {row['naam']}"
    return Entry(name, " · ".join(known), " · ".join(facts), " ".join(filter(None, notes)))


def _sources(where: Region, offer: pd.DataFrame, on_card: list[str]) -> tuple[str, ...]:
    """Return where the initiatieven of the card come from, of which day, which file and version."""
    meta = cached.tables(where)["meta"].iloc[-1]
    version = _("Bestand {file}, versie {versie}; CC BY 4.0.").format(file=where.name, versie=int(meta["versie"]))
    return (*offer_sources(offer, on_card), version)


def offer_sources(offer: pd.DataFrame, on_card: list[str]) -> tuple[str, ...]:
    """Return a sentence per bron of these initiatieven with its last day, in their order, and how many more there are."""
    rows = offer.drop_duplicates("initiatief").set_index("initiatief").reindex(on_card).dropna(subset=["bron"])
    days = rows.groupby("bron", sort=False)["peildatum"].max().to_dict()
    told = [
        _("Aanbod: {bron} ({dag}).").format(bron=cut(bron, LONGEST_SOURCE), dag=day(on) or _("dag niet bekend"))
        for bron, on in list(days.items())[:MOST_SOURCES]
    ]
    left = len(days) - MOST_SOURCES
    if left <= 0:
        return tuple(told)
    return (*told, ngettext("En nog {n} andere bron.", "En nog {n} andere bronnen.", left).format(n=number(left)))
