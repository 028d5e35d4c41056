"""Multiples: small charts side by side, each with a scale of its own from zero, over the same years where that serves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.charts.account import Account, once
from briefgen.charts.chronology import end_of_period
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.line import alt_values
from briefgen.charts.placement import Box, Segment
from briefgen.charts.plane import (
    Note,
    Plane,
    Series,
    axis_room,
    break_notes,
    draw_axis,
    draw_notes,
    draw_series,
    event_note,
    label_room,
    label_values,
    notes_depth,
    place_notes,
)
from briefgen.charts.reading import (
    LIST_SEPARATOR,
    PanelReading,
    Reading,
    panels_account,
    read_panels,
    with_emphasis,
)
from briefgen.charts.scene import Scene
from briefgen.charts.surface import Dash, Surface
from briefgen.charts.typeface import Style
from briefgen.charts.wording import lines_of
from briefgen.model.chart import Chart, Width
from briefgen.model.observation import Qualifier

ABREAST = {Width.FULL: 3, Width.COLUMN: 2, Width.MARGIN: 1}  # panels beside each other, at most
GUTTER, ROW_GAP = 20.0, 10.0
PLOT = 58.0  # the height of a plot, from zero to the largest value
SIDE, SIDE_SHARE = 12.0, 0.155  # from a panel's edge to its first and last value: at least, and of its width at most
OPEN_END, POINT = 9.0, 5.0  # how far a bar goes on, outlined, beyond a value that is only a lower bound, and its tip
NOTE_SHARE = 0.6  # of a panel's width, for the words of a note
BARS = 2  # with so few values a panel has bars
BAR_SHARE, BAR_MOST = 0.2, 26.0  # of a panel's width, and in points: how broad a bar is
SHARED_SPAN = 0.4  # of the years of all panels, that each must cover if they share an axis


@dataclass(frozen=True)
class Small:
    """One panel before it has a place: its line, its notes, the lines of its name, and its years."""

    panel: PanelReading
    series: Series
    notes: tuple[Note, ...]
    name: tuple[str, ...]
    first: float
    last: float

    @property
    def barred(self) -> bool:
        """Whether its values are too few for a line, and nothing stands between them."""
        return len(self.series.readings) <= BARS and not self.notes


def draw_multiples(chart: Chart, scene: Scene, surface: Surface) -> Account:
    """Draws each panel's marks over the years; first and last value are printed, and whatever is emphasised."""
    panels = read_panels(chart, scene)
    columns = _columns(len(panels), chart.width)
    width = (surface.width - (columns - 1) * GUTTER) / columns
    smalls = _sharing(tuple(_small(panel, chart, width, scene, surface) for panel in panels))
    rows = [smalls[start:start + columns] for start in range(0, len(smalls), columns)]
    readings = [reading for panel in panels for reading in panel.readings]
    grid = Grid(width, _side(smalls, width, surface), label_room(readings, surface.style("chart_small")),
                axis_room(readings, scene, surface))
    plans = [_plans(row, 0.0, PLOT, grid, surface) for row in rows]
    needed = sum(row[0].bottom + grid.feet for row in plans) + ROW_GAP * (len(rows) - 1)
    plot = PLOT + max(0.0, (surface.height or 0) - needed) / len(rows)
    top = 0.0
    for row in rows:
        planes = _plans(row, top, plot, grid, surface)
        for small, plane in zip(row, planes, strict=True):
            _draw_small(small, plane, scene, surface)
        top = planes[0].bottom + grid.feet + ROW_GAP
    surface.settle(top - ROW_GAP)
    return _account(panels, smalls, scene)


def _columns(count: int, width: Width) -> int:
    """How many panels stand abreast, so that the last row is not a lone panel where that can be helped."""
    most = min(count, ABREAST[width])
    return 2 if most == 3 and count == 4 else most


