"""Roll: records one below the other, with a dot below each value that they have in one field or several."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from briefgen.charts.account import Account, once
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.fields import (
    Heading,
    field_label,
    headings_of,
    pool_of,
    record_name,
    record_source,
    records_of,
    values_of,
)
from briefgen.charts.key import Entry, draw_key
from briefgen.charts.marker import Marker, draw_marker, markers_of
from briefgen.charts.placement import Point
from briefgen.charts.reading import LIST_SEPARATOR, with_emphasis
from briefgen.charts.scene import Scene
from briefgen.charts.surface import Surface
from briefgen.charts.typeface import Style
from briefgen.charts.wording import lines_of
from briefgen.model.chart import Chart, Width

HEADER = ("record", "field", "value", "source")
PITCH = {Width.FULL: 17.0, Width.COLUMN: 12.5, Width.MARGIN: 10.6}  # from column to column
GROUP_GAP = {Width.FULL: 14.0, Width.COLUMN: 10.0, Width.MARGIN: 6.0}
LEAST_NAME = 100.0  # with less room for names, they stand above their dots
RADIUS, TRACE = 2.6, 0.6
NAME_GAP, ROW_PAD = 8.0, 5.0
HEAD_GAP = {Width.FULL: 5.5, Width.COLUMN: 0.5, Width.MARGIN: 0.5}  # between heads of two lines that read upwards
MARK, MARK_GAP = 4.6, 4.0


@dataclass(frozen=True)
class Columns:
    """The headings with the place of each, from the left, and where those of each field begin and end; the room for names;
    `above`: names stand above their dots.
    """

    headings: tuple[Heading, ...]
    places: tuple[float, ...]
    spans: tuple[tuple[float, float], ...]
    names: float
    above: bool


def draw_roll(chart: Chart, scene: Scene, surface: Surface) -> Account:
    """Draws the chart's records with the values of its columns' fields.

    Raises:
        ChartError: if a field does not hold few values, or the columns are more than the sheet is wide.
    """
    records, pool = records_of(chart, scene), pool_of(chart, scene)
    groups = [headings_of(field, pool, scene) for field in chart.columns]
    columns = _columns(chart, groups, scene, surface)
    markers = markers_of(records)
    y = _draw_heads(columns, scene, surface)
    for record in records:
        y = _draw_row(record, y, columns, markers, chart, scene, surface)
    surface.stroke((0, y), (surface.width, y), colour="rule", weight=0.4)
    entries = [Entry(m.label(scene), MARK, _sample(m, surface)) for kind, m in markers.items() if kind is not None]
    surface.settle(draw_key(entries, y, surface) if entries else y + 1)
    return _account(chart, records, columns.headings, scene)


def _columns(chart: Chart, groups: Sequence[Sequence[Heading]], scene: Scene, surface: Surface) -> Columns:
    """A group of columns is at least as wide as the longest word of its field's name."""
    gap, strong = GROUP_GAP[chart.width], surface.style("chart_small", weight=600)
    headings = tuple(itertools.chain.from_iterable(groups))
    lines = max(len(lines_of(heading.label)) for heading in headings)
    pitch = PITCH[chart.width] if lines == 1 else max(PITCH[chart.width], lines * strong.leading + HEAD_GAP[chart.width])
    words = [max(surface.text_width(word, strong) for text in lines_of(field_label(g[0].field, scene))
                 for word in map(type(text), text.split(" "))) for g in groups]
    breadths = [max(len(g) * pitch, word + 2 if len(groups) > 1 else 0) for g, word in zip(groups, words, strict=True)]
    breadth = sum(breadths) + (len(groups) - 1) * gap
    if breadth > surface.width:
        raise ChartError(ChartFault.TOO_SMALL, f"expected columns within {surface.width:g} points, found {breadth:.0f}")
    above = surface.width - breadth - NAME_GAP < LEAST_NAME
    places: list[float] = []
    spans, x = [], surface.width - breadth
    for group, room in zip(groups, breadths, strict=True):
        places += [x + (order + 0.5) * pitch for order in range(len(group))]
        spans.append((x, x + room))
        x += room + gap
    return Columns(headings, tuple(places), tuple(spans), surface.width if above else surface.width - breadth - NAME_GAP, above)


