"""Block and Inline: what prose consists of once it is parsed; the vocabulary of roles and directives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from briefgen.diagnostics import Location
from briefgen.model.brief import FrontMatter

QUANTITY_ROLES = frozenset({"obs", "finding", "rank"})
NAME_ROLES = {
    "actor": "actors", "mechanism": "mechanisms", "agreement": "agreements", "programme": "programmes",
    "event": "events", "indicator": "indicators", "initiative": "initiatives", "issue": "issues",
}
ROLES = QUANTITY_ROLES | frozenset(NAME_ROLES) | {"ref", "cite", "count", "brief"}

QUANTITY_FORMS = frozenset(
    {
        "prose",
        "number",
        "words",
        "words_f",
        "table",
        "decline",
        "rise",
        "ordinal",
        "ordinal_f",
        "ordinal_before",
        "times",
        "period",
        "wording",
        "unqualified",
    }
)
NAME_FORMS = frozenset({"auto", "full", "name", "acronym", "date", "office", "whom"})
REF_FORMS = frozenset({"number", "title"})


class Directive(StrEnum):
    """The directives of prose, by name."""

    LEAD = "lead"
    CHART = "chart"
    TABLE = "table"
    KEY_NUMBERS = "key-numbers"
    PANEL = "key-panel"
    SIDEBAR = "sidebar"
    MARGIN = "margin"
    PULL_QUOTE = "pull-quote"
    BALANCE = "balance"
    OUTLOOK = "outlook"
    PEOPLE = "people"
    WORKS = "works"
    OBSTACLES = "obstacles"
    DECISIONS = "decisions"
    QUESTIONS = "questions"
    SHARED = "shared"
    REGISTER = "register"


WITH_ARGUMENT = frozenset({Directive.CHART, Directive.TABLE, Directive.SIDEBAR, Directive.SHARED, Directive.REGISTER})
EXHIBITS = frozenset({Directive.CHART, Directive.TABLE})


@dataclass(frozen=True, slots=True)
class Text:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set in italics."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Words set in bold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A role: what it prints (`target`), in which form, and where it stands."""

    role: str
    target: str
    form: str
    location: Location


Inline = Text | Emphasis | Strong | Reference


class BlockKind(StrEnum):
    """The kinds of block, the same in every locale."""

    SECTION = "section"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ENTRY = "entry"
    DIRECTIVE = "directive"


@dataclass(frozen=True, slots=True)
class Block:
    """One block: a section's heading, a sub-heading, a paragraph, a list and its entries, or a directive.

    `label` is a section's or heading's name for cross-references, `argument` what a directive shows, `form` the width
    that it asks for (empty: the exhibit's own), `words` the source text as typed (for digests and for messages), `columns`
    where each line of it begins in the file: after the marks of lists, headings and directives.
    """

    kind: BlockKind
    location: Location
    inlines: tuple[Inline, ...] = ()
    children: tuple[Block, ...] = ()
    level: int = 0
    label: str = ""
    directive: Directive | None = None
    argument: str = ""
    form: str = ""
    words: str = ""
    columns: tuple[int, ...] = field(default=(), compare=False)

    def walk(self) -> Iterator[Block]:
        """This block and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Passage:
    """Blocks in one locale: a brief's, or a text that several briefs share; `slug` names it."""

    slug: str
    locale: str
    file: str
    blocks: tuple[Block, ...]

    def walk(self) -> Iterator[Block]:
        """All blocks, in reading order."""
        for block in self.blocks:
            yield from block.walk()


@dataclass(frozen=True, slots=True)
class Prose(Passage):
    """A brief's prose in one locale, with what stands above it."""

    front: FrontMatter


def references(inlines: tuple[Inline, ...]) -> Iterator[Reference]:
    """Every role in a run of text, in order."""
    for inline in inlines:
        if isinstance(inline, Reference):
            yield inline
        elif isinstance(inline, Emphasis | Strong):
            yield from references(inline.children)


def texts(inlines: tuple[Inline, ...]) -> Iterator[str]:
    """Every stretch of words in a run of text, in order."""
    for inline in inlines:
        if isinstance(inline, Text):
            yield inline.text
        elif isinstance(inline, Emphasis | Strong):
            yield from texts(inline.children)