def _small(panel: PanelReading, chart: Chart, width: float, scene: Scene, surface: Surface) -> Small:
    readings = tuple(sorted(panel.readings, key=lambda r: end_of_period(r.quantity.period)))
    if not any(reading.size for reading in readings):
        raise ChartError(ChartFault.UNFIT_DATA, f"expected values other than zero in the panel \"{panel.label}\"")
    series = Series(panel.label, str(panel.panel.colour or "deep"), readings)
    measure = width * NOTE_SHARE
    annotations = panel.panel.annotations or chart.annotations
    notes = (*(event_note(annotation, measure, scene, surface) for annotation in annotations),
             *break_notes((series,), measure, scene, surface))
    moments = [*(end_of_period(r.quantity.period) for r in readings), *(note.when for note in notes)]
    return Small(panel, series, notes, surface.wrap(panel.label, _name_style(surface), width), min(moments), max(moments))


def _name_style(surface: Surface) -> Style:
    return surface.style("chart_small", weight=600)


def _sharing(smalls: Sequence[Small]) -> tuple[Small, ...]:
    """The panels over the same years, if each covers enough of them; else each over its own."""
    first, last = min(s.first for s in smalls), max(s.last for s in smalls)
    if any(s.last - s.first < SHARED_SPAN * (last - first) for s in smalls):
        return tuple(smalls)
    return tuple(replace(small, first=first, last=last) for small in smalls)


@dataclass(frozen=True)
class Grid:
    """What all panels have in common, in points: their width, and the white at the ends of their axes; what values take above
    the highest of them, and years below the plot.
    """

    width: float
    side: float
    head: float
    feet: float


def _side(smalls: Sequence[Small], width: float, surface: Surface) -> float:
    """The white at the ends of all axes: for half of a first or last value, as far as there is room, or half of a bar."""
    body = surface.style("chart_small")
    ends = [reading for small in smalls for reading in (small.series.readings[0], small.series.readings[-1])]
    side = min(SIDE_SHARE * width, max(surface.text_width(reading.text, body) for reading in ends) / 2 + 1)
    bars = [bar_width(width) / 2 + 4 for small in smalls if small.barred]
    return max(SIDE, side, *bars)


def _plans(row: Sequence[Small], top: float, plot: float, grid: Grid, surface: Surface) -> list[Plane]:
    """Where the panels of a row stand, their baselines at one height, `plot` points below their largest values."""
    head = top + max(len(small.name) for small in row) * _name_style(surface).leading + 2
    planes = []
    for index, small in enumerate(row):
        left = index * (grid.width + GUTTER)
        right = left + grid.width
        values = [0.0, *(reading.size for reading in small.series.readings)]
        planes.append(Plane(Box(left, head, right, head), left + grid.side, right - grid.side, head, head, small.first,
                            small.last, min(values), max(values)))
    depth = max(notes_depth(place_notes(s.notes, p, surface), p) for s, p in zip(row, planes, strict=True))
    upper = head + depth + grid.head + (OPEN_END if any(_is_open(small) for small in row) else 0)
    return [
        replace(plane, top=upper, bottom=upper + plot, room=replace(plane.room, bottom=upper + plot + grid.feet))
        for plane in planes
    ]


def _is_open(small: Small) -> bool:
    return small.barred and any(r.quantity.qualifier is Qualifier.MORE_THAN for r in small.series.readings)


def bar_width(width: float) -> float:
    """How broad the bars of a panel of that width are."""
    return min(BAR_MOST, width * BAR_SHARE)


def _draw_small(small: Small, plane: Plane, scene: Scene, surface: Surface) -> None:
    style, body = _name_style(surface), surface.style("chart_small")
    head = plane.room.top - 2 - len(small.name) * style.leading
    surface.words(small.name, plane.room.left, head + style.size * 0.95, style)
    segments: list[Segment] = list(draw_notes(place_notes(small.notes, plane, surface), plane, surface))
    draw_axis(small.series.readings, plane, scene, surface)
    if small.barred:
        _draw_bars(small, plane, surface)
    else:
        segments += draw_series(small.series, plane, surface)
        label_values(_printed(small.series), small.series.readings, plane, segments, surface, body)


