"""Names: in full with the acronym at the first mention, the acronym after that; and lists of names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from briefgen.language.digits import cldr_locale
from briefgen.language.locale import Locale
from briefgen.model.record import LocalText


class Named(Protocol):
    """A record with a name, and perhaps an acronym: an actor, a mechanism, an agreement, a programme, an initiative."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> LocalText | None: ...


class NameForm(StrEnum):
    """How a name is told."""

    AUTO = "auto"
    """In full at the first mention, the acronym after that."""
    FULL = "full"
    """The name with its acronym in brackets."""
    NAME = "name"
    """The name alone."""
    ACRONYM = "acronym"
    """The acronym alone."""


class MissingName(LookupError):
    """A record that has no name in a locale; another locale's is never taken."""


@dataclass(frozen=True, slots=True)
class NameText:
    """A printed name.

    `acronym` is the record's, if this locale has one; `mentioned` the id that readers know from now on, if this told them.
    """

    text: str
    acronym: str | None
    mentioned: str | None


def name_text(record: Named, locale: Locale, mentioned: frozenset[str], form: NameForm) -> NameText:
    """The name of a record, given the ids that have been mentioned so far; without an acronym it is always the name.

    Raises:
        MissingName: if the record has no name in this locale.
    """
    name = _in_locale(record.name, locale)
    acronym = _in_locale(getattr(record, "acronym", None), locale)
    if name is None:
        raise MissingName(f"{record.id} has no name in {locale.tag}")
    if form is NameForm.AUTO:
        form = NameForm.ACRONYM if record.id in mentioned else NameForm.FULL
    told = record.id if form is NameForm.FULL else None
    if acronym is None or form is NameForm.NAME:
        return NameText(name, acronym, told)
    if form is NameForm.ACRONYM:
        return NameText(acronym, acronym, None)
    return NameText(locale.rules.names.full.format(name=name, acronym=acronym), acronym, told)


def _in_locale(text: LocalText | None, locale: Locale) -> str | None:
    return text[locale.tag] if text is not None and locale.tag in text.locales else None


def list_text(members: Sequence[str], locale: Locale) -> str:
    """The members joined as the language joins them: a, b and c; a, b y c; Ana e Isabel. Empty for none."""
    if len(members) < 2:
        return "".join(members)
    rules = locale.rules.lists
    sound = re.sub(r"^\W+", "", members[-1])
    last = next((e.last for e in rules.exceptions if re.match(e.before, sound, flags=re.IGNORECASE)), rules.last)
    return rules.separator.join(members[:-1]) + last + members[-1]


def language_text(tag: str, locale: Locale) -> str:
    """What this locale calls the language of another: inglés.

    Raises:
        MissingName: if CLDR has no name for it.
    """
    name = cldr_locale(tag).get_language_name(locale.tag.replace("-", "_"))
    if not name:
        raise MissingName(f"CLDR has no name for the language of {tag} in {locale.tag}")
    return name
