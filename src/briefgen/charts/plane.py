"""Plane: years to the right and values upward from zero, and what stands in it: lines, values, years, events, breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefgen.charts.chronology import end_of_period, follows, middle_of_date
from briefgen.charts.placement import Box, Point, Segment, best_box
from briefgen.charts.reading import Reading
from briefgen.charts.scene import Scene
from briefgen.charts.surface import ASCENT, Align, Dash, Surface
from briefgen.charts.typeface import Style
from briefgen.charts.wording import lines_of, listed
from briefgen.model.chart import Annotation
from briefgen.model.relationship import Event

DOT = 2.3
AXIS_ROOM = 13.0  # below the baseline, for the years
LABEL_ROOM = 13.0  # above the highest value
NOTE_GAP = 3.0
BROKEN_SHARE = 0.7  # of its width: the measure in which a value is set on two lines


@dataclass(frozen=True)
class Series:
    """The readings that belong to one line, in the order of time."""

    name: str
    colour: str
    readings: tuple[Reading, ...]

    @property
    def steps(self) -> tuple[tuple[Reading, Reading], ...]:
        """Each reading with the one after it."""
        return tuple(pairwise(self.readings))

    @property
    def breaks(self) -> tuple[tuple[Reading, Reading], ...]:
        """The steps over which values cannot be compared."""
        return tuple(step for step in self.steps if is_broken(*step))


@dataclass(frozen=True)
class Note:
    """A moment with words, in years: an event, or a break in a series."""

    label: str
    when: float
    lines: tuple[str, ...]
    event: Event | None = None


@dataclass(frozen=True)
class PlacedNote:
    """A note where it stands: the box of its words, and whether they stand over its rule rather than beside it."""

    note: Note
    box: Box
    over: bool


@dataclass(frozen=True)
class Plane:
    """The plot, in points, within the `room` that its labels may take; `first` and `last` in years."""

    room: Box
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


def is_joined(earlier: Reading, later: Reading) -> bool:
    """Whether one reading's period follows the other's, so that a solid line may join them."""
    return follows(earlier.quantity.period.later(), later.quantity.period.later())


def is_broken(earlier: Reading, later: Reading) -> bool:
    """Whether the indicator or the reporter changes between two readings, so that no line may join them."""
    one, other = earlier.origin, later.origin
    return (one.indicator, one.reporter) != (other.indicator, other.reporter)


def note_style(surface: Surface) -> Style:
    """How the words of notes are set."""
    return surface.style("chart_small", colour="quiet")


def event_note(annotation: Annotation, measure: float, scene: Scene, surface: Surface) -> Note:
    """An annotation in its own words, or in the event's with its date."""
    event = scene.relationship.events[annotation.event]
    date = scene.date(event.date, short=True)
    label = scene.local(annotation.label) if annotation.label else scene.local(event.label or event.name)
    text = label if annotation.label else listed(", ", (label, date))
    return Note(label, middle_of_date(event.date), surface.wrap(text, note_style(surface), measure), event)


def break_notes(series: Iterable[Series], measure: float, scene: Scene, surface: Surface) -> tuple[Note, ...]:
    """A note for each break, half-way between the values that it keeps apart."""
    text = scene.message("series_break")
    lines = surface.wrap(text, note_style(surface), measure)
    moments = dict.fromkeys(
        sum(end_of_period(reading.quantity.period) for reading in step) / 2 for line in series for step in line.breaks
    )
    return tuple(Note(text, when, lines) for when in moments)


def place_notes(notes: Sequence[Note], plane: Plane, surface: Surface) -> tuple[PlacedNote, ...]:
    """Notes from the top of the plane's room down, in as few lanes as keep them apart."""
    style = note_style(surface)
    lane = max((len(note.lines) for note in notes), default=0) * style.leading
    placed: list[PlacedNote] = []
    room = Box(plane.room.left, plane.room.top, plane.room.right, plane.room.top + len(notes) * lane + style.size)
    for note in sorted(notes, key=lambda n: n.when):
        x, width = plane.x(note.when), max(surface.text_width(line, style) for line in note.lines)
        over = min(max(x - width / 2, room.left), room.right - width)
        choices = [
            (left, room.top + number * lane + style.size * 0.8, left == over)
            for number in range(len(notes)) for left in (x + NOTE_GAP, x - NOTE_GAP - width, over)
        ]
        boxes = [surface.measure(note.lines, left, y, style) for left, y, _ in choices]
        rules = [((plane.x(p.note.when), p.box.top), (plane.x(p.note.when), room.bottom + lane)) for p in placed]
        best = best_box(boxes, [p.box.grown(1.5) for p in placed], rules, room)
        placed.append(PlacedNote(note, boxes[best], choices[best][2]))
    return tuple(placed)


def notes_depth(placed: Sequence[PlacedNote], plane: Plane) -> float:
    """How much of the plane's room notes take, from its top."""
    return max((p.box.bottom - plane.room.top + 2 for p in placed), default=0.0)


def draw_notes(placed: Sequence[PlacedNote], plane: Plane, surface: Surface) -> list[Segment]:
    """Draws notes with a rule down to the baseline, dotted for a break; returns the rules."""
    style = note_style(surface)
    rules: list[Segment] = []
    for p in placed:
        x = plane.x(p.note.when)
        beside_left = not p.over and p.box.right < x
        anchor, align = (p.box.right, Align.RIGHT) if beside_left else (p.box.left, Align.LEFT)
        surface.words(p.note.lines, anchor, p.box.top + ASCENT * style.size, style, align)
        rules.append(((x, p.box.bottom + 1 if p.over else p.box.top), (x, plane.bottom)))
        if p.note.event is None:
            surface.stroke(*rules[-1], colour="quiet", weight=0.9, dash=Dash.DOTTED)
        else:
            surface.stroke(*rules[-1], colour="ochre", weight=0.75)
    return rules


