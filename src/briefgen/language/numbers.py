"""Numbers: how a quantity prints in a locale, form by form; digits by CLDR, words by the locale's rules. Never rounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from briefgen.language.locale import Locale
from briefgen.language.periods import period_text
from briefgen.language.phrase import Phrase, bare, contracted
from briefgen.language.rules import Currency, MissingRule, QualifierWords, Scale, WordPair
from briefgen.language.scale import ONE, digits_phrase, scaled_phrase, told_in
from briefgen.model.finding import Quantity
from briefgen.model.observation import Qualifier
from briefgen.model.rounding import decimals_of, scaled
from briefgen.model.unit import UnitKind, unit_kind


class Form(StrEnum):
    """How a quantity is told. In brackets: 21.3 with multiplier 9 in Canadian dollars, or else what the form is for."""

    PROSE = "prose"
    """C$21.3 billion; 21,300 millones de dólares canadienses. 24.2 per cent. Small counts in words, ranks as ordinals."""
    NUMBER = "number"
    """Digits in single units and no unit: 21,300,000,000."""
    WORDS = "words"
    """A small whole number in words (seven, siete); digits from ten on."""
    WORDS_F = "words_f"
    """The same before a feminine noun (una)."""
    TABLE = "table"
    """Digits as recorded, for a column whose head gives the unit: 21.3; 24.2%."""
    AXIS = "axis"
    """C$21.3 billion; 21.3 mil millones. For charts, in digits and signs."""
    KEY = "key"
    """As prose, but always in digits; `key_parts` gives it in parts."""
    DECLINE = "decline"
    """The magnitude of a negative change, after a verb that says "fell by"."""
    RISE = "rise"
    """The magnitude of a positive change, after a verb that says "grew by"."""
    ORDINAL = "ordinal"
    """fourth; cuarto, tercero."""
    ORDINAL_F = "ordinal_f"
    """cuarta: before or for a feminine noun."""
    ORDINAL_BEFORE = "ordinal_before"
    """cuarto, tercer: before a masculine noun."""
    ORDINAL_SHORT = "ordinal_short"
    """4th; 4.º"""
    TIMES = "times"
    """seven times; siete veces."""
    PERIOD = "period"
    """Not the quantity but its period."""


class UnfitForm(ValueError):
    """A form in which this quantity cannot be told, such as a decline of something that rose."""


@dataclass(frozen=True, slots=True)
class KeyParts:
    """A key number: the reservation in words, then what stands before, at and after the digits."""

    qualifier: str
    prefix: str
    digits: str
    suffix: str


@dataclass(frozen=True, slots=True)
class _Amount:
    """What a quantity and a tick on an axis have in common; `value` in units of 10**`multiplier` `unit`."""

    value: Decimal
    multiplier: int
    unit: str
    qualifier: Qualifier

    @property
    def kind(self) -> UnitKind:
        return unit_kind(self.unit)

    @property
    def whole(self) -> int | None:
        """The amount in single units, if it was recorded as a whole number that is not negative."""
        amount = scaled(self.value, self.multiplier)
        return None if decimals_of(amount) or decimals_of(self.value) or amount < 0 else int(amount)


def quantity_text(quantity: Quantity, locale: Locale, form: Form, *, qualified: bool) -> str:
    """The quantity in a locale and a form, with the precision that it was recorded with.

    `qualified` puts the source's reservation in front: in words in running forms ("more than 9,500"), as a sign in tables
    and on axes (">9,500"). Of a negative number it speaks of the magnitude, so "more than 10" of -10 is less than -10.

    Raises:
        UnfitForm: if the form does not suit the quantity's kind or sign, or makes an ordinal of a rank that is only a bound.
        MissingRule: if the locale has no word for its currency, or for so high an ordinal.
    """
    if form is Form.PERIOD:
        return period_text(quantity.period, locale, short=False)
    amount = _in_form(_amount_of(quantity), form)
    phrase = _PHRASES[form](amount, locale)
    return str(_sign(amount, phrase, locale)) if not qualified else _qualified(amount, phrase, locale, form)


def key_parts(quantity: Quantity, locale: Locale) -> KeyParts:
    """The quantity in parts, for a panel that sets the digits large.

    Raises:
        UnfitForm: if it is a rank that is only a bound.
        MissingRule: if the locale has no word for its currency.
    """
    amount = _in_form(_amount_of(quantity), Form.KEY)
    phrase = _sign(amount, _key(amount, locale), locale)
    word = _qualifier_word(amount, locale.rules.numbers.qualifiers)
    return KeyParts(word, phrase.before.strip(), phrase.digits, phrase.after.strip())


def tick_text(value: Decimal, multiplier: int, unit: str, locale: Locale) -> str:
    """A value on an axis, in the form AXIS: a number that belongs to the scale, not to any observation.

    Raises:
        MissingRule: if the locale has no such currency.
    """
    amount = _Amount(value, multiplier, unit, Qualifier.EXACT)
    return str(_sign(amount, _axis(amount, locale), locale))


def unit_text(unit: str, multiplier: int, locale: Locale) -> str:
    """The unit of a column or an axis, in the plural: C$ billion; miles de millones de dólares canadienses; per cent.

    Raises:
        MissingRule: if the locale has no such currency, or no name for 10**`multiplier`.
    """
    rules = locale.rules
    kind = unit_kind(unit)
    word = next((scale.other for scale in rules.numbers.head_scales if scale.power == multiplier), None)
    if multiplier and word is None:
        raise MissingRule(f"{locale.tag} has no name for 10**{multiplier} in numbers.head_scales")
    if kind is UnitKind.RATE:
        denominator = currency_of(unit.partition("/")[2], locale).one
        return str(_money(bare(""), unit.partition("/")[0], locale, rules.money.rate, denominator=denominator)).strip()
    if kind is UnitKind.CURRENCY:
        currency = currency_of(unit, locale)
        pattern = rules.money.head_scaled if word else rules.money.head
        return pattern.format_map({"symbol": currency.symbol.strip(), "name": currency.other, "scale": word or ""})
    return rules.unit_scaled.format_map({"scale": word, "unit": rules.units[unit].other}) if word else rules.units[unit].other


def number_text(value: Decimal, locale: Locale) -> str:
    """A number that is no quantity (of a page, a figure, a note), in the locale's digits."""
    phrase = digits_phrase(value, locale)
    return str(phrase.signed(locale.rules.numbers.minus) if value < 0 else phrase)


