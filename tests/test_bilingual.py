"""Tables in two languages: words in both, numbers once, rows in one order."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from briefgen.compose.bilingual import in_order_of, joined, joined_table
from briefgen.compose.exhibits import TableView, table_view
from briefgen.compose.setting import Exhibit, Setting
from briefgen.model.brief import Relationship
from briefgen.model.record import Table
from conftest import TAGS, checked_atlantis

NAMES = {"id": "named", "title": {"en-CA": "T", "es-MX": "T"}, "records": "events", "order": "name",
         "columns": [{"head": {"en-CA": "What", "es-MX": "Qué"}, "field": "name"}]}


def setting(relationship: Relationship, tag: str) -> Setting:
    checked = checked_atlantis()
    exhibits = {key: Exhibit("table", 1) for key in relationship.tables}
    return Setting(relationship, checked.index, checked.locales[tag], exhibits, {}, "")


def views(name: str, relationship: Relationship) -> tuple[TableView, TableView]:
    first = setting(relationship, TAGS[0])
    second = setting(in_order_of(relationship, first), TAGS[1])
    return (
        table_view(relationship.tables[name], first),
        table_view(second.relationship.tables[name], second),
    )


def test_words_stand_in_both_languages_and_numbers_once() -> None:
    relationship = checked_atlantis().loaded.relationship
    both = views("in-numbers", relationship)
    joint = joined_table(both, TAGS)
    assert '<span class="said other" lang="es-MX">' in joint.heads[0].html
    for row, first, second in zip(joint.rows, both[0].rows, both[1].rows, strict=True):
        for cell, one, other in zip(row.cells, first.cells, second.cells, strict=True):
            assert one.html in cell.html
            assert (other.html in cell.html) is (one.html == other.html or one.html.striptags() != other.html.striptags())
    assert [cell.html.count("4,600") for row in joint.rows[1:2] for cell in row.cells] == [0, 1, 0]


def test_rows_of_both_languages_lie_side_by_side_however_each_sorts_them() -> None:
    relationship = checked_atlantis().loaded.relationship
    table = type(next(iter(relationship.tables.values()))).model_validate(NAMES)
    relationship = relationship.model_copy(update={"tables": Table({"named": table})})
    alone = [row.cells[0].html for row in table_view(table, setting(relationship, "es-MX")).rows]
    first, second = views("named", relationship)
    pairs = [(one.cells[0].html, other.cells[0].html) for one, other in zip(first.rows, second.rows, strict=True)]
    assert set(pairs) == {(event.name["en-CA"], event.name["es-MX"]) for event in relationship.events.values()}
    assert [spanish for _, spanish in pairs] != alone


def test_the_same_words_under_other_ids_are_said_once() -> None:
    said = Markup('<data id="q1">5.6%</data>'), Markup('<data id="es-MX--q1">5.6%</data>')
    assert joined(said, TAGS) == said[0]
    assert joined((Markup("sea"), Markup("mar")), TAGS) == (
        '<span class="said">sea</span><span class="said other" lang="es-MX">mar</span>'
    )


def test_tables_of_unlike_rows_are_refused() -> None:
    first, second = views("in-numbers", checked_atlantis().loaded.relationship)
    short = TableView(second.frame, second.heads, second.shares, second.rows[1:], second.total, second.lines)
    with pytest.raises(ValueError, match="shorter"):
        joined_table((first, short), TAGS)
