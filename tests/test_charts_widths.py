"""Every kind of chart at every width in both languages: what must be true of any drawing, measured."""

from __future__ import annotations

import itertools
from functools import cache

import pytest

from briefgen.charts import draw
from briefgen.charts.frame import at_width
from briefgen.charts.surface import Label, Stroke, Surface
from briefgen.charts.typeface import SMALLEST_SIZE
from briefgen.model.chart import Width
from charts_scene import CASES, EXAMPLES, SERIES, TAGS, WIDTHS, chart, scene, surface_of

SLACK = 0.05
DECLARED = {kind: chart(kind, **fields) for kind, fields in EXAMPLES.items()}
FROM_SERIES = tuple((kind, width, tag) for kind in SERIES for width in WIDTHS for tag in TAGS)


@cache
def surface(kind: str, width: str, tag: str) -> Surface:
    """An example on paper, for all tests that look at it."""
    return surface_of(kind, tag, width=width, **EXAMPLES[kind])


def marked(kind: str) -> set[str]:
    """The quantities that a declaration names."""
    declared, index = DECLARED[kind], scene().quantities
    named = [mark.value for mark in declared.marks]
    named += [value for value in (declared.whole, declared.gap) if value]
    for panel in declared.panels:
        named += [mark.value for mark in panel.marks]
        named += [observation.id for observation in index.series(panel.series)] if panel.series else []
        named += [panel.whole] if panel.whole else []
    return {index.resolve(value).id for value in named}


def apart(labels: tuple[Label, ...]) -> bool:
    return not any(a.box.grown(-SLACK).overlaps(b.box.grown(-SLACK)) for a, b in itertools.combinations(labels, 2))


@pytest.mark.parametrize(("kind", "width", "tag"), CASES)
def test_labels_stand_apart_on_the_sheet_and_large_enough(kind: str, width: str, tag: str) -> None:
    sheet = surface(kind, width, tag)
    assert sheet.labels and apart(sheet.labels)
    assert all(label.box.grown(-SLACK).within(sheet.width, sheet.needed_height + 13.5) for label in sheet.labels)
    assert min(label.style.size for label in sheet.labels) >= SMALLEST_SIZE == 7.4


@pytest.mark.parametrize(("kind", "width", "tag"), FROM_SERIES)
def test_a_series_is_drawn_at_every_width(kind: str, width: str, tag: str) -> None:
    assert apart(surface_of(kind, tag, width=width, **SERIES[kind]).labels)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "width", "tag"), CASES)
def test_another_width_gives_the_same_bytes_twice_and_all_quantities(kind: str, width: str, tag: str) -> None:
    drawing = draw(DECLARED[kind], scene(tag), Width(width))
    assert drawing == draw(DECLARED[kind], scene(tag), Width(width))
    assert drawing.id == DECLARED[kind].id
    assert marked(kind) <= {quantity for quantity, _ in drawing.texts}


@pytest.mark.slow
@pytest.mark.parametrize("kind", EXAMPLES)
def test_all_widths_say_the_same(kind: str) -> None:
    drawings = [draw(DECLARED[kind], scene(), Width(width)) for width in WIDTHS]
    assert len({(d.alt, d.csv, d.sources, d.quantities) for d in drawings}) == 1
    assert len({d.width for d in drawings}) == 3


def test_a_declared_height_holds_at_the_declared_width_alone() -> None:
    declared = chart("bar", height=12, width="full", **EXAMPLES["bar"])
    assert at_width(declared, None).height == at_width(declared, Width.FULL).height == 12
    assert at_width(declared, Width.MARGIN).height is None
    assert draw(declared, scene()).height == 162 != draw(declared, scene(), Width.COLUMN).height


OVER_LINES = ("line", "multiples", "map", "chain")


def crossed(label: Label, surface: Surface) -> bool:
    return any(label.box.grown(-1).crosses(s) for ink in surface.inks if isinstance(ink, Stroke) for s in ink.segments)


@pytest.mark.parametrize(("kind", "width", "tag"), [case for case in CASES if case[0] not in OVER_LINES])
def test_no_line_runs_through_a_label(kind: str, width: str, tag: str) -> None:
    """A line chart may have to set a value over an event's rule; that value has a halo, as the names on a map have. In a
    chain the number of an arrow stands on it.
    """
    sheet = surface(kind, width, tag)
    assert [" ".join(label.lines) for label in sheet.labels if crossed(label, sheet)] == []
