"""The profile of a gebied on the screen, short beside the map and whole on its own page; and the facts of one point."""

import pandas as pd
import streamlit as st

from mapping.analysis.disclosure import rounded
from mapping.analysis.judgement import main_cause, remedy
from mapping.analysis.profile import ages, offer_of
from mapping.model import MIN_BASIS_INWONERS, UNIEK, Gebiedsniveau, Merk, Soort
from mapping.reports.catalogue_words import name_of
from mapping.reports.sentences import PART_WORDS, REMEDY_WORDS, mark_words, people
from mapping.views import cached, charts, profile_evidence, tables
from mapping.views.cached import Region
from mapping.views.filters import Choice, group_names, link_parameters
from mapping.views.sources import plain
from mapping.views.vindplaats import profile_block
from mapping.words import N_, _, day, number

LEVEL = Gebiedsniveau.WIJK.value

VALUE_WORDS = {
    "nee": N_("nee"),
    "huisarts": N_("huisarts"),
    "poh": N_("poh"),
    "via organisatie": N_("via organisatie"),
    "geen beperking": N_("geen beperking"),
    "lijst": N_("lijst"),
    "op locatie": N_("op locatie"),
    "huisbezoek": N_("huisbezoek"),
    "telefonisch": N_("telefonisch"),
    "online": N_("online"),
    "onbekend": N_("onbekend"),
}
"""What the fixed values of verwijzing_nodig, werkgebied_stand and kanaal are called on the screen."""


def gebied_row(where: Region, code: str) -> pd.Series:
    """Return the row of `gebied` with this code."""
    gebied = cached.tables(where)["gebied"]
    return gebied[gebied["gebiedcode"] == code].iloc[0]


def short(where: Region, choice: Choice) -> None:
    """Draw the profile beside the map: who lives here, who wants support, where they end up."""
    row = gebied_row(where, choice.gebied)
    st.subheader(plain(_("Wijkprofiel: {naam}").format(naam=row["gebiednaam"])))
    st.caption(plain(f"{row['gemeentenaam']} · {choice.gebied}"))
    numbers(where, choice, row)
    split(where, choice)
    st.page_link(
        "pages/regio/wijkprofiel.py", label=_("Open het hele wijkprofiel"), icon=":material/arrow_forward:",
        query_params=link_parameters(gebied=choice.gebied),
    )  # fmt: skip


def numbers(where: Region, choice: Choice, row: pd.Series) -> None:
    """Draw inhabitants and vraag as key figures, each with its range or the reason why it is absent."""
    inwoners = row["inwoners"]
    shown = one_row(cached.shown_gaps(where, choice.question, LEVEL), choice.gebied, choice.groep)
    left, right = st.columns([2, 3])
    left.metric(
        _("Inwoners"), number(float(inwoners)) if pd.notna(inwoners) else _("niet bekend"),
        help=_("Geteld door {bron} op {datum}.").format(bron=row["bron"], datum=day(row["peildatum"])),
    )  # fmt: skip
    if shown["merk"] != Merk.GEEN:
        right.metric(_("Willen steun per jaar"), "–")
        st.info(_("Geen cijfer: {reden}.").format(reden=mark_words(shown["merk"])))
        return
    right.metric(
        _("Willen steun per jaar"), f"{number(shown['vraag_laag'])}–{number(shown['vraag_hoog'])}",
        help=_("Een aanname: niemand heeft dit gemeten. Wij rekenen met ongeveer {n}.").format(n=number(shown["vraag"])),
    )  # fmt: skip


def one_row(rows: pd.DataFrame, code: str, groep: str) -> pd.Series:
    """Return the row of a gebied and a groep."""
    return rows[(rows["gebiedcode"] == code) & (rows["subgroep"] == groep)].iloc[0]


