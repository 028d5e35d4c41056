"""Share: one full bar a panel, divided by its marks into parts of a whole, so that the divisions can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.charts.account import Account
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.placement import Box, spread
from briefgen.charts.reading import (
    LIST_SEPARATOR,
    PanelReading,
    Reading,
    check_comparable,
    on_scale,
    panels_account,
    read_panels,
    spoken,
    value_text,
    whole_label,
    with_emphasis,
)
from briefgen.charts.scene import Scene
from briefgen.charts.surface import Align, Dash, Surface
from briefgen.charts.typeface import Style
from briefgen.language.numbers import Form
from briefgen.model.chart import Chart, Width
from briefgen.model.finding import Quantity
from briefgen.model.observation import Qualifier
from briefgen.model.unit import UnitKind

PART_COLOURS = ("deep", "mist", "ochre", "brick")
DARK = frozenset({"deep", "brick", "night"})  # grounds on which a text is white
THICKNESS = {Width.FULL: 17.0, Width.COLUMN: 16.0, Width.MARGIN: 12.0}
SEAM = 0.7  # white between parts
LABEL_SHARE = 0.27  # of the width, for the panels' names
LABEL_GAP, INSET = 12.0, 3.5
SWATCH, KEY_GAP = 7.0, 14.0
TICK, BELOW_GAP = 3.0, 8.0  # from a part to a text that it cannot hold, and the white between such texts
PANEL_GAP = 9.0
TOLERANCE, LOOSE_TOLERANCE = 0.02, 0.10  # by which parts may add up to more than a whole: rounding
PER_CENT = 100.0


@dataclass(frozen=True)
class Division:
    """One panel as it will be drawn: its parts, each a share from 0 to 1 of its bar, and what it is divided from."""

    panel: PanelReading
    shares: tuple[float, ...]
    colours: tuple[str, ...]
    whole: Quantity | None
    whole_text: str

    @property
    def parts(self) -> tuple[tuple[Reading, float, str], ...]:
        """Each reading with its share and its colour."""
        return tuple(zip(self.panel.readings, self.shares, self.colours, strict=True))


def draw_share(chart: Chart, scene: Scene, surface: Surface) -> Account:
    """Draws a bar a panel, all equally long. What the parts leave of a whole is light and has no number."""
    panels = read_panels(chart, scene)
    divisions = tuple(division_of(panel, scene) for panel in panels)
    if chart.width is Width.MARGIN:
        surface.settle(_draw_narrow(divisions, surface))
    else:
        surface.settle(_draw_wide(divisions, chart.width, surface))
    wholes = [
        (d.panel.label, d.whole, whole_label(d.whole, scene), value_text(d.whole, scene))
        for d in divisions if d.whole is not None
    ]
    return panels_account(panels, _alt(divisions, scene), wholes)


def division_of(panel: PanelReading, scene: Scene) -> Division:
    """A panel's parts as shares: of its `whole`; of a hundred, if they are per cent; else of their sum.

    Raises:
        ChartError: if a part is negative, or the parts are more than their whole.
    """
    sizes = [reading.size for reading in panel.readings]
    total = sum(sizes)
    if min(sizes) < 0 or total <= 0:
        raise ChartError(ChartFault.UNFIT_DATA, f"expected parts that add up in the panel \"{panel.label}\"")
    whole = None if panel.panel.whole is None else scene.quantities.resolve(panel.panel.whole)
    extent = _extent(panel, total, whole)
    colours = tuple(
        str(reading.mark.colour or ("brick" if reading.emphasised else PART_COLOURS[index % 3]))
        for index, reading in enumerate(panel.readings)
    )
    text = "" if whole is None else scene.locale.message(
        "alt_value", label=scene.locale.message("total"), value=value_text(whole, scene)
    )
    return Division(panel, tuple(size / extent for size in sizes), colours, whole, text)


def _extent(panel: PanelReading, total: float, whole: Quantity | None) -> float:
    if whole is not None:
        check_comparable((panel.readings[0].quantity, whole))
        size = on_scale(whole, max(r.quantity.multiplier for r in panel.readings))
        tolerance = TOLERANCE if whole.qualifier is Qualifier.EXACT else LOOSE_TOLERANCE
    elif panel.readings[0].quantity.kind is UnitKind.PER_CENT:
        size, tolerance = PER_CENT, TOLERANCE
    else:
        return total
    if total > size * (1 + tolerance):
        raise ChartError(ChartFault.UNFIT_DATA, f"expected parts of at most {size:g} in the panel \"{panel.label}\", "
                                                f"found {total:g}")
    return max(total, size)


def draw_division(division: Division, bar: Box, surface: Surface) -> tuple[Box, ...]:
    """Draws a bar's parts from the left, and what they leave of it, light; returns where the parts stand."""
    boxes: list[Box] = []
    left = bar.left
    for _, share, colour in division.parts:
        right = left + share * bar.width
        boxes.append(Box(left, bar.top, right, bar.bottom))
        surface.block(Box(left + (SEAM if len(boxes) > 1 else 0), bar.top, right, bar.bottom), fill=colour)
        left = right
    if left < bar.right - 1:
        surface.block(Box(left + SEAM, bar.top + 0.4, bar.right - 0.4, bar.bottom - 0.4), fill="tint", edge="mist",
                      dash=Dash.DASHED)
    return tuple(boxes)


