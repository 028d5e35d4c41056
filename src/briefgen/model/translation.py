"""Translations and Term: what each block was translated from, and the words that each language uses for one thing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from briefgen.model.record import LOCALE_PATTERN, LocalText, Record, ShortText

Tag = Annotated[str, StringConstraints(pattern=LOCALE_PATTERN)]


class Translations(Record):
    """`briefs/SLUG/translations.yaml`: for each locale the digest of the text that each block was translated from.

    `blocks` has a locale, then the key of a block, in the order of the prose; `texts` the words of each digest, which say
    what has changed since.
    """

    blocks: Mapping[Tag, Mapping[str, str]]
    texts: Mapping[str, str] = Field(default_factory=dict)


class Variant(Record):
    """Words that are not to be used in one language, with the reason; `spared` are phrases in which they are right.

    `words` are the words or phrases themselves. `reason` says why, in the language of those who write.
    """

    words: Annotated[tuple[ShortText, ...], Field(min_length=1)]
    reason: ShortText
    spared: tuple[ShortText, ...] = ()


class Term(Record):
    """`data/glossary.yaml`: what a thing is called in each language, and what it must not be called.

    `approved` is the one term of each language. `forbidden` has a locale, then words that are not to be used in it.
    """

    id: str
    approved: LocalText
    forbidden: Mapping[Tag, tuple[Variant, ...]] = Field(default_factory=dict)
