"""Saying: what a printed text says, read by the grammar of its locale: quantities, dates, and numbers of exhibits and notes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from briefgen.proof.grammars import Grammar, grammar_of

FIRST_YEAR, LAST_YEAR = 1500, 2199
LONGEST_NUMBER = 60
_SPACES = re.compile(r"[^\S\n]+")
_MONTHS_JOINED = r"(?: ?(?:to|and|a|y|–|-) ?| )"


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One thing that a text says: an amount in single units, or a part of a date, or a number of something else.

    `kind` is amount, per_cent, points, fold, ordinal, year, month, day, decade, half, figure, table, note, or unread for
    digits that the locale does not write so. `unit` is a currency's code, `CAD/USD` for a rate, empty where none is named;
    of what is unread, the characters. `qualifier` is about, nearly, more_than, less_than or empty.
    """

    kind: str
    value: Decimal
    unit: str = ""
    qualifier: str = ""

    @property
    def is_date(self) -> bool:
        """Whether it is a part of a date."""
        return self.kind in ("year", "month", "day", "decade", "half")

    @property
    def is_pointer(self) -> bool:
        """Whether it is the number of an exhibit or of a note."""
        return self.kind in ("figure", "table", "note")

    def __str__(self) -> str:
        if self.kind == "unread":
            return f'"{self.unit}"'
        words = [self.qualifier.replace("_", " "), f"{self.value:f}" if self.value.adjusted() < 15 else str(self.value)]
        words.append(self.unit if self.kind == "amount" else {"per_cent": "per cent", "fold": "times"}.get(self.kind, ""))
        named = self.kind in ("amount", "per_cent", "fold")
        return " ".join(filter(None, words if named else (*words[:1], self.kind, words[1])))


def said_in(text: str, locale: str) -> tuple[Said, ...]:
    """Everything that a running text says, in its order; number words are read only before a scale or per cent.

    Raises:
        LookupError: if no grammar is known for the locale.
    """
    return tuple(_scanned(text, locale, sure=False))


def said_of(text: str, locale: str) -> Said | None:
    """The one quantity that a text is known to state, in words too; None if it does not read as one.

    Raises:
        LookupError: if no grammar is known for the locale.
    """
    found = [said for said in _scanned(text, locale, sure=True) if not said.is_pointer]
    return found[0] if len(found) == 1 else None


def _scanned(text: str, locale: str, *, sure: bool) -> Iterator[Said]:
    grammar = _grammar(locale)
    for match in _expression(locale, sure).finditer(_SPACES.sub(" ", text)):
        yield from _read(match, grammar)


def _grammar(locale: str) -> Grammar:
    grammar = grammar_of(locale)
    if grammar is None:
        raise LookupError(f"no grammar is known for {locale}")
    return grammar


def _after(words: Iterable[str]) -> str:
    """Alternatives that look back at one of some words; one more is to follow."""
    return "".join(rf"(?<=\b{word} )|" for word in words)


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=lambda word: (-len(word), word)))


@functools.lru_cache(maxsize=16)
def _expression(locale: str, sure: bool) -> re.Pattern[str]:  # noqa: FBT001  (a key of the cache)
    grammar = _grammar(locale)
    months, vague = _either((*grammar.months, *grammar.vague_months)), _either(grammar.vague_months)
    scales, currencies = _either(grammar.scales), "|".join(grammar.currencies)
    parts = (
        _day(grammar.day_before, months, 1), _day(grammar.day_after, months, 2), grammar.decade,
        rf"\b(?P<decade_word>{_either(grammar.decades) or '(?!)'})\b",
        rf"\b(?P<exhibit>{'|'.join(grammar.exhibits)}) (?P<pointed>\d{{1,3}})\b",
        rf"\b{grammar.pages} \d+(?:[–-]\d+)?\b",
        rf"\b(?P<half>{_either(grammar.halves)})\b",
        rf"\b(?P<month>{_either(grammar.months)})\b",
        rf"(?:{_after(grammar.month_openers)}(?=(?:{vague})(?:[ –-]\d|{_MONTHS_JOINED}(?:{months})\b)))\b(?P<vague>{vague})\b",
        _quantity(grammar, scales, currencies, sure=sure),
    )
    return re.compile("|".join(parts), re.IGNORECASE)


def _day(pattern: str, months: str, number: int) -> str:
    made = pattern.format(months=months)
    for name in ("month", "day", "last"):
        made = made.replace(f"(?P<{name}>", f"(?P<{name}{number}>")
    return rf"(?<![\w.,]){made}"


