"""Dots: values on one scale from zero, each a dot at the end of a thin line, with its label and its text."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.charts.account import Account
from briefgen.charts.bar import (
    GAP,
    LABEL_GAP,
    LABEL_SHARE,
    LEAST_SHARE,
    Scale,
    draw_zero,
    fit_scale,
    fits_aside,
    set_heading,
)
from briefgen.charts.reading import Reading, account_of, alt_text, read_marks
from briefgen.charts.scene import Scene
from briefgen.charts.surface import Align, Dash, Surface
from briefgen.charts.typeface import Style
from briefgen.charts.wording import lines_of
from briefgen.model.chart import Chart, Width
from briefgen.model.observation import Qualifier

RADIUS, STRONG_RADIUS = 3.0, 3.6
PITCH, LINE_PADDING = 15.75, 5.5  # a row's height at least, and the white around its label
OPEN_END, POINT = 15.0, 3.2  # the arrow beyond a value that is only a bound: its length, and that of its tip
NARROW_ROW = 9.0  # the height of a dot's own row in the margin
BOUNDS = frozenset({Qualifier.MORE_THAN, Qualifier.LESS_THAN})


def draw_dot(chart: Chart, scene: Scene, surface: Surface) -> Account:
    """Draws a dot a mark, as sorted in the chart. Declines alone are drawn to the right, by their magnitude."""
    readings = read_marks(chart, scene)
    if chart.width is Width.MARGIN:
        _draw_narrow(readings, surface)
    else:
        _draw_wide(readings, surface)
    return account_of(readings, alt_text("alt_dot", readings, scene))


def draw_one_dot(reading: Reading, scale: Scale, middle: float, surface: Surface) -> float:
    """Draws a dot on its line at the height `middle`; returns how far it reaches, away from zero.

    A value that is only a lower bound goes on as a dashed arrow; one that is only an upper bound is a ring.
    """
    x = scale.zero + scale.length(reading)
    way = -1.0 if x < scale.zero else 1.0
    radius = STRONG_RADIUS if reading.emphasised else RADIUS
    if abs(x - scale.zero) > radius:
        surface.stroke((scale.zero, middle), (x - way * radius, middle), colour="rule", weight=0.75)
    if reading.quantity.qualifier is Qualifier.LESS_THAN:
        surface.dot((x, middle), radius, fill="paper", edge=reading.colour)
        return x + way * radius
    surface.dot((x, middle), radius, fill=reading.colour)
    if reading.quantity.qualifier is not Qualifier.MORE_THAN:
        return x + way * radius
    start, tip = x + way * (radius + 1), x + way * OPEN_END
    surface.stroke((start, middle), (tip, middle), colour=reading.colour, weight=0.9, dash=Dash.DASHED)
    surface.stroke((tip - way * POINT, middle - POINT * 0.7), (tip, middle), (tip - way * POINT, middle + POINT * 0.7),
                   colour=reading.colour, weight=0.9)
    return tip


def _reach(reading: Reading) -> float:
    return OPEN_END if reading.quantity.qualifier is Qualifier.MORE_THAN else STRONG_RADIUS


def _tails(readings: Sequence[Reading], styles: Sequence[Style], surface: Surface) -> list[float]:
    return [_reach(r) + GAP + surface.text_width(r.text, s) for r, s in zip(readings, styles, strict=True)]


def _set_value(reading: Reading, end: float, scale: Scale, middle: float, style: Style, surface: Surface) -> None:
    left = end < scale.zero
    surface.words_centred(reading.text, end - GAP if left else end + GAP, middle, style, Align.RIGHT if left else Align.LEFT)


def _draw_wide(readings: Sequence[Reading], surface: Surface) -> None:
    plain, strong = surface.style("chart"), surface.style("chart", weight=600)
    styles = [strong if r.emphasised else plain for r in readings]
    most = surface.width * LABEL_SHARE
    lines = [surface.wrap(r.label, s, most) for r, s in zip(readings, styles, strict=True)]
    column = max(surface.text_width(line, s) for label, s in zip(lines, styles, strict=True) for line in label)
    scale = fit_scale(readings, _tails(readings, styles, surface), column + LABEL_GAP, surface.width)
    counts = [max(len(label), len(lines_of(r.text))) for r, label in zip(readings, lines, strict=True)]
    least = [max(PITCH, count * plain.leading + LINE_PADDING) for count in counts]
    spare = max(0.0, (surface.height or 0) - sum(least)) / len(least)
    heights = [height + spare for height in least]
    draw_zero(scale, 2, sum(heights) - 2, surface)
    top = 0.0
    for reading, style, label, height in zip(readings, styles, lines, heights, strict=True):
        middle = top + height / 2
        surface.words_centred(label, 0, middle, style)
        _set_value(reading, draw_one_dot(reading, scale, middle, surface), scale, middle, style, surface)
        top += height
    surface.settle(top)


def _draw_narrow(readings: Sequence[Reading], surface: Surface) -> None:
    plain, strong = surface.style("chart_small"), surface.style("chart_small", weight=600)
    styles = [strong if r.emphasised else plain for r in readings]
    tails = _tails(readings, styles, surface)
    beside = surface.width - max(tails) >= LEAST_SHARE * surface.width and all(r.size >= 0 for r in readings)
    aside = not beside and fits_aside(readings, styles, strong, surface)
    scale = fit_scale(readings, tails if beside else [_reach(r) for r in readings], 0.25, surface.width)
    y = 0.0
    for reading, style in zip(readings, styles, strict=True):
        if beside:
            bottom = surface.words(surface.wrap(reading.label, style, surface.width), 0, y + style.size * 0.9, style).bottom
        else:
            bottom = set_heading(reading, y, (style, style), surface, aside=aside)
        middle = bottom + NARROW_ROW / 2 + 0.5
        surface.stroke((scale.zero, middle - 4), (scale.zero, middle + 4), colour="quiet", weight=0.5)
        end = draw_one_dot(reading, scale, middle, surface)
        if beside:
            _set_value(reading, end, scale, middle, style, surface)
        y = middle + NARROW_ROW / 2 + 3.5
    surface.settle(y - 3)
