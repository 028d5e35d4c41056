"""Line: values over the years, joined where years follow each other, with the events that explain them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.charts.account import Account, once
from briefgen.charts.chronology import end_of_period, follows, middle_of_date
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.placement import Box, Point, Segment, best_box
from briefgen.charts.reading import (
    LIST_SEPARATOR,
    Reading,
    account_of,
    label_of,
    origin_of,
    read_marks,
    spoken,
    with_emphasis,
)
from briefgen.charts.scene import Scene
from briefgen.charts.surface import ASCENT, Align, Dash, Surface
from briefgen.charts.typeface import Style
from briefgen.language.periods import date_text, period_text
from briefgen.model.chart import Annotation, Chart, ChartKind, Width
from briefgen.model.relationship import Event

HEIGHTS = {Width.FULL: 126.0, Width.COLUMN: 112.0, Width.MARGIN: 84.0}
SIDE = {Width.FULL: 26.0, Width.COLUMN: 24.0, Width.MARGIN: 11.0}  # from the sheet's edge to the first and last value
NOTE_MEASURE = {Width.FULL: 130.0, Width.COLUMN: 110.0, Width.MARGIN: 78.0}  # an event's label breaks at this width
SERIES_COLOURS = ("deep", "ochre", "mist")
SERIES_GAP = 7.0
DOT = 2.3
AXIS_ROOM = 13.0  # below the baseline, for the years
LABEL_ROOM = 13.0  # above the highest value
NOTE_GAP = 3.0
OVER = 2  # the place of an event's label above its rule, where there is room on neither side


@dataclass(frozen=True)
class Series:
    """The readings that belong to one line, in the order of time."""

    name: str
    colour: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Note:
    """An event as it stands in the chart: its moment in years, its lines."""

    event: Event
    label: str
    when: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Plane:
    """The plot: years to the right, values upward from zero."""

    left: float
    right: float
    top: float
    bottom: float
    first: float
    last: float
    low: float
    high: float

    def x(self, year: float) -> float:
        """How far right a moment stands."""
        if self.last == self.first:
            return (self.left + self.right) / 2
        return self.left + (year - self.first) / (self.last - self.first) * (self.right - self.left)

    def y(self, value: float) -> float:
        """How far down a value stands."""
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)

    def point(self, reading: Reading) -> Point:
        """Where a reading's marker stands."""
        return self.x(end_of_period(reading.quantity.period)), self.y(reading.size)


def draw_line(chart: Chart, scene: Scene, surface: Surface) -> Account:
    """Draws one line a series. Years without an observation are bridged by a dashed line, and values start at zero."""
    readings = read_marks(chart, scene)
    name = "chart_small" if chart.width is Width.MARGIN else "chart"
    series = series_of(readings, scene)
    notes = [_note(annotation, NOTE_MEASURE[chart.width], scene, surface) for annotation in chart.annotations]
    body = surface.style(name)
    room = _series_room(series, body, surface)
    plane = _plane(chart, readings, notes, room, surface)
    rules = _draw_notes(notes, plane, surface)
    _draw_axis(readings, plane, scene, surface)
    segments = [segment for line in series for segment in _draw_series(line, plane, surface)]
    if len(series) > 1:
        _name_series(series, plane, body, surface)
    _label_values(readings, plane, [*segments, *rules], body, surface)
    surface.settle(plane.bottom + AXIS_ROOM)
    return _account(readings, series, notes, scene)


def series_of(readings: Sequence[Reading], scene: Scene) -> tuple[Series, ...]:
    """The lines that marks form: one for each indicator, reporter and counterpart."""
    groups: dict[tuple[str, str | None, str | None], list[Reading]] = {}
    for reading in readings:
        groups.setdefault((reading.origin.indicator, reading.origin.reporter, reading.origin.counterpart), []).append(reading)
    lines = []
    for index, group in enumerate(groups.values()):
        ordered = tuple(sorted(group, key=lambda r: end_of_period(r.quantity.period)))
        colour = ordered[0].mark.colour or SERIES_COLOURS[index % len(SERIES_COLOURS)]
        lines.append(Series(_series_name(ordered, scene), colour, ordered))
    return tuple(lines)


