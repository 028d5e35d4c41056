"""Stack: the parts of a whole in one bar, each with its label and its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefgen.charts.account import Account
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.placement import Box, spread
from briefgen.charts.reading import (
    Reading,
    account_of,
    alt_text,
    check_comparable,
    on_scale,
    read_marks,
    value_text,
    whole_label,
)
from briefgen.charts.scene import Scene
from briefgen.charts.surface import Align, Dash, Surface
from briefgen.charts.wording import lines_of, told
from briefgen.language.numbers import Form
from briefgen.model.chart import Chart, Width
from briefgen.model.finding import Quantity
from briefgen.model.observation import Qualifier

PART_COLOURS = ("deep", "mist", "ochre")
THICKNESS = 17.0
SEAM = 0.7  # white between parts
LABEL_MEASURE = 120.0  # a part's label breaks at this width, or at its part's
LABEL_GAP = 14.0
SWATCH = 7.0
STRAIGHT = 1.5  # a leader that would bend by less goes straight down
TOLERANCE = 0.02  # by which parts may add up to more than an exact whole: rounding
LOOSE_TOLERANCE = 0.10  # and to more than one that is about or nearly so much


def draw_stack(chart: Chart, scene: Scene, surface: Surface) -> Account:
    """Draws one bar from its parts. What `whole` has beyond the parts is left open, without a number."""
    readings = _coloured(read_marks(chart, scene))
    total = sum(r.size for r in readings)
    whole = None if chart.whole is None else scene.quantities.resolve(chart.whole)
    extent = total if whole is None else max(total, _whole_size(whole, readings, total))
    draw = _draw_narrow if chart.width is Width.MARGIN else _draw_wide
    draw(readings, extent, None if whole is None else _whole_text(whole, scene), surface)
    if whole is None:
        return account_of(readings, alt_text("alt_stack", readings, scene))
    text = value_text(whole, scene)
    alt = alt_text("alt_stack", readings, scene, scene.message("alt_whole", value=value_text(whole, scene, Form.KEY)))
    return account_of(readings, alt, [(whole, whole_label(whole, scene), text)])


def _coloured(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    return tuple(
        replace(reading, colour=reading.mark.colour or PART_COLOURS[index % len(PART_COLOURS)])
        for index, reading in enumerate(readings)
    )


def _whole_text(whole: Quantity, scene: Scene) -> str:
    return scene.message("alt_value", label=whole_label(whole, scene), value=value_text(whole, scene))


def _whole_size(whole: Quantity, readings: Sequence[Reading], total: float) -> float:
    check_comparable((readings[0].quantity, whole))
    size = on_scale(whole, max(r.quantity.multiplier for r in readings))
    tolerance = TOLERANCE if whole.qualifier is Qualifier.EXACT else LOOSE_TOLERANCE
    if any(r.size < 0 for r in readings) or total > size * (1 + tolerance):
        raise ChartError(ChartFault.UNFIT_DATA, f"expected parts of at most {size:g} ({whole.id}), found {total:g}")
    return size


def _draw_bar(readings: Sequence[Reading], extent: float, top: float, surface: Surface) -> tuple[Box, ...]:
    unit, left, boxes = surface.width / extent, 0.0, []
    for reading in readings:
        box = Box(left, top, left + reading.size * unit, top + THICKNESS)
        boxes.append(box)
        surface.block(Box(box.left + (SEAM if left else 0), top, box.right, box.bottom), fill=reading.colour)
        left = box.right
    if left < surface.width - 0.5:
        surface.block(Box(left + SEAM, top + 0.4, surface.width - 0.4, top + THICKNESS - 0.4), edge="mist", dash=Dash.DASHED)
    return tuple(boxes)


def _draw_wide(readings: Sequence[Reading], extent: float, whole: str | None, surface: Surface) -> None:
    plain, strong = surface.style("chart"), surface.style("chart", weight=600)
    top = 3.0
    if whole is not None:
        top = _draw_whole(whole, surface)
    boxes = _draw_bar(readings, extent, top, surface)
    blocks = []
    for reading, box in zip(readings, boxes, strict=True):
        measure = max(LABEL_MEASURE, box.width - LABEL_GAP)
        lines = surface.wrap(reading.label, plain, measure)
        width = max(surface.text_width(reading.text, strong), *(surface.text_width(line, plain) for line in lines))
        blocks.append((lines, width + LABEL_GAP))
    widths = [width for _, width in blocks]
    lefts = spread([box.left + width / 2 for box, width in zip(boxes, widths, strict=True)], widths, 0,
                   surface.width + LABEL_GAP)
    bottom = max(box.bottom for box in boxes)
    for reading, box, left, (lines, _) in zip(readings, boxes, lefts, blocks, strict=True):
        foot = bottom + 6
        anchor = box.left + min(SEAM + 0.3, box.width / 2)
        if abs(anchor - left - 0.4) < STRAIGHT:
            anchor = left + 0.4
        surface.stroke(
            (anchor, bottom), (anchor, bottom + 2.5), (left + 0.4, foot), (left + 0.4, foot + 4), colour="quiet", weight=0.5
        )
        y = foot + 12.5
        for said, style in told(((lines_of(reading.text), strong), (lines, plain))):
            y = surface.words(said, left, y, style).bottom + plain.leading - 2.2
    lowest = max(label.box.bottom for label in surface.labels)
    surface.settle(lowest + 1)


def _draw_whole(text: str, surface: Surface) -> float:
    style = surface.style("chart")
    box = surface.words(text, surface.width / 2, style.size * 0.95, style, Align.CENTRE)
    middle, edge = (box.top + box.bottom) / 2, 0.3
    for start, end in ((edge, box.left - 6), (surface.width - edge, box.right + 6)):
        surface.stroke((start, middle + 5), (start, middle), (end, middle), colour="quiet", weight=0.5)
    return box.bottom + 4


def _draw_narrow(readings: Sequence[Reading], extent: float, whole: str | None, surface: Surface) -> None:
    plain, strong = surface.style("chart_small"), surface.style("chart_small", weight=600)
    top = 2.0
    if whole is not None:
        top = surface.words(surface.wrap(whole, plain, surface.width), 0, plain.size * 0.9, plain).bottom + 3
    _draw_bar(readings, extent, top, surface)
    y = top + THICKNESS + 6
    for reading in readings:
        surface.block(Box(0, y + 0.5, SWATCH, y + 0.5 + SWATCH), fill=reading.colour)
        value = surface.words(reading.text, SWATCH + 5, y + plain.size * 0.9, strong)
        lines = surface.wrap(reading.label, plain, surface.width - SWATCH - 5)
        y = surface.words(lines, SWATCH + 5, value.bottom + plain.size * 0.9, plain).bottom + 5
    surface.settle(y - 4)
