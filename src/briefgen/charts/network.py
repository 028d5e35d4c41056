"""Network: who is tied to whom across the border, one partner's parties on each side, level by level.

In the margin each tie is a pair of names, joined by what the line has room for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefgen.charts.account import Account, once
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.pairs import draw_pairs
from briefgen.charts.placement import Box, Point, best_box, flattened, spread
from briefgen.charts.reading import LIST_SEPARATOR
from briefgen.charts.scene import Scene
from briefgen.charts.surface import Align, Surface, centre_shift
from briefgen.charts.ties import Group, Tie, dash_of, groups_of, side_of, since
from briefgen.charts.typeface import Style
from briefgen.charts.wording import lines_of
from briefgen.model.chart import Chart, Width
from briefgen.model.relationship import Agreement, AgreementKind

HEADER = ("kind", "one", "other", "since", "source")
PITCH = 15.0
HEAD = 16.0  # the row of a level's name
GROUP_GAP = 7.0
NAME_GAP = 6.0
SQUARE = 5.2
MARK_GAP = 4.0
SAMPLE, KEY_GAP = 22.0, 16.0  # the line in the key, and the white between its parts
STACKED_KEY = 200.0  # on a narrower sheet the key is a list
CLEARANCE = 1.8  # around a date
ROW_PAD = 2.5  # between names of two lines
LEAST_SPAN = 30.0  # between the two columns of names


@dataclass(frozen=True)
class Sides:
    """Where the two columns of names end and begin, from the left, how they are set, and who opened an office since when."""

    left: float
    right: float
    body: Style
    offices: Mapping[str, str]

    def pitch(self, group: Group, scene: Scene) -> float:
        """The height of a group's rows: more where a name or a date takes two lines."""
        parties = (*group.left, *group.right)
        texts = [*map(scene.actor_name, parties), *(self.offices[party] for party in parties if party in self.offices)]
        return max(PITCH, max(len(lines_of(text)) for text in texts) * self.body.leading + ROW_PAD)


def draw_network(chart: Chart, scene: Scene, surface: Surface) -> Account:
    """Draws ties as lines between names. The project's first partner stands at the left, in every language."""
    if not chart.agreements:
        raise ChartError(ChartFault.MISSING_DATA, f"expected agreements in the chart {chart.id}, found none")
    agreements = [scene.relationship.agreements[agreement_id] for agreement_id in chart.agreements]
    groups = groups_of(agreements, scene)
    if chart.width is Width.MARGIN:
        foot = draw_pairs(groups, agreements, frozenset(chart.emphasis), scene, surface)
        surface.settle(_draw_key(agreements, foot, scene, surface))
        return _account(agreements, groups, scene)
    sides = _sides(chart.width, groups, agreements, scene, surface)
    y = _draw_heads(sides, scene, surface)
    for group in groups:
        y = _draw_group(group, y, sides, frozenset(chart.emphasis), scene, surface)
    surface.settle(_draw_key(agreements, y, scene, surface))
    return _account(agreements, groups, scene)


def _sides(width: Width, groups: Sequence[Group], agreements: Sequence[Agreement], scene: Scene, surface: Surface) -> Sides:
    body, small = surface.style("chart_small" if width is Width.MARGIN else "chart"), surface.style("chart_small")
    offices = {a.parties[0]: since(a, scene) for a in agreements if a.kind is AgreementKind.OFFICE}

    def breadth(party: str) -> float:
        name = surface.text_width(scene.actor_name(party), body)
        if party not in offices:
            return name
        return name + MARK_GAP + SQUARE + (MARK_GAP + surface.text_width(offices[party], small) if offices[party] else 0)

    partners = scene.partners
    left = max(surface.text_width(scene.actor_name(partners[0]), body), *(breadth(p) for g in groups for p in g.left))
    right = max(surface.text_width(scene.actor_name(partners[1]), body), *(breadth(p) for g in groups for p in g.right), 0.0)
    if surface.width - left - right < LEAST_SPAN:
        raise ChartError(ChartFault.TOO_SMALL, f"expected {LEAST_SPAN:g} points between the names, found "
                                               f"{surface.width - left - right:.0f}")
    return Sides(left, surface.width - right, body, offices)


