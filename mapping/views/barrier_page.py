"""The parts of the barriers page: which barriers, the figures, the sentence of each, the postcodes on the map, what to do."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from mapping.analysis.bewijs import Subject, subject_of
from mapping.analysis.publish import shown_people
from mapping.model import LEEFTIJDSGRENS, UNIEK, Gebiedsniveau, Merk, Rol, Soort
from mapping.reports.sentences import SOORT_WORDS, barrier_sentence, mark_words
from mapping.views import barrier_cache, cached, evidence, rule_cost, url_state, webmap
from mapping.views.barrier_rows import entitled_alone, per_postcode, rule_words, werkgebied_words
from mapping.views.cached import Region
from mapping.views.filters import Choice, gebied_names, group_names, link_parameters
from mapping.views.legend import legend
from mapping.views.mapping_page import ATTRIBUTION
from mapping.views.palette import GAP, Absence
from mapping.views.sources import plain
from mapping.words import _, ngettext, number

SENTENCES = 4
"""Barriers that are written out; the table has them all."""

NAMED = 3
"""Initiatieven that a piece of advice names before it says how many more there are."""

EVERY = "alle"
"""The choice of every initiatief."""

PLACE_RULES = ("postcode", "gemeentegrens")


@dataclass(frozen=True)
class Barriers:
    """The rows to show (initiatief × postcode, public figures), the groep they are about, and the initiatief on the map."""

    rows: pd.DataFrame
    groep: str
    initiatief: str | None


def choose(where: Region, choice: Choice) -> Barriers:
    """Draw the choices of this page and collect the barriers."""
    loaded = cached.tables(where)
    names = group_names(loaded["subgroep"])
    groep = choice.groep
    if groep == UNIEK:
        groep = _most_barred(where, choice)
        if groep:
            st.caption(
                plain(_("U koos alle levensvragen samen. Mensen vallen in meer groepen; daarom tonen wij er hier één: {groep}. "
                        "Kies links een andere.").format(groep=names[groep]))
            )  # fmt: skip
    if choice.question.age_limit is not None:
        st.warning(
            _(
                "U rekent met een leeftijdsgrens van {age} jaar in plaats van {usual}. Zo is de regel nu niet: dit is uw aanname."
            ).format(age=choice.question.age_limit, usual=LEEFTIJDSGRENS)
        )
    first, second = st.columns(2)
    kinds = {"plaats": _("Regels over woonplaats"), "alle": _("Alle regels")}
    which = url_state.segments(_("Welke regels"), kinds, "regels", place=first)
    rows = per_postcode(cached.exact_barriers(where, choice.question), loaded, groep, inside=_postcodes(where, choice))
    if which == "plaats":
        rows = rows[rows["regel"].str.contains("|".join(PLACE_RULES)).astype(bool)]
    offered = dict(rows.drop_duplicates("initiatief")[["initiatief", "naam"]].itertuples(index=False))
    chosen = url_state.select(_("Initiatief"), {EVERY: _("Alle initiatieven"), **offered}, "barriere", place=second)
    if chosen != EVERY:
        rows = rows[rows["initiatief"] == chosen]
    return Barriers(rows.reset_index(drop=True), groep, None if chosen == EVERY else chosen)


def _most_barred(where: Region, choice: Choice) -> str:
    """Return the levensvraag of which most people who want support are kept out; empty where nobody is."""
    rows = cached.exact_barriers(where, choice.question)
    subgroep = cached.tables(where)["subgroep"]
    life = set(subgroep.loc[subgroep["rol"] == Rol.LEVENSVRAAG, "subgroep"])
    rows = rows[rows["subgroep"].isin(life) & rows["regel"].str.contains("|".join(PLACE_RULES))]
    if rows.empty:
        return str(subgroep["subgroep"].iloc[0])
    return str(rows.groupby("subgroep")["willen_steun"].sum().idxmax())


def _postcodes(where: Region, choice: Choice) -> set[str] | None:
    """Return the postcodes of the chosen gebied or regio; None for all."""
    loaded = cached.tables(where)
    if choice.gebied is not None:
        return set(loaded["cel"].loc[loaded["cel"]["gebiedcode"] == choice.gebied, "pc4"])
    if choice.regio is not None:
        codes = loaded["gebied"].loc[loaded["gebied"]["regio"] == choice.regio, "gebiedcode"]
        return set(loaded["cel"].loc[loaded["cel"]["gebiedcode"].isin(codes), "pc4"])
    return None


def headline(where: Region, choice: Choice, groep: str, *, initiatief: str | None = None) -> None:
    """Draw how many people of the groep are shut out somewhere, each once, and how many have nowhere else to go.

    With a chosen `initiatief` it says that these figures are about all of them: the rest of the page is about that one.
    """
    names = group_names(cached.tables(where)["subgroep"])
    row = _together(where, choice, groep)
    if row["merk"] != Merk.GEEN:
        st.info(plain(_("Geen cijfer: {reden}.").format(reden=mark_words(row["merk"]))))
        return
    place = choice.regio or _("alle regio’s")
    if choice.gebied is not None:
        place = gebied_names(cached.tables(where)["gebied"])[choice.gebied]
    if not row["mensen_hoog"] > 0:
        words = _(
            "In {place} kennen wij voor {groep} geen regel die mensen buitensluit bij passend aanbod in de buurt."
        )
        st.markdown(plain(words.format(place=place, groep=names[groep])))
        return
    words = _(
        "In {place} mogen naar schatting {n} mensen ({groep}; tussen {laag} en {hoog}, {soort}) ten minste één passend "
        "initiatief in de buurt niet in. {m} van hen (tussen {m_laag} en {m_hoog}) kunnen nergens anders terecht."
    ).format(
        place=place,
        groep=names[groep],
        n=number(row["mensen"]),
        laag=number(row["mensen_laag"]),
        hoog=number(row["mensen_hoog"]),
        soort=_(SOORT_WORDS[Soort(row["soort"])]),
        m=number(row["nergens_anders"]),
        m_laag=number(row["nergens_anders_laag"]),
        m_hoog=number(row["nergens_anders_hoog"]),
    )
    st.markdown(f"**{plain(words)}**")
    st.caption(
        _(
            "Ieder mens telt hier één keer, ook wie bij meer initiatieven niet naar binnen mag; alle regels tellen mee. Dit zijn "
            "alle mensen in de groep; bij wat de regels kosten tellen alleen mensen die per jaar steun willen."
        )
    )
    if initiatief is not None:
        naam = cached.tables(where)["initiatief"].set_index("initiatief")["naam"][initiatief]
        words = _("Dit gaat over alle initiatieven samen. Hieronder gaat het alleen over {naam}.")
        st.markdown(plain(words.format(naam=naam)))


def _together(where: Region, choice: Choice, groep: str) -> pd.Series:
    """Return the public figures of a groep in the chosen gebied, or in the chosen regio or all of them."""
    if choice.gebied is not None:
        rows = barrier_cache.shown_by_gebied(where, choice.question, Gebiedsniveau.WIJK.value)
        return rows[(rows["gebiedcode"] == choice.gebied) & (rows["subgroep"] == groep)].iloc[0]
    rows = barrier_cache.exact_by_gebied(where, choice.question, Gebiedsniveau.REGIO.value)
    rows = rows[rows["subgroep"] == groep]
    if choice.regio is not None:
        rows = rows[rows["gebiedcode"] == choice.regio]
    people = [f"{name}{step}" for name in ("mensen", "nergens_anders") for step in ("", "_laag", "_hoog")]
    known = rows[rows["merk"] == Merk.GEEN]
    soort = max(rows["soort"], key=list(Soort).index)
    shown = shown_people(known[people].sum().to_numpy(dtype=float), soort)
    merk = Merk.GEEN.value if len(known) else rows["merk"].iloc[0]
    return pd.Series({**dict(zip(people, shown, strict=True)), "soort": soort, "merk": merk})


def draw(where: Region, choice: Choice, barriers: Barriers) -> None:
    """Draw figures, what the rules cost, sentences, map and advice; without barriers say what that means."""
    rows = barriers.rows
    if rows.empty:
        st.info(
            _(
                "Bij deze keuze kennen wij geen regel die mensen buitensluit. Kies een andere groep of regio, of alle regels."
            )
        )
        return
    _key_figures(rows)
    _evidence(where, choice, barriers)
    st.header(_("Wat kosten deze regels?") if barriers.initiatief is None else _("Wat kost deze regel?"))
    rule_cost.draw(where, replace(choice, groep=barriers.groep), barriers.initiatief)
    left, right = st.columns([1, 1], gap="large")
    with left:
        _sentences(where, choice, barriers)
    with right:
        st.header(_("Postcodes die zijn buitengesloten"))
        _map(where, choice, barriers)
        _advice(rows)


def ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Put those with nowhere else to go first, then the largest; without a figure last."""
    return rows.sort_values(["nergens_anders", "mensen"], ascending=False, na_position="last", kind="stable")


