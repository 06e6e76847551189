"""The parts of the page Zekerheid: whether a regio falls short and how sure that is, and the gebieden with their ranges."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from mapping.analysis.chance.ranking import APART
from mapping.analysis.judgement import CAUSES, CERTAIN, bounds, labels, regional_labels
from mapping.analysis.uncertainty import ALL, Certainty
from mapping.model import UNIEK, Gebiedsniveau, Stand
from mapping.reports.sentences import PART_WORDS, certain_words, times_words
from mapping.views import cached, certainty_cache, evidence, norm_choice, tables, url_state
from mapping.views.cached import Region
from mapping.views.certainty_words import (
    PERCENT,
    gebied_sentence,
    rank_words,
    regional_sentence,
    span_words,
    why_unranked,
)
from mapping.views.filters import Choice, gebied_names, group_names
from mapping.views.sources import plain
from mapping.words import _, ngettext, number

SHOWN_PARTS = ("uitgesloten", "buiten_bereik", "geen_plaats", "onbekend", "bediend")


@dataclass(frozen=True)
class Asked:
    """What the reader asks of this page: level, ranking (mensen or deel) and norm (a share)."""

    niveau: str
    by: str
    norm: float


def choose(where: Region, choice: Choice) -> Asked:
    """Draw the choices of this page; they live in the URL."""
    first, second, third = st.columns(3, vertical_alignment="bottom")
    levels = {"wijk": _("Wijk"), "pc4": _("Postcode (4 cijfers)"), "gemeente": _("Gemeente"), "regio": _("Regio")}
    niveau = url_state.select(_("Per"), levels, "gebiedsniveau", place=first)
    ways = {"mensen": _("aantal mensen"), "deel": _("deel van de vraag")}
    by = url_state.segments(_("Volgorde naar"), ways, "rangorde", place=second)
    norm = norm_choice.choose_norm(place=third)
    norm_choice.say_extreme(norm)
    name = group_names(cached.tables(where)["subgroep"])[choice.groep]
    st.caption(plain(_("Groep: {groep}. Kies links een andere.").format(groep=name)))
    return Asked(niveau, by, norm)


def draw_or_explain(where: Region, choice: Choice, asked: Asked) -> Certainty | None:
    """Return the answer, drawn with a bar where needed; where there is nothing to draw, say so and return None."""
    rows = cached.exact_gaps(where, choice.question, Gebiedsniveau.REGIO.value)
    rows = in_scope(rows[rows["subgroep"] == choice.groep], choice)
    if not (rows["vraag"] > 0).any():
        st.info(
            _(
                "Bij deze keuze is er geen vraag: wij kennen hier niemand die deze steun wil, of er is geen schatting. Kies "
                "links een andere groep of regio."
            )
        )
        return None
    text = _("Wij rekenen 1.000 keer, elke keer met andere waarden voor wat wij niet weten…")
    return certainty_cache.with_bar(where, choice.question, asked.niveau, choice.groep, text)


def in_scope(rows: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """Keep the rows of the chosen regio."""
    return rows if choice.regio is None else rows[rows["regio"] == choice.regio]


def headline(where: Region, choice: Choice, asked: Asked, found: Certainty) -> None:
    """Say whether the offer falls short, in how many of the draws, and how sure that is: of the chosen gebied, per regio."""
    exact = cached.exact_gaps(where, choice.question, Gebiedsniveau.WIJK.value)
    exact = in_scope(exact[exact["subgroep"] == choice.groep], choice)
    st.header(_("Komt het aanbod tekort?"))
    if one_gebied(choice, asked):
        own = exact[exact["gebiedcode"] == choice.gebied]
        st.markdown(plain(_of_gebied(where, choice, asked, found, own)))
        exact = exact[exact["regio"].isin(own["regio"])]
    for row in regional_labels(exact, norm=asked.norm).to_dict("records"):
        times = times_below(found, row["regio"], asked.norm)
        st.markdown(plain(regional_sentence({**row, "waar": row["regio"]}, asked.norm, times)))


def one_gebied(choice: Choice, asked: Asked) -> bool:
    """Tell whether the page is about one gebied: it was chosen, and rows are per gebied."""
    return choice.gebied is not None and asked.niveau == Gebiedsniveau.WIJK


def _of_gebied(where: Region, choice: Choice, asked: Asked, found: Certainty, own: pd.DataFrame) -> str:
    """Word the judgement of the chosen gebied; `own` is its row of the exact gap table."""
    (row,) = with_ranks(found, choice, asked).to_dict("records")
    row["waar"] = gebied_names(cached.tables(where)["gebied"])[choice.gebied]
    row["laag"], row["hoog"] = (bound.iloc[0] for bound in bounds(own))
    row["oordeel"] = labels(own, norm=asked.norm).iloc[0]
    ranks = found.ranks[(found.ranks["scope"] == (choice.regio or ALL)) & (found.ranks["subgroep"] == choice.groep)]
    return gebied_sentence(row, asked.norm, row["_short"], ranks["gebiedcode"].nunique())


def times_below(found: Certainty, regio: str, norm: float) -> float:
    """Return the share of the draws in which the best case of a regio is under the norm."""
    at = int((found.regios["gebiedcode"] == regio).to_numpy().argmax())
    return float(found.regios_below[at, round(norm * norm_choice.PERCENT)])


def key_figures(where: Region, choice: Choice, asked: Asked, found: Certainty) -> None:
    """Draw the five parts as ranges, of every hundred who want support; for a gebied those of the gebied."""
    about = choice.regio or _("Alle regio’s")
    (row,) = found.regios[found.regios["gebiedcode"] == (choice.regio or ALL)].to_dict("records")
    if one_gebied(choice, asked):
        about = gebied_names(cached.tables(where)["gebied"])[choice.gebied]
        (row,) = with_ranks(found, choice, asked).to_dict("records")
    if row["bediend_deel_p5"] != row["bediend_deel_p5"]:
        return  # the headline says why there is no figure
    tables.readable(
        pd.DataFrame(
            {
                _("Deel"): [_(PART_WORDS[part]) for part in SHOWN_PARTS],
                _("Van … tot …"): [span_words(row, part) for part in SHOWN_PARTS],
            }
        ),
        alt=_("De vijf delen van de vraag met hun ruimte"),
    )
    st.caption(
        plain(
            _(
                "{waar}: van elke 100 mensen die steun willen. In 90 van de 100 berekeningen ligt het getal tussen deze grenzen."
            ).format(waar=about)
        )
    )
    times = row["keer_oorzaak"]
    if times == times:
        st.write(
            _("De grootste oorzaak is ‘{deel}’, {keer}: {zeker}.").format(
                deel=_main_cause(where, choice, asked), keer=times_words(times), zeker=certain_words(times)
            )
        )


def _main_cause(where: Region, choice: Choice, asked: Asked) -> str:
    """Name the largest cause of the chosen gebied, or of the regio."""
    exact = cached.exact_gaps(where, choice.question, Gebiedsniveau.REGIO.value)
    if one_gebied(choice, asked):
        exact = cached.exact_gaps(where, choice.question, Gebiedsniveau.WIJK.value)
        exact = exact[exact["gebiedcode"] == choice.gebied]
    rows = in_scope(exact[exact["subgroep"] == choice.groep], choice)
    return _(PART_WORDS[rows[list(CAUSES)].sum().idxmax()])


def table(where: Region, choice: Choice, asked: Asked, found: Certainty) -> pd.DataFrame:
    """Draw the gebieden with how often each judgement holds and their ranges of ranks; returns the rows in scope."""
    rows = with_ranks(found, choice, asked)
    names = gebied_names(cached.tables(where)["gebied"]).to_dict()
    records = rows.to_dict("records")
    shown = pd.DataFrame(
        {
            _("Gebied"): rows["gebiedcode"].map(names).astype("str").fillna(rows["gebiednaam"]),
            _("Plek naar mensen"): _ranks(rows, "mensen"),
            _("Plek naar deel"): _ranks(rows, "deel"),
            _("Groep in de volgorde"): rows[f"rang_groep_{asked.by}"].map(lambda at: number(at)),
            _("Onderbediend, van de 100 keer"): rows["_short"].map(_times),
            _("Blijft achter bij de regio, van de 100 keer"): rows["keer_achter"].map(_times),
            _("Zelfde grootste oorzaak, van de 100 keer"): rows["keer_oorzaak"].map(_times),
            _("Mogen er niet heen, van elke 100"): [span_words(row, "uitgesloten") for row in records],
            _("Geen aanbod bekend, van elke 100"): [span_words(row, "buiten_bereik") for row in records],
            _("Aanbod in kaart"): rows["inventaris"].map(
                {Stand.NIET.value: _("niet"), Stand.DEELS.value: _("deels"), Stand.VOLLEDIG.value: _("volledig")}
            ),
            _("Geen plek, want"): [why_unranked(row) for row in records],
        }
    )
    st.header(_("Per gebied"))
    tables.show(
        shown.reset_index(drop=True), key="zekerheid", alt=_("Hoe vaak een oordeel geldt, en de plek in de volgorde van … tot …"),
        file_name="zekerheid.csv", notes=tables.download_notes(where),
    )  # fmt: skip
    return rows


def with_ranks(found: Certainty, choice: Choice, asked: Asked) -> pd.DataFrame:
    """Return the rows of the chosen groep and scope with both rankings, in the order of the one that was asked.

    Adds rang_*_mensen and rang_*_deel (NaN where not ranked) and _short, the share of the draws under the norm.
    """
    rows = found.rows.assign(_short=found.below[:, round(asked.norm * norm_choice.PERCENT)])
    rows = in_scope(rows[rows["subgroep"] == choice.groep], choice)
    ranks = found.ranks[(found.ranks["scope"] == (choice.regio or ALL)) & (found.ranks["subgroep"] == choice.groep)]
    for by in ("mensen", "deel"):
        own = ranks[ranks["naar"] == by].drop(columns=["scope", "naar", "subgroep"]).set_index("gebiedcode")
        rows = rows.join(own.add_suffix(f"_{by}"), on="gebiedcode")
    if one_gebied(choice, asked):
        rows = rows[rows["gebiedcode"] == choice.gebied]
    keys = [f"rang_midden_{asked.by}", f"rang_hoog_{asked.by}", "gebiednaam"]
    return rows.sort_values(keys, na_position="last", kind="stable")


def _times(share: float) -> float:
    """Return in how many of a hundred draws something holds, so that a grid can sort it; NaN where nothing may be said.

    Nearly never and nearly always are not rounded to never and always.
    """
    if not 0 < share < 1:
        return PERCENT * share
    return float(min(max(round(PERCENT * share), 1), PERCENT - 1))


def _ranks(rows: pd.DataFrame, by: str) -> list[str]:
    """Write each range of ranks; empty where a gebied is not ranked."""
    return [rank_words(*pair) for pair in zip(rows[f"rang_laag_{by}"], rows[f"rang_hoog_{by}"], strict=True)]


def explain_order(choice: Choice, rows: pd.DataFrame, asked: Asked) -> None:
    """Say how far the order may be read: who has no rank, and who cannot be told apart; of one gebied the headline did."""
    if one_gebied(choice, asked):
        return
    if (rows["lokaal"] == "nee").all() and choice.groep != UNIEK:
        st.info(_("Over deze groep is niets bekend per gebied; daarom geven wij geen oordeel en geen volgorde."))
        return
    ranked = rows[rows[f"rang_groep_{asked.by}"].notna()]
    if len(ranked) < 2:
        st.info(_("Een volgorde heeft hier geen zin: er is hoogstens één gebied dat een plek kan krijgen."))
        return
    sizes = ranked[f"rang_groep_{asked.by}"].value_counts()
    st.write(
        _(
            "{n} van de {m} gebieden hebben een plek in de volgorde, in {groepen}. In één groep staan gebieden die wij niet "
            "uit elkaar kunnen houden: in minder dan {bar} van de 100 berekeningen staat de eerste van de groep vóór de "
            "ander. De grootste groep telt {gebieden}; de volgorde daarbinnen zegt niets."
        ).format(
            n=number(len(ranked)),
            m=number(len(rows)),
            groepen=ngettext("{n} groep", "{n} groepen", len(sizes)).format(n=number(len(sizes))),
            gebieden=ngettext("{n} gebied", "{n} gebieden", sizes.max()).format(n=number(sizes.max())),
            bar=number(APART * norm_choice.PERCENT),
        )
    )


def show_evidence(where: Region, choice: Choice, asked: Asked, found: Certainty) -> None:
    """Draw how the figures of this page were made."""
    evidence.show(
        where,
        formula=_(
            "Wij rekenen {n} keer. Elke keer trekken wij voor elk geschat of aangenomen deel één waarde tussen laag en hoog "
            "(driehoek, het midden het vaakst), in de hele regio dezelfde. Daarbij wijkt elk gebied zelf af (τ = 0,25). "
            "Plaats verschilt tot 20% per initiatief, afstand tot 20% per keer. De ruimte laat de laagste en de hoogste 5% "
            "weg. De volgorde gaat over mensen die ook in het gunstigste geval geen plaats vinden."
        ).format(n=number(found.draws)),
        inputs={
            **evidence.question_inputs(where, choice.question),
            _("norm"): _("{n} van elke 100").format(n=number(asked.norm * norm_choice.PERCENT)),
            _("zeker vanaf"): times_words(CERTAIN),
        },
        kind=_("aanname: de ruimte rust op onze laagste en hoogste waarden, die niemand heeft gemeten"),
    )
