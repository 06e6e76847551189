"""Where each node of a drawn network goes: the same network always in the same picture.

Each connected part is laid out by Fruchterman and Reingold (1991) from a seeded beginning; parts are then set in rows, the
largest first, so that small ones do not fly off.
"""

from collections.abc import Collection, Iterable, Mapping

import numpy as np

Place = tuple[float, float]
Pairs = Iterable[Collection[str]]

PART_SPACE = 1.6
"""Side of the square of a part per square root of its nodes, in units of the drawing."""

SEED = 2026

ROUNDS = 150
"""Steps of the layout: after these a part of a hundred nodes no longer moves visibly."""

ROW_FILL = 1.5
"""Width of the whole over its height."""


def positions(pairs: Pairs) -> tuple[dict[str, Place], float, float]:
    """Return x and y of each node, and the width and height that they lie in; (0, 0) is the corner above left.

    A pair has two names. Without pairs there is nothing to place: an empty dict and 0 by 0.
    """
    import networkx  # takes a third of a second: only when someone looks at a network

    graph = networkx.Graph()
    graph.add_edges_from(sorted(tuple(sorted(pair)) for pair in pairs))
    parts = sorted((sorted(part) for part in networkx.connected_components(graph)), key=lambda part: (-len(part), part))
    laid = [_part(networkx.spring_layout(_ordered(graph, part), seed=SEED, iterations=ROUNDS), part) for part in parts]
    return _in_rows(laid)


def _ordered(graph, part: list[str]):
    """Return one part with its nodes in order of name: the seeded beginning then does not depend on the rows."""
    ordered = type(graph)()
    ordered.add_nodes_from(part)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.subgraph(part).edges))
    return ordered


def _part(spots: Mapping[str, np.ndarray], part: list[str]) -> tuple[dict[str, Place], float, float]:
    """Scale one part so that its nodes have room; returns its nodes from (0, 0), its width and its height."""
    points = np.array([spots[node] for node in part])
    low, size = points.min(axis=0), np.ptp(points, axis=0)
    side = PART_SPACE * np.sqrt(len(part))
    scaled = (points - low) / np.maximum(size, 1e-9) * side  # each way apart: a flat part would hide its names
    width, height = scaled.max(axis=0)
    return {node: (float(x), float(y)) for node, (x, y) in zip(part, scaled, strict=True)}, float(width), float(height)


def _in_rows(parts: list[tuple[dict[str, Place], float, float]]) -> tuple[dict[str, Place], float, float]:
    """Set the parts beside each other, in rows of about one width."""
    if not parts:
        return {}, 0.0, 0.0
    gap = PART_SPACE
    area = sum((width + gap) * (height + gap) for _nodes, width, height in parts)
    row_width = max(np.sqrt(area * ROW_FILL), max(width for _nodes, width, _height in parts) + gap)
    placed, x, y, tallest, widest = {}, 0.0, 0.0, 0.0, 0.0
    for nodes, width, height in parts:
        if x > 0 and x + width > row_width:
            x, y, tallest = 0.0, y + tallest + gap, 0.0
        placed |= {node: (x + left, y + top) for node, (left, top) in nodes.items()}
        x, tallest = x + width + gap, max(tallest, height)
        widest = max(widest, x - gap)
    return placed, widest, y + tallest
