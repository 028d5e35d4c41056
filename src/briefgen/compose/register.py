"""Register: the actors of a document's numbered rows, in the order of the reader's language, each with its numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from briefgen.compose.setting import Setting
from briefgen.language.collation import sort_key


@dataclass(frozen=True, slots=True)
class Line:
    """One actor: its name, an acronym that the rows print, and the numbers of the rows that name it."""

    name: Markup
    acronym: str
    numbers: str


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
        key=lambda pair: sort_key((pair[0].filed or pair[0].name)[tag], setting.locale),
    )
    letters: dict[str, list[Line]] = {}
    for actor, numbers in named:
        filed = (actor.filed or actor.name)[tag]
        name = Markup(escape(filed))
        acronym = actor.acronym[tag] if actor.acronym else ""
        head = sort_key(filed, setting.locale)[0][0][0].upper()
        letters.setdefault(head, []).append(Line(name, acronym, ranges_text(numbers)))
    return tuple(Letter(letter, tuple(lines)) for letter, lines in letters.items())


def ranges_text(numbers: Iterable[int]) -> str:
    """Numbers in ascending order, each once; three and more that follow each other as a range: 1, 4–7, 9."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
