"""Tabled: whether the records and fields that a table names are there, and fit what it does with them."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from typing import Any

from briefgen.diagnostics import Diagnostic, Location, Places, nearest
from briefgen.model.brief import Relationship
from briefgen.model.chart import Column, DataTable
from briefgen.model.record import LocalText, Record
from briefgen.model.selection import has, kept
from briefgen.prose.columns import column_prints, has_source, known_values, printable_fields

_OF_RECORDS = ("select", "where", "order", "group", "numbered", "lines")
"""What means something only in a table of records."""


def check_table(table: DataTable, rows: tuple[Any, ...] | None, places: Places) -> Iterator[Diagnostic]:
    """Whether a table has what it shows: cells for each column, or records with the fields that it names.

    `rows` are the records that it names; None if there is no such list in the data.
    """
    for number, column in enumerate(table.columns):
        yield from _check_boxes(column, table, places.of("tables", table.id, "columns", number, "boxes"))
    if table.records is None:
        yield from _check_own_rows(table, places)
    elif rows is None:
        yield Diagnostic(
            "C001",
            places.of("tables", table.id, "records"),
            f"expected a table or a list of the data, found \"{table.records}\"",
            nearest(table.records, [n for n in Relationship.model_fields if n != "project"]),
            needs=_needs(table),
        )
    else:
        yield from _check_records(table, rows, places)


def _needs(table: DataTable, *more: str) -> tuple[str, ...]:
    path = table.records or ""
    return (path.split(".")[0], *more, "/".join(path.split(".")[:2]))


def _check_boxes(column: Column, table: DataTable, place: Location) -> Iterator[Diagnostic]:
    if column.boxes and (column.field or table.records is None):
        found = f"the field \"{column.field}\"" if column.field else "rows of its own"
        yield Diagnostic("C003", place, f"expected an empty cell of records for boxes to tick, found {found}",
                         "leave the field out, or the boxes")


def _check_own_rows(table: DataTable, places: Places) -> Iterator[Diagnostic]:
    for number, row in enumerate(table.rows):
        if len(row) != len(table.columns):
            yield Diagnostic(
                "C003",
                places.of("tables", table.id, "rows", number),
                f"expected {len(table.columns)} cells, found {len(row)}",
                "one for each column",
            )
    if not table.rows:
        yield Diagnostic(
            "C003", places.of("tables", table.id), "expected rows or records, found none", "add one of them"
        )
    for name in _OF_RECORDS:
        if getattr(table, name):
            yield Diagnostic("C003", places.of("tables", table.id, name),
                             f"expected \"records\" in a table with \"{name}\", found rows of its own",
                             f"take {name} out, or show records")


def _check_records(table: DataTable, rows: tuple[Any, ...], places: Places) -> Iterator[Diagnostic]:
    known = {getattr(row, "id", "") for row in rows}
    for number, key in enumerate(table.select):
        if key not in known:
            yield Diagnostic(
                "C001",
                places.of("tables", table.id, "select", number),
                f"expected a record of {table.records}, found \"{key}\"",
                nearest(key, sorted(known)),
                needs=_needs(table, f"{table.records}/{key}"),
            )
    if not rows:
        return
    model = type(rows[0])
    if "." not in (table.records or "") and not has_source(model):
        yield Diagnostic(
            "C001",
            places.of("tables", table.id, "records"),
            f"expected a table whose records each name a source, found \"{table.records}\"",
            "print its values in rows of your own",
        )
    for number, column in enumerate(table.columns):
        if column.field and not column_prints(model, column.field):
            yield _unprinted(column.field, model, table, places.of("tables", table.id, "columns", number))
    if table.group and not column_prints(model, table.group):
        yield _unprinted(table.group, model, table, places.of("tables", table.id, "group"))
    yield from _check_order(table, model, places.of("tables", table.id, "order"))
    yield from _check_where(table, rows, places)


def _unprinted(field: str, model: type[Record], table: DataTable, place: Location) -> Diagnostic:
    return Diagnostic("C001", place, f"expected a field of {table.records} that can be printed, found \"{field}\"",
                      nearest(field, printable_fields(model)))


def _check_order(table: DataTable, model: type[Record], place: Location) -> Iterator[Diagnostic]:
    """Rows are sorted by a field that they have; numbered ones by one that all languages sort alike."""
    if table.order is None:
        return
    name = table.order.partition(".")[0]
    if table.order not in model.model_fields and not (name != table.order and column_prints(model, table.order)):
        yield Diagnostic("C001", place, f"expected a field of {table.records}, found \"{table.order}\"",
                         nearest(table.order, tuple(model.model_fields)))
    elif table.numbered and _holds_words(typing.get_type_hints(model)[name]):
        yield Diagnostic("C003", place, f"expected an order that is the same in every language, found \"{table.order}\"",
                         "numbered rows stand in the order of the data or of their dates")


def _holds_words(hint: Any) -> bool:
    return hint is LocalText or any(_holds_words(member) for member in typing.get_args(hint))


def _check_where(table: DataTable, rows: tuple[Any, ...], places: Places) -> Iterator[Diagnostic]:
    """Each condition names a field and a value that some record has, and some record meets them all."""
    wrong = [found for field in table.where if (found := _condition_problem(field, table, rows, places))]
    yield from wrong
    chosen = [row for row in rows if not table.select or row.id in table.select]
    if table.where and not wrong and not kept(chosen, table.where):
        yield Diagnostic("C003", places.of("tables", table.id, "where"),
                         "expected records that meet every condition, found none", "loosen a condition, or leave one out")


def _condition_problem(field: str, table: DataTable, rows: tuple[Any, ...], places: Places) -> Diagnostic | None:
    model, place, wanted = type(rows[0]), places.of("tables", table.id, "where", field), table.where[field]
    if field not in model.model_fields and not column_prints(model, field):
        return Diagnostic("C001", place, f"expected a field of {table.records}, found \"{field}\"",
                          nearest(field, tuple(model.model_fields)))
    if any(has(row, field, wanted) for row in rows):
        return None
    return Diagnostic("C001", place, f"expected a value of {field} that a record has, found \"{wanted}\"",
                      nearest(wanted, known_values(rows, field)), needs=_needs(table))
