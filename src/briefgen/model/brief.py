"""Brief and Project: what a brief is and where the project's settings stand; their texts live in the prose files."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from briefgen.model.chart import Chart, DataTable
from briefgen.model.correction import Correction
from briefgen.model.edition import Medium, TrimSize
from briefgen.model.finding import FindingSpec
from briefgen.model.meeting import Meeting
from briefgen.model.observation import Indicator, Observation
from briefgen.model.period import DayField
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
from briefgen.model.translation import Term
from briefgen.model.vintage import Known, known_on

LocaleTag = Annotated[str, StringConstraints(pattern=LOCALE_PATTERN)]
ThemeSlug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class BriefKind(StrEnum):
    """What a document is for; each kind has a layout of its own."""

    BACKGROUNDER = "backgrounder"
    TOPIC_BRIEF = "topic_brief"
    SYNTHESIS = "synthesis"
    SCORECARD = "scorecard"
    DIRECTORY = "directory"
    RECONCILIATION = "reconciliation"


class PageRange(Record):
    """How many pages a brief may have, both ends included.

    `least` is the smallest number of pages and `most` the largest.
    """

    least: Annotated[int, Field(ge=1)]
    most: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _ordered(self) -> PageRange:
        if self.most < self.least:
            raise ValueError("expected most to be at least as large as least")
        return self


class Brief(Record):
    """A brief as `briefs/<slug>/brief.yaml` declares it. `as_of` is its own day, where that is not the project's.

    `initiative` is an id of data/initiatives.yaml. `source` is the one that the brief as a whole rests on.
    `pages` is how long the finished file may be. `editions` and `media` are what is printed of it, where that is not what
    the project prints of all.
    """

    slug: str
    kind: BriefKind
    theme: Annotated[str, Ref("themes")] | None = None
    editions: tuple[ShortText, ...] = ()
    media: tuple[Medium, ...] = ()
    pages: PageRange
    initiative: ShortText
    source: ShortText
    as_of: DayField | None = None


class FrontMatter(Record):
    """What stands above a brief's prose in one locale, at the top of `briefs/SLUG/LOCALE.md`.

    `title` is printed over the brief. `standfirst` is the sentence below it, which says what the brief is about. `subject`
    describes the file in its properties, and is printed nowhere. `keywords` are the words under which the file is found, in its
    properties too.
    """

    title: ShortText
    standfirst: ShortText
    subject: ShortText
    keywords: tuple[ShortText, ...] = ()


class Project(Record):
    """The project's settings, `briefgen.yaml`. `as_of` is the day whose knowledge the briefs print.

    `partners` are the two countries, such as [CAN, MEX]. `locales` are the languages of each brief, such as [en-CA, es-MX].
    `publisher` is who publishes the briefs, and `contact` where to write to. `editions` are those that are printed: locales,
    `parallel`, `tumble`; `media` what for, and `trims` the sizes of the page. Of each brief every locale has an office file.
    `copies` is how many a print shop is asked for; without it, one for each participant of the meetings that hand it out.
    """

    name: LocalText
    partners: tuple[str, str]
    locales: tuple[LocaleTag, ...] = Field(min_length=1)
    as_of: DayField
    themes: Mapping[ThemeSlug, LocalText] = Field(min_length=1)
    publisher: LocalText
    contact: LocalText | None = None
    editions: tuple[ShortText, ...] = ()
    media: tuple[Medium, ...] = (Medium.OFFICE,)
    trims: tuple[TrimSize, ...] = ()
    copies: Annotated[int, Field(ge=1)] | None = None


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
    glossary: Table[Term] = Table()
    corrections: Table[Correction] = Table()

    def known(self) -> Known:
        """What is known on the project's day: of each observation the newest vintage that is not later, corrected."""
        corrections = tuple(self.corrections.values())
        return known_on(self.project.as_of, self.indicators, self.sources, corrections, self.project.partners)

    def observations(self) -> tuple[Observation, ...]:
        """Every observation that is known on the project's day, in the order of the files."""
        return self.known().observations

    def seen_on(self, day: datetime.date, findings: Iterable[str]) -> Relationship:
        """The same relationship on another day, with some of its findings alone."""
        wanted = frozenset(findings)
        project = self.project.model_copy(update={"as_of": day})
        kept = Table({key: spec for key, spec in self.findings.items() if key in wanted})
        return self.model_copy(update={"project": project, "findings": kept})

    def countries(self) -> Mapping[str, Actor]:
        """The actors that can report or be counted: countries and regions."""
        return {key: actor for key, actor in self.actors.items() if actor.kind in (ActorKind.COUNTRY, ActorKind.REGION)}
