"""The parts of the page Aanbod controleren: what ends, what is nearly used up, werkgebieden to mend, and white spots."""

import numpy as np
import pandas as pd
import streamlit as st

from mapping.analysis.bewijs import subject_of
from mapping.analysis.expiry import ended_but_active, ending, nearly_spent
from mapping.analysis.publish import shown_people
from mapping.analysis.werkgebied.text import MAX_TEXT, parse_werkgebied
from mapping.model import Gebiedsoort, Merk, Soort, WerkgebiedStand
from mapping.reports.werkgebied_words import finding_words
from mapping.views import cached, evidence, offer_check_cache, tables, url_state, webmap
from mapping.views.cached import Region
from mapping.views.filters import Choice, group_names
from mapping.views.legend import legend
from mapping.views.mapping_page import ATTRIBUTION
from mapping.views.offer_check_cache import LOSSES, TOGETHER, ReadChanges
from mapping.views.palette import GAP, Absence
from mapping.views.sources import plain
from mapping.words import N_, _, day, ngettext, number, percent

TERMS = (30, 90, 180)
"""Days ahead that a reader can choose: a month, a quarter, half a year."""

SHARES = ((0.0, GAP[0]), (0.25, GAP[1]), (0.5, GAP[2]), (0.75, GAP[3]))
"""From which share (0 to 1) of the vraag in a white spot which colour: quarters, so that the words stay simple."""

HALF_A_PERSON = 0.5
"""People; a smaller difference is none once it is rounded."""

LOSS_WORDS = {
    "plaats": N_("Verliezen hun plaats (van–tot per jaar)"),
    "mogelijk": N_("Verliezen misschien een plaats: aantal plaatsen niet bekend (van–tot)"),
    "nergens": N_("Vinden daarna niets meer in de buurt dat hen toelaat (van–tot)"),
}


def draw(where: Region, choice: Choice, read: ReadChanges) -> None:
    """Draw the four blocks and the box to try a description in; `read` gives the list of dead codes.

    What ends stands first but is drawn last: its calculation takes seconds, and the rest need not wait for it.
    """
    top = st.container()
    spent(where, choice)
    areas(where, choice, read)
    try_text(where, read)
    spots(where, choice)
    with top:
        ends(where, choice)


def _offer(where: Region, choice: Choice) -> pd.DataFrame:
    """Return the initiatieven of the chosen regio; one without a known place belongs to every regio."""
    loaded = cached.asked_tables(where, choice.question)
    rows = loaded["initiatief"]
    if choice.regio is None:
        return rows
    regio = loaded["gebied"].set_index("gebiedcode")["regio"]
    own = rows["gebiedcode"].map(regio)
    return rows[(own.isna() | (own == choice.regio)).to_numpy(dtype=bool)]


def ends(where: Region, choice: Choice) -> None:
    """Draw which initiatieven end soon and what people then lose."""
    st.header(_("Wat loopt binnenkort af?"))
    terms = {str(term): ngettext("{n} dag", "{n} dagen", term).format(n=number(term)) for term in TERMS}
    days = int(url_state.segments(_("Binnen hoeveel dagen?"), terms, "termijn", default=str(TERMS[1])))
    on = offer_check_cache.day_of(choice.question)
    rows = ending(_offer(where, choice), on, days=days)
    if rows.empty:
        st.info(_("Tussen {dag} en {n} dagen later loopt er geen aanbod af, voor zover wij weten.").format(
            dag=day(on), n=number(days)))  # fmt: skip
    else:
        with st.spinner(_("Uitrekenen wie zijn plaats verliest…")):
            lost = offer_check_cache.ending_losses(where, choice.question, days)
        if choice.regio is None:
            _together(lost.loc[TOGETHER], len(rows))
        shown = {
            _("Initiatief"): rows["naam"],
            _("Laatste dag"): rows["laatste_dag"].map(day),
            _("Wie betaalt"): rows["financiering"].fillna(""),
        } | {_(LOSS_WORDS[name]): [_span(lost, one, name) for one in rows["initiatief"]] for name in LOSSES}
        tables.show(
            pd.DataFrame(shown).reset_index(drop=True), key="loopt-af", alt=_("Aanbod dat binnenkort afloopt"),
            file_name="loopt-af.csv", notes=tables.download_notes(where),
        )  # fmt: skip
    _ended(where, choice, on)
    evidence.show(
        where,
        formula=_(
            "Laatste dag = de einddatum van het geld of geldig tot, wat het eerst komt. Wij rekenen de verdeling opnieuw "
            "zonder het initiatief. Verliezen hun plaats = krijgen plaats nu − krijgen plaats dan. Wie elders een plaats "
            "heeft, telt niet mee. Samen = alle initiatieven in de lijst tegelijk weg, ieder mens één keer."
        ),
        inputs={_("dag"): day(on), _("dagen"): number(days), **evidence.question_inputs(where, choice.question)},
        kind=_("aanname: hoeveel mensen steun willen, heeft niemand gemeten; van–tot volgt de lage en hoge steunvraag"),
        label=_("Hoe weten we wie zijn plaats verliest?"),
        about=subject_of(zin=("plaats",)),
    )


