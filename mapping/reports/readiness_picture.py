"""The picture of the implementatieplan: per onderdeel how many factoren are there, partly, not, or unknown; as PNG.

Drawn by typst, which has its fonts inside: no font of the computer is needed. Every bar carries its number, so that
nobody has to tell colours apart; unknown is white with a dashed edge, as on the pages.
"""

import json
from collections.abc import Mapping, Sequence

from mapping.words import _

SHADES = (("ja", "#43207a"), ("deels", "#b9acd9"), ("nee", "#f8f7f0"), ("onbekend", "#ffffff"))
"""Stand → fill, from there to unknown; one hue, as they are steps of one thing."""

PPI = 150.0

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set page(width: 170mm, height: auto, margin: 2mm, fill: white)
#set text(font: "Libertinus Serif", size: 9pt, lang: data.language)
#let segment(part) = rect(
  width: 100%, height: 6mm, fill: rgb(part.fill), inset: 0mm,
  stroke: (paint: black, thickness: 0.5pt, dash: if part.dashed { "dashed" } else { "solid" }),
  align(center + horizon, text(fill: rgb(part.ink), str(part.n))))
#for row in data.rows [
  #grid(columns: (42mm, 1fr), gutter: 2mm, align: horizon, row.label,
    grid(columns: row.parts.map(part => part.n * 1fr), ..row.parts.map(segment)))
  #v(-2mm)
]
#v(1mm)
#for part in data.legend [
  #box(width: 4mm, height: 3mm, fill: rgb(part.fill),
    stroke: (paint: black, thickness: 0.5pt, dash: if part.dashed { "dashed" } else { "solid" })) #part.label #h(4mm)
]
"""


def picture(rows: Sequence[Mapping[str, object]], words: Mapping[str, str], language: str) -> bytes:
    """Return the picture; rows have label and the four counts, `words` the four stands as they are read."""
    import typst  # 30 MB that only a document needs: not at the start of the app

    given = {
        "language": language,
        "rows": [{"label": str(row["label"]), "parts": _parts(row)} for row in rows],
        "legend": [{"fill": fill, "dashed": name == "onbekend", "label": words[name]} for name, fill in SHADES],
    }
    return typst.compile(
        TEMPLATE.encode("utf-8"), format="png", ppi=PPI, sys_inputs={"data": json.dumps(given)}
    )  # fmt: skip


def _parts(row: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the bars of one row that are not empty."""
    return [
        {
            "n": int(row[name]),
            "fill": fill,
            "dashed": name == "onbekend",
            "ink": "#ffffff" if name == "ja" else "#000000",
        }
        for name, fill in SHADES
        if int(row[name]) > 0
    ]


def in_words(rows: Sequence[Mapping[str, object]]) -> str:
    """Say what the picture shows, for who does not see it."""
    said = [
        _("{wat}: {ja} ja, {deels} deels, {nee} nee, {onbekend} onbekend").format(
            wat=row["label"], ja=row["ja"], deels=row["deels"], nee=row["nee"], onbekend=row["onbekend"]
        )
        for row in rows
    ]
    return "; ".join(said) + "."
