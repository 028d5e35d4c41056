"""Map: where the parties of agreements are, and the lines between them, on the outlines of their countries."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefgen.charts.account import Account, once
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.geography import read_geography
from briefgen.charts.key import Entry, draw_key, draw_numbered
from briefgen.charts.land import draw_land
from briefgen.charts.placement import Box, Point, Segment, best_box, segments_of
from briefgen.charts.projection import Projection, centred
from briefgen.charts.reading import LIST_SEPARATOR, with_emphasis
from briefgen.charts.scene import Scene
from briefgen.charts.surface import Align, Dash, Surface
from briefgen.charts.ties import dash_of, groups_of, side_of, since
from briefgen.charts.wording import listed
from briefgen.model.chart import Chart, Width
from briefgen.model.relationship import ActorKind, Agreement, AgreementKind, Coordinates

HEADER = (
    "kind", "one", "one_latitude", "one_longitude", "other", "other_latitude", "other_longitude", "since", "source",
)
FARTHEST, NEAREST = 120.0, 2.5  # kilometres a point
TALLEST = {Width.FULL: 0.72, Width.COLUMN: 0.95, Width.MARGIN: 1.15}  # of the sheet's width
TALLEST_IN_TWO = 0.76
"""In two languages what stands around a map takes more room, and the map less."""
ROOM = {Width.FULL: (70.0, 34.0), Width.COLUMN: (44.0, 30.0), Width.MARGIN: (14.0, 16.0)}  # for labels beside and above
MERGED = 3.0  # places nearer than that share a dot
NEIGHBOURS = 0.026  # of the sheet's width: lines whose ends are nearer than that are bent apart
RADIUS = 2.3
BULGE, BUNDLE = 0.07, 0.055  # of a line's length: how far it is bent, and lines between the same places from each other
LINE, STRONG_LINE, SAMPLE = 1.0, 1.7, 22.0
NAME_MEASURE = 84.0
CLEARANCE = 1.2
DETOUR = 18.0
LEADERLESS = 9.0  # a label that stands farther from its dot is tied to it by a line


@dataclass(frozen=True)
class Thread:
    """One agreement between two parties, the first partner's first; of an office the second is where it is."""

    agreement: Agreement
    one: str
    other: str


@dataclass(frozen=True)
class Site:
    """A dot: where one party stands, or several so near to each other that they share it."""

    point: Point
    parties: tuple[str, ...]


def draw_map(chart: Chart, scene: Scene, surface: Surface) -> Account:
    """Draws the chart's agreements; in the margin places have numbers, with their names below.

    Raises:
        ChartError: if there are no agreements, if a party has no coordinates, or a partner's outline is not known.
    """
    agreements = [scene.relationship.agreements[agreement_id] for agreement_id in chart.agreements]
    if not agreements:
        raise ChartError(ChartFault.MISSING_DATA, f"expected agreements in the chart {chart.id}, found none")
    threads = threads_of(agreements, scene)
    projection, sheet = _fitted(chart.width, threads, scene, surface)
    draw_land(read_geography(scene.geography), scene.partners, projection, sheet, surface)
    sites = _sites(threads, projection, scene)
    curves = _draw_threads(threads, sites, frozenset(chart.emphasis), surface)
    numbered = chart.width is Width.MARGIN
    _draw_dots(sites, scene, surface)
    names = [_name(site, scene) for site in sites]
    texts = [str(number) for number in range(1, len(sites) + 1)] if numbered else names
    _draw_labels(sites, texts, [s for curve in curves for s in segments_of(curve)], sheet, surface)
    y = draw_numbered(names, sheet.bottom + 5, 1, surface) + 3 if numbered else sheet.bottom + 5
    surface.settle(draw_key(_key(threads, sites, scene, surface), y, surface))
    return _account(chart, threads, scene)


