"""Line: values over the years, joined where years follow each other, with the events that explain them."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.charts.account import Account, once
from briefgen.charts.chronology import end_of_period
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.placement import Box, spread
from briefgen.charts.plane import (
    AXIS_ROOM,
    LABEL_ROOM,
    Note,
    Plane,
    Series,
    axis_room,
    break_notes,
    broken_value,
    draw_axis,
    draw_notes,
    draw_series,
    event_note,
    is_broken,
    is_joined,
    label_room,
    label_values,
    notes_depth,
    place_notes,
    value_style,
)
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
from briefgen.charts.surface import Surface
from briefgen.charts.typeface import Style
from briefgen.model.chart import Chart, ChartKind, Width

HEIGHTS = {Width.FULL: 126.0, Width.COLUMN: 112.0, Width.MARGIN: 84.0}
SIDE = {Width.FULL: 26.0, Width.COLUMN: 24.0, Width.MARGIN: 11.0}  # from the sheet's edge to the first and last value
NOTE_MEASURE = {Width.FULL: 130.0, Width.COLUMN: 110.0, Width.MARGIN: 78.0}  # an event's label breaks at this width
SERIES_COLOURS = ("deep", "ochre", "mist")
SERIES_GAP = 7.0
RULE_GAP = 2.5  # between the rule of an event and a value
NAME_SHARE = 0.3  # of the width, for the names of series


def draw_line(chart: Chart, scene: Scene, surface: Surface) -> Account:
    """Draws one line a series. Years without an observation are bridged by a dashed line, and values start at zero.

    Where the indicator or the reporter changes within a line, it breaks off, and a dotted rule says so.
    """
    readings = read_marks(chart, scene)
    body = surface.style("chart_small" if chart.width is Width.MARGIN else "chart")
    series = series_of(readings, scene)
    measure = NOTE_MEASURE[chart.width]
    notes = (*(event_note(annotation, measure, scene, surface) for annotation in chart.annotations),
             *break_notes(series, measure, scene, surface))
    names = _names(series, body, surface)
    feet = axis_room(readings, scene, surface)
    plane = _plane(chart, readings, notes, names, body, feet, surface)
    placed = place_notes(notes, plane, surface)
    rules = draw_notes(placed, plane, surface)
    draw_axis(readings, plane, scene, surface)
    segments = [segment for line in series for segment in draw_series(line, plane, surface)]
    _set_names(series, names, plane, body, surface)
    label_values(readings, readings, plane, [*segments, *rules], surface, body)
    surface.settle(plane.bottom + feet)
    return _account(readings, series, notes, scene)


def series_of(readings: Sequence[Reading], scene: Scene) -> tuple[Series, ...]:
    """The lines that marks form: one for each indicator, reporter and counterpart.

    Two that speak of the same countries, one where the other has ended, are one line with a break in it.
    """
    groups: dict[tuple[str, str | None, str | None], list[Reading]] = {}
    for reading in readings:
        groups.setdefault((reading.origin.indicator, reading.origin.reporter, reading.origin.counterpart), []).append(reading)
    lines: list[list[Reading]] = []
    for group in groups.values():
        group.sort(key=lambda r: end_of_period(r.quantity.period))
        before = next((line for line in lines if _continues(line, group)), None)
        if before is None:
            lines.append(group)
        else:
            before += group
            before.sort(key=lambda r: end_of_period(r.quantity.period))
    return tuple(
        Series(_series_name(line, scene), line[0].mark.colour or SERIES_COLOURS[index % len(SERIES_COLOURS)], tuple(line))
        for index, line in enumerate(lines)
    )


def _continues(line: Sequence[Reading], group: Sequence[Reading]) -> bool:
    """Whether a group begins where a line has ended, or ends where it begins, and speaks of the same countries."""
    subjects = [_subject(line[-1]), _subject(group[0])]
    spans = sorted((_moment(part[0]), _moment(part[-1])) for part in (line, group))
    return subjects[0] == subjects[1] and spans[0][1] < spans[1][0]


def _subject(reading: Reading) -> frozenset[str | None]:
    origin = reading.origin
    return frozenset({origin.reporter, origin.counterpart} if origin.counterpart else {None})


def _moment(reading: Reading) -> float:
    return end_of_period(reading.quantity.period)


def _series_name(readings: Sequence[Reading], scene: Scene) -> str:
    named = [r for r in readings if r.mark.label or r.mark.label_from]
    if named:
        return named[-1].label
    origin = origin_of(readings[-1].quantity)
    if origin.counterpart or origin.reporter:
        return label_of(readings[-1].mark, origin, ChartKind.BAR, scene)
    return scene.local(scene.relationship.indicators[origin.indicator].name)


def _names(series: Sequence[Series], body: Style, surface: Surface) -> tuple[tuple[str, ...], ...]:
    """The names of the lines, broken to a part of the width; none for a line that is alone."""
    if len(series) == 1:
        return ()
    return tuple(surface.wrap(line.name, body, surface.width * NAME_SHARE) for line in series)


def _plane(
    chart: Chart, readings: Sequence[Reading], notes: Sequence[Note], names: Sequence[tuple[str, ...]], body: Style,
    feet: float, surface: Surface,
) -> Plane:
    moments = [*(_moment(r) for r in readings), *(note.when for note in notes)]
    values = [r.size for r in readings]
    high, low = max(0.0, *values), min(0.0, *values)
    if high == low:
        raise ChartError(ChartFault.UNFIT_DATA, f"expected values other than zero in the chart {chart.id}")
    room = max((surface.text_width(line, body) for name in names for line in name), default=-SERIES_GAP) + SERIES_GAP
    left, right = _sides(chart, readings, min(moments), max(moments), body, surface)
    outer = Box(0, 0, surface.width - room, 0)
    right = max(right, _beyond_rule(readings, notes, outer.right - left, body, surface))
    bare = Plane(outer, left, outer.right - right, 0, 0, min(moments), max(moments), low, high)
    depth = notes_depth(place_notes(notes, bare, surface), bare)
    further = label_room(readings, body) - LABEL_ROOM
    top = depth + LABEL_ROOM + further
    height = surface.height or HEIGHTS[chart.width] + (depth if chart.width is Width.MARGIN else 0)
    height += (1 + len(names)) * further + feet - AXIS_ROOM
    return Plane(Box(0, 0, outer.right, height), left, outer.right - right, top, height - feet, bare.first, bare.last,
                 low, high)


def _sides(
    chart: Chart, readings: Sequence[Reading], first: float, last: float, body: Style, surface: Surface
) -> tuple[float, float]:
    """The white before the first and after the last value; where there is room, enough for half of their texts."""
    side = SIDE[chart.width]
    if chart.width is Width.MARGIN:
        return side, side
    ends = [max((surface.text_width(r.text, body) / 2 + 2 for r in readings if _moment(r) == end), default=0.0)
            for end in (first, last)]
    return max(side, ends[0]), max(side, ends[1])


def _beyond_rule(readings: Sequence[Reading], notes: Sequence[Note], room: float, body: Style, surface: Surface) -> float:
    """The white after the last value in which its text, on two lines, is clear of a rule at its left; none where there is none.

    `room` is that from the first value to the end of the plot's white.
    """
    moments = sorted({*map(_moment, readings)})
    rules = [note.when for note in notes if len(moments) > 1 and moments[-2] < note.when]
    if not rules or max(rules) >= moments[-1]:
        return 0.0
    share = (moments[-1] - max(rules)) / (moments[-1] - min(moments[0], *(note.when for note in notes)))
    styled = [(r.text, value_style(r, body)) for r in readings if _moment(r) == moments[-1]]
    breadth = max(surface.text_width(line, style) for text, style in styled for line in broken_value(text, style, surface))
    return (breadth + RULE_GAP - share * room) / (1 - share)


def _set_names(
    series: Sequence[Series], names: Sequence[tuple[str, ...]], plane: Plane, body: Style, surface: Surface
) -> None:
    """Sets each line's name at its end, to the right, one clear of the other."""
    if not names:
        return
    ends = sorted(zip(series, names, strict=True), key=lambda pair: plane.point(pair[0].readings[-1])[1])
    heights = [len(name) * body.leading for _, name in ends]
    starts = spread([plane.point(line.readings[-1])[1] for line, _ in ends], heights, 0, plane.bottom)
    for (_, name), start, height in zip(ends, starts, heights, strict=True):
        surface.words_centred(name, plane.room.right + SERIES_GAP, start + height / 2, body)