def _draw_heads(columns: Columns, scene: Scene, surface: Surface) -> float:
    """Heads that read upwards, below the names of their fields; returns where the rows begin."""
    style, strong = surface.style("chart_small"), surface.style("chart_small", weight=600, colour="deep")
    fields = once(heading.field for heading in columns.headings)
    y = 0.0
    if len(fields) > 1:
        names = [surface.wrap(field_label(field, scene), strong, end - start - 1)
                 for field, (start, end) in zip(fields, columns.spans, strict=True)]
        tallest = max(len(lines) for lines in names)
        y = strong.size + (tallest - 1) * strong.leading + 4
        for lines, (start, end) in zip(names, columns.spans, strict=True):
            surface.words(lines, start + 1, strong.size + (tallest - len(lines)) * strong.leading, strong)
            surface.stroke((start + 1, y), (end - 1, y), colour="deep", weight=0.6)
        y += 6
    y += max(surface.text_width(heading.label, style) for heading in columns.headings) + 2
    for heading, x in zip(columns.headings, columns.places, strict=True):
        further = (len(lines_of(heading.label)) - 1) * style.leading
        surface.words_turned(heading.label, x + style.size * 0.32 - further / 2, y, style)
    return y + 4


def _draw_row(
    record: Any, top: float, columns: Columns, markers: Mapping[StrEnum | None, Marker], chart: Chart, scene: Scene,
    surface: Surface,
) -> float:
    surface.stroke((0, top), (surface.width, top), colour="rule", weight=0.4)
    style = _style(record, chart, surface)
    marker = markers.get(getattr(record, "kind", None))
    indent = MARK + MARK_GAP if marker else 0.0
    lines = surface.wrap(record_name(record, scene), style, columns.names - indent)
    height = len(lines) * style.leading + ROW_PAD
    first = top + ROW_PAD / 2 + style.leading * 0.74
    surface.words(lines, indent, first, style)
    if marker:
        draw_marker(marker, (MARK / 2, first - style.size * 0.33), MARK, "paper", surface)
    y = top + height + 1.5 if columns.above else top + height / 2
    for heading, x in zip(columns.headings, columns.places, strict=True):
        if heading.value in values_of(record, heading.field):
            surface.dot((x, y), RADIUS, fill="brick" if record.id in chart.emphasis else "deep")
        else:
            surface.dot((x, y), TRACE, fill="rule")
    return top + height + (2 * RADIUS + 2.5 if columns.above else 0.0)


def _style(record: Any, chart: Chart, surface: Surface) -> Style:
    stressed = record.id in chart.emphasis
    name = "chart" if chart.width is Width.FULL else "chart_small"
    return surface.style(name, weight=600 if stressed else 400, colour="brick" if stressed else "ink")


def _sample(marker: Marker, surface: Surface) -> Callable[[float, float], None]:
    def draw(x: float, y: float) -> None:
        draw_marker(marker, _centre(x, y), MARK, "paper", surface)

    return draw


def _centre(x: float, y: float) -> Point:
    return x + MARK / 2, y


def _account(chart: Chart, records: Sequence[Any], headings: Sequence[Heading], scene: Scene) -> Account:
    held = {
        record.id: [h for h in headings if h.value in values_of(record, h.field)] for record in records
    }
    names = {record.id: record_name(record, scene) for record in records}
    told = [
        scene.message("alt_value", label=names[key], value=", ".join(h.label for h in found))
        for key, found in held.items() if found
    ]
    return Account(
        alt=with_emphasis(
            scene.message("alt_matrix", cells=LIST_SEPARATOR.join(told)),
            [names[record.id] for record in records if record.id in chart.emphasis], scene,
        ),
        header=HEADER,
        rows=tuple(
            (names[record.id], h.field, h.label, *record_source(record)) for record in records for h in held[record.id]
        ),
        sources=once(source for record in records for source in record_source(record)),
    )