def threads_of(agreements: Sequence[Agreement], scene: Scene) -> tuple[Thread, ...]:
    """The lines that agreements are drawn as: one between any two parties across the border, and one to each office.

    Raises:
        ChartError: if an agreement has no party of one of the partners.
    """
    ties: dict[str, list[Thread]] = {}
    for tie in (tie for group in groups_of(agreements, scene) for tie in group.ties):
        ties.setdefault(tie.agreement.id, []).append(Thread(tie.agreement, tie.left, tie.right))
    threads: list[Thread] = []
    for agreement in agreements:
        if agreement.kind is AgreementKind.OFFICE:
            home = agreement.parties[0]
            host = scene.partners[1 - side_of(home, scene)]
            threads.append(Thread(agreement, home, agreement.parties[1] if len(agreement.parties) > 1 else host))
        else:
            threads += ties[agreement.id]
    return tuple(threads)


def _where(party: str, scene: Scene) -> Coordinates:
    at = scene.relationship.actors[party].at
    if at is None:
        raise ChartError(ChartFault.MISSING_DATA, f"expected coordinates (at) for the actor {party}, found none")
    return at


def _degrees(party: str, scene: Scene) -> tuple[float, float]:
    at = _where(party, scene)
    return float(at.longitude), float(at.latitude)


def _parties(threads: Sequence[Thread]) -> tuple[str, ...]:
    return once(party for thread in threads for party in (thread.one, thread.other))


def _fitted(width: Width, threads: Sequence[Thread], scene: Scene, surface: Surface) -> tuple[Projection, Box]:
    """The projection in which all places lie on the sheet with room for their labels, and the sheet."""
    beside, above = ROOM[width]
    height = surface.width * (min(TALLEST[width], TALLEST_IN_TWO) if scene.beside else TALLEST[width])
    room = Box(beside, above, surface.width - beside, height - above)
    places = [_degrees(party, scene) for party in _parties(threads)]
    try:
        projection, used = centred(places, room, FARTHEST, NEAREST)
    except ValueError:
        raise ChartError(ChartFault.UNFIT_DATA, "expected places in one part of the globe, found them too far apart") from None
    return projection, Box(0, 0, surface.width, used + 2 * above)


def _sites(threads: Sequence[Thread], projection: Projection, scene: Scene) -> tuple[Site, ...]:
    """The dots from north to south."""
    sites: list[Site] = []
    for party in _parties(threads):
        point = projection.place(*_degrees(party, scene))
        if point is None:
            raise ChartError(ChartFault.UNFIT_DATA, f"expected a place on this side of the globe, found {party} on the other")
        near = next((n for n, site in enumerate(sites) if math.dist(site.point, point) < MERGED), None)
        if near is None:
            sites.append(Site(point, (party,)))
        else:
            sites[near] = Site(sites[near].point, (*sites[near].parties, party))
    return tuple(sorted(sites, key=lambda site: (site.point[1], site.point[0])))


def _name(site: Site, scene: Scene) -> str:
    return listed(", ", (scene.actor_name(party) for party in site.parties))


def _draw_threads(
    threads: Sequence[Thread], sites: Sequence[Site], stressed: frozenset[str], surface: Surface
) -> list[tuple[Point, ...]]:
    """The lines, emphasised ones last; lines between the same two dots bend apart, those in the west to the west."""
    points = {party: site.point for site in sites for party in site.parties}
    middle = sum(site.point[0] for site in sites) / len(sites)
    near = NEIGHBOURS * surface.width
    curves: list[tuple[Point, ...]] = []
    for thread in sorted(threads, key=lambda t: t.agreement.id in stressed):
        start, end = points[thread.one], points[thread.other]
        order = sum(math.dist(start, c[0]) < near and math.dist(end, c[-1]) < near for c in curves)
        curve = _bent(start, end, BULGE + BUNDLE * order, middle)
        strong = thread.agreement.id in stressed
        colour = "brick" if strong else "ochre" if thread.agreement.kind is AgreementKind.OFFICE else "deep"
        surface.curve(*curve, colour=colour, weight=STRONG_LINE if strong else LINE, dash=_dash(thread.agreement.kind))
        curves.append(curve)
    return curves


