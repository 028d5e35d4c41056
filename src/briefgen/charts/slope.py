"""Slope: two values of each panel on one scale, an earlier one at the left and a later one at the right, joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.charts.account import Account
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.placement import spread
from briefgen.charts.reading import (
    LIST_SEPARATOR,
    PanelReading,
    Reading,
    on_scale,
    panels_account,
    read_panels,
    shared_multiplier,
    spoken,
    with_emphasis,
)
from briefgen.charts.scene import Scene
from briefgen.charts.surface import Align, Surface
from briefgen.charts.typeface import Style
from briefgen.charts.wording import lines_of
from briefgen.model.chart import Chart, Width
from briefgen.model.finding import Quantity

HEIGHTS = {Width.FULL: 170.0, Width.COLUMN: 160.0, Width.MARGIN: 130.0}
LEAST_HEIGHT, PER_PANEL = 76.0, 20.0  # how high a plot with few panels is
HEAD = 13.0  # the row of the two periods
GAP, NAME_GAP = 7.0, 9.0  # from an axis to its texts, and from a value to the name beside it
ROW_GAP = 2.5  # between texts on one side
LEAST_SPAN = {Width.FULL: 190.0, Width.COLUMN: 110.0, Width.MARGIN: 34.0}  # between the two axes
NAME_SHARE = 0.3  # of the width, for names
DOT = 2.6
LED = 1.5  # a text that stands farther than this from its dot is led to it
STRIP = 24.0  # the height of a panel's own plot, where there is no room for a common one


@dataclass(frozen=True)
class Slope:
    """One panel: its two readings, and their sizes on the common scale."""

    label: str
    first: Reading
    last: Reading
    sizes: tuple[float, float]
    emphasised: bool

    @property
    def colour(self) -> str:
        """The colour of its line."""
        return self.last.colour


@dataclass(frozen=True)
class Plot:
    """Where the axes stand, in points, and the scale between `low` and `high`; `head` is the row of the periods."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    head: float = HEAD

    def y(self, size: float) -> float:
        """How far down a value stands."""
        return self.bottom - (size - self.low) / (self.high - self.low) * (self.bottom - self.top)


def draw_slope(chart: Chart, scene: Scene, surface: Surface) -> Account:
    """Draws a line a panel between its two marks. All panels speak of the same two periods, in the same unit.

    Where names and values leave no room between the axes, each panel has a plot of its own, on the same scale.
    """
    panels = read_panels(chart, scene)
    slopes = slopes_of(panels, chart.id)
    heads = (_period(slopes[0].first.quantity, scene), _period(slopes[0].last.quantity, scene))
    style = surface.style("chart_small" if chart.width is Width.MARGIN else "chart")
    if not _draw_together(slopes, heads, chart.width, style, surface):
        _draw_strips(slopes, heads, surface)
    return panels_account(panels, _alt(slopes, heads, scene))


def slopes_of(panels: Sequence[PanelReading], chart_id: str) -> tuple[Slope, ...]:
    """The panels' pairs of values on one scale.

    Raises:
        ChartError: if a panel has not two marks, the earlier one first, or the panels do not speak of the same two periods.
    """
    multiplier = shared_multiplier(panels)
    slopes = []
    for panel in panels:
        if len(panel.readings) != 2 or not _in_order(*panel.readings):
            found = ", ".join(str(reading.quantity.period) for reading in panel.readings)
            raise ChartError(ChartFault.UNFIT_DATA, f"expected an earlier and a later mark in each panel of {chart_id}, "
                                                    f"found {found} in \"{panel.label}\"")
        first, last = panel.readings
        sizes = on_scale(first.quantity, multiplier), on_scale(last.quantity, multiplier)
        slopes.append(Slope(panel.label, first, last, sizes, panel.emphasised))
    pairs = {(str(s.first.quantity.period), str(s.last.quantity.period)) for s in slopes}
    if len(pairs) > 1:
        pairs_found = ", ".join(" and ".join(pair) for pair in sorted(pairs))
        raise ChartError(
            ChartFault.UNFIT_DATA, f"expected the same two periods in each panel of {chart_id}, found {pairs_found}"
        )
    if not any(size for slope in slopes for size in slope.sizes):
        raise ChartError(ChartFault.UNFIT_DATA, f"expected values other than zero in the chart {chart_id}")
    return tuple(slopes)


