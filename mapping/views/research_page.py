"""The blocks of the research page: offer by niveau and vraagtype, and how places are spread over people and incomes."""

import pandas as pd
import streamlit as st

from mapping.analysis.by_kind import ALL, AT_LEAST_B, without_vraagtype
from mapping.analysis.disclosure import rounded
from mapping.analysis.equity import PARTS, Equity
from mapping.analysis.publish import shown_people
from mapping.model import MIN_OMVANG, Soort
from mapping.reports.sentences import PART_WORDS, of_hundred, people
from mapping.views import cached, evidence, research_cache, tables
from mapping.views.cached import Region
from mapping.views.filters import Choice, group_names
from mapping.views.research_settings import current_file
from mapping.views.sources import plain
from mapping.words import N_, _, ngettext, number

ABC_WORDS = {
    ALL: N_("Alle aanbod samen"),
    "A": N_("Alleen niveau A: aandacht"),
    "B": N_("Alleen niveau B: begeleiding"),
    "C": N_("Alleen niveau C: geestelijk verzorger"),
    AT_LEAST_B: N_("Ten minste niveau B (B en C)"),
}

VRAAGTYPE_WORDS = {
    ALL: N_("Alle aanbod samen"),
    "gesprek": N_("Gesprek of luisterend oor"),
    "activiteit": N_("Samen iets doen"),
    "stilte": N_("Stilte, ritueel of meditatie"),
    "contact": N_("Contact en ontmoeting"),
    "praktisch": N_("Praktische hulp"),
    "lotgenoten": N_("Mensen die hetzelfde meemaken"),
    "anoniem": N_("Anonieme hulp"),
    "stut_en_steun": N_("Vaste steun met lange tussenpozen"),
    "bezinning": N_("Vooraf stilstaan bij wat telt"),
}
"""As in data/catalogus/vraagtype.csv; a kind that is not there is shown by its code."""

SHOWN_PARTS = ("buiten_bereik", "uitgesloten", "geen_plaats", "onbekend", "bediend")
PERCENT = 100
INDEX_DECIMALS = 3


def subject(where: Region, choice: Choice) -> str:
    """Say of whom and where the figures are."""
    name = group_names(cached.tables(where)["subgroep"])[choice.groep]
    return _("{groep}, {regio}").format(groep=name, regio=choice.regio or _("alle regio’s"))


def notes(where: Region, choice: Choice) -> tuple[str, ...]:
    """Return what every file of this page says of itself: of whom, by which settings, and what every file says."""
    of_whom = _("{who}; instellingen {hash}.").format(who=subject(where, choice), hash=current_file(where, choice).hash)
    return (of_whom, *tables.download_notes(where))


def about(where: Region, choice: Choice) -> None:
    """Say of whom the page is, and that the gebied chosen left does not matter here."""
    st.caption(
        plain(
            _("Deze pagina gaat over: {who}. Kies links een andere groep of regio.").format(who=subject(where, choice))
        )
    )


