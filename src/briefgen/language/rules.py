"""Rules of a locale: how its language writes numbers, periods, dates, lists and quotations, as `locales/<tag>.toml` has them.

Every rule must be given; a table that has nothing to say is written empty. What each pattern may hold stands in
`patterns.py`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from briefgen.model.finding import Guard
from briefgen.model.record import Record


class LocaleError(ValueError):
    """A locale whose files lack a rule or a message, or hold one that cannot be used."""


class MissingRule(LookupError):
    """A word that a locale's rules do not have, such as the name of a currency; there is no fallback."""


class WordPair(Record):
    """A noun in the singular and in the plural."""

    one: str
    other: str


class Scale(Record):
    """A power of ten that has a name. `single` is exactly one of it, in words ("one million")."""

    power: int
    one: str
    other: str
    single: str


class QualifierWords(Record):
    """The source's reservation about a number, in words or signs."""

    about: str
    nearly: str
    more_than: str
    less_than: str


class NumberRules(Record):
    """Digits, words for small numbers, ordinals and scales. `pattern` is CLDR's, of the whole part only."""

    pattern: str
    minus: str
    most_decimals: int
    words: tuple[str, ...]
    words_feminine: tuple[str, ...]
    ordinals: tuple[str, ...]
    ordinals_feminine: tuple[str, ...]
    ordinals_before: tuple[str, ...]
    ordinal_short: str
    ordinal_suffixes: Mapping[str, str]
    scaled: str
    per_cent: str
    per_cent_sign: str
    times: WordPair
    times_single: str
    times_sign: str
    qualified: str
    qualified_sign: str
    qualifiers: QualifierWords
    qualifier_signs: QualifierWords
    prose_scales: tuple[Scale, ...]
    axis_scales: tuple[Scale, ...]
    head_scales: tuple[Scale, ...]


class MoneyRules(Record):
    """Where a currency stands: beside a plain number, and beside one with a scale word."""

    prose: str
    prose_scaled: str
    axis: str
    axis_scaled: str
    head: str
    head_scaled: str
    rate: str


class Currency(Record):
    """A currency: its symbol, with its no-break space if it is only letters, and its name in the singular and the plural."""

    symbol: str
    one: str
    other: str


class PeriodPatterns(Record):
    """Patterns of periods, at one length."""

    year: str
    half: tuple[str, str]
    month: str
    interval: str
    interval_years: str
    span: str
    comparison: str
    comparison_same_months: str
    comparison_years: str


class PeriodRules(Record):
    """Periods in prose, and in tables and on axes."""

    prose: PeriodPatterns
    short: PeriodPatterns


class DatePatterns(Record):
    """Patterns of dates, at one length."""

    year: str
    years: str
    month: str
    season: str
    decade: str
    day: str
    days: str
    days_months: str
    days_years: str


class DateRules(Record):
    """Dates; `decades` names those decades that prose calls by a name of their own, by their first year."""

    seasons: tuple[str, str, str, str]
    decades: Mapping[str, str]
    first_day: str
    prose: DatePatterns
    short: DatePatterns


class ListException(Record):
    """Another last joint, before an item that matches `before` (Spanish y, before the sound of i: e)."""

    before: str
    last: str


class ListRules(Record):
    """How a list is joined."""

    separator: str
    last: str
    exceptions: tuple[ListException, ...]


class NameRules(Record):
    """How a name introduces its acronym."""

    full: str


class Remark(Record):
    """A regular expression that no text may match, and what to write instead."""

    pattern: str
    message: str


class TypographyRules(Record):
    """Marks and spaces. `bind_*` are words that a no-break space ties to the number before or after them.

    `spaced` are the marks that take a no-break space before them, `openers` the marks that a closing mark needs before
    it, `quote_space` what stands inside the outer quotation marks.
    """

    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    quote_space: str
    range_dash: str
    spaced: str
    openers: Mapping[str, str]
    bind_after_number: tuple[str, ...]
    bind_before_number: tuple[str, ...]
    number_words: tuple[str, ...]
    number_phrases: tuple[str, ...]
    remarks: tuple[Remark, ...]


class CollationRules(Record):
    """Letters of their own (`after`: sorted after the letter named) and letters sorted as several (`expand`)."""

    after: Mapping[str, str]
    expand: Mapping[str, str]


class Said(StrEnum):
    """What a wording is said of: a part of a whole, a fall, a multiple, a growth over time, a place in an order."""

    PART = "part"
    FALL = "fall"
    TIMES = "times"
    GROWTH = "growth"
    RANK = "rank"


class Wording(Record):
    """Words that hang on a value, such as "about a quarter", and `when` they are true.

    Of a part and a fall that is the magnitude in per cent, of a growth the multiple. `common` words mean other things too
    (the first half, a third reason), so prose may hold them as they are.
    """

    of: Said
    words: str
    common: bool = False
    when: Guard


class Rules(Record):
    """All rules of a locale; `name` is what the language calls itself, `contractions` words that join when they meet.

    `wordings` are words that hang on a value; a finding that is worded so needs no guard of its own.
    """

    name: str
    wordings: tuple[Wording, ...]
    numbers: NumberRules
    money: MoneyRules
    currencies: Mapping[str, Currency]
    units: Mapping[str, WordPair]
    unit_scaled: str
    contractions: Mapping[str, str]
    periods: PeriodRules
    dates: DateRules
    lists: ListRules
    names: NameRules
    typography: TypographyRules
    collation: CollationRules


def parse_rules(tag: str, text: str) -> Rules:
    """Reads the rules of a locale from TOML.

    Raises:
        LocaleError: naming every rule that is missing, unknown or of the wrong type.
    """
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of too many digits, or brackets nested too deeply, besides
        raise LocaleError(f"{tag}.toml: not TOML: {error}") from None
    try:
        return Rules.model_validate(data)
    except ValueError as error:
        raise LocaleError(f"{tag}.toml: {_faults(error)}") from None


def _faults(error: Any) -> str:
    """What Pydantic has to say, one rule after the other; `model` owns Pydantic, so its type is not named here."""
    faults = ((".".join(str(part) for part in fault["loc"]), fault["type"], fault["msg"]) for fault in error.errors())
    words = {"missing": "missing rule {0}", "extra_forbidden": "unknown rule {0}"}
    return "; ".join(words.get(kind, "rule {0}: {1}").format(place, message) for place, kind, message in faults)