def _key_figures(rows: pd.DataFrame) -> None:
    """Draw how many initiatieven and postcodes this is about."""
    first, second, third = st.columns(3)
    first.metric(_("Initiatieven met een barrière"), number(rows["initiatief"].nunique()))
    second.metric(_("Postcodes"), number(rows["pc4"].nunique()))
    asked = rows.drop_duplicates("initiatief")["nagevraagd_op"].notna()
    third.metric(
        _("Regels die zijn nagevraagd"), _("{n} van de {all}").format(n=number(asked.sum()), all=number(len(asked)))
    )


def _evidence(where: Region, choice: Choice, barriers: Barriers) -> None:
    """Draw how the people of a barrier are counted."""
    names = group_names(cached.tables(where)["subgroep"])
    evidence.show(
        where,
        formula=_(
            "Mensen in de groep = inwoners van een postcode per leeftijd (geteld door CBS) × het aandeel van de groep. Een "
            "barrière is er waar een initiatief bij hen past en in de buurt is, maar zij er door een regel niet heen mogen. "
            "Nergens anders: geen enkel passend initiatief in de buurt laat hen toe. Een verwijzing telt niet als barrière. "
            "Wat de gegevens niet kunnen zeggen (geslacht, geloof, welke taal), sluit niemand uit."
        ),
        inputs={_("groep"): names[barriers.groep], **evidence.question_inputs(where, choice.question)},
        kind=_("het zwakste van wat erin gaat: geteld aantal inwoners, en een aandeel dat geschat of aangenomen is"),
        basis=("postcode_leeftijd", "aandeel", "initiatief", "toegangsregel", "werkgebied"),
        label=_("Hoe weten we wie er niet heen mag?"),
        about=rule_subject(barriers.groep, barriers.rows),
    )