def _together(lost: pd.Series, count: int) -> None:
    """Say in a sentence what goes when all of them end."""
    words = ngettext(
        "Stopt dit initiatief, dan verliezen {plaats} mensen per jaar hun plaats, en vinden {nergens} mensen die steun "
        "willen niets meer in de buurt dat hen toelaat.",
        "Stoppen deze {n} initiatieven, dan verliezen samen {plaats} mensen per jaar hun plaats, en vinden {nergens} mensen "
        "die steun willen niets meer in de buurt dat hen toelaat.",
        count,
    )
    frame = lost.to_frame(TOGETHER).T
    spans = {name: _span(frame, TOGETHER, name) for name in LOSSES}
    st.markdown(f"**{plain(words.format(n=number(count), **spans))}**")


def _span(lost: pd.DataFrame, initiatief: str, name: str) -> str:
    """Write `van–tot` of a loss, rounded; a sentence of its own where the initiatief gives no places here."""
    if initiatief not in lost.index:
        return _("telt niet mee bij deze keuze")
    values = [lost.at[initiatief, f"{name}_{step}"] for step in offer_check_cache.STEPS]
    span = np.array([min(values), max(values)])
    # the same at every steunvraag: then the places decide, which somebody stated, and not our assumption
    stated = span[1] - span[0] < HALF_A_PERSON
    low, high = shown_people(span, Soort.GESCHAT if stated else Soort.AANNAME)
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def _ended(where: Region, choice: Choice, on: str) -> None:
    """Name the initiatieven whose last day has passed while nobody said that they stopped."""
    rows = ended_but_active(_offer(where, choice), on)
    if rows.empty:
        return
    named = "; ".join(
        f"{naam} ({day(last)})" for naam, last in rows[["naam", "laatste_dag"]].itertuples(index=False)
    )  # fmt: skip
    st.warning(
        plain(_("Afgelopen, maar niet als gestopt gemeld. Vraag na of het nog loopt: {names}.").format(names=named))
    )


def spent(where: Region, choice: Choice) -> None:
    """Draw of which initiatieven hours are left, or none, or the ceiling was reached."""
    st.header(_("Wat is bijna op?"))
    on = offer_check_cache.day_of(choice.question)
    rows = nearly_spent(_offer(where, choice), on)
    if rows.empty:
        st.info(_("Van geen initiatief weten wij hoeveel uren er over zijn of wanneer het plafond is bereikt."))
        return
    shown = {
        _("Initiatief"): rows["naam"],
        _("Plaats op deze dag"): rows["vol"].map({True: _("geen plaats meer"), False: _("nog plaats")}),
        _("Uren over"): rows["uren_over"],
        _("Zoveel mensen kunnen nog terecht"): rows["mensen_erbij"].round(0),
        _("Plafond bereikt op"): rows["plafond_bereikt_op"].map(day),
        _("Gecontroleerd op"): rows["laatst_gecontroleerd"].map(day),
    }
    tables.show(
        pd.DataFrame(shown).reset_index(drop=True), key="bijna-op", alt=_("Uren over en plafonds per initiatief"),
        file_name="bijna-op.csv", notes=tables.download_notes(where),
    )  # fmt: skip
    evidence.show(
        where,
        formula=_(
            "Zoveel mensen kunnen nog terecht = uren over ÷ (uren per gesprek × gesprekken per mens). Geen plaats meer: het "
            "plafond is dit kalenderjaar bereikt, de uren zijn op, of het initiatief meldt zich vol. Op 1 januari begint een "
            "nieuw jaar. Uren over veranderen het aantal plaatsen per jaar niet; zij zeggen alleen of er op deze dag plaats is."
        ),
        inputs={_("dag"): day(on)},
        kind=_("opgave van de aanbieder, niet nagerekend"),
        basis=("initiatief",),
        label=_("Hoe weten we wat er over is?"),
        about=subject_of(zin=("plaats",)),
    )


