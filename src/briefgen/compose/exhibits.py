"""Exhibits: charts in their frame and tables from records or from cells, with a source line that is derived."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from markupsafe import Markup, escape

from briefgen.compose.citations import source_line, sources_of
from briefgen.compose.corrections import corrected_texts
from briefgen.compose.setting import Setting
from briefgen.diagnostics import Location
from briefgen.language.collation import sort_key
from briefgen.language.locale import Locale
from briefgen.language.names import list_text
from briefgen.language.numbers import currency_of, unit_text
from briefgen.language.periods import date_text
from briefgen.language.territories import home
from briefgen.model.chart import Chart, Column, DataTable
from briefgen.model.drawing import Drawing
from briefgen.model.period import DatePrecision, EventDate
from briefgen.model.record import LocalText
from briefgen.model.relationship import (
    Actor,
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
from briefgen.model.selection import kept, value_of
from briefgen.model.unit import UnitKind
from briefgen.prose.blocks import Inline, Reference, references
from briefgen.prose.parser import parse_inline
from briefgen.prose.references import records_of

_ACTOR_FIELDS = frozenset(
    {"parties", "actors", "leads", "members", "chairs", "by", "forums", "conveners", "co_chairs", "sponsors", "lead", "owners",
     "reporter"}
)
_QUANTITY_FIELDS = frozenset({"total", "budget", "earmark", "amount"})
UNKNOWN = "–"
NOTHING = Markup("")
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
    """A cell of a table: its HTML, whether it is a number, and whether it is to be filled in by hand."""

    html: Markup
    number: bool
    blank: bool = False


def chart_frame(chart: Chart, drawing: Drawing, setting: Setting) -> Frame:
    """The frame of a chart; its quantities are written down as printed where the chart stands."""
    exhibit, began = setting.exhibits[chart.id], len(setting.printed)
    for quantity, text in drawing.texts:
        setting.printed.append(setting.printed_at(chart.id, quantity, text, Location("data")))
    for source in drawing.sources:
        setting.sources[source] = None
    frame = _frame(chart, exhibit.kind, exhibit.number, drawing.sources, setting, began, drawing.quantities)
    unit = _currency_unit(drawing, setting)
    return replace(frame, subtitle=Markup("{}, {}").format(frame.subtitle, unit)) if unit else frame


def _currency_unit(drawing: Drawing, setting: Setting) -> str:
    """The currency and scale of a chart's values, such as "C$ billion"; empty where they are no money."""
    quantities = [setting.index.resolve(key) for key in drawing.quantities]
    money = [q for q in quantities if q.kind is UnitKind.CURRENCY]
    if not money:
        return ""
    return unit_text(money[0].unit, max(q.multiplier for q in money if q.unit == money[0].unit), setting.locale)


def _frame(exhibit: Chart | DataTable, kind: str, number: int, sources: tuple[str, ...], setting: Setting,
           began: int, drawn: tuple[str, ...] = ()) -> Frame:
    """An exhibit's frame; `began` is how much was printed before it, so that its line tells what of it is corrected."""
    title, subtitle, note = (_local_html(text, setting) for text in (exhibit.title, exhibit.subtitle, exhibit.note))
    shown = (setting.index.resolve(key) for key in (*drawn, *(one.quantity for one in setting.printed[began:])))
    told = list(corrected_texts(shown, setting.relationship, setting.locale))
    if sources:
        told.insert(0, source_line(sources, setting.relationship, setting.locale))
    line = setting.words(" ".join(told), small_capitals=False)
    return Frame(exhibit.id, setting.locale.message(kind), number, exhibit.width, title, subtitle, note, line)


def _local_html(text: LocalText | None, setting: Setting) -> Markup:
    return setting.html(inlines_of(text, setting), running=False) if text else Markup("")


def inlines_of(text: LocalText, setting: Setting) -> tuple[Inline, ...]:
    """A text of the data as a run of prose; it was checked before."""
    return parse_inline(text[setting.locale.tag], Location("data"))[0]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, its number where rows are numbered (else 0), and a heading that stands above it."""

    cells: tuple[Cell, ...]
    number: int = 0
    heading: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as its template takes it: the frame, the heads, the rows, and whether the last row is a total.

    `lines` is the least height of a row in lines; 0 leaves it to the words.
    """

    frame: Frame
    heads: tuple[Cell, ...]
    shares: tuple[int | None, ...]
    rows: tuple[Row, ...]
    total: bool
    lines: int