def draw_axis(readings: Sequence[Reading], plane: Plane, scene: Scene, surface: Surface) -> None:
    """Draws the line at zero, and below the plot the periods of readings, as many as have room: last and first come first."""
    style = note_style(surface)
    surface.stroke((plane.room.left, plane.y(0)), (plane.room.right, plane.y(0)), colour="quiet", weight=0.5)
    periods = {str(r.quantity.period): r.quantity.period for r in readings}
    ordered = sorted(periods.values(), key=end_of_period)
    taken: list[Box] = []
    for period in dict.fromkeys((ordered[-1], ordered[0], *ordered[1:-1])):
        text, x = scene.period(period, short=True), plane.x(end_of_period(period))
        half = surface.text_width(text, style) / 2
        centre = min(max(x, plane.room.left + half), plane.room.right - half)
        box = surface.measure(text, centre, plane.bottom + 10, style, Align.CENTRE).grown(1.5)
        if not any(box.overlaps(other) for other in taken):
            taken.append(surface.words(text, centre, plane.bottom + 10, style, Align.CENTRE))
            surface.stroke((x, plane.bottom), (x, plane.bottom + 2), colour="quiet", weight=0.5)


def axis_room(readings: Sequence[Reading], scene: Scene, surface: Surface) -> float:
    """The height that periods take below the baseline."""
    texts = (scene.period(reading.quantity.period, short=True) for reading in readings)
    return AXIS_ROOM + (max(len(lines_of(text)) for text in texts) - 1) * note_style(surface).leading


def label_room(readings: Sequence[Reading], body: Style) -> float:
    """The height that values take above the highest of them."""
    return LABEL_ROOM + (max(len(lines_of(reading.text)) for reading in readings) - 1) * body.leading


def draw_series(series: Series, plane: Plane, surface: Surface) -> list[Segment]:
    """Draws a line: solid where periods follow each other, dashed where some are missing, none over a break."""
    segments = []
    for earlier, later in series.steps:
        if is_broken(earlier, later):
            continue
        start, end, joined = plane.point(earlier), plane.point(later), is_joined(earlier, later)
        surface.stroke(start, end, colour=series.colour, weight=1.5 if joined else 1.0,
                       dash=Dash.SOLID if joined else Dash.DASHED)
        segments.append((start, end))
    for reading in series.readings:
        fill = "brick" if reading.emphasised else series.colour
        surface.dot(plane.point(reading), DOT + (0.4 if reading.emphasised else 0), fill=fill, edge="paper")
    return segments


def label_values(
    labelled: Sequence[Reading], readings: Sequence[Reading], plane: Plane, segments: Sequence[Segment], surface: Surface,
    body: Style,
) -> None:
    """Sets the values of some of the readings beside their markers, clear of the others, of labels and of lines."""
    dots = [(plane.point(r), r) for r in readings]
    room = replace(plane.room, bottom=plane.bottom - 0.5)
    for reading in sorted(labelled, key=lambda r: not r.emphasised):
        style = value_style(reading, body)
        stances = _stances(reading.text, plane.point(reading), room, style, surface)
        boxes = [label.box.grown(0.8) for label in surface.labels]
        boxes += [Box(x - DOT, y - DOT, x + DOT, y + DOT) for (x, y), other in dots if other is not reading]
        candidates = [surface.measure(lines, x, y, style) for lines, (x, y) in stances]
        lines, (x, y) = stances[best_box(candidates, boxes, segments, room)]
        surface.words(lines, x, y, style)


def value_style(reading: Reading, body: Style) -> Style:
    """How a reading's value is set."""
    return Style(body.size, body.leading, 600, "brick") if reading.emphasised else body


def broken_value(text: str, style: Style, surface: Surface) -> tuple[str, ...]:
    """A value on two lines for each language, or on one if it is a single word."""
    return surface.wrap(text, style, surface.text_width(text, style) * BROKEN_SHARE)


def _stances(
    text: str, point: Point, room: Box, style: Style, surface: Surface
) -> list[tuple[tuple[str, ...], Point]]:
    """How and where a value may stand beside its marker: on one line, and, where that is never clear, on two."""
    whole = lines_of(text)
    broken = broken_value(text, style, surface)
    stances = []
    for lines in (whole, broken) if len(broken) > len(whole) else (whole,):
        width = max(surface.text_width(line, style) for line in lines)
        places = _places(point, width, style, len(lines))
        places += [(min(max(x, room.left), room.right - width), y + further) for further in (0, 8, -8) for x, y in places[:2]]
        stances += [(lines, place) for place in places]
    return stances


def _places(point: Point, width: float, style: Style, lines: int) -> list[Point]:
    x, y = point
    further = (lines - 1) * style.leading
    up, down = y - 5.0 - further, y + 4.5 + style.size * ASCENT
    level = y + style.size * 0.33 - further / 2
    return [
        (x - width / 2, up), (x - width / 2, down), (x + 2, up), (x - width - 2, up), (x + 5, level), (x - width - 5, level),
        (x + 2, down), (x - width - 2, down), (x + 3, up - 4), (x - width - 3, up - 4), (x - width / 2, up - 8),
        (x - width + 5, up), (x - 5, up), (x - width + 5, down), (x - 5, down),
    ]