def _key_of(divisions: Sequence[Division]) -> tuple[tuple[str, str], ...]:
    """The parts' labels and colours, if all panels have the same ones."""
    keys = {tuple((reading.label, colour) for reading, _, colour in division.parts) for division in divisions}
    bare = {tuple(label for label, _ in key) for key in keys}
    return next(iter(keys)) if len(keys) == 1 and len(bare) == 1 and len(divisions) > 1 else ()


def _draw_key(key: Sequence[tuple[str, str]], left: float, style: Style, surface: Surface) -> float:
    """Names the parts above the bars, with the colours that they have; returns where the bars may begin."""
    x, y = left, style.leading / 2
    for label, colour in key:
        width = SWATCH + 4 + surface.text_width(label, style)
        if x > left and x + width > surface.width:
            x, y = left, y + style.leading + 1
        surface.block(Box(x, y - SWATCH / 2, x + SWATCH, y + SWATCH / 2), fill=colour)
        x = surface.words_centred(label, x + SWATCH + 4, y, style).right + KEY_GAP
    return y + style.leading / 2 + 5


def _draw_wide(divisions: Sequence[Division], width: Width, surface: Surface) -> float:
    plain, strong = surface.style("chart"), surface.style("chart", weight=600)
    quiet = surface.style("chart_small", colour="quiet")
    most = surface.width * LABEL_SHARE
    names = [(surface.wrap(d.panel.label, strong, most), surface.wrap(d.whole_text, quiet, most) if d.whole_text else ())
             for d in divisions]
    widths = [surface.text_width(line, style) for name, whole in names for lines, style in ((name, strong), (whole, quiet))
              for line in lines]
    left = max(widths) + LABEL_GAP
    key = _key_of(divisions)
    y = _draw_key(key, left, plain, surface) if key else 2.0
    for division, (name, whole) in zip(divisions, names, strict=True):
        bar = Box(left, y, surface.width, y + THICKNESS[width])
        boxes = draw_division(division, bar, surface)
        first = y + THICKNESS[width] / 2 + strong.size * 0.33
        foot = surface.words(name, 0, first, strong).bottom
        if whole:
            foot = surface.words(whole, 0, foot + quiet.size * 0.9, quiet).bottom
        y = max(foot, _set_values(division, boxes, bar, (strong, plain), surface, named=not key)) + PANEL_GAP
    return y - PANEL_GAP + 2


def _set_values(
    division: Division, boxes: Sequence[Box], bar: Box, styles: tuple[Style, Style], surface: Surface, *, named: bool
) -> float:
    """Sets values into their parts, or below those that cannot hold them, and the parts' labels below if `named`.

    Returns how far down they reach.
    """
    strong, plain = styles
    below: list[tuple[Box, tuple[str, ...], tuple[str, ...]]] = []
    for (reading, _, colour), box in zip(division.parts, boxes, strict=True):
        inside = surface.text_width(reading.text, strong) + 2 * INSET <= box.width
        if inside:
            style = surface.style("chart", weight=600, colour="paper" if colour in DARK else "ink")
            surface.words_centred(reading.text, box.left + INSET, (box.top + box.bottom) / 2, style)
        value = () if inside else (reading.text,)
        name = surface.wrap(reading.label, plain, max(90.0, box.width - BELOW_GAP)) if named else ()
        if value or name:
            below.append((box, value, name))
    return _set_below(below, bar, styles, surface)


