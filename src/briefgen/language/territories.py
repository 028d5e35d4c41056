"""Territories: countries by ISO 3166-1, with their names and currencies in a locale. CLDR by way of Babel."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Mapping

import babel
import babel.localedata
import babel.numbers
from babel.core import get_global

from briefgen.language.digits import cldr_locale
from briefgen.language.rules import Currency
from briefgen.model.record import LOCALE_PATTERN
from briefgen.model.unit import CURRENCIES

_OTHERS = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR", "ASC", "CPT", "DGA", "TAA"})
"""Codes of countries that are no more, which CLDR leads to what followed them, and of islands that are part of a country."""

_OUTSIDE = re.compile(r"AA.|Q[M-Z].|X..|ZZ.")
"""Codes that ISO 3166-1 leaves to its users; here X and two letters is a region."""


@functools.cache
def countries() -> Mapping[str, str]:
    """The codes of ISO 3166-1, in three letters each, and the two letters by which CLDR knows the country."""
    known = babel.Locale("en").territories
    return {
        code: found[0]
        for code, found in sorted(get_global("territory_aliases").items())
        if re.fullmatch(r"[A-Z]{3}", code) and len(found) == 1 and found[0] in known
        and code not in _OTHERS and not _OUTSIDE.fullmatch(code)
    }


def home(tag: str) -> str:
    """The country, in three letters, that a locale is of; empty if that is no country of ISO 3166-1."""
    two = tag.partition("-")[2]
    return next((code for code, found in countries().items() if found == two), "")


def country_name(code: str, tag: str) -> str:
    """The country's name in a locale: Congo (Kinshasa) where CLDR sets a hyphen, which no house style does."""
    return re.sub(r" - (.+)", r" (\1)", str(cldr_locale(tag).territories[countries()[code]]))


def currencies_of(code: str, day: datetime.date) -> tuple[str, ...]:
    """The currencies that a country uses on a day, as far as they are units here."""
    used = babel.numbers.get_territory_currencies(countries()[code], start_date=day, end_date=day)
    return tuple(currency for currency in used if currency in CURRENCIES)


def currency_words(currency: str, tag: str) -> Currency:
    """A currency's symbol and names.

    The symbol is the one that the language uses wherever it is spoken, so that a dollar says whose it is; one that is only
    letters keeps a no-break space from its number.
    """
    language = cldr_locale(tag).language
    symbol = babel.numbers.get_currency_symbol(currency, language)
    one, other = (babel.numbers.get_currency_name(currency, count, tag.replace("-", "_")) for count in (1, 2))
    return Currency(symbol=f"{symbol}\u00a0" if symbol.isalpha() else symbol, one=one, other=other)


def endonym(tag: str) -> str:
    """What the language of a locale calls itself: English, Español."""
    name = cldr_locale(tag).get_language_name() or tag
    return name[0].upper() + name[1:]


@functools.cache
def known_tags() -> tuple[str, ...]:
    """Every language with a region that CLDR knows."""
    tags = (name.replace("_", "-") for name in babel.localedata.locale_identifiers())
    return tuple(sorted(tag for tag in tags if re.fullmatch(LOCALE_PATTERN, tag)))