def _draw_heads(sides: Sides, scene: Scene, surface: Surface) -> float:
    style = replace(sides.body, weight=600, colour="deep")
    first, second = (scene.actor_name(partner) for partner in scene.partners)
    y = style.size
    surface.words(first, sides.left, y, style, Align.RIGHT)
    surface.words(second, sides.right, y, style)
    return y + (max(len(lines_of(first)), len(lines_of(second))) - 1) * style.leading + 5


def _draw_group(group: Group, top: float, sides: Sides, stressed: frozenset[str], scene: Scene, surface: Surface) -> float:
    quiet = surface.style("chart_small", colour="quiet")
    surface.stroke((0, top), (surface.width, top), colour="rule", weight=0.5)
    middle = (sides.left + sides.right) / 2
    surface.words_abreast(
        scene.message(f"level_{group.level}"), middle, top + HEAD / 2 + 1 + centre_shift(1, quiet), quiet, Align.CENTRE
    )
    start, pitch = top + HEAD, sides.pitch(group, scene)
    places = _places(group, start, pitch)
    for party, y in places.items():
        _draw_party(party, y, sides, scene, surface, at_left=party in group.left)
    curves = [_draw_tie(tie, places, sides, surface, emphasised=tie.agreement.id in stressed) for tie in group.ties]
    _date_ties(group, curves, scene, surface)
    return start + group.rows * pitch + GROUP_GAP


def _places(group: Group, top: float, pitch: float) -> dict[str, float]:
    """The height of every party: the fuller side in even rows, the other as near to its ties as it can be."""
    room = group.rows * pitch
    full, other = (group.right, group.left) if len(group.right) >= len(group.left) else (group.left, group.right)
    places = {party: top + (index + 0.5) * pitch for index, party in enumerate(full)}
    ends = [(tie.left, tie.right) for tie in group.ties]

    def wish(party: str) -> float:
        heights = [places[b if a == party else a] for a, b in ends if party in (a, b)]
        return sum(heights) / len(heights) if heights else top + room

    ordered = sorted(other, key=wish)
    starts = spread([wish(party) for party in ordered], [pitch] * len(ordered), top, top + room)
    return {**places, **{party: start + pitch / 2 for party, start in zip(ordered, starts, strict=True)}}


def _draw_party(party: str, y: float, sides: Sides, scene: Scene, surface: Surface, *, at_left: bool) -> None:
    small = surface.style("chart_small", colour="quiet")
    align, anchor, way = (Align.RIGHT, sides.left, -1.0) if at_left else (Align.LEFT, sides.right, 1.0)
    box = surface.words_centred(scene.actor_name(party), anchor, y, sides.body, align)
    if party not in sides.offices:
        return
    edge = (box.left if at_left else box.right) + way * MARK_GAP
    near, far = sorted((edge, edge + way * SQUARE))
    surface.block(Box(near, y - SQUARE / 2, far, y + SQUARE / 2), fill="ochre")
    if sides.offices[party]:
        surface.words_centred(sides.offices[party], edge + way * (SQUARE + MARK_GAP), y, small, align)


def _draw_tie(tie: Tie, places: Mapping[str, float], sides: Sides, surface: Surface, *, emphasised: bool) -> tuple[Point, ...]:
    start, end = sides.left + NAME_GAP, sides.right - NAME_GAP
    reach = (end - start) * 0.45
    y, other = places[tie.left], places[tie.right]
    points = ((start, y), (start + reach, y), (end - reach, other), (end, other))
    colour = "brick" if emphasised else "deep"
    surface.curve(*points, colour=colour, weight=1.0, dash=dash_of(tie.agreement.kind))
    for x, height in (points[0], points[-1]):
        surface.dot((x, height), 1.8, fill=colour)
    return points


