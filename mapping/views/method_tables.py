"""The tables of the page Verantwoording: sources, shares, what is shown of whom, and how well the cellen fit."""

import pandas as pd
import streamlit as st

from mapping.analysis.cells import misfit
from mapping.analysis.disclosure import MIN_COUNT_BIJZONDER_PEOPLE, MIN_COUNT_PEOPLE
from mapping.model import (
    ALLE_LEEFTIJDEN,
    MIN_BASIS_BIJZONDER,
    MIN_BASIS_INWONERS,
    MIN_OMVANG,
    NEDERLAND,
    Lokaal,
    Rol,
    Soort,
    Wat,
)
from mapping.reports.sentences import SOORT_WORDS
from mapping.views import tables, url_state
from mapping.views.cached import Region, Tables, is_example, is_schematic
from mapping.views.cached import tables as loaded_tables
from mapping.views.filters import gebied_names, group_names
from mapping.views.sources import plain
from mapping.words import N_, _, day, number, percent

LARGE_MISFIT = 0.10
"""A postcode further than this from its CBS count is named, as in the warnings of `build`."""

EDGE_COVERAGE = 0.95
"""A postcode of which cellen cover less than this part crosses the edge of the region: it cannot be judged."""

M2_PER_KM2 = 1e6

SOURCE_NAMES = {
    "gebied": N_("Gebieden: inwoners en omtrek"),
    "basis": N_("Gebieden: opleiding en inkomen"),
    "postcode": N_("Postcodes: inwoners en omtrek"),
    "postcode_leeftijd": N_("Postcodes: inwoners per leeftijd"),
    "cel": N_("Cellen: inwoners per stukje gebied en postcode"),
    "leeftijd": N_("Cellen: inwoners per leeftijd"),
    "subgroep": N_("Groepen"),
    "aandeel": N_("Aandelen en steunvraag"),
    "vraag": N_("Omvang en vraag"),
    "organisatie": N_("Organisaties"),
    "initiatief": N_("Initiatieven"),
    "toegangsregel": N_("Regels over de persoon"),
    "werkgebied": N_("Werkgebieden"),
    "vindplaats": N_("Vindplaatsen"),
    "inventaris": N_("Hoe ver het aanbod is nagezocht"),
}
FIXED_SOORT = {
    "gebied": Soort.GEMETEN,
    "postcode": Soort.GEMETEN,
    "postcode_leeftijd": Soort.GEMETEN,
    "cel": Soort.GEMODELLEERD,
    "leeftijd": Soort.GEMODELLEERD,
}
"""Kind of figure of the tables of people that have no column for it; those of the cellen are our own fit."""

SOORT_COLUMNS = {"basis": "soort", "aandeel": "soort", "vraag": "vraag_soort"}

WAT_WORDS = {
    Wat.AANDEEL: N_("hoort bij de groep"),
    Wat.STEUNVRAAG: N_("wil steun per jaar"),
    Wat.RECHT_PALLIATIEF: N_("mag komen door palliatieve zorg"),
}
LOKAAL_WORDS = {
    Lokaal.JA: N_("ja"),
    Lokaal.ALLEEN_LEEFTIJD: N_("alleen de leeftijden"),
    Lokaal.NEE: N_("nee, één landelijk getal"),
}
ROL_WORDS = {Rol.LEVENSVRAAG: N_("levensvraag"), Rol.KENMERK: N_("kenmerk")}
LEVEL_WORDS = {"pc4": N_("postcode"), "wijk": N_("wijk"), "gemeente": N_("gemeente")}


def source_table(where: Region) -> None:
    """List the tables of the region with bron, peildatum and kind of figure."""
    loaded = loaded_tables(where)
    invented = is_example(where)
    rows = [_source_row(loaded[name], name, invented=invented) for name in SOURCE_NAMES if len(loaded[name])]
    tables.readable(pd.DataFrame(rows), alt=_("Bronnen van deze regio met peildatum en soort cijfer"))
    written = _("De peildata verschillen. Inwoners per gebied zijn van {gebied}, leeftijden van {leeftijd}.").format(
        gebied=_days(loaded["gebied"]), leeftijd=_days(loaded["postcode_leeftijd"])
    )
    if len(loaded["initiatief"]):
        written += " " + _("Het aanbod is van {aanbod}.").format(aanbod=_days(loaded["initiatief"]))
    st.write(plain(written + " " + _("Een wijk kan intussen veranderd zijn.")))


def _source_row(table: pd.DataFrame, name: str, *, invented: bool) -> dict[str, str]:
    """Describe one table; where its rows have many sources, say so."""
    sources = table["bron"].dropna().unique()
    return {
        _("Gegevens"): _(SOURCE_NAMES[name]),
        _("Bron"): str(sources[0]) if len(sources) == 1 else _("per rij ({n} bronnen)").format(n=number(len(sources))),
        _("Peildatum"): _days(table),
        _("Soort cijfer"): _source_kind(table, name, invented=invented),
        _("Rijen"): number(len(table)),
    }