def _series_name(readings: Sequence[Reading], scene: Scene) -> str:
    named = [r for r in readings if r.mark.label or r.mark.label_from]
    if named:
        return named[-1].label
    origin = origin_of(readings[-1].quantity)
    if origin.counterpart or origin.reporter:
        return label_of(readings[-1].mark, origin, ChartKind.BAR, scene)
    return scene.local(scene.relationship.indicators[origin.indicator].name)


def _note(annotation: Annotation, measure: float, scene: Scene, surface: Surface) -> Note:
    event = scene.relationship.events[annotation.event]
    date = date_text(event.date, scene.locale, short=True)
    label = scene.local(annotation.label) if annotation.label else scene.local(event.label or event.name)
    text = label if annotation.label else f"{label}, {date}"
    return Note(event, label, middle_of_date(event.date), surface.wrap(text, _note_style(surface), measure))


def _note_style(surface: Surface) -> Style:
    return surface.style("chart_small", colour="quiet")


def _series_room(series: Sequence[Series], body: Style, surface: Surface) -> float:
    if len(series) == 1:
        return 0.0
    return max(surface.text_width(line.name, body) for line in series) + SERIES_GAP


def _plane(chart: Chart, readings: Sequence[Reading], notes: Sequence[Note], room: float, surface: Surface) -> Plane:
    moments = [*(end_of_period(r.quantity.period) for r in readings), *(note.when for note in notes)]
    values = [r.size for r in readings]
    high, low = max(0.0, *values), min(0.0, *values)
    if high == low:
        raise ChartError(ChartFault.UNFIT_DATA, f"expected values other than zero in the chart {chart.id}")
    lanes = (max(_lanes_needed(notes, surface)) + 1 if notes else 0)
    note_lines = max((len(note.lines) for note in notes), default=0)
    top = lanes * note_lines * _note_style(surface).leading + LABEL_ROOM
    height = surface.height or HEIGHTS[chart.width] + (top - LABEL_ROOM if chart.width is Width.MARGIN else 0)
    side = SIDE[chart.width]
    return Plane(side, surface.width - side - room, top, height - AXIS_ROOM, min(moments), max(moments), low, high)


def _lanes_needed(notes: Sequence[Note], surface: Surface) -> tuple[int, ...]:
    return tuple(range(len(notes))) if len(notes) > 1 and surface.width < 200 else tuple(0 for _ in notes)


def _draw_notes(notes: Sequence[Note], plane: Plane, surface: Surface) -> list[Segment]:
    style = _note_style(surface)
    boxes: list[Box] = []
    rules: list[Segment] = []
    for note in sorted(notes, key=lambda n: n.when):
        x, width = plane.x(note.when), max(surface.text_width(line, style) for line in note.lines)
        lefts = (x + NOTE_GAP, x - NOTE_GAP - width, min(max(x - width / 2, 0.0), surface.width - width))
        candidates = [surface.measure(note.lines, left, style.size, style) for left in lefts]
        best = best_box(candidates, boxes, rules, (surface.width, plane.bottom))
        align, anchor = ((Align.LEFT, lefts[0]), (Align.RIGHT, x - NOTE_GAP), (Align.LEFT, lefts[2]))[best]
        box = surface.words(note.lines, anchor, style.size, style, align)
        boxes.append(box)
        rules.append(((x, box.bottom + 1 if best == OVER else box.top), (x, plane.bottom)))
        surface.stroke(*rules[-1], colour="ochre", weight=0.75)
    return rules


def _draw_axis(readings: Sequence[Reading], plane: Plane, scene: Scene, surface: Surface) -> None:
    style = surface.style("chart_small", colour="quiet")
    surface.stroke((0, plane.y(0)), (plane.right + plane.left, plane.y(0)), colour="quiet", weight=0.5)
    periods = {str(r.quantity.period): r.quantity.period for r in readings}
    ordered = sorted(periods.values(), key=end_of_period)
    taken: list[Box] = []
    for period in (ordered[-1], ordered[0], *ordered[1:-1]):
        text, x = period_text(period, scene.locale, short=True), plane.x(end_of_period(period))
        half = surface.text_width(text, style) / 2
        centre = min(max(x, half), surface.width - half)
        box = surface.measure(text, centre, plane.bottom + 10, style, Align.CENTRE).grown(1.5)
        if not any(box.overlaps(other) for other in taken):
            taken.append(surface.words(text, centre, plane.bottom + 10, style, Align.CENTRE))
            surface.stroke((x, plane.bottom), (x, plane.bottom + 2), colour="quiet", weight=0.5)