def rule_subject(groep: str, rows: pd.DataFrame) -> Subject:
    """Return what barriers are about: their groep, the rules that bar there, and the sentence about rules."""
    return subject_of(groep, regels=tuple(rows["regel"].dropna().unique()), zin=("regels",))


def _sentences(where: Region, choice: Choice, barriers: Barriers) -> None:
    """Write the largest barriers out."""
    st.header(_("De barrières in woorden"))
    names = group_names(cached.tables(where)["subgroep"])
    for row in ordered(barriers.rows).head(SENTENCES).to_dict("records"):
        with st.container(border=True):
            st.markdown(plain(barrier_sentence(_facts(where, choice, row, names[barriers.groep]))))
    more = len(barriers.rows) - SENTENCES
    if more > 0:
        words = ngettext("Nog {n} barrière staat in de tabel.", "Nog {n} barrières staan in de tabel.", more)
        st.caption(words.format(n=number(more)))


def _facts(where: Region, choice: Choice, row: dict, groep: str) -> dict:
    """Return what a barrier sentence needs."""
    asked = cached.asked_tables(where, choice.question)
    offer = asked["initiatief"].set_index("initiatief")
    plaats = asked["postcode"].set_index("pc4")["plaats"]
    other, rules = row["alternatief"], row["regel"].split(" + ")
    place = any(rule in PLACE_RULES for rule in rules)
    only_for = [werkgebied_words(asked, row["initiatief"])] if place else []
    only_for += [rule_words(asked, row["initiatief"], rule) for rule in rules if rule not in PLACE_RULES]
    both = _("en")
    personal = "leeftijd" in rules or "palliatief" in rules
    return row | {
        "plaats": plaats.get(row["pc4"]),
        "alleen_voor": f" {both} ".join(only_for),
        "groep": groep,
        "alternatief_naam": offer["naam"].get(other) if isinstance(other, str) else None,
        "verwijzing": offer["verwijzing_nodig"][row["initiatief"]],
        "verwijzing_alternatief": offer["verwijzing_nodig"].get(other) if isinstance(other, str) else None,
        "alleen_recht": entitled_alone(asked, row["initiatief"]) if personal else "",
    }