def currency_of(code: str, locale: Locale) -> Currency:
    """The locale's words for a currency.

    Raises:
        MissingRule: if it has none.
    """
    if code not in locale.rules.currencies:
        raise MissingRule(f"{locale.tag} has no currency {code}")
    return locale.rules.currencies[code]


def missing_units(units: frozenset[str], locale: Locale) -> tuple[str, ...]:
    """Those currencies among the units, or in a rate among them, that the locale has no words for; in alphabetical order."""
    codes = {code for unit in units if unit_kind(unit) in (UnitKind.CURRENCY, UnitKind.RATE) for code in unit.split("/")}
    return tuple(sorted(codes - frozenset(locale.rules.currencies)))


def _amount_of(quantity: Quantity) -> _Amount:
    return _Amount(quantity.value, quantity.multiplier, quantity.unit, quantity.qualifier)


_ORDINALS = frozenset({Form.ORDINAL, Form.ORDINAL_F, Form.ORDINAL_BEFORE, Form.ORDINAL_SHORT})
_WITHOUT_ORDINAL = frozenset({Form.NUMBER, Form.WORDS, Form.WORDS_F, Form.TABLE, Form.AXIS})


def _in_form(amount: _Amount, form: Form) -> _Amount:
    """The magnitude, for the forms that tell a direction by their verb.

    A rank that is a bound ("not among the ten largest": more than 10) has no ordinal: "tenth" would be false.
    """
    as_ordinal = form in _ORDINALS or (amount.kind is UnitKind.RANK and form not in _WITHOUT_ORDINAL)
    if as_ordinal and amount.qualifier is not Qualifier.EXACT:
        raise UnfitForm(f"expected an exact rank for an ordinal, found {amount.qualifier.value} {amount.value}")
    if form is Form.DECLINE and amount.value >= 0:
        raise UnfitForm(f"expected a negative change for the form decline, found {amount.value}")
    if form is Form.RISE and amount.value <= 0:
        raise UnfitForm(f"expected a positive change for the form rise, found {amount.value}")
    return replace(amount, value=amount.value.copy_abs()) if form is Form.DECLINE else amount