def _draw_series(series: Series, plane: Plane, surface: Surface) -> list[Segment]:
    segments = []
    for earlier, later in zip(series.readings[:-1], series.readings[1:], strict=True):
        start, end = plane.point(earlier), plane.point(later)
        joined = _joined(earlier, later)
        surface.stroke(start, end, colour=series.colour, weight=1.5 if joined else 1.0,
                       dash=Dash.SOLID if joined else Dash.DASHED)
        segments.append((start, end))
    for reading in series.readings:
        fill = "brick" if reading.emphasised else series.colour
        surface.dot(plane.point(reading), DOT + (0.4 if reading.emphasised else 0), fill=fill, edge="paper")
    return segments


def _joined(earlier: Reading, later: Reading) -> bool:
    return follows(earlier.quantity.period.later(), later.quantity.period.later())


def _name_series(series: Sequence[Series], plane: Plane, body: Style, surface: Surface) -> None:
    for line in series:
        _, y = plane.point(line.readings[-1])
        surface.words_centred(line.name, plane.right + plane.left * 0.3 + SERIES_GAP, y, body)


def _label_values(
    readings: Sequence[Reading], plane: Plane, segments: Sequence[Segment], body: Style, surface: Surface
) -> None:
    dots = [(plane.point(r), r) for r in readings]
    for point, reading in sorted(dots, key=lambda pair: not pair[1].emphasised):
        style = Style(body.size, body.leading, 600, "brick") if reading.emphasised else body
        places = _places(point, surface.text_width(reading.text, style), style)
        boxes = [label.box.grown(0.8) for label in surface.labels]
        boxes += [Box(x - DOT, y - DOT, x + DOT, y + DOT) for (x, y), other in dots if other is not reading]
        candidates = [surface.measure(reading.text, x, y, style) for x, y in places]
        x, y = places[best_box(candidates, boxes, segments, (surface.width, plane.bottom - 0.5))]
        surface.words(reading.text, x, y, style)


def _places(point: Point, width: float, style: Style) -> Sequence[Point]:
    x, y = point
    up, down = y - 5.0, y + 4.5 + style.size * ASCENT
    level = y + style.size * 0.33
    return [
        (x - width / 2, up), (x - width / 2, down), (x + 2, up), (x - width - 2, up), (x + 5, level), (x - width - 5, level),
        (x + 2, down), (x - width - 2, down), (x + 3, up - 4), (x - width - 3, up - 4), (x - width / 2, up - 8),
        (x - width + 5, up), (x - 5, up), (x - width + 5, down), (x - 5, down),
    ]


def _account(readings: Sequence[Reading], series: Sequence[Series], notes: Sequence[Note], scene: Scene) -> Account:
    locale = scene.locale
    values = LIST_SEPARATOR.join(value for line in series for value in _alt_values(line, scene))
    parts = [with_emphasis(locale.message("alt_line", values=values), [r.label for r in readings if r.emphasised], scene)]
    parts += [
        locale.message("alt_annotation", date=date_text(note.event.date, locale, short=False), event=note.label)
        for note in notes
    ]
    account = account_of(readings, " ".join(parts))
    sources = once((*account.sources, *(note.event.source for note in notes)))
    return Account(account.alt, account.header, account.rows, sources, account.texts)


def _alt_values(line: Series, scene: Scene) -> list[str]:
    """The values of a line, and the gaps between them."""
    values = [_alt_value(line.readings[0], scene)]
    for earlier, later in zip(line.readings[:-1], line.readings[1:], strict=True):
        if not _joined(earlier, later):
            first, last = (period_text(r.quantity.period, scene.locale, short=False) for r in (earlier, later))
            values.append(scene.locale.message("no_value_between", first=first, last=last))
        values.append(_alt_value(later, scene))
    return values


def _alt_value(reading: Reading, scene: Scene) -> str:
    period = period_text(reading.quantity.period, scene.locale, short=False)
    if reading.label == period:
        return scene.locale.message("alt_value", label=period, value=spoken(reading, scene))
    return scene.locale.message("alt_value_period", label=reading.label, period=period, value=spoken(reading, scene))