def _quantity(grammar: Grammar, scales: str, currencies: str, *, sure: bool) -> str:
    """The expression of a quantity; `sure` also reads what only a known quantity means."""
    told = "" if sure else rf"(?= ?(?:{scales}|{grammar.per_cent})(?!\w))"
    words = (
        rf"|(?:(?:an?|the|una?|la|el) )?\b(?P<ordinal>{_either((*grammar.ordinals, *grammar.small_ordinals))})\b"
        rf"|(?P<once>{grammar.single_time})\b"
    ) if sure else ""
    return (
        rf"(?:(?<!\w)(?P<qualifier>{_either(grammar.qualifiers)}) ?)?"
        rf"(?P<minus>\u2212|(?<!\w)-(?=[\d{_either(('C', 'U', 'M'))}€£]))?"
        rf"(?:(?<!\w)(?P<symbol>{_either(grammar.symbols)}) ?)?"
        rf"(?:(?<![\w.,])(?P<short>\d(?:[\d.,]*\d)?){grammar.ordinal_suffix}{words}"
        rf"|(?:(?<![\w.,])(?P<digits>\d(?:[\d.,]*\d)?)(?![.,]?\w)|\b(?P<word>{_either(grammar.numbers)})\b{told}"
        rf"|\b(?P<small>{_either(grammar.small)})\b{told}"
        rf"|\b(?P<single>{_either(grammar.single_scales) or '(?!)'})\b)"
        rf"(?: (?P<scale>{scales})\b)?(?: {grammar.scale_joint}(?P<currency>{currencies})\b)?"
        rf"(?: {grammar.per} (?P<per>{currencies})\b)?"
        rf"(?: ?(?:(?P<cent>{grammar.per_cent})|(?P<points>{grammar.points})|(?P<fold>{grammar.times})))?)"
    )


def _read(match: re.Match[str], grammar: Grammar) -> Iterator[Said]:
    group = {name: text.casefold() for name, text in match.groupdict().items() if text}
    for number in ("1", "2"):
        if f"month{number}" in group:
            yield from _date(group[f"month{number}"], group[f"day{number}"], group.get(f"last{number}"), grammar)
    if decade := group.get("decade"):
        yield Said("decade", Decimal(decade))
    if word := group.get("decade_word"):
        yield Said("decade", Decimal(grammar.decades[word]))
    if word := group.get("exhibit"):
        yield Said(_exhibit(word, grammar), Decimal(group["pointed"]))
    if word := group.get("half"):
        yield Said("half", Decimal(grammar.halves[word]))
    if word := group.get("month") or group.get("vague"):
        yield Said("month", Decimal(_month(word, grammar)))
    if said := _amount(group, match, grammar):
        yield said


def _date(month: str, day: str, last: str | None, grammar: Grammar) -> Iterator[Said]:
    yield from (Said("day", Decimal(one)) for one in (day, last) if one)
    yield Said("month", Decimal(_month(month, grammar)))


def _month(word: str, grammar: Grammar) -> int:
    return grammar.months.get(word) or grammar.vague_months[word]


def _exhibit(word: str, grammar: Grammar) -> str:
    return next(kind for pattern, kind in grammar.exhibits.items() if re.fullmatch(pattern, word))


_MEASURES = (("per_cent", "cent"), ("points", "points"), ("fold", "fold"))


def _amount(group: dict[str, str], match: re.Match[str], grammar: Grammar) -> Said | None:
    qualifier = grammar.qualifiers[group["qualifier"]] if "qualifier" in group else ""
    if word := group.get("ordinal"):
        return Said("ordinal", Decimal({**grammar.small_ordinals, **grammar.ordinals}[word]), "", qualifier)
    if "once" in group:
        return Said("fold", Decimal(1), "", qualifier)
    number = _number(group, grammar)
    if number is None:
        return None
    if number.is_nan():
        return Said("unread", Decimal(0), group.get("digits") or group["short"])
    if "short" in group:
        return Said("ordinal", number, "", qualifier)
    scale = grammar.scales[group["scale"]] if "scale" in group else 0
    value = number.scaleb(scale) * (-1 if "minus" in group else 1)
    kind = next((kind for kind, name in _MEASURES if name in group), "amount")
    unit = _unit(group, match, grammar)
    if kind == "amount" and match["digits"] and _is_year(match["digits"], group):
        return Said("year", number)
    return Said(kind, value.normalize(), unit if kind == "amount" else "", qualifier)


def _is_year(digits: str, group: dict[str, str]) -> bool:
    alone = not {"scale", "symbol", "currency", "minus"} & set(group)
    return alone and len(digits) == 4 and digits.isdecimal() and FIRST_YEAR <= int(digits) <= LAST_YEAR


def _number(group: dict[str, str], grammar: Grammar) -> Decimal | None:
    """The digits as the locale writes them, or the word's number; NaN for digits that it does not write so."""
    if word := group.get("word"):
        return Decimal(grammar.numbers[word])
    if word := group.get("small"):
        return Decimal(grammar.small[word])
    if word := group.get("single"):
        return Decimal(1).scaleb(grammar.single_scales[word])
    digits = group.get("digits") or group.get("short")
    if digits is None:
        return None
    decimal, grouping = re.escape(grammar.decimal), re.escape(grammar.group)
    if len(digits) > LONGEST_NUMBER or not re.fullmatch(rf"(?:\d{{1,3}}(?:{grouping}\d{{3}})+|\d+)(?:{decimal}\d+)?", digits):
        return Decimal("NaN")
    return Decimal(digits.replace(grammar.group, "").replace(grammar.decimal, "."))


def _unit(group: dict[str, str], match: re.Match[str], grammar: Grammar) -> str:
    unit = ""
    if symbol := match["symbol"]:
        unit = next(code for written, code in grammar.symbols.items() if written.casefold() == symbol.casefold())
    if word := group.get("currency"):
        unit = _currency(word, grammar)
    return f"{unit}/{_currency(group['per'], grammar)}" if "per" in group else unit


def _currency(word: str, grammar: Grammar) -> str:
    return next(code for pattern, code in grammar.currencies.items() if re.fullmatch(pattern, word, re.IGNORECASE))
