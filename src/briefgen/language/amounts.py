"""Amounts: the numbers that a printed text states, read back; for parity between locales and for the proof."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from decimal import Decimal

from briefgen.language.characters import HYPHEN, MINUS, NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE
from briefgen.language.digits import marks
from briefgen.language.locale import Locale
from briefgen.language.scale import ONE
from briefgen.model.period import EARLIEST_YEAR, LATEST_YEAR
from briefgen.model.rounding import scaled


def parse_quantity_text(text: str, locale: Locale) -> tuple[Decimal, ...]:
    """The amounts in a printed text, in single units and in its order: digits, grouped or not, with their scale word.

    A bare year (four digits, ungrouped, without a scale) is no amount; the day of a date is taken for one. Of number
    words only exactly one of a scale is read ("one million").
    """
    singles, scales = _scale_powers(locale)
    amounts = []
    for match in _expression(locale).finditer(text):
        if match["single"]:
            amounts.append(scaled(ONE, singles[_plain(match["single"])]))
        elif not _is_year(match):
            amounts.append(_amount(match, scales, locale))
    return tuple(amounts)


def _plain(text: str) -> str:
    return " ".join(text.replace(NO_BREAK_SPACE, " ").replace(NARROW_NO_BREAK_SPACE, " ").casefold().split())


@functools.lru_cache(maxsize=32)
def _scale_powers(locale: Locale) -> tuple[dict[str, int], dict[str, int]]:
    numbers = locale.rules.numbers
    scales = [*numbers.prose_scales, *numbers.axis_scales]
    known = {scale.power for scale in scales}
    scales += [scale for scale in numbers.head_scales if scale.power in known]  # a text may use a head's: miles de millones
    words = {_plain(word): scale.power for scale in scales for word in (scale.one, scale.other)}
    return {_plain(scale.single): scale.power for scale in scales}, words


@functools.lru_cache(maxsize=32)
def _expression(locale: Locale) -> re.Pattern[str]:
    decimal, group = (re.escape(mark) for mark in marks(locale.tag))
    singles, scales = _scale_powers(locale)
    per_cent = _spaced(locale.rules.numbers.per_cent.partition("{number}")[2])  # it may hold digits (p. 100)
    symbols = _alternatives(currency.symbol.strip() for currency in locale.rules.currencies.values())
    return re.compile(
        rf"(?<!\w)(?P<single>{_alternatives(singles)})(?!\w)"
        rf"|(?P<sign>(?<!\w)[{MINUS}{HYPHEN}])?(?:(?<!\w)(?:{symbols})\s?)?(?<![\w])(?<!\d[{decimal}{group}])"
        rf"(?P<whole>\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?P<fraction>{decimal}\d+)?"
        rf"(?:\s(?P<scale>{_alternatives(scales)})(?!\w)|(?!\w))(?:{per_cent}(?!\w))?",
        flags=re.IGNORECASE,
    )


def _alternatives(words: Iterable[str]) -> str:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(_spaced, longest_first))


def _spaced(words: str) -> str:
    """An expression of the words, with any space between them."""
    return r"\s".join(map(re.escape, re.split(r"\s", words)))


def _is_year(match: re.Match[str]) -> bool:
    bare = match[0].isdecimal() and len(match[0]) == 4
    return bare and EARLIEST_YEAR <= int(match[0]) <= LATEST_YEAR


def _amount(match: re.Match[str], scales: dict[str, int], locale: Locale) -> Decimal:
    decimal, group = marks(locale.tag)
    number = Decimal(match["whole"].replace(group, "") + (match["fraction"] or "").replace(decimal, "."))
    power = scales[_plain(match["scale"])] if match["scale"] else 0
    return scaled(number.copy_negate() if match["sign"] else number, power)