def areas(where: Region, choice: Choice, read: ReadChanges) -> None:
    """Draw what is wrong with the werkgebieden, with the cure."""
    st.header(_("Klopt voor wie het aanbod is?"))
    found = offer_check_cache.findings(where, choice.question, read)
    names = _offer(where, choice).set_index("initiatief")["naam"]
    found = found[found["initiatief"].isin(names.index)]
    if found.empty:
        st.success(_("Wij vonden niets dat niet klopt in de werkgebieden."))
    else:
        first, second = st.columns(2)
        first.metric(_("Fouten: herstel ze"), number(found["error"].sum()))
        second.metric(_("Vragen: ga ze na"), number((~found["error"]).sum()))
        words = [finding_words(*row) for row in found[["kind", "value", "detail"]].itertuples(index=False)]
        shown = {
            _("Initiatief"): found["initiatief"].map(names),
            _("Ernst"): found["error"].map({True: _("fout"), False: _("let op")}),
            _("Wat er is"): [sentence for sentence, _cure in words],
            _("Wat u kunt doen"): [cure for _sentence, cure in words],
        }
        tables.show(
            pd.DataFrame(shown).reset_index(drop=True), key="werkgebieden", alt=_("Bevindingen over werkgebieden"),
            file_name="werkgebieden.csv", notes=tables.download_notes(where),
        )  # fmt: skip
    evidence.show(
        where,
        formula=_(
            "Wij leggen elke code naast de gebieden en postcodes van dit bestand en naast een lijst van gemeenten die zijn "
            "opgegaan, gesplitst of hernummerd. Een wijkcode volgt zijn gemeente. Een omschrijving in woorden telt alleen als "
            "wij haar helemaal begrijpen; anders blijft het werkgebied niet bekend."
        ),
        inputs={_("bevindingen"): number(len(found))},
        kind=_("controle van de opgave, geen schatting"),
        basis=("gebied", "postcode", "werkgebied"),
        sources=(_("CBS, Gemeentelijke indeling per jaar (2009–2023)"),),
        label=_("Hoe weten we wat er niet klopt?"),
    )


def try_text(where: Region, read: ReadChanges) -> None:
    """Draw a box in which a reader can try how a description is understood; nothing is kept."""
    st.subheader(_("Probeer een omschrijving"))
    text = st.text_area(
        _("Voor wie werkt het aanbod?"), key="proef", max_chars=MAX_TEXT, height=80,
        placeholder=_("bijvoorbeeld: 3071 t/m 3079 behalve 3075, en heel Schiedam"),
        help=_("U kunt postcodes, wijken, gemeenten en een regio noemen. Wij bewaren niets."),
    )  # fmt: skip
    if not text.strip():
        return
    parsed = parse_werkgebied(text, known=offer_check_cache.known(where, read))
    if parsed.stand == WerkgebiedStand.GEEN_BEPERKING:
        st.success(_("Wij lezen: geen beperking, iedereen mag komen."))
    elif parsed.rows:
        words = _("Wij lezen: {areas}.").format(areas=_area_words(where, parsed.rows, read))
        (st.success if parsed.complete else st.info)(plain(words))
    for remark in parsed.remarks:
        sentence, cure = finding_words(remark.kind, remark.value, remark.detail)
        st.warning(plain(f"{sentence} {cure}"))
    if not parsed.complete and not parsed.rows and not parsed.remarks:
        st.warning(_("Wij lezen hier geen gebied. Noem postcodes, wijken of gemeenten, of schrijf ‘geen beperking’."))
    if not parsed.complete:
        st.write(_("Zo blijft het werkgebied niet bekend: wij tellen het pas als alles begrepen is."))


def _area_words(where: Region, rows: tuple[tuple[str, str], ...], read: ReadChanges) -> str:
    """Name areas for a reader: kind by kind."""
    known = offer_check_cache.known(where, read)
    leads = {
        Gebiedsoort.PC4: _("postcode {codes}"),
        Gebiedsoort.BUURT: _("buurt {codes}"),
        Gebiedsoort.WIJK: _("wijk {codes}"),
        Gebiedsoort.GEMEENTE: _("gemeente {codes}"),
        Gebiedsoort.REGIO: _("regio {codes}"),
        Gebiedsoort.LANDELIJK: _("heel Nederland"),
    }
    kinds = dict.fromkeys(soort for soort, _code in rows)
    listed = {kind: ", ".join(known.name_of(row) for row in rows if row[0] == kind) for kind in kinds}
    return "; ".join(leads[Gebiedsoort(kind)].format(codes=names) for kind, names in listed.items())


