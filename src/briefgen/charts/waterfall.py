"""Waterfall: parts that add up, each starting where the one before ends, against what they are measured by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.charts.account import Account
from briefgen.charts.bar import (
    GAP,
    LABEL_GAP,
    LABEL_SHARE,
    THICKNESS,
    Scale,
    draw_one_bar,
    draw_zero,
    fit_scale,
    fits_aside,
    open_end,
    rows_of,
    set_heading,
)
from briefgen.charts.error import ChartError, ChartFault
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
from briefgen.charts.surface import Dash, Surface
from briefgen.charts.typeface import Style
from briefgen.model.chart import Chart, Mark, Width
from briefgen.model.finding import Finding, Operation

NARROW_LEADING = 2.0


@dataclass(frozen=True)
class Step:
    """One row: a bar from `start`, in the chart's unit. A total starts at zero."""

    reading: Reading
    start: float
    total: bool

    @property
    def end(self) -> float:
        """Where the bar ends, in the chart's unit."""
        return self.start + self.reading.size


def draw_waterfall(chart: Chart, scene: Scene, surface: Surface) -> Account:
    """Draws parts in order, then their sum if the last mark is that, then what they are measured against (`whole`)."""
    readings = read_marks(chart, scene)
    steps = steps_of(readings)
    whole = None if chart.whole is None else _whole(chart.whole, readings, scene)
    if whole is not None:
        steps = (*steps, Step(whole, 0.0, total=True))
    if chart.width is Width.MARGIN:
        _draw_narrow(steps, surface)
    else:
        _draw_wide(steps, surface)
    if whole is None:
        return account_of(readings, alt_text("alt_waterfall", readings, scene))
    return account_of((*readings, whole), alt_text("alt_waterfall", (*readings, whole), scene))


def steps_of(readings: Sequence[Reading]) -> tuple[Step, ...]:
    """Each mark's row; the last one is a total if it is the sum of nothing but the marks before it.

    Raises:
        ChartError: if a part is negative: parts of a total only add.
    """
    steps, reached = [], 0.0
    for index, reading in enumerate(readings):
        if reading.size < 0:
            raise ChartError(ChartFault.UNFIT_DATA, f"expected parts that add, found {reading.text} ({reading.quantity.id})")
        total = index == len(readings) - 1 and _sums(reading, readings[:index])
        steps.append(Step(reading, 0.0 if total else reached, total))
        reached += reading.size
    return tuple(steps)


def _sums(reading: Reading, parts: Sequence[Reading]) -> bool:
    quantity = reading.quantity
    if not isinstance(quantity, Finding) or quantity.operation is not Operation.SUM:
        return False
    return {o.id for o in quantity.operands} == {p.quantity.id for p in parts}


def _whole(reference: str, readings: Sequence[Reading], scene: Scene) -> Reading:
    quantity = scene.quantities.resolve(reference)
    check_comparable((readings[0].quantity, quantity))
    size = on_scale(quantity, max(r.quantity.multiplier for r in readings))
    return Reading(Mark(value=reference), quantity, whole_label(quantity, scene), value_text(quantity, scene), size, "mist",
                   emphasised=False)


def _fit(steps: Sequence[Step], tails: Sequence[float], left: float, surface: Surface) -> Scale:
    return fit_scale([replace(step.reading, size=step.end) for step in steps], tails, left, surface.width)


def _draw_wide(steps: Sequence[Step], surface: Surface) -> None:
    styles = [_style(step, "chart", surface) for step in steps]
    column = min(max(surface.text_width(s.reading.label, t) for s, t in zip(steps, styles, strict=True)),
                 surface.width * LABEL_SHARE)
    lines = [surface.wrap(s.reading.label, t, column + 0.1) for s, t in zip(steps, styles, strict=True)]
    column = max(surface.text_width(line, t) for label, t in zip(lines, styles, strict=True) for line in label)
    tails = [open_end(s.reading) + GAP + surface.text_width(s.reading.text, t) for s, t in zip(steps, styles, strict=True)]
    scale = _fit(steps, tails, column + LABEL_GAP, surface)
    middles, foot = rows_of([step.reading for step in steps], lines, styles[0].leading, surface)
    draw_zero(scale, middles[0] - THICKNESS / 2 - 3, middles[-1] + THICKNESS / 2 + 3, surface)
    for step, style, label, middle in zip(steps, styles, lines, middles, strict=True):
        surface.words_centred(label, 0, middle, style)
        end = _draw_step(step, scale, middle, surface)
        surface.words_centred(step.reading.text, end + GAP, middle, style)
    _connect(steps, scale, middles, surface)
    surface.settle(foot)


def _draw_narrow(steps: Sequence[Step], surface: Surface) -> None:
    scale = _fit(steps, [open_end(step.reading) for step in steps], 0.25, surface)
    strong = surface.style("chart_small", weight=600)
    styles = [_style(step, "chart_small", surface) for step in steps]
    aside = fits_aside([step.reading for step in steps], styles, strong, surface)
    y, middles = 0.0, []
    for step, style in zip(steps, styles, strict=True):
        bottom = set_heading(step.reading, y, (style, strong), surface, aside=aside)
        middles.append(bottom + NARROW_LEADING + THICKNESS / 2)
        _draw_step(step, scale, middles[-1], surface)
        y = middles[-1] + THICKNESS / 2 + 6
    surface.settle(y - 4)


def _draw_step(step: Step, scale: Scale, middle: float, surface: Surface) -> float:
    return draw_one_bar(step.reading, replace(scale, zero=scale.zero + step.start * scale.unit), middle, surface)


def _connect(steps: Sequence[Step], scale: Scale, middles: Sequence[float], surface: Surface) -> None:
    for step, upper, lower in zip(steps[:-1], middles[:-1], middles[1:], strict=True):
        x = scale.zero + step.end * scale.unit
        surface.stroke((x, upper + THICKNESS / 2), (x, lower - THICKNESS / 2), colour="quiet", weight=0.5, dash=Dash.SOLID)


def _style(step: Step, name: str, surface: Surface) -> Style:
    return surface.style(name, weight=600 if step.total else 400)