def split(where: Region, choice: Choice) -> None:
    """Draw the five parts for the chosen groep, and what may help."""
    exact = one_row(cached.exact_gaps(where, choice.question, LEVEL), choice.gebied, choice.groep)
    shown = one_row(cached.shown_gaps(where, choice.question, LEVEL), choice.gebied, choice.groep)
    if shown["merk"] != Merk.GEEN:
        return
    name = group_names(cached.tables(where)["subgroep"])[choice.groep]
    charts.split_bar(exact, title=name)
    frame = exact.to_frame().T
    cause, help_word = main_cause(frame).iloc[0], remedy(frame).iloc[0]
    if cause:
        st.markdown(
            plain(
                _("Grootste oorzaak: {cause}. Wat kan helpen: {help}.").format(
                    cause=_(PART_WORDS[cause]), help=_(REMEDY_WORDS[help_word]).lower() if help_word else _("onbekend")
                )
            )
        )
    if exact["inventaris"] != "volledig":
        st.caption(_("Het aanbod is hier nog niet helemaal in kaart; het kan beter zijn dan het lijkt."))
    if exact["rand"]:
        st.caption(_("Dit gebied ligt aan de rand van onze gegevens. Aanbod daarbuiten kennen wij niet."))


def whole(where: Region, choice: Choice) -> None:
    """Draw the whole profile of the chosen gebied."""
    row = gebied_row(where, choice.gebied)
    st.header(plain(f"{row['gebiednaam']} ({row['gemeentenaam']})"))
    left, right = st.columns([1, 1], gap="large")
    with left:
        numbers(where, choice, row)
        split(where, choice)
    with right:
        _ages(where, row)
    _need_per_group(where, choice)
    profile_evidence.of_groups(where, choice)
    _offer(where, choice)
    profile_block.draw(where, choice)
    _inventory(where, choice)


def _ages(where: Region, row: pd.Series) -> None:
    """Draw inhabitants per age; too few people give no figure."""
    st.subheader(_("Leeftijden"))
    if pd.isna(row["inwoners"]) or row["inwoners"] < MIN_BASIS_INWONERS:
        st.info(_("Te weinig inwoners voor een goede schatting."))
        return
    rows = ages(cached.tables(where), row["gebiedcode"])
    shown = pd.DataFrame(
        {_("Leeftijd"): rows["leeftijdsband"], _("Inwoners"): rounded(rows["inwoners"].to_numpy(), Soort.GEMODELLEERD)}
    )
    tables.readable(shown, alt=_("Inwoners per leeftijd"))
    st.caption(_("Berekend uit de leeftijden van de postcodes (CBS 83502NED); niet geteld in deze wijk."))


def _need_per_group(where: Region, choice: Choice) -> None:
    """Draw the gap table of this gebied: every groep, largest vraag first."""
    st.header(_("Wie wil steun, en waardoor lukt het niet?"))
    loaded = cached.tables(where)
    exact = cached.exact_gaps(where, choice.question, LEVEL)
    shown = cached.shown_gaps(where, choice.question, LEVEL)
    order = exact[exact["gebiedcode"] == choice.gebied].sort_values("vraag", ascending=False, kind="stable").index
    names = group_names(loaded["subgroep"])
    rows = tables.gap_rows(exact.loc[order], shown.loc[order], names).drop(columns=[_("Gebied")])
    tables.show(
        rows, key="profiel-gaten", alt=_("Vijf delen van de vraag per groep in dit gebied"), height=420,
        file_name=f"wijkprofiel-{choice.gebied}.csv", notes=tables.download_notes(where),
    )  # fmt: skip
    st.caption(_("Iemand kan in meer groepen vallen; tel deze rijen niet op."))


