"""Brief and Project: what a brief is and where the project's settings stand; their texts live in the prose files."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from briefgen.model.chart import Chart, DataTable
from briefgen.model.finding import FindingSpec
from briefgen.model.meeting import Meeting
from briefgen.model.observation import Indicator, Observation, observations_of
from briefgen.model.period import NotADate
from briefgen.model.record import LOCALE_PATTERN, LocalText, Record, Ref, ShortText, Table
from briefgen.model.relationship import (
    Actor,
    ActorKind,
    Agreement,
    Cause,
    Commitment,
    Event,
    Exchange,
    Initiative,
    Issue,
    Mechanism,
    Mirror,
    Position,
    Programme,
)
from briefgen.model.source import Source

LocaleTag = Annotated[str, StringConstraints(pattern=LOCALE_PATTERN)]
ThemeSlug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


def _as_date(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise NotADate(f"expected a day such as 2010-10-31, found \"{value}\"")
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            raise NotADate(f"expected a day that the calendar has, found \"{value}\"") from None
    return value


DayField = Annotated[datetime.date, BeforeValidator(_as_date)]


class Medium(StrEnum):
    """What a file is made for."""

    OFFICE = "office"


class BriefKind(StrEnum):
    """What a document is for; each kind has a layout of its own."""

    BACKGROUNDER = "backgrounder"
    TOPIC_BRIEF = "topic_brief"
    SYNTHESIS = "synthesis"
    SCORECARD = "scorecard"
    DIRECTORY = "directory"


class PageRange(Record):
    """How many pages a brief may have, both ends included."""

    least: Annotated[int, Field(ge=1)]
    most: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _ordered(self) -> PageRange:
        if self.most < self.least:
            raise ValueError("expected most to be at least as large as least")
        return self


class Brief(Record):
    """A brief as `briefs/<slug>/brief.yaml` declares it."""

    slug: str
    kind: BriefKind
    theme: Annotated[str, Ref("themes")] | None = None
    media: tuple[Medium, ...] = (Medium.OFFICE,)
    pages: PageRange
    initiative: ShortText
    source: ShortText


class FrontMatter(Record):
    """What stands above a brief's prose, in one locale."""

    title: ShortText
    standfirst: ShortText
    subject: ShortText
    keywords: tuple[ShortText, ...] = ()


class Project(Record):
    """The project's settings, `briefgen.yaml`. `as_of` is the day whose knowledge the briefs print."""

    name: LocalText
    partners: tuple[str, str]
    locales: tuple[LocaleTag, ...] = Field(min_length=1)
    as_of: DayField
    themes: Mapping[ThemeSlug, LocalText] = Field(min_length=1)
    publisher: LocalText
    contact: LocalText | None = None


class Relationship(Record):
    """Everything that the data folder holds, by table and id."""

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True, extra="forbid")

    project: Project
    sources: Table[Source]
    actors: Table[Actor]
    indicators: Table[Indicator]
    mechanisms: Table[Mechanism]
    agreements: Table[Agreement]
    programmes: Table[Programme]
    events: Table[Event]
    positions: Table[Position]
    causes: Table[Cause]
    exchanges: Table[Exchange]
    issues: Table[Issue]
    commitments: Table[Commitment]
    mirrors: Table[Mirror]
    initiatives: Table[Initiative]
    findings: Table[FindingSpec]
    charts: Table[Chart]
    tables: Table[DataTable]
    meetings: Table[Meeting] = Table()

    def observations(self) -> tuple[Observation, ...]:
        """Every observation, in the order of the files."""
        return tuple(o for indicator in self.indicators.values() for o in observations_of(indicator))

    def countries(self) -> Mapping[str, Actor]:
        """The actors that can report or be counted: countries and regions."""
        return {key: actor for key, actor in self.actors.items() if actor.kind in (ActorKind.COUNTRY, ActorKind.REGION)}
