"""Meeting: when and where the two sides meet, who comes, what is on the agenda, and what is handed out."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, field_validator

from briefgen.model.period import EventDateField
from briefgen.model.record import LOCALE_PATTERN, LocalText, Record, Ref, ShortText


def _as_clock_time(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", value):
        raise ValueError(f"expected a time of the day such as 09:30, found \"{value}\"")
    return value


ClockTime = Annotated[str, BeforeValidator(_as_clock_time)]


class Participant(Record):
    """Somebody who comes: by office, with a name where it is known, and the body that sends them.

    `name` is left out where only the office is known. `body` is the actor that sends them.
    """

    office: LocalText
    name: ShortText | None = None
    body: Annotated[str, Ref("actors")] | None = None


class Delegation(Record):
    """Those who come for one partner or guest, the head of the delegation first."""

    party: Annotated[str, Ref("actors")]
    participants: tuple[Participant, ...] = Field(min_length=1)


class Sitting(Record):
    """An entry of the agenda: when it begins, what it is about, who speaks first, and which briefs belong to it.

    `begins` is a time of the day, such as 09:30. `briefs` are slugs of the folder's briefs.
    """

    begins: ClockTime
    title: LocalText
    opened_by: Annotated[str, Ref("actors")] | None = None
    briefs: tuple[ShortText, ...] = ()


class PackedBrief(Record):
    """A brief of the folder, and in which languages.

    `slug` is the name of its folder in briefs/. `locales` are those of the copies in the folder.
    """

    slug: ShortText
    locales: Annotated[tuple[Annotated[str, StringConstraints(pattern=LOCALE_PATTERN)], ...], Field(min_length=1)]


class KeyNumber(Record):
    """A quantity of the crib, an observation or a finding, and what it is, in each language.

    `value` is a reference, such as trade:CAN-MEX@2009.
    """

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

    @field_validator("briefs", mode="after")
    @classmethod
    def _each_once(cls, briefs: tuple[PackedBrief, ...]) -> tuple[PackedBrief, ...]:
        held = [(brief.slug, locale) for brief in briefs for locale in brief.locales]
        for slug, locale in held:
            if held.count((slug, locale)) > 1:
                raise ValueError(f"expected each brief once in each language, found {slug} in {locale} again")
        return briefs
