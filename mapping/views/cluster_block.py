"""The block of the research page on clusters: whether gebieden that lie together look alike, or why that is not asked."""

import pandas as pd
import streamlit as st

from mapping.analysis.clusters import FALSE_DISCOVERIES, MIN_GEBIEDEN, PERMUTATIONS, Cluster, Clusters, Refusal
from mapping.views import cached, evidence, research_cache, tables, url_state, webmap
from mapping.views.cached import Region
from mapping.views.filters import Choice, gebied_names
from mapping.views.legend import legend
from mapping.views.mapping_page import ATTRIBUTION
from mapping.views.palette import CHANGE, Absence
from mapping.views.research_cache import ACCESS, EXCLUDED
from mapping.views.research_page import notes
from mapping.views.sources import plain
from mapping.words import N_, _, number

REFUSALS = {
    Refusal.NOT_LOCAL: N_(
        "Van deze groep weten wij per gebied niets eigens: er is alleen een landelijk aandeel, of de leeftijd. Clusters zouden "
        "dan alleen laten zien waar die mensen wonen. Kies een groep die per gebied is geteld, zoals mensen met een hoge opleiding."
    ),
    Refusal.TOO_FEW: N_(
        "Er zijn te weinig gebieden met een eigen cijfer en een buurgebied voor een uitspraak over clusters; {least} is het "
        "minste. Kies een grotere regio."
    ),
    Refusal.SCHEMATIC: N_(
        "De omtrekken in dit bestand zijn schematisch. Welke gebieden echt naast elkaar liggen, weten wij dan niet; daarom rekenen "
        "wij hier geen clusters uit. Open een regiobestand met de grenzen van het CBS."
    ),
    Refusal.SAME_EVERYWHERE: N_("Dit cijfer is overal gelijk; dan zijn er geen clusters. Kies een ander cijfer."),
}

CLUSTER_WORDS = {
    Cluster.HIGH: N_("hoog, tussen hoog"),
    Cluster.HIGH_AMONG_LOW: N_("hoog, tussen laag"),
    Cluster.NONE: N_("geen duidelijk cluster"),
    Cluster.LOW_AMONG_HIGH: N_("laag, tussen hoog"),
    Cluster.LOW: N_("laag, tussen laag"),
}

CLUSTER_LOOKS = {
    Cluster.HIGH: CHANGE[5],
    Cluster.HIGH_AMONG_LOW: CHANGE[4],
    Cluster.NONE: CHANGE[3],
    Cluster.LOW_AMONG_HIGH: CHANGE[2],
    Cluster.LOW: CHANGE[1],
}

P_DECIMALS = 4
"""As many as PERMUTATIONS can tell apart."""


def draw(where: Region, choice: Choice) -> None:
    """Draw Moran's I, the map and the table of the clusters, or say why there are none."""
    figures = {ACCESS: _("Bekende plaatsen per 100 mensen"), EXCLUDED: _("Mogen er niet heen, van elke 100")}
    figure = url_state.segments(_("Clusters van"), figures, "clusters")
    found = research_cache.found_clusters(where, choice, figure)
    if isinstance(found, Refusal):
        st.info(_(REFUSALS[found]).format(least=number(MIN_GEBIEDEN)))
        return
    _global(found)
    _map(where, choice, found, figures[figure])
    _table(where, choice, found)
    _caveats(where, found)
    _evidence(where, choice, found)


def _global(found: Clusters) -> None:
    first, second, third = st.columns(3)
    first.metric(_("Moran’s I"), number(found.moran, decimals=3))
    second.metric(_("Te verwachten bij toeval"), number(found.expected, decimals=3))
    third.metric(_("p-waarde (schudden)"), number(found.p, decimals=P_DECIMALS))
    if found.p >= FALSE_DISCOVERIES:
        text = _("Gebieden die bij elkaar liggen, lijken niet duidelijk meer op elkaar dan toeval zou geven.")
    elif found.moran > found.expected:
        text = _("Gebieden die bij elkaar liggen, lijken meer op elkaar dan toeval zou geven.")
    else:
        text = _("Gebieden die bij elkaar liggen, verschillen meer van elkaar dan toeval zou geven.")
    firm = int((found.rows["cluster"] != Cluster.NONE).sum())
    which = _("{n} van de {all} gebieden horen bij een cluster.").format(n=number(firm), all=number(len(found.rows)))
    st.write(f"{text} {which}")


