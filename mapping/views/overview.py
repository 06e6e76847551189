"""The blocks of the start page: a sentence with its proof, the largest groups, how the offer was found, the regions."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from mapping.analysis.bewijs import subject_of
from mapping.analysis.summary import RegionSummary
from mapping.analysis.uncertainty import Sureness, sureness
from mapping.model import DELEN, UNIEK, ZINNEN, Gebiedsniveau, Merk, Rol
from mapping.reports.catalogue_words import name_of
from mapping.reports.sentences import PART_WORDS, of_hundred, sentence_reach, sentence_rules
from mapping.views import cached, certainty_cache, evidence, tables
from mapping.views.cached import Region
from mapping.views.filters import Choice, group_names, link_parameters
from mapping.views.sources import plain
from mapping.words import _, number

GROUPS_SHOWN = 6


def statement(text: str, page: str, label: str, **extra: str) -> DeltaGenerator:
    """Draw a sentence and the link to the page that proves it, with the choices of this page.

    Returns the place of the sentence, so that it can be said again when its range is known.
    """
    with st.container(border=True):
        place = st.empty()
        place.markdown(plain(text))
        st.page_link(page, label=label, icon=":material/arrow_forward:", query_params=link_parameters(**extra))
    return place


def known_sureness(where: Region, choice: Choice, summary: RegionSummary) -> Sureness | None:
    """Return how sure the start page is where that was drawn before; None where it was not."""
    found = certainty_cache.known(where, choice.question, Gebiedsniveau.REGIO, UNIEK)
    return found and sureness(found, UNIEK, choice.regio, summary.shares)


def add_ranges(
    where: Region, choice: Choice, summary: RegionSummary, *, rules: DeltaGenerator, reach: DeltaGenerator
) -> None:
    """Draw a thousand times and say sentences 2 and 3 again, with their range.

    Call it as the last thing of the page: all the rest is on the screen while this takes a few seconds. Where nobody
    wants support there is nothing to draw, and the sentences say so already.
    """
    if not summary.vraag > 0:
        return
    found = certainty_cache.computed(where, choice.question, Gebiedsniveau.REGIO, UNIEK, progress=_let_go)
    sure = sureness(found, UNIEK, choice.regio, summary.shares)
    rules.markdown(plain(sentence_rules(summary, sure)))
    reach.markdown(plain(sentence_reach(summary, sure)))


def show_evidence(where: Region, choice: Choice) -> None:
    """Draw how the figures of the start page were made."""
    evidence.show(
        where,
        formula=_(
            "Inwoners maal het deel dat een levensvraag heeft, maal de steunvraag; ieder mens telt één keer. Dan kijken wij wat "
            "hen tegenhoudt: afstand, regels of plaats. De ruimte (tussen … en …) komt uit 1.000 berekeningen met andere "
            "waarden voor wat niemand weet; zeker is wat in 80 van de 100 berekeningen geldt."
        ),
        inputs=evidence.question_inputs(where, choice.question),
        kind=_("aanname: de steunvraag heeft niemand gemeten"),
        about=subject_of(choice.groep, zin=ZINNEN),
    )


def _let_go(_done: int, _draws: int) -> None:
    """Let Streamlit stop this run when the reader has moved on: it can wherever the session state is asked for."""
    st.session_state.get("regio")


def groups(where: Region, choice: Choice) -> None:
    """List the levensvragen for which most people want support; they overlap and are not added up."""
    rows = _regional(where, choice)
    subgroep = cached.tables(where)["subgroep"]
    life = subgroep.loc[subgroep["rol"] == Rol.LEVENSVRAAG, "subgroep"]
    rows = rows[rows["subgroep"].isin(life) & (rows["merk"] == Merk.GEEN)].nlargest(GROUPS_SHOWN, "vraag")
    names = group_names(subgroep)
    st.subheader(_("Grootste levensvragen"))
    tables.readable(
        pd.DataFrame(
            {
                _("Groep"): rows["subgroep"].map(names),
                _("Willen steun per jaar"): [
                    f"{number(low)}–{number(high)}"
                    for low, high in zip(rows["vraag_laag"], rows["vraag_hoog"], strict=True)
                ],
            }
        ),
        alt=_("De groepen waarin de meeste mensen steun willen, met laag en hoog"),
    )
    st.caption(_("Iemand kan in meer groepen vallen; tel deze rijen niet op."))


def _regional(where: Region, choice: Choice) -> pd.DataFrame:
    """Return the public rows of a regio, or of all together, adults of all ages."""
    rows = cached.shown_gaps(where, choice.question, Gebiedsniveau.REGIO.value)
    if choice.regio is not None:
        return rows[rows["gebiedcode"] == choice.regio]
    numbers = ["omvang", "omvang_laag", "omvang_hoog", "vraag", "vraag_laag", "vraag_hoog", *DELEN]
    return rows[rows["merk"] == Merk.GEEN].groupby("subgroep", sort=False)[numbers].sum().reset_index().assign(merk="")


def sampling(where: Region, choice: Choice) -> None:
    """Say how the offer was found: that decides what is missing."""
    loaded = cached.tables(where)
    inside = loaded["gebied"]
    if choice.regio is not None:
        inside = inside[inside["regio"] == choice.regio]
    found = loaded["inventaris"]
    found = found[found["gebiedcode"].isin(inside["gebiedcode"])]
    count = found["stand"].value_counts()
    st.subheader(_("Hoe is het aanbod gevonden?"))
    st.markdown(
        _("Volledig in kaart: {full} gebieden. Deels: {part}. Nog niet: {none}.").format(
            full=number(count.get("volledig", 0)),
            part=number(count.get("deels", 0)),
            none=number(len(inside) - len(found[found["stand"] != "niet"])),
        )
    )
    ways = found["gevonden_via"].dropna().str.split(";").explode().str.strip().value_counts()
    for way, times in ways.items():
        st.markdown(f"- {plain(_way(way))}: {number(times)}")


def _way(way: str) -> str:
    """Return the words of a way of finding offer."""
    return {
        "netwerk CvL": _("via het netwerk van het Centrum voor Levensvragen"),
        "netwerk onderzoekers": _("via het netwerk van de onderzoekers"),
        "deskresearch": _("via zoeken in openbare bronnen"),
        "bijdrage": _("via een bijdrage van buiten"),
    }.get(way, way)


def offer(where: Region, choice: Choice) -> None:
    """Count the initiatieven of the region by who offers them."""
    run = cached.outcome(where, choice.question)
    rows = run.initiatief
    if choice.regio is not None:
        inside = cached.tables(where)["gebied"]
        codes = inside.loc[inside["regio"] == choice.regio, "gebiedcode"]
        rows = rows[rows["gebiedcode"].isin(codes)]
    st.subheader(_("Wie bieden steun?"))
    if rows.empty:
        st.info(_("Er is nog geen aanbod in dit bestand. Voeg het toe met ‘build --aanbod’."))
        return
    counted = rows["aanbiederssoort"].value_counts()
    kinds = [name_of("aanbiederssoort", kind) for kind in counted.index]
    table = pd.DataFrame({_("Soort aanbieder"): kinds, _("Initiatieven"): counted.to_numpy()})
    tables.readable(table, alt=_("Aantal initiatieven per soort aanbieder"))


def regions(where: Region, choice: Choice) -> None:
    """Put the regions beside one another: of every hundred who want support, where they end up."""
    rows = cached.exact_gaps(where, choice.question, Gebiedsniveau.REGIO.value)
    rows = rows[(rows["subgroep"] == UNIEK) & (rows["vraag"] > 0)]
    if choice.regio is not None:
        rows = rows[rows["gebiedcode"] == choice.regio]
    columns = {_("Regio"): rows["gebiednaam"]}
    for part in ("buiten_bereik", "uitgesloten", "geen_plaats", "onbekend", "bediend"):
        columns[_(PART_WORDS[part])] = [of_hundred(share) for share in rows[part] / rows["vraag"]]
    tables.readable(pd.DataFrame(columns), alt=_("Van elke 100 mensen die steun willen, per regio"))
    st.caption(_("Van elke 100 mensen die steun willen. Door afronding kunnen rijen een beetje afwijken."))
