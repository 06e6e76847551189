"""The parts of the page Netwerk: what to show, the headline, the map or the drawing, and the verbindingen as a table."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from mapping.analysis.bewijs import subject_of
from mapping.analysis.network.isolation import ALONE as WITHOUT_TIE
from mapping.analysis.network.isolation import ASKED_NONE, NOT_KNOWN
from mapping.analysis.network.meetings import meetings
from mapping.analysis.network.places import OWN, WIJK
from mapping.analysis.network.ties import INSIDE, in_area, pairs
from mapping.reports.network_words import ARROWS, FORM_WORDS, FREQUENCY_WORDS, SOORT_WORDS, connections_sentence
from mapping.views import cached, evidence, tables, url_state, webmap
from mapping.views.cached import Region
from mapping.views.filters import Choice, gebied_names
from mapping.views.legend import legend
from mapping.views.network import cache, picture
from mapping.views.network.blocks import in_choice
from mapping.views.network.lines import LINE_LOOKS, StaticLines
from mapping.views.network.rows import names_of, short_names, tie_rows
from mapping.views.sources import plain
from mapping.words import N_, _, day, number

ALL = "alle"
WIDTHS = {"wekelijks": 4.5, "maandelijks": 3.5, "halfjaarlijks": 2.5, "jaarlijks": 2.0, "onbekend": 1.5}
"""Frequency → width of a line in pixels: oftener is thicker."""

MAP, DRAWING = "kaart", "tekening"
SILOS, ALONE, MEETINGS, TEAMS = "verkokering", "alleen", "overleg", "praktijken"
"""The parts of the page that are shown one at a time."""
ATTRIBUTION = N_("Bron: CBS, Kadaster")


@dataclass(frozen=True)
class Asked:
    """What the reader chose: a soort, a formaliteit of an end (ALL for any), and the picture."""

    soort: str
    form: str
    picture: str


def choose(where: Region) -> Asked:
    """Draw the choices of the page; all of them live in the URL."""
    first, second, third = st.columns(3)
    soorten = {ALL: _("Alle"), **{code: _(word).capitalize() for code, word in SOORT_WORDS.items()}}
    soort = url_state.select(_("Soort verbinding"), soorten, "verbindingsoort", place=first)
    forms = {ALL: _("Alle"), **{code: _(word).capitalize() for code, word in FORM_WORDS.items() if code}}
    form = url_state.select(_("Ten minste één kant is"), forms, "kring", place=second)
    pictures = {MAP: _("Kaart"), DRAWING: _("Tekening")}
    return Asked(soort, form, url_state.segments(_("Beeld"), pictures, "beeld", place=third))


def choose_part() -> str:
    """Draw the choice of what to see below the picture."""
    st.divider()
    names = {
        SILOS: _("Verkokering"),
        ALONE: _("Zonder verbinding"),
        MEETINGS: _("Overleg"),
        TEAMS: _("Praktijken en teams"),
    }
    return url_state.segments(_("Wat wilt u nog meer zien?"), names, "deel")


def kept(where: Region, choice: Choice, asked: Asked) -> pd.DataFrame:
    """Return the verbindingen of the chosen regio or gebied, soort and formaliteit."""
    whole = cache.network(where)
    found = in_area(whole.found, whole.known, regio=choice.regio, gebied=choice.gebied)
    if asked.soort != ALL:
        found = found[found["soort"] == asked.soort]
    if asked.form != ALL:
        forms = whole.known["formaliteit"]
        either = (found["van_node"].map(forms) == asked.form) | (found["naar_node"].map(forms) == asked.form)
        found = found[either.fillna(False).to_numpy(dtype=bool)]
    return found


def empty(where: Region) -> bool:
    """Say what to do where the file has no verbinding at all; tells whether that is so."""
    if len(cache.network(where).found):
        return False
    st.info(
        _(
            "Er is nog geen verbinding in dit bestand: niemand gaf door wie wie kent. Dat is iets anders dan dat er geen zijn. "
            "Voeg ze toe bij ‘Gegevens toevoegen’ (formulier Verbindingen) of bij ‘Bewerken’."
        )
    )
    return True


def headline(where: Region, choice: Choice) -> None:
    """Draw the sentence of the start page and the key figures of the regio."""
    summary = cache.summary(where, choice.question, choice.regio)
    names = gebied_names(cached.tables(where)["gebied"])
    st.markdown(plain(connections_sentence(summary, names.get(summary.gebiedcode, ""))))
    whole = cache.network(where)
    here = in_area(whole.found, whole.known, regio=choice.regio)
    there = here[here["exists"]]
    sat = meetings(here, whole.known)
    figures = (
        (_("Verbindingen bekend"), number(len(there))),
        (
            _("Verwijzingen binnen eigen kring"),
            _("{v} van {w}").format(v=number(summary.circles["binnen"]), w=number(summary.circles["verwijzingen"])),
        ),
        (
            _("Initiatieven zonder bekende verbinding"),
            _("{i} van {n}").format(i=number(summary.alone), n=number(summary.initiatieven)),
        ),
        (
            _("Overleg met zingeving op de agenda"),
            _("{i} van {n}").format(i=number((sat["agenda"] == "ja").sum()), n=number(len(sat))),
        ),
    )
    for place, (label, value) in zip(st.columns(len(figures)), figures, strict=True):
        place.metric(label, value)
    asked, unknown = summary.standen.get(ASKED_NONE, 0), summary.standen.get(NOT_KNOWN, 0)
    st.caption(
        _(
            "Zonder bekende verbinding: bij {n} is het niet bekend, bij {m} is het gevraagd en is er geen. Dat zijn twee "
            "verschillende dingen."
        ).format(n=number(unknown), m=number(asked))
    )


def draw(where: Region, choice: Choice, asked: Asked, found: pd.DataFrame) -> None:
    """Draw the verbindingen that are there as a map or as a drawing, with the legend."""
    there = found[found["exists"]]
    if there.empty:
        st.info(
            _(
                "Bij deze keuze is er geen verbinding bekend. Kies een andere regio, een ander gebied of een andere soort."
            )
        )
        if asked.picture == MAP and _rings(where, choice):
            _map(where, choice, there)
        return
    if asked.picture == MAP:
        _map(where, choice, there)
    else:
        _drawing(where, there)
    st.caption(_line_words())


def _line_words() -> str:
    """Say how a kind of verbinding is drawn."""
    return _(
        "Verwijzing: doorgetrokken lijn, blauw. Overleg: streepjes, bruin. Samenwerking: stippels, groen. Hoe dikker, hoe vaker. "
        "Rond: initiatief. Vierkant: vindplaats. Ruit: organisatie. In de tekening wijst een pijl de kant op waar het heen gaat."
    )


def _map(where: Region, choice: Choice, there: pd.DataFrame) -> None:
    """Draw lines between the places of both ends."""
    at, known = cache.where_drawn(where), cache.network(where).known
    names = names_of(known)
    ends = sorted({*there["van_node"], *there["naar_node"]} & set(at.index[at["x"].notna()]))
    lines = [_map_line(row, at, names) for row in there.itertuples() if row.van_node in ends and row.naar_node in ends]
    rings = _rings(where, choice)
    webmap.region_map(
        outlines_url=cached.outlines(where, "gebied"), looks=dict.fromkeys(cached.tables(where)["gebied"]["gebiedcode"], "#f3f1f7"),
        texts={}, bounds=cached.bounds(where, choice.regio), key="netwerk-kaart", selected=choice.gebied,
        points=[*rings, *(_point(node, at, known) for node in ends)], under_points=(StaticLines(lines),),
        alt=_("Kaart van verbindingen. Dezelfde verbindingen staan in de tabel onder de kaart."),
        attribution=_(ATTRIBUTION),
    )  # fmt: skip
    looks = [(colour, _(SOORT_WORDS[kind]).capitalize()) for kind, (colour, _dashes) in LINE_LOOKS.items()]
    legend([*looks, *([(LOOSE, _("Initiatief zonder bekende verbinding"))] if rings else [])])
    _not_on_the_map(there, at, known)


def _rings(where: Region, choice: Choice) -> list[dict]:
    """Return the initiatieven of the choice without a known verbinding, of which the place may be shown."""
    stand = in_choice(cache.network(where).stand, choice)
    stand = stand[stand["stand"].isin(WITHOUT_TIE)]
    at = cache.where_drawn(where).reindex(stand["node"])
    label = _("{naam}: geen bekende verbinding")
    return [
        {"id": spot.Index, "x": spot.x, "y": spot.y, "label": label.format(naam=name), "kind": LOOSE}
        for name, spot in zip(stand["naam"], at.itertuples(), strict=True)
        if spot.how == OWN
    ]


def _map_line(row, at: pd.DataFrame, names: dict[str, str]) -> dict:
    """Return one verbinding as the map wants it: between the places of its ends, with what it is."""
    (x1, y1), (x2, y2) = (at.loc[node, ["x", "y"]] for node in (row.van_node, row.naar_node))
    said = f"{_(SOORT_WORDS[row.soort])}, {_(FREQUENCY_WORDS[row.frequentie])}"
    return {
        "x1": x1, "y1": y1, "x2": x2, "y2": y2, "kind": row.soort, "width": WIDTHS.get(row.frequentie, 2.0),
        "label": f"{names[row.van_node]} {ARROWS.get(row.richting, '–')} {names[row.naar_node]}: {said}",
    }  # fmt: skip


def _point(node: str, at: pd.DataFrame, known: pd.DataFrame) -> dict:
    """Return one end as the map wants it; what is not its own place is said in its label."""
    how, name = at.at[node, "how"], known.at[node, "naam"]
    label = name if how == OWN else f"{name} ({_(HOW_WORDS[how])})"
    return {"id": node, "x": at.at[node, "x"], "y": at.at[node, "y"], "label": label, "kind": known.at[node, "soort"]}


LOOSE = "zonder verbinding"
"""Kind of point of who has no known verbinding (views/palette.py)."""

HOW_WORDS = {
    "midden van het aanbod": N_("getekend in het midden van zijn aanbod"),
    "midden van de gemeente": N_("getekend in het midden van de gemeente"),
}


def _not_on_the_map(there: pd.DataFrame, at: pd.DataFrame, known: pd.DataFrame) -> None:
    """Say how many ends are left off, as only their wijk may be known, and of which the place is not known at all."""
    ends = sorted({*there["van_node"], *there["naar_node"]} & set(at.index))
    wijk = {node for node in ends if at.at[node, "how"] == WIJK}
    if wijk:
        lines = int((there["van_node"].isin(wijk) | there["naar_node"].isin(wijk)).sum())
        st.caption(
            _(
                "Niet op de kaart: {n} plaatsen met hun {m} verbindingen. Van die plaatsen is alleen de wijk bekend, of het "
                "zijn plekken waar mensen veilig moeten zijn. In de tabel staan zij wel."
            ).format(n=number(len(wijk)), m=number(lines))
        )
    if any(at.at[node, "how"] in HOW_WORDS for node in ends):
        st.caption(_("Organisaties staan in het midden van hun aanbod of van hun gemeente."))
    nowhere = [known.at[node, "naam"] for node in ends if not at.at[node, "how"]]
    if nowhere:
        st.caption(plain(_("Plaats onbekend, daarom niet op de kaart: {names}.").format(names=", ".join(nowhere))))


def _drawing(where: Region, there: pd.DataFrame) -> None:
    """Draw the network as a picture; one line per row, meetings as they are noted."""
    known = cache.network(where).known
    joined = tuple(sorted({tuple(sorted(ends)) for ends in zip(there["van_node"], there["naar_node"], strict=True)}))
    spots, width, height = cache.laid_out(joined)
    lines = [
        picture.Line(row.van_node, row.naar_node, row.soort, WIDTHS.get(row.frequentie, 2.0), row.richting)
        for row in there.itertuples()
    ]
    busiest = pd.Series([node for pair in joined for node in pair]).value_counts()
    names = short_names(known)
    alt = _(
        "Tekening van {n} verbindingen tussen {k} plaatsen en organisaties. De meeste lijnen heeft {naam}: {m}."
    ).format(
        n=number(len(lines)), k=number(len(spots)), naam=names.get(busiest.index[0], ""), m=number(busiest.iloc[0])
    )
    picture.draw(spots, (width, height), lines, kinds=known["soort"].to_dict(), names=names, alt=alt)
    st.caption(_("Bij wie twee of meer lijnen heeft, staat de naam. De tabel heeft alle namen."))


def table(where: Region, found: pd.DataFrame) -> None:
    """Draw the verbindingen of the choice, also those that are asked and are not there."""
    st.header(_("Alle verbindingen van deze keuze"))
    rows = tie_rows(found, cache.network(where).known)
    tables.show(
        rows, key="verbindingen", alt=_("Verbindingen: wie met wie, en hoe vaak"), file_name="verbindingen.csv",
        notes=tables.download_notes(where), height=360,
    )  # fmt: skip
    st.caption(
        _(
            "‘Nooit (gevraagd)’ is gevraagd, en er is geen verbinding. ‘Voorgesteld’: iemand vindt dat deze twee elkaar moeten "
            "kennen; het is nog niet gevraagd. Wie hier niet staat, is niet bekend: dat is iets anders. "
            "Een kring is ‘niet bekend’ als van een kant niet bekend is waar die bij hoort."
        )
    )


def show_evidence(where: Region, choice: Choice) -> None:
    """Draw how the figures of the page were made."""
    summary = cache.summary(where, choice.question, choice.regio)
    inputs = {
        _("verwijzingen met een bekende kring: {as}").format(**{"as": word}): _(
            "{binnen} binnen, {buiten} buiten, {onbekend} niet bekend"
        ).format(
            binnen=number(summary.circles[f"{axis}_{INSIDE}"]),
            buiten=number(summary.circles[f"{axis}_buiten"] + summary.circles[f"{axis}_geen"]),
            onbekend=number(summary.circles[f"{axis}_onbekend"]),
        )
        for axis, word in (
            ("levensbeschouwing", _("geloof")),
            ("werkkring", _("werkkring")),
            ("gemeentecode", _("gemeente")),
        )
    }
    evidence.show(
        where,
        formula=_(
            "Wij tellen rijen van de tabel ‘verbinding’. Een verwijzing blijft binnen de eigen kring als beide kanten hetzelfde "
            "geloof, dezelfde werkkring of dezelfde gemeente hebben; twee kanten zonder geloof zijn geen kring. Wie in één "
            "overleg zit, kent elkaar. Een initiatief heeft een bekende verbinding als het zelf of zijn organisatie er een heeft."
        ),
        inputs=inputs | evidence.question_inputs(where, choice.question),
        kind=_(
            "verbindingen: opgave van wie het doorgaf, geen telling; mensen bij een verbinding die de moeite waard is: aanname"
        ),
        basis=("verbinding", "organisatie", "initiatief", "vindplaats"),
        about=subject_of(choice.groep, barrieres=("niet_weten_netwerk",), zin=("aansluiting",)),
        sources=(
            _("Krackhardt en Stern (1988), Informal networks and organizational crises: de E-I-index"),
            _(
                "Linking-Zin factsheet Rotterdam e.o. (2020), samenwerking: verkokering langs geloof, werkkring en gemeentegrens"
            ),
        ),
    )


def source_line(where: Region) -> None:
    """Say where the verbindingen come from and of which day they are."""
    rows = cached.tables(where)["verbinding"]
    if len(rows):
        st.caption(
            plain(
                _("Verbindingen: {bron} ({dag}).").format(
                    bron="; ".join(sorted(rows["bron"].dropna().unique())[:3]), dag=day(rows["peildatum"].max())
                )
            )
        )


def pair_list(found: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """Return the pairs of nodes that are connected, in order: small and hashable, for a cache."""
    return tuple(sorted(tuple(sorted(pair)) for pair in pairs(found)))