def spots(where: Region, choice: Choice) -> None:
    """Draw the postcodes where nothing that suits the groep is both in reach and open to who lives there."""
    loaded = cached.tables(where)
    groep = group_names(loaded["subgroep"])[choice.groep]
    st.header(_("Witte vlekken"))
    st.write(plain(_("Groep: {groep}. Postcodes waar niets passends is dat dichtbij genoeg is en mensen van daar toelaat, voor "
                     "zover wij weten. Is het aanbod er nog niet in kaart gebracht, kijk dan eerst of er iets is.").format(
        groep=groep)))  # fmt: skip
    rows = offer_check_cache.shown_white_spots(where, choice.question, choice.groep)
    rows = rows[rows["pc4"].isin(_postcodes(where, choice))]
    if rows.empty:
        st.success(_("Bij deze keuze zijn er geen witte vlekken: overal is iets dat mensen toelaat."))
    elif (rows["merk"] == Merk.VERBORGEN).all():
        st.info(_("Over deze groep geven wij alleen cijfers per gemeente, niet per postcode."))
    else:
        _spot_map(where, choice, rows)
        _spot_table(where, rows)
    evidence.show(
        where,
        formula=_(
            "Een initiatief telt voor een plek als het bij de groep past, binnen bereik is en het werkgebied de plek toelaat. "
            "Witte vlek = mensen die steun willen en voor wie er zo geen enkel initiatief is. Regels over leeftijd of taal "
            "tellen hier niet mee; die staan bij de postcodebarrières. Bij alle levensvragen samen telt ieder mens één keer, "
            "verdeeld over de levensvragen."
        ),
        inputs={_("groep"): groep, **evidence.question_inputs(where, choice.question)},
        kind=_("aanname: hoeveel mensen steun willen, heeft niemand gemeten"),
        label=_("Hoe weten we waar de witte vlekken zijn?"),
    )


def _postcodes(where: Region, choice: Choice) -> set[str]:
    """Return the postcodes of the chosen gebied or regio, or all."""
    loaded = cached.tables(where)
    gebied = loaded["gebied"]
    codes = set(
        gebied["gebiedcode"] if choice.regio is None else gebied.loc[gebied["regio"] == choice.regio, "gebiedcode"]
    )
    codes = codes if choice.gebied is None else {choice.gebied}
    return set(loaded["cel"].loc[loaded["cel"]["gebiedcode"].isin(codes), "pc4"])


def _spot_map(where: Region, choice: Choice, rows: pd.DataFrame) -> None:
    """Draw the share of the vraag in a white spot per postcode; a share may stand where a count may not."""
    small = Absence.TE_KLEIN.value
    words = {
        GAP[0]: _("minder dan een kwart"), GAP[1]: _("een kwart tot de helft"), GAP[2]: _("de helft tot driekwart"),
        GAP[3]: _("driekwart of meer"), small: _("te klein voor een schatting"), Absence.NUL.value: _("geen witte vlek"),
    }  # fmt: skip
    looks = dict.fromkeys(_postcodes(where, choice), Absence.NUL.value)
    for code, share in rows[["pc4", "aandeel"]].itertuples(index=False):
        looks[code] = small if pd.isna(share) else [look for least, look in SHARES if share >= least][-1]
    webmap.region_map(
        outlines_url=cached.outlines(where, "postcode"),
        looks=looks,
        texts={code: words[look] for code, look in looks.items()},
        bounds=cached.bounds(where, choice.regio),
        key="witte-vlekken",
        alt=_("Kaart van de postcodes zonder aanbod dat mensen toelaat; de tabel hieronder noemt ze ook."),
        attribution=_(ATTRIBUTION),
        height=420,
    )
    st.caption(_("Deel van de mensen die steun willen, voor wie er niets is dat hen toelaat."))
    used = set(looks.values())
    legend([(look, word) for look, word in words.items() if look in used])


def _spot_table(where: Region, rows: pd.DataFrame) -> None:
    """Draw the postcodes as a table."""
    plaats = cached.tables(where)["postcode"].set_index("pc4")["plaats"].fillna("")
    shown = {
        _("Postcode"): (rows["pc4"] + " " + rows["pc4"].map(plaats).astype("str")).str.strip(),
        _("Willen steun per jaar"): rows["vraag"],
        _("Voor hen is er niets dat toelaat"): rows["wit"],
        _("Van hen door een werkgebied"): rows["wit_regel"],
        _("Deel van hen dat steun wil"): rows["aandeel"].map(percent),
        _("Geen cijfer, want"): rows["merk"].map({Merk.TE_KLEIN.value: _("te klein")}).fillna(""),
    }
    tables.show(
        pd.DataFrame(shown).reset_index(drop=True), key="witte-vlekken-tabel", alt=_("Witte vlekken per postcode"),
        file_name="witte-vlekken.csv", notes=tables.download_notes(where),
    )  # fmt: skip
