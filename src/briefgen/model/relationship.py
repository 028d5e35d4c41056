"""Relationship: everything that is known about two countries, apart from the numbers. All of these records are ours."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, field_validator

from briefgen.model.observation import DecimalField
from briefgen.model.period import EventDateField
from briefgen.model.record import LocalText, Record, Ref, ShortText, Slug

ActorId = Annotated[str, Ref("actors")]
SourceId = Annotated[str, Ref("sources")]
ThemeId = Annotated[str, Ref("themes")]
ObservationRef = Annotated[str, Ref("observations")]
PartyId = Annotated[str, Ref("parties")]


class Level(StrEnum):
    """Level of government, or the sphere in which somebody acts."""

    FEDERAL = "federal"
    SUBNATIONAL = "subnational"
    MUNICIPAL = "municipal"
    INTERNATIONAL = "international"


class InterestGroup(StrEnum):
    """Who is concerned by an issue."""

    GOVERNMENTS = "governments"
    LEGISLATORS = "legislators"
    BUSINESS = "business"
    ACADEMICS = "academics"
    CIVIL_SOCIETY = "civil_society"
    TRAVELLERS = "travellers"


class ActorKind(StrEnum):
    """What an actor is."""

    COUNTRY = "country"
    REGION = "region"
    PROVINCE = "province"
    STATE = "state"
    CITY = "city"
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    AGENCY = "agency"
    POLICE = "police"
    PARLIAMENT = "parliament"
    OFFICE = "office"
    FIRM = "firm"
    UNIVERSITY = "university"
    THINK_TANK = "think_tank"
    NGO = "ngo"
    FORUM = "forum"
    INTERNATIONAL_ORGANIZATION = "international_organization"
    PERSON = "person"


class Coordinates(Record):
    """A place on the globe in degrees: latitude north, longitude east."""

    latitude: Annotated[DecimalField, Field(ge=-90, le=90)]
    longitude: Annotated[DecimalField, Field(ge=-180, le=180)]
    source: SourceId


class Actor(Record):
    """Somebody who acts or is counted.

    Countries and regions have ids in capitals (ISO 3166-1 alpha-3, or X and two letters).
    `sector` is the branch of a firm, in a word. `office` is what a person holds; `gloss` what a reader abroad needs to be told.
    `adjective` is the beginning that all forms of a country's adjective share: mexican for mexicano and mexicana. `filed` is
    the name as an index has it, where that begins with another word: Green Macías, Rosario.
    """

    id: str
    kind: ActorKind
    name: LocalText
    filed: LocalText | None = None
    acronym: LocalText | None = None
    country: Annotated[str, Ref("countries")] | None = None
    level: Level | None = None
    sector: ShortText | None = None
    office: LocalText | None = None
    gloss: LocalText | None = None
    adjective: LocalText | None = None
    at: Coordinates | None = None
    source: SourceId | None = None


class Criticism(Record):
    """What somebody holds against a mechanism."""

    text: LocalText
    source: SourceId


class Part(Record):
    """A part of a mechanism: a working group, a track, a consultation. `id` is how prose names it, after the mechanism."""

    id: Slug
    name: LocalText
    leads: tuple[ActorId, ...] = ()
    purpose: LocalText | None = None
    topics: tuple[LocalText, ...] = ()


class MechanismKind(StrEnum):
    """The form that a mechanism has."""

    COMMITTEE = "committee"
    PARTNERSHIP = "partnership"
    DIALOGUE = "dialogue"
    FORUM = "forum"
    MEETING = "meeting"
    VISITS = "visits"
    APPROACH = "approach"


class MechanismStatus(StrEnum):
    """Whether a mechanism is at work; unknown is said as unknown."""

    ACTIVE = "active"
    DORMANT = "dormant"
    ENDED = "ended"
    EMERGING = "emerging"
    UNKNOWN = "unknown"


class Mechanism(Record):
    """A standing way in which the partners deal with each other; `measures` are what one would count to judge it."""

    id: str
    name: LocalText
    acronym: LocalText | None = None
    kind: MechanismKind
    theme: ThemeId = "mechanisms"
    created: EventDateField | None = None
    status: MechanismStatus
    members: tuple[ActorId, ...] = ()
    chairs: tuple[ActorId, ...] = ()
    purpose: LocalText
    inspired_by: Annotated[str, Ref("mechanisms")] | None = None
    parts: tuple[Part, ...] = ()
    outputs: tuple[Annotated[str, Ref("agreements")], ...] = ()
    strengths: tuple[LocalText, ...] = ()
    criticisms: tuple[Criticism, ...] = ()
    measures: tuple[LocalText, ...] = ()
    source: SourceId


class AgreementKind(StrEnum):
    """The form that an agreement has."""

    TREATY = "treaty"
    DECLARATION = "declaration"
    ACTION_PLAN = "action_plan"
    COOPERATION = "cooperation"
    STATEMENT_OF_INTENT = "statement_of_intent"
    OFFICE = "office"
    MOBILITY = "mobility"


class Area(Record):
    """An area of a declaration or plan, with the priorities that it names. `id` is how others name it."""

    id: Slug
    name: LocalText
    theme: ThemeId | None = None
    priorities: tuple[LocalText, ...] = ()


class Agreement(Record):
    """Something signed or declared: between the federations, between a province and a state, between two cities."""

    id: str
    name: LocalText | None = None
    acronym: LocalText | None = None
    kind: AgreementKind
    level: Level
    parties: tuple[PartyId, ...] = Field(min_length=1)
    date: EventDateField | None = None
    theme: ThemeId
    topics: tuple[LocalText, ...] = ()
    areas: tuple[Area, ...] = ()
    emphasis: LocalText | None = None
    source: SourceId


class Project(Record):
    """A project within a programme; the amount is an observation. `id` is how prose names it, after the programme."""

    id: Slug
    name: LocalText
    amount: ObservationRef | None = None


class Programme(Record):
    """A programme with its budget, its earmark for a partner, and its projects."""

    id: str
    name: LocalText
    acronym: LocalText | None = None
    theme: ThemeId
    lead: ActorId | None = None
    announced: EventDateField | None = None
    place: LocalText | None = None
    aims: tuple[LocalText, ...] = ()
    budget: ObservationRef | None = None
    earmark: ObservationRef | None = None
    projects: tuple[Project, ...] = ()
    source: SourceId


class EventKind(StrEnum):
    """What kind of event it was."""

    VISIT = "visit"
    MEETING = "meeting"
    DECISION = "decision"
    AGREEMENT = "agreement"
    CREATION = "creation"
    CRISIS = "crisis"
    TRAINING = "training"


class Event(Record):
    """Something that happened. `name` is a noun phrase; `label` a shorter one for a timeline."""

    id: str
    date: EventDateField
    name: LocalText
    label: LocalText | None = None
    kind: EventKind
    theme: ThemeId
    place: LocalText | None = None
    actors: tuple[ActorId, ...] = ()
    outcome: LocalText | None = None
    source: SourceId


class Position(Record):
    """A question on which the partners have positions of their own; `held` gives each partner's."""

    id: str
    name: LocalText
    theme: ThemeId
    held: Mapping[str, LocalText]
    shared: LocalText | None = None
    outcome: LocalText | None = None
    source: SourceId

    @field_validator("held", mode="after")
    @classmethod
    def _not_empty(cls, held: Mapping[str, LocalText]) -> Mapping[str, LocalText]:
        if not held:
            raise ValueError("expected the position of at least one partner")
        return held