def _source_kind(table: pd.DataFrame, name: str, *, invented: bool) -> str:
    """Name the kinds of figure in a table; offer is looked up, or invented."""
    if name in FIXED_SOORT:
        return _(SOORT_WORDS[FIXED_SOORT[name]])
    if name in SOORT_COLUMNS:
        present = set(table[SOORT_COLUMNS[name]].dropna())
        return ", ".join(_(SOORT_WORDS[soort]) for soort in Soort if soort in present)
    if name == "subgroep":
        return _("lijst, geen cijfer")
    return _("verzonnen") if invented else _("nagezocht of opgegeven")


def _days(table: pd.DataFrame) -> str:
    """Write the peildatum of a table, or the first and the last of several; empty for a table without rows."""
    if table.empty:
        return ""
    first, last = table["peildatum"].min(), table["peildatum"].max()
    return day(first) if first == last else _("{first} tot {last}").format(first=day(first), last=day(last))


def share_table(where: Region) -> None:
    """Draw every share with its kind and source, a choice of kind and of place, and a download."""
    loaded = loaded_tables(where)
    left, right = st.columns(2)
    kinds = {"alle": _("Alle soorten"), **{soort.value: _(SOORT_WORDS[soort]) for soort in Soort}}
    soort = url_state.select(_("Soort cijfer"), kinds, "soort_aandeel", place=left)
    places = {"land": _("Heel Nederland"), "gebied": _("Per gebied"), "alles": _("Allebei")}
    place = url_state.select(_("Geldt voor"), places, "plek_aandeel", place=right)
    rows = loaded["aandeel"]
    if soort != "alle":
        rows = rows[rows["soort"] == soort]
    if place != "alles":
        rows = rows[(rows["gebiedcode"] == NEDERLAND) == (place == "land")]
    if rows.empty:
        st.info(_("Er zijn geen aandelen van deze soort. Kies een andere soort, of kies bij ‘Geldt voor’ allebei."))
        return
    tables.show(
        share_rows(rows, loaded),
        key="aandelen",
        alt=_("Alle aandelen met soort en bron"),
        file_name="aandelen.csv",
        notes=tables.download_notes(where),
    )


def share_rows(rows: pd.DataFrame, loaded: Tables) -> pd.DataFrame:
    """Return rows of `aandeel` in the columns of the screen; shares in percent."""
    names = {NEDERLAND: _("Nederland"), **gebied_names(loaded["gebied"])}
    bands = rows["leeftijdsband"].replace(ALLE_LEEFTIJDEN, _("alle leeftijden"))
    columns = {
        _("Groep"): rows["subgroep"].map(group_names(loaded["subgroep"])),
        _("Wat"): rows["wat"].map(lambda wat: _(WAT_WORDS[wat])),
        _("Leeftijd"): bands,
        _("Geldt voor"): rows["gebiedcode"].map(names).fillna(rows["gebiedcode"]),
        _("Laag (%)"): _in_percent(rows["laag"]),
        _("Midden (%)"): _in_percent(rows["midden"]),
        _("Hoog (%)"): _in_percent(rows["hoog"]),
        _("Soort cijfer"): rows["soort"].map(lambda soort: _(SOORT_WORDS[soort])),
        _("Lokaal bekend"): rows["lokaal"].map(lambda lokaal: _(LOKAAL_WORDS[lokaal])),
        _("Bron"): rows["bron"],
        _("Peildatum"): rows["peildatum"].map(day),
    }
    return pd.DataFrame(columns).reset_index(drop=True)


def _in_percent(shares: pd.Series) -> pd.Series:
    """Return shares as percent, to one decimal."""
    return (shares * 100).round(1)


def hidden(where: Region) -> None:
    """Say what is not shown and why: the limits, and per subgroep the finest level."""
    loaded = loaded_tables(where)
    _limits(loaded["gebied"])
    st.write(_("Kinderen en jongeren onder 18 jaar laten wij weg: de meeste delen gaan over volwassenen."))
    tables.show(
        hidden_rows(loaded["subgroep"]),
        key="verborgen",
        alt=_("Per groep: hoe fijn wij tonen"),
        file_name="wat-wij-tonen.csv",
        notes=tables.download_notes(where),
    )