def table_view(table: DataTable, setting: Setting) -> TableView:
    """A table's cells in the reader's language, from records or from its own rows."""
    began = len(setting.printed)
    heads = tuple(Cell(_local_html(column.head, setting), column.number) for column in table.columns)
    if table.records:
        records = selected(table, setting)
        rows = tuple(_rows(records, table, setting))
        sources = tuple(
            dict.fromkeys((*(s for record in records for s in _record_sources(record, table, setting)), *table.sources))
        )
    else:
        rows = tuple(
            Row(tuple(Cell(_local_html(text, setting), column.number) for text, column in zip(row, table.columns, strict=True)))
            for row in table.rows
        )
        sources = _cell_sources(table, setting)
    for source in sources:
        setting.sources[source] = None
    exhibit = setting.exhibits[table.id]
    return TableView(
        _frame(table, exhibit.kind, exhibit.number, sources, setting, began),
        heads,
        tuple(c.share for c in table.columns),
        rows,
        table.total,
        table.lines or 0,
    )


def _rows(records: tuple[Any, ...], table: DataTable, setting: Setting) -> Iterator[Row]:
    """A row for each record; a heading stands above the first row of each group."""
    last = None
    for record in records:
        number = 0
        if table.numbered:
            number = setting.rows = setting.rows + 1
            for actor in actors_of(record):
                setting.rows_of.setdefault(actor, []).append(number)
        value = value_of(record, table.group) if table.group else None
        heading = Markup("")
        if table.group and value != last:
            heading, last = _shown_html(value, table.group, setting), value
        cells = tuple(
            Cell(_cell_html(record, column, setting), column.number, column.field is None) for column in table.columns
        )
        yield Row(cells, number, heading)


def actors_of(record: Any) -> tuple[str, ...]:
    """The ids of the actors that a record names, each once: its parties, members, leads; an actor names itself."""
    if isinstance(record, Actor):
        return (record.id,)
    values = [getattr(record, name, None) for name in sorted(_ACTOR_FIELDS)]
    return tuple(dict.fromkeys(key for value in values if value for key in (value if isinstance(value, tuple) else (value,))))


def _cell_html(record: Any, column: Column, setting: Setting) -> Markup:
    """What stands in a cell; nothing, or boxes to tick, in a column that is filled in by hand."""
    if column.field:
        return _shown_html(value_of(record, column.field), column.field, setting)
    boxes = (Markup('<span class="box">{}</span>').format(box[setting.locale.tag]) for box in column.boxes)
    return Markup(" ").join(boxes)


def selected(table: DataTable, setting: Setting) -> tuple[Any, ...]:
    """The records of a table: those selected, or all, that have the values of `where`; in order, groups kept together."""
    records = records_of(setting.relationship, table.records or "") or ()
    if table.select:
        by_id = {record.id: record for record in records}
        records = tuple(by_id[key] for key in table.select)
    found = list(kept(records, table.where))
    if table.order:
        path = table.order
        found.sort(key=lambda record: _order(value_of(record, path), setting))
    if table.group:
        path = table.group
        places = {value: n for n, value in reversed(list(enumerate(value_of(record, path) for record in found)))}
        found.sort(key=lambda record: places[value_of(record, path)])
    return tuple(found)


def _order(value: Any, setting: Setting) -> tuple[Any, ...]:
    """Dates by time, texts as the language sorts them; what is not known comes last."""
    if value is None:
        return (1,)
    if isinstance(value, LocalText):
        return (0, sort_key(value[setting.locale.tag], setting.locale))
    return (0, (value.first, value.last) if isinstance(value, EventDate) else str(value))


def _record_sources(record: Any, table: DataTable, setting: Setting) -> Iterator[str]:
    named = [getattr(record, c.field or "") for c in table.columns if c.field in _QUANTITY_FIELDS]
    yield from sources_of(setting.index.resolve(key) for key in named if key)
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


def _shown_html(value: Any, path: str, setting: Setting) -> Markup:
    """A value as it stands alone in a cell or above a group of rows."""
    html = _value_html(value, path.split(".")[-1], setting)
    return _capital(html) if _is_enumerated(value) else html


