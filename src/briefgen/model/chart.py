"""Chart and DataTable: exhibits declared once in `charts/*.yaml`, and used by any brief."""

from __future__ import annotations

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
    """

    value: ShortText
    label: LocalText | None = None
    label_from: ShortText | None = None
    colour: ColourRole | None = None


class Annotation(Record):
    """An event drawn into a chart, at its own date, in its own words."""

    event: Annotated[str, Ref("events")]
    label: LocalText | None = None


class Chart(Record):
    """A chart: what it shows, in which kind, at which width. Its source line and its alt text are derived, not typed.

    `marks` for quantities; `events` for a timeline, `agreements` for a network, `mechanism` for a tree.
    `unit` asks for a unit in which all marks must be; `height` is in baseline units.
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


class Column(Record):
    """A column of a table.

    `field` is a path into the record, such as `held.CAN`; `share` its part of the width, in per cent.
    """

    head: LocalText
    field: ShortText | None = None
    number: bool = False
    share: Annotated[int, Field(ge=5, le=90)] | None = None


class DataTable(Record):
    """A table, from records of a data file (`records` and the columns' fields) or from cells that are prose with references."""

    id: str
    title: LocalText
    subtitle: LocalText | None = None
    note: LocalText | None = None
    width: Width = Width.COLUMN
    columns: tuple[Column, ...] = Field(min_length=1)
    records: ShortText | None = None
    select: tuple[ShortText, ...] = ()
    rows: tuple[tuple[LocalText, ...], ...] = ()
    total: bool = False
    sources: tuple[Annotated[str, Ref("sources")], ...] = ()