def _advice(rows: pd.DataFrame) -> None:
    """Say what a reader may do next, with the links that go with it."""
    st.header(_("Wat kunt u nu doen?"))
    per_offer = rows.drop_duplicates("initiatief")
    unasked = list(per_offer.loc[per_offer["nagevraagd_op"].isna(), "naam"])
    if unasked:
        words = _("Vraag de regel na bij: {names}. Een regel kan ruimer zijn dan wij denken.")
        st.markdown("- " + plain(words.format(names=_listed(unasked))))
    elsewhere = per_offer.loc[per_offer["initiatief"].isin(rows.loc[rows["nergens_anders"] > 0, "initiatief"]), "naam"]
    if len(elsewhere):
        words = _("Praat over een ruimere regel met: {names}. Daar gaat het om mensen die nergens anders heen kunnen.")
        st.markdown("- " + plain(words.format(names=_listed(list(elsewhere)))))
    if rows["alternatief"].notna().any():
        words = _(
            "Kan de regel niet ruimer? Verwijs naar aanbod dat wel toelaat; de tabel hieronder noemt het dichtstbijzijnde."
        )
        st.markdown("- " + plain(words))
    st.page_link(
        "pages/planning/scenario.py", label=_("Reken uit wat een andere regel of plaats doet"),
        icon=":material/arrow_forward:", query_params=link_parameters(),
    )  # fmt: skip


def _listed(names: list[str]) -> str:
    """Write names with commas; many are cut short."""
    named, more = ", ".join(names[:NAMED]), len(names) - NAMED
    return named if more <= 0 else _("{named} en {n} andere").format(named=named, n=number(more))


def _map(where: Region, choice: Choice, barriers: Barriers) -> None:
    """Draw the postcodes: shut out, partly, or not; with the initiatief as a point."""
    rows = barriers.rows
    barred = set(rows["pc4"])
    nowhere = set(rows.loc[rows["nergens_anders"] > 0, "pc4"])
    marks = rows[rows["merk"] != Merk.GEEN].groupby("pc4")["merk"].first()
    words = {
        GAP[3]: _("buitengesloten, en een deel kan nergens anders heen"),
        GAP[1]: _("buitengesloten, ander aanbod laat wel toe"),
        Absence.TE_KLEIN.value: _("buitengesloten, te klein voor een schatting"),
        Absence.VERBORGEN.value: _("buitengesloten, cijfer alleen per gemeente"),
        Absence.ONBEKEND.value: _("buitengesloten, aantal mensen niet bekend"),
    }
    looks = {code: GAP[3] if code in nowhere else str(marks.get(code, GAP[1])) for code in barred}
    points = cached.places(where, "initiatief")
    points = points[points["id"].isin(set(rows["initiatief"]))]
    webmap.region_map(
        outlines_url=cached.outlines(where, "postcode"),
        looks=looks,
        texts={code: words[look] for code, look in looks.items()},
        points=[{"id": p.id, "x": p.x, "y": p.y, "label": p.naam, "kind": "initiatief"} for p in points.itertuples()],
        bounds=cached.bounds(where, choice.regio),
        key="barrierekaart",
        alt=_(
            "Kaart van de postcodes waar mensen door een regel niet terecht kunnen; de tabel hieronder noemt ze ook."
        ),
        attribution=_(ATTRIBUTION),
        height=460,
    )
    used = set(looks.values())
    legend([(look, word) for look, word in words.items() if look in used] + [("initiatief", _("Initiatief"))])
