"""Draw the page Gesprekken: how many, about what, what people said, how far coders agree, what was published."""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from mapping.analysis.bewijs import subject_of
from mapping.analysis.gesprek.agreement import MIN_GESPREKKEN, agreements
from mapping.analysis.gesprek.counts import ALL, BY_TWO, KENMERKEN, GesprekCounts, gesprek_counts
from mapping.model import Merk
from mapping.views import cached, count_bars, evidence, tables, url_state
from mapping.views.cached import Region
from mapping.views.filters import Choice
from mapping.views.gesprek import cross, quotes
from mapping.views.gesprek.words import KENMERK_WORDS, SEED_COUNTS, SORT_WORDS, code_names, hidden_words
from mapping.views.sources import plain
from mapping.words import _, number

Lists = Mapping[str, Mapping[str, str]]
SOORTEN = ("subgroep", "vraagtype", "uitingsvorm", "barriere")
NONE = "alle"
"""In the URL: not within a value of another kenmerk."""

SEED = "Linking-Zin, factsheet Rotterdam e.o. (2020)"


@st.cache_resource(max_entries=8, show_spinner=False)
def published(where: Region, codes: tuple[tuple[str, tuple[str, ...]], ...]) -> GesprekCounts:
    """Return the counts that may be shown: of all gesprekken as stored, whatever is chosen on the page."""
    loaded = cached.tables(where)
    subgroep = loaded["subgroep"]
    bijzonder = subgroep.loc[subgroep["bijzonder"].fillna(False).astype(bool), "subgroep"]
    return gesprek_counts(loaded["gesprek"], list(bijzonder), dict(codes))


def draw(where: Region, choice: Choice, read_lists: Callable[[], Lists]) -> None:
    """Draw the counts, the citaten, the agreement of coders and the published study."""
    loaded, lists = cached.tables(where), _by_kenmerk(read_lists())
    if loaded["gesprek"].empty:
        st.info(
            _(
                "Er zijn nog geen gesprekken. Voeg ze toe bij Gegevens toevoegen met het formulier ‘Gesprekken’, of kies "
                "onderaan deze pagina een export van uw codeerprogramma."
            )
        )
    else:
        _counts(where, choice, lists)
        quotes.draw(where, choice, lists)
        _agreement(where)
    _published()
    _evidence(where)


def _by_kenmerk(lists: Lists) -> Lists:
    """Return the lists by the name of their kenmerk."""
    return {name: lists[name] for name in ("vraagtype", "uitingsvorm", "barriere", "vindplaatstype")}


def _counts(where: Region, choice: Choice, lists: Lists) -> None:
    """Draw the choice of what to count, within what, and the counts."""
    loaded = cached.tables(where)
    names = {kenmerk: code_names(kenmerk, loaded, lists) for kenmerk in KENMERKEN}
    codes = tuple((kenmerk, tuple(known)) for kenmerk, known in names.items() if kenmerk in (*lists, "subgroep"))
    with st.spinner(_("Wij kijken welke aantallen veilig zijn…")):
        counts = published(where, codes)
    st.metric(_("Gesprekken"), count_bars.count_words(counts.total(), ""))
    first, last = counts.jaren
    years = str(first) if first == last else f"{first}–{last}"
    st.write(
        _(
            "Gesprekken uit {years}. De mensen zijn gekozen om veel verschil te laten zien. Het zijn aantallen gesprekken, geen "
            "deel van de inwoners: reken ze niet om naar een wijk."
        ).format(years=years)
    )
    st.header(_("Waar gingen de gesprekken over?"))
    words = {kenmerk: _(word) for kenmerk, word in KENMERK_WORDS.items()}
    kenmerk = url_state.select(_("Tel per"), words, "tel", default=_first_shown(counts))
    within = _within(choice, kenmerk, names, words)
    _draw_counts(where, counts, kenmerk, within, names, words)
    cross.draw(where, counts, names, words)


def _first_shown(counts: GesprekCounts) -> str:
    """Return by what is counted at first: whatever has a count that may be shown, so that a small file does not open empty."""
    shown = (one for one in KENMERK_WORDS if (counts.table(one, ALL)["merk"] != Merk.VERBORGEN).any())
    return next(shown, next(iter(KENMERK_WORDS)))


def _within(choice: Choice, kenmerk: str, names: Mapping, words: Mapping) -> tuple[str, str]:
    """Draw within which value is counted: the regio of the menu, or one value of another kenmerk."""
    if choice.regio is not None:
        st.caption(
            _(
                "U telt binnen de regio van het menu. Twee grenzen tegelijk zou te weinig mensen laten zien; kies ‘Alle "
                "regio’s’ om binnen een groep of soort vraag te tellen."
            )
        )
        return "regio", choice.regio
    if kenmerk not in BY_TWO:
        st.caption(_("Dit tellen wij alleen over alle gesprekken, of per regio (kies die in het menu)."))
        return ALL
    others = {NONE: _("Alle gesprekken")} | {
        name: words[name] for name in KENMERKEN if name in BY_TWO and name != kenmerk
    }
    binnen = url_state.select(_("Binnen"), others, "binnen")
    if binnen == NONE:
        return ALL
    return binnen, url_state.select(words[binnen], names[binnen], f"binnen_{binnen}")


