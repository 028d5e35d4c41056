"""Layers: a graph without circles in columns, so that all arrows run one way and few of them cross."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SWEEPS = 8

Arrow = tuple[str, str]
Passage = tuple[str, str, int]  # where an arrow passes a layer without a stop: its two ends and the layer
Stop = str | Passage


@dataclass(frozen=True)
class Layers:
    """The stops of each layer in order, and the stops of each arrow from its start to its end."""

    rows: tuple[tuple[Stop, ...], ...]
    ways: Mapping[Arrow, tuple[Stop, ...]]

    @property
    def links(self) -> tuple[tuple[Stop, Stop], ...]:
        """The pieces of all arrows, each from one layer to the next."""
        return tuple(pair for way in self.ways.values() for pair in itertools.pairwise(way))


def circle_in(nodes: Sequence[str], arrows: Sequence[Arrow]) -> tuple[str, ...]:
    """A way along arrows that comes back to where it began; empty if there is none."""
    done: set[str] = set()

    def search(node: str, way: tuple[str, ...]) -> tuple[str, ...]:
        if node in way:
            return (*way[way.index(node):], node)
        if node in done:
            return ()
        for following in (end for start, end in arrows if start == node):
            if found := search(following, (*way, node)):
                return found
        done.add(node)
        return ()

    return next((found for node in nodes if (found := search(node, ()))), ())


def depths(nodes: Sequence[str], arrows: Sequence[Arrow]) -> dict[str, int]:
    """The layer of each node: after all that lead to it, and no farther than need be from what it leads to."""
    depth = dict.fromkeys(nodes, 0)
    for _ in nodes:
        for start, end in arrows:
            depth[end] = max(depth[end], depth[start] + 1)
    ends = {end for _, end in arrows}
    for node in nodes:
        following = [depth[end] for start, end in arrows if start == node]
        if node not in ends and following:
            depth[node] = min(following) - 1
    return depth


def layered(nodes: Sequence[str], arrows: Sequence[Arrow]) -> Layers:
    """The layers of a graph without circles; nodes of one layer keep their order unless another makes arrows cross less."""
    depth = depths(nodes, arrows)
    rows: list[list[Stop]] = [[node for node in nodes if depth[node] == level] for level in range(max(depth.values()) + 1)]
    ways: dict[Arrow, tuple[Stop, ...]] = {}
    for start, end in arrows:
        passages = [(start, end, level) for level in range(depth[start] + 1, depth[end])]
        for passage in passages:
            rows[passage[2]].append(passage)
        ways[start, end] = (start, *passages, end)
    links = [pair for way in ways.values() for pair in itertools.pairwise(way)]
    best = [list(row) for row in rows]
    for sweep in range(SWEEPS):
        rows = _swept(rows, links, forward=sweep % 2 == 0)
        if crossings(rows, links) < crossings(best, links):
            best = [list(row) for row in rows]
    return Layers(tuple(tuple(row) for row in best), ways)


def _swept(rows: Sequence[Sequence[Stop]], links: Iterable[tuple[Stop, Stop]], *, forward: bool) -> list[list[Stop]]:
    """The rows, each sorted by where its neighbours in the row before (or after) stand."""
    pairs = [(a, b) if forward else (b, a) for a, b in links]
    ordered: list[list[Stop]] = []
    for row in rows if forward else reversed(rows):
        last = {stop: place for place, stop in enumerate(ordered[-1])} if ordered else {}
        places = {stop: [last[a] for a, b in pairs if b == stop and a in last] for stop in row}
        own = {stop: place * len(last) / max(len(row), 1) for place, stop in enumerate(row)}
        ordered.append(sorted(row, key=lambda s: sum(places[s]) / len(places[s]) if places[s] else own[s]))
    return ordered if forward else ordered[::-1]


def crossings(rows: Sequence[Sequence[Stop]], links: Sequence[tuple[Stop, Stop]]) -> int:
    """How many pairs of links cross."""
    place = {stop: (level, order) for level, row in enumerate(rows) for order, stop in enumerate(row)}
    return sum(
        place[a][0] == place[c][0] and (place[a][1] - place[c][1]) * (place[b][1] - place[d][1]) < 0
        for (a, b), (c, d) in itertools.combinations(links, 2)
    )
