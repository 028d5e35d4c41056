"""Source: where a number or a claim comes from, in CSL's fields, with two of ours (`actor`, `cited_in`)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from briefgen.model.period import EventDateField
from briefgen.model.record import LocalText, Record, Ref, ShortText


class SourceType(StrEnum):
    """CSL types that a policy brief cites."""

    REPORT = "report"
    DATASET = "dataset"
    WEBPAGE = "webpage"
    ARTICLE = "article"
    ARTICLE_JOURNAL = "article-journal"
    BOOK = "book"
    LEGISLATION = "legislation"
    SPEECH = "speech"
    TREATY = "treaty"


class CslName(Record):
    """A CSL name: a person (`family`, `given`) or an institution (`literal`)."""

    literal: ShortText | None = None
    family: ShortText | None = None
    given: ShortText | None = None


class Source(Record):
    """One source. `title` is a CSL title in each locale that prints it; `cited_in` names the source that we read it in.

    `issued` is when it was published, `accessed` when we read it, `release` what its publisher calls this state of it.
    `publisher`, `publisher-place` and `URL` print as they are written. `actor` is the publisher, where it is one of the actors.
    """

    id: str
    type: SourceType
    title: LocalText
    author: tuple[CslName, ...] = ()
    publisher: ShortText | None = None
    actor: Annotated[str, Ref("actors")] | None = None
    publisher_place: ShortText | None = Field(default=None, alias="publisher-place")
    issued: EventDateField | None = None
    accessed: EventDateField | None = None
    release: ShortText | None = None
    url: ShortText | None = Field(default=None, alias="URL")
    cited_in: Annotated[str, Ref("sources")] | None = None
    note: LocalText | None = None