def _draw_counts(
    where: Region, counts: GesprekCounts, kenmerk: str, within: tuple, names: Mapping, words: Mapping
) -> None:
    """Draw one table of counts: bars with a real table, what is too few as one line, and the download."""
    found = counts.table(kenmerk, within).set_index("code")
    known = [code for code in names[kenmerk] if code in found.index and found.at[code, "merk"] != Merk.VERBORGEN]
    few = [code for code in names[kenmerk] if code not in known]
    rows = pd.DataFrame(
        {
            "naam": [names[kenmerk][code] for code in known],
            "aantal": [float(found.at[code, "aantal"]) for code in known],
            "merk": "",
        }
    ).sort_values("aantal", ascending=False, kind="stable")
    if within != ALL:
        total = counts.total(within)
        base = number(total) if total == total else _("verborgen")
        st.write(plain(_("Binnen deze keuze: {n} gesprekken.").format(n=base)))
    if rows.empty:
        st.info(_("Alle aantallen zijn verborgen: het gaat steeds om te weinig gesprekken. Kies een andere indeling."))
    else:
        title = _("Gesprekken per {kenmerk}").format(kenmerk=words[kenmerk].lower())
        count_bars.draw(rows, head=words[kenmerk], counted=_("Gesprekken"), title=title)
    if few:
        told = _("Verborgen: {n} van de {m} (te weinig gesprekken, of geen). De tabel noemt ze.")
        st.write(told.format(n=number(len(few)), m=number(len(names[kenmerk]))))
    st.caption(hidden_words())
    _table(where, kenmerk, rows, [names[kenmerk][code] for code in few], words[kenmerk])


def _table(where: Region, kenmerk: str, rows: pd.DataFrame, few: list[str], head: str) -> None:
    """Draw the same counts as a table to take along, those that are hidden by name."""
    told = [count_bars.count_words(people, merk) for people, merk in zip(rows["aantal"], rows["merk"], strict=True)]
    shown = pd.DataFrame({head: [*rows["naam"], *few], _("Gesprekken"): [*told, *[_("verborgen")] * len(few)]})
    with st.expander(_("Tabel en download")):
        tables.show(
            shown, key=f"gesprek-{kenmerk}", alt=_("Aantallen gesprekken"), file_name=f"gesprekken_{kenmerk}.csv",
            notes=(*tables.download_notes(where), hidden_words()),
        )  # fmt: skip


def _agreement(where: Region) -> None:
    """Draw how far coders agree per code group."""
    st.header(_("Zien twee codeurs hetzelfde?"))
    found = agreements(cached.tables(where)["gesprek_code"], SOORTEN)
    if found.empty:
        st.info(_("Nog niemand codeerde een gesprek voor de tweede keer. Vraag een collega om er tien te coderen."))
        return
    words = {"": "", "te_weinig": _("te weinig gesprekken"), "niet_bepaald": _("niet te bepalen: steeds dezelfde code")}
    rows = pd.DataFrame(
        {
            _("Codes van"): [_(KENMERK_WORDS[soort]) for soort in found["soort"]],
            _("Codeurs"): [f"{een}, {ander}" for een, ander in zip(found["een"], found["ander"], strict=True)],
            _("Gesprekken"): [number(n) if n >= MIN_GESPREKKEN else _("verborgen") for n in found["gesprekken"]],
            _("Zelfde code"): [_share(value) for value in found["gezien"]],
            _("Door toeval"): [_share(value) for value in found["toeval"]],
            _("Kappa"): [
                number(kappa, decimals=2) if kappa == kappa else words[merk]
                for kappa, merk in zip(found["kappa"], found["merk"], strict=True)
            ],
        }
    )
    tables.readable(rows, alt=_("Overeenstemming van codeurs per groep codes"))
    st.caption(
        _(
            "Kappa is 1 als twee codeurs altijd hetzelfde zien, en 0 als zij niet meer overeenkomen dan door toeval. Zij telt alle "
            "gesprekken die beide codeerden, ook buiten uw keuze. Onder {n} gesprekken tonen wij haar niet."
        ).format(n=number(MIN_GESPREKKEN))
    )


def _share(value: float) -> str:
    return _("{n} van de 100").format(n=number(100 * value)) if value == value else "–"


def _published() -> None:
    """State the published study apart from the gesprekken of this file."""
    st.header(_("Wat is er al gepubliceerd?"))
    st.write(
        _("Het onderzoek Linking-Zin sprak in 2020 in de regio Rotterdam e.o. met {n} mensen.").format(
            n=number(sum(SEED_COUNTS.values()))
        )
    )
    rows = {
        _("Met wie"): [_(SORT_WORDS[code]) for code in SEED_COUNTS],
        _("Gesprekken"): [number(n) for n in SEED_COUNTS.values()],
    }
    tables.readable(pd.DataFrame(rows), alt=_("Gesprekken van Linking-Zin per soort respondent"))
    st.caption(
        _(
            "Bron: {bron}. Deze gesprekken zitten niet in dit bestand; het gepubliceerde aantal staat hier naast."
        ).format(bron=SEED)
    )


def _evidence(where: Region) -> None:
    """Draw how the numbers came about."""
    evidence.show(
        where,
        formula=_(
            "Elk gesprek telt één keer per code; een gesprek met twee groepen of barrières telt bij beide. Kappa is "
            "(gezien − toeval) / (1 − toeval) (Cohen 1960). Heeft een gesprek meer codes van een groep, dan nemen wij het "
            "gemiddelde over de codes (De Vries e.a. 2008)."
        ),
        inputs={},
        kind=_("gemeten (geteld uit gesprekken; een gekozen groep mensen, geen steekproef)"),
        basis=("gesprek", "gesprek_code"),
        about=subject_of(zin=("behoefte", "aansluiting")),
        sources=(SEED,),
    )
