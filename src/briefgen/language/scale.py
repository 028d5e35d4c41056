"""Scale: which power of ten a number is told in, and its word (million, mil millones)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from briefgen.language.digits import cldr_locale, digits_text
from briefgen.language.locale import Locale
from briefgen.language.phrase import Phrase, bare
from briefgen.language.rules import Scale
from briefgen.model.rounding import CONTEXT, decimals_of, scaled

ONE = Decimal(1)


def told_in(value: Decimal, multiplier: int, scales: Sequence[Scale], most_decimals: int) -> tuple[Decimal, Scale | None]:
    """The number to print and its scale: the largest that leaves at most so many decimals, or none.

    The precision stays as recorded, and so do a fraction's zeros: 21.30 with multiplier 9 is 21.30 billion, 21,300
    million. Zeros at the end of a whole number are not precision: 2500 with multiplier 6 is 2.5 billion.
    """
    power = scaled(value, multiplier).adjusted() if value else multiplier * bool(decimals_of(value))
    for scale in sorted(scales, key=lambda scale: -scale.power):
        number = _shifted(value, multiplier - scale.power)
        if scale.power <= power and decimals_of(number) <= most_decimals:
            return number, scale
    return _shifted(value, multiplier), None


def scale_word(number: Decimal, scale: Scale, locale: Locale) -> str:
    """The scale's word in the plural form that CLDR gives the number."""
    return scale.one if cldr_locale(locale.tag).plural_form(number.copy_abs()) == "one" else scale.other


def scaled_phrase(number: Decimal, scale: Scale | None, locale: Locale) -> Phrase:
    """The digits, with the word of their scale if they have one."""
    phrase = digits_phrase(number, locale)
    if scale is None:
        return phrase
    return phrase.within(locale.rules.numbers.scaled, scale=scale_word(number, scale, locale))


def digits_phrase(number: Decimal, locale: Locale) -> Phrase:
    """The digits alone, without a sign."""
    return bare(digits_text(number, locale.tag, locale.rules.numbers.pattern))


def _shifted(value: Decimal, power: int) -> Decimal:
    number = scaled(value, power)
    if not decimals_of(value):
        number = number.normalize(CONTEXT)
    return number if decimals_of(number) else number.quantize(ONE, context=CONTEXT)
