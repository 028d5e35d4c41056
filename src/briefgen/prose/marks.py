"""Marks: what a chart is to draw, with the path of each part; and whether it is there, before anything is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefgen.diagnostics import Diagnostic, Location, Places, quantity_keys
from briefgen.model.chart import Chart, DataTable, Panel
from briefgen.model.record import LocalText
from briefgen.model.reference import AmbiguousReference, NotYetKnown, QuantityIndex, UnknownReference
from briefgen.prose.vanishing import check_vanishing

Path = tuple[str | int, ...]

WANTED = {
    "timeline": "events", "network": "agreements", "tree": "mechanism", "slope": "panels", "share": "panels",
    "multiples": "panels", "matrix": "records", "chain": "issues", "map": "agreements",
}
"""The field without which a kind of chart has nothing to draw; `marks` for the others."""


def check_marks(chart: Chart, index: QuantityIndex, places: Places) -> Iterator[Diagnostic]:
    """That every quantity and series a chart names is there (C001), and that it has what its kind draws (C003)."""
    for path, value in _quantities_of(chart):
        place = places.of("charts", chart.id, *path)
        unresolved = tuple(_check_resolves(value, index.resolve, "an observation or a finding", place))
        yield from unresolved or check_vanishing(index.resolve(value), "number" if path[-1] == "value" else "period", place)
    for path, value in _series_of(chart):
        yield from _check_resolves(value, index.series, "a series of observations", places.of("charts", chart.id, *path))
    wanted = WANTED.get(chart.kind, "marks")
    if not getattr(chart, wanted) and not (wanted == "marks" and chart.series):
        yield _lacks(wanted, f"the kind {chart.kind}", places.of("charts", chart.id))
    for number, panel in enumerate(chart.panels):
        if not panel.marks and not panel.series:
            yield _lacks("marks", "a panel", places.of("charts", chart.id, "panels", number))


def _quantities_of(chart: Chart) -> list[tuple[Path, str]]:
    """Every reference to a quantity in a chart, with its path."""
    named: list[tuple[Path, str]] = [(("marks", n, "value"), mark.value) for n, mark in enumerate(chart.marks)]
    for number, panel in enumerate(chart.panels):
        named += [(("panels", number, "marks", n, "value"), mark.value) for n, mark in enumerate(panel.marks)]
        named += [(("panels", number, "whole"), panel.whole)] if panel.whole else []
    named += [((name,), value) for name in ("whole", "gap") if (value := getattr(chart, name))]
    of_quantities = chart.marks or chart.series or chart.panels
    return named + [(("emphasis", n), value) for n, value in enumerate(chart.emphasis) if of_quantities]


def _series_of(chart: Chart) -> list[tuple[Path, str]]:
    own: list[tuple[Path, str]] = [(("series",), chart.series)] if chart.series else []
    return own + [(("panels", n, "series"), panel.series) for n, panel in enumerate(chart.panels) if panel.series]


def numbers_named(chart: Chart, index: QuantityIndex) -> Iterator[tuple[Path, str]]:
    """Every number that a chart that was checked names, by its reference in full, with the path of the field that names it."""
    yield from ((path, index.resolve(value).id) for path, value in _quantities_of(chart))
    yield from ((path, observation.id) for path, value in _series_of(chart) for observation in index.series(value))


def _check_resolves(value: str, resolve: Callable[[str], object], what: str, place: Location) -> Iterator[Diagnostic]:
    try:
        resolve(value)
    except NotYetKnown as error:
        yield Diagnostic("D041", place, error.message, error.hint)
    except UnknownReference as error:
        yield Diagnostic(
            "C001",
            place,
            f"expected {what}, found \"{value}\"",
            f"did you mean {' or '.join(error.nearest)}?" if error.nearest else "see data/indicators/",
            needs=quantity_keys(value),
        )
    except AmbiguousReference as error:
        yield Diagnostic(
            "C001",
            place,
            f"expected one {what.partition(' ')[2].partition(' ')[0]}, found {len(error.choices)} for \"{value}\"",
            "one of: " + ", ".join(error.choices),
            needs=quantity_keys(value),
        )


def _lacks(field: str, where: str, place: Location) -> Diagnostic:
    return Diagnostic("C003", place, f"expected \"{field}\" for {where}, found none", f"add {field}")


def drawn_labels(exhibit: Chart | DataTable) -> Iterator[tuple[Path, LocalText]]:
    """Every label that is drawn as it stands, with its path: of marks, events and panels, and of boxes to tick."""
    yield from _labels_of(exhibit, ())
    for number, column in enumerate(exhibit.columns if isinstance(exhibit, DataTable) else ()):
        yield from ((("columns", number, "boxes", n), box) for n, box in enumerate(column.boxes))
    for number, panel in enumerate(getattr(exhibit, "panels", ())):
        yield ("panels", number, "label"), panel.label
        yield from _labels_of(panel, ("panels", number))


def _labels_of(part: Chart | DataTable | Panel, path: Path) -> Iterator[tuple[Path, LocalText]]:
    for name in ("marks", "annotations"):
        for number, labelled in enumerate(getattr(part, name, ())):
            if labelled.label:
                yield (*path, name, number, "label"), labelled.label
