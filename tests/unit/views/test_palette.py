"""Colours: contrast as WCAG 2.2 defines it, four looks for what is no figure, and no red for people."""

import colorsys
from itertools import combinations

import pytest

from mapping.model import Merk
from mapping.views.palette import (
    ABSENCE_LOOKS,
    BACKGROUND,
    EDGE,
    GAP,
    INK,
    NEED,
    OTHER_POINT,
    PAPER,
    POINTS,
    SPLIT,
    Absence,
    contrast,
    edge_on,
    text_on,
)

TEXT, GRAPHICS = 4.5, 3.0
"""The least contrast of text and of what must be told apart (WCAG 2.2, 1.4.3 and 1.4.11, level AA)."""

FILLS = [*NEED, *GAP, *(look.fill for look in ABSENCE_LOOKS.values()), *(part.colour for part in SPLIT.values())]


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == 1
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)  # the known lightest grey for text
    assert contrast("#ff0000", "#ffffff") == contrast("#ffffff", "#ff0000") == pytest.approx(3.998, abs=0.005)


@pytest.mark.parametrize("fill", FILLS)
def test_text_reads_on_every_fill(fill):
    assert contrast(text_on(fill), fill) >= TEXT


@pytest.mark.parametrize("fill", [*NEED, *GAP, *(look.plain for look in ABSENCE_LOOKS.values())])
def test_border_stands_out_on_every_fill_of_the_map(fill):
    assert contrast(edge_on(fill), fill) >= GRAPHICS


@pytest.mark.parametrize("part", SPLIT)
def test_edge_of_ink_stands_out_on_every_part_and_on_the_page(part):
    assert contrast(INK, SPLIT[part].colour) >= GRAPHICS
    assert contrast(INK, PAPER) >= GRAPHICS


@pytest.mark.parametrize("look", [*POINTS.values(), OTHER_POINT])
def test_point_stands_out_by_its_edge(look):
    assert contrast(look.fill, look.edge) >= GRAPHICS


@pytest.mark.parametrize("absence", Absence)
def test_mark_and_edge_of_an_absence_stand_out(absence):
    look = ABSENCE_LOOKS[absence]
    assert contrast(look.mark, look.fill) >= GRAPHICS
    assert contrast(EDGE, look.fill) >= GRAPHICS
    assert contrast(EDGE, BACKGROUND) >= GRAPHICS


def test_four_absences_have_four_looks_that_do_not_rest_on_colour():
    assert set(ABSENCE_LOOKS) == set(Absence)
    assert len(Absence) == 4
    shapes = {(look.pattern, look.dotted_edge) for look in ABSENCE_LOOKS.values()}
    assert shapes == {("hatch", False), ("dots", False), ("none", True), ("none", False)}
    for one, other in combinations(ABSENCE_LOOKS.values(), 2):
        assert one.fill != other.fill
        assert one.plain != other.plain


def test_every_merk_has_an_absence_of_its_own():
    assert {merk.value for merk in Merk if merk} | {"nul"} == {absence.value for absence in Absence}


def test_what_is_nothing_or_unknown_never_has_the_colour_of_a_class():
    absences = {colour for look in ABSENCE_LOOKS.values() for colour in (look.fill, look.plain)}
    assert not absences & {*NEED, *GAP}


@pytest.mark.parametrize("hue", [NEED, GAP])
def test_classes_grow_darker(hue):
    on_paper = [contrast(colour, PAPER) for colour in hue]
    assert on_paper == sorted(on_paper)
    assert len(set(on_paper)) == 5


@pytest.mark.parametrize("colour", [*NEED, *GAP, *(part.colour for part in SPLIT.values())])
def test_no_colour_of_people_is_red(colour):
    hue, _light, depth = colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    assert depth < 0.2 or 15 < hue * 360 < 345


def test_parts_of_the_split_differ_by_colour_and_by_pattern():
    assert len(SPLIT) == 5
    for facts in zip(*((part.colour, part.pattern, part.matplotlib_hatch) for part in SPLIT.values()), strict=True):
        assert len(set(facts)) == 5


def test_kinds_of_points_differ_by_shape():
    assert len({look.shape for look in (*POINTS.values(), OTHER_POINT)}) == 3