def _limits(gebied: pd.DataFrame) -> None:
    """Say under which numbers nothing is shown, with the constants that the program uses."""
    small = (gebied["inwoners"].astype("float64") < MIN_BASIS_INWONERS).sum()
    st.write(
        _(
            "Onze schattingen zijn een open telling maal een deel dat u hier kunt lezen. Verbergen beschermt dan "
            "niemand. Wij tonen er geen waar zij niets zeggen: onder {basis} inwoners (bij gevoelige groepen "
            "{bijzonder}) of bij een schatting onder {omvang} mensen."
        ).format(basis=number(MIN_BASIS_INWONERS), bijzonder=number(MIN_BASIS_BIJZONDER), omvang=number(MIN_OMVANG))
    )
    st.write(
        _("In {n} van de {all} gebieden wonen minder dan {basis} mensen. Daar schatten wij niets.").format(
            n=number(small), all=number(len(gebied)), basis=number(MIN_BASIS_INWONERS)
        )
    )
    st.write(
        _(
            "Tellingen van mensen uit een bron die niet open is, verbergen wij onder {few} (bij gevoelige groepen "
            "onder {bijzonder}). Een tweede getal verdwijnt mee als het eerste anders uit te rekenen is."
        ).format(few=number(MIN_COUNT_PEOPLE), bijzonder=number(MIN_COUNT_BIJZONDER_PEOPLE))
    )


def hidden_rows(subgroep: pd.DataFrame) -> pd.DataFrame:
    """Return per subgroep: role, sensitive or not, the finest level shown and the limit that holds for it."""
    sensitive = subgroep["bijzonder"].fillna(False).astype(bool)
    return pd.DataFrame(
        {
            _("Groep"): subgroep["naam"],
            _("Rol"): subgroep["rol"].map(lambda rol: _(ROL_WORDS[rol])),
            _("Gevoelig (AVG, artikel 9)"): sensitive.map({True: _("ja"), False: _("nee")}),
            _("Fijnste niveau"): subgroep["minimaal_niveau"].map(lambda level: _(LEVEL_WORDS[level])),
            _("Te klein onder (inwoners)"): sensitive.map({True: MIN_BASIS_BIJZONDER, False: MIN_BASIS_INWONERS}),
            _("Zo schatten wij"): subgroep["schatting"],
        }
    ).reset_index(drop=True)


def fit(where: Region) -> None:
    """Show how well the cellen add up to the postcodes of CBS, and name those that do not."""
    loaded = loaded_tables(where)
    off = postcode_misfit(loaded)
    large = off[off.abs() > LARGE_MISFIT].sort_values(key=abs, ascending=False)
    edge = loaded["postcode"]["pc4"].nunique() - len(off)
    st.write(
        _(
            "De som per gebied klopt precies. Aantal postcodes dat meer dan {limit} afwijkt van de telling van het "
            "CBS: {n} van de {all}."
        ).format(limit=percent(LARGE_MISFIT), n=number(len(large)), all=number(len(off)))
    )
    if edge:
        st.write(
            _(
                "Niet te vergelijken: {edge} postcodes. Zij liggen voor een deel buiten de regio, of er woont niemand."
            ).format(edge=number(edge))
        )
    if is_schematic(where):
        st.write(
            _(
                "In dit voorbeeld zijn de omtrekken schematisch. Daardoor wijken meer postcodes af dan met echte "
                "grenzen."
            )
        )
    if not large.empty:
        _misfit_table(large, loaded["postcode"].set_index("pc4")["plaats"].fillna(""))


def _misfit_table(large: pd.Series, plaats: pd.Series) -> None:
    """Name the postcodes that do not fit, furthest first."""
    rows = pd.DataFrame(
        {
            _("Postcode"): large.index,
            _("Plaats"): plaats.reindex(large.index).to_numpy(),
            _("Verschil met CBS"): [_signed(value) for value in large],
        }
    )
    tables.readable(rows, alt=_("Postcodes die meer afwijken van de telling van het CBS"))


def postcode_misfit(loaded: Tables) -> pd.Series:
    """Return per pc4 how far its cellen are from its CBS count, as a share; postcodes over the edge are left out.

    The counts are rescaled to the people in the cellen: the two CBS files are of different years.
    """
    cel = loaded["cel"]
    postcode = loaded["postcode"].set_index("pc4")
    whole_km2 = postcode.geometry.area / M2_PER_KM2
    covered = cel.groupby("pc4")["area_km2"].sum().reindex(postcode.index, fill_value=0.0) / whole_km2
    counted = postcode.loc[covered >= EDGE_COVERAGE, "inwoners"].astype("float64").dropna()
    inside = cel[cel["pc4"].isin(counted.index)]
    if not counted.sum() > 0:
        return counted.iloc[:0]
    return misfit(inside, counted * (inside["inwoners"].sum() / counted.sum()))


def _signed(share: float) -> str:
    """Write a difference with its sign."""
    return f"{'+' if share > 0 else '−'}{percent(abs(share))}"