def _date_ties(group: Group, curves: Sequence[tuple[Point, ...]], scene: Scene, surface: Surface) -> None:
    """Sets each known date above its line, where it meets no other line."""
    style = surface.style("chart_small", colour="quiet")
    for tie, curve in zip(group.ties, curves, strict=True):
        text = since(tie.agreement, scene)
        if not text:
            continue
        ends = [(curve[-1][0] - 6, curve[-1][1], Align.RIGHT), (curve[0][0] + 6, curve[0][1], Align.LEFT)]
        choices = [(x, y + shift, align) for shift in (-3.0, style.size * 0.95) for x, y, align in ends]
        segments = [segment for other in curves if other is not curve for segment in flattened(other)]
        boxes = [surface.measure_abreast(text, x, y, style, align).grown(CLEARANCE) for x, y, align in choices]
        best = best_box(boxes, [label.box for label in surface.labels], segments, (surface.width, 1e6))
        x, y, align = choices[best]
        surface.words_abreast(text, x, y, style, align)


def _draw_key(agreements: Sequence[Agreement], top: float, scene: Scene, surface: Surface) -> float:
    """Says what marks mean, where there is more than one kind; returns where the chart ends."""
    style = surface.style("chart_small", colour="quiet")
    kinds = [kind for kind in AgreementKind if any(a.kind is kind for a in agreements)]
    if len(kinds) < 2:
        return top
    surface.stroke((0, top), (surface.width, top), colour="rule", weight=0.5)
    texts = {kind: scene.message(f"agreement_{kind}") for kind in kinds}
    further = (max(len(lines_of(text)) for text in texts.values()) - 1) * style.leading
    x, y = 0.0, top + style.leading + further / 2
    for kind, text in texts.items():
        sample = SQUARE if kind is AgreementKind.OFFICE and surface.width > STACKED_KEY else SAMPLE
        if x and x + sample + MARK_GAP + surface.text_width(text, style) > surface.width:
            x, y = 0.0, y + style.leading + further
        if kind is AgreementKind.OFFICE:
            surface.block(Box(x, y - SQUARE / 2, x + SQUARE, y + SQUARE / 2), fill="ochre")
        else:
            surface.stroke((x, y), (x + SAMPLE, y), colour="deep", weight=1.0, dash=dash_of(kind))
        x = surface.words_centred(text, x + sample + MARK_GAP, y, style).right + KEY_GAP
    return y + (style.leading + further) / 2


def _account(agreements: Sequence[Agreement], groups: Sequence[Group], scene: Scene) -> Account:
    ties = [tie for group in groups for tie in group.ties]
    rows = [
        (
            str(t.agreement.kind),
            scene.actor_name(t.left),
            scene.actor_name(t.right),
            str(t.agreement.date or ""),
            t.agreement.source,
        )
        for t in ties
    ]
    offices = [a for a in agreements if a.kind is AgreementKind.OFFICE]
    rows += [
        (str(a.kind), scene.actor_name(a.parties[0]), _host(a, scene), str(a.date or ""), a.source) for a in offices
    ]
    return Account(
        alt=_alt(ties, offices, scene),
        header=HEADER,
        rows=tuple(rows),
        sources=once((*(tie.agreement.source for tie in ties), *(office.source for office in offices))),
    )


def _host(office: Agreement, scene: Scene) -> str:
    """The country in which an office is: the second party, or the partner across the border."""
    if len(office.parties) > 1:
        return scene.actor_name(office.parties[1])
    return scene.actor_name(scene.partners[1 - side_of(office.parties[0], scene)])


def _alt(ties: Sequence[Tie], offices: Sequence[Agreement], scene: Scene) -> str:
    parts = []
    for tie in ties:
        text = scene.message("alt_tie", one=scene.actor_name(tie.left), other=scene.actor_name(tie.right))
        date = since(tie.agreement, scene)
        parts.append(f"{text} ({date})" if date else text)
    if offices:
        names = [(scene.actor_name(office.parties[0]), since(office, scene)) for office in offices]
        listed = ", ".join(f"{name} ({date})" if date else name for name, date in names)
        parts.append(scene.message("alt_part", part=scene.message("agreement_office"), parts=listed))
    return scene.message("alt_network", ties=LIST_SEPARATOR.join(parts))
