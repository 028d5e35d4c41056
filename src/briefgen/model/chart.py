"""Chart and DataTable: exhibits declared once in `charts/*.yaml`, and used by any brief."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from briefgen.model.record import LocalText, Record, Ref, ShortText


class ChartKind(StrEnum):
    """The kinds of chart there are; each is drawn by the module of `charts/` of the same name."""

    BAR = "bar"
    LINE = "line"
    STACK = "stack"
    MIRROR = "mirror"
    WATERFALL = "waterfall"
    TIMELINE = "timeline"
    NETWORK = "network"
    TREE = "tree"
    DOT = "dot"
    SLOPE = "slope"
    SHARE = "share"
    MULTIPLES = "multiples"
    MATRIX = "matrix"
    CHAIN = "chain"
    MAP = "map"


class Width(StrEnum):
    """Where an exhibit stands: across text and margin column, in the text column, or in the margin column."""

    FULL = "full"
    COLUMN = "column"
    MARGIN = "margin"


class ColourRole(StrEnum):
    """Which of the tokens' colours a mark takes; roles differ in lightness, so they survive grey."""

    DEEP = "deep"
    OCHRE = "ochre"
    BRICK = "brick"
    MIST = "mist"


class Mark(Record):
    """One value of a chart: a reference to an observation or a finding.

    Its label is the counterpart's name unless one is given; `label_from` takes the name of an actor, a finding or an
    indicator instead.
    `value` is a reference, such as trade:CAN-MEX@2009.
    """

    value: ShortText
    label: LocalText | None = None
    label_from: ShortText | None = None
    colour: ColourRole | None = None


class Order(StrEnum):
    """The order of a chart's marks; `given` is that of the declaration."""

    GIVEN = "given"
    ASCENDING = "ascending"
    DESCENDING = "descending"


class Annotation(Record):
    """An event drawn into a chart, at its own date, in its own words."""

    event: Annotated[str, Ref("events")]
    label: LocalText | None = None


class Panel(Record):
    """A part of a chart with marks of its own: a line of a slope, a bar of a share chart, one of small multiples.

    `whole` is what the parts of a share chart's bar are measured against, a reference. `series` stands for all observations
    of one.
    """

    label: LocalText
    marks: tuple[Mark, ...] = ()
    series: ShortText | None = None
    whole: ShortText | None = None
    colour: ColourRole | None = None
    annotations: tuple[Annotation, ...] = ()


class Chart(Record):
    """A chart: what it shows, in which kind, at which width. Its source line and its alt text are derived, not typed.

    `marks` for quantities, or `series` (`indicator:REPORTER-COUNTERPART`) for all observations of one, in `order`;
    `panels` for a slope, a share chart and small multiples; `events` for a timeline, `agreements` for a network and a
    map, `mechanism` for a tree, `issues` for a chain. A matrix has `records` (a table of the data, perhaps cut down by
    `select`) and the fields whose values are its `rows` and `columns`; the row `id` gives each record a row.
    `width` is where it stands unless a brief asks for another; `height` is in baseline units and holds at that width.
    `emphasis` are the marks, events or parts that the chart is about. `whole` is what the parts of a stack or a waterfall are
    measured against, a reference. `gap` is the difference that a mirror names, a reference.
    """

    id: str
    kind: ChartKind
    title: LocalText
    subtitle: LocalText
    note: LocalText | None = None
    width: Width = Width.FULL
    height: Annotated[int, Field(ge=3, le=45)] | None = None
    marks: tuple[Mark, ...] = ()
    whole: ShortText | None = None
    gap: ShortText | None = None
    emphasis: tuple[ShortText, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    events: tuple[Annotated[str, Ref("events")], ...] = ()
    agreements: tuple[Annotated[str, Ref("agreements")], ...] = ()
    mechanism: Annotated[str, Ref("mechanisms")] | None = None
    series: ShortText | None = None
    order: Order = Order.GIVEN
    panels: tuple[Panel, ...] = ()
    issues: tuple[Annotated[str, Ref("issues")], ...] = ()
    records: ShortText | None = None
    select: tuple[ShortText, ...] = ()
    rows: ShortText | None = None
    columns: tuple[ShortText, ...] = ()


class Column(Record):
    """A column of a table.

    `field` is a path into the record, such as `held.CAN`; `share` its part of the width, in per cent. A column without
    a field is to be filled in by hand: an empty cell, or `boxes` to tick, each with its word.
    """

    head: LocalText
    field: ShortText | None = None
    number: bool = False
    share: Annotated[int, Field(ge=5, le=90)] | None = None
    boxes: tuple[LocalText, ...] = ()


class DataTable(Record):
    """A table, from records of a data file (`records` and the columns' fields) or from cells that are prose with references.

    `where` keeps the records whose field has a value; `order` names the field that they are sorted by (words as the
    reader's language sorts them, dates by time), `group` the field whose values become headings between the rows.
    `lines` is the least height of a row in lines, for forms. The rows of `numbered` tables are counted through a document,
    and its register names them by these numbers.
    `select` says which records, in which order.
    """

    id: str
    title: LocalText
    subtitle: LocalText | None = None
    note: LocalText | None = None
    width: Width = Width.COLUMN
    columns: tuple[Column, ...] = Field(min_length=1)
    records: ShortText | None = None
    select: tuple[ShortText, ...] = ()
    where: Mapping[ShortText, ShortText] = {}
    order: ShortText | None = None
    group: ShortText | None = None
    lines: Annotated[int, Field(ge=1, le=8)] | None = None
    rows: tuple[tuple[LocalText, ...], ...] = ()
    total: bool = False
    numbered: bool = False
    sources: tuple[Annotated[str, Ref("sources")], ...] = ()
