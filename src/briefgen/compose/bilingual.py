"""Bilingual: one table for several languages: its words in each, its numbers once, its rows in one order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from briefgen.compose.exhibits import Cell, Row, TableView, selected
from briefgen.compose.setting import Setting
from briefgen.compose.unison import alike
from briefgen.model.brief import Relationship
from briefgen.model.record import Table

_BOX = re.compile(r'<span class="box">(.*?)</span>')
"""A box to tick, with what stands beside it."""


def in_order_of(relationship: Relationship, setting: Setting) -> Relationship:
    """The same data with every table's rows as one language sorts them, so that those of all languages lie side by side."""
    tables = {
        key: table.model_copy(update={"select": tuple(record.id for record in selected(table, setting)), "order": None})
        if table.records and table.order else table
        for key, table in relationship.tables.items()
    }
    return relationship.model_copy(update={"tables": Table(tables)})


def joined_table(views: Sequence[TableView], tags: Sequence[str]) -> TableView:
    """The views of one table in several languages as one view: what all say alike once, other words below each other.

    The rows of all views must be in one order (`in_order_of`). `tags` are the languages of the views; the words of all but
    the first are marked with theirs.

    Raises:
        ValueError: if the views have not the same heads and rows.
    """
    heads = tuple(_joined_cell(cells, tags) for cells in zip(*(view.heads for view in views), strict=True))
    rows = tuple(_joined_row(rows, tags) for rows in zip(*(view.rows for view in views), strict=True))
    return replace(views[0], heads=heads, rows=rows)


def _joined_row(rows: tuple[Row, ...], tags: Sequence[str]) -> Row:
    cells = tuple(_joined_cell(cells, tags) for cells in zip(*(row.cells for row in rows), strict=True))
    return Row(cells, rows[0].number, joined([row.heading for row in rows], tags))


def _joined_cell(cells: tuple[Cell, ...], tags: Sequence[str]) -> Cell:
    boxes = tuple(_BOX.findall(str(cell.html)) for cell in cells)
    if all(boxes) and not all(alike(cell.html, cells[0].html) for cell in cells):  # to be ticked once, whatever the language
        told = (Markup(' <span class="stroke">/</span> ').join(_tagged(words, tags)) for words in zip(*boxes, strict=True))
        return replace(cells[0], html=Markup(" ").join(Markup('<span class="box">{}</span>').format(one) for one in told))
    return replace(cells[0], html=joined([cell.html for cell in cells], tags))


def _tagged(words: Sequence[str], tags: Sequence[str]) -> list[Markup]:
    """Words of each language, those of all but the first marked with theirs."""
    other = Markup('<span class="other" lang="{}">{}</span>')
    return [Markup(words[0]), *(other.format(tag, Markup(one)) for tag, one in zip(tags[1:], words[1:], strict=True))]


def joined(said: Sequence[Markup], tags: Sequence[str]) -> Markup:
    """What is said in each language, each in an element of its own; once where all say the same."""
    first, *others = said
    if all(alike(other, first) for other in others):
        return first
    return Markup('<span class="said">{}</span>').format(first) + Markup("").join(
        Markup('<span class="said other" lang="{}">{}</span>').format(tag, other)
        for tag, other in zip(tags[1:], others, strict=True)
    )
