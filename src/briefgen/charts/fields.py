"""Fields: the records that a matrix shows, and the values by which it sorts them, with their labels in one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from briefgen.charts.account import once
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.scene import Scene
from briefgen.language.messages import MESSAGES, msgid_of
from briefgen.language.names import list_text
from briefgen.model.chart import Chart
from briefgen.model.record import LocalText

ID = "id"
NAMES = ("name", "promise", "label")


@dataclass(frozen=True)
class Heading:
    """One value of a field: as recorded, and as printed."""

    field: str
    value: str
    label: str


def records_of(chart: Chart, scene: Scene) -> tuple[Any, ...]:
    """The records of a chart's table, all of them or those selected, in the order of the selection.

    Raises:
        ChartError: if there is no such table, no such record, or none at all.
    """
    pool = pool_of(chart, scene)
    known = {record.id: record for record in pool}
    if missing := [key for key in chart.select if key not in known]:
        raise ChartError(ChartFault.MISSING_DATA, f"expected a record of {chart.records}, found \"{missing[0]}\"")
    return tuple(known[key] for key in chart.select) if chart.select else pool


def pool_of(chart: Chart, scene: Scene) -> tuple[Any, ...]:
    """All records of a chart's table.

    Raises:
        ChartError: if there is no such table, or nothing in it.
    """
    tables = set(type(scene.relationship).model_fields) - {"project"}
    if chart.records not in tables:
        raise ChartError(ChartFault.MISSING_DATA, f"expected a table of the data in {chart.id}, found \"{chart.records}\"")
    pool = tuple(getattr(scene.relationship, chart.records).values())
    if not pool:
        raise ChartError(ChartFault.MISSING_DATA, f"expected records in {chart.records}, found none")
    return pool


def values_of(record: Any, field: str) -> tuple[str, ...]:
    """The values that a record has in a field, each once; none if the field is empty.

    Raises:
        ChartError: if there is no such field, or it does not hold words of a list or ids.
    """
    if field not in type(record).model_fields:
        raise ChartError(ChartFault.MISSING_DATA, f"expected a field of {record.id}, found \"{field}\"")
    value = getattr(record, field)
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    if not all(isinstance(one, str) for one in values):
        raise ChartError(ChartFault.UNFIT_DATA, f"expected a field of few values in a matrix, found \"{field}\"")
    return once(values)


def headings_of(field: str, pool: Sequence[Any], scene: Scene) -> tuple[Heading, ...]:
    """The values that occur in a field, in the order of their list; of ids, in the order in which they appear.

    Raises:
        ChartError: if the field is not one of few values, or empty in every record.
    """
    found = once(value for record in pool for value in values_of(record, field))
    if not found:
        raise ChartError(ChartFault.MISSING_DATA, f"expected values in the field \"{field}\", found none")
    first = found[0]
    if isinstance(first, StrEnum):
        return tuple(
            Heading(field, word.value, _called(word, scene)) for word in type(first) if word in found
        )
    themes = scene.relationship.project.themes
    if field == "theme":
        return tuple(Heading(field, theme, scene.local(name)) for theme, name in themes.items() if theme in found)
    if all(value in scene.relationship.actors for value in found):
        return tuple(Heading(field, value, scene.actor_short(value)) for value in found)
    raise ChartError(ChartFault.UNFIT_DATA, f"expected a field of few values in a matrix, found \"{field}\"")


def field_label(field: str, scene: Scene) -> str:
    """What a field is called above its columns; empty if no message says so."""
    return scene.message(f"field_{field}") if f"field_{field}" in MESSAGES else ""


def record_name(record: Any, scene: Scene) -> str:
    """How a record is called: its name, what it promises, or who is party to it.

    Raises:
        ChartError: if there is nothing to call it by.
    """
    for field in NAMES:
        if isinstance(text := getattr(record, field, None), LocalText):
            return scene.local(text)
    if parties := getattr(record, "parties", ()):
        return scene.said(lambda one: list_text(tuple(one.actor_name(party) for party in parties), one.locale))
    raise ChartError(ChartFault.MISSING_DATA, f"expected a record with a name, found {record.id}")


def record_source(record: Any) -> tuple[str, ...]:
    """The source that a record names, if it does."""
    source = getattr(record, "source", None)
    return (source,) if isinstance(source, str) else ()


def _called(word: StrEnum, scene: Scene) -> str:
    return scene.said(lambda voice: _capital(voice.message(msgid_of(word))))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
