"""The map of a change: from worse to better, the same colour for the same improvement, and a share, never a count."""

import numpy as np
import pandas as pd
import pytest

from mapping.views.palette import CHANGE, EDGE, Absence, contrast, edge_on
from mapping.views.scenario.map import change_look, points_words


def rows(*changes: tuple[float, float], merk: str = "", vraag: float = 100.0) -> pd.DataFrame:
    """Return gebieden with (before, after) of every part."""
    return pd.DataFrame(
        [
            {"gebiedcode": f"WK{n:06}", "vraag": vraag, "merk": merk}
            | {f"{part}_{when}": value for part in ("bediend", "uitgesloten", "buiten_bereik")
               for when, value in (("voor", before), ("na", after))}
            for n, (before, after) in enumerate(changes)
        ]
    )  # fmt: skip


def test_more_places_is_better_and_more_shut_out_is_worse():
    table = rows((10, 20), (20, 10), (10, 10), (10, 10.5))

    assert list(change_look(table, "bediend").looks.values()) == [CHANGE[6], CHANGE[0], CHANGE[3], CHANGE[4]]
    assert list(change_look(table, "uitgesloten").looks.values()) == [CHANGE[0], CHANGE[6], CHANGE[3], CHANGE[2]]


def test_colour_is_a_share_of_the_vraag_and_not_a_count():
    small, large = rows((1, 2), vraag=10.0), rows((100, 200), vraag=1000.0)

    assert change_look(small, "bediend").looks == change_look(large, "bediend").looks


def test_what_may_not_be_shown_has_its_own_look_and_no_figure():
    look = change_look(rows((10, 20), merk="te_klein"), "bediend")

    assert list(look.looks.values()) == [Absence.TE_KLEIN]
    assert "elke 100" not in "".join(look.texts.values())
    assert look.points.isna().all()


def test_gebied_where_nobody_wants_support_is_no_change():
    assert list(change_look(rows((0, 0), vraag=0.0), "bediend").looks.values()) == [Absence.NUL]


def test_legend_names_what_occurs_from_worse_to_better():
    legend = change_look(rows((10, 20), (20, 10), (10, 10)), "uitgesloten").legend

    assert [look for look, _label in legend] == [CHANGE[0], CHANGE[3], CHANGE[6]]
    assert [label.split(":")[0] for _look, label in legend] == ["meer", "verandert niet", "minder"]


def test_change_is_written_as_so_many_of_a_hundred():
    assert points_words(2.345) == "2,3 van elke 100 meer"
    assert points_words(-12.4) == "12 van elke 100 minder"
    assert points_words(0.01) == "verandert niet"
    assert points_words(np.nan) == ""


@pytest.mark.parametrize("fill", CHANGE)
def test_border_stands_out_on_every_class_of_change(fill):
    assert contrast(edge_on(fill), fill) >= 3


def test_neighbours_of_change_differ_in_lightness_towards_both_ends():
    light = [contrast(fill, "#000000") for fill in CHANGE]

    assert light[:4] == sorted(light[:4])
    assert light[3:] == sorted(light[3:], reverse=True)
    assert EDGE not in CHANGE