def _in_order(first: Reading, last: Reading) -> bool:
    return first.quantity.period.later().end < last.quantity.period.later().end


def _period(quantity: Quantity, scene: Scene) -> str:
    return scene.period(quantity.period, short=True)


def _plot(slopes: Sequence[Slope], left: float, right: float, top: float, bottom: float) -> Plot:
    sizes = [size for slope in slopes for size in slope.sizes]
    return Plot(left, right, top, bottom, min(0.0, *sizes), max(0.0, *sizes))


def _draw_together(
    slopes: Sequence[Slope], heads: tuple[str, str], width: Width, style: Style, surface: Surface
) -> bool:
    """Draws all panels between two axes, if there is room for the texts beside them; returns whether there was."""
    strong = surface.style("chart_small" if width is Width.MARGIN else "chart", weight=600)
    styles = [strong if slope.emphasised else style for slope in slopes]
    values = [max(surface.text_width(r.text, s) for r, s in zip(side, styles, strict=True))
              for side in ([s.first for s in slopes], [s.last for s in slopes])]
    names = [surface.wrap(slope.label, s, surface.width * NAME_SHARE) for slope, s in zip(slopes, styles, strict=True)]
    broad = max(surface.text_width(line, s) for name, s in zip(names, styles, strict=True) for line in name)
    for beside in (True, False):
        right = values[1] + NAME_GAP + broad if beside else max(values[1], broad)
        room = surface.width - values[0] - right - 2 * GAP
        if room >= LEAST_SPAN[width]:
            break
    else:
        return False
    counts = [len(lines_of(slope.last.text)) for slope in slopes]
    rows = [(max(len(name), count) if beside else len(name) + count) * style.leading + ROW_GAP
            for name, count in zip(names, counts, strict=True)]
    head = HEAD + (max(map(len, map(lines_of, heads))) - 1) * surface.style("chart_small").leading
    least = max(sum(rows), min(HEIGHTS[width], LEAST_HEIGHT + PER_PANEL * len(slopes)))
    height = max(surface.height - head if surface.height else least, sum(rows))
    pad = max(rows) / 2
    plot = replace(_plot(slopes, values[0] + GAP, values[0] + GAP + room, head + pad, head + height - pad), head=head)
    _draw_axes(plot, heads, surface)
    _set_values(slopes, styles, plot, (head, head + height), surface)
    _set_names(slopes, names, styles, plot, (head, head + height), surface, values[1] if beside else None)
    for slope in sorted(slopes, key=lambda s: s.emphasised):
        _draw_line(slope, plot, surface)
    surface.settle(head + height)
    return True


def _draw_axes(plot: Plot, heads: tuple[str, str], surface: Surface) -> None:
    style = surface.style("chart_small", weight=600, colour="quiet")
    for x, text, align in ((plot.left, heads[0], Align.RIGHT), (plot.right, heads[1], Align.LEFT)):
        way = -GAP if align is Align.RIGHT else GAP
        wide = surface.text_width(text, style) > (plot.left - GAP if align is Align.RIGHT else surface.width - plot.right - GAP)
        anchor, side = (x, Align.LEFT if align is Align.RIGHT else Align.RIGHT) if wide else (x + way, align)
        surface.words(text, anchor, style.size, style, side)
        surface.stroke((x, plot.head - 1), (x, plot.bottom), colour="rule", weight=0.6)
    surface.stroke((plot.left, plot.y(0)), (plot.right, plot.y(0)), colour="rule", weight=0.6)


def _draw_line(slope: Slope, plot: Plot, surface: Surface) -> None:
    ends = (plot.left, plot.y(slope.sizes[0])), (plot.right, plot.y(slope.sizes[1]))
    surface.stroke(*ends, colour=slope.colour, weight=1.8 if slope.emphasised else 1.2)
    for end in ends:
        surface.dot(end, DOT + (0.4 if slope.emphasised else 0), fill=slope.colour, edge="paper")


def _lead(x: float, y: float, target: float, way: float, surface: Surface) -> None:
    """Leads a text that could not stand at the height of its dot to it."""
    if abs(y - target) > LED:
        surface.stroke((x + way * (DOT + 0.4), y), (x + way * (GAP - 1.5), target), colour="mist", weight=0.5)