def _value_html(value: Any, name: str, setting: Setting) -> Markup:
    locale, tag = setting.locale, setting.locale.tag
    if value is None or value == ():
        return Markup(UNKNOWN)
    if isinstance(value, LocalText):
        return setting.words(value[tag], small_capitals=False)
    if isinstance(value, EventDate):
        return Markup(escape(_dated(value, locale)))
    if isinstance(value, StrEnum):
        return Markup(escape(locale.message(_PREFIXES[type(value)] + value.value)))
    if isinstance(value, str):
        return _named_html(value, name, setting)
    if isinstance(value, tuple):
        return _list_html(value, name, setting)
    return _value_html(value.text if hasattr(value, "text") else value.name, name, setting)


def _dated(date: EventDate, locale: Locale) -> str:
    """A date as prose has it, but a decade as a label has it: the article that it needs in a sentence is none of a cell's."""
    return date_text(date, locale, short=date.precision is DatePrecision.DECADE)


def _named_html(key: str, name: str, setting: Setting) -> Markup:
    """What an id stands for: an actor, a theme, or the agreement, mechanism or event in which something was promised."""
    if name in _ACTOR_FIELDS:
        return _actor_html(key, setting)
    if name == "theme":
        return setting.words(setting.relationship.project.themes[key][setting.locale.tag], small_capitals=False)
    if name in _QUANTITY_FIELDS:
        return setting.quantity(Reference("obs", key, "prose", Location("data")))
    if name == "currency":
        return _capital(setting.words(currency_of(key, setting.locale).other, small_capitals=False))
    if name == "made_in":
        return _capital(_occasion_html(key, setting))
    return Markup(escape(key))


def _occasion_html(key: str, setting: Setting) -> Markup:
    """An occasion by its name, with its date where the name does not give the year."""
    tables = (setting.relationship.agreements, setting.relationship.mechanisms, setting.relationship.events)
    record = next(table[key] for table in tables if key in table)
    name = record.name[setting.locale.tag] if record.name else list_text(
        tuple(str(_actor_html(party, setting).unescape()) for party in getattr(record, "parties", ())), setting.locale
    )
    date = getattr(record, "date", None) or getattr(record, "created", None)
    if date is None or str(date.year) in name:
        return setting.words(name, small_capitals=False)
    return setting.words(f"{name}, {_dated(date, setting.locale)}", small_capitals=False)


def _capital(html: Markup) -> Markup:
    """A cell that begins with a word of the catalogue: its first letter large."""
    return Markup(str(html)[:1].upper() + str(html)[1:])


def _is_enumerated(value: Any) -> bool:
    return isinstance(value, StrEnum) or (isinstance(value, tuple) and bool(value) and isinstance(value[0], StrEnum))


def _actor_html(key: str, setting: Setting) -> Markup:
    actor = setting.relationship.actors[key]
    text = actor.acronym or actor.name
    return Markup(escape((actor.name if actor.kind == "person" else text)[setting.locale.tag]))


def _list_html(values: tuple[Any, ...], name: str, setting: Setting) -> Markup:
    if name in _ACTOR_FIELDS:
        values = own_first(values, setting)
    parts = [_value_html(value, name, setting) for value in values]
    if isinstance(values[0], StrEnum):
        return Markup(setting.locale.rules.lists.separator).join(parts)
    if name in _ACTOR_FIELDS:
        return Markup(escape(list_text(tuple(str(part.unescape()) for part in parts), setting.locale)))
    if all(str(part).rstrip().endswith(".") for part in parts):
        return Markup(" ").join(parts)
    return Markup("; ").join([parts[0], *(Markup(escape(_lowered(part.unescape()))) for part in parts[1:])])


def own_first(keys: tuple[str, ...], setting: Setting) -> tuple[str, ...]:
    """Actors as the language names them: those of its own country first, otherwise in the order of the data."""
    own, actors = home(setting.locale.tag), setting.relationship.actors
    return tuple(sorted(keys, key=lambda key: own not in (key, actors[key].country)))


def _lowered(text: str) -> str:
    """A phrase that goes on within a row: its first letter small, unless the first word is a name in capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
