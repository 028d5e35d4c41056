"""Rounding: the one place where a decimal may lose digits, and the arithmetic that may not.

Python's default context keeps 28 digits and would shorten a long record silently; everything here works in `CONTEXT`.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

CONTEXT = Context(prec=100, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """The value with so many decimals; a half goes away from zero (2.5 to 3, -2.5 to -3). Pads with zeros.

    Decimals below zero are tens, hundreds and so on: 5877 with -3 is 6000.

    Raises:
        decimal.InvalidOperation: if the result would have more than 100 digits.
    """
    return _plain(value.quantize(Decimal((0, (1,), -decimals)), context=CONTEXT))


def round_bound(value: Decimal, decimals: int, *, lower: bool) -> Decimal:
    """A bound with so many decimals that stays true of the magnitude: a lower one toward zero, an upper one away from it.

    "More than 221.54" is more than 221, and not more than 222.
    """
    return _plain(
        value.quantize(Decimal((0, (1,), -decimals)), rounding=ROUND_DOWN if lower else ROUND_UP, context=CONTEXT)
    )


def _plain(value: Decimal) -> Decimal:
    """A whole number with all its zeros, never 6E+3."""
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1), context=CONTEXT) if isinstance(exponent, int) and exponent > 0 else value


def scaled(value: Decimal, power: int) -> Decimal:
    """The value times 10**`power`, without loss."""
    return value.scaleb(power, context=CONTEXT)


def decimals_of(value: Decimal) -> int:
    """How many decimals a value was recorded with; 0 for a whole number.

    Raises:
        ValueError: for an infinity or a NaN, which no record can hold.
    """
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"expected a finite decimal, found {value}")
    return max(0, -exponent)