def _printed(series: Series) -> list[Reading]:
    """The readings whose values are printed: the first, the last, those beside a break, and what is emphasised."""
    wanted = {series.readings[0].quantity.id, series.readings[-1].quantity.id}
    wanted |= {reading.quantity.id for step in series.breaks for reading in step}
    return [reading for reading in series.readings if reading.quantity.id in wanted or reading.emphasised]


def _draw_bars(small: Small, plane: Plane, surface: Surface) -> None:
    half = bar_width(plane.room.width) / 2
    boxes: list[Box] = []
    for reading in small.series.readings:
        x, y = plane.point(reading)
        box = Box(x - half, min(y, plane.y(0)), x + half, max(y, plane.y(0)))
        colour = "brick" if reading.emphasised else small.series.colour
        boxes.append(_draw_bar(reading, box, colour, surface))
    _label_bars(small.series.readings, boxes, plane, surface)


def _draw_bar(reading: Reading, box: Box, colour: str, surface: Surface) -> Box:
    """Draws one bar and returns what it takes: with an open end, where its value is only a lower bound."""
    if reading.quantity.qualifier is Qualifier.LESS_THAN:
        surface.block(box, fill="tint", edge=colour, dash=Dash.DASHED)
        return box
    surface.block(box, fill=colour)
    if reading.quantity.qualifier is not Qualifier.MORE_THAN:
        return box
    end, way = (box.top, -1.0) if reading.size >= 0 else (box.bottom, 1.0)
    left, right, shoulder, tip = box.left + 0.4, box.right - 0.4, end + way * (OPEN_END - POINT), end + way * OPEN_END
    surface.stroke((left, end), (left, shoulder), ((left + right) / 2, tip), (right, shoulder), (right, end), colour=colour,
                   weight=0.8, dash=Dash.DASHED)
    return Box(box.left, min(box.top, tip), box.right, max(box.bottom, tip))


def _label_bars(readings: Sequence[Reading], boxes: Sequence[Box], plane: Plane, surface: Surface) -> None:
    """Sets values above their bars, or below those that hang, kept within the panel; a second one higher if they would meet."""
    taken: list[Box] = []
    for reading, bar in zip(readings, boxes, strict=True):
        style = surface.style("chart_small", weight=600 if reading.emphasised else 400,
                              colour="brick" if reading.emphasised else "ink")
        half = surface.text_width(reading.text, style) / 2
        x = min(max((bar.left + bar.right) / 2, plane.room.left + half), plane.room.right - half)
        further = (len(lines_of(reading.text)) - 1) * style.leading
        y = bar.top - 3 - further if reading.size >= 0 else bar.bottom + style.size
        box = surface.measure(reading.text, x - half, y, style)
        while any(box.grown(0.5).overlaps(other) for other in (*taken, *(b for b in boxes if b is not bar))):
            y -= 1.5
            box = surface.measure(reading.text, x - half, y, style)
        taken.append(surface.words(reading.text, x - half, y, style))


def _account(panels: Sequence[PanelReading], smalls: Sequence[Small], scene: Scene) -> Account:
    parts = []
    for small in smalls:
        values = LIST_SEPARATOR.join(alt_values(small.series, scene))
        parts.append(scene.message("alt_part", part=small.panel.label, parts=values))
    alt = scene.message("alt_multiples", panels=LIST_SEPARATOR.join(parts))
    stressed = [f"{s.panel.label}, {r.label}" for s in smalls for r in s.series.readings if r.emphasised]
    events = {note.event.id: (note.event, note.label) for s in smalls for note in s.notes if note.event is not None}
    notes = [
        scene.message("alt_annotation", date=scene.date(event.date, short=False), event=label)
        for event, label in events.values()
    ]
    account = panels_account(panels, " ".join([with_emphasis(alt, stressed, scene), *notes]))
    return replace(account, sources=once((*account.sources, *(event.source for event, _ in events.values()))))
