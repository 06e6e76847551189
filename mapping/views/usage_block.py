"""The block that lays the calculation beside reality: the people who really came, from the table gebruik."""

import pandas as pd
import streamlit as st

from mapping.analysis.bewijs import subject_of
from mapping.analysis.disclosure import COUNT_STEP_PEOPLE, MIN_COUNT_BIJZONDER_PEOPLE, MIN_COUNT_PEOPLE
from mapping.analysis.published_counts import BEGUN, NOT_BEGUN, SIGNED_UP, PublishedCounts
from mapping.analysis.usage import FACTOR, MIN_TO_COMPARE_PEOPLE, Verdict, chosen_rows, off_by_factor
from mapping.reports.csv_file import dutch_csv
from mapping.views import evidence, tables, url_state
from mapping.views.cached import Region
from mapping.views.cached import tables as region_tables
from mapping.views.filters import Choice
from mapping.views.sources import plain
from mapping.views.usage_cache import comparison, published, usual
from mapping.views.usage_rows import COMPARED, TEMPLATE, code_names, compared_rows, counted_rows, off_sentence, reasons
from mapping.words import _, number

SENTENCES = 4
"""Initiatieven that are written out; the table has them all."""

OF_PLACES = ("gebied", "pc4")
"""Tables that follow the choice of a regio: fewer rows of the same published numbers, never other totals."""


def draw(where: Region, choice: Choice) -> None:
    """Draw the reality check: a sentence, where it does not hold, one table at a time, the evidence."""
    st.header(_("Klopt de berekening met de werkelijkheid?"))
    counts = published(where)
    if counts.jaar is None:
        _empty()
        return
    rows = comparison(where, choice.question)
    st.write(_headline(rows, counts.jaar))
    names = code_names(region_tables(where), "initiatief")
    off = off_by_factor(rows, "initiatief")
    st.markdown(
        "\n".join(
            f"- {plain(off_sentence(row, names.get(row['code'], row['code'])))}"
            for row in off.head(SENTENCES).to_dict("records")
        )
    )
    if len(off) > SENTENCES:
        st.caption(_("De andere {n} staan in de tabel.").format(n=number(len(off) - SENTENCES)))
    st.write(reasons(off))
    st.write(_totals(counts))
    _table(where, choice)
    _evidence(where, choice, counts)


def rows_of(where: Region, choice: Choice, tabel: str) -> pd.DataFrame:
    """Return one table as it is shown and downloaded: by initiatief, gebied, pc4, leeftijdsband, verwijzer or reden."""
    names = code_names(region_tables(where), tabel)
    if tabel in COMPARED:
        rows = comparison(where, choice.question)
        if tabel in OF_PLACES and choice.regio is not None:
            rows = rows[rows["code"].isin(_codes_in(where, choice.regio))]
        return compared_rows(rows, tabel, names)
    return counted_rows(published(where), tabel, names)


def _codes_in(where: Region, regio: str) -> set[str]:
    """Return the gebieden of a regio and the postcodes that are counted in them."""
    gebied = region_tables(where)["gebied"]
    gebieden = set(gebied.loc[gebied["regio"] == regio, "gebiedcode"])
    home = published(where).home
    return gebieden | set(home.index[home.isin(gebieden)])


def _headline(rows: pd.DataFrame, jaar: int) -> str:
    """Say how many initiatieven could be compared, and of how many the calculation does not hold."""
    judged = chosen_rows(rows, "initiatief", {})["oordeel"]
    brought = (judged != Verdict.NO_USAGE).sum()
    able = judged.isin([Verdict.AGREES, Verdict.MORE, Verdict.LESS]).sum()
    off = judged.isin([Verdict.MORE, Verdict.LESS]).sum()
    told = _(
        "In {jaar}: van {n} initiatieven is bekend hoeveel mensen er kwamen. Daarvan kunnen wij er {m} vergelijken. Bij {k} "
        "scheelt het {factor} keer of meer."
    )
    return told.format(jaar=jaar, n=number(brought), m=number(able), k=number(off), factor=number(FACTOR))


def _totals(counts: PublishedCounts) -> str:
    """Say how many people signed up, began and did not begin; a hidden total is said to be so."""
    parts = {}
    for deel in (SIGNED_UP, BEGUN, NOT_BEGUN):
        aantal = counts.table("totaal", deel)["aantal"].iloc[0]
        parts[deel] = number(aantal) if aantal == aantal else _("verborgen")
    return _("Samen: {all} aanmeldingen, {begun} begonnen, {not_begun} niet doorgegaan (afgerond op {step}).").format(
        all=parts[SIGNED_UP], begun=parts[BEGUN], not_begun=parts[NOT_BEGUN], step=number(COUNT_STEP_PEOPLE)
    )


