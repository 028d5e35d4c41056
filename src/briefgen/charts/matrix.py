"""Matrix: records counted where two fields meet, or listed with a dot for each value that they have."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from briefgen.charts.account import Account, once
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.fields import (
    ID,
    Heading,
    headings_of,
    pool_of,
    record_name,
    record_source,
    records_of,
    values_of,
)
from briefgen.charts.key import SAMPLE_GAP, Entry, draw_key, draw_numbered, lettered
from briefgen.charts.marker import Marker, draw_marker, markers_of
from briefgen.charts.placement import Box
from briefgen.charts.reading import LIST_SEPARATOR
from briefgen.charts.roll import draw_roll
from briefgen.charts.scene import Scene
from briefgen.charts.surface import Align, Surface
from briefgen.charts.typeface import Style
from briefgen.model.chart import Chart, Width

NOTHING = "–"
FILLS = ("tint", "rule", "mist")  # of cells with few, more and many records
ROW_SHARE = 0.27  # the widest that the names of rows may be
HEAD_GAP, CELL_GAP = 5.0, 1.4
INSET = 5.0
TALL = 20.0  # the least height of a cell
TALLIED = 8  # with more records in a cell of the margin, each kind has one mark and its number
SIZE = {Width.FULL: 5.2, Width.COLUMN: 4.6, Width.MARGIN: 3.4}
PITCH = 1.5  # from mark to mark, in sizes


@dataclass(frozen=True)
class Cell:
    """Where a row and a column meet: the records that have both values, in the order of their kinds."""

    row: Heading
    column: Heading
    records: tuple[Any, ...]


@dataclass(frozen=True)
class Grid:
    """The left edge of the cells and their breadth, the size of a mark, and how many marks stand in a line."""

    left: float
    breadth: float
    size: float
    line: int


def draw_matrix(chart: Chart, scene: Scene, surface: Surface) -> Account:
    """Draws the chart's records: as marks in cells, or, where `rows` is `id`, each in a row of its own.

    Raises:
        ChartError: if rows or columns are not named, or are fields that do not hold few values.
    """
    if chart.rows is None or not chart.columns:
        raise ChartError(ChartFault.MISSING_DATA, f"expected rows and columns in the chart {chart.id}, found none")
    if chart.rows == ID:
        return draw_roll(chart, scene, surface)
    if len(chart.columns) > 1:
        raise ChartError(ChartFault.UNFIT_DATA, f"expected one field as columns of {chart.id}, found {len(chart.columns)}")
    records, pool = records_of(chart, scene), pool_of(chart, scene)
    markers = markers_of(records)
    rows, columns = headings_of(chart.rows, pool, scene), headings_of(chart.columns[0], pool, scene)
    cells = [[_cell(row, column, records, markers) for column in columns] for row in rows]
    y = _draw_cells(chart, cells, markers, surface)
    several = any(len(values_of(r, h.field)) > 1 for r in records for h in (rows[0], columns[0]))
    surface.settle(draw_key(_key(markers, scene, surface, several=several), y, surface))
    return _account(chart, [cell for row in cells for cell in row], records, scene)


def _cell(row: Heading, column: Heading, records: Sequence[Any], markers: Mapping[StrEnum | None, Marker]) -> Cell:
    order = list(markers)
    held = [r for r in records if row.value in values_of(r, row.field) and column.value in values_of(r, column.field)]
    return Cell(row, column, tuple(sorted(held, key=lambda record: order.index(kind_of(record, markers)))))


def kind_of(record: Any, markers: Mapping[StrEnum | None, Marker]) -> StrEnum | None:
    """The kind by which a record has its mark; None where all have the same."""
    return None if None in markers else record.kind


def _draw_cells(
    chart: Chart, cells: Sequence[Sequence[Cell]], markers: Mapping[StrEnum | None, Marker], surface: Surface
) -> float:
    """Heads, names of rows, and cells; returns where the chart goes on."""
    grid, y = _grid(chart.width, cells, surface), 0.0
    heads = [cell.column.label for cell in cells[0]]
    small = surface.style("chart_small")
    wrapped = [surface.wrap(head, small, grid.breadth - HEAD_GAP) for head in heads]
    narrow = any(surface.text_width(line, small) > grid.breadth - 2 for lines in wrapped for line in lines)
    signs = lettered(len(heads)) if narrow else ()  # no digits, which would read as values over counts
    shown = [(sign,) for sign in signs] or wrapped
    y += max(len(lines) for lines in shown) * small.leading
    for number, (lines, head) in enumerate(zip(shown, cells[0], strict=True)):
        style = _style(head.column.value, chart, surface)
        first = y - (len(lines) - 1) * small.leading - 2.5
        surface.words(lines, grid.left + (number + 0.5) * grid.breadth, first, style, Align.CENTRE)
    y += 1.5
    most = max(len(cell.records) for row in cells for cell in row)
    for row in cells:
        y = _draw_row(row, y, grid, most, chart, markers, surface)
    y += HEAD_GAP
    return draw_numbered(heads, y, 1, surface, signs=signs) + HEAD_GAP if narrow else y


def _style(value: str, chart: Chart, surface: Surface) -> Style:
    stressed = value in chart.emphasis
    return surface.style("chart_small", weight=600, colour="brick" if stressed else "ink")


def _grid(width: Width, cells: Sequence[Sequence[Cell]], surface: Surface) -> Grid:
    style, size = surface.style("chart_small", weight=600), SIZE[width]
    share = surface.width * (0.4 if width is Width.MARGIN else ROW_SHARE)
    wrapped = [surface.wrap(row[0].row.label, style, share) for row in cells]
    left = max(surface.text_width(line, style) for lines in wrapped for line in lines) + HEAD_GAP
    breadth = (surface.width - left) / len(cells[0])
    count = max(surface.text_width(str(len(cell.records)), surface.style("chart_small")) for row in cells for cell in row)
    room = breadth - CELL_GAP - 2 * INSET - (0 if width is Width.MARGIN else count + SAMPLE_GAP)
    return Grid(left, breadth, size, max(int((room + size * (PITCH - 1)) / (size * PITCH)), 2))


def _draw_row(
    row: Sequence[Cell], top: float, grid: Grid, most: int, chart: Chart, markers: Mapping[StrEnum | None, Marker],
    surface: Surface,
) -> float:
    """A row of cells, all as high as the fullest; in the margin a cell's count stands below its marks."""
    style, step = _style(row[0].row.value, chart, surface), grid.size * PITCH
    tallied = chart.width is Width.MARGIN and most > TALLIED
    below = style.leading if chart.width is Width.MARGIN and not tallied else 0.0
    lines = max(math.ceil(len(cell.records) / grid.line) for cell in row)
    name = surface.wrap(row[0].row.label, style, grid.left - HEAD_GAP + 0.1)
    inner = len(markers) * style.leading if tallied else lines * step + below
    height = max(inner + INSET, float(len(name) * style.leading + INSET), TALL)
    surface.words_centred(name, 0, top + height / 2, style)
    for number, cell in enumerate(row):
        left = grid.left + number * grid.breadth
        box = Box(left + CELL_GAP, top + CELL_GAP / 2, left + grid.breadth, top + height - CELL_GAP / 2)
        fill = FILLS[min(len(cell.records) * len(FILLS) // (most + 1), len(FILLS) - 1)]
        if not cell.records:
            quiet = surface.style("chart_small", colour="quiet")
            surface.words_centred(NOTHING, (box.left + box.right) / 2, top + height / 2, quiet, Align.CENTRE)
        elif tallied:
            _draw_tally(cell, box, fill, markers, surface)
        else:
            _draw_marks(cell, box, grid, fill, markers, surface, below=below)
    return top + height


def _draw_tally(cell: Cell, box: Box, fill: str, markers: Mapping[StrEnum | None, Marker], surface: Surface) -> None:
    """A line for each kind that the cell has: its mark and how many there are; the number alone where all are alike."""
    style, size = surface.style("chart_small"), SIZE[Width.MARGIN]
    surface.block(box, fill=fill)
    kinds = [kind_of(record, markers) for record in cell.records]
    shown = [kind for kind in markers if kind in kinds]
    y = (box.top + box.bottom) / 2 - (len(shown) - 1) * style.leading / 2
    for kind in shown:
        if kind is None:
            surface.words_centred(str(len(kinds)), (box.left + box.right) / 2, y, style, Align.CENTRE)
            continue
        draw_marker(markers[kind], (box.left + 2.5 + size / 2, y), size, fill, surface)
        surface.words_centred(str(kinds.count(kind)), box.right - 2.5, y, style, Align.RIGHT)
        y += style.leading


def _draw_marks(
    cell: Cell, box: Box, grid: Grid, fill: str, markers: Mapping[StrEnum | None, Marker], surface: Surface, *, below: float
) -> None:
    """A mark for each record, in lines, and how many there are."""
    middle, count = (box.top + box.bottom) / 2, len(cell.records)
    surface.block(box, fill=fill)
    step, lines = grid.size * PITCH, math.ceil(count / grid.line)
    start = middle - below / 2 - (lines - 1) * step / 2
    inset = (box.width - (grid.line - 1) * step - grid.size) / 2 if below else INSET
    for order, record in enumerate(cell.records):
        x = box.left + inset + order % grid.line * step + grid.size / 2
        draw_marker(markers[kind_of(record, markers)], (x, start + order // grid.line * step), grid.size, fill, surface)
    ink = surface.style("chart_small")
    if below:
        surface.words(str(count), (box.left + box.right) / 2, box.bottom - 2.5, ink, Align.CENTRE)
    else:
        surface.words_centred(str(count), box.right - INSET, middle, ink, Align.RIGHT)


def _key(
    markers: Mapping[StrEnum | None, Marker], scene: Scene, surface: Surface, *, several: bool
) -> list[Entry]:
    entries = [
        Entry(marker.label(scene), 5.2, _sample(marker, surface)) for kind, marker in markers.items() if kind is not None
    ]
    return [*entries, *([Entry(scene.message("counted_in_each"), 0.0, _nothing)] if several else [])]


def _sample(marker: Marker, surface: Surface) -> Callable[[float, float], None]:
    def draw(x: float, y: float) -> None:
        draw_marker(marker, (x + 2.6, y), 5.2, "paper", surface)

    return draw


def _nothing(_x: float, _y: float) -> None:
    """No sample: the entry is words alone."""


def _account(chart: Chart, cells: Sequence[Cell], records: Sequence[Any], scene: Scene) -> Account:
    rows = [
        (record_name(record, scene), str(getattr(record, "kind", "")), cell.row.label, cell.column.label,
         *record_source(record))
        for cell in cells for record in cell.records
    ]
    return Account(
        alt=scene.message("alt_matrix", cells=LIST_SEPARATOR.join(_told(cells, scene))),
        header=("record", "kind", chart.rows or "", chart.columns[0], "source"),
        rows=tuple(rows),
        sources=once(source for record in records for source in record_source(record)),
    )


def _told(cells: Sequence[Cell], scene: Scene) -> Iterator[str]:
    for cell in cells:
        markers = markers_of(cell.records)
        kinds = [kind_of(record, markers) for record in cell.records]
        parts = [
            scene.message("alt_value", label=marker.label(scene), value=str(kinds.count(kind)))
            for kind, marker in markers.items() if kind is not None
        ]
        count = str(len(cell.records))
        value = scene.message("alt_part", part=count, parts=", ".join(parts)) if parts else count
        yield scene.message("alt_value", label=f"{cell.row.label}, {cell.column.label}", value=value)
