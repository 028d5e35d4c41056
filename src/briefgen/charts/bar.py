"""Bars: values on one scale from zero, each with its label and its text."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.charts.account import Account
from briefgen.charts.placement import Box
from briefgen.charts.reading import Reading, account_of, alt_text, read_marks
from briefgen.charts.scene import Scene
from briefgen.charts.surface import Align, Dash, Surface
from briefgen.charts.typeface import Style
from briefgen.charts.wording import lines_of
from briefgen.model.chart import Chart, Width
from briefgen.model.observation import Qualifier

THICKNESS = 11.0
PITCH, LINE_PADDING = 20.25, 9.0  # a row's height at least, and the white around its label
GAP = 5.0  # from a bar to its text
LABEL_GAP = 12.0  # from the labels to zero
LABEL_SHARE = 0.34  # of the width, at most
OPEN_END = 16.0  # how far a bar goes on, outlined, beyond a value that is only a lower bound
POINT = 5.0  # the arrow at that end
LEAST_SHARE = 0.42  # of the width, for the longest bar beside its text


def draw_bar(chart: Chart, scene: Scene, surface: Surface) -> Account:
    """Draws horizontal bars, as sorted in the chart. Declines alone are drawn to the right, by their magnitude."""
    readings = read_marks(chart, scene)
    if chart.width is Width.MARGIN:
        _draw_narrow(readings, surface)
    else:
        _draw_wide(readings, surface)
    return account_of(readings, alt_text("alt_bar", readings, scene))


@dataclass(frozen=True)
class Scale:
    """Where zero stands, and how many points a unit has; `sign` turns declines around."""

    zero: float
    unit: float
    sign: float

    def length(self, reading: Reading) -> float:
        """A bar's length in points, negative to the left."""
        return reading.size * self.sign * self.unit


def fit_scale(readings: Sequence[Reading], tails: Sequence[float], left: float, right: float) -> Scale:
    """The largest scale at which every bar and what follows it (`tails`, in points) fit between `left` and `right`."""
    sign = -1.0 if all(r.size <= 0 for r in readings) else 1.0
    sizes = [r.size * sign for r in readings]
    highs = [(size, tail) for size, tail in zip(sizes, tails, strict=True) if size >= 0] or [(0.0, 0.0)]
    lows = [(-size, tail) for size, tail in zip(sizes, tails, strict=True) if size < 0]
    if not lows:
        unit = min((right - left - tail) / size if size else float("inf") for size, tail in highs)
        return Scale(left, unit if unit != float("inf") else 0.0, sign)
    low, high = 0.0, (right - left) / max(abs(size) for size in sizes)
    for _ in range(60):
        unit = (low + high) / 2
        needed = max(s * unit + t for s, t in highs) + max(s * unit + t for s, t in lows)
        low, high = (unit, high) if needed <= right - left else (low, unit)
    return Scale(left + max(s * low + t for s, t in lows), low, sign)


def open_end(reading: Reading) -> float:
    """How far a bar's outline runs on beyond its value, in points."""
    return OPEN_END if reading.quantity.qualifier is Qualifier.MORE_THAN else 0.0


def draw_one_bar(reading: Reading, scale: Scale, middle: float, surface: Surface, thickness: float = THICKNESS) -> float:
    """Draws a bar centred on the height `middle`; returns where its far end is.

    A value that is only a lower bound goes on as a dashed arrow; one that is only an upper bound is an outline.
    """
    length, top = scale.length(reading), middle - thickness / 2
    box = Box(min(scale.zero, scale.zero + length), top, max(scale.zero, scale.zero + length), top + thickness)
    if reading.quantity.qualifier is Qualifier.LESS_THAN:
        surface.block(box, fill="tint", edge=reading.colour, dash=Dash.DASHED)
        return scale.zero + length
    surface.block(box, fill=reading.colour)
    if reading.quantity.qualifier is not Qualifier.MORE_THAN:
        return scale.zero + length
    way = -1.0 if length < 0 else 1.0
    end = scale.zero + length
    tip, shoulder = end + way * OPEN_END, end + way * (OPEN_END - POINT)
    inset = 0.4
    surface.stroke((end, top + inset), (shoulder, top + inset), (tip, middle), (shoulder, top + thickness - inset),
                   (end, top + thickness - inset), colour=reading.colour, weight=0.8, dash=Dash.DASHED)
    return tip


def draw_zero(scale: Scale, top: float, bottom: float, surface: Surface) -> None:
    """Draws the line from which bars start."""
    surface.stroke((scale.zero, top), (scale.zero, bottom), colour="quiet", weight=0.5)


