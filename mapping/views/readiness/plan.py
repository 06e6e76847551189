"""The third part of the page Invoering: the implementatieplan, written with the answers beside it, as a Word file."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from mapping.analysis.invoering.context import category
from mapping.analysis.invoering.readiness import Match, Subject, counts, trainings
from mapping.reports.about import About
from mapping.reports.implementation_plan import (
    MEDIA_TYPE,
    PART_QUESTIONS,
    PART_TITLES,
    PARTS,
    Answer,
    Plan,
    Training,
    plan_docx,
)
from mapping.reports.package import about_region
from mapping.reports.readiness_picture import in_words, picture
from mapping.reports.readiness_words import (
    ONDERDELEN,
    STAND_WORDS,
    TEKEN_WORDS,
    factors,
    groups,
    rows_of,
    said,
    stand_word,
)
from mapping.store.proposal import text_findings
from mapping.views import cached
from mapping.views.cached import Region
from mapping.views.readiness import cache
from mapping.views.sources import plain
from mapping.words import _, language, number

LONGEST_PART = 2000
"""Characters of one part of a plan: half a page."""


def draw(where: Region, subject: Subject, name: str, answered: pd.DataFrame) -> None:
    """Draw the trainings that fit, the questions of the plan and the download."""
    found = trainings(answered, rows_of("training_bij_factor"))
    _say_trainings(found)
    st.caption(_("Wat u hier schrijft, staat alleen in dit venster en in uw document. Het komt niet in de gegevens."))
    written = {
        part: st.text_area(
            _(PART_TITLES[part]), key=f"plan-{part}-{subject.column}-{subject.code}", max_chars=LONGEST_PART,
            help=_(PART_QUESTIONS[part]), placeholder=_(PART_QUESTIONS[part]), height=90,
        )
        for part in PARTS
    }  # fmt: skip
    refused = _persons(written)
    if refused:
        st.error("\n".join(f"- {plain(line)}" for line in refused))
        return
    made = (where, subject, name, answered, found, written)
    st.download_button(
        _("Download het plan (Word)"), lambda: plan_docx(plan_of(*made)), file_name=_file_name(name), mime=MEDIA_TYPE,
        icon=":material/download:", on_click="ignore", type="primary", key="plan-docx",
    )  # fmt: skip


def _persons(written: Mapping[str, str]) -> list[str]:
    """Say where a text points at a person: a plan travels further than its writer thinks."""
    return [
        f"{_(PART_TITLES[part])}: {finding.message} ({finding.value}). {finding.cure}."
        for part, text in written.items()
        for finding in text_findings(text)
    ]


def _file_name(name: str) -> str:
    code = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60]
    return f"implementatieplan-{code or 'zin-in-kaart'}.docx"


def _say_trainings(found: list[Match]) -> None:
    """Draw which trainingsonderdelen the answers ask for, and why."""
    if not found:
        st.info(_("De antwoorden vragen nog niet om een trainingsonderdeel. Vul meer factoren in om er een te zien."))
        return
    st.markdown(_("**Trainingsonderdelen die bij de antwoorden passen**"))
    for training in _matched(found):
        lines = "\n".join(f"  - {plain(reason)}" for reason in training.why)
        st.markdown(f"- **{plain(training.naam)}**: {plain(training.omschrijving)}\n{lines}")


def _matched(found: list[Match]) -> list[Training]:
    """Return the trainingsonderdelen of the catalogue that a match asks for, in its order, in words."""
    return [
        Training(
            said(row, "naam"), said(row, "omschrijving"), tuple(_reason(one) for one in mine), said(row, "trainer"),
            said(row, "context"), f"{said(row, 'cijfer')} {_('Bron: {bron}').format(bron=row['cijfer_bron'])}.", row["bron"],
        )
        for row in rows_of("trainingsonderdeel")
        if (mine := [match for match in found if match.training == row["code"]])
    ]  # fmt: skip


def _reason(match: Match) -> str:
    """Say which answer asks for a training, and whether the source itself says so."""
    told = _("Antwoord ‘{stand}’ bij: {factor}.").format(
        stand=stand_word(match.stand), factor=factors()[match.factor].naam
    )
    return told if match.literal else told + " " + _("(Onze uitleg; de handreiking zegt het niet met zoveel woorden.)")


def plan_of(
    where: Region,
    subject: Subject,
    name: str,
    answered: pd.DataFrame,
    found: list[Match],
    written: Mapping[str, str],
) -> Plan:
    """Put the plan together from the answers, the contexts and what was written."""
    counted = counts(answered, groups())
    labelled = [
        {**row, "label": f"{_(ONDERDELEN[row['onderdeel']]).partition(':')[0]} {row['teken']}"}
        for row in counted.to_dict("records")
    ]
    known = factors()
    return Plan(
        subject=name,
        summary=_summary(counted),
        contexts=_contexts(where, subject),
        written=dict(written),
        answers=tuple(
            Answer(known[row.factor].onderdeel, known[row.factor].teken, known[row.factor].naam, stand_word(row.stand),
                   row.toelichting if isinstance(row.toelichting, str) else "")
            for row in answered.itertuples()
        ),
        counts=tuple(_count_row(row) for row in labelled),
        trainings=tuple(_matched(found)),
        about=_about(where),
        picture=picture(labelled, {stand: stand_word(stand) for stand in STAND_WORDS}, language()),
        picture_words=in_words(labelled),
    )  # fmt: skip


def _about(where: Region) -> About:
    """Return what the document says of itself, with where the factoren come from."""
    about = about_region(cached.tables(where), region=where.name, title=_("Implementatieplan"))
    factoren = _(
        "Factoren, trainingsonderdelen en contexten: Handreiking implementatie tools zorg voor zingeving (PLOEG 3)."
    )
    return replace(about, remarks=(*about.remarks, factoren))


def _count_row(row: Mapping[str, object]) -> tuple[str, ...]:
    onderdeel = _(ONDERDELEN[str(row["onderdeel"])]).partition(":")[0]
    kind = _(TEKEN_WORDS[str(row["teken"])])
    return (f"{onderdeel} ({kind})", *(number(int(row[stand])) for stand in STAND_WORDS))


def _summary(counted: pd.DataFrame) -> str:
    """Say in a sentence how many answers there are, and how many there are not."""
    unknown, total = int(counted["onbekend"].sum()), int(counted["samen"].sum())
    return _("Van de {n} factoren zijn er {bekend} beantwoord; {onbekend} zijn nog onbekend.").format(
        n=number(total), bekend=number(total - unknown), onbekend=number(unknown)
    )


def _contexts(where: Region, subject: Subject) -> tuple[str, ...]:
    """Say which contexts the gebied has, with the advice of the handreiking; nothing for an organisatie."""
    if subject.column != "gebiedcode":
        return ()
    rows = cache.found(where).gebieden
    row = rows[rows["gebiedcode"] == subject.code].iloc[0].to_dict()
    codes = category(row).split("+")
    lines = [
        f"{said(known, 'naam')}. {said(known, 'advies')} ({known['bron']})"
        for known in rows_of("context")
        if known["code"] in codes
    ]
    return tuple(lines) or (_("Geen van de drie contexten is hier bekend, of het is niet te zeggen."),)