def _map(where: Region, choice: Choice, found: Clusters, name: str) -> None:
    rows = research_cache.cluster_rows(where, choice)
    kinds = dict(zip(found.rows["gebiedcode"], found.rows["cluster"], strict=True))
    looks = dict.fromkeys(rows["gebiedcode"], Absence.ONBEKEND.value)
    looks |= {code: CLUSTER_LOOKS[Cluster(kind)] for code, kind in kinds.items()}
    texts = {code: _("geen eigen cijfer, of geen buurgebied") for code in looks}
    texts |= {code: _(CLUSTER_WORDS[Cluster(kind)]) for code, kind in kinds.items()}
    webmap.region_map(
        outlines_url=cached.outlines(where, "gebied"),
        looks=looks,
        texts=texts,
        bounds=cached.bounds(where, choice.regio),
        key="clusterkaart",
        alt=_("Kaart van clusters: {figure}. De tabel onder de kaart noemt ze ook.").format(figure=name),
        attribution=_(ATTRIBUTION),
        height=440,
    )
    used = set(kinds.values())
    entries = [(CLUSTER_LOOKS[kind], _(words)) for kind, words in CLUSTER_WORDS.items() if kind in used]
    if Absence.ONBEKEND.value in looks.values():
        entries.append((Absence.ONBEKEND.value, _("geen eigen cijfer, of geen buurgebied")))
    legend(entries, title=_("Legenda"))


def _table(where: Region, choice: Choice, found: Clusters) -> None:
    rows = found.rows.sort_values(["p", "gebiedcode"], kind="stable")
    shown = pd.DataFrame(
        {
            _("Gebied"): rows["gebiedcode"].map(gebied_names(cached.tables(where)["gebied"])),
            _("Waarde"): (100 * rows["value"]).round(1),
            _("Lokale Moran"): rows["local"].round(3),
            _("p-waarde"): [number(p, decimals=P_DECIMALS) for p in rows["p"]],
            _("Cluster"): [_(CLUSTER_WORDS[Cluster(kind)]) for kind in rows["cluster"]],
        }
    ).reset_index(drop=True)
    tables.show(
        shown, key="onderzoek-clusters", alt=_("Lokale Moran per gebied"), file_name="onderzoek-clusters.csv",
        notes=notes(where, choice), height=320,
    )  # fmt: skip


def _caveats(where: Region, found: Clusters) -> None:
    text = _(
        "Buren zijn gebieden met een grens of een hoek samen; een rivier ertussen telt hier niet als scheiding. Reikwijdte "
        "loopt over grenzen heen, dus toegang lijkt bij buren altijd op elkaar. Een cluster zegt waar het aanbod verschilt, niet "
        "waardoor."
    )
    if found.islands:
        names = gebied_names(cached.tables(where)["gebied"])
        said = _("Zonder buurgebied met een cijfer, daarom weggelaten: {names}.")
        text += " " + said.format(names=", ".join(str(names.get(code, code)) for code in found.islands))
    st.caption(plain(text))


def _evidence(where: Region, choice: Choice, found: Clusters) -> None:
    evidence.show(
        where,
        formula=_(
            "Moran’s I: hoe sterk de afwijking van het gemiddelde van een gebied samengaat met die van zijn buren; elke buur weegt "
            "even zwaar, samen 1. Lokale Moran: hetzelfde per gebied. De p-waarde komt van de waarden door elkaar schudden, "
            "tweezijdig. Een gebied heet een cluster als dat overeind blijft wanneer hoogstens {share} van de clusters toeval mag "
            "zijn (false discovery rate)."
        ).format(share=_("{n} van elke 100").format(n=number(100 * FALSE_DISCOVERIES))),
        inputs={
            **evidence.question_inputs(where, choice.question),
            _("gebieden met een eigen cijfer"): number(len(found.rows)),
            _("keer geschud"): number(PERMUTATIONS),
            _("startgetal van het toeval"): str(choice.question.settings().seed),
            _("p-waarde zonder schudden (formule)"): number(found.p_analytic, decimals=P_DECIMALS),
            _("grens voor de p-waarde per gebied"): number(found.limit, decimals=P_DECIMALS),
        },
        kind=_("aanname: het aandeel is per gebied geteld, de steunvraag is door niemand gemeten"),
        sources=(
            "Moran 1950",
            "Anselin 1995 (LISA)",
            "Benjamini & Hochberg 1995; Castro & Singer 2006",
            "esda, libpysal (PySAL)",
        ),
    )
