"""Locales for the tests: the two that ship, and a third that exists only as the text of its two files."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import briefgen.language
from briefgen.language.locale import Locale, parse_locale
from briefgen.model.observation import Measure, Observation, Qualifier, Status
from briefgen.model.period import parse_period

FOLDER = Path(briefgen.language.__file__).parent / "locales"
TAGS = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def rules_of(tag: str) -> str:
    return (FOLDER / f"{tag}.toml").read_text(encoding="utf-8")


@cache
def catalogue_of(tag: str) -> str:
    return (FOLDER / f"{tag}.po").read_text(encoding="utf-8")


@cache
def shipped(tag: str) -> Locale:
    return parse_locale(tag, rules_of(tag), catalogue_of(tag))


def _replaced(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        if text.count(old) == 0:
            raise LookupError(f"the shipped file no longer holds {old!r}")
        text = text.replace(old, new)
    return text


FRENCH_RULES = {
    'name = "English"': 'name = "Français"',
    "contractions = {}": 'contractions = {"de un" = "d’un"}',
    "per\\u00a0cent": "p.\\u00a0100",
    '"{number}%"': '"{number}\\u00a0%"',
    'other = "{number} times"': 'other = "{number} fois"',
    'more_than = "more than"': 'more_than = "plus de"',
    'one = "billion", other = "billion"': 'one = "milliard", other = "milliards"',
    'one = "million", other = "million", single = "one million"': 'one = "million", other = "millions", single = "un million"',
    'prose_scaled = "{symbol}{number}"': 'prose_scaled = "{number} de {name}"',
    'other = "Canadian dollars"': 'other = "dollars canadiens"',
    'day = "{month} {day}, {year}"': 'day = "{day} {month} {year}"',
    'first_day = "1"': 'first_day = "1er"',
    'last = " and "': 'last = " et "',
    'quotes = ["“", "”"]\ninner_quotes = ["‘", "’"]': 'quotes = ["«", "»"]\ninner_quotes = ["“", "”"]',
    'quote_space = ""': 'quote_space = "\\u00a0"',
    'spaced = ""': 'spaced = ":"',
    '{"11" = "th", "12" = "th", "13" = "th", "1" = "st", "2" = "nd", "3" = "rd", "" = "th"}': '{"=1" = "er", "" = "e"}',
}


@cache
def french() -> Locale:
    """fr-CA, made of nothing but two texts: no line of code knows of it."""
    catalogue = _replaced(catalogue_of("en-CA"), {
        "plural=(n != 1)": "plural=(n > 1)",
        'msgstr "Table"': 'msgstr "Tableau"',
        "Data as of {date}": "Données au {date}",
    })
    return parse_locale("fr-CA", _replaced(rules_of("en-CA"), FRENCH_RULES), catalogue)


def all_locales() -> tuple[Locale, ...]:
    return (*map(shipped, TAGS), french())


def observed(
    value: str, unit: str = "persons", *, multiplier: int = 0, qualifier: Qualifier = Qualifier.EXACT, period: str = "2031"
) -> Observation:
    """An observation of the fictional pair of countries."""
    return Observation(
        id="pearls:ATL@2031", indicator="pearls", reporter="ATL", counterpart=None, period=parse_period(period),
        value=Decimal(value), qualifier=qualifier, status=Status.FINAL, unit=unit, multiplier=multiplier,
        measure=Measure.LEVEL, source="census",
    )


def plain(text: str) -> str:
    """The text with its no-break spaces shown as spaces."""
    return re.sub("[\u00a0\u202f]", " ", text)
