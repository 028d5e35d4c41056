"""Exhibits: charts in their frame and tables from records or from cells, with a source line that is derived."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from markupsafe import Markup, escape

from briefgen.compose.citations import source_line, sources_of
from briefgen.compose.setting import Printed, Setting
from briefgen.diagnostics import Location
from briefgen.language.names import list_text
from briefgen.language.numbers import unit_text
from briefgen.language.periods import date_text
from briefgen.model.chart import Chart, DataTable
from briefgen.model.drawing import Drawing
from briefgen.model.period import EventDate
from briefgen.model.record import LocalText
from briefgen.model.relationship import (
    ActorKind,
    AgreementKind,
    CommitmentStatus,
    EventKind,
    InterestGroup,
    IssueKind,
    Level,
    MechanismKind,
    MechanismStatus,
)
from briefgen.model.unit import UnitKind
from briefgen.prose.blocks import Inline, references
from briefgen.prose.parser import parse_inline
from briefgen.prose.references import records_of

_ACTOR_FIELDS = frozenset(
    {"parties", "actors", "leads", "members", "chairs", "by", "forums", "conveners", "co_chairs", "sponsors", "lead"}
)
UNKNOWN = "–"
_PREFIXES: Mapping[type[StrEnum], str] = {
    MechanismStatus: "status_", CommitmentStatus: "commitment_", Level: "level_", InterestGroup: "group_", IssueKind: "issue_",
    ActorKind: "actor_", AgreementKind: "agreement_", MechanismKind: "mechanism_", EventKind: "event_",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around an exhibit: its number, title, subtitle, note and source line, as HTML."""

    id: str
    kind: str
    number: int
    width: str
    title: Markup
    subtitle: Markup
    note: Markup
    source: Markup


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its HTML, and whether it is a number."""

    html: Markup
    number: bool


def chart_frame(chart: Chart, drawing: Drawing, setting: Setting) -> Frame:
    """The frame of a chart; its quantities are written down as printed where the chart stands."""
    exhibit = setting.exhibits[chart.id]
    for quantity, text in drawing.texts:
        setting.printed.append(Printed(chart.id, quantity, text))
    for source in drawing.sources:
        setting.sources[source] = None
    frame = _frame(chart, exhibit.kind, exhibit.number, drawing.sources, setting)
    unit = _currency_unit(drawing, setting)
    return replace(frame, subtitle=Markup("{}, {}").format(frame.subtitle, unit)) if unit else frame


def _currency_unit(drawing: Drawing, setting: Setting) -> str:
    """The currency and scale of a chart's values, such as "C$ billion"; empty where they are no money."""
    quantities = [setting.index.resolve(key) for key in drawing.quantities]
    money = [q for q in quantities if q.kind is UnitKind.CURRENCY]
    if not money:
        return ""
    return unit_text(money[0].unit, max(q.multiplier for q in money if q.unit == money[0].unit), setting.locale)


def _frame(exhibit: Chart | DataTable, kind: str, number: int, sources: tuple[str, ...], setting: Setting) -> Frame:
    title, subtitle, note = (_local_html(text, setting) for text in (exhibit.title, exhibit.subtitle, exhibit.note))
    line = (
        setting.words(source_line(sources, setting.relationship, setting.locale), small_capitals=False)
        if sources
        else Markup("")
    )
    return Frame(exhibit.id, setting.locale.message(kind), number, exhibit.width, title, subtitle, note, line)


def _local_html(text: LocalText | None, setting: Setting) -> Markup:
    return setting.html(inlines_of(text, setting), running=False) if text else Markup("")