def _draw_wide(readings: Sequence[Reading], surface: Surface) -> None:
    plain, strong = surface.style("chart"), surface.style("chart", weight=600)
    styles = [strong if r.emphasised else plain for r in readings]
    column = min(
        max(surface.text_width(r.label, s) for r, s in zip(readings, styles, strict=True)), surface.width * LABEL_SHARE
    )
    lines = [surface.wrap(r.label, s, column + 0.1) for r, s in zip(readings, styles, strict=True)]
    column = max(surface.text_width(line, s) for label, s in zip(lines, styles, strict=True) for line in label)
    tails = [open_end(r) + GAP + surface.text_width(r.text, s) for r, s in zip(readings, styles, strict=True)]
    scale = fit_scale(readings, tails, column + LABEL_GAP, surface.width)
    middles, foot = rows_of(readings, lines, plain.leading, surface)
    thickness = max(THICKNESS, min(foot / len(readings) * 0.56, 1.6 * THICKNESS))
    draw_zero(scale, middles[0] - thickness / 2 - 3, middles[-1] + thickness / 2 + 3, surface)
    for reading, style, label, middle in zip(readings, styles, lines, middles, strict=True):
        surface.words_centred(label, 0, middle, style)
        set_value(reading, draw_one_bar(reading, scale, middle, surface, thickness), scale, middle, style, surface)
    surface.settle(foot)


def rows_of(
    readings: Sequence[Reading], labels: Sequence[tuple[str, ...]], leading: float, surface: Surface
) -> tuple[list[float], float]:
    """The middles of rows, and where they end, in points. In one language all are as high as the highest."""
    lines = [max(len(label), len(lines_of(reading.text))) for reading, label in zip(readings, labels, strict=True)]
    least = [max(PITCH, count * leading + LINE_PADDING) for count in lines]
    if not surface.growing:
        pitch = max(*least, (surface.height or 0) / len(least))
        return [(row + 0.5) * pitch for row in range(len(least))], len(least) * pitch
    spare = max(0.0, (surface.height or 0) - sum(least)) / len(least)
    ends = list(itertools.accumulate(height + spare for height in least))
    return [end - (height + spare) / 2 for end, height in zip(ends, least, strict=True)], ends[-1]


def set_value(reading: Reading, end: float, scale: Scale, middle: float, style: Style, surface: Surface) -> Box:
    """Sets a value's text beyond the end of its bar."""
    if end < scale.zero:
        return surface.words_centred(reading.text, end - GAP - surface.text_width(reading.text, style), middle, style)
    return surface.words_centred(reading.text, end + GAP, middle, style)


def _draw_narrow(readings: Sequence[Reading], surface: Surface) -> None:
    plain, strong = surface.style("chart_small"), surface.style("chart_small", weight=600)
    styles = [strong if r.emphasised else plain for r in readings]
    tails = [open_end(r) + GAP + surface.text_width(r.text, s) for r, s in zip(readings, styles, strict=True)]
    beside = surface.width - max(tails) >= LEAST_SHARE * surface.width and all(r.size >= 0 for r in readings)
    scale = fit_scale(readings, tails if beside else [open_end(r) for r in readings], 0.25, surface.width)
    aside = fits_aside(readings, styles, strong, surface)
    y = 0.0
    for reading, style in zip(readings, styles, strict=True):
        if beside:
            bottom = surface.words(surface.wrap(reading.label, style, surface.width), 0, y + style.size * 0.9, style).bottom
        else:
            bottom = set_heading(reading, y, (style, style), surface, aside=aside)
        middle = bottom + 2 + THICKNESS / 2
        end = draw_one_bar(reading, scale, middle, surface)
        if beside:
            set_value(reading, end, scale, middle, style, surface)
        y = middle + THICKNESS / 2 + 6
    surface.settle(y - 4)


def fits_aside(readings: Sequence[Reading], label_styles: Sequence[Style], value_style: Style, surface: Surface) -> bool:
    """Whether every label stands on one line with its value to the right, on the whole width of the sheet."""
    return all(
        surface.text_width(r.label, style) + 2 * GAP + surface.text_width(r.text, value_style) <= surface.width
        for r, style in zip(readings, label_styles, strict=True)
    )


def set_heading(reading: Reading, top: float, styles: tuple[Style, Style], surface: Surface, *, aside: bool) -> float:
    """Sets a label and its value, at the right end of the line or below it, above what they name; returns where they end.

    `styles` are the label's and the value's.
    """
    style, value_style = styles
    y = top + style.size * 0.9
    label = surface.words(surface.wrap(reading.label, style, surface.width), 0, y, style)
    if aside:
        return surface.words(reading.text, surface.width, y, value_style, Align.RIGHT).bottom
    return surface.words(reading.text, 0, label.bottom + value_style.size * 0.9, value_style).bottom
