"""Chain: which issue leads to which, and why: boxes with arrows between them, from cause to effect."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefgen.charts.account import Account, once
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.flow import INSET, Path, Plan, planned
from briefgen.charts.key import Entry, draw_key, draw_numbered
from briefgen.charts.layers import Arrow, circle_in
from briefgen.charts.placement import Box, Point, best_box, point_of, segments_of
from briefgen.charts.reading import LIST_SEPARATOR, with_emphasis
from briefgen.charts.scene import Scene
from briefgen.charts.surface import Align, Surface
from briefgen.charts.typeface import Style
from briefgen.model.chart import Chart, Width
from briefgen.model.relationship import Issue, IssueKind

HEADER = ("from", "to", "because", "source")
BAR = 2.6  # the coloured edge of a box
HEAD, HALF_HEAD = 5.0, 2.5  # an arrow's head: its length and half its breadth
LINE, STRONG_LINE = 0.9, 1.4
DISC, CORNERS = 5.4, 36  # radius of the ground of an arrow's number
APART = 2.5  # of one number from the next, and from a box
SAMPLE = 12.0
REASON_GAP = 6.0
COLUMNS = {Width.FULL: 2, Width.COLUMN: 1, Width.MARGIN: 1}


@dataclass(frozen=True)
class Card:
    """An issue as it is drawn."""

    issue: Issue
    name: str
    style: Style
    stressed: bool


def draw_chain(chart: Chart, scene: Scene, surface: Surface) -> Account:
    """Draws the chart's issues and the effects between them; what lies outside the chart is left out.

    Raises:
        ChartError: if there are fewer than two issues, if none leads to another, or if they lead round in a circle.
    """
    issues = [scene.relationship.issues[issue_id] for issue_id in chart.issues]
    reasons = reasons_of(issues, scene)
    if not reasons:
        raise ChartError(ChartFault.MISSING_DATA, f"expected issues that lead to each other in {chart.id}, found none")
    if circle := circle_in(chart.issues, tuple(reasons)):
        raise ChartError(ChartFault.UNFIT_DATA, f"expected a chain that ends, found the circle {' > '.join(circle)}")
    cards = {issue.id: _card(issue, chart, scene, surface) for issue in issues}
    plan = planned({key: (card.name, card.style) for key, card in cards.items()}, reasons, chart.width, surface)
    for arrow, path in plan.paths.items():
        strong = cards[arrow[0]].stressed and cards[arrow[1]].stressed
        _draw_arrow(path, plan.headings[arrow], surface, strong=strong)
    for key, card in cards.items():
        _draw_card(card, plan.boxes[key], plan.lines[key], surface)
    y = _draw_reasons(plan, reasons, chart.width, surface)
    surface.settle(draw_key(_key(cards.values(), scene, surface), y, surface))
    return _account(cards, reasons, scene)


def reasons_of(issues: Sequence[Issue], scene: Scene) -> dict[Arrow, str]:
    """Why each issue leads to others among them, in the order of the issues."""
    known = {issue.id for issue in issues}
    return {
        (issue.id, effect.issue): scene.local(effect.because)
        for issue in issues for effect in issue.leads_to if effect.issue in known
    }


def _card(issue: Issue, chart: Chart, scene: Scene, surface: Surface) -> Card:
    stressed = issue.id in chart.emphasis
    name = "chart_small" if chart.width is Width.MARGIN else "chart"
    style = surface.style(name, weight=600 if stressed else 400, colour="brick" if stressed else "ink")
    return Card(issue, scene.local(issue.name), style, stressed)


def _draw_card(card: Card, box: Box, lines: tuple[str, ...], surface: Surface) -> None:
    """A challenge is a tinted box with a bar in brick, an opportunity an outlined one with a bar in deep."""
    challenge = card.issue.kind is IssueKind.CHALLENGE
    edge = "brick" if card.stressed else None if challenge else "deep"
    surface.block(box, fill="tint" if challenge else "paper", edge=edge)
    surface.block(Box(box.left, box.top, box.left + BAR, box.bottom), fill="brick" if challenge else "deep")
    surface.words_centred(lines, box.left + INSET, (box.top + box.bottom) / 2, card.style)


def _draw_arrow(path: Path, heading: Point, surface: Surface, *, strong: bool) -> None:
    (x, y), (dx, dy) = path[-1], heading
    colour = "brick" if strong else "quiet"
    before = (x - dx * HEAD * 0.8, y - dy * HEAD * 0.8)
    control = (path[-2][0] - dx * HEAD * 0.8, path[-2][1] - dy * HEAD * 0.8)
    surface.curve(*path[:-2], control, before, colour=colour, weight=STRONG_LINE if strong else LINE)
    back, half = (x - dx * HEAD, y - dy * HEAD), HALF_HEAD * (1.2 if strong else 1)
    surface.patch(
        (x, y), (back[0] - dy * half, back[1] + dx * half), (back[0] + dy * half, back[1] - dx * half), fill=colour,
    )


def _draw_reasons(plan: Plan, reasons: Mapping[Arrow, str], width: Width, surface: Surface) -> float:
    """Sets each reason beside its arrow, or a number on the arrow and the reasons below; returns where they end."""
    if plan.reasons:
        style = surface.style("chart_small", colour="quiet")
        for (x, y), lines in plan.reasons.values():
            surface.words(lines, x, y, style)
        return plan.bottom + REASON_GAP
    style = surface.style("chart_small", weight=600)
    taken = [box.grown(APART) for box in plan.boxes.values()]
    for number, arrow in enumerate(plan.paths, 1):
        curves = [piece for other, path in plan.paths.items() if other != arrow for piece in _pieces(path)]
        others = [segment for piece in curves for segment in segments_of(piece)]
        ends = (_pieces(plan.paths[arrow])[-1], _pieces(plan.paths[arrow])[0])
        points = [point_of(piece, share) for piece in ends for share in (0.42, 0.55, 0.3, 0.68, 0.2, 0.8)]
        boxes = [Box(x - DISC, y - DISC, x + DISC, y + DISC) for x, y in points]
        best = best_box(boxes, taken, others, (surface.width, plan.bottom))
        _draw_disc(points[best], surface)
        surface.words_centred(str(number), points[best][0], points[best][1], style, Align.CENTRE)
        taken.append(boxes[best].grown(APART))
    return draw_numbered([reasons[arrow] for arrow in plan.paths], plan.bottom + REASON_GAP, COLUMNS[width], surface) + 4


def _draw_disc(centre: Point, surface: Surface) -> None:
    """The ground of a number: a disc in the paper's colour with a thin edge, as a polygon of many corners."""
    turns = [math.tau * corner / CORNERS for corner in range(CORNERS)]
    rim = [(centre[0] + DISC * math.cos(turn), centre[1] + DISC * math.sin(turn)) for turn in turns]
    surface.patch(*rim, fill="paper")
    surface.stroke(*rim, rim[0], rim[1], colour="quiet", weight=0.5)


