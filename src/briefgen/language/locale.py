"""Locale: a language in a region (`en-CA`), with the rules and the messages that print in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from briefgen.language.catalogue import Catalogue, MissingMessage, parse_catalogue
from briefgen.language.digits import cldr_locale, digits_text
from briefgen.language.patterns import check_rules
from briefgen.language.rules import LocaleError, MissingRule, Rules, parse_rules
from briefgen.model.record import LOCALE_PATTERN

__all__ = ["Locale", "LocaleError", "MissingMessage", "MissingRule", "parse_locale"]


@dataclass(frozen=True)
class Locale:
    """A locale; it can be pickled, compared and hashed. `tag` is BCP 47, language and region, never a language alone."""

    tag: str
    rules: Rules
    catalogue: Catalogue

    @property
    def name(self) -> str:
        """What the language calls itself: English, Español."""
        return self.rules.name

    @property
    def language(self) -> str:
        """The value of HTML's `lang`, which is the whole tag."""
        return self.tag

    def message(self, msgid: str, **values: str) -> str:
        """The message, with its placeholders filled.

        Raises:
            MissingMessage: if there is none, if it is a plural, or if a value is not given.
        """
        return self.catalogue.message(msgid, **values)

    def plural(self, msgid: str, n: int, **values: str) -> str:
        """The message in the form that `n` takes, which it prints in this locale's digits.

        Raises:
            MissingMessage: if there is none, if it is no plural, or if a value is not given.
        """
        return self.catalogue.plural(msgid, n, digits_text(Decimal(n), self.tag, self.rules.numbers.pattern), **values)

    def __hash__(self) -> int:
        return hash(self.tag)

    def __repr__(self) -> str:
        return f"Locale({self.tag})"


@lru_cache(maxsize=16)
def parse_locale(tag: str, rules: str, catalogue: str) -> Locale:
    """Reads a locale from the texts of its two files, TOML and PO.

    Raises:
        LocaleError: if the tag is no language and region that CLDR knows, or naming every missing rule or message.
    """
    if not re.fullmatch(LOCALE_PATTERN, tag):
        raise LocaleError(f"expected a language and a region such as en-CA, found \"{tag}\"")
    try:
        cldr_locale(tag)
    except ValueError as error:
        raise LocaleError(str(error)) from None
    parsed = parse_rules(tag, rules)
    check_rules(tag, parsed)
    return Locale(tag, parsed, parse_catalogue(tag, catalogue))
