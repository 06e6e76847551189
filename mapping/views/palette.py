"""Colours, patterns and marks: a hue for need, one for gap, Okabe-Ito for the split, four looks for what is no figure.

A *look* fills a gebied on the map and a swatch in the legend: a colour (`#rrggbb`) or one of the four `Absence`.
Colour never stands alone: every class has a border of 3:1 or more on its fill (`edge_on`), every part of the split a
pattern, every kind of point a shape. Neighbouring classes of one hue cannot differ by 3:1; the tooltip and the table
say the figure. Red is for nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from types import MappingProxyType

NEED = ("#dcd6ec", "#b9acd9", "#9179c0", "#6a4aa3", "#43207a")
"""Five classes of need, from low to high: purple."""

GAP = ("#f5d5a4", "#e3ac5e", "#bd7a22", "#9f5d12", "#633506")
"""Five classes of gap, from small to large: orange to brown, away from red."""

CHANGE = ("#663b06", "#bf812d", "#f6e8c3", "#f5f5f5", "#c7eae5", "#35978f", "#01665e")
"""Seven classes of a change, from worse over the same to better: brown to teal (after ColorBrewer BrBG, which readers who do
not see red or green apart can tell)."""

CONTEXT = MappingProxyType({"1": "#0072B2", "2": "#E69F00", "3": "#009E73"})
"""The three contexts of invoering (Okabe-Ito); a gebied with several is striped in the colours of each."""

STRIPE_JOINT = "+"
"""Between the colours of a striped look, `#0072B2+#E69F00`."""


def striped(colours: Sequence[str]) -> str:
    """Return the look of these colours side by side; of one colour that colour."""
    return STRIPE_JOINT.join(colours)


STRIPED = tuple(striped(some) for n in (2, 3) for some in combinations(CONTEXT.values(), n))
"""Every striped look that a map can be asked for."""

INK = "#000000"
"""Text and the outline of the chosen gebied; true black, as nothing lighter reads on every fill."""
PAPER = "#ffffff"
BACKGROUND = "#e9edf0"
"""What lies around the region on the map; white would hide what is unknown."""
EDGE = "#5a5a5a"
"""Around a swatch, and between gebieden that are not dark."""


class Absence(StrEnum):
    """Four things that are no figure, or no more than nothing; they stay apart from file to pixel."""

    VERBORGEN = "verborgen"
    TE_KLEIN = "te_klein"
    ONBEKEND = "onbekend"
    NUL = "nul"


@dataclass(frozen=True)
class AbsenceLook:
    """How an absence is drawn: `pattern` is hatch, dots or none; `plain` replaces it where no pattern can be drawn."""

    fill: str
    mark: str
    pattern: str
    plain: str
    dotted_edge: bool = False


ABSENCE_LOOKS = MappingProxyType(
    {
        Absence.VERBORGEN: AbsenceLook(fill="#d4d4d4", mark="#5f5f5f", pattern="hatch", plain="#8f8f8f"),
        Absence.TE_KLEIN: AbsenceLook(fill="#efefef", mark="#767676", pattern="dots", plain="#cfcfcf"),
        Absence.ONBEKEND: AbsenceLook(fill=PAPER, mark=INK, pattern="none", plain=PAPER, dotted_edge=True),
        Absence.NUL: AbsenceLook(fill="#f8f7f0", mark=EDGE, pattern="none", plain="#f8f7f0"),
    }
)


@dataclass(frozen=True)
class Part:
    """A part of the split: an Okabe-Ito colour, the name of its pattern, and that pattern in matplotlib's spelling."""

    colour: str
    pattern: str
    matplotlib_hatch: str


SPLIT = MappingProxyType(
    {
        "out_of_reach": Part("#0072B2", "diagonal", "//"),
        "excluded": Part("#E69F00", "cross", "xx"),
        "no_capacity": Part("#CC79A7", "dots", ".."),
        "unknown": Part("#999999", "back_diagonal", "\\\\"),
        "served": Part("#009E73", "plain", ""),
    }
)
"""The five parts, in the order of drawing; each needs an edge of INK: orange and grey miss 3:1 on white."""


@dataclass(frozen=True)
class PointLook:
    """How a kind of point is drawn: a shape (circle, square, diamond), its fill, and the edge that sets it off.

    dashes: lengths of dash and gap of the edge in pixels; empty for a whole edge.
    """

    shape: str
    fill: str
    edge: str
    dashes: str = ""


POINTS = MappingProxyType(
    {
        "initiatief": PointLook("circle", "#0b3c5d", PAPER),
        "vindplaats": PointLook("square", PAPER, "#0b3c5d"),
        "zonder verbinding": PointLook("circle", PAPER, EDGE, dashes="3 3"),
    }
)
OTHER_POINT = PointLook("diamond", "#4d4d4d", PAPER)


def text_on(fill: str) -> str:
    """Return ink or white, whichever reads better on this fill.

    The better of the two always has a contrast of 4.5:1 or more, as WCAG 2.2 AA asks of text.
    """
    return max((INK, PAPER), key=lambda colour: contrast(colour, fill))


def edge_on(fill: str) -> str:
    """Return the border for this fill: dark or white, so that two neighbours in one class stay two."""
    return max((EDGE, PAPER), key=lambda colour: contrast(colour, fill))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio (1 to 21) of two colours, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance (0 to 1) of a `#rrggbb` colour, as WCAG 2.2 defines it."""
    shares = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
