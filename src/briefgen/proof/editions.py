"""Editions: the printed text of two editions of a brief, held against each other passage by passage."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from briefgen.diagnostics import Diagnostic, Location
from briefgen.proof.grammars import grammar_of
from briefgen.proof.reading import CONTENTS, Passage
from briefgen.proof.saying import Said, said_in, said_of

REST = ""
"""The key of what stands in no block: title, cover, contents, bibliography, imprint."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the data say of a printed quantity: its reference, value as recorded and in single units, unit and qualifier.

    `worded` is one told otherwise than by its value: by the wording of a guard, or by its period.
    """

    quantity: str
    value: Decimal
    amount: Decimal
    unit: str
    qualifier: str
    worded: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the prose: its number among all blocks, the same in every locale; its place; whether it is an exhibit."""

    number: int
    place: str
    exhibit: bool


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition as it was read back: the locale, the file's name, its passages by mark, the blocks that the marks stand for.

    `recorded` gives what the data say of each quantity, by the id that it has in this edition; `names` who may be named, by
    the forms of the name in all locales.
    """

    locale: str
    file: str
    passages: Mapping[str, Passage]
    parts: Mapping[str, Part]
    recorded: Mapping[str, Recorded]
    names: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A passage in both editions."""

    first: Edition
    second: Edition
    one: Passage
    other: Passage
    name: str
    exhibit: bool

    def differs(self, code: str, what: str, hint: str) -> Diagnostic:
        """A difference, at the second edition's page, with the first one's."""
        where = f"{self.first.file}:{self.one.page}"
        message = f"{what} in {self.name}, as {where} has it"
        return Diagnostic(code, Location(f"{self.second.file}:{self.other.page}"), message, hint)


def proof_editions(first: Edition, second: Edition) -> tuple[Diagnostic, ...]:
    """What the second edition prints otherwise than the first, and what either prints otherwise than recorded."""
    unknown = [edition for edition in (first, second) if grammar_of(edition.locale) is None]
    if unknown:
        return tuple(
            Diagnostic("B016", Location(edition.file), f"expected a language that can be read back, found {edition.locale}",
                       "read this edition's numbers against the other one's")
            for edition in unknown
        )
    found = [*_misprinted(first), *_misprinted(second)]
    for pair in _pairs(first, second, found):
        found += (*_quantities(pair), *_running(pair), *_notes(pair), *_names(pair))
    return tuple(found)


def _keyed(edition: Edition) -> dict[int | str, tuple[Passage, str, bool]]:
    """The passages by what both editions call them: the number of the block, or the note's mark."""
    found: dict[int | str, tuple[Passage, str, bool]] = {}
    for mark, passage in edition.passages.items():
        if mark == CONTENTS:
            continue
        part = edition.parts.get(mark)
        if part:
            found[part.number] = (passage, f"the block at {part.place}", part.exhibit)
        else:
            found[mark] = (passage, mark.replace("-", " ") if mark else "what stands in no block", not mark)
    return found


def _pairs(first: Edition, second: Edition, found: list[Diagnostic]) -> Iterator[_Pair]:
    ours, theirs = _keyed(first), _keyed(second)
    for here, there, one, other in ((first, second, ours, theirs), (second, first, theirs, ours)):
        for key in one.keys() - other.keys():
            passage, name, _ = one[key]
            found.append(Diagnostic("B015", Location(f"{here.file}:{passage.page}"),
                                    f"expected {name} in both editions, found it in {here.file} and not in {there.file}",
                                    "look at the style sheet and the template"))
    for key in ours.keys() & theirs.keys():
        (one_, _, exhibit), (other_, name, _) = ours[key], theirs[key]
        yield _Pair(first, second, one_, other_, name, exhibit)


def _misprinted(edition: Edition) -> Iterator[Diagnostic]:
    """Quantities whose printed words do not mean what was recorded, whichever form they are in."""
    for passage in edition.passages.values():
        for anchor, text in passage.quantities:
            recorded = edition.recorded.get(anchor)
            if recorded is None or recorded.worded:
                continue
            said = said_of(text, edition.locale)
            if said is None or not _means(said, recorded):
                yield Diagnostic(
                    "B011", Location(f"{edition.file}:{passage.page}"),
                    f"expected words that mean {recorded.amount:f} {recorded.unit} ({recorded.quantity}), found \"{text}\", "
                    f"which reads as {said or 'no quantity'}",
                    f"look at the rules of {edition.locale}",
                )


def _means(said: Said, recorded: Recorded) -> bool:
    values = {recorded.amount, recorded.value, abs(recorded.amount), abs(recorded.value)}
    if said.value not in values or (said.unit and said.unit != recorded.unit):
        return False
    qualifier = _OPPOSITE.get(recorded.qualifier, recorded.qualifier) if said.value < 0 else recorded.qualifier
    return not said.qualifier or _loose(said.qualifier) == _loose(qualifier)


_OPPOSITE: Mapping[str, str] = {"more_than": "less_than", "less_than": "more_than"}


def _loose(qualifier: str) -> str:
    return "about" if qualifier == "nearly" else qualifier


def _quantities(pair: _Pair) -> Iterator[Diagnostic]:
    """Quantity by quantity, what its words mean in the one language and in the other."""
    ours, theirs = _meanings(pair.first, pair.one), _meanings(pair.second, pair.other)
    for quantity in ours.keys() | theirs.keys():
        one, other = ours.get(quantity, ()), theirs.get(quantity, ())
        missing, extra = _unlike((said for _, said in one), (said for _, said in other), loose=pair.exhibit)
        if missing or extra:
            yield pair.differs("B010", f"expected {quantity} as {_shown(one)}, found {_shown(other)}",
                               f"the words are made by the locales {pair.first.locale} and {pair.second.locale}")


