"""The parts of the barriers page: which barriers, the sentence of each, the postcodes on the map, the table."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from mapping.model import UNIEK, Merk, Rol
from mapping.reports.sentences import barrier_sentence
from mapping.views import cached, tables, url_state, webmap
from mapping.views.barrier_rows import RULE_NAMES, per_postcode, rule_words, werkgebied_words
from mapping.views.cached import Region
from mapping.views.filters import Choice, group_names
from mapping.views.legend import legend
from mapping.views.mapping_page import ATTRIBUTION
from mapping.views.palette import GAP, Absence
from mapping.views.sources import plain
from mapping.words import _, day, number

SENTENCES = 8
"""Barriers that are written out; the table has them all."""

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


def draw(where: Region, choice: Choice, barriers: Barriers) -> None:
    """Draw sentences, map and table; without barriers say what that means."""
    rows = barriers.rows
    if rows.empty:
        st.info(
            _(
                "Bij deze keuze kennen wij geen regel die mensen buitensluit. Kies een andere groep of regio, of alle regels."
            )
        )
        return
    names = group_names(cached.tables(where)["subgroep"])
    _key_figures(rows)
    left, right = st.columns([1, 1], gap="large")
    with left:
        st.header(_("De barrières in woorden"))
        for row in _ordered(rows).head(SENTENCES).to_dict("records"):
            facts = _facts(where, row, names[barriers.groep])
            with st.container(border=True):
                st.markdown(plain(barrier_sentence(facts)))
    with right:
        st.header(_("Postcodes die zijn buitengesloten"))
        _map(where, choice, barriers)
    _table(where, rows)


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
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


def _facts(where: Region, row: dict, groep: str) -> dict:
    """Return what a barrier sentence needs."""
    loaded = cached.tables(where)
    offer = loaded["initiatief"].set_index("initiatief")
    plaats = loaded["postcode"].set_index("pc4")["plaats"]
    other = row["alternatief"]
    place = any(rule in row["regel"] for rule in PLACE_RULES)
    only_for = [werkgebied_words(loaded, row["initiatief"])] if place else []
    only_for += [
        rule_words(loaded, row["initiatief"], rule) for rule in row["regel"].split(" + ") if rule not in PLACE_RULES
    ]
    both = _("en")
    return row | {
        "plaats": plaats.get(row["pc4"]),
        "alleen_voor": f" {both} ".join(only_for),
        "groep": groep,
        "alternatief_naam": offer["naam"].get(other) if isinstance(other, str) else None,
    }


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


def _table(where: Region, rows: pd.DataFrame) -> None:
    """Draw every barrier as a row."""
    offer = cached.tables(where)["initiatief"].set_index("initiatief")["naam"]
    ordered = _ordered(rows)
    shown = pd.DataFrame(
        {
            _("Initiatief"): ordered["naam"],
            _("Postcode"): ordered["pc4"],
            _("Regel"): ordered["regel"].map(lambda rule: ", ".join(_(RULE_NAMES[part]) for part in rule.split(" + "))),
            _("Mensen die er niet heen kunnen"): ordered["mensen"],
            _("van–tot"): [
                f"{number(low)}–{number(high)}" if low == low else ""
                for low, high in zip(ordered["mensen_laag"], ordered["mensen_hoog"], strict=True)
            ],
            _("Van hen nergens anders terecht"): ordered["nergens_anders"],
            _("Willen steun per jaar"): ordered["willen_steun"],
            _("Dichtstbijzijnde dat wel toelaat"): ordered["alternatief"].map(offer).fillna(_("wij kennen geen")),
            _("Extra km"): ordered["extra_km"].astype("float64").round(1),
            _("Regel nagevraagd"): ordered["nagevraagd_op"].map(lambda date: day(date) or _("nee")),
        }
    )
    st.header(_("Alle barrières bij deze keuze"))
    tables.show(
        shown, key="barrieres", alt=_("Barrières per initiatief en postcode"), file_name="barrieres.csv",
        notes=tables.download_notes(where),
    )  # fmt: skip