def _sign(amount: _Amount, phrase: Phrase, locale: Locale) -> Phrase:
    return phrase.signed(locale.rules.numbers.minus) if amount.value < 0 else phrase


def _qualified(amount: _Amount, phrase: Phrase, locale: Locale, form: Form) -> str:
    numbers = locale.rules.numbers
    in_signs = form in (Form.TABLE, Form.AXIS)
    word = _qualifier_word(amount, numbers.qualifier_signs if in_signs else numbers.qualifiers)
    text = str(_sign(amount, phrase, locale))
    if not word:
        return text
    text = (numbers.qualified_sign if in_signs else numbers.qualified).format_map({"qualifier": word, "quantity": text})
    return contracted(text, locale.rules.contractions)


_BELOW_ZERO = {Qualifier.MORE_THAN: Qualifier.LESS_THAN, Qualifier.LESS_THAN: Qualifier.MORE_THAN}


def _qualifier_word(amount: _Amount, words: QualifierWords) -> str:
    qualifier = _BELOW_ZERO.get(amount.qualifier, amount.qualifier) if amount.value < 0 else amount.qualifier
    return "" if qualifier is Qualifier.EXACT else str(getattr(words, qualifier.value))


def _scaled(amount: _Amount, scales: tuple[Scale, ...], locale: Locale) -> tuple[Decimal, Scale | None]:
    return told_in(amount.value, amount.multiplier, scales, locale.rules.numbers.most_decimals)


def _money(phrase: Phrase, code: str, locale: Locale, pattern: str, **words: str) -> Phrase:
    """A currency's number; its name is in the singular for exactly one."""
    currency = currency_of(code, locale)
    name = currency.one if phrase.digits == str(phrase) == digits_phrase(ONE, locale).digits else currency.other
    return phrase.within(pattern, symbol=currency.symbol, name=name, **words)


def _rate(amount: _Amount, locale: Locale) -> Phrase:
    numerator, _, denominator = amount.unit.partition("/")
    phrase = digits_phrase(scaled(amount.value, amount.multiplier), locale)
    return _money(phrase, numerator, locale, locale.rules.money.rate, denominator=currency_of(denominator, locale).one)


def _key(amount: _Amount, locale: Locale) -> Phrase:
    rules = locale.rules
    number, scale = _scaled(amount, rules.numbers.prose_scales, locale)
    phrase = scaled_phrase(number, scale, locale)
    if amount.kind is UnitKind.CURRENCY:
        return _money(phrase, amount.unit, locale, rules.money.prose_scaled if scale else rules.money.prose)
    if amount.kind is UnitKind.RATE:
        return _rate(amount, locale)
    if amount.kind is UnitKind.PER_CENT:
        return phrase.within(rules.numbers.per_cent)
    if amount.kind is UnitKind.FOLD:
        return phrase.within(_times_pattern(amount, locale))
    return _ordinal_short(amount, locale) if amount.kind is UnitKind.RANK else phrase


def _prose(amount: _Amount, locale: Locale) -> Phrase:
    if amount.kind is UnitKind.FOLD:
        return _times(amount, locale)
    if amount.kind is UnitKind.RANK:
        return _ordinal(amount, locale, locale.rules.numbers.ordinals)
    if amount.kind is not UnitKind.COUNT:
        return _key(amount, locale)
    number, scale = _scaled(amount, locale.rules.numbers.prose_scales, locale)
    if scale and number == ONE and not decimals_of(number):
        return bare(scale.single)
    return scaled_phrase(number, scale, locale) if scale else _words(amount, locale)