def _kind_rows(exact: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Return rows of by_kind in the columns of the screen, people rounded by soort."""
    columns = {
        _("Soort aanbod"): [_(names[kind]) if kind in names else kind for kind in exact["kind"]],
        _("Initiatieven"): exact["initiatieven"],
        _("Daarvan plaats bekend"): exact["known"],
    }
    for part in SHOWN_PARTS:
        pairs = zip(exact[part], exact["soort"], strict=True)
        columns[_(PART_WORDS[part])] = [float(shown_people(value, soort)) for value, soort in pairs]
    return pd.DataFrame(columns)


def _enough(exact: pd.DataFrame) -> bool:
    """Tell whether enough people want support to show a split; else say why not."""
    wanted = exact["vraag"].iloc[0]
    if wanted >= MIN_OMVANG:
        return True
    st.info(_("Voor deze keuze is er geen cijfer: te weinig mensen willen deze steun, of er is geen schatting. Kies een andere "
              "groep of regio."))  # fmt: skip
    return False


def abc_block(where: Region, choice: Choice) -> None:
    """Draw the split per niveau, and that A does not stand in for C."""
    exact = research_cache.kinds(where, choice, "abc")
    if not _enough(exact):
        return
    _not_replaced_sentence(where, choice)
    tables.show(
        _kind_rows(exact, ABC_WORDS), key="onderzoek-abc", alt=_("De vijf delen van de vraag per niveau van aanbod"),
        file_name="onderzoek-niveau.csv", notes=notes(where, choice), height=240,
    )  # fmt: skip
    if choice.question.niveau != "alle":
        st.caption(_("De keuze ‘alleen niveau C’ links telt in dit blok niet: hier staan alle niveaus naast elkaar."))
    _kind_evidence(where, choice, exact)


def _not_replaced_sentence(where: Region, choice: Choice) -> None:
    found = research_cache.not_replaced(where, choice)
    st.write(
        plain(
            _(
                "Van elke 100 mensen die steun willen, is er voor {c} aanbod van niveau C binnen bereik dat hen toelaat. Voor "
                "{lower} is er wel aanbod van niveau A of B, maar geen van niveau C; voor {a} van hen alleen niveau A. Aanbod van "
                "niveau A dekt niveau C niet: een kop koffie is geen gesprek met een geestelijk verzorger."
            ).format(
                c=of_hundred(found.some_c / found.people),
                lower=of_hundred(found.only_lower / found.people),
                a=of_hundred(found.only_a / found.people),
            )
        )
    )


def vraagtype_block(where: Region, choice: Choice) -> None:
    """Draw the split per vraagtype, and how many initiatieven name none."""
    exact = research_cache.kinds(where, choice, "vraagtype")
    if not _enough(exact):
        return
    if len(exact) == 1:
        st.info(
            _(
                "Geen enkel initiatief in dit bestand noemt een vraagtype. Vul de tabel initiatief_vraagtype om dit te zien."
            )
        )
        return
    tables.show(
        _kind_rows(exact, VRAAGTYPE_WORDS), key="onderzoek-vraagtype", file_name="onderzoek-vraagtype.csv",
        alt=_("De vijf delen van de vraag per vraagtype"), notes=notes(where, choice),
    )  # fmt: skip
    asked = cached.asked_tables(where, choice.question)
    unknown = without_vraagtype(asked, research_cache.settings_of(choice.question))
    said = [_("Wie welke soort steun wil, weten wij niet: in elke rij gaat het om dezelfde mensen. Tel rijen niet op.")]
    if unknown:
        words = ngettext(
            "{n} initiatief noemt geen vraagtype; dat is niet bekend, en het telt alleen mee bij ‘Alle aanbod samen’.",
            "{n} initiatieven noemen geen vraagtype; dat is niet bekend, en zij tellen alleen mee bij ‘Alle aanbod samen’.",
            unknown,
        )
        said.insert(0, words.format(n=number(unknown)))
    st.caption(" ".join(said))
    _kind_evidence(where, choice, exact)


def _kind_evidence(where: Region, choice: Choice, exact: pd.DataFrame) -> None:
    total = exact.iloc[0]
    evidence.show(
        where,
        formula=_(
            "Wij rekenen de verdeling in vijf delen opnieuw, elke keer met alleen het aanbod van die rij. De mensen en hun vraag "
            "blijven gelijk. Plaatsen van ander aanbod tellen dan niet mee, en ook hun regels niet."
        ),
        inputs={
            **evidence.question_inputs(where, choice.question),
            _("mensen die steun willen"): _("{n} per jaar (van {low} tot {high})").format(
                n=people(total["vraag"], total["soort"]), low=people(total["vraag_laag"], total["soort"]),
                high=people(total["vraag_hoog"], total["soort"])),
        },
        kind=_("{soort}: het zwakste van wat erin gaat").format(soort=total["soort"]),
        basis=(*evidence.BASIS, "initiatief_vraagtype"),
    )  # fmt: skip


def distribution_block(where: Region, choice: Choice) -> None:
    """Draw access with those who are excluded, the Gini, the concentration index, and both curves as tables."""
    found = research_cache.distribution(where, choice)
    if found.people < MIN_OMVANG:
        st.info(_("Voor deze keuze is er geen cijfer: te weinig mensen willen deze steun, of er is geen schatting. Kies een andere "
                  "groep of regio."))  # fmt: skip
        return
    _figures(found)
    if not found.access > 0:
        st.info(_("Er is voor deze mensen geen enkele bekende plaats; dan is er niets om te verdelen."))
    else:
        _curves(where, choice, found)
    _distribution_evidence(where, choice, found)


def _figures(found: Equity) -> None:
    first, second, third, fourth = st.columns(4)
    first.metric(_("Bekende plaatsen per 100 mensen"), _per_hundred(found.access))
    excluded = _("{n} mensen").format(n=number(rounded(found.excluded, Soort.AANNAME)))
    share = _("{n} van elke 100").format(n=of_hundred(found.excluded / found.people))
    second.metric(_("Mogen er niet heen (tellen mee als 0)"), excluded, share, delta_color="off", delta_arrow="off")
    third.metric(_("Gini"), _index(found.gini))
    fourth.metric(_("Concentratie-index naar inkomen"), _index(found.index))
    st.write(_("Gini: 0 is voor iedereen evenveel plaats, 1 is alle plaats bij één.") + " " + _direction(found))


def _per_hundred(access: float) -> str:
    """Write access as places per hundred people, to one decimal; none is 0, nearly none is not."""
    return _("minder dan 0,1") if 0 < PERCENT * access < 0.05 else number(PERCENT * access, decimals=1)


def _index(value: float) -> str:
    return number(value, decimals=INDEX_DECIMALS) if value == value else _("niet te berekenen")


def _direction(found: Equity) -> str:
    """Say what the concentration index means, and how firm it is where incomes are missing."""
    if found.index != found.index:
        return _("De concentratie-index is niet te berekenen: er is geen inkomen bekend, of er is geen plaats.")
    if found.index_high < 0:
        side = _("De concentratie-index is onder 0: er is naar verhouding meer plaats waar de inkomens laag zijn.")
    elif found.index_low > 0:
        side = _("De concentratie-index is boven 0: er is naar verhouding meer plaats waar de inkomens hoog zijn.")
    else:
        side = _("De concentratie-index geeft geen duidelijke kant aan.")
    known = _("Van {k} van de {n} gebieden met vraag is het inkomen bekend.").format(
        k=number(found.income_known), n=number(found.gebieden)
    )
    low, high = _index(found.index_low), _index(found.index_high)
    if low == high:
        return f"{side} {known}"
    return f"{side} {known} " + _("Met de andere erbij ligt de index tussen {low} en {high}.").format(
        low=low, high=high
    )


def _curves(where: Region, choice: Choice, found: Equity) -> None:
    """Draw the Lorenz and the concentration curve as tables of fifths."""
    st.subheader(_("Van weinig naar veel plaats"))
    tables.show(
        _fifths(found.by_access), key="onderzoek-lorenz", alt=_("Lorenzcurve: plaatsen per vijfde van de mensen"),
        file_name="onderzoek-lorenz.csv", notes=notes(where, choice), height=240,
    )  # fmt: skip
    st.subheader(_("Van laag naar hoog inkomen van het gebied"))
    if found.income_known < PARTS:
        st.info(_("Van te weinig gebieden is het inkomen bekend om vijfden te maken. Kies een grotere regio."))
    else:
        tables.show(
            _fifths(found.by_income), key="onderzoek-inkomen", file_name="onderzoek-inkomen.csv", height=240,
            alt=_("Concentratiecurve: plaatsen per vijfde van de mensen, van laag naar hoog inkomen"),
            notes=notes(where, choice),
        )  # fmt: skip
    st.caption(
        _(
            "Elk vijfde heeft evenveel mensen die steun willen. Het inkomen is dat van het gebied (aandeel mensen met een laag "
            "inkomen), niet van de mensen zelf: wie binnen een gebied plaats krijgt, zeggen deze cijfers niet."
        )
    )


def _fifths(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Deel van de mensen"): [_("{n} van 5").format(n=number(part)) for part in rows["part"]],
            _("Deel van de plaatsen (%)"): (PERCENT * rows["places"]).round(1),
            _("Opgeteld (%)"): (PERCENT * rows["cumulative"]).round(1),
            _("Plaatsen per 100 mensen"): (PERCENT * rows["access"]).round(1),
            _("Mogen er niet heen (%)"): (PERCENT * rows["excluded"]).round(0),
        }
    )


def _distribution_evidence(where: Region, choice: Choice, found: Equity) -> None:
    evidence.show(
        where,
        formula=_(
            "Toegang A: elk initiatief deelt zijn bekende plaatsen over de mensen die het bereikt en toelaat; per persoon tellen "
            "wij die delen op (two-step floating catchment area). Concentratie-index: 2 × covariantie van A en de plek in de rij, "
            "gedeeld door de gemiddelde A; de rij gaat van laag naar hoog inkomen. Gini: hetzelfde, met de rij naar A zelf. Elke "
            "persoon die steun wil telt één keer. Wie nergens welkom is of niets bereikt, heeft A = 0 en telt mee. Onbekende "
            "plaatsen tellen niet mee."
        ),
        inputs={
            **evidence.question_inputs(where, choice.question),
            _("mensen die steun willen"): people(found.people),
            _("zonder bekend aanbod in de buurt"): people(found.out_of_reach),
            _("gebieden met inkomen"): _("{n} van de {all}").format(
                n=number(found.income_known), all=number(found.gebieden)
            ),
        },
        kind=_("aanname: de steunvraag is door niemand gemeten; het inkomen is gemeten"),
        basis=(*evidence.BASIS, "basis"),
        sources=(
            "Luo & Qi 2009 (E2SFCA)",
            "Kakwani, Wagstaff & van Doorslaer 1997",
            _("O’Donnell e.a. 2008, Analyzing Health Equity Using Household Survey Data, hoofdstuk 7 en 8"),
        ),
    )
