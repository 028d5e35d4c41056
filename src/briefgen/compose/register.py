"""Register: the actors of a document's numbered rows, in the order of the reader's language, each with its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from briefgen.compose.setting import Setting
from briefgen.language.collation import sort_key


@dataclass(frozen=True, slots=True)
class Line:
    """One actor: its name, an acronym that the rows print, and the numbers of the rows that name it."""

    name: Markup
    acronym: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The lines that begin with one letter of the alphabet."""

    letter: str
    lines: tuple[Line, ...]


def register_lines(setting: Setting) -> tuple[Letter, ...]:
    """Everybody whom a numbered row named so far, under the letter that the language files the name under."""
    tag = setting.locale.tag
    named = sorted(
        ((setting.relationship.actors[key], numbers) for key, numbers in setting.rows_of.items()),
        key=lambda pair: sort_key(pair[0].name[tag], setting.locale),
    )
    letters: dict[str, list[Line]] = {}
    for actor, numbers in named:
        name = setting.words(actor.name[tag], small_capitals=False)
        acronym = actor.acronym[tag] if actor.acronym else ""
        head = sort_key(actor.name[tag], setting.locale)[0][0][0].upper()
        letters.setdefault(head, []).append(Line(name, acronym, tuple(dict.fromkeys(numbers))))
    return tuple(Letter(letter, tuple(lines)) for letter, lines in letters.items())
