"""Digits: a decimal in a locale's decimal mark and grouping, with the precision it has. CLDR by way of Babel."""

from __future__ import annotations

import functools
from decimal import Decimal, localcontext

import babel
import babel.numbers

from briefgen.model.rounding import CONTEXT, decimals_of


@functools.lru_cache(maxsize=32)
def cldr_locale(tag: str) -> babel.Locale:
    """Babel's locale of exactly this tag.

    Raises:
        ValueError: if CLDR has none; Babel itself would take a similar one.
    """
    try:
        found = babel.Locale.parse(tag, sep="-")
    except (babel.UnknownLocaleError, ValueError):
        found = None
    if found is None or str(found) != tag.replace("-", "_"):
        raise ValueError(f"CLDR has no locale {tag}")
    return found


def digits_text(value: Decimal, tag: str, pattern: str) -> str:
    """The value in digits, grouped, with as many decimals as it was recorded with. Never rounds; drops the sign.

    `pattern` is CLDR's, of the whole part: `#,##0`.
    """
    decimals = decimals_of(value)
    with localcontext(CONTEXT):
        return babel.numbers.format_decimal(
            value.copy_abs(),
            format=f"{pattern}.{'0' * decimals}" if decimals else pattern,
            locale=cldr_locale(tag),
            decimal_quantization=False,
        )


def marks(tag: str) -> tuple[str, str]:
    """The decimal mark and the grouping mark."""
    return babel.numbers.get_decimal_symbol(cldr_locale(tag)), babel.numbers.get_group_symbol(cldr_locale(tag))
