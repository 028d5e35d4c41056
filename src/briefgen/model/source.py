"""Source: where a number or a claim comes from, in CSL's fields, with two of ours (`actor`, `cited_in`)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from briefgen.model.period import EventDateField
from briefgen.model.record import LocalText, Record, Ref, ShortText


class SourceType(StrEnum):
    """CSL types that a policy brief cites."""

    REPORT = "report"
    DATASET = "dataset"
    WEBPAGE = "webpage"
    ARTICLE = "article"
    ARTICLE_JOURNAL = "article-journal"
    ARTICLE_MAGAZINE = "article-magazine"
    ARTICLE_NEWSPAPER = "article-newspaper"
    BOOK = "book"
    CHAPTER = "chapter"
    PAPER_CONFERENCE = "paper-conference"
    THESIS = "thesis"
    MANUSCRIPT = "manuscript"
    BILL = "bill"
    LEGISLATION = "legislation"
    LEGAL_CASE = "legal_case"
    SPEECH = "speech"
    INTERVIEW = "interview"
    TREATY = "treaty"
    MAP = "map"
    DOCUMENT = "document"


class CslName(Record):
    """A CSL name: a person (`family`, `given`) or an institution (`literal`).

    `non-dropping-particle` always stands before the family name (de la), `dropping-particle` only beside the given one
    (von), and `suffix` is such as Jr.
    """

    literal: ShortText | None = None
    family: ShortText | None = None
    given: ShortText | None = None
    dropping_particle: ShortText | None = Field(default=None, alias="dropping-particle")
    non_dropping_particle: ShortText | None = Field(default=None, alias="non-dropping-particle")
    suffix: ShortText | None = None

    @model_validator(mode="after")
    def _names_somebody(self) -> CslName:
        if not self.literal and not self.family:
            raise ValueError("expected literal for an institution, or family for a person")
        return self


class Source(Record):
    """One source. `title` is a CSL title in each locale that prints it; `cited_in` names the source that we read it in.

    `issued` is when it was published, `accessed` when we read it, `release` what its publisher calls this state of it.
    `author` wrote it, `editor` edited it. `container-title` is the journal or the book that it stands in, with its `volume`,
    `issue` and `page`; `edition` is that of a book, and `number` that of a report, in digits without words. `publisher`,
    `publisher-place`, `container-title`, `URL` and `DOI` print as they are written. `actor` is the publisher, where it is one
    of the actors.
    """

    id: str
    type: SourceType
    title: LocalText
    author: tuple[CslName, ...] = ()
    editor: tuple[CslName, ...] = ()
    container_title: ShortText | None = Field(default=None, alias="container-title")
    edition: ShortText | None = None
    volume: ShortText | None = None
    issue: ShortText | None = None
    number: ShortText | None = None
    page: ShortText | None = None
    publisher: ShortText | None = None
    actor: Annotated[str, Ref("actors")] | None = None
    publisher_place: ShortText | None = Field(default=None, alias="publisher-place")
    issued: EventDateField | None = None
    accessed: EventDateField | None = None
    release: ShortText | None = None
    doi: ShortText | None = Field(default=None, alias="DOI")
    url: ShortText | None = Field(default=None, alias="URL")
    cited_in: Annotated[str, Ref("sources")] | None = None
    note: LocalText | None = None