def _table(where: Region, choice: Choice) -> None:
    """Draw the choice of table, the table, and what hidden means."""
    kinds = {
        "initiatief": _("Initiatief"),
        "gebied": _("Gebied"),
        "pc4": _("Postcode (4 cijfers)"),
        "leeftijdsband": _("Leeftijd"),
        "verwijzer": _("Wie stuurde mensen?"),
        "reden": _("Waarom ging het niet door?"),
    }
    tabel = url_state.select(_("Vergelijk per"), kinds, "gebruik_per")
    shown = rows_of(where, choice, tabel)
    tables.show(
        shown, key=f"gebruik-{tabel}", alt=_("Mensen die echt kwamen, naast de berekening"),
        file_name=f"gebruik_{tabel}.csv", notes=(*tables.download_notes(where), _hidden_words()),
    )  # fmt: skip
    st.caption(_hidden_words())
    if tabel in COMPARED:
        st.caption(_("De verhouding rekent met het berekende getal van vóór de afronding."))
    if choice.regio is not None and tabel not in OF_PLACES:
        st.caption(_("Deze tabel gaat over alle regio’s van dit bestand."))
    if tabel in OF_PLACES:
        st.caption(
            _(
                "Een postcode telt als geheel mee in het gebied waar de meeste van zijn inwoners wonen. Een gebied zonder rij is "
                "niet nul: daar gaf niemand iets over door."
            )
        )


def _hidden_words() -> str:
    """Say what hidden means and from which number on a count is shown."""
    return _(
        "Verborgen: het gaat om te weinig mensen. Zo kan niemand herkend worden. Wij tonen een aantal vanaf {n} mensen (bij "
        "gezondheid, geloof of afkomst vanaf {m}) en ronden af op {step}. Soms is een groter getal ook verborgen, omdat het "
        "een klein getal zou verraden."
    ).format(
        n=number(MIN_COUNT_PEOPLE), m=number(MIN_COUNT_BIJZONDER_PEOPLE), step=number(COUNT_STEP_PEOPLE)
    )  # fmt: skip


def _evidence(where: Region, choice: Choice, counts: PublishedCounts) -> None:
    """Draw how both numbers came about."""
    evidence.show(
        where,
        formula=_(
            "In het echt: mensen van wie de steun begon. Berekend: wie plaats krijgt, verdeeld over de initiatieven die hen "
            "bereiken en toelaten, naar hun plaatsen; ieder mens telt één keer. De verhouding rekent met het getoonde echte "
            "getal en het niet afgeronde berekende getal. Wij vergelijken pas als een van beide {n} mensen of meer is: "
            "daaronder is twee keer verschil vaak toeval."
        ).format(n=number(MIN_TO_COMPARE_PEOPLE)),
        inputs={
            _("jaar van de aanmeldingen"): str(counts.jaar),
            _("grens"): _("{factor} keer").format(factor=number(FACTOR)),
            **evidence.question_inputs(where, usual(choice.question)),
        },
        kind=_("echt: gemeten (geteld door de initiatieven zelf); berekend: aanname, want de steunvraag is er een"),
        basis=("gebruik", *evidence.BASIS),
        about=subject_of(zin=("plaats",)),
    )


def _empty() -> None:
    """Say which table is missing, what it looks like, and where it goes."""
    st.info(
        _(
            "Nog niemand gaf door hoeveel mensen er echt kwamen. Daarom is de berekening nergens aan de werkelijkheid getoetst. "
            "Vraag de initiatieven om hun aanmeldingen van vorig jaar: per postcode, leeftijd en verwijzer, zonder namen."
        )
    )
    st.write(
        _(
            "Zet ze in de tabel ‘gebruik’: één rij per combinatie, met een aantal. Laat de reden leeg als de steun begon. Bewaar "
            "het bestand als gebruik.csv in de map met aanbod en maak het regiobestand opnieuw. De twee rijen in het "
            "voorbeeld zijn verzonnen."
        )
    )
    template = pd.DataFrame(list(TEMPLATE))
    tables.readable(template.astype("str"), alt=_("Voorbeeld van de tabel gebruik"))
    st.download_button(
        _("Download het formulier met twee voorbeeldrijen"), dutch_csv(template), file_name="gebruik.csv", mime="text/csv",
        key="gebruik-vorm", icon=":material/download:", on_click="ignore",
    )  # fmt: skip