def inlines_of(text: LocalText, setting: Setting) -> tuple[Inline, ...]:
    """A text of the data as a run of prose; it was checked before."""
    return parse_inline(text[setting.locale.tag], Location("data"))[0]


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as its template takes it: the frame, the heads, the rows, and whether the last row is a total."""

    frame: Frame
    heads: tuple[Cell, ...]
    shares: tuple[int | None, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: bool


def table_view(table: DataTable, setting: Setting) -> TableView:
    """A table's cells in the reader's language, from records or from its own rows."""
    heads = tuple(Cell(_local_html(column.head, setting), column.number) for column in table.columns)
    if table.records:
        records = _selected(table, setting)
        rows = tuple(
            tuple(Cell(_field_html(record, column.field or "", setting), column.number) for column in table.columns)
            for record in records
        )
        sources = tuple(
            dict.fromkeys((*(s for record in records for s in _record_sources(record, table, setting)), *table.sources))
        )
    else:
        rows = tuple(
            tuple(Cell(_local_html(text, setting), column.number) for text, column in zip(row, table.columns, strict=True))
            for row in table.rows
        )
        sources = _cell_sources(table, setting)
    for source in sources:
        setting.sources[source] = None
    exhibit = setting.exhibits[table.id]
    return TableView(
        _frame(table, exhibit.kind, exhibit.number, sources, setting),
        heads,
        tuple(c.share for c in table.columns),
        rows,
        table.total,
    )


def _selected(table: DataTable, setting: Setting) -> tuple[Any, ...]:
    records = records_of(setting.relationship, table.records or "") or ()
    if not table.select:
        return records
    by_id = {record.id: record for record in records}
    return tuple(by_id[key] for key in table.select)


def _record_sources(record: Any, table: DataTable, setting: Setting) -> Iterator[str]:
    if source := getattr(record, "source", None):
        yield source
    else:
        name, key, _ = (table.records or "").split(".")
        yield getattr(setting.relationship, name)[key].source


def _cell_sources(table: DataTable, setting: Setting) -> tuple[str, ...]:
    found = [r for row in table.rows for text in row for r in references(inlines_of(text, setting))]
    quantities = [setting.index.resolve(r.target) for r in found if r.role in ("obs", "finding", "rank")]
    cited = [r.target for r in found if r.role == "cite"]
    return tuple(dict.fromkeys((*sources_of(quantities, cited), *table.sources)))


def _field_html(record: Any, path: str, setting: Setting) -> Markup:
    value, name = record, path
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else getattr(value, name)
    return _value_html(value, name, setting)


def _value_html(value: Any, name: str, setting: Setting) -> Markup:
    locale, tag = setting.locale, setting.locale.tag
    if value is None or value == ():
        return Markup(UNKNOWN)
    if isinstance(value, LocalText):
        return setting.words(value[tag], small_capitals=False)
    if isinstance(value, EventDate):
        return Markup(escape(date_text(value, locale, short=False)))
    if isinstance(value, StrEnum):
        return Markup(escape(locale.message(_PREFIXES[type(value)] + value.value)))
    if isinstance(value, str):
        return _actor_html(value, setting) if name in _ACTOR_FIELDS else Markup(escape(value))
    if isinstance(value, tuple):
        return _list_html(value, name, setting)
    return _value_html(value.text if hasattr(value, "text") else value.name, name, setting)


def _actor_html(key: str, setting: Setting) -> Markup:
    actor = setting.relationship.actors[key]
    text = actor.acronym or actor.name
    return Markup(escape((actor.name if actor.kind == "person" else text)[setting.locale.tag]))


def _list_html(values: tuple[Any, ...], name: str, setting: Setting) -> Markup:
    if name in _ACTOR_FIELDS or isinstance(values[0], StrEnum):
        return Markup(escape(list_text(tuple(str(_value_html(v, name, setting).unescape()) for v in values), setting.locale)))
    parts = [_value_html(value, name, setting) for value in values]
    if all(str(part).rstrip().endswith(".") for part in parts):
        return Markup(" ").join(parts)
    return Markup("; ").join([parts[0], *(Markup(escape(_lowered(part.unescape()))) for part in parts[1:])])


def _lowered(text: str) -> str:
    """A phrase that goes on within a row: its first letter small, unless the first word is a name in capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
