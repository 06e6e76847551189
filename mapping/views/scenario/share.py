"""Send a scenario on: the link that holds it, and the A4 for a raad."""

import streamlit as st

from mapping.analysis.scenario.apply import names_of
from mapping.analysis.scenario.changes import Scenario
from mapping.analysis.scenario.effect import Effect, euro_per_person, parts, span
from mapping.analysis.scenario.public import public_parts
from mapping.model import UNIEK, Soort, Stand
from mapping.reports.council_page import CouncilPage, council_pdf, words
from mapping.reports.scenario_words import (
    between_words,
    chance_words,
    change_words,
    cost_words,
    doubt_words,
    fair_share_words,
    headline,
    signed_people,
)
from mapping.reports.sentences import PART_WORDS, people
from mapping.views import cached, evidence
from mapping.views.cached import Region
from mapping.views.filters import Choice, gebied_names, group_names
from mapping.views.scenario import state as scenario_state
from mapping.views.scenario import tables as scenario_tables
from mapping.views.scenario.kept import file_stem
from mapping.words import _, day, language, number

NAMED = 30
"""Rows of who gains that are handed to the page, which shows as many as fit and says how many more there are."""


def draw(where: Region, choice: Choice, scenario: Scenario, found: Effect, *, link_fits: bool) -> None:
    """Draw the link and the button of the A4."""
    st.header(_("Delen"))
    link = scenario_state.link() if link_fits else ""
    if link:
        st.write(_("Deze link opent dit scenario, met dezelfde keuzes:"))
        st.code(link, language=None, wrap_lines=True)
    else:
        st.info(_("Dit scenario is te groot voor een link. Download het als bestand en stuur dat op."))
    page, fixed = council_page(where, choice, scenario, found, link=link), words()
    st.download_button(
        _("A4 voor de raad (PDF)"), lambda: council_pdf(page, fixed), file_name=f"{file_stem(scenario)}.pdf",
        mime="application/pdf", key="scenario-a4", icon=":material/picture_as_pdf:", on_click="ignore",
    )  # fmt: skip
    st.caption(_("Eén bladzijde: keuze, effect en twijfel. Leesbaar voor schermlezers."))


def council_page(where: Region, choice: Choice, scenario: Scenario, found: Effect, *, link: str) -> CouncilPage:
    """Gather what stands on the A4, in the language in use and as the screen shows it."""
    loaded = cached.asked_tables(where, choice.question)
    names = names_of(loaded, scenario)
    gebied = loaded["gebied"] if choice.regio is None else loaded["gebied"][loaded["gebied"]["regio"] == choice.regio]
    stand = gebied["gebiedcode"].map(loaded["inventaris"].set_index("gebiedcode")["stand"])
    not_complete = int((stand != Stand.VOLLEDIG).sum())
    doubt = doubt_words(found, regio=choice.regio, not_complete=not_complete, gebieden=len(gebied))
    asked = evidence.question_inputs(where, choice.question)
    doubt.append(
        _("Gerekend met: {keuzes}.").format(keuzes="; ".join(f"{key}: {value}" for key, value in asked.items()))
    )
    said = " ".join(filter(None, (headline(found, regio=choice.regio), fair_share_words(found.numbers))))
    example = _("Voorbeeld: het aanbod in dit bestand is verzonnen.") if cached.is_example(where) else ""
    return CouncilPage(
        language=language(),
        name=scenario.name or _("Scenario zonder naam"),
        region=choice.regio or _("Alle regio’s"),
        changes=tuple(change_words(change, names, loaded) for change in scenario.changes),
        headline=said,
        parts=_parts(choice, found),
        numbers=_numbers(choice, found),
        cost=cost_words(found, regio=choice.regio),
        gainers=_who(where, choice, found, better=True),
        losers=_who(where, choice, found, better=False),
        doubt=tuple(doubt),
        example=example,
        sources=_sources(where),
        link=link if link.startswith(("http://", "https://")) else "",
    )


def _parts(choice: Choice, found: Effect) -> tuple[tuple[str, str, str, str], ...]:
    """Return the five parts of everybody together, as the table of the page has them."""
    shown = public_parts(parts(found, regio=choice.regio, subgroep=UNIEK), Soort.AANNAME.value).iloc[0]
    return tuple(
        (
            _(PART_WORDS[part]),
            number(shown[f"{part}_voor"]),
            number(shown[f"{part}_na"]),
            signed_people(shown[f"{part}_verschil"]),
        )
        for part in scenario_tables.SHOWN_PARTS
    )


def _numbers(choice: Choice, found: Effect) -> tuple[tuple[str, str, str], ...]:
    """Return the three numbers and the cost per person, each with what it means."""
    shut_out = span(found, "uitgesloten", regio=choice.regio)
    numbers = found.numbers
    before, after = (chance_words(share) for share in numbers.lowest_chance)
    most = numbers.most_served
    between = _("mensen{tussen}").format(tussen=between_words(shut_out))
    at_most = _("hoogstens {na}, nu {voor}").format(na=people(most[1]), voor=people(most[0]))
    rows = [
        (_("Mogen door een regel nergens heen"), signed_people(shut_out.middle), between),
        (_("Kunnen meer worden geholpen"), signed_people(most[1] - most[0]), at_most),
        (_("Laagste kans op een plaats"), f"{before} → {after}", _("voor wie het scenario raakt")),
    ]
    cost = euro_per_person(found)[0]
    if cost == cost:
        per_year = _("per jaar") if choice.regio is None else _("per jaar; alle regio’s samen")
        rows.append((_("Euro per extra geholpen mens"), f"€ {number(10 * round(cost / 10))}", per_year))
    return tuple(rows)


def _who(where: Region, choice: Choice, found: Effect, *, better: bool) -> tuple[tuple[str, str], ...]:
    """Return per gebied what changes for everybody together; a groep only where one was chosen."""
    loaded = cached.tables(where)
    rows = scenario_tables.changed_rows(where, choice, found, better=better)
    rows = rows[rows["subgroep"] == choice.groep]
    gebieden, groups = gebied_names(loaded["gebied"]), group_names(loaded["subgroep"])
    prefix = "" if choice.groep == UNIEK else f" ({groups[choice.groep]})"
    said = []
    for row in rows.head(NAMED).to_dict("records"):
        facts = []
        if row["bediend_verschil"]:
            facts.append(_("{n} krijgen plaats").format(n=signed_people(row["bediend_verschil"])))
        if better and row["uitgesloten_verschil"]:
            facts.append(_("{n} mogen er niet heen").format(n=signed_people(row["uitgesloten_verschil"])))
        if facts:
            said.append((f"{gebieden.get(row['gebiedcode'], row['gebiedcode'])}{prefix}", ", ".join(facts)))
    return tuple(said)


def _sources(where: Region) -> tuple[str, ...]:
    """Return where the figures come from, of which day, which file and version."""
    loaded = cached.tables(where)
    meta, offer = loaded["meta"].iloc[-1], loaded["initiatief"]
    said = [
        _("{bron} ({dag}).").format(bron=table["bron"].iloc[0], dag=day(table["peildatum"].min()))
        for table in (loaded["gebied"], loaded["postcode_leeftijd"])
        if len(table)
    ]
    if len(offer):
        said.append(_("Aanbod: {bron} ({dag}).").format(bron=offer["bron"].iloc[0], dag=day(offer["peildatum"].max())))
    version = _("Bestand {file}, versie {versie}; CC BY 4.0.").format(file=where.name, versie=int(meta["versie"]))
    return (*said, version)