def _pieces(path: Path) -> list[Path]:
    return [path[index:index + 4] for index in range(0, len(path) - 1, 3)]


def _key(cards: Iterable[Card], scene: Scene, surface: Surface) -> list[Entry]:
    kinds = [kind for kind in IssueKind if any(card.issue.kind is kind for card in cards)]
    if len(kinds) < 2:
        return []
    return [Entry(scene.message(f"issue_{kind}"), SAMPLE, _sample(kind, surface)) for kind in kinds]


def _sample(kind: IssueKind, surface: Surface) -> Callable[[float, float], None]:
    challenge = kind is IssueKind.CHALLENGE

    def draw(x: float, y: float) -> None:
        surface.block(Box(x, y - 3.4, x + SAMPLE, y + 3.4), fill="tint" if challenge else "paper",
                      edge=None if challenge else "deep")
        surface.block(Box(x, y - 3.4, x + BAR, y + 3.4), fill="brick" if challenge else "deep")

    return draw


def _account(cards: Mapping[str, Card], reasons: Mapping[Arrow, str], scene: Scene) -> Account:
    links = [
        scene.message("alt_link", one=cards[one].name, other=cards[other].name, reason=reason.rstrip("."))
        for (one, other), reason in reasons.items()
    ]
    return Account(
        alt=with_emphasis(
            scene.message("alt_chain", links=LIST_SEPARATOR.join(links)),
            [card.name for card in cards.values() if card.stressed], scene,
        ),
        header=HEADER,
        rows=tuple((cards[one].name, cards[other].name, reason, cards[one].issue.source)
                   for (one, other), reason in reasons.items()),
        sources=once(card.issue.source for card in cards.values()),
    )