def _axis(amount: _Amount, locale: Locale) -> Phrase:
    rules = locale.rules
    number, scale = _scaled(amount, rules.numbers.axis_scales, locale)
    phrase = scaled_phrase(number, scale, locale)
    if amount.kind is UnitKind.CURRENCY:
        return _money(phrase, amount.unit, locale, rules.money.axis_scaled if scale else rules.money.axis)
    if amount.kind is UnitKind.RANK:
        return _ordinal_short(amount, locale)
    patterns = {UnitKind.PER_CENT: rules.numbers.per_cent_sign, UnitKind.FOLD: rules.numbers.times_sign}
    return phrase.within(patterns[amount.kind]) if amount.kind in patterns else phrase


def _table(amount: _Amount, locale: Locale) -> Phrase:
    phrase = digits_phrase(amount.value, locale)
    return phrase.within(locale.rules.numbers.per_cent_sign) if amount.kind is UnitKind.PER_CENT else phrase


def _number(amount: _Amount, locale: Locale) -> Phrase:
    return digits_phrase(scaled(amount.value, amount.multiplier), locale)


def _words(amount: _Amount, locale: Locale) -> Phrase:
    return _in_words(amount, locale, locale.rules.numbers.words)


def _in_words(amount: _Amount, locale: Locale, words: tuple[str, ...]) -> Phrase:
    whole = amount.whole
    return bare(words[whole]) if whole is not None and whole < len(words) else _number(amount, locale)


def _times(amount: _Amount, locale: Locale) -> Phrase:
    if amount.kind is not UnitKind.FOLD:
        raise UnfitForm(f"expected a quantity in the unit fold for the form times, found {amount.unit}")
    if amount.whole == 1:
        return bare(locale.rules.numbers.times_single)
    return _words(amount, locale).within(_times_pattern(amount, locale))


def _times_pattern(amount: _Amount, locale: Locale) -> str:
    times: WordPair = locale.rules.numbers.times
    return times.one if amount.whole == 1 else times.other


def _rank(amount: _Amount) -> int:
    whole = amount.whole
    if amount.kind not in (UnitKind.RANK, UnitKind.COUNT) or not whole:
        raise UnfitForm(f"expected a rank, a whole number from 1, for an ordinal, found {amount.value} {amount.unit}")
    return whole


def _ordinal(amount: _Amount, locale: Locale, words: tuple[str, ...]) -> Phrase:
    """The ordinal in words as far as the locale's list goes, then in digits."""
    rank = _rank(amount)
    return bare(words[rank - 1]) if rank <= len(words) else _ordinal_short(amount, locale)


def _ordinal_short(amount: _Amount, locale: Locale) -> Phrase:
    """Digits with the suffix whose key is the whole number (`=1`), or else the longest that the number ends in."""
    rank = str(_rank(amount))
    suffixes = locale.rules.numbers.ordinal_suffixes
    ending = max((key for key in suffixes if not key.startswith("=") and rank.endswith(key)), key=len)
    suffix = suffixes.get(f"={rank}", suffixes[ending])
    return _number(amount, locale).within(locale.rules.numbers.ordinal_short, suffix=suffix)


_PHRASES: Mapping[Form, Callable[[_Amount, Locale], Phrase]] = {
    Form.PROSE: _prose,
    Form.DECLINE: _prose,
    Form.RISE: _prose,
    Form.KEY: _key,
    Form.NUMBER: _number,
    Form.WORDS: _words,
    Form.WORDS_F: lambda amount, locale: _in_words(amount, locale, locale.rules.numbers.words_feminine),
    Form.TABLE: _table,
    Form.AXIS: _axis,
    Form.ORDINAL: lambda amount, locale: _ordinal(amount, locale, locale.rules.numbers.ordinals),
    Form.ORDINAL_F: lambda amount, locale: _ordinal(amount, locale, locale.rules.numbers.ordinals_feminine),
    Form.ORDINAL_BEFORE: lambda amount, locale: _ordinal(amount, locale, locale.rules.numbers.ordinals_before),
    Form.ORDINAL_SHORT: _ordinal_short,
    Form.TIMES: _times,
}