def _bent(start: Point, end: Point, share: float, middle: float) -> tuple[Point, ...]:
    dx, dy = end[0] - start[0], end[1] - start[1]
    way = share if ((start[0] + end[0]) / 2 - middle) * -dy > 0 else -share
    side = (-dy * way * 4 / 3, dx * way * 4 / 3)
    return (
        start, (start[0] + dx / 3 + side[0], start[1] + dy / 3 + side[1]),
        (start[0] + dx * 2 / 3 + side[0], start[1] + dy * 2 / 3 + side[1]), end,
    )


def _dash(kind: AgreementKind) -> Dash:
    if kind is AgreementKind.OFFICE:
        return Dash.DOTTED
    return Dash.DASHED if kind is AgreementKind.MOBILITY else dash_of(kind)


def _draw_dots(sites: Sequence[Site], scene: Scene, surface: Surface) -> None:
    for site in sites:
        surface.dot(site.point, RADIUS + 0.9, fill="paper")
        _draw_dot(site.point, surface, hollow=_is_city(site, scene))


def _draw_dot(point: Point, surface: Surface, *, hollow: bool) -> None:
    surface.dot(point, RADIUS, fill="deep")
    if hollow:
        surface.dot(point, RADIUS - 1.0, fill="paper")


def _is_city(site: Site, scene: Scene) -> bool:
    return all(scene.relationship.actors[party].kind is ActorKind.CITY for party in site.parties)


def _draw_labels(
    sites: Sequence[Site], texts: Sequence[str], lines: Sequence[Segment], sheet: Box, surface: Surface
) -> None:
    """Sets each label where it hits least, the most crowded first; one that stands off its dot is tied to it."""
    style = surface.style("chart_small", weight=600)
    taken = [Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in (site.point for site in sites)]
    drawn = list(lines)

    def crowd(index: int) -> float:
        return -sum(1 / (1 + math.dist(sites[index].point, other.point)) for other in sites)

    for index in sorted(range(len(sites)), key=crowd):
        point, wrapped = sites[index].point, surface.wrap(texts[index], style, NAME_MEASURE)
        others = [box for number, box in enumerate(taken) if number != index]
        stances = [s for s in _stances(point) if not any(box.crosses((point, s[0])) for box in others)] or [*_stances(point)]
        stances.sort(key=lambda stance: _length((point, stance[0]), drawn))
        ups = [_rise(surface.measure(wrapped, 0, 0, style, align), vertical) for _, align, vertical in stances]
        boxes = [
            surface.measure(wrapped, x, y + up, style, align).grown(CLEARANCE)
            for ((x, y), align, _), up in zip(stances, ups, strict=True)
        ]
        best = best_box(boxes, taken, drawn, (sheet.right, sheet.bottom))
        (x, y), align, _ = stances[best]
        if math.dist((x, y), point) > LEADERLESS:
            surface.stroke(point, (x, y), colour="quiet", weight=0.5)
            drawn.append((point, (x, y)))
        taken.append(surface.words(wrapped, x, y + ups[best], style, align))


def _length(leader: Segment, lines: Sequence[Segment]) -> float:
    """How long a leader is, every line that it crosses on its way from its dot's edge counted as `DETOUR`."""
    (x, y), end = leader
    share = min(1.0, 1.5 * RADIUS / math.dist((x, y), end))
    start = (x + share * (end[0] - x), y + share * (end[1] - y))

    def side(a: Point, b: Point, c: Point) -> bool:
        return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])

    crossings = sum(side(a, b, start) != side(a, b, end) and side(start, end, a) != side(start, end, b) for a, b in lines)
    return round(math.dist((x, y), end) + DETOUR * crossings, 3)