def _meanings(edition: Edition, passage: Passage) -> dict[str, tuple[tuple[str, Said], ...]]:
    found: dict[str, tuple[tuple[str, Said], ...]] = {}
    for anchor, text in passage.quantities:
        recorded, said = edition.recorded.get(anchor), said_of(text, edition.locale)
        if recorded is not None and said is not None and not recorded.worded:
            found[recorded.quantity] = (*found.get(recorded.quantity, ()), (text, said))
    return found


def _shown(printed: tuple[tuple[str, Said], ...]) -> str:
    return ", ".join(f"{said} (\"{text}\")" for text, said in printed) or "nothing"


def _unlike(one: Iterable[Said], other: Iterable[Said], *, loose: bool) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """What only the one says, and what only the other; `loose` lets an amount without a currency stand for one with it.

    On axes and in tables Spanish names the currency once, above the numbers.
    """
    ours, theirs = Counter(one), Counter(other)
    missing, extra = [*(ours - theirs).elements()], [*(theirs - ours).elements()]
    if loose:
        for said in tuple(missing):
            alike = (one for one in extra if replace(one, unit="") == replace(said, unit="") and not (one.unit and said.unit))
            if match := next(alike, None):
                missing.remove(said)
                extra.remove(match)
    return tuple(missing), tuple(extra)


def _running(pair: _Pair) -> Iterator[Diagnostic]:
    """What running text and the descriptions of charts say beside the quantities."""
    runs = ((_told_apart(pair.first, pair.one), _told_apart(pair.second, pair.other), pair.exhibit),
            ("\n".join(pair.one.pictures), "\n".join(pair.other.pictures), True))
    for one, other, loose in runs:
        missing, extra = _unlike(said_in(one, pair.first.locale), said_in(other, pair.second.locale), loose=loose)
        for code, kind, belongs in _KINDS:
            ours, theirs = [said for said in missing if belongs(said)], [said for said in extra if belongs(said)]
            if ours or theirs:
                yield pair.differs(code, f"expected {kind}: {_list(ours)}, found {_list(theirs)}",
                                   "say the same in both languages")


def _told_apart(edition: Edition, passage: Passage) -> str:
    """The words of a passage without its quantities, but with those periods that it tells of a quantity."""
    return passage.with_words({
        anchor for anchor, text in passage.quantities
        if (recorded := edition.recorded.get(anchor)) and recorded.worded and _is_period(text, edition.locale)
    })


def _is_period(text: str, locale: str) -> bool:
    said = said_in(text, locale)
    return bool(said) and all(one.is_date for one in said)


_KINDS: tuple[tuple[str, str, Callable[[Said], bool]], ...] = (
    ("B010", "the same quantities", lambda said: not said.is_date and not said.is_pointer),
    ("B012", "the same dates", lambda said: said.is_date),
    ("B013", "the same figures, tables and notes", lambda said: said.is_pointer),
)


def _list(said: list[Said]) -> str:
    return ", ".join(map(str, sorted(said))) or "none of them"


def _notes(pair: _Pair) -> Iterator[Diagnostic]:
    if Counter(pair.one.notes) != Counter(pair.other.notes):
        yield pair.differs("B013", f"expected the notes {', '.join(pair.one.notes) or '(none)'}, found "
                           f"{', '.join(pair.other.notes) or '(none)'}", "number the notes alike in both languages")


def _names(pair: _Pair) -> Iterator[Diagnostic]:
    """Who is named in the one language, and in the same block of the other not even in part."""
    missing, extra = _absent(pair.first, pair.one, pair.other), _absent(pair.second, pair.other, pair.one)
    if missing or extra:
        yield pair.differs("B014", f"expected the same names: {', '.join(missing) or 'no more'}, found "
                           f"{', '.join(extra) or 'none of them'}", "name the same in both languages")


def _absent(edition: Edition, here: Passage, there: Passage) -> list[str]:
    """The names in one passage whose bearers the other one does not name.

    It names them by any form in any locale, since an institution may keep its own; or by half of the words of a form that
    begin with a capital letter: the United Nations are the Organization of the United Nations.
    """
    if not edition.names:
        return []
    names = _bare_names(tuple(edition.names.items()))
    expression, text = _names_expression(tuple(names)), bare_name(there.whole)
    ids = frozenset[str]().union(*(names[match[0]] for match in expression.finditer(text)))
    words = frozenset(re.findall(r"\w+", text.casefold()))
    found = {match[0]: names[match[0]] for match in expression.finditer(bare_name(here.whole))}
    return sorted(form for form, bearers in found.items() if not bearers & ids and not _in_part(bearers, names, words))


def _in_part(bearers: frozenset[str], names: Mapping[str, frozenset[str]], words: frozenset[str]) -> bool:
    for form, ids in names.items():
        if ids & bearers:
            capitals = [word.casefold() for word in re.findall(r"\w+", form) if word[0].isupper()]
            if len(capitals) > 1 and 2 * sum(word in words for word in capitals) >= len(capitals):
                return True
    return False


@functools.lru_cache(maxsize=8)
def _bare_names(named: tuple[tuple[str, frozenset[str]], ...]) -> dict[str, frozenset[str]]:
    return {bare_name(form): ids for form, ids in named}


@functools.lru_cache(maxsize=8)
def _names_expression(forms: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def bare_name(text: str) -> str:
    """A text without hyphens and dashes, which the ends of lines may take, and with spaces and apostrophes of one kind."""
    return " ".join(_DASHES.sub("", text).replace("\u2019", "'").split())


_DASHES = re.compile("[\u002d\u2010-\u2013]")
