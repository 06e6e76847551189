"""Take the plan along: a link, a workbook with all its tables, and the visiting list on paper."""

from urllib.parse import urlencode, urlsplit

import pandas as pd
import streamlit as st

from mapping.analysis.vindplaats_plan import Plan
from mapping.reports.codebook import codebook
from mapping.reports.dcat import MEDIA_TYPES
from mapping.reports.visit_plan import Sheet, VisitPlan, visit_pdf, words
from mapping.reports.workbook import workbook
from mapping.views import cached, evidence, tables, url_state
from mapping.views.cached import Region
from mapping.views.filters import Choice, group_names
from mapping.views.outreach import words as plan_words
from mapping.views.outreach.cache import route_of
from mapping.views.outreach.choices import PlanChoice
from mapping.views.outreach.rows import curve_rows, second_rows, site_rows, visit_rows
from mapping.views.vindplaats import cache
from mapping.words import _, language, number


def draw(where: Region, choice: Choice, asked: PlanChoice, plan: Plan, *, counts: bool) -> None:
    """Draw the two downloads."""
    sheets = sheets_of(where, choice, asked, plan, counts=counts)
    paper, fixed = paper_of(where, choice, asked, plan, sheets), words()
    notes = tables.download_notes(where)
    about = [(_("Titel"), _("Bezoekplan")), *url_state.chosen(), *((_("Toelichting"), note) for note in notes)]
    columns = list(dict.fromkeys(name for sheet in sheets.values() for name in sheet.columns))
    book, about_name = {**sheets, _("Codeboek"): codebook(columns)}, _("Verantwoording")
    row = st.container(horizontal=True)
    row.download_button(
        _("Heel het plan op papier (PDF)"), lambda: visit_pdf(paper, fixed), file_name="bezoekplan.pdf",
        mime="application/pdf", key="plan-pdf", icon=":material/picture_as_pdf:", on_click="ignore",
    )  # fmt: skip
    row.download_button(
        _("Heel het plan als werkmap (.xlsx)"), lambda: workbook(book, about, about_name=about_name),
        file_name="bezoekplan-heel.xlsx", mime=MEDIA_TYPES["xlsx"], key="plan-xlsx", icon=":material/table_view:",
        on_click="ignore",
    )  # fmt: skip


def sheets_of(where: Region, choice: Choice, asked: PlanChoice, plan: Plan, *, counts: bool) -> dict[str, pd.DataFrame]:
    """Return the tables of the plan as they are on the screen, by the name of their sheet."""
    loaded, places = cached.tables(where), cache.places(where)
    route = route_of(where, choice.question, [site.place for site in plan.sites], closed=asked.closed)
    found = {
        _("Bezoeklijst"): visit_rows(route, places, cache.visits(where), loaded, asked.asked.subgroepen),
        _("Waarom"): site_rows(plan, places, loaded, counts=counts),
        _("Eén meer"): curve_rows(plan),
    }
    if plan.second is not None:
        found[_("Op een na beste")] = second_rows(plan, places)
    return found


def paper_of(
    where: Region, choice: Choice, asked: PlanChoice, plan: Plan, sheets: dict[str, pd.DataFrame]
) -> VisitPlan:
    """Gather what stands on paper, in the language in use and as the screen shows it."""
    names = group_names(cached.tables(where)["subgroep"])
    route = route_of(where, choice.question, [site.place for site in plan.sites], closed=asked.closed)
    place = plan_words.place_words(where, choice)
    question = evidence.question_inputs(where, choice.question)
    address = urlsplit(st.context.url or "")
    link = address._replace(query=urlencode(st.query_params.to_dict()), fragment="").geturl()
    return VisitPlan(
        language=language(),
        region=place,
        groups=", ".join(names[code] for code in asked.asked.subgroepen),
        headline=plan_words.headline(plan, place),
        total=plan_words.route_words(route, asked.closed),
        route=_sheet(sheets[_("Bezoeklijst")]),
        why=_sheet(sheets[_("Waarom")]),
        curve=_sheet(sheets[_("Eén meer")]),
        second=plan_words.second_words(plan),
        doubt=(
            *plan_words.doubt_lines(where, plan, asked),
            _("Gerekend met: {keuzes}.").format(keuzes="; ".join(f"{key}: {value}" for key, value in question.items())),
        ),
        example=_("Voorbeeld: het aanbod in dit bestand is verzonnen.") if cached.is_example(where) else "",
        sources=tables.download_notes(where),
        link=link if link.startswith(("http://", "https://")) else "",
    )


def _sheet(rows: pd.DataFrame) -> Sheet:
    """Write a table as text: numbers as people here write them, missing as an empty cell."""
    return Sheet(tuple(map(str, rows.columns)), tuple(tuple(map(_text, row)) for row in rows.to_numpy(dtype=object)))


def _text(value: object) -> str:
    if isinstance(value, (int, float)):
        return number(value, decimals=0 if value == round(value) else 1) if value == value else ""
    return "" if pd.isna(value) else str(value)
