"""The page Vindplaatsen: who comes where, on the map and in a matrix, and where they find nothing."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import streamlit as st

from mapping.analysis.bewijs import subject_of
from mapping.analysis.disclosure import COUNT_STEP_PEOPLE, MIN_COUNT_BIJZONDER_PEOPLE, MIN_COUNT_PEOPLE
from mapping.analysis.vindplaats_unserved import MOSTLY, Reason
from mapping.model import IEDEREEN, UNIEK
from mapping.views import cached, evidence, tables, url_state
from mapping.views.cached import Region
from mapping.views.filters import Choice
from mapping.views.vindplaats import cache
from mapping.views.vindplaats import map as place_map
from mapping.views.vindplaats.rows import (
    PLACE,
    TYPE,
    kind_name,
    matrix_rows,
    place_rows,
    unserved_rows,
    visitor_names,
)
from mapping.words import _, ngettext, number

ALL = "alle"
"""The choice of every kind of place."""


@dataclass(frozen=True)
class Chosen:
    """What the page is about: places, their visits, and how the matrix is laid out."""

    places: gpd.GeoDataFrame
    visits: pd.DataFrame
    by: str


def draw(where: Region, choice: Choice) -> None:
    """Draw the page; without places it says how to add them."""
    if cache.places(where).empty:
        _none_yet()
        return
    chosen = _choose(where, choice)
    if chosen.places.empty:
        st.info(
            _(
                "Bij deze keuze is geen vindplaats bekend. Kies een andere regio, een ander gebied, soort plaats of groep."
            )
        )
        return
    _numbers(chosen)
    _matrix(where, chosen)
    place_map.draw(where, choice, chosen.places)
    _unserved(where, choice, chosen)
    _list(where, chosen)
    _evidence(where, choice)


def _none_yet() -> None:
    """Say that there are no places yet and where to add them."""
    st.info(
        _("Er is nog geen vindplaats bekend. Dat is iets anders dan nul. Voeg een lijst toe, of begin met één plaats.")
    )
    st.page_link("pages/beheer/gegevens_toevoegen.py", label=_("Een lijst toevoegen"), icon=":material/upload_file:")
    st.page_link("pages/beheer/bewerken.py", label=_("Eén plaats toevoegen"), icon=":material/edit_note:")


def _choose(where: Region, choice: Choice) -> Chosen:
    """Draw the choices of this page and return the places and visits that fit them and those of the sidebar."""
    everywhere, visits = cache.places(where), cache.visits(where)
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    kinds = sorted(everywhere["type"].unique(), key=lambda code: kind_name(code).lower())
    kind = url_state.select(
        _("Soort plaats"), {ALL: _("Alle soorten"), **{code: kind_name(code) for code in kinds}}, "soort", place=left
    )
    ways = {TYPE: _("soort plaats"), PLACE: _("vindplaats")}
    by = url_state.segments(_("Eén kolom per"), ways, "kolom", place=right)
    kept = pd.Series(True, index=everywhere.index)
    if kind != ALL:
        kept &= everywhere["type"] == kind
    if choice.gebied is not None:
        kept &= everywhere["gebiedcode"] == choice.gebied
    elif choice.regio is not None:
        kept &= everywhere["regio"] == choice.regio
    if choice.groep != UNIEK:
        visits = visits[visits["subgroep"].isin([choice.groep, IEDEREEN])]
        kept &= everywhere["vindplaats"].isin(visits["vindplaats"])
    places = everywhere[kept.fillna(False).to_numpy(dtype=bool)].reset_index(drop=True)
    return Chosen(places, visits[visits["vindplaats"].isin(places["vindplaats"])].reset_index(drop=True), by)


def _numbers(chosen: Chosen) -> None:
    """Draw three counts of places, none of people: visits are shared between places."""
    first, second, third = st.columns(3)
    counted = chosen.visits.loc[chosen.visits["merk"] == "", "vindplaats"].nunique()
    first.metric(_("Vindplaatsen"), number(len(chosen.places)))
    second.metric(_("Waarvan bekend is hoeveel mensen er komen"), number(counted))
    third.metric(_("Alleen per wijk bekend"), number(int(chosen.places["by_wijk"].sum())))


def _matrix(where: Region, chosen: Chosen) -> None:
    """Draw who comes where."""
    st.header(_("Wie komt waar?"))
    if chosen.visits.empty:
        st.info(
            _(
                "Van deze plaatsen is nog niet bekend wie er komen. Vul het in bij Bewerken: ‘Wie er op een vindplaats komt’."
            )
        )
        return
    grid, rows = matrix_rows(chosen.visits, chosen.places, cached.tables(where), by=chosen.by)
    tables.show(
        grid, key=f"vindplaats-matrix-{chosen.by}", alt=_("Bezoeken per week per groep en plaats"), whole=rows,
        file_name="vindplaatsen-matrix.csv", notes=(*tables.download_notes(where), _never_added()),
    )  # fmt: skip
    st.caption(_("In een cel staat hoeveel bezoeken er per week zijn op één plaats. ‘10–80 (3 van 5)’ betekent: deze groep "
                 "komt op 5 "
                 "plaatsen; van 3 weten wij het aantal, en dat ligt tussen 10 en 80. ‘niet bekend’: de groep komt er, maar "
                 "niemand "
                 "weet hoeveel. ‘–’: niemand zei dat deze groep er komt."))  # fmt: skip
    st.caption(f"{_never_added()} {_hidden()}")


def _never_added() -> str:
    return _("Bezoeken zijn geen mensen: iemand komt op meer plaatsen. Tel ze niet op.")


def _hidden() -> str:
    """Say what hidden means and from which number on a count is shown."""
    return _(
        "Geteld door de plaats zelf: een aantal tonen wij vanaf {n} (bij gezondheid, geloof of afkomst vanaf {m}), afgerond op "
        "{step}; daaronder staat ‘verborgen’."
    ).format(n=number(MIN_COUNT_PEOPLE), m=number(MIN_COUNT_BIJZONDER_PEOPLE), step=number(COUNT_STEP_PEOPLE))


def _unserved(where: Region, choice: Choice, chosen: Chosen) -> None:
    """Draw the places whose surroundings hold no place for most of those who come."""
    st.header(_("Hier te vinden, maar er is niets"))
    st.write(
        _(
            "Vindplaatsen waar in de omgeving voor meer dan de helft van de vraag geen plaats is. Hier kunt u mensen "
            "ontmoeten die "
            "nu nergens terecht kunnen."
        )
    )
    found = cache.unserved(where, choice.question)
    found = found[found["vindplaats"].isin(chosen.places["vindplaats"])]
    if choice.groep != UNIEK:
        found = found[found["subgroep"].isin([choice.groep, IEDEREEN])]
    known = found[found["reden"] == Reason.NONE]
    mostly = known[known["aandeel"] > 100 * MOSTLY]
    every = url_state.switch(_("Toon ook waar het meevalt of niet bekend is"), "alles")
    rows = found if every else mostly
    if rows.empty:
        st.info(_empty_words(len(known), len(found)))
    else:
        tables.show(
            unserved_rows(rows, chosen.places, cached.tables(where)), key="vindplaats-niets",
            alt=_("Mensen op een vindplaats voor wie in de omgeving geen plaats is"),
            file_name="vindplaatsen-niets.csv", notes=(*tables.download_notes(where), _assumption()),
        )  # fmt: skip
    left_out = len(found) - len(known)
    if left_out and not every:
        words = ngettext(
            "Van {n} combinatie van plaats en groep is er geen cijfer, meestal omdat niet bekend is hoeveel mensen er komen.",
            "Van {n} combinaties van plaats en groep is er geen cijfer, meestal omdat niet bekend is hoeveel mensen er komen.",
            left_out,
        )
        st.caption(words.format(n=number(left_out)))
    st.caption(_assumption())


def _empty_words(known: int, all_rows: int) -> str:
    """Say why the list is empty."""
    if known:
        return _(
            "Bij deze keuze is er nergens voor meer dan de helft geen plaats. Zet de schakelaar aan en u ziet alles."
        )
    if all_rows:
        return _("Bij deze keuze is nergens een cijfer te berekenen. Zet de schakelaar aan en u ziet waarom.")
    return _("Van deze plaatsen is nog niet bekend wie er komen.")


def _assumption() -> str:
    return _(
        "Aanname: niemand heeft dit gemeten. Mensen per week zonder plaats = bezoeken per week × het deel van de vraag in "
        "de omgeving "
        "dat geen plaats krijgt, en nooit meer dan er in de omgeving van die groep wonen."
    )


def _list(where: Region, chosen: Chosen) -> None:
    """Draw the list of places with opening times and when they were checked."""
    st.header(_("De vindplaatsen"))
    loaded = cached.tables(where)
    tables.show(
        place_rows(chosen.places, chosen.visits, loaded), key="vindplaats-lijst",
        alt=_("Vindplaatsen met openingstijden, wie er komen en wanneer het is gecontroleerd"),
        file_name="vindplaatsen.csv", notes=(*tables.download_notes(where), _never_added()),
    )  # fmt: skip
    if chosen.places["by_wijk"].any():
        st.caption(_("Opvang, azc en verslavingszorg staan er alleen met hun wijk: mensen moeten er veilig zijn."))
    st.page_link("pages/beheer/bewerken.py", label=_("Verbeteren of aanvullen"), icon=":material/edit_note:",
                 query_params={"tabel": "vindplaats_subgroep"})  # fmt: skip
    st.page_link("pages/planning/bezoekplan.py", label=_("Maak een bezoekplan"), icon=":material/route:")


def _evidence(where: Region, choice: Choice) -> None:
    """Draw how the figures were made, with the catchment defined."""
    reach = cached.outcome(where, choice.question).settings.reach
    groups = visitor_names(cached.tables(where))
    evidence.show(
        where,
        formula=catchment_words(reach.town_km, reach.country_km, reach.factor) + " " + _(
            "Mensen per week zonder plaats: bezoeken × (1 − bediend / vraag) in die omgeving, hoogstens de mensen van de "
            "groep die er "
            "wonen. Bij ‘{iedereen}’ gaat het om alle levensvragen, elk mens één keer. Het bereik (van–tot) neemt de "
            "laagste en de "
            "hoogste steunvraag; plaatsen waarvan wij het aantal niet kennen, tellen laag als geholpen en hoog als niet."
        ).format(iedereen=groups[IEDEREEN]),
        inputs=evidence.question_inputs(where, choice.question),
        kind=_("bezoeken: opgave of telling van de plaats; mensen zonder plaats: aanname"),
        basis=("vindplaats", "vindplaats_subgroep", *evidence.BASIS),
        about=subject_of(choice.groep, zin=("bereik",)),
    )  # fmt: skip


def catchment_words(town_km: float, country_km: float, factor: float) -> str:
    """Say what the catchment of a vindplaats is."""
    return _(
        "Omgeving van een plaats: waar mensen wonen binnen {town} km in de stad (stedelijkheid 1-2) of {country} km "
        "daarbuiten, in een "
        "rechte lijn maal {factor} en om water heen, en het eigen stukje postcode. Van een plaats die alleen per wijk "
        "bekend is: de "
        "hele wijk, en wat vanaf het midden van de wijk binnen die afstand ligt."
    ).format(town=number(town_km), country=number(country_km), factor=number(factor, decimals=1))