def _offer(where: Region, choice: Choice) -> None:
    """List what people here can reach."""
    st.header(_("Aanbod dat mensen hier kunnen bereiken"))
    st.page_link(
        "pages/regio/verwijskaart.py", label=_("Wie kunt u bellen? Open de verwijskaart"), icon=":material/call:",
        query_params=link_parameters(gebied=choice.gebied),
    )  # fmt: skip
    rows = offer_of(cached.outcome(where, choice.question), choice.gebied)
    if choice.groep != UNIEK:
        rows = rows[[choice.groep in kinds for kinds in rows["voor"]]]
    if rows.empty:
        st.info(_("Wij hebben niets gevonden; nog niet nagevraagd."))
        return
    shown = pd.DataFrame(
        {
            _("Initiatief"): rows["naam"],
            _("Afstand (km)"): [number(km, decimals=1) if km == km else _("op afstand") for km in rows["afstand_km"]],
            _("Mogen mensen van hier er heen?"): rows["toegelaten"].map(_admitted),
            _("Plaatsen per jaar"): [
                people(value, Soort.GESCHAT) if value == value else _("niet bekend") for value in rows["capaciteit_pj"]
            ],
            _("Wachttijd (weken)"): [
                number(weeks) if weeks == weeks else _("niet bekend") for weeks in rows["wachttijd_weken"]
            ],
            _("Niveau"): rows["abc"],
            _("Verwijzing nodig"): rows["verwijzing_nodig"].map(_said),
        }
    )
    tables.show(
        shown, key="profiel-aanbod", alt=_("Aanbod binnen bereik van dit gebied"), height=320,
        file_name=f"aanbod-{choice.gebied}.csv", notes=tables.download_notes(where),
    )  # fmt: skip
    profile_evidence.of_offer(where, choice)


def _said(value: str) -> str:
    """Return a fixed value of the offer in the language in use."""
    return _(VALUE_WORDS[value])


def _admitted(share: float) -> str:
    """Say whether people of a gebied may go there by where they live."""
    if share > 0.999:
        return _("ja")
    return _("nee, te ver buiten het werkgebied") if share < 0.001 else _("een deel van het gebied")


def _inventory(where: Region, choice: Choice) -> None:
    """Say how far the offer here was looked up."""
    found = cached.tables(where)["inventaris"]
    row = found[found["gebiedcode"] == choice.gebied]
    st.header(_("Is het aanbod hier in kaart?"))
    if row.empty or row.iloc[0]["stand"] == "niet":
        st.write(_("Nog niet. Wat hier ontbreekt, kan er dus wel zijn."))
        return
    stand = {"deels": _("Voor een deel"), "volledig": _("Ja, volledig")}[row.iloc[0]["stand"]]
    st.markdown(
        plain(_("{stand}, op {datum}, door {wie}.").format(
            stand=stand, datum=day(row.iloc[0]["datum"]) or _("onbekende datum"),
            wie=row.iloc[0]["door"] if pd.notna(row.iloc[0]["door"]) else _("onbekend"),
        ))
    )  # fmt: skip


def show_point(where: Region, kind: str, name: str) -> None:
    """Draw what is known of the point that was clicked."""
    rows = cached.tables(where).get(kind)
    if rows is None:
        return
    row = rows[rows[kind] == name]
    if row.empty:
        return
    row = row.iloc[0]
    with st.container(border=True):
        st.markdown(f"**{plain(row['naam'])}**")
        facts = _initiatief_facts(row) if kind == "initiatief" else profile_block.facts(where, name)
        for label, value in facts:
            st.markdown(f"{plain(label)}: {plain(value)}")


def _initiatief_facts(row: pd.Series) -> list[tuple[str, str]]:
    """Return (label, value) of an initiatief; what is not known is said so."""
    unknown = _("niet bekend")
    capacity, weeks = row["capaciteit_pj"], row["wachttijd_weken"]
    return [
        (_("Soort aanbieder"), name_of("aanbiederssoort", row["aanbiederssoort"])),
        (_("Kanaal"), ", ".join(map(_said, row["kanaal"].split(";")))),
        (_("Plaatsen per jaar"), people(capacity, Soort.GESCHAT) if pd.notna(capacity) else unknown),
        (_("Wachttijd (weken)"), number(weeks) if pd.notna(weeks) else unknown),
        (_("Verwijzing nodig"), _said(row["verwijzing_nodig"])),
        (_("Werkgebied"), _said(row["werkgebied_stand"])),
        (_("Regel nagevraagd op"), day(row["regel_nagevraagd_op"]) or _("niet nagevraagd")),
    ]


def choose_hint() -> None:
    """Say how to choose a gebied where none is chosen."""
    st.info(_("Kies links een gebied, of klik er een aan op de kaart."))
    st.page_link("pages/regio/kaart.py", label=_("Naar de kaart"), icon=":material/map:")
