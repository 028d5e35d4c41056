"""Exhibited: whether the records and fields that matrices, chains and maps name are there, before anything is drawn."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Sequence
from typing import Any

from briefgen.diagnostics import Diagnostic, Places, nearest
from briefgen.model.brief import Relationship
from briefgen.model.chart import Chart, ChartKind
from briefgen.model.record import Record, Ref
from briefgen.prose.columns import is_enumerated, leaves_of

ID = "id"
LISTED = frozenset({"themes", "actors", "parties"})
"""Tables whose ids a matrix can sort records by."""


def check_exhibited(chart: Chart, relationship: Relationship, places: Places) -> Iterator[Diagnostic]:
    """That a matrix names a table, records and fields of few values, and that a chain, a map and a matrix emphasise what
    they show (C001); that a matrix has rows and columns, and a chain two issues (C003).
    """
    if chart.kind is ChartKind.MATRIX:
        yield from _check_matrix(chart, relationship, places)
    elif chart.kind is ChartKind.CHAIN:
        if len(chart.issues) == 1:
            yield Diagnostic("C003", places.of("charts", chart.id, "issues"), "expected issues for the kind chain, found one",
                             "add an issue that it leads to")
        yield from _check_known(chart, "emphasis", chart.issues, "an issue of this chart", "issues", places)
    elif chart.kind is ChartKind.MAP:
        yield from _check_known(chart, "emphasis", chart.agreements, "an agreement of this map", "agreements", places)


def _check_matrix(chart: Chart, relationship: Relationship, places: Places) -> Iterator[Diagnostic]:
    for field, value in (("rows", chart.rows), ("columns", chart.columns)):
        if not value:
            yield Diagnostic("C003", places.of("charts", chart.id), f"expected \"{field}\" for the kind matrix, found none",
                             f"add {field}")
    if chart.records is None:
        return
    tables = [name for name in Relationship.model_fields if name != "project"]
    if chart.records not in tables:
        yield Diagnostic("C001", places.of("charts", chart.id, "records"),
                         f"expected a table of the data, found \"{chart.records}\"", nearest(chart.records, tables))
        return
    table = getattr(relationship, chart.records)
    yield from _check_known(chart, "select", tuple(table), f"a record of {chart.records}", chart.records, places)
    if not table:
        return
    model = type(next(iter(table.values())))
    fields = tuple(name for name in model.model_fields if is_listed(model, name))
    named = [(("rows",), chart.rows)] if chart.rows and chart.rows != ID else []
    for path, field in [*named, *((("columns", n), field) for n, field in enumerate(chart.columns))]:
        if field not in fields:
            yield Diagnostic("C001", places.of("charts", chart.id, *path),
                             f"expected a field of {chart.records} with few values, found \"{field}\"", nearest(field, fields))
    if chart.rows != ID and len(chart.columns) > 1:
        yield Diagnostic("C003", places.of("charts", chart.id, "columns"),
                         f"expected one field as columns, found {len(chart.columns)}", "write rows: id to list the records")
    if chart.rows == ID:
        shown = chart.select or tuple(table)
        yield from _check_known(chart, "emphasis", shown, "a record of this matrix", chart.records, places)
    elif chart.rows and chart.rows in fields:
        values = dict.fromkeys(str(v) for record in table.values() for v in _values(getattr(record, chart.rows)))
        yield from _check_known(chart, "emphasis", tuple(values), f"a value of {chart.rows}", chart.records, places)


def _values(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _check_known(
    chart: Chart, field: str, known: Sequence[str], what: str, table: str, places: Places
) -> Iterator[Diagnostic]:
    for number, key in enumerate(getattr(chart, field)):
        if key not in known:
            yield Diagnostic("C001", places.of("charts", chart.id, field, number), f"expected {what}, found \"{key}\"",
                             nearest(key, known), needs=(table, f"{table}/{key}"))


def is_listed(model: type[Record], field: str) -> bool:
    """Whether a field holds words of one of the model's lists, or ids of themes or actors: one of them or several."""
    hint = typing.get_type_hints(model, include_extras=True)[field]
    return all(leaf.table in LISTED if isinstance(leaf, Ref) else is_enumerated(leaf) for leaf in leaves_of(hint))