def _stances(point: Point) -> Iterator[tuple[Point, Align, int]]:
    """Where a label may stand: near its dot, then farther off. The place, the side, and -1 above, 0 level, 1 below."""
    for away in (RADIUS + 3, 15.0, 26.0, 40.0, 56.0):
        for angle in (0, 180, 270, 90, 315, 225, 45, 135, 337, 203, 23, 157):
            dx, dy = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            align = Align.CENTRE if abs(dx) < 0.1 else Align.LEFT if dx > 0 else Align.RIGHT
            vertical = 0 if abs(dy) < 0.5 else 1 if dy > 0 else -1
            yield (point[0] + away * dx, point[1] + away * dy), align, vertical


def _rise(shape: Box, vertical: int) -> float:
    """From a label's place to its first baseline, so that it stands below, above or level with that place."""
    return {0: -(shape.top + shape.bottom) / 2, 1: -shape.top, -1: -shape.bottom}[vertical]


def _key(threads: Sequence[Thread], sites: Sequence[Site], scene: Scene, surface: Surface) -> list[Entry]:
    kinds = [kind for kind in AgreementKind if any(thread.agreement.kind is kind for thread in threads)]
    message = scene.message
    entries = [
        Entry(message(f"agreement_{kind}"), SAMPLE, _line_sample(kind, surface)) for kind in kinds
    ] if len(kinds) > 1 else []
    cities = [_is_city(site, scene) for site in sites]
    if any(cities) and not all(cities):
        entries += [
            Entry(message("level_subnational"), 2 * RADIUS, _dot_sample(surface, hollow=False)),
            Entry(message("level_municipal"), 2 * RADIUS, _dot_sample(surface, hollow=True)),
        ]
    return entries


def _line_sample(kind: AgreementKind, surface: Surface) -> Callable[[float, float], None]:
    colour = "ochre" if kind is AgreementKind.OFFICE else "deep"

    def draw(x: float, y: float) -> None:
        surface.curve((x, y), (x + 7, y), (x + 15, y), (x + SAMPLE, y), colour=colour, weight=LINE, dash=_dash(kind))

    return draw


def _dot_sample(surface: Surface, *, hollow: bool) -> Callable[[float, float], None]:
    def draw(x: float, y: float) -> None:
        _draw_dot((x + RADIUS, y), surface, hollow=hollow)

    return draw


def _account(chart: Chart, threads: Sequence[Thread], scene: Scene) -> Account:
    rows = []
    for thread in threads:
        one, other = _where(thread.one, scene), _where(thread.other, scene)
        rows.append((
            str(thread.agreement.kind), scene.actor_name(thread.one), str(one.latitude), str(one.longitude),
            scene.actor_name(thread.other), str(other.latitude), str(other.longitude), str(thread.agreement.date or ""),
            thread.agreement.source,
        ))
    stressed = [_told(thread, scene) for thread in threads if thread.agreement.id in chart.emphasis]
    alt = scene.message("alt_map", ties=LIST_SEPARATOR.join(_alt_parts(threads, scene)))
    return Account(
        alt=with_emphasis(alt, stressed, scene),
        header=HEADER,
        rows=tuple(rows),
        sources=once((
            *(thread.agreement.source for thread in threads),
            *(_where(party, scene).source for party in _parties(threads)),
        )),
    )


def _told(thread: Thread, scene: Scene) -> str:
    return scene.message("alt_tie", one=scene.actor_name(thread.one), other=scene.actor_name(thread.other))


def _alt_parts(threads: Sequence[Thread], scene: Scene) -> Iterator[str]:
    """The ties kind by kind, each kind named once."""
    for kind in AgreementKind:
        told = []
        for thread in (thread for thread in threads if thread.agreement.kind is kind):
            date = since(thread.agreement, scene)
            told.append(f"{_told(thread, scene)}, {date}" if date else _told(thread, scene))
        if told:
            label = scene.message(f"agreement_{kind}")
            yield scene.message("alt_value", label=label, value=LIST_SEPARATOR.join(told))
