"""Meeting: when and where the two sides meet, who comes, what is on the agenda, and what is handed out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from briefgen.model.period import EventDateField
from briefgen.model.record import LOCALE_PATTERN, LocalText, Record, Ref, ShortText

ClockTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class Participant(Record):
    """Somebody who comes: by office, with a name where it is known, and the body that sends them."""

    office: LocalText
    name: ShortText | None = None
    body: Annotated[str, Ref("actors")] | None = None


class Delegation(Record):
    """Those who come for one partner or guest, the head of the delegation first."""

    party: Annotated[str, Ref("actors")]
    participants: tuple[Participant, ...] = Field(min_length=1)


class Sitting(Record):
    """An entry of the agenda: when it begins, what it is about, who speaks first, and which briefs belong to it."""

    begins: ClockTime
    title: LocalText
    opened_by: Annotated[str, Ref("actors")] | None = None
    briefs: tuple[ShortText, ...] = ()


class PackedBrief(Record):
    """A brief of the folder, and in which languages."""

    slug: ShortText
    locales: Annotated[tuple[Annotated[str, StringConstraints(pattern=LOCALE_PATTERN)], ...], Field(min_length=1)]


class KeyNumber(Record):
    """A quantity of the crib, an observation or a finding, and what it is, in each language."""

    value: ShortText
    caption: LocalText


class Meeting(Record):
    """A meeting as `meetings/<slug>.yaml` declares it. An `example` says so on every page of its own.

    The folder's own pages are set in all locales of the project, side by side.
    """

    id: str
    title: LocalText
    example: bool = False
    date: EventDateField
    place: LocalText
    purpose: LocalText
    delegations: tuple[Delegation, ...] = Field(min_length=1)
    agenda: tuple[Sitting, ...] = Field(min_length=1)
    briefs: tuple[PackedBrief, ...] = Field(min_length=1)
    key_numbers: tuple[KeyNumber, ...] = Field(min_length=3)