def _set_below(
    below: Sequence[tuple[Box, tuple[str, ...], tuple[str, ...]]], bar: Box, styles: tuple[Style, Style], surface: Surface
) -> float:
    strong, plain = styles
    widths = [
        max(surface.text_width(line, style) for lines, style in ((value, strong), (name, plain)) for line in lines) + BELOW_GAP
        for _, value, name in below
    ]
    wanted = [box.left + SEAM + width / 2 for (box, _, _), width in zip(below, widths, strict=True)]
    lefts = spread(wanted, widths, bar.left, bar.right + BELOW_GAP)
    lowest = bar.bottom
    for (box, value, name), left in zip(below, lefts, strict=True):
        anchor = box.left + min(SEAM + 0.3, box.width / 2)
        start = left + 0.4 if abs(left + 0.4 - anchor) > 1.5 else anchor
        surface.stroke((anchor, bar.bottom), (anchor, bar.bottom + TICK), (start, bar.bottom + TICK + 2.5), colour="quiet",
                       weight=0.5)
        y = bar.bottom + TICK + 2.5
        for lines, style in ((value, strong), (name, plain)):
            if lines:
                y = surface.words(lines, left, y + style.size * 0.85, style).bottom
        lowest = max(lowest, y)
    return lowest


def _draw_narrow(divisions: Sequence[Division], surface: Surface) -> float:
    plain, strong = surface.style("chart_small"), surface.style("chart_small", weight=600)
    quiet, y = surface.style("chart_small", colour="quiet"), 0.0
    for division in divisions:
        y = surface.words(surface.wrap(division.panel.label, strong, surface.width), 0, y + strong.size * 0.9, strong).bottom
        if division.whole_text:
            y = surface.words(surface.wrap(division.whole_text, quiet, surface.width), 0, y + quiet.size * 0.9, quiet).bottom
        bar = Box(0, y + 2.5, surface.width, y + 2.5 + THICKNESS[Width.MARGIN])
        draw_division(division, bar, surface)
        y = bar.bottom + 4
        for reading, _, colour in division.parts:
            surface.block(Box(0, y + 0.5, SWATCH - 0.5, y + SWATCH), fill=colour)
            y = _set_part(reading, y, (plain, strong), surface)
        y += PANEL_GAP - 3
    return y - PANEL_GAP + 3


def _set_part(reading: Reading, top: float, styles: tuple[Style, Style], surface: Surface) -> float:
    """Sets a part's label and, at the right or below it, its value; returns where the next part begins."""
    plain, strong = styles
    x, baseline, width = SWATCH + 3.5, top + plain.size * 0.9, surface.text_width(reading.text, strong)
    lines = surface.wrap(reading.label, plain, surface.width - x - width - 6)
    if max(surface.text_width(line, plain) for line in lines) + x + width + 6 <= surface.width and len(lines) <= 2:
        surface.words(reading.text, surface.width, baseline, strong, Align.RIGHT)
        return surface.words(lines, x, baseline, plain).bottom + 1.5
    value = surface.words(reading.text, x, baseline, strong)
    lines = surface.wrap(reading.label, plain, surface.width - x)
    return surface.words(lines, x, value.bottom + plain.size * 0.9, plain).bottom + 2.5


def _alt(divisions: Sequence[Division], scene: Scene) -> str:
    panels = []
    for division in divisions:
        values = [scene.locale.message("alt_value", label=r.label, value=spoken(r, scene)) for r in division.panel.readings]
        if division.whole is not None:
            values.append(scene.locale.message("alt_whole", value=value_text(division.whole, scene, Form.KEY)))
        panels.append(scene.locale.message("alt_part", part=division.panel.label, parts=LIST_SEPARATOR.join(values)))
    stressed = [f"{d.panel.label}: {r.label}" for d in divisions for r in d.panel.readings if r.emphasised]
    return with_emphasis(scene.locale.message("alt_share", panels=LIST_SEPARATOR.join(panels)), stressed, scene)
