"""Timeline: events on a proportional axis from top to bottom, each led to its date and its label in one readable list.

In the margin, which has no room for leaders, the list itself stands along a line, one event below the other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.charts.account import Account, once
from briefgen.charts.chronology import middle_of_date, span_of_date, ticks
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.placement import Box, spread
from briefgen.charts.reading import LIST_SEPARATOR, with_emphasis
from briefgen.charts.scene import Scene
from briefgen.charts.surface import CAP_HEIGHT, Align, Surface, centre_shift
from briefgen.charts.typeface import Style
from briefgen.model.chart import Chart, Width
from briefgen.model.period import DatePrecision
from briefgen.model.relationship import Event

HEADER = ("date", "event", "source")
AXIS_GAP, TICK_LENGTH = 5.0, 3.0
FAN = {Width.FULL: 48.0, Width.COLUMN: 64.0}  # where the leaders run
BAND_PADDING = 9.0  # between the band's edge and the years in it
COLUMN_GAP, LEADER_GAP = 8.0, 4.0
ROW_GAP = 2.2
LEAST_HEIGHT = 84.0
LEAST_PITCH = 8.0  # of height for each event, on both sides together, so that years stay apart
DOT = 1.9
TICKS = 6
RANGES = frozenset({DatePrecision.DECADE, DatePrecision.YEARS})
RANGE_WIDTH, RANGE_OFFSET = 3.2, 3.0
LINE_AT, TEXT_AT = 4.0, 13.0  # in the margin: from the sheet's edge to the line, and to dates and labels
LIST_GAP = 4.5  # between the events of that list
SLACK_USED = 0.6  # of the height to spare, for the white between rows; the rest lets labels stay near their dates


@dataclass(frozen=True)
class Column:
    """One side of the axis, from the left: where dots, dates and labels stand, and which way leaders run (1 is right)."""

    edge: float
    dates: float
    labels: float
    way: float
    body: Style
    strong: Style

    @property
    def align(self) -> Align:
        """How its texts are aligned: toward the axis."""
        return Align.LEFT if self.way > 0 else Align.RIGHT

    def measure(self, width: float) -> float:
        """The room for a label, on a sheet of that width."""
        return width - self.labels if self.way > 0 else self.labels


@dataclass(frozen=True)
class Entry:
    """One event as it will be printed."""

    event: Event
    date: str
    lines: tuple[str, ...]
    emphasised: bool

    @property
    def when(self) -> float:
        """Its place on the axis, in years."""
        return middle_of_date(self.event.date)

    @property
    def is_range(self) -> bool:
        """Whether it takes years rather than a moment."""
        return self.event.date.precision in RANGES


@dataclass(frozen=True)
class Axis:
    """Proportional time, from top to bottom."""

    first: float
    last: float
    top: float
    bottom: float

    def y(self, year: float) -> float:
        """How far down a moment stands."""
        return self.top + (year - self.first) / (self.last - self.first) * (self.bottom - self.top)


def draw_timeline(chart: Chart, scene: Scene, surface: Surface) -> Account:
    """Draws events along proportional, unbroken time, each led to its date and its label, which stand clear in a list.

    At full width the events alternate to the left and to the right of the axis; in a column there is one list, to its
    right; in the margin the list stands along a line, which shows order alone.
    """
    if not chart.events:
        raise ChartError(ChartFault.MISSING_DATA, f"expected events in the chart {chart.id}, found none")
    listed = [scene.relationship.events[event_id] for event_id in chart.events]
    events = sorted(listed, key=lambda event: (middle_of_date(event.date), event.date.first))
    if chart.width is Width.MARGIN:
        entries = _draw_list(events, frozenset(chart.emphasis), scene, surface)
        return _account(entries, scene)
    count = 2 if chart.width is Width.FULL else 1
    columns = [_column(chart.width, events[index::count], index, scene, surface) for index in range(count)]
    stressed = frozenset(chart.emphasis)
    sides = [
        [_entry(event, column, stressed, scene, surface) for event in events[index::count]]
        for index, column in enumerate(columns)
    ]
    _draw([(column, entries) for column, entries in zip(columns, sides, strict=True) if entries], surface)
    return _account([_entry(event, columns[0], stressed, scene, surface) for event in events], scene)


def _column(width: Width, events: Sequence[Event], index: int, scene: Scene, surface: Surface) -> Column:
    body, strong = surface.style("chart"), surface.style("chart", weight=600)
    year = surface.text_width("0000", surface.style("chart_small"))
    widest = max((surface.text_width(_date(event, scene), strong) for event in events), default=0.0) + COLUMN_GAP
    way = 1.0 if index or width is not Width.FULL else -1.0
    edge = year + AXIS_GAP + TICK_LENGTH
    if width is Width.FULL:
        edge = surface.width / 2 + way * (year / 2 + BAND_PADDING)
    dates = edge + way * FAN[width]
    return Column(edge, dates, dates + way * widest, way, body, strong)


def _entry(event: Event, column: Column, stressed: frozenset[str], scene: Scene, surface: Surface) -> Entry:
    lines = surface.wrap(scene.local(event.label or event.name), column.strong, column.measure(surface.width))
    return Entry(event, _date(event, scene), lines, event.id in stressed)


def _date(event: Event, scene: Scene) -> str:
    return scene.date(event.date, short=True)


def _draw(sides: Sequence[tuple[Column, Sequence[Entry]]], surface: Surface) -> None:
    entries = [entry for _, side in sides for entry in side]
    rows = [[len(entry.lines) * column.body.leading + ROW_GAP for entry in side] for column, side in sides]
    height = max(*map(sum, rows), surface.height or max(LEAST_HEIGHT, LEAST_PITCH * len(entries)))
    rows = [[row + (height - sum(side)) / len(side) * SLACK_USED * (len(side) > 2) for row in side] for side in rows]
    first = math.floor(min(span_of_date(entry.event.date)[0] for entry in entries))
    last = math.ceil(max(span_of_date(entry.event.date)[1] for entry in entries))
    margin = (sides[0][0].body.leading + ROW_GAP) / 2
    axis = Axis(first, last, margin, height - margin)
    _draw_axis(axis, [column for column, _ in sides], surface)
    for (column, side), heights in zip(sides, rows, strict=True):
        tops = spread([axis.y(entry.when) for entry in side], heights, 0, height)
        lanes = _range_lanes([entry for entry in side if entry.is_range])
        for entry, top, row in sorted(zip(side, tops, heights, strict=True), key=lambda placed: placed[0].emphasised):
            _draw_entry(entry, top + row / 2, axis, lanes.get(entry.event.id, 0), column, surface)
    surface.settle(height)


def _draw_list(events: Sequence[Event], stressed: frozenset[str], scene: Scene, surface: Surface) -> list[Entry]:
    """Sets each event below its date, both beside a line from the first event to the last."""
    body, strong = surface.style("chart_small"), surface.style("chart_small", weight=600)
    measure = surface.width - TEXT_AT
    entries = [
        Entry(event, _date(event, scene), surface.wrap(scene.local(event.label or event.name), strong, measure),
              event.id in stressed)
        for event in events
    ]
    heights = [(1 + len(entry.lines)) * body.leading + LIST_GAP for entry in entries]
    height = sum(heights) - LIST_GAP
    gap = max(0.0, (surface.height or 0) - height) / max(1, len(entries) - 1) if len(entries) > 1 else 0.0
    middles = [sum(heights[:index]) + index * gap + body.leading / 2 for index in range(len(entries))]
    surface.stroke((LINE_AT, middles[0]), (LINE_AT, middles[-1]), colour="mist", weight=0.8)
    for entry, middle in zip(entries, middles, strict=True):
        style = replace(strong, colour="brick") if entry.emphasised else body
        surface.words_centred(entry.date, TEXT_AT, middle, style if entry.emphasised else replace(style, colour="quiet"))
        surface.words(entry.lines, TEXT_AT, middle + style.leading + CAP_HEIGHT * style.size / 2, style)
        _draw_place(entry, middle, surface)
    surface.settle(height)
    return entries


def _draw_place(entry: Entry, middle: float, surface: Surface) -> None:
    colour = "brick" if entry.emphasised else "deep"
    if not entry.is_range:
        surface.dot((LINE_AT, middle), DOT + 0.2, fill=colour, edge="paper")
        return
    fill = "mist" if entry.event.date.precision is DatePrecision.DECADE else colour
    length = (1 + len(entry.lines)) * surface.style("chart_small").leading - 3
    surface.block(Box(LINE_AT - RANGE_WIDTH / 2, middle - 3, LINE_AT + RANGE_WIDTH / 2, middle - 3 + length), fill=fill)


def _draw_axis(axis: Axis, columns: Sequence[Column], surface: Surface) -> None:
    style = surface.style("chart_small", colour="quiet")
    years = list(ticks(axis.first, axis.last, min(TICKS, int((axis.bottom - axis.top) / style.leading) - 1)))
    if all(axis.y(year) - axis.y(axis.first) >= style.leading for year in years):
        years.insert(0, int(axis.first))
    if len(columns) > 1:
        surface.block(Box(columns[0].edge, axis.top, columns[1].edge, axis.bottom), fill="tint")
    for column in columns:
        surface.stroke((column.edge, axis.top), (column.edge, axis.bottom), colour="quiet", weight=0.6)
        inward = column.edge - column.way * TICK_LENGTH
        for year in years:
            surface.stroke((inward, axis.y(year)), (column.edge, axis.y(year)), colour="quiet", weight=0.6)
    for year in years:
        if len(columns) > 1:
            surface.words_centred(str(year), (columns[0].edge + columns[1].edge) / 2, axis.y(year), style, Align.CENTRE)
        else:
            surface.words_centred(str(year), columns[0].edge - TICK_LENGTH - AXIS_GAP + 2, axis.y(year), style, Align.RIGHT)


def _range_lanes(ranges: Sequence[Entry]) -> dict[str, int]:
    """Lanes beside the axis for events that take years, so that none covers another."""
    ends: list[float] = []
    lanes: dict[str, int] = {}
    for entry in sorted(ranges, key=lambda e: span_of_date(e.event.date)):
        start, end = span_of_date(entry.event.date)
        free = [lane for lane, taken in enumerate(ends) if taken <= start]
        lane = free[0] if free else len(ends)
        ends[lane:lane + 1] = [end]
        lanes[entry.event.id] = lane
    return lanes


def _draw_entry(entry: Entry, middle: float, axis: Axis, lane: int, column: Column, surface: Surface) -> None:
    first_line = middle + centre_shift(len(entry.lines), column.body)
    aim = first_line - CAP_HEIGHT * column.body.size / 2
    _draw_leader(entry, aim, axis, lane, column, surface)
    style = replace(column.strong, colour="brick") if entry.emphasised else column.body
    date_style = style if entry.emphasised else replace(style, colour="quiet")
    surface.words(entry.date, column.dates, first_line, date_style, column.align)
    surface.words(entry.lines, column.labels, first_line, style, column.align)


def _draw_leader(entry: Entry, aim: float, axis: Axis, lane: int, column: Column, surface: Surface) -> None:
    """Marks the event on the axis, as a dot or as the years that it takes, and leads to the height `aim`."""
    colour, y = "brick" if entry.emphasised else "deep", axis.y(entry.when)
    offset = DOT + 0.6
    if entry.is_range:
        near = RANGE_OFFSET + lane * (RANGE_WIDTH + 1)
        offset = near + RANGE_WIDTH + 0.6
        start, end = span_of_date(entry.event.date)
        left, right = sorted((column.edge + column.way * near, column.edge + column.way * (near + RANGE_WIDTH)))
        loose = entry.event.date.precision is DatePrecision.DECADE
        surface.block(Box(left, axis.y(start), right, axis.y(end)), fill="mist" if loose else colour)
    origin, end_x = column.edge + column.way * offset, column.dates - column.way * LEADER_GAP
    reach = (end_x - origin) / 2
    surface.curve((origin, y), (origin + reach, y), (end_x - reach, aim), (end_x, aim),
                  colour="brick" if entry.emphasised else "mist", weight=0.9 if entry.emphasised else 0.6)
    if not entry.is_range:
        surface.dot((column.edge, y), DOT, fill=colour, edge="paper")


def _account(entries: Sequence[Entry], scene: Scene) -> Account:
    names = [(entry, scene.local(entry.event.label or entry.event.name)) for entry in entries]
    events = LIST_SEPARATOR.join(
        scene.message("alt_event", date=scene.date(entry.event.date, short=False), event=name)
        for entry, name in names
    )
    alt = scene.message("alt_timeline", events=events)
    return Account(
        alt=with_emphasis(alt, [name for entry, name in names if entry.emphasised], scene),
        header=HEADER,
        rows=tuple((str(e.event.date), scene.local(e.event.name), e.event.source) for e in entries),
        sources=once(entry.event.source for entry in entries),
    )
