"""Mirror: one flow as two reporters count it, on one scale, and the gap between them."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.charts.account import Account
from briefgen.charts.bar import (
    GAP,
    LABEL_GAP,
    Scale,
    draw_one_bar,
    draw_zero,
    fit_scale,
    open_end,
)
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.placement import Box
from briefgen.charts.reading import (
    Reading,
    account_of,
    alt_text,
    check_comparable,
    read_marks,
    value_text,
    whole_label,
)
from briefgen.charts.scene import Scene
from briefgen.charts.surface import Align, Surface
from briefgen.charts.wording import lines_of, listed
from briefgen.language.numbers import Form
from briefgen.model.chart import Chart, Width
from briefgen.model.finding import Finding, Quantity

THICKNESS = 15.0
BETWEEN = 22.0  # between the two bars, where the gap is bracketed
TICK = 3.5
LABEL_SHARE = 0.3


def draw_mirror(chart: Chart, scene: Scene, surface: Surface) -> Account:
    """Draws two reporters' totals. A converted one also prints as its reporter published it."""
    readings = read_marks(chart, scene)
    if len(readings) != 2:
        raise ChartError(ChartFault.UNFIT_DATA, f"expected two marks in a mirror, found {len(readings)}")
    gap = None if chart.gap is None else scene.quantities.resolve(chart.gap)
    if gap is not None:
        check_comparable((readings[0].quantity, gap))
    notes = [_as_published(reading, scene) for reading in readings]
    gap_text = None if gap is None else listed(": ", (scene.message("gap"), value_text(gap, scene)))
    draw = _draw_narrow if chart.width is Width.MARGIN else _draw_wide
    draw(readings, [text for _, text in notes], gap_text, surface)
    more: list[tuple[Quantity, str, str]] = [
        (original, reading.label, value_text(original, scene, Form.KEY))
        for reading, (original, _) in zip(readings, notes, strict=True) if original is not None
    ]
    told = [note for _, note in notes if note]
    if gap is None:
        return account_of(readings, alt_text("alt_mirror", readings, scene, *told), more)
    text = value_text(gap, scene)
    alt = alt_text(
        "alt_mirror", readings, scene, *told, scene.message("alt_gap", value=value_text(gap, scene, Form.KEY))
    )
    return account_of(readings, alt, [*more, (gap, whole_label(gap, scene), text)])


def _as_published(reading: Reading, scene: Scene) -> tuple[Quantity | None, str | None]:
    original = reading.origin
    if not isinstance(reading.quantity, Finding) or original.unit == reading.quantity.unit:
        return None, None
    return original, listed(": ", (scene.message("as_published"), value_text(original, scene, Form.KEY)))


def _draw_wide(readings: Sequence[Reading], notes: Sequence[str | None], gap: str | None, surface: Surface) -> None:
    plain, strong, small = (
        surface.style("chart"),
        surface.style("chart", weight=600),
        surface.style("chart_small", colour="quiet"),
    )
    column = min(max(surface.text_width(r.label, plain) for r in readings), surface.width * LABEL_SHARE)
    tails = [open_end(r) + GAP + surface.text_width(r.text, strong) for r in readings]
    if gap:
        tails = [max(tail, GAP + surface.text_width(gap, surface.style("chart", weight=600))) for tail in tails]
    scale = fit_scale(readings, tails, column + LABEL_GAP, surface.width)
    note_rooms = [small.leading * len(lines_of(note)) if note else 0.0 for note in notes]
    lines = max(len(lines_of(text)) for r in readings for text in (r.label, r.text))
    first = THICKNESS / 2 + 3
    between = BETWEEN + (len(lines_of(gap)) - 1) * plain.leading if gap else 10 + (lines - 1) * plain.leading
    middles = (first, first + THICKNESS + note_rooms[0] + between)
    draw_zero(scale, first - THICKNESS / 2 - 3, middles[1] + THICKNESS / 2 + note_rooms[1] + 3, surface)
    for reading, note, middle in zip(readings, notes, middles, strict=True):
        surface.words_centred(surface.wrap(reading.label, plain, column + 0.1), 0, middle, plain)
        end = draw_one_bar(reading, scale, middle, surface, THICKNESS)
        surface.words_centred(reading.text, end + GAP, middle, strong)
        if note:
            surface.words(note, scale.zero + GAP, middle + THICKNESS / 2 + small.leading, small)
    if gap:
        _bracket(readings, scale, (first + THICKNESS / 2 + note_rooms[0], middles[1] - THICKNESS / 2), gap, surface)
    surface.settle(middles[1] + THICKNESS / 2 + note_rooms[1] + 3)


def _bracket(readings: Sequence[Reading], scale: Scale, band: tuple[float, float], gap: str, surface: Surface) -> Box:
    style = surface.style("chart", weight=600, colour="brick")
    ends = [scale.zero + scale.length(r) for r in readings]
    left, right, middle = min(ends), max(ends), (band[0] + band[1]) / 2
    short_first = ends[0] <= ends[1]
    for x, from_first in ((left, short_first), (right, not short_first)):
        start, stop = (band[0] + 1, middle + TICK) if from_first else (middle - TICK, band[1] - 1)
        surface.stroke((x, start), (x, stop), colour="brick", weight=0.5)
    surface.stroke((left, middle), (right, middle), colour="brick", weight=1.1)
    return surface.words_centred(gap, right + GAP, middle, style)


def _draw_narrow(readings: Sequence[Reading], notes: Sequence[str | None], gap: str | None, surface: Surface) -> None:
    plain, strong = surface.style("chart_small"), surface.style("chart_small", weight=600)
    quiet = surface.style("chart_small", colour="quiet")
    scale = fit_scale(readings, [open_end(r) for r in readings], 0.25, surface.width)
    y = 0.0
    for reading, note in zip(readings, notes, strict=True):
        for text, style in ((reading.label, plain), (reading.text, strong), (note, quiet)):
            if text is not None:
                y = surface.words(surface.wrap(text, style, surface.width), 0, y + style.size * 0.9, style).bottom
        draw_one_bar(reading, scale, y + 3 + 5.5, surface, 11)
        y += 3 + 11 + 7
    if gap:
        brick = surface.style("chart_small", weight=600, colour="brick")
        ends = [scale.zero + scale.length(r) for r in readings]
        surface.stroke((min(ends), y - 3), (max(ends), y - 3), colour="brick", weight=1.1)
        y = (
            surface.words(
                surface.wrap(gap, brick, surface.width), surface.width, y + brick.size * 0.9, brick, Align.RIGHT
            ).bottom
            + 4
        )
    surface.settle(y - 3)