def _set_values(
    slopes: Sequence[Slope], styles: Sequence[Style], plot: Plot, span: tuple[float, float], surface: Surface
) -> None:
    """Sets the earlier values at the left, one clear of the other."""
    ends = sorted(zip(slopes, styles, strict=True), key=lambda pair: -pair[0].sizes[0])
    heights = [len(lines_of(slope.first.text)) * style.leading + ROW_GAP / 2 for slope, style in ends]
    starts = spread([plot.y(slope.sizes[0]) for slope, _ in ends], heights, *span)
    for (slope, style), start, height in zip(ends, starts, heights, strict=True):
        middle = start + height / 2
        surface.words_centred(slope.first.text, plot.left - GAP, middle, style, Align.RIGHT)
        _lead(plot.left, plot.y(slope.sizes[0]), middle, -1.0, surface)


def _set_names(
    slopes: Sequence[Slope], names: Sequence[tuple[str, ...]], styles: Sequence[Style], plot: Plot, span: tuple[float, float],
    surface: Surface, value_width: float | None,
) -> None:
    """Sets the later values and the names at the right: beside each other if a width for the values is given."""
    ends = sorted(zip(slopes, names, styles, strict=True), key=lambda end: -end[0].sizes[1])
    counts = [len(lines_of(slope.last.text)) for slope, _, _ in ends]
    heights = [(len(name) + count if value_width is None else max(len(name), count)) * style.leading + ROW_GAP
               for (_, name, style), count in zip(ends, counts, strict=True)]
    starts = spread([plot.y(slope.sizes[1]) for slope, _, _ in ends], heights, *span)
    x = plot.right + GAP
    for (slope, name, style), count, start, height in zip(ends, counts, starts, heights, strict=True):
        middle = start + height / 2
        if value_width is None:
            box = surface.words_centred(name, x, middle - count * style.leading / 2, style)
            surface.words(slope.last.text, x, box.bottom - 0.21 * style.size + style.leading, style)
        else:
            surface.words_centred(slope.last.text, x, middle, style)
            surface.words_centred(name, x + value_width + NAME_GAP, middle, style)
        _lead(plot.right, plot.y(slope.sizes[1]), middle, 1.0, surface)


def _draw_strips(slopes: Sequence[Slope], heads: tuple[str, str], surface: Surface) -> None:
    """Draws panels one below the other: name, then the two values with their periods, then the line, all on one scale."""
    body, strong = surface.style("chart_small"), surface.style("chart_small", weight=600)
    quiet = surface.style("chart_small", colour="quiet")
    y = 0.0
    surface.words(heads[0], 0, quiet.size, quiet)
    surface.words(heads[1], surface.width, quiet.size, quiet, Align.RIGHT)
    y = quiet.leading + 2
    for slope in slopes:
        name = surface.words(surface.wrap(slope.label, strong, surface.width), 0, y + strong.size, strong)
        style = strong if slope.emphasised else body
        y = name.bottom + style.size
        first = surface.words(slope.first.text, 0, y, style)
        if first.right + GAP + surface.text_width(slope.last.text, style) > surface.width:
            y += style.leading
        bottom = surface.words(slope.last.text, surface.width, y, style, Align.RIGHT).bottom
        plot = _plot(slopes, DOT + 0.5, surface.width - DOT - 0.5, bottom + DOT + 2, bottom + DOT + 2 + STRIP)
        surface.stroke((0, plot.y(0)), (surface.width, plot.y(0)), colour="rule", weight=0.6)
        _draw_line(slope, plot, surface)
        y = plot.bottom + 6
    surface.settle(y - 3)


def _alt(slopes: Sequence[Slope], heads: tuple[str, str], scene: Scene) -> str:
    panels = []
    for slope in slopes:
        values = LIST_SEPARATOR.join(
            scene.message("alt_value", label=head, value=spoken(reading, scene))
            for head, reading in zip(heads, (slope.first, slope.last), strict=True)
        )
        panels.append(scene.message("alt_part", part=slope.label, parts=values))
    alt = scene.message("alt_slope", panels=LIST_SEPARATOR.join(panels))
    return with_emphasis(alt, [slope.label for slope in slopes if slope.emphasised], scene)
