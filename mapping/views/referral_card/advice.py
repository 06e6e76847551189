"""What to do where a card has no answer, or no sure one: other choices, further away, by phone, who knows more."""

from dataclasses import replace

import pandas as pd

from mapping.analysis.referral.asked import gebieden_of
from mapping.analysis.referral.know_more import well_connected
from mapping.analysis.referral.order import by_phone, just_outside, nearest_that_admits, to_call
from mapping.model import Niveau, Stand
from mapping.views import cached
from mapping.views.cached import Question, Region
from mapping.views.referral_card import cache
from mapping.views.referral_card.choices import Card
from mapping.views.referral_card.words import distance_words, known
from mapping.words import _, day, number


def empty_advice(where: Region, question: Question, card: Card, found: pd.DataFrame) -> list[str]:
    """Return what may help where there is nobody to call, in sentences."""
    outside = just_outside(found)
    said = _wider(where, question, card)
    nearest = nearest_that_admits(outside)
    if nearest is not None:
        words = _("Verder weg: {naam} laat deze mensen wel toe, op {km}.")
        said.append(words.format(naam=nearest["naam"], km=distance_words(nearest)))
    phones = by_phone(outside)
    if len(phones):
        said.append(_("Bellen of online kan bij: {namen}.").format(namen=", ".join(phones["naam"])))
    return said


def _wider(where: Region, question: Question, card: Card) -> list[str]:
    """Say how much there is with one wish less."""
    cases = {
        "abc": _("Zonder keuze voor niveau {waarde} vindt u er {n}."),
        "vraagtype": _("Met een andere soort steun vindt u er {n}."),
        "taal": _("Zonder de taal {waarde} vindt u er {n}."),
    }
    said = []
    for name, words in cases.items():
        value = getattr(card.asked, name)
        if value:
            count = len(to_call(cache.found(where, question, replace(card.asked, **{name: ""}))))
            said += [words.format(waarde=value, n=number(count))] if count else []
    return said


def always(where: Region, question: Question, card: Card) -> list[str]:
    """Return who in the region knows more, and how far the offer of this place was looked up."""
    loaded = cached.tables(where)
    said = []
    best = well_connected(loaded, card.regio)
    if len(best):
        names = [_with_phone(row) for row in best.to_dict("records")]
        words = _("Wie weet meer? Deze organisaties in {regio} hebben de meeste bekende verbindingen: {namen}.")
        said.append(words.format(regio=card.regio, namen="; ".join(names)))
    return [*said, inventory_words(where, question, card)]


def _with_phone(row: dict) -> str:
    """Name an organisatie with its number, where that is known."""
    return f"{row['naam']} ({row['telefoon']})" if known(row["telefoon"]) else str(row["naam"])


def inventory_words(where: Region, question: Question, card: Card) -> str:
    """Say how far the offer of the place was looked up."""
    codes = gebieden_of(cached.outcome(where, replace(question, niveau=Niveau.ALLE.value)), card.asked).index
    rows = cached.tables(where)["inventaris"].set_index("gebiedcode").reindex(codes)
    done = rows["stand"] == Stand.VOLLEDIG
    if len(rows) and done.all():
        last = day(rows["datum"].dropna().max()) if rows["datum"].notna().any() else _("onbekende datum")
        return _("Het aanbod in dit gebied is helemaal in kaart, op {dag}.").format(dag=last)
    return _("Het aanbod is hier nog niet helemaal in kaart. Er kan dus meer zijn dan u hier ziet.")