class Cause(Record):
    """Something that the partners stand for together, and where."""

    id: str
    name: LocalText
    theme: ThemeId
    forums: tuple[ActorId, ...] = ()
    since: EventDateField | None = None
    source: SourceId


class Exchange(Record):
    """A field or an activity of co-operation: what officials, judges, police or researchers do together."""

    id: str
    name: LocalText
    theme: ThemeId
    actors: tuple[ActorId, ...] = ()
    date: EventDateField | None = None
    outcome: LocalText | None = None
    source: SourceId


class IssueKind(StrEnum):
    """Whether an issue stands in the way or lies open."""

    CHALLENGE = "challenge"
    OPPORTUNITY = "opportunity"


class Effect(Record):
    """An issue that another one bears upon, and why."""

    issue: Annotated[str, Ref("issues")]
    because: LocalText


class Issue(Record):
    """A challenge or an opportunity: whom it concerns, what would help, and what it leads to.

    `owners` are the bodies that are named as dealing with it; an issue without any is nobody's.
    """

    id: str
    kind: IssueKind
    theme: ThemeId
    name: LocalText
    description: LocalText
    levels: tuple[Level, ...] = Field(min_length=1)
    groups: tuple[InterestGroup, ...] = Field(min_length=1)
    remedy: LocalText
    related: tuple[Annotated[str, Ref("issues")], ...] = ()
    leads_to: tuple[Effect, ...] = ()
    owners: tuple[ActorId, ...] = ()
    source: SourceId


