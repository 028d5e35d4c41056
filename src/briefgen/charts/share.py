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
from briefgen.charts.wording import lines_of, told
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
STRAIGHT = 1.5  # a leader that would bend by less goes straight down
LABEL_MEASURES = (130.0, 96.0, 72.0)  # where a part's label breaks: the first at which all stand beside each other
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
    text = "" if whole is None else scene.message(
        "alt_value", label=scene.message("total"), value=value_text(whole, scene)
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
    x = left
    room = max(len(lines_of(label)) for label, _ in key) * style.leading
    y = room / 2
    for label, colour in key:
        width = SWATCH + 4 + surface.text_width(label, style)
        if x > left and x + width > surface.width:
            x, y = left, y + room + 1
        surface.block(Box(x, y - SWATCH / 2, x + SWATCH, y + SWATCH / 2), fill=colour)
        x = surface.words_centred(label, x + SWATCH + 4, y, style).right + KEY_GAP
    return y + room / 2 + 5


@dataclass(frozen=True)
class Parts:
    """How a panel's values and labels stand: in their parts, and below those that cannot hold them (part, value, label)."""

    held: tuple[tuple[int, Style], ...]
    below: tuple[tuple[int, tuple[str, ...], tuple[str, ...]], ...]
    widths: tuple[float, ...]


def _draw_wide(divisions: Sequence[Division], width: Width, surface: Surface) -> float:
    """Bars beside their names, or below them if that leaves the parts' labels too little room, or else with lists below."""
    strong, quiet = surface.style("chart", weight=600), surface.style("chart_small", colour="quiet")
    most = surface.width * LABEL_SHARE
    names = [(surface.wrap(d.panel.label, strong, most), surface.wrap(d.whole_text, quiet, most) if d.whole_text else ())
             for d in divisions]
    widths = [surface.text_width(line, style) for name, whole in names for lines, style in ((name, strong), (whole, quiet))
              for line in lines]
    key = _key_of(divisions)
    for left in (max(widths) + LABEL_GAP, 0.0):
        laid = [_lay_out(division, surface.width - left, surface, named=not key) for division in divisions]
        if all(parts is not None for parts in laid):
            break
    else:
        return _draw_narrow(divisions, surface)
    y = _draw_key(key, left, surface.style("chart"), surface) if key else 2.0
    for division, (name, whole), parts in zip(divisions, names, laid, strict=True):
        foot = y
        if left:
            foot = surface.words(name, 0, y + THICKNESS[width] / 2 + strong.size * 0.33, strong).bottom
            foot = surface.words(whole, 0, foot + quiet.size * 0.9, quiet).bottom if whole else foot
        else:
            y = _head_line(division, y, surface)
        bar = Box(left, y, surface.width, y + THICKNESS[width])
        boxes = draw_division(division, bar, surface)
        y = max(foot, _set_parts(division, boxes, bar, parts, surface) if parts else y) + PANEL_GAP
    return y - PANEL_GAP + 2


def _head_line(division: Division, top: float, surface: Surface) -> float:
    """Sets a panel's name, and what it is divided from, above its bar; returns where the bar may begin."""
    strong, quiet = surface.style("chart", weight=600), surface.style("chart_small", colour="quiet")
    name = surface.words(surface.wrap(division.panel.label, strong, surface.width), 0, top + strong.size * 0.9, strong)
    if not division.whole_text:
        return name.bottom + 3
    if name.right + LABEL_GAP + surface.text_width(division.whole_text, quiet) <= surface.width:
        foot = name.bottom - 0.21 * strong.size - (len(lines_of(division.whole_text)) - 1) * quiet.leading
        surface.words(division.whole_text, surface.width, foot, quiet, Align.RIGHT)
        return name.bottom + 3
    return surface.words(division.whole_text, 0, name.bottom + quiet.size * 0.9, quiet).bottom + 3


def _lay_out(division: Division, room: float, surface: Surface, *, named: bool) -> Parts | None:
    """How a panel's texts stand along a bar of `room` points, labels too if `named`; None if they do not fit."""
    plain, strong = surface.style("chart"), surface.style("chart", weight=600)
    for measure in LABEL_MEASURES:
        held, below, widths = [], [], []
        for index, (reading, share, colour) in enumerate(division.parts):
            alike = len(lines_of(reading.text)) == 1
            inside = alike and surface.text_width(reading.text, strong) + 2 * INSET <= share * room
            if inside:
                held.append((index, surface.style("chart", weight=600, colour="paper" if colour in DARK else "ink")))
            value = () if inside else lines_of(reading.text)
            name = surface.wrap(reading.label, plain, max(measure, share * room - BELOW_GAP)) if named else ()
            if value or name:
                texts = [(line, style) for lines, style in ((value, strong), (name, plain)) for line in lines]
                below.append((index, value, name))
                widths.append(max(surface.text_width(line, style) for line, style in texts) + BELOW_GAP)
        if sum(widths) <= room + BELOW_GAP:
            return Parts(tuple(held), tuple(below), tuple(widths))
    return None


def _set_parts(division: Division, boxes: Sequence[Box], bar: Box, parts: Parts, surface: Surface) -> float:
    """Sets a panel's values and labels, in its parts and below them; returns how far down they reach."""
    for index, style in parts.held:
        box = boxes[index]
        surface.words_centred(division.panel.readings[index].text, box.left + INSET, (box.top + box.bottom) / 2, style)
    plain, strong = surface.style("chart"), surface.style("chart", weight=600)
    wanted = [boxes[index].left + SEAM + width / 2 for (index, _, _), width in zip(parts.below, parts.widths, strict=True)]
    lefts = spread(wanted, parts.widths, bar.left, bar.right + BELOW_GAP)
    lowest = bar.bottom
    for (index, value, name), left in zip(parts.below, lefts, strict=True):
        anchor = boxes[index].left + min(SEAM + 0.3, boxes[index].width / 2)
        start = left + 0.4 if abs(left + 0.4 - anchor) > STRAIGHT else anchor
        foot = bar.bottom + TICK + 2.5
        surface.stroke((anchor, bar.bottom), (anchor, bar.bottom + TICK), (start, foot), colour="quiet", weight=0.5)
        y = foot
        for lines, style in told(((value, strong), (name, plain))):
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
    most = 2 * len(lines_of(reading.label))
    if max(surface.text_width(line, plain) for line in lines) + x + width + 6 <= surface.width and len(lines) <= most:
        value = surface.words(reading.text, surface.width, baseline, strong, Align.RIGHT)
        return max(value.bottom, surface.words(lines, x, baseline, plain).bottom) + 1.5
    value = surface.words(reading.text, x, baseline, strong)
    lines = surface.wrap(reading.label, plain, surface.width - x)
    return surface.words(lines, x, value.bottom + plain.size * 0.9, plain).bottom + 2.5


def _alt(divisions: Sequence[Division], scene: Scene) -> str:
    panels = []
    for division in divisions:
        values = [scene.message("alt_value", label=r.label, value=spoken(r, scene)) for r in division.panel.readings]
        if division.whole is not None:
            values.append(scene.message("alt_whole", value=value_text(division.whole, scene, Form.KEY)))
        panels.append(scene.message("alt_part", part=division.panel.label, parts=LIST_SEPARATOR.join(values)))
    stressed = [f"{d.panel.label}: {r.label}" for d in divisions for r in d.panel.readings if r.emphasised]
    return with_emphasis(scene.message("alt_share", panels=LIST_SEPARATOR.join(panels)), stressed, scene)
