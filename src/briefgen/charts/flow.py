"""Flow: where the boxes of a chain stand and how its arrows run: to the right, downwards in rows, or in one column."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefgen.charts.layers import Arrow, Layers, Stop, layered
from briefgen.charts.placement import Box, Point, spread
from briefgen.charts.surface import Surface
from briefgen.charts.typeface import Style
from briefgen.model.chart import Width

PAD, INSET = 4.5, 8.0  # within a box: above and below its lines, and at their left (the right has `PAD`)
ACROSS = 30.0  # between the columns of a flow to the right
DOWN = 25.0  # between the rows of a flow downwards
BESIDE = 9.0  # between boxes next to each other
LANE = 7.0  # of an arrow that passes others
WIDEST = 138.0
PORT = 5.0  # between arrows at one side of a box
STUB, SLOT = 23.0, 12.5  # in one column: the last piece of an arrow at the left, and the room of each at a box's side
STACK_GAP, ARROW_X = 13.0, 12.0
CORNER = 3.0
REASON_INDENT, REASON_PAD = 10.0, 5.0

Texts = Mapping[str, tuple[str, Style]]
Path = tuple[Point, ...]
RIGHT, DOWNWARD = (1.0, 0.0), (0.0, 1.0)


@dataclass(frozen=True)
class Plan:
    """Boxes and their lines by issue, arrows as Bezier curves with the direction in which each ends, and the lower end.

    The arrows stand in the order in which they are read.
    `reasons` has the place of each reason's first baseline and its lines, where reasons stand beside their arrows.
    """

    boxes: Mapping[str, Box]
    lines: Mapping[str, tuple[str, ...]]
    paths: Mapping[Arrow, Path]
    headings: Mapping[Arrow, Point]
    bottom: float
    reasons: Mapping[Arrow, tuple[Point, tuple[str, ...]]] = field(default_factory=dict)


def planned(texts: Texts, reasons: Mapping[Arrow, str], width: Width, surface: Surface) -> Plan:
    """The first arrangement that has room for every word: to the right, in rows, in one column."""
    layers = layered(tuple(texts), tuple(reasons))
    column = [stop for row in layers.rows for stop in row if isinstance(stop, str)]
    straight = tuple(itertools.pairwise(column)) == tuple(sorted(reasons, key=lambda arrow: column.index(arrow[0])))
    if width is Width.FULL and (plan := _to_the_right(texts, layers, surface)):
        return plan
    if straight:
        return _straight(texts, column, reasons, surface)
    if width is not Width.MARGIN and (plan := _in_rows(texts, layers, surface)):
        return plan
    return _in_one_column(texts, column, tuple(reasons), surface)


def _fits(texts: Texts, keys: Sequence[str], breadth: float, surface: Surface) -> bool:
    room = breadth - INSET - PAD
    return all(surface.text_width(word, texts[key][1]) <= room for key in keys for word in texts[key][0].split(" "))


def _set(texts: Texts, key: str, breadth: float, surface: Surface) -> tuple[str, ...]:
    text, style = texts[key]
    return surface.wrap(text, style, breadth - INSET - PAD)


def _height(lines: Sequence[str], style: Style) -> float:
    return len(lines) * style.leading + 2 * PAD


def _to_the_right(texts: Texts, layers: Layers, surface: Surface) -> Plan | None:
    count = len(layers.rows)
    breadth = min((surface.width - ACROSS * (count - 1)) / count, WIDEST)
    if not _fits(texts, tuple(texts), breadth, surface):
        return None
    step = (surface.width - breadth) / (count - 1)
    lines = {key: _set(texts, key, breadth, surface) for key in texts}
    heights: dict[Stop, float] = {key: _height(lines[key], texts[key][1]) for key in texts}
    lengths = [[heights.get(stop, LANE) + BESIDE for stop in row] for row in layers.rows]
    bottom = max(sum(row) for row in lengths) - BESIDE
    middles = _middles(layers, lengths, bottom + BESIDE, BESIDE)
    boxes = {
        stop: Box(level * step, middles[stop] - heights.get(stop, 0.0) / 2, level * step + breadth,
                  middles[stop] + heights.get(stop, 0.0) / 2)
        for level, row in enumerate(layers.rows) for stop in row
    }
    paths = _paths(layers, boxes, RIGHT)
    order = sorted(paths, key=lambda arrow: [(boxes[key].left, boxes[key].top) for key in arrow])
    return Plan(
        {key: boxes[key] for key in texts}, lines, {arrow: paths[arrow] for arrow in order},
        dict.fromkeys(order, RIGHT), bottom,
    )


def _in_rows(texts: Texts, layers: Layers, surface: Surface) -> Plan | None:
    lines: dict[str, tuple[str, ...]] = {}
    breadths: dict[Stop, float] = {}
    for row in layers.rows:
        keys = [stop for stop in row if isinstance(stop, str)]
        room = surface.width - BESIDE * (len(row) - 1) - LANE * (len(row) - len(keys))
        breadth = min(room / len(keys), WIDEST)
        if not _fits(texts, keys, breadth, surface):
            return None
        breadths |= dict.fromkeys(keys, breadth)
        lines |= {key: _set(texts, key, breadth, surface) for key in keys}
    lengths = [[breadths.get(stop, LANE) + BESIDE for stop in row] for row in layers.rows]
    middles = _middles(layers, lengths, surface.width + BESIDE, BESIDE)
    boxes: dict[Stop, Box] = {}
    y = 0.0
    for row in layers.rows:
        tallest = max(_height(lines[stop], texts[stop][1]) for stop in row if isinstance(stop, str))
        for stop in row:
            half = breadths.get(stop, 0.0) / 2
            boxes[stop] = Box(middles[stop] - half, y, middles[stop] + half, y + tallest)
        y += tallest + DOWN
    paths = _paths(layers, boxes, DOWNWARD)
    order = sorted(paths, key=lambda arrow: [(boxes[key].top, boxes[key].left) for key in arrow])
    return Plan(
        {key: boxes[key] for key in texts}, lines, {arrow: paths[arrow] for arrow in order},
        dict.fromkeys(order, DOWNWARD), y - DOWN,
    )


def _middles(layers: Layers, lengths: Sequence[Sequence[float]], room: float, gap: float) -> dict[Stop, float]:
    """The middle of each stop across the flow: near its neighbours, clear of the others in its layer."""
    middles: dict[Stop, float] = {}
    places = list(zip(layers.rows, lengths, strict=True))
    for row, row_lengths in places:
        start = (room - sum(row_lengths)) / 2
        for stop, length in zip(row, row_lengths, strict=True):
            middles[stop] = start + length / 2
            start += length
    for ordered, ends in ((places[1:], (0, 1)), (places[-2::-1], (1, 0)), (places[1:], (0, 1))):
        for row, row_lengths in ordered:
            near = {stop: [middles[link[ends[0]]] for link in layers.links if link[ends[1]] == stop] for stop in row}
            wishes = [sum(near[stop]) / len(near[stop]) if near[stop] else middles[stop] for stop in row]
            starts = spread(wishes, row_lengths, 0, room)
            middles |= {stop: begin + length / 2 for stop, begin, length in zip(row, starts, row_lengths, strict=True)}
    return {stop: middle - gap / 2 for stop, middle in middles.items()}


def _paths(layers: Layers, boxes: Mapping[Stop, Box], heading: Point) -> dict[Arrow, Path]:
    """The arrows as curves from side to side, several at one side of a box apart from each other."""
    leaving, arriving = _ports(layers, boxes, heading, outward=True), _ports(layers, boxes, heading, outward=False)
    paths = {}
    for arrow, way in layers.ways.items():
        path: list[Point] = []
        for link in itertools.pairwise(way):
            start, end = leaving[link], arriving[link]
            if path:
                path += _smooth(path[-1], start, heading)[1:]
            path += _smooth(start, end, heading)[1 if path else 0:]
        paths[arrow] = tuple(path)
    return paths


def _ports(
    layers: Layers, boxes: Mapping[Stop, Box], heading: Point, *, outward: bool
) -> dict[tuple[Stop, Stop], Point]:
    """Where each link leaves its first stop, or arrives at its second."""
    across = 1 if heading == RIGHT else 0
    ports = {}
    for stop, box in boxes.items():
        links = [link for link in layers.links if link[0 if outward else 1] == stop]
        links.sort(key=lambda link: _middle(boxes[link[1 if outward else 0]])[across])
        side = (box.right if outward else box.left, 0.0) if heading == RIGHT else (0.0, box.bottom if outward else box.top)
        room = (box.bottom - box.top if heading == RIGHT else box.right - box.left) - 2 * PAD
        apart = min(PORT if heading == RIGHT else 2 * PORT, max(room, 0.0) / max(len(links) - 1, 1))
        for order, link in enumerate(links):
            place = _middle(box)[across] + (order - (len(links) - 1) / 2) * apart
            ports[link] = (side[0], place) if heading == RIGHT else (place, side[1])
    return ports


def _middle(box: Box) -> Point:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _smooth(start: Point, end: Point, heading: Point) -> Path:
    """A curve that leaves and arrives in that direction."""
    reach = ((end[0] - start[0]) * heading[0] + (end[1] - start[1]) * heading[1]) / 2
    return (
        start, (start[0] + heading[0] * reach, start[1] + heading[1] * reach),
        (end[0] - heading[0] * reach, end[1] - heading[1] * reach), end,
    )


def _straight(texts: Texts, column: Sequence[str], reasons: Mapping[Arrow, str], surface: Surface) -> Plan:
    """One box below the other, with the reasons beside the arrows."""
    style = surface.style("chart_small", colour="quiet")
    breadth = surface.width if surface.width < 2 * WIDEST else surface.width * 0.62
    lines = {key: _set(texts, key, breadth, surface) for key in column}
    boxes: dict[str, Box] = {}
    paths: dict[Arrow, Path] = {}
    told: dict[Arrow, tuple[Point, tuple[str, ...]]] = {}
    y = 0.0
    for key, following in zip(column, [*column[1:], None], strict=True):
        boxes[key] = Box(0, y, breadth, y + _height(lines[key], texts[key][1]))
        y = boxes[key].bottom
        if following is not None:
            arrow, left = (key, following), ARROW_X + REASON_INDENT
            told[arrow] = (left, y + REASON_PAD + style.size * 0.9), surface.wrap(reasons[arrow], style, surface.width - left)
            end = y + max(len(told[arrow][1]) * style.leading + 2 * REASON_PAD, DOWN * 0.8)
            paths[arrow] = _smooth((ARROW_X, y), (ARROW_X, end), DOWNWARD)
            y = end
    return Plan(boxes, lines, paths, dict.fromkeys(paths, DOWNWARD), y, told)


def _in_one_column(texts: Texts, column: Sequence[str], arrows: Sequence[Arrow], surface: Surface) -> Plan:
    """One box below the other; arrows to the next run down between the two, others in lanes at the left."""
    following = {key: [end for start, end in arrows if start == key] for key in column}
    direct = [pair for pair in itertools.pairwise(column) if following[pair[0]] == [pair[1]]]
    winding = [arrow for arrow in arrows if arrow not in direct]
    lanes = _lanes(column, winding)
    left = LANE * (max(lanes.values(), default=-1) + 1) + (STUB if lanes else 0.0)
    lines = {key: _set(texts, key, surface.width - left, surface) for key in column}
    slots = {key: [a for a in winding if a[1] == key] + [a for a in winding if a[0] == key][:1] for key in column}
    boxes: dict[str, Box] = {}
    y = 0.0
    for key in column:
        height = max(_height(lines[key], texts[key][1]), SLOT * len(slots[key]) + 2)
        boxes[key] = Box(left, y, surface.width, y + height)
        y += height + STACK_GAP + (SLOT - 4 if any(pair[0] == key for pair in direct) else 0)
    paths = {pair: _smooth(*_between(boxes[pair[0]], boxes[pair[1]]), DOWNWARD) for pair in direct}
    for arrow in winding:
        start = _slot(boxes[arrow[0]], len(slots[arrow[0]]) - 1, len(slots[arrow[0]]))
        end = _slot(boxes[arrow[1]], slots[arrow[1]].index(arrow), len(slots[arrow[1]]))
        x = left - STUB - LANE * (lanes[arrow[0]] + 0.5) + LANE / 2
        paths[arrow] = _rounded((start, (x, start[1]), (x, end[1]), end))
    headings = {arrow: DOWNWARD if arrow in direct else RIGHT for arrow in paths}
    order = sorted(paths, key=lambda arrow: [boxes[key].top for key in arrow])
    return Plan(boxes, lines, {arrow: paths[arrow] for arrow in order}, headings, max(box.bottom for box in boxes.values()))


def _lanes(column: Sequence[str], arrows: Sequence[Arrow]) -> dict[str, int]:
    """The lane of each issue whose arrows wind, counted from the boxes outwards; lanes whose arrows do not meet are shared."""
    place = {key: order for order, key in enumerate(column)}
    reach = {start: max(place[b] for a, b in arrows if a == start) for start, _ in arrows}
    lanes: dict[str, int] = {}
    for start in sorted(reach, key=lambda key: (reach[key] - place[key], place[key])):
        taken = {lane for other, lane in lanes.items() if place[other] <= reach[start] and place[start] <= reach[other]}
        lanes[start] = next(lane for lane in itertools.count() if lane not in taken)
    return lanes


def _slot(box: Box, order: int, count: int) -> Point:
    return box.left, (box.top + box.bottom) / 2 + (order - (count - 1) / 2) * SLOT


def _between(above: Box, below: Box) -> tuple[Point, Point]:
    x = above.left + ARROW_X + 6
    return (x, above.bottom), (x, below.top)


def _rounded(corners: Sequence[Point]) -> Path:
    """A line through points, with round corners, as a Bezier curve."""
    path: list[Point] = [corners[0]]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        near, far = _toward(corner, before), _toward(corner, after)
        path += [path[-1], near, near, corner, corner, far]
    return (*path, path[-1], corners[-1], corners[-1])


def _toward(corner: Point, other: Point) -> Point:
    length = max(abs(other[0] - corner[0]) + abs(other[1] - corner[1]), 1e-9)
    share = min(CORNER, length / 2) / length
    return corner[0] + (other[0] - corner[0]) * share, corner[1] + (other[1] - corner[1]) * share
