"""Patterns: what each rule's text must hold in braces, so that no rule can drop a number or a year unnoticed."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping

from briefgen.language.rules import LocaleError, MoneyRules, Rules
from briefgen.model.record import Record
from briefgen.model.unit import CURRENCIES, known_units

REQUIRED: Mapping[str, str] = {
    "numbers.ordinal_short": "number suffix",
    "numbers.scaled": "number scale",
    "numbers.per_cent": "number",
    "numbers.per_cent_sign": "number",
    "numbers.times.one": "number",
    "numbers.times.other": "number",
    "numbers.times_sign": "number",
    "numbers.qualified": "qualifier quantity",
    "numbers.qualified_sign": "qualifier quantity",
    "money.prose": "number",
    "money.prose_scaled": "number",
    "money.axis": "number",
    "money.axis_scaled": "number",
    "money.head": "",
    "money.head_scaled": "scale",
    "money.rate": "number denominator",
    "unit_scaled": "scale unit",
    "names.full": "name acronym",
    "periods.*.year": "year",
    "periods.*.half.0": "year",
    "periods.*.half.1": "year",
    "periods.*.month": "month year",
    "periods.*.interval": "first last year",
    "periods.*.interval_years": "first first_year last last_year",
    "periods.*.span": "first last",
    "periods.*.comparison": "earlier later",
    "periods.*.comparison_same_months": "later",
    "periods.*.comparison_years": "earlier later",
    "dates.*.year": "year",
    "dates.*.years": "first last",
    "dates.*.month": "month year",
    "dates.*.season": "season year",
    "dates.*.decade": "year",
    "dates.*.day": "month day year",
    "dates.*.days": "month first last year",
    "dates.*.days_months": "first_month first last_month last year",
    "dates.*.days_years": "first_month first first_year last_month last last_year",
}
OPTIONAL: Mapping[str, str] = {
    **{f"money.{place}": "symbol name" for place in MoneyRules.model_fields},
    "periods.*.comparison_same_months": "earlier earlier_year",
}
"""Money is written with a symbol or with a name; a pattern may leave out both where the caption gives the unit."""

ANY: Mapping[str, str] = {"periods.*.comparison_same_months": "earlier earlier_year"}
"""At least one of these."""


def placeholders(text: str) -> frozenset[str]:
    """The names in braces.

    Raises:
        ValueError: if a brace is not closed, or holds more than a name; nothing in a locale's file is evaluated.
    """
    names = set()
    for _, field, specification, conversion in string.Formatter().parse(text):
        if field is None:
            continue
        if not re.fullmatch(r"[a-z_]+", field) or specification or conversion:
            raise ValueError(f"expected a name in braces, found \"{field}\"")
        names.add(field)
    return frozenset(names)


def check_rules(tag: str, rules: Rules) -> None:
    """Refuses rules that could not print.

    Raises:
        LocaleError: naming every pattern, word list, unit, currency or regular expression at fault.
    """
    faults = [*_pattern_faults(rules), *_vocabulary_faults(rules), *_expression_faults(rules)]
    if faults:
        raise LocaleError(f"{tag}.toml: {'; '.join(faults)}")


def _texts(record: object, place: str) -> Iterator[tuple[str, str]]:
    """Every text below a rule, with its dotted place; the two lengths of periods and dates share the place `*`."""
    if isinstance(record, str):
        yield place, record
    elif isinstance(record, Record):
        for name in type(record).model_fields:
            below = "*" if place in ("periods", "dates") and name in ("prose", "short") else name
            yield from _texts(getattr(record, name), f"{place}.{below}" if place else name)
    elif isinstance(record, tuple):
        for position, member in enumerate(record):
            yield from _texts(member, f"{place}.{position}")


def _pattern_faults(rules: Rules) -> Iterator[str]:
    for place, text in _texts(rules, ""):
        if place not in REQUIRED:
            continue
        required = frozenset(REQUIRED[place].split())
        allowed = required | frozenset(OPTIONAL.get(place, "").split())
        try:
            found = placeholders(text)
        except ValueError as error:
            yield f"rule {place}: {error}"
            continue
        any_of = frozenset(ANY.get(place, "").split())
        if not required <= found <= allowed or (any_of and not any_of & found) or text.count("{number}") > 1:
            expected = ", ".join(f"{{{name}}}" for name in sorted(required))
            yield f"rule {place}: expected {expected}, found \"{text}\""


def _vocabulary_faults(rules: Rules) -> Iterator[str]:
    numbers = rules.numbers
    if len(numbers.words) != len(numbers.words_feminine) or not numbers.words:
        yield "rule numbers.words_feminine: expected as many words as in numbers.words"
    if not len(numbers.ordinals) == len(numbers.ordinals_feminine) == len(numbers.ordinals_before):
        yield "rule numbers.ordinals_feminine: expected as many words as in numbers.ordinals and numbers.ordinals_before"
    if "" not in numbers.ordinal_suffixes:
        yield "missing rule numbers.ordinal_suffixes.\"\""
    yield from (f"unknown currency currencies.{code}" for code in rules.currencies if code not in CURRENCIES)
    units = frozenset(known_units()) - CURRENCIES
    yield from (f"missing rule units.{unit}" for unit in sorted(units - frozenset(rules.units)))
    yield from (f"unknown rule units.{unit}" for unit in sorted(frozenset(rules.units) - units))


def _expression_faults(rules: Rules) -> Iterator[str]:
    expressions = [("lists.exceptions", exception.before) for exception in rules.lists.exceptions]
    expressions += [("typography.remarks", remark.pattern) for remark in rules.typography.remarks]
    for place, expression in expressions:
        try:
            re.compile(expression)
        except re.error as error:
            yield f"rule {place}: {error} in \"{expression}\""