def _account(readings: Sequence[Reading], series: Sequence[Series], notes: Sequence[Note], scene: Scene) -> Account:
    values = LIST_SEPARATOR.join(value for line in series for value in alt_values(line, scene))
    parts = [with_emphasis(scene.message("alt_line", values=values), [r.label for r in readings if r.emphasised], scene)]
    events = [(note.event, note.label) for note in notes if note.event is not None]
    parts += [
        scene.message("alt_annotation", date=scene.date(event.date, short=False), event=label)
        for event, label in events
    ]
    account = account_of(readings, " ".join(parts))
    sources = once((*account.sources, *(event.source for event, _ in events)))
    return Account(account.alt, account.header, account.rows, sources, account.texts)


def alt_values(line: Series, scene: Scene) -> list[str]:
    """The values of a line, and the gaps and breaks between them."""
    values = [_alt_value(line.readings[0], scene)]
    for earlier, later in line.steps:
        msgid = "alt_break" if is_broken(earlier, later) else "" if is_joined(earlier, later) else "no_value_between"
        if msgid:
            first, last = (scene.period(r.quantity.period, short=False) for r in (earlier, later))
            values.append(scene.message(msgid, first=first, last=last))
        values.append(_alt_value(later, scene))
    return values


def _alt_value(reading: Reading, scene: Scene) -> str:
    period = scene.period(reading.quantity.period, short=False)
    if reading.label == period:
        return scene.message("alt_value", label=period, value=spoken(reading, scene))
    return scene.message("alt_value_period", label=reading.label, period=period, value=spoken(reading, scene))