class CommitmentStatus(StrEnum):
    """What became of a commitment; unknown is said as unknown, never guessed."""

    KEPT = "kept"
    UNDER_WAY = "under_way"
    NOT_KEPT = "not_kept"
    UNKNOWN = "unknown"


class Commitment(Record):
    """What a plan or a meeting promised; `area` is an id of the plan's areas, `indicator` what would show it kept."""

    id: str
    promise: LocalText
    made_in: Annotated[str, Ref("occasions")]
    area: ShortText | None = None
    by: tuple[ActorId, ...] = Field(min_length=1)
    date: EventDateField | None = None
    theme: ThemeId
    indicator: LocalText | None = None
    status: CommitmentStatus
    evidence: LocalText | None = None
    source: SourceId


class MirrorCount(Record):
    """How one of two reporters counts a flow; what its source does not tell is said to be unknown, in words.

    `total` is what it counted, a reference, in `currency`. `definition` is what is counted, `coverage` what is left out or
    may be, `valuation` at what prices; `explains` is what in this count may explain the gap.
    """

    reporter: ActorId
    total: ObservationRef
    currency: Annotated[str, Ref("currencies")]
    definition: LocalText
    coverage: LocalText
    valuation: LocalText
    explains: LocalText


class Mirror(Record):
    """Why two reporters disagree about one flow, and how each of them counts it.

    `against` is what the second one counts, where that is another indicator, so that no gap can be told. `gap` and `gap_share`
    are the findings that tell the difference of the two totals, in one currency and in per cent of one of them.
    """

    id: str
    indicator: Annotated[str, Ref("indicators")]
    against: Annotated[str, Ref("indicators")] | None = None
    counts: tuple[MirrorCount, ...] = ()
    gap: Annotated[str, Ref("findings")] | None = None
    gap_share: Annotated[str, Ref("findings")] | None = None
    reasons: tuple[LocalText, ...] = Field(min_length=1)
    efforts: LocalText | None = None
    source: SourceId


class Initiative(Record):
    """The initiative that stands behind the briefs."""

    id: str
    name: LocalText
    conveners: tuple[ActorId, ...]
    co_chairs: tuple[ActorId, ...] = ()
    sponsors: tuple[ActorId, ...] = ()
    consulted: tuple[LocalText, ...] = ()
    aims: tuple[LocalText, ...]
    feature: LocalText | None = None
    thanks: LocalText | None = None
    source: SourceId


def named(record: Any) -> bool:
    """Whether a record has a name of its own that prose may print."""
    return getattr(record, "name", None) is not None
